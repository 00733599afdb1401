//! Facts as evaluation reads them: units in preorder with their values in slots, records in ranges.
//!
//! An absent value is `None` and means unknown; an absent list is `None`, an empty one is a range of nothing.
//! Whatever is here has been checked against the policy.

use std::ops::Range;

use indexmap::IndexMap;

use crate::calendar::{Date, Period};
use crate::ids::{DutyId, LevelId, MetricId, OfficeId, OrganId, RecordTypeId, ReportId, VagueId};
use crate::model::Name;
use crate::value::Value;

/// Number of a unit in the facts, in preorder.
pub type UnitIndex = u32;
/// Number of a record in the facts.
pub type RecordIndex = u32;

/// Facts about what happened, checked against a policy.
#[derive(Debug, Clone)]
pub struct FactStore {
    /// The day on which the question is asked.
    pub as_of: Date,
    /// The period asked about.
    pub period: Period,
    /// Units, each before those inside it.
    pub units: Vec<Unit>,
    /// Values of units and records, by base + slot.
    pub cells: Vec<Option<Value>>,
    /// Values of earlier periods: base of a unit's cells for the period.
    pub earlier: IndexMap<(UnitIndex, Period), u32>,
    /// Record lists of units, by base + list slot.
    pub lists: Vec<Option<Range<RecordIndex>>>,
    /// Records, list by list.
    pub records: Vec<Record>,
    /// Sources, notes and dates of values, by cell.
    pub notes: IndexMap<u32, CellNote>,
    /// Who acted, as the records' actor fields number them.
    pub actors: Vec<Actor>,
    /// The roster.
    pub persons: Option<Vec<Person>>,
    /// Determinations that exist on the as-of date, the one in force for each term and subject.
    pub determinations: IndexMap<(VagueId, Subject), Determination>,
    /// Discharges of duty.
    pub discharges: Option<Vec<Discharge>>,
    /// Reports made.
    pub reports: Option<Vec<ReportMade>>,
    /// Determinations dated after the as-of date, with the name of their term: left out.
    pub left_out_determinations: Vec<(VagueId, Date)>,
}

/// A unit of a level.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its level.
    pub level: LevelId,
    /// Its name.
    pub name: Name,
    /// The unit around it.
    pub parent: Option<UnitIndex>,
    /// One past the last unit inside it.
    pub end: UnitIndex,
    /// Its first cell.
    pub base: u32,
    /// Its first list.
    pub lists: u32,
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
    /// Its id, given or made from its place (柳树镇/事故/1).
    pub id: Name,
    /// Its first cell; fields follow in order.
    pub base: u32,
    /// The record at the end of its same-act references: itself if it has none.
    pub root: RecordIndex,
    /// Where it comes from.
    pub source: Option<Name>,
    /// A note.
    pub note: Option<Name>,
}

/// What is said of a value beside it.
#[derive(Debug, Clone, Default)]
pub struct CellNote {
    /// Where it comes from.
    pub source: Option<Name>,
    /// A note.
    pub note: Option<Name>,
    /// The day that it was taken.
    pub date: Option<Date>,
}

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Actor {
    /// A person.
    Person(Name),
    /// An organ, at a unit (`None`: a body outside the units).
    Organ(OrganId, Option<UnitIndex>),
    /// An office of an organ.
    Office(OrganId, OfficeId, Option<UnitIndex>),
}

/// A line of the roster.
#[derive(Debug, Clone)]
pub struct Person {
    /// Name.
    pub name: Name,
    /// Organ.
    pub organ: OrganId,
    /// The unit of the organ's instance; `None` for a body outside the units.
    pub unit: Option<UnitIndex>,
    /// Office, where it is a declared one.
    pub office: Option<OfficeId>,
    /// The title given.
    pub title: Name,
    /// First day in office.
    pub from: Option<Date>,
    /// Last day in office.
    pub to: Option<Date>,
}

/// What a determination is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A metric at a unit in a period.
    Metric(UnitIndex, MetricId, Period),
    /// A record.
    Record(RecordIndex),
    /// A unit.
    Unit(UnitIndex),
    /// A duty and the organ that holds it, perhaps for one act.
    Duty {
        /// The duty.
        duty: DutyId,
        /// The organ.
        organ: OrganId,
        /// The unit of its instance.
        unit: Option<UnitIndex>,
        /// The act, by its key.
        act: Option<Name>,
    },
}

/// A determination of a vague term.
#[derive(Debug, Clone)]
pub struct Determination {
    /// Its value.
    pub value: Value,
    /// Who determined it.
    pub authority: Name,
    /// When.
    pub date: Date,
    /// The document.
    pub document: Option<Name>,
}

/// A recorded discharge of a duty.
#[derive(Debug, Clone)]
pub struct Discharge {
    /// The duty.
    pub duty: DutyId,
    /// The organ.
    pub organ: OrganId,
    /// The unit of its instance.
    pub unit: Option<UnitIndex>,
    /// The act that it answers, by its key; every act when absent.
    pub act: Option<Name>,
    /// When.
    pub date: Option<Date>,
}

/// A report made.
#[derive(Debug, Clone)]
pub struct ReportMade {
    /// Which.
    pub report: ReportId,
    /// By which organ.
    pub organ: OrganId,
    /// The unit of its instance.
    pub unit: Option<UnitIndex>,
    /// For which period; the one that its date lies in when absent.
    pub period: Option<Period>,
    /// When.
    pub date: Date,
}

impl FactStore {
    /// No units yet, nothing known.
    pub fn new(as_of: Date, period: Period) -> Self {
        Self {
            as_of,
            period,
            units: Vec::new(),
            cells: Vec::new(),
            earlier: IndexMap::new(),
            lists: Vec::new(),
            records: Vec::new(),
            notes: IndexMap::new(),
            actors: Vec::new(),
            persons: None,
            determinations: IndexMap::new(),
            discharges: None,
            reports: None,
            left_out_determinations: Vec::new(),
        }
    }

    /// A unit.
    pub fn unit(&self, unit: UnitIndex) -> Option<&Unit> {
        self.units.get(unit as usize)
    }

    /// A record.
    pub fn record(&self, record: RecordIndex) -> Option<&Record> {
        self.records.get(record as usize)
    }

    /// The number of a cell: base and slot.
    pub fn cell(&self, base: u32, slot: u32) -> Option<&Value> {
        self.cells.get((base + slot) as usize)?.as_ref()
    }

    /// A list of records: `None` when the facts do not have it.
    pub fn list(&self, unit: &Unit, slot: u32) -> Option<Range<RecordIndex>> {
        self.lists.get((unit.lists + slot) as usize)?.clone()
    }

    /// The unit and those around it, inner first.
    pub fn around(&self, unit: UnitIndex) -> impl Iterator<Item = UnitIndex> + '_ {
        std::iter::successors(Some(unit), |at| self.unit(*at)?.parent)
    }

    /// The unit and those around it that are of one of these levels, inner first.
    pub fn around_at<'a>(
        &'a self,
        unit: UnitIndex,
        levels: &'a [LevelId],
    ) -> impl Iterator<Item = UnitIndex> + 'a {
        let is = |at: &UnitIndex| {
            self.unit(*at)
                .is_some_and(|row| levels.contains(&row.level))
        };
        self.around(unit).filter(is)
    }

    /// The unit of a level around a unit, or the unit itself.
    pub fn enclosing(&self, unit: UnitIndex, level: LevelId) -> Option<UnitIndex> {
        self.around_at(unit, &[level]).next()
    }

    /// The unit and every unit inside it.
    pub fn subtree(&self, unit: UnitIndex) -> Range<UnitIndex> {
        unit..self.unit(unit).map_or(unit, |u| u.end)
    }

    /// The names of the unit and those around it, outermost first, joined by `/`.
    pub fn path(&self, unit: UnitIndex) -> String {
        let mut names: Vec<&str> = self
            .around(unit)
            .filter_map(|at| self.unit(at))
            .map(|u| &*u.name)
            .collect();
        names.reverse();
        names.join("/")
    }
}
