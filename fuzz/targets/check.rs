//! Whole policies: several files, texts that they cite among them. Whatever compiles keeps what a policy promises.
//!
//! An input is a text; a line `--- NAME` begins a file.

use zeren::{Date, FormOptions, Lang, Period, Policy, PolicyOptions, ScenarioOptions};

use super::{answers, stock};

pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let files = split(&text);
    let Some(policy) = answers::check(Policy::compile_with(files.clone(), options())) else {
        return;
    };
    let mut turned = files;
    turned.reverse();
    let again = Policy::compile_with(turned, options());
    assert_eq!(
        again.map(|again| again.digest().to_owned()).ok().as_deref(),
        Some(policy.digest())
    );
    nothing_is_known(&policy);
    answers::placed(&policy.lint(), policy.sources());
    answers::placed(&policy.check_ledger(), policy.sources());
    answers::placed(&policy.check_scenarios(), policy.sources());
    let report = policy.run_scenarios(&ScenarioOptions::default());
    assert!(!report.to_json().is_empty());
    for lang in [Lang::Zh, Lang::En] {
        drop(policy.ledger().to_markdown(lang));
        drop(policy.facts_schema(lang));
        let matrix = policy
            .matrix(None)
            .unwrap_or_else(|error| panic!("{error:?}"));
        drop((matrix.to_html(lang), matrix.to_csv(lang)));
    }
    assert!(
        policy.compare(&policy).is_empty(),
        "a policy differs from itself"
    );
}

/// Small enough for one input to be fast.
pub fn options() -> PolicyOptions {
    let mut options = PolicyOptions::default();
    options.syntax.source_bytes = 1 << 15;
    options.syntax.tokens = 6_000;
    options.syntax.nesting = 32;
    options.facts.errors = 20;
    options.evaluation.steps = 200_000;
    options
}

/// The empty document is accepted, and nothing has happened in it.
fn nothing_is_known(policy: &Policy) {
    let mut options = FormOptions::new(Lang::Zh);
    options.as_of = Date::parse("2025-02-01");
    options.period = Period::parse("2024");
    let json = policy.facts_template(&options);
    let facts = policy.read_facts(&json);
    let facts =
        facts.unwrap_or_else(|error| panic!("the empty document is refused: {error}\n{json}"));
    if let Ok(assessment) = policy.evaluate(&facts) {
        assert_eq!(
            assessment.to_json().is_empty(),
            assessment.to_json_line().is_empty()
        );
    }
}

fn split(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix("--- "), files.last_mut()) {
            (Some(name), _) => files.push((name.trim().to_owned(), String::new())),
            (None, Some((_, file))) => file.push_str(line),
            (None, None) => files.push(("甲.zeren".to_owned(), line.to_owned())),
        }
    }
    // Two files of one name would be one and the same.
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|(name, _)| seen.insert(name.clone()));
    files
}

pub fn seeds(every: usize) -> Vec<Vec<u8>> {
    let mut seeds: Vec<String> = stock::policy_files()
        .into_iter()
        .map(|files| {
            files
                .iter()
                .map(|(name, text)| format!("--- {name}\n{text}"))
                .collect()
        })
        .collect();
    seeds.extend(stock::bad_policies());
    seeds.retain(|seed| seed.len() < 12_000);
    let some = seeds.into_iter().step_by(every);
    some.map(String::into_bytes).collect()
}
