//! Why a target has its status at a unit.

use serde::Serialize;

use crate::assessment::{Names, TargetResult, one_target};
use crate::eval::{Element, Read, Role, Status, Trace, trace_status};
use crate::explain::proof::{Proof, proof};
use crate::explain::{Case, ExplainError};
use crate::facts::UnitIndex;
use crate::ids::TargetId;
use crate::value::Value;

/// Why a target has its status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TargetWhy {
    /// The target, with its value, bound, last day and what is missing.
    pub target: TargetResult,
    /// What decided.
    pub reason: StatusReason,
    /// The proof: who is measured, when it applies, the population, the requirement.
    pub proof: Proof,
}

/// What decided a target's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "there are no others")]
pub enum StatusReason {
    /// The unit is none of those measured.
    NotMeasuredHere,
    /// It does not apply.
    DoesNotApply,
    /// There is nothing to measure.
    NoPopulation,
    /// Its last day precedes the regulation's effect.
    BeforeEffect,
    /// Its last day has not passed.
    NotDue,
    /// What is required is so.
    RequirementMet,
    /// What is required is not so.
    RequirementNotMet,
    /// Facts or determinations are missing.
    NotKnown,
}

pub(super) fn why(
    case: &Case<'_, '_>,
    target: TargetId,
    unit: UnitIndex,
) -> Result<TargetWhy, ExplainError> {
    let names = Names::new(case.machine, case.sources, case.clauses);
    let outcome = case.machine.target_outcome(target, unit);
    let element = Element::Target(target, unit);
    let trace = trace_status(case.machine, element, case.limits.nodes)
        .map_err(|error| case.too_large(error))?;
    Ok(TargetWhy {
        reason: reason(outcome.status, &trace),
        target: one_target(&names, &outcome),
        proof: proof(&names, &trace),
    })
}

fn reason(status: Status, trace: &Trace) -> StatusReason {
    let is = |role: Role, none: fn(&Read) -> bool| {
        let part = trace.parts.iter().find(|part| part.role == role);
        part.is_some_and(|part| none(&part.read))
    };
    let untrue = |read: &Read| *read == Read::Known(Value::Truth(false));
    match status {
        Status::NotApplicable if is(Role::Filter, untrue) => StatusReason::NotMeasuredHere,
        Status::NotApplicable if is(Role::Applies, untrue) => StatusReason::DoesNotApply,
        Status::NotApplicable if is(Role::Population, nothing) => StatusReason::NoPopulation,
        Status::NotApplicable => StatusReason::BeforeEffect,
        Status::NotDue => StatusReason::NotDue,
        Status::Met => StatusReason::RequirementMet,
        Status::Breached => StatusReason::RequirementNotMet,
        _ => StatusReason::NotKnown,
    }
}

fn nothing(read: &Read) -> bool {
    match read {
        Read::Known(Value::Truth(truth)) => !truth,
        Read::Known(Value::Number(number)) => number.is_zero(),
        _ => false,
    }
}
