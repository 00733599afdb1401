//! What can be written, in both languages.

use serde_json::json;

use super::*;
use crate::source::Span;

#[test]
fn both_languages_give_the_same_tree() {
    let (zh, en) = (
        tree(include_str!("zh.policy")),
        tree(include_str!("en.policy")),
    );
    let (zh, en) = (zh.as_array().unwrap(), en.as_array().unwrap());
    for (zh, en) in zh.iter().zip(en) {
        assert_eq!(zh, en, "{zh:#}\n{en:#}");
    }
    assert_eq!(zh.len(), en.len());
}

/// Every declaration and every property occurs in the pair of files above.
#[test]
fn the_files_of_both_languages_leave_nothing_out() {
    let printed = tree(include_str!("zh.policy")).to_string();
    let grammar = [
        include_str!("../ast/mod.rs"),
        include_str!("../ast/prop.rs"),
        include_str!("../ast/part.rs"),
    ]
    .concat();
    let variants = |of: &str| -> Vec<String> {
        let body = grammar.split(of).nth(1).unwrap();
        let body = body.split("\n}").next().unwrap();
        let lines = body.lines().map(str::trim);
        let lines = lines.filter(|line| line.starts_with(char::is_uppercase));
        let names = lines.map(|line| line.split(|c: char| !c.is_alphanumeric()).next().unwrap());
        names.map(str::to_owned).collect()
    };
    for of in [
        "pub enum DeclKind {",
        "pub enum PropKind {",
        "pub enum TypeRefKind {",
    ] {
        for variant in variants(of) {
            assert!(printed.contains(&format!("\"{variant}\"")), "{variant}");
        }
    }
}

/// The one property in the body of a declaration.
fn prop(body: &str) -> Value {
    let mut tree = tree(&format!("责任 甲 {{ {body} }}"));
    tree.pointer_mut("/0/decl/props/0/kind").unwrap().take()
}

/// The value of a parameter.
fn value(expr: &str) -> Value {
    let mut tree = tree(&format!("参数 甲 = {expr}"));
    tree.pointer_mut("/0/decl/kind/Parameter/value/kind")
        .unwrap()
        .take()
}

#[test]
fn addresses_of_clauses() {
    let article = |clause: &str| {
        let mut prop = prop(&format!("依据 {clause}"));
        let mut clause = prop.pointer_mut("/Cite/0/target/Clause").unwrap().take();
        let quote = clause["quote"]["text"].take();
        let article = clause["clause"]["Article"].take();
        assert!(article.is_object(), "{clause}");
        let part = |name: &str| article[name].as_str().unwrap_or("-").to_owned();
        let parts = ["article", "heading", "paragraph", "item", "subitem"].map(part);
        format!("{} “{}”", parts.join(" "), quote.as_str().unwrap_or("-"))
    };
    for (written, expected) in [
        ("第三条", "3 - - - - “-”"),
        ("第二十七条第(二)项 “违反”", "27 - - 2 - “违反”"),
        ("第二十七条第（二）项", "27 - - 2 - “-”"),
        ("第 27 条 第 2 项", "27 - - 2 - “-”"),
        ("第２７条第二款第(a)项第3目", "27 - 2 a 3 “-”"),
        ("第一百零三条第十款", "103 - 10 - - “-”"),
        (
            "第十六条 “水利局、环保局” 第1项 “巡查”",
            "16 水利局、环保局 - 1 - “巡查”",
        ),
        ("第十六条 水利局 “巡查”", "16 水利局 - - - “巡查”"),
        ("第十六条 水利局 第二款", "16 水利局 2 - - “-”"),
        ("第三条 “他说“好”的”", "3 - - - - “他说“好”的”"),
        (
            "第三条 \"a \\\"b\\\" \\\\ \\n\"",
            "3 - - - - “a \"b\" \\ \\n”",
        ),
        ("第三条 「甲「乙」」", "3 - - - - “甲「乙」”"),
        ("第三条 ＂甲＂", "3 - - - - “甲”"),
        ("art 27 item 2", "27 - - 2 - “-”"),
        (
            "Article 27 Para 3 Item (b) Subitem 4 \"x\"",
            "27 - 3 b 4 “x”",
        ),
        ("art.27", "27 - - - - “-”"),
        ("§27", "27 - - - - “-”"),
        ("art 16 heading water item 1", "16 water - 1 - “-”"),
    ] {
        assert_eq!(article(written), expected, "{written}");
    }
    // A property after a citation without words is no heading.
    let tree = tree("责任 甲 { 依据 第三条 依据 第四条 “甲” }\n转引 { 依据 第五条 文件 “乙” }");
    assert_eq!(tree[0]["decl"]["props"].as_array().unwrap().len(), 2);
    assert_eq!(tree[1]["decl"]["props"].as_array().unwrap().len(), 2);
}

#[test]
fn dates_and_lengths_of_time() {
    for written in [
        "2017年8月1日",
        "2017 年 8 月 1 日",
        "２０１７年８月１日",
        "2017-08-01",
        "2017-8-1",
        "2017－08－01",
    ] {
        let due = prop(&format!("截止 {written}"));
        assert_eq!(
            due,
            json!({"Due": {"kind": {"On": "2017-08-01"}}}),
            "{written}"
        );
    }
    for (written, months, days) in [
        ("30日", 0, 30),
        ("30 天", 0, 30),
        ("2周", 0, 14),
        ("6个月", 6, 0),
        ("6 月", 6, 0),
        ("2年", 24, 0),
        ("1 Year", 12, 0),
        ("3 weeks", 0, 21),
    ] {
        let expected = json!({"Duration": {"months": months, "days": days}});
        assert_eq!(value(written), expected, "{written}");
    }
    assert_eq!(
        prop("截止 期末 后 30日"),
        prop("due 30 days after period end")
    );
}

#[test]
fn numbers_with_units() {
    for (written, number, unit) in [
        ("3%", "3", Some("%")),
        ("３．５％", "3.5", Some("%")),
        ("3 %", "3", Some("%")),
        ("2‰", "2", Some("‰")),
        ("5万元", "5", Some("万元")),
        ("5 万元", "5", Some("万元")),
        ("20 km", "20", Some("km")),
        ("5个百分点", "5", Some("个百分点")),
        ("5㎡", "5", Some("㎡")),
        ("100", "100", None),
        ("5日元", "5", Some("日元")),
        ("1年级", "1", Some("年级")),
    ] {
        let expected = json!({"Quantity": {"number": number, "unit": unit}});
        assert_eq!(value(written), expected, "{written}");
    }
}

#[test]
fn bounds_and_what_is_said_of_them() {
    for (written, above, kind, number) in [
        ("贷款额 5万元以下（含）", false, "Inclusive", "5"),
        ("贷款额 5万元以下（含5万元）", false, "Inclusive", "5"),
        ("贷款额 5万元以下(含本数)", false, "Inclusive", "5"),
        ("贷款额 5万元以下（不含）", false, "Exclusive", "5"),
        ("贷款额 5万元以下（ 不含 5万元 ）", false, "Exclusive", "5"),
        ("比例 3%以上", true, "Bare", "3"),
        ("比例 达到 3% 以上", true, "Bare", "3"),
        ("比例 在 3%以上", true, "Bare", "3"),
        ("人数 3以上", true, "Bare", "3"),
    ] {
        let bound = value(written);
        assert_eq!(bound["Bound"]["above"], above, "{written}");
        assert_eq!(bound["Bound"]["kind"], kind, "{written}");
        let right = &bound["Bound"]["right"]["kind"]["Quantity"]["number"];
        assert_eq!(right, number, "{written}");
    }
    assert!(value("年限 3年以上")["Bound"]["right"]["kind"]["Duration"].is_object());
    assert!(value("比例 在 警戒线 以下")["Bound"]["right"]["kind"]["Name"].is_object());
}

#[test]
fn names_of_enclosing_units() {
    let expected = json!({"Name": {
        "name": {"text": "收入", "quoted": false},
        "of": {"text": "乡镇", "quoted": false},
    }});
    assert_eq!(value("乡镇 的 收入"), expected);
    assert_eq!(value("收入 of 乡镇"), expected);
    let holder = prop("主体 镇政府 的 镇长");
    assert_eq!(
        holder["Holder"]["parties"][0]["party"]["office"]["text"],
        "镇长"
    );
    assert_eq!(holder, prop("holder 镇长 of 镇政府"));
}

#[test]
fn windows_and_quantifiers() {
    for (written, expected) in [
        (
            "存在 甲 近12个月",
            json!({"Last": {"months": 12, "days": 0}}),
        ),
        (
            "存在 甲 近 12个月 内",
            json!({"Last": {"months": 12, "days": 0}}),
        ),
        (
            "存在 近 30日 甲",
            json!({"Last": {"months": 0, "days": 30}}),
        ),
        (
            "any a in the last 12 months",
            json!({"Last": {"months": 12, "days": 0}}),
        ),
        (
            "存在 甲 前2年",
            json!({"Before": {"months": 24, "days": 0}}),
        ),
        (
            "any a in the 2 years before",
            json!({"Before": {"months": 24, "days": 0}}),
        ),
        ("存在 历次 甲", json!("AnyTime")),
        (
            "存在 目标 近 12个月",
            json!({"Last": {"months": 12, "days": 0}}),
        ),
        ("存在 目标 甲", Value::Null),
    ] {
        assert_eq!(
            value(written)["Quantified"]["domain"]["window"],
            expected,
            "{written}"
        );
    }
    let within = json!({"duration": {"months": 1, "days": 0}});
    for written in [
        "1个月内 至少 2 条 甲 当 乙",
        "1 个月 之内 至少 2 甲 当 乙",
        "至少 2 条 甲 当 乙 1个月内",
        "at least 2 甲 where 乙 within 1 month",
        "within 1 month at least 2 甲 where 乙",
    ] {
        let all = value(written);
        assert_eq!(
            all["Quantified"]["quantifier"],
            json!({"AtLeast": 2}),
            "{written}"
        );
        assert_eq!(all["Quantified"]["within"], within, "{written}");
        assert_eq!(
            all["Quantified"]["filter"]["kind"]["Name"]["name"]["text"], "乙",
            "{written}"
        );
    }
}

#[test]
fn operators_bind_as_usual() {
    for (flat, bracketed) in [
        ("甲 或 乙 且 丙", "甲 或 (乙 且 丙)"),
        ("非 甲 且 乙", "(非 甲) 且 乙"),
        ("甲 + 乙 * 丙 >= 丁", "(甲 + (乙 * 丙)) >= 丁"),
        ("甲 - 乙 - 丙", "甲 - 乙 - 丙"),
        ("-甲 * 乙", "(-甲) * 乙"),
        ("甲 / 乙 无法计算时 1 > 2", "((甲 / 乙) 无法计算时 1) > 2"),
        (
            "所有 村 均 甲 且 乙 或 没有 丙",
            "(所有 村 均 (甲 且 乙)) 或 (没有 丙)",
        ),
        ("存在 村 当 甲 且 存在 丙", "(存在 村 当 甲) 且 (存在 丙)"),
    ] {
        assert_eq!(value(flat), value(bracketed), "{flat}");
    }
    // Signs in a row cancel in pairs; two are kept.
    assert_eq!(value("非 非 非 甲"), value("非 甲"));
    assert_eq!(value("非 非 非 非 甲"), value("非 (非 甲)"));
    assert_ne!(value("非 非 甲"), value("甲"));
}

#[test]
fn a_keyword_is_a_name_in_quotes_only() {
    let acts = prop("事项 “行为”、“duty”");
    assert_eq!(acts["Matters"][0], json!({"text": "行为", "quoted": true}));
    for (text, under) in [
        ("责任 甲 { 事项 行为 }", "行为"),
        ("责任 甲 { 事项 Duty }", "Duty"),
        ("责任 类 { }", "类"),
    ] {
        let errors = listed(text, &parsed(text));
        assert!(errors.starts_with(&format!("E0102 1[{under}]")), "{errors}");
        let quoted = text.replace(
            under,
            if under.is_ascii() {
                "\"Duty\""
            } else {
                "“行为”"
            },
        );
        assert!(parsed(&quoted).diagnostics.is_empty(), "{quoted}");
    }
}

#[test]
fn blocks_under_a_choice_are_flattened() {
    let tree = tree(
        "按 甲 取 乙 { given 丙 = 丁 { 责任 戊 { 单位数 } } }"
            .replace("单位数", "按 子 取 丑 { 事项 己 }")
            .as_str(),
    );
    let given = tree[0]["given"].as_array().unwrap();
    assert_eq!(given.len(), 2);
    assert_eq!(given[1]["choice"]["text"], "丁");
    let prop = &tree[0]["decl"]["props"][0];
    assert_eq!(prop["given"][0]["interpretation"]["text"], "子");
    let deep = format!(
        "{}参数 甲 = 1{}",
        "按 甲 取 乙 { ".repeat(9),
        " }".repeat(9)
    );
    assert!(listed(&deep, &parsed(&deep)).starts_with("E0105"));
}

#[test]
fn spans_cover_what_was_written_and_no_more() {
    let text = "// 一\n责任 甲 { // 二\n  主体 乙 ; // 三\n  事项 丙\n\n}\n／／ 四";
    let parsed = parsed(text);
    let under = |span: Span| text.get(span.start as usize..span.end as usize).unwrap();
    let comments: Vec<&str> = parsed
        .file
        .comments
        .iter()
        .map(|c| c.text.as_str())
        .collect();
    assert_eq!(comments, ["一", "二", "三", "四"]);
    assert_eq!(under(parsed.file.comments[1].span), "// 二");
    let decl = &parsed.file.items[0].decl;
    assert_eq!(under(decl.keyword), "责任");
    assert!(under(decl.span).starts_with("责任 甲") && under(decl.span).ends_with('}'));
    let props: Vec<&str> = decl.props.iter().map(|prop| under(prop.span)).collect();
    assert_eq!(props, ["主体 乙", "事项 丙"]);
}
