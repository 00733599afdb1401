//! `zeren test`: every scenario of a policy, and what does not come out as expected.

use std::process::ExitCode;

use super::args::{Format, TestArgs};
use super::console::Console;
use super::io;
use super::report::{Failure, diagnose};
use crate::diagnostic::Diagnostics;
use crate::workbench::ScenarioOptions;

/// Runs and prints; wrong facts are reported as `check` does, before what does not come out as expected.
pub(super) fn run(args: &TestArgs, console: Console) -> Result<ExitCode, Failure> {
    let policy = io::policy(&args.policy)?;
    let mut options = ScenarioOptions::default();
    options.filter.clone_from(&args.filter);
    options.stop_at_first_failure = args.fail_fast;
    let report = policy.run_scenarios(&options);
    match args.format {
        Format::Text => {
            let found: Diagnostics = report.diagnostics();
            if !found.is_empty() {
                diagnose(&found, policy.sources(), console);
            }
            io::print(&format!("{}\n", report.summary(console.lang)))?;
        }
        Format::Json => io::print(&(report.to_json() + "\n"))?,
    }
    Ok(if report.passed() {
        ExitCode::SUCCESS
    } else {
        Failure::FAILED_ON.into()
    })
}
