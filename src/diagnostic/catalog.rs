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
    info(
        "E0101",
        "此处的词语不合语法",
        "a word that the syntax does not allow here",
    ),
    info("E0102", "关键字用作了名称", "a keyword used as a name"),
    info("E0103", "括号不配对", "a bracket without its partner"),
    info(
        "E0104",
        "引号不配对",
        "a quotation mark without its partner",
    ),
    info(
        "E0105",
        "超过了读取的上限",
        "beyond a limit of what is read",
    ),
    info(
        "E0106",
        "错误太多，其余没有检查",
        "too many errors, so that the rest was not checked",
    ),
    info("E0107", "日期不存在", "a date that does not exist"),
    info(
        "E0108",
        "数太大或太长",
        "a number that is too large or too long",
    ),
    info("E0109", "名称是空的", "an empty name"),
    info("E0110", "条款序号不成数", "an ordinal that makes no number"),
    info("E0111", "同一处写了两次", "something said twice"),
    info("E0199", "本程序的缺陷", "a defect of this program"),
];

const fn info(code: &'static str, zh: &'static str, en: &'static str) -> CodeInfo {
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
                .strip_prefix(['E', 'W'])
                .expect("begins with E or W");
            assert!(digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()));
            assert_eq!(lookup(info.code), Some(info));
        }
        assert_eq!(lookup("E9999"), None);
    }
}
