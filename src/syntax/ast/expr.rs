//! Expressions and the domains that they range over, as written.

use serde::Serialize;

use super::{DateLit, Name, Quantity};
use crate::calendar::Duration;
use crate::lang::Lang;
use crate::source::Span;

/// An expression.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

/// The forms of an expression, each small, since most are names and comparisons. Chains are kept flat, so that depth is bounded by brackets alone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum ExprKind {
    /// Two or more alternatives.
    Or(Vec<Expr>),
    /// Two or more conditions.
    And(Vec<Expr>),
    /// Negation.
    Not(Box<Expr>),
    /// Two operands and how they compare; `is` also applies vague terms.
    Compare {
        op: CompareOp,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// Membership in a list (`Right`), or within a matter.
    In {
        negated: bool,
        left: Box<Expr>,
        options: Vec<Expr>,
    },
    /// 以上 and 以下, with what was said about the bound itself.
    Bound {
        above: bool,
        kind: BoundKind,
        left: Box<Expr>,
        right: Box<Expr>,
        note: Option<Span>,
    },
    /// A sum: first operand, then signed ones.
    Sum(Box<Expr>, Vec<(SumOp, Expr)>),
    /// A product: first operand, then the others.
    Product(Box<Expr>, Vec<(ProductOp, Expr)>),
    /// The first, or the second where the first cannot be formed (division by nothing).
    Failing(Box<Expr>, Box<Expr>),
    /// Negative.
    Negative(Box<Expr>),
    /// any, all, no, at least N … of a domain.
    Quantified {
        /// Which.
        quantifier: Quantifier,
        /// Over what.
        domain: Box<Domain>,
        /// Which elements.
        filter: Option<Box<Expr>>,
        /// What each must satisfy.
        satisfy: Option<Box<Expr>>,
        /// All within such a span of time.
        within: Option<Within>,
    },
    /// The condition in each of so many years before the period.
    EachYearBefore { years: u32, condition: Box<Expr> },
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
    /// Rounded half away from zero.
    Round { value: Box<Expr>, places: u32 },
    /// A metric in the year (true) or period (false) before.
    Earlier { year: bool, name: NameRef },
    /// A number with its unit.
    Quantity(Box<Quantity>),
    /// A date.
    Date(DateLit),
    /// A length of time.
    Duration(Duration),
    /// A word of the language.
    Constant(Constant),
    /// A name, perhaps of an enclosing unit.
    Name(NameRef),
}

/// `收入`, or `乡镇 的 收入` / `收入 of 乡镇`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NameRef {
    /// The metric, field, parameter, definition, value …
    pub name: Name,
    /// The enclosing level at which it is read.
    pub of: Option<Box<Name>>,
}

/// How two operands compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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

/// What was said about the bound of 以上 or 以下.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum BoundKind {
    /// Nothing; the word for the bound is of this language.
    Bare(#[serde(skip)] Lang),
    /// 含.
    Inclusive,
    /// 不含.
    Exclusive,
}

/// + or −.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum SumOp {
    /// +
    Plus,
    /// −
    Minus,
}

/// ×, ÷ or a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ProductOp {
    /// ×
    Times,
    /// ÷
    Divide,
    /// The left as a percentage of the right.
    ShareOf,
}

/// How many elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Aggregate {
    /// How many.
    Count,
    /// Their sum.
    Sum,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// Their mean.
    Average,
    /// The percentage of those that satisfy a condition.
    Share,
}

/// A sliding span of time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Within {
    /// Its length.
    pub duration: Duration,
    /// Where.
    pub span: Span,
}

/// What a branch, quantifier or aggregate ranges over.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Domain {
    /// What.
    pub kind: DomainKind,
    /// In the units below as well.
    pub subordinate: bool,
    /// When; the period unless said.
    pub window: Option<Window>,
    /// Where.
    pub span: Span,
}

/// What a domain holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum DomainKind {
    /// A record type or a level.
    Named(Name),
    /// Targets: of these labels, or these, or all.
    Targets { labels: Vec<Name>, names: Vec<Name> },
    /// Prohibitions: these, or all.
    Prohibitions(Vec<Name>),
    /// Reports: these, or all.
    Reports(Vec<Name>),
    /// Duties: these, or all.
    Duties(Vec<Name>),
    /// Metrics.
    Metrics(Vec<Name>),
}

/// Which records, by their act's date.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Window {
    /// In this long up to the as-of date.
    Last(Duration),
    /// In this long before the period.
    Before(Duration),
    /// At any time up to the as-of date.
    AnyTime,
}

/// A word of the language that stands for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Constant {
    /// True.
    True,
    /// False.
    False,
    /// The value of the metric ranged over.
    It,
    /// The as-of date.
    AsOf,
    /// The first day of the period.
    PeriodStart,
    /// The last day of the period.
    PeriodEnd,
    /// The plan's figure for the target.
    Plan,
    /// The target, duty or report ranged over is breached.
    Breached,
    /// It is met.
    Met,
    /// The prohibition ranged over is violated.
    Violated,
    /// It is respected.
    Respected,
}
