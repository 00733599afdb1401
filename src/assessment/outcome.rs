//! Targets, reports, prohibitions and duties, each where it was looked at.

use serde::{Deserialize, Serialize};

use super::Reliance;
use super::need::Need;
use super::party::Clauses;
use crate::calendar::{Date, Period};
use crate::eval::Status;
use crate::model::Name;

/// A target at a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TargetResult {
    /// Its name.
    pub target: Name,
    /// The path of the unit.
    pub unit: Name,
    /// Its status.
    pub status: Status,
    /// What was reached, exactly: `2.7%`, `5万元`, a fraction where no decimal is exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Name>,
    /// How the value must stand to the bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// What was required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Name>,
    /// The last day; absent when it is due at all times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The day of the failure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_on: Option<Date>,
    /// What is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// Its labels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Name>,
    /// The clauses that it rests on.
    pub clauses: Clauses,
    /// Interpretations that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Reliance>,
}

/// How two values compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_enums, reason = "there are no others")]
pub enum Comparison {
    /// Less.
    #[serde(rename = "<")]
    Less,
    /// Less or the same.
    #[serde(rename = "≤")]
    AtMost,
    /// The same.
    #[serde(rename = "=")]
    Equal,
    /// Not the same.
    #[serde(rename = "≠")]
    NotEqual,
    /// More or the same.
    #[serde(rename = "≥")]
    AtLeast,
    /// More.
    #[serde(rename = ">")]
    More,
}

/// A report of a holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ReportResult {
    /// Its name.
    pub report: Name,
    /// Who owes it.
    pub organ: Name,
    /// The path of the organ's unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Name>,
    /// The part of the period that it is for.
    pub period: Period,
    /// Its status.
    pub status: Status,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Date>,
    /// To whom it is owed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addressees: Vec<Name>,
    /// What is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// The clauses that it rests on.
    pub clauses: Clauses,
    /// Interpretations that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Reliance>,
}

/// A prohibition at a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ProhibitionResult {
    /// Its name.
    pub prohibition: Name,
    /// The path of the unit.
    pub unit: Name,
    /// Its status.
    pub status: Status,
    /// The records that violate it, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<Name>,
    /// What is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// The clauses that it rests on.
    pub clauses: Clauses,
    /// Interpretations that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Reliance>,
}

/// A duty of a holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DutyResult {
    /// Its name.
    pub duty: Name,
    /// Who holds it.
    pub organ: Name,
    /// The path of the organ's unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Name>,
    /// Its status.
    pub status: Status,
    /// What is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// The clauses that it rests on.
    pub clauses: Clauses,
    /// Interpretations that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Reliance>,
}

impl Comparison {
    /// The sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::Equal => "=",
            Self::NotEqual => "≠",
            Self::AtLeast => "≥",
            Self::More => ">",
        }
    }
}
