//! Parts of declarations: missing, repeated, and at odds with one another.

use super::{Cases, cases};

#[test]
fn missing_parts_and_bases() {
    cases(MISSING_PARTS_AND_BASES);
}

#[test]
fn cycles_and_imports() {
    cases(CYCLES_AND_IMPORTS);
}

#[test]
fn interpretations() {
    cases(INTERPRETATIONS);
}

#[test]
fn parts_at_odds() {
    cases(PARTS_AT_ODDS);
}

const MISSING_PARTS_AND_BASES: Cases<'_> = &[
    (
        "表 甲 于 违规 { 计量 程度 }",
        &["E0401 table `甲` has no row"],
    ),
    (
        "责任 甲 { }",
        &[
            "E0401 duty `甲` has no holder",
            "E0401 duty `甲` has no matter",
            "E0402 duty `甲` cites neither a clause nor an interpretation",
        ],
    ),
    (
        "目标 甲 { 依据 解释 读法 }",
        &[
            "E0401 target `甲` has no level",
            "E0401 target `甲` has no deadline",
            "E0401 target `甲` has no requirement",
        ],
    ),
    (
        "目标 甲 { 每个 镇 要求 满意度 不低于 3% 依据 解释 读法 }",
        &["E0401 target `甲` has no deadline"],
    ),
    (
        "禁止 甲 { 主体 镇政府 依据 解释 读法 }",
        &[
            "E0401 prohibition `甲` has no acts",
            "E0401 prohibition `甲` has no record type in which it is found",
        ],
    ),
    (
        "报告 甲 { 主体 镇政府 依据 解释 读法 }",
        &[
            "E0401 report `甲` has no addressee",
            "E0401 report `甲` has no deadline",
        ],
    ),
    (
        "不确定用语 甲 { 依据 解释 读法 }",
        &[
            "E0401 vague term `甲` has no subject",
            "E0401 vague term `甲` has no determining authority",
        ],
    ),
    (
        "不确定用语 甲 { 用于 满意度 认定机关 水务局 }",
        &["E0402 vague term `甲` cites neither a clause nor an interpretation"],
    ),
    (
        "参数 甲 = 3%",
        &["E0402 parameter `甲` cites neither a clause nor an interpretation"],
    ),
    (
        "承担种类 甲、乙",
        &["E0402 borne kind `甲` cites neither a clause nor an interpretation"],
    ),
    (
        "责任对应 未明 → 领导责任",
        &["E0402 the mapping cites neither a clause nor an interpretation"],
    ),
    (
        "类 甲 { }",
        &[
            "E0401 class `甲` has no members",
            "E0402 class `甲` cites neither a clause nor an interpretation",
        ],
    ),
    ("机构 乙 { }", &["E0401 organ `乙` has no level"]),
    (
        "机构 乙 { 层级 县 职务 局长 { 答 领导责任 } }",
        &["E0402 what office `局长` answers for cites neither a clause nor an interpretation"],
    ),
    (
        "指标 甲 { }",
        &[
            "E0401 metric `甲` has no level",
            "E0401 metric `甲` has no type",
        ],
    ),
    (
        "记录 甲 { }",
        &[
            "E0401 record type `甲` has no level",
            "W0502 record type `甲` has no act date, so every record counts as of the period",
        ],
    ),
    (
        "问责情形 甲 { 依据 解释 读法 }",
        &[
            "E0401 trigger `甲` has no branch",
            "E0401 trigger `甲` has no consequence",
        ],
    ),
    (
        "后果 甲 { 依据 解释 读法 }",
        &[
            "E0401 consequence `甲` has no kinds pursued",
            "W0505 no trigger leads to consequence `甲`",
        ],
    ),
    (
        "表彰 甲 { 依据 解释 读法 }",
        &[
            "E0401 commendation `甲` has no branch",
            "E0401 commendation `甲` has no party commended",
        ],
    ),
    (
        "宣示 { 依据 第一条 }",
        &["E0401 the non-operative clause has no reason"],
    ),
    (
        "转引 { 文件 “某文件” }",
        &["E0402 the delegation cites neither a clause nor an interpretation"],
    ),
    (
        "责任 甲 { 主体 镇政府 承担 主体责任 依据 解释 读法 }",
        &["E0401 duty `甲` has no matter"],
    ),
];

const CYCLES_AND_IMPORTS: Cases<'_> = &[
    (
        "计量单位 担 = 2箩 计量单位 箩 = 2担",
        &["E0410 measures form a cycle: `担` → `箩` → `担`"],
    ),
    (
        "层级 甲 属于 乙 层级 乙 属于 甲",
        &["E0410 levels form a cycle: `甲` → `乙` → `甲`"],
    ),
    (
        "事项 甲 属于 甲",
        &["E0410 matters form a cycle: `甲` → `甲`"],
    ),
    (
        "机构 甲 { 层级 县 上级 乙 } 机构 乙 { 层级 县 上级 甲 }",
        &["E0410 superiors of organs form a cycle: `甲` → `乙` → `甲`"],
    ),
    (
        "定义 甲 于 镇 = 乙 定义 乙 于 镇 = 非 甲",
        &["E0410 definitions form a cycle: `甲` → `乙` → `甲`"],
    ),
    (
        "指标 甲 { 层级 镇 计量 % 计算 上年 甲 }",
        &["E0410 definitions form a cycle: `甲` → `甲`"],
    ),
    (
        "目标 甲 { 每个 镇 要求 没有 目标 乙 当 未完成 截止 持续 依据 解释 读法 } 目标 乙 { 每个 镇 要求 没有 目标 甲 当 未完成 截止 持续 依据 解释 读法 }",
        &["E0410 declarations form a cycle: `甲` → `乙` → `甲`"],
    ),
    (
        "枚举 行径 { 谎报 } 记录 案情 { 层级 镇 字段 方式：行径 字段 日子：日期 作 行为日期 } 定义 甲 于 镇 = 存在 禁止 乙 禁止 乙 { 主体 镇政府 行为 谎报 见于 案情 按 方式 适用 当 甲 依据 解释 读法 }",
        &["E0410 declarations form a cycle: `甲` → `乙` → `甲`"],
    ),
    (
        "目标 甲 { 每个 镇 要求 没有 责任 乙 当 未完成 截止 持续 依据 解释 读法 } 事项 丙 { 依据 解释 读法 } 责任 乙 { 主体 镇政府 事项 丙 目标 甲 依据 解释 读法 }",
        &["E0410 declarations form a cycle: `甲` → `乙` → `甲`"],
    ),
    (
        "引入 “别处.zeren”",
        &["E0423 the imported file `别处.zeren` is not given"],
    ),
    (
        "引入 “一.zeren”",
        &["E0410 imports form a cycle: `一.zeren` → `一.zeren`"],
    ),
];

const INTERPRETATIONS: Cases<'_> = &[
    (
        "解释 甲 { 问题 “问” 选项 一种 取 一种 理由 “由” }",
        &["E0430 interpretation `甲` has fewer than two choices"],
    ),
    (
        "解释 甲 { 问题 “问” 选项 一种 选项 两种 理由 “由” }",
        &["E0431 interpretation `甲` does not say which choice is taken"],
    ),
    (
        "解释 甲 { 问题 “问” 选项 一种 选项 两种 取 三种 理由 “由” }",
        &["E0204 interpretation `甲` has no choice `三种`"],
    ),
    (
        "解释 甲 { 选项 一种 选项 一种 选项 两种 取 一种 }",
        &[
            "W0507 interpretation `甲` states no question",
            "E0203 choice `一种` is declared twice",
        ],
    ),
];

const PARTS_AT_ODDS: Cases<'_> = &[
    (
        "解释 读法 { 问题 “问” 选项 一种 选项 两种 取 一种 理由 “由” }",
        &["E0203 interpretation `读法` is declared twice"],
    ),
    (
        "目标 甲 { 每个 镇 要求 满意度 不低于 计划 截止 期末 依据 解释 读法 }",
        &[
            "E0321 `plan` stands only in the requirement of a target that names its plan, and not within a further domain",
        ],
    ),
    (
        "目标 甲 { 每个 镇 要求 满意度 不低于 计划 计划 “年度计划” 截止 期末 依据 解释 读法 }",
        &[],
    ),
    (
        "目标 甲 { 每个 镇 要求 满意度 不低于 3% 计划 “年度计划” 截止 期末 依据 解释 读法 }",
        &["W0503 the requirement does not read the plan's figure"],
    ),
    (
        "目标 甲 { 每个 镇 要求 满意度 不低于 3% 要求 投入 超过 3元 截止 期末 依据 解释 读法 }",
        &["E0403 target `甲` has more than one `require`"],
    ),
    (
        "目标 甲 { 每个 镇 当 投入 要求 满意度 总体 类别 截止 期末 依据 解释 读法 }",
        &[
            "E0302 a condition must be true or false, but this is yuan",
            "E0302 a condition must be true or false, but this is %",
            "E0312 metric `类别` cannot be read here (level `镇`)",
        ],
    ),
    (
        "禁止 甲 { 主体 镇政府 行为 倾到、侵占、侵占 见于 违规 按 行为种类 依据 解释 读法 }",
        &[
            "E0208 enumeration `违规行为` has no act `倾到`",
            "E0206 `侵占` is listed twice here",
        ],
    ),
    (
        "禁止 甲 { 主体 镇政府 行为 倾倒 见于 违规 按 备注 依据 解释 读法 }",
        &["E0303 field `备注` is a text, not an enumeration of acts"],
    ),
    (
        "禁止 甲 { 主体 镇政府 行为 倾倒 见于 违规 按 行为的种类 依据 解释 读法 }",
        &["E0201 record type `违规` has no field `行为的种类`"],
    ),
    (
        "报告 甲 { 主体 镇政府 报送 县政府 每月 截止 2017年8月1日 依据 解释 读法 }",
        &["E0446 report `甲` is owed several times and cannot be due on one date"],
    ),
    (
        "机构 乙 { 单设 层级 县、镇 }",
        &["E0449 organ `乙` is single and has more than one level"],
    ),
    (
        "机构 乙 { 层级 县 上级 镇政府 }",
        &["E0440 organ `乙` cannot stand under `镇政府`, whose levels do not enclose its own"],
    ),
    (
        "指标 甲 { 层级 镇 计量 % 范围 90% 至 10% }",
        &["E0441 the range is empty, for it begins above its end"],
    ),
    (
        "指标 甲 { 层级 镇 计量 % 范围 90元 至 10% }",
        &["E0303 % is wanted here, but this is yuan"],
    ),
    (
        "指标 甲 { 层级 镇 计量 是否 范围 0 至 1 }",
        &["E0303 a range is for quantities, and this is a truth value"],
    ),
    (
        "指标 甲 { 层级 镇 计量 % 计算 投入 / 上年 投入 }",
        &["E0303 % is wanted here, but this is a plain number"],
    ),
    (
        "记录 甲 { 层级 镇 字段 日：文本 作 行为日期 字段 二：日期 作 行为日期 字段 三：日期 作 行为日期 }",
        &[
            "E0303 the role of field `日` asks for a date, but it is a text",
            "E0442 two fields of one record type have the same role",
            "E0442 two fields of one record type have the same role",
        ],
    ),
    (
        "问责情形 甲 涉及 清淤 { 每个 违规 后果 问责 追究 领导责任 依据 解释 读法 }",
        &["E0403 the trigger refers to a consequence and writes one of its own"],
    ),
    (
        "问责情形 甲 涉及 清淤 { 每个 违规 追究 领导责任 门槛 认定 偏低 依据 第一条 “河道” }",
        &["E0323 vague term `偏低` is not said of duties"],
    ),
    (
        "问责情形 甲 涉及 清淤 { 每个 违规 追究 领导责任 门槛 认定 未尽责 行为人 答 领导责任 依据 解释 读法 }",
        &[],
    ),
    (
        "后果 甲 { 追究 领导责任 门槛 推定 依据 第一条 “河道” }",
        &[
            "W0505 no trigger leads to consequence `甲`",
            "W0504 `gate presumed` rests on no interpretation",
        ],
    ),
    (
        "后果 甲 { 追究 领导责任 门槛 当 罚款 超过 3元 依据 解释 读法 }",
        &[
            "W0505 no trigger leads to consequence `甲`",
            "E0201 there is no metric, definition, table or parameter named `罚款`",
        ],
    ),
    (
        "表彰 甲 { 每个 镇 对象 镇政府 须认定 偏低 依据 解释 读法 }",
        &["E0323 vague term `偏低` does not apply here"],
    ),
    (
        "表彰 甲 { 每个 镇 对象 行为人 依据 解释 读法 }",
        &["E0448 `commends actor` is for records with an actor field"],
    ),
    (
        "责任 甲 { 主体 镇政府 牵头、水务局 牵头 承担 主体责任 于 清淤 依据 解释 读法 }",
        &["E0445 only one holder can be in the lead"],
    ),
    (
        "责任 甲 { 主体 镇政府 共同 承担 主体责任 于 清淤 截止 期末 依据 解释 读法 }",
        &[
            "E0445 a single holder holds nothing jointly",
            "E0446 the deadline of duty `甲` must be a date",
        ],
    ),
    (
        "责任 甲 { 主体 镇政府 承担 主体责任 于 清淤 承担 主体责任 于 河道管护 依据 解释 读法 }",
        &["E0403 duty `甲` has more than one `bears`"],
    ),
    (
        "机构 村委会 { 层级 村 } 责任 甲 { 主体 村委会 承担 主体责任 于 清淤 目标 满意 报告 年报 依据 解释 读法 }",
        &[
            "W0508 target `满意` is measured above the level of the holder",
            "W0511 report `年报` is not owed by a holder of this duty",
        ],
    ),
    (
        "法规 “另一办法” { }",
        &[
            "W0506 the regulation names no source text, so its quotations are not checked",
            "E0421 more than one regulation is declared: `青溪县河道管护责任办法`",
        ],
    ),
    (
        "法规 “另一办法” { 施行 2017年8月1日 失效 2016年8月1日 }",
        &[
            "W0506 the regulation names no source text, so its quotations are not checked",
            "E0441 the date of `expires` is before that of `effective`",
            "E0421 more than one regulation is declared: `青溪县河道管护责任办法`",
        ],
    ),
    ("计量单位 担 = 50千克 计量单位 箩 = 2担", &[]),
    ("计量单位 元", &["E0203 measure `元` is built in"]),
    (
        "计量单位 担 = 0千克",
        &["E0311 measure `担` must equal more than 0 of another"],
    ),
    (
        "责任 甲 { 主体 镇政府、水务局 共同 承担 主体责任 于 清淤 依据 第一条 “河道归县政府管护” }",
        &["E0604 `art 1` does not say `河道归县政府管护`"],
    ),
    (
        "责任 甲 { 主体 县直部门 的 科长 承担 主体责任 于 清淤 依据 第一条 }",
        &[
            "E0201 class `县直部门` has no offices",
            "E0602 a normative citation needs a quote",
        ],
    ),
    (
        "责任对应 主体责任 → 领导责任 { 依据 解释 读法 }",
        &["E0451 borne kind `主体责任` is mapped twice"],
    ),
];
