//! Facts built in Rust are the facts that JSON would give, with the same errors.

use super::*;
use crate::diagnostic::{Diagnostics, Place};
use crate::facts::testing::rivers;
use crate::facts::{Document, FactLimits, FactNames, FactStore, Tape, read};
use crate::program::Layout;

fn village() -> UnitBuilder {
    UnitBuilder::new("村", "东村")
        .set("收入", "4万元")
        .earlier("2016", [("收入", "3.5万元")])
        .earlier("2016", [("人数", 300)])
        .no_records("事故")
}

fn town() -> UnitBuilder {
    UnitBuilder::new("镇", "柳镇")
        .set(
            "满意度",
            FactValue::from("91%")
                .source("抽样调查")
                .dated("2017-12-31"),
        )
        .set("人数", 5)
        .set("已公开", true)
        .plan("巡河次数达标", "24次")
        .record(
            "事故",
            RecordBuilder::new()
                .id("r1")
                .set("事故程度", "重大")
                .set("行为人", FactValue::office("镇政府", "镇长"))
                .note("夜间"),
        )
        .record("事故", RecordBuilder::new().set("同一事故", "r1"))
        .unit(village())
}

fn facts(town: UnitBuilder) -> FactsBuilder {
    FactsBuilder::new("2018-01-10", "2017")
        .unit(UnitBuilder::new("县", "甲县").unit(town))
        .person(
            PersonBuilder::new("王某", "镇政府")
                .unit("柳镇")
                .office("镇长")
                .from("2016-05-01"),
        )
        .determination(
            DeterminationBuilder::new("满意度偏低线", "90%", "省考核组", "2017-03-01")
                .on_metric("柳镇", "满意度")
                .document("考〔2017〕3号"),
        )
        .determination(
            DeterminationBuilder::new("履职不力", false, "县政府", "2017-03-01")
                .on_duty("巡河责任", "镇政府")
                .on_unit("柳镇")
                .act("r1"),
        )
        .discharge(
            DischargeBuilder::new("巡河责任", "镇政府")
                .unit("柳镇")
                .note("已约谈"),
        )
        .report(
            ReportBuilder::new("巡河月报", "镇政府", "2017-04-02")
                .unit("柳镇")
                .period("2017-03"),
        )
}

/// What the builder makes, written by hand.
const WRITTEN: &str = r#"{"format": "zeren.facts/1", "as_of": "2018-01-10", "period": "2017",
 "units": [{"level": "县", "name": "甲县", "units": [{
   "level": "镇", "name": "柳镇", "人数": 5, "已公开": true, "plans": {"巡河次数达标": "24次"},
   "满意度": {"value": "91%", "date": "2017-12-31", "source": "抽样调查"},
   "事故": [{"id": "r1", "事故程度": "重大", "行为人": {"organ": "镇政府", "office": "镇长"}, "note": "夜间"}, {"同一事故": "r1"}],
   "units": [{"level": "村", "name": "东村", "收入": "4万元", "earlier": {"2016": {"收入": "3.5万元", "人数": 300}}, "事故": []}]}]}],
 "persons": [{"name": "王某", "organ": "镇政府", "unit": "柳镇", "office": "镇长", "from": "2016-05-01"}],
 "determinations": [
   {"term": "满意度偏低线", "subject": {"unit": "柳镇", "metric": "满意度"}, "value": "90%", "authority": "省考核组", "date": "2017-03-01", "document": "考〔2017〕3号"},
   {"term": "履职不力", "subject": {"duty": "巡河责任", "organ": "镇政府", "unit": "柳镇", "act": "r1"}, "value": false, "authority": "县政府", "date": "2017-03-01"}],
 "discharges": [{"duty": "巡河责任", "organ": "镇政府", "unit": "柳镇", "note": "已约谈"}],
 "reports": [{"report": "巡河月报", "organ": "镇政府", "unit": "柳镇", "period": "2017-03", "date": "2017-04-02"}]}"#;

fn read_unplaced(json: &str) -> (Option<FactStore>, Diagnostics) {
    let model = rivers();
    let layout = Layout::new(&model);
    let names = FactNames::new(&model, &layout);
    let (limits, mut tape) = (FactLimits::default(), Tape::default());
    let document = Document::parse(json, &limits, &mut tape).unwrap();
    read(&model, &layout, &names, document.unplaced(), &limits)
}

#[test]
fn the_same_as_json() {
    let (built, _) = read_unplaced(&facts(town()).to_json());
    let (written, _) = read_unplaced(WRITTEN);
    let shown = |store: Option<FactStore>| {
        let store = store.unwrap();
        let earlier: Vec<_> = store.rest().earlier.iter().collect();
        format!("{:?} {:?} {earlier:?}", store.units, store.records)
    };
    assert_eq!(shown(built.clone()), shown(written.clone()));
    let (built, written) = (built.unwrap(), written.unwrap());
    let layout = Layout::new(&rivers());
    let values = |store: &FactStore| -> Vec<_> {
        let cells = store.cells(&layout).into_iter();
        cells
            .map(|(cell, packing)| packing.map(|packing| store.value(cell, 0, packing)))
            .collect()
    };
    assert_eq!(values(&built), values(&written));
    let rest = |store: &FactStore| {
        let rest = store.rest();
        format!(
            "{:?} {:?} {:?}",
            rest.determinations, rest.discharges, rest.reports
        )
    };
    assert_eq!(rest(&built), rest(&written));
}

#[test]
fn the_same_errors_as_json() {
    let wrong = town().set("满意度", "91").set("人数", "5户").no_units();
    let json = facts(wrong).no_reports().into_json();
    let (store, diagnostics) = read_unplaced(&json);
    assert!(store.is_none());
    let found: Vec<_> = diagnostics
        .iter()
        .map(|d| match &d.place {
            Place::Path(path) => format!("{} {path}", d.code),
            _ => String::new(),
        })
        .collect();
    let town = "$.units[0].units[0]";
    assert_eq!(
        found,
        [
            format!("F0103 {town}.满意度"),
            format!("F0103 {town}.人数"),
            format!("F0134 {town}.满意度"),
            format!("F0133 {town}.人数"),
        ]
    );
    assert!(diagnostics.iter().all(|d| d.path_position.is_none()));
}

#[test]
fn nothing_is_not_unknown() {
    let json = FactsBuilder::new("2018-01-10", "2017")
        .no_units()
        .no_persons()
        .no_determinations()
        .no_discharges()
        .note("空")
        .to_json();
    assert_eq!(
        json,
        r#"{"format":"zeren.facts/1","as_of":"2018-01-10","period":"2017","note":"空","units":[],"persons":[],"determinations":[],"discharges":[]}"#
    );
}
