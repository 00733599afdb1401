//! Quantifiers and aggregates: what can be said of many when some are unknown.

use super::domain::{Item, Items};
use super::logic::{self, Truth};
use super::machine::{Frame, Machine, Read};
use super::outcome::{Element, Unformed};
use crate::calendar::{Date, Duration};
use crate::model::{Aggregate, Quantifier};
use crate::number::Number;
use crate::program::{AggregateOp, Quantified};
use crate::value::Value;

/// How many elements hold, and how many might; `None` is without bound.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tally {
    pub known: usize,
    pub possible: Option<usize>,
}

impl Machine<'_> {
    pub(super) fn quantified(&self, quantified: &Quantified, frame: Frame) -> Truth {
        let found = self.items(&quantified.domain, frame);
        if let Some(length) = quantified.within {
            return self.within(quantified, &found, length);
        }
        if quantified.quantifier == Quantifier::All {
            let each = found
                .items
                .iter()
                .map(|item| self.satisfies(quantified, item));
            return match (logic::and(each), found.gaps.is_empty()) {
                (Some(true), false) => None,
                (truth, _) => truth,
            };
        }
        let mut tally = Tally {
            known: 0,
            possible: Some(0),
        };
        for item in &found.items {
            match self.counts(quantified, item) {
                Some(true) => tally.known += 1,
                Some(false) => {}
                None => tally.possible = tally.possible.map(|n| n + 1),
            }
        }
        if !found.gaps.is_empty() {
            tally.possible = None;
        }
        decide(quantified.quantifier, tally)
    }

    /// Whether an element is one of those counted.
    pub(super) fn counts(&self, quantified: &Quantified, item: &Item) -> Truth {
        logic::both(item.member, || {
            logic::both(self.holds(quantified.filter, item.frame), || {
                self.holds(quantified.satisfy, item.frame)
            })
        })
    }

    /// Whether an element keeps `all` true: it is none of those meant, or satisfies the condition.
    pub(super) fn satisfies(&self, quantified: &Quantified, item: &Item) -> Truth {
        let meant = logic::both(item.member, || self.holds(quantified.filter, item.frame));
        let parts = [
            logic::not(meant),
            self.holds(quantified.satisfy, item.frame),
        ];
        logic::or(parts.into_iter())
    }

    /// So many within one span of time, wherever it starts.
    fn within(&self, quantified: &Quantified, found: &Items, length: Duration) -> Truth {
        let mut dates: Vec<(Date, bool)> = Vec::new();
        let mut undated = 0;
        for item in &found.items {
            let truth = self.counts(quantified, item);
            let Element::Record(record) = item.element else {
                continue;
            };
            match (truth, self.act_date(record)) {
                (Some(false), _) => {}
                (truth, Some(date)) => dates.push((date, truth == Some(true))),
                (_, None) => undated += 1,
            }
        }
        dates.sort_unstable();
        let mut tally = Tally {
            known: 0,
            possible: Some(0),
        };
        for (index, (start, _)) in dates.iter().enumerate() {
            let end = start.plus(length);
            let window = dates.iter().skip(index);
            let inside = window.take_while(|(date, _)| end.is_none_or(|end| *date < end));
            let (known, all) = inside.fold((0, 0), |(known, all), (_, sure)| {
                (known + usize::from(*sure), all + 1)
            });
            tally.known = tally.known.max(known);
            tally.possible = tally.possible.map(|n| n.max(all));
        }
        // Where a list is absent there may be any number more.
        let most = tally.possible.filter(|_| found.gaps.is_empty());
        let possible = most.map(|most| most + undated - tally.known);
        decide(quantified.quantifier, Tally { possible, ..tally })
    }

    pub(super) fn aggregate(&self, aggregate: &AggregateOp, frame: Frame) -> Read {
        let found = self.items(&aggregate.domain, frame);
        let mut items = Vec::with_capacity(found.items.len());
        for item in &found.items {
            match logic::both(item.member, || self.holds(aggregate.filter, item.frame)) {
                Some(true) => items.push(item),
                Some(false) => {}
                None => return Read::Missing,
            }
        }
        if !found.gaps.is_empty() {
            return Read::Missing;
        }
        match aggregate.aggregate {
            Aggregate::Count => number(Number::from_int(count(items.len()))),
            Aggregate::Share => self.share(aggregate, &items),
            _ => self.fold(aggregate, &items),
        }
    }

    fn share(&self, aggregate: &AggregateOp, items: &[&Item]) -> Read {
        if items.is_empty() {
            return Read::Unformed(Unformed::Empty);
        }
        let mut holding = 0;
        for item in items {
            match self.holds(aggregate.of, item.frame) {
                Some(true) => holding += 1,
                Some(false) => {}
                None => return Read::Missing,
            }
        }
        let share = Number::from_int(holding)
            .checked_mul(&Number::from_int(100))
            .and_then(|n| n.checked_div(&Number::from_int(count(items.len()))));
        share.map_or(Read::Unformed(Unformed::OutOfRange), number)
    }

    fn fold(&self, aggregate: &AggregateOp, items: &[&Item]) -> Read {
        let Some(of) = aggregate.of else {
            return Read::Missing;
        };
        let mut result: Option<Number> = None;
        let mut missing = false;
        for item in items {
            let next = match self.value(of, item.frame) {
                Read::Known(Value::Number(n)) => n,
                Read::Unformed(why) => return Read::Unformed(why),
                _ => {
                    missing = true;
                    continue;
                }
            };
            result = match result {
                None => Some(next),
                Some(so_far) => match join(aggregate.aggregate, so_far, next) {
                    Some(joined) => Some(joined),
                    None => return Read::Unformed(Unformed::OutOfRange),
                },
            };
        }
        if missing {
            return Read::Missing;
        }
        match (result, aggregate.aggregate) {
            (Some(total), Aggregate::Average) => total
                .checked_div(&Number::from_int(count(items.len())))
                .map_or(Read::Unformed(Unformed::OutOfRange), number),
            (Some(result), _) => number(result),
            (None, Aggregate::Sum) => number(Number::zero()),
            (None, _) => Read::Unformed(Unformed::Empty),
        }
    }
}

/// Whether there are as many as a quantifier asks for.
pub(super) fn decide(quantifier: Quantifier, tally: Tally) -> Truth {
    let Tally { known, possible } = tally;
    let most = possible.map(|n| n + known);
    let at_least = |n: u32| {
        let n = n as usize;
        if known >= n {
            Some(true)
        } else if most.is_some_and(|most| most < n) {
            Some(false)
        } else {
            None
        }
    };
    match quantifier {
        Quantifier::Any => at_least(1),
        Quantifier::No => logic::not(at_least(1)),
        Quantifier::AtLeast(n) => at_least(n),
        Quantifier::AtMost(n) => logic::not(at_least(n.saturating_add(1))),
        Quantifier::Exactly(n) => {
            logic::both(at_least(n), || logic::not(at_least(n.saturating_add(1))))
        }
        Quantifier::All => logic::not(at_least(1)),
    }
}

fn join(aggregate: Aggregate, left: Number, right: Number) -> Option<Number> {
    match aggregate {
        Aggregate::Min => Some(left.min(right)),
        Aggregate::Max => Some(left.max(right)),
        _ => left.checked_add(&right),
    }
}

fn number(number: Number) -> Read {
    Read::Known(Value::Number(number))
}

fn count(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}
