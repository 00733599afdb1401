//! What the policy's names mean as keys and references of the facts.

use super::quick::Quick;
use crate::arena::Id;
use crate::facts::document::Member;
use crate::facts::keys::KeyTable;
use crate::model::{
    Arena, DutyId, FieldId, LevelId, MatterId, MetricId, Model, OrganId, RecordTypeId, ReportId,
    TargetId, VagueId,
};
use crate::program::Layout;

/// The policy's names, listed once for all facts that it reads.
#[derive(Debug, Clone)]
pub struct Names {
    pub levels: KeyTable<LevelId>,
    pub organs: KeyTable<OrganId>,
    pub matters: KeyTable<MatterId>,
    pub duties: KeyTable<DutyId>,
    pub reports: KeyTable<ReportId>,
    pub terms: KeyTable<VagueId>,
    units: Vec<KeyTable<UnitKey>>,
    plans: Vec<KeyTable<TargetId>>,
    records: Vec<KeyTable<FieldId>>,
    quick_units: Vec<Vec<Option<Quick>>>,
    quick_fields: Vec<Vec<Option<Quick>>>,
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

impl Names {
    /// Lists the names of a policy.
    pub fn new(model: &Model, layout: &Layout) -> Self {
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
            quick_units: levels().map(|id| quick_units(model, layout, id)).collect(),
            quick_fields: model
                .record_types
                .iter()
                .map(|(id, r)| quick_fields(model, layout, id, &r.fields))
                .collect(),
        }
    }

    /// What a key means in a unit of a level.
    #[inline]
    pub fn unit_key(&self, level: LevelId, key: &Member<'_>) -> Option<UnitKey> {
        self.units.get(level.index())?.hashed(key.key, key.hash)
    }

    /// The keys of the policy in a unit of a level, with what they mean.
    pub fn unit_members(&self, level: LevelId) -> impl Iterator<Item = (&str, UnitKey)> {
        let keys = self.units.get(level.index());
        keys.into_iter().flat_map(KeyTable::iter)
    }

    /// The keys of the policy in a unit of a level.
    pub fn unit_keys(&self, level: LevelId) -> impl Iterator<Item = &str> {
        self.unit_members(level).map(|(name, _)| name)
    }

    /// The metrics whose values units of a level give.
    pub fn metric_keys(&self, level: LevelId) -> impl Iterator<Item = &str> {
        self.unit_members(level)
            .filter(|(_, key)| matches!(key, UnitKey::Metric(_)))
            .map(|(name, _)| name)
    }

    /// The target whose plan figure a key gives in a unit of a level.
    pub fn plan(&self, level: LevelId, key: &str) -> Option<TargetId> {
        self.plans.get(level.index())?.get(key)
    }

    /// The targets that have plan figures in units of a level.
    pub fn plan_keys(&self, level: LevelId) -> impl Iterator<Item = &str> {
        self.plans
            .get(level.index())
            .into_iter()
            .flat_map(KeyTable::keys)
    }

    /// What a key means in a record of a type.
    pub fn field(&self, record_type: RecordTypeId, key: &Member<'_>) -> Option<FieldId> {
        self.records
            .get(record_type.index())?
            .hashed(key.key, key.hash)
    }

    /// How bare numbers of a unit's slot become cells.
    #[inline]
    pub fn quick_unit(&self, level: LevelId, slot: u32) -> Option<&Quick> {
        let slots = self.quick_units.get(level.index())?;
        slots.get(slot as usize)?.as_ref()
    }

    /// How bare numbers of a record's field become cells.
    pub fn quick_field(&self, record_type: RecordTypeId, position: u32) -> Option<&Quick> {
        let fields = self.quick_fields.get(record_type.index())?;
        fields.get(position as usize)?.as_ref()
    }

    /// The fields of a record type.
    pub fn field_keys(&self, record_type: RecordTypeId) -> impl Iterator<Item = &str> {
        self.records
            .get(record_type.index())
            .into_iter()
            .flat_map(KeyTable::keys)
    }
}

fn by_name<I: Id, T>(arena: &Arena<I, T>, name: impl Fn(&T) -> &str) -> KeyTable<I> {
    KeyTable::new(arena.iter().map(|(id, row)| (name(row), id)))
}

fn unit_keys(model: &Model, layout: &Layout, level: LevelId) -> KeyTable<UnitKey> {
    let slots = layout.level(level);
    let metrics = slots.into_iter().flat_map(|slots| &slots.metrics);
    let metrics = metrics.filter_map(|&id| {
        let metric = model.metrics.row(id)?;
        Some((&*metric.name, UnitKey::Metric(id)))
    });
    let lists = slots.into_iter().flat_map(|slots| &slots.lists);
    let lists = lists.filter_map(|&id| {
        let record_type = model.record_types.row(id)?;
        Some((&*record_type.name, UnitKey::List(id)))
    });
    KeyTable::new(metrics.chain(lists))
}

fn plan_keys(model: &Model, layout: &Layout, level: LevelId) -> KeyTable<TargetId> {
    let slots = layout.level(level);
    let targets = slots.into_iter().flat_map(|slots| &slots.plans);
    KeyTable::new(targets.filter_map(|&id| Some((&*model.targets.row(id)?.name, id))))
}

fn field_keys(model: &Model, fields: &[FieldId]) -> KeyTable<FieldId> {
    let fields = fields.iter();
    KeyTable::new(fields.filter_map(|&id| Some((&*model.fields.row(id)?.name, id))))
}

/// By slot: those of the metrics, then those of the plans.
fn quick_units(model: &Model, layout: &Layout, level: LevelId) -> Vec<Option<Quick>> {
    let Some(slots) = layout.level(level) else {
        return Vec::new();
    };
    let metrics = slots.metrics.iter().map(|id| {
        let metric = model.metrics.row(*id)?;
        let range = metric.range.as_ref();
        let most = range.and_then(|(_, most)| most.as_ref());
        Some((
            metric.measure.as_ref(),
            (range.map(|(least, _)| least), most),
        ))
    });
    let plans = slots.plans.iter().map(|id| {
        let plan = model.targets.row(*id)?.plan.as_ref()?;
        Some((plan.measure.as_ref(), (None, None)))
    });
    (0..)
        .zip(metrics.chain(plans))
        .map(|(slot, kind)| {
            let (measure, range) = kind?;
            Quick::new(measure, range, slots.packing(slot)?)
        })
        .collect()
}

/// By position.
fn quick_fields(
    model: &Model,
    layout: &Layout,
    record_type: RecordTypeId,
    fields: &[FieldId],
) -> Vec<Option<Quick>> {
    let quick = |(position, id): (u32, &FieldId)| {
        let field = model.fields.row(*id)?;
        let range = field.range.as_ref();
        let range = (range.map(|(least, _)| least), range.map(|(_, most)| most));
        let packing = layout.field(record_type, position)?;
        Quick::new(field.measure.as_ref(), range, packing)
    };
    (0..).zip(fields).map(quick).collect()
}
