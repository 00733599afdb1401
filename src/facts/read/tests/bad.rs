//! What is wrong with facts, case by case: the code and the path of every error.

use super::{line, read_text, read_with};
use crate::facts::FactLimits;
use crate::facts::testing::rivers;
use crate::lang::Lang;

/// Facts with these members beside the units; 甲县 ▸ 柳镇 ▸ 东村.
fn whole(members: &str) -> String {
    facts(r#""满意度": "91%""#, "", members)
}

/// Facts with these members in the town.
fn town(members: &str) -> String {
    facts(members, "", "")
}

/// Facts with this record in the town.
fn record(members: &str) -> String {
    town(&format!(r#""事故": [{{"id": "r1", {members}}}]"#))
}

/// Facts with these members in the village.
fn village(members: &str) -> String {
    facts(r#""满意度": "91%""#, members, "")
}

fn facts(town: &str, village: &str, whole: &str) -> String {
    let comma = |text: &str| if text.is_empty() { "" } else { ", " }.to_owned() + text;
    format!(
        r#"{{"format": "zeren.facts/1", "as_of": "2018-01-10", "period": "2017", "units": [
{{"level": "县", "name": "甲县", "units": [
{{"level": "镇", "name": "柳镇", {town}, "units": [
{{"level": "村", "name": "东村"{}}}]}}]}}]{}}}"#,
        comma(village),
        comma(whole)
    )
}

fn check(text: &str, expected: &[&str]) {
    let (store, diagnostics) = read_text(text);
    let found: Vec<_> = diagnostics.iter().map(line).collect();
    assert_eq!(found, expected, "\n{text}\n{}", shown(text));
    assert!(store.is_none());
    assert!(diagnostics.iter().all(|d| d.path_position.is_some()));
}

fn shown(text: &str) -> String {
    let (_, diagnostics) = read_text(text);
    let sources = crate::source::Sources::new();
    crate::render_plain(diagnostics.as_slice(), &sources, Lang::Zh)
}

/// The first diagnostic as it is printed, in both languages.
fn says(text: &str, zh: &str, en: &str) {
    let (_, diagnostics) = read_text(text);
    let sources = crate::source::Sources::new();
    for (lang, expected) in [(Lang::Zh, zh), (Lang::En, en)] {
        let first = diagnostics.as_slice().get(..1).unwrap();
        let rendered = crate::render_plain(first, &sources, lang);
        assert_eq!(rendered.trim_end(), expected);
    }
}

const TOWN: &str = "$.units[0].units[0]";

#[test]
fn shape() {
    check(
        &town(r#""满意度": null"#),
        &[&format!("F0104 {TOWN}.满意度")],
    );
    check(&whole(r#""period": "2016""#), &["F0103 $.period"]);
    check(
        &town(r#""人数": 1, "人数": 2"#),
        &[&format!("F0103 {TOWN}.人数")],
    );
    check("[]", &["F0105 $"]);
    check(&whole(r#""person": []"#), &["F0106 $.person"]);
    check(&whole(r#""persons": {}"#), &["F0105 $.persons"]);
    check(&town(r#""事故": {}"#), &[&format!("F0105 {TOWN}.事故")]);
    check(&town(r#""事故": [1]"#), &[&format!("F0105 {TOWN}.事故[0]")]);
    check(r#"{"format": "zeren.facts/1", "#, &["F0101 $"]);
    check(r#"{"满意度": NaN}"#, &["F0101 $"]);
    check(r#"{"a": "\ud800"}"#, &["F0101 $"]);
}

#[test]
fn header() {
    check("{}", &["F0107 $", "F0107 $", "F0107 $", "F0107 $"]);
    let header = |format, as_of, period| {
        format!(r#"{{"format": {format}, "as_of": {as_of}, "period": {period}, "units": []}}"#)
    };
    let (format, date, period) = ("\"zeren.facts/1\"", "\"2018-01-10\"", "\"2017\"");
    check(
        &header("\"zeren.facts/2\"", date, period),
        &["F0108 $.format"],
    );
    check(&header("1", date, period), &["F0105 $.format"]);
    check(
        &header(format, "\"2018-02-30\"", period),
        &["F0109 $.as_of"],
    );
    check(&header(format, "20180110", period), &["F0105 $.as_of"]);
    check(&header(format, date, "\"2017-Q5\""), &["F0110 $.period"]);
    check(&header(format, date, "2017"), &["F0105 $.period"]);
    check(&header(format, date, "\"\""), &["F0113 $.period"]);
}

#[test]
fn keys() {
    check(
        &town(r#""满意率": "91%""#),
        &[&format!("F0106 {TOWN}.满意率")],
    );
    check(&town(r#""收入": 5"#), &[&format!("F0111 {TOWN}.收入")]);
    check(
        &village(r#""表彰": []"#),
        &[&format!("F0111 {TOWN}.units[0].表彰")],
    );
    check(
        &village(r#""人均收入": 5"#),
        &[&format!("F0112 {TOWN}.units[0].人均收入")],
    );
    check(
        &town(r#""巡河次数达标": "5次""#),
        &[&format!("F0106 {TOWN}.巡河次数达标")],
    );
    check(
        &town(r#""plans": {"群众满意": 5}"#),
        &[&format!("F0160 {TOWN}.plans.群众满意")],
    );
    check(
        &town(r#""earlier": {"2017": {}}"#),
        &[&format!("F0159 {TOWN}.earlier.2017")],
    );
    check(
        &town(r#""earlier": {"去年": {}}"#),
        &[&format!("F0110 {TOWN}.earlier.去年")],
    );
    check(
        &town(r#""earlier": {"2016": {}, "2016-01-01/2016-12-31": {}}"#),
        &[&format!(r#"F0103 {TOWN}.earlier["2016-01-01/2016-12-31"]"#)],
    );
    check(
        &town(r#""earlier": {"2016": {"事故": [], "满意": 3, "收入": 3}}"#),
        &[
            &format!("F0106 {TOWN}.earlier.2016.事故"),
            &format!("F0106 {TOWN}.earlier.2016.满意"),
            &format!("F0111 {TOWN}.earlier.2016.收入"),
        ],
    );
}

#[test]
fn units() {
    let units = |units: &str| {
        format!(
            r#"{{"format": "zeren.facts/1", "as_of": "2018-01-10", "period": "2017", "units": [{units}]}}"#
        )
    };
    check(
        &units(r#"{"level": "区", "name": "甲"}"#),
        &["F0120 $.units[0].level"],
    );
    check(
        &units(r#"{"level": "镇", "name": "甲"}"#),
        &["F0121 $.units[0].level"],
    );
    check(&units(r#"{"level": "县"}"#), &["F0107 $.units[0]"]);
    check(&units(r#"{"name": "甲"}"#), &["F0107 $.units[0]"]);
    check(
        &units(r#"{"level": "县", "name": "甲/乙"}"#),
        &["F0113 $.units[0].name"],
    );
    check(
        &units(r#"{"level": "县", "name": 5}"#),
        &["F0105 $.units[0].name"],
    );
    check(
        &units(r#"{"level": "县", "name": "甲", "units": [{"level": "村", "name": "乙"}]}"#),
        &["F0121 $.units[0].units[0].level"],
    );
    check(
        &units(r#"{"level": "县", "name": "甲", "units": [{"level": "县", "name": "甲"}]}"#),
        &["F0122 $.units[0].units[0].name"],
    );
    check(
        &units(
            r#"{"level": "县", "name": "甲", "units": [{"level": "镇", "name": "乙"}, {"level": "镇", "name": "乙"}]}"#,
        ),
        &["F0123 $.units[0].units[1].name"],
    );
    check(
        &units(r#"{"level": "县", "name": "甲"}, {"level": "县", "name": "乙"}"#),
        &["F0124 $.units[1]"],
    );
    check(
        &units(
            r#"{"level": "区", "name": "甲", "units": [{"level": "镇", "name": "乙", "人数": "多"}]}"#,
        ),
        &["F0120 $.units[0].level", "F0131 $.units[0].units[0].人数"],
    );
}

#[test]
fn quantities() {
    let one = |value: &str, code: &str| {
        check(
            &town(&format!(r#""满意度": {value}"#)),
            &[&format!("{code} {TOWN}.满意度")],
        );
    };
    one("\"91\"", "F0134");
    one("\"91分\"", "F0133");
    one("\"91个百分点\"", "F0133");
    one("\"91个百分比\"", "F0132");
    one("\"九成\"", "F0131");
    one("\"NaN\"", "F0131");
    one("\"1e999%\"", "F0132");
    one("1e999", "F0131");
    one("\"1,000%\"", "F0131");
    one("\"101%\"", "F0135");
    one("-0.5", "F0135");
    one("true", "F0105");
    check(
        &town(r#""满意度": {"value": "120%"}"#),
        &[&format!("F0135 {TOWN}.满意度.value")],
    );
}

#[test]
fn values() {
    let one = |key: &str, value: &str, code: &str| {
        check(
            &town(&format!(r#""{key}": {value}"#)),
            &[&format!("{code} {TOWN}.{key}")],
        );
    };
    one("人数", "-1", "F0135");
    one("水质指数", "\"3级\"", "F0132");
    one("水质指数", "\"3个\"", "F0133");
    one("已公开", "\"是\"", "F0105");
    one("已公开", "1", "F0105");
    one("完成日", "\"2017-02-29\"", "F0109");
    one("完成日", "20170228", "F0105");
    one("简介", "\" \"", "F0113");
    check(
        &village(r#""村类别": "沿河""#),
        &[&format!("F0136 {TOWN}.units[0].村类别")],
    );
    check(
        &town(r#""满意度": {"source": "抽样"}"#),
        &[&format!("F0107 {TOWN}.满意度")],
    );
    check(
        &town(r#""满意度": {"value": 91, "sorce": "抽样", "date": "昨天", "note": 1}"#),
        &[
            &format!("F0106 {TOWN}.满意度.sorce"),
            &format!("F0109 {TOWN}.满意度.date"),
            &format!("F0105 {TOWN}.满意度.note"),
        ],
    );
    check(
        &town(r#""满意度": {"最低": 91}"#),
        &[&format!("F0105 {TOWN}.满意度")],
    );
    check(
        &town(r#""满意度": {"value": {"value": 91}}"#),
        &[&format!("F0105 {TOWN}.满意度.value")],
    );
}

#[test]
fn records() {
    let one = |field: &str, value: &str, code: &str| {
        let expected = format!("{code} {TOWN}.事故[0].{field}");
        check(&record(&format!(r#""{field}": {value}"#)), &[&expected]);
    };
    one("程度", "\"重大\"", "F0106");
    one("事故程度", "\"特大\"", "F0136");
    one("涉及事项", "\"河道巡查\"", "F0137");
    one("地点", "\"西村\"", "F0140");
    one("行为人", "\"王某\"", "F0146");
    one("行为人", "\"局长\"", "F0146");
    one("行为人", "7", "F0105");
    one("同一事故", "\"r9\"", "F0147");
    check(
        &record(r#""同一事故": "r1""#),
        &[&format!("F0149 {TOWN}.事故[0]")],
    );
    one("损失", "\"2000000000元\"", "F0135");
    one("行为人", r#"{"organ": "村委会"}"#, "F0107");
    one("行为人", r#""村委会""#, "F0143");
    check(
        &record(r#""行为人": {"organ": "镇政府", "office": "书记"}"#),
        &[&format!("F0145 {TOWN}.事故[0].行为人.office")],
    );
    check(
        &town(r#""事故": [{"id": "a"}, {"id": "a"}]"#),
        &[&format!("F0148 {TOWN}.事故[1].id")],
    );
    check(
        &town(
            r#""事故": [{"id": "a", "同一事故": "b"}, {"id": "b", "又见": "a"}, {"同一事故": "a"}]"#,
        ),
        &[&format!("F0149 {TOWN}.事故[0]")],
    );
    check(
        &facts(
            r#""事故": [{"行为人": {"person": "李某"}}, {"行为人": {"person": "王某", "organ": "镇政府"}}]"#,
            "",
            r#""persons": [{"name": "王某", "organ": "镇政府", "unit": "柳镇", "office": "镇长", "from": "2017-01-01"}]"#,
        ),
        &[
            &format!("F0146 {TOWN}.事故[0].行为人.person"),
            &format!("F0105 {TOWN}.事故[1].行为人"),
        ],
    );
}

#[test]
fn persons() {
    let one = |person: &str, expected: &[&str]| {
        check(
            &whole(&format!(r#""persons": [{{"name": "甲", {person}}}]"#)),
            expected,
        );
    };
    one(
        r#""organ": "镇政府", "unit": "柳镇", "office": "书记", "from": "2017-01-01""#,
        &["F0145 $.persons[0].office"],
    );
    one(
        r#""organ": "镇政府办", "unit": "柳镇", "office": "镇长", "from": "2017-01-01""#,
        &["F0142 $.persons[0].organ"],
    );
    one(
        r#""organ": "镇政府", "unit": "东村", "office": "镇长", "from": "2017-01-01""#,
        &["F0144 $.persons[0].unit"],
    );
    one(
        r#""organ": "镇政府", "office": "镇长", "from": "2017-01-01""#,
        &["F0107 $.persons[0]"],
    );
    one(
        r#""organ": "省水利厅", "unit": "甲县", "title": "厅长", "from": "2017-01-01""#,
        &["F0143 $.persons[0].unit"],
    );
    one(
        r#""organ": "镇政府", "unit": "柳镇", "from": "2017-01-01""#,
        &["F0107 $.persons[0]"],
    );
    one(
        r#""organ": "镇政府", "unit": "柳镇", "office": "镇长", "from": "2017-01-01", "to": "2016-01-01""#,
        &["F0150 $.persons[0].to"],
    );
    one(
        r#""organ": "镇政府", "unit": "柳镇", "office": "镇长", "form": "2017-01-01""#,
        &["F0107 $.persons[0]", "F0106 $.persons[0].form"],
    );
}

#[test]
fn determinations() {
    let one = |determination: &str, expected: &[&str]| {
        check(
            &whole(&format!(r#""determinations": [{{{determination}}}]"#)),
            expected,
        );
    };
    let line = |subject: &str| {
        format!(
            r#""term": "满意度偏低线", "subject": {subject}, "value": "90%", "authority": "省考核组", "date": "2017-03-01""#
        )
    };
    one(
        r#""term": "偏低", "subject": {}, "value": 1, "authority": "县政府", "date": "2017-03-01""#,
        &["F0151 $.determinations[0].term"],
    );
    one(
        &line(r#"{"unit": "柳镇"}"#),
        &["F0153 $.determinations[0].subject"],
    );
    one(
        &line(r#"{"metric": "满意度"}"#),
        &["F0107 $.determinations[0].subject"],
    );
    one(
        &line(r#"{"unit": "柳镇", "metric": "人数"}"#),
        &["F0152 $.determinations[0].subject.metric"],
    );
    one(
        &line(r#"{"unit": "东村", "metric": "满意度"}"#),
        &["F0111 $.determinations[0].subject.metric"],
    );
    one(
        &line(r#"{"unit": "柳镇", "metric": "满意"}"#),
        &["F0162 $.determinations[0].subject.metric"],
    );
    one(
        &line(r#"{"record": "r1"}"#),
        &["F0147 $.determinations[0].subject.record"],
    );
    one(
        &line(r#"{"unit": "柳镇", "metric": "满意度", "duty": "巡河责任"}"#),
        &["F0153 $.determinations[0].subject.metric"],
    );
    one(
        &line(r#"{"unit": "柳镇", "metric": "满意度"}"#).replace("省考核组", "省考核办"),
        &["F0154 $.determinations[0].authority"],
    );
    one(
        &line(r#"{"unit": "柳镇", "metric": "满意度"}"#).replace("\"90%\"", "true"),
        &["F0105 $.determinations[0].value"],
    );
    one(
        r#""term": "影响恶劣", "subject": {"unit": "东村"}, "value": true, "authority": "县政府", "date": "2017-03-01""#,
        &["F0152 $.determinations[0].subject.unit"],
    );
    one(
        r#""term": "履职不力", "subject": {"duty": "巡河责任", "organ": "水务局", "unit": "甲县"}, "value": true, "authority": "县政府", "date": "2017-03-01""#,
        &["F0158 $.determinations[0].subject.organ"],
    );
    let subject = r#"{"unit": "柳镇", "metric": "满意度"}"#;
    let (a, b) = (line(subject), line(subject).replace("90%", "91%"));
    check(
        &whole(&format!(r#""determinations": [{{{a}}}, {{{a}}}, {{{b}}}]"#)),
        &["F0155 $.determinations[2]"],
    );
}

#[test]
fn conduct() {
    let one = |list: &str, entry: &str, expected: &[&str]| {
        check(&whole(&format!(r#""{list}": [{{{entry}}}]"#)), expected);
    };
    one(
        "discharges",
        r#""duty": "巡河", "organ": "镇政府", "unit": "柳镇""#,
        &["F0156 $.discharges[0].duty"],
    );
    one(
        "discharges",
        r#""duty": "巡河责任", "organ": "镇政府""#,
        &["F0107 $.discharges[0]"],
    );
    one(
        "discharges",
        r#""duty": "监管责任", "organ": "村委会", "unit": "东村""#,
        &["F0158 $.discharges[0].organ"],
    );
    one(
        "discharges",
        r#""duty": "巡河责任", "organ": "镇政府", "unit": "柳镇", "act": "r7""#,
        &["F0161 $.discharges[0].act"],
    );
    one(
        "discharges",
        r#""duty": "巡河责任", "organ": "镇政府", "unit": "柳镇", "act": "target:满意@柳镇""#,
        &["F0161 $.discharges[0].act"],
    );
    one(
        "reports",
        r#""report": "巡河日报", "organ": "镇政府", "unit": "柳镇", "date": "2017-02-01""#,
        &["F0157 $.reports[0].report"],
    );
    one(
        "reports",
        r#""report": "巡河月报", "organ": "县政府", "date": "2017-02-01""#,
        &["F0158 $.reports[0].organ"],
    );
    one(
        "reports",
        r#""report": "巡河月报", "organ": "镇政府", "unit": "柳镇", "period": "二月", "date": "2017-02-01""#,
        &["F0110 $.reports[0].period"],
    );
}

#[test]
fn ambiguous_units() {
    check(
        r#"{"format": "zeren.facts/1", "as_of": "2018-01-10", "period": "2017", "units": [
            {"level": "县", "name": "甲", "units": [
              {"level": "镇", "name": "乙", "units": [{"level": "村", "name": "新村"}]},
              {"level": "镇", "name": "丙", "units": [{"level": "村", "name": "新村"}]}]}],
            "persons": [{"name": "丁", "organ": "村委会", "unit": "新村", "office": "村主任", "from": "2017-01-01"}]}"#,
        &["F0141 $.persons[0].unit"],
    );
}

#[test]
fn limits_name_their_option() {
    let check = |limits: FactLimits, option: &str| {
        let (store, diagnostics) = read_with(&rivers(), &whole(r#""x": [[1]], "y": 2"#), &limits);
        let last = diagnostics.into_vec().pop().unwrap();
        assert!(store.is_none() && last.code.as_str() == "F0102");
        assert!(last.message.zh.contains(option) && last.message.en.contains(option));
    };
    let limits = FactLimits::default();
    check(
        FactLimits {
            bytes: 10,
            ..limits
        },
        "`bytes`",
    );
    check(FactLimits { depth: 2, ..limits }, "`depth`");
    check(FactLimits { nodes: 5, ..limits }, "`nodes`");
    check(
        FactLimits {
            errors: 1,
            ..limits
        },
        "`errors`",
    );
    let deep = "[".repeat(1_000_000);
    let (_, diagnostics) = read_text(&(deep.clone() + &"]".repeat(1_000_000)));
    assert_eq!(
        diagnostics.iter().map(line).collect::<Vec<_>>(),
        ["F0102 $"]
    );
    let (_, diagnostics) = read_text(&deep);
    assert_eq!(
        diagnostics.iter().map(line).collect::<Vec<_>>(),
        ["F0101 $"]
    );
}

#[test]
fn wording() {
    says(
        &town(r#""满意度": "91""#),
        "$.units[0].units[0].满意度:3:37: 错误[F0134]: `91` 没有写计量单位\n  帮助: 写作 `91%`",
        "$.units[0].units[0].满意度:3:37: error[F0134]: `91` has no unit of measure\n  help: write `91%`",
    );
    says(
        &town(r#""满意率": "91%""#),
        "$.units[0].units[0].满意率:3:30: 错误[F0106]: 没有名为 `满意率` 的键\n  帮助: 是不是 `满意度`",
        "$.units[0].units[0].满意率:3:30: error[F0106]: there is no key named `满意率`\n  help: did you mean `满意度`",
    );
    says(
        "{\n \"满意度\": NaN}",
        "$:2:9: 错误[F0101]: 事实不是 JSON：这里应当是一个值",
        "$:2:9: error[F0101]: the facts are not JSON: a value should stand here",
    );
    says(
        &village(r#""人均收入": 5"#),
        "$.units[0].units[0].units[0].人均收入:4:30: 错误[F0112]: 指标 `人均收入` 由公式算出，不用填写\n  帮助: 删去它",
        "$.units[0].units[0].units[0].人均收入:4:30: error[F0112]: the metric `人均收入` is computed, not given\n  help: leave it out",
    );
}
