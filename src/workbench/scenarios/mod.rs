//! Scenarios: facts given in the policy's own files, and the outcome expected of them.
//!
//! `merge` lays a scenario over its backgrounds, `build` makes facts of it that the policy reads like any others,
//! `known` looks for what is expected of them in them, `judge` compares the assessment with what is expected, `check`
//! tells what is wrong before anything is evaluated, `reached` tells what the outcome rests on, `listed` lists.
//! A scenario is evaluated under the choices that it takes; a policy is compiled once for each set of choices.

mod apart;
mod build;
mod check;
mod complete;
mod judge;
mod known;
mod listed;
mod merge;
mod outcome;
mod places;
mod reached;
mod report;
mod runs;
mod said;

pub use judge::Failure as ExpectationFailure;
pub use listed::ListedScenario;
pub use report::{ScenarioOutcome, ScenarioReport, ScenarioResult, ScenarioTotals};
pub use runs::{ScenarioOptions, ScenarioRun, ScenarioRuns};

pub(super) use apart::apart;
pub(super) use judge::judge;
pub(super) use places::place;
pub(super) use reached::{named_in, reached};
pub(super) use runs::FactsOfScenarios;

use crate::diagnostic::Diagnostics;
use crate::policy::Policy;

impl Policy {
    /// Runs the scenarios of the policy's files and compares each outcome with what is expected.
    ///
    /// ```
    /// use zeren::{Policy, ScenarioOptions};
    ///
    /// let policy = Policy::compile([("clinic.zeren", r#"
    ///     regulation "Charter" { effective 2024-01-01 }
    ///     level clinic
    ///     metric patients { level clinic measured in number }
    ///     interpretation quota { question "how many?" choice many "many" choice few "few" take many because "as told" }
    ///     target load { for each clinic require patients at least 100 due 2024-12-31
    ///                   cite interpretation quota }
    ///     background quiet { as of 2025-01-10 period 2024 clinic North { patients 120 } }
    ///     scenario "one short" upon quiet {
    ///         North { patients 99 }
    ///         expect { target load at North breached }
    ///     }
    /// "#)])?;
    /// let report = policy.run_scenarios(&ScenarioOptions::default());
    /// assert!(report.passed());
    /// assert_eq!(report.totals.passed, 1);
    /// # Ok::<(), zeren::CompileError>(())
    /// ```
    pub fn run_scenarios(&self, options: &ScenarioOptions) -> ScenarioReport {
        let results = self.scenario_runs(options).map(|run| run.result);
        ScenarioReport::new(self, results.collect())
    }

    /// Runs the scenarios one after another, each with the facts that it makes and their assessment.
    ///
    /// Nothing is run before it is asked for, so that a caller may stop at the first that fails.
    pub fn scenario_runs<'p>(&'p self, options: &'p ScenarioOptions) -> ScenarioRuns<'p> {
        ScenarioRuns::new(self, options)
    }

    /// The scenarios of the policy's files, in their order; nothing is read or run.
    pub fn scenarios(&self) -> Vec<ListedScenario> {
        let all = self.model().scenarios.values();
        all.map(|scenario| ListedScenario::of(self, scenario))
            .collect()
    }

    /// What is wrong with the facts of the scenarios, and units, persons, records and acts that are expected and that
    /// the facts do not have.
    ///
    /// Nothing is evaluated: a scenario that fails is no diagnostic.
    pub fn check_scenarios(&self) -> Diagnostics {
        check::all(self)
    }
}
