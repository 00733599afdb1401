//! `zeren diff`: what a newer version of a policy changes, and for whom.

use std::path::Path;
use std::process::ExitCode;

use super::args::{DiffArgs, LedgerFormat};
use super::io::{self, FactsFile};
use super::report::Failure;
use crate::lang::Lang;
use crate::policy::Policy;
use crate::workbench::{ChangeEffectError, ChangeEffects};

/// Prints what changed; like `diff`, it exits with 1 where anything did.
pub(super) fn run(args: &DiffArgs, lang: Lang) -> Result<ExitCode, Failure> {
    let (old, new) = (Policy::load(&args.old)?, Policy::load(&args.new)?);
    let mut diff = old.compare(&new);
    for path in &args.facts {
        diff.facts.push(effects(&old, &new, path)?);
    }
    io::print(&match args.format {
        LedgerFormat::Text => diff.to_text(lang),
        LedgerFormat::Json => diff.to_json() + "\n",
        LedgerFormat::Markdown => diff.to_markdown(lang),
    })?;
    Ok(if diff.is_empty() {
        ExitCode::SUCCESS
    } else {
        Failure::FAILED_ON.into()
    })
}

fn effects(old: &Policy, new: &Policy, path: &Path) -> Result<ChangeEffects, Failure> {
    let file = FactsFile::open(path)?;
    let found = old.effects(new, |policy| file.read(policy));
    let mut effects = found.map_err(|error| match error {
        ChangeEffectError::OldFacts(error) | ChangeEffectError::NewFacts(error) => Failure::Facts {
            path: path.to_owned(),
            error,
        },
        ChangeEffectError::Evaluate(error) => Failure::Evaluate(error),
    })?;
    effects.name = Some(path.display().to_string().into());
    Ok(effects)
}
