//! Comparisons with numbers that the policy states, whichever side they stand on.

use super::terms::Reading;
use crate::model::{CompareOp, Expr};
use crate::number::Number;
use crate::source::Span;

/// A quantity compared with a number that the policy states.
pub(super) struct Bounded<'e> {
    pub(super) op: CompareOp,
    pub(super) term: &'e Expr,
    pub(super) bound: Number,
    /// Where the number stands.
    pub(super) written: Span,
}

impl<'e> Bounded<'e> {
    pub(super) fn of(
        reading: &Reading<'_>,
        op: CompareOp,
        left: &'e Expr,
        right: &'e Expr,
    ) -> Option<Self> {
        let (op, term, number) = match reading.number(right) {
            Some(_) => (op, left, right),
            None => (op.turned(), right, left),
        };
        let bound = reading.number(number)?;
        // Two numbers are no bound of anything.
        reading.number(term).is_none().then_some(Self {
            op,
            term,
            bound,
            written: number.span,
        })
    }
}
