//! A decision record: all that a decision was reached from, and what it was, in one text.
//!
//! Here it is made of a policy and facts, and written. Reading one back is `read`, running it again `verify`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::canonical;
use super::signature::Signature;
use crate::assessment::{Assessment, EngineStamp, ReadAssessmentError};
use crate::calendar::{Date, Period};
use crate::error::BatchError;
use crate::model::Name;
use crate::policy::Policy;

/// A decision with everything that it was reached from: it can be kept, passed on, and run again years later.
///
/// Its text is canonical JSON (`zeren.record/1`): the same decision has the same bytes, and [`read`](Self::read)
/// accepts no others.
///
/// ```
/// use zeren::{Policy, Record};
///
/// let policy = Policy::compile([("clinic.zeren", r#"
///     regulation "Charter of clinics" { effective 2024-01-01 }
///     level clinic
/// "#)])?;
/// let facts = r#"{"format": "zeren.facts/1", "as_of": "2025-01-10", "period": "2024", "units": []}"#;
/// let kept = policy.record(facts)?.to_json();
///
/// let record = Record::read(&kept)?;
/// assert_eq!((record.title(), record.facts()), ("Charter of clinics", facts));
/// assert!(record.verify()?.is_identical());
/// assert!(Record::read(kept.replace("2024", "2023")).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    pub(super) as_of: Date,
    /// Kept as it stands, so that a later engine can tell what this one said.
    pub(super) assessment: Value,
    pub(super) assessment_sha256: String,
    pub(super) digest: String,
    pub(super) engine: EngineStamp,
    pub(super) facts: RecordedFacts,
    format: Format,
    pub(super) interpretations: Vec<RecordedChoice>,
    period: Period,
    pub(super) policy: RecordedPolicy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) signature: Option<Signature>,
}

/// A file of the policy as it was compiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RecordedFile {
    /// Its name within the policy.
    pub name: String,
    /// The SHA-256 of its text, in hexadecimal.
    pub sha256: String,
    /// Its text, every byte of it.
    pub text: String,
}

/// The choice of an interpretation under which the policy was compiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RecordedChoice {
    /// The choice.
    pub choice: Name,
    /// Whether whoever evaluated gave it, rather than the policy.
    pub from_options: bool,
    /// The interpretation.
    pub interpretation: Name,
}

/// The policy, with its files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordedPolicy {
    pub(super) digest: String,
    pub(super) files: Vec<RecordedFile>,
    pub(super) title: Name,
}

/// The facts. Their text is kept as a text: a number in it stays as it was written, to the last digit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordedFacts {
    digest: String,
    pub(super) sha256: String,
    pub(super) text: String,
}

/// The name of the format, which reads no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Format {
    #[serde(rename = "zeren.record/1")]
    Record1,
}

/// What the digest of a record is not taken over.
const UNDIGESTED: [&str; 2] = ["digest", "signature"];

impl Policy {
    /// Evaluates facts in JSON and gives the decision with everything that it was reached from.
    ///
    /// Of facts built in Rust, record what [`FactsBuilder::to_json`](crate::FactsBuilder::to_json) gives.
    ///
    /// # Errors
    ///
    /// When the policy does not accept the facts, or a limit is passed.
    pub fn record(&self, facts: &str) -> Result<Record, BatchError> {
        self.recorded(facts).map(|(record, _)| record)
    }

    /// The record, and the assessment in it.
    pub(crate) fn recorded(&self, facts: &str) -> Result<(Record, Assessment), BatchError> {
        let assessment = self.evaluate(&self.read_facts(facts)?)?;
        Ok((Record::of(self, facts, &assessment), assessment))
    }
}

impl Record {
    /// What a policy made of facts.
    pub(crate) fn of(policy: &Policy, facts: &str, assessment: &Assessment) -> Self {
        let stamp = assessment.facts();
        let written = canonical::value(assessment);
        let record = Self {
            as_of: assessment.as_of(),
            assessment_sha256: canonical::digest_without(&written, &[]),
            assessment: written,
            digest: String::new(),
            engine: assessment.engine().clone(),
            facts: RecordedFacts {
                digest: stamp.digest.clone().unwrap_or_default(),
                sha256: canonical::sha256(facts.as_bytes()),
                text: facts.to_owned(),
            },
            format: Format::Record1,
            interpretations: choices(policy),
            period: assessment.period(),
            policy: RecordedPolicy {
                digest: policy.digest().to_owned(),
                files: files(policy),
                title: policy.title().into(),
            },
            signature: None,
        };
        let digest = record.digest_due();
        Self { digest, ..record }
    }

    /// The canonical JSON: UTF-8, no blanks, no line break at the end.
    pub fn to_json(&self) -> String {
        canonical::text(&canonical::value(self))
    }

    /// The SHA-256 of the canonical JSON without the digest itself and the signature, in hexadecimal.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The digest that the record ought to have.
    pub(super) fn digest_due(&self) -> String {
        canonical::digest_without(&canonical::value(self), &UNDIGESTED)
    }

    /// The regulation's title.
    pub fn title(&self) -> &str {
        &self.policy.title
    }

    /// The digest of the policy, as [`Policy::digest`] gives it.
    pub fn policy_digest(&self) -> &str {
        &self.policy.digest
    }

    /// The files of the policy.
    pub fn policy_files(&self) -> &[RecordedFile] {
        &self.policy.files
    }

    /// The choice of each interpretation, in the order declared.
    pub fn interpretations(&self) -> &[RecordedChoice] {
        &self.interpretations
    }

    /// The facts as they were given, every byte of them.
    pub fn facts(&self) -> &str {
        &self.facts.text
    }

    /// The day on which the question was asked.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The period asked about.
    pub fn period(&self) -> Period {
        self.period
    }

    /// The engine that reached the decision.
    pub fn engine(&self) -> &EngineStamp {
        &self.engine
    }

    /// The signature, if there is one. That it is there says nothing: only a key can check it.
    pub fn signature(&self) -> Option<&Signature> {
        self.signature.as_ref()
    }

    /// The decision.
    ///
    /// # Errors
    ///
    /// When an engine of another version wrote it in a way that this one does not know.
    pub fn assessment(&self) -> Result<Assessment, ReadAssessmentError> {
        Assessment::from_json(&self.assessment.to_string())
    }
}

fn files(policy: &Policy) -> Vec<RecordedFile> {
    let files = policy.texts().into_iter();
    files
        .map(|(name, text)| RecordedFile {
            name,
            sha256: canonical::sha256(text.as_bytes()),
            text: text.to_string(),
        })
        .collect()
}

fn choices(policy: &Policy) -> Vec<RecordedChoice> {
    let given = &policy.options().interpretations;
    let rows = policy.model().interpretations.values();
    rows.filter_map(|row| {
        Some(RecordedChoice {
            choice: row.choices.get(row.taken)?.name.clone(),
            from_options: given.contains_key(&*row.name),
            interpretation: row.name.clone(),
        })
    })
    .collect()
}
