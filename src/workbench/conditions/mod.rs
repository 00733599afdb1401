//! The expressions of a model that decide something, with the declarations in which they stand.
//!
//! Coverage asks what each came to, mutation changes them. An expression is known by its place in the policy's files
//! and its form, so that it is the same one under whatever choice of the interpretations. Nothing is evaluated here.

mod step;

use super::declarations::DeclarationKind;
use crate::model::{
    CommendationId, CompareOp, ConsequenceId, DefinitionId, DutyId, Expr, ExprKind, Gate, MetricId,
    Model, Name, ProhibitionId, ReportId, TableId, TargetId, TriggerId,
};
use crate::program::Op;
use crate::source::Span;
use crate::types::Type;

pub(super) use step::{Step, step};

/// An expression that stands by itself in a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Root {
    /// The declaration.
    pub(super) owner: Owner,
    /// What it is there for.
    pub(super) part: Part,
}

/// A declaration with expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    Target(TargetId),
    Prohibition(ProhibitionId),
    Report(ReportId),
    Duty(DutyId),
    /// A branch of it, by its place.
    Trigger(TriggerId, usize),
    /// A branch of it, by its place.
    Commendation(CommendationId, usize),
    Consequence(ConsequenceId),
    Definition(DefinitionId),
    Table(TableId),
    Metric(MetricId),
}

/// What an expression is in its declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Filter,
    Applies,
    Population,
    Requirement,
    Condition,
    /// What it is the name or the formula of.
    Value,
    /// The condition of a row of a table.
    When(usize),
    /// The value of a row.
    Then(usize),
    /// The value when no row holds.
    Otherwise,
}

/// An expression under whatever choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) span: Span,
    pub(super) form: Form,
}

/// What tells two expressions at one place apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Any,
    All,
    Not,
    Compare(CompareOp),
    Other,
}

/// Every expression that stands by itself, declaration by declaration.
pub(super) fn roots(model: &Model) -> Vec<Root> {
    let mut all = Vec::new();
    let mut add = |owner, parts: &[(Part, bool)]| {
        let there = parts.iter().filter(|(_, there)| *there);
        all.extend(there.map(|(part, _)| Root { owner, part: *part }));
    };
    for (id, row) in model.targets.iter() {
        let parts = [
            (Part::Filter, row.filter.is_some()),
            (Part::Applies, row.applies.is_some()),
            (Part::Population, row.population.is_some()),
            (Part::Requirement, true),
        ];
        add(Owner::Target(id), &parts);
    }
    for (id, row) in model.prohibitions.iter() {
        let parts = [
            (Part::Filter, row.filter.is_some()),
            (Part::Applies, row.applies.is_some()),
        ];
        add(Owner::Prohibition(id), &parts);
    }
    for (id, row) in model.reports.iter() {
        add(Owner::Report(id), &[(Part::Applies, row.applies.is_some())]);
    }
    for (id, row) in model.duties.iter() {
        add(Owner::Duty(id), &[(Part::Applies, row.applies.is_some())]);
    }
    let branched = |row: &crate::model::TriggerBranch| {
        [
            (Part::Filter, row.filter.is_some()),
            (Part::Condition, row.condition.is_some()),
        ]
    };
    for (id, row) in model.triggers.iter() {
        for (place, branch) in row.branches.iter().enumerate() {
            add(Owner::Trigger(id, place), &branched(branch));
        }
    }
    for (id, row) in model.commendations.iter() {
        for (place, branch) in row.branches.iter().enumerate() {
            add(Owner::Commendation(id, place), &branched(branch));
        }
    }
    for (id, row) in model.consequences.iter() {
        let gated = matches!(row.gate, Gate::When(_));
        add(Owner::Consequence(id), &[(Part::Condition, gated)]);
    }
    for id in model.definitions.ids() {
        add(Owner::Definition(id), &[(Part::Value, true)]);
    }
    for (id, row) in model.tables.iter() {
        for place in 0..row.rows.len() {
            let parts = [(Part::When(place), true), (Part::Then(place), true)];
            add(Owner::Table(id), &parts);
        }
        add(
            Owner::Table(id),
            &[(Part::Otherwise, row.otherwise.is_some())],
        );
    }
    for (id, row) in model.metrics.iter() {
        add(Owner::Metric(id), &[(Part::Value, row.formula.is_some())]);
    }
    all
}

/// One way to an expression, for reading and for changing it.
macro_rules! way {
    ($name:ident, $model:ty, $expr:ty, $row:ident, $get:ident, $as:ident) => {
        impl Root {
            /// The expression of a model.
            pub(super) fn $name(self, model: $model) -> Option<$expr> {
                match self.owner {
                    Owner::Target(id) => {
                        let row = model.targets.$row(id)?;
                        match self.part {
                            Part::Filter => row.filter.$as(),
                            Part::Applies => row.applies.$as(),
                            Part::Population => row.population.$as(),
                            _ => Some(way!(@ref $as row.require)),
                        }
                    }
                    Owner::Prohibition(id) => {
                        let row = model.prohibitions.$row(id)?;
                        match self.part {
                            Part::Filter => row.filter.$as(),
                            _ => row.applies.$as(),
                        }
                    }
                    Owner::Report(id) => model.reports.$row(id)?.applies.$as(),
                    Owner::Duty(id) => model.duties.$row(id)?.applies.$as(),
                    Owner::Trigger(id, place) => {
                        let branch = model.triggers.$row(id)?.branches.$get(place)?;
                        match self.part {
                            Part::Filter => branch.filter.$as(),
                            _ => branch.condition.$as(),
                        }
                    }
                    Owner::Commendation(id, place) => {
                        let branch = model.commendations.$row(id)?.branches.$get(place)?;
                        match self.part {
                            Part::Filter => branch.filter.$as(),
                            _ => branch.condition.$as(),
                        }
                    }
                    Owner::Consequence(id) => match way!(@ref $as model.consequences.$row(id)?.gate) {
                        Gate::When(condition) => Some(condition),
                        _ => None,
                    },
                    Owner::Definition(id) => {
                        Some(way!(@ref $as model.definitions.$row(id)?.value))
                    }
                    Owner::Table(id) => {
                        let row = model.tables.$row(id)?;
                        match self.part {
                            Part::When(place) => Some(way!(@ref $as row.rows.$get(place)?.when)),
                            Part::Then(place) => Some(way!(@ref $as row.rows.$get(place)?.then)),
                            _ => row.otherwise.$as(),
                        }
                    }
                    Owner::Metric(id) => model.metrics.$row(id)?.formula.$as(),
                }
            }
        }
    };
    (@ref as_deref $place:expr) => { &$place };
    (@ref as_deref_mut $place:expr) => { &mut $place };
}

way!(of, &Model, &Expr, row, get, as_deref);
way!(
    of_mut,
    &mut Model,
    &mut Expr,
    row_mut,
    get_mut,
    as_deref_mut
);

impl Owner {
    /// What kind of declaration it is, and its name.
    pub(super) fn named(self, model: &Model) -> (DeclarationKind, Name) {
        use DeclarationKind as Kind;
        match self {
            Self::Target(id) => (Kind::Target, model.targets[id].name.clone()),
            Self::Prohibition(id) => (Kind::Prohibition, model.prohibitions[id].name.clone()),
            Self::Report(id) => (Kind::Report, model.reports[id].name.clone()),
            Self::Duty(id) => (Kind::Duty, model.duties[id].name.clone()),
            Self::Trigger(id, _) => (Kind::Trigger, model.triggers[id].name.clone()),
            Self::Commendation(id, _) => (Kind::Commendation, model.commendations[id].name.clone()),
            Self::Consequence(id) => (Kind::Consequence, model.consequences[id].name.clone()),
            Self::Definition(id) => (Kind::Definition, model.definitions[id].name.clone()),
            Self::Table(id) => (Kind::Table, model.tables[id].name.clone()),
            Self::Metric(id) => (Kind::Metric, model.metrics[id].name.clone()),
        }
    }
}

impl Key {
    /// The key of an expression.
    pub(super) fn of(expr: &Expr) -> Self {
        let form = match &expr.kind {
            ExprKind::Or(_) => Form::Any,
            ExprKind::And(_) => Form::All,
            ExprKind::Not(_) => Form::Not,
            ExprKind::Compare(op, ..) => Form::Compare(*op),
            _ => Form::Other,
        };
        Self {
            span: expr.span,
            form,
        }
    }

    /// The key of the expression that became an operation.
    pub(super) fn of_op(op: &Op, span: Span) -> Self {
        let form = match op {
            Op::Or(_) => Form::Any,
            Op::And(_) => Form::All,
            Op::Not(_) => Form::Not,
            Op::Compare(op, ..) => Form::Compare(*op),
            _ => Form::Other,
        };
        Self { span, form }
    }
}

/// Whether an expression is a condition: true, false or unknown.
pub(super) fn is_condition(expr: &Expr) -> bool {
    expr.ty == Type::Truth && !matches!(expr.kind, ExprKind::Constant(_))
}

/// The two sides of a comparison of numbers or dates.
pub(super) fn measured(expr: &Expr) -> Option<(CompareOp, &Expr, &Expr)> {
    match &expr.kind {
        ExprKind::Compare(op, left, right) if matches!(left.ty, Type::Quantity(_) | Type::Date) => {
            Some((*op, left, right))
        }
        _ => None,
    }
}

/// An expression and everything inside it, each with the way to it: the places among the parts.
pub(super) fn walk<'e>(expr: &'e Expr, each: &mut impl FnMut(&[usize], &'e Expr)) {
    fn on<'e>(expr: &'e Expr, way: &mut Vec<usize>, each: &mut impl FnMut(&[usize], &'e Expr)) {
        each(way, expr);
        for (place, part) in expr.parts().into_iter().enumerate() {
            way.push(place);
            on(part, way, each);
            way.pop();
        }
    }
    on(expr, &mut Vec::new(), each);
}

/// The expression at the end of a way.
pub(super) fn at_mut<'e>(expr: &'e mut Expr, way: &[usize]) -> Option<&'e mut Expr> {
    way.iter()
        .try_fold(expr, |expr, place| expr.parts_mut().into_iter().nth(*place))
}
