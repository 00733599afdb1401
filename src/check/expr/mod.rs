//! Pass 4: expressions. Every name is resolved where it stands, and every expression gets a type.
//!
//! An expression that is wrong yields nothing and has been reported; what contains it then stays silent, so
//! that one slip is one message.

mod arithmetic;
mod compare;
mod constant;
mod domain;
mod names;
mod place;
mod quantify;
mod reads;
mod unresolved;
mod vague;

pub(super) use constant::fold;
pub(super) use place::{Element, Place};
pub(super) use reads::names_read;

use super::basis::RestsOn;
use super::tables::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{self, Expr, ExprKind, TargetId};
use crate::source::Span;
use crate::syntax::{ast, formula_too_deep};
use crate::types::Type;

/// Types expressions at one place.
pub(super) struct Typer<'t, 'n> {
    cx: &'t mut Cx<'n>,
    place: Place,
    plan: Option<PlanUse>,
    /// The interpretations behind what has been read.
    pub(super) rests_on: RestsOn,
    /// How deep in the expression it is, and whether that was once too deep.
    deep: usize,
    too_deep: bool,
}

/// The plan's figure, where `plan` may stand.
#[derive(Debug, Clone)]
pub(super) struct PlanUse {
    /// The target whose plan it is.
    pub(super) target: TargetId,
    /// The figure's type; that of what it is first compared with, unless declared.
    pub(super) ty: Option<Type>,
    /// The metric that gave it its type.
    pub(super) like: Option<model::MetricId>,
    /// Whether it has been read.
    pub(super) used: bool,
}

/// What is known of an operand before it is looked at, from what stands beside it.
#[derive(Debug, Clone, Default)]
struct Hint {
    ty: Option<Type>,
    subject: Option<model::VagueSubject>,
    metric: Option<model::MetricId>,
}

impl Cx<'_> {
    /// A condition at a place; adds the interpretations behind it.
    pub(super) fn condition(
        &mut self,
        place: &Place,
        expr: &ast::Expr,
        rests_on: &mut RestsOn,
    ) -> Option<Expr> {
        let mut typer = Typer::new(self, place.clone());
        let typed = typer.truth(expr);
        rests_on.append(&mut typer.rests_on);
        typed
    }

    /// An expression at a place, of a type where one is wanted.
    pub(super) fn value(
        &mut self,
        place: &Place,
        expr: &ast::Expr,
        wanted: Option<&Type>,
        rests_on: &mut RestsOn,
    ) -> Option<Expr> {
        let mut typer = Typer::new(self, place.clone());
        let typed = typer.wanted(expr, wanted);
        rests_on.append(&mut typer.rests_on);
        typed
    }

    /// A domain that ranges over the whole of the facts, and the place of its elements.
    pub(super) fn whole_domain(
        &mut self,
        domain: &ast::Domain,
        rests_on: &mut RestsOn,
    ) -> Option<(model::Domain, Place)> {
        let mut typer = Typer::new(self, Place::nowhere());
        let found = typer.domain(domain, true);
        rests_on.append(&mut typer.rests_on);
        found
    }
}

impl<'t, 'n> Typer<'t, 'n> {
    /// Types at a place.
    pub(super) fn new(cx: &'t mut Cx<'n>, place: Place) -> Self {
        Self {
            cx,
            place,
            plan: None,
            rests_on: RestsOn::new(),
            deep: 0,
            too_deep: false,
        }
    }

    /// Lets `plan` stand here.
    pub(super) fn with_plan(mut self, plan: Option<PlanUse>) -> Self {
        self.plan = plan;
        self
    }

    /// What has been learnt of the plan.
    pub(super) fn into_plan(self) -> (Option<PlanUse>, RestsOn) {
        (self.plan, self.rests_on)
    }

    /// An expression that must be true or false.
    pub(super) fn truth(&mut self, expr: &ast::Expr) -> Option<Expr> {
        let typed = self.expr(expr, &Hint::of(&Type::Truth))?;
        if typed.ty == Type::Truth {
            return Some(typed);
        }
        let ty = self.cx.tables.type_name(&typed.ty);
        let message = Text::new(
            format!(
                "条件必须或真或假，而这是{}",
                super::measures::spaced(&ty.zh)
            ),
            format!("a condition must be true or false, but this is {}", ty.en),
        );
        self.report(
            Diagnostic::error(Code::new("E0302"), expr.span, message)
                .label(Text::new("不是条件", "not a condition")),
        );
        None
    }

    /// An expression that must be of a type, where one is wanted.
    pub(super) fn wanted(&mut self, expr: &ast::Expr, wanted: Option<&Type>) -> Option<Expr> {
        let Some(wanted) = wanted else {
            return self.expr(expr, &Hint::default());
        };
        let typed = self.expr(expr, &Hint::of(wanted))?;
        if typed.ty == *wanted {
            return Some(typed);
        }
        let mismatch = self.cx.tables.mismatch(expr.span, &typed.ty, wanted);
        self.report(mismatch);
        None
    }

    fn expr(&mut self, expr: &ast::Expr, hint: &Hint) -> Option<Expr> {
        self.deeper(1, expr.span, |typer| typer.form(expr, hint))
    }

    /// Types something that lies so much deeper than where it is: one expression too deep is reported once.
    fn deeper(
        &mut self,
        by: usize,
        span: Span,
        run: impl FnOnce(&mut Self) -> Option<Expr>,
    ) -> Option<Expr> {
        self.deep += by;
        let limit = self.cx.formula_depth;
        let typed = if self.deep <= limit {
            run(self)
        } else {
            if !std::mem::replace(&mut self.too_deep, true) {
                self.report(formula_too_deep(span, limit));
            }
            None
        };
        self.deep -= by;
        typed
    }

    fn form(&mut self, expr: &ast::Expr, hint: &Hint) -> Option<Expr> {
        let span = expr.span;
        match &expr.kind {
            ast::ExprKind::Or(parts) => {
                let parts = self.truths(parts)?;
                Some(typed(ExprKind::Or(parts), Type::Truth, span))
            }
            ast::ExprKind::And(parts) => {
                let parts = self.truths(parts)?;
                Some(typed(ExprKind::And(parts), Type::Truth, span))
            }
            ast::ExprKind::Not(inner) => {
                let inner = self.truth(inner)?;
                Some(typed(ExprKind::Not(Box::new(inner)), Type::Truth, span))
            }
            ast::ExprKind::Compare { op, left, right } => self.compare(*op, left, right, span),
            ast::ExprKind::In {
                negated,
                left,
                options,
            } => self.membership(*negated, left, options, span),
            ast::ExprKind::Bound {
                above,
                kind,
                left,
                right,
                ..
            } => self.bound(*above, *kind, left, right, span),
            ast::ExprKind::Sum(first, rest) => self.sum(first, rest),
            ast::ExprKind::Product(first, rest) => self.product(first, rest),
            ast::ExprKind::Failing(first, second) => self.failing(first, second, hint, span),
            ast::ExprKind::Negative(inner) => self.negative(inner, span),
            ast::ExprKind::Round { value, places } => self.round(value, *places, span),
            ast::ExprKind::Quantified { .. } => self.quantified(expr),
            ast::ExprKind::EachYearBefore { years, condition } => {
                self.each_year_before(*years, condition, span)
            }
            ast::ExprKind::Aggregate { .. } => self.aggregate(expr),
            ast::ExprKind::Earlier { year, name } => self.earlier(*year, name, span),
            ast::ExprKind::Quantity(quantity) => self.quantity(quantity),
            ast::ExprKind::Date(date) => Some(constant::date(date)),
            ast::ExprKind::Duration(duration) => Some(self.duration(*duration, span)),
            ast::ExprKind::Constant(word) => self.word(*word, hint, span),
            ast::ExprKind::Name(name) => self.name(name, hint, span),
        }
    }

    fn truths(&mut self, parts: &[ast::Expr]) -> Option<Vec<Expr>> {
        let typed: Vec<Option<Expr>> = parts.iter().map(|part| self.truth(part)).collect();
        typed.into_iter().collect()
    }

    /// Types something at another place, where the plan's figure cannot be read.
    fn at<T>(&mut self, place: Place, run: impl FnOnce(&mut Self) -> T) -> T {
        let place = std::mem::replace(&mut self.place, place);
        let plan = self.plan.take();
        let result = run(self);
        self.place = place;
        self.plan = plan;
        result
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.cx.diagnostics.push(diagnostic);
    }
}

impl PlanUse {
    /// A plan of a target, not yet read.
    pub(super) fn of(target: TargetId, ty: Option<Type>) -> Self {
        Self {
            target,
            ty,
            like: None,
            used: false,
        }
    }
}

impl Hint {
    fn of(ty: &Type) -> Self {
        Self {
            ty: Some(ty.clone()),
            ..Self::default()
        }
    }

    /// What an operand tells of the one beside it.
    fn beside(operand: &Expr) -> Self {
        let (subject, metric) = match &operand.kind {
            ExprKind::Metric(id, place) => (
                Some(model::VagueSubject::Metric(*id, place.level)),
                Some(*id),
            ),
            ExprKind::It => (Some(model::VagueSubject::It), None),
            _ => (None, None),
        };
        Self {
            ty: Some(operand.ty.clone()),
            subject,
            metric,
        }
    }
}

/// An expression with its type.
fn typed(kind: ExprKind, ty: Type, span: Span) -> Expr {
    Expr { kind, ty, span }
}
