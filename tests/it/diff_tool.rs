//! The built tool compares two versions of a policy.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cli::{Run, bad_policy, run};

const OLD: &str = "tests/fixtures/assessment/校车.zeren";
const FACTS: &str = "tests/fixtures/assessment/校车.json";

/// The school buses' regulation with words replaced, in a file of its own.
fn version(name: &str, from: &str, to: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("diff")
        .join(name);
    fs::create_dir_all(&folder).unwrap();
    let text = fs::read_to_string(OLD).unwrap();
    assert!(text.contains(from), "{from}");
    let file: PathBuf = folder.join("校车.zeren");
    fs::write(&file, text.replace(from, to)).unwrap();
    file.to_str().unwrap().to_owned()
}

fn diff(args: &[&str]) -> Run {
    run(&[&["diff"][..], args].concat())
}

#[test]
fn no_change_is_0_and_a_change_is_1() {
    let same = diff(&[OLD, OLD, "--facts", FACTS]);
    assert_eq!(same.code, Some(0), "{same:?}");
    assert!(
        same.out.contains("没有变动") && same.out.contains("没有变化"),
        "{}",
        same.out
    );
    let new = version("bound", "满意度 低于 80%", "满意度 低于 75%");
    let changed = diff(&[OLD, &new, "--lang", "en"]);
    assert_eq!((changed.code, &*changed.err), (Some(1), ""));
    assert!(
        changed.out.contains("condition narrowed"),
        "{}",
        changed.out
    );
}

#[test]
fn the_result_is_one_json_document_that_names_the_causes() {
    let new = version("json", "满意度 低于 80%", "满意度 低于 75%");
    let run = diff(&[OLD, &new, "--facts", FACTS, "--format", "json"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["format"], "zeren.diff/1");
    assert_eq!(json["facts"][0]["name"], FACTS);
    for effect in json["facts"][0]["effects"].as_array().unwrap() {
        assert_eq!(effect["causes"], serde_json::json!([["c1"]]), "{effect}");
    }
    let english = diff(&[
        OLD, &new, "--facts", FACTS, "--format", "json", "--lang", "en",
    ]);
    assert_eq!(
        run.out, english.out,
        "the language changes no byte of the JSON"
    );
}

#[test]
fn bad_policies_and_bad_facts_have_their_own_codes() {
    let bad = bad_policy("diff");
    for args in [[OLD, &bad], [&bad, OLD]] {
        let run = diff(&args);
        assert_eq!((run.code, &*run.out), (Some(2), ""));
    }
    let renamed = version("renamed", "检验合格数", "合格车数");
    let run = diff(&[OLD, &renamed, "--facts", FACTS]);
    assert_eq!((run.code, &*run.out), (Some(3), ""), "{run:?}");
    assert_eq!(diff(&[OLD, OLD, "--facts", "absent.json"]).code, Some(74));
    assert_eq!(diff(&[OLD]).code, Some(64));
}
