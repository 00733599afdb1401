//! The scenarios of the shipped policies come out as expected, and their facts are those of JSON.

use std::path::Path;

use serde_json::Value;
use zeren::{Lang, Policy, ScenarioOptions, render_plain};

/// A district where nothing is wrong and nothing is missing.
const QUIET: &str = include_str!("../fixtures/kongtong/无事.json");

fn shipped(name: &str) -> Policy {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    Policy::load(folder.join(name)).unwrap()
}

#[test]
fn every_scenario_of_the_shipped_policies_passes() {
    for name in ["kongtong", "clinics"] {
        let policy = shipped(name);
        let wrong = policy.check_scenarios();
        let wrong = render_plain(wrong.as_slice(), policy.sources(), Lang::Zh);
        assert!(wrong.is_empty(), "{name}\n{wrong}");
        let report = policy.run_scenarios(&ScenarioOptions::default());
        let failed = report.diagnostics();
        let failed = render_plain(failed.as_slice(), policy.sources(), Lang::Zh);
        assert!(report.passed(), "{name}\n{failed}");
        assert!(report.totals.passed > 1, "{name} has no scenarios");
    }
}

/// Facts written in the language are read as facts in JSON are.
#[test]
fn a_background_says_what_json_says() {
    let policy = shipped("kongtong");
    let facts = policy.read_facts(QUIET).unwrap();
    let expected = without_digests(&policy.evaluate(&facts).unwrap().to_json());
    let mut options = ScenarioOptions::default();
    options.filter = Some("年度任务：恰好完成".to_owned());
    let run = policy.scenario_runs(&options).next().unwrap();
    let found = without_digests(&run.assessment.unwrap().to_json());
    assert_eq!(expected, found);
}

fn without_digests(json: &str) -> Value {
    let mut assessment: Value = serde_json::from_str(json).unwrap();
    assessment["facts"].take();
    assessment
}
