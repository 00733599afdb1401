//! Who holds, and how many instances of them there may be.

use super::Bound;
use crate::ids::{LevelId, OrganId};
use crate::model::{Holding, Party};

/// Holders at units of one level, or outside the units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat {
    /// The level; `None` outside the units.
    pub(super) level: Option<LevelId>,
    /// How many organs hold there.
    pub(super) organs: u64,
    /// At how many units each.
    units: u64,
}

impl Seat {
    pub(super) fn holders(self) -> u64 {
        self.organs.saturating_mul(self.units)
    }

    /// One of the holders.
    pub(super) fn one(self) -> Self {
        Self {
            organs: 1,
            units: 1,
            ..self
        }
    }
}

impl Bound<'_> {
    /// The holders, level by level.
    pub(super) fn seats(&self, holders: &[Holding]) -> Vec<Seat> {
        let mut all: Vec<Seat> = Vec::new();
        let mut sit = |level: Option<LevelId>, units: u64| match all
            .iter_mut()
            .find(|seat| seat.level == level)
        {
            Some(seat) => seat.organs = seat.organs.saturating_add(1),
            None => all.push(Seat {
                level,
                organs: 1,
                units,
            }),
        };
        for organ in self.organs(holders) {
            let levels = &self.model.organs[organ].levels;
            if levels.is_empty() {
                sit(None, 1);
            }
            for level in levels {
                sit(Some(*level), self.sizes.units(*level));
            }
        }
        all
    }

    /// How many instances hold.
    pub(super) fn holders(&self, holders: &[Holding]) -> u64 {
        let seats = self.seats(holders).into_iter();
        seats.map(Seat::holders).fold(0, u64::saturating_add)
    }

    /// How many units of a level the holders answer for, counted once for each: those at or below its own, else the
    /// one around it.
    pub(super) fn under(&self, seat: Seat, level: LevelId) -> u64 {
        let units = self.sizes.units(level);
        let each = match seat.level {
            None => units,
            Some(outer) => {
                let inside = self.sizes.inside(Some(outer), level);
                // No unit lies in two of one level.
                seat.units.saturating_mul(inside).min(units)
            }
        };
        seat.organs.saturating_mul(each.max(seat.units))
    }

    /// Whether what the holders answer for is around them, so that several answer for one.
    pub(super) fn shares(&self, seat: Seat, level: LevelId) -> bool {
        seat.level
            .is_some_and(|outer| self.sizes.inside(Some(outer), level) == 0)
    }

    /// The units whose inner units may be missing, counted for each organ that looks for them below it.
    pub(super) fn unlisted(&self, seat: Seat) -> u64 {
        seat.organs.saturating_mul(self.sizes.unlisted())
    }

    fn organs(&self, holders: &[Holding]) -> Vec<OrganId> {
        let mut all = Vec::new();
        for holding in holders {
            match holding.party {
                Party::Organ(organ) | Party::Office(organ, _) => all.push(organ),
                Party::Class(class) => all.extend(&self.model.classes[class].members),
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}
