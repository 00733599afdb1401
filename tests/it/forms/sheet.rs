//! The spreadsheet form: what is written into it is read as the same facts, and mistakes are shown at their cells.

use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use serde_json::Value;
use zeren::{
    Diagnostics, FactLimits, FormOptions, Lang, Place, Policy, PolicyOptions, Sources, render_plain,
};

use super::{accepted, samples};

/// The assessment as JSON, without the digest of the facts.
fn assessed(policy: &Policy, facts: &zeren::Facts) -> Value {
    let json = policy.evaluate(facts).unwrap().to_json();
    let mut json: Value = serde_json::from_str(&json).unwrap();
    json["facts"]["digest"] = Value::Null;
    json
}

fn shown(diagnostics: &Diagnostics, lang: Lang) -> String {
    render_plain(diagnostics.as_slice(), &Sources::new(), lang)
}

#[test]
fn the_samples_filled_in_are_the_same_facts() {
    for sample in samples() {
        let json = sample.policy.read_facts(&sample.facts).unwrap();
        let json = sample.policy.evaluate(&json).unwrap().to_json();
        for lang in [Lang::Zh, Lang::En] {
            let file = sample.policy.fill_xlsx(&sample.facts, lang).unwrap();
            let read = sample.policy.read_xlsx(&file);
            let read = read.unwrap_or_else(|e| panic!("{}", shown(&e.diagnostics, Lang::Zh)));
            let read = sample.policy.evaluate(&read).unwrap().to_json();
            assert_eq!(json, read, "{}: to the byte, digests included", sample.name);
        }
    }
}

#[test]
fn all_facts_filled_in_are_the_same_facts() {
    let mut wrong = Vec::new();
    let mut without_cells = 0;
    for case in accepted() {
        let file = match case.policy.fill_xlsx(&case.facts, Lang::Zh) {
            Ok(file) => file,
            Err(zeren::FormError::NoCell { .. }) => {
                without_cells += 1;
                continue;
            }
            Err(error) => {
                wrong.push(format!("{}: {error}", case.name));
                continue;
            }
        };
        match case.policy.read_xlsx(&file) {
            Err(error) => {
                wrong.push(format!("{}: {}", case.name, shown(&error.diagnostics, Lang::Zh)));
            }
            Ok(facts) => {
                let json = case.policy.read_facts(&case.facts).unwrap();
                if assessed(&case.policy, &json) != assessed(&case.policy, &facts) {
                    wrong.push(format!("{}: another assessment", case.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(without_cells < 10, "{without_cells} cases have no cell for something");
}

#[test]
fn the_same_policy_gives_the_same_file() {
    let [_, clinics] = samples();
    let once = clinics.policy.template_xlsx(&FormOptions::new(Lang::En)).unwrap();
    assert_eq!(once, clinics.policy.template_xlsx(&FormOptions::new(Lang::En)).unwrap());
}

#[test]
fn the_empty_form_asks_for_the_date_and_the_period_alone() {
    for sample in samples() {
        for lang in [Lang::Zh, Lang::En] {
            let file = sample.policy.template_xlsx(&FormOptions::new(lang)).unwrap();
            let error = sample.policy.read_xlsx(&file).unwrap_err();
            let codes: Vec<_> = error.diagnostics.iter().map(|d| d.code.as_str()).collect();
            assert_eq!(codes, ["F0173", "F0173"], "{}", shown(&error.diagnostics, lang));
        }
    }
}
