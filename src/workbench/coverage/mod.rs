//! Coverage: what the scenarios of a policy have seen of it, and what they have not.
//!
//! Four questions, each over the scenarios that ran: which clauses of the text decide something that is expected; which
//! outcomes each trigger had; what each condition came to; on which side of each bound a value lay. `gather` lists
//! what there is to see, `observe` sees, `clauses` looks at the text, `text` writes it for people.

mod clauses;
mod gather;
mod observe;
mod text;

use serde::Serialize;

use super::declarations::DeclarationKind;
use super::ledger::Share;
use super::scenarios::place;
use super::trial::Trial;
use crate::assessment::Clause;
use crate::eval::TriggerStatus;
use crate::lang::{Lang, Text};
use crate::model::{ExprKind, Model, Name};
use gather::gather;
pub(super) use observe::observe;

/// What the scenarios of a policy have seen of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ScenarioCoverage {
    /// `zeren.coverage/1`.
    pub format: &'static str,
    /// The regulation.
    pub regulation: Name,
    /// The file with its text; absent where the policy ships none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Name>,
    /// How many scenarios ran.
    pub scenarios: usize,
    /// How much was seen.
    pub totals: CoverageTotals,
    /// Each sentence or item of the text that binds somebody, in the order of the text.
    pub clauses: Vec<ClauseCoverage>,
    /// Each trigger.
    pub triggers: Vec<TriggerCoverage>,
    /// Each condition and each part of one, in the order of the files.
    pub conditions: Vec<ConditionCoverage>,
    /// Each bound, in the order of the files.
    pub thresholds: Vec<ThresholdCoverage>,
}

/// How much was seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CoverageTotals {
    /// Clauses on which something expected rests.
    pub clauses: Share,
    /// Outcomes of triggers.
    pub triggers: Share,
    /// Outcomes of conditions, three of each.
    pub conditions: Share,
    /// Sides of bounds, three of each: below, at, above.
    pub thresholds: Share,
}

/// A sentence or item of the text, and how many scenarios rest on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ClauseCoverage {
    /// The innermost clause in which it stands.
    pub clause: Clause,
    /// Its place among the sentences of that clause, from 1; absent where it is the only one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<usize>,
    /// Its line in the text, from 1.
    pub line: usize,
    /// Its words.
    pub words: Name,
    /// How many scenarios expect something that rests on it.
    pub scenarios: usize,
}

/// A trigger, and how many scenarios had each of its outcomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct TriggerCoverage {
    /// Its name.
    pub trigger: Name,
    /// Its number in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Name>,
    /// The policy file.
    pub file: Name,
    /// The line in it, from 1.
    pub line: u32,
    /// It fired.
    pub fired: usize,
    /// It did not.
    pub not_fired: usize,
    /// Facts were missing.
    pub undetermined: usize,
    /// Determinations alone were missing; absent where it reads no vague term, so that this cannot be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub awaiting_determination: Option<usize>,
}

/// Where a condition or bound stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct InDeclaration {
    /// The kind of the declaration.
    pub kind: DeclarationKind,
    /// Its name.
    pub name: Name,
    /// The policy file.
    pub file: Name,
    /// The line in it, from 1.
    pub line: u32,
}

/// A condition, and how many scenarios saw it come to what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ConditionCoverage {
    /// Its words.
    pub text: Name,
    /// Where it stands.
    #[serde(rename = "in")]
    pub at: InDeclaration,
    /// It was true.
    #[serde(rename = "true")]
    pub yes: usize,
    /// It was false.
    #[serde(rename = "false")]
    pub no: usize,
    /// It was unknown.
    pub unknown: usize,
}

/// A bound, and how many scenarios saw a value on which side of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct ThresholdCoverage {
    /// The words of the comparison.
    pub text: Name,
    /// One step in the unit of what is measured.
    pub step: Text,
    /// Where it stands.
    #[serde(rename = "in")]
    pub at_declaration: InDeclaration,
    /// A value was below it.
    pub below: usize,
    /// A value was at it.
    pub at: usize,
    /// A value was above it.
    pub above: usize,
    /// Below it, by one step at most.
    pub one_step_below: usize,
    /// Above it, by one step at most.
    pub one_step_above: usize,
}

impl InDeclaration {
    pub(super) fn new(kind: DeclarationKind, name: Name, (file, line): (Name, u32)) -> Self {
        Self {
            kind,
            name,
            file,
            line,
        }
    }
}

impl ConditionCoverage {
    fn new(text: Name, at: InDeclaration) -> Self {
        Self {
            text,
            at,
            yes: 0,
            no: 0,
            unknown: 0,
        }
    }
}

impl ThresholdCoverage {
    fn new(text: Name, step: Text, at_declaration: InDeclaration) -> Self {
        Self {
            text,
            step,
            at_declaration,
            below: 0,
            at: 0,
            above: 0,
            one_step_below: 0,
            one_step_above: 0,
        }
    }
}

impl Trial<'_> {
    /// What the scenarios that ran have seen of the policy.
    pub fn coverage(&self) -> ScenarioCoverage {
        let mut all = gather(self);
        for case in &self.cases {
            let Some(under) = self.under.get(case.under) else {
                continue;
            };
            let seen = observe(&under.policy, &case.facts, &all.steps);
            for (key, [yes, no, open]) in seen.truths {
                if let Some(row) = all.conditions.get_mut(&key) {
                    row.yes += usize::from(yes);
                    row.no += usize::from(no);
                    row.unknown += usize::from(open);
                }
            }
            for (key, [below, at, above, just_below, just_above]) in seen.sides {
                if let Some(row) = all.thresholds.get_mut(&key) {
                    row.below += usize::from(below);
                    row.at += usize::from(at);
                    row.above += usize::from(above);
                    row.one_step_below += usize::from(just_below);
                    row.one_step_above += usize::from(just_above);
                }
            }
        }
        let clauses = clauses::of(self);
        let triggers = triggers(self);
        let conditions: Vec<_> = all.conditions.into_values().collect();
        let thresholds: Vec<_> = all.thresholds.into_values().collect();
        ScenarioCoverage {
            format: "zeren.coverage/1",
            regulation: self.policy.title().into(),
            source: self.policy.ledger().source,
            scenarios: self.cases.len(),
            totals: CoverageTotals {
                clauses: share(clauses.iter().map(|row| [Some(row.scenarios)])),
                triggers: share(triggers.iter().map(TriggerCoverage::outcomes)),
                conditions: share(conditions.iter().map(|row| row.outcomes().map(Some))),
                thresholds: share(thresholds.iter().map(|row| row.sides().map(Some))),
            },
            clauses,
            triggers,
            conditions,
            thresholds,
        }
    }
}

impl ScenarioCoverage {
    /// The coverage as JSON.
    pub fn to_json(&self) -> String {
        // INVARIANT: keys are literal texts and no value is a map, so that writing cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// A table of how much was seen, then everything that was not.
    pub fn to_text(&self, lang: Lang) -> String {
        text::write(self, lang)
    }
}

impl TriggerCoverage {
    /// How often fired, not fired, undetermined, awaiting; nothing for what cannot be.
    pub(super) fn outcomes(&self) -> [Option<usize>; 4] {
        [
            Some(self.fired),
            Some(self.not_fired),
            Some(self.undetermined),
            self.awaiting_determination,
        ]
    }
}

impl ConditionCoverage {
    /// How often true, false, unknown.
    pub(super) fn outcomes(&self) -> [usize; 3] {
        [self.yes, self.no, self.unknown]
    }
}

impl ThresholdCoverage {
    /// How often below, at, above.
    pub(super) fn sides(&self) -> [usize; 3] {
        [self.below, self.at, self.above]
    }
}

fn share<const N: usize>(rows: impl Iterator<Item = [Option<usize>; N]>) -> Share {
    let mut share = Share::default();
    for times in rows.flatten().flatten() {
        share.of += 1;
        share.covered += usize::from(times > 0);
    }
    share
}

/// Every trigger under every set of choices, with its outcomes in the scenarios.
fn triggers(trial: &Trial<'_>) -> Vec<TriggerCoverage> {
    let mut all: Vec<TriggerCoverage> = Vec::new();
    for under in &trial.under {
        let model = under.policy.model();
        for row in model.triggers.values() {
            let awaits = awaits(model, row).then_some(0);
            match all.iter_mut().find(|one| one.trigger == row.name) {
                Some(known) => {
                    known.awaiting_determination = known.awaiting_determination.or(awaits);
                }
                None => {
                    let (file, line) = place(under.policy.sources(), row.span);
                    all.push(TriggerCoverage {
                        trigger: row.name.clone(),
                        number: row.number.clone(),
                        file,
                        line,
                        fired: 0,
                        not_fired: 0,
                        undetermined: 0,
                        awaiting_determination: awaits,
                    });
                }
            }
        }
    }
    for (name, status) in trial.cases.iter().flat_map(|case| &case.triggers) {
        let Some(row) = all.iter_mut().find(|one| one.trigger == *name) else {
            continue;
        };
        match status {
            TriggerStatus::Fired => row.fired += 1,
            TriggerStatus::NotFired => row.not_fired += 1,
            TriggerStatus::Undetermined => row.undetermined += 1,
            TriggerStatus::AwaitingDetermination => {
                row.awaiting_determination = Some(row.awaiting_determination.unwrap_or(0) + 1);
            }
        }
    }
    all
}

/// Whether a trigger may wait for a determination alone: it, or a target that it ranges over, reads a vague term.
fn awaits(model: &Model, row: &crate::model::Trigger) -> bool {
    use super::conditions::{Owner, roots, walk};
    use crate::model::DomainKind;
    let vague: Vec<Owner> = roots(model)
        .into_iter()
        .filter(|root| {
            let mut found = false;
            if let Some(expr) = root.of(model) {
                walk(expr, &mut |_, expr| {
                    found |= matches!(expr.kind, ExprKind::Vague(..));
                });
            }
            found
        })
        .map(|root| root.owner)
        .collect();
    let own = |owner: &Owner| matches!(owner, Owner::Trigger(id, _) if model.triggers[*id].span == row.span);
    let ranged = |owner: &Owner| match owner {
        Owner::Target(id) => row.branches.iter().any(
            |branch| matches!(&branch.domain.kind, DomainKind::Targets(all) if all.contains(id)),
        ),
        // What a definition, table or formula reads may be read anywhere.
        Owner::Definition(_) | Owner::Table(_) | Owner::Metric(_) => true,
        _ => false,
    };
    vague.iter().any(|owner| own(owner) || ranged(owner))
}
