//! Facts made by a recipe: the first bytes pick a policy and facts for it, the others change the facts step by
//! step; a step that the policy does not accept is taken back.

use serde_json::{Map, Value, json};
use zeren::Date;

use super::pantry::{Shelf, kind_of, shelf};
use super::stock::{self, Ready};

/// Facts, and the policy that they are for.
pub struct Made {
    pub ready: &'static Ready,
    pub json: Value,
}

/// The bytes of a recipe, taken one after another.
struct Bytes<'d>(&'d [u8]);

/// So many steps at most, so that one input is fast.
const STEPS: usize = 40;

/// The facts of a recipe; none where it picks a policy without facts.
pub fn make(data: &[u8]) -> Option<Made> {
    let mut bytes = Bytes(data);
    let (number, ready) = stock::ready(usize::from(bytes.next()?))?;
    let shelf = shelf(number, ready);
    let base = shelf
        .bases
        .get(usize::from(bytes.next()?) % shelf.bases.len().max(1))?;
    let mut json = base.clone();
    for _ in 0..STEPS {
        if bytes.0.is_empty() {
            break;
        }
        let before = json.clone();
        step(&mut json, &mut bytes, shelf);
        // Most of what follows would be refused as well, and the reader has targets of its own.
        if ready.policy.read_facts(&json.to_string()).is_err() {
            json = before;
        }
    }
    Some(Made { ready, json })
}

/// The bytes that pick each policy with each of its facts, with some steps behind.
pub fn seeds(every: usize) -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    let mut dice = 0x9e37_79b9_u32;
    for (pick, ready) in stock::every(every) {
        for base in 0..=ready.facts.len() {
            let mut seed = vec![pick, u8::try_from(base).unwrap_or_default()];
            for _ in 0..48 {
                dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                seed.push((dice >> 24) as u8);
            }
            seeds.push(seed);
        }
    }
    seeds
}

impl Bytes<'_> {
    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// A number below a count, nought when the bytes are used up.
    fn below(&mut self, count: usize) -> usize {
        let high = usize::from(self.next().unwrap_or_default());
        let wide = if count > 256 {
            high << 8 | usize::from(self.next().unwrap_or_default())
        } else {
            high
        };
        wide % count.max(1)
    }

    fn one<'s, T>(&mut self, some: &'s [T]) -> Option<&'s T> {
        some.get(self.below(some.len()))
    }
}

/// One change of the facts.
fn step(root: &mut Value, bytes: &mut Bytes<'_>, shelf: &Shelf) {
    let mut objects = Vec::new();
    places(root, "", &mut String::new(), &mut objects);
    let what = bytes.below(16);
    let Some((path, kind)) = bytes.one(&objects).cloned() else {
        return;
    };
    let Some(fields) = root.pointer_mut(&path).and_then(Value::as_object_mut) else {
        return;
    };
    match what {
        0..=5 => put(fields, &kind, bytes, shelf),
        6 | 7 => take(fields, bytes),
        8..=10 => nudge(fields, bytes),
        11 | 12 => repeat(fields, bytes),
        13 => wrap(fields, bytes),
        14 => when(root, bytes),
        _ => conduct(root, bytes),
    }
}

/// Every object, with its path and kind.
fn places(value: &Value, key: &str, path: &mut String, found: &mut Vec<(String, String)>) {
    let length = path.len();
    match value {
        Value::Object(fields) => {
            found.push((path.clone(), kind_of(fields, key)));
            for (key, value) in fields {
                path.push('/');
                path.push_str(&key.replace('~', "~0").replace('/', "~1"));
                places(value, key, path, found);
                path.truncate(length);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push_str(&format!("/{index}"));
                places(item, key, path, found);
                path.truncate(length);
            }
        }
        _ => {}
    }
}

/// Puts in what may stand in such an object.
fn put(fields: &mut Map<String, Value>, kind: &str, bytes: &mut Bytes<'_>, shelf: &Shelf) {
    let Some(keys) = shelf.pantry.get(kind) else {
        return;
    };
    let at = bytes.below(keys.len());
    let Some((key, values)) = keys.iter().nth(at) else {
        return;
    };
    if let Some(value) = bytes.one(values) {
        fields.insert(key.clone(), value.clone());
    }
}

/// Takes something out.
fn take(fields: &mut Map<String, Value>, bytes: &mut Bytes<'_>) {
    let kept = |key: &str| matches!(key, "format" | "as_of" | "period" | "level" | "name");
    let keys: Vec<String> = fields.keys().filter(|key| !kept(key)).cloned().collect();
    let Some(key) = bytes.one(&keys) else { return };
    match fields.get_mut(key) {
        Some(Value::Array(items)) if items.len() > 1 => {
            drop(items.remove(bytes.below(items.len())))
        }
        _ => drop(fields.remove(key)),
    }
}

/// Another number, truth or date near the one that is there.
fn nudge(fields: &mut Map<String, Value>, bytes: &mut Bytes<'_>) {
    let keys: Vec<String> = fields
        .iter()
        .filter(|(key, value)| {
            !matches!(&***key, "format" | "level" | "name" | "id")
                && !value.is_array()
                && !value.is_object()
        })
        .map(|(key, _)| key.clone())
        .collect();
    let Some(value) = bytes.one(&keys).and_then(|key| fields.get_mut(key)) else {
        return;
    };
    match value {
        Value::Bool(truth) => *truth = !*truth,
        Value::Number(number) => {
            let old = number.as_i64().unwrap_or_default();
            *value = match bytes.below(6) {
                0 => json!(0),
                1 => json!(old.saturating_add(1)),
                2 => json!(old.saturating_sub(1)),
                3 => json!(old.saturating_mul(1_000_003)),
                4 => json!(old as f64 / 8.0),
                _ => json!(bytes.below(200)),
            };
        }
        Value::String(text) => *text = other_text(text, bytes),
        _ => {}
    }
}

/// The same text with another number in front, or another date.
fn other_text(text: &str, bytes: &mut Bytes<'_>) -> String {
    if Date::parse(text).is_some() {
        return format!(
            "{:04}-{:02}-{:02}",
            2017 + bytes.below(6),
            1 + bytes.below(12),
            1 + bytes.below(28)
        );
    }
    let digits = text
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b'.' || *byte == b'-')
        .count();
    if digits == 0 {
        return text.to_owned();
    }
    let (number, unit) = text.split_at(digits);
    let number = match bytes.below(8) {
        0 => "0".to_owned(),
        1 => format!("-{number}"),
        2 => format!("{number}0"),
        3 => format!("{}.{}", bytes.below(100), bytes.below(1000)),
        4 => "0.000000000000000000000000000001".to_owned(),
        5 => "99999999999999999999999999999".to_owned(),
        6 => "100".to_owned(),
        _ => bytes.below(120).to_string(),
    };
    number + unit
}

/// Another one of a list, with a name or number of its own.
fn repeat(fields: &mut Map<String, Value>, bytes: &mut Bytes<'_>) {
    let keys: Vec<String> = fields
        .iter()
        .filter(|(_, value)| value.is_array())
        .map(|(key, _)| key.clone())
        .collect();
    let Some(Value::Array(items)) = bytes.one(&keys).and_then(|key| fields.get_mut(key)) else {
        return;
    };
    if items.len() > 30 {
        return;
    }
    if let Some(mut copy) = bytes.one(items).cloned() {
        rename(&mut copy, items.len());
        items.push(copy);
    }
}

fn rename(value: &mut Value, number: usize) {
    match value {
        Value::Object(fields) => {
            let is_unit = fields.contains_key("level");
            for (key, value) in fields {
                match value {
                    Value::String(text) if key == "id" || (key == "name" && is_unit) => {
                        text.push_str(&format!("-{number}"))
                    }
                    _ => rename(value, number),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, number)),
        _ => {}
    }
}

/// The same value with a date beside it.
fn wrap(fields: &mut Map<String, Value>, bytes: &mut Bytes<'_>) {
    let keys: Vec<String> = fields
        .iter()
        .filter(|(key, value)| {
            !matches!(
                &***key,
                "format" | "level" | "name" | "id" | "as_of" | "period"
            ) && !value.is_array()
                && !value.is_object()
        })
        .map(|(key, _)| key.clone())
        .collect();
    let Some(value) = bytes.one(&keys).and_then(|key| fields.get_mut(key)) else {
        return;
    };
    let date = format!("20{:02}-{:02}-15", 17 + bytes.below(6), 1 + bytes.below(12));
    *value = json!({ "value": value.take(), "date": date });
}

/// Another day, or another period.
fn when(root: &mut Value, bytes: &mut Bytes<'_>) {
    let dates = [
        "2021-01-10",
        "2020-12-31",
        "2021-01-01",
        "2020-06-30",
        "2019-01-01",
        "2025-02-01",
        "2017-12-31",
        "2018-03-01",
    ];
    let periods = [
        "2020",
        "2019",
        "2021",
        "2024",
        "2017",
        "2020-Q1",
        "2020-H2",
        "2020-02",
        "2020-01-01/2020-06-30",
        "2019-07-01/2020-06-30",
    ];
    let which = bytes.below(2);
    let (key, texts) = if which == 0 {
        ("as_of", &dates[..])
    } else {
        ("period", &periods[..])
    };
    if let Some(text) = bytes.one(texts) {
        root[key] = json!(text);
    }
}

/// Everything said about conduct: that nothing is there is not the same as that nothing is known.
fn conduct(root: &mut Value, bytes: &mut Bytes<'_>) {
    let lists = ["persons", "determinations", "discharges", "reports"];
    let Some(list) = bytes.one(&lists) else {
        return;
    };
    let Some(fields) = root.as_object_mut() else {
        return;
    };
    if bytes.below(2) == 0 {
        fields.insert((*list).to_owned(), json!([]));
    } else {
        fields.remove(*list);
    }
}
