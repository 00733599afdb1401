//! What is said about broken texts: one snapshot in each language, the text first.

use super::*;

const BROKEN: &[&str] = &[
    "责任 甲 {\n  主体 镇政府\n  截至 期末\n  依据 第三条\n}",
    "责任 甲 {\n  主体 镇政府\n  截止\n  依据 第三条\n}",
    "责任 甲 {\n  主体 承担 直接责任\n  承担 直接责任 干 资金\n  截至 期末\n  依剧 第三条\n  涉及 甲\n}\n责任 乙 { 主体镇政府 }",
    "责任 甲 {\n  主体\n  承担 直接责任\n}",
    "责任 {\n  主体 甲 }",
    "责仁 甲 {\n  主体 甲 }\n责任 乙 { 主体 乙 截止 30 }",
    "责任 甲 {\n  主体 甲\n  依据 第三条 “开头\n\n责任 乙 {\n  主体 乙\n}\n目标 丙 { 标签 年度 }",
    "责任 甲 {\n  主体 甲\n  依据 第三条 \"开头\n  截止 期末\n  依据 第四条 \"结尾\"\n}",
    "责任 甲 {\n  主体 甲\n}}\n责任 乙 { 主体 (乙 } ”",
    "按 子 取 丑 {\n责任 甲 {\n  主体 甲\n责任 乙 {\n  主体 乙\n}\n}",
    "责任 甲 {\n  主体：甲；\n  截止 期末。\n}",
    "参数 甲 = 合计(金额)\n参数 乙 = 函数(金额)\n参数 丙 = 5 +\n参数 丁 = 3%%",
    "责任 甲 {\n  截止 2017年2月30日\n  截止 17年2月3日\n  截止 2017年13月1日\n}",
    "参数 甲 = 至少 99999999999 条 乙\n参数 乙 = 99999999999999999年\n参数 丙 = 1个月内 任一 乙 3日内",
    "目标 甲 { 要求 满意度不低于90% }\n目标 乙 { 每个村 要求 满意度 不低于90% }",
    "问责情形 甲 {\n  每个 经费违规 当 已核实 若 金额 超过\n  依据 第三条\n}",
    "责任 甲 { 主体 乙\n// 注释",
    "机构 甲 {\n  职务 镇长 { 称位 “镇长” }\n  层级 乡镇\n  指标 丙\n}",
    "duty a {\n  holdr b\n  due tomorrow\n  cite art three\n}",
    "责任 甲 { 依据 第百条 “…” }\n参数 “” = 1",
];

fn report(lang: Lang) -> String {
    let reports = BROKEN.iter().map(|text| {
        let parsed = parsed(text);
        let lines: String = parsed
            .diagnostics
            .iter()
            .map(|d| line(text, d, lang))
            .collect();
        format!("{text}\n--\n{lines}\n")
    });
    reports.collect()
}

#[test]
fn in_chinese() {
    insta::assert_snapshot!(report(Lang::Zh));
}

#[test]
fn in_english() {
    insta::assert_snapshot!(report(Lang::En));
}

/// The words of the declarations and properties that survive the errors around them.
#[test]
fn what_is_sound_stays_in_the_tree() {
    let text = "责任 甲 {\n  主体 镇政府\n  截至 期末\n  依据 第三条\n}\n责仁 乙 { 主体 丙 }\n责任 丁 { 单设\n  事项 戊 }";
    let parsed = parsed(text);
    assert_eq!(parsed.diagnostics.len(), 3);
    let kept: Vec<(&str, usize)> = parsed
        .file
        .items
        .iter()
        .map(|item| {
            (
                item.decl.name.as_ref().unwrap().text.as_str(),
                item.decl.props.len(),
            )
        })
        .collect();
    assert_eq!(kept, [("甲", 2), ("丁", 1)]);
}

#[test]
fn every_line_of_many_wrong_ones_is_reported_up_to_a_bound() {
    let lines = |count| {
        format!(
            "责任 甲 {{\n{}}}\n责任 乙 {{ 主体 丙 }}",
            "  错误 字句\n".repeat(count)
        )
    };
    assert_eq!(parsed(&lines(19)).diagnostics.len(), 19);
    let many = parsed(&lines(50));
    let last = many
        .diagnostics
        .iter()
        .filter(|d| d.code.as_str() == "E0106")
        .count();
    assert_eq!((many.diagnostics.len(), last), (21, 1));
    assert_eq!(many.file.items.len(), 1);
}

#[test]
fn every_code_has_a_title() {
    for text in BROKEN {
        for diagnostic in parsed(text).diagnostics.iter() {
            assert!(
                crate::code_info(diagnostic.code.as_str()).is_some(),
                "{}",
                diagnostic.code
            );
        }
    }
}
