//! The rows of the store: units, records, lines of the roster. Texts are places in the store's buffer.

use super::{RecordIndex, UnitIndex};
use crate::calendar::Date;
use crate::ids::{LevelId, OfficeId, OrganId, RecordTypeId};
use crate::program::Cell;

/// No unit; no facts have so many.
const NOWHERE: UnitIndex = UnitIndex::MAX;

/// A place in the store's texts, or a number in the place of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextAt {
    start: u32,
    length: u32,
}

/// A unit of a level.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its level.
    pub level: LevelId,
    pub(super) name: TextAt,
    parent: UnitIndex,
    /// One past the last unit inside it.
    pub end: UnitIndex,
    /// Its first cell.
    pub base: u32,
    /// Whether the facts list the units inside it.
    pub units_known: bool,
}

/// A record.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its type.
    pub record_type: RecordTypeId,
    /// The unit that lists it.
    pub listed_at: UnitIndex,
    /// The unit concerned: its unit field, else the one that lists it.
    pub unit: UnitIndex,
    /// Its first cell; fields follow in order.
    pub base: u32,
    /// The record at the end of its same-act references: itself if it has none.
    pub root: RecordIndex,
    pub(super) id: TextAt,
}

/// A line of the roster.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    /// Name.
    pub name: &'a str,
    /// Organ.
    pub organ: OrganId,
    /// The unit of the organ's instance; `None` for a body outside the units.
    pub unit: Option<UnitIndex>,
    /// Office, where it is a declared one.
    pub office: Option<OfficeId>,
    /// The title given.
    pub title: &'a str,
    /// First day in office.
    pub from: Option<Date>,
    /// Last day in office.
    pub to: Option<Date>,
}

/// A line of the roster as it is kept.
#[derive(Debug, Clone)]
pub(super) struct PersonRow {
    name: TextAt,
    title: TextAt,
    organ: OrganId,
    unit: UnitIndex,
    office: Option<OfficeId>,
    from: Option<Date>,
    to: Option<Date>,
}

impl TextAt {
    pub(super) fn new(start: usize, length: usize) -> Self {
        match (u32::try_from(start), u32::try_from(length)) {
            (Ok(start), Ok(length)) => Self { start, length },
            _ => Self {
                start: 0,
                length: 0,
            },
        }
    }

    /// A number in the place of a text.
    pub(super) fn numbered(number: u32) -> Self {
        Self {
            start: number,
            length: u32::MAX,
        }
    }

    pub(super) fn number(self) -> Option<u32> {
        (self.length == u32::MAX).then_some(self.start)
    }

    pub(super) fn range(self) -> std::ops::Range<usize> {
        let start = self.start as usize;
        start..start + self.length as usize
    }

    pub(super) fn packed(self) -> Option<Cell> {
        Cell::of((i64::from(self.start) << super::LENGTH) | i64::from(self.length))
    }

    pub(super) fn unpacked(packed: i64) -> Self {
        let start = usize::try_from(packed >> super::LENGTH);
        let length = usize::try_from(packed & ((1 << super::LENGTH) - 1));
        Self::new(start.unwrap_or(usize::MAX), length.unwrap_or(usize::MAX))
    }
}

impl Unit {
    pub(super) fn new(
        level: LevelId,
        name: TextAt,
        parent: Option<UnitIndex>,
        end: UnitIndex,
        base: u32,
    ) -> Self {
        Self {
            level,
            name,
            parent: parent.unwrap_or(NOWHERE),
            end,
            base,
            units_known: false,
        }
    }

    /// The unit around it.
    #[inline]
    pub fn parent(&self) -> Option<UnitIndex> {
        (self.parent != NOWHERE).then_some(self.parent)
    }
}

impl PersonRow {
    pub(super) fn new(person: &Person<'_>, keep: &mut impl FnMut(&str) -> TextAt) -> Self {
        Self {
            name: keep(person.name),
            title: keep(person.title),
            organ: person.organ,
            unit: person.unit.unwrap_or(NOWHERE),
            office: person.office,
            from: person.from,
            to: person.to,
        }
    }

    pub(super) fn shown<'a>(&self, text: impl Fn(TextAt) -> &'a str) -> Person<'a> {
        Person {
            name: text(self.name),
            organ: self.organ,
            unit: (self.unit != NOWHERE).then_some(self.unit),
            office: self.office,
            title: text(self.title),
            from: self.from,
            to: self.to,
        }
    }
}
