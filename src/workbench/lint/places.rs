//! Where expressions stand in a model, and every part of one.

use std::collections::BTreeSet;

use crate::model::{Expr, ExprKind, Model, Trigger, TriggerBranch};

/// The branches of triggers, in order.
pub(super) fn each_branch<'m>(
    triggers: impl Iterator<Item = &'m Trigger>,
) -> impl Iterator<Item = &'m TriggerBranch> {
    triggers.flat_map(|trigger| &trigger.branches)
}

/// Visits an expression and everything inside it, what it names included.
pub(super) fn each_expr<'m>(model: &'m Model, expr: &'m Expr, visit: &mut impl FnMut(&'m Expr)) {
    let mut waiting = vec![expr];
    let (mut definitions, mut tables) = (BTreeSet::new(), BTreeSet::new());
    while let Some(expr) = waiting.pop() {
        visit(expr);
        match &expr.kind {
            ExprKind::Definition(id) => {
                // Once is enough.
                let first = definitions.insert(*id);
                waiting.extend(first.then(|| &model.definitions[*id].value));
            }
            ExprKind::Table(id) if tables.insert(*id) => {
                let table = &model.tables[*id];
                let rows = table.rows.iter().flat_map(|row| [&row.when, &row.then]);
                waiting.extend(rows.chain(table.otherwise.as_deref()));
            }
            _ => waiting.extend(expr.parts()),
        }
    }
}
