//! `zeren eval`: who is accountable, for what, under which clause, why, and what is still unknown.

use std::process::ExitCode;

use super::args::{EvalArgs, FailOn, Format};
use super::console::Console;
use super::log::Log;
use super::report::Failure;
use super::{io, keys, ndjson};
use crate::assessment::{Assessment, render_text};
use crate::lang::Text;
use crate::policy::Policy;

/// Evaluates and prints; fails only when asked to.
pub(super) fn run(args: &EvalArgs, console: Console) -> Result<ExitCode, Failure> {
    if args.keep.sign.is_some() && args.keep.record.is_none() && args.keep.log.is_none() {
        return Err(Failure::Usage(Text::new(
            "“--sign”要与“--record”或者“--log”同用：没有记录可签",
            "`--sign` goes with `--record` or `--log`: there is no record to sign",
        )));
    }
    if args.ndjson {
        return ndjson::run(args, console);
    }
    let policy = io::policy(&args.policy)?;
    let keep = &args.keep;
    let assessment = match (&keep.record, &keep.log) {
        (None, None) => policy.evaluate(&io::facts(&policy, &args.facts)?)?,
        _ => kept(&policy, args, console)?,
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
fn kept(policy: &Policy, args: &EvalArgs, console: Console) -> Result<Assessment, Failure> {
    let key = args.keep.sign.as_deref().map(keys::secret).transpose()?;
    let json = io::FactsFile::open(&args.facts)?;
    let json = json.json(policy).map_err(|error| Failure::Facts {
        path: args.facts.clone(),
        error,
    })?;
    let recorded = policy.recorded(&json);
    let (record, assessment) = recorded.map_err(|error| Failure::of(error, &args.facts))?;
    let record = match &key {
        Some(key) => record.signed(key),
        None => record,
    };
    if let Some(path) = &args.keep.record {
        io::save_new(path, record.to_json().as_bytes())?;
    }
    if let Some(path) = &args.keep.log {
        let mut log = Log::open(path)?;
        log.append(record)?;
        log.finish(console.lang)?;
    }
    Ok(assessment)
}
