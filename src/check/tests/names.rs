//! Names: unknown, of another kind, declared twice, taken for one another.

use super::{Cases, cases};

#[test]
fn names_of_another_kind() {
    cases(NAMES_OF_ANOTHER_KIND);
}

#[test]
fn names_declared_or_listed_twice() {
    cases(NAMES_DECLARED_OR_LISTED_TWICE);
}

#[test]
fn names_that_clash() {
    cases(NAMES_THAT_CLASH);
}

#[test]
fn unknown_names() {
    cases(UNKNOWN_NAMES);
}

#[test]
fn names_that_are_fine() {
    cases(NAMES_THAT_ARE_FINE);
}

const NAMES_OF_ANOTHER_KIND: Cases<'_> = &[
    (
        "机构 乙 { 层级 县 上级 清淤 }",
        &["E0202 `清淤` is a matter, not an organ"],
    ),
    (
        "责任 甲 { 主体 镇长 承担 主体责任 于 清淤 依据 解释 读法 }",
        &["E0202 `镇长` is an office, not an organ or class"],
    ),
    (
        "责任 甲 { 主体 清淤 承担 领导责任 于 镇政府 依据 解释 读法 }",
        &[
            "E0202 `清淤` is a matter, not an organ or class",
            "E0202 `领导责任` is a pursued kind, not a borne kind",
            "E0202 `镇政府` is an organ, not a matter",
        ],
    ),
    (
        "责任 甲 { 主体 镇政府 承担 主体责任 于 清淤 目标 满意度 报告 月报 禁止 禁捞 依据 解释 读法 }",
        &[
            "E0202 `满意度` is a metric, not a target",
            "E0201 there is no report named `月报`",
            "E0201 there is no prohibition named `禁捞`",
        ],
    ),
    (
        "责任对应 领导责任 → 主体责任 { 依据 解释 读法 }",
        &[
            "E0202 `领导责任` is a pursued kind, not a borne kind",
            "E0202 `主体责任` is a borne kind, not a pursued kind",
        ],
    ),
    (
        "类 乙 { 成员 县直部门 依据 解释 读法 }",
        &["E0202 `县直部门` is a class, not an organ"],
    ),
    (
        "定义 甲 于 违规 = 当事人 为 镇政府",
        &["E0202 `镇政府` is an organ, which has no value here"],
    ),
    (
        "定义 甲 于 镇 = 满意 低于 3%",
        &["E0202 `满意` is a target, which has no value here"],
    ),
    (
        "问责情形 甲 涉及 清淤 { 每个 满意度 后果 问责 依据 解释 读法 }",
        &["E0202 `满意度` is a metric, not a record type or level"],
    ),
];

const NAMES_DECLARED_OR_LISTED_TWICE: Cases<'_> = &[
    (
        "机构 镇政府 { 层级 镇 }",
        &["E0203 organ `镇政府` is declared twice"],
    ),
    (
        "层级 镇",
        &[
            "E0203 level `镇` is declared twice",
            "E0440 organ `镇政府` cannot stand under `县政府`, whose levels do not enclose its own",
        ],
    ),
    (
        "机构 乙 { 层级 县 职务 局长 职务 局长 }",
        &["E0203 office `局长` is declared twice"],
    ),
    (
        "责任 甲 { 主体 镇政府 承担 主体责任 于 清淤、清淤 依据 解释 读法 }",
        &["E0206 `清淤` is listed twice here"],
    ),
    (
        "枚举 甲 { 一、一 }",
        &["E0203 enumeration value `一` is declared twice"],
    ),
    (
        "机构 乙 { 层级 县、县 }",
        &["E0206 `县` is listed twice here"],
    ),
];

const NAMES_THAT_CLASH: Cases<'_> = &[
    (
        "类 镇政府 { 成员 水务局 依据 解释 读法 }",
        &["E0207 class `镇政府` has the name of an organ"],
    ),
    (
        "机构 乙 { 层级 县 职务 水务局 }",
        &["E0207 office `水务局` has the name of an organ"],
    ),
    (
        "机构 乙 { 层级 县 职务 正 { 称谓 “主任” } 职务 副 { 称谓 “主任” } }",
        &["E0207 title `主任` is also one of office `正`"],
    ),
    (
        "记录 甲 { 层级 镇 字段 id：文本 字段 日：日期 作 行为日期 }",
        &["E0210 a field cannot be named `id`, a key that the facts use otherwise"],
    ),
    (
        "指标 违规 { 层级 镇 计量 数 }",
        &["E0207 metric `违规` has the name of a record type"],
    ),
    (
        "指标 满意 { 层级 镇 计量 % }",
        &["W0510 target `满意` has the name of a metric of its level"],
    ),
    (
        "记录 村 { 层级 镇 字段 日：日期 作 行为日期 }",
        &["E0207 record type `村` has the name of a level"],
    ),
    (
        "参数 满意度 = 3% { 依据 解释 读法 }",
        &["E0207 parameter `满意度` has the name of a metric"],
    ),
    (
        "定义 核实 于 违规 = 罚款 超过 3元",
        &["E0207 definition `核实` has the name of a field"],
    ),
    (
        "枚举 元 { 甲、乙 }",
        &["E0207 enumeration `元` has the name of a measure"],
    ),
    (
        "适用范围 { 适用 镇政府、县直部门 不适用 镇政府 依据 解释 读法 }",
        &["E0450 `镇政府` is both covered and excluded"],
    ),
    (
        "指标 “level” { 层级 镇 计量 % }",
        &["E0210 a metric cannot be named `level`, a key that the facts use otherwise"],
    ),
];

const UNKNOWN_NAMES: Cases<'_> = &[
    (
        "机构 乙 { 层级 乡 }",
        &["E0201 there is no level named `乡`"],
    ),
    (
        "机构 乙 { 层级 县 上级 县镇府 }",
        &["E0201 there is no organ named `县镇府`"],
    ),
    (
        "责任 甲 { 主体 镇政府 的 书记 承担 主体责任 于 清淤 依据 解释 读法 }",
        &["E0201 organ `镇政府` has no office named `书记`"],
    ),
    (
        "指标 甲 { 层级 镇 计量 立方 归口 水利局 }",
        &[
            "E0201 there is no measure or enumeration named `立方`",
            "E0201 there is no organ named `水利局`",
        ],
    ),
    (
        "不确定用语 甲 { 用于 满意率 认定机关 水利局 依据 解释 读法 }",
        &[
            "E0201 there is no metric, record type or level named `满意率`",
            "E0201 there is no organ named `水利局`",
        ],
    ),
    (
        "问责情形 甲 涉及 河道 { 每个 巡逻 后果 追责 依据 解释 读法 }",
        &[
            "E0201 there is no matter named `河道`",
            "E0201 there is no record type or level named `巡逻`",
            "E0201 there is no consequence named `追责`",
        ],
    ),
    (
        "责任 甲 { 主体 镇政府 承担 主体责任 于 清淤 依据 解释 念法 }",
        &["E0201 there is no interpretation named `念法`"],
    ),
    (
        "按 念法 取 宽 { 层级 户 }",
        &["E0201 there is no interpretation named `念法`"],
    ),
    (
        "按 读法 取 严 { 层级 户 } 指标 甲 { 层级 户 计量 数 }",
        &["E0201 there is no level named `户`"],
    ),
    (
        "定义 甲 于 违规 = 相关事项 属于 河道管护 且 相关事项 为 清於",
        &["E0201 there is no matter named `清於`"],
    ),
    (
        "定义 甲 于 违规 = 核实 为 是 且 罚金 超过 3元",
        &[
            "E0201 record type `违规` has no field `罚金`, and no metric, definition or parameter has this name",
        ],
    ),
    (
        "定义 甲 于 巡查 = 满意度 低于 3% 且 核实",
        &[
            "E0201 record type `巡查` has no field `核实`, and no metric, definition or parameter has this name",
        ],
    ),
    (
        "定义 甲 于 镇 = 满意率 低于 3%",
        &["E0201 there is no metric, definition, table or parameter named `满意率`"],
    ),
    (
        "定义 甲 于 镇 = 一般 低于 3%",
        &["E0201 there is no metric, definition, table or parameter named `一般`"],
    ),
    (
        "定义 甲 于 镇 = 存在 目标 标签 年度 当 未完成 且 存在 目标 标签 月度 当 未完成",
        &["E0201 no target is labelled `月度`"],
    ),
    (
        "定义 甲 于 镇 = 满意率 为 偏低",
        &["E0201 there is no metric, definition, table or parameter named `满意率`"],
    ),
    (
        "后果 甲 { 追究 领导责任 门槛 当 罚款 超过 3元 依据 解释 读法 } 问责情形 乙 涉及 清淤 { 每个 违规 每个 镇 当 满意度 低于 3% 后果 甲 依据 解释 读法 }",
        &["E0201 there is no metric, definition, table or parameter named `罚款`"],
    ),
];

const NAMES_THAT_ARE_FINE: Cases<'_> = &[(
    "按 读法 取 松 { 层级 户 }",
    &["E0204 interpretation `读法` has no choice `松`"],
)];
