//! What the inventory counts, counted again in the policy's own ledger and matrix.

use std::collections::BTreeSet;

use zeren::{Bound, DeclarationKind as Kind};

use super::encoding::{Encoded, encoded};
use super::entry::{Entry, entries};
use super::shipped;

#[test]
fn article_16_has_24_headings_71_items_and_25_organs() {
    let policy = shipped();
    let ledger = policy.ledger();
    let mut items = BTreeSet::new();
    for sentence in &ledger.clauses {
        let address = &sentence.clause;
        let Some(heading) = address.heading.as_deref() else {
            continue;
        };
        let encoded = sentence
            .declarations
            .iter()
            .any(|row| row.kind == Kind::Duty);
        assert!(encoded, "{}", sentence.words);
        // Items without a number stand alone under their heading.
        items.insert((heading, address.item.as_deref()));
    }
    let headings: BTreeSet<&str> = items.iter().map(|(heading, _)| *heading).collect();
    assert_eq!((headings.len(), items.len()), (24, 71));
    let inventory = entries();
    let own = inventory
        .iter()
        .filter(|entry| entry.id.starts_with("art-16/"));
    let own = own.filter(|entry| !entry.id.contains("chapeau"));
    let own: BTreeSet<&str> = own
        .flat_map(|entry| &entry.holders)
        .map(|name| &**name)
        .collect();
    let matrix = policy.matrix(None).unwrap();
    let holds = |organ: &&zeren::MatrixOrgan| {
        let alone = organ.duties.iter().filter(|row| row.class.is_none());
        let mut clauses = alone.flat_map(|row| row.clauses.iter());
        clauses.any(|clause| clause.article.as_deref() == Some("16") && clause.heading.is_some())
    };
    let organs: BTreeSet<&str> = matrix
        .organs
        .iter()
        .filter(holds)
        .map(|row| &*row.organ)
        .collect();
    assert_eq!(organs, own);
    assert_eq!(organs.len(), 25);
}

#[test]
fn the_47_indicators_that_are_only_named_have_no_number() {
    let bounds = |row: &Encoded<'_>| bounds(row.names(Kind::Target));
    let named = |entry: &Entry| entry.kind == "metric" && entry.measure.is_none();
    let entries = entries();
    let ledger = shipped().ledger();
    let rows = encoded(&ledger, &entries);
    let rows: Vec<&Encoded<'_>> = rows.iter().filter(|row| named(row.entry)).collect();
    assert_eq!(rows.len(), 47);
    for row in rows {
        let bounds = bounds(row);
        let planned = bounds
            .iter()
            .all(|bound| matches!(bound, Some(Bound::Plan(_))));
        assert!(
            planned && !bounds.is_empty(),
            "{}: {bounds:?}",
            row.entry.id
        );
        assert!(!row.entry.indicator.is_empty(), "{}", row.entry.id);
    }
}

#[test]
fn a_village_leaves_by_20_indicators_and_a_household_by_11() {
    let entries = entries();
    let ledger = shipped().ledger();
    let rows = encoded(&ledger, &entries);
    for (id, value) in [("art-11/8", "20"), ("art-11/9", "11")] {
        let row = rows.iter().find(|row| row.entry.id == id).unwrap();
        let stated = Bound::Stated {
            value: value.into(),
            unit: Some("项".into()),
        };
        assert_eq!(bounds(row.names(Kind::Target)), [Some(stated)]);
    }
}

#[test]
fn there_are_seven_triggers_and_each_reaches_somebody() {
    let entries = entries();
    let policy = shipped();
    let ledger = policy.ledger();
    let rows = encoded(&ledger, &entries);
    let triggers = rows.iter().filter(|row| row.entry.kind == "trigger");
    let triggers: Vec<Vec<&str>> = triggers.map(|row| row.names(Kind::Trigger)).collect();
    assert_eq!(triggers.len(), 7);
    assert!(
        triggers.iter().all(|names| names.len() == 1),
        "{triggers:?}"
    );
    let matrix = policy.matrix(None).unwrap();
    let duties = matrix.organs.iter().flat_map(|organ| &organ.duties);
    let reached: BTreeSet<&str> = duties
        .flat_map(|duty| &duty.triggers)
        .map(|row| &*row.trigger)
        .collect();
    assert_eq!(reached, triggers.concat().into_iter().collect());
}

#[test]
fn one_quote_covers_one_sentence() {
    let policy = shipped();
    let several = policy
        .warnings()
        .iter()
        .filter(|found| found.code.as_str() == "W0601");
    assert_eq!(several.count(), 0);
}

/// The bounds of targets, by name.
fn bounds(targets: Vec<&str>) -> Vec<Option<Bound>> {
    let matrix = shipped().matrix(None).unwrap();
    let rows: Vec<_> = matrix
        .organs
        .iter()
        .flat_map(|organ| &organ.duties)
        .flat_map(|duty| &duty.targets)
        .collect();
    let bound = |name: &str| {
        let row = rows.iter().find(|row| &*row.target == name);
        let row = row.unwrap_or_else(|| panic!("no duty names {name}"));
        row.requirement.as_ref().map(|told| told.bound.clone())
    };
    targets.into_iter().map(bound).collect()
}
