//! Which words of the text are quoted, and which are left.

use std::ops::Range;

use super::super::declarations::{Declaration, DeclarationKind};
use crate::model::{Citation, ClauseText, Sentence};

/// Fewer letters than this left between two quotes are no half-sentence.
const MIN_LETTERS: usize = 4;

/// Words that one citation covers.
#[derive(Debug)]
pub(super) struct Cover<'d, 'm> {
    pub(super) declaration: &'d Declaration<'m>,
    pub(super) citation: &'m Citation,
    pub(super) ranges: Vec<Range<usize>>,
}

/// All covers, in the order of the declarations.
pub(super) struct Covers<'d, 'm>(pub(super) Vec<Cover<'d, 'm>>);

impl<'d, 'm> Covers<'d, 'm> {
    /// What the declarations cover.
    ///
    /// A clause cited without a quote is covered as a whole only by what says that it binds nobody or hands
    /// over: anything else would hide the sentences that it did not mean.
    pub(super) fn of(text: &ClauseText, declared: &'d [Declaration<'m>]) -> Self {
        let mut all = Vec::new();
        for declaration in declared {
            let whole = matches!(
                declaration.kind,
                DeclarationKind::NonOperative | DeclarationKind::Delegated
            );
            for citation in &declaration.basis.citations {
                let ranges = match (&citation.quote, text.find(&citation.clause)) {
                    (None, Some(clause)) if whole => {
                        std::iter::once(clause.start..clause.end).collect()
                    }
                    _ => citation.ranges.clone(),
                };
                all.push(Cover {
                    declaration,
                    citation,
                    ranges,
                });
            }
        }
        Self(all)
    }

    /// Those that quote words of a sentence.
    pub(super) fn of_sentence(&self, sentence: &Sentence) -> Vec<&Cover<'d, 'm>> {
        let within = sentence.body..sentence.end;
        let here =
            |cover: &&Cover<'d, 'm>| cover.ranges.iter().any(|range| overlap(range, &within));
        self.0.iter().filter(here).collect()
    }
}

/// Whether two ranges share a byte.
pub(super) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start.max(other.start) < one.end.min(other.end)
}

/// The parts of a sentence that no cover quotes.
pub(super) fn unquoted(
    text: &ClauseText,
    sentence: &Sentence,
    covers: &[&Cover<'_, '_>],
) -> Vec<Range<usize>> {
    let mut quoted: Vec<&Range<usize>> = covers.iter().flat_map(|c| &c.ranges).collect();
    quoted.sort_by_key(|range| range.start);
    let mut left = Vec::new();
    let mut from = sentence.body;
    for range in quoted {
        let until = range.start.min(sentence.end);
        if from < until {
            left.push(from..until);
        }
        from = from.max(range.end);
    }
    if from < sentence.end {
        left.push(from..sentence.end);
    }
    left.retain(|range| characters(&text.text, range.clone()) > 0);
    left
}

/// The parts long enough to say something, without the punctuation around them.
pub(super) fn fragments(
    text: &ClauseText,
    unquoted: &[Range<usize>],
) -> impl Iterator<Item = Range<usize>> {
    unquoted.iter().filter_map(|range| {
        let whole = text.text.get(range.clone())?;
        let letters = whole.chars().filter(|c| c.is_alphabetic()).count();
        let mark = |c: char| !c.is_alphanumeric();
        let start = range.start + whole.len() - whole.trim_start_matches(mark).len();
        let end = range.end - (whole.len() - whole.trim_end_matches(mark).len());
        (letters >= MIN_LETTERS).then_some(start..end)
    })
}

/// Letters, ideographs and digits in a part of the text.
pub(super) fn characters(text: &str, range: Range<usize>) -> usize {
    let part = text.get(range).unwrap_or("");
    part.chars().filter(|c| c.is_alphanumeric()).count()
}
