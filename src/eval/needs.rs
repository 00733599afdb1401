//! What an unknown condition lacks: a second walk over what did not decide.

use indexmap::IndexSet;

use super::domain::{Item, Items};
use super::machine::{Frame, Machine, Read};
use super::outcome::{DeterminationSubject, Element, Need};
use crate::calendar::Period;
use crate::facts::{Subject, UnitIndex};
use crate::ids::{MetricId, VagueId};
use crate::model::{MetricPlace, Quantifier, VagueSubject};
use crate::program::{AggregateOp, Op, OpId, Quantified};

/// Needs, each once, in the order met.
pub type Needs = IndexSet<Need>;

impl Machine<'_> {
    /// Adds what a condition lacks, if it is unknown.
    pub fn condition_needs(&self, condition: Option<OpId>, frame: Frame, out: &mut Needs) {
        if let Some(condition) = condition
            && self.truth(condition, frame).is_none()
        {
            self.needs(condition, frame, out);
        }
    }

    /// Adds what a value lacks, if it has none.
    pub fn value_needs(&self, id: OpId, frame: Frame, out: &mut Needs) {
        match self.value(id, frame) {
            Read::Known(_) => {}
            Read::Missing => self.needs(id, frame, out),
            Read::Unformed(why) => {
                out.insert(Need::Unformed(self.root_of(id, frame), why));
            }
        }
    }

    /// The needs of an operation known to be unknown.
    fn needs(&self, id: OpId, frame: Frame, out: &mut Needs) {
        if !self.step() {
            return;
        }
        let code = &self.program.code;
        match code.op(id) {
            Op::Or(parts) | Op::And(parts) => {
                for part in code.operands(parts) {
                    self.condition_needs(Some(*part), frame, out);
                }
            }
            Op::Not(inner) | Op::Shared(inner) | Op::Negative(inner) | Op::Round(inner, _) => {
                self.either_needs(*inner, frame, out);
            }
            Op::MatterWithin(inner, _) | Op::DateShift(inner, ..) => {
                self.value_needs(*inner, frame, out);
            }
            Op::Compare(_, left, right)
            | Op::Arithmetic(_, left, right)
            | Op::DateDays(left, right, _)
            | Op::DaysBetween(left, right) => {
                self.value_needs(*left, frame, out);
                self.value_needs(*right, frame, out);
            }
            Op::OneOf(left, options) => {
                self.value_needs(*left, frame, out);
                for option in code.operands(options) {
                    self.value_needs(*option, frame, out);
                }
            }
            Op::Failing(first, second) => match self.value(*first, frame) {
                Read::Unformed(_) => self.value_needs(*second, frame, out),
                _ => self.value_needs(*first, frame, out),
            },
            Op::Table {
                rows, otherwise, ..
            } => {
                for (index, part) in code.operands(rows).iter().enumerate() {
                    if index % 2 == 0 {
                        self.condition_needs(Some(*part), frame, out);
                    } else {
                        self.value_needs(*part, frame, out);
                    }
                }
                if let Some(otherwise) = otherwise {
                    self.value_needs(*otherwise, frame, out);
                }
            }
            Op::Quantified(quantified) => self.quantified_needs(quantified, frame, out),
            Op::Aggregate(aggregate) => self.aggregate_needs(aggregate, frame, out),
            Op::EachYearBefore(years, condition) => {
                for n in 1..=*years {
                    if let Some(period) = frame.period.years_before(n) {
                        self.condition_needs(Some(*condition), Frame { period, ..frame }, out);
                    }
                }
            }
            _ => self.leaf_needs(id, frame, out),
        }
    }

    fn leaf_needs(&self, id: OpId, frame: Frame, out: &mut Needs) {
        match self.program.code.op(id) {
            Op::Metric(metric, place) => self.place_needs(*metric, *place, frame, out),
            Op::Field(_, position) => {
                out.extend(frame.record.map(|record| Need::Field(record, *position)));
            }
            Op::It => {
                if let Some(Element::Metric(metric, unit)) = frame.element {
                    self.metric_needs(metric, unit, frame.period, out);
                }
            }
            Op::Plan(target) => out.extend(frame.unit.map(|unit| Need::Plan(unit, *target))),
            Op::Status(_) => self.status_needs(frame, out),
            Op::Vague(term, subject) => self.determination_needs(*term, *subject, frame, out),
            _ => {}
        }
    }

    fn either_needs(&self, id: OpId, frame: Frame, out: &mut Needs) {
        if self.truth(id, frame).is_none() {
            self.value_needs(id, frame, out);
        }
    }

    fn place_needs(&self, metric: MetricId, place: MetricPlace, frame: Frame, out: &mut Needs) {
        match (self.place(frame, place), place.level, frame.unit) {
            (Some((unit, period)), ..) => self.metric_needs(metric, unit, period, out),
            (None, Some(level), Some(unit)) => {
                out.insert(Need::Enclosing(unit, level));
            }
            _ => {}
        }
    }

    fn metric_needs(&self, metric: MetricId, unit: UnitIndex, period: Period, out: &mut Needs) {
        match self.program.formula(metric) {
            Some(formula) => {
                let frame = Frame {
                    period,
                    ..self.at(unit)
                };
                self.value_needs(formula, frame, out);
            }
            None if self.metric_cell(unit, metric, period).is_none() => {
                out.insert(Need::Value(unit, metric, period));
            }
            None => {}
        }
    }

    fn determination_needs(
        &self,
        term: VagueId,
        subject: VagueSubject,
        frame: Frame,
        out: &mut Needs,
    ) {
        let first = self.subjects(subject, frame).into_iter().next_back();
        let subject = match first {
            Some(Subject::Metric(unit, metric, period)) => {
                // A term said of a number that is not there waits for the number too.
                self.metric_needs(metric, unit, period, out);
                DeterminationSubject::Metric(unit, metric, period)
            }
            Some(Subject::Record(record)) => DeterminationSubject::Record(record),
            Some(Subject::Unit(unit)) => DeterminationSubject::Unit(unit),
            _ => return,
        };
        out.insert(Need::Determination(term, subject));
    }

    fn status_needs(&self, frame: Frame, out: &mut Needs) {
        match frame.element {
            Some(Element::Target(target, unit)) => {
                out.extend(self.target_needs(target, unit).iter().cloned());
            }
            Some(Element::Prohibition(prohibition, unit, _)) => {
                out.extend(self.prohibition_outcome(prohibition, unit).needs);
            }
            Some(Element::Report(report, holder, period)) => {
                out.extend(self.report_outcome(report, holder, period).needs);
            }
            Some(Element::Duty(duty, holder)) => {
                out.extend(self.duty_outcome(duty, holder).needs);
            }
            _ => {}
        }
    }

    fn quantified_needs(&self, quantified: &Quantified, frame: Frame, out: &mut Needs) {
        let found = self.items(&quantified.domain, frame);
        gap_needs(&found, out);
        for item in &found.items {
            let unknown = if quantified.quantifier == Quantifier::All {
                self.satisfies(quantified, item).is_none()
            } else {
                self.counts(quantified, item).is_none()
            };
            if unknown {
                self.member_needs(item, out);
                self.condition_needs(quantified.filter, item.frame, out);
                self.condition_needs(quantified.satisfy, item.frame, out);
            } else if quantified.within.is_some() && self.counts(quantified, item) == Some(true) {
                self.date_needs(item, out);
            }
        }
    }

    fn aggregate_needs(&self, aggregate: &AggregateOp, frame: Frame, out: &mut Needs) {
        let found = self.items(&aggregate.domain, frame);
        gap_needs(&found, out);
        for item in &found.items {
            // Whatever is missing of an element that is not meant does not matter.
            if self.holds(aggregate.filter, item.frame) == Some(false) {
                continue;
            }
            self.member_needs(item, out);
            self.condition_needs(aggregate.filter, item.frame, out);
            if let Some(of) = aggregate.of {
                self.value_needs(of, item.frame, out);
            }
        }
    }

    /// What is missing to know whether an element belongs to its domain.
    pub(super) fn member_needs(&self, item: &Item, out: &mut Needs) {
        if item.member.is_some() {
            return;
        }
        self.date_needs(item, out);
        if let Element::Prohibition(prohibition, unit, record) = item.element {
            self.act_needs(prohibition, unit, record, out);
        }
    }

    /// The act's date, if the facts lack it: the field of the record that tells of the act, else its own.
    fn date_needs(&self, item: &Item, out: &mut Needs) {
        let (Element::Record(record) | Element::Prohibition(_, _, record)) = item.element else {
            return;
        };
        if !self.is_dated(record) || self.act_date(record).is_some() {
            return;
        }
        let root = self.facts.record(record).map_or(record, |row| row.root);
        for at in [root, record] {
            let field = self
                .facts
                .record(at)
                .and_then(|row| self.model.record_types.row(row.record_type)?.act_date);
            if let Some(position) = field.and_then(|field| self.position(field)) {
                out.insert(Need::Field(at, position));
                return;
            }
        }
    }

    /// The operation in which a number could not be formed, as deep as the reason can be followed.
    fn root_of(&self, id: OpId, frame: Frame) -> OpId {
        let parts: &[OpId] = match self.program.code.op(id) {
            Op::Arithmetic(_, left, right) => &[*left, *right],
            Op::Negative(inner) | Op::Round(inner, _) | Op::Shared(inner) => &[*inner],
            Op::Metric(metric, place) => {
                let formula = self.program.formula(*metric);
                return match (formula, self.place(frame, *place)) {
                    (Some(formula), Some((unit, period))) => {
                        let frame = Frame {
                            period,
                            ..self.at(unit)
                        };
                        self.root_of(formula, frame)
                    }
                    _ => id,
                };
            }
            _ => &[],
        };
        parts
            .iter()
            .find(|part| matches!(self.value(**part, frame), Read::Unformed(_)))
            .map_or(id, |part| self.root_of(*part, frame))
    }
}

pub(super) fn gap_needs(found: &Items, out: &mut Needs) {
    out.extend(found.gaps.iter().map(|(_, need)| need.clone()));
}
