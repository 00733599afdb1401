//! What must come out of facts, as data: the result in lines of words, and expectations of them.
//!
//! An expectation is met when all of its words occur in one line of the result that starts with the same word;
//! behind `no` when there is no such line, behind a number when there are exactly so many. `//` opens a comment.

pub mod change;
mod summary;

use std::path::Path;

use serde_json::Value;
use zeren::Policy;

use crate::case::{self, Case};
use crate::decided;

/// Runs every case of a folder of fixtures; says which fail, and how.
pub fn every_case(folder: &str, mut run: impl FnMut(&Case) -> Result<(), String>) {
    let mut failures = Vec::new();
    let mut ran = 0;
    for file in case::files(folder, "case") {
        let cases = case::cases(&file);
        assert!(!cases.is_empty(), "{} has no cases", file.display());
        for case in cases {
            ran += 1;
            if let Err(failure) = run(&case) {
                failures.push(format!("{}, {}\n{failure}", file_name(&file), case.name));
            }
        }
    }
    assert!(ran > 0, "there are no cases");
    assert!(
        failures.is_empty(),
        "{} of {ran} cases fail\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
}

/// Whether facts come out as a case expects, in whatever order their units are listed.
pub fn holds(policy: &Policy, facts: &str, case: &Case) -> Result<(), String> {
    let lines = result(policy, facts);
    let unmet: Vec<&str> = expectations(case)
        .filter(|line| !is_met(line, &lines))
        .collect();
    if !unmet.is_empty() {
        return Err(shown(&unmet, &lines));
    }
    if expectations(case).next().is_none() {
        return Err("  expects nothing".to_owned());
    }
    is_the_same_in_another_order(policy, facts, lines)
}

/// Whether facts come out the same in whatever order their units are listed.
pub fn holds_in_any_order(policy: &Policy, facts: &str) -> Result<(), String> {
    is_the_same_in_another_order(policy, facts, result(policy, facts))
}

/// The choices of a case's part `choose`: `口径 = 乙说`, one a line.
pub fn choices(case: &Case) -> Result<Vec<(String, String)>, String> {
    let lines = case.part("choose").lines();
    lines
        .map(|line| {
            let (question, choice) = line.split_once('=').ok_or("`choose` without `=`")?;
            Ok((question.trim().to_owned(), choice.trim().to_owned()))
        })
        .collect()
}

/// The result as lines: those of the assessment, or of what is wrong with the facts.
fn result(policy: &Policy, facts: &str) -> Vec<String> {
    match policy.read_facts(facts) {
        Err(error) => {
            let wrong = error.diagnostics.as_slice().iter();
            wrong
                .map(|found| format!("error {} {}", found.code, error))
                .collect()
        }
        Ok(read) => match policy.evaluate(&read) {
            Err(error) => vec![format!("error {error}")],
            Ok(assessment) => {
                decided::agree(policy, &read, &assessment);
                let json: Value = serde_json::from_str(&assessment.to_json()).unwrap_or_default();
                summary::lines(&json)
            }
        },
    }
}

fn expectations(case: &Case) -> impl Iterator<Item = &str> {
    let lines = case.part("expect").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with("//"))
}

fn is_met(expectation: &str, lines: &[String]) -> bool {
    let (exactly, words) = counted(expectation);
    let has = |line: &&String| {
        let found: Vec<&str> = line.split_whitespace().collect();
        found.first() == words.first() && words.iter().all(|word| found.contains(word))
    };
    let count = lines.iter().filter(has).count();
    exactly.map_or(count > 0, |exactly| count == exactly)
}

/// How many lines are expected, where that is said, and the words of each.
fn counted(expectation: &str) -> (Option<usize>, Vec<&str>) {
    let mut words: Vec<&str> = expectation.split_whitespace().collect();
    let exactly = match words[0] {
        "no" => Some(0),
        number => number.parse::<usize>().ok(),
    };
    if exactly.is_some() {
        words.remove(0);
    }
    (exactly, words)
}

/// What is not met, and the lines of the result that it could have been met by.
fn shown(unmet: &[&str], lines: &[String]) -> String {
    let kinds: Vec<&str> = unmet.iter().map(|line| counted(line).1[0]).collect();
    let near = |line: &&String| {
        let kind = line.split_whitespace().next();
        kind == Some("error") || kind.is_some_and(|kind| kinds.contains(&kind))
    };
    let got: Vec<&str> = lines.iter().filter(near).map(String::as_str).collect();
    format!(
        "  unmet:\n    {}\n  result:\n    {}",
        unmet.join("\n    "),
        got.join("\n    ")
    )
}

/// The order in which units are listed is the order of results, and nothing else.
fn is_the_same_in_another_order(
    policy: &Policy,
    facts: &str,
    mut lines: Vec<String>,
) -> Result<(), String> {
    let Some(reversed) = change::reversed(facts) else {
        return Ok(());
    };
    if lines.iter().any(|line| line.starts_with("error")) {
        // Errors tell where they stand.
        return Ok(());
    }
    let mut others = result(policy, &reversed);
    for lines in [&mut lines, &mut others] {
        for line in lines.iter_mut() {
            // Ids and examples follow the order.
            let words = line.split_whitespace();
            let kept =
                words.filter(|word| !word.starts_with("id=") && !word.starts_with("such_as="));
            *line = kept.collect::<Vec<_>>().join(" ");
        }
        lines.sort();
    }
    if lines == others {
        return Ok(());
    }
    let only = |these: &[String], those: &[String]| {
        let only = these.iter().filter(|line| !those.contains(line));
        only.cloned().collect::<Vec<_>>().join("\n    ")
    };
    Err(format!(
        "  the order of units tells\n    {}\n  reversed\n    {}",
        only(&lines, &others),
        only(&others, &lines)
    ))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
