//! The inventory as an independent reader wrote it, and the differences that the policy's editors admit.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

/// A normative clause. Fields that nothing here compares are left unread.
#[derive(Debug, Deserialize)]
pub struct Entry {
    pub id: String,
    /// 0 for the notice.
    pub article: u32,
    pub kind: String,
    #[serde(rename = "holders_norm")]
    pub holders: Vec<String>,
    pub responsibility: Option<String>,
    pub claimant: Option<String>,
    pub measure: Option<Measure>,
    pub related_trigger: Vec<u8>,
    pub indicator: Vec<String>,
    pub quote: String,
}

/// A quantity that the clause closes.
#[derive(Debug, Deserialize)]
pub struct Measure {
    pub name: String,
    pub comparator: String,
    pub value: Option<String>,
    pub unit: Option<String>,
    pub base: String,
    pub deadline: Option<String>,
}

/// Where the policy says something else than the inventory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    pub clause: String,
    pub field: &'static str,
    pub inventory: String,
    pub policy: String,
}

/// Differences of one kind that the editors admit, with the reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Admitted {
    pub field: String,
    pub inventory: String,
    pub policy: String,
    pub reason: String,
    pub clauses: Vec<String>,
}

/// The 320 clauses, in the order of the text.
pub fn entries() -> Vec<Entry> {
    serde_json::from_str(include_str!("../../fixtures/inventory.json")).unwrap()
}

/// The differences admitted.
pub fn admitted() -> Vec<Admitted> {
    serde_json::from_str(include_str!("../../fixtures/inventory-differences.json")).unwrap()
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            clause,
            field,
            inventory,
            policy,
        } = self;
        write!(f, "{clause} {field}: `{inventory}` is `{policy}`")
    }
}

/// Those found that nobody admits, and those admitted that are found no more.
pub fn reconcile(found: &[Difference], admitted: &[Admitted]) -> (Vec<Difference>, Vec<String>) {
    let mut open: BTreeMap<(&str, &str, &str, &str), usize> = BTreeMap::new();
    for group in admitted {
        for clause in &group.clauses {
            *open
                .entry((clause, &group.field, &group.inventory, &group.policy))
                .or_default() += 1;
        }
    }
    let mut unlisted = Vec::new();
    for one in found {
        match open.get_mut(&(&*one.clause, one.field, &*one.inventory, &*one.policy)) {
            Some(left) if *left > 0 => *left -= 1,
            _ => unlisted.push(one.clone()),
        }
    }
    let stale = open.iter().filter(|(_, left)| **left > 0);
    let stale = stale.map(|((clause, field, inventory, policy), _)| {
        format!("{clause} {field}: `{inventory}` is `{policy}` no more")
    });
    (unlisted, stale.collect())
}
