//! What was altered is found: by a byte, by a part, and where somebody made the digests anew, by running it again.

use serde_json::{Value, json};
use zeren::{ReadRecordError, Record, RecordPart, Verifier};

use super::{forged, record, sealed, value};

/// Every byte, in each of its bits by turns; of every eleventh byte all bits.
fn flips(bytes: &[u8]) -> impl Iterator<Item = (usize, u8)> {
    (0..bytes.len()).flat_map(|at| {
        let all = at % 11 == 0;
        (0..8)
            .filter(move |bit| all || at % 8 == *bit)
            .map(move |bit| (at, 1 << bit))
    })
}

#[test]
fn no_byte_can_be_flipped() {
    let bytes = sealed().to_json().into_bytes();
    let mut tried = 0;
    for (at, bit) in flips(&bytes) {
        let mut altered = bytes.clone();
        altered[at] ^= bit;
        assert!(
            Record::read(&altered).is_err(),
            "byte {at} with bit {bit:08b} flipped"
        );
        tried += 1;
    }
    assert!(tried > bytes.len(), "{tried} flips");
    println!("{tried} flips over {} bytes, each found", bytes.len());
}

#[test]
fn no_byte_can_be_added_or_taken_away() {
    let json = sealed().to_json();
    for blank in [" ", "\n"] {
        assert!(Record::read(format!("{json}{blank}")).is_err());
        assert!(Record::read(format!("{blank}{json}")).is_err());
        assert!(Record::read(json.replacen("\":", &format!("\":{blank}"), 1)).is_err());
    }
    for length in 0..json.len() {
        assert!(Record::read(&json.as_bytes()[..length]).is_err());
    }
    // The same in other words: another escape, another order, a key twice.
    let read: Value = serde_json::from_str(&json).unwrap();
    let pretty = serde_json::to_string_pretty(&read).unwrap();
    let twice = json.replacen("{\"as_of\":", "{\"as_of\":\"2025-01-11\",\"as_of\":", 1);
    for other in [pretty, json.replace("北", "\\u5317"), twice] {
        assert_ne!(other, json);
        assert!(Record::read(other).is_err());
    }
}

fn parts(json: &Value) -> Vec<RecordPart> {
    match Record::read(super::canonical(json)) {
        Err(ReadRecordError::Altered { parts }) => parts,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_part_that_was_altered_is_named() {
    let file = RecordPart::PolicyFile("a/clinic.zeren".to_owned());
    let text = value()["policy"]["files"][0]["text"]
        .as_str()
        .unwrap()
        .replace("90%", "80%");
    let other = value()["facts"]["text"]
        .as_str()
        .unwrap()
        .replace("89.9", "99.9");
    for (path, altered, part) in [
        ("/policy/files/0/text", json!(text), file.clone()),
        ("/policy/files/0/sha256", json!("00"), file),
        ("/facts/text", json!(other), RecordPart::Facts),
        ("/assessment/findings", json!([]), RecordPart::Assessment),
        (
            "/interpretations/0/from_options",
            json!(true),
            RecordPart::Rest,
        ),
        ("/policy/files/0/name", json!("b.zeren"), RecordPart::Rest),
        ("/digest", json!("00"), RecordPart::Rest),
    ] {
        let mut record = value();
        *record.pointer_mut(path).unwrap() = altered;
        assert_eq!(parts(&record), [part], "{path}");
    }
}

#[test]
fn what_does_not_come_out_again_is_told_with_its_place() {
    let mut record = value();
    record["assessment"]["findings"][0]["status"] = json!("rebutted");
    record["title"] = json!("unknown");
    let json = forged(record.clone());
    assert!(
        matches!(Record::read(json), Err(ReadRecordError::Unreadable(_))),
        "an unknown key"
    );
    record.as_object_mut().unwrap().remove("title");
    record["as_of"] = json!("2025-01-11");
    let verification = Record::read(forged(record)).unwrap().verify().unwrap();
    assert!(!verification.is_same_result());
    let told: Vec<_> = verification
        .differences
        .iter()
        .map(|d| {
            (
                d.path.as_str(),
                d.recorded.as_deref(),
                d.recomputed.as_deref(),
            )
        })
        .collect();
    let status = value()["assessment"]["findings"][0]["status"].to_string();
    assert_eq!(
        told,
        [
            ("as_of", Some("\"2025-01-11\""), Some("\"2025-01-10\"")),
            (
                "assessment.findings[0].status",
                Some("\"rebutted\""),
                Some(status.as_str())
            ),
        ]
    );
}

#[test]
fn another_version_that_comes_to_the_same_is_told_apart_from_an_identical_one() {
    let mut record = value();
    for engine in ["/engine/version", "/assessment/engine/version"] {
        *record.pointer_mut(engine).unwrap() = json!("0.0.9");
    }
    let verification = Record::read(forged(record.clone()))
        .unwrap()
        .verify()
        .unwrap();
    assert!(verification.is_same_result() && !verification.is_identical());
    assert_eq!(verification.recorded_by.version, "0.0.9");
    record["assessment"]["engine"]["version"] = value()["engine"]["version"].clone();
    record["assessment"]["period"] = json!("2023");
    let verification = Record::read(forged(record)).unwrap().verify().unwrap();
    assert_eq!(verification.differences[0].path, "assessment.period");
}

#[test]
fn one_verifier_takes_records_of_one_policy_and_of_others() {
    let mut verifier = Verifier::default();
    let mut other = value();
    let text = other["policy"]["files"][0]["text"]
        .as_str()
        .unwrap()
        .replace("90%", "80%");
    other["policy"]["files"][0]["text"] = json!(text);
    let other = Record::read(forged(other)).unwrap();
    for (record, same) in [
        (&record(), true),
        (&record(), true),
        (&other, false),
        (&record(), true),
    ] {
        let verification = verifier.verify(record).unwrap();
        assert_eq!(verification.is_identical(), same);
    }
}
