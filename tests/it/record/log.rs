//! The log of decisions, from the command line: what is appended, and what `verify --log` finds.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::tool::folder;
use super::{POLICY, forged};
use crate::cli::{Run, run, run_with, tool};

/// A log of one policy in a folder of its own, with one entry for each of these figures.
struct Kept {
    policy: String,
    log: String,
}

fn facts(figure: usize) -> String {
    format!(
        r#"{{"format":"zeren.facts/1","as_of":"2025-01-10","period":"2024","units":[{{"level":"clinic","name":"北院","satisfaction":{figure}}}]}}"#
    )
}

impl Kept {
    fn new(name: &str, figures: std::ops::Range<usize>) -> Self {
        let folder = folder(name);
        let path = |file: &str| folder.join(file).to_str().unwrap().to_owned();
        let kept = Self {
            policy: path("甲.zeren"),
            log: path("log"),
        };
        fs::write(&kept.policy, POLICY).unwrap();
        let run = kept.append(figures);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
        kept
    }

    fn append(&self, figures: std::ops::Range<usize>) -> Run {
        let stream: String = figures.map(|figure| facts(figure) + "\n").collect();
        let args = [
            "eval",
            &self.policy,
            "--facts",
            "-",
            "--ndjson",
            "--log",
            &self.log,
        ];
        run_with(&stream, &args)
    }

    fn lines(&self) -> Vec<String> {
        let text = fs::read_to_string(&self.log).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    fn write(&self, lines: &[String]) {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        fs::write(&self.log, text).unwrap();
    }

    /// What verifying the chain finds, and the exit code.
    fn verify(&self, more: &[&str]) -> (Value, Option<i32>) {
        let args = [
            &[
                "verify", "--log", &self.log, "--format", "json", "--lang", "en",
            ],
            more,
        ]
        .concat();
        let run = run(&args);
        (serde_json::from_str(&run.out).unwrap(), run.code)
    }

    /// The lines at which something is wrong.
    fn faults(&self) -> Vec<u64> {
        let (json, code) = self.verify(&["--chain-only"]);
        let faults = json["faults"].as_array().unwrap().clone();
        assert_eq!(code, Some(if faults.is_empty() { 0 } else { 4 }));
        faults
            .iter()
            .map(|fault| fault["line"].as_u64().unwrap())
            .collect()
    }
}

#[test]
fn every_decision_is_an_entry_and_the_answers_stay_the_same() {
    let kept = Kept::new("log-entries", 80..83);
    let with = kept.append(83..86);
    let stream: String = (83..86).map(|figure| facts(figure) + "\n").collect();
    let without = run_with(&stream, &["eval", &kept.policy, "--facts", "-", "--ndjson"]);
    assert_eq!(with.out, without.out);
    let one = ["eval", &kept.policy, "--facts", "-", "--log", &kept.log];
    let one = run_with(&facts(95), &one);
    assert_eq!((one.code, one.err.as_str()), (Some(0), ""));
    let (json, code) = kept.verify(&[]);
    assert_eq!((code, &json["entries"]), (Some(0), &7.into()));
    assert_eq!(json["results"]["identical"], 7);
    let text = run(&["verify", "--log", &kept.log, "--lang", "zh"]);
    assert!(
        text.out.contains("7 条，首尾相接") && text.out.contains("7 条一致"),
        "{text:?}"
    );
    let text = run(&["verify", "--log", &kept.log, "--lang", "en", "--chain-only"]);
    assert!(
        text.out.contains("7 entries") && !text.out.contains("run again"),
        "{text:?}"
    );
    let last: Value = serde_json::from_str(kept.lines().last().unwrap()).unwrap();
    assert_eq!(json["head"]["digest"], last["digest"]);
    assert_eq!(last["record"]["facts"]["text"], facts(95));
}

#[test]
fn bad_facts_make_no_entry() {
    let kept = Kept::new("log-bad", 80..81);
    let stream = format!("{}\n{{}}\n{}\n", facts(81), facts(82));
    let args = [
        "eval",
        &kept.policy,
        "--facts",
        "-",
        "--ndjson",
        "--log",
        &kept.log,
    ];
    let run = run_with(&stream, &args);
    assert_eq!(run.code, Some(3));
    assert_eq!(kept.verify(&[]).0["entries"], 3);
}

#[test]
fn an_altered_removed_moved_or_added_entry_is_found() {
    let kept = Kept::new("log-altered", 80..86);
    let whole = kept.lines();
    let with = |change: &dyn Fn(&mut Vec<String>)| {
        let mut lines = whole.clone();
        change(&mut lines);
        kept.write(&lines);
        kept.faults()
    };
    assert_eq!(with(&|_| {}), [] as [u64; 0]);
    assert_eq!(
        with(&|lines| lines[2] = lines[2].replacen("82", "92", 1)),
        [3]
    );
    assert_eq!(with(&|lines| drop(lines.remove(0))), [1]);
    assert_eq!(with(&|lines| drop(lines.remove(3))), [4]);
    assert_eq!(with(&|lines| lines.swap(1, 4)), [2, 3, 5, 6]);
    assert_eq!(with(&|lines| lines.insert(2, lines[1].clone())), [3]);
    assert_eq!(with(&|lines| lines.insert(2, "notes".into())), [3]);
    assert_eq!(with(&|lines| lines.insert(2, String::new())), [3]);
    // One that was made anew with all its digests does not fit those around it.
    let anew = |lines: &mut Vec<String>| {
        let other = Kept::new("log-other", 70..76).lines()[3].clone();
        lines[3] = other;
    };
    assert_eq!(with(&anew), [4, 5]);
    let texts = run(&["verify", "--log", &kept.log, "--lang", "zh"]);
    assert_eq!(texts.code, Some(4));
    assert!(
        texts.out.contains("第 4 行") && texts.out.contains("被替换"),
        "{texts:?}"
    );
}

#[test]
fn a_cut_end_is_found_by_the_digest_that_was_noted() {
    let kept = Kept::new("log-cut", 80..85);
    let head = kept.verify(&[]).0["head"]["digest"]
        .as_str()
        .unwrap()
        .to_owned();
    kept.append(85..87);
    let (json, code) = kept.verify(&["--head", &head.to_uppercase()]);
    assert_eq!(
        (code, &json["noted"]),
        (Some(0), &5.into()),
        "a log may have grown"
    );
    let lines = kept.lines();
    kept.write(&lines[..4]);
    assert_eq!(
        kept.faults(),
        [] as [u64; 0],
        "nothing in it says that it was longer"
    );
    let (json, code) = kept.verify(&["--chain-only", "--head", &head]);
    assert_eq!((code, &json["noted"]), (Some(4), &Value::Null));
    for (lang, said) in [("zh", "截去"), ("en", "cut off")] {
        let text = run(&[
            "verify", "--log", &kept.log, "--head", &head, "--lang", lang,
        ]);
        assert!(text.code == Some(4) && text.out.contains(said), "{text:?}");
    }
}

#[test]
fn what_a_crash_left_is_told_and_the_next_entry_takes_its_place() {
    let kept = Kept::new("log-torn", 80..83);
    let whole = fs::read_to_string(&kept.log).unwrap();
    fs::write(&kept.log, &whole[..whole.len() - 100]).unwrap();
    let (json, code) = kept.verify(&[]);
    assert_eq!((code, &json["entries"]), (Some(0), &2.into()));
    assert!(json["unfinished_bytes"].as_u64().unwrap() > 100);
    let again = kept.append(82..83);
    assert_eq!(again.code, Some(0));
    assert!(again.err.contains("未写完"), "{again:?}");
    assert_eq!(fs::read_to_string(&kept.log).unwrap(), whole);
}

#[test]
fn a_file_that_is_no_log_is_left_alone() {
    let kept = Kept::new("log-none", 80..81);
    for text in ["notes", "notes\n", "{\"digest\":\"x\"}"] {
        fs::write(&kept.log, text).unwrap();
        let run = kept.append(81..82);
        assert_eq!((run.code, run.out.as_str()), (Some(4), ""), "{run:?}");
        assert_eq!(fs::read_to_string(&kept.log).unwrap(), text);
    }
}

#[test]
fn an_entry_that_comes_out_otherwise_is_told() {
    let kept = Kept::new("log-otherwise", 80..81);
    let mut entry: Value = serde_json::from_str(&kept.lines()[0]).unwrap();
    entry["record"]["assessment"]["findings"] = serde_json::json!([]);
    let mut record: Value = serde_json::from_str(&forged(entry["record"].take())).unwrap();
    entry["record"] = record.take();
    entry.as_object_mut().unwrap().remove("digest");
    let digest = super::sha256(&super::canonical(&entry));
    entry["digest"] = digest.into();
    kept.write(&[super::canonical(&entry)]);
    assert_eq!(kept.faults(), [] as [u64; 0]);
    let (json, code) = kept.verify(&[]);
    assert_eq!((code, &json["results"]["different"]), (Some(1), &1.into()));
}

#[test]
fn several_that_append_at_once_break_nothing() {
    let kept = Kept::new("log-at-once", 80..81);
    let stream: String = (0..12).map(|figure| facts(figure) + "\n").collect();
    let input = Path::new(&kept.log).with_file_name("in.ndjson");
    fs::write(&input, stream).unwrap();
    let input = input.to_str().unwrap();
    let args = [
        "eval",
        &kept.policy,
        "--facts",
        input,
        "--ndjson",
        "--log",
        &kept.log,
    ];
    let start = || {
        let mut tool = tool();
        tool.args(args).stdout(std::process::Stdio::null());
        tool.spawn().unwrap()
    };
    let children: Vec<_> = (0..4).map(|_| start()).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let (json, code) = kept.verify(&["--chain-only"]);
    assert_eq!((code, &json["entries"]), (Some(0), &49.into()));
}

#[test]
fn bad_usage_of_a_log_is_told() {
    let digest = "0".repeat(64);
    for args in [
        &["verify", "r.json", "--log", "l"][..],
        &["verify", "r.json", "--chain-only"],
        &["verify", "r.json", "--head", &digest],
        &["verify", "--log", "l", "--head", "123"],
    ] {
        assert_eq!(run(args).code, Some(64), "{args:?}");
    }
    assert_eq!(run(&["verify", "--log", "nowhere"]).code, Some(74));
}
