//! Breaks text into lines that fit a width in columns, Chinese and English: by the line breaking rules of Unicode
//! (UAX #14), a Chinese character taking two columns. Short words in backquotes stay whole.

use textwrap::core::{Word, display_width};
use textwrap::{Options, WordSeparator, WordSplitter};

/// A user's words in backquotes are broken only when they take more columns than this.
const WHOLE: usize = 30;

/// The lines of a text, each at most `width` columns wide unless a word alone is wider.
pub(crate) fn lines(text: &str, width: usize) -> Vec<String> {
    let options = Options::new(width.max(2))
        .word_separator(WordSeparator::Custom(words))
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::wrap(text, options)
        .into_iter()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// The same, every line under an indent.
pub(crate) fn indented(text: &str, indent: &str, width: usize) -> String {
    lines(text, width.saturating_sub(indent.len()))
        .iter()
        .map(|line| format!("{indent}{line}\n"))
        .collect()
}

/// The pieces between which a line may be broken.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut words = Vec::new();
    let (mut start, mut end) = (0, 0);
    for piece in WordSeparator::UnicodeBreakProperties.find_words(line) {
        end += piece.word.len() + piece.whitespace.len();
        let whole = line.get(start..end).unwrap_or_default();
        let open = whole.matches('`').count() % 2 == 1 && display_width(whole) < WHOLE;
        if !open {
            words.push(Word::from(whole));
            start = end;
        }
    }
    words.extend(
        line.get(start..)
            .filter(|rest| !rest.is_empty())
            .map(Word::from),
    );
    Box::new(words.into_iter())
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn lines_fit_and_keep_short_names_whole() {
        let text = "没有名为 `河道管沪` 的事项，也没有名为 `巡何` 的机构";
        assert_eq!(
            lines(text, 24),
            [
                "没有名为 `河道管沪` 的事",
                "项，也没有名为 `巡何` 的",
                "机构"
            ]
        );
        let text = "there is no matter named `river watch` in this policy";
        assert_eq!(
            lines(text, 30),
            ["there is no matter named", "`river watch` in this policy"]
        );
        let long = format!("`{}`", "河".repeat(40));
        assert!(lines(&long, 24).len() > 1);
        assert_eq!(lines("", 10), [""]);
    }
}
