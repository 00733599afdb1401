//! The shipped policy held against an independent reader's inventory of the regulation: 320 normative clauses, each
//! with its holder, kind of responsibility, measure and deadline. Where the policy's editors see it otherwise, the
//! difference is listed with its reason; one that is not listed, or that is no more, fails.

mod ambiguities;
mod compare;
mod counts;
mod encoding;
mod entry;
mod mutation;
mod words;

use std::path::Path;

use zeren::Policy;

use compare::differences;
use entry::{admitted, entries, reconcile};
pub use mutation::changed_policies;

fn shipped() -> Policy {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/kongtong");
    Policy::load_dir(root).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_clause_says_what_the_inventory_says() {
    let entries = entries();
    assert_eq!(entries.len(), 320);
    let (found, compared) = differences(&shipped(), &entries);
    let (unlisted, stale) = reconcile(&found, &admitted());
    let unlisted: Vec<String> = unlisted.iter().map(ToString::to_string).collect();
    assert!(
        unlisted.is_empty() && stale.is_empty(),
        "not listed:\n{}\nlisted, and no more:\n{}",
        unlisted.join("\n"),
        stale.join("\n")
    );
    // Nothing is left uncompared by accident.
    assert_eq!(compared["reach"], 320);
    assert_eq!(compared["kind"], 318);
}

#[test]
fn every_difference_has_its_reason() {
    for group in admitted() {
        assert!(!group.clauses.is_empty(), "{group:?}");
        assert!(group.reason.ends_with('。'), "{group:?}");
    }
}
