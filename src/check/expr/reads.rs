//! Which names an expression mentions, before any of them is resolved: enough to put definitions in order.

use crate::syntax::ast::{Domain, Expr, ExprKind};

/// Every bare name of an expression, in order.
pub(in crate::check) fn names_read(expr: &Expr) -> Vec<&str> {
    let mut names = Vec::new();
    walk(expr, &mut names);
    names
}

fn walk<'e>(expr: &'e Expr, names: &mut Vec<&'e str>) {
    match &expr.kind {
        ExprKind::Or(parts) | ExprKind::And(parts) => {
            parts.iter().for_each(|part| walk(part, names));
        }
        ExprKind::Not(inner) | ExprKind::Negative(inner) => walk(inner, names),
        ExprKind::Compare { left, right, .. }
        | ExprKind::Bound { left, right, .. }
        | ExprKind::Failing(left, right) => {
            walk(left, names);
            walk(right, names);
        }
        ExprKind::In { left, options, .. } => {
            walk(left, names);
            options.iter().for_each(|option| walk(option, names));
        }
        ExprKind::Sum(first, rest) => {
            walk(first, names);
            rest.iter().for_each(|(_, term)| walk(term, names));
        }
        ExprKind::Product(first, rest) => {
            walk(first, names);
            rest.iter().for_each(|(_, factor)| walk(factor, names));
        }
        ExprKind::Quantified {
            domain,
            filter,
            satisfy,
            ..
        } => {
            ranged(domain, names);
            filter.iter().chain(satisfy).for_each(|e| walk(e, names));
        }
        ExprKind::Aggregate {
            of, domain, filter, ..
        } => {
            ranged(domain, names);
            of.iter().chain(filter).for_each(|e| walk(e, names));
        }
        ExprKind::EachYearBefore { condition, .. } => walk(condition, names),
        ExprKind::Round { value, .. } => walk(value, names),
        ExprKind::Earlier { name, .. } | ExprKind::Name(name) => names.push(&name.name.text),
        ExprKind::Quantity(_)
        | ExprKind::Date(_)
        | ExprKind::Duration(_)
        | ExprKind::Constant(_) => {}
    }
}

/// A domain of metrics reads them.
fn ranged<'e>(domain: &'e Domain, names: &mut Vec<&'e str>) {
    if let crate::syntax::ast::DomainKind::Metrics(metrics) = &domain.kind {
        names.extend(metrics.iter().map(|name| name.text.as_str()));
    }
}
