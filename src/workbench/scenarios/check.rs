//! What is wrong with scenarios before anything is evaluated: facts that are not complete or not accepted, units
//! that the facts do not have.

use std::collections::BTreeSet;

use super::places::unknown_unit;
use super::runs::FactsOfScenarios;
use super::said::is_unit;
use crate::diagnostic::{Diagnostics, Place};
use crate::policy::Policy;
use crate::syntax::ast::{DetailKind, Expectation};

/// Everything that is wrong, each once: a background may serve many scenarios.
pub(super) fn all(policy: &Policy) -> Diagnostics {
    let mut found = Diagnostics::new();
    let mut seen = BTreeSet::new();
    let mut reader = FactsOfScenarios::new(policy);
    for scenario in policy.model().scenarios.values() {
        let read = reader.read(scenario);
        let mut wrong = read.facts.err().unwrap_or_default();
        for expectation in &scenario.expectations {
            units(expectation, &read.units, &mut wrong);
        }
        for one in wrong {
            let place = match &one.place {
                Place::Span(span) => Some(*span),
                _ => None,
            };
            if seen.insert((one.code, place, one.message.en.clone())) {
                found.push(one);
            }
        }
    }
    found.sort();
    found
}

/// Units that are expected and that the facts do not have.
fn units(expectation: &Expectation, known: &[String], found: &mut Diagnostics) {
    for detail in &expectation.details {
        match &detail.kind {
            DetailKind::At(unit) if !known.iter().any(|path| is_unit(&unit.text, path)) => {
                let names: Vec<&str> = known
                    .iter()
                    .flat_map(|path| [path.rsplit('/').next().unwrap_or(path), path])
                    .collect();
                found.push(unknown_unit(unit, &names));
            }
            DetailKind::Missing(missing) => units(missing, known, found),
            _ => {}
        }
    }
}
