//! What a policy says is meant, for whoever reviews it: each allowance with its reason.

use crate::model::Name;
use crate::policy::Policy;
use crate::source::Span;

/// Warnings that a policy says are meant, in one of its declarations.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Allowed {
    /// The codes.
    pub codes: Vec<&'static str>,
    /// Why.
    pub reason: Name,
    /// The declaration that it covers.
    pub declaration: Span,
    /// Where it stands.
    pub span: Span,
}

impl Policy {
    /// What the policy allows, in the order of its files, so that a reviewer may read the reasons together.
    ///
    /// ```
    /// let policy = zeren::Policy::compile([("clinic.zeren", r#"
    ///     regulation "Charter" { effective 2024-01-01 allow W0506 because "a draft without a text" }
    /// "#)])?;
    /// assert!(policy.warnings().is_empty());
    /// assert_eq!(&*policy.allowed()[0].reason, "a draft without a text");
    /// # Ok::<(), zeren::CompileError>(())
    /// ```
    pub fn allowed(&self) -> Vec<Allowed> {
        let allowances = self.model().allowances.iter();
        let mut allowed: Vec<Allowed> = allowances
            .map(|row| Allowed {
                codes: row.codes.iter().map(|allowed| allowed.code).collect(),
                reason: row.reason.clone(),
                declaration: row.declaration,
                span: row.span,
            })
            .collect();
        allowed.sort_by_key(|row| row.span);
        allowed
    }
}
