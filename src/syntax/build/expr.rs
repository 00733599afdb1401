//! Expressions. Chains become flat lists, so that the tree is as deep as its brackets and no deeper.

use super::{Builder, Parts};
use crate::lang::Lang;
use crate::source::Span;
use crate::syntax::ast::{
    Aggregate, BoundKind, CompareOp, Constant, Expr, ExprKind, NameRef, ProductOp, Quantifier,
    SumOp, Within,
};
use crate::syntax::grammar::{Pair, Rule};

impl Builder<'_> {
    /// An expression, or the condition of a quantifier.
    pub(super) fn expr(&mut self, pair: Pair<'_>) -> Option<Expr> {
        if let Some(comparison) = sole(&pair, Rule::comparison) {
            return self.comparison(comparison);
        }
        self.chain(pair, Rule::or_kw, Self::and_expr, ExprKind::Or)
    }

    fn and_expr(&mut self, pair: Pair<'_>) -> Option<Expr> {
        self.chain(pair, Rule::and_kw, Self::not_expr, ExprKind::And)
    }

    fn chain(
        &mut self,
        pair: Pair<'_>,
        word: Rule,
        operand: fn(&mut Self, Pair<'_>) -> Option<Expr>,
        join: fn(Vec<Expr>) -> ExprKind,
    ) -> Option<Expr> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let first = operand(self, parts.next()?)?;
        if parts.peek().is_none() {
            return Some(first);
        }
        let mut operands = vec![first];
        while parts.skip(word) {
            operands.push(operand(self, parts.next()?)?);
        }
        Some(expr(join(operands), span))
    }

    fn not_expr(&mut self, pair: Pair<'_>) -> Option<Expr> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let mut count = 0_usize;
        while parts.skip(Rule::not_kw) {
            count += 1;
        }
        let inner = parts.next()?;
        let inner = match inner.as_rule() {
            Rule::each_period => self.each_period(inner),
            Rule::quantified => self.quantified(inner),
            _ => self.comparison(inner),
        }?;
        Some(repeated(inner, count, span, ExprKind::Not))
    }

    fn each_period(&mut self, pair: Pair<'_>) -> Option<Expr> {
        let span = self.span(&pair);
        let (mut years, mut condition) = (None, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::integer => years = Some(self.count(&part)?),
                Rule::expr => condition = Some(Box::new(self.expr(part)?)),
                _ => {}
            }
        }
        let (years, condition) = (years?, condition?);
        Some(expr(ExprKind::EachYearBefore { years, condition }, span))
    }

    fn quantified(&mut self, pair: Pair<'_>) -> Option<Expr> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let before = self.within(&mut parts)?;
        let quantifier = self.quantifier(parts.next()?)?;
        let domain = Box::new(self.domain(parts.next()?)?);
        let filter = self.filter(&mut parts)?.map(Box::new);
        let satisfy = self.expr_after(&mut parts, Rule::satisfy_kw)?.map(Box::new);
        let after = self.within(&mut parts)?;
        if let (Some(_), Some(after)) = (before, after) {
            self.said_twice(after.span);
        }
        let kind = ExprKind::Quantified {
            quantifier,
            domain,
            filter,
            satisfy,
            within: before.or(after),
        };
        Some(expr(kind, span))
    }

    /// A span of time if it is there. The outer `None` is an error.
    fn within(&mut self, parts: &mut Parts<'_>) -> Option<Option<Within>> {
        let Some(pair) = parts.take(Rule::within) else {
            return Some(None);
        };
        let span = self.span(&pair);
        let mut inner = Parts::of(pair);
        inner.skip(Rule::within_time_kw);
        let duration = self.duration(inner.next()?)?;
        Some(Some(Within { duration, span }))
    }

    fn quantifier(&mut self, pair: Pair<'_>) -> Option<Quantifier> {
        let mut parts = Parts::of(pair);
        let word = parts.next()?.as_rule();
        let count = match parts.take(Rule::integer) {
            Some(count) => self.count(&count)?,
            None => 0,
        };
        Some(match word {
            Rule::all_kw => Quantifier::All,
            Rule::any_kw => Quantifier::Any,
            Rule::none_kw => Quantifier::No,
            Rule::at_least_kw => Quantifier::AtLeast(count),
            Rule::at_most_kw => Quantifier::AtMost(count),
            Rule::exactly_kw => Quantifier::Exactly(count),
            _ => return None,
        })
    }

    fn comparison(&mut self, pair: Pair<'_>) -> Option<Expr> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let left = self.fallback(parts.next()?)?;
        let Some(tail) = parts.next() else {
            return Some(left);
        };
        let left = Box::new(left);
        let rule = tail.as_rule();
        let mut tail = Parts::of(tail);
        let kind = match rule {
            Rule::cmp_tail => {
                let op = compare_op(Parts::of(tail.next()?).peek()?)?;
                let right = Box::new(self.fallback(tail.next()?)?);
                ExprKind::Compare { op, left, right }
            }
            Rule::in_tail => {
                let negated = tail.next()?.as_rule() == Rule::not_in_kw;
                let mut options = Vec::new();
                while let Some(option) = tail.next() {
                    options.push(self.fallback(option)?);
                }
                ExprKind::In {
                    negated,
                    left,
                    options,
                }
            }
            _ => self.bound(tail, left)?,
        };
        Some(expr(kind, span))
    }

    fn bound(&mut self, mut tail: Parts<'_>, left: Box<Expr>) -> Option<ExprKind> {
        tail.skip(Rule::reach_kw);
        let right = Box::new(self.sum(tail.next()?)?);
        let word = tail.next()?;
        let above = word.as_rule() == Rule::above_kw;
        let lang = match word.as_str().is_ascii() {
            true => Lang::En,
            false => Lang::Zh,
        };
        let (mut kind, mut note) = (BoundKind::Bare(lang), None);
        if let Some(pair) = tail.next() {
            note = Some(self.span(&pair));
            kind = match Parts::of(pair).peek()? {
                Rule::excluding_kw => BoundKind::Exclusive,
                _ => BoundKind::Inclusive,
            };
        }
        Some(ExprKind::Bound {
            above,
            kind,
            left,
            right,
            note,
        })
    }

    fn fallback(&mut self, pair: Pair<'_>) -> Option<Expr> {
        if let Some(primary) = sole(&pair, Rule::primary) {
            return self.primary(primary);
        }
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let value = self.sum(parts.next()?)?;
        if !parts.skip(Rule::failing_kw) {
            return Some(value);
        }
        let other = self.sum(parts.next()?)?;
        let kind = ExprKind::Failing(Box::new(value), Box::new(other));
        Some(expr(kind, span))
    }

    fn sum(&mut self, pair: Pair<'_>) -> Option<Expr> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let first = self.product(parts.next()?)?;
        let mut rest = Vec::new();
        while let Some(sign) = parts.next() {
            let op = match sign.as_rule() {
                Rule::plus => SumOp::Plus,
                _ => SumOp::Minus,
            };
            rest.push((op, self.product(parts.next()?)?));
        }
        Some(if rest.is_empty() {
            first
        } else {
            expr(ExprKind::Sum(Box::new(first), rest), span)
        })
    }

    fn product(&mut self, pair: Pair<'_>) -> Option<Expr> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let first = self.unary(parts.next()?)?;
        let mut rest = Vec::new();
        while let Some(sign) = parts.next() {
            let op = match sign.as_rule() {
                Rule::times => ProductOp::Times,
                Rule::divide => ProductOp::Divide,
                _ => ProductOp::ShareOf,
            };
            rest.push((op, self.unary(parts.next()?)?));
        }
        Some(if rest.is_empty() {
            first
        } else {
            expr(ExprKind::Product(Box::new(first), rest), span)
        })
    }

    fn unary(&mut self, pair: Pair<'_>) -> Option<Expr> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let mut count = 0_usize;
        while parts.skip(Rule::minus) {
            count += 1;
        }
        let inner = self.primary(parts.next()?)?;
        Some(repeated(inner, count, span, ExprKind::Negative))
    }

    fn primary(&mut self, pair: Pair<'_>) -> Option<Expr> {
        let span = self.span(&pair);
        let inner = Parts::of(pair).next()?;
        let kind = match inner.as_rule() {
            // The brackets themselves leave no trace but their span.
            Rule::expr => self.expr(inner)?.kind,
            Rule::date => ExprKind::Date(self.date(inner)?),
            Rule::duration => ExprKind::Duration(self.duration(inner)?),
            Rule::quantity => ExprKind::Quantity(Box::new(self.quantity(inner)?)),
            Rule::call => self.call(inner)?,
            Rule::earlier => {
                let mut parts = Parts::of(inner);
                let year = parts.next()?.as_rule() == Rule::year_before_kw;
                let name = self.name_ref(parts.next()?)?;
                ExprKind::Earlier { year, name }
            }
            Rule::constant => ExprKind::Constant(constant(Parts::of(inner).peek()?)?),
            _ => ExprKind::Name(self.name_ref(inner)?),
        };
        Some(expr(kind, span))
    }

    fn call(&mut self, pair: Pair<'_>) -> Option<ExprKind> {
        let mut parts = Parts::of(pair);
        let word = parts.next()?.as_rule();
        if word == Rule::round_kw {
            let value = Box::new(self.expr(parts.next()?)?);
            let places = self.count(&parts.next()?)?;
            return Some(ExprKind::Round { value, places });
        }
        let of = match parts.take(Rule::expr) {
            Some(of) => Some(Box::new(self.expr(of)?)),
            None => None,
        };
        parts.skip(Rule::over_kw);
        let domain = Box::new(self.domain(parts.next()?)?);
        let filter = self.filter(&mut parts)?.map(Box::new);
        Some(ExprKind::Aggregate {
            aggregate: aggregate(word)?,
            of,
            domain,
            filter,
        })
    }

    fn name_ref(&mut self, pair: Pair<'_>) -> Option<NameRef> {
        let (first, of, second) = self.two_names(pair)?;
        Some(match second {
            Some(second) if of => NameRef {
                name: first,
                of: Some(Box::new(second)),
            },
            Some(second) => NameRef {
                name: second,
                of: Some(Box::new(first)),
            },
            None => NameRef {
                name: first,
                of: None,
            },
        })
    }
}

/// The node of a rule to which nodes of a single part each lead. Most operands are such: a name or a number lies in a
/// sum of one product of one, and so on.
fn sole<'i>(pair: &Pair<'i>, rule: Rule) -> Option<Pair<'i>> {
    let mut pair = pair.clone();
    while pair.as_rule() != rule {
        let mut parts = pair.into_inner();
        (parts.len() == 1).then_some(())?;
        pair = parts.next()?;
    }
    Some(pair)
}

fn expr(kind: ExprKind, span: Span) -> Expr {
    Expr { kind, span }
}

/// A sign said so many times. Twice stays twice, so that it can be written back; any more cancel in pairs,
/// so that a long run of them cannot make a deep tree.
fn repeated(inner: Expr, count: usize, span: Span, wrap: fn(Box<Expr>) -> ExprKind) -> Expr {
    let times = match count {
        0 => 0,
        count if count % 2 == 1 => 1,
        _ => 2,
    };
    (0..times).fold(inner, |inner, _| expr(wrap(Box::new(inner)), span))
}

fn compare_op(rule: Rule) -> Option<CompareOp> {
    Some(match rule {
        Rule::ge_kw => CompareOp::AtLeast,
        Rule::le_kw => CompareOp::AtMost,
        Rule::gt_kw => CompareOp::More,
        Rule::lt_kw => CompareOp::Less,
        Rule::eq_kw => CompareOp::Equal,
        Rule::ne_kw => CompareOp::NotEqual,
        _ => return None,
    })
}

fn aggregate(rule: Rule) -> Option<Aggregate> {
    Some(match rule {
        Rule::count_kw => Aggregate::Count,
        Rule::sum_kw => Aggregate::Sum,
        Rule::min_kw => Aggregate::Min,
        Rule::max_kw => Aggregate::Max,
        Rule::average_kw => Aggregate::Average,
        Rule::share_kw => Aggregate::Share,
        _ => return None,
    })
}

fn constant(rule: Rule) -> Option<Constant> {
    Some(match rule {
        Rule::true_kw => Constant::True,
        Rule::false_kw => Constant::False,
        Rule::it_kw => Constant::It,
        Rule::as_of_kw => Constant::AsOf,
        Rule::period_start_kw => Constant::PeriodStart,
        Rule::period_end_kw => Constant::PeriodEnd,
        Rule::plan_kw => Constant::Plan,
        Rule::breached_kw => Constant::Breached,
        Rule::met_kw => Constant::Met,
        Rule::violated_kw => Constant::Violated,
        Rule::respected_kw => Constant::Respected,
        _ => return None,
    })
}
