//! The passage of a text nearest to words that do not occur in it, and the characters that differ.
//!
//! It proposes and never accepts: a quotation is right to the letter or it is wrong. Costs are bounded by
//! the product of both lengths; beyond the bound there is no proposal.

use std::ops::Range;

/// Longer quotations are not compared.
const MAX_WORDS: usize = 300;
/// Characters of the text times characters of the quotation: some milliseconds.
const MAX_CELLS: usize = 1 << 20;

/// A passage and what differs in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Near {
    /// Bytes of the text searched.
    pub passage: Range<usize>,
    /// What the quotation says, and what the text says in its place; either may be empty.
    pub changes: Vec<(String, String)>,
}

/// The passage with the fewest edits, the first of equals, when these are few.
pub(super) fn nearest(words: &str, text: &str) -> Option<Near> {
    let words: Vec<char> = words.chars().collect();
    let bounded =
        words.len() <= MAX_WORDS && words.len().saturating_mul(text.len() / 2) <= MAX_CELLS;
    if !bounded || words.len() < 4 {
        return None;
    }
    let allowed = (words.len() / 5).clamp(1, 12);
    let passage = best_end(&words, text, allowed)?;
    let found: Vec<char> = text.get(passage.clone())?.chars().collect();
    let changes = changes(&words, &found);
    Some(Near { passage, changes })
}

/// Sellers' algorithm: one column of edit distances per character of the text, each with its start.
fn best_end(words: &[char], text: &str, allowed: usize) -> Option<Range<usize>> {
    let mut column: Vec<(usize, usize)> = (1..=words.len()).map(|edits| (edits, 0)).collect();
    let mut best: Option<(usize, Range<usize>)> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        // A passage may begin anywhere at no cost.
        let (mut diagonal, mut above) = ((0, at), (0, end));
        for (cell, word) in column.iter_mut().zip(words) {
            let replaced = (diagonal.0 + usize::from(*word != c), diagonal.1);
            let left_out = (cell.0 + 1, cell.1);
            let added = (above.0 + 1, above.1);
            diagonal = *cell;
            above = [replaced, left_out, added]
                .into_iter()
                .min_by_key(|(edits, _)| *edits)
                .unwrap_or(replaced);
            *cell = above;
        }
        let (edits, start) = above;
        // Of equally near passages from one place the longest ends with the words and not in one.
        let better = best
            .as_ref()
            .is_none_or(|(least, range)| edits < *least || edits == *least && start == range.start);
        if edits <= allowed && better {
            best = Some((edits, start..end));
        }
    }
    best.map(|(_, passage)| passage)
}

/// The differing runs of two texts, in order, by a shortest edit script.
fn changes(words: &[char], found: &[char]) -> Vec<(String, String)> {
    let table = distances(words, found);
    let at = |row: usize, column: usize| table.get(row).and_then(|row| row.get(column)).copied();
    let (mut row, mut column) = (0, 0);
    let mut runs: Vec<(String, String)> = Vec::new();
    let mut in_run = false;
    while let Some(left) = at(row, column) {
        let (word, other) = (words.get(row), found.get(column));
        let costs = |next: Option<usize>| next.is_some_and(|next| next + 1 == left);
        let (down, right) = match (word, other) {
            (None, None) => break,
            (Some(word), Some(other)) if word == other && at(row + 1, column + 1) == Some(left) => {
                (row, column) = (row + 1, column + 1);
                in_run = false;
                continue;
            }
            (Some(_), Some(_)) if costs(at(row + 1, column + 1)) => (1, 1),
            (Some(_), _) if costs(at(row + 1, column)) => (1, 0),
            _ => (0, 1),
        };
        if !in_run {
            runs.push(Default::default());
            in_run = true;
        }
        if let Some((said, stands)) = runs.last_mut() {
            said.extend(word.filter(|_| down == 1));
            stands.extend(other.filter(|_| right == 1));
        }
        (row, column) = (row + down, column + right);
    }
    runs
}

/// Edit distances between what is left of both texts from every pair of places.
fn distances(words: &[char], found: &[char]) -> Vec<Vec<usize>> {
    let last: Vec<usize> = (0..=found.len()).rev().collect();
    let mut rows = vec![last];
    for word in words.iter().rev() {
        let below = rows.last().map_or(&[][..], Vec::as_slice);
        let mut row = vec![below.last().map_or(0, |edits| edits + 1)];
        let diagonals = below.iter().rev();
        let downs = below.iter().rev().skip(1);
        for ((other, diagonal), down) in found.iter().rev().zip(diagonals).zip(downs) {
            let right = row.last().copied().unwrap_or(0);
            let same = diagonal + usize::from(word != other);
            row.push(same.min(down + 1).min(right + 1));
        }
        row.reverse();
        rows.push(row);
    }
    rows.reverse();
    rows
}

#[cfg(test)]
mod tests {
    use super::nearest;

    fn check(words: &str, text: &str, passage: &str, expected: &[(&str, &str)]) {
        let near = nearest(words, text).expect(words);
        assert_eq!(text.get(near.passage).unwrap(), passage);
        let changes: Vec<(&str, &str)> = near
            .changes
            .iter()
            .map(|(said, stands)| (said.as_str(), stands.as_str()))
            .collect();
        assert_eq!(changes, expected, "{words}");
    }

    #[test]
    fn replaced_added_and_left_out() {
        let text = "村级河长负责河道日常巡查,发现问题及时报告。";
        check("河道日长巡查", text, "河道日常巡查", &[("长", "常")]);
        check(
            "Burning leafs",
            "Burning leaves is",
            "Burning leaves",
            &[("f", "ve")],
        );
        check("河道的日常巡查", text, "河道日常巡查", &[("的", "")]);
        check("发现问题时报告", text, "发现问题及时报告", &[("", "及")]);
        check(
            "村级河长负责河道日长巡查,发现问题应及时报告",
            text,
            "村级河长负责河道日常巡查,发现问题及时报告",
            &[("长", "常"), ("应", "")],
        );
    }

    #[test]
    fn what_is_not_near() {
        let text = "村级河长负责河道日常巡查";
        assert_eq!(nearest("乡级塘长", text), None);
        assert_eq!(nearest("巡茶", text), None);
        assert_eq!(nearest(&"长".repeat(301), text), None);
        assert_eq!(nearest("河道日长巡查", &"河".repeat(1 << 20)), None);
    }
}
