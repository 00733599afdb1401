//! A log of decisions: one entry a line, each naming the digest of the one before it.
//!
//! An entry is there when its line has ended. What follows the last line break was not finished, and whoever appends
//! next takes its place. Files are the caller's matter.

use serde::{Deserialize, Serialize};

use super::canonical;
use super::document::Record;
use super::read::{ReadRecordError, RecordPart, demand_canonical};

/// An entry of a log: a whole record, its place, and the digest of the entry before it.
///
/// Its line is canonical JSON (`zeren.log/1`).
///
/// ```
/// use zeren::{LogChain, LogEntry, Policy};
///
/// let policy = Policy::compile([("clinic.zeren", r#"
///     regulation "Charter of clinics" { effective 2024-01-01 }
///     level clinic
/// "#)])?;
/// let facts = r#"{"format": "zeren.facts/1", "as_of": "2025-01-10", "period": "2024", "units": []}"#;
/// let mut log = String::new();
/// let first = LogEntry::after(None, policy.record(facts)?);
/// log += &first.to_line();
/// log += &LogEntry::after(Some(&first.head()), policy.record(facts)?).to_line();
///
/// let mut chain = LogChain::new();
/// for line in log.lines() {
///     chain.follow(line)?;
/// }
/// assert_eq!(chain.head().map(|head| head.sequence), Some(2));
/// let mut chain = LogChain::new();
/// assert!(chain.follow(log.lines().last().unwrap()).is_err(), "the first entry is missing");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogEntry {
    digest: String,
    format: Format,
    previous: Option<String>,
    record: Record,
    sequence: u64,
}

/// Where a log ends: noted elsewhere, it shows later whether anything was cut off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogHead {
    /// The place of the last entry, counted from 1.
    pub sequence: u64,
    /// Its digest.
    pub digest: String,
}

/// The entries of a log, followed one after another.
#[derive(Debug, Clone, Default)]
pub struct LogChain {
    last: Last,
}

/// The last entry followed.
#[derive(Debug, Clone, Default)]
enum Last {
    /// None yet: the next is the first.
    #[default]
    Nothing,
    /// One whose place is known.
    Entry(LogHead),
    /// One that could not be read.
    Unreadable,
}

/// Why an entry is not the next of its log.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LogError {
    /// The entry is not as it was written.
    #[error(transparent)]
    Entry(#[from] ReadRecordError),
    /// Entries are missing, were added, or stand in another order.
    #[error(
        "entry {found} stands where entry {expected} belongs: entries are missing, added or moved"
    )]
    Order {
        /// The place that the next entry must have.
        expected: u64,
        /// The place that it says it has.
        found: u64,
    },
    /// The entry before it is not the one that it was written after.
    #[error("entry {sequence} was not written after the entry before it: one of them was replaced")]
    Link {
        /// Its place.
        sequence: u64,
    },
}

/// The name of the format, which reads no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Format {
    #[serde(rename = "zeren.log/1")]
    Log1,
}

impl LogEntry {
    /// The entry that takes a record into a log which ends so far.
    pub fn after(head: Option<&LogHead>, record: Record) -> Self {
        let entry = Self {
            digest: String::new(),
            format: Format::Log1,
            previous: head.map(|head| head.digest.clone()),
            record,
            sequence: head.map_or(1, |head| head.sequence.saturating_add(1)),
        };
        let digest = entry.digest_due();
        Self { digest, ..entry }
    }

    /// Its line, the line break at the end included.
    pub fn to_line(&self) -> String {
        canonical::text(&canonical::value(self)) + "\n"
    }

    /// Reads an entry from its line, without the line break.
    ///
    /// # Errors
    ///
    /// As [`Record::read`].
    pub fn read(line: impl AsRef<[u8]>) -> Result<Self, ReadRecordError> {
        let line = line.as_ref();
        let entry: Self = serde_json::from_slice(line)?;
        demand_canonical(line, entry.to_line().trim_end_matches('\n'))?;
        let mut parts = entry.record.altered();
        if parts.is_empty() && entry.digest_due() != entry.digest {
            parts.push(RecordPart::Rest);
        }
        match parts.is_empty() {
            true => Ok(entry),
            false => Err(ReadRecordError::Altered { parts }),
        }
    }

    /// Whether bytes may be the beginning of the entry that comes after this end of a log, left unfinished.
    pub fn may_begin(bytes: impl AsRef<[u8]>, head: Option<&LogHead>) -> bool {
        // Where `x` stands any digit of a digest may.
        let digit = "x".repeat(64);
        let previous = head.map_or("null".to_owned(), |head| format!("\"{}\"", head.digest));
        let due = format!(
            "{{\"digest\":\"{digit}\",\"format\":\"zeren.log/1\",\"previous\":{previous},\"record\":{{"
        );
        let mut pairs = bytes.as_ref().iter().zip(due.bytes());
        pairs.all(|(found, due)| *found == due || due == b'x' && found.is_ascii_hexdigit())
    }

    /// Where a log ends with it.
    pub fn head(&self) -> LogHead {
        LogHead {
            sequence: self.sequence,
            digest: self.digest.clone(),
        }
    }

    /// The record.
    pub fn record(&self) -> &Record {
        &self.record
    }

    fn digest_due(&self) -> String {
        canonical::digest_without(&canonical::value(self), &["digest"])
    }
}

impl LogChain {
    /// A log whose first entry comes next.
    pub fn new() -> Self {
        Self::default()
    }

    /// Follows the next entry, given by its line without the line break.
    ///
    /// After an error it goes on from the entry that is there, so that each fault is told once.
    ///
    /// # Errors
    ///
    /// [`LogError`] when the line is not the entry that belongs there.
    pub fn follow(&mut self, line: impl AsRef<[u8]>) -> Result<LogEntry, LogError> {
        let entry = match LogEntry::read(line) {
            Ok(entry) => entry,
            Err(error) => {
                self.last = Last::Unreadable;
                return Err(error.into());
            }
        };
        let before = std::mem::replace(&mut self.last, Last::Entry(entry.head()));
        let (expected, previous) = match before {
            Last::Nothing => (1, None),
            Last::Entry(head) => (head.sequence.saturating_add(1), Some(head.digest)),
            Last::Unreadable => return Ok(entry),
        };
        let found = entry.sequence;
        if found != expected {
            return Err(LogError::Order { expected, found });
        }
        if entry.previous != previous {
            return Err(LogError::Link { sequence: found });
        }
        Ok(entry)
    }

    /// The last entry followed; `None` where there is none, or it could not be read.
    pub fn head(&self) -> Option<&LogHead> {
        match &self.last {
            Last::Entry(head) => Some(head),
            Last::Nothing | Last::Unreadable => None,
        }
    }
}
