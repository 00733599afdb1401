//! Why a trigger did not fire: branch by branch, what decided each element, like with like.

use indexmap::IndexMap;
use serde::Serialize;

use crate::assessment::{Clauses, EXAMPLES, LeftOut, Names, Need, Reliance, left_out};
use crate::eval::{
    self, Element, Of, OpenCause, Read, Role, Status, Trace, TriggerStatus, trace_branch,
};
use crate::explain::proof::{Proof, proof};
use crate::explain::{Case, ExplainError};
use crate::ids::{TargetId, TriggerId};
use crate::model::{DomainKind, Name, TriggerBranch};
use crate::program::{Op, OpId};
use crate::value::Value;

/// Why a trigger has its status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TriggerWhy {
    /// The trigger.
    pub trigger: Name,
    /// Its number in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Name>,
    /// Its clauses.
    pub clauses: Clauses,
    /// Its status.
    pub status: TriggerStatus,
    /// Its branches, in order.
    pub branches: Vec<BranchWhy>,
}

/// What a branch ranged over, and what decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BranchWhy {
    /// The policy's words.
    pub text: Name,
    /// Interpretations that it holds under.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Reliance>,
    /// How many elements there were.
    pub elements: u64,
    /// The elements by what decided.
    pub groups: Vec<ElementGroup>,
    /// Records that were left out, with the reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
}

/// Elements of which the same condition decided in the same way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ElementGroup {
    /// Whether they are causes.
    pub result: ElementResult,
    /// What decided, as it stands for the first of them.
    pub decided_by: Proof,
    /// What is missing for all of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// How many.
    pub count: u64,
    /// Some of them: record ids or unit paths, at most five.
    pub examples: Vec<Name>,
}

/// Whether an element is a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "there are no others")]
pub enum ElementResult {
    /// It is.
    Cause,
    /// It is none.
    NoCause,
    /// That is not known.
    Unknown,
}

/// What makes two elements alike: where it was decided, and how.
#[derive(PartialEq, Eq, Hash)]
enum Decided {
    Op(OpId, ElementResult, Option<bool>, Option<eval::Unformed>),
    Status(Option<TargetId>, Status, ElementResult),
    Member(ElementResult),
    Gap,
    Itself(ElementResult),
}

struct Group {
    result: ElementResult,
    decided_by: Proof,
    needs: Vec<eval::Need>,
    count: u64,
    examples: Vec<Name>,
}

pub(super) fn why(case: &Case<'_, '_>, id: TriggerId) -> Result<TriggerWhy, ExplainError> {
    let names = Names::new(case.machine, case.sources, case.clauses);
    let row = &names.model.triggers[id];
    let outcomes = &case.evaluation.triggers;
    let outcome = outcomes.iter().find(|outcome| outcome.trigger == id);
    let outcome = outcome.ok_or_else(|| super::question::unknown(case, &row.name))?;
    let mut branches = Vec::with_capacity(row.branches.len());
    for (place, branch) in row.branches.iter().enumerate() {
        let open: Vec<&OpenCause> = outcome
            .open
            .iter()
            .filter(|open| open.branch == place)
            .collect();
        branches.push(branch_why(case, &names, id, place, branch, &open)?);
    }
    Ok(TriggerWhy {
        trigger: row.name.clone(),
        number: row.number.clone(),
        clauses: names.clauses.triggers[id].clone(),
        status: outcome.status,
        branches,
    })
}

fn branch_why(
    case: &Case<'_, '_>,
    names: &Names<'_, '_>,
    id: TriggerId,
    place: usize,
    branch: &TriggerBranch,
    open: &[&OpenCause],
) -> Result<BranchWhy, ExplainError> {
    let code = names.machine.program.triggers[id].get(place);
    let mut groups: IndexMap<Decided, Group> = IndexMap::new();
    let mut elements = 0;
    if let Some(code) = code {
        let each = |trace: Trace| {
            if !matches!(trace.of, Of::Gap(..)) {
                elements += 1;
            }
            add(names, &mut groups, &trace, open);
        };
        trace_branch(names.machine, branch, *code, case.limits.nodes, each)
            .map_err(|error| case.too_large(error))?;
    }
    let groups = groups.into_values().map(|group| ElementGroup {
        result: group.result,
        decided_by: group.decided_by,
        needs: names.needs(&group.needs),
        count: group.count,
        examples: group.examples,
    });
    Ok(BranchWhy {
        text: line(case.sources.slice(branch.span)),
        rests_on: names.rests_on(&branch.rests_on),
        elements,
        groups: groups.collect(),
        left_out: outside(case, names, branch),
    })
}

fn add(
    names: &Names<'_, '_>,
    groups: &mut IndexMap<Decided, Group>,
    trace: &Trace,
    open: &[&OpenCause],
) {
    let result = result(trace);
    let deciding = deciding(names, trace);
    let key = match &deciding.of {
        Of::Op(id) => Decided::Op(*id, result, truth(deciding), unformed(deciding)),
        Of::Status(Element::Target(target, _), status) => {
            Decided::Status(Some(*target), *status, result)
        }
        Of::Status(_, status) => Decided::Status(None, *status, result),
        Of::Member(_) => Decided::Member(result),
        Of::Gap(..) => Decided::Gap,
        Of::Element(_) => Decided::Itself(result),
    };
    let (element, unit) = match trace.of {
        Of::Element(element) => (Some(element), trace.frame.unit),
        Of::Gap(unit, _) => (None, Some(unit)),
        _ => (None, trace.frame.unit),
    };
    let group = groups.entry(key).or_insert_with(|| Group {
        result,
        decided_by: proof(names, deciding),
        needs: Vec::new(),
        count: 0,
        examples: Vec::new(),
    });
    group.count += 1;
    if group.examples.len() < EXAMPLES {
        group.examples.push(names.place_of(element, unit));
    }
    if result == ElementResult::Unknown {
        group.needs.extend(needs(trace, element, open));
    }
}

/// What evaluation found missing for an element.
fn needs(trace: &Trace, element: Option<Element>, open: &[&OpenCause]) -> Vec<eval::Need> {
    if let Of::Gap(_, need) = &trace.of {
        return vec![need.clone()];
    }
    let own = open.iter().find(|open| open.element == element);
    own.map(|open| open.needs.clone()).unwrap_or_default()
}

fn truth(trace: &Trace) -> Option<bool> {
    match trace.read {
        Read::Known(Value::Truth(truth)) => Some(truth),
        _ => None,
    }
}

fn unformed(trace: &Trace) -> Option<eval::Unformed> {
    trace.parts.iter().find_map(|part| match part.read {
        Read::Unformed(reason) => Some(reason),
        _ => None,
    })
}

fn result(trace: &Trace) -> ElementResult {
    match truth(trace) {
        Some(true) => ElementResult::Cause,
        Some(false) => ElementResult::NoCause,
        None => ElementResult::Unknown,
    }
}

/// The innermost node that decides the element as it is: a false part of a conjunction, an unknown one.
fn deciding<'t>(names: &Names<'_, '_>, trace: &'t Trace) -> &'t Trace {
    let own = truth(trace);
    let next = match trace.of {
        Of::Element(_) => first_with(trace, own),
        Of::Op(id) => match names.machine.program.code.op(id) {
            Op::And(_) | Op::EachYearBefore(..) if own != Some(true) => first_with(trace, own),
            Op::Or(_) if own != Some(false) => first_with(trace, own),
            Op::Shared(_) | Op::Not(_) => trace.parts.first(),
            _ => None,
        },
        Of::Status(..) => trace
            .parts
            .iter()
            .find(|part| part.role == Role::Requirement),
        Of::Member(_) | Of::Gap(..) => None,
    };
    match next {
        // A status says more than the requirement that it comes from, where it is not simply met or breached.
        Some(part) if !matches!(trace.of, Of::Status(..)) => deciding(names, part),
        _ => trace,
    }
}

/// The part that makes the whole what it is; of a cause, the last one.
fn first_with(trace: &Trace, own: Option<bool>) -> Option<&Trace> {
    if own == Some(true) && matches!(trace.of, Of::Element(_)) {
        return trace.parts.last();
    }
    trace.parts.iter().find(|part| truth(part) == own)
}

/// Records of the branch's type that were left out.
fn outside(case: &Case<'_, '_>, names: &Names<'_, '_>, branch: &TriggerBranch) -> Vec<LeftOut> {
    let facts = names.machine.facts;
    let record_type = match &branch.domain.kind {
        DomainKind::Records(record_type, _) => Some(*record_type),
        _ => None,
    };
    let of_type = |out: &&eval::LeftOut| {
        let row = facts.record(out.record);
        row.is_some_and(|row| Some(row.record_type) == record_type)
    };
    let out: Vec<eval::LeftOut> = case
        .evaluation
        .left_out
        .iter()
        .filter(of_type)
        .copied()
        .collect();
    left_out(names, &out)
        .into_iter()
        .filter(|out| out.record.is_some())
        .collect()
}

/// Words on one line.
fn line(text: &str) -> Name {
    let words: Vec<&str> = text.split_whitespace().collect();
    Name::from(words.join(" "))
}
