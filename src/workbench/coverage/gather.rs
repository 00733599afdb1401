//! What there is to cover: every condition and every bound of a policy, under whatever choice it stands.

use std::collections::BTreeMap;

use super::super::conditions::{Key, is_condition, measured, roots, step, walk};
use super::super::scenarios::place;
use super::super::trial::Trial;
use super::{ConditionCoverage, InDeclaration, ThresholdCoverage};
use crate::lang::Text;
use crate::measure::Measure;
use crate::model::{Expr, ExprKind, Model, Name, Quantifier};
use crate::number::Number;
use crate::source::{Sources, Span};
use crate::types::Type;

/// All conditions and bounds, none of them seen yet.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) conditions: BTreeMap<Key, ConditionCoverage>,
    pub(super) thresholds: BTreeMap<Key, ThresholdCoverage>,
    /// One unit step of each bound, in base units.
    pub(super) steps: BTreeMap<Key, Number>,
}

/// Gathers them from the policy under every set of choices.
pub(super) fn gather(trial: &Trial<'_>) -> Gathered {
    let mut all = Gathered::default();
    for under in &trial.under {
        let (model, sources) = (under.policy.model(), under.policy.sources());
        for root in roots(model) {
            let Some(expr) = root.of(model) else { continue };
            let (kind, name) = root.owner.named(model);
            walk(expr, &mut |_, expr| {
                let key = Key::of(expr);
                let at = || InDeclaration::new(kind, name.clone(), place(sources, expr.span));
                if is_condition(expr) {
                    all.conditions
                        .entry(key)
                        .or_insert_with(|| ConditionCoverage::new(words(sources, expr.span), at()));
                }
                if let Some((step, shown)) = bound(model, expr) {
                    all.steps.entry(key).or_insert(step);
                    all.thresholds.entry(key).or_insert_with(|| {
                        ThresholdCoverage::new(words(sources, expr.span), shown, at())
                    });
                }
            });
        }
    }
    all
}

/// One unit step of a bound, in base units and as shown.
fn bound(model: &Model, expr: &Expr) -> Option<(Number, Text)> {
    if let Some((_, left, right)) = measured(expr) {
        let step = step(model, left, right);
        let shown = match &left.ty {
            Type::Date => Text::new("1天", "1 day"),
            _ => one(step.measure),
        };
        return Some((step.by, shown));
    }
    match &expr.kind {
        ExprKind::Quantified {
            quantifier: Quantifier::AtLeast(_) | Quantifier::AtMost(_) | Quantifier::Exactly(_),
            within: None,
            ..
        } => Some((Number::one(), one(None))),
        _ => None,
    }
}

fn one(measure: Option<&Measure>) -> Text {
    let name = measure.map_or("", |measure| &measure.name);
    Text::new(format!("1{name}"), format!("1{name}"))
}

/// The words of a condition, on one line.
pub(super) fn words(sources: &Sources, span: Span) -> Name {
    let words: Vec<&str> = sources.slice(span).split_whitespace().collect();
    words.join(" ").into()
}
