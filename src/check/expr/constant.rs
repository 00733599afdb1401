//! Constants: quantities, dates, lengths of time, words of the language, and what can be computed from them.

use super::{Hint, Typer, typed};
use crate::calendar::Duration;
use crate::check::expr::Element;
use crate::check::tables::Tables;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{ArithmeticOp, Expr, ExprKind, Metric, StatusTest};
use crate::number::Number;
use crate::source::Span;
use crate::syntax::ast::{Constant, DateLit, Quantity};
use crate::types::Type;
use crate::value::Value;

/// A date as an expression.
pub(super) fn date(date: &DateLit) -> Expr {
    typed(
        ExprKind::Constant(Value::Date(date.date)),
        Type::Date,
        date.span,
    )
}

/// The value of an expression that reads nothing but parameters; `None` if it reads more or cannot be formed.
pub(in crate::check) fn fold(tables: &Tables, expr: &Expr) -> Option<Value> {
    let number = |expr: &Expr| match fold(tables, expr)? {
        Value::Number(number) => Some(number),
        _ => None,
    };
    match &expr.kind {
        ExprKind::Constant(value) => Some(value.clone()),
        ExprKind::Parameter(id) => Some(tables.parameters.row(*id)?.as_ref()?.value.clone()),
        ExprKind::Negative(inner) => Some(Value::Number(number(inner)?.neg())),
        ExprKind::Round(inner, places) => Some(Value::Number(number(inner)?.round(*places))),
        ExprKind::Arithmetic(op, left, right) => {
            let (left, right) = (number(left)?, number(right)?);
            let hundred = Number::from_int(100);
            Some(Value::Number(match op {
                ArithmeticOp::Add => left.checked_add(&right)?,
                ArithmeticOp::Subtract => left.checked_sub(&right)?,
                ArithmeticOp::Multiply => left.checked_mul(&right)?,
                ArithmeticOp::PercentOf => left.checked_mul(&right)?.checked_div(&hundred)?,
                ArithmeticOp::Divide => left.checked_div(&right)?,
                ArithmeticOp::ShareOf => left.checked_mul(&hundred)?.checked_div(&right)?,
            }))
        }
        _ => None,
    }
}

impl Typer<'_, '_> {
    pub(super) fn quantity(&mut self, quantity: &Quantity) -> Option<Expr> {
        let (number, dimension) = self.cx.quantity(quantity)?;
        Some(typed(
            ExprKind::Constant(Value::Number(number)),
            Type::Quantity(dimension),
            quantity.span,
        ))
    }

    pub(super) fn duration(&mut self, duration: Duration, span: Span) -> Expr {
        if duration.months == 0 {
            let days = Number::from_int(i64::from(duration.days));
            let ty = Type::Quantity(self.cx.tables.measures.days());
            return typed(ExprKind::Constant(Value::Number(days)), ty, span);
        }
        typed(ExprKind::Constant(Value::Span(duration)), Type::Span, span)
    }

    pub(super) fn word(&mut self, word: Constant, hint: &Hint, span: Span) -> Option<Expr> {
        let truth = |value| {
            let value = ExprKind::Constant(Value::Truth(value));
            Some(typed(value, Type::Truth, span))
        };
        let date = |kind| Some(typed(kind, Type::Date, span));
        match word {
            Constant::True => truth(true),
            Constant::False => truth(false),
            Constant::AsOf => date(ExprKind::AsOf),
            Constant::PeriodStart => date(ExprKind::PeriodStart),
            Constant::PeriodEnd => date(ExprKind::PeriodEnd),
            Constant::It => self.it(span),
            Constant::Plan => self.plan_figure(hint, span),
            Constant::Breached => self.status(StatusTest::Breached, span),
            Constant::Met => self.status(StatusTest::Met, span),
            Constant::Violated => self.status(StatusTest::Violated, span),
            Constant::Respected => self.status(StatusTest::Respected, span),
        }
    }

    fn it(&mut self, span: Span) -> Option<Expr> {
        let Element::Metrics(metrics) = &self.place.element else {
            self.report(
                Diagnostic::error(
                    Code::new("E0320"),
                    span,
                    Text::new(
                        "`其值` 只能用在 `每个 指标 …` 之内",
                        "`it` stands only where metrics are ranged over",
                    ),
                )
                .label(Text::new("这里没有指标的值", "there is no metric here")),
            );
            return None;
        };
        let tables = &self.cx.tables;
        let mut rows = metrics
            .iter()
            .filter(|id| !tables.broken_metrics.contains(id))
            .filter_map(|id| tables.metrics.row(*id));
        let first = rows.next()?;
        let ty = first.ty.clone();
        let Some(other) = rows.find(|row| row.ty != ty) else {
            return Some(typed(ExprKind::It, ty, span));
        };
        let mixed = mixed(tables, first, other, span);
        self.report(mixed);
        None
    }

    fn plan_figure(&mut self, hint: &Hint, span: Span) -> Option<Expr> {
        let Some(plan) = &mut self.plan else {
            self.report(
                Diagnostic::error(
                    Code::new("E0321"),
                    span,
                    Text::new(
                        "`计划` 只能直接用在写了 `计划 “…”` 的目标的要求里",
                        "`plan` stands only in the requirement of a target that names its plan, and not within a further domain",
                    ),
                )
                .label(Text::new("这里没有计划数", "there is no plan here")),
            );
            return None;
        };
        plan.used = true;
        if plan.ty.is_none() {
            plan.ty = hint.ty.clone();
            plan.like = hint.metric;
        }
        let target = plan.target;
        let Some(ty) = plan.ty.clone() else {
            self.report(
                Diagnostic::error(
                    Code::new("E0321"),
                    span,
                    Text::new(
                        "看不出计划数的单位",
                        "the unit of the plan's figure is not clear here",
                    ),
                )
                .help(Text::new(
                    "在 `计划 “…”` 后加上 `计量 …`",
                    "add `measured in` after the plan's document",
                )),
            );
            return None;
        };
        Some(typed(ExprKind::Plan(target), ty, span))
    }

    fn status(&mut self, test: StatusTest, span: Span) -> Option<Expr> {
        let of_prohibition = matches!(test, StatusTest::Violated | StatusTest::Respected);
        let fits = match self.place.element {
            Element::Obligation => !of_prohibition,
            Element::Prohibition => of_prohibition,
            _ => false,
        };
        if fits {
            return Some(typed(ExprKind::Status(test), Type::Truth, span));
        }
        let (word, domain) = match test {
            StatusTest::Breached => (
                ("未完成", "breached"),
                ("目标、报告或责任", "targets, reports or duties"),
            ),
            StatusTest::Met => (
                ("已完成", "met"),
                ("目标、报告或责任", "targets, reports or duties"),
            ),
            StatusTest::Violated => (("已违反", "violated"), ("禁止", "prohibitions")),
            StatusTest::Respected => (("已遵守", "respected"), ("禁止", "prohibitions")),
        };
        let message = Text::new(
            format!("`{}` 只能说{}", word.0, domain.0),
            format!("`{}` is said of {} only", word.1, domain.1),
        );
        self.report(
            Diagnostic::error(Code::new("E0322"), span, message).label(Text::new(
                "这里说的不是它们",
                "this is about something else",
            )),
        );
        None
    }
}

/// Says that the metrics ranged over have no type in common.
fn mixed(tables: &Tables, first: &Metric, other: &Metric, span: Span) -> Diagnostic {
    let (one, two) = (tables.type_name(&first.ty), tables.type_name(&other.ty));
    let message = Text::new(
        format!(
            "`其值` 的类型不定：`{}` 和 `{}` 的类型不同",
            first.name, other.name
        ),
        format!(
            "the type of `it` is not settled: metrics `{}` and `{}` differ",
            first.name, other.name
        ),
    );
    Diagnostic::error(Code::new("E0320"), span, message)
        .secondary(first.span, one)
        .secondary(other.span, two)
        .help(Text::new(
            "给每种类型各写一个分支",
            "write one branch for each type",
        ))
}
