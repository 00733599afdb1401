//! Units by the hash of their name, found without a copy of any name.

use crate::facts::keys::long_hash;
use crate::facts::{FactStore, UnitIndex};

/// Units by the hash of their name, those of one hash in their order.
#[derive(Debug, Default)]
pub struct UnitsByName(Vec<(u64, UnitIndex)>);

impl UnitsByName {
    /// Forgets all units.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes the units of a store.
    pub fn fill(&mut self, store: &FactStore) {
        self.0.clear();
        let units = store.units.iter().zip(0..);
        let hashed = units.map(|(unit, index)| (long_hash(store.name(unit)), index));
        self.0.extend(hashed);
        self.0.sort_unstable();
    }

    /// Takes the units of a store, unless they have been taken already.
    pub fn fill_once(&mut self, store: &FactStore) {
        if self.0.len() != store.units.len() {
            self.fill(store);
        }
    }

    /// The units that may be called so: those whose names have its hash, and nearly always only those of that name.
    pub fn candidates(&self, name: &str) -> impl ExactSizeIterator<Item = UnitIndex> + '_ {
        let hash = long_hash(name);
        let start = self.0.partition_point(|(other, _)| *other < hash);
        let rest = self.0.get(start..).unwrap_or_default();
        let length = rest.partition_point(|(other, _)| *other == hash);
        let found = rest.get(..length).unwrap_or_default();
        found.iter().map(|(_, unit)| *unit)
    }
}
