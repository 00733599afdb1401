//! Units with their values, plan figures, records and inner units.

use indexmap::IndexMap;

use super::tree::Tree;
use super::{FactValue, Members, push};

/// A unit being put together.
#[derive(Debug, Clone)]
pub struct UnitBuilder {
    members: Members,
    plans: Members,
    earlier: IndexMap<String, Members>,
    lists: IndexMap<String, Vec<Tree>>,
    units: Option<Vec<Tree>>,
}

/// A record being put together.
#[derive(Debug, Clone, Default)]
pub struct RecordBuilder {
    members: Members,
}

impl UnitBuilder {
    /// A unit of a level.
    pub fn new(level: impl Into<String>, name: impl Into<String>) -> Self {
        let mut members = Members::default();
        members.set("level", level.into());
        members.set("name", name.into());
        Self {
            members,
            plans: Members::default(),
            earlier: IndexMap::new(),
            lists: IndexMap::new(),
            units: None,
        }
    }

    /// Gives the value of a metric.
    #[must_use]
    pub fn set(mut self, metric: impl Into<String>, value: impl Into<FactValue>) -> Self {
        self.members.set(metric, value);
        self
    }

    /// Gives the plan's figure for a target.
    #[must_use]
    pub fn plan(mut self, target: impl Into<String>, figure: impl Into<FactValue>) -> Self {
        self.plans.set(target, figure);
        self
    }

    /// Gives values of metrics in an earlier period.
    #[must_use]
    pub fn earlier<K: Into<String>, V: Into<FactValue>>(
        mut self,
        period: impl Into<String>,
        values: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        let members = self.earlier.entry(period.into()).or_default();
        for (metric, value) in values {
            members.set(metric, value);
        }
        self
    }

    /// Adds a record to the list of its type.
    #[must_use]
    pub fn record(mut self, record_type: impl Into<String>, record: RecordBuilder) -> Self {
        let list = self.lists.entry(record_type.into()).or_default();
        list.push(record.members.into_node());
        self
    }

    /// There are no records of a type. A type that is not mentioned is unknown.
    #[must_use]
    pub fn no_records(mut self, record_type: impl Into<String>) -> Self {
        self.lists.entry(record_type.into()).or_default();
        self
    }

    /// Adds a unit inside this one.
    #[must_use]
    pub fn unit(mut self, unit: UnitBuilder) -> Self {
        push(&mut self.units, unit.into_node());
        self
    }

    /// There are no units inside this one.
    #[must_use]
    pub fn no_units(mut self) -> Self {
        self.units.get_or_insert_default();
        self
    }

    /// A note on the unit.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.members.set("note", note.into());
        self
    }

    /// Where what is said of the unit comes from.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.members.set("source", source.into());
        self
    }

    pub(super) fn into_node(self) -> Tree {
        let mut members = self.members;
        if !self.plans.0.is_empty() {
            members.node("plans", self.plans.into_node());
        }
        if !self.earlier.is_empty() {
            let mut earlier = Members::default();
            for (period, values) in self.earlier {
                earlier.node(period, values.into_node());
            }
            members.node("earlier", earlier.into_node());
        }
        for (record_type, records) in self.lists {
            members.list(record_type, Some(records));
        }
        members.list("units", self.units);
        members.into_node()
    }
}

impl RecordBuilder {
    /// A record of which nothing is known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Its id, by which others refer to it.
    #[must_use]
    pub fn id(self, id: impl Into<String>) -> Self {
        self.set("id", id.into())
    }

    /// Gives the value of a field.
    #[must_use]
    pub fn set(mut self, field: impl Into<String>, value: impl Into<FactValue>) -> Self {
        self.members.set(field, value);
        self
    }

    /// A note on the record.
    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        self.set("note", note.into())
    }

    /// Where the record comes from.
    #[must_use]
    pub fn source(self, source: impl Into<String>) -> Self {
        self.set("source", source.into())
    }
}
