//! Commendations: the positive twins of triggers.

use super::entry::{Entry, pick};
use super::expr::Place;
use super::tables::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{Commendation, Commended};
use crate::source::Span;
use crate::syntax::ast::Name;

/// Reads the commendations; those that are wrong are left out.
pub(super) fn declare(cx: &mut Cx<'_>) -> Vec<Commendation> {
    let commendations = cx.names.commendations.rows.values();
    cx.read_all(commendations, |cx, entry| commendation(cx, entry))
}

fn commendation(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Option<Commendation> {
    let names = cx.names;
    let mut basis = cx.normative_basis(entry);
    let branches = cx.branches(entry, &mut basis);
    let places: Vec<_> = branches.iter().map(|(_, place)| place.clone()).collect();
    let commends = commended(cx, entry, &places);
    let requires = entry.find(pick!(Requires)).and_then(|name| {
        let id = names.find(&names.vague, name, &mut cx.diagnostics)?;
        cx.opens(id, name.span, &places);
        Some(id)
    });
    Some(Commendation {
        name: entry.name().into(),
        branches: branches.into_iter().map(|(branch, _)| branch).collect(),
        commends: commends?,
        requires,
        may: entry.may().unwrap_or(true),
        authority: entry
            .find(pick!(Authority))
            .and_then(|authority| cx.authority(authority)),
        following: entry.texts(pick!(Following)),
        basis,
        span: entry.span(),
    })
}

fn commended(cx: &mut Cx<'_>, entry: &Entry<'_>, places: &[Place]) -> Option<Commended> {
    let found = cx.needed(
        entry,
        entry.all(pick!(Commends)).next(),
        ("对象", "party commended"),
        ("加上 `对象 …`", "add `commends …`"),
    );
    found.map(|(written, part)| match written {
        None => {
            if !places.iter().all(|place| has_actor(cx, place)) {
                cx.diagnostics.push(no_actor(part.span));
            }
            Commended::Actor
        }
        Some(written) => {
            let written: Vec<&Name> = written.iter().collect();
            Commended::Organs(cx.organs_and_classes(&written).0)
        }
    })
}

fn has_actor(cx: &Cx<'_>, place: &Place) -> bool {
    let record = place.record().and_then(|id| cx.tables.record_types.row(id));
    record.is_some_and(|row| row.actor.is_some())
}

fn no_actor(span: Span) -> Diagnostic {
    let message = Text::new(
        "`对象 行为人` 只能用于有行为人字段的记录",
        "`commends actor` is for records with an actor field",
    );
    Diagnostic::error(Code::new("E0448"), span, message)
        .label(Text::new("这里没有行为人", "there is no actor here"))
}
