//! Which names an expression mentions, before any of them is resolved: enough to put definitions in order.

use crate::syntax::ast::{Domain, Expr, ExprKind};

/// Every bare name of an expression, in order, and whether it stands inside a domain.
pub(in crate::check) fn names_read(expr: &Expr) -> Vec<(&str, bool)> {
    let mut names = Vec::new();
    walk(expr, false, &mut names);
    names
}

fn walk<'e>(expr: &'e Expr, nested: bool, names: &mut Vec<(&'e str, bool)>) {
    match &expr.kind {
        ExprKind::Or(parts) | ExprKind::And(parts) => {
            parts.iter().for_each(|part| walk(part, nested, names));
        }
        ExprKind::Not(inner) | ExprKind::Negative(inner) => walk(inner, nested, names),
        ExprKind::Compare { left, right, .. }
        | ExprKind::Bound { left, right, .. }
        | ExprKind::Failing(left, right) => {
            walk(left, nested, names);
            walk(right, nested, names);
        }
        ExprKind::In { left, options, .. } => {
            walk(left, nested, names);
            options
                .iter()
                .for_each(|option| walk(option, nested, names));
        }
        ExprKind::Sum(first, rest) => {
            walk(first, nested, names);
            rest.iter().for_each(|(_, term)| walk(term, nested, names));
        }
        ExprKind::Product(first, rest) => {
            walk(first, nested, names);
            rest.iter()
                .for_each(|(_, factor)| walk(factor, nested, names));
        }
        ExprKind::Quantified {
            domain,
            filter,
            satisfy,
            ..
        } => {
            ranged(domain, names);
            filter
                .iter()
                .chain(satisfy)
                .for_each(|e| walk(e, true, names));
        }
        ExprKind::Aggregate {
            of, domain, filter, ..
        } => {
            ranged(domain, names);
            of.iter().chain(filter).for_each(|e| walk(e, true, names));
        }
        ExprKind::EachYearBefore { condition, .. } => walk(condition, nested, names),
        ExprKind::Round { value, .. } => walk(value, nested, names),
        ExprKind::Earlier { name, .. } | ExprKind::Name(name) => {
            names.push((&name.name.text, nested));
        }
        ExprKind::Quantity(_)
        | ExprKind::Date(_)
        | ExprKind::Duration(_)
        | ExprKind::Constant(_) => {}
    }
}

/// A domain of metrics reads them.
fn ranged<'e>(domain: &'e Domain, names: &mut Vec<(&'e str, bool)>) {
    if let crate::syntax::ast::DomainKind::Metrics(metrics) = &domain.kind {
        names.extend(metrics.iter().map(|name| (name.text.as_str(), true)));
    }
}
