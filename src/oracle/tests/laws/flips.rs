//! The change of facts that is said to turn a finding turns it, and no smaller one does.
//!
//! Changes are made in the JSON of the facts, by the names that the answer gives them, and read and evaluated like any
//! other facts, and no part of a promised change turns the finding. Nor does a value short of the promised one; and where
//! it is said that no single change turns a finding that holds, many single changes are tried. Both hold as far as the
//! search has read the facts, of which the law knows nothing: a fresh seed does not decide them.

use super::edit::{Decimal, changed, random_change};
use super::statuses::finding as name_of;
use super::{Pair, try_pairs};
use crate::assessment::{Assessment, Finding};
use crate::attribution::FindingStatus;
use crate::explain::{FactChange, FactName, Flip, NewFact};
use crate::oracle::json::Json;
use crate::oracle::tests::dice::Dice;
use crate::oracle::tests::shrink::write;
use crate::policy::{Policy, PolicyOptions};

/// So many evaluations a search may take.
const TRIES: usize = 400;

/// So many single changes are tried where none is said to turn a finding.
const SINGLE: usize = 40;

#[test]
fn a_promised_flip_flips_and_no_smaller_one_does() {
    let mut last: Option<(u64, Policy)> = None;
    let seen = try_pairs(|pair, dice, seen| {
        if last.as_ref().is_none_or(|(seed, _)| *seed != pair.seed) {
            last = Some((pair.seed, searching(pair)));
        }
        let (_, policy) = last.as_ref().unwrap();
        let assessment = pair.assessment();
        let findings = assessment.findings();
        if findings.is_empty() {
            return seen.add("no finding");
        }
        let finding = &findings[dice.below(findings.len())];
        let flip = policy.flip(&policy.read_facts(pair.facts).unwrap(), finding.id());
        let flip = flip.unwrap_or_else(|error| panic!("{}\n{}\n{error}", pair.text(), pair.facts));
        let wrong = check(pair, finding, &flip, dice, &mut |what| seen.add(what));
        if let Some(wrong) = wrong {
            let flip = serde_json::to_string_pretty(&flip).unwrap();
            panic!(
                "{}\n{}\n{}\n{flip}\n{wrong}",
                pair.text(),
                pair.facts,
                name_of(finding)
            );
        }
    });
    seen.at_least("one change", 200);
    seen.at_least("short of it", 100);
    seen.at_least("single changes", 2);
}

/// The policy, with shorter searches.
fn searching(pair: &Pair<'_>) -> Policy {
    let mut options = PolicyOptions::default();
    options.evaluation.flip_tries = TRIES;
    Policy::compile_with([("policy.zeren", pair.items.join("\n"))], options).unwrap()
}

/// What is wrong with a promise, if anything is.
fn check(
    pair: &Pair<'_>,
    finding: &Finding,
    flip: &Flip,
    dice: &mut Dice,
    seen: &mut dyn FnMut(&str),
) -> Option<String> {
    let json = Json::read(pair.facts);
    let turned = |json: &Json| -> Option<bool> {
        let facts = pair.policy.read_facts(&write(json)).ok()?;
        let assessment = pair.policy.evaluate(&facts).unwrap();
        Some(holds(&assessment, finding) != flip.holds)
    };
    seen(match flip.changes.len() {
        0 => "no change",
        1 => "one change",
        2 => "two changes",
        _ => "three changes",
    });
    if flip.changes.iter().any(is_actor) {
        seen("an actor");
    }
    let parts = 1usize << flip.changes.len();
    for part in 1..parts {
        let some = flip.changes.iter().enumerate();
        let some = some.filter(|(place, _)| part & (1 << place) != 0);
        let changes: Vec<&FactChange> = some.map(|(_, change)| change).collect();
        let changed = changes
            .iter()
            .fold(json.clone(), |json, change| changed(json, change));
        let is_whole = part == parts - 1;
        match turned(&changed) {
            Some(turned) if turned == is_whole => {}
            None if !is_whole => {}
            found => return Some(format!("{found:?} with {changes:?}\n{}", write(&changed))),
        }
    }
    let [one] = &flip.changes[..] else {
        return no_single(pair, (flip, &json), dice, seen, &turned);
    };
    if pair.beyond && !flip.search.unsolved.contains(&one.what) {
        for short in short_of(one) {
            seen("short of it");
            let changed = changed(json.clone(), &short);
            if turned(&changed) == Some(true) {
                return Some(format!("{short:?} is enough\n{}", write(&changed)));
            }
        }
    }
    None
}

/// A single change that turns a finding of which it is said that none does.
fn no_single(
    pair: &Pair<'_>,
    (flip, json): (&Flip, &Json),
    dice: &mut Dice,
    seen: &mut dyn FnMut(&str),
    turned: &dyn Fn(&Json) -> Option<bool>,
) -> Option<String> {
    // What no condition has read yet can make a finding hold: another trigger may fire on the same act.
    let is_told = flip.holds && flip.search.exhausted > 0 && flip.search.unsolved.is_empty();
    if !pair.beyond || !is_told {
        return None;
    }
    seen("single changes");
    for _ in 0..SINGLE {
        let Some(changed) = random_change(dice, json) else {
            continue;
        };
        if turned(&changed) == Some(true) {
            return Some(format!("one change is enough:\n{}", write(&changed)));
        }
    }
    None
}

/// Whether a finding holds; of a class, whether one of any member does.
fn holds(assessment: &Assessment, asked: &Finding) -> bool {
    let mut same = assessment
        .findings()
        .iter()
        .filter(|finding| match asked.class {
            Some(_) => {
                finding.act == asked.act
                    && finding.duty.name == asked.duty.name
                    && finding.organ.is_some()
            }
            None => name_of(finding) == name_of(asked),
        });
    same.any(|finding| {
        matches!(
            finding.status,
            FindingStatus::Established | FindingStatus::Presumed
        )
    })
}

fn is_actor(change: &FactChange) -> bool {
    matches!(&change.what, FactName::Field { field, .. } if &**field == "doer")
}

/// The same change, not quite so far.
fn short_of(change: &FactChange) -> Vec<FactChange> {
    let (Some(old), NewFact::Value { value: new }) = (&change.old, &change.new) else {
        return Vec::new();
    };
    let (Some(old), Some(new)) = (Decimal::read(old), Decimal::read(new)) else {
        return Vec::new();
    };
    let short = old.between(&new).into_iter();
    short
        .map(|value| FactChange {
            new: NewFact::Value {
                value: value.into(),
            },
            ..change.clone()
        })
        .collect()
}
