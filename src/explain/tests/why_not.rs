//! Why not, in words.

use super::super::*;
use super::{DISSATISFIED, WASTE, World, facts};
use crate::lang::Lang;

/// The answers to questions about facts, in Chinese.
fn answers(town: &str, whole: &str, questions: &[Question<'_>]) -> String {
    let world = World::rivers("");
    let facts = world.facts(&facts(town, whole));
    let asked = world.ask(&facts);
    let answer = |question: &Question<'_>| {
        let answer = why_not(&asked.case(), question).expect("known names");
        serde_json::to_string(&answer).expect("JSON");
        let english = render_why_not(&answer, Lang::En);
        assert!(!english.contains('：'), "{english}");
        render_why_not(&answer, Lang::Zh)
    };
    let pages: Vec<String> = questions.iter().map(answer).collect();
    pages.join("\n----\n")
}

#[test]
fn a_trigger_that_did_not_fire_shows_what_decided_each_element() {
    let town = WASTE
        .replace(r#""已查实": true"#, r#""已查实": false"#)
        .replace("2017-03-01", "2016-03-01");
    insta::assert_snapshot!(answers(
        &town,
        "",
        &[
            Question::Trigger {
                trigger: "未完成任务"
            },
            Question::Trigger { trigger: "2" },
            Question::Trigger { trigger: "3" },
        ]
    ));
}

#[test]
fn an_undetermined_trigger_shows_what_is_missing() {
    let town = r#""断面数": 0, "达标断面数": 0,
        "排污": [{"id": "p1", "方式": "直排", "行为日": "2017-09-12", "数量": "2吨", "已查实": true},
                 {"id": "p2", "行为日": "2017-09-12", "数量": "9吨", "已查实": true}]"#;
    insta::assert_snapshot!(answers(
        town,
        "",
        &[
            Question::Trigger { trigger: "1" },
            Question::Trigger { trigger: "2" },
            Question::Trigger { trigger: "3" },
        ]
    ));
}

#[test]
fn a_target_shows_what_decided_its_status() {
    let town = r#""断面数": 0, "达标断面数": 0, "群众满意度": "85%""#;
    insta::assert_snapshot!(answers(
        town,
        "",
        &[
            Question::Target {
                target: "水质达标",
                unit: "柳树镇"
            },
            Question::Target {
                target: "水质达标",
                unit: "青县/杨树镇"
            },
        ]
    ));
}

#[test]
fn a_party_shows_why_each_of_its_duties_does_not_reach() {
    insta::assert_snapshot!(answers(
        WASTE,
        "",
        &[
            Question::Organ {
                organ: "水务局",
                unit: None
            },
            Question::Organ {
                organ: "镇政府",
                unit: Some("杨树镇")
            },
            Question::Organ {
                organ: "镇巡护站",
                unit: Some("柳树镇")
            },
        ]
    ));
}

#[test]
fn a_person_shows_tenure_and_office() {
    insta::assert_snapshot!(answers(
        DISSATISFIED,
        "",
        &[
            Question::Person { person: "王河" },
            Question::Person { person: "赵江" },
        ]
    ));
}

#[test]
fn unknown_and_ambiguous_names_are_errors() {
    let world = World::rivers("");
    let facts = world.facts(&facts(WASTE, ""));
    let asked = world.ask(&facts);
    let ask = |question| why_not(&asked.case(), &question).expect_err("no answer");
    let unknown = |name: &str| ExplainError::Unknown {
        name: name.into(),
        near: None,
    };
    let organ = Question::Organ {
        organ: "镇政府",
        unit: None,
    };
    assert_eq!(ask(organ), ExplainError::Ambiguous("镇政府".into()));
    let person = Question::Person { person: "张三" };
    assert_eq!(ask(person), unknown("张三"));
    let target = Question::Target {
        target: "水质达标",
        unit: "东村",
    };
    assert_eq!(ask(target), unknown("东村"));
}
