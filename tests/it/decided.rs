//! A decision says of every trigger what the full assessment says, on the facts of every fixture.

use zeren::{Assessment, Facts, Policy};

/// The decision and the assessment give every trigger the same status.
pub fn agree(policy: &Policy, facts: &Facts, assessment: &Assessment) {
    let mut decider = policy.decider();
    let decision = decider.decide(facts).unwrap();
    let decided: Vec<_> = decision.triggers().collect();
    let assessed = assessment.triggers().iter();
    let assessed: Vec<_> = assessed.map(|row| (&*row.trigger, row.status)).collect();
    assert_eq!(decided, assessed);
}
