//! `zeren eval`: who is accountable, for what, under which clause, why, and what is still unknown.

use std::process::ExitCode;

use super::args::{EvalArgs, FailOn, Format};
use super::io;
use super::report::Failure;
use crate::assessment::render_text;
use crate::lang::Lang;

/// Evaluates and prints; fails only when asked to.
pub(super) fn run(args: &EvalArgs, lang: Lang) -> Result<ExitCode, Failure> {
    let policy = io::policy(&args.policy)?;
    let facts = io::facts(&policy, &args.facts)?;
    let assessment = policy.evaluate(&facts)?;
    match args.format {
        Format::Text => io::print(&render_text(&assessment, lang))?,
        Format::Json => io::print(&(assessment.to_json() + "\n"))?,
    }
    let failed = match args.fail_on {
        None => false,
        Some(FailOn::Fired) => assessment.has_fired(),
        Some(FailOn::Open) => assessment.has_fired() || assessment.is_open(),
    };
    Ok(if failed {
        Failure::FAILED_ON.into()
    } else {
        ExitCode::SUCCESS
    })
}
