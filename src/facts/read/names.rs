//! What the policy's names mean as keys and references of the facts.

use indexmap::IndexMap;

use crate::arena::Id;
use crate::model::{
    Arena, DutyId, FieldId, LevelId, MatterId, MetricId, Model, OrganId, RecordTypeId, ReportId,
    TargetId, VagueId,
};
use crate::program::Layout;

/// The policy's names.
pub struct Names<'m> {
    pub levels: IndexMap<&'m str, LevelId>,
    pub organs: IndexMap<&'m str, OrganId>,
    pub matters: IndexMap<&'m str, MatterId>,
    pub duties: IndexMap<&'m str, DutyId>,
    pub reports: IndexMap<&'m str, ReportId>,
    pub terms: IndexMap<&'m str, VagueId>,
    units: Vec<IndexMap<&'m str, UnitKey>>,
    plans: Vec<IndexMap<&'m str, TargetId>>,
    records: Vec<IndexMap<&'m str, FieldId>>,
}

/// What a key of a unit stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKey {
    /// A metric's value.
    Metric(MetricId),
    /// A list of records.
    List(RecordTypeId),
}

/// The keys that every unit may have.
pub const UNIT_KEYS: &[&str] = &[
    "level", "name", "units", "plans", "earlier", "note", "source",
];
/// The keys that every record may have.
pub const RECORD_KEYS: &[&str] = &["id", "note", "source"];

impl<'m> Names<'m> {
    /// Lists the names of a policy.
    pub fn new(model: &'m Model, layout: &Layout) -> Self {
        let levels = || model.levels.ids();
        Self {
            levels: by_name(&model.levels, |level| &level.name),
            organs: by_name(&model.organs, |organ| &organ.name),
            matters: by_name(&model.matters, |matter| &matter.name),
            duties: by_name(&model.duties, |duty| &duty.name),
            reports: by_name(&model.reports, |report| &report.name),
            terms: by_name(&model.vague, |term| &term.name),
            units: levels().map(|id| unit_keys(model, layout, id)).collect(),
            plans: levels().map(|id| plan_keys(model, layout, id)).collect(),
            records: model
                .record_types
                .values()
                .map(|r| field_keys(model, &r.fields))
                .collect(),
        }
    }

    /// What a key means in a unit of a level.
    pub fn unit_key(&self, level: LevelId, key: &str) -> Option<UnitKey> {
        self.units.get(level.index())?.get(key).copied()
    }

    /// The keys of the policy in a unit of a level.
    pub fn unit_keys(&self, level: LevelId) -> impl Iterator<Item = &'m str> + '_ {
        self.units
            .get(level.index())
            .into_iter()
            .flat_map(|keys| keys.keys().copied())
    }

    /// The metrics whose values units of a level give.
    pub fn metric_keys(&self, level: LevelId) -> impl Iterator<Item = &'m str> + '_ {
        let keys = self.units.get(level.index()).into_iter().flatten();
        keys.filter(|(_, key)| matches!(key, UnitKey::Metric(_)))
            .map(|(name, _)| *name)
    }

    /// The target whose plan figure a key gives in a unit of a level.
    pub fn plan(&self, level: LevelId, key: &str) -> Option<TargetId> {
        self.plans.get(level.index())?.get(key).copied()
    }

    /// The targets that have plan figures in units of a level.
    pub fn plan_keys(&self, level: LevelId) -> impl Iterator<Item = &'m str> + '_ {
        self.plans
            .get(level.index())
            .into_iter()
            .flat_map(|keys| keys.keys().copied())
    }

    /// What a key means in a record of a type.
    pub fn field(&self, record_type: RecordTypeId, key: &str) -> Option<FieldId> {
        self.records.get(record_type.index())?.get(key).copied()
    }

    /// The fields of a record type.
    pub fn field_keys(&self, record_type: RecordTypeId) -> impl Iterator<Item = &'m str> + '_ {
        self.records
            .get(record_type.index())
            .into_iter()
            .flat_map(|keys| keys.keys().copied())
    }
}

fn by_name<I: Id, T>(arena: &Arena<I, T>, name: impl Fn(&T) -> &str) -> IndexMap<&str, I> {
    arena.iter().map(|(id, row)| (name(row), id)).collect()
}

fn unit_keys<'m>(model: &'m Model, layout: &Layout, level: LevelId) -> IndexMap<&'m str, UnitKey> {
    let Some(slots) = layout.level(level) else {
        return IndexMap::new();
    };
    let metrics = slots.metrics.iter().filter_map(|&id| {
        let metric = model.metrics.row(id)?;
        Some((&*metric.name, UnitKey::Metric(id)))
    });
    let lists = slots.lists.iter().filter_map(|&id| {
        let record_type = model.record_types.row(id)?;
        Some((&*record_type.name, UnitKey::List(id)))
    });
    metrics.chain(lists).collect()
}

fn plan_keys<'m>(model: &'m Model, layout: &Layout, level: LevelId) -> IndexMap<&'m str, TargetId> {
    let targets = layout
        .level(level)
        .into_iter()
        .flat_map(|slots| &slots.plans);
    targets
        .filter_map(|&id| Some((&*model.targets.row(id)?.name, id)))
        .collect()
}

fn field_keys<'m>(model: &'m Model, fields: &[FieldId]) -> IndexMap<&'m str, FieldId> {
    fields
        .iter()
        .filter_map(|&id| Some((&*model.fields.row(id)?.name, id)))
        .collect()
}
