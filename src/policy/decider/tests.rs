//! A decision says of every trigger what its operations say, on random policies and facts; and it takes no memory.

mod allocations;
mod assessed;
mod random;

use std::cell::RefCell;
use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::eval::TriggerStatus;
use crate::lang::Lang;
use crate::policy::{Facts, Policy};

/// What the operations alone say of every trigger.
fn by_operations(policy: &Policy, facts: &Facts) -> Vec<TriggerStatus> {
    let machine = policy.machine(facts);
    let triggers = 0..policy.model().triggers.len();
    triggers
        .map(|trigger| machine.trigger_status(trigger))
        .collect()
}

fn compiled(text: String) -> Policy {
    Policy::compile([("dykes.zeren", text)]).unwrap_or_else(|error| {
        let (found, sources) = (error.diagnostics.as_slice(), &error.sources);
        panic!(
            "{}",
            crate::diagnostic::plain::render(found, sources, Lang::En)
        )
    })
}

fn check<S: Strategy>(
    cases: u32,
    strategy: &S,
    property: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let outcome = TestRunner::new_with_rng(config, rng).run(strategy, property);
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

fn read(policy: &Policy, document: &str) -> Facts {
    let facts = policy.read_facts(document);
    facts.unwrap_or_else(|error| panic!("{error}\n{document}"))
}

#[test]
fn random_facts_are_decided_as_their_operations_say() {
    let facts = vec(random::facts(), 1..6);
    decided_alike(200, &(random::policy(), facts));
}

/// Facts of one unit have a way of their own.
#[test]
fn random_facts_of_one_unit_are_decided_as_their_operations_say() {
    let facts = vec(random::village_facts(), 1..12);
    decided_alike(200, &(random::policy_of_villages(), facts));
}

fn decided_alike(cases: u32, strategy: &impl Strategy<Value = (String, Vec<String>)>) {
    let seen = RefCell::new(BTreeSet::new());
    check(cases, strategy, |(text, documents)| {
        let policy = compiled(text);
        let mut decider = policy.decider();
        for document in &documents {
            let facts = read(&policy, document);
            let decided = decider.decide(&facts).unwrap().statuses();
            prop_assert_eq!(decided, by_operations(&policy, &facts));
            let statuses = decided.iter().map(|status| format!("{status:?}"));
            seen.borrow_mut().extend(statuses);
        }
        Ok(())
    });
    assert_eq!(seen.into_inner().len(), 4, "every status is met with");
}

/// The full assessment shows the statuses decided; an explanation shows the findings assessed.
#[test]
fn what_is_explained_is_what_is_assessed_and_decided() {
    check(
        60,
        &(random::policy(), random::facts()),
        |(text, document)| {
            let policy = compiled(text);
            let facts = read(&policy, &document);
            let assessment = policy.evaluate(&facts).unwrap();
            let assessed: Vec<_> = assessment.triggers().iter().map(|row| row.status).collect();
            prop_assert_eq!(&assessed, &by_operations(&policy, &facts));
            for finding in assessment.findings().iter().take(5) {
                let explanation = policy.explain(&facts, &finding.id).unwrap();
                prop_assert_eq!(&explanation.finding, finding);
            }
            Ok(())
        },
    );
}

/// What became of a policy's triggers, for people to read.
#[test]
fn the_tests_of_a_trigger_can_be_read() {
    let text = format!(
        "{}{}",
        random::DECLARED,
        r#"trigger low on dykes { for each village where built if height less than 80% or state in { low, high }
             consequence answering cite interpretation reading }"#
    );
    let listing = compiled(text).rules.program.flat.to_string();
    assert_eq!(
        listing.lines().collect::<Vec<_>>(),
        [
            "trigger 0",
            "  units of level-2, Itself",
            "    all",
            "      unit[6] = 1",
            "      any",
            "        unit[0] < 800000",
            "        unit[7] in 101",
        ]
    );
}
