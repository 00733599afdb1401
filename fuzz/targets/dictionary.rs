//! The words of the policy language in both languages, and the keys of facts: what a mutation may put in whole.
//!
//! They are read from the grammar, which alone decides what the words are, so that the dictionary cannot go stale.

use super::stock;

/// The keys of facts and of assessments that are not a policy's own, and texts on the edge of what they may hold.
const KEYS: &str = "format zeren.facts/1 zeren.assessment/1 as_of period units persons determinations discharges reports \
    level name plans earlier value date source note id person organ unit office title from to term subject metric record \
    duty act authority document report true false null 2020-01-01 2020-02-29 2020-Q1 2020-H1 2020-01 2020-01-01/2020-06-30 \
    100% 0.1% -1 1e99 99999999999999999999 0.000000000000000001 \\u0000 \\ud800";

/// The dictionary in the form that libFuzzer reads: an entry a line, each byte that is not plain as an escape.
pub fn text() -> String {
    let grammar = stock::grammar();
    let rules = grammar
        .lines()
        .map(|line| line.split_once("//").map_or(line, |(rule, _)| rule));
    let literals = rules.flat_map(|line| line.split('"').skip(1).step_by(2));
    let mut words: Vec<&str> = literals
        .filter(|word| !word.is_empty() && !word.contains('\\'))
        .collect();
    words.extend(KEYS.split_ascii_whitespace());
    words.sort_unstable();
    words.dedup();
    words.iter().map(|word| entry(word)).collect()
}

fn entry(word: &str) -> String {
    let byte = |byte: u8| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        0x20..0x7f => char::from(byte).to_string(),
        _ => format!("\\x{byte:02X}"),
    };
    let bytes: String = word.bytes().map(byte).collect();
    format!("\"{bytes}\"\n")
}
