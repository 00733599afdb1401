//! SARIF: every log is valid under the schema of the standard, and says what the diagnostics say.

use std::fs;
use std::path::Path;

use serde_json::Value;
use zeren::{Diagnostics, Lang, SarifOptions, Sources, render_sarif};

use crate::bad_policies;

pub fn schema() -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sarif-2.1.0.schema.json");
    let text = fs::read_to_string(path).unwrap();
    // The standard's pattern for a language has a stray bracket, which no strict reader of patterns takes.
    let text = text.replace("{2}]?$", "{2}\\\\]?$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn log(diagnostics: &Diagnostics, sources: &Sources, lang: Lang, folder: &str) -> Value {
    let folder = folder.to_owned();
    let options = SarifOptions { lang, folder };
    render_sarif(diagnostics.as_slice(), sources, &options)
}

#[test]
fn every_log_is_valid_under_the_schema() {
    let schema = schema();
    let mut wrong = Vec::new();
    for (case, error) in bad_policies::all_errors() {
        let name = &case.name;
        for lang in [Lang::Zh, Lang::En] {
            let log = log(&error.diagnostics, &error.sources, lang, "policies/甲");
            for fault in schema.iter_errors(&log) {
                wrong.push(format!("{name}: {}: {fault}", fault.instance_path()));
            }
            let results = log["runs"][0]["results"].as_array().unwrap();
            assert_eq!(results.len(), error.diagnostics.len(), "{name}");
        }
    }
    let empty = log(&Diagnostics::new(), &Sources::new(), Lang::Zh, "");
    wrong.extend(schema.iter_errors(&empty).map(|fault| fault.to_string()));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The schema is the standard's and not an empty one.
#[test]
fn the_schema_refuses_what_is_no_log() {
    let schema = schema();
    assert!(!schema.is_valid(&serde_json::json!({ "version": "2.1.0" })));
    let run = serde_json::json!({ "version": "2.1.0", "runs": [{ "results": [] }] });
    assert!(!schema.is_valid(&run), "a run without a tool");
}

#[test]
fn regions_fixes_and_rules_are_those_of_the_diagnostics() {
    let text = "法规 “甲” { 施行 2020年1月1日 }\n层级 乡镇\n层级 村 属于 乡真\n";
    let error = zeren::Policy::compile([("规则 1.zeren", text)]).unwrap_err();
    let log = log(&error.diagnostics, &error.sources, Lang::Zh, "policies/甲/");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["language"], "zh-CN");
    let result = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .find(|result| result["ruleId"] == "E0201")
        .unwrap();
    let place = &result["locations"][0]["physicalLocation"];
    let uri = "policies/%E7%94%B2/%E8%A7%84%E5%88%99%201.zeren";
    assert_eq!(place["artifactLocation"]["uri"], uri);
    assert_eq!(run["artifacts"][0]["location"]["uri"], uri);
    let region =
        serde_json::json!({"startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 11});
    assert_eq!(place["region"], region);
    let change = &result["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], uri);
    assert_eq!(change["replacements"][0]["deletedRegion"], region);
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "乡镇");
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    let rule = &run["tool"]["driver"]["rules"][index];
    assert_eq!(rule["id"], "E0201");
    assert_eq!(rule["shortDescription"]["text"], "未知的名称");
    assert!(
        rule["help"]["markdown"]
            .as_str()
            .unwrap()
            .contains("## 改正")
    );
}
