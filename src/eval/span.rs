//! When a condition came true that counts: from the first to the last of the records that it counted.

use super::logic;
use super::machine::{Frame, Machine};
use super::outcome::{CauseDate, Element};
use crate::calendar::{Date, Duration};
use crate::model::Quantifier;
use crate::program::{AggregateOp, BranchCode, Op, OpId, Quantified};

impl Machine<'_> {
    /// From the first to the last of the records that a unit's condition counted; without any, the last day.
    pub(super) fn span(&self, frame: Frame, code: BranchCode) -> CauseDate {
        let mut dates = Vec::new();
        for condition in [code.filter, code.condition].into_iter().flatten() {
            self.counted_dates(condition, frame, &mut dates);
        }
        match (dates.iter().min(), dates.iter().max()) {
            (Some(first), Some(last)) if first < last => CauseDate::Span(*first, *last),
            (Some(day), _) => CauseDate::On(*day),
            _ => CauseDate::On(self.last_day()),
        }
    }

    fn counted_dates(&self, id: OpId, frame: Frame, dates: &mut Vec<Date>) {
        if !self.step() {
            return;
        }
        match self.program.code.op(id) {
            Op::Or(parts) | Op::And(parts) => {
                for part in self.program.code.operands(parts) {
                    if self.truth(*part, frame) == Some(true) {
                        self.counted_dates(*part, frame, dates);
                    }
                }
            }
            Op::Not(inner) | Op::Shared(inner) | Op::Negative(inner) | Op::Round(inner, _) => {
                self.counted_dates(*inner, frame, dates);
            }
            Op::Compare(_, left, right)
            | Op::Arithmetic(_, left, right)
            | Op::Failing(left, right) => {
                self.counted_dates(*left, frame, dates);
                self.counted_dates(*right, frame, dates);
            }
            Op::EachYearBefore(years, condition) => {
                for period in (1..=*years).filter_map(|n| frame.period.years_before(n)) {
                    self.counted_dates(*condition, Frame { period, ..frame }, dates);
                }
            }
            Op::Quantified(quantified) => self.quantified_dates(quantified, frame, dates),
            Op::Aggregate(aggregate) => self.aggregated_dates(aggregate, frame, dates),
            _ => {}
        }
    }

    fn quantified_dates(&self, quantified: &Quantified, frame: Frame, dates: &mut Vec<Date>) {
        let mut counted = Vec::new();
        for item in self.items(&quantified.domain, frame).items {
            if self.counts(quantified, &item) != Some(true) {
                continue;
            }
            if let Element::Record(record) = item.element {
                counted.extend(self.act_date(record));
            } else {
                // What was counted of a unit counts with the unit.
                for inner in [quantified.filter, quantified.satisfy]
                    .into_iter()
                    .flatten()
                {
                    self.counted_dates(inner, item.frame, &mut counted);
                }
            }
        }
        match quantified.within {
            Some(length) => dates.extend(close_together(counted, length, quantified.quantifier)),
            None => dates.extend(counted),
        }
    }

    fn aggregated_dates(&self, aggregate: &AggregateOp, frame: Frame, dates: &mut Vec<Date>) {
        for item in self.items(&aggregate.domain, frame).items {
            let counted = logic::both(item.member, || self.holds(aggregate.filter, item.frame));
            if let (Element::Record(record), Some(true)) = (item.element, counted) {
                dates.extend(self.act_date(record));
            }
        }
    }
}

/// The dates that stand in some window with as many as are asked for: those apart from them did not count.
fn close_together(mut dates: Vec<Date>, length: Duration, quantifier: Quantifier) -> Vec<Date> {
    let asked = match quantifier {
        Quantifier::AtLeast(n) | Quantifier::Exactly(n) => n as usize,
        _ => 1,
    };
    dates.sort_unstable();
    let mut kept = Vec::new();
    for (index, start) in dates.iter().enumerate() {
        let end = start.plus(length);
        let inside = dates.iter().skip(index);
        let inside: Vec<Date> = inside
            .take_while(|date| end.is_none_or(|end| **date < end))
            .copied()
            .collect();
        if inside.len() >= asked {
            kept.extend(inside);
        }
    }
    kept
}
