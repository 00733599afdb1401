//! Kinds of responsibility, borne and pursued, and what is pursued for what is borne.

use indexmap::IndexMap;

use super::entry::Entry;
use super::names::KindRow;
use super::tables::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{Kind, Mapping, PursuedId};
use crate::source::Span;
use crate::syntax::ast::{DeclKind, Name};

/// Reads the kinds.
pub(super) fn declare(cx: &mut Cx<'_>) {
    let names = cx.names;
    for row in names.kinds.rows.values() {
        let kind = kind(cx, row);
        cx.tables.kinds.push(kind);
    }
    for row in names.pursued.rows.values() {
        let kind = kind(cx, row);
        cx.tables.pursued.push(kind);
    }
}

/// Reads the mappings; a kind is mapped once, or what is pursued for it would depend on the order.
pub(super) fn mappings(cx: &mut Cx<'_>) -> Vec<Mapping> {
    let names = cx.names;
    let mut first: IndexMap<&str, Span> = IndexMap::new();
    let mut rows = Vec::new();
    for entry in &names.others {
        let DeclKind::Mapping { from, .. } = &entry.decl.kind else {
            continue;
        };
        let before = cx.diagnostics.len();
        rows.extend(mapping(cx, entry));
        if cx.diagnostics.len() > before {
            // What is wrong with it comes first.
            continue;
        }
        let unspecified = from.is_empty().then_some(("", entry.decl.keyword));
        let written = from.iter().map(|name| (name.text.as_str(), name.span));
        for (name, span) in written.chain(unspecified) {
            match first.get(name) {
                Some(earlier) => cx.diagnostics.push(mapped_twice(name, span, *earlier)),
                None => {
                    first.insert(name, span);
                }
            }
        }
    }
    rows
}

fn mapped_twice(name: &str, span: Span, earlier: Span) -> Diagnostic {
    let message = if name.is_empty() {
        Text::new("`未明` 对应了两次", "`unspecified` is mapped twice")
    } else {
        Text::new(
            format!("承担种类 `{name}` 对应了两次"),
            format!("borne kind `{name}` is mapped twice"),
        )
    };
    Diagnostic::error(Code::new("E0451"), span, message)
        .label(Text::new("又一次", "again"))
        .secondary(earlier, Text::new("首次", "first mapped here"))
        .help(Text::new(
            "把追究的种类写在同一条里",
            "list all the kinds pursued in one mapping",
        ))
}

fn kind(cx: &mut Cx<'_>, row: &KindRow<'_>) -> Kind {
    // One declaration may list several kinds; what it lacks is said at the first.
    let first = match &row.entry.decl.kind {
        DeclKind::Kinds { names, .. } => names.first().map(|name| name.span),
        _ => None,
    };
    let basis = if first == Some(row.name.span) {
        cx.normative_basis(&row.entry)
    } else {
        cx.quietly(|cx| cx.basis(&row.entry))
    };
    Kind {
        name: row.name.text.as_str().into(),
        basis,
        span: row.name.span,
    }
}

fn mapping(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Option<Mapping> {
    let DeclKind::Mapping { from, to } = &entry.decl.kind else {
        return None;
    };
    let names = cx.names;
    let from: Vec<&Name> = from.iter().collect();
    let to: Vec<&Name> = to.iter().collect();
    Some(Mapping {
        from: names.find_all(&names.kinds, &from, &mut cx.diagnostics),
        to: cx.pursued(&to),
        basis: cx.normative_basis(entry),
        span: entry.decl.span,
    })
}

impl Cx<'_> {
    /// Kinds pursued by name.
    pub(super) fn pursued(&mut self, written: &[&Name]) -> Vec<PursuedId> {
        let names = self.names;
        names.find_all(&names.pursued, written, &mut self.diagnostics)
    }

    /// Runs something whose complaints have been heard already.
    pub(super) fn quietly<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let heard = std::mem::take(&mut self.diagnostics);
        let result = run(self);
        self.diagnostics = heard;
        result
    }
}
