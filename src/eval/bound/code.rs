//! The steps of conditions and values.

use super::{ANYWHERE, Bound, Seen};
use crate::ids::{MetricId, TargetId};
use crate::model::{Domain, MetricPlace, VagueSubject, When};
use crate::number::Number;
use crate::program::{Op, OpId};

/// The steps to read an operation, those to walk it once more, and how many things it may lack.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cost {
    pub(super) truth: u64,
    /// The steps to say what it lacks, or which records it counted.
    again: u64,
    /// INVARIANT: with none, it is never unknown.
    pub(super) lacks: u64,
}

impl Cost {
    /// Read, and where it may be open asked what it lacks.
    pub(super) fn asked(self) -> u64 {
        match self.lacks {
            0 => self.truth,
            _ => self.truth.saturating_mul(2).saturating_add(self.again),
        }
    }

    /// The same for one whose sides or day are read as well, or that is read twice.
    pub(super) fn both(self) -> u64 {
        self.asked().saturating_add(self.truth.saturating_mul(2))
    }

    /// The steps to find when it came true.
    pub(super) fn dated(self) -> u64 {
        self.truth.saturating_add(self.again)
    }
}

/// One step, and nothing that may be missing.
const KNOWN: Cost = Cost {
    truth: 1,
    again: 1,
    lacks: 0,
};

/// One step, and one to say that it is missing.
const ONE: Cost = Cost { lacks: 1, ..KNOWN };

/// A metric's value, or that of another place or time, or a number that may not be formed.
const MAY_FAIL: u64 = 1;

impl Bound<'_> {
    /// The steps of an operation.
    pub(super) fn op(&mut self, id: OpId, seen: Seen) -> Cost {
        if let Some(cost) = self.known.get(&(id, seen)) {
            return *cost;
        }
        let code = &self.program.code;
        let cost = match code.op(id) {
            Op::Or(parts) | Op::And(parts) => self.parts(code.operands(parts), seen),
            Op::OneOf(left, options) => {
                let mut all = vec![*left];
                all.extend(code.operands(options));
                self.parts(&all, seen)
            }
            Op::Table {
                rows, otherwise, ..
            } => {
                let mut all = code.operands(rows).to_vec();
                all.extend(otherwise);
                self.parts(&all, seen).or_fails()
            }
            Op::Not(inner)
            | Op::Shared(inner)
            | Op::Negative(inner)
            | Op::Round(inner, _)
            | Op::MatterWithin(inner, _) => self.parts(&[*inner], seen),
            Op::DateShift(inner, ..) => self.parts(&[*inner], seen).or_fails(),
            Op::Compare(_, left, right) | Op::Failing(left, right) => {
                self.parts(&[*left, *right], seen)
            }
            Op::DateDays(left, right, _) | Op::DaysBetween(left, right) => {
                self.parts(&[*left, *right], seen).or_fails()
            }
            Op::Arithmetic(_, left, right) => {
                let cost = self.parts(&[*left, *right], seen).or_fails();
                Cost {
                    truth: cost.truth.saturating_add(Number::MAX_EFFORT),
                    again: cost.again.saturating_add(2 * Number::MAX_EFFORT),
                    ..cost
                }
            }
            Op::EachYearBefore(years, condition) => {
                let seen = Seen { now: false, ..seen };
                let years = u64::from(*years);
                self.read(&[*condition], seen, years, TWICE).or_fails()
            }
            Op::Metric(metric, place) => self.metric(*metric, *place, seen),
            Op::Plan(target) => self.plan(*target, seen),
            Op::It => self.any_metric(seen),
            Op::Vague(_, subject) => self.vague(*subject, seen),
            Op::Quantified(quantified) => {
                let parts = [quantified.filter, quantified.satisfy];
                self.many(&quantified.domain, parts, seen)
            }
            Op::Aggregate(aggregate) => {
                let parts = [aggregate.filter, aggregate.of];
                self.many(&aggregate.domain, parts, seen).or_fails()
            }
            Op::Status(_) => Cost {
                truth: seen.status.saturating_add(1),
                again: seen.status.saturating_add(1),
                lacks: seen.lacks,
            },
            Op::Field(..) => ONE,
            Op::Constant(_) | Op::AsOf | Op::PeriodStart | Op::PeriodEnd => KNOWN,
        };
        self.known.insert((id, seen), cost);
        cost
    }

    fn metric(&mut self, metric: MetricId, place: MetricPlace, seen: Seen) -> Cost {
        let now = place.when == When::Now && seen.now;
        let level = place.level.or(seen.level);
        let around = place.level.is_some() && place.level != seen.level;
        if let Some(formula) = self.program.formula(metric) {
            let seen = Seen {
                level,
                now,
                ..ANYWHERE
            };
            let cost = self.parts(&[formula], seen);
            // The unit around or the time before may be missing itself.
            return if around || place.when != When::Now {
                cost.or_fails()
            } else {
                cost
            };
        }
        let layout = level.and_then(|level| self.program.layout.level(level));
        let slot = layout.and_then(|layout| layout.metric(metric));
        match (level, slot) {
            (Some(level), Some(slot)) if now && !around && self.sizes.is_full(level, slot) => KNOWN,
            _ => ONE,
        }
    }

    fn plan(&self, target: TargetId, seen: Seen) -> Cost {
        let layout = seen
            .level
            .and_then(|level| self.program.layout.level(level));
        let slot = layout.and_then(|layout| layout.plan(target));
        match (seen.level, slot) {
            (Some(level), Some(slot)) if self.sizes.is_full(level, slot) => KNOWN,
            _ => ONE,
        }
    }

    /// A determination may be missing, and the number that it is about.
    fn vague(&mut self, subject: VagueSubject, seen: Seen) -> Cost {
        let number = match subject {
            VagueSubject::Metric(metric, level) => {
                let when = When::Now;
                self.metric(metric, MetricPlace { level, when }, seen)
            }
            VagueSubject::It => self.any_metric(seen),
            VagueSubject::Record | VagueSubject::Unit => return ONE,
        };
        Cost {
            truth: 1,
            again: number.both().saturating_add(1),
            ..number.or_fails()
        }
    }

    /// The metric ranged over may be any.
    fn any_metric(&mut self, seen: Seen) -> Cost {
        let formulas: Vec<OpId> = self.program.formulas.iter().flatten().copied().collect();
        let (level, now) = (seen.level, seen.now);
        let seen = Seen {
            level,
            now,
            ..ANYWHERE
        };
        self.parts(&formulas, seen).or_fails()
    }

    fn many(&mut self, domain: &Domain, parts: [Option<OpId>; 2], seen: Seen) -> Cost {
        let parts: Vec<OpId> = parts.into_iter().flatten().collect();
        let mut sum = self.looking(domain, seen);
        for (elements, of_element) in self.elements(domain, Some(seen)) {
            // Whether an element counts is asked up to twice before each part is asked what it lacks.
            let each = self.read(&parts, of_element, elements, 4);
            let own = self.own_lacks(&domain.kind).saturating_mul(elements);
            sum.truth = sum.truth.saturating_add(each.truth);
            sum.again = sum.again.saturating_add(each.again);
            sum.lacks = sum.lacks.saturating_add(each.lacks).saturating_add(own);
        }
        sum
    }

    /// The steps to find the elements, and what may be missing of them.
    fn looking(&mut self, domain: &Domain, seen: Seen) -> Cost {
        let (gaps, steps) = self.gaps_seen(domain, seen);
        Cost {
            truth: steps.saturating_add(1),
            again: steps.saturating_add(gaps).saturating_add(1),
            lacks: gaps,
        }
    }

    fn parts(&mut self, parts: &[OpId], seen: Seen) -> Cost {
        self.read(parts, seen, 1, TWICE)
    }

    /// So many times the steps of all operands; each is read again before it is asked what it lacks.
    fn read(&mut self, parts: &[OpId], seen: Seen, times: u64, again: u64) -> Cost {
        let mut sum = KNOWN;
        for part in parts {
            let cost = self.op(*part, seen);
            sum.truth = sum.truth.saturating_add(cost.truth);
            let again = cost.truth.saturating_mul(again);
            sum.again = sum.again.saturating_add(cost.again.saturating_add(again));
            sum.lacks = sum.lacks.saturating_add(cost.lacks);
        }
        Cost {
            lacks: sum.lacks.saturating_mul(times),
            truth: sum.truth.saturating_mul(times).saturating_add(1),
            again: sum.again.saturating_mul(times).saturating_add(1),
        }
    }
}

/// An operand is read twice before it is asked what it lacks.
const TWICE: u64 = 2;

impl Cost {
    /// The same where there may be no value although nothing is missing.
    fn or_fails(self) -> Self {
        Self {
            lacks: self.lacks.saturating_add(MAY_FAIL),
            ..self
        }
    }
}
