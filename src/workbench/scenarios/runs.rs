//! Runs scenarios: facts, policy under the choices taken, assessment, verdict.

use std::collections::BTreeMap;

use super::judge::judge;
use super::known::{Known, units};
use super::merge::{Given, Layers, paths};
use super::report::{ScenarioOutcome, ScenarioResult};
use super::{build, complete::incomplete, places::Places};
use crate::assessment::Assessment;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::{BackgroundId, Model, Name, Scenario};
use crate::policy::{Facts, Policy};

const TOO_LONG: Code = Code::new("E0808");

/// Which scenarios to run, and how far.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ScenarioOptions {
    /// Only those whose title, or the name of whose file, contains this text.
    pub filter: Option<String>,
    /// Stop after the first that does not pass.
    pub stop_at_first_failure: bool,
}

/// A scenario that was run.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ScenarioRun {
    /// Whether it passed, and what was not as expected.
    pub result: ScenarioResult,
    /// The choices under which it was evaluated that differ from those of the policy.
    pub readings: Vec<(Name, Name)>,
    /// The facts that it made; none where it was refused.
    pub facts: Option<Facts>,
    /// Their assessment.
    pub assessment: Option<Assessment>,
}

/// The scenarios of a policy, each run when it is asked for.
#[derive(Debug)]
pub struct ScenarioRuns<'p> {
    policy: &'p Policy,
    options: &'p ScenarioOptions,
    reader: FactsOfScenarios<'p>,
    next: usize,
    stopped: bool,
}

/// The facts of scenarios: each background is laid once, each policy compiled once.
#[derive(Debug)]
pub(in crate::workbench) struct FactsOfScenarios<'p> {
    policy: &'p Policy,
    backgrounds: BTreeMap<Option<BackgroundId>, (Given<'p>, Vec<Diagnostic>)>,
    compiled: BTreeMap<Vec<(Name, Name)>, Result<Policy, Diagnostics>>,
}

/// What the facts of a scenario came to.
pub(in crate::workbench) struct Read {
    pub(super) readings: Vec<(Name, Name)>,
    /// Its facts, or what is wrong with them or with what is expected of them.
    pub(in crate::workbench) facts: Result<Facts, Diagnostics>,
}

impl<'p> ScenarioRuns<'p> {
    pub(super) fn new(policy: &'p Policy, options: &'p ScenarioOptions) -> Self {
        Self {
            policy,
            options,
            reader: FactsOfScenarios::new(policy),
            next: 0,
            stopped: false,
        }
    }

    /// The policies compiled so far, each under choices that differ from those of the policy.
    pub(in crate::workbench) fn into_policies(self) -> BTreeMap<Vec<(Name, Name)>, Policy> {
        let compiled = self.reader.compiled.into_iter();
        compiled
            .filter_map(|(readings, policy)| Some((readings, policy.ok()?)))
            .collect()
    }

    fn run(&mut self, scenario: &'p Scenario) -> ScenarioRun {
        let mut result = ScenarioResult::of(self.policy, scenario);
        let read = self.reader.read(scenario);
        let readings = read.readings;
        let refused = |mut result: ScenarioResult, diagnostics, facts| {
            result.outcome = ScenarioOutcome::Refused;
            result.diagnostics = diagnostics;
            ScenarioRun {
                result,
                readings: Vec::new(),
                facts,
                assessment: None,
            }
        };
        let facts = match read.facts {
            Ok(facts) => facts,
            Err(diagnostics) => return refused(result, diagnostics, None),
        };
        let Ok(policy) = self.reader.policy(&readings) else {
            return refused(result, Diagnostics::new(), Some(facts));
        };
        match policy.evaluate(&facts) {
            Ok(assessment) => {
                let model = policy.model();
                result.failures = judge(&assessment, scenario, model, policy.sources());
                result.outcome = if result.failures.is_empty() {
                    ScenarioOutcome::Passed
                } else {
                    ScenarioOutcome::Failed
                };
                ScenarioRun {
                    result,
                    readings,
                    facts: Some(facts),
                    assessment: Some(assessment),
                }
            }
            Err(error) => {
                let message = Text::new("评价超过了步数上限", error.to_string());
                let found = Diagnostic::error(TOO_LONG, scenario.span, message);
                refused(result, Diagnostics::from(vec![found]), Some(facts))
            }
        }
    }
}

impl Iterator for ScenarioRuns<'_> {
    type Item = ScenarioRun;

    fn next(&mut self) -> Option<ScenarioRun> {
        loop {
            let scenario = self.policy.model().scenarios.values().nth(self.next)?;
            if self.stopped || self.policy.is_cancelled() {
                return None;
            }
            self.next += 1;
            let wanted = self.options.filter.as_deref().is_none_or(|filter| {
                let file = self.policy.sources().get(scenario.span.source);
                let file = file.map_or("", |source| source.name());
                scenario.title.contains(filter) || file.contains(filter)
            });
            if wanted {
                let run = self.run(scenario);
                // What was stopped on the way says nothing of the scenario.
                if self.policy.is_cancelled() {
                    return None;
                }
                let passed = run.result.outcome == ScenarioOutcome::Passed;
                self.stopped = self.options.stop_at_first_failure && !passed;
                return Some(run);
            }
        }
    }
}

impl<'p> FactsOfScenarios<'p> {
    pub(in crate::workbench) fn new(policy: &'p Policy) -> Self {
        Self {
            policy,
            backgrounds: BTreeMap::new(),
            compiled: BTreeMap::new(),
        }
    }

    /// The facts of a scenario, or what is wrong with them or with what is expected of them.
    pub(in crate::workbench) fn read(&mut self, scenario: &'p Scenario) -> Read {
        let model = self.policy.model();
        let readings = readings(model, scenario);
        let (given, faults) = self
            .backgrounds
            .entry(scenario.upon)
            .or_insert_with(|| {
                let layers = Layers::of_background(model, scenario.upon);
                (layers.given, layers.faults)
            })
            .clone();
        let mut layers = Layers::over(model, given, faults);
        layers.lay(&scenario.facts);
        let Layers { given, faults, .. } = layers;
        let mut found: Diagnostics = faults.into_iter().collect();
        found.extend(incomplete(&given, scenario));
        let facts = if found.is_empty() {
            self.facts(&given, scenario, &readings)
        } else {
            Err(found)
        };
        let mut wrong = Diagnostics::new();
        let paths = paths(given.units.as_deref().unwrap_or_default());
        units(&scenario.expectations, &paths, &mut wrong);
        if let Ok(facts) = &facts {
            let model = self
                .policy(&readings)
                .map_or(model, |policy| policy.model());
            Known::of(model, facts.store()).check(&scenario.expectations, &mut wrong);
        }
        let facts = match facts {
            Ok(facts) if wrong.is_empty() => Ok(facts),
            Ok(_) => Err(wrong),
            Err(mut found) => {
                found.extend(wrong);
                Err(found)
            }
        };
        Read { readings, facts }
    }

    fn facts(
        &mut self,
        given: &Given<'_>,
        scenario: &Scenario,
        readings: &[(Name, Name)],
    ) -> Result<Facts, Diagnostics> {
        let mut places = Places::default();
        let facts = build::facts(given, &mut places);
        let policy = self.policy(readings).map_err(Clone::clone)?;
        policy.build_facts(facts).map_err(|error| {
            let found = error.diagnostics.into_iter();
            found
                .map(|one| places.located(one, scenario.span))
                .collect()
        })
    }

    /// The policy under some choices.
    pub(super) fn policy(&mut self, readings: &[(Name, Name)]) -> Result<&Policy, &Diagnostics> {
        if readings.is_empty() {
            return Ok(self.policy);
        }
        let policy = self.policy;
        let compiled = self.compiled.entry(readings.to_vec()).or_insert_with(|| {
            let choices = readings.iter().map(|(name, choice)| (&**name, &**choice));
            policy.under(choices).map_err(|error| error.diagnostics)
        });
        compiled.as_ref()
    }
}

/// The choices that a scenario and its backgrounds take, where they are not those taken anyway; sorted.
pub(super) fn readings(model: &Model, scenario: &Scenario) -> Vec<(Name, Name)> {
    let mut chain = vec![&scenario.readings];
    let mut next = scenario.upon.and_then(|id| model.backgrounds.row(id));
    while let Some(background) = next {
        chain.push(&background.readings);
        next = background.upon.and_then(|id| model.backgrounds.row(id));
    }
    let mut taken = BTreeMap::new();
    for (name, choice) in chain.into_iter().rev().flatten() {
        taken.insert(name.clone(), choice.clone());
    }
    let as_is = |name: &Name, choice: &Name| {
        let row = model.interpretations.values().find(|row| row.name == *name);
        row.and_then(|row| row.choices.get(row.taken))
            .is_some_and(|taken| taken.name == *choice)
    };
    taken
        .into_iter()
        .filter(|(name, choice)| !as_is(name, choice))
        .collect()
}
