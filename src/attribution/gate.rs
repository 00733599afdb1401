//! The gate: what must be shown beyond the cause, for each duty and party.

use super::finding::FindingStatus;
use crate::eval::{Cause, DeterminationSubject, Element, Frame, Instance, Machine, Need, Needs};
use crate::facts::Subject;
use crate::ids::{ConsequenceId, DutyId, InterpretationId, VagueId};
use crate::model::{Gate, Name};
use crate::program::OpId;
use crate::value::Value;

/// What the gate says.
#[derive(Debug, Clone)]
pub(super) struct Passed {
    /// How sure the finding is.
    pub(super) status: FindingStatus,
    /// What is missing.
    pub(super) needs: Needs,
    /// Interpretations behind the gate.
    pub(super) rests_on: Vec<InterpretationId>,
}

/// Asks the gate of a consequence for a party to a duty.
pub(super) fn passed(
    machine: &Machine<'_>,
    id: ConsequenceId,
    duty: DutyId,
    party: Instance,
    cause: &Cause,
) -> Passed {
    let consequence = &machine.model.consequences[id];
    let mut needs = Needs::new();
    let status = match &consequence.gate {
        Gate::Open => FindingStatus::Established,
        Gate::Presumed => presumed(machine, duty, party, cause, &mut needs),
        Gate::Determined(term) => determined(machine, *term, duty, party, cause, &mut needs),
        Gate::When(_) => condition(
            machine,
            machine.program.consequences[id].gate,
            cause,
            &mut needs,
        ),
    };
    Passed {
        status,
        needs,
        rests_on: consequence.gate_rests_on.clone(),
    }
}

/// The name of an act, by which determinations and discharges may speak of it.
pub fn act_key(machine: &Machine<'_>, act: Element) -> Name {
    let (model, facts) = (machine.model, machine.facts);
    let at = |unit: Option<u32>| unit.map(|unit| facts.path(unit)).unwrap_or_default();
    let key = match act {
        Element::Record(record) | Element::Prohibition(_, _, record) => {
            return facts.record_id(model, record);
        }
        Element::Target(target, unit) => {
            format!("target:{}@{}", model.targets[target].name, at(Some(unit)))
        }
        Element::Metric(metric, unit) => {
            format!("metric:{}@{}", model.metrics[metric].name, at(Some(unit)))
        }
        Element::Report(report, holder, period) => format!(
            "report:{}@{}:{}#{period}",
            model.reports[report].name,
            at(holder.unit),
            model.organs[holder.organ].name
        ),
        Element::Duty(duty, holder) => format!(
            "duty:{}@{}:{}",
            model.duties[duty].name,
            at(holder.unit),
            model.organs[holder.organ].name
        ),
        Element::Unit(unit) => format!("unit:{}", at(Some(unit))),
    };
    Name::from(key)
}

fn presumed(
    machine: &Machine<'_>,
    duty: DutyId,
    party: Instance,
    cause: &Cause,
    needs: &mut Needs,
) -> FindingStatus {
    let Some(discharges) = &machine.facts.rest().discharges else {
        needs.insert(Need::Discharges);
        return FindingStatus::Presumed;
    };
    let key = act_key(machine, cause.act);
    let discharged = discharges.iter().any(|discharge| {
        discharge.duty == duty
            && discharge.organ == party.organ
            && discharge.unit == party.unit
            && discharge
                .date
                .is_none_or(|date| date <= machine.facts.as_of)
            && discharge.act.as_ref().is_none_or(|act| *act == key)
    });
    if discharged {
        FindingStatus::Rebutted
    } else {
        FindingStatus::Established
    }
}

fn determined(
    machine: &Machine<'_>,
    term: VagueId,
    duty: DutyId,
    party: Instance,
    cause: &Cause,
    needs: &mut Needs,
) -> FindingStatus {
    let key = act_key(machine, cause.act);
    let subject = |act| Subject::Duty {
        duty,
        organ: party.organ,
        unit: party.unit,
        act,
    };
    let found = [Some(key), None].into_iter().find_map(|act| {
        machine
            .facts
            .rest()
            .determinations
            .get(&(term, subject(act)))
    });
    match found.map(|determination| &determination.value) {
        Some(Value::Truth(true)) => FindingStatus::Established,
        Some(Value::Truth(false)) => FindingStatus::Rebutted,
        _ => {
            needs.insert(Need::Determination(
                term,
                DeterminationSubject::Duty(duty, party),
            ));
            FindingStatus::AwaitingDetermination
        }
    }
}

fn condition(
    machine: &Machine<'_>,
    id: Option<OpId>,
    cause: &Cause,
    needs: &mut Needs,
) -> FindingStatus {
    let frame = frame_of(machine, cause);
    match machine.holds(id, frame) {
        Some(true) => FindingStatus::Established,
        Some(false) => FindingStatus::Rebutted,
        None => {
            machine.condition_needs(id, frame, needs);
            if !needs.is_empty() && needs.iter().all(Need::is_determination) {
                FindingStatus::AwaitingDetermination
            } else {
                FindingStatus::Undetermined
            }
        }
    }
}

/// Where a gate's condition reads: the cause's element, at the cause's unit.
pub fn frame_of(machine: &Machine<'_>, cause: &Cause) -> Frame {
    let record = match cause.element {
        Element::Record(record) | Element::Prohibition(_, _, record) => Some(record),
        _ => None,
    };
    let element = match cause.element {
        Element::Record(_) | Element::Unit(_) => None,
        other => Some(other),
    };
    Frame {
        unit: cause.unit,
        record,
        element,
        period: machine.facts.period,
    }
}
