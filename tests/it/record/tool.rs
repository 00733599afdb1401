//! The same from the command line.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::forged;
use crate::cli::{run, run_with};

const POLICY: &str = "policies/clinics";
const FACTS: &str = "policies/clinics/facts/sample.json";

/// A new folder for one test.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("record-{name}"));
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn recorded(name: &str) -> String {
    let file = folder(name).join("r.json").to_str().unwrap().to_owned();
    let with = run(&["eval", POLICY, "--facts", FACTS, "--record", &file]);
    assert_eq!((with.code, with.err.as_str()), (Some(0), ""));
    let without = run(&["eval", POLICY, "--facts", FACTS]);
    assert_eq!(with.out, without.out, "what is printed stays the same");
    file
}

#[test]
fn a_decision_is_recorded_and_verified() {
    let file = recorded("good");
    let text = run(&["verify", &file, "--lang", "en"]);
    assert_eq!((text.code, text.err.as_str()), (Some(0), ""));
    assert!(text.out.starts_with("identical"), "{}", text.out);
    let text = run(&["verify", &file, "--lang", "zh"]);
    assert!(text.out.starts_with("一致"), "{}", text.out);
    let json = run(&["verify", &file, "--format", "json"]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(
        (&json["verdict"], &json["count"]),
        (&"identical".into(), &0.into())
    );
    let record: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(json["digest"], record["digest"]);
}

#[test]
fn facts_are_recorded_as_they_were_given_and_forms_as_they_are_read() {
    let folder = folder("forms");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (form, of_form, of_json) = (path("f.xlsx"), path("form.json"), path("json.json"));
    let made = run(&["template", POLICY, "--facts", FACTS, "--output", &form]);
    assert_eq!(made.code, Some(0), "{made:?}");
    let facts = fs::read_to_string(FACTS).unwrap();
    let printed = run(&["eval", POLICY, "--facts", &form, "--record", &of_form]);
    assert_eq!(printed.code, Some(0), "{printed:?}");
    run_with(
        &facts,
        &["eval", POLICY, "--facts", "-", "--record", &of_json],
    );
    for file in [&of_form, &of_json] {
        assert_eq!(run(&["verify", file]).code, Some(0));
    }
    let record: Value = serde_json::from_str(&fs::read_to_string(of_json).unwrap()).unwrap();
    assert_eq!(record["facts"]["text"], facts);
}

#[test]
fn an_altered_record_is_4_and_says_where() {
    let file = recorded("altered");
    let whole = fs::read_to_string(&file).unwrap();
    for (from, to, zh, en) in [
        ("352", "396", "事实", "the facts"),
        (
            "at least 90%",
            "at least 91%",
            "政策文件",
            "the policy file",
        ),
        (
            "\"findings\":[{",
            "\"findings\":[ {",
            "规范文本",
            "canonical",
        ),
        (
            "zeren.record/1",
            "zeren.record/2",
            "不是决定记录",
            "not a decision record",
        ),
    ] {
        let from = if whole.contains(from) {
            from
        } else {
            "at least 90%"
        };
        let altered = whole.replacen(from, to, 1);
        assert_ne!(altered, whole, "{from}");
        fs::write(&file, altered).unwrap();
        for (lang, said) in [("zh", zh), ("en", en)] {
            let run = run(&["verify", &file, "--lang", lang]);
            assert_eq!((run.code, run.out.as_str()), (Some(4), ""), "{run:?}");
            assert!(run.err.contains(said), "{run:?}");
        }
    }
}

#[test]
fn a_decision_that_comes_out_otherwise_is_1_and_says_what_differs() {
    let file = recorded("otherwise");
    let mut record: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    record["assessment"]["findings"]
        .as_array_mut()
        .unwrap()
        .pop();
    fs::write(&file, forged(record)).unwrap();
    for (lang, verdict, side) in [
        ("zh", "不一致", "记录：（无）"),
        ("en", "different", "recorded: (nothing)"),
    ] {
        let run = run(&["verify", &file, "--lang", lang]);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(
            run.out.starts_with(verdict) && run.out.contains(side),
            "{run:?}"
        );
        assert!(run.out.contains("assessment.findings["), "{run:?}");
    }
    let json = run(&["verify", &file, "--format", "json"]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(
        (&json["verdict"], &json["count"]),
        (&"different".into(), &1.into())
    );
}

#[test]
fn a_record_that_is_there_is_never_written_over() {
    let file = recorded("kept");
    let before = fs::read(&file).unwrap();
    for (lang, said) in [("zh", "已有这个文件"), ("en", "exists")] {
        let again = run(&[
            "--lang", lang, "eval", POLICY, "--facts", FACTS, "--record", &file,
        ]);
        assert_eq!(
            (again.code, again.out.as_str()),
            (Some(74), ""),
            "{again:?}"
        );
        assert!(again.err.contains(said), "{again:?}");
    }
    assert_eq!(fs::read(&file).unwrap(), before);
    let left: Vec<_> = fs::read_dir(Path::new(&file).parent().unwrap())
        .unwrap()
        .collect();
    assert_eq!(left.len(), 1, "nothing half-written stays: {left:?}");
}

#[test]
fn bad_usage_and_missing_files_are_told_apart() {
    let file = folder("usage").join("r.json").to_str().unwrap().to_owned();
    for (args, code) in [
        (
            &[
                "eval", POLICY, "--facts", FACTS, "--ndjson", "--record", &file,
            ][..],
            64,
        ),
        (&["verify"], 64),
        (&["verify", &file], 74),
    ] {
        let run = run(args);
        assert_eq!((run.code, run.out.as_str()), (Some(code), ""), "{args:?}");
    }
    let bad = run_with("{}", &["eval", POLICY, "--facts", "-", "--record", &file]);
    assert_eq!(bad.code, Some(3), "{bad:?}");
    assert!(!Path::new(&file).exists(), "bad facts leave no record");
}

#[test]
fn a_signature_is_made_and_checked_with_the_keys_that_are_given() {
    let folder = folder("signed");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let key = |name: &str| super::key(name).to_str().unwrap().to_owned();
    let (secret, public, other) = (
        key("signer.pem"),
        key("signer.pub.pem"),
        key("other.pub.pem"),
    );
    let (file, log, plain) = (path("r.json"), path("log"), path("plain.json"));
    let eval = ["eval", POLICY, "--facts", FACTS];
    let keep = ["--record", &file, "--log", &log, "--sign", &secret];
    assert_eq!(run(&[&eval[..], &keep].concat()).code, Some(0));
    assert_eq!(
        run(&[&eval[..], &["--record", &plain]].concat()).code,
        Some(0)
    );
    let unchecked = run(&["verify", &file, "--lang", "zh"]);
    assert!(
        unchecked.code == Some(0) && unchecked.out.contains("没有核对"),
        "{unchecked:?}"
    );
    let unchecked = run(&["verify", &file, "--lang", "en"]);
    assert!(
        unchecked.out.contains("not checked") && !unchecked.out.contains("good"),
        "{unchecked:?}"
    );
    let checked = run(&["verify", &file, "--key", &public, "--lang", "en"]);
    assert!(
        checked.code == Some(0) && checked.out.contains("signature: good"),
        "{checked:?}"
    );
    for (file, key, zh, en) in [
        (&file, &other, "另一把密钥", "another key"),
        (&plain, &public, "没有签名", "not signed"),
    ] {
        for (lang, said) in [("zh", zh), ("en", en)] {
            let run = run(&["verify", file, "--key", key, "--lang", lang]);
            assert_eq!((run.code, run.out.as_str()), (Some(4), ""), "{run:?}");
            assert!(run.err.contains(said), "{run:?}");
        }
    }
    for (key, code) in [(&public, 0), (&other, 4)] {
        let run = run(&["verify", "--log", &log, "--key", key]);
        assert_eq!(run.code, Some(code), "{run:?}");
    }
    assert_eq!(run(&[&eval[..], &["--log", &log]].concat()).code, Some(0));
    let unsigned = run(&["verify", "--log", &log, "--key", &public, "--lang", "zh"]);
    assert!(
        unsigned.code == Some(4) && unsigned.out.contains("第 2 行：记录没有签名"),
        "{unsigned:?}"
    );
    // Bad keys, and nothing to sign.
    for (args, code) in [
        (&["--record", "x.json", "--sign", &public][..], 64),
        (&["--sign", &secret], 64),
        (&["--record", "x.json", "--sign", "nowhere"], 74),
    ] {
        let run = run(&[&eval[..], args].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(code), ""), "{run:?}");
    }
}
