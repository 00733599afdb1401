//! The meaning of the language, rule by rule: a policy, facts, and the lines that must come out.
//!
//! Parts of a case: `policy`; `facts` as JSON; `change`, edits of the facts, one a line (`柳树镇: 满意度 = "85%"`
//! sets a key of the unit, a record or the facts as a whole, without `= …` takes it away); `choose`, other choices
//! of interpretations (`口径 = 乙说`); `text`, the regulation's text; and `expect`. An expectation is met when all
//! of its words occur in one line of the result that starts with the same word; behind `no` when there is no such
//! line, behind a number when there are exactly so many.

mod change;
mod summary;

use std::path::Path;

use serde_json::Value;
use zeren::{Policy, PolicyOptions};

use crate::case::{self, Case};

#[test]
fn every_rule_holds() {
    let mut failures = Vec::new();
    let mut ran = 0;
    for file in case::files("meaning", "case") {
        for case in case::cases(&file) {
            ran += 1;
            if let Err(failure) = run(&case) {
                let file = file.file_name().unwrap().to_string_lossy();
                failures.push(format!("{file}, {}\n{failure}", case.name));
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

fn run(case: &Case) -> Result<(), String> {
    let policy = policy(case)?;
    let facts = change::apply(case.part("facts"), case.part("change"))?;
    let lines = result(&policy, &facts);
    let unmet: Vec<&str> = expectations(case)
        .filter(|line| !is_met(line, &lines))
        .collect();
    if !unmet.is_empty() {
        let unmet = unmet.join("\n    ");
        let got = lines.join("\n    ");
        return Err(format!("  unmet:\n    {unmet}\n  result:\n    {got}"));
    }
    if expectations(case).next().is_none() {
        return Err("  expects nothing".to_owned());
    }
    is_repeatable(&policy, &facts)?;
    is_the_same_in_another_order(&policy, &facts, lines)
}

fn policy(case: &Case) -> Result<Policy, String> {
    let mut options = PolicyOptions::default();
    for line in case.part("choose").lines() {
        let (question, choice) = line.split_once('=').ok_or("`choose` without `=`")?;
        let (question, choice) = (question.trim().to_owned(), choice.trim().to_owned());
        options.interpretations.insert(question, choice);
    }
    let mut files = vec![("policy.zeren", case.part("policy"))];
    if !case.part("text").is_empty() {
        files.push(("text.txt", case.part("text")));
    }
    Policy::compile_with(files, options).map_err(|error| error.to_string())
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
    let mut words: Vec<&str> = expectation.split_whitespace().collect();
    let exactly = match words.first() {
        Some(&"no") => Some(0),
        number => number.and_then(|number| number.parse::<usize>().ok()),
    };
    if exactly.is_some() {
        words.remove(0);
    }
    let has = |line: &&String| {
        let found: Vec<&str> = line.split_whitespace().collect();
        found.first() == words.first() && words.iter().all(|word| found.contains(word))
    };
    let count = lines.iter().filter(has).count();
    exactly.map_or(count > 0, |exactly| count == exactly)
}

/// The same input gives the same bytes, from a policy and facts read anew.
fn is_repeatable(policy: &Policy, facts: &str) -> Result<(), String> {
    let bytes = |policy: &Policy| {
        let facts = policy.read_facts(facts).ok()?;
        Some(policy.evaluate(&facts).ok()?.to_json())
    };
    let again = policy.under::<String, String>([]);
    let again = again.map_err(|error| error.to_string())?;
    if bytes(policy) == bytes(&again) {
        Ok(())
    } else {
        Err("  a second run gives other bytes".to_owned())
    }
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

#[test]
fn every_fixture_has_cases() {
    for file in case::files("meaning", "case") {
        assert!(
            !case::cases(Path::new(&file)).is_empty(),
            "{}",
            file.display()
        );
    }
}
