//! The published schemas accept what this version writes and reads, and nothing beside it; and they say of every key
//! what the code says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::{Value, json};
use zeren::{LogEntry, Record};

use crate::forms::accepted;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema(name: &str) -> Value {
    let path = root().join(format!("docs/schemas/zeren.{name}.1.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A schema with those that it refers to.
pub fn validator(name: &str) -> Validator {
    let mut whole = schema(name);
    for other in ["assessment", "record"]
        .iter()
        .filter(|other| **other != name)
    {
        whole["$defs"][format!("the {other}")] = schema(other);
    }
    jsonschema::draft202012::new(&whole).unwrap()
}

fn demand(schema: &Validator, json: &str, name: &str) {
    let value: Value = serde_json::from_str(json).unwrap();
    let wrong = schema.iter_errors(&value).take(3);
    let wrong: Vec<_> = wrong
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{name}\n{}", wrong.join("\n"));
}

#[test]
fn they_are_schemas_with_a_title_and_a_description_for_everything() {
    for name in ["facts", "assessment", "record", "log"] {
        let schema = schema(name);
        let checked = jsonschema::draft202012::meta::validate(&schema);
        assert!(checked.is_ok(), "{name}: {:?}", checked.err());
        assert_eq!(schema["$id"], format!("urn:zeren:schema:{name}:1"));
        assert_eq!(schema["title"], format!("zeren.{name}/1"));
        assert_eq!(schema["properties"]["format"]["const"], schema["title"]);
        assert!(schema["description"].is_string());
        let defs = schema["$defs"].as_object().unwrap();
        assert!(
            defs.values().all(|def| def["description"].is_string()),
            "{name}"
        );
    }
}

#[test]
fn everything_read_and_written_is_valid() {
    let (facts, assessment) = (validator("facts"), validator("assessment"));
    let (record, log) = (validator("record"), validator("log"));
    let mut head = None;
    for (at, case) in accepted().iter().enumerate() {
        demand(&facts, &case.facts, &case.name);
        // Many of one large policy differ in little.
        if case.name.starts_with("kongtong: ") && at % 16 != 0 {
            continue;
        }
        let made = case.policy.record(&case.facts).unwrap();
        demand(
            &assessment,
            &made.assessment().unwrap().to_json(),
            &case.name,
        );
        if at % 16 == 0 {
            demand(&record, &made.to_json(), &case.name);
            let entry = LogEntry::after(head.as_ref(), made);
            demand(&log, &entry.to_line(), &case.name);
            head = Some(entry.head());
        }
    }
    assert!(head.is_some_and(|head| head.sequence > 3));
}

/// Every place in a value.
fn places(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                places(
                    value,
                    format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")),
                    found,
                );
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                places(value, format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
    found.push(at);
}

/// Changes of a value that no schema may accept: another type anywhere, a key too many, one too few.
fn mutations(value: &Value, is_closed: bool) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    places(value, String::new(), &mut all);
    let mut mutants = Vec::new();
    for at in all {
        let mut mutant = value.clone();
        *mutant.pointer_mut(&at).unwrap() = json!([[null]]);
        mutants.push((format!("{at} of another type"), mutant));
        if is_closed && value.pointer(&at).is_some_and(Value::is_object) {
            let mut mutant = value.clone();
            mutant.pointer_mut(&at).unwrap()["unknown"] = json!("key");
            mutants.push((format!("{at} with a key too many"), mutant));
        }
    }
    mutants
}

fn corpus(name: &str) -> Value {
    let path = root().join("tests/corpus/0.1").join(name);
    let text = fs::read_to_string(path).unwrap();
    serde_json::from_str(
        text.lines()
            .next()
            .filter(|_| name.ends_with(".log"))
            .unwrap_or(&text),
    )
    .unwrap()
}

#[test]
fn nothing_else_is_valid() {
    for (name, file, is_closed) in [
        ("facts", "clinics.facts.json", false),
        ("facts", "small.facts.json", false),
        ("assessment", "small.assessment.json", true),
        ("record", "small.record.json", true),
        ("log", "decisions.log", true),
    ] {
        let (schema, value) = (validator(name), corpus(file));
        assert!(schema.is_valid(&value), "{file}");
        let mutants = mutations(&value, is_closed);
        assert!(mutants.len() > 20, "{file}");
        for (what, mutant) in mutants {
            assert!(!schema.is_valid(&mutant), "{file}: {what}");
        }
        let required = self::schema(name)["required"].as_array().unwrap().clone();
        for key in required.iter().filter_map(Value::as_str) {
            let mut mutant = value.clone();
            mutant.as_object_mut().unwrap().remove(key).unwrap();
            assert!(!schema.is_valid(&mutant), "{file} without {key}");
        }
        let mut mutant = value.clone();
        mutant["unknown"] = json!("key");
        assert!(!schema.is_valid(&mutant), "{file} with a key too many");
    }
    // What the schema calls a record, the reader takes for one.
    let record = fs::read(root().join("tests/corpus/0.1/small.record.json")).unwrap();
    assert!(Record::read(record).is_ok());
}

/// Keys of a structure with those that are always there, or the values of an enumeration.
#[derive(Debug, PartialEq, Eq)]
enum Declared {
    Keys(BTreeSet<String>, BTreeSet<String>),
    Values(Vec<String>),
}

fn kebab(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.extend(c.to_lowercase());
    }
    text
}

/// What the code declares, by the name of its type; a variant with fields is `Type::Variant`.
fn declared() -> BTreeMap<String, Declared> {
    let mut found = BTreeMap::new();
    let assessment = [
        "stamp", "cause", "finding", "need", "outcome", "party", "ledger",
    ];
    let assessment = assessment.map(|name| format!("src/assessment/{name}.rs"));
    let others = ["src/eval/outcome.rs", "src/attribution/finding.rs"].map(str::to_owned);
    for file in assessment.iter().chain(&others) {
        let text = fs::read_to_string(root().join(file)).unwrap();
        for item in text.split("\npub ").skip(1) {
            let body = item.split("\n}").next().unwrap();
            let mut words = body.split_whitespace();
            match (words.next(), words.next(), words.next()) {
                (Some("struct"), Some(name), Some("{")) => {
                    let (keys, always) = keys(body, "    pub ");
                    let declared = Declared::Keys(keys, always);
                    found.entry(name.to_owned()).or_insert(declared);
                }
                (Some("enum"), Some(name), Some("{")) => {
                    for variant in body
                        .split("\n    },")
                        .filter(|part| part.contains(" {\n        "))
                    {
                        let (before, fields) = variant.rsplit_once(" {\n        ").unwrap();
                        let variant = before.lines().last().unwrap().trim();
                        let (keys, always) = keys(&format!("\n        {fields}"), "        ");
                        let declared = Declared::Keys(keys, always);
                        found.insert(format!("{name}::{variant}"), declared);
                    }
                    let values = Declared::Values(values(body));
                    found.entry(name.to_owned()).or_insert(values);
                }
                _ => {}
            }
        }
    }
    found
}

fn keys(body: &str, indent: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut keys, mut always, mut may_lack) = (BTreeSet::new(), BTreeSet::new(), false);
    for line in body.lines() {
        if line.trim_start().starts_with("#[serde(default") {
            may_lack = true;
        }
        let field = line
            .strip_prefix(indent)
            .and_then(|rest| rest.split_once(": "));
        if let Some((name, _)) =
            field.filter(|(name, _)| name.chars().all(|c| c == '_' || c.is_lowercase()))
        {
            keys.insert(name.to_owned());
            if !std::mem::take(&mut may_lack) {
                always.insert(name.to_owned());
            }
        }
    }
    (keys, always)
}

fn values(body: &str) -> Vec<String> {
    let mut renamed = None;
    let mut values = Vec::new();
    for line in body.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("#[serde(rename = \"") {
            renamed = rest.strip_suffix("\")]").map(str::to_owned);
        } else if let Some(name) = line
            .strip_suffix(',')
            .filter(|name| name.chars().all(char::is_alphanumeric))
        {
            values.push(renamed.take().unwrap_or_else(|| kebab(name)));
        }
    }
    values
}

fn said(schema: &Value) -> Declared {
    match schema["properties"].as_object() {
        Some(properties) => {
            assert_eq!(schema["additionalProperties"], false);
            let required = schema["required"].as_array().unwrap().iter();
            let required = required.map(|key| key.as_str().unwrap().to_owned());
            Declared::Keys(properties.keys().cloned().collect(), required.collect())
        }
        None => {
            let values = schema["oneOf"].as_array().unwrap().iter();
            Declared::Values(
                values
                    .map(|it| it["const"].as_str().unwrap().to_owned())
                    .collect(),
            )
        }
    }
}

#[test]
fn they_say_of_every_key_what_the_code_says() {
    let schema = schema("assessment");
    let declared = declared();
    let mut compared = 0;
    for (name, def) in schema["$defs"].as_object().unwrap() {
        // A day and a period are texts; a moment is either of two; what is missing comes below.
        if ["Date", "Period", "Moment", "Need"].contains(&name.as_str()) {
            continue;
        }
        assert_eq!(Some(&said(def)), declared.get(name), "{name}");
        compared += 1;
    }
    let mut kinds = BTreeSet::new();
    for form in schema["$defs"]["Need"]["oneOf"].as_array().unwrap() {
        let kind = form["properties"]["kind"]["const"].as_str().unwrap();
        kinds.insert(kind.to_owned());
        let Declared::Keys(mut keys, mut always) = said(form) else {
            panic!("{kind}")
        };
        for key in ["kind", "count", "examples"] {
            assert!(keys.remove(key), "{kind}");
        }
        assert!(always.remove("kind"));
        let variant = declared.iter().find(|(name, _)| {
            name.strip_prefix("Missing::")
                .is_some_and(|name| kebab(name) == kind)
        });
        let none = Declared::Keys(BTreeSet::new(), BTreeSet::new());
        let variant = variant.map_or(&none, |(_, declared)| declared);
        assert_eq!(Declared::Keys(keys, always), *variant, "{kind}");
        compared += 1;
    }
    let Some(Declared::Values(plain)) = declared.get("Missing") else {
        panic!("what may be missing was not found")
    };
    let with_fields = declared
        .keys()
        .filter_map(|name| name.strip_prefix("Missing::"));
    let all: BTreeSet<String> = plain
        .iter()
        .cloned()
        .chain(with_fields.map(kebab))
        .collect();
    assert_eq!(kinds, all);
    assert!(compared > 45, "{compared}");
}
