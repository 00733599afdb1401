//! Keys, units and values that are wrong, case by case: the code and the path of every error.

use super::{TOWN, check, line, read_text, read_with, says, town, village, whole};
use crate::facts::FactLimits;
use crate::facts::testing::rivers;

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
        &town(r#""满意度": {"note": "初步", "date": "2017-12-31"}"#),
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
    let named = whole(
        r#""persons": [{"name": "甲", "organ": "镇政府", "unit": "柳镇", "office": "镇长", "from": "2017-01-01"}]"#,
    );
    let none = FactLimits {
        lookups: 0,
        ..limits
    };
    let (_, diagnostics) = read_with(&rivers(), &named, &none);
    let found: Vec<_> = diagnostics.iter().map(line).collect();
    assert_eq!(found, ["F0102 $.persons[0].unit"]);
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
