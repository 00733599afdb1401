//! Levels of units, and matters.

use super::entry::Entry;
use super::tables::Cx;
use crate::model::{Level, LevelId, Matter, MatterId};
use crate::syntax::ast::{DeclKind, Name, PropKind};

/// Reads the levels.
pub(super) fn declare(cx: &mut Cx<'_>) {
    let names = cx.names;
    for entry in names.levels.rows.values() {
        let DeclKind::Level { within } = &entry.decl.kind else {
            continue;
        };
        let parent = within
            .as_ref()
            .and_then(|outer| names.find(&names.levels, outer, &mut cx.diagnostics));
        let basis = cx.basis(entry);
        cx.tables.levels.push(Level {
            name: entry.name().into(),
            parent,
            basis,
            span: entry.span(),
        });
    }
}

/// Reads the matters.
pub(super) fn declare_matters(cx: &mut Cx<'_>) {
    let names = cx.names;
    for entry in names.matters.rows.values() {
        let DeclKind::Matter { within, worded } = &entry.decl.kind else {
            continue;
        };
        let parent = within
            .as_ref()
            .and_then(|outer| names.find(&names.matters, outer, &mut cx.diagnostics));
        let basis = cx.basis(entry);
        cx.tables.matters.push(Matter {
            name: entry.name().into(),
            parent,
            worded: worded
                .iter()
                .map(|text| text.text.as_str().into())
                .collect(),
            basis,
            span: entry.span(),
        });
    }
}

impl Cx<'_> {
    /// The levels that a declaration lists; without any it says so.
    pub(super) fn levels_of(&mut self, entry: &Entry<'_>) -> Vec<LevelId> {
        let written = entry.names(|kind| match kind {
            PropKind::Levels(levels) => Some(levels),
            _ => None,
        });
        if written.is_empty() {
            self.missing(entry, ("层级", "level"), ("加上 `层级 …`", "add `level …`"));
        }
        let names = self.names;
        names.find_all(&names.levels, &written, &mut self.diagnostics)
    }

    /// Matters by name.
    pub(super) fn matters(&mut self, written: &[&Name]) -> Vec<MatterId> {
        let names = self.names;
        names.find_all(&names.matters, written, &mut self.diagnostics)
    }
}
