//! The smallest changes, in words.

use super::super::*;
use super::{DISSATISFIED, WASTE, World, facts};
use crate::lang::Lang;

fn turned(town: &str, whole: &str, index: usize) -> (Flip, String) {
    let world = World::rivers("");
    let facts = world.facts(&facts(town, whole));
    let asked = world.ask(&facts);
    let found = flip(&asked.case(), index).expect("a finding");
    let page = render_flip(&found, Lang::Zh);
    (found, page)
}

#[test]
fn a_bound_is_met_by_the_bound_itself() {
    let (found, page) = turned(DISSATISFIED, "", 0);
    assert!(found.holds && found.search.unsolved.is_empty());
    insta::assert_snapshot!(page);
}

#[test]
fn a_decimal_moves_by_its_last_place() {
    let town = DISSATISFIED.replace("78%", "79.95%");
    insta::assert_snapshot!(turned(&town, "", 0).1);
}

#[test]
fn a_record_moves_past_the_bound_or_is_not_confirmed() {
    insta::assert_snapshot!(turned(WASTE, "", 0).1);
    let heavy = WASTE.replace(
        r#""已查实": true"#,
        r#""已查实": true, "所涉事项": "巡护作业""#,
    );
    insta::assert_snapshot!(turned(&heavy, "", 0).1);
}

#[test]
fn a_rebutted_finding_is_turned_by_its_discharge() {
    let whole = r#", "discharges": [{"duty": "全县总责", "organ": "县政府", "unit": "青县", "note": "已督办"}]"#;
    let (found, page) = turned(DISSATISFIED, whole, 0);
    assert!(!found.holds);
    insta::assert_snapshot!(page);
}

/// A consequence without a gate, and a trigger with so many conditions, each of which is enough.
fn alternatives(conditions: &[&str]) -> World {
    World::rivers(&format!(
        "后果 直接追究 {{
           逐级 追究 领导责任
           应当
           机关 “县纪检机关”
           依据 第六条 “逐级追究领导责任和直接责任”
         }}
         问责情形 (七) 任一即可 涉及 河湖巡护 {{
           每个 镇 若 {}
           后果 直接追究
           依据 第六条第(一)项 “未完成年度任务的”
         }}",
        conditions.join(" 或 ")
    ))
}

fn turned_under(world: &World) -> Flip {
    let facts = world.facts(&facts(DISSATISFIED, ""));
    let asked = world.ask(&facts);
    let trigger = world.model.triggers.ids().last().expect("a trigger");
    let of_last = |f: &crate::attribution::Finding| f.grounds[0].trigger == trigger;
    let index = asked.attribution.findings.iter().position(of_last);
    flip(&asked.case(), index.expect("a finding")).expect("small")
}

#[test]
fn what_holds_on_two_counts_takes_two_changes() {
    let world = alternatives(&["群众满意度 低于 90%", "断面数 少于 50个"]);
    let found = turned_under(&world);
    assert_eq!(found.search.exhausted, 1);
    insta::assert_snapshot!(render_flip(&found, Lang::Zh));
}

#[test]
fn what_no_change_within_the_bound_turns_is_said_so() {
    let world = alternatives(&["断面数 少于 50个", "断面数 多于 20个"]);
    let found = turned_under(&world);
    assert_eq!(found.search.exhausted, 3);
    insta::assert_snapshot!(render_flip(&found, Lang::Zh));
}

#[test]
fn an_act_under_two_triggers_is_turned_under_both_at_once() {
    let world = World::rivers(
        "问责情形 (七) 另一情形 涉及 河湖巡护 {
           每个 排污 若 数量 大于 1吨 或 方式 为 直排
           后果 河湖追责
           依据 第六条第(二)项 “私自排污经查实的”
         }",
    );
    let facts = world.facts(&facts(WASTE, r#", "discharges": []"#));
    let asked = world.ask(&facts);
    let found = flip(&asked.case(), 0).expect("a finding");
    assert_eq!(asked.attribution.findings[0].grounds.len(), 2);
    insta::assert_snapshot!(render_flip(&found, Lang::Zh));
}

/// A unit is no act: under each trigger, what is wrong with it is a finding of its own.
#[test]
fn a_unit_under_two_triggers_is_turned_under_each_alone() {
    let world = World::rivers(
        "后果 直接追究 {
           逐级 追究 领导责任
           应当
           机关 “县纪检机关”
           依据 第六条 “逐级追究领导责任和直接责任”
         }
         问责情形 (七) 不满意 涉及 河湖巡护 {
           每个 镇 若 群众满意度 低于 79%
           后果 直接追究
           依据 第六条第(一)项 “未完成年度任务的”
         }
         问责情形 (八) 断面少 涉及 河湖巡护 {
           每个 镇 若 断面数 少于 50个
           后果 直接追究
           依据 第六条第(一)项 “未完成年度任务的”
         }",
    );
    let facts = world.facts(&facts(DISSATISFIED, ""));
    let asked = world.ask(&facts);
    let triggers: Vec<_> = world.model.triggers.ids().collect();
    let mut turned = Vec::new();
    for trigger in &triggers[triggers.len() - 2..] {
        let of_trigger = |f: &crate::attribution::Finding| f.grounds[0].trigger == *trigger;
        let index = asked.attribution.findings.iter().position(of_trigger);
        let found = flip(&asked.case(), index.expect("a finding")).expect("small");
        turned.push(found.changes.len());
    }
    assert_eq!(turned, [1, 1]);
}
