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
    /// For each byte of the folded text, the range of the original character that it comes from.
    ///
    /// INVARIANT: as long as `text`, and ascending.
    origins: Vec<Range<u32>>,
}

impl Folded {
    /// Folds a text in one pass.
    pub fn new(original: &str) -> Self {
        let mut folded = Self::default();
        for (at, c) in original.char_indices() {
            push_folded(&mut folded.text, c);
            let origin = offset(at)..offset(at + c.len_utf8());
            folded.origins.resize(folded.text.len(), origin);
        }
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The part of the folded text that comes from these bytes of the original.
    pub fn range_of(&self, original: Range<usize>) -> Range<usize> {
        let before = |byte: usize| {
            self.origins
                .partition_point(|origin| index(origin.start) < byte)
        };
        before(original.start)..before(original.end)
    }

    /// The bytes of the original from which this part of the folded text comes; empty for an empty part.
    pub fn original(&self, folded: Range<usize>) -> Range<usize> {
        let first = self.origins.get(folded.start);
        let last = folded
            .end
            .checked_sub(1)
            .and_then(|last| self.origins.get(last));
        match (first, last) {
            (Some(first), Some(last)) if !folded.is_empty() => index(first.start)..index(last.end),
            _ => 0..0,
        }
    }
}

/// The folded form of a short text, when no way back is needed.
pub(crate) fn fold(text: &str) -> String {
    text.chars().fold(String::new(), |mut folded, c| {
        push_folded(&mut folded, c);
        folded
    })
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
