//! The proof of a condition, node by node: walked a second time, and only when someone asks.
//!
//! Every truth and value in it is the machine's own answer for that node, so a proof cannot disagree with the
//! evaluation. It shows all operands, also those that evaluation did not need; what is worth showing to a
//! person is decided elsewhere, and a change of facts may act through any of them.

use super::domain::Item;
use super::logic::Truth;
use super::machine::{Frame, Machine, Read};
use super::outcome::{Element, Need, Status};
use super::slot::Slot;
use crate::calendar::Period;
use crate::facts::{RecordIndex, UnitIndex};
use crate::ids::MetricId;
use crate::model::{Domain, MetricPlace, TriggerBranch};
use crate::program::{AggregateOp, BranchCode, Op, OpId, Quantified};
use crate::value::Value;

mod status;

/// A node of a proof.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// What it stands for.
    pub of: Of,
    /// What it is to the node around it.
    pub role: Role,
    /// Where its names read.
    pub frame: Frame,
    /// Its value; a truth value is a value.
    pub read: Read,
    /// What it reads of the facts itself, known or not.
    pub slots: Vec<Slot>,
    /// What it is made of, in order.
    pub parts: Vec<Trace>,
}

/// What a node stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Of {
    /// An operation.
    Op(OpId),
    /// An element ranged over: whether it is one of those counted, or a cause.
    Element(Element),
    /// Whether an element belongs to its domain at all: its date lies in the window, its act is forbidden.
    Member(Element),
    /// The status of a target, prohibition, report or duty.
    Status(Element, Status),
    /// A list that the facts do not have.
    Gap(UnitIndex, Need),
}

/// What a node is to the node around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The condition itself, or an operand of an operation.
    Operand,
    /// An element ranged over.
    Element,
    /// Whether the element belongs to the domain.
    Membership,
    /// Which elements are meant.
    Filter,
    /// What each of them must satisfy, or what makes one a cause.
    Condition,
    /// When something applies.
    Applies,
    /// What there must be some of.
    Population,
    /// What is required.
    Requirement,
    /// What a status is made of.
    Outcome,
}

/// A proof has more nodes than the limit on explanations allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

/// The proof of an operation in a frame, of at most so many nodes.
///
/// # Errors
///
/// [`TooLarge`] when there would be more.
pub fn trace(
    machine: &Machine<'_>,
    op: OpId,
    frame: Frame,
    limit: usize,
) -> Result<Trace, TooLarge> {
    Tracer::new(machine, limit).op(op, frame, Role::Operand)
}

/// The proof of an element of a branch: why it is a cause, is none, or is not known; `None` if it is no element.
///
/// # Errors
///
/// [`TooLarge`] when there would be more nodes than the limit.
pub fn trace_cause(
    machine: &Machine<'_>,
    branch: &TriggerBranch,
    code: BranchCode,
    element: Element,
    limit: usize,
) -> Result<Option<Trace>, TooLarge> {
    let item = machine.item_of(&branch.domain, element);
    item.map(|item| Tracer::new(machine, limit).cause(&item, code))
        .transpose()
}

/// Hands on the proof of every element of a branch, one by one, each of at most so many nodes; then the lists
/// that the facts do not have.
///
/// # Errors
///
/// [`TooLarge`] when one has more nodes than the limit.
pub fn trace_branch(
    machine: &Machine<'_>,
    branch: &TriggerBranch,
    code: BranchCode,
    limit: usize,
    mut each: impl FnMut(Trace),
) -> Result<(), TooLarge> {
    let found = machine.everywhere(&branch.domain);
    for item in &found.items {
        each(Tracer::new(machine, limit).cause(item, code)?);
    }
    for (unit, need) in found.gaps {
        each(Tracer::new(machine, limit).gap(unit, need)?);
    }
    Ok(())
}

/// The proof of the status of a target, prohibition, report or duty.
///
/// # Errors
///
/// [`TooLarge`] when there would be more nodes than the limit.
pub fn trace_status(
    machine: &Machine<'_>,
    element: Element,
    limit: usize,
) -> Result<Trace, TooLarge> {
    let frame = match element {
        Element::Report(_, holder, _) | Element::Duty(_, holder) => machine.at_instance(holder),
        Element::Target(_, unit) | Element::Prohibition(_, unit, _) => machine.at(unit),
        Element::Metric(_, unit) | Element::Unit(unit) => machine.at(unit),
        Element::Record(record) => machine.at_record(record),
    };
    Tracer::new(machine, limit).status(element, frame, Role::Operand)
}

/// Walks, counting nodes.
struct Tracer<'m, 'a> {
    machine: &'m Machine<'a>,
    left: usize,
}

type Traced = Result<Trace, TooLarge>;

impl<'m, 'a> Tracer<'m, 'a> {
    fn new(machine: &'m Machine<'a>, limit: usize) -> Self {
        Self {
            machine,
            left: limit,
        }
    }

    /// A node; its parts are still to be added.
    fn node(&mut self, of: Of, role: Role, frame: Frame, read: Read) -> Traced {
        self.left = self.left.checked_sub(1).ok_or(TooLarge)?;
        Ok(Trace {
            of,
            role,
            frame,
            read,
            slots: Vec::new(),
            parts: Vec::new(),
        })
    }

    fn op(&mut self, id: OpId, frame: Frame, role: Role) -> Traced {
        let machine = self.machine;
        let read = machine.value(id, frame);
        let mut node = self.node(Of::Op(id), role, frame, read)?;
        match machine.program.code.op(id) {
            Op::Quantified(quantified) => self.quantified(quantified, &mut node)?,
            Op::Aggregate(aggregate) => self.aggregate(aggregate, &mut node)?,
            Op::EachYearBefore(years, condition) => {
                for n in 1..=*years {
                    if let Some(period) = frame.period.years_before(n) {
                        let part = self.op(*condition, Frame { period, ..frame }, Role::Operand)?;
                        node.parts.push(part);
                    }
                }
            }
            Op::Metric(metric, place) => self.metric(*metric, *place, &mut node)?,
            Op::It => {
                if let Some(Element::Metric(metric, unit)) = frame.element {
                    self.metric_at(metric, unit, frame.period, &mut node)?;
                }
            }
            Op::Status(_) => {
                if let Some(element) = frame.element {
                    let part = self.status(element, frame, Role::Operand)?;
                    node.parts.push(part);
                }
            }
            Op::Field(_, position) => node
                .slots
                .extend(frame.record.map(|record| Slot::Field(record, *position))),
            Op::Plan(target) => node
                .slots
                .extend(frame.unit.map(|unit| Slot::Plan(unit, *target))),
            Op::Vague(term, subject) => {
                let subjects = machine.subjects(*subject, frame).into_iter();
                node.slots
                    .extend(subjects.map(|subject| Slot::Determination(*term, subject)));
            }
            other => {
                for operand in operands(machine, other) {
                    let part = self.op(operand, frame, Role::Operand)?;
                    node.parts.push(part);
                }
            }
        }
        Ok(node)
    }

    fn maybe(
        &mut self,
        id: Option<OpId>,
        frame: Frame,
        role: Role,
        node: &mut Trace,
    ) -> Result<(), TooLarge> {
        if let Some(id) = id {
            let part = self.op(id, frame, role)?;
            node.parts.push(part);
        }
        Ok(())
    }

    fn metric(
        &mut self,
        metric: MetricId,
        place: MetricPlace,
        node: &mut Trace,
    ) -> Result<(), TooLarge> {
        match self.machine.place(node.frame, place) {
            Some((unit, period)) => self.metric_at(metric, unit, period, node),
            None => Ok(()),
        }
    }

    /// A stored metric is a slot, a derived one the proof of its formula.
    fn metric_at(
        &mut self,
        metric: MetricId,
        unit: UnitIndex,
        period: Period,
        node: &mut Trace,
    ) -> Result<(), TooLarge> {
        let frame = Frame {
            period,
            ..self.machine.at(unit)
        };
        match self.machine.program.formula(metric) {
            Some(formula) => self.maybe(Some(formula), frame, Role::Operand, node),
            None => {
                node.slots.push(Slot::Metric(unit, metric, period));
                Ok(())
            }
        }
    }

    fn quantified(&mut self, quantified: &Quantified, node: &mut Trace) -> Result<(), TooLarge> {
        let machine = self.machine;
        let all = quantified.quantifier == crate::model::Quantifier::All;
        self.elements(&quantified.domain, node, |tracer, item, part| {
            part.read = truth(if all {
                machine.satisfies(quantified, item)
            } else {
                machine.counts(quantified, item)
            });
            tracer.maybe(quantified.filter, item.frame, Role::Filter, part)?;
            tracer.maybe(quantified.satisfy, item.frame, Role::Condition, part)
        })
    }

    fn aggregate(&mut self, aggregate: &AggregateOp, node: &mut Trace) -> Result<(), TooLarge> {
        let machine = self.machine;
        self.elements(&aggregate.domain, node, |tracer, item, part| {
            let meant = || machine.holds(aggregate.filter, item.frame);
            part.read = truth(super::logic::both(item.member, meant));
            tracer.maybe(aggregate.filter, item.frame, Role::Filter, part)?;
            tracer.maybe(aggregate.of, item.frame, Role::Condition, part)
        })
    }

    /// The elements of a domain, those outside its window too, for a change of date may bring them in.
    fn elements(
        &mut self,
        domain: &Domain,
        node: &mut Trace,
        mut each: impl FnMut(&mut Self, &Item, &mut Trace) -> Result<(), TooLarge>,
    ) -> Result<(), TooLarge> {
        let mut found = self.machine.items(domain, node.frame);
        found.items.extend(self.machine.outside(domain, node.frame));
        for item in &found.items {
            let of = Of::Element(item.element);
            let mut part = self.node(of, Role::Element, item.frame, Read::Missing)?;
            self.member(item, &mut part)?;
            each(self, item, &mut part)?;
            node.parts.push(part);
        }
        for (unit, need) in found.gaps {
            let part = self.gap(unit, need)?;
            node.parts.push(part);
        }
        Ok(())
    }

    fn gap(&mut self, unit: UnitIndex, need: Need) -> Traced {
        let slot = match need {
            Need::List(unit, record_type) => Some(Slot::List(unit, record_type)),
            _ => None,
        };
        let frame = self.machine.at(unit);
        let mut node = self.node(Of::Gap(unit, need), Role::Element, frame, Read::Missing)?;
        node.slots.extend(slot);
        Ok(node)
    }

    fn member(&mut self, item: &Item, node: &mut Trace) -> Result<(), TooLarge> {
        let (Element::Record(record) | Element::Prohibition(_, _, record)) = item.element else {
            return Ok(());
        };
        let of = Of::Member(item.element);
        let read = truth(item.member);
        let mut part = self.node(of, Role::Membership, item.frame, read)?;
        part.slots = self.record_slots(record);
        if let Element::Prohibition(prohibition, unit, _) = item.element {
            let row = &self.machine.model.prohibitions[prohibition];
            let code = self.machine.program.prohibitions[prohibition];
            let act = self.machine.position(row.field);
            part.slots
                .extend(act.map(|position| Slot::Field(record, position)));
            self.maybe(
                code.applies,
                self.machine.at(unit),
                Role::Applies,
                &mut part,
            )?;
            let frame = self.machine.at_record(record);
            self.maybe(code.filter, frame, Role::Filter, &mut part)?;
        }
        node.parts.push(part);
        Ok(())
    }

    /// What decides whether a record exists in its window: its list, its dates, those of its act.
    fn record_slots(&self, record: RecordIndex) -> Vec<Slot> {
        let facts = self.machine.facts;
        let Some(row) = facts.record(record) else {
            return Vec::new();
        };
        let mut slots = Vec::new();
        for of in [record, row.root] {
            slots.extend(self.machine.date_slots(of));
        }
        slots.push(Slot::List(row.listed_at, row.record_type));
        let mut seen = indexmap::IndexSet::new();
        slots.retain(|slot| seen.insert(slot.clone()));
        slots
    }

    fn cause(&mut self, item: &Item, code: BranchCode) -> Traced {
        let machine = self.machine;
        let read = truth(machine.is_cause(item, code));
        let of = Of::Element(item.element);
        let mut node = self.node(of, Role::Element, item.frame, read)?;
        self.member(item, &mut node)?;
        self.maybe(code.filter, item.frame, Role::Filter, &mut node)?;
        self.maybe(code.condition, item.frame, Role::Condition, &mut node)?;
        let own = matches!(
            item.element,
            Element::Target(..) | Element::Report(..) | Element::Duty(..)
        );
        if code.condition.is_none() && own {
            let part = self.status(item.element, item.frame, Role::Condition)?;
            node.parts.push(part);
        }
        Ok(node)
    }
}

/// The operands of an operation that reads them all in its own frame.
fn operands(machine: &Machine<'_>, op: &Op) -> Vec<OpId> {
    let code = &machine.program.code;
    match op {
        Op::Or(parts) | Op::And(parts) => code.operands(parts).to_vec(),
        Op::Not(inner)
        | Op::Shared(inner)
        | Op::Negative(inner)
        | Op::Round(inner, _)
        | Op::MatterWithin(inner, _)
        | Op::DateShift(inner, ..) => vec![*inner],
        Op::Compare(_, left, right)
        | Op::Arithmetic(_, left, right)
        | Op::DateDays(left, right, _)
        | Op::DaysBetween(left, right)
        | Op::Failing(left, right) => vec![*left, *right],
        Op::OneOf(left, options) => {
            let options = code.operands(options).iter().copied();
            std::iter::once(*left).chain(options).collect()
        }
        Op::Table {
            rows, otherwise, ..
        } => {
            let rows = code.operands(rows).iter().copied();
            rows.chain(*otherwise).collect()
        }
        _ => Vec::new(),
    }
}

/// A truth value as a value.
fn truth(truth: Truth) -> Read {
    truth.map_or(Read::Missing, |truth| Read::Known(Value::Truth(truth)))
}
