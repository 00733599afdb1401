//! The positive twin: who may be commended, and the determination that opens it.

use super::finding::{CommendedParty, CommendedStatus};
use crate::eval::{
    Cause, CommendationOutcome, DeterminationSubject, Element, Instance, Machine, Need, OpenCause,
};
use crate::facts::{Subject, UnitIndex};
use crate::ids::{CommendationId, VagueId};
use crate::model::{Commendation, Commended};
use crate::value::Value;

/// Every party of every commendation, in the order declared.
pub fn commended(machine: &Machine<'_>, outcomes: &[CommendationOutcome]) -> Vec<CommendedParty> {
    let mut all = Vec::new();
    for outcome in outcomes {
        let row = &machine.model.commendations[outcome.commendation];
        for cause in &outcome.causes {
            all.extend(of_cause(machine, outcome.commendation, row, cause));
        }
        all.extend(
            outcome
                .open
                .iter()
                .map(|open| of_open(row, outcome.commendation, open)),
        );
    }
    all
}

fn of_cause(
    machine: &Machine<'_>,
    commendation: CommendationId,
    row: &Commendation,
    cause: &Cause,
) -> Vec<CommendedParty> {
    let (status, needs) = opened(machine, row, cause.element, cause.unit);
    let party = |organ, actor| CommendedParty {
        commendation,
        element: cause.element,
        unit: cause.unit,
        organ,
        actor,
        status,
        needs: needs.clone(),
        rests_on: row.basis.rests_on.clone(),
    };
    match &row.commends {
        Commended::Actor => {
            let mut party = party(None, cause.actor);
            if cause.actor.is_none() {
                party.status = CommendedStatus::Undetermined;
                party.needs.push(Need::Actor);
            }
            vec![party]
        }
        Commended::Organs(organs) => {
            let mut parties = Vec::new();
            for organ in organs {
                let levels = &machine.model.organs[*organ].levels;
                let around = cause
                    .unit
                    .and_then(|unit| machine.facts.around_at(unit, levels).next());
                if levels.is_empty() || around.is_some() {
                    parties.push(party(
                        Some(Instance {
                            organ: *organ,
                            unit: around,
                        }),
                        None,
                    ));
                }
            }
            parties
        }
    }
}

/// Whether the term that opens a commendation has been determined for the element.
fn opened(
    machine: &Machine<'_>,
    row: &Commendation,
    element: Element,
    unit: Option<UnitIndex>,
) -> (CommendedStatus, Vec<Need>) {
    let Some(term) = row.requires else {
        return (CommendedStatus::Open, Vec::new());
    };
    let period = machine.facts.period;
    let (filed, asked) = match (element, unit) {
        (Element::Record(record) | Element::Prohibition(_, _, record), _) => (
            Subject::Record(record),
            DeterminationSubject::Record(record),
        ),
        (Element::Metric(metric, at), _) if said_of_metrics(machine, term) => (
            Subject::Metric(at, metric, period),
            DeterminationSubject::Metric(at, metric, period),
        ),
        (_, Some(unit)) => (Subject::Unit(unit), DeterminationSubject::Unit(unit)),
        (_, None) => return (CommendedStatus::Undetermined, Vec::new()),
    };
    let all = &machine.facts.rest().determinations;
    let of_act = || match element {
        Element::Record(record) | Element::Prohibition(_, _, record) => {
            let root = machine.facts.record(record)?.root;
            all.get(&(term, Subject::Record(root)))
        }
        _ => None,
    };
    let found = all.get(&(term, filed)).or_else(of_act);
    match found.map(|determination| &determination.value) {
        Some(Value::Truth(true)) => (CommendedStatus::Open, Vec::new()),
        Some(Value::Truth(false)) => (CommendedStatus::Declined, Vec::new()),
        _ => (
            CommendedStatus::AwaitingDetermination,
            vec![Need::Determination(term, asked)],
        ),
    }
}

fn said_of_metrics(machine: &Machine<'_>, term: VagueId) -> bool {
    !machine.model.vague[term].subjects.metrics.is_empty()
}

fn of_open(row: &Commendation, commendation: CommendationId, open: &OpenCause) -> CommendedParty {
    let awaiting = !open.needs.is_empty() && open.needs.iter().all(Need::is_determination);
    CommendedParty {
        commendation,
        element: open
            .element
            .unwrap_or(Element::Unit(open.unit.unwrap_or(0))),
        unit: open.unit,
        organ: None,
        actor: None,
        status: if awaiting {
            CommendedStatus::AwaitingDetermination
        } else {
            CommendedStatus::Undetermined
        },
        needs: open.needs.clone(),
        rests_on: row.basis.rests_on.clone(),
    }
}
