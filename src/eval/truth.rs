//! Truth of conditions, in three values, stopping as soon as it is decided.

use super::logic::{self, Truth};
use super::machine::{Frame, Machine, Read};
use super::outcome::{Element, Status};
use super::value::compare;
use crate::ids::MatterId;
use crate::model::{CompareOp, StatusTest};
use crate::program::{Op, OpId, Operands};
use crate::value::Value;

impl Machine<'_> {
    /// Whether a condition holds.
    pub fn truth(&self, id: OpId, frame: Frame) -> Truth {
        if !self.step() {
            return None;
        }
        let code = &self.program.code;
        match code.op(id) {
            Op::Or(parts) => logic::or(
                code.operands(parts)
                    .iter()
                    .map(|part| self.truth(*part, frame)),
            ),
            Op::And(parts) => logic::and(
                code.operands(parts)
                    .iter()
                    .map(|part| self.truth(*part, frame)),
            ),
            Op::Not(inner) => logic::not(self.truth(*inner, frame)),
            Op::Compare(op, left, right) => self.comparison(*op, *left, *right, frame),
            Op::OneOf(left, options) => self.one_of(*left, options, frame),
            Op::MatterWithin(left, matter) => match self.value(*left, frame) {
                Read::Known(Value::Matter(inner)) => Some(self.matter_within(inner, *matter)),
                _ => None,
            },
            Op::Status(test) => self.status_test(*test, frame),
            Op::Quantified(quantified) => self.quantified(quantified, frame),
            Op::EachYearBefore(years, condition) => logic::and((1..=*years).map(|n| {
                let period = frame.period.years_before(n)?;
                self.truth(*condition, Frame { period, ..frame })
            })),
            Op::Shared(inner) => self.truth(*inner, frame),
            _ => match self.value(id, frame) {
                Read::Known(Value::Truth(truth)) => Some(truth),
                _ => None,
            },
        }
    }

    /// A condition that may be absent; absent is true.
    pub fn holds(&self, condition: Option<OpId>, frame: Frame) -> Truth {
        condition.map_or(Some(true), |condition| self.truth(condition, frame))
    }

    /// Whether a matter is the other or lies inside it.
    pub fn matter_within(&self, inner: MatterId, outer: MatterId) -> bool {
        let parent = |matter: &MatterId| self.model.matters.row(*matter).and_then(|row| row.parent);
        std::iter::successors(Some(inner), parent).any(|matter| matter == outer)
    }

    fn comparison(&self, op: CompareOp, left: OpId, right: OpId, frame: Frame) -> Truth {
        let Read::Known(left) = self.value(left, frame) else {
            return None;
        };
        let Read::Known(right) = self.value(right, frame) else {
            return None;
        };
        compare(op, &left, &right)
    }

    fn one_of(&self, left: OpId, options: &Operands, frame: Frame) -> Truth {
        let Read::Known(left) = self.value(left, frame) else {
            return None;
        };
        let options = self.program.code.operands(options).iter();
        logic::or(options.map(|option| match self.value(*option, frame) {
            Read::Known(option) => compare(CompareOp::Equal, &left, &option),
            _ => None,
        }))
    }

    fn status_test(&self, test: StatusTest, frame: Frame) -> Truth {
        let status = match frame.element? {
            Element::Target(target, unit) => self.target_status(target, unit),
            Element::Prohibition(prohibition, unit, _) => {
                self.prohibition_status(prohibition, unit)
            }
            Element::Report(report, holder, period) => {
                self.report_outcome(report, holder, period).status
            }
            Element::Duty(duty, holder) => self.duty_status(duty, holder),
            _ => return None,
        };
        if status.is_open() {
            return None;
        }
        Some(match test {
            StatusTest::Breached => matches!(status, Status::Breached | Status::Violated),
            StatusTest::Met => matches!(status, Status::Met),
            StatusTest::Violated => matches!(status, Status::Violated),
            StatusTest::Respected => matches!(status, Status::Respected),
        })
    }
}
