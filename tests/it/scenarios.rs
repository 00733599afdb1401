//! The scenarios of the shipped policies come out as expected, and their facts are those of JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use zeren::{Bound, Lang, Policy, ScenarioOptions, ScenarioRun, render_plain};

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

/// Triggers of the regulation that wait for no determination: whether they fire turns on records and recorded facts.
const WAIT_FOR_NOBODY: [&str; 4] = [
    "违规使用扶贫资金",
    "发生禁止作为事项",
    "数字脱贫",
    "监督发现违纪违规",
];

/// Interpretations whose choices cannot be told apart by the same facts, for what is reported differs by the choice.
const OTHER_FACTS: [&str; 5] = [
    "财政收入口径",
    "危房改造基数",
    "证书所指",
    "增列所指",
    "雨露两后生",
];

#[test]
fn the_scenarios_of_the_regulation_expect_every_outcome() {
    let policy = shipped("kongtong");
    let options = ScenarioOptions::default();
    let runs: Vec<ScenarioRun> = policy.scenario_runs(&options).collect();
    assert!(runs.len() >= 150, "{}", runs.len());
    let expected: Vec<&str> = runs
        .iter()
        .flat_map(|run| &run.result.expected)
        .map(|text| text.zh.as_str())
        .collect();
    every_status_of_every_trigger(&runs, &expected);
    both_sides_of_every_stated_number(&policy, &expected);
    every_choice(&runs);
}

fn every_status_of_every_trigger(runs: &[ScenarioRun], expected: &[&str]) {
    let assessment = runs[0].assessment.as_ref().unwrap();
    for trigger in assessment.triggers() {
        for status in ["成立", "不成立", "无法判定", "待认定"] {
            let words = format!("问责情形 {} {status}", trigger.trigger);
            let found = expected.iter().any(|line| begins(line, &words));
            let can = status != "待认定" || !WAIT_FOR_NOBODY.contains(&&*trigger.trigger);
            assert_eq!(found, can, "{words}");
        }
    }
}

fn both_sides_of_every_stated_number(policy: &Policy, expected: &[&str]) {
    let matrix = policy.matrix(None).unwrap();
    let duties = matrix.organs.iter().flat_map(|organ| &organ.duties);
    let stated: BTreeSet<&str> = duties
        .flat_map(|duty| &duty.targets)
        .filter(|row| {
            let bound = row
                .requirement
                .as_ref()
                .map(|requirement| &requirement.bound);
            matches!(bound, Some(Bound::Stated { .. }))
        })
        .map(|row| &*row.target)
        .collect();
    assert!(stated.len() > 20, "{stated:?}");
    let lacking: Vec<String> = stated
        .iter()
        .flat_map(|target| ["已达到", "未达到"].map(|status| (*target, status)))
        .filter(|(target, status)| {
            let about = format!("目标 {target}");
            !expected
                .iter()
                .any(|line| begins(line, &about) && says(line, status))
        })
        .map(|(target, status)| format!("目标 {target} {status}"))
        .collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
}

/// Each choice that the policy does not take is taken by a scenario, and the one it takes on the same facts.
fn every_choice(runs: &[ScenarioRun]) {
    let of_itself = runs.iter().find(|run| run.readings.is_empty()).unwrap();
    let assessment = of_itself.assessment.as_ref().unwrap();
    let mut taken: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    let mut by_itself: BTreeMap<&str, Vec<&ScenarioRun>> = BTreeMap::new();
    for run in runs {
        let facts = run
            .assessment
            .as_ref()
            .unwrap()
            .facts()
            .digest
            .as_deref()
            .unwrap();
        by_itself.entry(facts).or_default().push(run);
        for (interpretation, choice) in &run.readings {
            taken
                .entry((interpretation, choice))
                .or_default()
                .insert(facts);
        }
    }
    let mut lacking = Vec::new();
    for row in assessment.interpretations() {
        let question = &*row.interpretation;
        let mut on_the_same_facts = false;
        for other in &row.alternatives {
            let Some(facts) = taken.get(&(question, &*other.choice)) else {
                lacking.push(format!("{question} = {}", other.choice));
                continue;
            };
            on_the_same_facts |= facts.iter().any(|facts| {
                let reads = |run: &&ScenarioRun| run.readings.iter().any(|one| *one.0 == *question);
                by_itself[facts].iter().any(|run| !reads(run))
            });
        }
        if on_the_same_facts == OTHER_FACTS.contains(&question) {
            lacking.push(format!("{question} = {} on the same facts", row.taken));
        }
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

/// Whether a line begins with these words, as words.
fn begins(line: &str, words: &str) -> bool {
    let rest = line.strip_prefix(words);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn says(line: &str, word: &str) -> bool {
    line.split(' ').any(|one| one == word)
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
