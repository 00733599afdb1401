//! Damaged facts never panic and never go wrong without saying where.

use proptest::prelude::*;

use super::good::FACTS;
use super::{line, read_text};
use crate::diagnostic::Place;

/// Reads, and checks that whatever is wrong says where.
fn check(text: &str) {
    let (store, diagnostics) = read_text(text);
    assert_eq!(store.is_none(), diagnostics.has_errors());
    for diagnostic in &diagnostics {
        line(diagnostic);
        let located = matches!(diagnostic.place, Place::Path(_));
        assert!(
            located && diagnostic.path_position.is_some(),
            "{diagnostic:?}"
        );
        assert!(!diagnostic.message.zh.is_empty() && !diagnostic.message.en.is_empty());
    }
}

/// The byte offsets of the quotes, in pairs.
fn strings() -> Vec<(usize, usize)> {
    let quotes: Vec<usize> = FACTS.match_indices('"').map(|(at, _)| at).collect();
    quotes
        .chunks(2)
        .map(|pair| (pair[0] + 1, pair[1]))
        .collect()
}

proptest! {
    #[test]
    fn bytes_replaced(at in 0..FACTS.len(), byte in 0x20_u8..0x7f) {
        let mut bytes = FACTS.as_bytes().to_vec();
        bytes[at] = byte;
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn bytes_deleted(at in 0..FACTS.len(), length in 1_usize..40) {
        let mut bytes = FACTS.as_bytes().to_vec();
        bytes.drain(at..(at + length).min(FACTS.len()));
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn strings_replaced(index in 0..strings().len(), with in 0..strings().len()) {
        let (all, mut text) = (strings(), FACTS.to_owned());
        let (start, end) = all[with];
        let other = FACTS.get(start..end).unwrap().to_owned();
        let (start, end) = all[index];
        text.replace_range(start..end, &other);
        check(&text);
    }

    #[test]
    fn strings_changed(index in 0..strings().len(), with in "\\PC{0,4}") {
        let mut text = FACTS.to_owned();
        let (start, end) = strings()[index];
        let with = serde_json::to_string(&with).unwrap();
        text.replace_range(start - 1..end + 1, &with);
        check(&text);
    }

    #[test]
    fn values_replaced(index in 0..strings().len(), with in 0_usize..8) {
        let mut text = FACTS.to_owned();
        let (start, end) = strings()[index];
        let values = ["null", "true", "12", "[]", "{}", "[[[]]]", "{\"value\":1}", "-1e400"];
        text.replace_range(start - 1..end + 1, values[with]);
        check(&text);
    }
}
