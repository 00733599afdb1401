//! The codes with their titles and pages, and nothing else. One without `pages/zh/CODE.md` and `pages/en/CODE.md`
//! does not compile.

use super::CodeInfo;

/// A code with its title in Chinese and in English; its pages are the files of its name.
macro_rules! code {
    ($code:literal, $zh:literal, $en:literal $(,)?) => {
        CodeInfo {
            code: $code,
            title: ($zh, $en),
            pages: (
                include_str!(concat!("../pages/zh/", $code, ".md")),
                include_str!(concat!("../pages/en/", $code, ".md")),
            ),
        }
    };
}

/// Each stage lists its codes here, in ascending order; a code that was once released keeps its meaning.
pub const CATALOG: &[CodeInfo] = &[
    // syntax
    code!(
        "E0101",
        "此处的词语不合语法",
        "a word that the syntax does not allow here",
    ),
    code!("E0102", "关键字用作了名称", "a keyword used as a name"),
    code!("E0103", "括号不配对", "a bracket without its partner"),
    code!(
        "E0104",
        "引号不配对",
        "a quotation mark without its partner",
    ),
    code!(
        "E0105",
        "超过了读取的上限",
        "beyond a limit of what is read",
    ),
    code!(
        "E0106",
        "错误太多，其余没有检查",
        "too many errors, so that the rest was not checked",
    ),
    code!("E0107", "日期不存在", "a date that does not exist"),
    code!(
        "E0108",
        "数太大或太长",
        "a number that is too large or too long",
    ),
    code!("E0109", "名称是空的", "an empty name"),
    code!("E0110", "条款序号不成数", "an ordinal that makes no number"),
    code!("E0111", "同一处写了两次", "something said twice"),
    code!("E0199", "本程序的缺陷", "a defect of this program"),
    // names
    code!("E0201", "未知的名称", "an unknown name"),
    code!("E0202", "另一种名称", "a name of another kind"),
    code!("E0203", "重复声明", "a name declared twice"),
    code!("E0204", "未知的选项", "an unknown choice"),
    code!(
        "E0205",
        "选用了未声明的解释或者选项",
        "an undeclared interpretation or choice asked for",
    ),
    code!("E0206", "列了两次", "a name listed twice"),
    code!(
        "E0207",
        "不同种类的声明同名",
        "declarations of two kinds with one name",
    ),
    code!("E0208", "不是枚举的值", "no value of the enumeration"),
    code!(
        "E0209",
        "没有可遍历的声明",
        "nothing of the kind to range over",
    ),
    code!("E0210", "保留的键", "a reserved key"),
    // types and units
    code!("E0301", "未知的计量单位", "an unknown measure"),
    code!(
        "E0302",
        "条件不是真假",
        "a condition that is not true or false",
    ),
    code!("E0303", "类型不对", "a wrong type"),
    code!("E0304", "不能比较", "operands that do not compare"),
    code!("E0305", "不能运算", "operands that do not combine"),
    code!(
        "E0306",
        "没有单位的数与有单位的量比较",
        "a plain number beside a quantity",
    ),
    code!("E0307", "不能比大小", "values without an order"),
    code!("E0308", "数太大", "a number that is too large"),
    code!("E0311", "计量单位不成立", "an impossible measure"),
    code!(
        "E0312",
        "这里读不到的指标",
        "a metric that cannot be read here",
    ),
    code!(
        "E0313",
        "不是上级层级",
        "a level that does not enclose the place",
    ),
    code!("E0314", "用于别处的定义", "a definition for another place"),
    code!("E0315", "这里遍历不到", "a domain out of reach"),
    code!(
        "E0316",
        "没有日期可依的时间段",
        "a window on what has no date",
    ),
    code!("E0320", "其值用错地方", "`it` out of place"),
    code!("E0321", "计划用错地方", "`plan` out of place"),
    code!("E0322", "状态词用错地方", "a status word out of place"),
    code!(
        "E0323",
        "不确定用语不适用",
        "a vague term that does not apply",
    ),
    code!(
        "E0324",
        "不确定用语得出的不是是否",
        "a vague term that yields no truth value",
    ),
    code!("E0325", "参数不是常量", "a parameter that is not constant"),
    // structure
    code!("E0401", "缺少必要部分", "a part is missing"),
    code!("E0402", "没有依据", "no citation or interpretation"),
    code!("E0403", "部分重复", "a part given twice"),
    code!("E0404", "容许没有理由", "an allowance without a reason"),
    code!(
        "E0405",
        "容许的不是警告",
        "an allowance of what is no warning",
    ),
    code!("E0410", "循环", "a cycle"),
    code!("E0420", "没有法规", "no regulation"),
    code!("E0421", "法规不止一个", "more than one regulation"),
    code!("E0422", "没有给出原文", "a source text that is not given"),
    code!(
        "E0423",
        "没有给出引入的文件",
        "an imported file that is not given",
    ),
    code!("E0430", "选项不足", "too few choices"),
    code!("E0431", "没有取选项", "no choice taken"),
    code!("E0440", "上级到不了", "a superior that is never reached"),
    code!("E0441", "范围或者日期颠倒", "a range or dates in reverse"),
    code!("E0442", "作用重复的字段", "two fields with one role"),
    code!("E0443", "不含任何一年", "no year at all"),
    code!("E0444", "没有要满足的条件", "`all` without a condition"),
    code!(
        "E0445",
        "主体的分工不成立",
        "an impossible sharing of a duty",
    ),
    code!("E0446", "截止不合适", "an unfit deadline"),
    code!(
        "E0447",
        "指标分支没有条件",
        "a branch over metrics without a condition",
    ),
    code!("E0448", "没有行为人", "no actor to commend"),
    code!(
        "E0449",
        "单设机构有多个层级",
        "a single organ of several levels",
    ),
    code!("E0450", "既适用又不适用", "both covered and excluded"),
    code!("E0451", "种类对应了两次", "a kind mapped twice"),
    code!(
        "E0499",
        "声明没能读懂",
        "a declaration that could not be read",
    ),
    // clauses and quotes
    code!("E0601", "所引条款不在文本中", "a clause is not in the text"),
    code!(
        "E0602",
        "规范性条款的依据没有引文",
        "a normative citation has no quote",
    ),
    code!("E0603", "引文没有文字", "a quote has no words"),
    code!("E0604", "引文与原文不符", "a quote differs from the text"),
    code!(
        "E0605",
        "引文出自其他条款",
        "a quote stands in another clause",
    ),
    code!(
        "E0606",
        "勘误后的文字不在文本中",
        "corrected words are not in the text",
    ),
    code!(
        "E0607",
        "文本摘要与所声明的不一致",
        "the digest of the text is not the declared one",
    ),
    code!(
        "E0701",
        "原文有未编入的条款",
        "a clause of the text that nothing encodes",
    ),
    code!(
        "E0702",
        "对同一处原文的要求互相矛盾",
        "contradicting requirements on the same words",
    ),
    code!(
        "E0703",
        "宣示的条款又被编入",
        "words said to bind nobody, and encoded",
    ),
    // scenarios
    code!("E0801", "情景没有预期", "a scenario that expects nothing"),
    code!("E0802", "预期互相矛盾", "contradicting expectations"),
    code!("E0803", "此处不能这样写", "a detail that does not fit"),
    code!("E0804", "事实中没有这一单位", "a unit not in the facts"),
    code!("E0805", "单位所指不明", "a unit not told apart"),
    code!("E0806", "情景的事实不完整", "incomplete facts"),
    code!(
        "E0807",
        "事实中没有这一人员、记录或行为",
        "a person, record or act not in the facts",
    ),
    code!("E0808", "情景的评价过长", "too long an evaluation"),
    code!("E0810", "情景结果与预期不符", "an unexpected outcome"),
    // facts
    code!("F0101", "事实不是 JSON", "facts that are not JSON"),
    code!("F0102", "事实超出限额", "facts beyond a limit"),
    code!("F0103", "键重复", "a repeated key"),
    code!("F0104", "值为 null", "a null value"),
    code!("F0105", "值的种类不对", "a value of another kind"),
    code!("F0106", "不认识的键", "an unknown key"),
    code!("F0107", "缺少键", "a missing key"),
    code!("F0108", "不认识的格式", "an unknown format"),
    code!(
        "F0109",
        "日期写法有误或者不存在",
        "a malformed or impossible date",
    ),
    code!("F0110", "期间写法有误", "a malformed period"),
    code!("F0111", "其他层级的键", "a key of another level"),
    code!("F0112", "填写了由公式算出的指标", "a computed metric given"),
    code!("F0113", "名称为空或者不成立", "an empty or impossible name"),
    code!("F0120", "未知的层级", "an unknown level"),
    code!("F0121", "层级位置不对", "a level that does not fit"),
    code!("F0122", "单位在自身之内", "a unit inside itself"),
    code!("F0123", "单位重名", "two units of one name"),
    code!(
        "F0124",
        "只有一个的机关有两个单位",
        "two units for a single body",
    ),
    code!("F0131", "数的写法有误", "a malformed number"),
    code!("F0132", "未知的计量单位", "an unknown unit of measure"),
    code!(
        "F0133",
        "计量单位不能换算",
        "a unit of measure that does not convert",
    ),
    code!("F0134", "数量没有计量单位", "a quantity without its unit"),
    code!("F0135", "值超出范围", "a value out of range"),
    code!("F0136", "不是列举的值", "no value of the enumeration"),
    code!("F0137", "未知的事项", "an unknown matter"),
    code!("F0140", "未知的单位", "an unknown unit"),
    code!("F0141", "单位有歧义", "an ambiguous unit"),
    code!("F0142", "未知的机关", "an unknown organ"),
    code!(
        "F0143",
        "机关与单位不相配",
        "an organ and unit that do not go together",
    ),
    code!("F0144", "其他层级的单位", "a unit of another level"),
    code!("F0145", "未知的职位或者职务", "an unknown office or title"),
    code!("F0146", "未知的行为人", "an unknown actor"),
    code!("F0147", "未知的记录", "an unknown record"),
    code!("F0148", "记录 id 重复", "a repeated record id"),
    code!(
        "F0149",
        "记录循环引用",
        "records that refer to each other in a circle",
    ),
    code!(
        "F0150",
        "任职截止早于开始",
        "a tenure that ends before it begins",
    ),
    code!("F0151", "未知的待认定用语", "an unknown vague term"),
    code!(
        "F0152",
        "用语不用于该对象",
        "a subject that the term is not said of",
    ),
    code!("F0153", "认定对象不完整", "an incomplete subject"),
    code!(
        "F0154",
        "认定机关不对",
        "a determination by another authority",
    ),
    code!("F0155", "认定互相矛盾", "contradicting determinations"),
    code!("F0156", "未知的责任", "an unknown duty"),
    code!("F0157", "未知的报告", "an unknown report"),
    code!("F0158", "机关不是承担者", "an organ that is no holder"),
    code!(
        "F0159",
        "往期不在本期之前",
        "an earlier period that is not earlier",
    ),
    code!(
        "F0160",
        "不是有计划数的目标",
        "no target with a plan figure",
    ),
    code!("F0161", "未知的行为", "an unknown act"),
    code!("F0162", "未知的指标", "an unknown metric"),
    code!("F0170", "不是表格文件", "a file that is no spreadsheet"),
    code!("F0171", "不认识的表或者列", "an unknown sheet or column"),
    code!("F0172", "单元格不能照读", "a cell that cannot be read"),
    code!("F0173", "必填的单元格空着", "an empty required cell"),
    code!("F0174", "有无与所列不符", "a list against what is said"),
    code!("F0175", "来源没有对应的值", "a source of no value"),
    code!("F0176", "以前期间填了别的", "more than metrics before"),
    // what a lint finds
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
    // warnings
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
