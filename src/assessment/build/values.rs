//! Values as text: exact, and in the unit of measure that the policy gives the metric or plan.

use crate::assessment::outcome::Comparison;
use crate::ids::TargetId;
use crate::measure::Measure;
use crate::model::{ArithmeticOp, CompareOp, Expr, ExprKind, Model, Name};
use crate::number::Number;
use crate::types::Type;
use crate::value::Value;

use super::names::Names;

/// How the two sides of a target's requirement are shown.
pub(super) struct Shown<'a> {
    /// How they compare.
    pub(super) comparison: Comparison,
    left: Side<'a>,
    right: Side<'a>,
}

struct Side<'a> {
    ty: &'a Type,
    measure: Option<&'a Measure>,
}

impl<'a> Side<'a> {
    /// A side with its own unit of measure, else the other side's, else the one that values are kept in.
    fn new(model: &'a Model, expr: &'a Expr, other: &'a Expr) -> Self {
        let fits = |measure: &&Measure| Type::Quantity(measure.dimension.clone()) == expr.ty;
        let own = measure_of(model, expr).filter(fits);
        let measure = own.or_else(|| measure_of(model, other).filter(fits));
        Self {
            ty: &expr.ty,
            measure: measure.or_else(|| base_measure(model, &expr.ty)),
        }
    }
}

impl<'a> Names<'_, 'a> {
    /// The sides of a target's requirement, where it compares two.
    pub(super) fn shown(&self, target: TargetId) -> Option<Shown<'a>> {
        let ExprKind::Compare(op, left, right) = &self.model.targets[target].require.kind else {
            return None;
        };
        Some(Shown {
            comparison: comparison(*op),
            left: Side::new(self.model, left, right),
            right: Side::new(self.model, right, left),
        })
    }

    /// The left side's value as text.
    pub(super) fn left(&self, shown: &Shown<'_>, value: &Value) -> Name {
        self.text(&shown.left, value)
    }

    /// The right side's value as text.
    pub(super) fn right(&self, shown: &Shown<'_>, value: &Value) -> Name {
        self.text(&shown.right, value)
    }

    fn text(&self, side: &Side<'_>, value: &Value) -> Name {
        match value {
            Value::Truth(truth) => Name::from(truth.to_string()),
            Value::Number(number) => Name::from(quantity(number, side.measure)),
            Value::Date(date) => Name::from(date.to_string()),
            // A calendar span as ISO 8601 writes one.
            Value::Span(span) => Name::from(format!("P{}M{}D", span.months, span.days)),
            Value::Text(text) => text.clone(),
            Value::Enumerated(place) => match side.ty {
                Type::Enumeration(id) => {
                    let values = &self.model.enumerations[*id].values;
                    values.get(usize::from(*place)).cloned().unwrap_or_default()
                }
                _ => Name::default(),
            },
            Value::Matter(matter) => self.model.matters[*matter].name.clone(),
            Value::Unit(unit) => self.path(*unit),
            Value::Record(record) => self.record(*record),
            Value::Actor(actor) => {
                let actor = self.actor(Some(*actor));
                let name = actor.and_then(|actor| actor.person.or(actor.office).or(actor.organ));
                name.unwrap_or_default()
            }
        }
    }
}

/// A quantity given in base units, exactly: a fraction where no decimal is.
fn quantity(base: &Number, measure: Option<&Measure>) -> String {
    let Some(measure) = measure else {
        return base.to_text();
    };
    // Only numbers of many thousand digits do not divide: keep the value true.
    let Some(number) = base.checked_div(&measure.factor) else {
        return base.to_text();
    };
    let apart = measure.name.starts_with(|c: char| c.is_ascii_alphabetic());
    let space = if apart { " " } else { "" };
    format!("{}{space}{}", number.to_text(), measure.name)
}

/// The unit of measure that the policy gives what an expression reads.
fn measure_of<'a>(model: &'a Model, expr: &'a Expr) -> Option<&'a Measure> {
    let either = |a: &'a Expr, b: &'a Expr| measure_of(model, a).or_else(|| measure_of(model, b));
    match &expr.kind {
        ExprKind::Metric(metric, _) => {
            let row = &model.metrics[*metric];
            row.measure
                .as_ref()
                .or_else(|| measure_of(model, row.formula.as_ref()?))
        }
        ExprKind::Plan(target) => model.targets[*target].plan.as_ref()?.measure.as_ref(),
        ExprKind::Field(field) => model.fields[*field].measure.as_ref(),
        ExprKind::Parameter(parameter) => model.parameters[*parameter].measure.as_ref(),
        ExprKind::Vague(term, _) => model.vague[*term].measure.as_ref(),
        ExprKind::Definition(id) => measure_of(model, &model.definitions[*id].value),
        ExprKind::Table(id) => {
            let rows = model.tables[*id].rows.iter();
            rows.into_iter()
                .find_map(|row| measure_of(model, &row.then))
        }
        ExprKind::Negative(inner) | ExprKind::Round(inner, _) => measure_of(model, inner),
        ExprKind::Failing(first, second)
        | ExprKind::Arithmetic(ArithmeticOp::Add | ArithmeticOp::Subtract, first, second) => {
            either(first, second)
        }
        ExprKind::Arithmetic(ArithmeticOp::PercentOf, first, second) => either(first, second),
        ExprKind::Aggregate { of, .. } => measure_of(model, of.as_deref()?),
        _ => None,
    }
}

/// The first unit of measure of a dimension in which values are kept.
fn base_measure<'a>(model: &'a Model, ty: &Type) -> Option<&'a Measure> {
    let Type::Quantity(dimension) = ty else {
        return None;
    };
    let measures = model
        .measures
        .names()
        .filter_map(|name| model.measures.get(name));
    let mut base = measures.filter(|m| m.dimension == *dimension && m.factor == Number::one());
    base.next()
}

fn comparison(op: CompareOp) -> Comparison {
    match op {
        CompareOp::Less => Comparison::Less,
        CompareOp::AtMost => Comparison::AtMost,
        CompareOp::Equal => Comparison::Equal,
        CompareOp::NotEqual => Comparison::NotEqual,
        CompareOp::AtLeast => Comparison::AtLeast,
        CompareOp::More => Comparison::More,
    }
}
