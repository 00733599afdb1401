//! Breaks text into lines that fit a width in columns, Chinese and English: by the line breaking rules of Unicode
//! (UAX #14), a Chinese character taking two columns.

use textwrap::{Options, WordSeparator, WordSplitter};

/// The lines of a text, each at most `width` columns wide unless a word alone is wider.
pub(crate) fn lines(text: &str, width: usize) -> Vec<String> {
    let options = Options::new(width.max(2))
        .word_separator(WordSeparator::UnicodeBreakProperties)
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
