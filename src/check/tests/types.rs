//! Types and units.

use super::{Cases, cases};

#[test]
fn what_is_well_typed() {
    cases(WHAT_IS_WELL_TYPED);
}

#[test]
fn values_of_enumerations() {
    cases(VALUES_OF_ENUMERATIONS);
}

#[test]
fn operands() {
    cases(OPERANDS);
}

#[test]
fn wrong_types() {
    cases(WRONG_TYPES);
}

const WHAT_IS_WELL_TYPED: Cases<'_> = &[
    ("参数 甲 = 一般 { 依据 解释 读法 }", &[]),
    ("定义 甲 于 镇 = 满意度 - 上年 满意度 超过 3个百分点", &[]),
    ("定义 甲 于 镇 = 投入 × 满意度 超过 3元", &[]),
    ("定义 甲 于 镇 = 投入 占 上年 投入 超过 3%", &[]),
    ("定义 甲 于 镇 = 投入 / 上年 投入 超过 3", &[]),
    ("定义 甲 于 违规 = 严重程度 不低于 一般", &[]),
    (
        "定义 甲 于 违规 = 发生日 + 1年 早于 基准日 且 基准日 - 发生日 超过 30日",
        &[],
    ),
    ("定义 甲 于 镇 = 所有 村 均 达标", &[]),
    ("定义 甲 于 镇 = 存在 所辖 违规 当 严重程度 为 严重", &[]),
    ("定义 甲 于 镇 = 1个月内 至少 2 条 违规 当 核实", &[]),
    (
        "定义 甲 于 镇 = 合计(罚款 于 违规 当 核实) 超过 3万元 且 占比(核实 于 违规) 超过 3%",
        &[],
    ),
    ("定义 甲 于 镇 = 前 2年 每年 (满意度 低于 60%)", &[]),
    (
        "定义 甲 于 镇 = 投入 5万元以下（含） 且 投入 3万元以上（不含）",
        &[],
    ),
    ("定义 甲 于 违规 = 重大 且 违规 为 重大", &[]),
    ("定义 甲 于 镇 = 满意度 低于 合理比例", &[]),
    ("定义 甲 于 镇 = 满意度 不为 偏低", &[]),
    (
        "问责情形 甲 涉及 清淤 { 每个 指标 满意度 若 其值 为 偏低 且 其值 低于 警戒线 后果 问责 依据 解释 读法 }",
        &[],
    ),
    ("定义 甲 于 村 = 存在 禁止 禁倒 当 已违反", &[]),
    ("定义 甲 于 镇 = 存在 责任 管河 当 未完成", &[]),
    (
        "定义 甲 于 镇 = 存在 所辖 指标 清淤量 当 其值 低于 3立方米",
        &[],
    ),
    (
        "定义 甲 于 镇 = 存在 目标 满意 当 满意度 低于 3% 且 未完成",
        &[],
    ),
    ("定义 甲 于 镇 = 满意度 无法计算时 0% 低于 3%", &[]),
    (
        "参数 甲 = 警戒线 + 5个百分点 { 依据 解释 读法 } 参数 乙 = -3元 { 依据 解释 读法 }",
        &[],
    ),
    ("定义 甲 于 镇 = 30% × 河长数 超过 3", &[]),
    ("定义 甲 于 镇 = 投入 / 河长数 超过 3万元", &[]),
    (
        "指标 甲 { 层级 镇 计量 % 计算 河长数 占 (河长数 + 上年 河长数) }",
        &[],
    ),
    ("按 读法 取 宽 { 指标 甲 { 层级 镇 计量 % } }", &[]),
    (
        "目标 甲 { 每个 村 当 类别 为 干流 要求 达标 适用 当 镇 的 满意度 低于 警戒线 总体 清淤量 截止 期末 后 30日 依据 解释 读法 }",
        &[],
    ),
    (
        "表 甲 于 村 { 当 类别 为 干流 则 3% 否则 5% } 目标 乙 { 每个 村 要求 甲 低于 4% 截止 持续 依据 解释 读法 }",
        &[],
    ),
    (
        "表彰 甲 { 每个 违规 对象 行为人 须认定 重大 依据 解释 读法 }",
        &[],
    ),
    (
        "后果 甲 { 追究 领导责任 门槛 当 罚款 超过 3元 依据 解释 读法 } 问责情形 乙 涉及 清淤 { 每个 违规 后果 甲 依据 解释 读法 }",
        &[],
    ),
    (
        "参数 甲 = 99999999999999999999999999999999999999999999999999万元 { 依据 解释 读法 }",
        &[],
    ),
    (
        "vague term slow { applies to 满意度 determined by 水务局 cite interpretation 读法 } define late for 镇 = 满意度 is slow or not (满意度 is 偏低)",
        &[],
    ),
    ("定义 甲 于 违规 = 备注", &[]),
    ("定义 甲 于 镇 = 基准日 - 期初 + 3日 超过 5日", &[]),
    (
        "报告 甲 { 主体 镇政府 报送 县政府 截止 期末 依据 解释 读法 }",
        &[],
    ),
    (
        "问责情形 (一) 甲 涉及 清淤 { 每个 违规 后果 问责 依据 解释 读法 }",
        &[],
    ),
];

const VALUES_OF_ENUMERATIONS: Cases<'_> = &[
    (
        "定义 甲 于 违规 = 行为种类 为 倾到",
        &["E0208 enumeration `违规行为` has no value `倾到`"],
    ),
    (
        "定义 甲 于 违规 = 行为种类 为 严重",
        &["E0208 enumeration `违规行为` has no value `严重`"],
    ),
    (
        "定义 甲 于 违规 = 行为种类 属于 { 倾倒、侵占 } 且 行为种类 不属于 { 干流 }",
        &["E0208 enumeration `违规行为` has no value `干流`"],
    ),
    (
        "表 甲 于 违规 { 计量 程度 当 罚款 超过 1万元 则 严重 否则 重的 }",
        &["E0208 enumeration `程度` has no value `重的`"],
    ),
    (
        "指标 甲 { 层级 镇 计量 { 好、差 } } 定义 乙 于 镇 = 甲 为 坏",
        &["E0208 enumeration `好、差` has no value `坏`"],
    ),
];

const OPERANDS: Cases<'_> = &[
    (
        "定义 甲 于 镇 = 满意度 低于 90",
        &["E0306 % and a plain number cannot be compared"],
    ),
    (
        "定义 甲 于 镇 = 满意度 低于 投入",
        &["E0304 % and yuan cannot be compared"],
    ),
    (
        "定义 甲 于 镇 = 满意度 低于 5万元",
        &["E0304 % and yuan cannot be compared"],
    ),
    (
        "定义 甲 于 镇 = 河长数 超过 3%",
        &["E0306 a plain number and % cannot be compared"],
    ),
    (
        "定义 甲 于 镇 = 满意度 + 投入 超过 3%",
        &["E0305 yuan cannot be added to %"],
    ),
    (
        "定义 甲 于 镇 = 满意度 - 上年 满意度 超过 3%",
        &["E0304 pp and % cannot be compared"],
    ),
    (
        "定义 甲 于 镇 = 投入 / 满意度 超过 3元",
        &["E0305 % cannot be a divisor of yuan"],
    ),
    (
        "定义 甲 于 镇 = 投入 占 满意度 超过 3%",
        &["E0305 % cannot be a base for a share of yuan"],
    ),
    (
        "定义 甲 于 违规 = 行为种类 超过 倾倒",
        &["E0307 enumeration `违规行为` is not ordered, so its values are neither more nor less"],
    ),
    (
        "定义 甲 于 违规 = 发生日 + 发生日 早于 期初",
        &["E0305 a date cannot be added to a date"],
    ),
    (
        "定义 甲 于 违规 = 发生日 早于 30日",
        &["E0304 a date and days cannot be compared"],
    ),
    (
        "定义 甲 于 违规 = 备注 为 “旧账” 且 备注 超过 “旧账”",
        &["E0307 a text is neither more nor less than another"],
    ),
    (
        "指标 甲 { 层级 镇 计量 { 好、差 } } 指标 丙 { 层级 镇 计量 { 好、差 } } 定义 乙 于 镇 = 甲 为 丙",
        &[
            "E0304 a value of enumeration `好、差` and a value of enumeration `好、差` cannot be compared",
        ],
    ),
    (
        "定义 甲 于 镇 = 计数(违规) 超过 3件",
        &["E0306 a plain number and cases cannot be compared"],
    ),
    (
        "定义 甲 于 镇 = 最大值(其值 于 所辖 指标 清淤量) 低于 3立方米 且 平均值(清淤量 于 村) 低于 3元",
        &["E0304 m3 and yuan cannot be compared"],
    ),
    (
        "定义 甲 于 镇 = 投入 × 投入 超过 3万元",
        &["E0304 a compound unit and yuan cannot be compared"],
    ),
    (
        "指标 甲 { 层级 镇 计量 元/人 } 定义 乙 于 镇 = 甲 低于 投入",
        &["E0304 `元/人` and yuan cannot be compared"],
    ),
    (
        "定义 甲 于 镇 = 基准日 + 3元 晚于 期末",
        &["E0305 yuan cannot be added to a date"],
    ),
];

const WRONG_TYPES: Cases<'_> = &[
    (
        "参数 甲 = 3斤 { 依据 解释 读法 }",
        &["E0301 there is no measure named `斤`"],
    ),
    (
        "参数 甲 = 1 / 0 { 依据 解释 读法 }",
        &["E0325 the value of parameter `甲` is not constant"],
    ),
    (
        "定义 甲 于 镇 = 计数(违规) 超过 3起",
        &["E0301 there is no measure named `起`"],
    ),
    (
        "定义 甲 于 镇 = 满意度 且 非 投入",
        &[
            "E0302 a condition must be true or false, but this is %",
            "E0302 a condition must be true or false, but this is yuan",
        ],
    ),
    (
        "定义 甲 于 镇 = 合计(合格 于 巡查) 超过 3",
        &["E0303 a number is wanted here, but this is a truth value"],
    ),
    (
        "定义 甲 于 镇 = 占比(罚款 于 违规) 超过 3%",
        &["E0302 a condition must be true or false, but this is yuan"],
    ),
    (
        "define 甲 for 镇 = 投入 reaches 5万元 upwards",
        &["W0501 `upwards` does not say whether the bound is included; it is taken as included"],
    ),
    (
        "定义 甲 于 镇 = 投入 5万元以下",
        &["W0501 `以下` does not say whether the bound is included; it is taken as included"],
    ),
    (
        "表 甲 于 违规 { 当 罚款 超过 1万元 则 5% 否则 3元 依据 第一条 }",
        &["E0303 % is wanted here, but this is yuan"],
    ),
    (
        "问责情形 甲 { 每个 巡查 后果 问责 依据 解释 读法 }",
        &["W0509 the causes of this branch concern no matter"],
    ),
    (
        "定义 甲 于 镇 = 警戒线 低于 满意度 且 10% 低于 满意度 无法计算时 3元",
        &["E0303 % is wanted here, but this is yuan"],
    ),
    (
        "机构 甲 { 单设 } 责任 乙 { 主体 甲 承担 主体责任 于 清淤 依据 解释 读法 }",
        &["W0512 organ `甲` stands outside all units and above no organ"],
    ),
];
