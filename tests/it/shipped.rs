//! The shipped policies: that they compile without a remark, in every reading; that their sample facts are read and
//! show what they are there to show; and that a policy is safe to share.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use serde_json::Value;
use zeren::{Assessment, Facts, Lang, Policy, Status, TriggerStatus, render_plain, render_text};

use crate::{decided, outcome};

/// Each policy folder with its sample facts.
const SHIPPED: [(&str, &str); 2] = [
    (
        "kongtong",
        include_str!("../../policies/kongtong/facts/2017.json"),
    ),
    (
        "clinics",
        include_str!("../../policies/clinics/facts/sample.json"),
    ),
];

/// Readings under which kongtong's sample is not valid facts, for it names what only the reading taken knows.
const SAMPLE_IS_NOT_FOR: [&str; 3] = [
    "区直部门范围 = 政府工作部门",
    "用语认定机关 = 按管理权限",
    "雨露两后生 = 分为两项",
];

#[test]
fn they_compile_without_a_remark() {
    for (name, _) in SHIPPED {
        let policy = load(name);
        let remarks = render_plain(policy.warnings().as_slice(), policy.sources(), Lang::En);
        assert!(remarks.is_empty(), "{name}\n{remarks}");
    }
}

#[test]
fn each_trigger_of_kongtong_is_fired_and_open_in_its_sample() {
    let assessment = assessed("kongtong");
    let triggers = assessment.triggers();
    assert_eq!(triggers.len(), 7);
    for trigger in triggers {
        let open = |status| trigger.open.iter().any(|group| group.status == status);
        assert_eq!(trigger.status, TriggerStatus::Fired, "{}", trigger.trigger);
        assert!(open(Status::Undetermined), "{}", trigger.trigger);
        let number = trigger.number.as_deref().unwrap_or_default();
        let on_a_term = ["1", "5", "7"].contains(&number);
        assert_eq!(
            open(Status::AwaitingDetermination),
            on_a_term,
            "{}",
            trigger.trigger
        );
    }
}

/// Every choice that is not taken, one at a time.
#[test]
fn every_other_reading_compiles_and_evaluates() {
    for (name, facts) in SHIPPED {
        let policy = load(name);
        let readings = other_readings(&assessed(name));
        assert!(!readings.is_empty(), "{name}");
        // Half each: compiling a policy some sixty times takes its time.
        let (even, odd) = readings.split_at(readings.len() / 2);
        let refused: BTreeSet<String> = thread::scope(|scope| {
            let halves = [even, odd].map(|half| {
                let policy = &policy;
                scope.spawn(move || refused(policy, facts, half))
            });
            halves
                .into_iter()
                .flat_map(|half| half.join().unwrap())
                .collect()
        });
        let expected = match name {
            "kongtong" => SAMPLE_IS_NOT_FOR.map(str::to_owned).into(),
            _ => BTreeSet::new(),
        };
        assert_eq!(refused, expected, "{name}");
    }
}

/// The readings under which the facts are refused; under all others they evaluate.
fn refused(policy: &Policy, facts: &str, readings: &[(String, String)]) -> Vec<String> {
    let mut refused = Vec::new();
    for (question, choice) in readings {
        let reading = format!("{question} = {choice}");
        let policy = policy
            .under([(question.as_str(), choice.as_str())])
            .unwrap_or_else(|error| panic!("{reading}\n{error}"));
        match policy.read_facts(facts) {
            Ok(facts) => {
                let assessment = policy.evaluate(&facts).unwrap();
                decided::agree(&policy, &facts, &assessment);
                let taken = assessment.interpretations().iter();
                let mut taken = taken.filter(|taken| *taken.interpretation == **question);
                assert_eq!(&*taken.next().unwrap().taken, choice, "{reading}");
            }
            // Nothing but what the facts say is wrong with them.
            Err(error) => {
                assert!(error.diagnostics.has_errors(), "{reading}");
                refused.push(reading);
            }
        }
    }
    refused
}

fn other_readings(assessment: &Assessment) -> Vec<(String, String)> {
    let all = assessment.interpretations().iter();
    all.flat_map(|taken| {
        let others = taken.alternatives.iter();
        others.map(|other| (taken.interpretation.to_string(), other.choice.to_string()))
    })
    .collect()
}

#[test]
fn the_order_of_units_tells_nothing() {
    for (name, facts) in SHIPPED {
        outcome::holds_in_any_order(&load(name), facts).unwrap_or_else(|e| panic!("{name}\n{e}"));
    }
}

#[test]
fn an_assessment_has_its_keys_and_reads_back() {
    for (name, _) in SHIPPED {
        let assessment = assessed(name);
        let json = assessment.to_json();
        let value: Value = serde_json::from_str(&json).unwrap();
        let keys: BTreeSet<&str> = value
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let expected = [
            "format",
            "engine",
            "policy",
            "facts",
            "as_of",
            "period",
            "triggers",
            "targets",
            "reports",
            "prohibitions",
            "duties",
            "findings",
            "commendations",
            "interpretations",
            "left_out",
        ];
        assert_eq!(keys, expected.into(), "{name}");
        let back = Assessment::from_json(&json).unwrap();
        assert_eq!(back, assessment, "{name}");
        assert_eq!(back.to_json(), json, "{name}");
    }
}

#[test]
fn policies_and_facts_are_shared_between_threads() {
    const fn shared<T: Send + Sync>() {}
    const { shared::<Policy>() };
    const { shared::<Facts>() };

    for (name, text) in SHIPPED {
        let policy = Arc::new(load(name));
        let facts = Arc::new(policy.read_facts(text).unwrap());
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let (policy, facts) = (Arc::clone(&policy), Arc::clone(&facts));
                thread::spawn(move || policy.evaluate(&facts).unwrap().to_json())
            })
            .collect();
        // And once more with nothing shared.
        let alone = assessed(name).to_json();
        for thread in threads {
            assert!(thread.join().unwrap() == alone, "{name}: other bytes");
        }
    }
}

#[test]
fn the_page_of_the_clinics_in_english() {
    insta::assert_snapshot!(render_text(&assessed("clinics"), Lang::En));
}

#[test]
fn the_page_of_the_clinics_in_chinese() {
    insta::assert_snapshot!(render_text(&assessed("clinics"), Lang::Zh));
}

fn assessed(name: &str) -> Assessment {
    let policy = load(name);
    let (_, facts) = SHIPPED
        .iter()
        .find(|(shipped, _)| *shipped == name)
        .unwrap();
    let facts = policy
        .read_facts(facts)
        .unwrap_or_else(|e| panic!("{name}\n{e}"));
    policy.evaluate(&facts).unwrap()
}

fn load(name: &str) -> Policy {
    let policies = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    Policy::load(policies.join(name)).unwrap_or_else(|error| panic!("{name}\n{error}"))
}
