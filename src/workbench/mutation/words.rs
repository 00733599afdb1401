//! A change in words: 将“不低于 95%”改为“高于 95%”.

use super::super::conditions::{Step, at_mut, measured, step};
use super::apply::{bound_is_left, changed, other_inclusion};
use super::mutants::{Change, Mutant, Site};
use crate::lang::{Lang, Text};
use crate::model::{CompareOp, Expr, ExprKind, Model, Quantifier};
use crate::policy::Policy;
use crate::value::Value;

/// What a mutant changes, in words.
pub(super) fn words(policy: &Policy, mutant: &Mutant, site: &Site) -> Text {
    match (mutant.change, site) {
        (Change::DutyDropped, _) => Text::new("删去该责任", "the duty dropped"),
        (Change::DeadlineEarlier, _) => {
            Text::new("将截止日期提前一天", "the deadline one day earlier")
        }
        (Change::DeadlineLater, _) => Text::new("将截止日期推后一天", "the deadline one day later"),
        (change, Site::Expr(root, way)) => {
            let model = policy.model();
            let mut whole = root.of(model).cloned();
            let expr = whole.as_mut().and_then(|whole| at_mut(whole, way));
            expr.map_or_else(|| Text::new("", ""), |expr| of_expr(policy, expr, change))
        }
        _ => Text::new("", ""),
    }
}

fn of_expr(policy: &Policy, expr: &Expr, change: Change) -> Text {
    let own = slice(policy, expr);
    let in_lang = |lang: Lang| match change {
        Change::Negation => (
            own.clone(),
            lang.pick(format!("非（{own}）"), format!("not ({own})")),
        ),
        Change::Inclusion => {
            let (op, bound) = compared(policy, expr);
            let after = op.map(other_inclusion);
            (side(op, &bound, lang), side(after, &bound, lang))
        }
        _ => {
            let (op, bound) = compared(policy, expr);
            let after = changed(policy.model(), expr, change);
            match (&expr.kind, after.as_ref().map(|after| &after.kind)) {
                (
                    ExprKind::Quantified { quantifier, .. },
                    Some(ExprKind::Quantified {
                        quantifier: after, ..
                    }),
                ) => (counted(*quantifier, lang), counted(*after, lang)),
                _ => {
                    let moved = after.map_or_else(String::new, |after| {
                        moved(policy, expr, &after, &bound, change)
                    });
                    (side(op, &bound, lang), side(op, &moved, lang))
                }
            }
        }
    };
    let (before, after) = in_lang(Lang::Zh);
    let zh = format!("将“{before}”改为“{after}”");
    let (before, after) = in_lang(Lang::En);
    Text::new(zh, format!("`{before}` changed to `{after}`"))
}

fn slice(policy: &Policy, expr: &Expr) -> String {
    let words: Vec<&str> = policy
        .sources()
        .slice(expr.span)
        .split_whitespace()
        .collect();
    words.join(" ")
}

/// How a comparison compares with its bound, and the bound.
fn compared(policy: &Policy, expr: &Expr) -> (Option<CompareOp>, String) {
    let Some((op, left, right)) = measured(expr) else {
        return (None, String::new());
    };
    let step = step(policy.model(), left, right);
    if bound_is_left(left, right) {
        return (Some(op.turned()), bound(policy, left, &step));
    }
    (Some(op), bound(policy, right, &step))
}

fn bound(policy: &Policy, expr: &Expr, step: &Step<'_>) -> String {
    let model: &Model = policy.model();
    match &expr.kind {
        ExprKind::Constant(Value::Number(number)) => match step.measure {
            Some(measure) => model.measures.format(number, measure),
            None => number.to_text(),
        },
        ExprKind::Constant(Value::Date(day)) => day.to_string(),
        _ => slice(policy, expr),
    }
}

/// A bound after it was moved: a constant is another, anything else has a step added.
fn moved(policy: &Policy, expr: &Expr, after: &Expr, before: &str, change: Change) -> String {
    let (Some((_, left, right)), Some((_, left_after, right_after))) =
        (measured(expr), measured(after))
    else {
        return String::new();
    };
    let step = step(policy.model(), left, right);
    let side = if bound_is_left(left, right) {
        left_after
    } else {
        right_after
    };
    if matches!(side.kind, ExprKind::Constant(_)) {
        return bound(policy, side, &step);
    }
    let sign = if change == Change::BoundUp { "+" } else { "-" };
    let by = match step.measure {
        Some(measure) => policy.model().measures.format(&step.by, measure),
        None => step.by.to_text(),
    };
    format!("{before} {sign} {by}")
}

fn side(op: Option<CompareOp>, bound: &str, lang: Lang) -> String {
    let word = match op {
        Some(CompareOp::Less) => lang.pick("低于", "less than"),
        Some(CompareOp::AtMost) => lang.pick("不高于", "at most"),
        Some(CompareOp::Equal) => lang.pick("等于", "equal to"),
        Some(CompareOp::NotEqual) => lang.pick("不等于", "not equal to"),
        Some(CompareOp::AtLeast) => lang.pick("不低于", "at least"),
        Some(CompareOp::More) => lang.pick("高于", "more than"),
        None => "",
    };
    format!("{word} {bound}").trim().to_owned()
}

fn counted(quantifier: Quantifier, lang: Lang) -> String {
    match quantifier {
        Quantifier::AtLeast(count) => format!("{} {count}", lang.pick("至少", "at least")),
        Quantifier::AtMost(count) => format!("{} {count}", lang.pick("至多", "at most")),
        Quantifier::Exactly(count) => format!("{} {count}", lang.pick("恰有", "exactly")),
        _ => String::new(),
    }
}
