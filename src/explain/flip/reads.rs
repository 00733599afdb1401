//! What a finding reads of the facts: the proofs behind it, their slots, and for each slot what it may turn.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::change::field_at;
use super::kind::kind;
use crate::attribution::{Finding, FindingParty, act_key, gate_frame};
use crate::calendar::{Date, Duration, Period};
use crate::eval::{
    Element, Evaluation, Frame, Machine, Of, Slot, TooLarge, Trace, trace, trace_cause,
};
use crate::facts::{Actor, Record, RecordIndex, Subject};
use crate::ids::{FieldId, TriggerId};
use crate::model::{
    Aggregate, ArithmeticOp, Domain, DomainKind, FieldRole, Gate, RecordType, TriggerBranch, Window,
};
use crate::program::{Op, OpId};
use crate::types::Type;
use crate::value::Value;

/// The proofs behind a finding and what else it reads.
#[derive(Debug, Default)]
pub struct Reads {
    /// Proofs: of its causes, its gates, when its duty applies.
    pub traces: Vec<Trace>,
    /// Proofs that what it is about is no cause of other branches, yet: what turns its own causes may turn these.
    beside: Vec<Trace>,
    /// Whether one of those would be too large, so that not all that may turn is known.
    pub partial: bool,
    /// Slots read outside conditions: gates, and the fields that place the act.
    pub slots: IndexSet<Slot>,
    /// Windows of the branches behind it.
    windows: Vec<Window>,
    /// The days on which those who acted took up and left their posts: the day of the act decides for which organ.
    tenures: BTreeSet<Date>,
}

/// What a slot may turn.
#[derive(Debug, Default)]
pub struct Turns {
    /// Pairs of operations whose order matters; one alone is compared with nothing.
    pub switches: Vec<Switch>,
    /// Days at which a window opens or closes.
    pub days: BTreeSet<Date>,
    /// Whether a date is moved by months on the way, so that days are found only nearly.
    pub months: bool,
    /// Texts that it is compared with.
    pub texts: Vec<(OpId, Frame)>,
    /// Whether something rounds or multiplies, so that not every value can be told.
    pub rounds: bool,
}

/// Two operations, each in its frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Switch {
    /// One.
    pub left: (OpId, Frame),
    /// The other; nothing stands for zero.
    pub right: Option<(OpId, Frame)>,
}

impl Reads {
    /// Everything behind findings that hold or fall as one.
    pub fn of(
        machine: &Machine<'_>,
        evaluation: &Evaluation,
        findings: &[&Finding],
        limit: usize,
    ) -> Result<Self, TooLarge> {
        let mut reads = Self::default();
        let mut met = Met::new();
        for finding in findings {
            for ground in &finding.grounds {
                let row = &machine.model.triggers[ground.trigger];
                let outcome = evaluation
                    .triggers
                    .iter()
                    .find(|one| one.trigger == ground.trigger);
                let Some(cause) = outcome.and_then(|one| one.causes.get(ground.cause)) else {
                    continue;
                };
                let code = machine.program.triggers[ground.trigger].get(cause.branch);
                if let (Some(branch), Some(code)) = (row.branches.get(cause.branch), code)
                    && met.insert((ground.trigger, cause.branch, cause.element))
                {
                    reads.branch(branch);
                    let proof = trace_cause(machine, branch, *code, cause.element, limit)?;
                    reads.traces.extend(proof);
                    reads.fields(machine, cause.element);
                }
                let frame = gate_frame(machine, cause);
                reads.gate(machine, finding, row.consequence, frame, limit)?;
            }
            if let FindingParty::Organ(party) = finding.party
                && let Some(applies) = machine.program.duties[finding.duty].applies
            {
                let frame = machine.at_instance(party);
                reads.traces.push(trace(machine, applies, frame, limit)?);
            }
        }
        reads.beside(machine, &met, limit);
        Ok(reads)
    }

    /// The branches of which the same elements could become causes. A unit is no act: only the branches of the trigger
    /// that found something wrong with it are about the same.
    fn beside(&mut self, machine: &Machine<'_>, met: &Met, limit: usize) {
        for (trigger, row) in machine.model.triggers.iter() {
            let codes = &machine.program.triggers[trigger];
            for (index, (branch, code)) in row.branches.iter().zip(codes).enumerate() {
                let about = |(by, _, element): &&(TriggerId, usize, Element)| {
                    *by == trigger || !matches!(element, Element::Unit(_))
                };
                let elements = met
                    .iter()
                    .filter(about)
                    .flat_map(|(_, _, element)| alike(machine, &branch.domain.kind, *element));
                let elements: IndexSet<Element> = elements.collect();
                for element in elements {
                    if met.contains(&(trigger, index, element)) {
                        continue;
                    }
                    match trace_cause(machine, branch, *code, element, limit) {
                        Ok(proof) => self.beside.extend(proof),
                        Err(_) => self.partial = true,
                    }
                    self.branch(branch);
                }
            }
        }
    }

    /// Every slot: what conditions read first, then what places the act, then conduct, then whole lists; like
    /// ones in the order read.
    pub fn all_slots(&self, machine: &Machine<'_>) -> Vec<Slot> {
        let mut slots: IndexSet<Slot> = IndexSet::new();
        for trace in &self.traces {
            gather(trace, &mut slots);
        }
        slots.extend(self.slots.iter().cloned());
        let mut slots: Vec<Slot> = slots.into_iter().collect();
        slots.sort_by_key(|slot| rank(machine, slot));
        slots
    }

    /// What a slot may turn, anywhere in the proofs.
    pub fn turns(&self, machine: &Machine<'_>, slot: &Slot) -> Turns {
        let mut turns = Turns::default();
        for trace in self.traces.iter().chain(&self.beside) {
            walk(machine, trace, slot, &mut turns);
        }
        for window in &self.windows {
            window_days(machine, *window, machine.facts.period, &mut turns.days);
        }
        turns.days.extend(&self.tenures);
        turns
    }

    fn branch(&mut self, branch: &TriggerBranch) {
        self.windows.push(match &branch.domain.kind {
            DomainKind::Records(_, window) => *window,
            _ => Window::Period,
        });
    }

    /// The fields of a record that say where its act lies, what it is about and who acted.
    fn fields(&mut self, machine: &Machine<'_>, element: Element) {
        let (Element::Record(record) | Element::Prohibition(_, _, record)) = element else {
            return;
        };
        self.tenures(machine, record);
        let root = machine.facts.record(record).map(|row| row.root);
        for of in std::iter::once(record).chain(root) {
            for field in [
                |t: &RecordType| t.matter,
                |t: &RecordType| t.actor,
                |t: &RecordType| t.unit,
            ] {
                self.slots.extend(own_field(machine, of, field));
            }
        }
    }

    fn tenures(&mut self, machine: &Machine<'_>, record: RecordIndex) {
        let actor = |row: &Record| machine.model.record_types[row.record_type].actor;
        let Some(Value::Actor(actor)) = machine.own_or_root(record, actor) else {
            return;
        };
        let actors = &machine.facts.rest().actors;
        if let Some(Actor::Person(name)) = actors.get(actor as usize) {
            let persons = machine.facts.persons().into_iter().flatten();
            for person in persons.filter(|person| *person.name == **name) {
                self.tenures
                    .extend([person.from, person.to].into_iter().flatten());
            }
        }
    }

    fn gate(
        &mut self,
        machine: &Machine<'_>,
        finding: &Finding,
        consequence: crate::ids::ConsequenceId,
        frame: Frame,
        limit: usize,
    ) -> Result<(), TooLarge> {
        let FindingParty::Organ(party) = finding.party else {
            return Ok(());
        };
        let act = act_key(machine, finding.act);
        match &machine.model.consequences[consequence].gate {
            Gate::Open => {}
            Gate::Presumed => {
                self.slots.insert(Slot::Discharge(finding.duty, party, act));
            }
            Gate::Determined(term) => {
                for act in [Some(act), None] {
                    let subject = Subject::Duty {
                        duty: finding.duty,
                        organ: party.organ,
                        unit: party.unit,
                        act,
                    };
                    self.slots.insert(Slot::Determination(*term, subject));
                }
            }
            Gate::When(_) => {
                if let Some(op) = machine.program.consequences[consequence].gate {
                    self.traces.push(trace(machine, op, frame, limit)?);
                }
            }
        }
        Ok(())
    }
}

/// The causes read: of which branch of which trigger, and what element.
type Met = IndexSet<(TriggerId, usize, Element)>;

/// The elements of a domain that are the same act as an element, or the same unit.
fn alike(machine: &Machine<'_>, domain: &DomainKind, element: Element) -> Vec<Element> {
    let is_in = match (domain, element) {
        (DomainKind::Units(level), Element::Unit(unit)) => {
            let row = machine.facts.unit(unit);
            row.is_some_and(|row| row.level == *level)
        }
        (DomainKind::Targets(ids), Element::Target(id, _)) => ids.contains(&id),
        (DomainKind::Metrics(ids), Element::Metric(id, _)) => ids.contains(&id),
        (DomainKind::Reports(ids), Element::Report(id, ..)) => ids.contains(&id),
        (DomainKind::Duties(ids), Element::Duty(id, _)) => ids.contains(&id),
        (domain, Element::Record(record) | Element::Prohibition(_, _, record)) => {
            return of_record(machine, domain, record);
        }
        _ => false,
    };
    is_in.then_some(element).into_iter().collect()
}

fn of_record(machine: &Machine<'_>, domain: &DomainKind, record: RecordIndex) -> Vec<Element> {
    let Some(row) = machine.facts.record(record) else {
        return Vec::new();
    };
    match domain {
        DomainKind::Records(id, _) if *id == row.record_type => vec![Element::Record(record)],
        DomainKind::Prohibitions(ids) => {
            let here = ids.iter().copied();
            here.map(|id| Element::Prohibition(id, row.unit, record))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn own_field(
    machine: &Machine<'_>,
    record: RecordIndex,
    field: fn(&RecordType) -> Option<FieldId>,
) -> Option<Slot> {
    let row = machine.facts.record(record)?;
    let field = field(&machine.model.record_types[row.record_type])?;
    Some(Slot::Field(record, machine.position(field)?))
}

/// Adds the slots of a proof.
pub fn gather(trace: &Trace, slots: &mut IndexSet<Slot>) {
    slots.extend(trace.slots.iter().cloned());
    for part in &trace.parts {
        gather(part, slots);
    }
}

/// Amounts before truths, those before classes and dates: of equal changes the one most like a figure that was
/// a little better comes first.
fn rank(machine: &Machine<'_>, slot: &Slot) -> u8 {
    let places_act = match slot {
        Slot::Field(record, position) => {
            let field = field_at(machine.model, machine.facts, *record, *position);
            field.is_some_and(|field| machine.model.fields[field].role != FieldRole::Plain)
        }
        _ => false,
    };
    match (slot, kind(machine, slot).map(|kind| kind.ty)) {
        (Slot::Report(..), _) => 5,
        (Slot::Discharge(..), _) => 6,
        (Slot::List(..), _) => 7,
        _ if places_act => 4,
        (_, Some(Type::Quantity(_))) => 0,
        (Slot::Determination(..), _) => 2,
        (_, Some(Type::Truth)) => 1,
        _ => 3,
    }
}

/// Whether a proof reads the slot; on the way, what the slot may turn.
fn walk(machine: &Machine<'_>, trace: &Trace, slot: &Slot, turns: &mut Turns) -> bool {
    let mut reads = trace.slots.contains(slot);
    let mut reading = Vec::new();
    for part in &trace.parts {
        let read = walk(machine, part, slot, turns);
        reading.push(read);
        reads |= read;
    }
    if !reads {
        return false;
    }
    match trace.of {
        Of::Op(id) => operation(machine, id, trace, &reading, turns),
        Of::Member(_) => {
            window_days(machine, Window::Period, trace.frame.period, &mut turns.days);
        }
        Of::Status(Element::Target(target, _), _) => {
            if let Some(population) = machine.program.targets[target].population {
                turns.switches.push(Switch {
                    left: (population, trace.frame),
                    right: None,
                });
            }
        }
        _ => {}
    }
    true
}

fn operation(machine: &Machine<'_>, id: OpId, trace: &Trace, reading: &[bool], turns: &mut Turns) {
    let frame = trace.frame;
    let code = &machine.program.code;
    match code.op(id) {
        Op::Compare(_, left, right) => turns.pair(*left, *right, frame),
        Op::OneOf(left, options) => {
            for option in code.operands(options) {
                turns.pair(*left, *option, frame);
            }
        }
        Op::Arithmetic(ArithmeticOp::Divide | ArithmeticOp::ShareOf, _, right) => {
            turns.switches.push(Switch {
                left: (*right, frame),
                right: None,
            });
        }
        Op::DateShift(..) => turns.months = true,
        Op::Round(..) => turns.rounds = true,
        Op::Quantified(quantified) => {
            domain_days(machine, &quantified.domain, frame, turns);
            if let Some(length) = quantified.within {
                within_days(machine, trace, length, turns);
            }
        }
        Op::Aggregate(aggregate) => {
            domain_days(machine, &aggregate.domain, frame, turns);
            if let (Aggregate::Min | Aggregate::Max, Some(of)) = (aggregate.aggregate, aggregate.of)
            {
                extremes(trace, of, reading, turns);
            }
        }
        _ => {}
    }
}

impl Turns {
    fn pair(&mut self, left: OpId, right: OpId, frame: Frame) {
        self.switches.push(Switch {
            left: (left, frame),
            right: Some((right, frame)),
        });
        self.texts.extend([(left, frame), (right, frame)]);
    }
}

/// The elements that the slot moves, against all others: any may become the least or the greatest.
fn extremes(trace: &Trace, of: OpId, reading: &[bool], turns: &mut Turns) {
    for (moved, _) in trace.parts.iter().zip(reading).filter(|(_, read)| **read) {
        for other in &trace.parts {
            if other.frame != moved.frame {
                turns.switches.push(Switch {
                    left: (of, moved.frame),
                    right: Some((of, other.frame)),
                });
            }
        }
    }
}

fn domain_days(machine: &Machine<'_>, domain: &Domain, frame: Frame, turns: &mut Turns) {
    if let DomainKind::Records(_, window) = &domain.kind {
        window_days(machine, *window, frame.period, &mut turns.days);
    }
}

/// The days on which a window opens and closes; a record is in it from the first to before the second.
fn window_days(machine: &Machine<'_>, window: Window, period: Period, days: &mut BTreeSet<Date>) {
    let as_of = machine.facts.as_of;
    let regulation = &machine.model.regulation;
    days.insert(as_of);
    match window {
        Window::Period => {
            days.extend([period.start, period.end]);
            days.extend(regulation.effective);
            days.extend(regulation.expires);
        }
        Window::AnyTime => {}
        Window::Last(length) => days.extend(as_of.minus(length)),
        Window::Before(length) => {
            days.insert(period.start);
            days.extend(period.start.minus(length));
        }
    }
}

/// The days so long before and after every record counted.
fn within_days(machine: &Machine<'_>, trace: &Trace, length: Duration, turns: &mut Turns) {
    for part in &trace.parts {
        if let Of::Element(Element::Record(record)) = part.of
            && let Some(date) = machine.act_date(record)
        {
            turns.days.insert(date);
            turns.days.extend(date.plus(length));
            turns.days.extend(date.minus(length));
        }
    }
    turns.months |= length.months != 0;
}
