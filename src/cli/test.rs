//! `zeren test`: every scenario of a policy, and what does not come out as expected.

use std::process::ExitCode;

use serde::Serialize;

use super::args::{TestArgs, TestFormat};
use super::console::Console;
use super::io;
use super::junit::to_junit;
use super::report::{Failure, diagnose};
use crate::diagnostic::Diagnostics;
use crate::policy::Policy;
use crate::suggest::nearest;
use crate::workbench::{ScenarioCoverage, ScenarioOptions, ScenarioReport};

/// Runs and prints; wrong facts are reported as `check` does, before what does not come out as expected.
///
/// A filter that fits no scenario is bad usage: nothing was compared, and nothing may seem to have passed.
pub(super) fn run(args: &TestArgs, console: Console) -> Result<ExitCode, Failure> {
    let policy = io::policy(&args.policy)?;
    let mut options = ScenarioOptions::default();
    options.filter.clone_from(&args.filter);
    options.stop_at_first_failure = args.fail_fast;
    let trial = policy.trial(&options);
    let report = trial.report();
    if let (Some(filter), []) = (&args.filter, report.scenarios.as_slice()) {
        return Err(no_scenario(&policy, filter));
    }
    match args.format {
        TestFormat::Text => {
            let found: Diagnostics = report.diagnostics();
            if !found.is_empty() {
                diagnose(&found, policy.sources(), console);
            }
            io::print(&format!("{}\n", report.summary(console.lang)))?;
            if args.coverage {
                let coverage = trial.coverage();
                io::print(&format!("\n{}", coverage.to_text(console.lang)))?;
            }
        }
        TestFormat::Json => {
            let coverage = args.coverage.then(|| trial.coverage());
            io::print(&(json(report, coverage) + "\n"))?;
        }
        TestFormat::Junit => {
            let text = to_junit(report, policy.sources(), console.lang);
            io::print(&text.map_err(Failure::Write)?)?;
        }
    }
    Ok(if report.passed() {
        ExitCode::SUCCESS
    } else {
        Failure::FAILED_ON.into()
    })
}

/// The report, with what else was asked for beside its own keys.
fn json(report: &ScenarioReport, coverage: Option<ScenarioCoverage>) -> String {
    #[derive(Serialize)]
    struct All<'r> {
        #[serde(flatten)]
        report: &'r ScenarioReport,
        coverage: Option<ScenarioCoverage>,
    }
    if coverage.is_none() {
        return report.to_json();
    }
    // INVARIANT: keys are literal texts and no value is a map, so that writing cannot fail.
    serde_json::to_string_pretty(&All { report, coverage }).unwrap_or_default()
}

fn no_scenario(policy: &Policy, filter: &str) -> Failure {
    let all = policy.scenarios();
    let names = all.iter().flat_map(|one| [&*one.title, &*one.file]);
    Failure::Filter {
        filter: filter.to_owned(),
        near: nearest(filter, names).map(str::to_owned),
    }
}
