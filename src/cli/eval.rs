//! `zeren eval`: who is accountable, for what, under which clause, why, and what is still unknown.

use std::process::ExitCode;

use super::args::{EvalArgs, FailOn, Format};
use super::console::Console;
use super::report::Failure;
use super::{io, ndjson};
use crate::assessment::render_text;

/// Evaluates and prints; fails only when asked to.
pub(super) fn run(args: &EvalArgs, console: Console) -> Result<ExitCode, Failure> {
    if args.ndjson {
        return ndjson::run(args, console);
    }
    let policy = io::policy(&args.policy)?;
    let facts = io::facts(&policy, &args.facts)?;
    let assessment = policy.evaluate(&facts)?;
    match args.format {
        Format::Text => io::print(&render_text(&assessment, console.lang))?,
        Format::Json => io::print(&(assessment.to_json() + "\n"))?,
    }
    Ok(if FailOn::fails(args.fail_on, &assessment) {
        Failure::FAILED_ON.into()
    } else {
        ExitCode::SUCCESS
    })
}
