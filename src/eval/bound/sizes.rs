//! How much there is in facts, as far as the cost of evaluating them depends on it.

use crate::arena::Id;
use crate::facts::{FactStore, UnitIndex};
use crate::ids::{LevelId, RecordTypeId};
use crate::model::Model;
use crate::program::{Cell, Layout, LevelLayout};

/// How many units and records there are, and at most how many of them in one unit.
#[derive(Debug, Clone)]
pub struct Sizes {
    /// Units of each level.
    units: Vec<u64>,
    /// For each level, at most how many units of each level one unit of it holds, itself among them.
    inside: Vec<Vec<u64>>,
    /// Records of each type.
    records: Vec<u64>,
    /// At most how many of each type one unit lists.
    lists: Vec<u64>,
    /// At most how many parts of the period a report is owed for.
    parts: u64,
    /// At most how many units lie around one, itself among them.
    depth: u64,
    /// Units that may hold others which the facts do not list.
    unlisted: u64,
    /// Of each type, how many units have no list although they may.
    absent_lists: Vec<u64>,
    /// For each level, in how many units each slot is empty.
    empty: Vec<Vec<u64>>,
}

/// A report is owed twelve times a year at most; facts whose period is longer than so many years are counted out.
const YEARS: u64 = 4;

impl Sizes {
    /// Whatever the facts are, as long as units and records together are no more than so many.
    pub fn any(model: &Model, most: u64) -> Self {
        let (levels, types) = (model.levels.len(), model.record_types.len());
        Self {
            units: vec![most; levels],
            inside: vec![vec![most; levels]; levels],
            records: vec![most; types],
            lists: vec![most; types],
            parts: 12 * YEARS,
            depth: most.min(levels as u64),
            unlisted: most,
            absent_lists: vec![most; types],
            empty: Vec::new(),
        }
    }

    /// Those of some facts.
    pub fn of(model: &Model, layout: &Layout, facts: &FactStore) -> Self {
        let (levels, types) = (model.levels.len(), model.record_types.len());
        let mut sizes = Self {
            parts: parts(facts),
            ..Self::any(model, 0)
        };
        sizes.depth = levels as u64;
        sizes.look_for_gaps(model, layout, facts);
        let mut around: Vec<(UnitIndex, usize, Vec<u64>)> = Vec::new();
        for (index, unit) in (0..).zip(&facts.units) {
            while around.last().is_some_and(|(end, ..)| *end <= index) {
                sizes.leave(around.pop());
            }
            let level = unit.level.index();
            let before = sizes.units.clone();
            if let Some(count) = sizes.units.get_mut(level) {
                *count += 1;
            }
            if unit.end > index + 1 {
                around.push((unit.end, level, before));
            } else if let Some(most) = sizes
                .inside
                .get_mut(level)
                .and_then(|row| row.get_mut(level))
            {
                *most = (*most).max(1);
            }
        }
        while let Some(left) = around.pop() {
            sizes.leave(Some(left));
        }
        let mut listed = vec![(UnitIndex::MAX, 0_u64); types];
        for record in &facts.records {
            let of_type = record.record_type.index();
            let lists = (sizes.records.get_mut(of_type), sizes.lists.get_mut(of_type));
            let (Some(records), Some(most), Some(listed)) =
                (lists.0, lists.1, listed.get_mut(of_type))
            else {
                continue;
            };
            let so_far = if listed.0 == record.listed_at {
                listed.1
            } else {
                0
            };
            *listed = (record.listed_at, so_far + 1);
            *records += 1;
            *most = (*most).max(listed.1);
        }
        sizes
    }

    /// Whether facts of so many units and records are among those that `any` counts.
    pub fn are_any(facts: &FactStore, most: u64) -> bool {
        let count = facts.units.len() as u64 + facts.records.len() as u64;
        count <= most && parts(facts) <= 12 * YEARS
    }

    /// Counts what the facts do not have.
    fn look_for_gaps(&mut self, model: &Model, layout: &Layout, facts: &FactStore) {
        let layouts = || model.levels.ids().map(|level| layout.level(level));
        let rooms = layouts().map(|layout| layout.map_or(0, LevelLayout::room));
        self.empty = rooms.map(|room| vec![0; room]).collect();
        let parents = model.levels.values().filter_map(|row| row.parent);
        let parents: Vec<LevelId> = parents.collect();
        for unit in &facts.units {
            let is_unlisted = !unit.units_known && parents.contains(&unit.level);
            self.unlisted += u64::from(is_unlisted);
            let slots = self.empty.get_mut(unit.level.index());
            for (slot, empty) in (0..).zip(slots.into_iter().flatten()) {
                *empty += u64::from(facts.cell(unit.base, slot) == Cell::UNKNOWN);
            }
        }
        for (layout, empty) in layouts().zip(&self.empty) {
            let Some(layout) = layout else { continue };
            let lists = empty.iter().skip(layout.width());
            for (record_type, empty) in layout.lists.iter().zip(lists) {
                if let Some(absent) = self.absent_lists.get_mut(record_type.index()) {
                    *absent += empty;
                }
            }
        }
    }

    /// Counts what lies in a unit, once the last of it was seen.
    fn leave(&mut self, unit: Option<(UnitIndex, usize, Vec<u64>)>) {
        let Some((_, level, before)) = unit else {
            return;
        };
        let counts = self.units.iter().zip(before);
        let row = self.inside.get_mut(level).map(Vec::as_mut_slice);
        for (most, (now, before)) in row.unwrap_or_default().iter_mut().zip(counts) {
            *most = (*most).max(now - before);
        }
    }

    /// The units of a level.
    pub(super) fn units(&self, level: LevelId) -> u64 {
        self.units.get(level.index()).copied().unwrap_or(0)
    }

    /// The units of a level in one unit of another, or in any.
    pub(super) fn inside(&self, outer: Option<LevelId>, level: LevelId) -> u64 {
        match outer.and_then(|outer| self.inside.get(outer.index())) {
            Some(row) => row.get(level.index()).copied().unwrap_or(0),
            None => self.units(level),
        }
    }

    /// The records of a type.
    pub(super) fn records(&self, id: RecordTypeId) -> u64 {
        self.records.get(id.index()).copied().unwrap_or(0)
    }

    /// The records of a type that a unit lists.
    pub(super) fn list(&self, id: RecordTypeId) -> u64 {
        self.lists.get(id.index()).copied().unwrap_or(0)
    }

    /// The records of a type in a unit of a level.
    pub(super) fn records_inside(&self, level: Option<LevelId>, id: RecordTypeId) -> u64 {
        let row = level.and_then(|level| self.inside.get(level.index()));
        let units = row.map_or(u64::MAX, |row| {
            row.iter().fold(0, |sum, count| sum.saturating_add(*count))
        });
        self.list(id).saturating_mul(units).min(self.records(id))
    }

    /// All records.
    pub(super) fn all_records(&self) -> u64 {
        self.records
            .iter()
            .fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// The units of whatever level in one unit of a level, itself among them; in all the facts where that is not known.
    pub(super) fn all_inside(&self, outer: Option<LevelId>) -> u64 {
        let row = outer.and_then(|outer| self.inside.get(outer.index()));
        let row = row.unwrap_or(&self.units);
        row.iter().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Units that may hold others which the facts do not list.
    pub(super) fn unlisted(&self) -> u64 {
        self.unlisted
    }

    /// Units that may list records of a type, and have no list.
    pub(super) fn absent_lists(&self, id: RecordTypeId) -> u64 {
        self.absent_lists.get(id.index()).copied().unwrap_or(0)
    }

    /// Whether every unit of a level has a value in a slot.
    pub(super) fn is_full(&self, level: LevelId, slot: u32) -> bool {
        let slots = self.empty.get(level.index());
        slots.and_then(|slots| slots.get(slot as usize)) == Some(&0)
    }

    pub(super) fn parts(&self) -> u64 {
        self.parts
    }

    pub(super) fn depth(&self) -> u64 {
        self.depth
    }
}

/// At most how many months the period touches.
fn parts(facts: &FactStore) -> u64 {
    let period = facts.period;
    let years = i64::from(period.end.year()) - i64::from(period.start.year()) + 1;
    12 * u64::try_from(years).unwrap_or(1)
}
