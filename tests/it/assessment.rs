//! The assessment: its page in both languages, and its JSON, pinned byte by byte.

use zeren::{Assessment, Lang, Missing, Policy, render_text};

use crate::decided;

const POLICY: &str = include_str!("../fixtures/assessment/校车.zeren");

/// The school bus policy's answer to facts.
fn assessed(facts: &str) -> Assessment {
    let policy = Policy::compile([("校车.zeren", POLICY)]).unwrap();
    let facts = policy.read_facts(facts).unwrap();
    let assessment = policy.evaluate(&facts).unwrap();
    decided::agree(&policy, &facts, &assessment);
    assessment
}

#[test]
fn a_page_in_chinese() {
    let facts = include_str!("../fixtures/assessment/校车.json");
    insta::assert_snapshot!(render_text(&assessed(facts), Lang::Zh));
}

#[test]
fn a_page_in_english() {
    let facts = include_str!("../fixtures/assessment/一校.json");
    insta::assert_snapshot!(render_text(&assessed(facts), Lang::En));
}

#[test]
fn the_json_is_pinned() {
    let facts = include_str!("../fixtures/assessment/一校.json");
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let json = assessed(facts).to_json();
    assert!(json.contains(&version));
    insta::assert_snapshot!(json.replacen(&version, "\"version\": \"(this)\"", 1));
}

#[test]
fn a_stored_assessment_reads_back() {
    for facts in [
        include_str!("../fixtures/assessment/校车.json"),
        include_str!("../fixtures/assessment/一校.json"),
    ] {
        let assessment = assessed(facts);
        let json = assessment.to_json();
        let back = Assessment::from_json(&json).unwrap();
        assert_eq!(back, assessment);
        assert_eq!(back.to_json(), json);
        assert_eq!(assessed(facts).to_json(), json);
    }
}

#[test]
fn other_formats_and_unknown_keys_are_refused() {
    let json = assessed(include_str!("../fixtures/assessment/一校.json")).to_json();
    let later = json.replacen("zeren.assessment/1", "zeren.assessment/2", 1);
    let error = Assessment::from_json(&later).unwrap_err().to_string();
    assert!(error.contains("`zeren.assessment/2`"), "{error}");
    let more = json.replacen("\"as_of\"", "\"remark\": \"x\", \"as_of\"", 1);
    assert!(Assessment::from_json(&more).is_err());
    assert!(Assessment::from_json("{").is_err());
}

#[test]
fn findings_are_found_by_id_and_causes_name_theirs() {
    let assessment = assessed(include_str!("../fixtures/assessment/校车.json"));
    for finding in assessment.findings() {
        assert_eq!(assessment.finding(finding.id()), Some(finding));
        for ground in &finding.grounds {
            let trigger = assessment.trigger(&ground.trigger).unwrap();
            let cause = &trigger.causes[usize::try_from(ground.cause).unwrap()];
            assert!(cause.findings.contains(&finding.id));
        }
        let steps = u32::try_from(finding.path.len()).unwrap();
        assert!(finding.distance.is_none_or(|distance| distance == steps));
    }
    assert_eq!(assessment.finding("f0"), None);
}

#[test]
fn thousands_of_gaps_of_one_sort_are_one_entry() {
    let towns: Vec<String> = (0..3000)
        .map(|n| format!(r#"{{"level": "镇", "name": "镇{n}", "units": []}}"#))
        .collect();
    let facts = format!(
        r#"{{"format": "zeren.facts/1", "as_of": "2020-01-20", "period": "2019",
             "units": [{{"level": "县", "name": "松溪县", "units": [{}]}}]}}"#,
        towns.join(",")
    );
    let assessment = assessed(&facts);
    let [open] = &assessment.trigger("满意度偏低").unwrap().open[..] else {
        panic!("one entry expected");
    };
    assert_eq!((open.count, open.examples.len()), (3000, 5));
    let [need] = &open.needs[..] else {
        panic!("one need expected");
    };
    assert_eq!((need.count, need.examples.len()), (3000, 5));
    assert!(matches!(&need.missing, Missing::Value { unit: None, level, .. } if &**level == "镇"));
    assert_eq!(assessment.commendations().len(), 1);
    assert_eq!(assessment.commendations()[0].count, 3000);
}
