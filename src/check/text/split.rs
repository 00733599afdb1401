//! Where sentences end.
//!
//! A semicolon ends none: regulations join the parts of one obligation with it.

use std::ops::Range;

/// The sentences between `start` and `end`; none ends before `body`, where the words after the number begin.
pub(super) fn sentences(text: &str, start: usize, body: usize, end: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = start;
    for (at, mark) in text.get(body..end).unwrap_or("").char_indices() {
        let at = body + at;
        if at < from || !matches!(mark, '。' | '！' | '？' | '!' | '?' | '.') {
            continue;
        }
        let after = text.get(at + mark.len_utf8()..end).unwrap_or("");
        let rest = after.trim_start_matches(is_closing);
        let stop = end - rest.len();
        let next = rest.trim_start();
        let ends = match mark {
            '.' => next.len() < rest.len() && is_full_stop(text.get(from..at).unwrap_or(""), next),
            '!' | '?' => next.len() < rest.len(),
            _ => !next.starts_with(goes_on),
        };
        if ends && !next.is_empty() {
            found.push(from..stop);
            from = end - next.len();
        }
    }
    if from < end {
        found.push(from..end);
    }
    found
}

fn is_closing(c: char) -> bool {
    "”’」』\"')）》".contains(c)
}

/// After a closing mark these go on with the sentence around the quotation.
fn goes_on(c: char) -> bool {
    "，,、；;：:。.".contains(c)
}

/// Whether a full stop with a space after it ends a sentence: not in No. 58, i.e. this, J. Smith.
fn is_full_stop(before: &str, next: &str) -> bool {
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    let initial = word.chars().count() == 1 && word.starts_with(char::is_alphabetic);
    !initial && !next.starts_with(|c: char| c.is_lowercase() || c.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::sentences;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text, 0, 0, text.len())
            .into_iter()
            .map(|range| text.get(range).unwrap())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn chinese_sentences() {
        check(
            "甲巡河；乙清淤。丙报告。",
            &["甲巡河；乙清淤。", "丙报告。"],
        );
        check("做到“见水清。”  丁", &["做到“见水清。”", "丁"]);
        check("提出“水清。”，并落实。", &["提出“水清。”，并落实。"]);
        check("水质达到3.5以上", &["水质达到3.5以上"]);
    }

    #[test]
    fn english_sentences() {
        check(
            "The board acts; it pays 2.5 %.\nSee Order No. 58, i.e. the old one. Done",
            &[
                "The board acts; it pays 2.5 %.",
                "See Order No. 58, i.e. the old one.",
                "Done",
            ],
        );
        check("", &[]);
    }
}
