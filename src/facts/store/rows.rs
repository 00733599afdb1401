//! The rows of the store: units, records, lines of the roster. Texts are places in the store's buffer.

use super::texts::{Pieces, TextAt, Texts};
use super::{RecordIndex, UnitIndex};
use crate::arena::Id;
use crate::calendar::Date;
use crate::ids::{LevelId, OfficeId, OrganId, RecordTypeId};
use crate::program::{packed_date, unpacked_date};

/// No unit; no facts have so many.
const NOWHERE: UnitIndex = UnitIndex::MAX;

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
    pub(super) id: RecordId,
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

/// Where the name of a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameAt(pub(super) TextAt);

/// How a record is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordId {
    /// By the id given.
    Given(TextAt),
    /// By its place in its list, counted from 1.
    Place(u32),
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

impl Person<'_> {
    pub(super) fn keep(&self, texts: &mut Texts) {
        let day = |date: Option<Date>| date.map_or(0, |date| packed_date(date).unsigned_abs());
        let unit = self.unit.map_or(0, |unit| u64::from(unit) + 1);
        let office = self.office.map_or(0, |office| office.index() as u64 + 1);
        for number in [
            self.organ.index() as u64,
            unit,
            office,
            day(self.from),
            day(self.to),
        ] {
            texts.number(number);
        }
        texts.keep(self.name);
        texts.keep(self.title);
    }
}

impl<'t> Person<'t> {
    /// The next line, with the place of its name.
    pub(super) fn read(pieces: &mut Pieces<'t>) -> (Self, NameAt) {
        let index = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let day = |number: u64| i64::try_from(number).ok().and_then(unpacked_date);
        let organ = OrganId::from_index(index(pieces.number()));
        let unit = pieces.number().checked_sub(1);
        let office = pieces.number().checked_sub(1);
        let (from, to) = (day(pieces.number()), day(pieces.number()));
        let at = NameAt(pieces.at());
        let (name, title) = (pieces.text(), pieces.text());
        let person = Self {
            name,
            organ,
            unit: unit.and_then(|unit| u32::try_from(unit).ok()),
            office: office.map(|office| OfficeId::from_index(index(office))),
            title,
            from,
            to,
        };
        (person, at)
    }
}
