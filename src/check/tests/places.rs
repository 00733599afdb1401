//! What can be read and ranged over at a place.

use super::{Cases, cases};

#[test]
fn vague_terms() {
    cases(VAGUE_TERMS);
}

#[test]
fn metrics_definitions_and_domains_out_of_reach() {
    cases(METRICS_DEFINITIONS_AND_DOMAINS_OUT_OF_REACH);
}

#[test]
fn words_of_the_language_out_of_place() {
    cases(WORDS_OF_THE_LANGUAGE_OUT_OF_PLACE);
}

const VAGUE_TERMS: Cases<'_> = &[
    (
        "定义 甲 于 镇 = 满意度 为 偏低 且 投入 为 偏低",
        &["E0323 vague term `偏低` does not apply here"],
    ),
    (
        "定义 甲 于 镇 = 偏低",
        &["E0323 vague term `偏低` does not apply here"],
    ),
    (
        "定义 甲 于 镇 = 未尽责",
        &["E0323 vague term `未尽责` does not apply here"],
    ),
    (
        "定义 甲 于 镇 = 满意度 为 合理比例",
        &["E0324 vague term `合理比例` yields %, not a truth value"],
    ),
    (
        "表彰 甲 { 每个 指标 满意度 若 其值 超过 3% 对象 镇政府 须认定 合理比例 依据 解释 读法 }",
        &["E0324 vague term `合理比例` yields %, not a truth value"],
    ),
];

const METRICS_DEFINITIONS_AND_DOMAINS_OUT_OF_REACH: Cases<'_> = &[
    (
        "参数 甲 = 满意度 { 依据 解释 读法 }",
        &["E0312 metric `满意度` cannot be read here (there is no unit here)"],
    ),
    (
        "定义 甲 于 违规 = 满意度 低于 3%",
        &["E0312 metric `满意度` cannot be read here (level `镇`, `村`)"],
    ),
    (
        "定义 甲 于 村 = 满意度 低于 3%",
        &["E0312 metric `满意度` cannot be read here (level `村`)"],
    ),
    (
        "定义 甲 于 村 = 镇 的 满意度 低于 3% 且 县 的 满意度 低于 3%",
        &["E0312 metric `满意度` cannot be read here (level `县`)"],
    ),
    (
        "定义 甲 于 镇 = 村 的 达标",
        &["E0313 level `村` does not lie around this place (level `镇`)"],
    ),
    (
        "定义 甲 = 满意度 低于 3%",
        &["E0312 metric `满意度` cannot be read here (there is no unit here)"],
    ),
    (
        "定义 甲 于 村 = 存在 巡查",
        &["E0315 `巡查` cannot be ranged over from here (level `村`)"],
    ),
    (
        "定义 甲 于 县 = 存在 巡查 当 合格",
        &["E0315 `巡查` cannot be ranged over from here (level `县`)"],
    ),
    (
        "定义 甲 于 镇 = 四舍五入(达标, 2) 超过 3%",
        &["E0312 metric `达标` cannot be read here (level `镇`)"],
    ),
    (
        "定义 乙 于 村 = 达标 定义 甲 于 镇 = 乙",
        &["E0314 `乙` is defined for units of level `村`"],
    ),
    (
        "定义 甲 于 县 = 满意度 低于 3%",
        &["E0312 metric `满意度` cannot be read here (level `县`)"],
    ),
    (
        "定义 甲 于 县 = 存在 禁止 禁倒 当 已违反",
        &["E0315 these cannot be ranged over from here (level `县`)"],
    ),
    (
        "定义 甲 于 村 = 存在 目标 满意 当 未完成",
        &["E0315 targets cannot be ranged over from here (level `村`)"],
    ),
    (
        "禁止 甲 { 主体 镇政府 行为 倾倒 见于 违规 按 行为种类 当 罚款 适用 当 满意度 低于 3% 依据 解释 读法 }",
        &[
            "E0302 a condition must be true or false, but this is yuan",
            "E0312 metric `满意度` cannot be read here (level `镇`, `村`)",
        ],
    ),
    (
        "报告 甲 { 主体 镇政府 报送 县政府 适用 当 满意度 低于 3% 且 清淤量 低于 3元 截止 持续 依据 解释 读法 }",
        &[
            "E0312 metric `清淤量` cannot be read here (level `镇`)",
            "E0446 report `甲` cannot be due continuously",
        ],
    ),
];

const WORDS_OF_THE_LANGUAGE_OUT_OF_PLACE: Cases<'_> = &[
    (
        "定义 甲 于 镇 = 其值 低于 3%",
        &["E0320 `it` stands only where metrics are ranged over"],
    ),
    (
        "定义 甲 于 镇 = 计划 低于 3%",
        &[
            "E0321 `plan` stands only in the requirement of a target that names its plan, and not within a further domain",
        ],
    ),
    (
        "定义 甲 于 镇 = 未完成",
        &["E0322 `breached` is said of targets, reports or duties only"],
    ),
    (
        "定义 甲 于 镇 = 存在 禁止 当 未完成",
        &["E0322 `breached` is said of targets, reports or duties only"],
    ),
    (
        "定义 甲 于 镇 = 所有 村",
        &["E0444 `all` does not say what each must satisfy"],
    ),
    (
        "定义 甲 于 镇 = 存在 近 12个月 村",
        &["E0316 only records have dates, for `in the last`, `in the … before` or `at any time`"],
    ),
    (
        "定义 甲 于 镇 = 1个月内 至少 2 个 村 当 达标",
        &["E0316 only records fit within a span of time"],
    ),
    (
        "定义 甲 于 镇 = 1个月内 所有 违规 均 核实",
        &["E0316 `all` does not go with a sliding span of time"],
    ),
    (
        "定义 甲 于 镇 = 前 0年 每年 (满意度 低于 60%)",
        &["E0443 there is no year in the 0 years before"],
    ),
    (
        "问责情形 甲 涉及 清淤 { 每个 指标 满意度、投入 若 其值 低于 3% 后果 问责 依据 解释 读法 }",
        &["E0320 the type of `it` is not settled: metrics `满意度` and `投入` differ"],
    ),
    (
        "问责情形 甲 涉及 清淤 { 每个 指标 满意度 后果 问责 依据 解释 读法 }",
        &["E0447 a branch over metrics has no condition"],
    ),
    (
        "记录 丙 { 层级 镇 字段 合格：是否 } 定义 甲 于 镇 = 存在 近 3个月 丙",
        &[
            "W0502 record type `丙` has no act date, so every record counts as of the period",
            "E0316 record type `丙` has no act date to look through",
        ],
    ),
    (
        "问责情形 甲 涉及 清淤 { 每个 目标 标签 年度 若 其值 低于 3% 后果 问责 依据 解释 读法 }",
        &["E0320 `it` stands only where metrics are ranged over"],
    ),
];
