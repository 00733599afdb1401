//! Units with their values, each read in full before the next; records and the units inside them included.

use super::form::Form;
use super::forms::UnitMember;
use super::pass::Pass;
use super::waiting::{WaitingList, What};
use crate::arena::Id;
use crate::cancel::Cancel;
use crate::facts::UnitIndex;
use crate::facts::keys::long_hash;
use crate::facts::read::fields::is_blank;
use crate::facts::read::reader::number;
use crate::model::LevelId;

/// The numbers of the keys that every unit must have, as they begin the form of every level.
const NAME: u32 = 1;
const UNITS: u32 = 2;

/// Where a unit stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    unit: UnitIndex,
    level: LevelId,
    /// Its first cell.
    base: u32,
    /// How many objects and lists there are around its values.
    depth: usize,
}

impl Pass<'_> {
    /// A list of units within one, or the outermost list.
    pub fn units(&mut self, around: Option<(UnitIndex, LevelId)>, depth: usize) -> Option<()> {
        let first = number(self.reader.store.units.len());
        if self.open(b'[', b']', depth)? {
            loop {
                self.value()?;
                self.unit(around, depth + 1)?;
                if !self.cursor.goes_on(b']')? {
                    break;
                }
            }
        }
        self.are_distinct(first)
    }

    fn unit(&mut self, around: Option<(UnitIndex, LevelId)>, depth: usize) -> Option<()> {
        if self.cancel.is_some_and(Cancel::is_cancelled) {
            return None;
        }
        let (model, layout, forms) = (self.reader.model, self.reader.layout, self.forms);
        let start = self.cursor.at();
        let level = self.level(depth)?;
        self.cursor.go(start);
        if model.levels.row(level)?.parent != around.map(|(_, level)| level) {
            return None;
        }
        let (form, room) = (forms.unit(level)?, layout.level(level)?.room());
        let store = &mut self.reader.store;
        let unit = store.add_nameless(level, around.map(|(unit, _)| unit), room);
        let place = Place {
            unit,
            level,
            base: store.unit(unit)?.base,
            depth,
        };
        let met = self.enter(form.length());
        self.members(place, form, met)?;
        let met = self.leave(met);
        let end = number(self.reader.store.units.len());
        let row = self.reader.store.units.get_mut(unit as usize)?;
        row.end = end;
        // Where no level lies within this one, there is nothing to list.
        let mut levels = model.levels.values();
        row.units_known = met.has(UNITS) || !levels.any(|inner| inner.parent == Some(level));
        *self.scratch.levels.get_mut(level.index())? += 1;
        met.has(NAME).then_some(())
    }

    fn members(&mut self, place: Place, form: &Form<UnitMember>, met: usize) -> Option<()> {
        self.open(b'{', b'}', place.depth)?.then_some(())?;
        let mut at = 0;
        loop {
            let (row, member) = self.key(form, &mut at)?;
            self.once(met, row)?;
            self.member(place, member)?;
            if !self.cursor.goes_on(b'}')? {
                return Some(());
            }
        }
    }

    #[inline]
    fn member(&mut self, place: Place, member: &UnitMember) -> Option<()> {
        let unit = place.unit;
        match member {
            UnitMember::Metric { slot, metric, way } => {
                self.plain(way, place.base + slot, What::Metric(unit, *metric))
            }
            UnitMember::List { slot, record_type } => {
                let list = WaitingList {
                    unit,
                    slot: *slot,
                    record_type: *record_type,
                    depth: place.depth + 1,
                    range: (0, 0),
                };
                self.records_or_wait(list)
            }
            UnitMember::Level => self.cursor.string().map(|_| ()),
            UnitMember::Name => self.name(unit),
            UnitMember::Units => self.units(Some((unit, place.level)), place.depth + 1),
            UnitMember::Plans => self.leave_for_later(What::Plans(unit)),
            UnitMember::Earlier => self.leave_for_later(What::Earlier(unit)),
            UnitMember::Remark => self.remark(),
        }
    }

    /// The level of a unit before which the text stands, wherever the unit tells it.
    fn level(&mut self, depth: usize) -> Option<LevelId> {
        self.open(b'{', b'}', depth)?.then_some(())?;
        loop {
            let key = self.cursor.key()?;
            if key == "level" {
                let name = self.text()?;
                return self.reader.names.levels.get(&name);
            }
            self.cursor.skip()?;
            self.cursor.goes_on(b'}')?.then_some(())?;
        }
    }

    fn name(&mut self, unit: UnitIndex) -> Option<()> {
        let name = self.cursor.string()?;
        if is_blank(&name) || name.contains('/') || name.trim() != name {
            return None;
        }
        self.reader.store.set_name(unit, &name);
        Some(())
    }

    /// The units of one list have names of their own.
    fn are_distinct(&mut self, first: UnitIndex) -> Option<()> {
        let (store, names) = (&self.reader.store, &mut self.scratch.names);
        let end = number(store.units.len());
        names.clear();
        let mut next = first;
        while next < end {
            let unit = store.unit(next)?;
            if next == first && unit.end == end {
                return Some(());
            }
            names.push((long_hash(store.name(unit)), next));
            next = unit.end;
        }
        names.sort_unstable();
        let mut pairs = names.iter().zip(names.iter().skip(1));
        (!pairs.any(|(one, other)| one.0 == other.0)).then_some(())
    }

    /// Of an organ that is one single body, there is one unit of its level at most.
    pub fn single_organs(&self) -> Option<()> {
        let units = |level: &LevelId| self.scratch.levels.get(level.index());
        let mut organs = self.forms.single.iter();
        let is_one = |levels: &Vec<LevelId>| levels.iter().filter_map(units).sum::<u32>() <= 1;
        organs.all(is_one).then_some(())
    }
}
