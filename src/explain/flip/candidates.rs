//! The values worth trying for a slot: the points where something turns, and the nearest values beside them.

use std::collections::BTreeSet;

use super::Budget;
use super::change::{Change, New, changed, current};
use super::crossing::{Range, crossings};
use super::kind::{Kind, kind};
use super::reads::{Reads, Switch, Turns};
use crate::attribution::{Finding, FindingRole};
use crate::calendar::{Date, Duration};
use crate::eval::{Machine, Read, Slot};
use crate::facts::{Record, RecordIndex, Subject};
use crate::model::{Holding, Party};
use crate::number::Number;
use crate::types::Type;
use crate::value::Value;

/// Days beside a day that a calendar span was added to: months differ by as much.
const MONTH_SLACK: i32 = 4;

/// What may be put into a slot.
#[derive(Debug, Default)]
pub struct Candidates {
    /// The changes, the nearest first.
    pub changes: Vec<Change>,
    /// Whether every value of the slot behaves like one of these, or like the present one.
    pub complete: bool,
}

/// What may be put into a slot that a finding reads.
pub fn candidates(
    machine: &Machine<'_>,
    reads: &Reads,
    finding: &Finding,
    slot: &Slot,
    budget: &Budget,
) -> Candidates {
    let all = |to: Vec<New>, complete| Candidates {
        changes: to
            .into_iter()
            .map(|to| Change {
                slot: slot.clone(),
                to,
            })
            .collect(),
        complete,
    };
    match slot {
        Slot::List(unit, record_type) => {
            let known = machine.list(*unit, *record_type);
            let stays = known.is_some_and(|list| list.is_empty() || is_spoken_of(machine, &list));
            all(
                if stays {
                    Vec::new()
                } else {
                    vec![New::NoRecords]
                },
                // Records that are not there yet could be added in too many ways.
                true,
            )
        }
        Slot::Report(_, _, period) => {
            let last = machine.facts.as_of.min(period.end);
            all(vec![New::Made(last), New::Nothing], true)
        }
        Slot::Discharge(..) => {
            let rebutted = finding.status == crate::attribution::FindingStatus::Rebutted;
            let to = if rebutted {
                New::Nothing
            } else {
                New::Discharged
            };
            all(vec![to], true)
        }
        Slot::Metric(..) | Slot::Plan(..) | Slot::Field(..) | Slot::Determination(..) => {
            let (values, mut complete) = values(machine, reads, slot, budget);
            if kind(machine, slot).is_some_and(|kind| *kind.ty == Type::Actor) {
                // Others than those of the facts may act; that matters only where the actor decides who answers.
                complete = !actor_decides(machine, finding);
            }
            let mut to: Vec<New> = values.into_iter().map(New::Value).collect();
            let made = matches!(slot, Slot::Determination(..)) && current(machine, slot).is_some();
            if made {
                to.push(New::Nothing);
            }
            all(to, complete)
        }
    }
}

/// Whether something outside a list speaks of a record in it, so that it cannot be emptied alone.
fn is_spoken_of(machine: &Machine<'_>, list: &std::ops::Range<RecordIndex>) -> bool {
    let facts = machine.facts;
    let mut subjects = facts.rest().determined();
    let is_determined =
        subjects.any(|subject| matches!(subject, Subject::Record(record) if list.contains(record)));
    // Acts are named by their first record; which of their records the name was that of is not kept.
    let is_named_act = facts.rest().acts_named().any(|act| {
        let mut roots = list
            .clone()
            .filter_map(|record| Some(facts.record(record)?.root));
        roots.any(|root| facts.record_id(machine.model, root) == *act)
    });
    let refers = |(record, row): (RecordIndex, &Record)| {
        let fields = machine.model.record_types[row.record_type].fields.len();
        let mut values = (0..).take(fields);
        let is_named = |position| {
            let value = facts.field(&machine.program.layout, record, position);
            matches!(value, Some(Value::Record(other)) if list.contains(&other))
        };
        !list.contains(&record) && values.any(is_named)
    };
    is_determined || is_named_act || (0..).zip(&facts.records).any(refers)
}

/// Whether who acted decides who answers: the actor's own finding, or a member of a class.
fn actor_decides(machine: &Machine<'_>, finding: &Finding) -> bool {
    let class = |holding: &Holding| matches!(holding.party, Party::Class(_));
    finding.role == FindingRole::Actor
        || machine.model.duties[finding.duty].holders.iter().any(class)
}

/// The values worth trying, other than the present one.
fn values(
    machine: &Machine<'_>,
    reads: &Reads,
    slot: &Slot,
    budget: &Budget,
) -> (Vec<Value>, bool) {
    let Some(kind) = kind(machine, slot) else {
        return (Vec::new(), false);
    };
    let now = current(machine, slot);
    let model = machine.model;
    let (mut values, complete) = match kind.ty {
        Type::Truth => (vec![Value::Truth(true), Value::Truth(false)], true),
        Type::Enumeration(id) => {
            let count = u16::try_from(model.enumerations[*id].values.len()).unwrap_or(u16::MAX);
            ((0..count).map(Value::Enumerated).collect(), true)
        }
        Type::Matter => (model.matters.ids().map(Value::Matter).collect(), true),
        Type::Unit => {
            let count = u32::try_from(machine.facts.units.len()).unwrap_or(u32::MAX);
            ((0..count).map(Value::Unit).collect(), true)
        }
        Type::Actor => {
            let count = u32::try_from(machine.facts.rest().actors.len()).unwrap_or(u32::MAX);
            ((0..count).map(Value::Actor).collect(), false)
        }
        Type::Text => (texts(machine, &reads.turns(machine, slot)), true),
        Type::Record | Type::Span => (Vec::new(), false),
        Type::Quantity(_) | Type::Date => {
            let line = Line::new(machine, reads, slot, &kind, now.clone(), budget);
            line.values()
        }
    };
    values.retain(|value| Some(value) != now.as_ref());
    (values, complete)
}

/// The texts that a text is compared with, and one that it is not.
fn texts(machine: &Machine<'_>, turns: &Turns) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    for (op, frame) in &turns.texts {
        if let Read::Known(value @ Value::Text(_)) = machine.value(*op, *frame)
            && !all.contains(&value)
        {
            all.push(value);
        }
    }
    all.push(Value::Text("其他".into()));
    all
}

/// A number or a date on its line: days are counted from the as-of date.
struct Line<'l, 'a> {
    machine: &'l Machine<'a>,
    slot: &'l Slot,
    kind: &'l Kind<'a>,
    turns: Turns,
    now: Option<Number>,
    date: bool,
    budget: &'l Budget,
}

impl<'l, 'a> Line<'l, 'a> {
    fn new(
        machine: &'l Machine<'a>,
        reads: &Reads,
        slot: &'l Slot,
        kind: &'l Kind<'a>,
        now: Option<Value>,
        budget: &'l Budget,
    ) -> Self {
        let line = Self {
            machine,
            slot,
            kind,
            turns: reads.turns(machine, slot),
            now: None,
            date: *kind.ty == Type::Date,
            budget,
        };
        Self {
            now: now.and_then(|value| line.number(&value)),
            ..line
        }
    }

    fn number(&self, value: &Value) -> Option<Number> {
        match value {
            Value::Number(number) => Some(number.clone()),
            Value::Date(date) => Some(Number::from_int(self.machine.facts.as_of.days_until(*date))),
            _ => None,
        }
    }

    fn value(&self, number: &Number) -> Option<Value> {
        if !self.date {
            return Some(Value::Number(number.clone()));
        }
        let days = i32::try_from(number.to_i64()?).ok()?;
        let date = self.machine.facts.as_of.plus(Duration::days(days))?;
        Some(Value::Date(date))
    }

    /// The values beside every point where something turns, those nearest to the present one first.
    fn values(&self) -> (Vec<Value>, bool) {
        let mut start: BTreeSet<Number> = BTreeSet::new();
        if self.date {
            let as_of = self.machine.facts.as_of;
            let day = |date: &Date| Number::from_int(as_of.days_until(*date));
            start.extend(self.turns.days.iter().map(day));
        }
        let range = Range {
            low: self.kind.range.0.cloned(),
            high: self.kind.range.1.cloned(),
            whole: self.date,
        };
        let found = crossings(&range, start, |at| self.sample(at));
        let step = self.step(&found.points);
        let slack = match (self.date, self.turns.months) {
            (true, true) => MONTH_SLACK,
            _ => 1,
        };
        let mut near: BTreeSet<Number> = BTreeSet::new();
        for point in &found.points {
            near.extend(beside(point, &step, slack));
        }
        if near.is_empty() && self.now.is_none() {
            let any = self.kind.range.0.cloned();
            near.insert(any.unwrap_or_else(Number::zero));
        }
        near.retain(|at| self.possible(at));
        let mut near: Vec<Number> = near.into_iter().collect();
        if let Some(now) = &self.now {
            near.sort_by_key(|at| distance(at, now));
        }
        let complete = found.complete && !self.turns.rounds && !self.budget.is_spent();
        let values = near.iter().filter_map(|at| self.value(at)).collect();
        (values, complete)
    }

    fn possible(&self, at: &Number) -> bool {
        let (low, high) = self.kind.range;
        low.is_none_or(|low| low <= at) && high.is_none_or(|high| at <= high)
    }

    /// The differences of all switches with this value in the slot.
    fn sample(&self, at: &Number) -> Vec<Option<Number>> {
        let none = || vec![None; self.turns.switches.len()];
        let Some(value) = self.value(at) else {
            return none();
        };
        let change = Change {
            slot: self.slot.clone(),
            to: New::Value(value),
        };
        let Some(facts) = changed(self.machine, &[change]) else {
            return none();
        };
        let machine = self.budget.machine(self.machine, &facts);
        let switches = self.turns.switches.iter();
        let found = switches
            .map(|switch| difference(&machine, switch))
            .collect();
        match self.budget.took(self.machine, &machine) {
            true => found,
            false => none(),
        }
    }

    /// One in the last decimal place in which such values are written, here or in what they turn at.
    fn step(&self, points: &BTreeSet<Number>) -> Number {
        let one = Number::one();
        if self.date {
            return one;
        }
        let factor = self.kind.measure.map_or(&one, |measure| &measure.factor);
        let mut places = 0;
        let written = self.written();
        for number in written.iter().chain(points) {
            if let Some(shown) = number.checked_div(factor) {
                places = places.max(decimals(&shown).unwrap_or(0));
            }
        }
        let mut step = factor.clone();
        let tenth = Number::ratio(1, 10).unwrap_or_else(Number::one);
        for _ in 0..places {
            step = step.checked_mul(&tenth).unwrap_or(step);
        }
        step
    }

    /// The values of the same kind that the facts hold.
    fn written(&self) -> Vec<Number> {
        let machine = self.machine;
        let units = (0..).zip(&machine.facts.units);
        let same: Vec<Slot> = match self.slot {
            Slot::Metric(_, metric, period) => units
                .map(|(unit, _)| Slot::Metric(unit, *metric, *period))
                .collect(),
            Slot::Plan(_, target) => units.map(|(unit, _)| Slot::Plan(unit, *target)).collect(),
            other => vec![other.clone()],
        };
        let values = same.iter().filter_map(|slot| current(machine, slot));
        values.filter_map(|value| self.number(&value)).collect()
    }
}

/// The difference of a switch's two values; dates differ by days.
fn difference(machine: &Machine<'_>, switch: &Switch) -> Option<Number> {
    let read =
        |(op, frame): (crate::program::OpId, crate::eval::Frame)| match machine.value(op, frame) {
            Read::Known(value) => Some(value),
            _ => None,
        };
    let left = read(switch.left)?;
    let right = match switch.right {
        Some(right) => read(right)?,
        None => Value::Number(Number::zero()),
    };
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.checked_sub(&right),
        (Value::Date(left), Value::Date(right)) => Some(Number::from_int(right.days_until(left))),
        _ => None,
    }
}

/// The point where it can be written, and the steps before and after it.
fn beside(point: &Number, step: &Number, slack: i32) -> Vec<Number> {
    let mut near = Vec::new();
    if decimals(point).is_some() {
        near.push(point.clone());
    }
    let Some(steps) = point.checked_div(step) else {
        return near;
    };
    let nearest = steps.round(0);
    for by in -slack - 1..=slack + 1 {
        let at = nearest
            .checked_add(&Number::from_int(i64::from(by)))
            .and_then(|at| at.checked_mul(step));
        near.extend(at);
    }
    // One more on either side was taken for the rounding; only the nearest are kept.
    let mut below: Vec<Number> = near.iter().filter(|at| *at < point).cloned().collect();
    let mut above: Vec<Number> = near.iter().filter(|at| *at > point).cloned().collect();
    below.sort();
    above.sort();
    let keep = usize::try_from(slack).unwrap_or(1);
    near.retain(|at| at == point);
    near.extend(below.into_iter().rev().take(keep));
    near.extend(above.into_iter().take(keep));
    near
}

fn distance(at: &Number, from: &Number) -> Option<Number> {
    let by = at.checked_sub(from)?;
    Some(if by.is_negative() { by.neg() } else { by })
}

/// The decimals of a number; `None` where no decimal is exact.
fn decimals(number: &Number) -> Option<u32> {
    let text = number.to_text();
    if text.contains('/') {
        return None;
    }
    let after = text.split_once('.').map_or(0, |(_, after)| after.len());
    u32::try_from(after).ok()
}
