//! Values as text: exact, and in the unit of measure that the policy gives the metric or plan.

use crate::assessment::outcome::Comparison;
use crate::eval::Machine;
use crate::ids::TargetId;
use crate::measure::Measure;
use crate::model::{ArithmeticOp, CompareOp, Model, Name};
use crate::number::Number;
use crate::program::{Named, Op, OpId};
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
    fn new(machine: &Machine<'a>, op: OpId, other: Option<OpId>) -> Self {
        let ty = &machine.program.code.origin(op).ty;
        let fits = |measure: &&Measure| Type::Quantity(measure.dimension.clone()) == *ty;
        let own = measure_of(machine, op).filter(fits);
        let measure = own.or_else(|| measure_of(machine, other?).filter(fits));
        Self {
            ty,
            measure: measure.or_else(|| base_measure(machine.model, ty)),
        }
    }
}

impl<'a> Names<'_, 'a> {
    /// The sides of a target's requirement, where it compares two.
    pub(super) fn shown(&self, target: TargetId) -> Option<Shown<'a>> {
        let program = self.machine.program;
        let Op::Compare(op, left, right) = program.code.op(program.targets[target].require) else {
            return None;
        };
        Some(Shown {
            comparison: comparison(*op),
            left: Side::new(self.machine, *left, Some(*right)),
            right: Side::new(self.machine, *right, Some(*left)),
        })
    }

    /// The value of an operation as text, in its own unit of measure or that of what it is compared with.
    pub(crate) fn operand(&self, op: OpId, beside: Option<OpId>, value: &Value) -> Name {
        self.text(&Side::new(self.machine, op, beside), value)
    }

    /// A value of this type as text.
    pub(crate) fn value(&self, ty: &'a Type, measure: Option<&'a Measure>, value: &Value) -> Name {
        let measure = measure.or_else(|| base_measure(self.model, ty));
        self.text(&Side { ty, measure }, value)
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
            Value::Actor(actor) => self.acting(*actor),
        }
    }

    /// Who acted, as one of all in the facts: a person's name, `乡政府@区/镇`, `乡政府@区/镇 书记`.
    fn acting(&self, actor: u32) -> Name {
        let Some(actor) = self.actor(Some(actor)) else {
            return Name::default();
        };
        let Some(organ) = actor.organ else {
            return actor.person.unwrap_or_default();
        };
        let unit = actor.unit.map(|unit| format!("@{unit}"));
        let office = actor.office.map(|office| format!(" {office}"));
        let (unit, office) = (unit.unwrap_or_default(), office.unwrap_or_default());
        Name::from(format!("{organ}{unit}{office}"))
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

/// The unit of measure that the policy gives what an operation reads.
fn measure_of<'a>(machine: &Machine<'a>, id: OpId) -> Option<&'a Measure> {
    let (model, code) = (machine.model, &machine.program.code);
    if let Some(Named::Parameter(parameter)) = code.origin(id).named {
        return model.parameters[parameter].measure.as_ref();
    }
    let first = |ops: &[OpId]| ops.iter().find_map(|op| measure_of(machine, *op));
    match code.op(id) {
        Op::Metric(metric, _) => {
            let own = model.metrics[*metric].measure.as_ref();
            own.or_else(|| measure_of(machine, machine.program.formula(*metric)?))
        }
        Op::Plan(target) => model.targets[*target].plan.as_ref()?.measure.as_ref(),
        Op::Field(field, _) => model.fields[*field].measure.as_ref(),
        Op::Vague(term, _) => model.vague[*term].measure.as_ref(),
        Op::Table { rows, .. } => code
            .operands(rows)
            .chunks_exact(2)
            .find_map(|row| first(row.get(1..)?)),
        Op::Shared(inner) | Op::Negative(inner) | Op::Round(inner, _) => {
            measure_of(machine, *inner)
        }
        Op::Failing(left, right)
        | Op::Arithmetic(
            ArithmeticOp::Add | ArithmeticOp::Subtract | ArithmeticOp::PercentOf,
            left,
            right,
        ) => first(&[*left, *right]),
        Op::Aggregate(aggregate) => measure_of(machine, aggregate.of?),
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

/// How two operands compare, as a result writes it.
pub(crate) fn comparison(op: CompareOp) -> Comparison {
    match op {
        CompareOp::Less => Comparison::Less,
        CompareOp::AtMost => Comparison::AtMost,
        CompareOp::Equal => Comparison::Equal,
        CompareOp::NotEqual => Comparison::NotEqual,
        CompareOp::AtLeast => Comparison::AtLeast,
        CompareOp::More => Comparison::More,
    }
}
