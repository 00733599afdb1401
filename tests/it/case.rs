//! Fixture files: cases as data, one file a subject.
//!
//! A file has sections, each opened by `### name`; a section has parts, each opened by `--- part`. What stands
//! before the first section is shared by all of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One case: its name and its parts, those shared by the file included.
#[derive(Debug, Clone)]
pub struct Case {
    pub name: String,
    parts: BTreeMap<String, String>,
}

impl Case {
    /// A part's text, empty where there is none.
    pub fn part(&self, name: &str) -> &str {
        self.parts.get(name).map_or("", String::as_str)
    }

    /// Writes a part anew.
    #[cfg(feature = "terminal")]
    pub fn replace_part(&mut self, name: &str, change: impl FnOnce(&str) -> String) {
        let text = change(self.part(name));
        self.parts.insert(name.to_owned(), text);
    }

    /// The parts whose name begins with `prefix`, with what follows it.
    #[cfg(feature = "terminal")]
    pub fn parts_after(&self, prefix: &str) -> Vec<(&str, &str)> {
        self.parts
            .iter()
            .filter_map(|(name, text)| Some((name.strip_prefix(prefix)?, text.as_str())))
            .collect()
    }
}

/// The fixture files of a folder, in order.
pub fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(&root)
        .unwrap_or_else(|error| panic!("{}: {error}", root.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    files
}

/// The cases of a fixture file.
pub fn cases(path: &Path) -> Vec<Case> {
    let text = fs::read_to_string(path).unwrap();
    let mut sections = vec![(String::new(), String::new())];
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("### ") {
            sections.push((name.trim().to_owned(), String::new()));
        } else if let Some((_, body)) = sections.last_mut() {
            body.push_str(line);
            body.push('\n');
        }
    }
    let shared = parts(&sections.remove(0).1);
    sections
        .into_iter()
        .map(|(name, body)| {
            let mut all = shared.clone();
            for (part, text) in parts(&body) {
                match part.strip_prefix('+') {
                    // `--- +policy` adds to the shared part instead of replacing it.
                    Some(part) => all.entry(part.to_owned()).or_default().push_str(&text),
                    None => drop(all.insert(part, text)),
                }
            }
            Case { name, parts: all }
        })
        .collect()
}

fn parts(body: &str) -> BTreeMap<String, String> {
    let mut parts = BTreeMap::new();
    let mut current = String::new();
    for line in body.lines() {
        if let Some(name) = line.strip_prefix("--- ") {
            current = name.trim().to_owned();
            parts.insert(current.clone(), String::new());
        } else if let Some(text) = parts.get_mut(&current) {
            text.push_str(line);
            text.push('\n');
        }
    }
    parts
}
