//! What a target requires as data: the quantity, the comparison and the bound. It reads the model alone; nothing
//! is computed from facts.

use super::{Bound, Requirement};
use crate::assessment::comparison;
use crate::measure::Measure;
use crate::model::{ArithmeticOp, Expr, ExprKind, Model, Name, Target, VagueSubject};
use crate::number::Number;
use crate::source::Sources;
use crate::types::Type;
use crate::value::Value;

/// The requirement of a target, where it compares a quantity with a bound: a number on the left changes sides.
pub(super) fn requirement(model: &Model, sources: &Sources, row: &Target) -> Option<Requirement> {
    let ExprKind::Compare(op, left, right) = &row.require.kind else {
        return None;
    };
    let (op, quantity, against) = match number(model, left) {
        Some(_) if number(model, right).is_none() => (op.turned(), right, left),
        _ => (*op, left, right),
    };
    Some(Requirement {
        quantity: worded(sources, Some(quantity))?,
        comparison: comparison(op),
        bound: bound(model, sources, quantity, against)?,
    })
}

fn bound(model: &Model, sources: &Sources, quantity: &Expr, against: &Expr) -> Option<Bound> {
    if let Some(value) = number(model, against) {
        let measure = measure_of(model, against).or_else(|| measure_of(model, quantity));
        return Some(stated(value, measure));
    }
    Some(match &against.kind {
        ExprKind::Plan(target) => {
            let plan = model.targets[*target].plan.as_ref()?;
            Bound::Plan(plan.document.clone())
        }
        ExprKind::Vague(term, VagueSubject::Unit | VagueSubject::Metric(..)) => {
            Bound::Determined(model.vague[*term].name.clone())
        }
        _ => Bound::Quantity(worded(sources, Some(against))?),
    })
}

/// A number that the policy states, in base units.
fn number<'m>(model: &'m Model, expr: &'m Expr) -> Option<&'m Number> {
    let value = match &expr.kind {
        ExprKind::Constant(value) => value,
        ExprKind::Parameter(id) => &model.parameters[*id].value,
        _ => return None,
    };
    match value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

fn stated(base: &Number, measure: Option<&Measure>) -> Bound {
    let divided = measure.and_then(|measure| {
        let number = base.checked_div(&measure.factor)?;
        Some((number, measure))
    });
    match divided {
        Some((number, measure)) => Bound::Stated {
            value: number.to_text().into(),
            unit: Some(Name::from(measure.name.as_str())),
        },
        None => Bound::Stated {
            value: base.to_text().into(),
            unit: None,
        },
    }
}

/// The unit in which the policy measures a quantity; else the base unit of its dimension.
fn measure_of<'m>(model: &'m Model, expr: &'m Expr) -> Option<&'m Measure> {
    declared(model, expr).or_else(|| match &expr.kind {
        ExprKind::Constant(_) => None,
        _ => base_unit(model, &expr.ty),
    })
}

fn declared<'m>(model: &'m Model, expr: &'m Expr) -> Option<&'m Measure> {
    match &expr.kind {
        ExprKind::Parameter(id) => model.parameters[*id].measure.as_ref(),
        ExprKind::Metric(id, _) => model.metrics[*id].measure.as_ref(),
        ExprKind::Failing(first, other)
        | ExprKind::Arithmetic(ArithmeticOp::Add | ArithmeticOp::Subtract, first, other) => {
            declared(model, first).or_else(|| declared(model, other))
        }
        ExprKind::Negative(inner) | ExprKind::Round(inner, _) => declared(model, inner),
        ExprKind::Aggregate { of: Some(of), .. } => {
            declared(model, of).filter(|_| of.ty == expr.ty)
        }
        _ => None,
    }
}

fn base_unit<'m>(model: &'m Model, ty: &Type) -> Option<&'m Measure> {
    let Type::Quantity(dimension) = ty else {
        return None;
    };
    let all = model.measures.names();
    let mut all = all.filter_map(|name| model.measures.get(name));
    all.find(|measure| measure.dimension == *dimension && measure.factor == Number::one())
}

/// A condition as the policy words it, on one line.
pub(super) fn worded(sources: &Sources, expr: Option<&Expr>) -> Option<Name> {
    let words = sources.slice(expr?.span).split_whitespace();
    Some(words.collect::<Vec<_>>().join(" ").into())
}
