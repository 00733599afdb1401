//! Which triggers may wait for a determination: those from whose conditions a vague term can be reached.

use crate::arena::Id;
use crate::ids::TargetId;
use crate::model::{DomainKind, Model, TriggerBranch};
use crate::program::{BranchCode, Op, OpId, Program};

/// For each operation, whether a vague term can be reached from it.
pub(super) struct Awaits<'a> {
    model: &'a Model,
    program: &'a Program,
    known: Vec<bool>,
}

impl<'a> Awaits<'a> {
    /// Looks through all operations; an operation comes after those that it names, formulas apart.
    pub(super) fn new(model: &'a Model, program: &'a Program) -> Self {
        let mut awaits = Self {
            model,
            program,
            known: vec![false; program.code.len()],
        };
        if !model.vague.is_empty() {
            // Formulas may come later than what reads them, so until nothing changes.
            while awaits.pass() {}
        }
        awaits
    }

    /// Whether a trigger of these branches may wait for a determination.
    pub(super) fn may_await(&self, branches: &[TriggerBranch], code: &[BranchCode]) -> bool {
        if self.model.vague.is_empty() {
            return false;
        }
        let of_domain = |kind: &DomainKind| match kind {
            DomainKind::Targets(targets) => targets.iter().any(|target| self.target(*target)),
            DomainKind::Prohibitions(prohibitions) => prohibitions.iter().any(|id| {
                let code = self.program.prohibitions[*id];
                self.some([code.filter, code.applies])
            }),
            DomainKind::Reports(_) | DomainKind::Duties(_) => true,
            DomainKind::Records(..) | DomainKind::Units(_) | DomainKind::Metrics(_) => false,
        };
        let mut all = branches.iter().zip(code);
        all.any(|(branch, code)| {
            of_domain(&branch.domain.kind) || self.some([code.filter, code.condition])
        })
    }

    fn pass(&mut self) -> bool {
        let mut changed = false;
        for index in 0..self.known.len() {
            let id = OpId::from_index(index);
            if !self.is(id) && self.reaches(id) {
                if let Some(known) = self.known.get_mut(index) {
                    *known = true;
                }
                changed = true;
            }
        }
        changed
    }

    fn reaches(&self, id: OpId) -> bool {
        let code = &self.program.code;
        match code.op(id) {
            // The status of a target, duty or prohibition may.
            Op::Vague(..) | Op::Status(_) => true,
            Op::Or(run) | Op::And(run) | Op::Table { rows: run, .. } => {
                let rest = match code.op(id) {
                    Op::Table { otherwise, .. } => *otherwise,
                    _ => None,
                };
                code.operands(run).iter().any(|id| self.is(*id)) || self.some([rest, None])
            }
            Op::OneOf(left, run) => {
                self.is(*left) || code.operands(run).iter().any(|id| self.is(*id))
            }
            Op::Not(inner)
            | Op::Negative(inner)
            | Op::Round(inner, _)
            | Op::Shared(inner)
            | Op::MatterWithin(inner, _)
            | Op::DateShift(inner, ..)
            | Op::EachYearBefore(_, inner) => self.is(*inner),
            Op::Compare(_, left, right)
            | Op::Arithmetic(_, left, right)
            | Op::Failing(left, right)
            | Op::DateDays(left, right, _)
            | Op::DaysBetween(left, right) => self.is(*left) || self.is(*right),
            Op::Metric(metric, _) => self.some([self.program.formula(*metric), None]),
            Op::It => true,
            Op::Quantified(of) => {
                self.ranges(&of.domain.kind) || self.some([of.filter, of.satisfy])
            }
            Op::Aggregate(of) => self.ranges(&of.domain.kind) || self.some([of.filter, of.of]),
            Op::Constant(_)
            | Op::Field(..)
            | Op::Plan(_)
            | Op::AsOf
            | Op::PeriodStart
            | Op::PeriodEnd => false,
        }
    }

    /// Whether the elements of a domain have statuses, or are told by what may be vague.
    fn ranges(&self, kind: &DomainKind) -> bool {
        !matches!(kind, DomainKind::Records(..) | DomainKind::Units(_))
    }

    fn target(&self, target: TargetId) -> bool {
        let code = self.program.targets[target];
        self.some([code.filter, code.applies]) || self.some([code.population, Some(code.require)])
    }

    fn some(&self, ids: [Option<OpId>; 2]) -> bool {
        ids.into_iter().flatten().any(|id| self.is(id))
    }

    fn is(&self, id: OpId) -> bool {
        self.known.get(id.index()).copied().unwrap_or(false)
    }
}
