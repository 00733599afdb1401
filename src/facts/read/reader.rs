//! What the passes share: the policy, its names, the store being filled and the problems found.

use std::collections::BTreeMap;

use indexmap::{IndexMap, IndexSet};

use super::called::UnitsByName;
use super::names::Names;
use super::problems::Problems;
use crate::calendar::{Date, Period};
use crate::facts::{Actor, FactLimits, FactStore, RecordIndex};
use crate::model::{Model, Name};
use crate::program::Layout;

/// The state of one reading.
pub struct Reader<'m> {
    /// The policy.
    pub model: &'m Model,
    /// Where what is kept.
    pub layout: &'m Layout,
    /// What the policy's names mean.
    pub names: &'m Names,
    /// What has been read.
    pub store: FactStore,
    /// What is wrong.
    pub problems: Problems,
    /// The as-of date, if it could be read.
    pub as_of: Option<Date>,
    /// The period, if it could be read.
    pub period: Option<Period>,
    /// Units by name.
    pub units_by_name: UnitsByName,
    /// Names of units that could not be placed; what refers to them is not reported again.
    pub misplaced_units: IndexSet<String>,
    /// Records by id.
    pub records_by_id: IndexMap<Name, RecordIndex>,
    /// The names on the roster; `None` without one.
    pub roster: Option<IndexSet<Name>>,
    /// Units that may still be compared, and the limit on it.
    pub lookups: (usize, usize),
    /// Numbers of the actors met so far.
    pub actors: BTreeMap<Actor, u32>,
}

impl<'m> Reader<'m> {
    /// Nothing read yet.
    pub fn new(
        model: &'m Model,
        layout: &'m Layout,
        names: &'m Names,
        limits: &FactLimits,
        problems: Problems,
    ) -> Self {
        Self {
            model,
            layout,
            names,
            store: FactStore::empty(),
            problems,
            as_of: None,
            period: None,
            units_by_name: UnitsByName::default(),
            misplaced_units: IndexSet::new(),
            records_by_id: IndexMap::new(),
            roster: None,
            lookups: (limits.lookups, limits.lookups),
            actors: BTreeMap::new(),
        }
    }

    /// Whether a date is after the as-of date.
    pub fn is_later(&self, date: Option<Date>) -> bool {
        matches!((date, self.as_of), (Some(date), Some(as_of)) if date > as_of)
    }
}

/// A length as the store numbers things; the limit on nodes keeps it far below 2^32.
pub fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
