//! Program and facts to statuses and causes, in three values.
//!
//! Passes: targets at their units, prohibitions, reports, duties; then the branches of triggers and
//! commendations; then the records that cause nothing. Who answers is decided elsewhere. `decide` says of each
//! trigger whether it fires, and leaves out everything else.

mod bound;
mod cause;
mod count;
mod day;
mod decide;
mod domain;
mod logic;
mod machine;
mod needs;
mod outcome;
mod prohibited;
mod report;
mod slot;
mod span;
mod status;
mod trace;
mod truth;
mod value;

pub use bound::{Sizes, bound, most_of_party, sure_up_to};
pub use decide::{Decided, Fired, Room, decide, fired};
#[cfg(test)]
pub use machine::INTERVAL;
pub use machine::{Frame, KEPT, Machine, PART, Read};
pub use needs::Needs;
pub use outcome::{
    Cause, CauseDate, CommendationOutcome, DeterminationSubject, DutyOutcome, Element, Evaluation,
    Instance, LeftOut, LeftOutReason, Need, OpenCause, ProhibitionOutcome, ReportOutcome, Status,
    TargetOutcome, TriggerOutcome, TriggerStatus, Unformed,
};
pub use slot::Slot;
pub use trace::{Of, Role, TooLarge, Trace, trace, trace_branch, trace_cause, trace_status};
#[cfg(test)]
pub use value::compare;

/// Evaluates everything; what is found holds only if the machine is not exhausted afterwards.
pub fn evaluate(machine: &Machine<'_>) -> Evaluation {
    Evaluation {
        targets: targets(machine),
        prohibitions: prohibitions(machine),
        reports: reports(machine),
        duties: duties(machine),
        triggers: triggers(machine),
        commendations: commendations(machine),
        left_out: left_out(machine),
    }
}

/// Every target at every unit of its level.
pub fn targets(machine: &Machine<'_>) -> Vec<TargetOutcome> {
    let at = |(id, row): (crate::ids::TargetId, &crate::model::Target)| {
        machine
            .units_of(row.level)
            .iter()
            .map(move |unit| (id, unit))
    };
    let all = machine.model.targets.iter().flat_map(at);
    let kept = |outcome: &TargetOutcome| machine.keep_status(outcome.needs.len());
    all.map(|(id, unit)| machine.decided_target(id, *unit))
        .take_while(kept)
        .collect()
}

/// Every prohibition at every unit of its records' levels.
pub fn prohibitions(machine: &Machine<'_>) -> Vec<ProhibitionOutcome> {
    let mut all = Vec::new();
    for (id, row) in machine.model.prohibitions.iter() {
        for level in &machine.model.record_types[row.record_type].levels {
            let at = machine.units_of(*level).iter();
            let found = at.map(|unit| machine.prohibition_outcome(id, *unit));
            let parts = |outcome: &ProhibitionOutcome| outcome.needs.len() + outcome.records.len();
            all.extend(found.take_while(|outcome| machine.keep_status(parts(outcome))));
        }
    }
    all
}

/// Every report of every holder, for each part of the period.
pub fn reports(machine: &Machine<'_>) -> Vec<ReportOutcome> {
    let of = |id| {
        let occasions = machine.report_occasions(id).into_iter();
        occasions.map(move |(holder, period)| machine.report_outcome(id, holder, period))
    };
    let kept = |outcome: &ReportOutcome| machine.keep_status(outcome.needs.len());
    let all = machine.model.reports.ids().flat_map(of);
    all.take_while(kept).collect()
}

/// Every duty of every holder.
pub fn duties(machine: &Machine<'_>) -> Vec<DutyOutcome> {
    let of = |(id, row): (crate::ids::DutyId, &crate::model::Duty)| {
        let holders = machine.holders_of(&row.holders).into_iter();
        holders.map(move |holder| machine.duty_outcome(id, holder))
    };
    let kept = |outcome: &DutyOutcome| machine.keep_status(outcome.needs.len());
    let all = machine.model.duties.iter().flat_map(of);
    all.take_while(kept).collect()
}

/// Every trigger with its causes, and what could not be decided.
pub fn triggers(machine: &Machine<'_>) -> Vec<TriggerOutcome> {
    use crate::arena::Id;
    // Most triggers have nothing to tell of most facts, and the tests know it soonest.
    let settled = decide::settled(machine);
    let outcome = |(trigger, row): (crate::ids::TriggerId, &crate::model::Trigger)| {
        let code = &machine.program.triggers[trigger];
        let (causes, open) = match settled.get(trigger.index()) {
            Some(true) => (Vec::new(), Vec::new()),
            _ => machine.causes(&row.branches, code, &row.matters),
        };
        let status = cause::trigger_status(&causes, &open);
        TriggerOutcome {
            trigger,
            status,
            causes,
            open,
        }
    };
    machine.model.triggers.iter().map(outcome).collect()
}

/// Every trigger with the causes of those that fire, and nothing of what could not be decided; `None` where that took
/// more steps than are allowed.
pub fn fired_triggers(machine: &Machine<'_>) -> Option<Vec<TriggerOutcome>> {
    let mut room = Room::default();
    let found = fired(machine, &mut room);
    let rows = machine.model.triggers.ids().zip(found.statuses);
    let mut causes = found.causes.into_iter().peekable();
    let outcomes = rows.map(|(trigger, status)| TriggerOutcome {
        trigger,
        status: *status,
        causes: std::iter::from_fn(|| causes.next_if(|(of, _)| *of == trigger))
            .map(|(_, cause)| cause)
            .collect(),
        open: Vec::new(),
    });
    let outcomes = outcomes.collect();
    found.within_limit.then_some(outcomes)
}

/// Every commendation with its elements.
pub fn commendations(machine: &Machine<'_>) -> Vec<CommendationOutcome> {
    let outcome =
        |(commendation, row): (crate::ids::CommendationId, &crate::model::Commendation)| {
            let code = &machine.program.commendations[commendation];
            let (causes, open) = machine.causes(&row.branches, code, &[]);
            CommendationOutcome {
                commendation,
                causes,
                open,
            }
        };
    machine.model.commendations.iter().map(outcome).collect()
}

/// Records that do not exist yet, or whose act lies outside the period or the regulation's force.
pub fn left_out(machine: &Machine<'_>) -> Vec<LeftOut> {
    let facts = machine.facts;
    let regulation = &machine.model.regulation;
    let mut all = Vec::new();
    for record in (0..).take(facts.records.len()) {
        if !machine.charge(1) {
            break;
        }
        let out = |reason, date| LeftOut {
            record,
            reason,
            date,
        };
        if let Some(date) = machine.not_yet(record) {
            all.push(out(LeftOutReason::AfterAsOf, date));
            continue;
        }
        let Some(date) = machine.act_date(record) else {
            continue;
        };
        if !facts.period.contains(date) {
            all.push(out(LeftOutReason::OutsidePeriod, date));
        } else if regulation.effective.is_some_and(|day| date < day) {
            all.push(out(LeftOutReason::BeforeEffect, date));
        } else if regulation.expires.is_some_and(|day| date > day) {
            all.push(out(LeftOutReason::AfterExpiry, date));
        }
    }
    all
}
