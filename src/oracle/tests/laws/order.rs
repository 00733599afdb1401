//! The order of declarations changes order only.
//!
//! A finding on several grounds says what it says once of the ground that is declared first: matter, day, unit, steps, and
//! who was in office and held the duty with others then. Which ground that is, is order.

use super::{assessed, compiled, try_pairs};
use crate::oracle::tests::dice::Dice;
use crate::oracle::tests::engine;
use crate::policy::Policy;

/// What a finding on several grounds says of the first.
const OF_FIRST: &[&str] = &[
    "matter",
    "duty_matter",
    "date",
    "cause_unit",
    "distance",
    "persons",
    "with",
];

#[test]
fn the_order_of_declarations_is_only_order() {
    let mut last: Option<(u64, Policy, Vec<String>)> = None;
    let seen = try_pairs(|pair, dice, seen| {
        if last.as_ref().is_none_or(|(seed, ..)| *seed != pair.seed) {
            let items = shuffled(pair.items, dice);
            last = Some((pair.seed, compiled(&items), items));
        }
        let (_, policy, items) = last.as_ref().unwrap();
        let (was, is) = (pair.assessment(), assessed(policy, pair.facts));
        let lines = |of| -> Vec<String> {
            let lines = engine::lines(of, |_| 1);
            let mut lines: Vec<String> = lines.iter().map(|line| unordered(line)).collect();
            lines.sort();
            lines
        };
        let (was_lines, is_lines) = (lines(&was), lines(&is));
        if was_lines != is_lines {
            let only = |these: &[String], those: &[String]| -> String {
                let only = these.iter().filter(|line| !those.contains(line));
                only.map(|line| format!("  {line}\n")).collect()
            };
            panic!(
                "{}\n{}\nshuffled:\n{}\nwas:\n{}is:\n{}",
                pair.text(),
                pair.facts,
                items.join("\n"),
                only(&was_lines, &is_lines),
                only(&is_lines, &was_lines)
            );
        }
        let is_moved = was.to_json() != is.to_json();
        seen.add(if is_moved { "moved" } else { "as before" });
    });
    seen.at_least("moved", 500);
}

/// A line with the lists in it sorted, less what it says of the first of several grounds.
fn unordered(line: &str) -> String {
    let mut parts = line.split(' ');
    let has_several = parts.any(|part| part.starts_with("grounds=") && part.contains(','));
    let part = |part: &str| match part.split_once('=') {
        Some((key, _)) if has_several && OF_FIRST.contains(&key) => key.to_owned(),
        Some((key, list)) => {
            let mut list: Vec<&str> = list.split(',').collect();
            list.sort_unstable();
            format!("{key}={}", list.join(","))
        }
        None => part.to_owned(),
    };
    line.split(' ').map(part).collect::<Vec<_>>().join(" ")
}

fn shuffled(items: &[String], dice: &mut Dice) -> Vec<String> {
    let mut left = items.to_vec();
    let mut shuffled = Vec::new();
    while !left.is_empty() {
        shuffled.push(left.swap_remove(dice.below(left.len())));
    }
    shuffled
}
