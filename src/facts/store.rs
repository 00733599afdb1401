//! Facts as evaluation reads them: units in preorder with their values in slots, records in ranges.
//!
//! An absent value is unknown, and so is an absent list; an empty list is a range of nothing. Whatever is here has
//! been checked against the policy. Values are packed as the policy's layout says, eight bytes each; texts lie
//! in one buffer; what only some facts hold is kept apart, and costs nothing where it is absent. Nobody but
//! this file knows how cells, lists and texts lie.

mod cells;
mod places;
mod rest;
mod rows;
#[cfg(test)]
mod tests;
mod texts;

use std::ops::Range;

use cells::Cells;
pub use cells::{CellSlice, Width};
use rest::rest_of_nothing;
pub use rest::{Actor, CellNote, Determination, Discharge, ReportMade, Rest, Subject};
use rows::RecordId;
pub use rows::{NameAt, Person, Record, Unit};
use texts::{TextAt, Texts};

use crate::calendar::{Date, Period};
use crate::ids::{LevelId, RecordTypeId};
use crate::model::{Model, Name};
use crate::program::{Cell, Layout, Packing};
use crate::value::Value;

/// Number of a unit in the facts, in preorder.
pub type UnitIndex = u32;
/// Number of a record in the facts.
pub type RecordIndex = u32;

/// The bits of a packed list that tell its length, where they are enough and half a cell holds the rest.
const SMALL: u32 = 12;
/// The bits that tell the length of any list.
const WIDE: u32 = 31;
/// Packed lists from here on are of the second kind.
const LARGE: i64 = 1 << 30;

/// Facts about what happened, checked against a policy.
#[derive(Debug, Clone)]
pub struct FactStore {
    /// The day on which the question is asked.
    pub as_of: Date,
    /// The period asked about.
    pub period: Period,
    /// Units, each before those inside it.
    pub units: Vec<Unit>,
    /// Records, list by list.
    pub records: Vec<Record>,
    /// Values of units and records, by base + slot; the lists of a unit follow its values.
    cells: Cells,
    texts: Texts,
    /// Where the roster lies, and how many lines it has.
    roster: Option<(TextAt, u32)>,
    rest: Option<Box<Rest>>,
}

impl FactStore {
    /// No units yet, nothing known.
    pub fn new(as_of: Date, period: Period) -> Self {
        Self {
            as_of,
            period,
            units: Vec::new(),
            records: Vec::new(),
            cells: Cells::new(),
            texts: Texts::default(),
            roster: None,
            rest: None,
        }
    }

    /// No units, and no day on which a question is asked.
    pub fn empty() -> Self {
        let never = Period {
            start: Date::MIN,
            end: Date::MIN,
        };
        Self::new(Date::MIN, never)
    }

    /// Forgets all facts and keeps the room for others.
    pub fn clear(&mut self) {
        self.units.clear();
        self.records.clear();
        self.cells.clear();
        self.texts.clear();
        self.roster = None;
        self.rest = None;
    }

    /// A unit.
    pub fn unit(&self, unit: UnitIndex) -> Option<&Unit> {
        self.units.get(unit as usize)
    }

    /// The name of a unit.
    pub fn name(&self, unit: &Unit) -> &str {
        self.texts.text(unit.name)
    }

    /// A record.
    pub fn record(&self, record: RecordIndex) -> Option<&Record> {
        self.records.get(record as usize)
    }

    /// The id of a record: given, or made from its place (柳树镇/事故/1).
    pub fn record_id(&self, model: &Model, record: RecordIndex) -> Name {
        let Some(row) = self.record(record) else {
            return Name::default();
        };
        match row.id {
            RecordId::Given(id) => Name::from(self.texts.text(id)),
            RecordId::Place(place) => {
                let list = model.record_types.row(row.record_type);
                let list = list.map_or("", |list| &list.name);
                Name::from(format!("{}/{list}/{place}", self.path(row.listed_at)))
            }
        }
    }

    /// A cell as it is.
    #[inline]
    pub fn cell(&self, base: u32, slot: u32) -> Cell {
        self.cells.get(base as usize + slot as usize)
    }

    /// The value in a cell; `None` is unknown.
    pub fn value(&self, base: u32, slot: u32, packing: Packing) -> Option<Value> {
        let cell = self.cell(base, slot);
        if let Some(place) = cell.place() {
            return self.rest().aside.get(place as usize).cloned();
        }
        if packing == Packing::Text {
            let at = TextAt(u32::try_from(cell.value()?).ok()?);
            return Some(Value::Text(Name::from(self.texts.text(at))));
        }
        packing.unpack(cell)
    }

    /// The value of a unit's metric or plan figure.
    pub fn unit_value(&self, layout: &Layout, unit: &Unit, base: u32, slot: u32) -> Option<Value> {
        self.value(base, slot, layout.level(unit.level)?.packing(slot)?)
    }

    /// The value of a record's field, by its position.
    pub fn field(&self, layout: &Layout, record: RecordIndex, position: u32) -> Option<Value> {
        let row = self.record(record)?;
        let packing = layout.field(row.record_type, position)?;
        self.value(row.base, position, packing)
    }

    /// Makes room for so many unknown values and lists, and gives the number of the first.
    pub fn room(&mut self, width: usize) -> u32 {
        u32::try_from(self.cells.room(width)).unwrap_or(u32::MAX)
    }

    /// Puts a value into a cell; `None` takes it away.
    pub fn set(&mut self, cell: u32, packing: Packing, value: Option<Value>) {
        let packed = match &value {
            None => Cell::UNKNOWN,
            Some(Value::Text(text)) => self.text_cell(text),
            Some(value) => packing.pack(value).unwrap_or_else(|| {
                let aside = &mut self.rest_mut().aside;
                aside.push(value.clone());
                Cell::aside(u32::try_from(aside.len() - 1).unwrap_or(u32::MAX))
            }),
        };
        self.put(cell, packed);
    }

    /// Keeps a text and gives the cell that means it.
    pub fn text_cell(&mut self, text: &str) -> Cell {
        let TextAt(at) = self.texts.keep(text);
        Cell::of(i64::from(at)).unwrap_or(Cell::UNKNOWN)
    }

    /// Puts a packed value into a cell.
    #[inline]
    pub fn put(&mut self, cell: u32, packed: Cell) {
        self.cells.put(cell as usize, packed);
    }

    /// A list of records: `None` when the facts do not have it.
    #[inline]
    pub fn list(&self, unit: &Unit, slot: u32) -> Option<Range<RecordIndex>> {
        unpacked_list(self.cell(unit.base, slot))
    }

    /// All cells, as wide as they are held.
    #[inline]
    pub fn cell_slice(&self) -> CellSlice<'_> {
        self.cells.slice()
    }

    /// Says which records a list holds.
    pub fn set_list(&mut self, unit: UnitIndex, slot: u32, records: Range<RecordIndex>) {
        let Some(base) = self.unit(unit).map(|unit| unit.base) else {
            return;
        };
        let length = i64::from(records.end.saturating_sub(records.start));
        let small = (i64::from(records.start) << SMALL) | length;
        let packed = match length < 1 << SMALL && small < LARGE {
            true => small,
            false => LARGE + ((i64::from(records.start) << WIDE) | length),
        };
        let packed = Cell::of(packed);
        self.put(base + slot, packed.unwrap_or(Cell::UNKNOWN));
    }

    /// Adds a unit, with its values and lists unknown and nothing inside it yet.
    pub fn add_unit(
        &mut self,
        level: LevelId,
        name: &str,
        parent: Option<UnitIndex>,
        room: usize,
    ) -> UnitIndex {
        let index = self.add_nameless(level, parent, room);
        self.set_name(index, name);
        index
    }

    /// Adds a unit whose name comes later.
    pub fn add_nameless(
        &mut self,
        level: LevelId,
        parent: Option<UnitIndex>,
        room: usize,
    ) -> UnitIndex {
        let index = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        let base = self.room(room);
        self.units
            .push(Unit::new(level, TextAt(0), parent, index + 1, base));
        index
    }

    /// Names a unit.
    pub fn set_name(&mut self, unit: UnitIndex, name: &str) {
        let name = self.texts.keep(name);
        if let Some(unit) = self.units.get_mut(unit as usize) {
            unit.name = name;
        }
    }

    /// Adds a record with its fields unknown, under its id or its place in its list, counted from 1.
    pub fn add_record(
        &mut self,
        record_type: RecordTypeId,
        listed_at: UnitIndex,
        id: Result<&str, u32>,
        room: usize,
    ) -> RecordIndex {
        let index = u32::try_from(self.records.len()).unwrap_or(u32::MAX);
        let id = match id {
            Ok(id) => RecordId::Given(self.texts.keep(id)),
            Err(place) => RecordId::Place(place),
        };
        let base = self.room(room);
        self.records.push(Record {
            record_type,
            listed_at,
            unit: listed_at,
            base,
            root: index,
            id,
        });
        index
    }

    /// Gives a record its id instead of its place.
    pub fn set_id(&mut self, record: RecordIndex, id: &str) {
        let id = self.texts.keep(id);
        if let Some(record) = self.records.get_mut(record as usize) {
            record.id = RecordId::Given(id);
        }
    }

    /// The roster.
    pub fn persons(&self) -> Option<impl Iterator<Item = Person<'_>> + Clone> {
        Some(self.seats()?.map(|(person, _)| person))
    }

    /// The roster, with the place of each person's name.
    pub fn seats(&self) -> Option<impl Iterator<Item = (Person<'_>, NameAt)> + Clone> {
        let (at, count) = self.roster?;
        let mut pieces = self.texts.read(at);
        Some((0..count).map(move |_| Person::read(&mut pieces)))
    }

    /// The name at a place in the roster.
    pub fn person_name(&self, NameAt(at): NameAt) -> &str {
        self.texts.text(at)
    }

    /// Says who was in office.
    pub fn set_persons(&mut self, persons: &[Person<'_>]) {
        self.start_roster();
        for person in persons {
            self.add_person(person);
        }
    }

    /// There is a roster, and nobody on it yet.
    pub fn start_roster(&mut self) {
        self.roster = Some((self.texts.end(), 0));
    }

    /// Adds a line to the roster. No other text may be kept between two lines.
    pub fn add_person(&mut self, person: &Person<'_>) {
        if let Some((_, count)) = &mut self.roster {
            person.keep(&mut self.texts);
            *count += 1;
        }
    }

    /// What only some facts hold.
    pub fn rest(&self) -> &Rest {
        self.rest.as_deref().unwrap_or_else(|| rest_of_nothing())
    }

    /// What only some facts hold, to be added to.
    pub fn rest_mut(&mut self) -> &mut Rest {
        self.rest.get_or_insert_default()
    }

    /// Every cell of units and records with its packing; lists have none.
    #[cfg(test)]
    pub fn cells(&self, layout: &Layout) -> Vec<(u32, Option<Packing>)> {
        let mut all = Vec::new();
        for unit in &self.units {
            let slots = layout.level(unit.level);
            let room = slots.map_or(0, |slots| slots.room());
            let packing = |slot| slots.and_then(|slots| slots.packing(slot));
            all.extend(
                (0..)
                    .take(room)
                    .map(|slot| (unit.base + slot, packing(slot))),
            );
        }
        for record in &self.records {
            let packing = |position| layout.field(record.record_type, position);
            let fields = (0..).map_while(packing).zip(record.base..);
            all.extend(fields.map(|(packing, cell)| (cell, Some(packing))));
        }
        all
    }

    /// Gives back the room that was kept for more.
    pub fn finish(&mut self) {
        self.units.shrink_to_fit();
        self.records.shrink_to_fit();
        self.cells.finish();
        self.texts.finish();
    }
}

/// The records of a list by its cell: `None` when the facts do not have it.
#[inline]
pub fn unpacked_list(cell: Cell) -> Option<Range<RecordIndex>> {
    let packed = cell.value()?;
    let (first, length) = if packed < LARGE {
        (packed >> SMALL, packed & ((1 << SMALL) - 1))
    } else {
        let large = packed - LARGE;
        (large >> WIDE, large & ((1 << WIDE) - 1))
    };
    let first = u32::try_from(first).ok()?;
    Some(first..first.saturating_add(u32::try_from(length).ok()?))
}
