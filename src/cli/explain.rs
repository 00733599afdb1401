//! `zeren explain`: the proof of a finding, or why there is none.

use std::process::ExitCode;

use super::args::{ExplainArgs, Format};
use super::io;
use super::report::Failure;
use crate::explain::{render_explanation, render_flip, render_why_not};
use crate::lang::Lang;

/// Explains and prints.
pub(super) fn run(args: &ExplainArgs, lang: Lang) -> Result<ExitCode, Failure> {
    let policy = io::policy(&args.policy)?;
    let facts = io::facts(&policy, &args.facts)?;
    if let Some(asked) = &args.subject.why_not {
        let why = policy.why_not(&facts, &policy.question(asked))?;
        match args.format {
            Format::Text => io::print(&render_why_not(&why, lang))?,
            Format::Json => io::print(&json(&why))?,
        }
        return Ok(ExitCode::SUCCESS);
    }
    let finding = args.subject.finding.as_deref().unwrap_or_default();
    let why = policy.explain(&facts, finding)?;
    let flip = if args.flip {
        Some(policy.flip(&facts, finding)?)
    } else {
        None
    };
    match (args.format, &flip) {
        (Format::Text, None) => io::print(&render_explanation(&why, lang))?,
        (Format::Text, Some(flip)) => {
            let text = render_explanation(&why, lang) + "\n" + &render_flip(flip, lang);
            io::print(&text)?;
        }
        (Format::Json, None) => io::print(&json(&why))?,
        (Format::Json, Some(flip)) => {
            io::print(&json(
                &serde_json::json!({ "explanation": why, "flip": flip }),
            ))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Pretty JSON with a line end; these types have no value that JSON lacks.
fn json(value: &impl serde::Serialize) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    text + "\n"
}
