//! Where the facts keep what: a slot for every metric, plan figure and record list of a level, and for every
//! field of a record type, with how its values are packed. Names end here.

use super::packing::{Packing, Packings};
use crate::arena::Id;
use crate::ids::{LevelId, MetricId, RecordTypeId, TargetId};
use crate::model::Model;

/// The slots of every level.
#[derive(Debug, Clone)]
pub struct Layout {
    levels: Vec<LevelLayout>,
    fields: Vec<Vec<Packing>>,
}

/// The slots of one level's units.
#[derive(Debug, Clone)]
pub struct LevelLayout {
    /// Metrics whose values are facts; the slot is the position.
    pub metrics: Vec<MetricId>,
    /// Targets whose bound is a plan's figure; the slot follows those of the metrics.
    pub plans: Vec<TargetId>,
    /// Record types listed by these units; their slots follow those of the plans.
    pub lists: Vec<RecordTypeId>,
    packings: Vec<Packing>,
    metric_slots: Vec<Option<u32>>,
    plan_slots: Vec<Option<u32>>,
    list_slots: Vec<Option<u32>>,
}

impl Layout {
    /// Lays out the facts of a regulation.
    pub fn new(model: &Model) -> Self {
        let packings = Packings::new(model);
        let fields = model.record_types.values().map(|record_type| {
            let fields = record_type.fields.iter();
            fields
                .map(|field| packings.of(&model.fields[*field].ty))
                .collect()
        });
        Self {
            levels: model
                .levels
                .ids()
                .map(|level| LevelLayout::new(model, &packings, level))
                .collect(),
            fields: fields.collect(),
        }
    }

    /// How the values of a field are packed, by its position in its record type.
    pub fn field(&self, record_type: RecordTypeId, position: u32) -> Option<Packing> {
        let fields = self.fields.get(record_type.index())?;
        fields.get(position as usize).copied()
    }

    /// The slots of a level.
    pub fn level(&self, level: LevelId) -> Option<&LevelLayout> {
        self.levels.get(level.index())
    }
}

impl LevelLayout {
    fn new(model: &Model, packings: &Packings, level: LevelId) -> Self {
        let metrics: Vec<_> = model
            .metrics
            .iter()
            .filter(|(_, metric)| metric.formula.is_none() && metric.at(level))
            .map(|(id, _)| id)
            .collect();
        let plans: Vec<_> = model
            .targets
            .iter()
            .filter(|(_, target)| target.plan.is_some() && target.level == level)
            .map(|(id, _)| id)
            .collect();
        let lists: Vec<_> = model
            .record_types
            .iter()
            .filter(|(_, record_type)| record_type.at(level))
            .map(|(id, _)| id)
            .collect();
        let of_metrics = metrics.iter().map(|id| &model.metrics[*id].ty);
        let of_plans = plans.iter().filter_map(|id| {
            let plan = model.targets[*id].plan.as_ref();
            plan.map(|plan| &plan.ty)
        });
        let values = metrics.len() + plans.len();
        Self {
            packings: of_metrics
                .chain(of_plans)
                .map(|ty| packings.of(ty))
                .collect(),
            metric_slots: slots(model.metrics.len(), &metrics, 0),
            plan_slots: slots(model.targets.len(), &plans, metrics.len()),
            list_slots: slots(model.record_types.len(), &lists, values),
            metrics,
            plans,
            lists,
        }
    }

    /// How many values a unit of this level has.
    pub fn width(&self) -> usize {
        self.metrics.len() + self.plans.len()
    }

    /// How many values and lists a unit of this level has.
    pub fn room(&self) -> usize {
        self.width() + self.lists.len()
    }

    /// How the values of a slot are packed; lists are not packed values.
    pub fn packing(&self, slot: u32) -> Option<Packing> {
        self.packings.get(slot as usize).copied()
    }

    /// The slot of a metric, if units of this level keep it.
    pub fn metric(&self, metric: MetricId) -> Option<u32> {
        self.metric_slots.get(metric.index()).copied().flatten()
    }

    /// The slot of a target's plan figure.
    pub fn plan(&self, target: TargetId) -> Option<u32> {
        self.plan_slots.get(target.index()).copied().flatten()
    }

    /// The slot of a record list.
    pub fn list(&self, record_type: RecordTypeId) -> Option<u32> {
        self.list_slots.get(record_type.index()).copied().flatten()
    }
}

/// For each of `total` ids, its position in `present`, counted from `first`.
fn slots<I: Id>(total: usize, present: &[I], first: usize) -> Vec<Option<u32>> {
    let mut slots = vec![None; total];
    for (position, id) in present.iter().enumerate() {
        if let Some(slot) = slots.get_mut(id.index()) {
            *slot = u32::try_from(first + position).ok();
        }
    }
    slots
}
