//! What came out of an assessment, in the form in which it is expected.

use indexmap::IndexSet;

use super::said::{Said, Slot, actor, all_of, moment};
use crate::assessment::{
    Assessment, CauseResult, CommendationResult, DutyResult, Element, ElementKind, Finding,
    LeftOut, Missing, Modality, Need, PersonsState, ProhibitionResult, Reliance, ReportResult,
    Role, TargetResult, TriggerResult,
};
use crate::attribution::{CommendedStatus, FindingStatus, Silence};
use crate::eval::{LeftOutReason, Status, TriggerStatus};
use crate::model::Name;
use crate::syntax::ast::{Aspect, Expected, Mark, MissingKind};

/// Something that came out.
#[derive(Debug, Clone)]
pub(super) struct Outcome<'a> {
    /// What it is.
    pub(super) kind: Expected,
    /// Its name; of a finding, the organ or class.
    pub(super) subject: String,
    /// What is said of it.
    pub(super) said: Vec<Said>,
    /// What is missing there.
    pub(super) needs: Vec<&'a Need>,
}

/// Everything of a kind that came out, in the assessment's order.
pub(super) fn all(assessment: &Assessment, kind: Expected) -> Vec<Outcome<'_>> {
    let triggers = || assessment.triggers().iter();
    match kind {
        Expected::Trigger => triggers().map(trigger).collect(),
        Expected::Finding => assessment.findings().iter().map(finding).collect(),
        Expected::Cause => triggers()
            .flat_map(|one| {
                let causes = one.causes.iter();
                causes.map(|found| of(kind, &one.trigger, cause(found), &[]))
            })
            .collect(),
        Expected::Target => assessment.targets().iter().map(target).collect(),
        Expected::Prohibition => assessment.prohibitions().iter().map(prohibition).collect(),
        Expected::Report => assessment.reports().iter().map(report).collect(),
        Expected::Duty => assessment.duties().iter().map(duty).collect(),
        Expected::Commendation => {
            let all = assessment.commendations().iter();
            all.map(|one| of(kind, &one.commendation, commended(one), &one.needs))
                .collect()
        }
        Expected::LeftOut => assessment.left_out().iter().map(left_out).collect(),
        Expected::Missing { .. } => everywhere(assessment),
    }
}

fn of<'a>(kind: Expected, subject: &Name, said: Vec<Said>, needs: &'a [Need]) -> Outcome<'a> {
    Outcome {
        kind,
        subject: subject.to_string(),
        said,
        needs: needs.iter().collect(),
    }
}

fn trigger(one: &TriggerResult) -> Outcome<'_> {
    Outcome {
        kind: Expected::Trigger,
        subject: one.trigger.to_string(),
        said: vec![Said::mark(trigger_mark(one.status))],
        needs: one.open.iter().flat_map(|open| &open.needs).collect(),
    }
}

fn target(one: &TargetResult) -> Outcome<'_> {
    let mut said = vec![unit(&one.unit), Said::mark(status_mark(one.status))];
    said.extend(one.value.iter().map(|v| Said::new(Slot::Actual, v)));
    said.extend(one.bound.iter().map(|v| Said::new(Slot::Bound, v)));
    said.extend(one.failed_on.map(|day| Said::new(Slot::On, day)));
    said.extend(relied(&one.rests_on));
    of(Expected::Target, &one.target, said, &one.needs)
}

fn prohibition(one: &ProhibitionResult) -> Outcome<'_> {
    let mut said = vec![unit(&one.unit), Said::mark(status_mark(one.status))];
    let records = one.records.iter();
    said.extend(records.map(|id| Said::named(Aspect::Record, id)));
    said.extend(relied(&one.rests_on));
    of(Expected::Prohibition, &one.prohibition, said, &one.needs)
}

fn report(one: &ReportResult) -> Outcome<'_> {
    let mut said = held(&one.organ, one.unit.as_ref());
    said.push(Said::new(Slot::During, one.period));
    said.push(Said::mark(status_mark(one.status)));
    said.extend(one.made.map(|day| Said::new(Slot::On, day)));
    said.extend(relied(&one.rests_on));
    of(Expected::Report, &one.report, said, &one.needs)
}

fn duty(one: &DutyResult) -> Outcome<'_> {
    let mut said = held(&one.organ, one.unit.as_ref());
    said.push(Said::mark(status_mark(one.status)));
    said.extend(relied(&one.rests_on));
    of(Expected::Duty, &one.duty, said, &one.needs)
}

/// What is missing anywhere, each once.
fn everywhere(assessment: &Assessment) -> Vec<Outcome<'_>> {
    let kinds = [
        Expected::Trigger,
        Expected::Target,
        Expected::Report,
        Expected::Prohibition,
        Expected::Duty,
        Expected::Finding,
        Expected::Commendation,
    ];
    let mut needs: Vec<&Need> = Vec::new();
    let mut seen = IndexSet::new();
    for kind in kinds {
        for outcome in all(assessment, kind) {
            needs.extend(
                outcome
                    .needs
                    .into_iter()
                    .filter(|need| seen.insert(&need.missing)),
            );
        }
    }
    needs.into_iter().map(need).collect()
}

fn unit(path: &Name) -> Said {
    Said::new(Slot::Unit, path)
}

fn held(organ: &Name, at: Option<&Name>) -> Vec<Said> {
    let mut said: Vec<Said> = at.map(unit).into_iter().collect();
    said.push(Said::new(Slot::By, organ));
    said
}

fn relied(rests_on: &[Reliance]) -> impl Iterator<Item = Said> + '_ {
    let text = |one: &Reliance| format!("{}={}", one.interpretation, one.choice);
    rests_on
        .iter()
        .map(move |one| Said::new(Slot::Reading, text(one)))
}

fn finding(one: &Finding) -> Outcome<'_> {
    let mut said: Vec<Said> = one.unit.iter().map(unit).collect();
    let organ_and_class = [(Aspect::Organ, &one.organ), (Aspect::Class, &one.class)];
    for (aspect, name) in organ_and_class {
        said.extend(name.iter().map(|name| Said::named(aspect, name)));
    }
    said.push(Said::named(Aspect::Duty, &one.duty.name));
    said.extend(one.pursued.iter().map(|k| Said::named(Aspect::Pursued, k)));
    said.extend(one.borne.iter().map(|k| Said::named(Aspect::Borne, k)));
    said.extend(one.silent.map(|silence| {
        Said::mark(match silence {
            Silence::TextDoesNotSay => Mark::Silent,
            Silence::NotPursuedHere => Mark::NotPursued,
        })
    }));
    said.extend(one.office.iter().map(|o| Said::named(Aspect::Office, o)));
    let persons: Vec<&str> = one.persons.names.iter().map(|name| &**name).collect();
    match one.persons.state {
        PersonsState::Vacant => said.push(Said::mark(Mark::Vacant)),
        PersonsState::Unknown if persons.is_empty() => said.push(Said::mark(Mark::UnknownPersons)),
        _ => said.push(all_of(Aspect::Person, &persons)),
    }
    said.extend(one.distance.map(|steps| Said::new(Slot::Distance, steps)));
    let role = match one.role {
        Role::Holder => None,
        Role::Joint => Some("jointly"),
        Role::Lead => Some("leading"),
        Role::Participant => Some("participant"),
        Role::Actor => Some("actor"),
    };
    said.extend(role.map(|role| Said::new(Slot::Role, role)));
    let with: Vec<&str> = one.with.iter().filter_map(|p| p.organ.as_deref()).collect();
    said.extend((!with.is_empty()).then(|| all_of(Aspect::With, &with)));
    for ground in &one.grounds {
        said.push(Said::named(Aspect::Trigger, &ground.trigger));
        said.push(Said::mark(modality(ground.consequence.modality)));
        let authority = ground.consequence.authority.iter();
        said.extend(authority.map(|by| Said::new(Slot::By, by)));
    }
    said.push(Said::named(Aspect::Act, &one.act));
    said.push(Said::named(Aspect::Matter, &one.matter));
    said.extend(moment(one.date));
    said.extend(one.scope_doubt.then(|| Said::mark(Mark::ScopeDoubt)));
    said.push(Said::mark(finding_mark(one.status)));
    said.extend(relied(&one.rests_on));
    let subject = one.organ.as_ref().or(one.class.as_ref());
    Outcome {
        kind: Expected::Finding,
        subject: subject.map(ToString::to_string).unwrap_or_default(),
        said,
        needs: one.needs.iter().collect(),
    }
}

fn cause(one: &CauseResult) -> Vec<Said> {
    let mut said: Vec<Said> = one.unit.iter().map(unit).collect();
    said.push(Said::named(Aspect::Act, &one.act));
    said.extend(element(&one.element));
    let matters: Vec<&str> = one.matters.iter().map(|name| &**name).collect();
    said.push(all_of(Aspect::Matter, &matters));
    said.extend(moment(one.date));
    let who = one.actor.iter();
    said.extend(who.map(|one| Said::new(Slot::Actor, actor(one))));
    said.extend(one.reaches_no_duty.then(|| Said::mark(Mark::NoDuty)));
    said.extend(relied(&one.rests_on));
    said
}

/// What the branch ranged over; of a record, its type is told by its id.
fn element(one: &Element) -> Option<Said> {
    let aspect = match one.kind {
        ElementKind::Record => {
            return one
                .record
                .as_ref()
                .map(|id| Said::named(Aspect::Record, id));
        }
        ElementKind::Target => Aspect::Target,
        ElementKind::Prohibition => Aspect::Prohibition,
        ElementKind::Report => Aspect::Report,
        ElementKind::Duty => Aspect::Duty,
        ElementKind::Metric => Aspect::Metric,
        ElementKind::Unit => return None,
    };
    Some(Said::named(aspect, &one.name))
}

fn commended(one: &CommendationResult) -> Vec<Said> {
    let mut said: Vec<Said> = one.unit.iter().map(unit).collect();
    said.extend(one.organ.iter().map(|o| Said::named(Aspect::Organ, o)));
    said.extend(one.actor.iter().map(|a| Said::new(Slot::Actor, actor(a))));
    said.push(Said::mark(match one.status {
        CommendedStatus::Open => Mark::Eligible,
        CommendedStatus::Declined => Mark::Declined,
        CommendedStatus::Undetermined => Mark::Undetermined,
        CommendedStatus::AwaitingDetermination => Mark::Awaiting,
    }));
    said.push(Said::mark(modality(one.modality)));
    said.extend(one.authority.iter().map(|by| Said::new(Slot::By, by)));
    said.extend(relied(&one.rests_on));
    said
}

fn left_out(one: &LeftOut) -> Outcome<'_> {
    let mut said: Vec<Said> = one.unit.iter().map(unit).collect();
    said.push(Said::new(Slot::On, one.date));
    said.push(Said::mark(match one.reason {
        LeftOutReason::AfterAsOf => Mark::AfterAsOf,
        LeftOutReason::OutsidePeriod => Mark::OutsidePeriod,
        LeftOutReason::BeforeEffect => Mark::BeforeEffect,
        LeftOutReason::AfterExpiry => Mark::AfterExpiry,
    }));
    let subject = [&one.record, &one.term, &one.record_type];
    let subject = subject.into_iter().flatten().next();
    Outcome {
        kind: Expected::LeftOut,
        subject: subject.map(ToString::to_string).unwrap_or_default(),
        said,
        needs: Vec::new(),
    }
}

/// Something that is missing.
pub(super) fn need(need: &Need) -> Outcome<'_> {
    let mut said = Vec::new();
    let (kind, subject): (MissingKind, &str) = match &need.missing {
        Missing::Value {
            unit: at,
            metric,
            period,
            ..
        } => {
            said.extend(at.iter().map(unit));
            said.push(Said::new(Slot::During, period));
            (MissingKind::Metric, metric)
        }
        Missing::Plan {
            unit: at, target, ..
        } => {
            said.extend(at.iter().map(unit));
            (MissingKind::Plan, target)
        }
        Missing::List {
            unit: at,
            record_type,
            ..
        } => {
            said.extend(at.iter().map(unit));
            (MissingKind::Records, record_type)
        }
        Missing::Units { unit: at, level } | Missing::Enclosing { unit: at, level } => {
            said.extend(at.iter().map(unit));
            (MissingKind::Units, level)
        }
        Missing::Field {
            record,
            unit: at,
            field,
            ..
        } => {
            said.extend(at.iter().map(unit));
            said.extend(record.iter().map(|id| Said::named(Aspect::Record, id)));
            (MissingKind::Field, field)
        }
        Missing::Determination {
            term,
            authority,
            subject,
            ..
        } => {
            said.extend(subject.unit.iter().map(unit));
            said.push(Said::new(Slot::By, authority));
            let parts = [
                (Aspect::Metric, &subject.metric),
                (Aspect::Record, &subject.record),
                (Aspect::Duty, &subject.duty),
                (Aspect::Organ, &subject.organ),
            ];
            for (aspect, name) in parts {
                said.extend(name.iter().map(|name| Said::named(aspect, name)));
            }
            said.extend(subject.period.map(|p| Said::new(Slot::During, p)));
            (MissingKind::Determination, term)
        }
        Missing::Reports => (MissingKind::Reports, ""),
        Missing::Discharges => (MissingKind::Discharges, ""),
        Missing::Actor => (MissingKind::Actor, ""),
        Missing::Unformed { expression, .. } => (
            MissingKind::Unformed,
            expression.as_deref().unwrap_or_default(),
        ),
    };
    Outcome {
        kind: Expected::Missing {
            only: false,
            kind: Some(kind),
        },
        subject: subject.to_owned(),
        said,
        needs: Vec::new(),
    }
}

fn modality(modality: Modality) -> Mark {
    match modality {
        Modality::Shall => Mark::Shall,
        Modality::May => Mark::May,
    }
}

fn trigger_mark(status: TriggerStatus) -> Mark {
    match status {
        TriggerStatus::Fired => Mark::Fired,
        TriggerStatus::NotFired => Mark::NotFired,
        TriggerStatus::Undetermined => Mark::Undetermined,
        TriggerStatus::AwaitingDetermination => Mark::Awaiting,
    }
}

fn finding_mark(status: FindingStatus) -> Mark {
    match status {
        FindingStatus::Established => Mark::Established,
        FindingStatus::Presumed => Mark::Presumed,
        FindingStatus::Rebutted => Mark::Rebutted,
        FindingStatus::Undetermined => Mark::Undetermined,
        FindingStatus::AwaitingDetermination => Mark::Awaiting,
    }
}

fn status_mark(status: Status) -> Mark {
    match status {
        Status::Met => Mark::Met,
        Status::Breached => Mark::Breached,
        Status::Respected => Mark::Respected,
        Status::Violated => Mark::Violated,
        Status::NotDue => Mark::NotDue,
        Status::NotApplicable => Mark::NotApplicable,
        Status::Undetermined => Mark::Undetermined,
        Status::AwaitingDetermination => Mark::Awaiting,
        Status::Unmeasured => Mark::Unmeasured,
    }
}
