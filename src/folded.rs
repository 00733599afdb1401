//! A text folded for comparison, with the way back to the original.
//!
//! What an editor quotes differs from the printed text in width, spacing, letter case and the shape of
//! quotation marks; folding both sides leaves only the words. It never says where a text is wrong: every
//! position is handed back in bytes of the original.

use std::ops::Range;

/// A text without spaces, in narrow punctuation and lower-case ASCII letters.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    text: String,
    /// Where the folded text comes from.
    ///
    /// INVARIANT: ascending in both places; the first part begins the folded text.
    parts: Vec<Part>,
}

/// A part of the folded text that is byte for byte where it was, or that comes from one character.
#[derive(Debug, Clone, Copy)]
struct Part {
    /// Where it begins in the folded text; it ends where the next begins.
    folded: u32,
    /// Where it begins in the original.
    original: u32,
    /// Where the one character ends there; `None` for a part that is as it was.
    end: Option<u32>,
}

impl Folded {
    /// Folds a text in one pass.
    pub fn new(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            parts: Vec::new(),
        };
        let mut at = 0;
        while let Some((kept, c)) = split(original, at) {
            folded.keep(kept, at);
            at += kept.len();
            if let Some(c) = c {
                folded.fold(c, at);
                at += c.len_utf8();
            }
        }
        folded
    }

    /// Adds words as they are.
    fn keep(&mut self, words: &str, at: usize) {
        let begins = self.parts.last().is_none_or(|last| {
            let shift = offset(self.text.len()) - last.folded;
            last.end.is_some() || last.original + shift != offset(at)
        });
        if begins && !words.is_empty() {
            self.parts.push(Part {
                folded: offset(self.text.len()),
                original: offset(at),
                end: None,
            });
        }
        self.text.push_str(words);
    }

    /// Adds a character in its folded form.
    fn fold(&mut self, c: char, at: usize) {
        let folded = self.text.len();
        push_folded(&mut self.text, c);
        if self.text.len() > folded {
            self.parts.push(Part {
                folded: offset(folded),
                original: offset(at),
                end: Some(offset(at + c.len_utf8())),
            });
        }
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The part of the folded text that comes from these bytes of the original.
    pub fn range_of(&self, original: Range<usize>) -> Range<usize> {
        self.before(original.start)..self.before(original.end)
    }

    /// How much of the folded text comes from before a place in the original.
    fn before(&self, byte: usize) -> usize {
        let after = self
            .parts
            .partition_point(|part| index(part.original) < byte);
        let end = self.parts.get(after);
        let end = end.map_or(self.text.len(), |next| index(next.folded));
        match after.checked_sub(1).and_then(|last| self.parts.get(last)) {
            None => 0,
            Some(Part { end: Some(_), .. }) => end,
            Some(part) => end.min(index(part.folded) + byte - index(part.original)),
        }
    }

    /// The bytes of the original from which this part of the folded text comes; empty for an empty part.
    pub fn original(&self, folded: Range<usize>) -> Range<usize> {
        let last = folded.end.checked_sub(1);
        match (
            self.part_at(folded.start),
            last.and_then(|last| self.part_at(last)),
        ) {
            (Some(first), Some(last)) if !folded.is_empty() => {
                let start = match first.end {
                    Some(_) => index(first.original),
                    None => index(first.original) + folded.start - index(first.folded),
                };
                let end = match last.end {
                    Some(end) => index(end),
                    None => index(last.original) + folded.end - index(last.folded),
                };
                start..end
            }
            _ => 0..0,
        }
    }

    fn part_at(&self, folded: usize) -> Option<&Part> {
        let after = self
            .parts
            .partition_point(|part| index(part.folded) <= folded);
        self.parts.get(after.checked_sub(1)?)
    }
}

/// The folded form of a short text, when no way back is needed.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match is_folded(c) {
            true => folded.push(c),
            false => push_folded(&mut folded, c),
        }
    }
    folded
}

/// What stands from a place on that folds to itself, and the character after it; `None` at the end.
fn split(text: &str, at: usize) -> Option<(&str, Option<char>)> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    match rest.char_indices().find(|(_, c)| !is_folded(*c)) {
        Some((length, c)) => Some((rest.get(..length)?, Some(c))),
        None => Some((rest, None)),
    }
}

/// Whether a character is of the kind that folds to itself, as nearly all of a Chinese text is, and is told at a glance.
fn is_folded(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | 'a'..='z' | '0'..='9')
}

fn push_folded(out: &mut String, c: char) {
    if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}') {
        return;
    }
    let folded = match c {
        '…' | '⋯' => return out.push_str("..."),
        '。' | '｡' => '.',
        '､' => '、',
        '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '「' | '」' | '『' | '』' | '«' | '»'
        | '\'' | '＇' | '＂' | '｢' | '｣' | '﹁' | '﹂' | '﹃' | '﹄' => '"',
        '《' | '〈' => '<',
        '》' | '〉' => '>',
        '〔' | '【' | '［' => '[',
        '〕' | '】' | '］' => ']',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '・' | '•' | '‧' => '·',
        '￥' => '¥',
        // The full-width forms stand in the order of ASCII, a fixed distance above it.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    out.push(folded.to_ascii_lowercase());
}

/// Offsets are 32 bits wide: the loader refuses texts far smaller than that.
fn offset(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn index(offset: u32) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Folded, fold};

    #[test]
    fn width_spacing_case_and_marks() {
        assert_eq!(fold("（ａ）　Ａrt 1；“甲”"), "(a)art1;\"甲\"");
        assert_eq!(
            fold("《印发〈办法〉》〔2017〕"),
            fold("〈印发《办法》〉[2017]")
        );
        assert_eq!(fold("「甲『乙』」"), fold("\"甲'乙'\""));
        assert_eq!(fold("95％。"), "95%.");
    }

    #[test]
    fn the_way_back() {
        let text = "甲 ，乙…";
        let folded = Folded::new(text);
        assert_eq!(folded.text(), "甲,乙...");
        let comma = folded.text().find(',').unwrap();
        assert_eq!(text.get(folded.original(comma..comma + 4)), Some("，乙"));
        assert_eq!(folded.range_of(4..text.len()), comma..folded.text().len());
        assert_eq!(folded.original(3..3), 0..0);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_part_comes_from_its_original(text in "[甲乙“” ，a-cA-C…\n]{0,40}", cut in 0usize..40) {
            let folded = Folded::new(&text);
            prop_assert_eq!(folded.text(), fold(&text));
            let at = folded.text().char_indices().map(|(at, _)| at).nth(cut).unwrap_or(0);
            let original = folded.original(at..folded.text().len());
            let back = text.get(original.clone()).expect("whole characters");
            prop_assert!(fold(back).ends_with(folded.text().get(at..).unwrap()));
        }
    }
}
