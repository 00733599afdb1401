//! The house: rooms import one way, the engine knows no regulation, and files stay small.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms from the ground up: each may use those before it.
const ROOMS: &[&str] = &[
    "lang",
    "number",
    "calendar",
    "measure",
    "source",
    "suggest",
    "arena",
    "cores",
    "cancel",
    "ids",
    "folded",
    "diagnostic",
    "types",
    "value",
    "error",
    "syntax",
    // The second evaluator, for tests: it sees the syntax tree, and nothing of the engine that it is to differ from.
    "oracle",
    "model",
    "check",
    "program",
    "facts",
    "eval",
    "attribution",
    "assessment",
    "explain",
    "policy",
    "load",
    "workbench",
    "record",
    "cli",
    "main",
];

/// Rooms that must not see the text of a policy, or how it was checked.
const BELOW_THE_TEXT: &[&str] = &[
    "program",
    "facts",
    "eval",
    "attribution",
    "assessment",
    "explain",
];

fn files(root: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(root)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push((path.clone(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn room(path: &Path) -> String {
    let inside = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .unwrap();
    let first = inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_str()
        .unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that a file names as `crate::room`, its tests apart.
fn uses(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let name: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        if !name.is_empty() {
            found.push(name);
        }
    }
    found
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| {
        let part = part.as_os_str().to_str().unwrap_or_default();
        part == "tests" || part == "tests.rs" || part.ends_with("_tests.rs")
    })
}

#[test]
fn rooms_import_one_way() {
    let rank: BTreeMap<&str, usize> = ROOMS
        .iter()
        .enumerate()
        .map(|(i, room)| (*room, i))
        .collect();
    let mut wrong = Vec::new();
    for (path, text) in files("src", "rs") {
        let from = room(&path);
        if from == "lib" || is_test(&path) {
            continue;
        }
        let Some(own) = rank.get(from.as_str()) else {
            wrong.push(format!(
                "{}: room `{from}` has no place in the order",
                path.display()
            ));
            continue;
        };
        for to in uses(&text) {
            let hidden = BELOW_THE_TEXT.contains(&from.as_str())
                && matches!(to.as_str(), "syntax" | "check");
            match rank.get(to.as_str()) {
                Some(other) if other <= own && !hidden => {}
                _ => wrong.push(format!("{}: `{from}` uses `{to}`", path.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The siblings that a file takes from: `super::name` and `super::{name, …}`.
fn siblings(text: &str) -> Vec<String> {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let mut found = Vec::new();
    for (at, _) in text.match_indices("super::") {
        let before = &text[..at];
        if before.ends_with("super::") || before.ends_with("pub(") {
            continue;
        }
        let rest = &text[at + "super::".len()..];
        let names = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap(),
            None => rest
                .split([':', ';', '(', '<', ' ', ')', ','])
                .next()
                .unwrap(),
        };
        found.extend(names.split(',').map(|name| name.trim().to_owned()));
    }
    found
}

#[test]
fn modules_of_a_room_make_no_circle() {
    let mut folders: BTreeMap<PathBuf, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for (path, text) in files("src", "rs") {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if name == "mod" || is_test(&path) {
            continue;
        }
        let folder = path.parent().unwrap().to_owned();
        folders
            .entry(folder)
            .or_default()
            .insert(name, siblings(&text));
    }
    let mut circles = Vec::new();
    for (folder, modules) in &folders {
        for start in modules.keys() {
            let mut reached: Vec<&String> = modules[start].iter().collect();
            let mut next = 0;
            while let Some(name) = reached.get(next).copied() {
                next += 1;
                for name in modules.get(name).into_iter().flatten() {
                    if !reached.contains(&name) {
                        reached.push(name);
                    }
                }
            }
            if reached.contains(&start) {
                circles.push(format!("{}: {start}", folder.display()));
            }
        }
    }
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn parser_rules_stay_in_syntax() {
    for (path, text) in files("src", "rs") {
        assert!(
            room(&path) == "syntax" || !text.contains("pest::"),
            "{} sees the parser generator",
            path.display()
        );
    }
}

/// Names declared by a shipped regulation under some keywords: organs, matters, triggers, targets and the like.
/// Shorter ones may be words of their own.
fn declared_names(policy: &str, words: &[&str], shortest: usize) -> Vec<String> {
    let mut names = Vec::new();
    for (_, text) in files(policy, "zeren") {
        for line in text.lines() {
            // `trigger (1) NAME`, `vague term NAME`
            let mut parts = line
                .split_whitespace()
                .filter(|part| !part.starts_with('(') && *part != "term");
            let (Some(keyword), Some(name)) = (parts.next(), parts.next()) else {
                continue;
            };
            let name = name.trim_matches(['“', '”', '"', '{', '、']);
            let is_long = name.chars().count() >= shortest;
            if words.contains(&keyword) && line.starts_with(keyword) && is_long {
                names.push(name.to_owned());
            }
        }
    }
    names.sort();
    names.dedup();
    names
}

#[test]
fn the_engine_knows_no_regulation() {
    let mut words: Vec<String> = ["崆峒", "扶贫", "脱贫", "贫困", "柳湖", "kongtong"]
        .map(str::to_owned)
        .into();
    let chinese = ["机构", "类", "事项", "责任", "目标", "记录", "后果", "表彰"];
    let english = [
        "organ",
        "matter",
        "duty",
        "metric",
        "target",
        "record",
        "enumeration",
        "prohibition",
        "report",
        "vague",
        "consequence",
        "trigger",
        "interpretation",
    ];
    for (policy, keywords, shortest, at_least) in [
        ("policies/kongtong", &chinese[..], 4, 50),
        ("policies/clinics", &english[..], 10, 10),
    ] {
        let names = declared_names(policy, keywords, shortest);
        assert!(
            names.len() > at_least,
            "the names of {policy} were not found: {names:?}"
        );
        words.extend(names);
    }
    let mut wrong = Vec::new();
    for (path, text) in files("src", "rs")
        .into_iter()
        .chain(files("grammar", "pest"))
    {
        for word in words.iter().filter(|word| text.contains(word.as_str())) {
            wrong.push(format!("{}: {word}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_small_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for (path, text) in files("src", "rs") {
        if !text.starts_with("//!") {
            wrong.push(format!(
                "{}: does not open with what it is for",
                path.display()
            ));
        }
        let own = text.split("#[cfg(test)]").next().unwrap();
        if !is_test(&path) && own.lines().count() > 450 {
            wrong.push(format!("{}: {} lines", path.display(), own.lines().count()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
