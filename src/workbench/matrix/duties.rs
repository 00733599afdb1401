//! The rows of one organ: what it holds, how, and what is measured under it.

use super::super::declarations::party;
use super::bound::{requirement, worded};
use super::reach::triggers;
use super::{
    DueRow, DutyRow, MatrixOrgan, OfficeRow, OtherHolder, ProhibitionRow, ReportRow, TargetRow,
};
use crate::assessment::clauses_of;
use crate::model::{
    Due, Duty, Frequency, Holding, MatterId, Model, Name, OrganId, Party, Prohibition,
    ProhibitionId, Report, ReportId, Target,
};
use crate::source::Sources;

/// An organ with everything that it holds.
pub(super) fn organ(model: &Model, sources: &Sources, id: OrganId) -> MatrixOrgan {
    let row = &model.organs[id];
    let duties = model.duties.values().flat_map(|duty| {
        let held = duty.holders.iter().filter(|h| holds(model, h.party, id));
        held.map(|holding| self::duty(model, sources, id, duty, holding))
    });
    let duties: Vec<DutyRow> = duties.collect();
    let held = |holders: &[Holding]| holders.iter().any(|h| holds(model, h.party, id));
    let prohibitions = model.prohibitions.iter().filter(|(own, row)| {
        held(&row.holders) && !under_a_duty(model, id, |duty| duty.prohibitions.contains(own))
    });
    let reports = model.reports.iter().filter(|(own, row)| {
        held(&row.holders) && !under_a_duty(model, id, |duty| duty.reports.contains(own))
    });
    let scope = model.scope.as_ref();
    MatrixOrgan {
        organ: row.name.clone(),
        levels: row
            .levels
            .iter()
            .map(|id| model.levels[*id].name.clone())
            .collect(),
        superiors: row
            .superiors
            .iter()
            .map(|id| model.organs[*id].name.clone())
            .collect(),
        excluded: scope.is_some_and(|scope| scope.excluded.contains(&id)),
        offices: row.offices.iter().map(|id| office(model, *id)).collect(),
        duties,
        prohibitions: prohibitions.map(|(id, _)| prohibition(model, id)).collect(),
        reports: reports.map(|(id, _)| report(model, id)).collect(),
    }
}

/// Whether a holder is this organ, one of its offices, or a class that it belongs to.
pub(super) fn holds(model: &Model, party: Party, organ: OrganId) -> bool {
    match party {
        Party::Organ(holder) | Party::Office(holder, _) => holder == organ,
        Party::Class(class) => model.classes[class].members.contains(&organ),
    }
}

/// The matters of a holder's part.
pub(super) fn matters_of<'m>(duty: &'m Duty, holding: &'m Holding) -> &'m [MatterId] {
    match &holding.component {
        Some(component) => std::slice::from_ref(component),
        None => &duty.matters,
    }
}

fn under_a_duty(model: &Model, organ: OrganId, names: impl Fn(&Duty) -> bool) -> bool {
    model
        .duties
        .values()
        .any(|duty| names(duty) && duty.holders.iter().any(|h| holds(model, h.party, organ)))
}

fn office(model: &Model, id: crate::model::OfficeId) -> OfficeRow {
    let row = &model.offices[id];
    let answers = row.answers.iter().map(|id| model.pursued[*id].name.clone());
    OfficeRow {
        office: row.name.clone(),
        titles: row.titles.clone(),
        answers_for: answers.collect(),
    }
}

fn duty(
    model: &Model,
    sources: &Sources,
    organ: OrganId,
    duty: &Duty,
    holding: &Holding,
) -> DutyRow {
    let matters = matters_of(duty, holding);
    let kinds = duty.kinds.iter();
    let rests_on = duty.basis.rests_on.iter();
    let targets = duty.targets.iter().map(|id| &model.targets[*id]);
    let prohibitions = duty.prohibitions.iter();
    let (office, class) = other_than_organ(model, holding.party);
    DutyRow {
        duty: duty.name.clone(),
        kinds: names(kinds.map(|id| &model.kinds[*id].name)),
        matters: names(matters.iter().map(|id| &model.matters[*id].name)),
        role: holding.role,
        component: holding.component.is_some(),
        office,
        class,
        others: others(model, duty, holding),
        claimants: duty.claimants.clone(),
        due: duty.due,
        applies: worded(sources, duty.applies.as_deref()),
        targets: targets.map(|row| target(model, sources, row)).collect(),
        reports: duty.reports.iter().map(|id| report(model, *id)).collect(),
        prohibitions: prohibitions.map(|id| prohibition(model, *id)).collect(),
        triggers: triggers(model, organ, matters),
        clauses: clauses_of(&duty.basis),
        rests_on: names(rests_on.map(|id| &model.interpretations[*id].name)),
    }
}

/// The office that holds, or the class, where it is not the organ itself.
fn other_than_organ(model: &Model, party: Party) -> (Option<Name>, Option<Name>) {
    match party {
        Party::Organ(_) => (None, None),
        Party::Office(_, office) => (Some(model.offices[office].name.clone()), None),
        Party::Class(class) => (None, Some(model.classes[class].name.clone())),
    }
}

fn others(model: &Model, duty: &Duty, holding: &Holding) -> Vec<OtherHolder> {
    let others = duty.holders.iter();
    let others = others.filter(|other| !std::ptr::eq(*other, holding));
    let others = others.map(|other| OtherHolder {
        party: party(model, other.party),
        role: other.role,
    });
    others.collect()
}

fn names<'m>(names: impl Iterator<Item = &'m Name>) -> Vec<Name> {
    names.cloned().collect()
}

fn target(model: &Model, sources: &Sources, row: &Target) -> TargetRow {
    TargetRow {
        target: row.name.clone(),
        level: model.levels[row.level].name.clone(),
        filter: worded(sources, row.filter.as_deref()),
        require: worded(sources, Some(&row.require)).unwrap_or_default(),
        requirement: requirement(model, sources, row),
        plan: row.plan.as_ref().map(|plan| plan.document.clone()),
        due: due(row.due),
        labels: row.labels.clone(),
        clauses: clauses_of(&row.basis),
    }
}

fn report(model: &Model, id: ReportId) -> ReportRow {
    let row: &Report = &model.reports[id];
    ReportRow {
        report: row.name.clone(),
        addressees: row.addressees.clone(),
        every: row.every.map(|every| match every {
            Frequency::Year => "year",
            Frequency::HalfYear => "half-year",
            Frequency::Quarter => "quarter",
            Frequency::Month => "month",
        }),
        due: due(row.due),
        clauses: clauses_of(&row.basis),
    }
}

fn prohibition(model: &Model, id: ProhibitionId) -> ProhibitionRow {
    let row: &Prohibition = &model.prohibitions[id];
    let values = &model.enumerations[row.enumeration].values;
    let acts = row
        .acts
        .iter()
        .filter_map(|act| values.get(usize::from(*act)));
    ProhibitionRow {
        prohibition: row.name.clone(),
        acts: acts.cloned().collect(),
        clauses: clauses_of(&row.basis),
    }
}

fn due(due: Due) -> DueRow {
    match due {
        Due::On(date) => DueRow::On(date),
        Due::AfterPeriodEnd(duration) => DueRow::AfterPeriodEnd(duration),
        Due::Continuously => DueRow::Continuously,
    }
}
