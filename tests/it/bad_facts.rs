//! Facts with the mistakes that a clerk makes: each is reported at its JSON path, and nothing passes silently.
//!
//! The cases of `fixtures/bad-facts` are read against one invented policy. The snapshots show each case and its
//! diagnostics, in Chinese, then in English.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use zeren::{
    Diagnostics, FactsError, Lang, Place, Policy, Sources, TerminalOptions, render_terminal,
};

use crate::bad_policies;
use crate::case::{self, Case};
use crate::wording;

#[test]
fn every_mistake_is_reported_at_its_path() {
    let mut errors = all_errors().iter();
    for file in case::files("bad-facts", "case") {
        let mut shown = String::new();
        let count = case::cases(&file).len();
        for (case, error) in errors.by_ref().take(count) {
            show(&mut shown, case, error);
        }
        let name = file.file_stem().unwrap().to_str().unwrap();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("bad_facts_{name}"), shown);
        });
    }
}

#[test]
fn every_error_has_a_code_a_path_and_both_languages() {
    let mut faults = Vec::new();
    for (case, error) in all_errors() {
        for diagnostic in error.diagnostics.iter() {
            let named = |fault: String| format!("{} {}: {fault}", case.name, diagnostic.code);
            faults.extend(wording::faults(diagnostic).into_iter().map(named));
            if !matches!(&diagnostic.place, Place::Path(path) if path.starts_with('$')) {
                faults.push(format!("{}: no JSON path", case.name));
            }
            if diagnostic.path_position.is_none() {
                faults.push(format!("{}: no line and column", case.name));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A mistake is reported once, and all mistakes of a file are.
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

pub fn all_cases() -> Vec<Case> {
    let files = case::files("bad-facts", "case");
    let cases: Vec<Case> = files.iter().flat_map(|file| case::cases(file)).collect();
    assert!(cases.len() >= 50, "only {} cases", cases.len());
    cases
}

pub fn policy() -> Policy {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bad-facts/policy.zeren");
    let mut files = bad_policies::base_files("yunxi");
    files.push(("facts.zeren".to_owned(), fs::read_to_string(own).unwrap()));
    Policy::compile(files)
        .unwrap_or_else(|error| panic!("{}", bad_policies::terminal(&error, Lang::En)))
}

/// Every case and the error that it gives, read once for all tests.
pub fn all_errors() -> &'static [(Case, FactsError)] {
    static ERRORS: OnceLock<Vec<(Case, FactsError)>> = OnceLock::new();
    ERRORS.get_or_init(|| {
        let policy = policy();
        let cases = all_cases().into_iter();
        cases
            .map(|case| (case.clone(), read(&policy, &case)))
            .collect()
    })
}

/// The error that a case gives; an empty one where the facts are accepted, which the tests then report.
fn read(policy: &Policy, case: &Case) -> FactsError {
    let accepted = |_| FactsError::new(Diagnostics::new());
    policy
        .read_facts(case.part("facts"))
        .map_or_else(|error| error, accepted)
}

fn show(shown: &mut String, case: &Case, error: &FactsError) {
    writeln!(shown, "======== {}", case.name).unwrap();
    shown.push_str(case.part("facts"));
    for lang in [Lang::Zh, Lang::En] {
        let options = TerminalOptions {
            lang,
            color: false,
            width: Some(100),
        };
        let text = render_terminal(error.diagnostics.as_slice(), &Sources::new(), &options);
        writeln!(shown, "--------\n{}", text.trim_end()).unwrap();
    }
    shown.push('\n');
}
