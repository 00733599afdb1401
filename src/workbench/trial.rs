//! Scenarios run once, with their facts kept: what coverage looks at, and what mutants are tried on.
//!
//! A policy is compiled under each set of choices that a scenario takes, and under those without which some part of it
//! would not stand at all. Nothing is looked at or changed here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::declarations::DeclarationKind;
use super::scenarios::{
    ScenarioOptions, ScenarioOutcome, ScenarioReport, ScenarioRun, named_in, reached,
};
use crate::cancel::Cancelled;
use crate::eval::TriggerStatus;
use crate::model::{Model, Name, Scenario};
use crate::policy::{Facts, Policy};
use crate::source::Span;
use crate::syntax::ast::{Given, OfficeProp, PropKind};

/// Choices that differ from those of the policy, by interpretation.
pub(super) type Readings = Vec<(Name, Name)>;

/// The scenarios of a policy, run once: what came of them, what they cover, and what they would miss.
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
/// let trial = policy.trial(&ScenarioOptions::default())?;
/// assert!(trial.report().passed());
/// // 99 is seen, 100 and more are not.
/// let thresholds = trial.coverage().thresholds;
/// assert_eq!((thresholds[0].below, thresholds[0].at, thresholds[0].above), (1, 0, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Trial<'p> {
    pub(super) policy: &'p Policy,
    pub(super) report: ScenarioReport,
    pub(super) cases: Vec<Case<'p>>,
    /// The policy under each set of choices; first as it is.
    pub(super) under: Vec<Under<'p>>,
}

/// A scenario that was evaluated.
#[derive(Debug)]
pub(super) struct Case<'p> {
    pub(super) scenario: &'p Scenario,
    /// The place of its choices among those of the trial.
    pub(super) under: usize,
    pub(super) facts: Facts,
    pub(super) passed: bool,
    pub(super) triggers: Vec<(Name, TriggerStatus)>,
    /// The declarations on which what is expected rests.
    pub(super) reached: BTreeSet<(DeclarationKind, Name)>,
    /// The names in what is expected.
    pub(super) names: BTreeSet<String>,
    /// The duties of its findings.
    pub(super) duties: BTreeSet<Name>,
}

/// The policy under some choices.
#[derive(Debug)]
pub(super) struct Under<'p> {
    pub(super) readings: Readings,
    pub(super) policy: Cow<'p, Policy>,
}

impl Policy {
    /// Runs the scenarios and keeps their facts, to tell what they cover and which changes of the policy they miss.
    ///
    /// # Errors
    ///
    /// When the host told it to stop, see [`Cancel`](crate::Cancel).
    pub fn trial(&self, options: &ScenarioOptions) -> Result<Trial<'_>, Cancelled> {
        let all = self.model().scenarios.values();
        let scenarios: BTreeMap<Span, &Scenario> = all.map(|one| (one.span, one)).collect();
        let mut results = Vec::new();
        let mut ran = Vec::new();
        let mut runs = self.scenario_runs(options);
        for run in runs.by_ref() {
            if let Some(scenario) = scenarios.get(&run.result.span) {
                ran.extend(Ran::of(self.model(), scenario, &run));
            }
            results.push(run.result);
        }
        if self.is_cancelled() {
            return Err(Cancelled);
        }
        let under = under(self, runs.into_policies());
        let cases = ran.into_iter().filter_map(|(readings, mut case)| {
            case.under = under.iter().position(|one| one.readings == readings)?;
            Some(case)
        });
        Ok(Trial {
            policy: self,
            report: ScenarioReport::new(self, results),
            cases: cases.collect(),
            under,
        })
    }
}

impl Trial<'_> {
    /// Whether each scenario came out as expected.
    pub fn report(&self) -> &ScenarioReport {
        &self.report
    }
}

/// A scenario that was evaluated, with its choices.
struct Ran;

impl Ran {
    fn of<'p>(
        model: &Model,
        scenario: &'p Scenario,
        run: &ScenarioRun,
    ) -> Option<(Readings, Case<'p>)> {
        let (facts, assessment) = (run.facts.clone()?, run.assessment.as_ref()?);
        let triggers = assessment.triggers().iter();
        let case = Case {
            scenario,
            under: 0,
            facts,
            passed: run.result.outcome == ScenarioOutcome::Passed,
            triggers: triggers
                .map(|one| (one.trigger.clone(), one.status))
                .collect(),
            reached: reached(assessment, scenario, model),
            names: named_in(scenario),
            duties: assessment
                .findings()
                .iter()
                .map(|one| one.duty.name.clone())
                .collect(),
        };
        Some((run.readings.clone(), case))
    }
}

/// The policy under every set of choices: as it is, as scenarios take them, and as parts of it need them.
fn under(policy: &Policy, compiled: BTreeMap<Readings, Policy>) -> Vec<Under<'_>> {
    let mut all = vec![Under {
        readings: Readings::new(),
        policy: Cow::Borrowed(policy),
    }];
    all.extend(compiled.into_iter().map(|(readings, policy)| Under {
        readings,
        policy: Cow::Owned(policy),
    }));
    for needed in needed(policy) {
        let stands = |one: &Under<'_>| taken(one.policy.model(), &needed);
        if all.iter().any(stands) {
            continue;
        }
        let own = |(name, choice): &&(Name, Name)| {
            !taken(policy.model(), &[(name.clone(), choice.clone())])
        };
        let readings: Readings = needed.iter().filter(own).cloned().collect();
        let choices = readings.iter().map(|(name, choice)| (&**name, &**choice));
        // Choices that contradict each other leave no policy, and nothing that could be covered.
        if let Ok(compiled) = policy.under(choices) {
            all.push(Under {
                readings,
                policy: Cow::Owned(compiled),
            });
        }
    }
    all
}

/// Whether a model is compiled under all of these choices.
fn taken(model: &Model, choices: &[(Name, Name)]) -> bool {
    choices.iter().all(|(name, choice)| {
        let rows = model.interpretations.values();
        rows.filter(|row| row.name == *name)
            .filter_map(|row| row.choices.get(row.taken))
            .any(|taken| taken.name == *choice)
    })
}

/// The choices under which some part of the policy's files stands.
fn needed(policy: &Policy) -> BTreeSet<Readings> {
    let mut all = BTreeSet::new();
    for item in policy.files().iter().flat_map(|file| &file.items) {
        let around: Vec<&Given> = item.given.iter().collect();
        all.insert(choices(&around));
        for prop in &item.decl.props {
            let mut within = around.clone();
            within.extend(&prop.given);
            all.insert(choices(&within));
            if let PropKind::Office(office) = &prop.kind {
                for OfficeProp { given, .. } in &office.props {
                    all.insert(choices(
                        &within.iter().copied().chain(given).collect::<Vec<_>>(),
                    ));
                }
            }
        }
    }
    all
}

fn choices(given: &[&Given]) -> Readings {
    let one = |given: &&Given| {
        let (name, choice) = (&given.interpretation.text, &given.choice.text);
        (Name::from(name.as_str()), Name::from(choice.as_str()))
    };
    let mut all: Readings = given.iter().map(one).collect();
    all.sort();
    all.dedup();
    all
}
