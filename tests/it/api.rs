//! What the crate offers by name: taking a name away, or adding one, is a decision, and shows in a snapshot.

use std::fs;
use std::path::Path;

#[test]
fn the_public_names_are_those_of_the_snapshot() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let text = fs::read_to_string(path).unwrap();
    let mut names = Vec::new();
    let mut feature = String::new();
    for line in text.split(";\n") {
        let item = line.trim().lines().filter(|line| !line.starts_with("//"));
        let item: String = item.collect::<Vec<_>>().join(" ");
        if let Some((_, rest)) = item.rsplit_once("#[cfg(feature = \"") {
            feature = format!(" ({})", rest.split('"').next().unwrap());
        }
        if let Some((_, used)) = item.split_once("pub use ") {
            let (path, list) = used.split_once('{').unwrap_or(("", used));
            for name in list.trim_end_matches('}').split(',').map(str::trim) {
                let name = match path {
                    "" => name.rsplit("::").next().unwrap(),
                    _ => name,
                };
                let name = name.rsplit(" as ").next().unwrap().trim();
                if !name.is_empty() {
                    names.push(format!("{name}{feature}"));
                }
            }
        }
        feature.clear();
    }
    names.sort();
    assert!(names.len() > 150, "{names:?}");
    insta::assert_snapshot!(names.join("\n"));
}
