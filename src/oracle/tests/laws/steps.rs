//! No evaluation takes more steps than are reckoned beforehand from what there is in the facts and what they cause.

use super::try_pairs;

#[test]
fn no_evaluation_takes_more_steps_than_are_reckoned() {
    let seen = try_pairs(|pair, _, seen| {
        let facts = pair.policy.read_facts(pair.facts).unwrap();
        let (taken, reckoned) = pair.policy.taken_and_reckoned(&facts);
        if taken > reckoned {
            let text = pair.text();
            panic!("{text}\n{}\n{taken} steps, {reckoned} reckoned", pair.facts);
        }
        seen.add(match reckoned / taken.max(1) {
            0..10 => "near",
            _ => "far off",
        });
    });
    seen.at_least("near", 100);
}
