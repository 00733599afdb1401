//! Decision records: they can be run again, and no byte of them can be altered unseen.

mod altered;
#[cfg(feature = "cli")]
mod kills;
#[cfg(feature = "cli")]
mod log;
#[cfg(feature = "sign")]
mod signed;
#[cfg(feature = "cli")]
mod tool;

use std::path::Path;

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use zeren::{Policy, PolicyOptions, Record};

/// A small policy with an interpretation.
pub const POLICY: &str = r#"
regulation "Charter of clinics" { effective 2024-01-01 }
level clinic
organ board { level clinic }
matter care { cite interpretation reading }
borne kind direct { cite interpretation reading }
pursued kind leadership { cite interpretation reading }
mapping direct -> leadership { cite interpretation reading }
interpretation reading { question "which?" choice plain "as written" choice wide "widely" take plain because "so" }
metric satisfaction { level clinic measured in % cite interpretation reading }
duty caring { holder board bears direct for care cite interpretation reading }
consequence answering { pursue leadership level by level cite interpretation reading }
trigger unhappy on care { for each clinic if satisfaction less than 90% consequence answering
  cite interpretation reading }
"#;

/// Facts with a number that no binary float holds, an odd layout, and a line break at the end.
pub const FACTS: &str = "{\"format\": \"zeren.facts/1\",\t\"as_of\": \"2025-01-10\", \"period\": \"2024\",
 \"units\": [{\"level\": \"clinic\", \"name\": \"北“院”\", \"satisfaction\": 89.99999999999999999999999900}]}\n";

pub fn policy() -> Policy {
    Policy::compile([("a/clinic.zeren", POLICY), ("note.txt", "line\r\n\u{1}")]).unwrap()
}

pub fn record() -> Record {
    policy().record(FACTS).unwrap()
}

/// Where a key is kept.
#[cfg(feature = "sign")]
pub fn key(name: &str) -> std::path::PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/fixtures/keys").join(name)
}

/// The record with a signature, where this is a build that signs.
pub fn sealed() -> Record {
    #[cfg(feature = "sign")]
    {
        let pem = std::fs::read_to_string(key("signer.pem")).unwrap();
        record().signed(&zeren::SecretKey::from_pem(&pem).unwrap())
    }
    #[cfg(not(feature = "sign"))]
    record()
}

/// The record as a value.
pub fn value() -> Value {
    serde_json::from_str(&record().to_json()).unwrap()
}

/// Canonical JSON, written here a second time.
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let mut keys: Vec<&String> = members.keys().collect();
            keys.sort();
            let members = keys
                .iter()
                .map(|key| format!("{:?}:{}", key, canonical(&members[*key])));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            format!(
                "[{}]",
                items.iter().map(canonical).collect::<Vec<_>>().join(",")
            )
        }
        other => other.to_string(),
    }
}

pub fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The record with all its digests made anew, as a forger would.
pub fn forged(mut record: Value) -> String {
    for file in record["policy"]["files"].as_array_mut().unwrap() {
        file["sha256"] = sha256(file["text"].as_str().unwrap()).into();
    }
    record["facts"]["sha256"] = sha256(record["facts"]["text"].as_str().unwrap()).into();
    record["assessment_sha256"] = sha256(&canonical(&record["assessment"])).into();
    let mut digested = record.clone();
    digested.as_object_mut().unwrap().remove("digest");
    digested.as_object_mut().unwrap().remove("signature");
    record["digest"] = sha256(&canonical(&digested)).into();
    canonical(&record)
}

#[test]
fn a_record_holds_everything_that_the_decision_was_reached_from() {
    let (policy, record) = (policy(), record());
    let json = record.to_json();
    let value: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["format"], "zeren.record/1");
    assert_eq!(value["facts"]["text"], FACTS);
    assert_eq!(value["policy"]["digest"], policy.digest());
    assert_eq!(value["policy"]["files"][1]["text"], "line\r\n\u{1}");
    assert_eq!(
        value["policy"]["files"][1]["sha256"],
        sha256("line\r\n\u{1}")
    );
    let assessment = policy.evaluate(&policy.read_facts(FACTS).unwrap()).unwrap();
    assert!(assessment.has_fired());
    assert_eq!(
        value["assessment"],
        serde_json::from_str::<Value>(&assessment.to_json()).unwrap()
    );
    assert_eq!(record.assessment().unwrap().to_json(), assessment.to_json());
    assert_eq!(
        json,
        canonical(&value),
        "keys are sorted, and nothing stands between the marks"
    );
    assert_eq!(
        forged(value),
        json,
        "the digests are those that the documentation describes"
    );
}

#[test]
fn read_back_and_run_again_it_is_identical() {
    let json = record().to_json();
    let read = Record::read(&json).unwrap();
    assert_eq!(read.to_json(), json);
    assert_eq!(read, record());
    let verification = read.verify().unwrap();
    assert!(verification.is_identical(), "{verification:?}");
}

#[test]
fn shipped_policies_and_facts_are_recorded_and_come_out_again() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    for (policy, facts) in [("clinics", "sample.json"), ("kongtong", "2017.json")] {
        let folder = root.join(policy);
        let facts = std::fs::read_to_string(folder.join("facts").join(facts)).unwrap();
        let record = Policy::load(&folder).unwrap().record(&facts).unwrap();
        let read = Record::read(record.to_json()).unwrap();
        assert!(read.verify().unwrap().is_identical());
    }
}

#[test]
fn a_choice_that_was_given_is_given_again() {
    let mut options = PolicyOptions::default();
    options
        .interpretations
        .insert("reading".into(), "wide".into());
    let policy = Policy::compile_with([("clinic.zeren", POLICY)], options).unwrap();
    for (policy, choice, given) in [(&policy, "wide", true), (&self::policy(), "plain", false)] {
        let record = policy.record(FACTS).unwrap();
        let taken = &record.interpretations()[0];
        assert_eq!((&*taken.choice, taken.from_options), (choice, given));
        let read = Record::read(record.to_json()).unwrap();
        assert!(read.verify().unwrap().is_identical());
    }
}

#[test]
fn bad_facts_give_no_record() {
    let facts = FACTS.replace("satisfaction", "satisfactions");
    assert!(matches!(
        policy().record(&facts),
        Err(zeren::BatchError::Facts(_))
    ));
}
