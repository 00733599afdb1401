//! Causes and model to findings: who answers for what, at which distance, and what keeps it open.
//!
//! Passes, for each fired cause: the duties whose matter reaches it; their holders at its unit or above; the gate;
//! the kinds pursued and the offices that answer. That is who answers; what else a finding says, `detail` adds.
//! Then findings of one act merge.
//! Nobody is accountable without a duty that says so.

mod answers;
mod attributor;
mod commend;
mod detail;
mod finding;
mod gate;
mod kinds;
mod ladder;
mod lying;
mod merge;
mod reach;
mod refusal;
mod roster;
mod weight;

pub use answers::{Answers, InOffice, answers};
pub use commend::commended;
pub use finding::{
    Attribution, CauseNote, CommendedParty, CommendedStatus, Finding, FindingParty, FindingRole,
    FindingStatus, Ground, Hop, Persons, Place, Relation, Silence,
};
pub use gate::{act_key, frame_of as gate_frame};
pub use refusal::{Asking, DutyAnswer, Refusal, gate_answer};
pub use weight::most as most_of_finding;

use crate::eval::{Cause, Machine, TriggerOutcome};
use crate::ids::TriggerId;
use crate::model::{Basis, TriggerBranch};

use attributor::Attributor;
use merge::Merging;

/// Attributes every fired cause.
pub fn attribute(machine: &Machine<'_>, triggers: &[TriggerOutcome]) -> Attribution {
    let attributor = Attributor::new(machine);
    let mut merging = Merging::default();
    let mut notes = Vec::with_capacity(triggers.len());
    for outcome in triggers {
        let mut of_trigger = Vec::with_capacity(outcome.causes.len());
        for (index, cause) in outcome.causes.iter().enumerate() {
            if machine.exhausted() {
                break;
            }
            let rests_on = cause_rests_on(machine, outcome.trigger, cause);
            let lying = attributor.lying(outcome.trigger, index, cause, &rests_on);
            let mut reaches_no_duty = true;
            attributor.each_part(&lying, |part| {
                reaches_no_duty = false;
                let finding = attributor.detail(&part, &lying);
                machine.charge(weight::of(machine, &finding));
                merging.add(finding);
            });
            let note = attributor.note(&lying, reaches_no_duty);
            machine.keep(note.would_settle.len());
            of_trigger.push(note);
        }
        notes.push(of_trigger);
    }
    Attribution {
        findings: merging.into_findings(),
        notes,
    }
}

/// Interpretations behind a cause: those of its trigger, its branch, and what it ranges over.
fn cause_rests_on(
    machine: &Machine<'_>,
    trigger: TriggerId,
    cause: &Cause,
) -> Vec<crate::ids::InterpretationId> {
    let row = &machine.model.triggers[trigger];
    let mut all = row.basis.rests_on.clone();
    if let Some(branch) = row.branches.get(cause.branch) {
        all.extend(branch_rests_on(machine, branch, cause.element));
    }
    sorted(all)
}

fn branch_rests_on(
    machine: &Machine<'_>,
    branch: &TriggerBranch,
    element: crate::eval::Element,
) -> Vec<crate::ids::InterpretationId> {
    use crate::eval::Element;
    let model = machine.model;
    let basis: Option<&Basis> = match element {
        Element::Target(target, _) => Some(&model.targets[target].basis),
        Element::Prohibition(prohibition, ..) => Some(&model.prohibitions[prohibition].basis),
        Element::Report(report, ..) => Some(&model.reports[report].basis),
        Element::Duty(duty, _) => Some(&model.duties[duty].basis),
        Element::Metric(metric, _) => Some(&model.metrics[metric].basis),
        Element::Record(record) => machine
            .facts
            .record(record)
            .map(|row| &model.record_types[row.record_type].basis),
        Element::Unit(_) => None,
    };
    let element = basis.map_or(&[][..], |basis| &basis.rests_on);
    branch.rests_on.iter().chain(element).copied().collect()
}

/// Each once, in order.
fn sorted(mut all: Vec<crate::ids::InterpretationId>) -> Vec<crate::ids::InterpretationId> {
    all.sort_unstable();
    all.dedup();
    all
}
