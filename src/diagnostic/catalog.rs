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
    CodeInfo {
        code: "E0601",
        title: ("所引条款不在文本中", "a clause is not in the text"),
    },
    CodeInfo {
        code: "E0602",
        title: (
            "规范性条款的依据没有引文",
            "a normative citation has no quote",
        ),
    },
    CodeInfo {
        code: "E0603",
        title: ("引文没有文字", "a quote has no words"),
    },
    CodeInfo {
        code: "E0604",
        title: ("引文与原文不符", "a quote differs from the text"),
    },
    CodeInfo {
        code: "E0605",
        title: ("引文出自其他条款", "a quote stands in another clause"),
    },
    CodeInfo {
        code: "E0606",
        title: (
            "勘误后的文字不在文本中",
            "corrected words are not in the text",
        ),
    },
    CodeInfo {
        code: "E0607",
        title: (
            "文本摘要与所声明的不一致",
            "the digest of the text is not the declared one",
        ),
    },
    CodeInfo {
        code: "W0601",
        title: (
            "引文涵盖多句或者多项",
            "a quote covers several sentences or items",
        ),
    },
];

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
