//! Comparison, membership, and 以上/以下.

use super::{Hint, Typer, typed};
use crate::check::measures::{pair, spaced};
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::{Lang, Text};
use crate::model::{CompareOp, Expr, ExprKind, MatterId};
use crate::source::Span;
use crate::syntax::ast::{self, BoundKind};
use crate::types::Type;
use crate::value::Value;

impl Typer<'_, '_> {
    pub(super) fn compare(
        &mut self,
        op: ast::CompareOp,
        left: &ast::Expr,
        right: &ast::Expr,
        span: Span,
    ) -> Option<Expr> {
        let negated = op == ast::CompareOp::NotEqual;
        if (negated || op == ast::CompareOp::Equal)
            && let Some(said) = self.said_of(left, right, span)
        {
            let said = said?;
            return Some(if negated {
                typed(ExprKind::Not(Box::new(said)), Type::Truth, span)
            } else {
                said
            });
        }
        let op = match op {
            ast::CompareOp::Less => CompareOp::Less,
            ast::CompareOp::AtMost => CompareOp::AtMost,
            ast::CompareOp::Equal => CompareOp::Equal,
            ast::CompareOp::NotEqual => CompareOp::NotEqual,
            ast::CompareOp::AtLeast => CompareOp::AtLeast,
            ast::CompareOp::More => CompareOp::More,
        };
        self.comparison(op, left, right, span)
    }

    pub(super) fn bound(
        &mut self,
        above: bool,
        kind: BoundKind,
        left: &ast::Expr,
        right: &ast::Expr,
        span: Span,
    ) -> Option<Expr> {
        if let BoundKind::Bare(lang) = kind {
            self.warn_bare(bound_words(above, lang), right.span, span);
        }
        let exclusive = kind == BoundKind::Exclusive;
        let op = match (above, exclusive) {
            (true, false) => CompareOp::AtLeast,
            (true, true) => CompareOp::More,
            (false, false) => CompareOp::AtMost,
            (false, true) => CompareOp::Less,
        };
        self.comparison(op, left, right, span)
    }

    pub(super) fn membership(
        &mut self,
        negated: bool,
        left: &ast::Expr,
        options: &[ast::Expr],
        span: Span,
    ) -> Option<Expr> {
        let left = self.expr(left, &Hint::default());
        let hint = left.as_ref().map(Hint::beside).unwrap_or_default();
        let mut typed_options: Vec<Option<Expr>> = Vec::new();
        for option in options {
            if left.is_some() || !self.needs_hint(option) {
                typed_options.push(self.expr(option, &hint));
            }
        }
        let left = left?;
        let options: Vec<Expr> = typed_options.into_iter().collect::<Option<_>>()?;
        for option in &options {
            if !self.comparable(CompareOp::Equal, &left, option) {
                return None;
            }
        }
        let kind = if left.ty == Type::Matter {
            self.within_matters(left, options, span)?
        } else {
            ExprKind::OneOf(Box::new(left), options)
        };
        let found = typed(kind, Type::Truth, span);
        Some(if negated {
            typed(ExprKind::Not(Box::new(found)), Type::Truth, span)
        } else {
            found
        })
    }

    fn comparison(
        &mut self,
        op: CompareOp,
        left: &ast::Expr,
        right: &ast::Expr,
        span: Span,
    ) -> Option<Expr> {
        let (l, r) = self.operands(left, right)?;
        if !self.comparable(op, &l, &r) {
            return None;
        }
        let kind = ExprKind::Compare(op, Box::new(l), Box::new(r));
        Some(typed(kind, Type::Truth, span))
    }

    /// Both operands; the one that means nothing by itself is read after, and in the light of, the other.
    fn operands(&mut self, left: &ast::Expr, right: &ast::Expr) -> Option<(Expr, Expr)> {
        let turned = self.needs_hint(left) && !self.needs_hint(right);
        let (first, second) = if turned { (right, left) } else { (left, right) };
        let first = self.expr(first, &Hint::default());
        if first.is_none() && self.needs_hint(second) {
            return None;
        }
        let hint = first.as_ref().map(Hint::beside).unwrap_or_default();
        let second = self.expr(second, &hint);
        let (first, second) = (first?, second?);
        Some(if turned {
            (second, first)
        } else {
            (first, second)
        })
    }

    /// Whether an operand has a meaning only beside another: a value's name, a vague term, the plan's figure.
    fn needs_hint(&self, expr: &ast::Expr) -> bool {
        match &expr.kind {
            ast::ExprKind::Name(name) => name.of.is_none() && !self.resolves(&name.name.text),
            ast::ExprKind::Constant(ast::Constant::Plan) => {
                self.plan.as_ref().is_some_and(|plan| plan.ty.is_none())
            }
            _ => false,
        }
    }

    fn comparable(&mut self, op: CompareOp, left: &Expr, right: &Expr) -> bool {
        let wrong = if left.ty != right.ty {
            Some(self.incomparable(left, right))
        } else if matches!(op, CompareOp::Equal | CompareOp::NotEqual) {
            None
        } else {
            self.unordered(&left.ty, left.span.to(right.span))
        };
        let comparable = wrong.is_none();
        self.cx.diagnostics.extend(wrong);
        comparable
    }

    /// Says that values of a type are neither more nor less than one another, if so.
    fn unordered(&self, ty: &Type, span: Span) -> Option<Diagnostic> {
        let tables = &self.cx.tables;
        let unordered = |message: Text| {
            Diagnostic::error(Code::new("E0307"), span, message)
                .label(Text::new("比较了大小", "compared by order"))
        };
        if matches!(ty, Type::Quantity(_) | Type::Date | Type::Span) {
            return None;
        }
        let Type::Enumeration(id) = ty else {
            let name = tables.type_name(ty);
            return Some(unordered(Text::new(
                format!("{}不能比大小", name.zh),
                format!("{} is neither more nor less than another", name.en),
            )));
        };
        let row = tables.enumerations.row(*id).filter(|row| !row.ordered)?;
        let title = row.title();
        let message = Text::new(
            format!("枚举 `{title}` 没有次序，不能比大小"),
            format!(
                "enumeration `{title}` is not ordered, so its values are neither more nor less"
            ),
        );
        Some(
            unordered(message)
                .secondary(row.span, Text::new("枚举在这里声明", "declared here"))
                .help(Text::new(
                    "声明为 `有序枚举`，或者用 `为`、`属于`",
                    "declare it `ordered`, or use `is` or `in`",
                )),
        )
    }

    fn incomparable(&self, left: &Expr, right: &Expr) -> Diagnostic {
        let tables = &self.cx.tables;
        let (l, r) = (tables.type_name(&left.ty), tables.type_name(&right.ty));
        let message = Text::new(
            pair(&l.zh, &r.zh, "不能比较"),
            format!("{} and {} cannot be compared", l.en, r.en),
        );
        let is = |ty: &Text| Text::new(format!("是{}", spaced(&ty.zh)), format!("is {}", ty.en));
        let differ = |code| {
            Diagnostic::error(Code::new(code), right.span, message.clone())
                .label(is(&r))
                .secondary(left.span, is(&l))
        };
        let (Type::Quantity(a), Type::Quantity(b)) = (&left.ty, &right.ty) else {
            return differ("E0304");
        };
        match (a.is_none(), b.is_none()) {
            (false, true) => without_unit(differ("E0306"), right, &l),
            (true, false) => without_unit(differ("E0306"), left, &r),
            _ => {
                let rates = [tables.measures.percent(), tables.measures.points()];
                let change = rates.contains(a) && rates.contains(b);
                let differ = differ("E0304");
                if change {
                    differ.help(Text::new(
                        "两个百分比之差以个百分点计",
                        "the difference of two percentages is in percentage points",
                    ))
                } else {
                    differ
                }
            }
        }
    }

    /// 属于 of a matter: it is one of these, or lies inside one.
    fn within_matters(&mut self, left: Expr, options: Vec<Expr>, span: Span) -> Option<ExprKind> {
        let matters: Option<Vec<MatterId>> = options
            .iter()
            .map(|option| match option.kind {
                ExprKind::Constant(Value::Matter(id)) => Some(id),
                _ => None,
            })
            .collect();
        let Some(matters) = matters else {
            // The matter of another field is no part of a tree known now.
            return Some(ExprKind::OneOf(Box::new(left), options));
        };
        let mut each: Vec<Expr> = matters
            .into_iter()
            .map(|id| {
                let kind = ExprKind::MatterWithin(Box::new(left.clone()), id);
                typed(kind, Type::Truth, span)
            })
            .collect();
        if each.len() == 1 {
            return each.pop().map(|only| only.kind);
        }
        Some(ExprKind::Or(each))
    }

    fn warn_bare(&mut self, [word, with, without]: [&str; 3], bound: Span, span: Span) {
        let message = Text::new(
            format!("`{word}` 没有写明含不含本数，按含本数处理"),
            format!("`{word}` does not say whether the bound is included; it is taken as included"),
        );
        let end = Span::new(span.source, span.end, span.end);
        let help = Text::new(
            format!(
                "《民法典》第一千二百五十九条：民法所称的“以上”、“以下”、“以内”、“届满”，包括本数；写上{with}或{without}"
            ),
            format!(
                "Civil Code art. 1259 takes a bound said so as included; write{with} or{without}"
            ),
        );
        self.report(
            Diagnostic::warning(
                Code::new("W0501"),
                Span::new(span.source, bound.start, span.end),
                message,
            )
            .label(Text::new("含本数吗", "is the bound included"))
            .help(help)
            .fix(end, with),
        );
    }
}

/// The word for a bound, and what says after it that the bound is included, or that it is not.
fn bound_words(above: bool, lang: Lang) -> [&'static str; 3] {
    match (lang, above) {
        (Lang::Zh, true) => ["以上", "（含）", "（不含）"],
        (Lang::Zh, false) => ["以下", "（含）", "（不含）"],
        (Lang::En, true) => ["upwards", " (inclusive)", " (exclusive)"],
        (Lang::En, false) => ["downwards", " (inclusive)", " (exclusive)"],
    }
}

/// What would make a plain number comparable with a quantity.
fn without_unit(diagnostic: Diagnostic, plain: &Expr, unit: &Text) -> Diagnostic {
    if !matches!(plain.kind, ExprKind::Constant(_)) {
        return diagnostic.help(Text::new(
            "计数和同类相除得到没有单位的数：不写单位，或者用 `占` 求百分比",
            "a count or quotient is a plain number: leave the unit out, or use `as share of` for a percentage",
        ));
    }
    let diagnostic = diagnostic.help(Text::new(
        format!("给数写上单位，如 {}", unit.zh),
        format!("give the number its unit, such as {}", unit.en),
    ));
    if unit.zh != "%" {
        return diagnostic;
    }
    let end = Span::new(plain.span.source, plain.span.end, plain.span.end);
    diagnostic.fix(end, "%")
}
