//! `zeren eval --ndjson`: one line of facts, one line of answer.

use std::fs;

use serde_json::Value;

use crate::cli::{run, run_with};

const POLICY: &str = "policies/clinics";
const FACTS: &str = "policies/clinics/facts/sample.json";

/// The sample on one line.
fn sample() -> String {
    let facts: Value = serde_json::from_str(&fs::read_to_string(FACTS).unwrap()).unwrap();
    facts.to_string()
}

fn lines(out: &str) -> Vec<Value> {
    let lines = out.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn each_line_is_answered_in_its_order_and_as_it_would_be_alone() {
    let none =
        r#"{"format": "zeren.facts/1", "as_of": "2025-02-01", "period": "2024", "units": []}"#;
    let sample = sample();
    let stream: String = (0..200)
        .map(|number| format!("{}\n", if number % 3 == 0 { &sample } else { none }))
        .collect();
    let alone = run(&["eval", POLICY, "--facts", FACTS, "--format", "json"]);
    let alone: Value = serde_json::from_str(&alone.out).unwrap();
    let mut outs = Vec::new();
    for jobs in [&[][..], &["--jobs", "1"], &["--jobs", "3"]] {
        let args = [&["eval", POLICY, "--facts", "-", "--ndjson"], jobs].concat();
        let run = run_with(&stream, &args);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
        outs.push(run.out);
    }
    assert!(
        outs.iter().all(|out| *out == outs[0]),
        "however many threads"
    );
    let answers = lines(&outs[0]);
    assert_eq!(answers.len(), 200);
    for (index, answer) in answers.iter().enumerate() {
        assert_eq!(answer["line"], index + 1);
        let is_sample = index % 3 == 0;
        assert_eq!(
            answer["assessment"] == alone,
            is_sample,
            "line {}",
            index + 1
        );
    }
}

#[test]
fn a_bad_line_is_answered_by_its_errors_and_the_others_go_on() {
    let sample = sample();
    let misspelt = sample.replacen("\"units\"", "\"unitz\"", 1);
    // Blank lines count and are passed over; the last line may do without its end.
    let stream = format!("{sample}\n\n{misspelt}\n{{\n{sample}");
    let run = run_with(&stream, &["eval", POLICY, "--facts", "-", "--ndjson"]);
    assert_eq!(run.code, Some(3), "{run:?}");
    let answers = lines(&run.out);
    let numbers: Vec<u64> = answers
        .iter()
        .map(|it| it["line"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, [1, 3, 4, 5]);
    for (answer, good) in answers.iter().zip([true, false, false, true]) {
        assert_eq!(answer["assessment"].is_object(), good);
        let errors = answer["errors"].as_array();
        assert_eq!(errors.is_some_and(|errors| !errors.is_empty()), !good);
    }
    let errors = answers[1]["errors"].to_string();
    assert!(
        errors.contains("unitz") && errors.contains("\"code\":\"F"),
        "{errors}"
    );
}

#[test]
fn it_fails_on_what_it_was_asked_to_fail_on_anywhere_in_the_stream() {
    let none =
        r#"{"format": "zeren.facts/1", "as_of": "2025-02-01", "period": "2024", "units": []}"#;
    for (last, code) in [(none.to_owned(), 0), (sample(), 1)] {
        let args = [
            "eval",
            POLICY,
            "--facts",
            "-",
            "--ndjson",
            "--fail-on",
            "fired",
        ];
        let run = run_with(&format!("{none}\n{last}\n"), &args);
        assert_eq!(run.code, Some(code));
        assert_eq!(run.out.lines().count(), 2);
    }
}

#[test]
fn bad_usage_and_missing_files_are_told_apart() {
    for (args, code) in [
        (&["--facts", "-", "--ndjson", "--format", "json"][..], 64),
        (&["--facts", "-", "--jobs", "2"], 64),
        (&["--facts", "-", "--ndjson", "--jobs", "0"], 64),
        (&["--facts", "nowhere.ndjson", "--ndjson"], 74),
    ] {
        let run = run(&[&["eval", POLICY], args].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(code), ""), "{args:?}");
        assert!(!run.err.is_empty());
    }
}
