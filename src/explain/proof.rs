//! Proofs with their names: the policy's words, values in their units, where the facts come from.
//!
//! What did not matter is left out here: operands behind a decision already made, conditions on elements that
//! are none of those meant.

use serde::Serialize;

use super::facts::FactRead;
use crate::assessment::{Clauses, Comparison, Element, Names, comparison};
use crate::calendar::Date;
use crate::eval::{self, Of, Read, Role, Status, Trace, Unformed};
use crate::model::{Aggregate, Name, Quantifier, StatusTest};
use crate::program::{Named, Op, OpId};
use crate::value::Value;

/// A condition, value or status, and what it was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Proof {
    /// The policy's words for it, or the name of what it stands for.
    pub text: Name,
    /// What it is to the one around it.
    pub role: Role,
    /// What it is.
    #[serde(flatten)]
    pub form: Form,
    /// What it comes to.
    pub answer: Answer,
    /// The path of the unit where it is read, where that is not the unit of the one around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Name>,
    /// The facts that it reads itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactRead>,
    /// The clauses of what it names.
    #[serde(skip_serializing_if = "no_clauses")]
    pub clauses: Clauses,
    /// What it was made of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Proof>,
}

/// A node takes as much as so many parts of what is kept, and so many bytes of quoted words as one.
const NODE: usize = 5;
const QUOTED: usize = 80;

impl Proof {
    /// How much it is to keep and to write: its nodes with the words that they quote.
    pub(super) fn weight(&self) -> usize {
        let quotes = self
            .clauses
            .iter()
            .filter_map(|clause| clause.quote.as_ref());
        let quoted: usize = quotes.map(|quote| quote.len()).sum();
        let parts = self.parts.iter().map(Self::weight);
        NODE + quoted / QUOTED + parts.sum::<usize>()
    }
}

/// What a node of a proof is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "form", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Form {
    /// A value that the policy writes.
    Constant,
    /// A fact.
    Fact,
    /// All parts hold.
    All,
    /// Some part holds.
    Any,
    /// The part does not hold.
    Not,
    /// The first part compares with the second.
    Comparison {
        /// How.
        comparison: Comparison,
    },
    /// The first part is one of the others.
    OneOf,
    /// A value computed from the parts.
    Computed,
    /// A condition or number over elements.
    Elements {
        /// Of how many it must hold, for a condition.
        #[serde(skip_serializing_if = "Option::is_none")]
        quantifier: Option<HowMany>,
        /// The number made, for a number.
        #[serde(skip_serializing_if = "Option::is_none")]
        aggregate: Option<Made>,
    },
    /// An element.
    Element {
        /// Which.
        element: Element,
    },
    /// Whether an element belongs to those meant.
    Membership {
        /// Which.
        element: Element,
    },
    /// A status.
    Status {
        /// Of what.
        element: Element,
        /// Which.
        status: Status,
        /// The last day of what is due.
        #[serde(skip_serializing_if = "Option::is_none")]
        due: Option<Date>,
    },
    /// What is asked of a status.
    StatusTest {
        /// What.
        asked: AskedStatus,
    },
    /// Something that the facts do not list.
    Gap {
        /// What.
        missing: crate::assessment::Need,
    },
}

/// Of how many elements something must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "the language has no others")]
pub enum HowMany {
    /// Every one.
    All,
    /// One or more.
    Any,
    /// None.
    None,
    /// So many or more.
    AtLeast(u32),
    /// So many or fewer.
    AtMost(u32),
    /// Just so many.
    Exactly(u32),
}

/// A number made of many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "the language has no others")]
pub enum Made {
    /// How many.
    Count,
    /// Their sum.
    Sum,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// Their mean.
    Average,
    /// The percentage that satisfies the condition.
    Share,
}

/// What is asked of a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "the language has no others")]
pub enum AskedStatus {
    /// Breached.
    Breached,
    /// Met.
    Met,
    /// Violated.
    Violated,
    /// Respected.
    Respected,
}

/// What a node comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "there are no others")]
pub enum Answer {
    /// True.
    True,
    /// False.
    False,
    /// A value, in its unit.
    Value {
        /// As text.
        value: Name,
    },
    /// A fact or determination is missing.
    Missing,
    /// A number that cannot be formed.
    Unformed {
        /// Why.
        reason: Unformed,
    },
}

/// The proof of a trace.
pub fn proof(names: &Names<'_, '_>, trace: &Trace) -> Proof {
    node(names, trace, None, None)
}

/// A node; `around` is the unit of the node around it, `beside` the operand that it is compared with.
fn node(names: &Names<'_, '_>, trace: &Trace, around: Option<u32>, beside: Option<OpId>) -> Proof {
    let unit = trace.frame.unit.filter(|unit| Some(*unit) != around);
    let mut proof = Proof {
        text: text(names, trace),
        role: trace.role,
        form: form(names, trace),
        answer: answer(names, trace, beside),
        unit: names.maybe_path(unit),
        facts: names.facts_of(trace),
        clauses: clauses(names, trace),
        parts: Vec::new(),
    };
    if proof.form == Form::Constant {
        proof.unit = None;
    }
    for (place, part) in kept(names, trace).into_iter().enumerate() {
        let beside = beside_of(names, trace, place);
        proof
            .parts
            .push(node(names, part, trace.frame.unit, beside));
    }
    proof
}

/// The parts that matter to what the node comes to.
fn kept<'t>(names: &Names<'_, '_>, trace: &'t Trace) -> Vec<&'t Trace> {
    let all = || trace.parts.iter().collect::<Vec<_>>();
    match trace.of {
        Of::Op(id) => match names.machine.program.code.op(id) {
            Op::Failing(..) => {
                let first = trace.parts.first();
                let formed = first.is_some_and(|part| !matches!(part.read, Read::Unformed(_)));
                trace
                    .parts
                    .iter()
                    .take(if formed { 1 } else { 2 })
                    .collect()
            }
            Op::Table { .. } => rows(trace),
            Op::Aggregate(_) => {
                // Elements known to be none of those meant say nothing of the number.
                let meant = |part: &&Trace| part.read != known(false);
                trace.parts.iter().filter(meant).collect()
            }
            _ => all(),
        },
        Of::Element(_) => {
            let mut parts = Vec::new();
            for part in &trace.parts {
                parts.push(part);
                let sieve = matches!(part.role, Role::Membership | Role::Filter);
                if sieve && part.read == known(false) {
                    break;
                }
            }
            parts
        }
        Of::Status(_, Status::NotApplicable) => {
            let deciding = |part: &&Trace| part.role != Role::Requirement;
            trace.parts.iter().filter(deciding).collect()
        }
        _ => all(),
    }
}

/// The rows of a table up to the one that decides, each value only where its condition is not false.
fn rows(trace: &Trace) -> Vec<&Trace> {
    let mut kept = Vec::new();
    for row in trace.parts.chunks(2) {
        let [when, then] = row else {
            kept.extend(row);
            break;
        };
        kept.push(when);
        if when.read != known(false) {
            kept.push(then);
        }
        if when.read == known(true) {
            break;
        }
    }
    kept
}

fn known(truth: bool) -> Read {
    Read::Known(Value::Truth(truth))
}

fn beside_of(names: &Names<'_, '_>, trace: &Trace, place: usize) -> Option<OpId> {
    let Of::Op(id) = trace.of else { return None };
    match names.machine.program.code.op(id) {
        Op::Compare(_, left, right) | Op::Failing(left, right) => {
            Some(if place == 0 { *right } else { *left })
        }
        Op::OneOf(left, _) => (place > 0).then_some(*left),
        _ => None,
    }
}

fn text(names: &Names<'_, '_>, trace: &Trace) -> Name {
    match &trace.of {
        Of::Op(id) => names.words(*id).unwrap_or_default(),
        Of::Element(element) | Of::Member(element) | Of::Status(element, _) => {
            names.element(*element).name
        }
        Of::Gap(unit, _) => names.path(*unit),
    }
}

fn form(names: &Names<'_, '_>, trace: &Trace) -> Form {
    match &trace.of {
        Of::Op(id) => operation(names, *id, trace),
        Of::Element(element) => Form::Element {
            element: names.element(*element),
        },
        Of::Member(element) => Form::Membership {
            element: names.element(*element),
        },
        Of::Status(element, status) => Form::Status {
            element: names.element(*element),
            status: *status,
            due: due(names, *element),
        },
        Of::Gap(_, need) => names
            .needs([need])
            .pop()
            .map_or(Form::Computed, |missing| Form::Gap { missing }),
    }
}

fn due(names: &Names<'_, '_>, element: eval::Element) -> Option<Date> {
    match element {
        eval::Element::Target(target, unit) => names.machine.target_outcome(target, unit).due,
        eval::Element::Report(report, holder, period) => {
            names.machine.report_outcome(report, holder, period).due
        }
        _ => None,
    }
}

fn operation(names: &Names<'_, '_>, id: OpId, trace: &Trace) -> Form {
    match names.machine.program.code.op(id) {
        Op::Constant(_) => Form::Constant,
        Op::And(_) | Op::EachYearBefore(..) => Form::All,
        Op::Or(_) => Form::Any,
        Op::Not(_) => Form::Not,
        Op::Compare(op, ..) => Form::Comparison {
            comparison: comparison(*op),
        },
        Op::OneOf(..) => Form::OneOf,
        Op::Status(asked) => Form::StatusTest {
            asked: match asked {
                StatusTest::Breached => AskedStatus::Breached,
                StatusTest::Met => AskedStatus::Met,
                StatusTest::Violated => AskedStatus::Violated,
                StatusTest::Respected => AskedStatus::Respected,
            },
        },
        Op::Quantified(quantified) => Form::Elements {
            quantifier: Some(how_many(quantified.quantifier)),
            aggregate: None,
        },
        Op::Aggregate(aggregate) => Form::Elements {
            quantifier: None,
            aggregate: Some(made(aggregate.aggregate)),
        },
        _ if !trace.slots.is_empty() => Form::Fact,
        _ => Form::Computed,
    }
}

fn how_many(quantifier: Quantifier) -> HowMany {
    match quantifier {
        Quantifier::All => HowMany::All,
        Quantifier::Any => HowMany::Any,
        Quantifier::No => HowMany::None,
        Quantifier::AtLeast(n) => HowMany::AtLeast(n),
        Quantifier::AtMost(n) => HowMany::AtMost(n),
        Quantifier::Exactly(n) => HowMany::Exactly(n),
    }
}

fn made(aggregate: Aggregate) -> Made {
    match aggregate {
        Aggregate::Count => Made::Count,
        Aggregate::Sum => Made::Sum,
        Aggregate::Min => Made::Min,
        Aggregate::Max => Made::Max,
        Aggregate::Average => Made::Average,
        Aggregate::Share => Made::Share,
    }
}

fn answer(names: &Names<'_, '_>, trace: &Trace, beside: Option<OpId>) -> Answer {
    match &trace.read {
        Read::Known(Value::Truth(true)) => Answer::True,
        Read::Known(Value::Truth(false)) => Answer::False,
        Read::Known(value) => Answer::Value {
            value: match trace.of {
                Of::Op(id) => names.operand(id, beside, value),
                _ => Name::default(),
            },
        },
        Read::Missing => Answer::Missing,
        Read::Unformed(reason) => Answer::Unformed { reason: *reason },
    }
}

/// The clauses of what a node names.
fn clauses(names: &Names<'_, '_>, trace: &Trace) -> Clauses {
    let all = names.clauses;
    match trace.of {
        Of::Op(id) => {
            let code = &names.machine.program.code;
            match (code.origin(id).named, code.op(id)) {
                (Some(Named::Parameter(id)), _) => all.parameters[id].clone(),
                (Some(Named::Definition(id)), _) => all.definitions[id].clone(),
                (None, Op::Table { table, .. }) => all.tables[*table].clone(),
                (None, Op::Metric(metric, _)) => all.metrics[*metric].clone(),
                (None, Op::Vague(term, _)) => all.vague[*term].clone(),
                _ => Clauses::default(),
            }
        }
        Of::Status(element, _) => match element {
            eval::Element::Target(id, _) => all.targets[id].clone(),
            eval::Element::Prohibition(id, ..) => all.prohibitions[id].clone(),
            eval::Element::Report(id, ..) => all.reports[id].clone(),
            eval::Element::Duty(id, _) => all.duties[id].clone(),
            _ => Clauses::default(),
        },
        Of::Member(eval::Element::Prohibition(id, ..)) => all.prohibitions[id].clone(),
        _ => Clauses::default(),
    }
}

fn no_clauses(clauses: &Clauses) -> bool {
    clauses.is_empty()
}
