//! Expressions: what is known of a value, read straight off the syntax tree.

use super::Judge;
use super::actor::Party;
use super::amount::measure;
use super::book::{FieldOf, Sort as Decls};
use super::days::{self, Length, Period, after, before, day};
use super::value::{self, Known, Needs, Number, Sort, Three, Value, decimal, fact};
use crate::syntax::ast::{
    BoundKind, CompareOp, Constant, Expr, ExprKind, NameRef, ProductOp, PropKind, SumOp,
};

/// Where an expression is read.
#[derive(Debug, Clone)]
pub(super) struct Here {
    pub(super) unit: Option<usize>,
    pub(super) record: Option<usize>,
    pub(super) element: Option<Element>,
    /// The target whose plan is meant.
    pub(super) target: Option<String>,
    pub(super) period: Period,
    /// Whether an earlier year is looked at.
    pub(super) is_past: bool,
}

/// What is ranged over.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Element {
    Record(usize),
    Unit(usize),
    Target(String, usize),
    Prohibition(String, usize, usize),
    Report(String, Party, Period),
    Duty(String, Party),
    Metric(String, usize),
}

impl Judge<'_> {
    pub(super) fn truth(&self, expr: &Expr, here: &Here) -> Three {
        self.known(expr, here).truth()
    }

    /// True where no condition is written.
    pub(super) fn holds(&self, expr: Option<&Expr>, here: &Here) -> Three {
        expr.map_or(Three::True, |expr| self.truth(expr, here))
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one flat match over the forms of an expression"
    )]
    pub(super) fn known(&self, expr: &Expr, here: &Here) -> Known {
        match &expr.kind {
            ExprKind::Or(parts) => {
                Three::any(parts.iter().map(|part| self.truth(part, here))).into()
            }
            ExprKind::And(parts) => {
                Three::all(parts.iter().map(|part| self.truth(part, here))).into()
            }
            ExprKind::Not(inner) => self.truth(inner, here).not().into(),
            ExprKind::Compare { op, left, right } => self.comparison(*op, left, right, here).into(),
            ExprKind::Bound {
                above,
                kind,
                left,
                right,
                ..
            } => self
                .comparison(bound_op(*above, *kind), left, right, here)
                .into(),
            ExprKind::In {
                negated,
                left,
                options,
            } => {
                let found = self.membership(left, options, here);
                if *negated { found.not() } else { found }.into()
            }
            ExprKind::Sum(first, rest) => {
                let first = self.known(first, here);
                rest.iter().fold(first, |sum, (op, term)| {
                    let term = self.known(term, here);
                    let minus = *op == SumOp::Minus;
                    two(sum, term, |left, right| Ok(sum_of(left, right, minus)))
                })
            }
            ExprKind::Product(first, rest) => {
                let first = self.known(first, here);
                rest.iter().fold(first, |product, (op, factor)| {
                    let factor = self.known(factor, here);
                    product_of(*op, product, factor)
                })
            }
            ExprKind::Failing(first, second) => match self.known(first, here) {
                Known::Unformed(_) => self.known(second, here),
                known => known,
            },
            ExprKind::Negative(inner) => self.on_number(inner, here, |number| Number {
                amount: -number.amount,
                sort: number.sort,
            }),
            ExprKind::Round { value, places } => {
                self.on_number(value, here, |number| value::round(&number, *places))
            }
            ExprKind::Quantified { .. } => self.quantified(expr, here).into(),
            ExprKind::Aggregate { .. } => self.aggregate(expr, here),
            ExprKind::EachYearBefore { years, condition } => {
                let year = |years| Here {
                    period: here.period.years_before(years),
                    is_past: true,
                    ..here.clone()
                };
                Three::all((1..=*years).map(|years| self.truth(condition, &year(years)))).into()
            }
            ExprKind::Earlier { year, name } => {
                let period = if *year {
                    here.period.years_before(1)
                } else {
                    here.period.previous()
                };
                match self.unit_of(name, here) {
                    Ok(unit) => self.metric(&name.name.text, unit, period),
                    Err(needs) => Known::Missing(needs),
                }
            }
            ExprKind::Quantity(quantity) => {
                let (factor, sort) = measure(self.book, quantity.unit.as_deref());
                Known::number(decimal(&quantity.number.to_text()) * factor, sort)
            }
            ExprKind::Date(date) => Known::Is(Value::Day(day(&date.date.to_string()))),
            ExprKind::Duration(duration) if duration.months == 0 => {
                Known::number(value::whole(duration.days.into()), Sort::Other)
            }
            ExprKind::Duration(duration) => Known::Is(Value::Months(Length {
                months: duration.months.into(),
                days: duration.days.into(),
            })),
            ExprKind::Constant(constant) => self.constant(*constant, here),
            ExprKind::Name(name) => self.name(name, here),
        }
    }

    fn on_number(&self, expr: &Expr, here: &Here, change: impl Fn(Number) -> Number) -> Known {
        match self.known(expr, here) {
            Known::Is(Value::Number(number)) => Known::Is(Value::Number(change(number))),
            known => known,
        }
    }

    fn constant(&self, constant: Constant, here: &Here) -> Known {
        match constant {
            Constant::True => Three::True.into(),
            Constant::False => Three::False.into(),
            Constant::AsOf => Known::Is(Value::Day(self.world.as_of)),
            Constant::PeriodStart => Known::Is(Value::Day(here.period.first)),
            Constant::PeriodEnd => Known::Is(Value::Day(here.period.last)),
            Constant::It => match &here.element {
                Some(Element::Metric(metric, unit)) => self.metric(metric, *unit, here.period),
                other => panic!("`it` of {other:?}"),
            },
            Constant::Plan => self.plan(here),
            Constant::Breached | Constant::Met | Constant::Violated | Constant::Respected => self
                .has_status(constant, here.element.as_ref().unwrap())
                .into(),
        }
    }

    fn plan(&self, here: &Here) -> Known {
        let (target, unit) = (here.target.as_ref().unwrap(), here.unit.unwrap());
        let decl = self.book.get(Decls::Target, target);
        let typed = decl.props.iter().find_map(|prop| match &prop.kind {
            PropKind::Plan { typed, .. } => typed.clone(),
            _ => None,
        });
        let plans = self.world.units[unit].said.get("plans");
        match plans.and_then(|plans| plans.get(target)) {
            Some(said) => Known::Is(
                self.world
                    .value(self.book, &typed.unwrap(), said, Some(unit)),
            ),
            None => Known::Missing(fact(format!("plan of {target} at unit {unit}"))),
        }
    }

    /// The unit at which a metric is read: this one, or the one of a level around it.
    pub(super) fn unit_of(&self, name: &NameRef, here: &Here) -> Result<usize, Needs> {
        let unit = here.unit.unwrap();
        let Some(level) = &name.of else {
            return Ok(unit);
        };
        let around = self.world.around(unit);
        let mut around = around.into_iter();
        around
            .find(|unit| self.world.units[*unit].level == level.text)
            .ok_or_else(|| fact(format!("the {} around unit {unit}", level.text)))
    }

    /// A metric of a unit in a period.
    pub(super) fn metric(&self, metric: &str, unit: usize, period: Period) -> Known {
        if let Some(formula) = self.book.formula(metric) {
            let here = Here {
                unit: Some(unit),
                record: None,
                element: None,
                target: None,
                period,
                is_past: period != self.world.period,
            };
            return self.known(formula, &here);
        }
        match self.said_metric(metric, unit, period) {
            Some(said) => {
                let typed = self.book.typed(metric);
                Known::Is(self.world.value(self.book, &typed, said, Some(unit)))
            }
            None => Known::Missing(fact(format!(
                "{metric} of unit {unit} in {}",
                period.text()
            ))),
        }
    }

    /// What the facts say of a metric; what is dated after the day of asking is not there yet.
    pub(super) fn said_metric(
        &self,
        metric: &str,
        unit: usize,
        period: Period,
    ) -> Option<&super::json::Json> {
        let said = &self.world.units[unit].said;
        let values = if period == self.world.period {
            Some(said)
        } else {
            match said.get("earlier") {
                Some(super::json::Json::Object(periods)) => periods
                    .iter()
                    .find(|(key, _)| Period::read(key) == period)
                    .map(|(_, values)| values),
                _ => None,
            }
        };
        let said = values?.get(metric)?;
        let late = said
            .text("date")
            .is_some_and(|date| day(&date) > self.world.as_of);
        (!late).then_some(said)
    }

    fn comparison(&self, op: CompareOp, left: &Expr, right: &Expr, here: &Here) -> Three {
        if let Some(said) = self.said_of(op, left, right, here) {
            return said;
        }
        let side = |expr: &Expr, other: &Expr| match self.vague_alone(expr, here) {
            Some(decl) => self.vague(decl, Some(other), here),
            None => self.known(expr, here),
        };
        compare(op, &side(left, right), &side(right, left))
    }

    fn membership(&self, left: &Expr, options: &[Expr], here: &Here) -> Three {
        let value = self.known(left, here);
        Three::any(options.iter().map(|option| {
            let option = self.known(option, here);
            // A matter is also in those around it.
            if let (Known::Is(Value::Word(matter, _)), Known::Is(Value::Word(around, _))) =
                (&value, &option)
                && self.book.find(Decls::Matter, matter).is_some()
            {
                return Three::of(self.book.around_matter(matter).contains(around));
            }
            compare(CompareOp::Equal, &value, &option)
        }))
    }

    /// The field with a role of the record, else of the record that tells of its act.
    pub(super) fn told(&self, record: usize, role: &FieldOf) -> Option<Known> {
        let root = self.world.root(self.book, record);
        let mut missing = None;
        for record in [record, root] {
            if let Some(field) = self.book.field_with(&self.world.records[record].kind, role) {
                let known = self.world.field(self.book, record, &field.name.text);
                if matches!(known, Known::Is(_)) {
                    return Some(known);
                }
                missing = missing.or(Some(known));
            }
        }
        missing
    }
}

fn bound_op(above: bool, kind: BoundKind) -> CompareOp {
    match (above, kind) {
        (true, BoundKind::Exclusive) => CompareOp::More,
        (true, _) => CompareOp::AtLeast,
        (false, BoundKind::Exclusive) => CompareOp::Less,
        (false, _) => CompareOp::AtMost,
    }
}

fn compare(op: CompareOp, left: &Known, right: &Known) -> Three {
    let (Known::Is(l), Known::Is(r)) = (left, right) else {
        let mut needs = left.needs();
        needs.extend(right.needs());
        return Three::Open(needs);
    };
    use std::cmp::Ordering;
    let order = match (l, r) {
        (Value::Number(l), Value::Number(r)) => l.amount.cmp(&r.amount),
        (Value::Day(l), Value::Day(r)) => l.cmp(r),
        (Value::Word(l, values), Value::Word(r, others)) => {
            let values = if values.is_empty() { others } else { values };
            let place = |word: &String| values.iter().position(|value| value == word);
            match (place(l), place(r)) {
                (Some(l), Some(r)) => l.cmp(&r),
                _ => l.cmp(r),
            }
        }
        (l, r) if l == r => Ordering::Equal,
        _ => Ordering::Less,
    };
    Three::of(match op {
        CompareOp::Less => order == Ordering::Less,
        CompareOp::AtMost => order != Ordering::Greater,
        CompareOp::Equal => order == Ordering::Equal,
        CompareOp::NotEqual => order != Ordering::Equal,
        CompareOp::AtLeast => order != Ordering::Less,
        CompareOp::More => order == Ordering::Greater,
    })
}

/// What two operands make: what cannot be formed stays so whatever is missing beside it.
fn two(left: Known, right: Known, make: impl Fn(&Value, &Value) -> Result<Value, String>) -> Known {
    match (&left, &right) {
        (Known::Unformed(why), _) | (_, Known::Unformed(why)) => Known::Unformed(why.clone()),
        (Known::Is(l), Known::Is(r)) => match make(l, r) {
            Ok(value) => Known::Is(value),
            Err(why) => Known::Unformed(why),
        },
        _ => {
            let mut needs = left.needs();
            needs.extend(right.needs());
            Known::Missing(needs)
        }
    }
}

fn sum_of(left: &Value, right: &Value, minus: bool) -> Value {
    match (left, right) {
        (Value::Number(l), Value::Number(r)) if minus => Value::Number(value::subtract(l, r)),
        (Value::Number(l), Value::Number(r)) => Value::Number(value::add(l, r)),
        (Value::Day(l), Value::Day(r)) => Value::Number(Number {
            amount: value::whole(days::between(*r, *l)),
            sort: Sort::Other,
        }),
        (Value::Day(l), Value::Months(r)) if minus => Value::Day(before(*l, *r)),
        (Value::Day(l), Value::Months(r)) => Value::Day(after(*l, *r)),
        (Value::Day(l), Value::Number(r)) => {
            let days: i64 = r.amount.to_integer().try_into().unwrap();
            let length = Length { months: 0, days };
            Value::Day(if minus {
                before(*l, length)
            } else {
                after(*l, length)
            })
        }
        other => panic!("no sum of {other:?}"),
    }
}

fn product_of(op: ProductOp, left: Known, right: Known) -> Known {
    // A base of nothing forms no number, whatever the other side will be.
    if op != ProductOp::Times
        && let (Known::Missing(_), Known::Is(Value::Number(base))) = (&left, &right)
    {
        let one = Number {
            amount: value::whole(1),
            sort: base.sort,
        };
        let formed = match op {
            ProductOp::ShareOf => value::share(&one, base),
            _ => value::divide(&one, base),
        };
        if let Err(why) = formed {
            return Known::Unformed(why);
        }
    }
    two(left, right, |l, r| {
        let (Value::Number(l), Value::Number(r)) = (l, r) else {
            panic!("no product of {l:?} and {r:?}")
        };
        Ok(Value::Number(match op {
            ProductOp::Times => value::multiply(l, r),
            ProductOp::Divide => value::divide(l, r)?,
            ProductOp::ShareOf => value::share(l, r)?,
        }))
    })
}
