//! Holds the table against the grammar, both ways.

use std::collections::{BTreeMap, BTreeSet};

use super::{KEYWORDS, is_reserved};

const GRAMMAR: &str = include_str!("../../../grammar/policy.pest");

/// The body of every keyword rule of the grammar.
fn rules() -> BTreeMap<String, BTreeSet<String>> {
    let lines = GRAMMAR.lines().filter_map(|line| {
        let (name, body) = line.split_once('=')?;
        let name = name.trim();
        let body = body.trim().strip_prefix("@{")?.strip_suffix('}')?;
        name.ends_with("_kw")
            .then(|| (name.to_owned(), spellings(body)))
    });
    lines.collect()
}

/// The words that the body of a rule matches: alternatives of sequences of quoted pieces. Lookaheads and the
/// end of a word match nothing, signs such as `>=` are no words.
fn spellings(body: &str) -> BTreeSet<String> {
    let mut chars = body.trim().chars().peekable();
    let mut stack = vec![(Vec::new(), vec![String::new()])];
    let mut silent = false;
    while let Some(c) = chars.next() {
        let (alternatives, sequence) = stack.last_mut().unwrap();
        match c {
            '"' => {
                let piece: String = chars.by_ref().take_while(|c| *c != '"').collect();
                if !std::mem::take(&mut silent) {
                    sequence.iter_mut().for_each(|text| text.push_str(&piece));
                }
            }
            '|' => alternatives.append(&mut std::mem::replace(sequence, vec![String::new()])),
            '(' => stack.push((Vec::new(), vec![String::new()])),
            ')' => {
                let (mut inner, last) = stack.pop().unwrap();
                inner.extend(last);
                let (_, sequence) = stack.last_mut().unwrap();
                if !std::mem::take(&mut silent) {
                    let joined = sequence
                        .iter()
                        .flat_map(|head| inner.iter().map(move |tail| format!("{head}{tail}")));
                    *sequence = joined.collect();
                }
            }
            '&' | '!' => silent = true,
            c if c.is_alphabetic() => {
                let mut rule = String::from(c);
                while let Some(c) = chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    rule.push(c);
                }
                if !std::mem::take(&mut silent) && rule == "sp" {
                    sequence.iter_mut().for_each(|text| text.push(' '));
                }
            }
            _ => {}
        }
    }
    let (mut all, last) = stack.pop().unwrap();
    all.extend(last);
    let is_word = |text: &String| text.contains(|c: char| c.is_alphanumeric() || c == '§');
    all.into_iter().filter(is_word).collect()
}

#[test]
fn the_table_and_the_grammar_agree() {
    let mut rules = rules();
    for keyword in KEYWORDS {
        let name = format!("{:?}", keyword.rule);
        let table: BTreeSet<String> = keyword.spellings().map(str::to_owned).collect();
        assert_eq!(rules.remove(&name), Some(table), "{name}");
        assert!(keyword.zh.iter().all(|word| !word.is_ascii()), "{name}");
        assert!(
            keyword
                .en
                .iter()
                .all(|word| word.is_ascii() || *word == "§"),
            "{name}"
        );
    }
    assert!(rules.is_empty(), "not in the table: {rules:?}");
}

/// The grammar refuses these words as names; it lists them a second time, because that is faster.
#[test]
fn the_reserved_words_are_the_keywords() {
    let lists = GRAMMAR.split("reserved_zh = _{").nth(1).unwrap();
    let lists = lists.split("reserved_en = _{");
    let lists = lists.map(|list| spellings(list.trim_end().trim_end_matches('}')));
    let listed: BTreeSet<String> = lists.flatten().collect();
    let words = KEYWORDS
        .iter()
        .filter(|keyword| keyword.reserved)
        .flat_map(|keyword| keyword.spellings())
        .filter_map(|spelling| spelling.split([' ', '-']).next())
        .filter(|word| word.chars().all(char::is_alphanumeric));
    // 有序枚举 is two keywords that need no blank between them.
    let words = words.chain(["有序枚举"]).map(str::to_owned);
    let words: BTreeSet<String> = words.collect();
    assert_eq!(listed, words);
    assert!(is_reserved("责任") && is_reserved("Duty") && is_reserved("borne"));
    assert!(!is_reserved("件") && !is_reserved("镇政府"));
}
