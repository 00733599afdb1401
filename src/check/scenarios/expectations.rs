//! The expectations of a scenario: names that exist, details that fit, nothing said both ways.

use std::collections::BTreeMap;

use crate::arena::Id;
use crate::check::names::{Named, Names};
use crate::check::noun::Noun;
use crate::check::tables::Cx;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::source::Span;
use crate::syntax::ast::{
    Aspect, Detail, DetailKind, Expectation, Expected, HowMany, Mark, MissingKind, Name, NameOrText,
};

const CONTRADICTION: Code = Code::new("E0802");
const UNFIT: Code = Code::new("E0803");

/// Checks the expectations of one scenario.
pub(super) fn check(cx: &mut Cx<'_>, expectations: &[Expectation]) {
    let names = cx.names;
    for expectation in expectations {
        one(names, expectation, &mut cx.diagnostics);
    }
    contradictions(expectations, &mut cx.diagnostics);
}

fn one(names: &Names<'_>, expectation: &Expectation, found: &mut Diagnostics) {
    subject(names, expectation, found);
    for detail in &expectation.details {
        if !fits(expectation.kind, &detail.kind) {
            found.push(unfit(detail.span));
            continue;
        }
        match &detail.kind {
            DetailKind::Named(aspect, list) => {
                for name in list {
                    named(names, *aspect, name, found);
                }
            }
            DetailKind::By(NameOrText::Name(name))
                if matches!(expectation.kind, Expected::Report | Expected::Duty) =>
            {
                named(names, Aspect::Organ, name, found);
            }
            DetailKind::Reading(reading) => {
                let (interpretation, choice) = (&reading.interpretation, &reading.choice);
                names.choices.check(interpretation, choice, found);
            }
            DetailKind::Missing(missing) => one(names, missing, found),
            _ => {}
        }
    }
}

fn subject(names: &Names<'_>, expectation: &Expectation, found: &mut Diagnostics) {
    let Some(name) = &expectation.subject else {
        return;
    };
    match expectation.kind {
        Expected::Trigger | Expected::Cause => known(names, &names.triggers, name, found),
        Expected::Finding if names.classes.get(&name.text).is_some() => {}
        Expected::Finding => {
            let organ = names.organs.get(&name.text);
            known(names, &names.organs, name, found);
            if let (Some(organ), Some(office)) = (organ, &expectation.office) {
                names.find_office(organ, office, found);
            }
        }
        Expected::Target => known(names, &names.targets, name, found),
        Expected::Prohibition => known(names, &names.prohibitions, name, found),
        Expected::Report => known(names, &names.reports, name, found),
        Expected::Duty => known(names, &names.duties, name, found),
        Expected::Commendation => known(names, &names.commendations, name, found),
        Expected::LeftOut => {}
        Expected::Missing { kind, .. } => match kind {
            Some(MissingKind::Metric) => known(names, &names.metrics, name, found),
            Some(MissingKind::Plan) => known(names, &names.targets, name, found),
            Some(MissingKind::Records) => known(names, &names.records, name, found),
            Some(MissingKind::Units) => known(names, &names.levels, name, found),
            Some(MissingKind::Determination) => known(names, &names.vague, name, found),
            Some(MissingKind::Field) => {
                let all = || {
                    names
                        .fields
                        .values()
                        .map(|row| row.field.name.text.as_str())
                };
                among(names, Noun::Field, name, all(), found);
            }
            _ => {}
        },
    }
}

fn named(names: &Names<'_>, aspect: Aspect, name: &Name, found: &mut Diagnostics) {
    match aspect {
        Aspect::Metric => known(names, &names.metrics, name, found),
        Aspect::Target => known(names, &names.targets, name, found),
        Aspect::Prohibition => known(names, &names.prohibitions, name, found),
        Aspect::Report => known(names, &names.reports, name, found),
        Aspect::Duty => known(names, &names.duties, name, found),
        Aspect::Organ | Aspect::With => known(names, &names.organs, name, found),
        Aspect::Class => known(names, &names.classes, name, found),
        Aspect::Matter => known(names, &names.matters, name, found),
        Aspect::Trigger => known(names, &names.triggers, name, found),
        Aspect::Pursued => known(names, &names.pursued, name, found),
        Aspect::Borne => known(names, &names.kinds, name, found),
        Aspect::Office => {
            let all = || {
                names
                    .offices
                    .values()
                    .map(|row| row.office.name.text.as_str())
            };
            among(names, Noun::Office, name, all(), found);
        }
        // The facts know these.
        Aspect::Record | Aspect::Title | Aspect::Person | Aspect::Act => {}
    }
}

/// What is declared under another choice alone is left to the run: the scenario may take that choice.
fn known<I: Id, T>(
    names: &Names<'_>,
    table: &Named<'_, I, T>,
    name: &Name,
    found: &mut Diagnostics,
) {
    if table.get(&name.text).is_none() {
        among(names, table.noun, name, table.names(), found);
    }
}

fn among<'c>(
    names: &Names<'_>,
    noun: Noun,
    name: &Name,
    all: impl Iterator<Item = &'c str>,
    found: &mut Diagnostics,
) {
    let elsewhere = names.elsewhere.contains_key(name.text.as_str());
    let all: Vec<&str> = all.collect();
    if !elsewhere && !all.contains(&name.text.as_str()) {
        found.push(names.unknown(&[noun], name, all.into_iter()));
    }
}

/// Whether a detail can be said of what is expected.
fn fits(of: Expected, detail: &DetailKind) -> bool {
    use DetailKind as D;
    match (of, detail) {
        (_, D::Mark(mark)) => mark_fits(of, *mark),
        (Expected::Trigger, D::Missing(_)) => true,
        (Expected::Trigger, _) | (Expected::Missing { .. } | Expected::LeftOut, D::Missing(_)) => {
            false
        }
        (Expected::Cause, D::Missing(_)) => false,
        (_, D::At(_) | D::Missing(_)) => true,
        (Expected::Missing { .. } | Expected::LeftOut, D::Reading(_)) => false,
        (_, D::Reading(_)) => true,
        (Expected::Finding, D::Named(aspect, _)) => matches!(
            aspect,
            Aspect::Office
                | Aspect::Organ
                | Aspect::Class
                | Aspect::Person
                | Aspect::Act
                | Aspect::Matter
                | Aspect::Trigger
                | Aspect::Duty
                | Aspect::Pursued
                | Aspect::Borne
                | Aspect::With
        ),
        (Expected::Finding, detail) => matches!(
            detail,
            D::Role(_) | D::Distance(_) | D::On(_) | D::From(_) | D::To(_) | D::By(_)
        ),
        (Expected::Cause, D::Named(aspect, _)) => !matches!(
            aspect,
            Aspect::Person | Aspect::Title | Aspect::Office | Aspect::Trigger | Aspect::With
        ),
        (Expected::Cause, detail) => {
            matches!(detail, D::Actor(_) | D::On(_) | D::From(_) | D::To(_))
        }
        (Expected::Target, detail) => matches!(detail, D::Actual(_) | D::Bound(_) | D::On(_)),
        (Expected::Prohibition, detail) => matches!(detail, D::Named(Aspect::Record, _)),
        (Expected::Report, detail) => matches!(detail, D::By(_) | D::During(_) | D::On(_)),
        (Expected::Duty, detail) => matches!(detail, D::By(_)),
        (Expected::Commendation, detail) => {
            matches!(detail, D::Named(Aspect::Organ, _) | D::Actor(_) | D::By(_))
        }
        (Expected::LeftOut, detail) => matches!(detail, D::On(_)),
        (Expected::Missing { .. }, detail) => matches!(
            detail,
            D::During(_)
                | D::By(_)
                | D::Named(
                    Aspect::Metric | Aspect::Record | Aspect::Duty | Aspect::Organ,
                    _
                )
        ),
    }
}

fn mark_fits(of: Expected, mark: Mark) -> bool {
    use Mark as M;
    let open = matches!(mark, M::Undetermined | M::Awaiting);
    let measured = open || matches!(mark, M::NotDue | M::NotApplicable);
    match of {
        Expected::Trigger => open || matches!(mark, M::Fired | M::NotFired),
        Expected::Finding => {
            open || matches!(
                mark,
                M::Fired
                    | M::Established
                    | M::Presumed
                    | M::Rebutted
                    | M::Silent
                    | M::NotPursued
                    | M::ScopeDoubt
                    | M::Shall
                    | M::May
                    | M::Vacant
                    | M::UnknownPersons
            )
        }
        Expected::Cause => mark == M::NoDuty,
        Expected::Target | Expected::Report => measured || matches!(mark, M::Met | M::Breached),
        Expected::Prohibition => measured || matches!(mark, M::Respected | M::Violated),
        Expected::Duty => {
            measured
                || matches!(
                    mark,
                    M::Met | M::Breached | M::Unmeasured | M::Respected | M::Violated
                )
        }
        Expected::Commendation => {
            open || matches!(mark, M::Eligible | M::Declined | M::Shall | M::May)
        }
        Expected::LeftOut => matches!(
            mark,
            M::AfterAsOf | M::OutsidePeriod | M::BeforeEffect | M::AfterExpiry
        ),
        Expected::Missing { .. } => false,
    }
}

fn unfit(span: Span) -> Diagnostic {
    let message = Text::new("这里不能这样写", "this cannot be said here");
    Diagnostic::error(UNFIT, span, message).label(Text::new(
        "与所预期的内容不符",
        "does not fit what is expected",
    ))
}

/// Two statuses of one thing, and what is both expected and excluded.
fn contradictions(expectations: &[Expectation], found: &mut Diagnostics) {
    let mut seen: BTreeMap<(String, bool), (&'static str, Span)> = BTreeMap::new();
    for expectation in expectations {
        let Some((key, says)) = claim(expectation) else {
            continue;
        };
        let finding = expectation.kind == Expected::Finding;
        match seen.get(&(key.clone(), finding)) {
            Some((before, first)) if *before != says => {
                let message = Text::new(
                    "这一预期与前面的预期矛盾",
                    "this contradicts what is expected before",
                );
                found.push(
                    Diagnostic::error(CONTRADICTION, expectation.span, message)
                        .label(Text::new("与之矛盾", "contradicts the other"))
                        .secondary(*first, Text::new("先写的预期", "expected before")),
                );
            }
            Some(_) => {}
            None => {
                seen.insert((key, finding), (says, expectation.span));
            }
        }
    }
}

/// What an expectation is about, and what it says of that; none where another may hold beside it.
fn claim(expectation: &Expectation) -> Option<(String, &'static str)> {
    let subject = expectation.subject.as_ref().map_or("", |name| &name.text);
    let mut key = format!("{:?} {subject}", expectation.kind);
    if expectation.kind == Expected::Finding {
        let office = expectation.office.as_ref().map_or("", |name| &name.text);
        key.push_str(&format!(" {office}"));
        for detail in &expectation.details {
            key.push_str(&format!(" {}", plain(detail)?));
        }
        return match expectation.count {
            HowMany::Some => Some((key, "some")),
            HowMany::None => Some((key, "none")),
            _ => None,
        };
    }
    if expectation.count != HowMany::Some || expectation.kind == Expected::LeftOut {
        return None;
    }
    let mut says = None;
    for detail in &expectation.details {
        match &detail.kind {
            DetailKind::Mark(Mark::Shall | Mark::May) => {}
            DetailKind::Mark(mark) => says = Some(mark_name(*mark)),
            DetailKind::At(_) | DetailKind::By(_) | DetailKind::During(_) => {
                key.push_str(&format!(" {}", plain(detail)?));
            }
            _ => {}
        }
    }
    // Of several units or holders some may be one thing, some another.
    let told = matches!(expectation.kind, Expected::Trigger)
        || expectation
            .details
            .iter()
            .any(|detail| matches!(detail.kind, DetailKind::At(_)));
    says.filter(|_| told).map(|says| (key, says))
}

fn plain(detail: &Detail) -> Option<String> {
    let joined = |names: &[Name]| {
        let texts: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
        texts.join("、")
    };
    Some(match &detail.kind {
        DetailKind::At(name) => format!("at {}", name.text),
        DetailKind::By(NameOrText::Name(name)) => format!("by {}", name.text),
        DetailKind::By(NameOrText::Text(text)) => format!("by {}", text.text),
        DetailKind::During(period) => format!("during {period}"),
        DetailKind::Named(aspect, names) => format!("{aspect:?} {}", joined(names)),
        DetailKind::Mark(mark) => format!("is {}", mark_name(*mark)),
        DetailKind::Distance(steps) => format!("distance {steps}"),
        _ => return None,
    })
}

fn mark_name(mark: Mark) -> &'static str {
    match mark {
        Mark::Fired | Mark::Established => "holds",
        Mark::NotFired => "not",
        Mark::Met => "met",
        Mark::Breached => "breached",
        Mark::Respected => "respected",
        Mark::Violated => "violated",
        Mark::NotDue => "not due",
        Mark::NotApplicable => "not applicable",
        Mark::Unmeasured => "unmeasured",
        Mark::Undetermined => "undetermined",
        Mark::Awaiting => "awaiting",
        Mark::Presumed => "presumed",
        Mark::Rebutted => "rebutted",
        Mark::Eligible => "eligible",
        Mark::Declined => "declined",
        Mark::AfterAsOf => "after as of",
        Mark::OutsidePeriod => "outside period",
        Mark::BeforeEffect => "before effect",
        Mark::AfterExpiry => "after expiry",
        Mark::Silent => "silent",
        Mark::NotPursued => "not pursued",
        Mark::NoDuty => "no duty",
        Mark::ScopeDoubt => "scope doubt",
        Mark::Shall => "shall",
        Mark::May => "may",
        Mark::Vacant => "vacant",
        Mark::UnknownPersons => "unknown persons",
    }
}
