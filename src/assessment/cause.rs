//! Triggers with their causes, and what could not be decided.

use serde::{Deserialize, Serialize};

use super::need::Need;
use super::party::{Actor, Clauses};
use super::{Reliance, is_false};
use crate::calendar::{Date, Period};
use crate::eval::{Status, TriggerStatus};
use crate::model::Name;

/// A trigger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TriggerResult {
    /// Its name.
    pub trigger: Name,
    /// Its number in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Name>,
    /// The clauses that it rests on.
    pub clauses: Clauses,
    /// Its status.
    pub status: TriggerStatus,
    /// What fired it, in the order of its branches, then of units.
    pub causes: Vec<CauseResult>,
    /// What could not be decided, one entry for each sort of gap.
    pub open: Vec<OpenGroup>,
}

/// Something that fired a trigger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CauseResult {
    /// The name of the act, by which determinations and discharges may speak of it.
    pub act: Name,
    /// What the trigger ranged over.
    pub element: Element,
    /// The path of the unit where it lies; absent when an organ outside the units failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Name>,
    /// What it is about.
    pub matters: Vec<Name>,
    /// When; absent where the facts do not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Moment>,
    /// Who acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
    /// What is to be said of the actor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_note: Option<ActorNote>,
    /// The findings that it grounds, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Name>,
    /// No duty is on its matter: nobody answers for it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reaches_no_duty: bool,
    /// Duties on narrower matters, which the record's absent matter field would settle.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub would_settle: Vec<Name>,
    /// Where the facts involved come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceNote>,
    /// Interpretations that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Reliance>,
}

/// What a branch ranged over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Element {
    /// What kind of thing.
    pub kind: ElementKind,
    /// Its name: the record's type, the target, prohibition, report, duty or metric, the unit's level.
    pub name: Name,
    /// The record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Name>,
    /// The organ that owes the report or holds the duty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organ: Option<Name>,
    /// The path of the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Name>,
    /// The part of the period that the report is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
}

/// Kinds of element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ElementKind {
    /// A record.
    Record,
    /// A target at a unit.
    Target,
    /// A violation of a prohibition.
    Prohibition,
    /// A report of an organ.
    Report,
    /// A duty of an organ.
    Duty,
    /// A metric at a unit.
    Metric,
    /// A unit.
    Unit,
}

/// When something happened: `"2017-09-12"`, or `{"from": …, "to": …}` for a span, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[expect(clippy::exhaustive_enums, reason = "a day or a span of days")]
pub enum Moment {
    /// On a day.
    On(Date),
    /// From the first to the last.
    Span {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
}

/// What is to be said of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ActorNote {
    /// The facts do not tell who acted.
    Unknown,
    /// A person acted, and the text does not say what a person who acted answers for.
    TextDoesNotSay,
    /// A person acted, and the roster does not tell in which organ the person then served.
    NotInRoster,
}

/// What the facts say about one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SourceNote {
    /// Which: a metric, a field, the plan's figure of a target; absent for the record as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<Name>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Name>,
    /// A note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Name>,
    /// The day that it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// Elements that are undecided for want of the same sort of thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct OpenGroup {
    /// `undetermined`, or `awaiting-determination` where only determinations are missing.
    pub status: Status,
    /// What is missing.
    pub needs: Vec<Need>,
    /// How many elements, or units where the elements are not listed.
    pub count: u64,
    /// Some of them: record ids or unit paths, at most five.
    pub examples: Vec<Name>,
}
