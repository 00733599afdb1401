//! Why findings are there, or not.

use super::super::*;
use super::{DISSATISFIED, WASTE, World, facts};
use crate::lang::Lang;

#[test]
fn explains_a_missed_target() {
    let world = World::rivers("");
    for town in [DISSATISFIED, WASTE] {
        let facts = world.facts(&facts(town, ""));
        let asked = world.ask(&facts);
        for index in 0..asked.attribution.findings.len() {
            for lang in [Lang::Zh, Lang::En] {
                let explained = explain_finding(&asked.case(), index).expect("a finding");
                println!("{}", render_explanation(&explained, lang));
                println!(
                    "{}",
                    render_flip(&flip(&asked.case(), index).expect("a finding"), lang)
                );
            }
        }
        for question in [
            Question::Trigger {
                trigger: "未完成任务",
            },
            Question::Trigger { trigger: "2" },
            Question::Trigger { trigger: "3" },
            Question::Target {
                target: "水质达标",
                unit: "柳树镇",
            },
            Question::Organ {
                organ: "水务局",
                unit: None,
            },
            Question::Organ {
                organ: "镇政府",
                unit: Some("杨树镇"),
            },
            Question::Organ {
                organ: "镇巡护站",
                unit: Some("柳树镇"),
            },
            Question::Person { person: "王河" },
            Question::Person { person: "赵江" },
        ] {
            let answer = why_not(&asked.case(), &question).expect("known");
            println!("{}", render_why_not(&answer, Lang::Zh));
            println!("{}", render_why_not(&answer, Lang::En));
        }
    }
}
