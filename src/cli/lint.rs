//! `zeren lint`: what a policy may say and hardly means, and under `--fix` the part that can be put right as it is.
//!
//! Files are written whole, and only when the policy still compiles with all of them.

use std::path::Path;
use std::process::ExitCode;

use super::args::{CheckFormat, LintArgs};
use super::check::{compiled, show};
use super::console::Console;
use super::io;
use super::report::Failure;
use crate::error::LoadError;
use crate::lang::Lang;
use crate::policy::Policy;

/// Lints; anything found is failure.
pub(super) fn run(args: &LintArgs, console: Console) -> Result<ExitCode, Failure> {
    let Some(policy) = compiled(&args.policy, args.format, console)? else {
        return Ok(Failure::POLICY.into());
    };
    let policy = if args.fix {
        fix(&policy, args, console)?
    } else {
        policy
    };
    let found = policy.lint();
    let place = &args.policy.policy;
    show(args.format, place, &found, policy.sources(), console)?;
    Ok(if found.is_empty() {
        ExitCode::SUCCESS
    } else {
        Failure::FAILED_ON.into()
    })
}

/// The policy put right, its files written.
fn fix(policy: &Policy, args: &LintArgs, console: Console) -> Result<Policy, Failure> {
    let fixed = policy.fix_lints().map_err(LoadError::Compile)?;
    let place = &args.policy.policy;
    let folder = if place.is_dir() {
        place
    } else {
        place.parent().unwrap_or(Path::new(""))
    };
    let files = fixed.files.iter();
    let files: Vec<_> = files
        .map(|(name, text)| (folder.join(name), text.as_bytes()))
        .collect();
    io::save_all(&files)?;
    if args.format == CheckFormat::Text {
        let (edits, files) = (fixed.edits, fixed.files.len());
        io::print(&match console.lang {
            Lang::Zh => format!("改正了 {edits} 处，改动了 {files} 个文件\n"),
            Lang::En => format!("edits made: {edits}; files changed: {files}\n"),
        })?;
    }
    Ok(fixed.policy)
}
