//! Who becomes or stops being accountable in given facts, and by which changes.
//!
//! The older policy is evaluated with the changes made one at a time. What no single change brings about is brought
//! about by several together: a set from which none can be left out is found by taking changes away from all of them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::hybrid::{Pieces, matters};
use super::pair::pairs;
use super::{Listed, listed};
use crate::assessment::{Assessment, Finding, Role};
use crate::attribution::FindingStatus;
use crate::error::{EvaluateError, FactsError};
use crate::eval::TriggerStatus;
use crate::model::Name;
use crate::policy::{Facts, Policy};

/// Mixtures of both policies that are compiled at most.
const TRIES: usize = 1_000;

/// What comes out otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChangeEffects {
    /// What the facts are called, where they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// Every difference, triggers first.
    pub effects: Vec<ChangeEffect>,
}

/// One outcome before and after, and the changes that make the difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChangeEffect {
    /// What the outcome is of.
    #[serde(flatten)]
    pub outcome: ChangedOutcome,
    /// Before; absent for a finding that was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<OutcomeStanding>,
    /// Now; absent for a finding that is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<OutcomeStanding>,
    /// The changes, by id: each list by itself brings the difference about, and in a list of several all are needed.
    /// Empty where no cause was found within the bound on what is tried.
    pub causes: Vec<Vec<Name>>,
}

/// What an outcome is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangedOutcome {
    /// A trigger.
    Trigger {
        /// Its name.
        trigger: Name,
        /// Its number in the text.
        #[serde(skip_serializing_if = "Option::is_none")]
        number: Option<Name>,
    },
    /// Somebody who answers.
    Finding {
        /// The organ; absent where only its class is known.
        #[serde(skip_serializing_if = "Option::is_none")]
        organ: Option<Name>,
        /// The class of holders.
        #[serde(skip_serializing_if = "Option::is_none")]
        class: Option<Name>,
        /// The path of its unit.
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<Name>,
        /// The office.
        #[serde(skip_serializing_if = "Option::is_none")]
        office: Option<Name>,
        /// The persons.
        persons: Vec<Name>,
        /// The kind of responsibility pursued.
        #[serde(skip_serializing_if = "Option::is_none")]
        pursued: Option<Name>,
        /// The duty.
        duty: Name,
        /// The act.
        act: Name,
        /// How the party comes to answer.
        #[serde(skip)]
        role: u8,
    },
}

/// How an outcome stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum OutcomeStanding {
    /// A trigger's.
    Trigger {
        /// Its status.
        status: TriggerStatus,
    },
    /// A finding's.
    Finding {
        /// Its status.
        status: FindingStatus,
        /// The triggers that ground it.
        triggers: Vec<Name>,
    },
}

/// Why effects cannot be told.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ChangeEffectError {
    /// The older policy does not accept the facts.
    #[error("the older policy does not accept the facts")]
    OldFacts(#[source] FactsError),
    /// The newer policy does not accept the facts.
    #[error("the newer policy does not accept the facts")]
    NewFacts(#[source] FactsError),
    /// An evaluation passed a limit.
    #[error(transparent)]
    Evaluate(#[from] EvaluateError),
}

type Outcomes = BTreeMap<ChangedOutcome, OutcomeStanding>;
type Reader<'r> = &'r dyn Fn(&Policy) -> Result<Facts, FactsError>;

/// What comes out otherwise under the newer policy.
pub fn effects(
    old: &Policy,
    new: &Policy,
    facts: Reader<'_>,
) -> Result<ChangeEffects, ChangeEffectError> {
    let read = facts(old).map_err(ChangeEffectError::OldFacts)?;
    let before = outcomes(&old.evaluate(&read)?);
    let read = facts(new).map_err(ChangeEffectError::NewFacts)?;
    let after = outcomes(&new.evaluate(&read)?);
    let changes: Vec<Listed<'_>> = listed(old, new).into_iter().filter(matters).collect();
    let mut mixed = Mixed::new((old, new), &changes, facts);
    // Under newer names, where the mixture can be made.
    let before = mixed
        .outcomes(&vec![false; changes.len()])
        .unwrap_or(before);
    let mut differences: Vec<&ChangedOutcome> = before.keys().chain(after.keys()).collect();
    differences.sort();
    differences.dedup();
    differences.retain(|of| before.get(of) != after.get(of));
    let effects = differences.into_iter().map(|of| {
        let to = after.get(of);
        let causes = mixed.causes(of, to);
        let ids = |set: Vec<usize>| {
            let found = set.into_iter().filter_map(|index| changes.get(index));
            found.map(|one| one.change.id.clone()).collect()
        };
        ChangeEffect {
            outcome: of.clone(),
            from: before.get(of).cloned(),
            to: to.cloned(),
            causes: causes.into_iter().map(ids).collect(),
        }
    });
    Ok(ChangeEffects {
        name: None,
        effects: effects.collect(),
    })
}

/// The older policy with sets of changes, evaluated once each.
struct Mixed<'r> {
    pieces: Pieces,
    facts: Reader<'r>,
    changes: usize,
    known: BTreeMap<Vec<bool>, Option<Outcomes>>,
}

impl<'r> Mixed<'r> {
    fn new(policies: (&Policy, &Policy), changes: &[Listed<'_>], facts: Reader<'r>) -> Self {
        let pairs = pairs(policies.0, policies.1);
        let number = |pair: &super::pair::Pair<'_>| {
            changes.iter().position(|one| {
                let of = one.pair.as_ref();
                of.is_some_and(|of| of.place() == pair.place())
            })
        };
        Self {
            pieces: Pieces::new(policies, &pairs, number),
            facts,
            changes: changes.len(),
            known: BTreeMap::new(),
        }
    }

    /// What comes out with these changes; `None` where these alone make no policy, or too many were tried.
    fn outcomes(&mut self, made: &[bool]) -> Option<Outcomes> {
        if let Some(known) = self.known.get(made) {
            return known.clone();
        }
        if self.known.len() >= TRIES {
            return None;
        }
        let found = self.pieces.with(made).and_then(|policy| {
            let facts = (self.facts)(&policy).ok()?;
            Some(outcomes(&policy.evaluate(&facts).ok()?))
        });
        self.known.insert(made.to_vec(), found.clone());
        found
    }

    /// The changes that bring an outcome about: each that does so alone, else one set of which none can be left out.
    fn causes(&mut self, of: &ChangedOutcome, to: Option<&OutcomeStanding>) -> Vec<Vec<usize>> {
        let mut alone = Vec::new();
        for change in 0..self.changes {
            let made: Vec<bool> = (0..self.changes).map(|other| other == change).collect();
            if self.brings(&made, of, to) {
                alone.push(vec![change]);
            }
        }
        if !alone.is_empty() {
            return alone;
        }
        let mut made = vec![true; self.changes];
        if !self.brings(&made, of, to) {
            return Vec::new();
        }
        // What one change needs may only be left out once that change is.
        loop {
            let before = made.clone();
            for change in (0..self.changes).rev() {
                let mut fewer = made.clone();
                let Some(one) = fewer.get_mut(change) else {
                    continue;
                };
                if std::mem::replace(one, false) && self.brings(&fewer, of, to) {
                    made = fewer;
                }
            }
            if made == before {
                break;
            }
        }
        vec![
            (0..self.changes)
                .filter(|change| made.get(*change) == Some(&true))
                .collect(),
        ]
    }

    fn brings(&mut self, made: &[bool], of: &ChangedOutcome, to: Option<&OutcomeStanding>) -> bool {
        self.outcomes(made)
            .is_some_and(|outcomes| outcomes.get(of) == to)
    }
}

fn outcomes(assessment: &Assessment) -> Outcomes {
    let triggers = assessment.triggers().iter().map(|row| {
        let of = ChangedOutcome::Trigger {
            trigger: row.trigger.clone(),
            number: row.number.clone(),
        };
        (of, OutcomeStanding::Trigger { status: row.status })
    });
    let findings = assessment.findings().iter().map(|finding| {
        let mut triggers: Vec<Name> = finding.grounds.iter().map(|g| g.trigger.clone()).collect();
        triggers.sort();
        triggers.dedup();
        let status = finding.status;
        (
            of_finding(finding),
            OutcomeStanding::Finding { status, triggers },
        )
    });
    triggers.chain(findings).collect()
}

fn of_finding(finding: &Finding) -> ChangedOutcome {
    ChangedOutcome::Finding {
        organ: finding.organ.clone(),
        class: finding.class.clone(),
        unit: finding.unit.clone(),
        office: finding.office.clone(),
        persons: finding.persons.names.clone(),
        pursued: finding.pursued.clone(),
        duty: finding.duty.name.clone(),
        act: finding.act.clone(),
        role: match finding.role {
            Role::Actor => 1,
            _ => 0,
        },
    }
}
