//! The built tool, run as a user runs it: exit codes, languages, formats, and where output goes.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use zeren::PolicyOptions;

/// What a run gave.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// A tool run in an environment that says nothing about language or colour.
pub fn tool() -> Command {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_zeren"));
    tool.current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null());
    for name in [
        "ZEREN_LANG",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "COLUMNS",
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "TERM",
    ] {
        tool.env_remove(name);
    }
    tool
}

pub fn run(args: &[&str]) -> Run {
    finish(tool().args(args))
}

pub fn finish(tool: &mut Command) -> Run {
    let output = tool.output().unwrap();
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs with a text on standard input.
pub fn run_with(input: &str, args: &[&str]) -> Run {
    let mut child = tool()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

const POLICY: &str = "policies/clinics";
const FACTS: &str = "policies/clinics/facts/sample.json";

/// A policy of one file, written for one test.
pub fn policy_file(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("甲.zeren");
    fs::write(&file, text).unwrap();
    file
}

pub fn bad_policy(name: &str) -> String {
    let text = "法规 “甲” { 施行 2020年1月1日 }\n层级 乡镇 属于 县\n";
    policy_file(name, text).to_str().unwrap().to_owned()
}

#[test]
fn a_sound_policy_checks() {
    for lang in ["zh", "en"] {
        let run = run(&["check", POLICY, "--lang", lang]);
        assert_eq!(run.code, Some(0), "{run:?}");
    }
}

#[test]
fn an_evaluation_is_printed_and_succeeds() {
    let run = run(&["eval", POLICY, "--facts", FACTS]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(!run.out.is_empty());
    assert_eq!(run.err, "");
}

#[test]
fn an_evaluation_is_one_json_document() {
    let once = run(&["eval", POLICY, "--facts", FACTS, "--format", "json"]);
    assert_eq!(once.code, Some(0), "{once:?}");
    let value: Value = serde_json::from_str(&once.out).unwrap();
    assert_eq!(value["format"], "zeren.assessment/1");
    assert!(once.out.ends_with("}\n"));
    let again = run(&[
        "--lang", "en", "eval", POLICY, "--facts", FACTS, "--format", "json",
    ]);
    assert_eq!(
        once.out, again.out,
        "the language changes no byte of the JSON"
    );
}

#[test]
fn it_fails_only_on_what_it_was_asked_to_fail_on() {
    let none =
        r#"{"format": "zeren.facts/1", "as_of": "2025-02-01", "period": "2024", "units": []}"#;
    for (fail_on, code) in [("fired", 1), ("open", 1)] {
        let run = run(&["eval", POLICY, "--facts", FACTS, "--fail-on", fail_on]);
        assert_eq!(run.code, Some(code), "{run:?}");
        assert!(!run.out.is_empty(), "the result is printed all the same");
    }
    let run = run_with(
        none,
        &["eval", POLICY, "--facts", "-", "--fail-on", "fired"],
    );
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn facts_come_from_standard_input() {
    let facts = fs::read_to_string(FACTS).unwrap();
    let piped = run_with(
        &facts,
        &["eval", POLICY, "--facts", "-", "--format", "json"],
    );
    let read = run(&["eval", POLICY, "--facts", FACTS, "--format", "json"]);
    assert_eq!(piped.code, Some(0), "{piped:?}");
    assert_eq!(piped.out, read.out);
}

#[test]
fn a_bad_policy_is_2_and_nothing_is_printed() {
    let policy = bad_policy("bad-policy");
    for args in [
        &["check", &policy][..],
        &["eval", &policy, "--facts", FACTS],
    ] {
        let run = run(args);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert_eq!(run.out, "");
        assert!(run.err.contains("错误[E0201]"), "{}", run.err);
        assert!(run.err.contains("发现 1 个错误"), "{}", run.err);
    }
}

#[test]
fn a_bad_policy_checks_as_json() {
    let policy = bad_policy("bad-policy-json");
    let run = run(&["check", &policy, "--format", "json"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    let value: Value = serde_json::from_str(&run.out).unwrap();
    assert!(run.out.contains("E0201"), "{value}");
    assert_eq!(run.err, "");
}

#[test]
fn bad_facts_are_3_and_nothing_is_printed() {
    let json =
        r#"{"format": "zeren.facts/1", "as_of": "2025-02-30", "period": "2024", "units": []}"#;
    for format in ["text", "json"] {
        let run = run_with(json, &["eval", POLICY, "--facts", "-", "--format", format]);
        assert_eq!(run.code, Some(3), "{run:?}");
        assert_eq!(run.out, "");
        assert!(run.err.contains("F0109"), "{}", run.err);
        assert!(run.err.contains("$.as_of"), "{}", run.err);
    }
}

#[test]
fn facts_that_are_no_utf_8_are_no_success() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("latin.json");
    fs::write(&path, [b'{', 0xFF, b'}']).unwrap();
    let run = run(&["eval", POLICY, "--facts", path.to_str().unwrap()]);
    assert!(matches!(run.code, Some(3 | 74)), "{run:?}");
    assert_eq!(run.out, "");
}

#[test]
fn bad_usage_is_64() {
    let cases: [&[&str]; 9] = [
        &[],
        &["chek", POLICY],
        &["check"],
        &["check", POLICY, "--frob"],
        &["check", POLICY, "--lang", "fr"],
        &["check", POLICY, "--interpret", "offices"],
        &["check", POLICY, "--interpret", "=by_function"],
        &["eval", POLICY],
        &["eval", POLICY, "--facts", FACTS, "--fail-on", "never"],
    ];
    for args in cases {
        let run = run(args);
        assert_eq!(run.code, Some(64), "{args:?}: {run:?}");
        assert_eq!(run.out, "", "{args:?}");
        assert!(!run.err.is_empty(), "{args:?}");
    }
}

#[test]
fn help_and_version_succeed() {
    for args in [&["--help"][..], &["--version"], &["eval", "--help"]] {
        let run = run(args);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(!run.out.is_empty());
    }
}

#[test]
fn a_file_that_cannot_be_read_is_74() {
    for args in [
        &["check", "policies/nowhere"][..],
        &["eval", "policies/nowhere", "--facts", FACTS],
        &["eval", POLICY, "--facts", "nowhere.json"],
    ] {
        let run = run(args);
        assert_eq!(run.code, Some(74), "{run:?}");
        assert_eq!(run.out, "");
        assert!(run.err.contains("nowhere"), "{}", run.err);
    }
}

/// A full disk, where the system has one to offer.
#[test]
fn a_result_that_cannot_be_written_is_74() {
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else {
        return;
    };
    let run = finish(tool().args(["eval", POLICY, "--facts", FACTS]).stdout(full));
    assert_eq!(run.code, Some(74), "{run:?}");
}

#[test]
fn a_folder_without_a_policy_is_named() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("empty");
    fs::create_dir_all(&folder).unwrap();
    let run = run(&["check", folder.to_str().unwrap()]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("empty"), "{}", run.err);
}

#[test]
fn the_language_is_the_option_then_the_environment_then_chinese() {
    let policy = bad_policy("language");
    let said = |environment: &[(&str, &str)], option: Option<&str>| {
        let mut tool = tool();
        tool.args(["check", &policy]);
        tool.envs(environment.iter().copied());
        if let Some(lang) = option {
            tool.args(["--lang", lang]);
        }
        let err = finish(&mut tool).err;
        match (err.contains("错误["), err.contains("error[")) {
            (true, false) => "zh",
            (false, true) => "en",
            _ => panic!("{err}"),
        }
    };
    assert_eq!(said(&[], None), "zh");
    assert_eq!(said(&[("LANG", "en_US.UTF-8")], None), "en");
    assert_eq!(said(&[("LANG", "zh_CN.UTF-8")], None), "zh");
    assert_eq!(said(&[("LANG", "C")], None), "zh");
    assert_eq!(
        said(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")], None),
        "zh"
    );
    assert_eq!(said(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "")], None), "en");
    assert_eq!(
        said(&[("ZEREN_LANG", "en"), ("LC_ALL", "zh_CN.UTF-8")], None),
        "en"
    );
    assert_eq!(said(&[("LANG", "en_US.UTF-8")], Some("zh")), "zh");
    assert_eq!(said(&[], Some("en")), "en");
}

#[test]
fn another_reading_changes_the_result_and_is_recorded() {
    let taken = |extra: &[&str]| {
        let eval = ["eval", POLICY, "--facts", FACTS, "--format", "json"];
        let run = run(&[&eval, extra].concat());
        assert_eq!(run.code, Some(0), "{run:?}");
        let value: Value = serde_json::from_str(&run.out).unwrap();
        let rows = value["interpretations"].as_array().unwrap().clone();
        let offices = rows.iter().find(|row| row["interpretation"] == "offices");
        (offices.unwrap()["taken"].clone(), value["findings"].clone())
    };
    let (choice, findings) = taken(&[]);
    let (other, others) = taken(&["--interpret", "offices=organs_only"]);
    assert_eq!(
        (choice, other),
        ("by_function".into(), "organs_only".into())
    );
    assert_ne!(findings, others);
    let unknown = run(&[
        "eval",
        POLICY,
        "--facts",
        FACTS,
        "--interpret",
        "offices=nobody_at_all",
    ]);
    assert_eq!(unknown.code, Some(2), "{unknown:?}");
    assert_eq!(unknown.out, "");
    assert!(unknown.err.contains("nobody_at_all"), "{}", unknown.err);
    let unknown = run(&["check", POLICY, "--interpret", "ofices=by_function"]);
    assert_eq!(unknown.code, Some(2), "{unknown:?}");
    assert!(unknown.err.contains("`offices`"), "{}", unknown.err);
}

/// A clinic with one target, and these scenarios.
fn scenarios(name: &str, scenarios: &str) -> String {
    let policy = r#"regulation "Charter" { effective 2024-01-01 }
level clinic
metric patients { level clinic measured in number }
interpretation quota { question "how many?" choice many "many" choice few "few" take many because "as told" }
target load { for each clinic require patients at least 100 due 2024-12-31 cite interpretation quota }
background quiet { as of 2025-01-10 period 2024 clinic North { patients 120 } }
"#;
    let file = policy_file(name, &format!("{policy}{scenarios}"));
    file.to_str().unwrap().to_owned()
}

const ENOUGH: &str = "scenario \"enough\" upon quiet { expect { target load at North met } }\n";
const SHORT: &str = "scenario \"one <short>\" upon quiet { North { patients 99 } expect { target load at North met } }\n";
const NOWHERE: &str =
    "scenario \"nowhere\" upon quiet { expect { no target load at Nort breached } }\n";

#[test]
fn scenarios_that_come_out_as_expected_succeed() {
    let policy = scenarios("scenarios-pass", ENOUGH);
    let zh = run(&["test", &policy, "--lang", "zh"]);
    assert_eq!(zh.code, Some(0), "{zh:?}");
    assert_eq!(zh.out, "情景 1 个：通过 1，未通过 0，无法核对 0\n");
    assert_eq!(zh.err, "");
}

#[test]
fn a_scenario_that_does_not_come_out_as_expected_is_1() {
    let policy = scenarios("scenarios-fail", &[ENOUGH, SHORT].concat());
    let run = run(&["test", &policy, "--lang", "en"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(
        run.out,
        "2 scenarios: 1 passed, 1 failed, 0 not comparable\n"
    );
    assert!(run.err.contains("E0810"), "{}", run.err);
    assert!(run.err.contains("actual 99"), "{}", run.err);
}

/// Neither wrong facts nor an expectation of what is not there may pass.
#[test]
fn a_scenario_that_cannot_be_compared_is_1_and_says_why() {
    let policy = scenarios("scenarios-refused", &[ENOUGH, NOWHERE].concat());
    let nowhere = run(&["test", &policy, "--lang", "en"]);
    assert_eq!(nowhere.code, Some(1), "{nowhere:?}");
    assert!(nowhere.err.contains("E0804"), "{}", nowhere.err);
    assert!(nowhere.err.contains("`North`"), "{}", nowhere.err);
    let wrong =
        "scenario \"late\" upon quiet { North { patients 2024-01-01 } expect { no finding } }";
    let run = run(&["test", &scenarios("scenarios-facts", wrong), "--lang", "en"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(
        run.out,
        "1 scenario: 0 passed, 0 failed, 1 not comparable\n"
    );
    assert!(
        run.err.contains("scenarios-facts") || run.err.contains("甲.zeren"),
        "{}",
        run.err
    );
}

/// A filter that fits nothing compares nothing, and may not seem to pass.
#[test]
fn a_filter_that_fits_no_scenario_is_bad_usage() {
    let policy = scenarios("scenarios-filter", &[ENOUGH, SHORT].concat());
    let kept = run(&["test", &policy, "--filter", "enough"]);
    assert_eq!(kept.code, Some(0), "{kept:?}");
    for format in ["text", "json", "junit"] {
        let none = run(&[
            "test", &policy, "--filter", "enouhg", "--lang", "en", "--format", format,
        ]);
        assert_eq!(none.code, Some(64), "{none:?}");
        assert_eq!(none.out, "");
        assert!(none.err.contains("did you mean `enough`"), "{}", none.err);
    }
}

/// Whoever asks which changes go unnoticed is told by the exit code too; coverage alone fails nothing.
#[test]
fn a_change_that_nobody_notices_is_1() {
    let policy = scenarios("scenarios-mutate", ENOUGH);
    let covered = run(&["test", &policy, "--coverage", "--lang", "en"]);
    assert_eq!(covered.code, Some(0), "{covered:?}");
    assert!(covered.out.contains("not seen: "), "{}", covered.out);
    let mutated = run(&["test", &policy, "--mutate", "--lang", "zh"]);
    assert_eq!(mutated.code, Some(1), "{mutated:?}");
    assert!(mutated.out.contains("情景 “"), "{}", mutated.out);
    // No terminal, no progress.
    assert_eq!(mutated.err, "");
    let part = run(&["test", &policy, "--mutate", "--filter", "enough"]);
    assert_eq!(part.code, Some(64), "{part:?}");
}

#[test]
fn coverage_and_mutation_stand_beside_the_scenarios_in_json() {
    let policy = scenarios("scenarios-beside", ENOUGH);
    let run = run(&[
        "test",
        &policy,
        "--coverage",
        "--mutate",
        "--format",
        "json",
    ]);
    let value: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(value["format"], "zeren.scenarios/1");
    assert_eq!(value["coverage"]["format"], "zeren.coverage/1");
    let threshold = &value["coverage"]["thresholds"][0];
    assert_eq!(threshold["above"], 1);
    assert_eq!(threshold["in"]["name"], "load");
    assert_eq!(value["mutation"]["format"], "zeren.mutation/1");
    let survivor = &value["mutation"]["survivors"][0];
    assert_eq!(survivor["in"]["kind"], "target");
    assert!(survivor["skeleton"]["text"]["zh"].is_string());
}

#[test]
fn what_came_of_scenarios_is_one_json_document() {
    let policy = scenarios("scenarios-json", &[ENOUGH, SHORT, NOWHERE].concat());
    let run = run(&["test", &policy, "--format", "json"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let value: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(value["format"], "zeren.scenarios/1");
    assert_eq!(value["totals"]["passed"], 1);
    let outcomes: Vec<&str> = value["scenarios"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["outcome"].as_str().unwrap())
        .collect();
    assert_eq!(outcomes, ["passed", "failed", "refused"]);
    assert_eq!(value["scenarios"][1]["failures"][0]["line"], 8);
    assert_eq!(value["scenarios"][2]["diagnostics"][0]["code"], "E0804");
}

#[test]
fn what_came_of_scenarios_is_told_to_build_servers() {
    let policy = scenarios("scenarios-junit", &[ENOUGH, SHORT, NOWHERE].concat());
    let run = run(&["test", &policy, "--format", "junit", "--lang", "en"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    insta::assert_snapshot!(run.out);
}

/// A folder with these policy files.
fn policy_folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    folder
}

const LOOSE: &str = "责任 甲{主体 乙;事项 丙}\n";
const TIDY: &str = "责任 甲 {\n  主体 乙\n  事项 丙\n}\n";

#[test]
fn formatting_rewrites_what_is_not_formatted_and_nothing_else() {
    let folder = policy_folder(
        "fmt-folder",
        &[("a.zeren", LOOSE), ("b.zeren", TIDY), ("c.txt", LOOSE)],
    );
    let path = folder.to_str().unwrap();
    let before = fs::metadata(folder.join("b.zeren"))
        .unwrap()
        .modified()
        .unwrap();

    let check = run(&["fmt", path, "--check", "--lang", "en"]);
    assert_eq!(check.code, Some(1), "{check:?}");
    assert!(
        check.out.contains("a.zeren") && !check.out.contains("b.zeren"),
        "{check:?}"
    );
    assert!(
        check.out.contains("\n+  主体 乙\n") && check.out.contains("would change: 1; others: 1"),
        "{check:?}"
    );
    assert_eq!(
        fs::read_to_string(folder.join("a.zeren")).unwrap(),
        LOOSE,
        "only checked"
    );

    let formatted = run(&["fmt", path]);
    assert_eq!(formatted.code, Some(0), "{formatted:?}");
    assert!(
        formatted.out.contains("改动了 1 个文件，1 个没有改动"),
        "{formatted:?}"
    );
    for (name, text) in [("a.zeren", TIDY), ("b.zeren", TIDY), ("c.txt", LOOSE)] {
        assert_eq!(
            fs::read_to_string(folder.join(name)).unwrap(),
            text,
            "{name}"
        );
    }
    let after = fs::metadata(folder.join("b.zeren"))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(before, after, "a formatted file is not written again");
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        3,
        "nothing is left beside"
    );
    assert_eq!(run(&["fmt", path, "--check"]).code, Some(0));

    let english = run(&["fmt", path, "--keywords", "en"]);
    assert_eq!(english.code, Some(0), "{english:?}");
    assert_eq!(
        fs::read_to_string(folder.join("a.zeren")).unwrap(),
        "duty 甲 {\n  holder 乙\n  matter 丙\n}\n"
    );
}

#[test]
fn a_file_that_does_not_parse_is_reported_and_left() {
    let broken = "责任 甲{主体}\n";
    let folder = policy_folder("fmt-broken", &[("a.zeren", broken), ("b.zeren", LOOSE)]);
    let path = folder.to_str().unwrap();
    for extra in ["--check", "--keywords=zh"] {
        let run = run(&["fmt", path, extra]);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(
            run.err.contains("E0101") && run.err.contains("a.zeren"),
            "{run:?}"
        );
    }
    assert_eq!(fs::read_to_string(folder.join("a.zeren")).unwrap(), broken);
    assert_eq!(
        fs::read_to_string(folder.join("b.zeren")).unwrap(),
        TIDY,
        "the other is formatted"
    );

    let missing = run(&["fmt", "no-such.zeren"]);
    assert_eq!(missing.code, Some(74), "{missing:?}");
    let empty = policy_folder("fmt-empty", &[]);
    assert_eq!(run(&["fmt", empty.to_str().unwrap()]).code, Some(2));
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    let formatted = run_with(LOOSE, &["fmt", "-"]);
    assert_eq!(
        (
            formatted.code,
            formatted.out.as_str(),
            formatted.err.as_str()
        ),
        (Some(0), TIDY, "")
    );
    let checked = run_with(TIDY, &["fmt", "-", "--check", "--lang", "zh"]);
    assert_eq!(
        (checked.code, checked.out.as_str()),
        (Some(0), "0 个文件需要改动，1 个不需要\n")
    );
    let loose = run_with(LOOSE, &["fmt", "-", "--check"]);
    assert_eq!(loose.code, Some(1), "{loose:?}");
    let broken = run_with("责任 {", &["fmt", "-", "--lang", "zh"]);
    assert_eq!((broken.code, broken.out.as_str()), (Some(2), ""));
    assert!(broken.err.contains("标准输入"), "{broken:?}");
}

/// A link stays a link, and what it points to is formatted.
#[cfg(unix)]
#[test]
fn a_link_is_not_replaced() {
    let folder = policy_folder("fmt-link", &[("a.txt", LOOSE)]);
    let link = folder.join("b.zeren");
    std::os::unix::fs::symlink(folder.join("a.txt"), &link).unwrap();
    let run = run(&["fmt", link.to_str().unwrap()]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(folder.join("a.txt")).unwrap(), TIDY);
}

/// Facts beyond the limit are not brought into memory, whatever they are and however they come.
#[test]
fn facts_that_are_too_large_are_not_read() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("too-large-facts");
    fs::create_dir_all(&folder).unwrap();
    let most = PolicyOptions::default().facts.bytes as u64;
    let of = |name: &str, bytes: u64| {
        let path = folder.join(name);
        // Its bytes are all zero, and none of them is on the disk.
        fs::File::create(&path).unwrap().set_len(bytes).unwrap();
        path.display().to_string()
    };
    let within = run(&[
        "eval",
        POLICY,
        "--facts",
        &of("within.json", most),
        "--lang",
        "zh",
    ]);
    assert_eq!(within.code, Some(3));
    assert!(within.err.contains("F0101"), "{}", within.err);
    for (name, command) in [
        ("beyond.json", &["eval", POLICY][..]),
        ("beyond.xlsx", &["eval", POLICY]),
        ("beyond.json", &["template", POLICY, "--format", "xlsx"]),
    ] {
        let path = of(name, most + 1);
        let beyond = run(&[command, &["--facts", &path, "--lang", "zh"]].concat());
        assert_eq!((beyond.code, &*beyond.out), (Some(3), ""), "{name}");
        let said = format!("错误: “{path}”超过上限 {most} 字节（选项 `facts.bytes`），没有读取\n");
        assert_eq!(beyond.err, said);
        fs::remove_file(&path).unwrap();
    }
}
