//! `zeren test`: every scenario of a policy, and what does not come out as expected; what the scenarios cover, and which
//! changes of the policy they would not notice.

use std::num::NonZero;
use std::process::ExitCode;
use std::thread::available_parallelism;

use serde::Serialize;

use super::args::{TestArgs, TestFormat};
use super::console::Console;
use super::io;
use super::junit::to_junit;
use super::progress::Progress;
use super::report::{Failure, diagnose};
use crate::cancel::Cancelled;
use crate::diagnostic::Diagnostics;
use crate::policy::Policy;
use crate::suggest::nearest;
use crate::workbench::{
    MutationOptions, MutationReport, ScenarioCoverage, ScenarioOptions, ScenarioReport, Trial,
};

/// What was asked for beside the report.
struct Beside {
    coverage: Option<ScenarioCoverage>,
    mutation: Option<MutationReport>,
}

/// Runs and prints; wrong facts are reported as `check` does, before what does not come out as expected.
///
/// A filter that fits no scenario is bad usage: nothing was compared, and nothing may seem to have passed.
pub(super) fn run(args: &TestArgs, console: Console) -> Result<ExitCode, Failure> {
    let policy = io::policy(&args.policy)?;
    let mut options = ScenarioOptions::default();
    options.filter.clone_from(&args.filter);
    options.stop_at_first_failure = args.fail_fast;
    let trial = policy.trial(&options)?;
    let report = trial.report();
    if let (Some(filter), []) = (&args.filter, report.scenarios.as_slice()) {
        return Err(no_scenario(&policy, filter));
    }
    let beside = Beside {
        coverage: args.coverage.then(|| trial.coverage()),
        mutation: match args.mutate {
            true => Some(mutation(&trial, console)?),
            false => None,
        },
    };
    match args.format {
        TestFormat::Text => text(&policy, report, &beside, console)?,
        TestFormat::Json => io::print(&(json(report, &beside) + "\n"))?,
        TestFormat::Junit => {
            let text = to_junit(report, policy.sources(), console.lang);
            io::print(&text.map_err(Failure::Write)?)?;
        }
    }
    let noticed = beside.mutation.is_none_or(|report| report.passed());
    Ok(if report.passed() && noticed {
        ExitCode::SUCCESS
    } else {
        Failure::FAILED_ON.into()
    })
}

fn mutation(trial: &Trial<'_>, console: Console) -> Result<MutationReport, Cancelled> {
    let options = MutationOptions {
        threads: available_parallelism().map_or(1, NonZero::get),
        ..MutationOptions::default()
    };
    let what = console.lang.pick("变异检验", "mutants");
    let progress = Progress::new(console, what);
    trial.mutation(&options, |done, of| progress.reached(done, of))
}

fn text(
    policy: &Policy,
    report: &ScenarioReport,
    beside: &Beside,
    console: Console,
) -> Result<(), Failure> {
    let found: Diagnostics = report.diagnostics();
    if !found.is_empty() {
        diagnose(&found, policy.sources(), console);
    }
    io::print(&format!("{}\n", report.summary(console.lang)))?;
    if let Some(coverage) = &beside.coverage {
        io::print(&format!("\n{}", coverage.to_text(console.lang)))?;
    }
    if let Some(mutation) = &beside.mutation {
        io::print(&format!("\n{}", mutation.to_text(console.lang)))?;
    }
    Ok(())
}

/// The report, with what else was asked for beside its own keys.
fn json(report: &ScenarioReport, beside: &Beside) -> String {
    #[derive(Serialize)]
    struct All<'r> {
        #[serde(flatten)]
        report: &'r ScenarioReport,
        #[serde(skip_serializing_if = "Option::is_none")]
        coverage: &'r Option<ScenarioCoverage>,
        #[serde(skip_serializing_if = "Option::is_none")]
        mutation: &'r Option<MutationReport>,
    }
    let Beside { coverage, mutation } = beside;
    if coverage.is_none() && mutation.is_none() {
        return report.to_json();
    }
    let all = All {
        report,
        coverage,
        mutation,
    };
    // INVARIANT: keys are literal texts and no value is a map, so that writing cannot fail.
    serde_json::to_string_pretty(&all).unwrap_or_default()
}

fn no_scenario(policy: &Policy, filter: &str) -> Failure {
    let all = policy.scenarios();
    let names = all.iter().flat_map(|one| [&*one.title, &*one.file]);
    Failure::Filter {
        filter: filter.to_owned(),
        near: nearest(filter, names).map(str::to_owned),
    }
}
