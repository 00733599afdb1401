//! What conditions came to and how values lay to their bounds, in one evaluation.
//!
//! It reads the proofs that explanations are made from, so that a plain evaluation knows nothing of it. A condition
//! counts where it bears on something: not for an element that is none of those meant, nor for what is not due or does
//! not apply.

use std::collections::{BTreeMap, BTreeSet};

use super::super::conditions::Key;
use crate::attribution::gate_frame;
use crate::eval::{
    Element, Machine, Of, Read, Role, Status, TooLarge, Trace, evaluate, trace, trace_branch,
    trace_status,
};
use crate::model::{Quantifier, TriggerBranch};
use crate::number::Number;
use crate::policy::{Facts, Policy};
use crate::program::{BranchCode, Op, OpId};
use crate::source::Span;
use crate::types::Type;
use crate::value::Value;

/// Nodes of one proof: as many as an explanation has at most.
const NODES: usize = 10_000;

/// What was seen.
#[derive(Debug, Default)]
pub(in crate::workbench) struct Seen {
    /// Of each condition: whether true, false, unknown.
    pub(in crate::workbench) truths: BTreeMap<Key, [bool; 3]>,
    /// Of each bound: whether below it, at it, above it, and below and above it by no more than one step.
    pub(in crate::workbench) sides: BTreeMap<Key, [bool; 5]>,
    /// Where everything stands that was evaluated.
    pub(in crate::workbench) spans: BTreeSet<Span>,
}

/// Everything seen in the evaluation of these facts.
pub(in crate::workbench) fn observe(
    policy: &Policy,
    facts: &Facts,
    steps: &BTreeMap<Key, Number>,
) -> Seen {
    let machine = policy.machine(facts);
    let mut observer = Observer {
        machine: &machine,
        steps,
        seen: Seen::default(),
    };
    // A proof too large for an explanation is too large here: what it holds is not seen.
    let _: Result<(), TooLarge> = observer.statuses();
    let _: Result<(), TooLarge> = observer.branches();
    let _: Result<(), TooLarge> = observer.outcomes();
    observer.seen
}

struct Observer<'m, 'a> {
    machine: &'m Machine<'a>,
    steps: &'m BTreeMap<Key, Number>,
    seen: Seen,
}

impl Observer<'_, '_> {
    fn statuses(&mut self) -> Result<(), TooLarge> {
        let machine = self.machine;
        for (id, row) in machine.model.targets.iter() {
            for unit in machine.units_of(row.level) {
                self.node(&trace_status(machine, Element::Target(id, *unit), NODES)?);
            }
        }
        for (id, row) in machine.model.prohibitions.iter() {
            for level in &machine.model.record_types[row.record_type].levels {
                for unit in machine.units_of(*level) {
                    let element = Element::Prohibition(id, *unit, 0);
                    self.node(&trace_status(machine, element, NODES)?);
                }
            }
        }
        Ok(())
    }

    fn branches(&mut self) -> Result<(), TooLarge> {
        let machine = self.machine;
        for (id, row) in machine.model.triggers.iter() {
            self.ranged(&row.branches, &machine.program.triggers[id])?;
        }
        for (id, row) in machine.model.commendations.iter() {
            self.ranged(&row.branches, &machine.program.commendations[id])?;
        }
        Ok(())
    }

    fn ranged(&mut self, branches: &[TriggerBranch], code: &[BranchCode]) -> Result<(), TooLarge> {
        for (branch, code) in branches.iter().zip(code) {
            trace_branch(self.machine, branch, *code, NODES, |part| self.node(&part))?;
        }
        Ok(())
    }

    /// What applies to holders, and the gates of causes.
    fn outcomes(&mut self) -> Result<(), TooLarge> {
        let machine = self.machine;
        let evaluation = evaluate(machine);
        let mut asked: Vec<(OpId, _)> = Vec::new();
        for duty in &evaluation.duties {
            let applies = machine.program.duties[duty.duty].applies;
            asked.extend(applies.map(|op| (op, machine.at_instance(duty.holder))));
        }
        for report in &evaluation.reports {
            let applies = machine.program.reports[report.report];
            asked.extend(applies.map(|op| (op, machine.at_instance(report.holder))));
        }
        for trigger in &evaluation.triggers {
            let consequence = machine.model.triggers[trigger.trigger].consequence;
            if let Some(gate) = machine.program.consequences[consequence].gate {
                let causes = trigger.causes.iter();
                asked.extend(causes.map(|cause| (gate, gate_frame(machine, cause))));
            }
        }
        for (op, frame) in asked {
            self.node(&trace(machine, op, frame, NODES)?);
        }
        Ok(())
    }

    fn node(&mut self, node: &Trace) {
        if let Of::Op(id) = node.of {
            self.operation(id, node);
        }
        for part in &node.parts {
            let idle = match node.of {
                Of::Status(_, Status::NotApplicable | Status::NotDue) => {
                    part.role == Role::Requirement
                }
                _ => false,
            };
            // Targets and prohibitions are seen by themselves, once.
            let apart = matches!(
                part.of,
                Of::Status(Element::Target(..) | Element::Prohibition(..), _)
            );
            if !idle && !apart {
                self.node(part);
            }
            let sieve = matches!(part.role, Role::Membership | Role::Filter);
            if sieve && part.read == Read::Known(Value::Truth(false)) {
                break;
            }
        }
    }

    fn operation(&mut self, id: OpId, node: &Trace) {
        let code = &self.machine.program.code;
        let (op, origin) = (code.op(id), code.origin(id));
        let key = Key::of_op(op, origin.span);
        self.seen.spans.insert(origin.span);
        if matches!(op, Op::Constant(_)) {
            return;
        }
        if origin.ty == Type::Truth {
            let [yes, no, open] = self.seen.truths.entry(key).or_default();
            match &node.read {
                Read::Known(Value::Truth(true)) => *yes = true,
                Read::Known(_) => *no = true,
                Read::Missing | Read::Unformed(_) => *open = true,
            }
        }
        match (op, node.parts.as_slice()) {
            (Op::Compare(..), [left, right]) => {
                if let (Read::Known(left), Read::Known(right)) = (&left.read, &right.read) {
                    let apart = distance(left, right);
                    self.side(key, apart);
                }
            }
            (Op::Quantified(one), parts) if one.within.is_none() => {
                let bound = match one.quantifier {
                    Quantifier::AtLeast(n) | Quantifier::AtMost(n) | Quantifier::Exactly(n) => n,
                    _ => return,
                };
                if parts.iter().all(|part| matches!(part.read, Read::Known(_))) {
                    let holds = |part: &&Trace| part.read == Read::Known(Value::Truth(true));
                    let count = parts.iter().filter(holds).count();
                    let count = i64::try_from(count).unwrap_or(i64::MAX);
                    self.side(key, Some(Number::from_int(count - i64::from(bound))));
                }
            }
            _ => {}
        }
    }

    /// So far above its bound a value lies; below it if negative.
    fn side(&mut self, key: Key, apart: Option<Number>) {
        let (Some(apart), Some(step)) = (apart, self.steps.get(&key)) else {
            return;
        };
        let [below, at, above, just_below, just_above] = self.seen.sides.entry(key).or_default();
        if apart.is_zero() {
            *at = true;
        } else if apart.is_negative() {
            *below = true;
            *just_below |= apart.neg() <= *step;
        } else {
            *above = true;
            *just_above |= apart <= *step;
        }
    }
}

fn distance(left: &Value, right: &Value) -> Option<Number> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.checked_sub(right),
        (Value::Date(left), Value::Date(right)) => Some(Number::from_int(right.days_until(*left))),
        _ => None,
    }
}
