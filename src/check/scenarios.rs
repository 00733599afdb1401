//! Scenarios and their backgrounds: what they start from, the choices they take, the names they expect.
//!
//! Facts are not judged here but by the reader of facts, when the scenario is read; only what a block is about
//! must be known before.

mod expectations;

use super::cycles;
use super::entry::{Entry, pick};
use super::noun::Noun;
use super::tables::Cx;
use crate::arena::Id as _;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{Arena, Background, BackgroundId, Name, Scenario, ScenarioId};
use crate::syntax::ast::{self, DeclKind, Fact, FactKind};

const NOTHING_EXPECTED: Code = Code::new("E0801");

/// Reads the backgrounds; a circle among them is reported, and broken.
pub(super) fn backgrounds(cx: &mut Cx<'_>) -> Arena<BackgroundId, Background> {
    let names = cx.names;
    let mut rows = Arena::new();
    let cyclic = circles(cx);
    for (id, entry) in names.backgrounds.rows.iter() {
        let upon = upon(cx, entry).filter(|_| !cyclic.contains(&id.index()));
        let facts = facts(cx, entry);
        rows.push(Background {
            name: entry.name().into(),
            upon,
            readings: readings(cx, entry),
            facts,
        });
        cx.basis(entry);
    }
    rows
}

/// Reads the scenarios.
pub(super) fn declare(cx: &mut Cx<'_>) -> Arena<ScenarioId, Scenario> {
    let names = cx.names;
    let mut rows = Arena::new();
    for entry in names.scenarios.rows.values() {
        let expectations: Vec<ast::Expectation> = entry
            .all(pick!(Expect))
            .flat_map(|(list, _)| list.iter().cloned())
            .collect();
        if expectations.is_empty() {
            cx.diagnostics.push(expects_nothing(entry));
        }
        expectations::check(cx, &expectations);
        let scenario = Scenario {
            title: entry.name().into(),
            upon: upon(cx, entry),
            readings: readings(cx, entry),
            facts: facts(cx, entry),
            expectations,
            span: entry.span(),
        };
        cx.basis(entry);
        rows.push(scenario);
    }
    rows
}

fn expects_nothing(entry: &Entry<'_>) -> Diagnostic {
    let title = entry.name();
    let message = Text::new(
        format!("情景 `{title}` 没有写预期"),
        format!("scenario `{title}` expects nothing"),
    );
    Diagnostic::error(NOTHING_EXPECTED, entry.span(), message).help(Text::new(
        "写 `预期 { 问责情形 … 成立 }`",
        "write `expect { trigger … fired }`",
    ))
}

fn written_upon<'a>(entry: &Entry<'a>) -> Option<&'a ast::Name> {
    match &entry.decl.kind {
        DeclKind::Background { upon } | DeclKind::Scenario { upon } => upon.as_ref(),
        _ => None,
    }
}

fn upon(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Option<BackgroundId> {
    let name = written_upon(entry)?;
    let names = cx.names;
    names.find(&names.backgrounds, name, &mut cx.diagnostics)
}

/// The backgrounds that lead to themselves.
fn circles(cx: &mut Cx<'_>) -> Vec<usize> {
    let names = cx.names;
    let edges: Vec<Vec<usize>> = names
        .backgrounds
        .rows
        .values()
        .map(|entry| {
            let upon = written_upon(entry).and_then(|name| names.backgrounds.get(&name.text));
            upon.map(BackgroundId::index).into_iter().collect()
        })
        .collect();
    let order = cycles::order(&edges);
    for cycle in &order.cycles {
        let member = |index: &usize| {
            let entry = names
                .backgrounds
                .rows
                .row(BackgroundId::from_index(*index))?;
            Some((entry.name(), entry.span()))
        };
        let members: Vec<_> = cycle.iter().filter_map(member).collect();
        let what = Text::new("底稿", "backgrounds");
        cx.diagnostics
            .extend(cycles::report(Code::new("E0410"), what, &members));
    }
    order.cycles.concat()
}

fn readings(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Vec<(Name, Name)> {
    let mut taken = Vec::new();
    for (reading, _) in entry.all(pick!(Reading)) {
        let names = cx.names;
        let (interpretation, choice) = (&reading.interpretation, &reading.choice);
        names
            .choices
            .check(interpretation, choice, &mut cx.diagnostics);
        taken.push((
            Name::from(reading.interpretation.text.as_str()),
            Name::from(reading.choice.text.as_str()),
        ));
    }
    taken
}

fn facts(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Vec<Fact> {
    let facts: Vec<Fact> = entry
        .all(pick!(Fact))
        .map(|(fact, _)| Fact::clone(fact))
        .collect();
    for fact in &facts {
        block(cx, fact);
    }
    facts
}

/// A block of two names is a unit of a level or a record with its id.
fn block(cx: &mut Cx<'_>, fact: &Fact) {
    let FactKind::Block { head, name, facts } = &fact.kind else {
        return;
    };
    let names = cx.names;
    let known = names.levels.get(&head.text).is_some() || names.records.get(&head.text).is_some();
    if name.is_some() && !known {
        let candidates = names.levels.names().chain(names.records.names());
        if !names.elsewhere.contains_key(head.text.as_str()) {
            let unknown = names.unknown(&[Noun::Level, Noun::Record], head, candidates);
            cx.diagnostics.push(unknown);
        }
    }
    for fact in facts {
        block(cx, fact);
    }
}
