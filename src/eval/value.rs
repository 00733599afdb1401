//! Values of expressions: exact arithmetic, and the two ways of having no value.

use std::cmp::Ordering;

use super::machine::{Frame, Machine, Read};
use super::outcome::{Element, Unformed};
use crate::calendar::{Date, Duration, Period};
use crate::facts::{Subject, UnitIndex};
use crate::ids::{MetricId, VagueId};
use crate::model::{ArithmeticOp, CompareOp, VagueSubject};
use crate::number::Number;
use crate::program::{Op, OpId, Operands};
use crate::value::Value;

impl Machine<'_> {
    /// The value of an expression.
    pub fn value(&self, id: OpId, frame: Frame) -> Read {
        if !self.step() {
            return Read::Missing;
        }
        match self.program.code.op(id) {
            Op::Constant(value) => Read::Known(value.clone()),
            Op::Arithmetic(op, left, right) => self.arithmetic(*op, *left, *right, frame),
            Op::Negative(inner) => self.map_number(*inner, frame, |n| n.neg()),
            Op::Round(inner, places) => self.map_number(*inner, frame, |n| n.round(*places)),
            Op::Failing(first, second) => match self.value(*first, frame) {
                Read::Unformed(_) => self.value(*second, frame),
                read => read,
            },
            Op::DateShift(..) | Op::DateDays(..) | Op::DaysBetween(..) => self.date(id, frame),
            Op::Metric(metric, place) => match self.place(frame, *place) {
                Some((unit, period)) => self.metric(*metric, unit, period),
                None => Read::Missing,
            },
            Op::Field(_, position) => known(
                frame
                    .record
                    .and_then(|record| self.field(record, *position)),
            ),
            Op::It => match frame.element {
                Some(Element::Metric(metric, unit)) => self.metric(metric, unit, frame.period),
                _ => Read::Missing,
            },
            Op::Plan(target) => known(self.plan(*target, frame)),
            Op::AsOf => Read::Known(Value::Date(self.facts.as_of)),
            Op::PeriodStart => Read::Known(Value::Date(frame.period.start)),
            Op::PeriodEnd => Read::Known(Value::Date(frame.period.end)),
            Op::Shared(inner) => self.value(*inner, frame),
            Op::Table {
                rows, otherwise, ..
            } => self.table(rows, *otherwise, frame),
            Op::Vague(term, subject) => self.determination(*term, *subject, frame),
            Op::Aggregate(aggregate) => self.aggregate(aggregate, frame),
            _ => match self.truth(id, frame) {
                Some(truth) => Read::Known(Value::Truth(truth)),
                None => Read::Missing,
            },
        }
    }

    /// A metric's value at a unit in a period, computed if it is derived.
    pub fn metric(&self, metric: MetricId, unit: UnitIndex, period: Period) -> Read {
        match self.program.formula(metric) {
            Some(formula) => {
                let frame = Frame {
                    period,
                    ..self.at(unit)
                };
                self.value(formula, frame)
            }
            None => known(self.metric_cell(unit, metric, period)),
        }
    }

    /// A target's figure from the plan.
    pub(super) fn plan(&self, target: crate::ids::TargetId, frame: Frame) -> Option<Value> {
        let row = self.facts.unit(frame.unit?)?;
        let layout = &self.program.layout;
        let slot = layout.level(row.level)?.plan(target)?;
        self.facts.unit_value(layout, row, row.base, slot)
    }

    /// What a determination about the element would be filed under: its own record first, then its act's.
    pub(super) fn subjects(&self, subject: VagueSubject, frame: Frame) -> Vec<Subject> {
        match subject {
            VagueSubject::Metric(metric, level) => {
                let unit = match level {
                    Some(level) => frame
                        .unit
                        .and_then(|unit| self.facts.enclosing(unit, level)),
                    None => frame.unit,
                };
                unit.map(|unit| Subject::Metric(unit, metric, frame.period))
                    .into_iter()
                    .collect()
            }
            VagueSubject::It => match frame.element {
                Some(Element::Metric(metric, unit)) => {
                    vec![Subject::Metric(unit, metric, frame.period)]
                }
                _ => Vec::new(),
            },
            VagueSubject::Record => {
                let root = frame
                    .record
                    .and_then(|r| self.facts.record(r))
                    .map(|row| row.root);
                let mut all: Vec<_> = frame.record.into_iter().chain(root).collect();
                all.dedup();
                all.into_iter().map(Subject::Record).collect()
            }
            VagueSubject::Unit => frame.unit.map(Subject::Unit).into_iter().collect(),
        }
    }

    fn determination(&self, term: VagueId, subject: VagueSubject, frame: Frame) -> Read {
        let found = self
            .subjects(subject, frame)
            .into_iter()
            .find_map(|subject| self.facts.rest().determinations.get(&(term, subject)));
        known(found.map(|determination| determination.value.clone()))
    }

    fn map_number(&self, id: OpId, frame: Frame, f: impl Fn(&Number) -> Number) -> Read {
        match self.value(id, frame) {
            Read::Known(Value::Number(n)) => Read::Known(Value::Number(f(&n))),
            Read::Known(_) => Read::Missing,
            read => read,
        }
    }

    fn arithmetic(&self, op: ArithmeticOp, left: OpId, right: OpId, frame: Frame) -> Read {
        match (self.value(left, frame), self.value(right, frame)) {
            (Read::Known(Value::Number(l)), Read::Known(Value::Number(r))) => {
                match self.charge(l.effort().max(r.effort())) {
                    true => compute(op, &l, &r),
                    false => Read::Missing,
                }
            }
            (Read::Unformed(why), _) | (_, Read::Unformed(why)) => Read::Unformed(why),
            // A base of nothing forms no number, whatever the other side will turn out to be.
            (Read::Missing, Read::Known(Value::Number(r))) => match base(op, &r) {
                Some(why) => Read::Unformed(why),
                None => Read::Missing,
            },
            _ => Read::Missing,
        }
    }

    fn date(&self, id: OpId, frame: Frame) -> Read {
        let day = |id: OpId| match self.value(id, frame) {
            Read::Known(Value::Date(date)) => Ok(date),
            Read::Unformed(why) => Err(Read::Unformed(why)),
            _ => Err(Read::Missing),
        };
        let moved = match self.program.code.op(id) {
            Op::DateShift(date, by, back) => day(*date).map(|date| shift(date, *by, *back)),
            Op::DateDays(date, days, back) => match (day(*date), self.value(*days, frame)) {
                (Ok(date), Read::Known(Value::Number(n))) => Ok(days_from(&n)
                    .and_then(|days| shift_by(date, Duration { months: 0, days }, *back))
                    .map_or(Read::Unformed(Unformed::OutOfRange), date_value)),
                (Err(read), _) => Err(read),
                (_, Read::Unformed(why)) => Err(Read::Unformed(why)),
                _ => Err(Read::Missing),
            },
            Op::DaysBetween(later, earlier) => match (day(*later), day(*earlier)) {
                (Ok(later), Ok(earlier)) => Ok(Read::Known(Value::Number(Number::from_int(
                    earlier.days_until(later),
                )))),
                (Err(read), Ok(_)) | (_, Err(read)) => Err(read),
            },
            _ => Err(Read::Missing),
        };
        moved.unwrap_or_else(|read| read)
    }

    /// The first row that holds. While an earlier row is unknown the value is too, unless every row that could
    /// come first gives the same.
    fn table(&self, rows: &Operands, otherwise: Option<OpId>, frame: Frame) -> Read {
        let mut candidates: Vec<Read> = Vec::new();
        let mut closed = false;
        for row in self.program.code.operands(rows).chunks_exact(2) {
            let [when, then] = row else { continue };
            match self.truth(*when, frame) {
                Some(false) => {}
                Some(true) => {
                    candidates.push(self.value(*then, frame));
                    closed = true;
                    break;
                }
                None => candidates.push(self.value(*then, frame)),
            }
        }
        if !closed {
            candidates.push(match otherwise {
                Some(value) => self.value(value, frame),
                None => Read::Unformed(Unformed::NoRow),
            });
        }
        let mut all = candidates.into_iter();
        let first = all.next().unwrap_or(Read::Missing);
        if all.all(|read| read == first) {
            first
        } else {
            Read::Missing
        }
    }
}

/// A value that is there, or missing.
pub(super) fn known(value: Option<Value>) -> Read {
    value.map_or(Read::Missing, Read::Known)
}

/// How two known values compare.
pub fn compare(op: CompareOp, left: &Value, right: &Value) -> Option<bool> {
    let order = match (left, right) {
        (Value::Number(l), Value::Number(r)) => l.cmp(r),
        (Value::Date(l), Value::Date(r)) => l.cmp(r),
        (Value::Enumerated(l), Value::Enumerated(r)) => l.cmp(r),
        (l, r) => {
            return match op {
                CompareOp::Equal => Some(l == r),
                CompareOp::NotEqual => Some(l != r),
                _ => None,
            };
        }
    };
    Some(match op {
        CompareOp::Less => order == Ordering::Less,
        CompareOp::AtMost => order != Ordering::Greater,
        CompareOp::Equal => order == Ordering::Equal,
        CompareOp::NotEqual => order != Ordering::Equal,
        CompareOp::AtLeast => order != Ordering::Less,
        CompareOp::More => order == Ordering::Greater,
    })
}

fn compute(op: ArithmeticOp, left: &Number, right: &Number) -> Read {
    if let Some(why) = base(op, right) {
        return Read::Unformed(why);
    }
    let hundred = Number::from_int(100);
    let result = match op {
        ArithmeticOp::Add => left.checked_add(right),
        ArithmeticOp::Subtract => left.checked_sub(right),
        ArithmeticOp::Multiply => left.checked_mul(right),
        ArithmeticOp::PercentOf => left
            .checked_mul(right)
            .and_then(|n| n.checked_div(&hundred)),
        ArithmeticOp::Divide => left.checked_div(right),
        ArithmeticOp::ShareOf => left
            .checked_mul(&hundred)
            .and_then(|n| n.checked_div(right)),
    };
    match result {
        Some(number) => Read::Known(Value::Number(number)),
        None => Read::Unformed(Unformed::OutOfRange),
    }
}

/// Why nothing can be divided by this, or be a share of it.
fn base(op: ArithmeticOp, right: &Number) -> Option<Unformed> {
    match op {
        ArithmeticOp::Divide if right.is_zero() => Some(Unformed::DivisionByZero),
        ArithmeticOp::ShareOf if right.is_zero() => Some(Unformed::ZeroBase),
        ArithmeticOp::ShareOf if right.is_negative() => Some(Unformed::NegativeBase),
        _ => None,
    }
}

fn shift(date: Date, by: Duration, back: bool) -> Read {
    shift_by(date, by, back).map_or(Read::Unformed(Unformed::OutOfRange), date_value)
}

fn shift_by(date: Date, by: Duration, back: bool) -> Option<Date> {
    if back { date.minus(by) } else { date.plus(by) }
}

fn date_value(date: Date) -> Read {
    Read::Known(Value::Date(date))
}

/// Whole days; a part of a day does not count.
fn days_from(number: &Number) -> Option<i32> {
    if !number.is_integer() {
        return None;
    }
    i32::try_from(number.to_i64()?).ok()
}
