//! Reads a record and finds any byte of it that is not as it was written.
//!
//! Only the canonical text is accepted, so that there is no byte which the digests do not cover. Whether the decision
//! comes out the same is not asked here.

use std::fmt;

use super::canonical;
use super::document::Record;

/// Why a text is not a record as it was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadRecordError {
    /// It is no JSON of the form of a record, or of an entry of a log.
    #[error("not a decision record: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// It says what a record says, in other bytes than those that were written.
    #[error("not written as a record is: from its byte {} on it is not the canonical text", at + 1)]
    NotCanonical {
        /// The first byte that differs, counted from 0.
        at: usize,
    },
    /// What it says does not fit its digests.
    #[error("altered since it was written: {}", listed(parts))]
    Altered {
        /// Where.
        parts: Vec<RecordPart>,
    },
}

/// A part of a record, by its own digest.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordPart {
    /// A file of the policy, by its name.
    PolicyFile(String),
    /// The facts.
    Facts,
    /// The assessment.
    Assessment,
    /// The signature.
    Signature,
    /// What has no digest of its own: the stamps, the choices, or the record's digest itself.
    Rest,
}

impl Record {
    /// Reads a record as [`to_json`](Self::to_json) wrote it.
    ///
    /// Every byte must be as it was written. That nobody wrote the whole anew only a signature can show, or a digest
    /// that was noted elsewhere.
    ///
    /// # Errors
    ///
    /// [`ReadRecordError`] says which part was altered, where that can be told.
    pub fn read(bytes: impl AsRef<[u8]>) -> Result<Self, ReadRecordError> {
        let bytes = bytes.as_ref();
        let record: Self = serde_json::from_slice(bytes)?;
        demand_canonical(bytes, &record.to_json())?;
        match record.altered() {
            parts if parts.is_empty() => Ok(record),
            parts => Err(ReadRecordError::Altered { parts }),
        }
    }

    /// The parts that do not fit their digests.
    pub(super) fn altered(&self) -> Vec<RecordPart> {
        let mut parts = Vec::new();
        for file in &self.policy.files {
            if canonical::sha256(file.text.as_bytes()) != file.sha256 {
                parts.push(RecordPart::PolicyFile(file.name.clone()));
            }
        }
        if canonical::sha256(self.facts.text.as_bytes()) != self.facts.sha256 {
            parts.push(RecordPart::Facts);
        }
        if canonical::digest_without(&self.assessment, &[]) != self.assessment_sha256 {
            parts.push(RecordPart::Assessment);
        }
        if self.signature.as_ref().is_some_and(|it| !it.is_whole()) {
            parts.push(RecordPart::Signature);
        }
        if parts.is_empty() && self.digest_due() != self.digest {
            parts.push(RecordPart::Rest);
        }
        parts
    }
}

impl fmt::Display for RecordPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PolicyFile(name) => write!(f, "the policy file `{name}`"),
            Self::Facts => f.write_str("the facts"),
            Self::Assessment => f.write_str("the assessment"),
            Self::Signature => f.write_str("the signature"),
            Self::Rest => {
                f.write_str("its digest, or what stands beside policy, facts and assessment")
            }
        }
    }
}

/// Whether bytes are the canonical text of what was read from them.
///
/// # Errors
///
/// The first place where they are not.
pub(super) fn demand_canonical(bytes: &[u8], canonical: &str) -> Result<(), ReadRecordError> {
    if bytes == canonical.as_bytes() {
        return Ok(());
    }
    let same = bytes.iter().zip(canonical.as_bytes());
    let at = same.take_while(|(found, due)| found == due).count();
    Err(ReadRecordError::NotCanonical { at })
}

fn listed(parts: &[RecordPart]) -> String {
    let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
    parts.join(", ")
}
