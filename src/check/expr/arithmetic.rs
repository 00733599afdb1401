//! Arithmetic: what may be added, multiplied and divided, and what comes of it.
//!
//! Per cent is no number like others: a difference of two is in percentage points, and a percentage of
//! something is a hundredth of the product.

use super::{Hint, Typer, typed};
use crate::check::measures::pair;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::measure::Dimension;
use crate::model::{ArithmeticOp, Expr, ExprKind};
use crate::source::Span;
use crate::syntax::ast::{self, ProductOp, SumOp};
use crate::types::Type;
use crate::value::Value;

impl Typer<'_, '_> {
    pub(super) fn sum(&mut self, first: &ast::Expr, rest: &[(SumOp, ast::Expr)]) -> Option<Expr> {
        // The first of a chain lies as deep as the chain is long.
        let mut total = self.deeper(rest.len(), first.span, |typer| {
            typer.expr(first, &Hint::default())
        });
        for (op, term) in rest {
            let hint = total.as_ref().map(Hint::beside).unwrap_or_default();
            let term = self.expr(term, &hint);
            total = match (total, term) {
                (Some(total), Some(term)) => self.add(*op, total, term),
                _ => None,
            };
        }
        total
    }

    pub(super) fn product(
        &mut self,
        first: &ast::Expr,
        rest: &[(ProductOp, ast::Expr)],
    ) -> Option<Expr> {
        let mut product = self.deeper(rest.len(), first.span, |typer| {
            typer.expr(first, &Hint::default())
        });
        for (op, factor) in rest {
            let factor = self.expr(factor, &Hint::default());
            product = match (product, factor) {
                (Some(product), Some(factor)) => self.multiply(*op, product, factor),
                _ => None,
            };
        }
        product
    }

    pub(super) fn negative(&mut self, inner: &ast::Expr, span: Span) -> Option<Expr> {
        let inner = self.number(inner)?;
        let ty = inner.ty.clone();
        let kind = match inner.kind {
            ExprKind::Constant(Value::Number(number)) => {
                ExprKind::Constant(Value::Number(number.neg()))
            }
            _ => ExprKind::Negative(Box::new(inner)),
        };
        Some(typed(kind, ty, span))
    }

    pub(super) fn round(&mut self, value: &ast::Expr, places: u32, span: Span) -> Option<Expr> {
        let value = self.number(value)?;
        let ty = value.ty.clone();
        Some(typed(ExprKind::Round(Box::new(value), places), ty, span))
    }

    pub(super) fn failing(
        &mut self,
        first: &ast::Expr,
        second: &ast::Expr,
        hint: &Hint,
        span: Span,
    ) -> Option<Expr> {
        let value = self.expr(first, hint);
        let beside = value.as_ref().map(Hint::beside).unwrap_or_default();
        let instead = self.expr(second, &beside);
        let (value, instead) = (value?, instead?);
        if value.ty != instead.ty {
            let mismatch = self.cx.tables.mismatch(second.span, &instead.ty, &value.ty);
            self.report(mismatch);
            return None;
        }
        let ty = value.ty.clone();
        let kind = ExprKind::Failing(Box::new(value), Box::new(instead));
        Some(typed(kind, ty, span))
    }

    /// An expression that must be a number, plain or with a unit.
    pub(super) fn number(&mut self, expr: &ast::Expr) -> Option<Expr> {
        let value = self.expr(expr, &Hint::default())?;
        if matches!(value.ty, Type::Quantity(_)) {
            return Some(value);
        }
        let ty = self.cx.tables.type_name(&value.ty);
        let message = Text::new(
            format!("这里要数，却是{}", ty.zh),
            format!("a number is wanted here, but this is {}", ty.en),
        );
        self.report(
            Diagnostic::error(Code::new("E0303"), expr.span, message)
                .label(Text::new("不是数", "not a number")),
        );
        None
    }

    fn add(&mut self, op: SumOp, left: Expr, right: Expr) -> Option<Expr> {
        let span = left.span.to(right.span);
        let backward = op == SumOp::Minus;
        let days = Type::Quantity(self.cx.tables.measures.days());
        let two = |l: Expr, r: Expr| (Box::new(l), Box::new(r));
        match (&left.ty, &right.ty) {
            (Type::Quantity(a), Type::Quantity(b)) => {
                let Some(sum) = self.sum_dimension(op, a, b) else {
                    return self.cannot_add(op, &left, &right);
                };
                let arithmetic = if backward {
                    ArithmeticOp::Subtract
                } else {
                    ArithmeticOp::Add
                };
                let (left, right) = two(left, right);
                let kind = ExprKind::Arithmetic(arithmetic, left, right);
                Some(typed(kind, Type::Quantity(sum), span))
            }
            (Type::Date, ty) if *ty == days => {
                let (left, right) = two(left, right);
                let kind = ExprKind::DateDays(left, right, backward);
                Some(typed(kind, Type::Date, span))
            }
            (Type::Date, Type::Span) => match super::fold(&self.cx.tables, &right) {
                Some(Value::Span(duration)) => {
                    let kind = ExprKind::DateShift(Box::new(left), duration, backward);
                    Some(typed(kind, Type::Date, span))
                }
                _ => self.cannot_add(op, &left, &right),
            },
            (Type::Date, Type::Date) if backward => {
                let (left, right) = two(left, right);
                Some(typed(ExprKind::DaysBetween(left, right), days, span))
            }
            _ => self.cannot_add(op, &left, &right),
        }
    }

    fn sum_dimension(&self, op: SumOp, a: &Dimension, b: &Dimension) -> Option<Dimension> {
        let measures = &self.cx.tables.measures;
        let (percent, points) = (measures.percent(), measures.points());
        if *a == percent && *b == percent && op == SumOp::Minus {
            return Some(points);
        }
        if a == b {
            return Some(a.clone());
        }
        let shifted = *a == percent && *b == points;
        let shifts = *a == points && *b == percent && op == SumOp::Plus;
        (shifted || shifts).then_some(percent)
    }

    fn cannot_add(&mut self, op: SumOp, left: &Expr, right: &Expr) -> Option<Expr> {
        let words = match op {
            SumOp::Plus => ("相加", "added to"),
            SumOp::Minus => ("相减", "subtracted from"),
        };
        self.incompatible(left, right, words);
        None
    }

    fn multiply(&mut self, op: ProductOp, left: Expr, right: Expr) -> Option<Expr> {
        let words = match op {
            ProductOp::Times => ("相乘", "multiplied with"),
            ProductOp::Divide => ("相除", "a divisor of"),
            ProductOp::ShareOf => ("作比", "a base for a share of"),
        };
        let (Type::Quantity(a), Type::Quantity(b)) = (&left.ty, &right.ty) else {
            self.incompatible(&left, &right, words);
            return None;
        };
        let Some((arithmetic, dimension)) = self.product_dimension(op, a, b) else {
            self.incompatible(&left, &right, words);
            return None;
        };
        let span = left.span.to(right.span);
        let kind = ExprKind::Arithmetic(arithmetic, Box::new(left), Box::new(right));
        Some(typed(kind, Type::Quantity(dimension), span))
    }

    fn product_dimension(
        &self,
        op: ProductOp,
        a: &Dimension,
        b: &Dimension,
    ) -> Option<(ArithmeticOp, Dimension)> {
        let measures = &self.cx.tables.measures;
        let percent = measures.percent();
        let rate = |d: &Dimension| *d == percent || *d == measures.points();
        match op {
            ProductOp::ShareOf => (a == b).then_some((ArithmeticOp::ShareOf, percent)),
            ProductOp::Divide if a == b => Some((ArithmeticOp::Divide, Dimension::none())),
            // A rate divides by nothing but a rate of its kind or a plain number, or its unit would get lost.
            ProductOp::Divide if rate(b) || rate(a) && !b.is_none() => None,
            ProductOp::Divide => Some((ArithmeticOp::Divide, a.over(b))),
            ProductOp::Times if *a == percent => Some((ArithmeticOp::PercentOf, b.clone())),
            ProductOp::Times if *b == percent => Some((ArithmeticOp::PercentOf, a.clone())),
            ProductOp::Times if rate(a) && !b.is_none() || rate(b) && !a.is_none() => None,
            ProductOp::Times => Some((ArithmeticOp::Multiply, a.times(b))),
        }
    }

    fn incompatible(&mut self, left: &Expr, right: &Expr, words: (&str, &str)) {
        let tables = &self.cx.tables;
        let (l, r) = (tables.type_name(&left.ty), tables.type_name(&right.ty));
        let message = Text::new(
            pair(&l.zh, &r.zh, &format!("不能{}", words.0)),
            format!("{} cannot be {} {}", r.en, words.1, l.en),
        );
        self.report(
            Diagnostic::error(Code::new("E0305"), right.span, message)
                .label(Text::new(r.zh, r.en))
                .secondary(left.span, Text::new(l.zh, l.en)),
        );
    }
}
