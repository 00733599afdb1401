//! The schema accepts what the reader accepts, and rejects what it rejects wherever one place of the facts tells.

#[cfg(feature = "terminal")]
use std::collections::BTreeMap;

use jsonschema::Validator;
use serde_json::Value;
use zeren::{Lang, Policy};

use super::{accepted, samples};

fn validator(policy: &Policy) -> Validator {
    let schema = policy.facts_schema(Lang::Zh);
    jsonschema::draft202012::new(&schema).unwrap()
}

#[test]
fn it_is_a_schema() {
    for sample in samples() {
        for lang in [Lang::Zh, Lang::En] {
            let schema = sample.policy.facts_schema(lang);
            let checked = jsonschema::draft202012::meta::validate(&schema);
            assert!(checked.is_ok(), "{}: {:?}", sample.name, checked.err());
        }
    }
}

#[test]
fn it_accepts_what_is_accepted() {
    let mut wrong = Vec::new();
    let mut last: Option<(String, Validator)> = None;
    for case in accepted() {
        let facts: Value = serde_json::from_str(&case.facts).unwrap();
        let digest = case.policy.digest();
        if last.as_ref().is_none_or(|(known, _)| known != digest) {
            last = Some((digest.to_owned(), validator(&case.policy)));
        }
        let (_, schema) = last.as_ref().unwrap();
        for error in schema.iter_errors(&facts).take(3) {
            wrong.push(format!("{}: {}: {error}", case.name, error.instance_path()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Mistakes that no schema sees, and why.
#[cfg(feature = "terminal")]
const UNSEEN: &[(&str, &[&str])] = &[
    (
        "a parser of JSON keeps one of two keys",
        &["同一个键写了两次"],
    ),
    (
        "no schema knows the calendar, or which of two days comes first",
        &[
            "基准日没有这一天",
            "期间前后颠倒",
            "往期写成本期",
            "任职止于开始之前",
        ],
    ),
    (
        "a text with a unit is no number to a schema",
        &["百分数超出范围"],
    ),
    (
        "it takes the units of the whole document",
        &[
            "单位重名",
            "只有一个的机构有两个县",
            "涉事单位不在事实里",
            "涉事单位有两个同名",
            "单位与机构的层级不同",
        ],
    ),
    (
        "it takes the records, persons and acts of the whole document",
        &[
            "记录编号重复",
            "行为人不在名册",
            "同一行为指向没有的记录",
            "同一行为绕成一圈",
            "认定的记录不存在",
            "同日的认定互相矛盾",
            "履责所指的行为不存在",
        ],
    ),
];

#[cfg(feature = "terminal")]
#[test]
fn it_rejects_what_is_rejected_where_it_can() {
    let policy = crate::bad_facts::policy();
    let schema = validator(&policy);
    let why: BTreeMap<&str, &str> = UNSEEN
        .iter()
        .flat_map(|(why, names)| names.iter().map(|name| (*name, *why)))
        .collect();
    let mut wrong = Vec::new();
    for case in crate::bad_facts::all_cases() {
        let Ok(facts) = serde_json::from_str::<Value>(case.part("facts")) else {
            continue;
        };
        if schema.is_valid(&facts) != why.contains_key(&*case.name) {
            wrong.push(case.name);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_value_may_be_unknown_with_a_note() {
    let [_, clinics] = samples();
    let schema = validator(&clinics.policy);
    let facts = |value: &str| {
        format!(
            r#"{{"format": "zeren.facts/1", "as_of": "2025-02-01", "period": "2024", "units": [
                {{"level": "network", "name": "Riverside", "units": [
                  {{"level": "clinic", "name": "North", "cancelled_share": {value}}}]}}]}}"#
        )
    };
    for (value, is_right) in [
        (r#"{"note": "not counted yet"}"#, true),
        (r#"{"value": "3%", "note": "by telephone"}"#, true),
        (r#"{"source": "yearbook"}"#, false),
        ("{}", false),
        ("null", false),
        ("3", true),
        ("103", false),
        ("\"3\"", false),
        ("\"３％\"", true),
        ("\"3‰\"", true),
        ("\"3 persons\"", false),
    ] {
        let facts = facts(value);
        let json: Value = serde_json::from_str(&facts).unwrap();
        assert_eq!(
            clinics.policy.read_facts(&facts).is_ok(),
            is_right,
            "{value}"
        );
        assert_eq!(schema.is_valid(&json), is_right, "{value}");
    }
}
