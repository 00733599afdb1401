//! Which names a policy reads, under whatever choice of its interpretations: what is used under another choice is
//! used.
//!
//! Facts and expectations of scenarios are no use of a name.

use std::collections::BTreeSet;

use crate::syntax::ast::{
    AppliesTo, DeclKind, Domain, DomainKind, Expr, ExprKind, File, Gate, Name, PropKind,
};

/// The names read anywhere.
#[derive(Default)]
pub(super) struct Mentions<'a>(BTreeSet<&'a str>);

impl<'a> Mentions<'a> {
    pub(super) fn of(files: &'a [File]) -> Self {
        let mut mentions = Self::default();
        for item in files.iter().flat_map(|file| &file.items) {
            match &item.decl.kind {
                DeclKind::Parameter { value } | DeclKind::Definition { value, .. } => {
                    mentions.expr(value);
                }
                _ => {}
            }
            for prop in &item.decl.props {
                mentions.prop(&prop.kind);
            }
        }
        mentions
    }

    /// Whether the name is read.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    fn name(&mut self, name: &'a Name) {
        self.0.insert(&name.text);
    }

    fn prop(&mut self, kind: &'a PropKind) {
        match kind {
            PropKind::Applies(expr)
            | PropKind::Computed(expr)
            | PropKind::Require(expr)
            | PropKind::Population(expr)
            | PropKind::Otherwise(expr)
            | PropKind::Gate(Gate::When(expr)) => self.expr(expr),
            PropKind::Ranging { filter, .. } => filter.iter().for_each(|expr| self.expr(expr)),
            PropKind::FoundIn { record, filter, .. } => {
                self.name(record);
                filter.iter().for_each(|expr| self.expr(expr));
            }
            PropKind::Row { when, then } => {
                self.expr(when);
                self.expr(then);
            }
            PropKind::Branch(branch) => {
                self.domain(&branch.domain);
                let parts = branch.filter.iter().chain(&branch.condition);
                parts.for_each(|expr| self.expr(expr));
            }
            PropKind::Gate(Gate::Determined(name)) | PropKind::Requires(name) => self.name(name),
            PropKind::AppliesTo(AppliesTo::Names(names)) => {
                names.iter().for_each(|name| self.name(name));
            }
            _ => {}
        }
    }

    fn domain(&mut self, domain: &'a Domain) {
        match &domain.kind {
            DomainKind::Named(name) => self.name(name),
            DomainKind::Metrics(names) => names.iter().for_each(|name| self.name(name)),
            _ => {}
        }
    }

    fn expr(&mut self, expr: &'a Expr) {
        let mut waiting = vec![expr];
        while let Some(expr) = waiting.pop() {
            match &expr.kind {
                ExprKind::Or(parts) | ExprKind::And(parts) => waiting.extend(parts),
                ExprKind::Not(inner) | ExprKind::Negative(inner) => waiting.push(inner),
                ExprKind::Compare { left, right, .. }
                | ExprKind::Bound { left, right, .. }
                | ExprKind::Failing(left, right) => waiting.extend([&**left, &**right]),
                ExprKind::In { left, options, .. } => {
                    waiting.push(left);
                    waiting.extend(options);
                }
                ExprKind::Sum(first, rest) => {
                    waiting.push(first);
                    waiting.extend(rest.iter().map(|(_, term)| term));
                }
                ExprKind::Product(first, rest) => {
                    waiting.push(first);
                    waiting.extend(rest.iter().map(|(_, factor)| factor));
                }
                ExprKind::Quantified {
                    domain,
                    filter,
                    satisfy,
                    ..
                } => {
                    self.domain(domain);
                    waiting.extend(filter.iter().chain(satisfy).map(|part| &**part));
                }
                ExprKind::Aggregate {
                    of, domain, filter, ..
                } => {
                    self.domain(domain);
                    waiting.extend(of.iter().chain(filter).map(|part| &**part));
                }
                ExprKind::EachYearBefore { condition, .. } => waiting.push(condition),
                ExprKind::Round { value, .. } => waiting.push(value),
                ExprKind::Earlier { name, .. } | ExprKind::Name(name) => self.name(&name.name),
                ExprKind::Quantity(_)
                | ExprKind::Date(_)
                | ExprKind::Duration(_)
                | ExprKind::Constant(_) => {}
            }
        }
    }
}
