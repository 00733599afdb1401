//! `zeren check`: every diagnostic of a policy, gaps of its clause ledger included.

use std::process::ExitCode;

use super::args::{CheckArgs, Format};
use super::console::Console;
use super::io;
use super::report::{Failure, diagnose};
use crate::diagnostic::json::to_json;
use crate::diagnostic::{Diagnostics, summary};
use crate::error::LoadError;
use crate::lang::Lang;
use crate::source::Sources;

/// Checks; warnings do not fail.
pub(super) fn run(args: &CheckArgs, console: Console) -> Result<ExitCode, Failure> {
    let lang = console.lang;
    match (io::policy(&args.policy), args.format) {
        (Ok(policy), format) => {
            let mut found = policy.warnings().clone();
            found.extend(policy.check_ledger());
            found.sort();
            match format {
                Format::Json => print_json(&found, policy.sources(), lang)?,
                Format::Text if found.is_empty() => {
                    io::print(&format!("{}\n", summary(&[], lang)))?;
                }
                Format::Text => diagnose(&found, policy.sources(), console),
            }
            Ok(if found.has_errors() {
                Failure::POLICY.into()
            } else {
                ExitCode::SUCCESS
            })
        }
        (Err(Failure::Policy(LoadError::Compile(error))), Format::Json) => {
            print_json(&error.diagnostics, &error.sources, lang)?;
            Ok(Failure::POLICY.into())
        }
        (Err(failure), _) => Err(failure),
    }
}

fn print_json(diagnostics: &Diagnostics, sources: &Sources, lang: Lang) -> Result<(), Failure> {
    let value = to_json(diagnostics.as_slice(), sources, lang);
    io::print(&format!("{value:#}\n"))
}
