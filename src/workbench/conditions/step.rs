//! One unit step: the least by which a bound is moved, and the nearest that a value lies to it.
//!
//! It is one of the unit in which the measured metric is declared: one person, one per cent, one 万元; of dates, one day.

use crate::measure::Measure;
use crate::model::{Aggregate, ArithmeticOp, Expr, ExprKind, Model};
use crate::number::Number;
use crate::types::Type;

/// One unit step.
#[derive(Debug, Clone)]
pub(in crate::workbench) struct Step<'m> {
    /// So many base units; days for dates.
    pub(in crate::workbench) by: Number,
    /// The unit to show it in.
    pub(in crate::workbench) measure: Option<&'m Measure>,
}

/// The step of a comparison: that of the side which is measured, else that of the other.
pub(in crate::workbench) fn step<'m>(model: &'m Model, left: &Expr, right: &Expr) -> Step<'m> {
    let Type::Quantity(dimension) = &left.ty else {
        return Step {
            by: Number::one(),
            measure: None,
        };
    };
    let fits = |measure: &&Measure| measure.dimension == *dimension;
    let measure = measure_of(model, left)
        .filter(fits)
        .or_else(|| measure_of(model, right).filter(fits));
    let percent = || (*dimension == model.measures.percent()).then(|| model.measures.get("%"));
    let measure = measure.or_else(|| percent().flatten());
    Step {
        by: measure.map_or_else(Number::one, |measure| measure.factor.clone()),
        measure,
    }
}

fn measure_of<'m>(model: &'m Model, expr: &Expr) -> Option<&'m Measure> {
    match &expr.kind {
        ExprKind::Metric(id, _) => model.metrics[*id].measure.as_ref(),
        ExprKind::Field(id) => model.fields[*id].measure.as_ref(),
        ExprKind::Parameter(id) => model.parameters[*id].measure.as_ref(),
        ExprKind::Vague(id, _) => model.vague[*id].measure.as_ref(),
        ExprKind::Plan(id) => model.targets[*id].plan.as_ref()?.measure.as_ref(),
        ExprKind::Definition(id) => measure_of(model, &model.definitions[*id].value),
        ExprKind::Round(one, _) | ExprKind::Negative(one) | ExprKind::Failing(one, _) => {
            measure_of(model, one)
        }
        ExprKind::Arithmetic(ArithmeticOp::Add | ArithmeticOp::Subtract, one, other) => {
            measure_of(model, one).or_else(|| measure_of(model, other))
        }
        ExprKind::Aggregate {
            aggregate,
            of: Some(of),
            ..
        } if !matches!(aggregate, Aggregate::Count | Aggregate::Share) => measure_of(model, of),
        _ => None,
    }
}
