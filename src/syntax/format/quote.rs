//! Puts quotation marks around a text: those of the language around it, where they can hold it.

use crate::lang::Lang;

/// Marks inside a text that are left to pair up; more of them would run into the parser's bound.
const DEEPEST: usize = 8;

/// The text in marks.
pub(super) fn quoted(text: &str, lang: Lang) -> String {
    let plain = lang == Lang::En && !text.contains(['"', '\\']);
    if !plain && nests(text, '“', '”') {
        format!("“{text}”")
    } else if !plain && lang == Lang::Zh && nests(text, '「', '」') {
        format!("「{text}」")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// Whether the marks inside a text pair up, so that those around it are not taken for one of them.
fn nests(text: &str, open: char, close: char) -> bool {
    let depth = text.chars().try_fold(0_usize, |depth, c| {
        if c == open {
            (depth < DEEPEST).then_some(depth + 1)
        } else if c == close {
            depth.checked_sub(1)
        } else {
            Some(depth)
        }
    });
    depth == Some(0)
}

#[cfg(test)]
mod tests {
    use super::quoted;
    use crate::lang::Lang;

    #[test]
    fn the_marks_that_can_hold_a_text() {
        for (text, zh, en) in [
            ("甲", "“甲”", "\"甲\""),
            ("", "“”", "\"\""),
            ("“甲”乙", "““甲”乙”", "\"“甲”乙\""),
            ("甲“乙", "「甲“乙」", "\"甲“乙\""),
            ("”甲“", "「”甲“」", "\"”甲“\""),
            ("a \"b\" \\", "“a \"b\" \\”", "“a \"b\" \\”"),
            ("「“", "\"「“\"", "\"「“\""),
            ("“\"", "「“\"」", "\"“\\\"\""),
        ] {
            assert_eq!(quoted(text, Lang::Zh), zh);
            assert_eq!(quoted(text, Lang::En), en);
        }
    }
}
