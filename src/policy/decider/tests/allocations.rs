//! A decision takes no memory: everything it needs stands in the facts, the policy and the decider.

use super::compiled;
use super::random::DECLARED;
use crate::eval::TriggerStatus;

const TRIGGERS: &str = r#"
target high { for each village where built require height at least 90% due period end matter dykes
              cite interpretation reading }
target broad { for each village population heads require cost as share of paid at most 50% due continuously
               matter dykes cite interpretation reading }
prohibition lying { holder committee acts lies, waste found in events by what where sure matter dykes
                    cite interpretation reading }
trigger missed on dykes { for each target high, broad consequence answering cite interpretation reading }
trigger lied on dykes { for each prohibition lying consequence answering cite interpretation reading }
trigger costly on dykes { for each events where sure and loss more than 5 yuan consequence answering
                          cite interpretation reading }
trigger low on dykes { for each village if height less than 80% or width less than 80% and not built
                       consequence answering cite interpretation reading }
trigger often on dykes { for each town if at least 2 subordinate events where sure
                         consequence answering cite interpretation reading }
"#;

fn facts(width: &str) -> String {
    format!(
        r#"{{"format": "zeren.facts/1", "as_of": "2021-01-10", "period": "2020", "units": [
        {{"level": "province", "name": "east", "units": [{{"level": "town", "name": "north", "units": [
          {{"level": "village", "name": "a", "height": "95%", {width} "cost": 4, "paid": 9, "heads": 3, "built": true,
            "events": [{{"what": "gifts", "day": "2020-05-05", "sure": true, "loss": 5}}]}}]}}]}}],
        "determinations": []}}"#
    )
}

/// Facts with all that is written plainly.
fn plain(height: &str) -> String {
    format!(
        r#"{{"format": "zeren.facts/1", "as_of": "2021-01-10", "period": "2020", "units": [
        {{"level": "province", "name": "east", "units": [{{"level": "town", "name": "north", "units": [
          {{"level": "village", "name": "a", "height": {height}, "width": "85%", "cost": 4, "paid": 9.25, "heads": 3,
            "built": true, "state": "low", "checked": "2020-03-04",
            "events": [{{"id": "e1", "what": "gifts", "day": "2020-05-05", "sure": true, "loss": 5}}]}}]}}]}}],
        "persons": [
          {{"name": "A", "organ": "council", "unit": "north", "title": "head", "from": "2016-05-01"}},
          {{"name": "B", "organ": "committee", "unit": "north/a", "title": "clerk", "from": "2016-05-01"}}]}}"#
    )
}

#[test]
fn plain_facts_are_read_and_decided_without_memory() {
    let policy = compiled(format!("{DECLARED}{TRIGGERS}"));
    let mut decider = policy.decider();
    let documents = [plain("95"), plain("79.5"), plain("100")];
    for document in &documents {
        decider.decide_json(document).unwrap();
    }
    let mut fired = Vec::with_capacity(documents.len());
    let counted = allocation_counter::measure(|| {
        for document in &documents {
            fired.push(decider.decide_json(document).unwrap().has_fired());
        }
    });
    assert_eq!(fired, [false, true, false]);
    assert_eq!(counted.count_total, 0);
}

#[test]
fn a_decision_takes_no_memory() {
    let policy = compiled(format!("{DECLARED}{TRIGGERS}"));
    let known = policy.read_facts(&facts(r#""width": "85%","#)).unwrap();
    let unknown = policy.read_facts(&facts("").replace("95%", "85%")).unwrap();
    let mut decider = policy.decider();
    for facts in [&known, &unknown] {
        assert_eq!(
            decider.decide(facts).unwrap().has_fired(),
            policy.evaluate(facts).unwrap().has_fired()
        );
    }
    let mut fired = 0;
    let counted = allocation_counter::measure(|| {
        for facts in [&known, &unknown, &known] {
            let decision = decider.decide(facts).unwrap();
            fired += decision.fired().count();
            assert!(
                !decision
                    .statuses()
                    .contains(&TriggerStatus::AwaitingDetermination)
            );
        }
    });
    assert_eq!(fired, 1, "only the village of 85% has missed a target");
    assert_eq!(counted.count_total, 0);
}
