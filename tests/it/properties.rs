//! Whatever is thrown at the front door, it answers: with a policy, or with diagnostics that say where.
//!
//! Random token soups, mutated shipped policies and mutated facts; and nesting far beyond the limits, read on a
//! small stack.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::thread;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use zeren::{CompileError, Diagnostics, Lang, Place, Policy, render_plain};

use crate::bad_policies;

type Files = Vec<(String, String)>;

/// Runs a property on reproducible inputs.
fn check<S: Strategy>(cases: u32, strategy: &S, property: impl Fn(S::Value)) {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let outcome = runner.run(strategy, |input| {
        property(input);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

#[test]
fn token_soups_are_answered() {
    let words = words();
    let word = prop_oneof![
        6 => select(words),
        1 => "[\\u{4e00}-\\u{4e40}]{1,3}",
        1 => "[0-9]{1,4}(%|万元|个月|年)?",
        1 => "\\PC{0,3}",
    ];
    let soup = vec((word, select(vec![" ", "\n", ""])), 0..60);
    check(1500, &soup, |words| {
        let text: String = words
            .into_iter()
            .flat_map(|(a, b)| [a, b.to_owned()])
            .collect();
        answered(vec![("soup.zeren".to_owned(), text)]);
    });
}

#[test]
fn soups_in_the_place_of_a_property_are_answered() {
    let soup = vec(select(words()), 0..14);
    let heads = select(vec![
        "责任 甲 {",
        "目标 甲 { 每个 乡镇 要求",
        "问责情形 甲 { 每个",
        "指标 甲 {",
        "记录 甲 {",
        "trigger x { for each",
        "机构 甲 {",
        "解释 甲 {",
        "定义 甲 于 乡镇 =",
        "后果 甲 {",
    ]);
    let base = bad_policies::base_files("yunxi");
    check(500, &(heads, soup), |(head, words)| {
        let mut files = base.clone();
        files.push((
            "soup.zeren".to_owned(),
            format!("{head} {}", words.join(" ")),
        ));
        answered(files);
    });
}

#[test]
fn mutated_policies_are_answered() {
    for (folder, cases) in [("clinics", 250), ("kongtong", 40)] {
        let files = shipped(folder);
        let strategy = (any::<Index>(), vec(edit(), 1..4));
        check(cases, &strategy, |(file, edits)| {
            let mut files = files.clone();
            let at = file.index(files.len());
            files[at].1 = edits
                .iter()
                .fold(files[at].1.clone(), |text, edit| edit.apply(&text));
            answered(files);
        });
    }
}

#[test]
fn mutated_files_alone_are_answered() {
    let files: Vec<String> = ["clinics", "kongtong"]
        .into_iter()
        .flat_map(shipped)
        .filter(|(name, text)| name.ends_with(".zeren") && text.len() < 10_000)
        .map(|(_, text)| text)
        .collect();
    check(300, &(select(files), vec(edit(), 1..6)), |(text, edits)| {
        let text = edits.iter().fold(text, |text, edit| edit.apply(&text));
        answered(vec![("甲.zeren".to_owned(), text)]);
    });
}

#[test]
fn mutated_facts_are_answered() {
    for (folder, facts, cases) in [
        ("clinics", "sample.json", 1500),
        ("kongtong", "2017.json", 400),
    ] {
        let policy = match Policy::compile(shipped(folder)) {
            Ok(policy) => policy,
            Err(error) => panic!("{}", plain(&error)),
        };
        let path = root()
            .join("policies")
            .join(folder)
            .join("facts")
            .join(facts);
        let json = fs::read_to_string(path).unwrap();
        assert!(policy.read_facts(&json).is_ok(), "{folder}/{facts}");
        check(cases, &vec(edit(), 1..4), |edits| {
            let json = edits
                .iter()
                .fold(json.clone(), |text, edit| edit.apply(&text));
            if let Err(error) = policy.read_facts(&json) {
                let errors = &error.diagnostics;
                assert!(errors.has_errors());
                for error in errors.iter() {
                    let placed = matches!(&error.place, Place::Path(path) if path.starts_with('$'));
                    assert!(placed || error.code.as_str() == "F0102", "{error:?}");
                }
            }
        });
    }
}

/// 10,000 levels of everything that nests, on a stack of 1 MiB.
#[test]
fn bottomless_policies_are_refused() {
    let deep = 10_000;
    let nests: &[(&str, &str, &str, &str)] = &[
        ("定义 深 于 乡镇 = ", "(", "满意度", ")"),
        ("定义 深 于 乡镇 = ", "（", "", ""),
        ("定义 深 于 乡镇 = ", "非 ", "满意度", ""),
        ("define deep for 乡镇 = ", "not ", "满意度", ""),
        ("定义 深 于 乡镇 = ", "- ", "1", ""),
        ("定义 深 于 乡镇 = 1", " + 1", "", ""),
        ("定义 深 于 乡镇 = 真", " 且 真", "", ""),
        ("定义 深 于 乡镇 = ", "所有 村 均 ", "真", ""),
        ("定义 深 于 乡镇 = ", "计数(村 当 ", "真", ")"),
        ("定义 深 于 乡镇 = ", "上年 ", "满意度", ""),
        ("", "按 职务对应 取 乡镇长承担 { ", "", "}"),
        ("", "机构 甲 { ", "", "}"),
        ("", "{", "", "}"),
        ("", "}", "", ""),
        ("事项 甲 又称 ", "“", "", "”"),
        ("事项 甲 又称 ", "「", "", ""),
        ("事项 甲 又称 ", "\"", "", ""),
        ("", "”", "“", ""),
        ("责任 甲 { ", "按 职务对应 取 乡镇长承担 { ", "", "}"),
        ("责任 甲 { 主体 ", "甲、", "甲", ""),
        ("", "事项 甲 ", "", ""),
    ];
    on_small_stack(move || {
        for (head, open, inner, close) in nests {
            let text = format!("{head}{}{inner}{}", open.repeat(deep), close.repeat(deep));
            answered(vec![("深.zeren".to_owned(), text)]);
        }
    });
}

#[test]
fn bottomless_facts_are_refused() {
    on_small_stack(|| {
        let mut files = bad_policies::base_files("yunxi");
        files.sort();
        let policy = Policy::compile(files).unwrap();
        let unit = r#"{"level":"县","name":"甲","units":["#;
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), (unit, "]}"), ("\"", "\\")] {
            for text in [
                open.repeat(10_000),
                open.repeat(10_000) + &close.repeat(10_000),
            ] {
                let head =
                    r#"{"format":"zeren.facts/1","as_of":"2021-01-10","period":"2020","units":["#;
                for json in [text.clone(), format!("{head}{text}")] {
                    let error = policy.read_facts(&json).unwrap_err();
                    assert!(error.diagnostics.has_errors());
                }
            }
        }
    });
}

/// A compiled policy, or errors that stand in its text.
fn answered(files: Files) {
    let Err(error) = Policy::compile(files) else {
        return;
    };
    assert!(error.diagnostics.has_errors(), "{}", plain(&error));
    let located = |place: &Place| match place {
        Place::Span(span) => error.sources.get(span.source).is_some_and(|source| {
            let text = source.text();
            let (start, end) = (span.start as usize, span.end as usize);
            start <= end && text.is_char_boundary(start) && text.is_char_boundary(end)
        }),
        Place::Path(_) | Place::Cell(_) => false,
        Place::Whole => true,
    };
    for diagnostic in error.diagnostics.iter() {
        assert!(located(&diagnostic.place), "{diagnostic:?}");
    }
    let some = error
        .diagnostics
        .errors()
        .any(|one| matches!(one.place, Place::Span(_)));
    let empty = only_regulation_is_missing(&error.diagnostics);
    assert!(some || empty, "{}", plain(&error));
    for lang in [Lang::Zh, Lang::En] {
        let shown = render_plain(error.diagnostics.as_slice(), &error.sources, lang);
        assert!(!shown.is_empty());
    }
}

/// The one error that has no place: that nothing declares the regulation.
fn only_regulation_is_missing(diagnostics: &Diagnostics) -> bool {
    diagnostics.errors().all(|one| one.code.as_str() == "E0420")
}

fn plain(error: &CompileError) -> String {
    render_plain(error.diagnostics.as_slice(), &error.sources, Lang::En)
}

fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(1 << 20);
    thread.spawn(work).unwrap().join().unwrap();
}

/// A change of a text.
#[derive(Debug, Clone)]
enum Edit {
    Delete(Piece, Index),
    Duplicate(Piece, Index),
    Swap(Piece, Index, Index),
    Replace(Piece, Index, String),
    Truncate(Index),
}

/// What is changed.
#[derive(Debug, Clone, Copy)]
enum Piece {
    Char,
    Token,
    Line,
}

fn edit() -> impl Strategy<Value = Edit> {
    let piece = select(vec![Piece::Char, Piece::Token, Piece::Line]);
    let index = any::<Index>;
    let stranger = prop_oneof![
        select(words()),
        select(
            [
                "null", "{", "}", "[", "]", "\"", ",", ":", "1e99", "-1", "\u{0}", "\u{202e}", "𠮷"
            ]
            .map(str::to_owned)
            .to_vec()
        ),
        "\\PC{1,3}",
    ];
    prop_oneof![
        (piece.clone(), index()).prop_map(|(piece, at)| Edit::Delete(piece, at)),
        (piece.clone(), index()).prop_map(|(piece, at)| Edit::Duplicate(piece, at)),
        (piece.clone(), index(), index()).prop_map(|(piece, a, b)| Edit::Swap(piece, a, b)),
        (piece, index(), stranger).prop_map(|(piece, at, with)| Edit::Replace(piece, at, with)),
        index().prop_map(Edit::Truncate),
    ]
}

impl Edit {
    fn apply(&self, text: &str) -> String {
        let piece = match self {
            Self::Delete(piece, _) | Self::Duplicate(piece, _) => *piece,
            Self::Swap(piece, ..) | Self::Replace(piece, ..) => *piece,
            Self::Truncate(_) => Piece::Char,
        };
        let mut pieces = piece.cut(text);
        if pieces.is_empty() {
            return text.to_owned();
        }
        let count = pieces.len();
        match self {
            Self::Delete(_, at) => drop(pieces.remove(at.index(count))),
            Self::Duplicate(_, at) => pieces.insert(at.index(count), pieces[at.index(count)]),
            Self::Swap(_, a, b) => pieces.swap(a.index(count), b.index(count)),
            Self::Replace(_, at, with) => pieces[at.index(count)] = with,
            Self::Truncate(at) => pieces.truncate(at.index(count)),
        }
        pieces.concat()
    }
}

impl Piece {
    /// The pieces of a text, nothing left over.
    fn cut(self, text: &str) -> Vec<&str> {
        let together = |a: char, b: char| match self {
            Self::Char => false,
            Self::Token => a.is_alphanumeric() && b.is_alphanumeric(),
            Self::Line => a != '\n',
        };
        let mut pieces = Vec::new();
        let (mut start, mut before) = (0, None);
        for (at, c) in text.char_indices() {
            if before.is_some_and(|before| !together(before, c)) {
                pieces.push(&text[start..at]);
                start = at;
            }
            before = Some(c);
        }
        if start < text.len() {
            pieces.push(&text[start..]);
        }
        pieces
    }
}

/// Every literal of the grammar.
fn words() -> Vec<String> {
    static WORDS: OnceLock<Vec<String>> = OnceLock::new();
    let read = || {
        let grammar = fs::read_to_string(root().join("grammar/policy.pest")).unwrap();
        let rules = grammar
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        let literals =
            rules.flat_map(|line| line.split('"').skip(1).step_by(2).collect::<Vec<_>>());
        let mut words: Vec<String> = literals
            .filter(|word| !word.is_empty() && !word.contains('\\'))
            .map(str::to_owned)
            .collect();
        words.extend(
            [
                "甲",
                "乙",
                "\"甲\"",
                "“乙”",
                "3%",
                "5万元",
                "2020年1月1日",
                "第三条",
                "\"",
            ]
            .map(str::to_owned),
        );
        words.sort();
        words.dedup();
        assert!(words.len() > 300, "{} words", words.len());
        words
    };
    WORDS.get_or_init(read).clone()
}

fn shipped(folder: &str) -> Files {
    let folder = root().join("policies").join(folder);
    let mut files: Files = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_file())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
