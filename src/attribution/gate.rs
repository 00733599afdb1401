//! The gate: what must be shown beyond the cause, for each duty and party.

use super::finding::FindingStatus;
use crate::eval::{Cause, DeterminationSubject, Element, Frame, Instance, Machine, Need, Needs};
use crate::facts::{Discharge, FactStore, Subject, UnitIndex};
use crate::ids::{ConsequenceId, DutyId, OrganId, VagueId};
use crate::model::{Gate, Name};
use crate::program::OpId;
use crate::value::Value;

/// Discharges of duty, by duty and party.
pub(super) struct Discharges<'a>(Vec<&'a Discharge>);

impl<'a> Discharges<'a> {
    /// Those of the facts, if they say which there are.
    pub(super) fn of(facts: &'a FactStore) -> Option<Self> {
        let mut all: Vec<_> = facts.rest().discharges.as_ref()?.iter().collect();
        all.sort_by_key(|discharge| by(discharge));
        Some(Self(all))
    }

    /// Those of a party to a duty.
    fn of_party(&self, duty: DutyId, party: Instance) -> impl Iterator<Item = &'a Discharge> {
        let whose = (duty, party.organ, party.unit);
        let first = self.0.partition_point(|discharge| by(discharge) < whose);
        let from_first = self.0.iter().skip(first);
        from_first
            .take_while(move |discharge| by(discharge) == whose)
            .copied()
    }
}

fn by(discharge: &Discharge) -> (DutyId, OrganId, Option<UnitIndex>) {
    (discharge.duty, discharge.organ, discharge.unit)
}

/// Asks the gate of a consequence for a party to a duty; what is missing is told to whoever wants to know.
pub(super) fn passed(
    machine: &Machine<'_>,
    discharges: Option<&Discharges<'_>>,
    id: ConsequenceId,
    (duty, party): (DutyId, Instance),
    cause: &Cause,
    needs: Option<&mut Needs>,
) -> FindingStatus {
    match &machine.model.consequences[id].gate {
        Gate::Open => FindingStatus::Established,
        Gate::Presumed => presumed(machine, discharges, duty, party, cause, needs),
        Gate::Determined(term) => determined(machine, *term, duty, party, cause, needs),
        Gate::When(_) => {
            let gate = machine.program.consequences[id].gate;
            condition(machine, gate, cause, needs)
        }
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
    discharges: Option<&Discharges<'_>>,
    duty: DutyId,
    party: Instance,
    cause: &Cause,
    needs: Option<&mut Needs>,
) -> FindingStatus {
    let Some(discharges) = discharges else {
        if let Some(needs) = needs {
            needs.insert(Need::Discharges);
        }
        return FindingStatus::Presumed;
    };
    let answers = |act: &Name| *act == act_key(machine, cause.act);
    let discharged = discharges.of_party(duty, party).any(|discharge| {
        let date = discharge.date;
        date.is_none_or(|date| date <= machine.facts.as_of)
            && discharge.act.as_ref().is_none_or(answers)
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
    needs: Option<&mut Needs>,
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
            if let Some(needs) = needs {
                let subject = DeterminationSubject::Duty(duty, party);
                needs.insert(Need::Determination(term, subject));
            }
            FindingStatus::AwaitingDetermination
        }
    }
}

fn condition(
    machine: &Machine<'_>,
    id: Option<OpId>,
    cause: &Cause,
    needs: Option<&mut Needs>,
) -> FindingStatus {
    let frame = frame_of(machine, cause);
    match machine.holds(id, frame) {
        Some(true) => FindingStatus::Established,
        Some(false) => FindingStatus::Rebutted,
        None => {
            let mut own = Needs::new();
            let needs = needs.unwrap_or(&mut own);
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
