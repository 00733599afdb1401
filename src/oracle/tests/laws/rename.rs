//! Names are only names: under others, in the policy and in the facts, everything comes out as before, in the same
//! order.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{assessed, compiled, try_pairs};
use crate::assessment::Assessment;
use crate::oracle::json::Json;
use crate::oracle::tests::dice::Dice;
use crate::oracle::tests::engine;
use crate::oracle::tests::shrink::write;
use crate::policy::Policy;

/// No keyword and no text of the generator has these.
const LETTERS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];

/// Old names and new ones.
#[derive(Default)]
struct Renaming {
    to: BTreeMap<String, String>,
    back: BTreeMap<String, String>,
}

#[test]
fn names_are_only_names() {
    let mut last: Option<(u64, Policy, Renaming)> = None;
    let seen = try_pairs(|pair, dice, seen| {
        if last.as_ref().is_none_or(|(seed, ..)| *seed != pair.seed) {
            let (text, names) = renamed(pair.policy, &pair.items.join("\n"), dice);
            last = Some((pair.seed, compiled(&[text]), names));
        }
        let (_, policy, names) = last.as_ref().unwrap();
        let facts = write(&names.facts(&Json::read(pair.facts)));
        // All of it is long, and tried of one in five.
        let is_whole = dice.chance(20);
        let said = |one: &Assessment| match is_whole {
            true => undated(&one.to_json()),
            false => engine::lines(one, |_| 1).join("\n"),
        };
        let (was, is) = (said(&pair.assessment()), said(&assessed(policy, &facts)));
        let mut undone = names.undone(&is);
        if !is_whole {
            let mut lines: Vec<&str> = undone.lines().collect();
            lines.sort_unstable();
            undone = lines.join("\n");
        }
        if undone != was {
            panic!("{}\n{}\n{was}\n{undone}", pair.text(), pair.facts);
        }
        seen.add(if is == was { "no name" } else { "named" });
    });
    seen.at_least("named", 500);
}

/// An assessment without the digests of what it was reached from.
fn undated(json: &str) -> String {
    let lines = json.lines().filter(|line| !line.contains("\"digest\""));
    lines.collect::<Vec<_>>().join("\n")
}

/// The policy under other names.
fn renamed(policy: &Policy, text: &str, dice: &mut Dice) -> (String, Renaming) {
    let mut places = BTreeMap::new();
    names(&serde_json::to_value(policy.files()).unwrap(), &mut places);
    let mut names = Renaming::default();
    for name in places.values() {
        while !names.to.contains_key(name) {
            let new: String = (0..3).map(|_| dice.pick(&LETTERS)).collect();
            if !names.back.contains_key(&new) {
                names.to.insert(name.clone(), new.clone());
                names.back.insert(new, name.clone());
            }
        }
    }
    let mut renamed = text.to_owned();
    for ((start, end), name) in places.into_iter().rev() {
        assert_eq!(text.get(start..end), Some(name.as_str()));
        renamed.replace_range(start..end, &names.to[&name]);
    }
    (renamed, names)
}

/// The names in a syntax tree, by where they stand.
fn names(tree: &Value, found: &mut BTreeMap<(usize, usize), String>) {
    match tree {
        Value::Object(node) => {
            // A type has the name of what it is declared as.
            let typed = node.get("kind").and_then(|kind| kind.get("Named"));
            let name = node.get("quoted").map_or(typed, |quoted| {
                node.get("text").filter(|_| *quoted == Value::Bool(false))
            });
            // Units of measure are not declared.
            if let (Some(Value::String(name)), Some(span)) = (name, node.get("span"))
                && name.starts_with(|c: char| c.is_ascii_lowercase())
                && name != "yuan"
            {
                let end = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
                found.insert((end("start"), end("end")), name.clone());
            }
            node.values().for_each(|node| names(node, found));
        }
        Value::Array(nodes) => nodes.iter().for_each(|node| names(node, found)),
        _ => {}
    }
}

impl Renaming {
    fn facts(&self, json: &Json) -> Json {
        let name = |name: &String| self.to.get(name).unwrap_or(name).clone();
        match json {
            Json::Text(text) => Json::Text(name(text)),
            Json::List(items) => Json::List(items.iter().map(|item| self.facts(item)).collect()),
            Json::Object(members) => {
                let member = |(key, value): &(String, Json)| (name(key), self.facts(value));
                Json::Object(members.iter().map(member).collect())
            }
            other => other.clone(),
        }
    }

    /// A text with the old names.
    fn undone(&self, text: &str) -> String {
        let mut undone = String::new();
        let mut chars = text.chars();
        while let Some(first) = chars.next() {
            if !LETTERS.contains(&first) {
                undone.push(first);
                continue;
            }
            let name: String = std::iter::once(first)
                .chain(chars.by_ref().take(2))
                .collect();
            undone.push_str(&self.back[&name]);
        }
        undone
    }
}
