//! Operations: the flat form of conditions. An operation names its operands by number; a run of operands is a
//! range of one table, so that a program is four vectors and nothing else.

use std::ops::Range;

use crate::arena::Id;
use crate::calendar::Duration;
use crate::ids::{
    DefinitionId, FieldId, MatterId, MetricId, ParameterId, TableId, TargetId, VagueId,
};
use crate::model::{
    Aggregate, ArithmeticOp, CompareOp, Domain, MetricPlace, Quantifier, StatusTest, VagueSubject,
};
use crate::source::Span;
use crate::types::Type;
use crate::value::Value;

/// Number of an operation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpId(pub(crate) u32);

/// A run of operands.
pub type Operands = Range<u32>;

/// One operation.
#[derive(Debug, Clone)]
pub enum Op {
    /// A value.
    Constant(Value),
    /// Some is true.
    Or(Operands),
    /// All are true.
    And(Operands),
    /// Negation.
    Not(OpId),
    /// Two operands compare.
    Compare(CompareOp, OpId, OpId),
    /// The first is one of the others.
    OneOf(OpId, Operands),
    /// A matter is this one or lies inside it.
    MatterWithin(OpId, MatterId),
    /// Numbers.
    Arithmetic(ArithmeticOp, OpId, OpId),
    /// The negative.
    Negative(OpId),
    /// Rounded to so many places.
    Round(OpId, u32),
    /// The first, or the second where the first cannot be formed.
    Failing(OpId, OpId),
    /// A date moved by a span; backward if true.
    DateShift(OpId, Duration, bool),
    /// A date moved by days; backward if true.
    DateDays(OpId, OpId, bool),
    /// Days from the second date to the first.
    DaysBetween(OpId, OpId),
    /// A metric.
    Metric(MetricId, MetricPlace),
    /// A field of the record ranged over, by its position.
    Field(FieldId, u32),
    /// The value of the metric ranged over.
    It,
    /// The plan's figure.
    Plan(TargetId),
    /// The as-of date.
    AsOf,
    /// First day of the period read.
    PeriodStart,
    /// Last day of the period read.
    PeriodEnd,
    /// Another operation, shared by its name.
    Shared(OpId),
    /// Rows of condition and value, then perhaps a value for the rest.
    Table {
        /// Which.
        table: TableId,
        /// Conditions and values in turn.
        rows: Operands,
        /// The value when none holds.
        otherwise: Option<OpId>,
    },
    /// Status of the element ranged over.
    Status(StatusTest),
    /// A determination.
    Vague(VagueId, VagueSubject),
    /// any, all, no, at least …
    Quantified(Box<Quantified>),
    /// count, sum, min, max, average, share.
    Aggregate(Box<AggregateOp>),
    /// In each of so many years before.
    EachYearBefore(u32, OpId),
}

/// A quantified condition.
#[derive(Debug, Clone)]
pub struct Quantified {
    /// How many.
    pub quantifier: Quantifier,
    /// Of what.
    pub domain: Domain,
    /// Which elements.
    pub filter: Option<OpId>,
    /// What each must satisfy.
    pub satisfy: Option<OpId>,
    /// All within such a span of time.
    pub within: Option<Duration>,
}

/// A number made of many.
#[derive(Debug, Clone)]
pub struct AggregateOp {
    /// Which.
    pub aggregate: Aggregate,
    /// Of what.
    pub of: Option<OpId>,
    /// Over what.
    pub domain: Domain,
    /// Which elements.
    pub filter: Option<OpId>,
}

/// Where an operation comes from; evaluation never looks here, explanations do.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Where it stands in the policy.
    pub span: Span,
    /// The type of its value.
    pub ty: Type,
    /// The name that stands there.
    pub named: Option<Named>,
}

/// A name that lowering replaced by what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A parameter.
    Parameter(ParameterId),
    /// A named expression.
    Definition(DefinitionId),
}

/// All operations of a policy.
#[derive(Debug, Clone, Default)]
pub struct Code {
    ops: Vec<Op>,
    origins: Vec<Origin>,
    operands: Vec<OpId>,
}

impl Code {
    /// Appends an operation.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "source size bounds operations far below 2^32"
    )]
    pub(super) fn push(&mut self, op: Op, origin: Origin) -> OpId {
        let id = OpId(self.ops.len() as u32);
        self.ops.push(op);
        self.origins.push(origin);
        id
    }

    /// Appends a run of operands.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "source size bounds operations far below 2^32"
    )]
    pub(super) fn run(&mut self, operands: &[OpId]) -> Operands {
        let start = self.operands.len() as u32;
        self.operands.extend_from_slice(operands);
        start..self.operands.len() as u32
    }

    /// How many operations.
    pub fn len(&self) -> usize {
        self.ops.len()
    }

    /// An operation.
    #[expect(
        clippy::indexing_slicing,
        reason = "operation numbers are made by `push` alone"
    )]
    pub fn op(&self, id: OpId) -> &Op {
        &self.ops[id.0 as usize]
    }

    /// Where it stands in the policy.
    pub fn span(&self, id: OpId) -> Span {
        self.origin(id).span
    }

    /// Where it comes from.
    #[expect(
        clippy::indexing_slicing,
        reason = "operation numbers are made by `push` alone"
    )]
    pub fn origin(&self, id: OpId) -> &Origin {
        &self.origins[id.0 as usize]
    }

    /// The operands of a run.
    pub fn operands(&self, run: &Operands) -> &[OpId] {
        self.operands
            .get(run.start as usize..run.end as usize)
            .unwrap_or_default()
    }
}

impl Id for OpId {
    fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    fn index(self) -> usize {
        self.0 as usize
    }
}

impl std::fmt::Debug for OpId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "op-{}", self.0)
    }
}
