//! The answer to a search, with its names.

use serde::Serialize;

use super::change::{Change, New};
use super::search;
use crate::assessment::{Names, finding_id};
use crate::attribution::FindingStatus;
use crate::calendar::Date;
use crate::eval::Slot;
use crate::explain::facts::FactName;
use crate::explain::{Case, ExplainError};
use crate::model::Name;

/// The smallest change of facts that flips a finding, if one was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Flip {
    /// The finding's id.
    pub finding: Name,
    /// How sure it is now.
    pub status: FindingStatus,
    /// Whether it holds now (established or presumed), so that the change would make it fall; else the change
    /// would make it hold.
    pub holds: bool,
    /// The changes, all of which must be made; empty when none was found.
    pub changes: Vec<FactChange>,
    /// How far the search went.
    pub search: SearchExtent,
}

/// A fact and what it would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FactChange {
    /// Which fact.
    #[serde(flatten)]
    pub what: FactName,
    /// Its value now; absent where the facts do not have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Name>,
    /// What it would be.
    pub new: NewFact,
}

/// What a fact would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "to", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NewFact {
    /// A value, in its unit.
    Value {
        /// As text.
        value: Name,
    },
    /// Not determined.
    Undetermined,
    /// A list without a record.
    NoRecords,
    /// A report made.
    Made {
        /// When.
        date: Date,
    },
    /// The list of reports made known, without this one.
    NotMade,
    /// A discharge of the duty on record.
    Discharged,
    /// The list of discharges known, without this one.
    NotDischarged,
}

/// How far a search went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SearchExtent {
    /// Slots that the finding reads.
    pub slots: usize,
    /// How many slots may change at once.
    pub most: usize,
    /// The largest number of slots of which every combination was tried.
    pub exhausted: usize,
    /// How often the facts were evaluated anew.
    pub tries: usize,
    /// How often they may be.
    pub limit: usize,
    /// Facts of which not every value could be told apart, so that a change of one of them may have been missed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unsolved: Vec<FactName>,
}

/// The smallest change of facts that flips the finding at a place of the attribution.
///
/// # Errors
///
/// When there is no such finding, or a proof behind it passes a limit.
pub fn flip(case: &Case<'_, '_>, index: usize) -> Result<Flip, ExplainError> {
    let finding = case
        .attribution
        .findings
        .get(index)
        .ok_or(ExplainError::NoSuchFinding)?;
    let known = (case.evaluation, case.attribution);
    let found =
        search(case.machine, known, finding, case.limits).map_err(|error| case.too_large(error))?;
    case.spent()?;
    let names = Names::new(case.machine, case.sources, case.clauses);
    let unsolved = found.unsolved.iter();
    Ok(Flip {
        finding: finding_id(index),
        status: finding.status,
        holds: found.holds,
        changes: found
            .changes
            .iter()
            .map(|one| change(&names, one))
            .collect(),
        search: SearchExtent {
            slots: found.slots,
            most: super::MOST,
            exhausted: found.exhausted,
            tries: found.tries,
            limit: case.limits.tries,
            unsolved: unsolved.map(|slot| names.fact_name(slot)).collect(),
        },
    })
}

fn change(names: &Names<'_, '_>, change: &Change) -> FactChange {
    let slot = &change.slot;
    FactChange {
        what: names.fact_name(slot),
        old: names.fact(slot).value,
        new: match (&change.to, slot) {
            (New::Value(value), _) => NewFact::Value {
                value: names.slot_value(slot, value),
            },
            (New::Made(date), _) => NewFact::Made { date: *date },
            (New::NoRecords, _) => NewFact::NoRecords,
            (New::Discharged, _) => NewFact::Discharged,
            (New::Nothing, Slot::Report(..)) => NewFact::NotMade,
            (New::Nothing, Slot::Discharge(..)) => NewFact::NotDischarged,
            (New::Nothing, _) => NewFact::Undetermined,
        },
    }
}
