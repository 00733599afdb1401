//! The assessment as a whole, and its canonical JSON.
//!
//! Who answers is decided; the parts of the document are written when they are first asked for. Keys stand in the
//! order of the fields, optional parts that are absent are left out, lists inside entries are left out when empty:
//! one assessment has one text. Reading accepts no key that this version does not know, for a record of a decision
//! must not be read as if it said less.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::accountable::{Accountable, in_document};
use super::cause::TriggerResult;
use super::finding::Finding;
use super::found::Found;
use super::ledger::{CommendationResult, InterpretationTaken, LeftOut};
use super::outcome::{DutyResult, ProhibitionResult, ReportResult, TargetResult};
use super::stamp::{Digests, EngineStamp, FactsStamp, Format, PolicyStamp};
use crate::calendar::{Date, Period};
use crate::eval::TriggerStatus;

/// Who is accountable, for what, under which clause, why, and what is still unknown.
///
/// Everything in it is a name or a number as the policy and the facts write them; nothing is to be looked up.
/// Units are paths, outermost first, joined by `/`.
///
/// [`accountable`](Self::accountable) costs least: who answers is decided with the assessment. Each of the other parts
/// is written when it is first asked for, and kept.
#[derive(Clone)]
pub struct Assessment(Held);

/// Where its parts come from.
#[derive(Clone)]
enum Held {
    /// Policy and facts, from which they are written when they are asked for.
    Found(Found),
    /// Written already.
    Whole(Box<Whole>),
}

/// An assessment with all its parts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    #[serde(rename = "format")]
    _format: Format,
    engine: EngineStamp,
    policy: PolicyStamp,
    facts: FactsStamp,
    as_of: Date,
    period: Period,
    triggers: Vec<TriggerResult>,
    targets: Vec<TargetResult>,
    reports: Vec<ReportResult>,
    prohibitions: Vec<ProhibitionResult>,
    duties: Vec<DutyResult>,
    findings: Vec<Finding>,
    commendations: Vec<CommendationResult>,
    interpretations: Vec<InterpretationTaken>,
    left_out: Vec<LeftOut>,
}

/// All parts of an assessment, as they are written, compared and shown.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Parts<'a> {
    format: Format,
    engine: &'a EngineStamp,
    policy: &'a PolicyStamp,
    facts: &'a FactsStamp,
    as_of: Date,
    period: Period,
    triggers: &'a [TriggerResult],
    targets: &'a [TargetResult],
    reports: &'a [ReportResult],
    prohibitions: &'a [ProhibitionResult],
    duties: &'a [DutyResult],
    findings: &'a [Finding],
    commendations: &'a [CommendationResult],
    interpretations: &'a [InterpretationTaken],
    left_out: &'a [LeftOut],
}

/// Why a stored assessment cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ReadAssessmentError(#[from] serde_json::Error);

impl Assessment {
    /// An assessment whose parts are written when they are asked for.
    pub(crate) fn found(found: Found) -> Self {
        Self(Held::Found(found))
    }

    /// The assessment with the digests of what went in.
    #[must_use]
    pub fn stamped(mut self, digests: Digests) -> Self {
        match &mut self.0 {
            Held::Found(found) => found.stamp(digests),
            Held::Whole(whole) => {
                whole.policy.digest = Some(digests.policy);
                whole.facts.digest = Some(digests.facts);
            }
        }
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
        let fired = |status: TriggerStatus| status == TriggerStatus::Fired;
        match &self.0 {
            Held::Found(found) => found.statuses().iter().any(|status| fired(*status)),
            Held::Whole(whole) => whole.triggers.iter().any(|row| fired(row.status)),
        }
    }

    /// Whether facts or determinations are missing anywhere: behind a trigger, or behind a finding.
    pub fn is_open(&self) -> bool {
        match &self.0 {
            Held::Found(found) => found.is_open(),
            Held::Whole(whole) => {
                let open = whole.triggers.iter().any(|row| !row.open.is_empty());
                open || whole.findings.iter().any(|row| !row.needs.is_empty())
            }
        }
    }

    /// The engine that reached it.
    pub fn engine(&self) -> &EngineStamp {
        match &self.0 {
            Held::Found(found) => found.engine(),
            Held::Whole(whole) => &whole.engine,
        }
    }

    /// The policy that it was reached under.
    pub fn policy(&self) -> &PolicyStamp {
        match &self.0 {
            Held::Found(found) => found.policy(),
            Held::Whole(whole) => &whole.policy,
        }
    }

    /// The facts that it was reached from.
    pub fn facts(&self) -> &FactsStamp {
        match &self.0 {
            Held::Found(found) => found.facts(),
            Held::Whole(whole) => &whole.facts,
        }
    }

    /// The day on which the question was asked.
    pub fn as_of(&self) -> Date {
        match &self.0 {
            Held::Found(found) => found.as_of(),
            Held::Whole(whole) => whole.as_of,
        }
    }

    /// The period asked about.
    pub fn period(&self) -> Period {
        match &self.0 {
            Held::Found(found) => found.period(),
            Held::Whole(whole) => whole.period,
        }
    }

    /// Every trigger, in the order declared.
    pub fn triggers(&self) -> &[TriggerResult] {
        match &self.0 {
            Held::Found(found) => found.triggers(),
            Held::Whole(whole) => &whole.triggers,
        }
    }

    /// Every target at every unit of its level.
    pub fn targets(&self) -> &[TargetResult] {
        match &self.0 {
            Held::Found(found) => found.targets(),
            Held::Whole(whole) => &whole.targets,
        }
    }

    /// Every report of every holder, for each part of the period.
    pub fn reports(&self) -> &[ReportResult] {
        match &self.0 {
            Held::Found(found) => found.reports(),
            Held::Whole(whole) => &whole.reports,
        }
    }

    /// Every prohibition at every unit of its records' levels.
    pub fn prohibitions(&self) -> &[ProhibitionResult] {
        match &self.0 {
            Held::Found(found) => found.prohibitions(),
            Held::Whole(whole) => &whole.prohibitions,
        }
    }

    /// Every duty of every holder.
    pub fn duties(&self) -> &[DutyResult] {
        match &self.0 {
            Held::Found(found) => found.duties(),
            Held::Whole(whole) => &whole.duties,
        }
    }

    /// Who answers, or may, in the order of the findings: the least that a decision needs, without clauses, paths and
    /// what is missing.
    ///
    /// ```
    /// let policy = zeren::Policy::compile([("clinic.zeren", r#"
    ///     regulation "Charter of clinics" { effective 2024-01-01 }
    ///     level clinic
    ///     organ board { level clinic }
    ///     matter care { cite interpretation reading }
    ///     borne kind direct { cite interpretation reading }
    ///     pursued kind leadership { cite interpretation reading }
    ///     mapping direct -> leadership { cite interpretation reading }
    ///     interpretation reading { question "which?" choice plain "as written" choice wide "widely"
    ///                              take plain because "an example" }
    ///     metric satisfaction { level clinic measured in % cite interpretation reading }
    ///     duty caring { holder board bears direct for care cite interpretation reading }
    ///     consequence answering { pursue leadership level by level cite interpretation reading }
    ///     trigger unhappy on care { for each clinic if satisfaction less than 90% consequence answering
    ///                               cite interpretation reading }
    /// "#)])?;
    /// let facts = policy.read_facts(r#"{
    ///     "format": "zeren.facts/1", "as_of": "2025-01-10", "period": "2024",
    ///     "units": [{"level": "clinic", "name": "north", "satisfaction": "80%"}]
    /// }"#)?;
    /// let assessment = policy.evaluate(&facts)?;
    /// let who = assessment.accountable().next().expect("the board answers");
    /// assert_eq!((who.organ, who.pursued), (Some("board"), Some("leadership")));
    /// assert_eq!(who.unit().as_deref(), Some("north"));
    /// assert_eq!(who.triggers().collect::<Vec<_>>(), ["unhappy"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn accountable(&self) -> impl Iterator<Item = Accountable<'_>> {
        let (found, whole) = match &self.0 {
            Held::Found(found) => (Some(found.accountable()), None),
            Held::Whole(whole) => (None, Some(whole.findings.iter().map(in_document))),
        };
        found
            .into_iter()
            .flatten()
            .chain(whole.into_iter().flatten())
    }

    /// Every finding, in the order of triggers, causes, duties, holders, kinds.
    pub fn findings(&self) -> &[Finding] {
        match &self.0 {
            Held::Found(found) => found.findings(),
            Held::Whole(whole) => &whole.findings,
        }
    }

    /// The finding with this id.
    pub fn finding(&self, id: &str) -> Option<&Finding> {
        self.findings().iter().find(|finding| &*finding.id == id)
    }

    /// The trigger with this name.
    pub fn trigger(&self, name: &str) -> Option<&TriggerResult> {
        self.triggers()
            .iter()
            .find(|trigger| &*trigger.trigger == name)
    }

    /// Who may be commended.
    pub fn commendations(&self) -> &[CommendationResult] {
        match &self.0 {
            Held::Found(found) => found.commendations(),
            Held::Whole(whole) => &whole.commendations,
        }
    }

    /// Every interpretation of the policy, with the choice taken.
    pub fn interpretations(&self) -> &[InterpretationTaken] {
        match &self.0 {
            Held::Found(found) => found.interpretations(),
            Held::Whole(whole) => &whole.interpretations,
        }
    }

    /// Records and determinations that caused nothing, each with the reason.
    pub fn left_out(&self) -> &[LeftOut] {
        match &self.0 {
            Held::Found(found) => found.left_out(),
            Held::Whole(whole) => &whole.left_out,
        }
    }

    fn parts(&self) -> Parts<'_> {
        Parts {
            format: Format,
            engine: self.engine(),
            policy: self.policy(),
            facts: self.facts(),
            as_of: self.as_of(),
            period: self.period(),
            triggers: self.triggers(),
            targets: self.targets(),
            reports: self.reports(),
            prohibitions: self.prohibitions(),
            duties: self.duties(),
            findings: self.findings(),
            commendations: self.commendations(),
            interpretations: self.interpretations(),
            left_out: self.left_out(),
        }
    }
}

impl PartialEq for Assessment {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for Assessment {}

impl fmt::Debug for Assessment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts().fmt(f)
    }
}

impl Serialize for Assessment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.parts().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Assessment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(Held::Whole(Box::new(Whole::deserialize(
            deserializer,
        )?))))
    }
}
