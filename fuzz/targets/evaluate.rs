//! A policy on facts made by a recipe: the ways to evaluate agree, and what is told again is the same.

use zeren::{Assessment, BatchError, Lang, render_text};

use super::recipe;

pub fn run(data: &[u8]) {
    let Some(made) = recipe::make(data) else {
        return;
    };
    let (policy, json) = (&made.ready.policy, made.json.to_string());
    let facts = match policy.read_facts(&json) {
        Ok(facts) => facts,
        Err(_) => return,
    };
    let mut decider = policy.decider();
    let decided = decider
        .decide(&facts)
        .map(|found| found.statuses().to_vec());
    let read = decider
        .decide_json(&json)
        .map(|found| found.statuses().to_vec());
    match (&decided, &read) {
        (Ok(one), Ok(other)) => assert_eq!(one, other),
        (Err(_), Err(BatchError::Evaluate(_))) => {}
        _ => panic!("{decided:?} but from the text {read:?}"),
    }
    let Ok(assessment) = policy.evaluate(&facts) else {
        return;
    };
    let kept = decider.evaluate(&facts).map(|found| found.to_json());
    // What decides is written first in the one, and last in the other.
    let who = said(&assessment);
    let (fired, open) = (assessment.has_fired(), assessment.is_open());
    if let Ok(decided) = &decided {
        let assessed: Vec<_> = assessment.triggers().iter().map(|row| row.status).collect();
        assert_eq!(*decided, assessed, "{json}");
    }
    let written = assessment.to_json();
    assert_eq!(kept.as_ref(), Ok(&written), "{json}");
    let stored = Assessment::from_json(&written);
    let stored = stored.unwrap_or_else(|error| panic!("refuses its own: {error}\n{written}"));
    assert_eq!(stored.to_json(), written);
    assert_eq!(who, said(&stored), "{json}");
    assert_eq!((fired, open), (stored.has_fired(), stored.is_open()));
    for lang in [Lang::Zh, Lang::En] {
        assert!(!render_text(&assessment, lang).is_empty());
    }
}

/// Whoever answers, in words.
fn said(assessment: &Assessment) -> Vec<String> {
    let parties = assessment.accountable().map(|party| {
        let (words, unit) = (
            (party.organ, party.class, party.office, party.duty),
            party.unit(),
        );
        let sure = (party.status, party.pursued, party.persons);
        let (names, triggers): (Vec<_>, Vec<_>) =
            (party.names().collect(), party.triggers().collect());
        format!("{words:?} {sure:?} {unit:?} {names:?} {triggers:?}")
    });
    parties.collect()
}

pub fn seeds(every: usize) -> Vec<Vec<u8>> {
    recipe::seeds(every)
}
