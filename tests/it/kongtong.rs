//! The shipped policy `policies/kongtong` on small facts: each trigger of article 27 fired, not fired, undetermined
//! and awaiting a determination; and both sides of every threshold.
//!
//! Every case changes the same facts: a district with one township where nothing is wrong and nothing is missing.
//! Its parts: `change`, edits of those facts; `choose`, other choices of interpretations; and `expect`.

use std::collections::BTreeMap;
use std::path::Path;

use zeren::Policy;

use crate::{decided, outcome};

/// A district where nothing is wrong and nothing is missing.
const QUIET: &str = include_str!("../fixtures/kongtong/无事.json");

#[test]
fn every_case_of_article_27_holds() {
    let taken = policy();
    let mut others = BTreeMap::new();
    outcome::every_case("kongtong", |case| {
        let facts = outcome::change::apply(QUIET, case.part("change"))?;
        let choices = outcome::choices(case)?;
        if choices.is_empty() {
            return outcome::holds(&taken, &facts, case);
        }
        if !others.contains_key(&choices) {
            let policy = taken.under(choices.clone()).map_err(|e| e.to_string())?;
            others.insert(choices.clone(), policy);
        }
        outcome::holds(&others[&choices], &facts, case)
    });
}

/// So that a case's outcome is due to its change alone.
#[test]
fn where_nothing_is_wrong_or_missing_no_trigger_is_open() {
    let policy = policy();
    let facts = policy.read_facts(QUIET).unwrap();
    let assessment = policy.evaluate(&facts).unwrap();
    decided::agree(&policy, &facts, &assessment);
    for trigger in assessment.triggers() {
        assert_eq!(trigger.causes, [], "{}", trigger.trigger);
        assert_eq!(trigger.open, [], "{}", trigger.trigger);
    }
    assert!(assessment.findings().is_empty());
}

fn policy() -> Policy {
    Policy::load(Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/kongtong")).unwrap()
}
