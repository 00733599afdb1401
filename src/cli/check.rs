//! `zeren check`: every diagnostic of a policy, gaps of its clause ledger and faults of its scenarios included.

use std::path::{Component, Path};
use std::process::ExitCode;

use super::args::{CheckArgs, CheckFormat, PolicyArgs};
use super::console::Console;
use super::io;
use super::report::{Failure, diagnose};
use crate::diagnostic::json::to_json;
use crate::diagnostic::sarif::{SarifOptions, to_sarif};
use crate::diagnostic::{Diagnostics, summary};
use crate::error::LoadError;
use crate::policy::Policy;
use crate::source::Sources;

/// Checks; warnings do not fail.
pub(super) fn run(args: &CheckArgs, console: Console) -> Result<ExitCode, Failure> {
    let Some(policy) = compiled(&args.policy, args.format, console)? else {
        return Ok(Failure::POLICY.into());
    };
    let mut found = policy.warnings().clone();
    found.extend(policy.check_ledger());
    found.extend(policy.check_scenarios());
    found.sort();
    let place = &args.policy.policy;
    show(args.format, place, &found, policy.sources(), console)?;
    Ok(if found.has_errors() {
        Failure::POLICY.into()
    } else {
        ExitCode::SUCCESS
    })
}

/// The policy; `None` where its errors were shown in a format for programs.
pub(super) fn compiled(
    args: &PolicyArgs,
    format: CheckFormat,
    console: Console,
) -> Result<Option<Policy>, Failure> {
    match io::policy(args) {
        Err(Failure::Policy(LoadError::Compile(error))) if format != CheckFormat::Text => {
            let (found, sources) = (&error.diagnostics, &error.sources);
            show(format, &args.policy, found, sources, console)?;
            Ok(None)
        }
        policy => policy.map(Some),
    }
}

/// Shows diagnostics in a format; in SARIF their files are where the command line says the policy is.
pub(super) fn show(
    format: CheckFormat,
    policy: &Path,
    found: &Diagnostics,
    sources: &Sources,
    console: Console,
) -> Result<(), Failure> {
    let lang = console.lang;
    match format {
        CheckFormat::Text if found.is_empty() => io::print(&format!("{}\n", summary(&[], lang))),
        CheckFormat::Text => {
            diagnose(found, sources, console);
            Ok(())
        }
        CheckFormat::Json => {
            let value = to_json(found.as_slice(), sources, lang);
            io::print(&format!("{value:#}\n"))
        }
        CheckFormat::Sarif => {
            let folder = folder_of(policy);
            let options = SarifOptions { lang, folder };
            let log = to_sarif(found.as_slice(), sources, &options);
            io::print(&format!("{log:#}\n"))
        }
    }
}

/// The folder of a policy as the command line names it; none where it is not below the working folder, since
/// addresses are relative.
fn folder_of(policy: &Path) -> String {
    let folder = match policy.is_dir() {
        true => policy,
        false => policy.parent().unwrap_or(Path::new("")),
    };
    let mut names = Vec::new();
    for part in folder.components() {
        match part {
            Component::Normal(name) => names.push(name.to_string_lossy()),
            Component::CurDir => {}
            _ => return String::new(),
        }
    }
    names.join("/")
}
