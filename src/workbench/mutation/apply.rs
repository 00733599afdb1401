//! Makes a change in a model, and takes it back.

use super::super::conditions::{Step, at_mut, measured, step};
use super::mutants::{Change, Site};
use crate::calendar::{Date, Duration};
use crate::model::{ArithmeticOp, CompareOp, Due, Duty, Expr, ExprKind, Model, Quantifier};
use crate::number::Number;
use crate::types::Type;
use crate::value::Value;

/// What was there before a change.
#[derive(Debug)]
pub(super) enum Before {
    Expr(Expr),
    Duty(Box<Duty>),
    Due(Due),
}

/// Makes a change; nothing where there is none to make.
pub(super) fn apply(model: &mut Model, site: &Site, change: Change) -> Option<Before> {
    match site {
        Site::Expr(root, way) => {
            let before = at_mut(root.of_mut(model)?, way)?.clone();
            let after = changed(model, &before, change)?;
            *at_mut(root.of_mut(model)?, way)? = after;
            Some(Before::Expr(before))
        }
        Site::Duty(id) => {
            let row = model.duties.row_mut(*id)?;
            let before = Before::Duty(Box::new(row.clone()));
            // The row stays, so that facts which speak of the duty are read as before.
            row.holders.clear();
            row.matters.clear();
            row.targets.clear();
            row.reports.clear();
            row.prohibitions.clear();
            Some(before)
        }
        Site::TargetDue(id) => moved(&mut model.targets.row_mut(*id)?.due, change),
        Site::ReportDue(id) => moved(&mut model.reports.row_mut(*id)?.due, change),
    }
}

/// Takes a change back.
pub(super) fn restore(model: &mut Model, site: &Site, before: Before) {
    match (site, before) {
        (Site::Expr(root, way), Before::Expr(before)) => {
            if let Some(place) = root.of_mut(model).and_then(|root| at_mut(root, way)) {
                *place = before;
            }
        }
        (Site::Duty(id), Before::Duty(before)) => {
            if let Some(row) = model.duties.row_mut(*id) {
                *row = *before;
            }
        }
        (Site::TargetDue(id), Before::Due(before)) => {
            if let Some(row) = model.targets.row_mut(*id) {
                row.due = before;
            }
        }
        (Site::ReportDue(id), Before::Due(before)) => {
            if let Some(row) = model.reports.row_mut(*id) {
                row.due = before;
            }
        }
        // INVARIANT: what was there before is given back to the site that it came from.
        _ => {}
    }
}

/// An expression with a change.
pub(super) fn changed(model: &Model, expr: &Expr, change: Change) -> Option<Expr> {
    let mut after = expr.clone();
    match change {
        Change::Negation => {
            let ExprKind::Not(inner) = &expr.kind else {
                after.kind = ExprKind::Not(Box::new(expr.clone()));
                return Some(after);
            };
            return Some((**inner).clone());
        }
        Change::Inclusion => {
            if let ExprKind::Compare(op, ..) = &mut after.kind {
                *op = other_inclusion(*op);
            }
        }
        Change::BoundUp | Change::BoundDown => {
            let up = change == Change::BoundUp;
            match &mut after.kind {
                ExprKind::Compare(_, left, right) => {
                    let (_, measured_side, bound) = measured(expr)?;
                    let step = step(model, measured_side, bound);
                    let side = if bound_is_left(left, right) {
                        left
                    } else {
                        right
                    };
                    **side = shifted(side, &step, up)?;
                }
                ExprKind::Quantified { quantifier, .. } => {
                    *quantifier = counted(*quantifier, up)?;
                }
                _ => return None,
            }
        }
        Change::DeadlineEarlier | Change::DeadlineLater | Change::DutyDropped => return None,
    }
    Some(after)
}

/// Whether what is written left is the bound: a constant before what is measured.
pub(super) fn bound_is_left(left: &Expr, right: &Expr) -> bool {
    let fixed = |expr: &Expr| matches!(expr.kind, ExprKind::Constant(_) | ExprKind::Parameter(_));
    fixed(left) && !fixed(right)
}

/// The comparison with its bound on the other side of inclusion.
pub(super) fn other_inclusion(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Less => CompareOp::AtMost,
        CompareOp::AtMost => CompareOp::Less,
        CompareOp::AtLeast => CompareOp::More,
        CompareOp::More => CompareOp::AtLeast,
        same @ (CompareOp::Equal | CompareOp::NotEqual) => same,
    }
}

/// A bound moved by one step.
fn shifted(bound: &Expr, step: &Step<'_>, up: bool) -> Option<Expr> {
    let mut after = bound.clone();
    let by = if up { step.by.clone() } else { step.by.neg() };
    after.kind = match &bound.kind {
        ExprKind::Constant(Value::Number(number)) => {
            ExprKind::Constant(Value::Number(number.checked_add(&by)?))
        }
        ExprKind::Constant(Value::Date(day)) => ExprKind::Constant(Value::Date(next(*day, up)?)),
        _ => {
            let constant = |value: Number, ty: Type| {
                Box::new(Expr {
                    kind: ExprKind::Constant(Value::Number(value)),
                    ty,
                    span: bound.span,
                })
            };
            let whole = Box::new(bound.clone());
            if bound.ty == Type::Date {
                ExprKind::DateDays(whole, constant(Number::one(), Type::number()), !up)
            } else {
                ExprKind::Arithmetic(ArithmeticOp::Add, whole, constant(by, bound.ty.clone()))
            }
        }
    };
    Some(after)
}

fn counted(quantifier: Quantifier, up: bool) -> Option<Quantifier> {
    let moved = |count: u32| {
        if up {
            count.checked_add(1)
        } else {
            count.checked_sub(1)
        }
    };
    Some(match quantifier {
        Quantifier::AtLeast(count) => Quantifier::AtLeast(moved(count)?),
        Quantifier::AtMost(count) => Quantifier::AtMost(moved(count)?),
        Quantifier::Exactly(count) => Quantifier::Exactly(moved(count)?),
        _ => return None,
    })
}

/// A deadline moved by a day.
fn moved(due: &mut Due, change: Change) -> Option<Before> {
    let later = change == Change::DeadlineLater;
    let before = *due;
    *due = match before {
        Due::On(day) => Due::On(next(day, later)?),
        Due::AfterPeriodEnd(length) => Due::AfterPeriodEnd(Duration {
            days: length.days + if later { 1 } else { -1 },
            ..length
        }),
        Due::Continuously => return None,
    };
    Some(Before::Due(before))
}

fn next(day: Date, later: bool) -> Option<Date> {
    if later {
        day.next_day()
    } else {
        day.prev_day()
    }
}
