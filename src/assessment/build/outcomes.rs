//! Targets, reports, prohibitions and duties with their names.

use super::names::Names;
use super::values::Shown;
use crate::arena::Arena;
use crate::assessment::outcome::{DutyResult, ProhibitionResult, ReportResult, TargetResult};
use crate::eval::{DutyOutcome, ProhibitionOutcome, ReportOutcome, TargetOutcome};
use crate::ids::TargetId;

pub(crate) fn targets(names: &Names<'_, '_>, outcomes: &[TargetOutcome]) -> Vec<TargetResult> {
    let mut shown: Arena<TargetId, Option<Shown<'_>>> = Arena::new();
    for target in names.model.targets.ids() {
        shown.push(names.shown(target));
    }
    let of = |outcome: &TargetOutcome| target(names, outcome, shown[outcome.target].as_ref());
    outcomes.iter().map(of).collect()
}

/// A target at a unit.
pub(crate) fn one_target(names: &Names<'_, '_>, outcome: &TargetOutcome) -> TargetResult {
    target(names, outcome, names.shown(outcome.target).as_ref())
}

fn target(
    names: &Names<'_, '_>,
    outcome: &TargetOutcome,
    shown: Option<&Shown<'_>>,
) -> TargetResult {
    let row = &names.model.targets[outcome.target];
    let value = shown.zip(outcome.value.as_ref());
    let bound = shown.zip(outcome.bound.as_ref());
    TargetResult {
        target: row.name.clone(),
        unit: names.path(outcome.unit),
        status: outcome.status,
        value: value.map(|(shown, value)| names.left(shown, value)),
        comparison: shown.map(|shown| shown.comparison),
        bound: bound.map(|(shown, bound)| names.right(shown, bound)),
        due: outcome.due,
        failed_on: outcome.failed_on,
        needs: names.needs(&outcome.needs),
        labels: row.labels.clone(),
        clauses: names.clauses.targets[outcome.target].clone(),
        rests_on: names.rests_on(&row.basis.rests_on),
    }
}

pub(crate) fn reports(names: &Names<'_, '_>, outcomes: &[ReportOutcome]) -> Vec<ReportResult> {
    let of = |outcome: &ReportOutcome| {
        let row = &names.model.reports[outcome.report];
        ReportResult {
            report: row.name.clone(),
            organ: names.organ(outcome.holder.organ),
            unit: names.maybe_path(outcome.holder.unit),
            period: outcome.period,
            status: outcome.status,
            due: outcome.due,
            made: outcome.made,
            addressees: row.addressees.clone(),
            needs: names.needs(&outcome.needs),
            clauses: names.clauses.reports[outcome.report].clone(),
            rests_on: names.rests_on(&row.basis.rests_on),
        }
    };
    outcomes.iter().map(of).collect()
}

pub(crate) fn prohibitions(
    names: &Names<'_, '_>,
    outcomes: &[ProhibitionOutcome],
) -> Vec<ProhibitionResult> {
    let of = |outcome: &ProhibitionOutcome| {
        let row = &names.model.prohibitions[outcome.prohibition];
        let records = outcome.records.iter();
        ProhibitionResult {
            prohibition: row.name.clone(),
            unit: names.path(outcome.unit),
            status: outcome.status,
            records: records.map(|record| names.record(*record)).collect(),
            needs: names.needs(&outcome.needs),
            clauses: names.clauses.prohibitions[outcome.prohibition].clone(),
            rests_on: names.rests_on(&row.basis.rests_on),
        }
    };
    outcomes.iter().map(of).collect()
}

pub(crate) fn duties(names: &Names<'_, '_>, outcomes: &[DutyOutcome]) -> Vec<DutyResult> {
    let of = |outcome: &DutyOutcome| {
        let row = &names.model.duties[outcome.duty];
        DutyResult {
            duty: row.name.clone(),
            organ: names.organ(outcome.holder.organ),
            unit: names.maybe_path(outcome.holder.unit),
            status: outcome.status,
            needs: names.needs(&outcome.needs),
            clauses: names.clauses.duties[outcome.duty].clone(),
            rests_on: names.rests_on(&row.basis.rests_on),
        }
    };
    outcomes.iter().map(of).collect()
}
