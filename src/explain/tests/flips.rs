//! The smallest changes.

use super::super::flip;
use super::*;

#[test]
fn flips() {
    let world = World::rivers("");
    for town in [DISSATISFIED, WASTE] {
        let facts = world.facts(&facts(town, ""));
        let asked = world.ask(&facts);
        for index in 0..asked.attribution.findings.len() {
            let explained = flip(&asked.case(), index).expect("a finding");
            println!("{}", serde_json::to_string(&explained).expect("JSON"));
        }
    }
    let facts = world.facts(&facts(DISSATISFIED, r#", "discharges": []"#));
    let asked = world.ask(&facts);
    println!(
        "{}",
        serde_json::to_string(&flip(&asked.case(), 0).expect("a finding")).expect("JSON")
    );
}
