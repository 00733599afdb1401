//! Quantifiers, aggregates, and conditions over earlier years.

use super::{Typer, typed};
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{Aggregate, Domain, DomainKind, Expr, ExprKind, Quantifier};
use crate::source::Span;
use crate::syntax::ast;
use crate::types::Type;

impl Typer<'_, '_> {
    pub(super) fn quantified(&mut self, expr: &ast::Expr) -> Option<Expr> {
        let ast::ExprKind::Quantified {
            quantifier,
            domain: written,
            filter,
            satisfy,
            within,
        } = &expr.kind
        else {
            return None;
        };
        let quantifier = how_many(*quantifier);
        if quantifier == Quantifier::All && satisfy.is_none() {
            self.vacuous(written.span);
        }
        let (domain, place) = self.domain(written, false)?;
        if let Some(within) = within {
            self.sliding(quantifier, &domain, within.span);
        }
        let (filter, satisfy) = self.at(place, |typer| {
            let mut truth = |part: &Option<Box<ast::Expr>>| match part {
                None => Some(None),
                Some(part) => typer.truth(part).map(|part| Some(Box::new(part))),
            };
            (truth(filter), truth(satisfy))
        });
        let kind = ExprKind::Quantified {
            quantifier,
            domain: Box::new(domain),
            filter: filter?,
            satisfy: satisfy?,
            within: within.map(|within| within.duration),
        };
        Some(typed(kind, Type::Truth, expr.span))
    }

    pub(super) fn aggregate(&mut self, expr: &ast::Expr) -> Option<Expr> {
        let ast::ExprKind::Aggregate {
            aggregate,
            of,
            domain: written,
            filter,
        } = &expr.kind
        else {
            return None;
        };
        let aggregate = number_made(*aggregate);
        let (domain, place) = self.domain(written, false)?;
        let (of, filter) = self.at(place, |typer| {
            let of = match of {
                None => Some(None),
                Some(of) if aggregate == Aggregate::Share => typer.truth(of).map(Some),
                Some(of) => typer.number(of).map(Some),
            };
            let filter = match filter {
                None => Some(None),
                Some(filter) => typer.truth(filter).map(|filter| Some(Box::new(filter))),
            };
            (of, filter)
        });
        let (of, filter) = (of?, filter?);
        let ty = match aggregate {
            Aggregate::Count => Type::number(),
            Aggregate::Share => Type::Quantity(self.cx.tables.measures.percent()),
            _ => of.as_ref().map_or_else(Type::number, |of| of.ty.clone()),
        };
        let kind = ExprKind::Aggregate {
            aggregate,
            of: of.map(Box::new),
            domain: Box::new(domain),
            filter,
        };
        Some(typed(kind, ty, expr.span))
    }

    pub(super) fn each_year_before(
        &mut self,
        years: u32,
        condition: &ast::Expr,
        span: Span,
    ) -> Option<Expr> {
        let condition = self.truth(condition)?;
        if years == 0 {
            self.report(Diagnostic::error(
                Code::new("E0443"),
                span,
                Text::new(
                    "前 0 年里没有哪一年",
                    "there is no year in the 0 years before",
                ),
            ));
        }
        let kind = ExprKind::EachYearBefore(years, Box::new(condition));
        Some(typed(kind, Type::Truth, span))
    }

    fn sliding(&mut self, quantifier: Quantifier, domain: &Domain, span: Span) {
        let DomainKind::Records(id, _) = domain.kind else {
            self.report(
                Diagnostic::error(
                    Code::new("E0316"),
                    span,
                    Text::new(
                        "只有记录能限在一段时间之内",
                        "only records fit within a span of time",
                    ),
                )
                .label(Text::new(
                    "遍历的不是记录",
                    "what is ranged over is no record",
                )),
            );
            return;
        };
        if quantifier == Quantifier::All {
            self.report(
                Diagnostic::error(
                    Code::new("E0316"),
                    span,
                    Text::new(
                        "`所有` 不能限在一段滑动的时间之内",
                        "`all` does not go with a sliding span of time",
                    ),
                )
                .help(Text::new("用 `至少 N`", "use `at least N`")),
            );
            return;
        }
        self.dated(id, span);
    }

    fn vacuous(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                Code::new("E0444"),
                span,
                Text::new(
                    "`所有` 没有说都要满足什么",
                    "`all` does not say what each must satisfy",
                ),
            )
            .label(Text::new("都怎样", "all of these do what"))
            .help(Text::new(
                "后面加上 `均` 和条件",
                "add `satisfy` and a condition",
            )),
        );
    }
}

fn how_many(quantifier: ast::Quantifier) -> Quantifier {
    match quantifier {
        ast::Quantifier::All => Quantifier::All,
        ast::Quantifier::Any => Quantifier::Any,
        ast::Quantifier::No => Quantifier::No,
        ast::Quantifier::AtLeast(n) => Quantifier::AtLeast(n),
        ast::Quantifier::AtMost(n) => Quantifier::AtMost(n),
        ast::Quantifier::Exactly(n) => Quantifier::Exactly(n),
    }
}

fn number_made(aggregate: ast::Aggregate) -> Aggregate {
    match aggregate {
        ast::Aggregate::Count => Aggregate::Count,
        ast::Aggregate::Sum => Aggregate::Sum,
        ast::Aggregate::Min => Aggregate::Min,
        ast::Aggregate::Max => Aggregate::Max,
        ast::Aggregate::Average => Aggregate::Average,
        ast::Aggregate::Share => Aggregate::Share,
    }
}
