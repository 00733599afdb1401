//! Lints: what a policy may say by the rules of the language, and hardly means.
//!
//! What is wrong in any case is an error of the check, and what the check warns of is not looked for again here: the
//! lints come after it, family by family. `reach`: does anybody answer; `holders`: can whoever answers be named;
//! `uses`: has everything a use and a keeper; `conditions` and `bounds`, on the logic of `formula` and `range`: can
//! it be true and false, and do the bounds agree; `authority`: who decides; `quotes`: does a quote leave out what
//! turns its sense. A finding that the policy allows is left out, and an allowance that nothing needs is a finding.

mod allowed;
mod asked;
mod authority;
mod bounded;
mod bounds;
mod conditions;
mod fixes;
mod formula;
mod gaps;
mod holders;
mod mentions;
mod places;
mod quotes;
mod range;
mod reach;
mod terms;
mod unneeded;
mod uses;

use crate::check::apply_allowances;
use crate::diagnostic::Diagnostics;
use crate::policy::Policy;

pub use allowed::Allowed;
pub use fixes::Fixed;

impl Policy {
    /// Everything that is no error and hardly meant: the warnings of the check, and what the lints find.
    ///
    /// What the policy allows with a reason is left out; an allowance that nothing needs is reported.
    ///
    /// ```
    /// let policy = zeren::Policy::compile([("clinic.zeren", r#"
    ///     regulation "Charter" { effective 2024-01-01 }
    ///     level clinic
    ///     metric visits { level clinic measured in number }
    /// "#)])?;
    /// let found = policy.lint();
    /// assert!(found.iter().any(|one| one.code.as_str() == "L0202"));
    /// # Ok::<(), zeren::CompileError>(())
    /// ```
    pub fn lint(&self) -> Diagnostics {
        let model = self.model();
        let mut found = Diagnostics::new();
        reach::lint(model, &mut found);
        holders::lint(model, &mut found);
        uses::lint(model, self.files(), &mut found);
        conditions::lint(model, self.sources(), &mut found);
        bounds::lint(model, self.sources(), &mut found);
        authority::lint(model, &mut found);
        quotes::lint(model, &mut found);
        let mut allowances = model.allowances.clone();
        let mut found = apply_allowances(&mut allowances, found);
        found.extend(self.warnings().iter().cloned());
        unneeded::lint(&allowances, self.sources(), &mut found);
        found.sort();
        found
    }
}
