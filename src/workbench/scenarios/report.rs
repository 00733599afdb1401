//! What came of running scenarios, as data, as diagnostics and as JSON.

use serde::{Serialize, Serializer};

use super::judge::{Failure, words};
use super::places::place;
use super::said::both;
use crate::diagnostic::json::to_json;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::{Lang, Text};
use crate::model::{Name, Scenario};
use crate::policy::Policy;
use crate::source::{Sources, Span};

const NOT_MET: Code = Code::new("E0810");

/// The scenarios of a policy and what came of them.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ScenarioReport {
    /// `zeren.scenarios/1`.
    pub format: &'static str,
    /// The regulation.
    pub regulation: Name,
    /// How many of each outcome.
    pub totals: ScenarioTotals,
    /// Each scenario that was run, in the order of the files.
    pub scenarios: Vec<ScenarioResult>,
    /// Whether the host told it to stop, see [`Cancel`](crate::Cancel): then others were not run.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
}

/// How many scenarios of each outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ScenarioTotals {
    /// Everything was as expected.
    pub passed: usize,
    /// Something was not.
    pub failed: usize,
    /// Their facts are wrong, or do not have what is expected of them.
    pub refused: usize,
}

/// A scenario and what came of it.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ScenarioResult {
    /// Its title.
    pub title: Name,
    /// The background that it starts from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background: Option<Name>,
    /// The file that it stands in.
    pub file: Name,
    /// The line of its title, from 1.
    pub line: u32,
    /// What came of it.
    pub outcome: ScenarioOutcome,
    /// How many expectations it has.
    pub expectations: usize,
    /// They themselves, in the words of the language.
    #[serde(skip)]
    pub expected: Vec<Text>,
    /// Those that are not met.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<Failure>,
    /// What is wrong with its facts, or with what is expected of them.
    #[serde(
        serialize_with = "codes",
        skip_serializing_if = "Diagnostics::is_empty"
    )]
    pub diagnostics: Diagnostics,
    /// Where its title stands.
    #[serde(skip)]
    pub span: Span,
}

/// What came of a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "there are no others")]
pub enum ScenarioOutcome {
    /// Everything was as expected.
    Passed,
    /// Something was not.
    Failed,
    /// Its facts are wrong, or do not have what is expected of them, so that nothing could be compared.
    Refused,
}

impl ScenarioReport {
    pub(in crate::workbench) fn new(policy: &Policy, scenarios: Vec<ScenarioResult>) -> Self {
        let count = |outcome| {
            scenarios
                .iter()
                .filter(|one| one.outcome == outcome)
                .count()
        };
        Self {
            format: "zeren.scenarios/1",
            regulation: policy.title().into(),
            totals: ScenarioTotals {
                passed: count(ScenarioOutcome::Passed),
                failed: count(ScenarioOutcome::Failed),
                refused: count(ScenarioOutcome::Refused),
            },
            scenarios,
            cancelled: policy.is_cancelled(),
        }
    }

    /// Whether every scenario passed: all that were to be run, if nobody stopped it.
    pub fn passed(&self) -> bool {
        self.totals.failed + self.totals.refused == 0 && !self.cancelled
    }

    /// What is not as expected, at its place in the policy's files.
    pub fn diagnostics(&self) -> Diagnostics {
        self.scenarios
            .iter()
            .flat_map(ScenarioResult::to_diagnostics)
            .collect()
    }

    /// The report as JSON.
    pub fn to_json(&self) -> String {
        // INVARIANT: keys are literal texts and no value is a map, so that writing cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// One line: how many passed, failed, and could not be compared.
    pub fn summary(&self, lang: Lang) -> String {
        let ScenarioTotals {
            passed,
            failed,
            refused,
        } = self.totals;
        let all = self.scenarios.len();
        let mut line = match lang {
            Lang::Zh => {
                format!("情景 {all} 个：通过 {passed}，未通过 {failed}，无法核对 {refused}")
            }
            Lang::En => format!(
                "{all} {}: {passed} passed, {failed} failed, {refused} not comparable",
                if all == 1 { "scenario" } else { "scenarios" }
            ),
        };
        if self.cancelled {
            line.push_str(lang.pick(
                "；已取消，其余没有运行",
                "; cancelled, the others were not run",
            ));
        }
        line
    }
}

impl ScenarioResult {
    pub(super) fn of(policy: &Policy, scenario: &Scenario) -> Self {
        let model = policy.model();
        let (file, line) = place(policy.sources(), scenario.span);
        let background = scenario.upon.and_then(|id| model.backgrounds.row(id));
        let expected = scenario.expectations.iter();
        let expected = expected.map(|one| both(|lang| words(one, lang)));
        Self {
            title: scenario.title.clone(),
            background: background.map(|background| background.name.clone()),
            file,
            line,
            outcome: ScenarioOutcome::Passed,
            expectations: scenario.expectations.len(),
            expected: expected.collect(),
            failures: Vec::new(),
            diagnostics: Diagnostics::new(),
            span: scenario.span,
        }
    }

    /// What is not as expected, or what is wrong with the facts, at its place in the policy's files.
    pub fn to_diagnostics(&self) -> Vec<Diagnostic> {
        let title = &self.title;
        let in_scenario = Text::new(format!("情景 `{title}`"), format!("scenario `{title}`"));
        let mut found: Vec<Diagnostic> = Vec::new();
        for failure in &self.failures {
            let expected = &failure.expected;
            let message = Text::new(
                format!("情景 `{title}` 的预期不符：{}", expected.zh),
                format!(
                    "scenario `{title}` does not come out as expected: {}",
                    expected.en
                ),
            );
            let mut one = Diagnostic::error(NOT_MET, failure.span, message)
                .label(Text::new("预期", "expected"));
            for actual in &failure.actual {
                one = one.help(Text::new(
                    format!("实际：{}", actual.zh),
                    format!("actual: {}", actual.en),
                ));
            }
            found.push(one);
        }
        for one in &self.diagnostics {
            found.push(one.clone().secondary(self.span, in_scenario.clone()));
        }
        found
    }

    /// What is wrong with the facts, as JSON.
    pub fn diagnostics_json(&self, sources: &Sources, lang: Lang) -> serde_json::Value {
        to_json(self.diagnostics.as_slice(), sources, lang)
    }
}

fn codes<S: Serializer>(diagnostics: &Diagnostics, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct One<'a> {
        code: &'static str,
        message: &'a Text,
    }
    serializer.collect_seq(diagnostics.iter().map(|one| One {
        code: one.code.as_str(),
        message: &one.message,
    }))
}
