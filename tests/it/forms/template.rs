//! The empty document: read as facts of which nothing is known, valid under the schema, and complete.

use serde_json::Value;
use zeren::{Date, FormOptions, Lang, Period};

use super::samples;

fn options(lang: Lang) -> FormOptions {
    let mut options = FormOptions::new(lang);
    options.as_of = Date::parse("2025-02-01");
    options.period = Period::parse("2024");
    options
}

#[test]
fn nothing_is_known_in_an_empty_document() {
    for sample in samples() {
        for lang in [Lang::Zh, Lang::En] {
            let text = sample.policy.facts_template(&options(lang));
            let facts = sample.policy.read_facts(&text).unwrap();
            let assessment = sample.policy.evaluate(&facts).unwrap();
            assert!(!assessment.has_fired());
            let json: Value = serde_json::from_str(&assessment.to_json()).unwrap();
            for target in json["targets"].as_array().unwrap() {
                assert_ne!(target["status"], "met", "{target}");
                assert_ne!(target["status"], "breached", "{target}");
            }
            let schema = sample.policy.facts_schema(lang);
            let schema = jsonschema::draft202012::new(&schema).unwrap();
            assert!(schema.is_valid(&serde_json::from_str(&text).unwrap()));
        }
    }
}

#[test]
fn a_document_for_the_clinics() {
    let [_, clinics] = samples();
    let form = clinics.policy.facts_template(&options(Lang::En));
    insta::with_settings!({snapshot_path => "../snapshots"}, { insta::assert_snapshot!(form) });
    let blank = clinics.policy.facts_template(&FormOptions::new(Lang::En));
    let error = clinics.policy.read_facts(&blank).unwrap_err();
    let codes: Vec<_> = error.diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(
        codes,
        ["F0113", "F0113"],
        "the date and the period are to be filled in"
    );
}
