//! Finds quoted words in the text.
//!
//! The text is folded once and each quotation once; a search is then a plain search for substrings.

use std::ops::Range;

use crate::folded::fold;
use crate::model::{Clause, ClauseText, Sentence};

/// A part of a quotation between marks of omission.
pub(super) struct Fragment {
    /// Its bytes in the quotation.
    pub range: Range<usize>,
    /// Its words, folded.
    pub folded: String,
}

/// The parts of a quotation: … and three or more full stops join them.
pub(super) fn fragments(quote: &str) -> Vec<Fragment> {
    if !has_omission(quote) {
        return fragment(quote, 0..quote.len()).into_iter().collect();
    }
    let (mut found, mut from, mut run) = (Vec::new(), 0, 0..0);
    for (at, c) in quote.char_indices().chain([(quote.len(), ' ')]) {
        if matches!(c, '…' | '⋯' | '.' | '．') {
            let start = if run.is_empty() { at } else { run.start };
            run = start..at + c.len_utf8();
        } else if !run.is_empty() {
            let mark = quote.get(run.clone()).unwrap_or("");
            if mark.contains(['…', '⋯']) || mark.chars().count() >= 3 {
                found.extend(fragment(quote, from..run.start));
                from = run.end;
            }
            run = 0..0;
        }
    }
    found.extend(fragment(quote, from..quote.len()));
    found
}

/// Whether a quotation may have marks of omission: told by bytes, since hardly any has.
fn has_omission(quote: &str) -> bool {
    let bytes = quote.as_bytes();
    let mut windows = bytes.windows(3);
    windows.any(|bytes| match bytes {
        b"..." => true,
        [0xe2 | 0xef, ..] => ["…", "⋯", "．"].iter().any(|mark| mark.as_bytes() == bytes),
        _ => false,
    })
}

/// A part of a quotation, unless it has no words.
fn fragment(quote: &str, range: Range<usize>) -> Option<Fragment> {
    let whole = quote.get(range.clone())?;
    let words = whole.trim();
    let start = range.start + whole.len() - whole.trim_start().len();
    let folded = fold(words);
    let range = start..start + words.len();
    (!folded.is_empty()).then_some(Fragment { range, folded })
}

/// Where the fragments stand, in order within a part of the folded text; else which of them is missing.
///
/// Taking the first occurrence of each leaves the most room for the rest, so no occurrence is overlooked.
pub(super) fn search(
    text: &ClauseText,
    within: Range<usize>,
    fragments: &[Fragment],
) -> Result<Vec<Range<usize>>, usize> {
    let whole = text.folded.text();
    let mut from = within.start;
    let mut found = Vec::new();
    for (index, fragment) in fragments.iter().enumerate() {
        let rest = whole.get(from..within.end).unwrap_or("");
        let at = from + rest.find(&fragment.folded).ok_or(index)?;
        from = at + fragment.folded.len();
        found.push(at..from);
    }
    Ok(found)
}

/// Where a clause stands in the folded text.
pub(super) fn extent(text: &ClauseText, clause: &Clause) -> Range<usize> {
    text.folded.range_of(clause.start..clause.end)
}

/// Whether ascending parts of the text stand in one of these sentences.
pub(super) fn within_one(sentences: &[Sentence], parts: &[Range<usize>]) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return false;
    };
    let after = sentences.partition_point(|sentence| sentence.start <= first.start);
    let around = after.checked_sub(1).and_then(|index| sentences.get(index));
    around.is_some_and(|sentence| last.end <= sentence.end)
}

/// Whether one of the sentences holds all fragments.
pub(super) fn in_one_sentence<'s>(
    text: &ClauseText,
    sentences: &'s [Sentence],
    fragments: &[Fragment],
) -> Option<&'s Sentence> {
    sentences.iter().find(|sentence| {
        let within = text.folded.range_of(sentence.start..sentence.end);
        search(text, within, fragments).is_ok()
    })
}

/// The clauses, at most three, whose words hold all fragments; sentences first, then whole articles.
pub(super) fn elsewhere<'t>(text: &'t ClauseText, fragments: &[Fragment]) -> Vec<&'t Clause> {
    const MOST: usize = 3;
    let mut found: Vec<&Clause> = Vec::new();
    let mut sentences = text.sentences.as_slice();
    while found.len() < MOST {
        let Some(sentence) = in_one_sentence(text, sentences, fragments) else {
            break;
        };
        let clause = text.innermost(sentence.start, sentence.end);
        found.extend(
            clause.filter(|clause| found.iter().all(|known| known.address != clause.address)),
        );
        let next = sentences.partition_point(|s| s.start <= sentence.start);
        sentences = sentences.get(next..).unwrap_or_default();
    }
    if found.is_empty() {
        let holds = |clause: &&Clause| {
            clause.address.article.is_some()
                && search(text, extent(text, clause), fragments).is_ok()
        };
        found.extend(text.clauses.iter().find(holds));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::fragments;

    fn check(quote: &str, expected: &[&str]) {
        let found = fragments(quote);
        let words: Vec<&str> = found
            .iter()
            .map(|part| quote.get(part.range.clone()).unwrap())
            .collect();
        assert_eq!(words, expected, "{quote}");
    }

    #[test]
    fn marks_of_omission() {
        check("…甲 乙…… 丙......丁... ", &["甲 乙", "丙", "丁"]);
        check("达到3.5以上.", &["达到3.5以上."]);
        check("……", &[]);
        check("", &[]);
    }
}
