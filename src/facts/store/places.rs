//! Which unit lies around which, and where records are.

use std::ops::Range;

use super::{FactStore, UnitIndex};
use crate::ids::LevelId;

impl FactStore {
    /// The unit and those around it, inner first.
    pub fn around(&self, unit: UnitIndex) -> impl Iterator<Item = UnitIndex> + '_ {
        std::iter::successors(Some(unit), |at| self.unit(*at)?.parent())
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
            .map(|u| self.name(u))
            .collect();
        names.reverse();
        names.join("/")
    }
}
