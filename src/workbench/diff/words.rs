//! What declarations, comparisons and effects are called.

use super::{BoundAt, BoundEffect, ChangeState};
use crate::assessment::Comparison;
use crate::lang::Lang;

/// Kinds of declarations, as keys, in Chinese and in English.
const KINDS: &[(&str, &str, &str)] = &[
    ("regulation", "法规", "regulation"),
    ("level", "层级", "level"),
    ("measure", "计量单位", "measure"),
    ("enumeration", "枚举", "enumeration"),
    ("organ", "机构", "organ"),
    ("class", "类", "class"),
    ("matter", "事项", "matter"),
    ("borne-kinds", "承担种类", "borne kinds"),
    ("pursued-kinds", "追究种类", "pursued kinds"),
    ("mapping", "责任对应", "mapping"),
    ("duty", "责任", "duty"),
    ("metric", "指标", "metric"),
    ("target", "目标", "target"),
    ("prohibition", "禁止", "prohibition"),
    ("report", "报告", "report"),
    ("record", "记录", "record"),
    ("vague-term", "不确定用语", "vague term"),
    ("parameter", "参数", "parameter"),
    ("definition", "定义", "definition"),
    ("table", "表", "table"),
    ("trigger", "问责情形", "trigger"),
    ("consequence", "后果", "consequence"),
    ("commendation", "表彰", "commendation"),
    ("interpretation", "解释", "interpretation"),
    ("scope", "适用范围", "scope"),
    ("non-operative", "宣示", "non-operative"),
    ("delegated", "转引", "delegated"),
    ("text", "原文", "text"),
];

/// What a kind of declaration is called.
pub fn kind(key: &'static str, lang: Lang) -> &'static str {
    let found = KINDS.iter().find(|(known, ..)| *known == key);
    found.map_or(key, |(_, zh, en)| lang.pick(zh, en))
}

/// What became of a declaration.
pub fn state(state: ChangeState, lang: Lang) -> &'static str {
    match state {
        ChangeState::Added => lang.pick("新增", "added"),
        ChangeState::Removed => lang.pick("删去", "removed"),
        ChangeState::Changed => lang.pick("修改", "changed"),
    }
}

/// What another bound does.
pub fn effect(effect: BoundEffect, lang: Lang) -> &'static str {
    match effect {
        BoundEffect::Tightened => lang.pick("要求收紧", "tightened"),
        BoundEffect::Loosened => lang.pick("要求放宽", "loosened"),
        BoundEffect::Narrowed => lang.pick("条件收窄", "condition narrowed"),
        BoundEffect::Widened => lang.pick("条件放宽", "condition widened"),
        BoundEffect::Depends => lang.pick("界限变动", "bound changed"),
    }
}

/// A bound in words.
pub fn bound(bound: &BoundAt, lang: Lang) -> String {
    let comparison = bound.comparison.map(|comparison| match comparison {
        Comparison::Less => lang.pick("低于", "below"),
        Comparison::AtMost => lang.pick("不超过", "at most"),
        Comparison::Equal => lang.pick("等于", "equal to"),
        Comparison::NotEqual => lang.pick("不等于", "not equal to"),
        Comparison::AtLeast => lang.pick("不低于", "at least"),
        Comparison::More => lang.pick("高于", "more than"),
    });
    match comparison {
        Some(words) => format!("{words} {}", bound.value),
        None => bound.value.to_string(),
    }
}
