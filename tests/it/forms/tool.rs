//! The built tool makes the schema and the forms, and reads filled ones.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cli::{finish, run, tool};

const POLICY: &str = "policies/clinics";
const FACTS: &str = "policies/clinics/facts/sample.json";

/// An empty folder of one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("forms")
        .join(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

#[test]
fn the_schema_is_one_json_document_in_either_language() {
    let [zh, en] = ["zh", "en"].map(|lang| {
        let run = run(&["schema", POLICY, "--lang", lang]);
        assert_eq!((run.code, &*run.err), (Some(0), ""));
        serde_json::from_str::<Value>(&run.out).unwrap()
    });
    assert_eq!(zh["$schema"], en["$schema"]);
    assert!(zh["title"].as_str().unwrap().ends_with("：事实"));
    assert!(en["title"].as_str().unwrap().ends_with(": facts"));
    let bad = crate::cli::bad_policy("schema");
    let run = run(&["schema", &bad]);
    assert_eq!((run.code, &*run.out), (Some(2), ""));
}

#[test]
fn a_filled_form_is_evaluated_as_its_facts_in_json() {
    let folder = folder("filled");
    for policy in ["clinics/facts/sample.json", "kongtong/facts/2017.json"] {
        let facts = format!("policies/{policy}");
        let policy = format!("policies/{}", policy.split('/').next().unwrap());
        let form = folder.join("form.XLSX");
        let form = path(&form);
        let made = run(&["template", &policy, "--facts", &facts, "--output", form]);
        assert_eq!(made.code, Some(0), "{made:?}");
        for command in [
            &["eval", "--format", "json"][..],
            &["explain", "--finding", "f1"],
        ] {
            let [of_form, of_json] = [form, &facts].map(|facts| {
                let (name, rest) = command.split_first().unwrap();
                run(&[&[*name, &policy, "--facts", facts][..], rest].concat())
            });
            assert_eq!(of_form.code, Some(0), "{of_form:?}");
            assert_eq!(of_form.out, of_json.out);
        }
    }
    assert_eq!(files(&folder), ["form.XLSX"], "nothing is left beside it");
}

#[test]
fn an_empty_form_names_what_must_be_filled_in_by_sheet_row_and_column() {
    let form = folder("empty").join("form.xlsx");
    let form = path(&form);
    for (lang, place) in [
        ("zh", "表“说明” 第 3 行 B 列"),
        ("en", "sheet \"Guide\", row 3, column B"),
    ] {
        let made = run(&["template", POLICY, "--lang", lang, "-o", form]);
        assert_eq!((made.code, &*made.out, &*made.err), (Some(0), "", ""));
        let read = run(&["eval", POLICY, "--facts", form, "--lang", lang]);
        assert_eq!((read.code, &*read.out), (Some(3), ""));
        assert!(
            read.err.contains(place) && read.err.contains("F0173"),
            "{}",
            read.err
        );
    }
    let dated = ["--as-of", "2025-02-01", "--period", "2024", "-o", form];
    let made = run(&[&["template", POLICY][..], &dated].concat());
    assert_eq!(made.code, Some(0), "{made:?}");
    let read = run(&["eval", POLICY, "--facts", form]);
    assert_eq!(read.code, Some(0), "{read:?}");
}

#[test]
fn a_form_goes_to_standard_output_or_to_a_whole_file_or_nowhere() {
    let json = run(&["template", POLICY, "--as-of", "2025-02-01", "--lang", "en"]);
    assert_eq!(json.code, Some(0), "{json:?}");
    let form: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(form["as_of"], "2025-02-01");

    let piped = tool()
        .args(["template", POLICY, "--format", "xlsx"])
        .output()
        .unwrap();
    assert_eq!(piped.status.code(), Some(0));
    assert!(piped.stdout.starts_with(b"PK"));

    let folder = folder("whole");
    let form = folder.join("form.xlsx");
    fs::write(&form, "kept").unwrap();
    let wrong = folder.join("wrong.json");
    fs::write(&wrong, "{\"format\": \"zeren.facts/1\"}").unwrap();
    for (args, code) in [
        (&["--facts", path(&wrong)][..], 3),
        (&["--facts", "absent.json"], 74),
        (&["--facts", FACTS, "--format", "json"], 64),
        (&["--facts", FACTS, "--period", "2024"], 64),
        (&["--period", "lately"], 64),
    ] {
        let run = run(&[&["template", POLICY, "-o", path(&form)][..], args].concat());
        assert_eq!((run.code, &*run.out), (Some(code), ""), "{run:?}");
    }
    let absent = folder.join("absent").join("form.xlsx");
    let run = run(&["template", POLICY, "-o", path(&absent)]);
    assert_eq!(run.code, Some(74), "{run:?}");
    assert_eq!(fs::read_to_string(&form).unwrap(), "kept");
    let mut left = files(&folder);
    left.sort();
    assert_eq!(left, ["form.xlsx", "wrong.json"]);
}

#[test]
fn a_file_that_is_no_spreadsheet_is_bad_facts() {
    let file = folder("broken").join("facts.xlsx");
    fs::write(&file, "name,share\nNorth,4%\n").unwrap();
    for (lang, words) in [("zh", "不是 XLSX 表格"), ("en", "no XLSX spreadsheet")] {
        let mut tool = tool();
        let run = finish(
            tool.args(["eval", POLICY, "--facts", path(&file)])
                .env("ZEREN_LANG", lang),
        );
        assert_eq!((run.code, &*run.out), (Some(3), ""));
        assert!(
            run.err.contains("F0170") && run.err.contains(words),
            "{}",
            run.err
        );
    }
}
