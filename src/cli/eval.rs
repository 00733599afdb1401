//! `zeren eval`: who is accountable, for what, under which clause, why, and what is still unknown.

use std::path::Path;
use std::process::ExitCode;

use super::args::{EvalArgs, FailOn, Format};
use super::console::Console;
use super::report::Failure;
use super::{io, ndjson};
use crate::assessment::{Assessment, render_text};
use crate::policy::Policy;

/// Evaluates and prints; fails only when asked to.
pub(super) fn run(args: &EvalArgs, console: Console) -> Result<ExitCode, Failure> {
    if args.ndjson {
        return ndjson::run(args, console);
    }
    let policy = io::policy(&args.policy)?;
    let assessment = match &args.record {
        Some(path) => recorded(&policy, &args.facts, path)?,
        None => policy.evaluate(&io::facts(&policy, &args.facts)?)?,
    };
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

/// Evaluates and keeps the decision; nothing is said of it before it is kept.
fn recorded(policy: &Policy, facts: &Path, path: &Path) -> Result<Assessment, Failure> {
    let json = io::FactsFile::open(facts)?;
    let json = json.json(policy).map_err(|error| Failure::Facts {
        path: facts.to_owned(),
        error,
    })?;
    let recorded = policy.recorded(&json);
    let (record, assessment) = recorded.map_err(|error| Failure::of(error, facts))?;
    io::save_new(path, record.to_json().as_bytes())?;
    Ok(assessment)
}
