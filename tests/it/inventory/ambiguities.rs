//! The places that the text leaves open, 44 of them: each is settled in the open by a named declaration of the
//! policy, or left undetermined at a named one.

use std::collections::BTreeSet;

use serde::Deserialize;
use zeren::{Lang, Policy};

use super::shipped;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ambiguity {
    number: usize,
    ambiguity: String,
    settled: Vec<Settled>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Settled {
    /// A question put, with its choices and the reason.
    Interpretation { interpretation: String },
    /// What a declaration says outright: its kind, then its name.
    Declaration { declaration: String },
    /// Left undetermined at such a declaration.
    Left { left: String, because: String },
}

#[test]
fn every_ambiguity_is_settled_openly() {
    let ambiguities: Vec<Ambiguity> =
        serde_json::from_str(include_str!("../../fixtures/ambiguities.json")).unwrap();
    assert_eq!(ambiguities.len(), 44);
    let policy = shipped();
    let (settled, declared) = (interpretations(&policy), declarations(&policy));
    for (number, row) in (1..).zip(&ambiguities) {
        assert_eq!(row.number, number, "{}", row.ambiguity);
        assert!(!row.settled.is_empty(), "{}", row.ambiguity);
        for by in &row.settled {
            let known = match by {
                Settled::Interpretation { interpretation } => settled.contains(interpretation),
                Settled::Declaration { declaration } => declared.contains(declaration),
                Settled::Left { left, because } => declared.contains(left) && !because.is_empty(),
            };
            assert!(known, "{number} {}: {by:?}", row.ambiguity);
        }
    }
}

/// The interpretations that put a question, give a reason, and know another choice.
fn interpretations(policy: &Policy) -> BTreeSet<String> {
    let facts =
        r#"{"format": "zeren.facts/1", "as_of": "2018-01-10", "period": "2017", "units": []}"#;
    let facts = policy.read_facts(facts).unwrap();
    let assessment = policy.evaluate(&facts).unwrap();
    let said =
        |words: &Option<zeren::Name>| words.as_deref().is_some_and(|words| !words.is_empty());
    let rows = assessment.interpretations().iter();
    let open = rows.filter(|row| said(&row.question) && said(&row.reason));
    let open = open.filter(|row| !row.alternatives.is_empty());
    open.map(|row| row.interpretation.to_string()).collect()
}

/// Every declaration that quotes the text: its kind, then its name.
fn declarations(policy: &Policy) -> BTreeSet<String> {
    let ledger = policy.ledger();
    let rows = ledger
        .clauses
        .iter()
        .flat_map(|clause| &clause.declarations);
    rows.map(|row| {
        let name = row.name.as_deref().unwrap_or_default();
        format!("{} {name}", row.kind.word(Lang::Zh))
    })
    .collect()
}
