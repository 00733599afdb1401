//! References that lead nowhere, case by case: the code and the path of every error.

use super::{TOWN, check, facts, record, town, whole};

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
