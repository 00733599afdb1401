//! Days of values: when a figure was taken, and the last day of what is asked about.

use super::machine::{Frame, Machine};
use crate::calendar::Date;
use crate::facts::UnitIndex;
use crate::model::{VagueSubject, When};
use crate::program::{Op, OpId};

impl Machine<'_> {
    /// The day of the value compared; a value without one is of the period's last day, or the as-of date if that
    /// comes first.
    pub(super) fn value_day(&self, id: OpId, frame: Frame) -> Date {
        let noted = self.noted_day(id, frame);
        noted.unwrap_or_else(|| self.last_day())
    }

    /// The day that the facts give the value which a condition is about: the left side of it.
    fn noted_day(&self, id: OpId, frame: Frame) -> Option<Date> {
        let code = &self.program.code;
        match code.op(id) {
            Op::Compare(_, left, _) | Op::OneOf(left, _) => match code.op(*left) {
                Op::Metric(..) => self.noted_day(*left, frame),
                _ => None,
            },
            Op::Not(inner) => self.noted_day(*inner, frame),
            Op::Metric(metric, place) if place.when == When::Now => {
                let (unit, _) = self.place(frame, *place)?;
                self.metric_day(unit, *metric)
            }
            Op::Vague(_, VagueSubject::Metric(metric, None)) => {
                self.metric_day(frame.unit?, *metric)
            }
            _ => None,
        }
    }

    /// The day that a metric's value was taken, where the facts give one.
    pub(super) fn metric_day(&self, unit: UnitIndex, metric: crate::ids::MetricId) -> Option<Date> {
        let row = self.facts.unit(unit)?;
        let slot = self.program.layout.level(row.level)?.metric(metric)?;
        let date = self.facts.rest().notes.get(&(row.base + slot))?.date;
        // A value dated after the day of asking is not there yet.
        date.filter(|date| *date <= self.facts.as_of)
    }

    /// The period's last day, or the as-of date if that comes first.
    pub(super) fn last_day(&self) -> Date {
        self.facts.period.end.min(self.facts.as_of)
    }
}
