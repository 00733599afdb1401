//! What is wrong with scenarios before anything is evaluated: facts that are not complete or not accepted,
//! expectations of what the facts do not have.

use std::collections::BTreeSet;

use super::runs::FactsOfScenarios;
use crate::diagnostic::{Diagnostics, Place};
use crate::policy::Policy;

/// Everything that is wrong, each once: a background may serve many scenarios.
pub(super) fn all(policy: &Policy) -> Diagnostics {
    let mut found = Diagnostics::new();
    let mut seen = BTreeSet::new();
    let mut reader = FactsOfScenarios::new(policy);
    for scenario in policy.model().scenarios.values() {
        for one in reader.read(scenario).facts.err().unwrap_or_default() {
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
