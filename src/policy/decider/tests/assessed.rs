//! What is written when it is asked for is what a whole evaluation writes at once, on random policies and facts; and no
//! whole evaluation takes more steps than were thought possible.

use std::borrow::Cow;
use std::cell::Cell;

use proptest::prelude::*;

use super::{check, compiled, random, read};
use crate::assessment::{Accountable, Assessment};
use crate::eval::{Sizes, bound};
use crate::policy::{Facts, Policy};

#[test]
fn what_is_asked_for_is_what_a_whole_evaluation_says() {
    let fired = Cell::new(0);
    check(
        150,
        &(random::policy(), random::facts()),
        |(text, document)| {
            let policy = compiled(text);
            let facts = read(&policy, &document);
            prop_assert!(policy.may_wait(&facts));
            let asked = policy.evaluate(&facts).unwrap();
            let whole = policy.evaluate_whole(&facts).unwrap();
            prop_assert_eq!(said(&asked), said(&whole));
            prop_assert_eq!(asked.has_fired(), whole.has_fired());
            prop_assert_eq!(asked.is_open(), whole.is_open());
            prop_assert_eq!(&asked.to_json(), &whole.to_json());
            prop_assert_eq!(&asked, &whole);
            fired.set(fired.get() + usize::from(!asked.findings().is_empty()));
            Ok(())
        },
    );
    assert!(fired.get() > 20, "somebody answers often: {}", fired.get());
}

/// Whoever answers, in words.
fn said(assessment: &Assessment) -> Vec<String> {
    let one = |party: Accountable<'_>| {
        let words = (party.organ, party.class, party.office, party.duty);
        let sure = (party.status, party.pursued, party.persons);
        let unit = party.unit().map(Cow::into_owned);
        let names: Vec<&str> = party.names().collect();
        let triggers: Vec<&str> = party.triggers().collect();
        format!("{words:?} {sure:?} {unit:?} {names:?} {triggers:?}")
    };
    assessment.accountable().map(one).collect()
}

#[test]
fn no_evaluation_takes_more_steps_than_its_bound() {
    check(
        150,
        &(random::policy(), random::facts()),
        |(text, document)| {
            let policy = compiled(text);
            let facts = read(&policy, &document);
            let (taken, reckoned) = policy.taken_and_reckoned(&facts);
            prop_assert!(taken <= reckoned, "{taken} {reckoned}");
            let (model, program) = (&policy.rules.model, &policy.rules.program);
            let size = facts.store().units.len() + facts.store().records.len();
            for sizes in [
                Sizes::of(model, &program.layout, facts.store()),
                Sizes::any(model, size as u64),
            ] {
                prop_assert!(taken <= bound(model, program, &sizes, None));
            }
            Ok(())
        },
    );
}

fn steps(policy: &Policy, facts: &Facts) -> u64 {
    let machine = policy.machine(facts);
    policy.run(&machine).expect("within the limit");
    machine.taken()
}

#[test]
fn a_limit_that_may_be_passed_is_kept_by_doing_everything_at_once() {
    let strategy = (random::policy(), random::facts(), 0_u64..400);
    check(60, &strategy, |(text, document, limit)| {
        let mut policy = compiled(text);
        let facts = read(&policy, &document);
        let taken = steps(&policy, &facts);
        policy.options.evaluation.steps = limit;
        prop_assert_eq!(policy.evaluate(&facts).is_ok(), taken <= limit);
        Ok(())
    });
}
