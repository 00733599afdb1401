//! Every code that a diagnostic can carry, with its title in both languages.
//!
//! The list exists so that a code can be explained without provoking it; the wording of a message stays
//! beside its check.

/// What there is to say about one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeInfo {
    /// The code, such as `E0101`.
    pub code: &'static str,
    /// What kind of problem it names, in Chinese and in English.
    pub title: (&'static str, &'static str),
}

/// What there is to say about `code`, when it exists.
pub fn lookup(code: &str) -> Option<&'static CodeInfo> {
    CATALOG.iter().find(|info| info.code == code)
}

/// Each stage lists its codes here, in ascending order; a code that was once released keeps its meaning.
const CATALOG: &[CodeInfo] = &[
    code("E0601", "所引条款不在文本中", "a clause is not in the text"),
    code(
        "E0602",
        "规范性条款的依据没有引文",
        "a normative citation has no quote",
    ),
    code("E0603", "引文没有文字", "a quote has no words"),
    code("E0604", "引文与原文不符", "a quote differs from the text"),
    code(
        "E0605",
        "引文出自其他条款",
        "a quote stands in another clause",
    ),
    code(
        "E0606",
        "勘误后的文字不在文本中",
        "corrected words are not in the text",
    ),
    code(
        "E0607",
        "文本摘要与所声明的不一致",
        "the digest of the text is not the declared one",
    ),
    code(
        "E0701",
        "原文有未编入的条款",
        "a clause of the text that nothing encodes",
    ),
    code(
        "E0702",
        "对同一处原文的要求互相矛盾",
        "contradicting requirements on the same words",
    ),
    code(
        "E0703",
        "宣示的条款又被编入",
        "words said to bind nobody, and encoded",
    ),
    code(
        "W0601",
        "引文涵盖多句或者多项",
        "a quote covers several sentences or items",
    ),
    // facts
    code("F0101", "事实不是 JSON", "facts that are not JSON"),
    code("F0102", "事实超出限额", "facts beyond a limit"),
    code("F0103", "键重复", "a repeated key"),
    code("F0104", "值为 null", "a null value"),
    code("F0105", "值的种类不对", "a value of another kind"),
    code("F0106", "不认识的键", "an unknown key"),
    code("F0107", "缺少键", "a missing key"),
    code("F0108", "不认识的格式", "an unknown format"),
    code(
        "F0109",
        "日期写法有误或者不存在",
        "a malformed or impossible date",
    ),
    code("F0110", "期间写法有误", "a malformed period"),
    code("F0111", "其他层级的键", "a key of another level"),
    code("F0112", "填写了由公式算出的指标", "a computed metric given"),
    code("F0113", "名称为空或者不成立", "an empty or impossible name"),
    code("F0120", "未知的层级", "an unknown level"),
    code("F0121", "层级位置不对", "a level that does not fit"),
    code("F0122", "单位在自身之内", "a unit inside itself"),
    code("F0123", "单位重名", "two units of one name"),
    code(
        "F0124",
        "只有一个的机关有两个单位",
        "two units for a single body",
    ),
    code("F0131", "数的写法有误", "a malformed number"),
    code("F0132", "未知的计量单位", "an unknown unit of measure"),
    code(
        "F0133",
        "计量单位不能换算",
        "a unit of measure that does not convert",
    ),
    code("F0134", "数量没有计量单位", "a quantity without its unit"),
    code("F0135", "值超出范围", "a value out of range"),
    code("F0136", "不是列举的值", "no value of the enumeration"),
    code("F0137", "未知的事项", "an unknown matter"),
    code("F0140", "未知的单位", "an unknown unit"),
    code("F0141", "单位有歧义", "an ambiguous unit"),
    code("F0142", "未知的机关", "an unknown organ"),
    code(
        "F0143",
        "机关与单位不相配",
        "an organ and unit that do not go together",
    ),
    code("F0144", "其他层级的单位", "a unit of another level"),
    code("F0145", "未知的职位或者职务", "an unknown office or title"),
    code("F0146", "未知的行为人", "an unknown actor"),
    code("F0147", "未知的记录", "an unknown record"),
    code("F0148", "记录 id 重复", "a repeated record id"),
    code(
        "F0149",
        "记录循环引用",
        "records that refer to each other in a circle",
    ),
    code(
        "F0150",
        "任职截止早于开始",
        "a tenure that ends before it begins",
    ),
    code("F0151", "未知的待认定用语", "an unknown vague term"),
    code(
        "F0152",
        "用语不用于该对象",
        "a subject that the term is not said of",
    ),
    code("F0153", "认定对象不完整", "an incomplete subject"),
    code(
        "F0154",
        "认定机关不对",
        "a determination by another authority",
    ),
    code("F0155", "认定互相矛盾", "contradicting determinations"),
    code("F0156", "未知的责任", "an unknown duty"),
    code("F0157", "未知的报告", "an unknown report"),
    code("F0158", "机关不是承担者", "an organ that is no holder"),
    code(
        "F0159",
        "往期不在本期之前",
        "an earlier period that is not earlier",
    ),
    code(
        "F0160",
        "不是有计划数的目标",
        "no target with a plan figure",
    ),
    code("F0161", "未知的行为", "an unknown act"),
    code("F0162", "未知的指标", "an unknown metric"),
];

const fn code(code: &'static str, zh: &'static str, en: &'static str) -> CodeInfo {
    CodeInfo {
        code,
        title: (zh, en),
    }
}

#[cfg(test)]
mod tests {
    use super::{CATALOG, lookup};

    #[test]
    fn codes_are_well_formed_ascending_and_found() {
        assert!(CATALOG.is_sorted_by(|a, b| a.code < b.code));
        for info in CATALOG {
            let digits = info
                .code
                .strip_prefix(['E', 'F', 'W'])
                .expect("begins with E, F or W");
            assert!(digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()));
            assert_eq!(lookup(info.code), Some(info));
        }
        assert_eq!(lookup("E9999"), None);
    }
}
