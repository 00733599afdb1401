//! What the facts of a scenario must say, and what an entry of a list may say.

use super::merge::{Entry, Given};
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::Scenario;
use crate::source::Span;
use crate::syntax::ast::{Aspect, DetailKind};

const UNFIT: Code = Code::new("E0803");
const INCOMPLETE: Code = Code::new("E0806");

/// What facts must say and these do not.
pub(super) fn incomplete(given: &Given<'_>, scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if given.as_of.is_none() {
        found.push(without(scenario.span, "截至", "as of"));
    }
    if given.period.is_none() {
        found.push(without(scenario.span, "期间", "period"));
    }
    found.extend(unfit(given));
    for person in given.persons.iter().flatten() {
        if !has(person, |d| {
            matches!(d, DetailKind::Named(Aspect::Organ, _) | DetailKind::By(_))
        }) {
            found.push(without(person.span, "机构", "organ"));
        }
        if !has(person, |d| matches!(d, DetailKind::From(_))) {
            found.push(without(person.span, "自", "from"));
        }
    }
    for one in given.determinations.iter().flatten() {
        if !has(one, |d| matches!(d, DetailKind::Is(_))) {
            found.push(without(one.span, "为", "is"));
        }
        if !has(one, |d| matches!(d, DetailKind::By(_))) {
            found.push(without(one.span, "由", "by"));
        }
        if !has(one, |d| matches!(d, DetailKind::On(_))) {
            found.push(without(one.span, "日期", "on"));
        }
    }
    for one in given.discharges.iter().chain(&given.reports).flatten() {
        if !has(one, |d| {
            matches!(d, DetailKind::By(_) | DetailKind::Named(Aspect::Organ, _))
        }) {
            found.push(without(one.span, "由", "by"));
        }
    }
    for one in given.reports.iter().flatten() {
        if !has(one, |d| matches!(d, DetailKind::On(_))) {
            found.push(without(one.span, "日期", "on"));
        }
    }
    found
}

/// Details that say nothing of a line of the roster, a determination, a discharge or a report made.
fn unfit(given: &Given<'_>) -> Vec<Diagnostic> {
    use DetailKind as D;
    let common = |d: &D| matches!(d, D::At(_) | D::Named(Aspect::Organ, _) | D::By(_));
    let person = |d: &D| {
        let named = matches!(d, D::Named(Aspect::Office | Aspect::Title, _));
        common(d) || named || matches!(d, D::From(_) | D::To(_))
    };
    let determination = |d: &D| {
        let about = matches!(
            d,
            D::Named(
                Aspect::Metric | Aspect::Record | Aspect::Duty | Aspect::Act,
                _
            )
        );
        common(d) || about || matches!(d, D::Is(_) | D::On(_) | D::During(_) | D::Document(_))
    };
    let conduct = |d: &D| {
        let about = matches!(d, D::Named(Aspect::Act, _));
        common(d) || about || matches!(d, D::On(_) | D::During(_) | D::Note(_))
    };
    let mut found = Vec::new();
    let mut check = |list: &Option<Vec<Entry<'_>>>, fits: &dyn Fn(&D) -> bool| {
        for detail in list.iter().flatten().flat_map(|entry| entry.details) {
            if !fits(&detail.kind) {
                let message = Text::new("这里不能这样写", "this cannot be said here");
                found.push(Diagnostic::error(UNFIT, detail.span, message));
            }
        }
    };
    check(&given.persons, &person);
    check(&given.determinations, &determination);
    check(&given.discharges, &conduct);
    check(&given.reports, &conduct);
    found
}

fn has(entry: &Entry<'_>, is: impl Fn(&DetailKind) -> bool) -> bool {
    entry.details.iter().any(|detail| is(&detail.kind))
}

fn without(span: Span, zh: &str, en: &str) -> Diagnostic {
    let message = Text::new(format!("没有写 `{zh}`"), format!("`{en}` is missing"));
    Diagnostic::error(INCOMPLETE, span, message)
}
