//! Policies with the mistakes that an editor makes: each gives its errors, and no more than those.
//!
//! A case of `fixtures/bad-policies` builds on the policy that its part `base` names, a folder beside it. The
//! snapshots show each case and its diagnostics as a terminal would, in Chinese, then in English.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use zeren::{CompileError, Lang, Place, Policy, TerminalOptions, render_terminal};

use crate::case::{self, Case};
use crate::wording;

const CASE: &str = "本例.zeren";

#[test]
fn every_mistake_is_reported_as_an_editor_would_want() {
    let mut errors = all_errors().iter();
    for file in case::files("bad-policies", "case") {
        let mut shown = String::new();
        let count = case::cases(&file).len();
        for (case, error) in errors.by_ref().take(count) {
            show(&mut shown, case, error);
        }
        let name = file.file_stem().unwrap().to_str().unwrap();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("bad_policies_{name}"), shown);
        });
    }
}

#[test]
fn every_error_has_a_code_a_place_and_both_languages() {
    let mut faults = Vec::new();
    for (case, error) in all_errors() {
        if !error.diagnostics.has_errors() {
            faults.push(format!("{}: no error", case.name));
        }
        for diagnostic in &error.diagnostics {
            faults.extend(
                wording::faults(diagnostic)
                    .into_iter()
                    .map(|fault| format!("{} {}: {fault}", case.name, diagnostic.code)),
            );
            if let Some(fault) = misplaced(diagnostic.place.clone(), error) {
                faults.push(format!("{} {}: {fault}", case.name, diagnostic.code));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A mistake is reported once, where it is, and causes no errors elsewhere.
#[test]
fn a_mistake_is_one_error() {
    let mut wrong = Vec::new();
    for (case, error) in all_errors() {
        let expected: usize = case.part("errors").trim().parse().unwrap_or(1);
        let errors = error.diagnostics.errors();
        let codes: Vec<&str> = errors.map(|diagnostic| diagnostic.code.as_str()).collect();
        if codes.len() != expected {
            wrong.push(format!("{}: {codes:?}, not {expected}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_policies_that_the_cases_build_on_are_sound() {
    for base in ["yunxi", "ferry"] {
        if let Err(error) = Policy::compile(base_files(base)) {
            panic!("{}", terminal(&error, Lang::En));
        }
    }
}

fn all_cases() -> Vec<Case> {
    let files = case::files("bad-policies", "case");
    let cases: Vec<Case> = files.iter().flat_map(|file| case::cases(file)).collect();
    assert!(cases.len() >= 80, "only {} cases", cases.len());
    cases
}

/// Every case and the error that it gives, compiled once for all tests.
pub fn all_errors() -> &'static [(Case, CompileError)] {
    static ERRORS: OnceLock<Vec<(Case, CompileError)>> = OnceLock::new();
    ERRORS.get_or_init(|| {
        let cases = all_cases().into_iter();
        cases.map(|case| (case.clone(), compile(&case))).collect()
    })
}

/// The error that a case gives, of the policy or else of its scenarios; an empty one where both are accepted, which
/// the tests then report.
fn compile(case: &Case) -> CompileError {
    let mut files = base_files(case.part("base").trim());
    files.push((CASE.to_owned(), case.part("policy").to_owned()));
    if !case.part("text").is_empty() {
        files.push(("原文.txt".to_owned(), case.part("text").to_owned()));
    }
    for (name, text) in case.parts_after("file ") {
        files.push((name.to_owned(), text.to_owned()));
    }
    Policy::compile(files).map_or_else(
        |error| error,
        |policy| CompileError::new(policy.check_scenarios(), policy.sources().clone()),
    )
}

pub fn base_files(base: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/bad-policies/base")
        .join(base);
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn show(shown: &mut String, case: &Case, error: &CompileError) {
    writeln!(shown, "======== {}", case.name).unwrap();
    shown.push_str(case.part("policy"));
    for (name, text) in case.parts_after("file ") {
        writeln!(shown, "-- {name}\n{}", text.trim_end()).unwrap();
    }
    for lang in [Lang::Zh, Lang::En] {
        writeln!(shown, "--------\n{}", terminal(error, lang).trim_end()).unwrap();
    }
    shown.push('\n');
}

pub fn terminal(error: &CompileError, lang: Lang) -> String {
    let options = TerminalOptions {
        lang,
        color: false,
        width: Some(100),
    };
    render_terminal(error.diagnostics.as_slice(), &error.sources, &options)
}

/// Why a place is no place in the policy, if so.
fn misplaced(place: Place, error: &CompileError) -> Option<String> {
    match place {
        Place::Whole => None,
        Place::Path(path) => Some(format!("a path of facts, {path}")),
        Place::Cell(cell) => Some(format!("a cell, {cell:?}")),
        Place::Span(span) => {
            let source = error.sources.get(span.source);
            let length = source.map_or(0, |source| source.text().len());
            let end = usize::try_from(span.end).unwrap();
            let inside = span.start <= span.end && end <= length;
            (!inside).then(|| format!("{span:?} is not in the text"))
        }
    }
}
