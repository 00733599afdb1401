//! The evaluator: reads slots, computes exact numbers, decides in three values.
//!
//! `truth` and `value` decide; they gather nothing. What an unknown lacks is found by `needs` in a second
//! walk, and only where someone asks. Recursion is as deep as the policy's brackets, which are bounded.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use indexmap::IndexMap;

use super::outcome::{Element, Instance, Need, Status, Unformed};
use crate::arena::Id;
use crate::calendar::{Date, Period};
use crate::cancel::Cancel;
use crate::facts::{FactStore, Record, RecordIndex, UnitIndex};
use crate::ids::{FieldId, LevelId, MetricId, ProhibitionId, TargetId};
use crate::model::{FieldRole, MetricPlace, Model, When};
use crate::program::Program;
use crate::value::Value;

/// What names read: an element, its unit, the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// The unit; `None` outside the units.
    pub unit: Option<UnitIndex>,
    /// The record ranged over.
    pub record: Option<RecordIndex>,
    /// The element ranged over, when it is not a record or a unit.
    pub element: Option<Element>,
    /// The period read.
    pub period: Period,
}

/// A value, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Read {
    /// Known.
    Known(Value),
    /// A fact or determination is missing.
    Missing,
    /// The facts are there, but the number cannot be formed.
    Unformed(Unformed),
}

/// What has been computed of something at a unit.
type AtUnits<I, T> = RefCell<IndexMap<(I, UnitIndex), T>>;

/// Policy and facts, with what has been computed once.
pub struct Machine<'a> {
    /// The checked regulation.
    pub model: &'a Model,
    /// The compiled regulation.
    pub program: &'a Program,
    /// The facts.
    pub facts: &'a FactStore,
    /// Which units there are, once somebody asks for them.
    sorted: OnceCell<Sorted>,
    /// Statuses of targets already decided; `None` while being decided.
    pub(super) target_memo: AtUnits<TargetId, Option<Status>>,
    /// What those lack that are open.
    pub(super) lack_memo: AtUnits<TargetId, Rc<[Need]>>,
    /// Statuses of prohibitions already decided.
    pub(super) prohibition_memo: AtUnits<ProhibitionId, Status>,
    /// Places of the reports made, in order of who made which, once the first is asked for.
    pub(super) made: OnceCell<Vec<usize>>,
    steps: Cell<u64>,
    /// Where it looks up from the work: at the limit, or earlier to ask whether to stop.
    pause: Cell<u64>,
    limit: u64,
    cancel: Option<&'a Cancel>,
    cancelled: Cell<bool>,
}

/// So many steps go by, at most, before a token is asked again whether to stop.
pub const INTERVAL: u64 = 4_096;

/// So many steps stands for one thing that is kept of a result (a cause, a finding, a step upward, something
/// missing), so that the limit on steps bounds memory, too: what is kept takes some hundreds of bytes.
pub const KEPT: u64 = 100;

/// So many steps stands for a status that is listed: it takes less than what says why it is so.
pub const LISTED: u64 = 40;

/// So many steps stands for each part of such a thing: something missing, a step upward, a person, a record.
pub const PART: u64 = 20;

/// So many steps stands for an element that a branch of a trigger ranges over, which is kept while it does.
pub const ITEM: u64 = 25;

/// The units sorted out.
struct Sorted {
    /// Those of each level, in order.
    by_level: Vec<Vec<UnitIndex>>,
    /// Those that may hold others and do not list them, in order.
    unlisted: Vec<UnitIndex>,
}

impl<'a> Machine<'a> {
    /// Prepares an evaluation.
    pub fn new(model: &'a Model, program: &'a Program, facts: &'a FactStore, limit: u64) -> Self {
        Self {
            model,
            program,
            facts,
            sorted: OnceCell::new(),
            target_memo: RefCell::default(),
            lack_memo: RefCell::default(),
            prohibition_memo: RefCell::default(),
            made: OnceCell::new(),
            steps: Cell::new(0),
            pause: Cell::new(limit),
            limit,
            cancel: None,
            cancelled: Cell::new(false),
        }
    }

    /// The same, to be stopped by a token; it is asked at once, and then at intervals.
    pub fn cancelled_by(mut self, cancel: Option<&'a Cancel>) -> Self {
        self.cancel = cancel;
        if cancel.is_some() {
            self.look_up();
        }
        self
    }

    /// A machine for other facts, which may take so many steps and heeds the same token.
    pub fn on<'b>(&'b self, facts: &'b FactStore, steps: u64) -> Machine<'b> {
        Machine::new(self.model, self.program, facts, steps).cancelled_by(self.cancel)
    }

    /// Stops if another machine was told to.
    pub fn heed(&self, other: &Machine<'_>) {
        if other.cancelled.get() {
            self.stop();
        }
    }

    fn sorted(&self) -> &Sorted {
        self.sorted.get_or_init(|| {
            let parents = self.model.levels.values().filter_map(|row| row.parent);
            let parents: Vec<LevelId> = parents.collect();
            let mut by_level = vec![Vec::new(); self.model.levels.len()];
            let mut unlisted = Vec::new();
            for (index, unit) in (0..).zip(&self.facts.units) {
                if let Some(list) = by_level.get_mut(unit.level.index()) {
                    list.push(index);
                }
                if !unit.units_known && parents.contains(&unit.level) {
                    unlisted.push(index);
                }
            }
            Sorted { by_level, unlisted }
        })
    }

    /// The frame of a unit in the facts' period.
    pub fn at(&self, unit: UnitIndex) -> Frame {
        Frame {
            unit: Some(unit),
            record: None,
            element: None,
            period: self.facts.period,
        }
    }

    /// The frame of an organ's instance.
    pub fn at_instance(&self, instance: Instance) -> Frame {
        Frame {
            unit: instance.unit,
            record: None,
            element: None,
            period: self.facts.period,
        }
    }

    /// The frame of a record: its own fields, and the metrics of its unit.
    pub fn at_record(&self, record: RecordIndex) -> Frame {
        let unit = self.facts.record(record).map(|r| r.unit);
        Frame {
            unit,
            record: Some(record),
            element: None,
            period: self.facts.period,
        }
    }

    /// The units of a level.
    pub fn units_of(&self, level: LevelId) -> &[UnitIndex] {
        let by_level = &self.sorted().by_level;
        by_level.get(level.index()).map_or(&[], Vec::as_slice)
    }

    /// Units, inside this one or anywhere, that may hold units of the level which the facts do not list.
    pub fn gaps(&self, level: LevelId, inside: Option<UnitIndex>) -> Vec<UnitIndex> {
        let mut unlisted = self.sorted().unlisted.as_slice();
        if let Some(range) = inside.map(|unit| self.facts.subtree(unit)) {
            let from = |limit: UnitIndex| unlisted.partition_point(|unit| *unit < limit);
            unlisted = unlisted
                .get(from(range.start)..from(range.end))
                .unwrap_or_default();
        }
        let above = |unit: &UnitIndex| {
            self.facts
                .unit(*unit)
                .is_some_and(|u| self.is_above(u.level, level))
        };
        let looked_at = unlisted.iter().take_while(|_| self.charge(1)).copied();
        looked_at.filter(above).collect()
    }

    /// Whether units of the first level contain units of the second.
    pub fn is_above(&self, outer: LevelId, inner: LevelId) -> bool {
        let parent = |level: LevelId| self.model.levels.row(level).and_then(|row| row.parent);
        std::iter::successors(parent(inner), |level| parent(*level)).any(|level| level == outer)
    }

    /// Counts a step of work; false once the limit is passed.
    pub(super) fn step(&self) -> bool {
        self.charge(1)
    }

    /// Counts so many steps of work; false once the limit is passed or a token says stop.
    #[inline]
    pub fn charge(&self, steps: u64) -> bool {
        let steps = self.steps.get().saturating_add(steps);
        self.steps.set(steps);
        steps <= self.pause.get() || self.look_up()
    }

    /// Counts a thing that is kept of the result, with its parts; false once that is too much.
    pub fn keep(&self, parts: usize) -> bool {
        self.charge(PART.saturating_mul(parts as u64).saturating_add(KEPT))
    }

    /// Counts a status that is listed, with what it lacks and tells; false once that is too much.
    pub(super) fn keep_status(&self, parts: usize) -> bool {
        self.charge(PART.saturating_mul(parts as u64).saturating_add(LISTED))
    }

    #[cold]
    fn look_up(&self) -> bool {
        if self.cancel.is_some_and(Cancel::is_cancelled) {
            self.stop();
            return false;
        }
        let steps = self.steps.get();
        if self.cancel.is_some() {
            self.pause
                .set(self.limit.min(steps.saturating_add(INTERVAL)));
        }
        steps <= self.limit
    }

    /// Takes no further step.
    fn stop(&self) {
        self.cancelled.set(true);
        self.pause.set(0);
        self.steps.set(u64::MAX);
    }

    /// The token that may stop it.
    pub(super) fn cancel(&self) -> Option<&'a Cancel> {
        self.cancel
    }

    /// Whether it was told to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.get()
    }

    /// How many steps of work were taken.
    pub fn taken(&self) -> u64 {
        self.steps.get()
    }

    /// How many steps of work are allowed.
    pub(super) fn limit(&self) -> u64 {
        self.limit
    }

    /// Whether the limit on steps was passed, so that nothing found is to be believed.
    pub fn exhausted(&self) -> bool {
        self.steps.get() > self.limit || self.cancelled.get()
    }

    /// A stored metric's value at a unit; derived ones are computed by `value`.
    pub(super) fn metric_cell(
        &self,
        unit: UnitIndex,
        metric: MetricId,
        period: Period,
    ) -> Option<Value> {
        let layout = &self.program.layout;
        let row = self.facts.unit(unit)?;
        let slot = layout.level(row.level)?.metric(metric)?;
        let base = if period == self.facts.period {
            row.base
        } else {
            *self.facts.rest().earlier.get(&(unit, period))?
        };
        self.facts.unit_value(layout, row, base, slot)
    }

    /// The unit and period at which a metric is read.
    pub(super) fn place(&self, frame: Frame, place: MetricPlace) -> Option<(UnitIndex, Period)> {
        let unit = match place.level {
            Some(level) => self.facts.enclosing(frame.unit?, level)?,
            None => frame.unit?,
        };
        let period = match place.when {
            When::Now => frame.period,
            When::YearBefore => frame.period.years_before(1)?,
            When::PeriodBefore => frame.period.before(1)?,
        };
        Some((unit, period))
    }

    /// A field of a record.
    pub(super) fn field(&self, record: RecordIndex, position: u32) -> Option<Value> {
        self.facts.field(&self.program.layout, record, position)
    }

    /// A record's field, or that of the record which tells of the same act.
    pub fn own_or_root(
        &self,
        record: RecordIndex,
        own: impl Fn(&Record) -> Option<FieldId>,
    ) -> Option<Value> {
        let row = self.facts.record(record)?;
        let read = |index: RecordIndex| {
            let row = self.facts.record(index)?;
            self.field(index, self.position(own(row)?)?)
        };
        read(record).or_else(|| {
            if row.root == record {
                None
            } else {
                read(row.root)
            }
        })
    }

    /// The place of a field in its record.
    pub fn position(&self, field: FieldId) -> Option<u32> {
        u32::try_from(self.model.fields.row(field)?.position).ok()
    }

    /// The date of a record's act: its own, else that of the record which tells of the same act.
    pub fn act_date(&self, record: RecordIndex) -> Option<Date> {
        let value = self.own_or_root(record, |row| {
            self.model
                .record_types
                .row(row.record_type)
                .and_then(|t| t.act_date)
        })?;
        match value {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// Whether a record of this type has a date at all, its own or through the act that it tells of.
    pub fn is_dated(&self, record: RecordIndex) -> bool {
        let typed = |index: RecordIndex| {
            self.facts
                .record(index)
                .and_then(|row| self.model.record_types.row(row.record_type))
                .is_some_and(|t| t.act_date.is_some())
        };
        typed(record) || self.facts.record(record).is_some_and(|row| typed(row.root))
    }

    /// A date on the record that lies after the as-of date: the record does not exist yet.
    pub fn not_yet(&self, record: RecordIndex) -> Option<Date> {
        let row = self.facts.record(record)?;
        let fields = &self.model.record_types.row(row.record_type)?.fields;
        let own = fields.iter().filter_map(|field| {
            let field = self.model.fields.row(*field)?;
            let dated = matches!(
                field.role,
                FieldRole::ActDate | FieldRole::DiscoveryDate | FieldRole::ReportDate
            );
            match self.field(record, u32::try_from(field.position).ok()?)? {
                Value::Date(date) if dated => Some(date),
                _ => None,
            }
        });
        own.chain(self.act_date(record))
            .filter(|date| *date > self.facts.as_of)
            .max()
    }
}
