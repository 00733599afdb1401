//! The assessment as a whole, and its canonical JSON.
//!
//! Keys stand in the order of the fields, optional parts that are absent are left out, lists inside entries are
//! left out when empty: one assessment has one text. Reading accepts no key that this version does not know,
//! for a record of a decision must not be read as if it said less.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::cause::TriggerResult;
use super::finding::Finding;
use super::ledger::{CommendationResult, InterpretationTaken, LeftOut};
use super::outcome::{DutyResult, ProhibitionResult, ReportResult, TargetResult};
use crate::calendar::{Date, Period};
use crate::eval::TriggerStatus;
use crate::model::Name;

const FORMAT: &str = "zeren.assessment/1";

/// Who is accountable, for what, under which clause, why, and what is still unknown.
///
/// Everything in it is a name or a number as the policy and the facts write them; nothing is to be looked up.
/// Units are paths, outermost first, joined by `/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    pub(super) format: Format,
    pub(super) engine: EngineStamp,
    pub(super) policy: PolicyStamp,
    pub(super) facts: FactsStamp,
    pub(super) as_of: Date,
    pub(super) period: Period,
    pub(super) triggers: Vec<TriggerResult>,
    pub(super) targets: Vec<TargetResult>,
    pub(super) reports: Vec<ReportResult>,
    pub(super) prohibitions: Vec<ProhibitionResult>,
    pub(super) duties: Vec<DutyResult>,
    pub(super) findings: Vec<Finding>,
    pub(super) commendations: Vec<CommendationResult>,
    pub(super) interpretations: Vec<InterpretationTaken>,
    pub(super) left_out: Vec<LeftOut>,
}

/// The engine that reached it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct EngineStamp {
    /// `zeren`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The policy that it was reached under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PolicyStamp {
    /// The regulation's title.
    pub title: Name,
    /// Its document number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Name>,
    /// The digest of the policy's sources; absent until it is stamped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// When it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
    /// From when the regulation has effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<Date>,
    /// The documents that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_basis: Vec<Name>,
    /// Who interprets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreted_by: Option<Name>,
    /// Corrected places of its printed text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errata: Vec<Correction>,
}

/// A corrected place of the printed text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Correction {
    /// As printed.
    pub printed: Name,
    /// As it must read.
    pub reads: Name,
    /// Why.
    pub because: Name,
}

/// The facts that it was reached from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FactsStamp {
    /// The digest of the facts; absent until it is stamped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// The digests of what went in, computed only when a result is to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digests {
    /// Of the policy.
    pub policy: String,
    /// Of the facts.
    pub facts: String,
}

/// Why a stored assessment cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ReadAssessmentError(#[from] serde_json::Error);

/// The name of the format, which reads no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Format;

impl Assessment {
    /// The assessment with the digests of what went in.
    #[must_use]
    pub fn stamped(mut self, digests: Digests) -> Self {
        self.policy.digest = Some(digests.policy);
        self.facts.digest = Some(digests.facts);
        self
    }

    /// The canonical JSON: UTF-8, two spaces of indentation, no line break at the end.
    pub fn to_json(&self) -> String {
        // INVARIANT: keys are literal texts and no value is a map, so that writing cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The same on one line, for streams of one document a line.
    pub fn to_json_line(&self) -> String {
        // INVARIANT: as above.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads an assessment that [`to_json`](Self::to_json) or [`to_json_line`](Self::to_json_line) wrote.
    ///
    /// # Errors
    ///
    /// [`ReadAssessmentError`] when the text is no JSON, of another format, or holds a key not known here.
    pub fn from_json(json: &str) -> Result<Self, ReadAssessmentError> {
        Ok(serde_json::from_str(json)?)
    }

    /// Whether any trigger fired.
    pub fn has_fired(&self) -> bool {
        self.triggers
            .iter()
            .any(|trigger| trigger.status == TriggerStatus::Fired)
    }

    /// Whether facts or determinations are missing anywhere: behind a trigger, or behind a finding.
    pub fn is_open(&self) -> bool {
        self.triggers.iter().any(|trigger| !trigger.open.is_empty())
            || self
                .findings
                .iter()
                .any(|finding| !finding.needs.is_empty())
    }

    /// The engine that reached it.
    pub fn engine(&self) -> &EngineStamp {
        &self.engine
    }

    /// The policy that it was reached under.
    pub fn policy(&self) -> &PolicyStamp {
        &self.policy
    }

    /// The facts that it was reached from.
    pub fn facts(&self) -> &FactsStamp {
        &self.facts
    }

    /// The day on which the question was asked.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The period asked about.
    pub fn period(&self) -> Period {
        self.period
    }

    /// Every trigger, in the order declared.
    pub fn triggers(&self) -> &[TriggerResult] {
        &self.triggers
    }

    /// Every target at every unit of its level.
    pub fn targets(&self) -> &[TargetResult] {
        &self.targets
    }

    /// Every report of every holder, for each part of the period.
    pub fn reports(&self) -> &[ReportResult] {
        &self.reports
    }

    /// Every prohibition at every unit of its records' levels.
    pub fn prohibitions(&self) -> &[ProhibitionResult] {
        &self.prohibitions
    }

    /// Every duty of every holder.
    pub fn duties(&self) -> &[DutyResult] {
        &self.duties
    }

    /// Every finding, in the order of triggers, causes, duties, holders, kinds.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The finding with this id.
    pub fn finding(&self, id: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| &*finding.id == id)
    }

    /// The trigger with this name.
    pub fn trigger(&self, name: &str) -> Option<&TriggerResult> {
        self.triggers
            .iter()
            .find(|trigger| &*trigger.trigger == name)
    }

    /// Who may be commended.
    pub fn commendations(&self) -> &[CommendationResult] {
        &self.commendations
    }

    /// Every interpretation of the policy, with the choice taken.
    pub fn interpretations(&self) -> &[InterpretationTaken] {
        &self.interpretations
    }

    /// Records and determinations that caused nothing, each with the reason.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }
}

impl EngineStamp {
    /// This engine.
    pub(super) fn this() -> Self {
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

impl Serialize for Format {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(FORMAT)
    }
}

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        if name == FORMAT {
            Ok(Self)
        } else {
            Err(de::Error::custom(format!("`{name}` is not `{FORMAT}`")))
        }
    }
}
