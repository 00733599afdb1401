//! The codes of what is no error: what lints find, and what the check warns of. Those of errors stand in `catalog`.

use super::catalog::{CodeInfo, code};

/// In ascending order. Lints: of allowances, reach, uses, conditions and bounds, authority, quotes.
pub(super) const WARNINGS: &[CodeInfo] = &[
    code!("L0001", "多余的容许", "an allowance that nothing needs"),
    code!(
        "L0101",
        "没有情形可及的责任",
        "a duty that no trigger reaches"
    ),
    code!(
        "L0102",
        "落空也无情形的要求",
        "a requirement whose failure sets nothing off"
    ),
    code!(
        "L0103",
        "无人负责的问责情形",
        "a trigger that nobody answers for"
    ),
    code!("L0104", "没有人承担的事项", "a matter that nobody holds"),
    code!("L0105", "适用范围之外的主体", "a holder outside the scope"),
    code!(
        "L0106",
        "追究不到具体机构的类",
        "a class from which nobody is singled out"
    ),
    code!("L0201", "没有归口的指标", "a metric without an owner"),
    code!("L0202", "没有用到的指标", "a metric that nothing uses"),
    code!("L0203", "没有用到的参数", "a parameter that nothing uses"),
    code!("L0204", "没有用到的声明", "a declaration that nothing uses"),
    code!(
        "L0301",
        "永远不会成立的条件",
        "a condition that can never be true"
    ),
    code!(
        "L0302",
        "永远不会不成立的条件",
        "a condition that can never be false"
    ),
    code!(
        "L0303",
        "不能同时达到的要求",
        "requirements that contradict each other"
    ),
    code!("L0304", "同一界限两样说", "one bound held to in two ways"),
    code!("L0305", "各档之间的空当", "a gap between rows or tiers"),
    code!(
        "L0401",
        "没有决定机关的后果",
        "a consequence without an authority"
    ),
    code!("L0501", "略去否定的引文", "a quote that skips a negation"),
    code!("L0502", "略去例外的引文", "a quote that skips an exception"),
    // warnings of the check
    code!(
        "W0501",
        "以上、以下未写明含本数与否",
        "a bound neither included nor excluded",
    ),
    code!(
        "W0502",
        "记录没有行为日期",
        "a record type without an act date",
    ),
    code!("W0503", "没有用到计划数", "a plan that is not read"),
    code!(
        "W0504",
        "推定没有以解释为依据",
        "a presumption without an interpretation",
    ),
    code!(
        "W0505",
        "没有引用的后果",
        "a consequence that nothing leads to",
    ),
    code!(
        "W0506",
        "没有原文可核对",
        "no source text to check quotations against",
    ),
    code!(
        "W0507",
        "解释没有问题或者理由",
        "an interpretation without question or reason",
    ),
    code!(
        "W0508",
        "目标的层级与主体不符",
        "a target off the level of its holder",
    ),
    code!("W0509", "原因不涉及事项", "causes without a matter"),
    code!("W0510", "目标与指标同名", "a target named as a metric"),
    code!("W0511", "报告的主体不同", "a report owed by another"),
    code!("W0512", "到不了的机构", "an organ that no cause reaches"),
    code!(
        "W0601",
        "引文涵盖多句或者多项",
        "a quote covers several sentences or items",
    ),
];
