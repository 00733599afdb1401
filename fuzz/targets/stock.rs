//! The policies, facts and texts of the repository, read once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use zeren::{Policy, PolicyOptions};

/// A policy with facts that are right for it, or nearly so.
pub struct Ready {
    pub policy: Policy,
    pub facts: Vec<String>,
}

/// The files of a policy, and facts for it.
struct Unread {
    files: Vec<(String, String)>,
    choices: Vec<(String, String)>,
    facts: Vec<String>,
}

type Parts = BTreeMap<String, String>;

/// How many policies there are.
pub fn count() -> usize {
    unread().len()
}

/// One of the policies, by any number, compiled when it is first asked for; none where it is wrong on purpose.
pub fn ready(number: usize) -> Option<(usize, &'static Ready)> {
    static READY: OnceLock<Vec<OnceLock<Option<Ready>>>> = OnceLock::new();
    let all = READY.get_or_init(|| unread().iter().map(|_| OnceLock::new()).collect());
    let number = number % all.len();
    let ready = all[number].get_or_init(|| read(&unread()[number]));
    Some((number, ready.as_ref()?))
}

/// Every so manieth policy that a byte can pick, with that byte.
pub fn every(step: usize) -> impl Iterator<Item = (u8, &'static Ready)> {
    let bytes = (0..=u8::MAX).take(count()).step_by(step);
    bytes.filter_map(|byte| Some((byte, ready(usize::from(byte))?.1)))
}

fn read(unread: &Unread) -> Option<Ready> {
    let mut options = PolicyOptions::default();
    options
        .interpretations
        .extend(unread.choices.iter().cloned());
    options.facts.bytes = 1 << 18;
    options.facts.nodes = 20_000;
    options.facts.lookups = 1_000_000;
    options.facts.errors = 20;
    options.evaluation.steps = 2_000_000;
    options.evaluation.explanation_nodes = 2_000;
    options.evaluation.flip_tries = 60;
    let policy = Policy::compile_with(unread.files.clone(), options);
    Some(Ready {
        policy: policy.ok()?,
        facts: unread.facts.clone(),
    })
}

fn unread() -> &'static [Unread] {
    static UNREAD: OnceLock<Vec<Unread>> = OnceLock::new();
    UNREAD.get_or_init(|| {
        let mut all = vec![shipped("clinics"), school()];
        let meaning = files("tests/fixtures/meaning", "case");
        all.extend(
            meaning
                .iter()
                .flat_map(|path| cases(path))
                .map(|case| meant(&case)),
        );
        all.push(workbench());
        for base in ["yunxi", "ferry"] {
            let files = folder(&format!("tests/fixtures/bad-policies/base/{base}"));
            all.push(Unread {
                files,
                choices: Vec::new(),
                facts: facts_of_cases(),
            });
        }
        all.push(shipped("kongtong"));
        all
    })
}

fn shipped(name: &str) -> Unread {
    let files = folder(&format!("policies/{name}"));
    let mut facts: Vec<String> = self::files(&format!("policies/{name}/facts"), "json")
        .iter()
        .map(|path| text(path))
        .collect();
    if name == "kongtong" {
        facts = vec![text(&root().join("tests/fixtures/kongtong/无事.json"))];
    }
    Unread {
        files,
        choices: Vec::new(),
        facts,
    }
}

fn school() -> Unread {
    let folder = root().join("tests/fixtures/assessment");
    let files = vec![("校车.zeren".to_owned(), text(&folder.join("校车.zeren")))];
    let facts = vec![
        text(&folder.join("校车.json")),
        text(&folder.join("一校.json")),
    ];
    Unread {
        files,
        choices: Vec::new(),
        facts,
    }
}

fn workbench() -> Unread {
    Unread {
        files: folder("tests/fixtures/workbench"),
        choices: Vec::new(),
        facts: Vec::new(),
    }
}

fn facts_of_cases() -> Vec<String> {
    let paths = files("tests/fixtures/bad-facts", "case");
    let cases = paths.iter().flat_map(|path| cases(path));
    cases
        .filter_map(|case| case.get("facts").cloned())
        .collect()
}

fn meant(case: &Parts) -> Unread {
    let part = |name: &str| case.get(name).cloned().unwrap_or_default();
    let mut files = vec![("policy.zeren".to_owned(), part("policy"))];
    if !part("text").is_empty() {
        files.push(("text.txt".to_owned(), part("text")));
    }
    let choices = part("choose");
    let choices = choices.lines().filter_map(|line| line.split_once('='));
    let choices = choices.map(|(name, choice)| (name.trim().to_owned(), choice.trim().to_owned()));
    Unread {
        files,
        choices: choices.collect(),
        facts: vec![part("facts")],
    }
}

/// Every text of policy that the repository holds: whole files, and those of the cases, sound or not.
pub fn policy_texts() -> Vec<String> {
    let mut texts = Vec::new();
    for folder in ["policies", "tests/fixtures"] {
        texts.extend(
            below(&root().join(folder))
                .iter()
                .filter(|path| path.extension().is_some_and(|it| it == "zeren"))
                .map(|path| text(path)),
        );
    }
    for folder in ["meaning", "bad-policies", "scenarios", "lint"] {
        for path in files(&format!("tests/fixtures/{folder}"), "case") {
            texts.extend(
                cases(&path)
                    .iter()
                    .filter_map(|case| case.get("policy").cloned()),
            );
        }
    }
    texts.retain(|text| !text.is_empty());
    texts.sort();
    texts.dedup();
    texts
}

/// The files of policies, in sets that belong together.
pub fn policy_files() -> Vec<Vec<(String, String)>> {
    unread().iter().map(|unread| unread.files.clone()).collect()
}

/// Policies that are wrong on purpose, each with the files that it leans on, as one text: see `check`.
pub fn bad_policies() -> Vec<String> {
    let mut texts = Vec::new();
    for path in files("tests/fixtures/bad-policies", "case") {
        for case in cases(&path) {
            let part = |name: &str| case.get(name).map(|text| text.trim()).unwrap_or_default();
            let base = part("base");
            let mut files = if matches!(base, "" | "none") {
                Vec::new()
            } else {
                folder(&format!("tests/fixtures/bad-policies/base/{base}"))
            };
            files.push(("case.zeren".to_owned(), part("policy").to_owned()));
            texts.push(
                files
                    .iter()
                    .map(|(name, text)| format!("--- {name}\n{text}\n"))
                    .collect(),
            );
        }
    }
    texts
}

/// The grammar of the policy language.
pub fn grammar() -> String {
    text(&root().join("grammar/policy.pest"))
}

/// The cases of a fixture file: each its parts, those of the head of the file included.
fn cases(path: &Path) -> Vec<Parts> {
    let text = text(path);
    let mut sections = text.split("\n### ");
    let shared = parts(sections.next().unwrap_or_default(), Parts::new());
    sections
        .map(|section| parts(section, shared.clone()))
        .collect()
}

fn parts(section: &str, mut parts: Parts) -> Parts {
    let mut current = String::new();
    for line in section.lines() {
        if let Some(name) = line.strip_prefix("--- ") {
            current = name.trim().trim_start_matches('+').to_owned();
            if !name.starts_with('+') {
                parts.insert(current.clone(), String::new());
            }
        } else if !current.is_empty() {
            let part = parts.entry(current.clone()).or_default();
            part.push_str(line);
            part.push('\n');
        }
    }
    parts
}

fn folder(name: &str) -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> = list(&root().join(name))
        .into_iter()
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            (
                path.file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                text(path),
            )
        })
        .collect()
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut paths = list(&root().join(folder));
    paths.retain(|path| path.extension().is_some_and(|it| it == extension));
    paths.sort();
    paths
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let paths = list(folder).into_iter();
    paths
        .flat_map(|path| {
            if path.is_dir() {
                below(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect()
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = here.ancestors();
    folders
        .find(|folder| folder.join("policies").is_dir())
        .unwrap_or(here)
}
