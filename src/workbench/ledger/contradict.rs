//! Which targets and reports ask for different things of the same.
//!
//! Conditions count as the same when they are worded alike; what cannot be compared is no contradiction.

use std::cmp::Ordering;

use crate::folded::fold;
use crate::model::{CompareOp, Expr, ExprKind, Holding, Model, Report, Target};
use crate::source::{Sources, Span};
use crate::value::Value;

/// Pairs of declarations, by their spans, that cannot both be right if they rest on the same words.
pub(super) fn pairs(model: &Model, sources: &Sources) -> Vec<(Span, Span)> {
    let targets: Vec<&Target> = model.targets.values().collect();
    let targets = all_pairs(&targets)
        .filter(|(one, other)| contrary(model, sources, one, other))
        .map(|(one, other)| (one.span, other.span));
    let reports: Vec<&Report> = model.reports.values().collect();
    let reports = all_pairs(&reports)
        .filter(|(one, other)| differs(sources, one, other))
        .map(|(one, other)| (one.span, other.span));
    targets.chain(reports).collect()
}

/// Each is compared with so many behind it, so that tens of thousands are still looked through in time.
const COMPARED: usize = 2_000;

fn all_pairs<'r, T>(rows: &'r [&'r T]) -> impl Iterator<Item = (&'r T, &'r T)> {
    let later = |at: usize| rows.iter().skip(at + 1).take(COMPARED).copied();
    rows.iter()
        .enumerate()
        .flat_map(move |(at, one)| later(at).map(move |other| (*one, other)))
}

/// Whether two targets set contrary bounds for one quantity of the same units, due at the same time.
fn contrary(model: &Model, sources: &Sources, one: &Target, other: &Target) -> bool {
    let alike = |one: &Option<Box<Expr>>, other: &Option<Box<Expr>>| match (one, other) {
        (Some(one), Some(other)) => worded_alike(sources, one, other),
        (one, other) => one.is_none() && other.is_none(),
    };
    let (Some(first), Some(second)) = (bound(model, &one.require), bound(model, &other.require))
    else {
        return false;
    };
    one.level == other.level
        && one.due == other.due
        && alike(&one.filter, &other.filter)
        && alike(&one.applies, &other.applies)
        && alike(&one.population, &other.population)
        && same_quantity(sources, first.quantity, second.quantity)
        && clash(&first, &second)
}

/// A quantity and the bound set for it.
struct Bound<'m> {
    quantity: &'m Expr,
    op: CompareOp,
    value: &'m Value,
}

fn bound<'m>(model: &'m Model, require: &'m Expr) -> Option<Bound<'m>> {
    let ExprKind::Compare(op, left, right) = &require.kind else {
        return None;
    };
    match (constant(model, left), constant(model, right)) {
        (None, Some(value)) => Some(Bound {
            quantity: left,
            op: *op,
            value,
        }),
        (Some(value), None) => Some(Bound {
            quantity: right,
            op: op.turned(),
            value,
        }),
        _ => None,
    }
}

fn constant<'m>(model: &'m Model, expr: &'m Expr) -> Option<&'m Value> {
    match &expr.kind {
        ExprKind::Constant(value) => Some(value),
        ExprKind::Parameter(id) => Some(&model.parameters[*id].value),
        _ => None,
    }
}

fn same_quantity(sources: &Sources, one: &Expr, other: &Expr) -> bool {
    match (&one.kind, &other.kind) {
        (ExprKind::Metric(one, at), ExprKind::Metric(other, there)) => one == other && at == there,
        _ => worded_alike(sources, one, other),
    }
}

fn worded_alike(sources: &Sources, one: &Expr, other: &Expr) -> bool {
    fold(sources.slice(one.span)) == fold(sources.slice(other.span))
}

/// Two bounds to the same side that are not the same, or two that nothing can meet.
fn clash(one: &Bound<'_>, other: &Bound<'_>) -> bool {
    use CompareOp::{AtLeast, AtMost, Equal, Less, More, NotEqual};
    let (Value::Number(first), Value::Number(second)) = (one.value, other.value) else {
        return (one.op, other.op) == (Equal, Equal) && one.value != other.value;
    };
    let order = first.cmp(second);
    match (one.op, other.op) {
        (Less | AtMost, Less | AtMost) | (More | AtLeast, More | AtLeast) => {
            order != Ordering::Equal || one.op != other.op
        }
        (NotEqual, Equal) | (Equal, NotEqual) => order == Ordering::Equal,
        (NotEqual, _) | (_, NotEqual) => false,
        (Equal, Equal) => order != Ordering::Equal,
        (Equal | AtMost, Equal | AtLeast) => order == Ordering::Less,
        (Equal | AtLeast, Equal | AtMost) => order == Ordering::Greater,
        (Equal | AtMost | Less, Equal | AtLeast | More) => order != Ordering::Greater,
        (Equal | AtLeast | More, Equal | AtMost | Less) => order != Ordering::Less,
    }
}

/// Whether the same holders owe the same addressees a report at different times.
fn differs(sources: &Sources, one: &Report, other: &Report) -> bool {
    let parties =
        |report: &Report| -> Vec<_> { report.holders.iter().map(|h: &Holding| h.party).collect() };
    let alike = match (&one.applies, &other.applies) {
        (Some(one), Some(other)) => worded_alike(sources, one, other),
        (one, other) => one.is_none() && other.is_none(),
    };
    let same = parties(one) == parties(other) && one.addressees == other.addressees;
    alike && same && (one.every != other.every || one.due != other.due)
}
