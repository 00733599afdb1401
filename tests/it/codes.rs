//! The pages of codes: every code has one in each language, each example provokes its code, and each remedy does not.
//!
//! A part of a policy is read after an invented regulation, the Chinese one of `fixtures/bad-policies` or the English
//! one with `fixtures/pages`; facts are read against that regulation.

use std::fs;
use std::path::Path;

use zeren::{
    CodeInfo, Diagnostics, Lang, Policy, PolicyOptions, ScenarioOptions, Severity, Snippet,
    SnippetKind, Sources, TerminalOptions, code_info, code_to_json, codes, nearest_code,
    render_code, render_codes, render_plain,
};

use crate::bad_policies::base_files;

/// Codes that no policy and no facts provoke by themselves, and why.
const NOT_PROVOKED: &[(&str, &str)] = &[
    ("E0106", "takes more errors than a page has room for"),
    ("E0199", "tells of a defect of the program"),
    (
        "E0308",
        "takes a hundred long measures that convert into each other",
    ),
    ("E0499", "stands in where another message was lost"),
    ("F0170", "takes a spreadsheet"),
    ("F0171", "takes a spreadsheet"),
    ("F0172", "takes a spreadsheet"),
    ("F0173", "takes a spreadsheet"),
    ("F0174", "takes a spreadsheet"),
    ("F0175", "takes a spreadsheet"),
    ("F0176", "takes a spreadsheet"),
    ("E0808", "takes an evaluation beyond its limit"),
];

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    fs::read_to_string(path).unwrap()
}

/// The regulation that the pages of a language are about.
fn base(lang: Lang) -> Vec<(String, String)> {
    let (folder, more) = match lang {
        Lang::Zh => ("yunxi", "bad-facts/policy.zeren"),
        Lang::En => ("ferry", "pages/ferry-more.zeren"),
    };
    let mut files = base_files(folder);
    files.push(("more.zeren".to_owned(), fixture(more)));
    files
}

/// What checking the snippets finds.
fn found(snippets: &[Snippet], lang: Lang) -> (Diagnostics, Sources) {
    let alone = |snippet: &Snippet| snippet.kind == SnippetKind::WholePolicy;
    let mut files = match snippets.iter().any(alone) {
        true => Vec::new(),
        false => base(lang),
    };
    let (mut options, mut facts) = (PolicyOptions::default(), None);
    for snippet in snippets {
        match snippet.kind {
            SnippetKind::Facts => facts = Some(snippet.text),
            SnippetKind::Command => {
                let chosen = snippet.text.split("--interpret ").nth(1).unwrap();
                let (name, choice) = chosen.trim().split_once('=').unwrap();
                let taken = &mut options.interpretations;
                taken.insert(name.to_owned(), choice.to_owned());
            }
            _ => {
                let name = snippet.file.unwrap_or("page.zeren");
                files.push((name.to_owned(), snippet.text.to_owned()));
            }
        }
    }
    let policy = match Policy::compile_with(files, options) {
        Ok(policy) => policy,
        Err(error) => return (error.diagnostics, error.sources),
    };
    match facts {
        Some(facts) => {
            let error = policy.read_facts(facts).err();
            let diagnostics = error.map(|error| error.diagnostics);
            (diagnostics.unwrap_or_default(), Sources::new())
        }
        None => {
            // What a lint finds, the warnings of the check among it.
            let mut diagnostics = policy.lint();
            diagnostics.extend(policy.check_ledger());
            diagnostics.extend(policy.check_scenarios());
            let run = policy.run_scenarios(&ScenarioOptions::default());
            diagnostics.extend(run.diagnostics());
            (diagnostics, policy.sources().clone())
        }
    }
}

fn count(diagnostics: &Diagnostics, code: &str) -> usize {
    let same = diagnostics
        .iter()
        .filter(|found| found.code.as_str() == code);
    same.count()
}

/// Errors but those of the ledger: a part of a policy never accounts for its whole text.
fn errors(diagnostics: &Diagnostics) -> usize {
    let own = diagnostics
        .errors()
        .filter(|error| !error.code.as_str().starts_with("E07"));
    own.count()
}

fn is_provoked(info: &CodeInfo) -> bool {
    NOT_PROVOKED.iter().all(|(code, _)| *code != info.code)
}

/// What is wrong with the examples and remedies of a language.
fn faults(lang: Lang) -> Vec<String> {
    let mut wrong = Vec::new();
    let (before, _) = found(&[], lang);
    assert_eq!(errors(&before), 0, "{before:?}");
    for info in codes().iter().filter(|info| is_provoked(info)) {
        let is_whole = |snippet: &Snippet| snippet.kind == SnippetKind::WholePolicy;
        let usual = |snippets: &[Snippet]| match snippets.iter().any(is_whole) {
            true => 0,
            false => count(&before, info.code),
        };
        let (example, remedy) = (info.example(lang), info.remedy(lang));
        let (bad, sources) = found(&example, lang);
        if count(&bad, info.code) <= usual(&example) {
            let all = render_plain(bad.as_slice(), &sources, Lang::En);
            wrong.push(format!("{} {lang:?}: the example gives\n{all}", info.code));
        }
        let (good, sources) = found(&remedy, lang);
        if count(&good, info.code) > usual(&remedy) || errors(&good) > 0 {
            let all = render_plain(good.as_slice(), &sources, Lang::En);
            wrong.push(format!("{} {lang:?}: the remedy gives\n{all}", info.code));
        }
    }
    wrong
}

#[test]
fn every_chinese_example_provokes_its_code_and_every_remedy_removes_it() {
    let wrong = faults(Lang::Zh);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_english_example_provokes_its_code_and_every_remedy_removes_it() {
    let wrong = faults(Lang::En);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_has_its_sections_in_its_language() {
    let mut wrong = Vec::new();
    for info in codes() {
        for lang in LANGS {
            let headings: Vec<&str> = info
                .markdown(lang)
                .lines()
                .filter_map(|line| line.strip_prefix("## "))
                .collect();
            let expected = match lang {
                Lang::Zh => ["含义", "缘由", "错误示例", "改正"],
                Lang::En => ["Meaning", "Why", "Example", "Remedy"],
            };
            if headings != expected {
                wrong.push(format!(
                    "{} {lang:?}: the sections are {headings:?}",
                    info.code
                ));
            }
            for text in [info.title(lang), info.meaning(lang), info.reason(lang)] {
                let own: String = text.split('`').step_by(2).collect();
                let foreign = match lang {
                    Lang::Zh => own
                        .split(|c: char| !c.is_ascii_alphabetic())
                        .any(|word| !["", "JSON", "id", "null"].contains(&word)),
                    Lang::En => own.contains(|c: char| !c.is_ascii()),
                };
                if text.is_empty() || foreign {
                    wrong.push(format!("{} {lang:?}: {text:?}", info.code));
                }
            }
            if info.example(lang).is_empty() || info.remedy(lang).is_empty() {
                wrong.push(format!("{} {lang:?}: no snippet", info.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_not_provoked_is_a_code() {
    for (code, why) in NOT_PROVOKED {
        assert!(code_info(code).is_some() && !why.is_empty(), "{code}");
    }
}

#[test]
fn a_code_is_found_in_any_case_and_a_near_one_suggested() {
    assert_eq!(code_info("e0402").unwrap().code, "E0402");
    assert_eq!(code_info("E0402").unwrap().severity(), Severity::Error);
    assert_eq!(code_info("W0501").unwrap().severity(), Severity::Warning);
    assert!(code_info("E9999").is_none());
    assert_eq!(nearest_code("E402"), Some("E0402"));
    assert_eq!(nearest_code("责任"), None);
}

fn options(lang: Lang, width: usize) -> TerminalOptions {
    TerminalOptions {
        lang,
        color: false,
        width: Some(width),
    }
}

#[test]
fn a_page_reads_well_in_a_terminal() {
    let info = code_info("E0402").unwrap();
    let shown: String = LANGS
        .map(|lang| render_code(info, &options(lang, 60)))
        .join("\n");
    insta::assert_snapshot!(shown);
}

#[test]
fn pages_and_lists_fit_the_width() {
    for lang in LANGS {
        for width in [40, 80] {
            let is_wide = |line: &&str| unicode_width::UnicodeWidthStr::width(*line) > width;
            let list = render_codes(codes(), &options(lang, width));
            assert_eq!(list.lines().find(is_wide), None);
            for info in codes() {
                let page = render_code(info, &options(lang, width));
                // Snippets are indented by four and stand as they are written.
                let mut prose = page
                    .lines()
                    .filter(|line| !line.starts_with("    "))
                    .skip(1);
                assert_eq!(prose.find(is_wide), None, "{}", info.code);
            }
        }
    }
}

#[test]
fn a_page_as_json_holds_its_sections() {
    let value = code_to_json(code_info("E0107").unwrap(), Lang::En);
    assert_eq!(value["code"], "E0107");
    assert_eq!(value["severity"], "error");
    assert_eq!(value["title"], "a date that does not exist");
    assert!(value["meaning"].as_str().unwrap().contains("calendar"));
    assert!(value["reason"].as_str().unwrap().contains("Deadlines"));
    assert_eq!(value["example"][0]["kind"], "policy");
    assert!(
        value["example"][0]["text"]
            .as_str()
            .unwrap()
            .contains("2022-02-30")
    );
    assert!(
        value["remedy"][0]["text"]
            .as_str()
            .unwrap()
            .contains("2022-02-28")
    );
}
