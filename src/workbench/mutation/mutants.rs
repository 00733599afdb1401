//! The changes to try, one at a time: each bound moved by one step, each inclusive bound made exclusive and the
//! reverse, each condition and each part of one negated, each deadline moved by a day, each duty dropped.
//!
//! A change is found in the model, never in the text. The same place may stand in the model of several sets of choices;
//! it is one mutant, tried under all of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::conditions::{Form, Key, Owner, Root, is_condition, measured, roots, walk};
use super::super::declarations::DeclarationKind;
use super::super::trial::Trial;
use crate::model::{
    CompareOp, Due, DutyId, Expr, ExprKind, Model, Name, Quantifier, ReportId, TargetId,
};
use crate::source::Span;

/// A change of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Change {
    /// A bound one step lower, or one element fewer.
    BoundDown,
    /// A bound one step higher, or one element more.
    BoundUp,
    /// An inclusive bound made exclusive, or the reverse.
    Inclusion,
    /// A condition negated.
    Negation,
    /// A deadline one day earlier.
    DeadlineEarlier,
    /// A deadline one day later.
    DeadlineLater,
    /// A duty dropped.
    DutyDropped,
}

/// A change at a place.
#[derive(Debug, Clone)]
pub(super) struct Mutant {
    pub(super) change: Change,
    /// Where it stands.
    pub(super) span: Span,
    pub(super) kind: DeclarationKind,
    pub(super) name: Name,
    /// Where to make it, in the model of each set of choices that has it.
    pub(super) sites: Vec<(usize, Site)>,
}

/// Where to make a change in a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Site {
    /// At the end of a way into an expression.
    Expr(Root, Vec<usize>),
    Duty(DutyId),
    TargetDue(TargetId),
    ReportDue(ReportId),
}

/// Every mutant, in the order of the files.
pub(super) fn mutants(trial: &Trial<'_>) -> Vec<Mutant> {
    let mut all: BTreeMap<(Key, Change), Mutant> = BTreeMap::new();
    for (place, under) in trial.under.iter().enumerate() {
        let model = under.policy.model();
        let mut add = |key: Key, change, (kind, name): (DeclarationKind, Name), site| {
            let mutant = all.entry((key, change)).or_insert_with(|| Mutant {
                change,
                span: key.span,
                kind,
                name,
                sites: Vec::new(),
            });
            mutant.sites.push((place, site));
        };
        for root in roots(model) {
            if let Some(expr) = root.of(model) {
                let named = root.owner.named(model);
                changes(expr, &mut |key, change, way| {
                    add(key, change, named.clone(), Site::Expr(root, way.to_vec()));
                });
            }
        }
        whole(model, &mut add);
    }
    all.into_values().collect()
}

/// The changes of an expression and of everything inside it.
fn changes(expr: &Expr, add: &mut impl FnMut(Key, Change, &[usize])) {
    // The negation of these is that of what is around them.
    let mut inside: BTreeSet<Vec<usize>> = BTreeSet::new();
    walk(expr, &mut |way, expr| {
        let key = Key::of(expr);
        if matches!(expr.kind, ExprKind::Not(_) | ExprKind::Compare(..)) {
            let child = |place| way.iter().copied().chain([place]).collect();
            inside.extend([0, 1].map(child));
        }
        if is_condition(expr) && !inside.contains(way) {
            add(key, Change::Negation, way);
        }
        if let Some((op, ..)) = measured(expr) {
            add(key, Change::BoundDown, way);
            add(key, Change::BoundUp, way);
            if !matches!(op, CompareOp::Equal | CompareOp::NotEqual) {
                add(key, Change::Inclusion, way);
            }
        }
        if let ExprKind::Quantified {
            quantifier:
                Quantifier::AtLeast(count) | Quantifier::AtMost(count) | Quantifier::Exactly(count),
            ..
        } = expr.kind
        {
            add(key, Change::BoundUp, way);
            if count > 0 {
                add(key, Change::BoundDown, way);
            }
        }
    });
}

/// The changes of declarations as wholes.
fn whole(model: &Model, add: &mut impl FnMut(Key, Change, (DeclarationKind, Name), Site)) {
    let at = |span| Key {
        span,
        form: Form::Other,
    };
    for (id, row) in model.duties.iter() {
        let named = Owner::Duty(id).named(model);
        add(at(row.span), Change::DutyDropped, named, Site::Duty(id));
    }
    let moved = [Change::DeadlineEarlier, Change::DeadlineLater];
    for (id, row) in model.targets.iter() {
        for change in moved.iter().filter(|_| row.due != Due::Continuously) {
            let named = Owner::Target(id).named(model);
            add(at(row.span), *change, named, Site::TargetDue(id));
        }
    }
    for (id, row) in model.reports.iter() {
        for change in moved.iter().filter(|_| row.due != Due::Continuously) {
            let named = Owner::Report(id).named(model);
            add(at(row.span), *change, named, Site::ReportDue(id));
        }
    }
}

impl Change {
    /// All of them.
    pub(super) const ALL: [Self; 7] = [
        Self::BoundDown,
        Self::BoundUp,
        Self::Inclusion,
        Self::Negation,
        Self::DeadlineEarlier,
        Self::DeadlineLater,
        Self::DutyDropped,
    ];
}
