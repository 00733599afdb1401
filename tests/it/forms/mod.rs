//! Help with the facts: the schema, the empty document and the spreadsheet agree with the reader of facts.

mod schema;
#[cfg(feature = "xlsx")]
mod sheet;
mod template;
#[cfg(feature = "cli")]
mod tool;

use std::path::Path;

use zeren::{Policy, PolicyOptions};

use crate::case;
use crate::outcome;

/// Facts that a policy accepts.
pub struct Accepted {
    pub name: String,
    pub policy: Policy,
    pub facts: String,
}

fn shipped(name: &str, facts: &str) -> Accepted {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("policies")
        .join(name);
    let facts = folder.join("facts").join(facts);
    Accepted {
        name: name.to_owned(),
        policy: Policy::load(folder).unwrap(),
        facts: std::fs::read_to_string(facts).unwrap(),
    }
}

/// The shipped policies with their sample facts.
pub fn samples() -> [Accepted; 2] {
    [
        shipped("kongtong", "2017.json"),
        shipped("clinics", "sample.json"),
    ]
}

/// All facts of the fixtures that are accepted.
pub fn accepted() -> Vec<Accepted> {
    let mut all: Vec<Accepted> = samples().into();
    let bus = include_str!("../../fixtures/assessment/校车.zeren");
    for (name, facts) in [
        ("校车", include_str!("../../fixtures/assessment/校车.json")),
        ("一校", include_str!("../../fixtures/assessment/一校.json")),
    ] {
        all.push(Accepted {
            name: name.to_owned(),
            policy: Policy::compile([("校车.zeren", bus)]).unwrap(),
            facts: facts.to_owned(),
        });
    }
    let quiet = include_str!("../../fixtures/kongtong/无事.json");
    let kongtong = all[0].policy.clone();
    for folder in ["meaning", "kongtong"] {
        for file in case::files(folder, "case") {
            for case in case::cases(&file) {
                let choices = outcome::choices(&case).unwrap();
                let (policy, facts) = if folder == "kongtong" {
                    let policy = if choices.is_empty() {
                        kongtong.clone()
                    } else {
                        kongtong.under(choices).unwrap()
                    };
                    (policy, quiet)
                } else {
                    let mut options = PolicyOptions::default();
                    options.interpretations.extend(choices);
                    let mut files = vec![("policy.zeren", case.part("policy"))];
                    if !case.part("text").is_empty() {
                        files.push(("text.txt", case.part("text")));
                    }
                    let policy = Policy::compile_with(files, options).unwrap();
                    (policy, case.part("facts"))
                };
                all.push(Accepted {
                    name: format!("{folder}: {}", case.name),
                    policy,
                    facts: outcome::change::apply(facts, case.part("change")).unwrap(),
                });
            }
        }
    }
    all.retain(|case| case.policy.read_facts(&case.facts).is_ok());
    assert!(all.len() > 150, "only {} cases", all.len());
    all
}
