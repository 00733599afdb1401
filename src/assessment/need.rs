//! What is missing, one by one or counted.

use serde::{Deserialize, Serialize};

use super::{is_one, one};
use crate::calendar::Period;
use crate::eval::Unformed;
use crate::model::Name;

/// Something missing. Many of one sort are one entry with a count, which then names no single unit or record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Need {
    /// What.
    #[serde(flatten)]
    pub missing: Missing,
    /// How many of this sort; 1 is not written.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u64,
    /// Some of the units or records where it is missing, when there are several: at most five.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Name>,
}

/// What is missing. Units are paths, outermost first, joined by `/`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Missing {
    /// A metric's value.
    Value {
        /// At which unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Name>,
        /// Of which level.
        level: Name,
        /// Which metric.
        metric: Name,
        /// For which period.
        period: Period,
    },
    /// A plan's figure for a target.
    Plan {
        /// At which unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Name>,
        /// Of which level.
        level: Name,
        /// Which target.
        target: Name,
    },
    /// A list of records; an empty one means none.
    List {
        /// At which unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Name>,
        /// Of which level.
        level: Name,
        /// Of which type.
        record_type: Name,
    },
    /// The units inside a unit.
    Units {
        /// Inside which.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Name>,
        /// Of which level.
        level: Name,
    },
    /// The unit around a unit.
    Enclosing {
        /// Around which.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Name>,
        /// Of which level.
        level: Name,
    },
    /// A field of a record.
    Field {
        /// Which record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record: Option<Name>,
        /// At which unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Name>,
        /// Of which type.
        record_type: Name,
        /// Which field.
        field: Name,
    },
    /// A determination.
    Determination {
        /// Of which term.
        term: Name,
        /// By whom.
        authority: Name,
        /// The level of the unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Name>,
        /// The type of the record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record_type: Option<Name>,
        /// Of what; without a unit or record where several are counted.
        subject: Subject,
    },
    /// The reports made.
    Reports,
    /// The discharges of duty.
    Discharges,
    /// Who acted.
    Actor,
    /// A number that cannot be formed from the facts that are there.
    Unformed {
        /// Why.
        reason: Unformed,
        /// The policy's words for it; absent without the policy's sources.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expression: Option<Name>,
    },
}

/// What a determination is about, with the keys that facts give a determination's subject.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Subject {
    /// A unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Name>,
    /// A metric at the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<Name>,
    /// The period of the metric.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// A record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Name>,
    /// A duty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty: Option<Name>,
    /// The organ that holds the duty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organ: Option<Name>,
}

impl Missing {
    /// The unit or record where it is missing, where it is one.
    pub(super) fn place(&self) -> Option<&Name> {
        match self {
            Self::Value { unit, .. }
            | Self::Plan { unit, .. }
            | Self::List { unit, .. }
            | Self::Units { unit, .. }
            | Self::Enclosing { unit, .. } => unit.as_ref(),
            Self::Field { record, .. } => record.as_ref(),
            Self::Determination { subject, .. } => {
                subject.record.as_ref().or(subject.unit.as_ref())
            }
            Self::Reports | Self::Discharges | Self::Actor | Self::Unformed { .. } => None,
        }
    }

    /// The same, of no unit or record in particular.
    pub(super) fn of_many(mut self) -> Self {
        match &mut self {
            Self::Value { unit, .. }
            | Self::Plan { unit, .. }
            | Self::List { unit, .. }
            | Self::Units { unit, .. }
            | Self::Enclosing { unit, .. } => *unit = None,
            Self::Field { record, unit, .. } => (*record, *unit) = (None, None),
            Self::Determination { subject, .. } => {
                (subject.unit, subject.record) = (None, None);
            }
            Self::Reports | Self::Discharges | Self::Actor | Self::Unformed { .. } => {}
        }
        self
    }
}
