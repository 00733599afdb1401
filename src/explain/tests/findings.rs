//! Why findings are there.

use super::super::explain_finding;
use super::*;

#[test]
fn explains_a_missed_target() {
    let world = World::rivers("");
    let facts = world.facts(&facts(DISSATISFIED, ""));
    let asked = world.ask(&facts);
    for index in 0..asked.attribution.findings.len() {
        let explained = explain_finding(&asked.case(), index).expect("a finding");
        println!(
            "{}",
            serde_json::to_string_pretty(&explained).expect("JSON")
        );
    }
}
