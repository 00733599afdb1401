//! No single change is missed: the search against trying everything.

use super::change::{New, field_at};
use super::reads::Reads;
use super::*;
use crate::calendar::{Date, Duration};
use crate::explain::ExplainLimits;
use crate::explain::tests::proofs::rich;
use crate::explain::tests::{self, Asked, DISSATISFIED, WASTE, World, facts};
use crate::model::FieldRole;
use crate::number::Number;
use crate::types::Type;
use crate::value::Value;

const LIMITS: ExplainLimits = ExplainLimits {
    tries: 1_000,
    ..tests::LIMITS
};

/// Every value of a slot on a fine grid, far beyond what the tests' facts hold.
fn everything(asked: &Asked<'_>, slot: &Slot) -> Vec<New> {
    let machine = &asked.machine;
    if let Slot::Field(record, position) = slot {
        let field = field_at(machine.model, machine.facts, *record, *position);
        if field.is_some_and(|field| machine.model.fields[field].role == FieldRole::Actor) {
            return Vec::new();
        }
    }
    let Some(kind) = kind(machine, slot) else {
        return match slot {
            Slot::List(..) => vec![New::NoRecords],
            Slot::Discharge(..) => vec![New::Discharged, New::Nothing],
            Slot::Report(_, _, period) => vec![New::Made(period.end), New::Nothing],
            _ => Vec::new(),
        };
    };
    let values: Vec<Value> = match kind.ty {
        Type::Truth => vec![Value::Truth(true), Value::Truth(false)],
        Type::Enumeration(_) => (0..3).map(Value::Enumerated).collect(),
        Type::Matter => machine.model.matters.ids().map(Value::Matter).collect(),
        Type::Date => {
            let first = Date::new(2016, 6, 1).expect("a day");
            // Days near the ends and the middle of months: all that periods, spans and records turn on.
            let near =
                |date: &Date| matches!(date.day(), 1 | 2 | 9..=11 | 14 | 15 | 19..=21 | 30 | 31);
            let days = (0..640).filter_map(|n| first.plus(Duration::days(n)));
            days.filter(near).map(Value::Date).collect()
        }
        Type::Quantity(_) => {
            let factor = kind.measure.map_or(Number::one(), |m| m.factor.clone());
            let half = Number::ratio(1, 2).expect("a half");
            let value = |n| Number::from_int(n).checked_mul(&half)?.checked_mul(&factor);
            let possible = |number: &Number| {
                kind.range.0.is_none_or(|low| low <= number)
                    && kind.range.1.is_none_or(|high| number <= high)
            };
            let values = (0..260).filter_map(value).filter(possible);
            values.map(Value::Number).collect()
        }
        _ => Vec::new(),
    };
    values.into_iter().map(New::Value).collect()
}

/// Whether trying everything finds a single change that the search did not, or the other way round.
fn compare_with_everything(asked: &Asked<'_>, place: usize) {
    let finding = &asked.attribution.findings[place];
    let reads = Reads::of(&asked.machine, &asked.evaluation, &[finding], 10_000).expect("small");
    let known = (&asked.evaluation, &asked.attribution);
    let found = search(&asked.machine, known, finding, LIMITS).expect("small");
    let trying = Trying {
        machine: &asked.machine,
        finding,
        limits: LIMITS,
        search: Search::default(),
        budget: Budget::new(LIMITS.steps),
    };
    let turns =
        |change: &Change| trying.held(std::slice::from_ref(change)) == Some(!holds(finding.status));
    let mut brute = Vec::new();
    for slot in reads.all_slots(&asked.machine) {
        let all = everything(asked, &slot).into_iter();
        let change = |to| Change {
            slot: slot.clone(),
            to,
        };
        brute.extend(all.map(change).find(turns));
    }
    let single = found.changes.len() == 1;
    assert_eq!(
        single,
        !brute.is_empty(),
        "finding {place}: found {:?}, everything {brute:?}",
        found.changes
    );
    // Each slot that turns it has a candidate that does.
    for change in brute {
        let own = candidates(
            &asked.machine,
            &reads,
            finding,
            &change.slot,
            &Budget::new(LIMITS.steps),
        );
        assert!(own.changes.iter().any(turns), "finding {place}: {change:?}");
    }
}

/// Compares for one finding of each act and party, for the others read the same.
fn compare_all(world: &World, json: &str) -> usize {
    let facts = world.facts(json);
    let asked = world.ask(&facts);
    let mut seen = indexmap::IndexSet::new();
    for (place, finding) in asked.attribution.findings.iter().enumerate() {
        let grounds = finding.grounds.iter().map(|g| (g.trigger, g.cause));
        if seen.insert(grounds.collect::<Vec<_>>()) {
            compare_with_everything(&asked, place);
        }
    }
    seen.len()
}

#[test]
fn no_single_change_is_missed() {
    let world = World::rivers("");
    for town in [DISSATISFIED, WASTE] {
        for whole in ["", r#", "discharges": [], "reports": []"#] {
            assert!(compare_all(&world, &facts(town, whole)) > 0);
        }
    }
}

#[test]
fn no_single_change_is_missed_through_sums_extremes_and_tables() {
    let (world, json) = rich();
    assert!(compare_all(&world, &json.replace("85%", "79%")) > 3);
}

/// A value that ends what one branch finds may be what another looks for.
#[test]
fn no_single_change_is_missed_where_another_branch_takes_over() {
    let world = World::rivers(
        "问责情形 (七) 两重不满 涉及 河湖巡护 {
           每个 镇 若 群众满意度 低于 60%
           每个 镇 若 群众满意度 不低于 60% 且 群众满意度 低于 97%
           后果 河湖追责
           依据 第六条第(二)项 “私自排污经查实的”
         }",
    );
    let json = facts(&DISSATISFIED.replace("78%", "50%"), "");
    let bound = Value::Number(Number::from_int(97));
    assert_eq!(changes_of_last(&world, &json), [New::Value(bound)]);
}

/// An act that a prohibition does not forbid may come to be one that it does.
#[test]
fn acts_that_are_not_forbidden_are_read_where_none_may_be() {
    let world = World::rivers(
        "禁止 禁排 { 行为 直排 见于 排污 按 方式 当 已查实 事项 河湖巡护 依据 第六条第(二)项 “私自排污经查实的” }
         问责情形 (七) 无人违禁 涉及 河湖巡护 {
           每个 镇 若 没有 禁止 禁排
           后果 河湖追责
           依据 第六条第(二)项 “私自排污经查实的”
         }",
    );
    let json = facts(&WASTE.replace("true", "false"), "");
    assert_eq!(
        changes_of_last(&world, &json),
        [New::Value(Value::Truth(true))]
    );
}

/// What flips the first finding of the last trigger.
fn changes_of_last(world: &World, json: &str) -> Vec<New> {
    let facts = world.facts(json);
    let asked = world.ask(&facts);
    let trigger = world.model.triggers.ids().last();
    let mut findings = asked.attribution.findings.iter();
    let place = findings.position(|finding| Some(finding.grounds[0].trigger) == trigger);
    let place = place.expect("a finding");
    compare_with_everything(&asked, place);
    let known = (&asked.evaluation, &asked.attribution);
    let finding = &asked.attribution.findings[place];
    let found = search(&asked.machine, known, finding, LIMITS).expect("small");
    let changes = found.changes.into_iter();
    changes.map(|change| change.to).collect()
}

#[test]
fn a_list_whose_records_others_speak_of_is_not_emptied_alone() {
    let world = World::rivers(
        "记录 通报 { 层级 镇 字段 所述：记录 作 同一行为 }
         问责情形 (七) 有排污 涉及 河湖巡护 {
           每个 镇 若 存在 排污
           后果 河湖追责
           依据 第六条第(二)项 “私自排污经查实的”
         }",
    );
    let ways = |reports: &str, whole: &str| {
        let json = facts(&format!(r#"{WASTE}, "通报": [{reports}]"#), whole);
        let facts = world.facts(&json);
        let asked = world.ask(&facts);
        let trigger = world.model.triggers.ids().last();
        let mut findings = asked.attribution.findings.iter();
        let finding = findings.find(|finding| Some(finding.grounds[0].trigger) == trigger);
        let finding = finding.expect("a finding");
        let reads =
            Reads::of(&asked.machine, &asked.evaluation, &[finding], 10_000).expect("small");
        let mut slots = reads.all_slots(&asked.machine).into_iter();
        let list = slots
            .find(|slot| matches!(slot, Slot::List(..)))
            .expect("a list");
        let budget = Budget::new(LIMITS.steps);
        candidates(&asked.machine, &reads, finding, &list, &budget)
            .changes
            .len()
    };
    assert_eq!(ways("", ""), 1);
    assert_eq!(ways(r#"{"id": "t1", "所述": "p1"}"#, ""), 0);
    let determined = |date: &str| {
        format!(
            r#", "determinations": [{{"term": "影响重大", "subject": {{"record": "p1"}}, "value": true,
            "authority": "水务局", "date": "{date}"}}]"#
        )
    };
    assert_eq!(ways("", &determined("2017-12-01")), 0);
    // It is left out, and names the record all the same.
    assert_eq!(ways("", &determined("2018-12-01")), 0);
    let discharged = r#", "discharges": [{"duty": "辖区巡护", "organ": "镇政府", "unit": "柳树镇", "act": "p1",
        "date": "2017-10-01"}]"#;
    assert_eq!(ways("", discharged), 0);
}
