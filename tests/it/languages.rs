//! One language a run: nothing of the other shows but the words of the policy, of its text and of the facts.
//!
//! What is shown of a Chinese policy in Chinese, and of an English one in English, must be free of the other language
//! altogether; shown in the other language, a policy's own words stand as they are written, and no others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use zeren::{
    Assessment, Diagnostics, Facts, Lang, MutationOptions, Policy, ScenarioOptions, Sources,
    render_explanation, render_flip, render_plain, render_text, render_why_not,
};

use crate::{bad_facts, bad_policies};

/// Words in Latin letters that Chinese texts use: formats, ids, and what they stand for.
const LATIN: &[&str] = &["JSON", "SHA", "id", "N"];

/// How many of the findings, targets and organs are asked about: enough for each kind of reason.
const ASKED: usize = 6;

/// A policy with its facts.
struct Shown {
    policy: Policy,
    facts: Facts,
    assessment: Assessment,
    /// The words of the policy, its text and its facts.
    words: String,
    /// Whether the search for the smallest change is quick.
    flips: bool,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn shown(policy: &str, facts: &str, flips: bool) -> Shown {
    let path = root().join(policy);
    let facts_text = fs::read_to_string(root().join(facts)).unwrap();
    let policy = Policy::load(&path).unwrap();
    let facts = policy.read_facts(&facts_text).unwrap();
    let assessment = policy.evaluate(&facts).unwrap();
    let folder = if path.is_dir() {
        path
    } else {
        path.parent().unwrap().to_owned()
    };
    let mut words = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|kind| kind == "zeren" || kind == "txt")
        {
            words += path.file_name().unwrap().to_str().unwrap();
            words += &fs::read_to_string(&path).unwrap();
        }
    }
    told(&serde_json::from_str(&facts_text).unwrap(), &mut words);
    Shown {
        policy,
        facts,
        assessment,
        words,
        flips,
    }
}

/// The values of facts, and those keys that are not of their structure.
fn told(value: &Value, words: &mut String) {
    match value {
        Value::String(text) => *words += &format!("\n{text}\n"),
        Value::Array(values) => values.iter().for_each(|value| told(value, words)),
        Value::Object(entries) => {
            for (key, value) in entries {
                if !key.is_ascii() {
                    *words += &format!("\n{key}\n");
                }
                told(value, words);
            }
        }
        _ => {}
    }
}

/// The policies that are written in a language.
fn all(own: Lang) -> Vec<Shown> {
    let bus = (
        "tests/fixtures/assessment/校车.zeren",
        "tests/fixtures/assessment/校车.json",
    );
    match own {
        Lang::Zh => vec![
            shown(
                "policies/kongtong",
                "policies/kongtong/facts/2017.json",
                false,
            ),
            shown(bus.0, bus.1, true),
        ],
        Lang::En => vec![shown(
            "policies/clinics",
            "policies/clinics/facts/sample.json",
            true,
        )],
    }
}

/// Everything that is rendered of a policy and its facts, each with what it is.
fn pages(shown: &Shown, lang: Lang) -> Vec<(String, String)> {
    let Shown { policy, facts, .. } = shown;
    let ledger = policy.ledger();
    let matrix = policy.matrix(None).unwrap();
    let checked = policy.check_ledger();
    let mut pages = vec![
        (
            "the answer".to_owned(),
            render_text(&shown.assessment, lang),
        ),
        ("the ledger".to_owned(), ledger.to_text(lang)),
        (
            "the ledger in Markdown".to_owned(),
            ledger.to_markdown(lang),
        ),
        ("the matrix".to_owned(), matrix.to_markdown(lang)),
        (
            "the matrix in HTML".to_owned(),
            without_tags(&matrix.to_html(lang)),
        ),
        ("the matrix in CSV".to_owned(), matrix.to_csv(lang)),
        (
            "the ledger's check".to_owned(),
            render_plain(checked.as_slice(), policy.sources(), lang),
        ),
    ];
    let value: Value = serde_json::from_str(&shown.assessment.to_json()).unwrap();
    for finding in shown.assessment.findings().iter().take(ASKED) {
        let why = policy.explain(facts, &finding.id).unwrap();
        pages.push((
            format!("why {}", finding.id),
            render_explanation(&why, lang),
        ));
        if shown.flips {
            let flip = policy.flip(facts, &finding.id).unwrap();
            pages.push((
                format!("the flip of {}", finding.id),
                render_flip(&flip, lang),
            ));
        }
    }
    if shown.flips {
        let trial = policy.trial(&ScenarioOptions::default()).unwrap();
        let coverage = trial.coverage().to_text(lang);
        pages.push(("what the scenarios cover".to_owned(), coverage));
        let mutation = trial
            .mutation(&MutationOptions::default(), |_, _| ())
            .unwrap();
        let mutation = mutation.to_text(lang);
        pages.push(("what the scenarios miss".to_owned(), mutation));
    }
    for asked in questions(&value) {
        if let Ok(why) = policy.why_not(facts, &policy.question(&asked)) {
            pages.push((format!("why not {asked}"), render_why_not(&why, lang)));
        }
    }
    pages
}

/// Triggers, targets at units, and parties, as the assessment names them.
fn questions(value: &Value) -> BTreeSet<String> {
    let rows = |list: &str| value[list].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut asked = BTreeSet::new();
    asked.extend(rows("triggers").iter().map(|row| text(&row["trigger"])));
    for row in rows("targets").iter().take(ASKED * 2).step_by(2) {
        asked.insert(format!("{}@{}", text(&row["target"]), text(&row["unit"])));
    }
    for row in rows("duties").iter().take(ASKED * 2).step_by(2) {
        asked.insert(format!("{}@{}", text(&row["organ"]), text(&row["unit"])));
    }
    asked
}

/// The text of a page in HTML, without its styles.
fn without_tags(html: &str) -> String {
    let body = html.split("</style>").last().unwrap();
    let mut texts = String::new();
    for piece in body.split('<').skip(1) {
        texts += piece.split_once('>').map_or("", |(_, text)| text);
        texts.push('\n');
    }
    texts
}

fn is_chinese(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c)
}

/// Words in Latin letters that are neither the policy's own, nor ids and codes, nor quoted from a source.
fn latin(text: &str, own: &BTreeSet<&str>) -> Vec<String> {
    // A line break within a cell of a Markdown table, and an escaped mark.
    let text = text.replace("<br>", " ").replace("\\_", "_");
    let text = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    words(&text)
        .filter(|word| word.len() > 1 && !LATIN.contains(word) && !own.contains(word))
        .map(str::to_owned)
        .collect()
}

/// Words in Latin letters; digests are left out, and single letters are ids and codes.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_digest = |word: &&str| word.len() >= 8 && word.bytes().all(|b| b.is_ascii_hexdigit());
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(move |word| !is_digest(word))
        .flat_map(|word| word.split(|c: char| !c.is_ascii_alphabetic() && c != '_'))
}

/// Runs of Chinese that the policy's own words do not hold.
fn chinese(text: &str, own: &str) -> Vec<String> {
    text.split(|c: char| !is_chinese(c))
        .filter(|run| !run.is_empty() && !own.contains(run))
        .map(str::to_owned)
        .collect()
}

fn foreign(shown: &Shown, lang: Lang) -> Vec<String> {
    let own: BTreeSet<&str> = words(&shown.words).collect();
    // A text may break its lines within a word.
    let together: String = shown.words.split_whitespace().collect();
    let mut wrong = BTreeSet::new();
    for (name, page) in pages(shown, lang) {
        let leaks = match lang {
            Lang::Zh => latin(&page, &own),
            Lang::En => chinese(&page, &together),
        };
        wrong.extend(leaks.into_iter().map(|leak| format!("{name}: {leak}")));
    }
    wrong.into_iter().collect()
}

fn holds(own: Lang, lang: Lang) {
    for shown in all(own) {
        let wrong = foreign(&shown, lang);
        let title = shown.policy.title();
        assert!(wrong.is_empty(), "{title}:\n{}", wrong.join("\n"));
    }
}

#[test]
fn a_chinese_policy_is_shown_in_chinese() {
    holds(Lang::Zh, Lang::Zh);
}

#[test]
fn a_chinese_policy_is_shown_in_english() {
    holds(Lang::Zh, Lang::En);
}

#[test]
fn an_english_policy_is_shown_in_english() {
    holds(Lang::En, Lang::En);
}

#[test]
fn an_english_policy_is_shown_in_chinese() {
    holds(Lang::En, Lang::Zh);
}

/// In the renderings themselves, the words around messages included.
#[test]
fn diagnostics_are_in_one_language() {
    let mut wrong = Vec::new();
    let no_sources = Sources::new();
    let policies = bad_policies::all_errors().iter();
    let policies = policies.map(|(case, error)| (&case.name, &error.diagnostics, &error.sources));
    let facts = bad_facts::all_errors().iter();
    let facts = facts.map(|(case, error)| (&case.name, &error.diagnostics, &no_sources));
    for (name, diagnostics, sources) in policies.chain(facts) {
        for lang in [Lang::Zh, Lang::En] {
            for line in lines(diagnostics, sources, lang) {
                let own = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
                let leaks = match lang {
                    Lang::Zh => latin(&own, &BTreeSet::new()),
                    Lang::En => chinese(&own, ""),
                };
                wrong.extend(leaks.iter().map(|leak| format!("{name}: {leak}: {line}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The lines of the plain rendering without the places that they begin with.
fn lines(diagnostics: &Diagnostics, sources: &Sources, lang: Lang) -> Vec<String> {
    let word = lang.pick(["错误[", "警告["], ["error[", "warning["]);
    let text = render_plain(diagnostics.as_slice(), sources, lang);
    text.lines()
        .map(|line| {
            let at = word.iter().filter_map(|word| line.find(word)).min();
            line[at.unwrap_or(0)..].to_owned()
        })
        .collect()
}
