//! The meaning of the language, rule by rule: a policy, facts, and the lines that must come out.
//!
//! Parts of a case: `policy`; `facts` as JSON; `change`, edits of the facts; `choose`, other choices of
//! interpretations; `text`, the regulation's text; and `expect`. How they are written: `outcome`.

use zeren::{Policy, PolicyOptions};

use crate::case::Case;
use crate::outcome;

#[test]
fn every_rule_holds() {
    outcome::every_case("meaning", |case| {
        let policy = policy(case)?;
        let facts = outcome::change::apply(case.part("facts"), case.part("change"))?;
        outcome::holds(&policy, &facts, case)?;
        is_repeatable(&policy, &facts)
    });
}

fn policy(case: &Case) -> Result<Policy, String> {
    let mut options = PolicyOptions::default();
    options.interpretations.extend(outcome::choices(case)?);
    let mut files = vec![("policy.zeren", case.part("policy"))];
    if !case.part("text").is_empty() {
        files.push(("text.txt", case.part("text")));
    }
    Policy::compile_with(files, options).map_err(|error| error.to_string())
}

/// The same input gives the same bytes, from a policy and facts read anew.
fn is_repeatable(policy: &Policy, facts: &str) -> Result<(), String> {
    let bytes = |policy: &Policy| {
        let facts = policy.read_facts(facts).ok()?;
        Some(policy.evaluate(&facts).ok()?.to_json())
    };
    let again = policy.under::<String, String>([]);
    let again = again.map_err(|error| error.to_string())?;
    if bytes(policy) == bytes(&again) {
        Ok(())
    } else {
        Err("  a second run gives other bytes".to_owned())
    }
}
