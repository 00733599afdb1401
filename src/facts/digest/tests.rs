//! The canonical form, for people to read.

use super::{Canonical, digest};
use crate::facts::testing::rivers;
use crate::facts::{Document, FactLimits, FactNames, FactStore, Tape, read};
use crate::program::Layout;

fn store(text: &str) -> FactStore {
    let model = rivers();
    let layout = Layout::new(&model);
    let names = FactNames::new(&model, &layout);
    let (limits, mut tape) = (FactLimits::default(), Tape::default());
    let document = Document::parse(text, &limits, &mut tape).unwrap();
    let (store, found) = read(&model, &layout, &names, document, &limits);
    store.unwrap_or_else(|| panic!("{found:?}"))
}

fn canonical(text: &str) -> String {
    let model = rivers();
    let layout = Layout::new(&model);
    let store = store(text);
    let mut canonical = Canonical::new(&store, &model, &layout, String::new());
    canonical.facts().unwrap();
    canonical.out
}

fn of(text: &str) -> String {
    let model = rivers();
    digest(&store(text), &model, &Layout::new(&model)).to_string()
}

const FACTS: &str = r#"{"format": "zeren.facts/1", "as_of": "2018-01-10", "period": "2017", "units": [
  {"level": "县", "name": "甲县", "治理期": "2年", "units": [
    {"level": "镇", "name": "柳镇", "满意度": {"value": "91%", "source": "抽样"}, "人数": 1e2, "简介": "沿\n河",
     "plans": {"巡河次数达标": 24}, "earlier": {"2016": {"人数": 90}, "2015": {"人数": 80.5}},
     "事故": [{"id": "r1", "事故程度": "重大", "日期": "2017-09-12", "行为人": "王某", "涉及事项": "巡河"},
              {"同一事故": "r1", "note": "夜间"}], "表彰": []}]}],
  "persons": [{"name": "王某", "organ": "镇政府", "unit": "柳镇", "office": "镇长", "from": "2016-05-01"}],
  "determinations": [{"term": "影响恶劣", "subject": {"record": "r1"}, "value": true, "authority": "县政府",
                      "date": "2018-01-09"}],
  "discharges": [{"duty": "巡河责任", "organ": "镇政府", "unit": "柳镇", "act": "r1"}]}"#;

#[test]
fn the_canonical_form_can_be_read() {
    let lines = canonical(FACTS);
    assert_eq!(lines.lines().collect::<Vec<_>>(), LINES);
}

const LINES: &[&str] = &[
    "facts 2018-01-10 2017",
    r#"unit "县" "甲县" - true"#,
    r#"metric "治理期" 24+0"#,
    r#"unit "镇" "柳镇" 0 false"#,
    r#"metric "满意度" 91 note "抽样" ? ?"#,
    r#"metric "人数" 100"#,
    r#"metric "简介" "沿\n河""#,
    r#"plan "巡河次数达标" 24"#,
    "earlier 2015",
    r#"metric "人数" 80.5"#,
    "earlier 2016",
    r#"metric "人数" 90"#,
    r#"list "事故""#,
    r#"record "r1""#,
    r#"field "事故程度" "重大""#,
    r#"field "日期" 2017-09-12"#,
    r#"field "行为人" person "王某""#,
    r#"field "涉及事项" "巡河""#,
    r#"record "甲县/柳镇/事故/2" note ? "夜间" ?"#,
    r#"field "同一事故" 0"#,
    r#"list "表彰""#,
    "persons",
    r#"person "王某" organ "镇政府" 1 "镇长" "镇长" 2016-05-01 ?"#,
    r#"determination "影响恶劣" 2018-01-09 "县政府" ? of record 0 is true"#,
    "discharges",
    r#"duty "巡河责任" organ "镇政府" 1 "r1" ?"#,
];

#[test]
fn how_facts_are_written_does_not_matter() {
    let other = FACTS
        .replace("1e2", "100.00")
        .replace("\"91%\"", "91")
        .replace("甲县", "\\u7532县")
        .replace(": ", " :\t")
        .replace(
            r#""level" :	"镇", "name" :	"柳镇","#,
            r#""name" :	"柳镇", "level" :	"镇","#,
        );
    assert_ne!(other, FACTS);
    assert_eq!(of(&other), of(FACTS));
}

/// `sha256sum` of the lines gives the same.
#[test]
fn the_digest_is_pinned() {
    let least =
        r#"{"format": "zeren.facts/1", "as_of": "2018-01-10", "period": "2017", "units": []}"#;
    // printf 'facts 2018-01-10 2017\n' | sha256sum
    assert_eq!(of(least), LEAST);
}

const LEAST: &str = "3dd948c8a19d78b16d3fc4168c47dd09d9a701656106413f7eb46e83a08c07aa";
