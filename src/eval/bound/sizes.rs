//! How much there is in facts, as far as the cost of evaluating them depends on it.

use crate::arena::Id;
use crate::facts::{FactStore, UnitIndex};
use crate::ids::{LevelId, RecordTypeId};
use crate::model::Model;

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
        }
    }

    /// Those of some facts.
    pub fn of(model: &Model, facts: &FactStore) -> Self {
        let (levels, types) = (model.levels.len(), model.record_types.len());
        let mut sizes = Self {
            parts: parts(facts),
            ..Self::any(model, 0)
        };
        sizes.depth = levels as u64;
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

    /// The units of a level in one unit of any of others; in all the facts where there are none.
    pub(super) fn inside_any(&self, outer: &[LevelId], level: LevelId) -> u64 {
        let most = outer
            .iter()
            .map(|outer| self.inside(Some(*outer), level))
            .max();
        most.unwrap_or_else(|| self.units(level))
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
