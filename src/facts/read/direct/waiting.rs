//! What waits for its turn while a text is read directly.

use crate::facts::{RecordIndex, UnitIndex};
use crate::ids::{FieldId, MetricId, RecordTypeId};

/// A value that waits.
#[derive(Debug, Clone, Copy)]
pub struct Later {
    /// What it is.
    pub what: What,
    /// Its first byte, and the one behind it.
    pub range: (usize, usize),
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A metric of a unit.
    Metric(UnitIndex, MetricId),
    /// The plan figures of a unit.
    Plans(UnitIndex),
    /// The values of a unit in earlier periods.
    Earlier(UnitIndex),
    /// A field of a record.
    Field(RecordIndex, FieldId),
    /// The field of a record that tells the unit concerned: the organs that the record names are looked for there.
    UnitField(RecordIndex, FieldId),
    /// The list of determinations.
    Determinations,
    /// The list of discharges.
    Discharges,
    /// The list of reports.
    Reports,
}

/// A list of records that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WaitingList {
    pub unit: UnitIndex,
    pub slot: u32,
    pub record_type: RecordTypeId,
    pub depth: usize,
    /// Its first byte, and the one behind it.
    pub range: (usize, usize),
}
