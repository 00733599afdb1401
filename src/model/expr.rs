//! Typed expressions with every name resolved.

use super::{
    DefinitionId, Domain, FieldId, LevelId, MatterId, MetricId, ParameterId, TableId, TargetId,
    VagueId,
};
use crate::calendar::Duration;
use crate::source::Span;
use crate::types::Type;
use crate::value::Value;

/// An expression with its type.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its type.
    pub ty: Type,
    /// Where.
    pub span: Span,
}

/// The forms of an expression. Names read the innermost element, its unit, or a unit around it.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// A value; quantities in base units.
    Constant(Value),
    /// A parameter.
    Parameter(ParameterId),
    /// Alternatives.
    Or(Vec<Expr>),
    /// Conditions.
    And(Vec<Expr>),
    /// Negation.
    Not(Box<Expr>),
    /// Two operands of one type.
    Compare(CompareOp, Box<Expr>, Box<Expr>),
    /// The left is one of these.
    OneOf(Box<Expr>, Vec<Expr>),
    /// A matter that is this one or lies inside it.
    MatterWithin(Box<Expr>, MatterId),
    /// Numbers.
    Arithmetic(ArithmeticOp, Box<Expr>, Box<Expr>),
    /// The negative.
    Negative(Box<Expr>),
    /// Rounded half away from zero, in the unit shown (`per` base units each) to so many places.
    Round(Box<Expr>, u32),
    /// The first, or the second where the first cannot be formed.
    Failing(Box<Expr>, Box<Expr>),
    /// A date moved by a calendar span; backward if true.
    DateShift(Box<Expr>, Duration, bool),
    /// A date moved by a number of days; backward if true.
    DateDays(Box<Expr>, Box<Expr>, bool),
    /// Days from the second date to the first.
    DaysBetween(Box<Expr>, Box<Expr>),
    /// A metric.
    Metric(MetricId, MetricPlace),
    /// A field of the record ranged over.
    Field(FieldId),
    /// The value of the metric ranged over.
    It,
    /// The plan's figure for a target at this unit.
    Plan(TargetId),
    /// The as-of date.
    AsOf,
    /// First day of the period read.
    PeriodStart,
    /// Last day of the period read.
    PeriodEnd,
    /// A named expression over the same element.
    Definition(DefinitionId),
    /// A table over the same element.
    Table(TableId),
    /// The status of the target, duty, report or prohibition ranged over.
    Status(StatusTest),
    /// A determination of a vague term.
    Vague(VagueId, VagueSubject),
    /// any, all, no, at least …
    Quantified {
        /// How many.
        quantifier: Quantifier,
        /// Of what.
        domain: Box<Domain>,
        /// Which elements.
        filter: Option<Box<Expr>>,
        /// What each must satisfy (for `all`), or a further condition.
        satisfy: Option<Box<Expr>>,
        /// All within such a span of time.
        within: Option<Duration>,
    },
    /// count, sum, min, max, average, share.
    Aggregate {
        /// Which.
        aggregate: Aggregate,
        /// Of what; absent for a count.
        of: Option<Box<Expr>>,
        /// Over what.
        domain: Box<Domain>,
        /// Which elements.
        filter: Option<Box<Expr>>,
    },
    /// The condition in each of so many years before.
    EachYearBefore(u32, Box<Expr>),
}

impl Expr {
    /// The expressions right inside it, in order; what it names is not.
    pub fn parts(&self) -> Vec<&Self> {
        use ExprKind as K;
        match &self.kind {
            K::Or(parts) | K::And(parts) => parts.iter().collect(),
            K::Not(one)
            | K::MatterWithin(one, _)
            | K::Negative(one)
            | K::Round(one, _)
            | K::DateShift(one, ..)
            | K::EachYearBefore(_, one) => vec![one],
            K::Compare(_, one, other)
            | K::Arithmetic(_, one, other)
            | K::Failing(one, other)
            | K::DateDays(one, other, _)
            | K::DaysBetween(one, other) => vec![one, other],
            K::OneOf(one, options) => std::iter::once(&**one).chain(options).collect(),
            K::Quantified {
                filter, satisfy, ..
            } => filter.iter().chain(satisfy).map(|one| &**one).collect(),
            K::Aggregate { of, filter, .. } => of.iter().chain(filter).map(|one| &**one).collect(),
            K::Constant(_)
            | K::Parameter(_)
            | K::Metric(..)
            | K::Field(_)
            | K::It
            | K::Plan(_)
            | K::AsOf
            | K::PeriodStart
            | K::PeriodEnd
            | K::Definition(_)
            | K::Table(_)
            | K::Status(_)
            | K::Vague(..) => Vec::new(),
        }
    }

    /// The same, to be changed.
    pub fn parts_mut(&mut self) -> Vec<&mut Self> {
        use ExprKind as K;
        match &mut self.kind {
            K::Or(parts) | K::And(parts) => parts.iter_mut().collect(),
            K::Not(one)
            | K::MatterWithin(one, _)
            | K::Negative(one)
            | K::Round(one, _)
            | K::DateShift(one, ..)
            | K::EachYearBefore(_, one) => vec![one],
            K::Compare(_, one, other)
            | K::Arithmetic(_, one, other)
            | K::Failing(one, other)
            | K::DateDays(one, other, _)
            | K::DaysBetween(one, other) => vec![one, other],
            K::OneOf(one, options) => std::iter::once(&mut **one).chain(options).collect(),
            K::Quantified {
                filter, satisfy, ..
            } => {
                let parts = filter.iter_mut().chain(satisfy);
                parts.map(|one| &mut **one).collect()
            }
            K::Aggregate { of, filter, .. } => {
                let parts = of.iter_mut().chain(filter);
                parts.map(|one| &mut **one).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// At which unit and period a metric is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MetricPlace {
    /// The enclosing level, or the element's own unit.
    pub level: Option<LevelId>,
    /// The period.
    pub when: When,
}

/// Which period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The one evaluated.
    Now,
    /// The same period of the year before.
    YearBefore,
    /// The period before.
    PeriodBefore,
}

/// How two operands compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CompareOp {
    /// <
    Less,
    /// ≤
    AtMost,
    /// =
    Equal,
    /// ≠
    NotEqual,
    /// ≥
    AtLeast,
    /// >
    More,
}

impl CompareOp {
    /// The comparison with its sides exchanged.
    pub fn turned(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::AtLeast => Self::AtMost,
            Self::More => Self::Less,
            same @ (Self::Equal | Self::NotEqual) => same,
        }
    }
}

/// Arithmetic on numbers in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArithmeticOp {
    /// +
    Add,
    /// −
    Subtract,
    /// × (a percentage times anything else is divided by 100).
    Multiply,
    /// × by a percentage.
    PercentOf,
    /// ÷
    Divide,
    /// The left as a percentage of the right, which must be more than nothing.
    ShareOf,
}

/// How many elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    /// Every one.
    All,
    /// One or more.
    Any,
    /// None.
    No,
    /// So many or more.
    AtLeast(u32),
    /// So many or fewer.
    AtMost(u32),
    /// Just so many.
    Exactly(u32),
}

/// A number made of many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregate {
    /// How many.
    Count,
    /// Their sum; of nothing, 0.
    Sum,
    /// The least; of nothing, not formed.
    Min,
    /// The greatest; of nothing, not formed.
    Max,
    /// Their mean; of nothing, not formed.
    Average,
    /// The percentage that satisfies the condition; of nothing, not formed.
    Share,
}

/// What is asked of the status of the element ranged over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusTest {
    /// A target, duty or report is breached.
    Breached,
    /// A target, duty or report is met.
    Met,
    /// A prohibition is violated.
    Violated,
    /// A prohibition is respected.
    Respected,
}

/// What a vague term is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VagueSubject {
    /// A metric at the element's unit or at an enclosing one.
    Metric(MetricId, Option<LevelId>),
    /// The metric ranged over.
    It,
    /// The record ranged over.
    Record,
    /// The unit.
    Unit,
}
