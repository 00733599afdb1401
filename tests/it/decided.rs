//! A decision says of every trigger what the full assessment says, and the short answer of who answers is what the
//! findings say, on the facts of every fixture.

use zeren::{Accountable, Assessment, Facts, Policy};

/// The decision and the assessment give every trigger the same status.
pub fn agree(policy: &Policy, facts: &Facts, assessment: &Assessment) {
    let mut decider = policy.decider();
    let decision = decider.decide(facts).unwrap();
    let decided: Vec<_> = decision.triggers().collect();
    let assessed = assessment.triggers().iter();
    let assessed: Vec<_> = assessed.map(|row| (&*row.trigger, row.status)).collect();
    assert_eq!(decided, assessed);
    let stored = Assessment::from_json(&assessment.to_json()).unwrap();
    assert_eq!(said(assessment), said(&stored));
}

/// Whoever answers, in words.
fn said(assessment: &Assessment) -> Vec<String> {
    let one = |party: Accountable<'_>| {
        let words = (party.organ, party.class, party.office, party.duty);
        let sure = (party.status, party.pursued, party.persons);
        let (unit, names) = (party.unit(), party.names().collect::<Vec<_>>());
        let triggers: Vec<&str> = party.triggers().collect();
        format!("{words:?} {sure:?} {unit:?} {names:?} {triggers:?}")
    };
    assessment.accountable().map(one).collect()
}
