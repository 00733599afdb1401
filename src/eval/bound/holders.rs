//! Who holds, and how many instances of them there may be.

use super::Bound;
use crate::ids::LevelId;
use crate::model::{Holding, Party};

impl Bound<'_> {
    /// The levels at which holders are; none where one of them is outside the units.
    pub(super) fn levels(&self, holders: &[Holding]) -> Vec<LevelId> {
        let mut all = Vec::new();
        for organ in self.organs(holders) {
            let levels = &self.model.organs[organ].levels;
            if levels.is_empty() {
                return Vec::new();
            }
            all.extend(levels);
        }
        all
    }

    fn organs(&self, holders: &[Holding]) -> Vec<crate::ids::OrganId> {
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

    /// How many instances hold.
    pub(super) fn holders(&self, holders: &[Holding]) -> u64 {
        let organs = self.organs(holders).into_iter();
        let at = organs.map(|organ| {
            let levels = self.model.organs[organ].levels.iter();
            let units = levels.map(|level| self.sizes.units(*level));
            units.fold(1, u64::saturating_add)
        });
        at.fold(0, u64::saturating_add)
    }
}
