//! Findings: who answers, for what, under which clause, why, and what is still unknown.

use serde::{Deserialize, Serialize};

use super::cause::Moment;
use super::need::Need;
use super::party::{Clauses, Party};
use super::{Reliance, is_false};
use crate::attribution::{FindingStatus, Silence};
use crate::model::Name;

/// A party that answers for an act, or may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Finding {
    /// `f1`, `f2` …, in the order of triggers, causes, duties, holders, kinds.
    pub id: Name,
    /// How sure.
    pub status: FindingStatus,
    /// The organ that answers; absent where only its class is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organ: Option<Name>,
    /// The path of the organ's unit; absent for a body outside the units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Name>,
    /// The class of holders, where the facts do not tell which member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Name>,
    /// The office that answers; absent where it is the organ itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<Name>,
    /// Who was in that office when it happened, or the person who acted.
    pub persons: Persons,
    /// The kind of responsibility pursued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pursued: Option<Name>,
    /// Why no kind is pursued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silent: Option<Silence>,
    /// The kinds borne under the duty; empty where the text names none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub borne: Vec<Name>,
    /// How the party comes to answer.
    pub role: Role,
    /// Who holds the duty jointly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<Party>,
    /// The matter of the cause.
    pub matter: Name,
    /// The matter of the duty: the same, or one around it.
    pub duty_matter: Name,
    /// The duty that says so.
    pub duty: DutyRef,
    /// The act, by the name that its causes have.
    pub act: Name,
    /// The triggers that the act grounds.
    pub grounds: Vec<Ground>,
    /// When it happened; absent where the facts do not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Moment>,
    /// The path of the unit where it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause_unit: Option<Name>,
    /// Steps from the organ where it lies; absent for a class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance: Option<u32>,
    /// The steps, nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<Step>,
    /// What is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// The regulation's scope clause does not name the organ.
    #[serde(default, skip_serializing_if = "is_false")]
    pub scope_doubt: bool,
    /// Interpretations that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Reliance>,
}

/// Who was in office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Persons {
    /// How many.
    pub state: PersonsState,
    /// Their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Name>,
}

/// How many were in office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "there are no others")]
pub enum PersonsState {
    /// One.
    One,
    /// Several, at once or one after the other.
    Several,
    /// The roster is given, and nobody was.
    Vacant,
    /// No roster, no date, or no office.
    Unknown,
}

/// How a party comes to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Role {
    /// It holds the duty by itself.
    Holder,
    /// It holds the duty as one with others.
    Joint,
    /// It takes the lead.
    Lead,
    /// It takes part beside the one in the lead.
    Participant,
    /// The person who acted.
    Actor,
}

/// A duty and its clauses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DutyRef {
    /// Its name.
    pub name: Name,
    /// The clauses that it rests on.
    pub clauses: Clauses,
}

/// A trigger that the act grounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Ground {
    /// The trigger.
    pub trigger: Name,
    /// Its number in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Name>,
    /// The cause, by its place among the trigger's causes, from 0.
    pub cause: u64,
    /// How sure this ground alone makes it.
    pub status: FindingStatus,
    /// The clauses that the trigger rests on.
    pub clauses: Clauses,
    /// What follows.
    pub consequence: AppliedConsequence,
}

/// What follows from a trigger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AppliedConsequence {
    /// Its name.
    pub name: Name,
    /// Whether it must or may follow.
    pub modality: Modality,
    /// Whether every level above answers too.
    pub level_by_level: bool,
    /// The authority that decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Name>,
    /// The documents followed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub following: Vec<Name>,
    /// The clauses that it rests on.
    pub clauses: Clauses,
}

/// Whether something must or may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "there are no others")]
pub enum Modality {
    /// It must.
    Shall,
    /// It may.
    May,
}

/// A step upward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Step {
    /// From.
    pub from: Party,
    /// To.
    pub to: Party,
    /// By which relation.
    pub relation: StepRelation,
    /// The clauses that declare it.
    pub clauses: Clauses,
}

/// Why one place is above another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "there are no others")]
pub enum StepRelation {
    /// The unit lies within the other.
    Unit,
    /// The organ is under the other.
    Organ,
}

impl Finding {
    /// Its id, by which an explanation is asked for.
    pub fn id(&self) -> &str {
        &self.id
    }
}
