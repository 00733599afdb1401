//! What an expression is called when two places read the same thing, and what it may be.

use std::cell::Cell;

use super::range::Range;
use crate::calendar::Date;
use crate::model::{
    Aggregate, ArithmeticOp, Expr, ExprKind, LevelId, MetricId, Model, TableId, VagueSubject, When,
};
use crate::number::Number;
use crate::source::{Sources, Span};
use crate::types::Type;
use crate::value::Value;

/// What names read at a place: the same words read the same thing only at the same place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'m> {
    pub(super) model: &'m Model,
    pub(super) sources: &'m Sources,
    /// The level whose units are read, where it is one.
    pub(super) level: Option<LevelId>,
    /// The metric ranged over, where it is one.
    pub(super) it: Option<MetricId>,
    /// The domain inside a condition whose elements are read, which are none of those outside it.
    pub(super) apart: Option<Span>,
    /// The declaration: what is not known to be read alike elsewhere is read alike inside it alone.
    pub(super) home: Span,
    /// How many more names may be followed, one after the other.
    pub(super) depth: u8,
    /// How many more expressions may be looked at: names that double one another make them without end.
    pub(super) fuel: &'m Cell<u32>,
}

/// Names followed, one after the other.
pub(super) const DEPTH: u8 = 24;
/// Expressions looked at for one condition.
pub(super) const FUEL: u32 = 20_000;

impl<'m> Reading<'m> {
    /// What the expression reads: the same for whatever reads the same thing.
    pub(super) fn key(&self, expr: &Expr) -> String {
        if !self.burn() {
            return self.worded(expr);
        }
        match &expr.kind {
            ExprKind::Metric(id, place) => self.metric_key(*id, place.level, place.when),
            ExprKind::It => match self.it {
                Some(id) => self.metric_key(id, None, When::Now),
                None => self.worded(expr),
            },
            ExprKind::Field(id) => format!("{id:?} {:?}", self.apart),
            ExprKind::Parameter(id) => format!("{id:?}"),
            ExprKind::Plan(id) => format!("plan {id:?}"),
            ExprKind::Definition(id) => match self.deeper() {
                Some(deeper) => deeper.key(&self.model.definitions[*id].value),
                None => self.worded(expr),
            },
            ExprKind::Negative(inner) => format!("-({})", self.key(inner)),
            ExprKind::Arithmetic(op, left, right) => {
                format!("({}) {op:?} ({})", self.key(left), self.key(right))
            }
            ExprKind::Constant(value) => format!("{value:?}"),
            ExprKind::Vague(id, VagueSubject::Metric(metric, level)) => {
                format!("{id:?} {}", self.metric_key(*metric, *level, When::Now))
            }
            ExprKind::Vague(id, VagueSubject::Record) => format!("{id:?} {:?}", self.apart),
            _ => self.worded(expr),
        }
    }

    /// Units of one level are read alike everywhere; where the level is not known, in the declaration alone.
    fn metric_key(&self, id: MetricId, level: Option<LevelId>, when: When) -> String {
        let level = level.or(self.level);
        let home = Some(self.home).filter(|_| level.is_none());
        format!("{id:?} {level:?} {when:?} {home:?}")
    }

    /// The same words at the same kind of place in one declaration.
    fn worded(&self, expr: &Expr) -> String {
        let words: Vec<&str> = self.sources.slice(expr.span).split_whitespace().collect();
        format!(
            "{} {:?} {:?} {:?}",
            words.concat(),
            self.level,
            self.apart,
            self.home
        )
    }

    /// The same reading behind one more name.
    pub(super) fn deeper(&self) -> Option<Self> {
        let depth = self.depth.checked_sub(1)?;
        Some(Self { depth, ..*self })
    }

    /// Whether one more expression may be looked at.
    pub(super) fn burn(&self) -> bool {
        let left = self.fuel.get().checked_sub(1);
        self.fuel.set(left.unwrap_or(0));
        left.is_some()
    }

    /// What a quantity may be, by the ranges declared.
    pub(super) fn range(&self, expr: &Expr) -> Range {
        if !self.burn() {
            return Range::default();
        }
        match &expr.kind {
            ExprKind::Metric(id, _) => self.metric(*id),
            ExprKind::It => self.it.map_or_else(Range::default, |id| self.metric(id)),
            ExprKind::Field(id) => {
                let range = self.model.fields[*id].range.clone();
                range.map_or_else(Range::default, |(low, high)| {
                    Range::between(low, Some(high))
                })
            }
            ExprKind::Definition(id) => {
                let deeper = self.deeper();
                let value = &self.model.definitions[*id].value;
                deeper.map_or_else(Range::default, |deeper| deeper.range(value))
            }
            ExprKind::Table(id) => self.table(*id),
            ExprKind::Failing(first, other) => self.range(first).hull(&self.range(other)),
            ExprKind::Negative(inner) => self.range(inner).negative(),
            ExprKind::Arithmetic(op, left, right) => self.arithmetic(*op, left, right),
            ExprKind::Aggregate { aggregate, of, .. } => self.aggregate(*aggregate, of.as_deref()),
            _ => self.number(expr).map_or_else(Range::default, Range::point),
        }
    }

    fn table(&self, id: TableId) -> Range {
        let Some(deeper) = self.deeper() else {
            return Range::default();
        };
        let table = &self.model.tables[id];
        let values = table.rows.iter().map(|row| &row.then);
        let mut ranges = values
            .chain(table.otherwise.as_deref())
            .map(|value| deeper.range(value));
        let first = ranges.next().unwrap_or_default();
        ranges.fold(first, |all, range| all.hull(&range))
    }

    fn metric(&self, id: MetricId) -> Range {
        let row = &self.model.metrics[id];
        let formula = row.formula.as_ref().zip(self.deeper());
        let computed =
            formula.map_or_else(Range::default, |(formula, deeper)| deeper.range(formula));
        match row.range.clone() {
            Some((low, high)) => computed.and(&Range::between(low, high)),
            None => computed,
        }
    }

    fn arithmetic(&self, op: ArithmeticOp, left: &Expr, right: &Expr) -> Range {
        let (left, right) = (self.range(left), self.range(right));
        match op {
            ArithmeticOp::Add => left.plus(&right),
            ArithmeticOp::Subtract => left.plus(&right.negative()),
            _ if left.is_not_negative() && right.is_not_negative() => Range::not_negative(),
            _ => Range::default(),
        }
    }

    fn aggregate(&self, aggregate: Aggregate, of: Option<&Expr>) -> Range {
        // Elements are read elsewhere, and their level is not known here; ranges are those of all levels.
        let of = of.map_or_else(Range::default, |of| self.range(of));
        match aggregate {
            Aggregate::Count => Range::not_negative(),
            Aggregate::Sum if of.is_not_negative() => Range::not_negative(),
            Aggregate::Sum => Range::default(),
            Aggregate::Min | Aggregate::Max | Aggregate::Average => of,
            Aggregate::Share => Range::between(Number::zero(), Some(Number::from_int(100))),
        }
    }

    /// A number or date that the policy states, dates as days.
    pub(super) fn number(&self, expr: &Expr) -> Option<Number> {
        let value = match &expr.kind {
            ExprKind::Constant(value) => value,
            ExprKind::Parameter(id) => &self.model.parameters[*id].value,
            ExprKind::Negative(inner) => return Some(self.number(inner)?.neg()),
            _ => return None,
        };
        match value {
            Value::Number(number) => Some(number.clone()),
            Value::Date(date) => Some(Number::from_int(Date::MIN.days_until(*date))),
            _ => None,
        }
    }

    /// The values of an expression's enumeration, and whether they have an order.
    pub(super) fn enumeration(&self, expr: &Expr) -> Option<(u16, bool)> {
        let Type::Enumeration(id) = &expr.ty else {
            return None;
        };
        let row = &self.model.enumerations[*id];
        Some((u16::try_from(row.values.len()).ok()?, row.ordered))
    }
}
