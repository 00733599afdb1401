//! How deep an evaluation nests: definitions that read definitions, metrics computed from metrics, statuses that look
//! at statuses. Each may be shallow, and a thousand of them in a row would still outgrow the stack.
//!
//! A declaration lies as deep as its own operators and the deepest declaration that it reads. Within one
//! expression the typing of expressions has bounded the depth, so that walking over it may recurse.

use super::waits::Waits;
use crate::diagnostic::Diagnostics;
use crate::syntax::formula_too_deep;

/// Reports the first of each chain that nests too deep.
pub(super) fn check(waits: &Waits<'_>, limit: usize, diagnostics: &mut Diagnostics) {
    let nodes = &waits.nodes;
    // Statuses may look at one another in a circle, of which every part may be open at once.
    let all = || {
        nodes
            .iter()
            .fold(0_usize, |sum, node| sum.saturating_add(node.own))
    };
    let mut around = None;
    let mut depths: Vec<Option<usize>> = vec![None; nodes.len()];
    for &index in &waits.order.sorted {
        let Some(node) = nodes.get(index) else {
            continue;
        };
        let of = |read: &usize| depths.get(*read).copied().flatten();
        let inner = node.reads.iter().map(|read| match of(read) {
            Some(depth) => depth,
            None => *around.get_or_insert_with(all),
        });
        let inner: Vec<usize> = inner.collect();
        let deepest = inner.iter().copied().max().unwrap_or(0);
        let depth = node.own.saturating_add(deepest);
        if depth > limit && deepest <= limit {
            diagnostics.push(formula_too_deep(node.span, limit));
        }
        if let Some(slot) = depths.get_mut(index) {
            *slot = Some(depth);
        }
    }
}
