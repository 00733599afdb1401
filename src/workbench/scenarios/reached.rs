//! What the outcome of a scenario rests on: the declarations named where something is expected to come out, and those
//! behind the results that come out as expected. What is expected not to come out rests on nothing that did.

use std::collections::BTreeSet;

use super::super::declarations::{DeclarationKind as Kind, mapping_name};
use super::judge::met;
use crate::assessment::{Assessment, Finding};
use crate::eval::LeftOutReason;
use crate::model::{Model, Name, Scenario};
use crate::syntax::ast::{Aspect, DetailKind, Expectation, Expected, HowMany, Mark};

type Reached = BTreeSet<(Kind, Name)>;

/// The declarations that some expectation of a scenario rests on.
pub(in crate::workbench) fn reached(
    assessment: &Assessment,
    scenario: &Scenario,
    model: &Model,
) -> Reached {
    let mut all = Reached::new();
    let wanted = scenario.expectations.iter();
    for wanted in wanted.filter(|one| one.count != HowMany::None) {
        named(wanted, &mut all);
        for place in met(assessment, wanted, &model.measures) {
            behind(assessment, wanted, place, model, &mut all);
        }
    }
    all
}

/// The names in what is expected of a scenario, whatever they are names of.
pub(in crate::workbench) fn named_in(scenario: &Scenario) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for wanted in &scenario.expectations {
        all.extend(wanted.subject.iter().map(|name| name.text.clone()));
        for detail in &wanted.details {
            if let DetailKind::Named(_, names) = &detail.kind {
                all.extend(names.iter().map(|name| name.text.clone()));
            }
        }
    }
    all
}

/// What the words of an expectation name.
fn named(wanted: &Expectation, all: &mut Reached) {
    let kind = match wanted.kind {
        Expected::Trigger | Expected::Cause => Some(Kind::Trigger),
        Expected::Target => Some(Kind::Target),
        Expected::Prohibition => Some(Kind::Prohibition),
        Expected::Report => Some(Kind::Report),
        Expected::Duty => Some(Kind::Duty),
        Expected::Commendation => Some(Kind::Commendation),
        Expected::Finding | Expected::LeftOut | Expected::Missing { .. } => None,
    };
    let mut add = |kind, name: &str| all.insert((kind, Name::from(name)));
    if let (Some(kind), Some(name)) = (kind, &wanted.subject) {
        add(kind, &name.text);
    }
    for detail in &wanted.details {
        match &detail.kind {
            DetailKind::Named(aspect, names) => {
                let kind = match aspect {
                    Aspect::Target => Kind::Target,
                    Aspect::Prohibition => Kind::Prohibition,
                    Aspect::Report => Kind::Report,
                    Aspect::Duty => Kind::Duty,
                    Aspect::Trigger => Kind::Trigger,
                    _ => continue,
                };
                for name in names {
                    add(kind, &name.text);
                }
            }
            DetailKind::Mark(Mark::ScopeDoubt) => {
                add(Kind::Scope, "");
            }
            _ => {}
        }
    }
}

/// What lies behind a result that came out as expected.
fn behind(
    assessment: &Assessment,
    wanted: &Expectation,
    place: usize,
    model: &Model,
    all: &mut Reached,
) {
    match wanted.kind {
        Expected::Finding => {
            if let Some(finding) = assessment.findings().get(place) {
                of_finding(finding, model, all);
            }
        }
        Expected::Cause => {
            let causes = assessment.triggers().iter();
            let mut causes = causes.flat_map(|one| one.causes.iter().map(move |c| (one, c)));
            if let Some((trigger, cause)) = causes.nth(place) {
                all.insert((Kind::Trigger, trigger.trigger.clone()));
                all.insert((Kind::Target, cause.element.name.clone()));
                all.insert((Kind::Prohibition, cause.element.name.clone()));
                all.insert((Kind::Report, cause.element.name.clone()));
            }
        }
        Expected::Commendation => {
            if let Some(one) = assessment.commendations().get(place) {
                all.insert((Kind::Commendation, one.commendation.clone()));
            }
        }
        Expected::LeftOut => {
            let out = assessment.left_out().get(place);
            let by_force = |reason| {
                matches!(
                    reason,
                    LeftOutReason::BeforeEffect | LeftOutReason::AfterExpiry
                )
            };
            if out.is_some_and(|out| by_force(out.reason)) {
                all.insert((Kind::Regulation, model.regulation.title.clone()));
            }
        }
        _ => {}
    }
}

/// The duty, its grounds, what follows, the mapping by which its kind is pursued, and the scope in which it lies.
fn of_finding(finding: &Finding, model: &Model, all: &mut Reached) {
    all.insert((Kind::Duty, finding.duty.name.clone()));
    all.insert((Kind::Scope, Name::default()));
    for ground in &finding.grounds {
        all.insert((Kind::Trigger, ground.trigger.clone()));
        all.insert((Kind::Consequence, ground.consequence.name.clone()));
    }
    for mapping in &model.mappings {
        let mut from = mapping.from.iter().map(|id| &model.kinds[*id].name);
        let mut to = mapping.to.iter().map(|id| &model.pursued[*id].name);
        let borne = match finding.borne.as_slice() {
            [] => mapping.from.is_empty(),
            borne => from.any(|name| borne.contains(name)),
        };
        if borne && to.any(|name| finding.pursued.as_ref() == Some(name)) {
            all.insert((Kind::Mapping, mapping_name(model, mapping).into()));
        }
    }
}
