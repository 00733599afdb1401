//! `zeren check`: every diagnostic of a policy.

use std::process::ExitCode;

use super::args::{CheckArgs, Format};
use super::io;
use super::report::{Failure, diagnose};
use crate::diagnostic::json::to_json;
use crate::diagnostic::{Diagnostics, summary};
use crate::error::LoadError;
use crate::lang::Lang;
use crate::source::Sources;

/// Checks; warnings do not fail.
pub(super) fn run(args: &CheckArgs, lang: Lang) -> Result<ExitCode, Failure> {
    match (io::policy(&args.policy), args.format) {
        (Ok(policy), Format::Json) => print_json(policy.warnings(), policy.sources(), lang),
        (Ok(policy), Format::Text) => {
            if policy.warnings().is_empty() {
                io::print(&format!("{}\n", summary(&[], lang)))?;
            } else {
                diagnose(policy.warnings(), policy.sources(), lang);
            }
            Ok(ExitCode::SUCCESS)
        }
        (Err(Failure::Policy(LoadError::Compile(error))), Format::Json) => {
            print_json(&error.diagnostics, &error.sources, lang)?;
            Ok(Failure::POLICY.into())
        }
        (Err(failure), _) => Err(failure),
    }
}

fn print_json(
    diagnostics: &Diagnostics,
    sources: &Sources,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let value = to_json(diagnostics.as_slice(), sources, lang);
    io::print(&format!("{value:#}\n"))?;
    Ok(ExitCode::SUCCESS)
}
