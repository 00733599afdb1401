//! What right facts become.

use super::{read_text, read_with};
use crate::arena::Id;
use crate::facts::testing::rivers;
use crate::facts::{Actor, CellNote, FactLimits, FactStore, Subject};
use crate::ids::{MetricId, RecordTypeId, TargetId};
use crate::program::Layout;
use crate::value::Value;

pub const FACTS: &str = r#"{
  "format": "zeren.facts/1", "as_of": "2018-01-10", "period": "2017", "note": "样例",
  "units": [{"level": "县", "name": "甲县", "满意度": 95.50, "治理期": "2年", "units": [
    {"level": "镇", "name": "柳镇",
     "满意度": {"value": "９１％", "source": "抽样调查", "note": "初步", "date": "2017-12-31"},
     "人数": 1200, "已公开": true, "完成日": "2017年12月1日", "水质指数": "3.25", "简介": "沿河",
     "plans": {"巡河次数达标": "24次"},
     "earlier": {"2016": {"满意度": "90%"}, "2015": {"人数": 1100}},
     "事故": [
       {"id": "r1", "事故程度": "重大", "日期": "2017-09-12", "行为人": "王某", "地点": "东村",
        "涉及事项": "巡河", "损失": "5万元", "已核实": true, "source": "通报", "note": "夜间"},
       {"id": "r2", "同一事故": "r1", "行为人": "镇政府"},
       {"同一事故": "r2", "行为人": {"organ": "镇政府", "office": "代镇长", "unit": "柳镇"}}],
     "表彰": [],
     "units": [{"level": "村", "name": "东村", "收入": 4.5, "村类别": "沿河村",
                "人数": {"value": 300, "date": "2018-02-01", "note": "事后统计"}}]},
    {"level": "镇", "name": "杨镇"}]}],
  "persons": [
    {"name": "王某", "organ": "镇政府", "unit": "柳镇", "office": "镇长", "from": "2016-05-01"},
    {"name": "李某", "organ": "省水利厅", "title": "专员", "from": "2016-05-01", "to": "2017-06-30"}],
  "determinations": [
    {"term": "满意度偏低线", "subject": {"unit": "柳镇", "metric": "满意度"}, "value": "90%", "authority": "省考核组", "date": "2017-03-01"},
    {"term": "满意度偏低线", "subject": {"unit": "柳镇", "metric": "满意度"}, "value": "92%", "authority": "省考核组", "date": "2017-05-01"},
    {"term": "影响恶劣", "subject": {"record": "r1"}, "value": true, "authority": "县政府", "date": "2018-01-11"},
    {"term": "影响恶劣", "subject": {"unit": "柳镇"}, "value": false, "authority": "县政府", "date": "2017-11-11"},
    {"term": "履职不力", "subject": {"duty": "巡河责任", "organ": "镇政府", "unit": "柳镇", "act": "r2"}, "value": false,
     "authority": "县政府", "date": "2017-11-11", "document": "县政发〔2017〕1号"}],
  "discharges": [{"duty": "巡河责任", "organ": "镇政府", "unit": "柳镇", "act": "target:群众满意@柳镇", "note": "已约谈"},
                 {"duty": "监管责任", "organ": "水务局", "unit": "甲县"},
                 {"duty": "指导责任", "organ": "省水利厅"}],
  "reports": [{"report": "巡河月报", "organ": "镇政府", "unit": "柳镇", "period": "2017-03", "date": "2017-04-02"}]
}"#;

fn store(text: &str) -> FactStore {
    let (store, diagnostics) = read_text(text);
    let found: Vec<_> = diagnostics.iter().map(super::line).collect();
    store.unwrap_or_else(|| panic!("{found:#?}"))
}

fn metric_value(store: &FactStore, unit: u32, metric: usize) -> Option<Value> {
    let layout = Layout::new(&rivers());
    let unit = store.unit(unit).unwrap();
    let slots = layout.level(unit.level).unwrap();
    let slot = slots.metric(MetricId::from_index(metric)).unwrap();
    store.unit_value(&layout, unit, unit.base, slot)
}

fn number(text: &str) -> Option<Value> {
    crate::number::Number::parse(text).ok().map(Value::Number)
}

#[test]
fn units_stand_in_preorder() {
    let store = store(FACTS);
    let units: Vec<_> = store
        .units
        .iter()
        .map(|unit| (store.name(unit), unit.parent(), unit.end, unit.units_known))
        .collect();
    assert_eq!(
        units,
        [
            ("甲县", None, 4, true),
            ("柳镇", Some(0), 3, true),
            ("东村", Some(1), 3, true),
            ("杨镇", Some(0), 4, false),
        ]
    );
}

#[test]
fn numbers_are_exact_and_in_base_units() {
    let store = store(FACTS);
    assert_eq!(metric_value(&store, 0, 0), number("95.5"));
    assert_eq!(metric_value(&store, 1, 0), number("91"));
    assert_eq!(metric_value(&store, 1, 3), number("3.25"));
    assert_eq!(metric_value(&store, 2, 2), number("45000"));
    let third = r#"{"format":"zeren.facts/1","as_of":"2018-01-10","period":"2017","units":[
        {"level":"县","name":"甲","units":[{"level":"镇","name":"乙",
         "水质指数":0.1000000000000000000000000000000000000001,"人数":1e2}]}]}"#;
    let store = self::store(third);
    assert_eq!(
        metric_value(&store, 1, 3),
        number("0.1000000000000000000000000000000000000001")
    );
    assert_eq!(metric_value(&store, 1, 1), number("100"));
}

#[test]
fn values_carry_their_sources_and_dates() {
    let store = store(FACTS);
    let layout = Layout::new(&rivers());
    let town = store.unit(1).unwrap();
    let slots = layout.level(town.level).unwrap();
    let cell = town.base + slots.metric(MetricId::from_index(0)).unwrap();
    let note = &store.rest().notes[&cell];
    assert_eq!(note.source.as_deref(), Some("抽样调查"));
    assert_eq!(note.note.as_deref(), Some("初步"));
    assert_eq!(note.date.unwrap().to_string(), "2017-12-31");
    let plan = slots.plan(TargetId::from_index(0)).unwrap();
    let value = |base, slot| store.unit_value(&layout, town, base, slot);
    assert_eq!(value(town.base, plan), number("24"));
    // Dated after the as-of date: not yet known, and its note is kept.
    assert_eq!(metric_value(&store, 2, 1), None);
    assert_eq!(store.rest().notes.len(), 2);
    let earlier = store.rest().earlier[&(1, crate::calendar::Period::parse("2016").unwrap())];
    let slot = slots.metric(MetricId::from_index(0)).unwrap();
    assert_eq!(value(earlier, slot), number("90"));
}

#[test]
fn a_note_alone_says_that_a_value_is_not_known() {
    let store = store(
        r#"{"format":"zeren.facts/1","as_of":"2018-01-10","period":"2017","units":[
        {"level":"县","name":"甲","满意度":{"note":"尚未统计"},"units":[{"level":"镇","name":"乙",
         "事故":[{"id":"r1","已核实":{"note":"正在核实"}}]}]}]}"#,
    );
    assert_eq!(metric_value(&store, 0, 0), None);
    let mut notes: Vec<_> = store.rest().notes.values().collect();
    notes.sort_by_key(|note| note.note.clone());
    let said = |note: &&CellNote| (note.source.clone(), note.note.clone(), note.date);
    let notes: Vec<_> = notes.iter().map(said).collect();
    assert_eq!(
        notes,
        [
            (None, Some("尚未统计".into()), None),
            (None, Some("正在核实".into()), None),
        ]
    );
}

#[test]
fn records_point_to_units_actors_and_their_act() {
    let store = store(FACTS);
    let model = rivers();
    let ids = (0..3).map(|record| store.record_id(&model, record).to_string());
    let ids: Vec<_> = ids
        .zip(&store.records)
        .map(|(id, r)| (id, r.unit, r.root))
        .collect();
    let own = |id: &str, unit| (id.to_owned(), unit, 0);
    assert_eq!(
        ids,
        [own("r1", 2), own("r2", 1), own("甲县/柳镇/事故/3", 1)]
    );
    let note = &store.rest().record_notes[&0];
    assert_eq!(note.source.as_deref(), Some("通报"));
    let town = store.unit(1).unwrap();
    let layout = Layout::new(&model);
    let slots = layout.level(town.level).unwrap();
    let list = |unit, of| store.list(store.unit(unit).unwrap(), slots.list(of).unwrap());
    let [accidents, praise] = [0, 1].map(RecordTypeId::from_index);
    assert_eq!(list(1, accidents), Some(0..3));
    assert_eq!(list(1, praise), Some(0..0));
    assert_eq!(list(3, accidents), None);
    let organ = crate::ids::OrganId::from_index(2);
    let office = crate::ids::OfficeId::from_index(0);
    assert_eq!(
        store.rest().actors,
        [
            Actor::Person("王某".into()),
            Actor::Organ(organ, Some(1)),
            Actor::Office(organ, office, Some(1)),
        ]
    );
    assert_eq!(store.field(&layout, 0, 7), number("50000"));
}

#[test]
fn the_latest_determination_is_in_force() {
    let store = store(FACTS);
    assert_eq!(store.rest().determinations.len(), 3);
    let (subject, latest) = store.rest().determinations.get_index(0).unwrap();
    assert!(matches!(subject.1, Subject::Metric(1, ..)));
    assert_eq!(Some(latest.value.clone()), number("92"));
    assert_eq!(store.rest().left_out_determinations.len(), 1);
    let Subject::Duty { act, .. } = &store.rest().determinations.get_index(2).unwrap().0.1 else {
        panic!("a duty");
    };
    assert_eq!(act.as_deref(), Some("r1"));
}

#[test]
fn discharges_reports_and_roster() {
    let store = store(FACTS);
    let rest = store.rest();
    let discharges = rest.discharges.as_ref().unwrap();
    assert_eq!(
        discharges[0].act.as_deref(),
        Some("target:群众满意@甲县/柳镇")
    );
    assert_eq!(discharges[2].unit, None);
    assert_eq!(rest.reports.as_ref().unwrap()[0].unit, Some(1));
    let persons: Vec<_> = store.persons().unwrap().collect();
    assert_eq!(
        (persons[0].title, persons[0].office.is_some()),
        ("镇长", true)
    );
    assert_eq!((persons[1].title, persons[1].office), ("专员", None));
    let bare = r#"{"format":"zeren.facts/1","as_of":"2018-01-10","period":"2017","units":[]}"#;
    let store = self::store(bare);
    let rest = store.rest();
    assert!(store.persons().is_none() && rest.discharges.is_none() && rest.reports.is_none());
}

#[test]
fn units_are_named_by_paths_where_names_repeat() {
    let text = r#"{"format":"zeren.facts/1","as_of":"2018-01-10","period":"2017","units":[
        {"level":"县","name":"柳","units":[
          {"level":"镇","name":"柳","units":[{"level":"村","name":"新村"}]},
          {"level":"镇","name":"杨","units":[{"level":"村","name":"新村"}]}]}],
        "persons":[
          {"name":"甲","organ":"镇政府","unit":"柳","office":"镇长","from":"2017-01-01"},
          {"name":"乙","organ":"村委会","unit":"杨/新村","office":"村主任","from":"2017-01-01"},
          {"name":"丙","organ":"县政府","office":"局长","from":"2017-01-01"}],
        "determinations":[{"term":"影响恶劣","subject":{"unit":"/柳/柳"},"value":true,
                           "authority":"县政府","date":"2017-02-01"}]}"#;
    let store = store(text);
    let units: Vec<_> = store.persons().unwrap().map(|p| p.unit).collect();
    assert_eq!(units, [Some(1), Some(4), Some(0)]);
}

#[test]
fn the_order_of_keys_changes_nothing() {
    let one = r#""事故":[{"id":"a"}],"表彰":[]"#;
    let two = r#""表彰":[],"事故":[{"id":"a"}]"#;
    let text = |lists| {
        format!(
            r#"{{"format":"zeren.facts/1","as_of":"2018-01-10","period":"2017","units":[
            {{"level":"县","name":"甲","units":[{{"level":"镇","name":"乙",{lists}}}]}}]}}"#
        )
    };
    let (one, two) = (store(&text(one)), store(&text(two)));
    assert_eq!(format!("{one:?}"), format!("{two:?}"));
}

#[test]
fn a_byte_order_mark_is_no_error() {
    let limits = FactLimits::default();
    let (store, _) = read_with(&rivers(), &format!("\u{feff}{FACTS}"), &limits);
    assert!(store.is_some());
}
