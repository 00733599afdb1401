//! The formatter on the files that ship and on the fixtures: canonical, idempotent, and lossless between the
//! languages of keywords.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use zeren::{FormatOptions, Lang, Policy, format_source};

use crate::case;

fn to(text: &str, keywords: Option<Lang>) -> String {
    let mut options = FormatOptions::default();
    options.keywords = keywords;
    format_source(text, &options).unwrap_or_else(|errors| panic!("{errors:?}\n{text}"))
}

fn files(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{folder}");
    found
}

#[test]
fn shipped_policies_are_formatted() {
    for (path, text) in files("policies", "zeren") {
        let formatted = to(&text, None);
        assert!(formatted == text, "run `zeren fmt` on {}", path.display());
    }
}

/// What must hold for every text that parses; that it says the same is made sure of by the formatter itself, which
/// reads again what it has written.
fn holds(name: &str, text: &str) {
    for keywords in [None, Some(Lang::Zh), Some(Lang::En)] {
        let once = to(text, keywords);
        assert!(to(&once, keywords) == once, "{name}: twice is not once");
        if let Some(lang) = keywords {
            let other = lang.pick(Lang::En, Lang::Zh);
            let back = to(&to(&once, Some(other)), Some(lang));
            // An English address has more places for a comment than a Chinese one.
            let stays = lang == Lang::Zh || !text.contains("//") && !text.contains("／／");
            assert!(!stays || back == once, "{name}: there and back");
        }
    }
}

/// Each is in one language and formatted, so that converting there and back gives the same bytes.
#[test]
fn shipped_policies_convert_there_and_back() {
    for (path, text) in files("policies", "zeren") {
        let chinese = path.to_str().unwrap().contains("kongtong");
        let (own, other) = if chinese {
            (Lang::Zh, Lang::En)
        } else {
            (Lang::En, Lang::Zh)
        };
        let there = to(&text, Some(other));
        assert!(there != text, "{}", path.display());
        assert!(to(&there, Some(own)) == text, "{}", path.display());
    }
}

/// Every policy of the fixtures that parses.
fn fixtures() -> Vec<String> {
    let mut texts: Vec<String> = files("tests/fixtures", "zeren")
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    for folder in ["meaning", "bad-policies"] {
        for path in case::files(folder, "case") {
            let cases = case::cases(&path).into_iter();
            texts.extend(cases.map(|case| case.part("policy").to_owned()));
        }
    }
    let sound = |text: &String| format_source(text, &FormatOptions::default()).is_ok();
    texts.retain(|text| text.len() < 4000 && sound(text));
    assert!(texts.len() > 100, "{}", texts.len());
    texts
}

#[test]
fn fixtures_hold_whatever_stands_between_their_words() {
    let gaps = vec![
        "\n",
        "\n\n\n",
        " // 注\n",
        "\n  ／／ 宽\n",
        "\t",
        " //\n",
        "\r\n",
        "  ",
    ];
    let strategy = (select(fixtures()), vec((any::<u16>(), select(gaps)), 0..12));
    let config = Config {
        cases: 150,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let outcome = TestRunner::new_with_rng(config, rng).run(&strategy, |(text, edits)| {
        let mut mutated = text;
        for (at, gap) in edits {
            let blanks: Vec<usize> = mutated.match_indices(' ').map(|(at, _)| at).collect();
            if let Some(at) = blanks.get(usize::from(at) % blanks.len().max(1)) {
                mutated.replace_range(*at..*at + 1, gap);
            }
        }
        // A blank inside a text or a comment, or between a number and its unit, may have told.
        if format_source(&mutated, &FormatOptions::default()).is_ok() {
            holds(&mutated, &mutated);
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

/// The clinics in Chinese keywords decide as they do in English ones.
#[test]
fn a_converted_policy_decides_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/clinics");
    let english = fs::read_to_string(folder.join("charter.zeren")).unwrap();
    let charter = fs::read_to_string(folder.join("charter.txt")).unwrap();
    let facts = fs::read_to_string(folder.join("facts/sample.json")).unwrap();
    let findings = |policy: String| {
        let files = vec![
            ("charter.zeren".to_owned(), policy),
            ("charter.txt".to_owned(), charter.clone()),
        ];
        let policy = Policy::compile(files).unwrap();
        let facts = policy.read_facts(&facts).unwrap();
        let assessment = policy.evaluate(&facts).unwrap();
        let findings = serde_json::to_value(assessment.findings()).unwrap();
        assert!(findings.as_array().is_some_and(|all| !all.is_empty()));
        findings
    };
    let chinese = to(&english, Some(Lang::Zh));
    assert!(chinese.contains("责任 overall_care {\n  主体 network_board\n"));
    assert_eq!(findings(chinese), findings(english));
}
