//! Policies in a few lines and what is said of them. The cases stand in files by subject; each is set before
//! one small regulation, which is without fault.

mod model;
mod names;
mod places;
mod shares;
mod structure;
mod types;

use std::sync::LazyLock;

use super::{CheckOptions, SourceTexts, check};
use crate::diagnostic::Diagnostics;
use crate::model::Model;
use crate::source::{Source, SourceId, Sources};
use crate::syntax::ast::File;
use crate::syntax::{SyntaxLimits, parse};

/// A regulation on keeping rivers clean, invented for these tests.
const RIVERS: &str = r#"
法规 “青溪县河道管护责任办法” { 施行 2020年1月1日 原文 “办法.txt” }
解释 读法 { 问题 “怎样读” 选项 宽 “从宽” 选项 严 “从严” 取 宽 理由 “文意” 依据 第一条 }
层级 县 层级 镇 属于 县 层级 村 属于 镇
有序枚举 程度 { 轻微、一般、严重 }
枚举 违规行为 { 倾倒、侵占 }
枚举 河段类别 { 干流、支流 }
机构 县政府 { 层级 县 单设 }
机构 水务局 { 层级 县 上级 县政府 }
机构 镇政府 { 层级 镇 上级 县政府 职务 镇长 { 称谓 “乡镇长” 答 领导责任 依据 解释 读法 } }
类 县直部门 { 成员 水务局 依据 解释 读法 }
事项 河道管护 事项 清淤 属于 河道管护
承担种类 主体责任 { 依据 解释 读法 }
追究种类 领导责任 { 依据 解释 读法 }
责任对应 主体责任 → 领导责任 { 依据 解释 读法 }
指标 满意度 { 层级 镇 计量 % }
指标 清淤量 { 层级 村 计量 立方米 }
指标 投入 { 层级 镇 计量 万元 }
指标 类别 { 层级 村 计量 河段类别 }
指标 达标 { 层级 村 计量 是否 }
指标 河长数 { 层级 镇 计量 数 }
记录 违规 { 层级 镇、村 字段 行为种类：违规行为 字段 严重程度：程度 字段 发生日：日期 作 行为日期
  字段 核实：是否 字段 罚款：元 字段 相关事项：事项 字段 备注：文本 字段 当事人：行为人 }
记录 巡查 { 层级 镇 字段 合格：是否 字段 巡查日：日期 作 行为日期 }
不确定用语 偏低 { 用于 满意度 认定机关 水务局 依据 解释 读法 }
不确定用语 重大 { 用于 违规 认定机关 “县政府办公室” 依据 解释 读法 }
不确定用语 未尽责 { 用于 责任 认定机关 水务局 依据 解释 读法 }
不确定用语 合理比例 { 用于 满意度 认定机关 水务局 得出 % 依据 解释 读法 }
参数 警戒线 = 60% { 依据 解释 读法 }
目标 满意 { 每个 镇 要求 满意度 不低于 90% 截止 期末 标签 年度 事项 河道管护 依据 解释 读法 }
禁止 禁倒 { 主体 镇政府 行为 倾倒 见于 违规 按 行为种类 当 核实 事项 河道管护 依据 解释 读法 }
报告 年报 { 主体 镇政府 报送 县政府 每年 截止 期末 事项 河道管护 依据 解释 读法 }
责任 管河 { 主体 镇政府 承担 主体责任 于 河道管护 目标 满意 报告 年报 禁止 禁倒 依据 解释 读法 }
后果 问责 { 逐级 追究 领导责任 应当 机关 县政府 门槛 推定 依据 解释 读法 }
问责情形 (一) 违规情形 涉及 河道管护 { 每个 违规 当 核实 后果 问责 依据 解释 读法 }
"#;

/// Snippets, each with what is said of it.
type Cases<'a> = &'a [(&'a str, &'a [&'a str])];

fn cases(cases: Cases<'_>) {
    for (snippet, expected) in cases {
        case(snippet, expected);
    }
}

/// Checks a snippet set before the regulation: its diagnostics as lines of code and English message.
fn case(snippet: &str, expected: &[&str]) {
    let (_, diagnostics) = checked(snippet, &CheckOptions::default());
    assert_eq!(lines(&diagnostics), expected, "{snippet}");
}

fn lines(diagnostics: &Diagnostics) -> Vec<String> {
    diagnostics
        .iter()
        .map(|diagnostic| format!("{} {}", diagnostic.code, diagnostic.message.en))
        .collect()
}

fn checked(snippet: &str, options: &CheckOptions) -> (Option<Model>, Diagnostics) {
    let mut sources = Sources::new();
    let id = sources.push(Source::new("一.zeren", snippet));
    sources.push(Source::new("二.zeren", RIVERS));
    let parsed = parse(id, snippet, &SyntaxLimits::default());
    assert_eq!(lines(&parsed.diagnostics), [""; 0], "{snippet}");
    let mut texts = SourceTexts::new();
    texts.insert("办法.txt".into(), "第一条 河道归镇政府管护。\n".into());
    check(&[parsed.file, rivers()], &sources, &texts, options)
}

/// The regulation as the second file, parsed once.
fn rivers() -> File {
    static PARSED: LazyLock<File> =
        LazyLock::new(|| parse(SourceId(1), RIVERS, &SyntaxLimits::default()).file);
    PARSED.clone()
}

fn model(snippet: &str) -> Model {
    let (model, diagnostics) = checked(snippet, &CheckOptions::default());
    model.unwrap_or_else(|| panic!("{:#?}", lines(&diagnostics)))
}
