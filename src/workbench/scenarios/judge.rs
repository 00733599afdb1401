//! Compares an assessment with what is expected of it.

use serde::Serialize;

use super::outcome::{self, Outcome};
use super::places::place;
use super::said::{Said, Slot, both, expected, head, is_unit, line};
use crate::assessment::Assessment;
use crate::lang::{Lang, Text};
use crate::measure::Measures;
use crate::model::{Model, Scenario};
use crate::source::{Sources, Span};
use crate::syntax::ast::{DetailKind, Expectation, Expected, HowMany};

/// Results shown beside an expectation that is not met.
const SHOWN: usize = 5;

/// An expectation that is not met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Failure {
    /// What is expected, in the words of the language.
    pub expected: Text,
    /// What came out instead: the results nearest to it, nearest first.
    pub actual: Vec<Text>,
    /// The line where it is expected, from 1, in the file of the scenario.
    pub line: u32,
    /// Where it is expected.
    #[serde(skip)]
    pub span: Span,
}

/// The expectations of a scenario that are not met.
pub(in crate::workbench) fn judge(
    assessment: &Assessment,
    scenario: &Scenario,
    model: &Model,
    sources: &Sources,
) -> Vec<Failure> {
    let judged = scenario
        .expectations
        .iter()
        .filter_map(|one| expectation(assessment, one, &model.measures));
    judged
        .map(|failure| Failure {
            line: place(sources, failure.span).1,
            ..failure
        })
        .collect()
}

/// The places of the results that are what is expected, among all of their kind.
pub(super) fn met(
    assessment: &Assessment,
    wanted: &Expectation,
    measures: &Measures,
) -> Vec<usize> {
    let said = expected(wanted);
    let all = outcome::all(assessment, wanted.kind);
    let places = all.iter().enumerate();
    places
        .filter(|(_, outcome)| meets(outcome, wanted, &said, measures))
        .map(|(place, _)| place)
        .collect()
}

fn expectation(
    assessment: &Assessment,
    wanted: &Expectation,
    measures: &Measures,
) -> Option<Failure> {
    let all = outcome::all(assessment, wanted.kind);
    let said = expected(wanted);
    let count = all
        .iter()
        .filter(|outcome| meets(outcome, wanted, &said, measures))
        .count();
    let only = matches!(wanted.kind, Expected::Missing { only: true, .. });
    let met = match wanted.count {
        HowMany::Some => count > 0,
        HowMany::None => count == 0,
        HowMany::Exactly(times) => count == times as usize,
        HowMany::AtLeast(times) => count >= times as usize,
        HowMany::AtMost(times) => count <= times as usize,
    };
    if met && (!only || all.len() == 1) {
        return None;
    }
    Some(Failure {
        expected: both(|lang| words(wanted, lang)),
        actual: actual(&all, wanted, &said, count, measures),
        line: 0,
        span: wanted.span,
    })
}

/// Whether a result is what is expected, with everything that must be missing there.
fn meets(outcome: &Outcome<'_>, wanted: &Expectation, said: &[Said], measures: &Measures) -> bool {
    is_about(outcome, wanted)
        && said.iter().all(|one| holds(outcome, one, measures))
        && wanted.details.iter().all(|detail| match &detail.kind {
            DetailKind::Missing(missing) => lacks(outcome, missing, measures),
            _ => true,
        })
}

fn lacks(outcome: &Outcome<'_>, missing: &Expectation, measures: &Measures) -> bool {
    let mut needs: Vec<_> = Vec::new();
    for need in &outcome.needs {
        if !needs.contains(need) {
            needs.push(*need);
        }
    }
    let only = matches!(missing.kind, Expected::Missing { only: true, .. });
    let said = expected(missing);
    let mut found = needs.iter().map(|need| outcome::need(need));
    (!only || needs.len() == 1) && found.any(|need| meets(&need, missing, &said, measures))
}

fn is_about(outcome: &Outcome<'_>, wanted: &Expectation) -> bool {
    let kind = match (wanted.kind, outcome.kind) {
        (Expected::Missing { kind: wanted, .. }, Expected::Missing { kind: found, .. }) => {
            wanted.is_none() || wanted == found
        }
        _ => true,
    };
    let subject = wanted.subject.as_ref();
    kind && subject.is_none_or(|name| name.text == outcome.subject)
}

fn holds(outcome: &Outcome<'_>, one: &Said, measures: &Measures) -> bool {
    outcome.said.iter().any(|said| one.met_by(said, measures))
}

/// The results nearest to what is expected; of those not expected at all, the ones that came out.
fn actual(
    all: &[Outcome<'_>],
    wanted: &Expectation,
    said: &[Said],
    count: usize,
    measures: &Measures,
) -> Vec<Text> {
    let counted = match wanted.count {
        HowMany::Some => None,
        _ => Some(Text::new(
            format!("符合的有 {count} 项"),
            format!("{count} match"),
        )),
    };
    let mut near: Vec<(usize, &Outcome<'_>)> = all
        .iter()
        .filter(|outcome| is_about(outcome, wanted))
        .filter(|outcome| count == 0 || meets(outcome, wanted, said, measures))
        .filter(|outcome| is_there(outcome, said))
        .map(|outcome| {
            let unmet = said.iter().filter(|one| !holds(outcome, one, measures));
            (unmet.count(), outcome)
        })
        .collect();
    // The sort is stable: equals stay in the order of the assessment.
    near.sort_by_key(|(unmet, _)| *unmet);
    let more = near.len().saturating_sub(SHOWN);
    let mut lines: Vec<Text> = counted.into_iter().collect();
    lines.extend(
        near.iter()
            .take(SHOWN)
            .map(|(_, outcome)| both(|lang| shown(outcome, lang))),
    );
    if near.is_empty() {
        lines.push(Text::new("没有这样的结果", "there is no such result"));
    }
    if more > 0 {
        lines.push(Text::new(
            format!("另有 {more} 项"),
            format!("and {more} more"),
        ));
    }
    lines
}

/// Whether a result is at the unit that is expected, where one is.
fn is_there(outcome: &Outcome<'_>, said: &[Said]) -> bool {
    let wanted = said.iter().find(|one| one.slot == Slot::Unit);
    let found = outcome.said.iter().find(|one| one.slot == Slot::Unit);
    match (wanted, found) {
        (Some(wanted), Some(found)) => is_unit(&wanted.value, &found.value),
        _ => true,
    }
}

fn shown(outcome: &Outcome<'_>, lang: Lang) -> String {
    // What it rests on is told by the assessment; here it would hide what differs.
    let mut said: Vec<Said> = outcome.said.clone();
    said.retain(|one| one.slot != Slot::Reading);
    if outcome.kind == Expected::Finding {
        let organ = |one: &Said| one.slot == Slot::By || one.value == outcome.subject;
        said.retain(|one| !organ(one));
    }
    let mut text = line(head(outcome.kind, lang), &outcome.subject, &said, lang);
    let needs: Vec<String> = outcome
        .needs
        .iter()
        .take(SHOWN)
        .map(|need| shown(&outcome::need(need), lang))
        .collect();
    if !needs.is_empty() {
        text.push_str(&format!(" {{ {} }}", needs.join(lang.pick("；", "; "))));
    }
    text
}

/// An expectation in the words of the language.
pub(super) fn words(wanted: &Expectation, lang: Lang) -> String {
    let subject = wanted.subject.as_ref().map_or("", |name| &name.text);
    let head = head(wanted.kind, lang);
    let only = matches!(wanted.kind, Expected::Missing { only: true, .. });
    let head = match (wanted.count, lang) {
        (HowMany::Some, _) if only => match lang {
            Lang::Zh => format!("仅{head}"),
            Lang::En => head.replacen("missing", "missing only", 1),
        },
        (HowMany::Some, _) => head.to_owned(),
        (HowMany::None, Lang::Zh) if wanted.kind == Expected::Finding => "不追究".to_owned(),
        (HowMany::None, Lang::Zh) => format!("没有 {head}"),
        (HowMany::None, Lang::En) => format!("no {head}"),
        (HowMany::Exactly(times), Lang::Zh) => format!("恰有 {times} 项 {head}"),
        (HowMany::Exactly(times), Lang::En) => format!("exactly {times} {head}"),
        (HowMany::AtLeast(times), Lang::Zh) => format!("至少 {times} 项 {head}"),
        (HowMany::AtLeast(times), Lang::En) => format!("at least {times} {head}"),
        (HowMany::AtMost(times), Lang::Zh) => format!("至多 {times} 项 {head}"),
        (HowMany::AtMost(times), Lang::En) => format!("at most {times} {head}"),
    };
    let mut text = line(&head, subject, &expected(wanted), lang);
    for detail in &wanted.details {
        if let DetailKind::Missing(missing) = &detail.kind {
            text.push_str(&format!(" {{ {} }}", words(missing, lang)));
        }
    }
    text
}
