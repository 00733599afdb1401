//! What else a reader must know: commendations, interpretations taken, what was left out.

use serde::{Deserialize, Serialize};

use super::cause::Element;
use super::finding::Modality;
use super::need::Need;
use super::party::{Actor, Clauses};
use super::{is_one, one};
use crate::attribution::CommendedStatus;
use crate::calendar::Date;
use crate::eval::LeftOutReason;
use crate::model::Name;

/// An interpretation relied on, and the choice taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Reliance {
    /// Its name.
    pub interpretation: Name,
    /// The choice.
    pub choice: Name,
}

/// A question that the text leaves open, and how it was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct InterpretationTaken {
    /// Its name.
    pub interpretation: Name,
    /// The question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Name>,
    /// The choice that this result was reached under.
    pub taken: Name,
    /// What that choice means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Name>,
    /// The choice that the policy takes by itself.
    pub default: Name,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Name>,
    /// The choices not taken.
    pub alternatives: Vec<Alternative>,
    /// Whether any finding rests on it.
    pub relied_on: bool,
    /// The clauses that leave it open.
    pub clauses: Clauses,
}

/// A choice not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Alternative {
    /// Its name.
    pub choice: Name,
    /// What it means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Name>,
}

/// A party that may be commended, or elements of which that is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CommendationResult {
    /// The commendation.
    pub commendation: Name,
    /// Whether it is open.
    pub status: CommendedStatus,
    /// The organ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organ: Option<Name>,
    /// The path of the organ's unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Name>,
    /// The actor, where it is not an organ by duty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
    /// For what; absent where many elements are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<Element>,
    /// How many elements of which nothing is known for want of the same sort of thing; 1 is not written.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u64,
    /// Some of them, when there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Name>,
    /// Whether it must or may follow.
    pub modality: Modality,
    /// The authority that decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Name>,
    /// The documents followed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub following: Vec<Name>,
    /// What is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// The clauses that it rests on.
    pub clauses: Clauses,
    /// Interpretations that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Reliance>,
}

/// A record or determination that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct LeftOut {
    /// The record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Name>,
    /// Its type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_type: Option<Name>,
    /// The path of the unit concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Name>,
    /// The term, for a determination.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Name>,
    /// Why.
    pub reason: LeftOutReason,
    /// The date that decides.
    pub date: Date,
}
