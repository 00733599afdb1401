//! What the facts of a policy are made of: what stands in the facts that there are, and what is made after the policy's own
//! JSON Schema and accepted by it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::{Map, Value, json};
use zeren::{Date, FormOptions, Lang, Period};

use super::stock::{self, Ready};

/// What may stand under a key of an object of some kind.
type Pantry = BTreeMap<String, BTreeMap<String, Vec<Value>>>;

/// So many values of a key are kept, and so many are tried: fewer where a policy has many keys.
const KEPT: usize = 24;
const TRIED: usize = 10;
const TRIED_IN_ALL: usize = 600;

/// What a policy's facts are made of.
pub struct Shelf {
    /// Facts that the policy accepts; those that say nothing come last.
    pub bases: Vec<Value>,
    /// What may be put into them.
    pub pantry: Pantry,
}

/// The shelf of a policy of the stock.
pub fn shelf(number: usize, ready: &'static Ready) -> &'static Shelf {
    static SHELVES: OnceLock<Vec<OnceLock<Shelf>>> = OnceLock::new();
    let shelves = SHELVES.get_or_init(|| (0..stock::count()).map(|_| OnceLock::new()).collect());
    shelves[number].get_or_init(|| Shelf::new(ready))
}

impl Shelf {
    fn new(ready: &Ready) -> Self {
        let mut options = FormOptions::new(Lang::Zh);
        options.as_of = Date::parse("2021-01-10");
        options.period = Period::parse("2020");
        let blank = ready.policy.facts_template(&options);
        let mut empty: Value = serde_json::from_str(&blank).unwrap_or_default();
        strip(&mut empty);
        let accepted = ready
            .facts
            .iter()
            .filter(|facts| ready.policy.read_facts(facts).is_ok());
        let mut bases: Vec<Value> = accepted
            .filter_map(|facts| serde_json::from_str(facts).ok())
            .collect();
        bases.push(empty);
        let mut pantry = Pantry::new();
        for base in &bases {
            stow(base, "", &mut pantry);
        }
        fill(ready, &bases, &mut pantry);
        Self { bases, pantry }
    }
}

/// The kind of an object: a unit is of its level, anything else of the key that it stands under.
pub fn kind_of(fields: &Map<String, Value>, key: &str) -> String {
    let level = fields.get("level").and_then(Value::as_str);
    level.map_or_else(|| key.to_owned(), |level| format!("units {level}"))
}

/// Puts what stands under each key on the shelf.
fn stow(value: &Value, kind: &str, pantry: &mut Pantry) {
    match value {
        Value::Object(fields) => {
            let kind = kind_of(fields, kind);
            for (key, value) in fields {
                if !matches!(&**key, "name" | "level" | "units") {
                    keep(&kind, key, value, pantry);
                }
                stow(value, key, pantry);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| stow(item, kind, pantry)),
        _ => {}
    }
}

fn keep(kind: &str, key: &str, value: &Value, pantry: &mut Pantry) {
    let keys = pantry.entry(kind.to_owned()).or_default();
    let values = keys.entry(key.to_owned()).or_default();
    if values.len() < KEPT && !values.contains(value) {
        values.push(value.clone());
    }
}

/// Takes out what is not known in an empty document.
fn strip(value: &mut Value) {
    let kept = |key: &str| {
        matches!(
            key,
            "format" | "as_of" | "period" | "units" | "name" | "level"
        )
    };
    match value {
        Value::Object(fields) => {
            fields.retain(|key, _| kept(key));
            fields.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

/// Makes values after the schema, and keeps what the policy accepts.
fn fill(ready: &Ready, bases: &[Value], pantry: &mut Pantry) {
    let schema = ready.policy.facts_schema(Lang::Zh);
    let mut sampler = Sampler {
        schema: &schema,
        names: Vec::new(),
        dice: 1,
    };
    let (Some(fullest), Some(empty)) = (bases.first(), bases.last()) else {
        return;
    };
    let mut units = Vec::new();
    unit_paths(empty, &mut String::new(), &mut units);
    sampler.names = names(empty);
    let keys = |path: &String| {
        let level = empty.pointer(path).and_then(|unit| unit["level"].as_str());
        sampler.level(level.unwrap_or_default())
    };
    let count: usize = units.iter().map(|path| keys(path).len()).sum();
    let tried = (TRIED_IN_ALL / count.max(1)).clamp(1, TRIED);
    for path in units {
        let level = empty
            .pointer(&path)
            .and_then(|unit| unit["level"].as_str())
            .unwrap_or_default();
        for (key, one) in sampler.level(level) {
            let tries = if matches!(&*key, "level" | "name" | "units" | "note" | "source") {
                0
            } else {
                tried
            };
            for _ in 0..tries {
                try_out(ready, empty, (&path, &key), sampler.sample(one), pantry);
            }
        }
    }
    sampler.names = names(fullest);
    for list in ["persons", "determinations", "discharges", "reports"] {
        let one = &schema["properties"][list];
        for _ in 0..2 * TRIED {
            try_out(ready, fullest, ("", list), sampler.sample(one), pantry);
        }
    }
}

/// Keeps a value if the policy accepts it in the place of what is there.
fn try_out(
    ready: &Ready,
    document: &Value,
    (path, key): (&str, &str),
    value: Value,
    pantry: &mut Pantry,
) {
    let mut document = document.clone();
    let Some(fields) = document.pointer_mut(path).and_then(Value::as_object_mut) else {
        return;
    };
    let kind = kind_of(fields, "");
    fields.insert(key.to_owned(), value.clone());
    if ready.policy.read_facts(&document.to_string()).is_ok() {
        keep(&kind, key, &value, pantry);
        stow(&value, key, pantry);
    }
}

fn unit_paths(value: &Value, path: &mut String, found: &mut Vec<String>) {
    for (index, unit) in value["units"].as_array().into_iter().flatten().enumerate() {
        let length = path.len();
        path.push_str(&format!("/units/{index}"));
        found.push(path.clone());
        unit_paths(unit, path, found);
        path.truncate(length);
    }
}

/// What facts name: units, persons, records; and a stranger.
fn names(facts: &Value) -> Vec<Value> {
    let mut found = vec![json!("甲")];
    let mut rest = vec![facts];
    while let Some(value) = rest.pop() {
        match value {
            Value::Object(fields) => {
                found.extend(
                    fields
                        .iter()
                        .filter(|(key, _)| matches!(&***key, "id" | "name"))
                        .map(|(_, name)| name.clone()),
                );
                rest.extend(fields.values());
            }
            Value::Array(items) => rest.extend(items),
            _ => {}
        }
    }
    found
}

/// Makes values after a schema, as far as the schema says what they are.
struct Sampler<'s> {
    schema: &'s Value,
    names: Vec<Value>,
    dice: u32,
}

impl<'s> Sampler<'s> {
    fn below(&mut self, count: usize) -> usize {
        self.dice = self
            .dice
            .wrapping_mul(1_664_525)
            .wrapping_add(1_013_904_223);
        (self.dice >> 8) as usize % count.max(1)
    }

    fn one(&mut self, some: &[Value]) -> Value {
        some.get(self.below(some.len()))
            .cloned()
            .unwrap_or_default()
    }

    /// What may stand under the keys of a unit of a level.
    fn level(&self, level: &str) -> Vec<(String, &'s Value)> {
        let kinds = self.schema["$defs"]
            .as_object()
            .into_iter()
            .flat_map(|kinds| kinds.values());
        let mut levels = kinds.filter_map(|kind| kind["properties"].as_object());
        let found = levels.find(|keys| keys.get("level").is_some_and(|it| it["const"] == level));
        found
            .into_iter()
            .flatten()
            .map(|(key, one)| (key.clone(), one))
            .collect()
    }

    fn sample(&mut self, one: &'s Value) -> Value {
        if let Some(path) = one["$ref"].as_str() {
            let path = path.trim_start_matches('#');
            return self
                .schema
                .pointer(path)
                .map_or(Value::Null, |one| self.sample(one));
        }
        if let Some(only) = one.get("const") {
            return only.clone();
        }
        for list in ["enum", "examples"] {
            if let Some(some) = one[list].as_array() {
                return self.one(some);
            }
        }
        if let Some(some) = one["anyOf"]
            .as_array()
            .filter(|_| !one["properties"].is_object())
        {
            // The plain way to write a value comes first.
            let at = self.below(some.len()).min(self.below(some.len()));
            return some.get(at).map_or(Value::Null, |one| self.sample(one));
        }
        match one["type"].as_str() {
            Some("object") => self.object(one),
            _ if one["properties"].is_object() => self.object(one),
            Some("array") => {
                let count = self.below(3);
                (0..count).map(|_| self.sample(&one["items"])).collect()
            }
            Some("boolean") => json!(self.below(2) == 0),
            Some("number" | "integer") => self.number(),
            _ => self.text(one["pattern"].as_str().unwrap_or_default()),
        }
    }

    fn number(&mut self) -> Value {
        let some = [
            json!(0),
            json!(1),
            json!(2),
            json!(0.5),
            json!(89.99),
            json!(90),
            json!(100),
            json!(1000),
        ];
        self.one(&some)
    }

    /// A number with its unit where the pattern ends in units; else a name or a date.
    fn text(&mut self, pattern: &str) -> Value {
        let units = pattern
            .rsplit_once("\\s*(")
            .filter(|_| pattern.contains("+)?"));
        let unit = units.and_then(|(_, units)| units.split(['|', ')']).next());
        if let Some(unit) = unit {
            let unit = unit
                .trim_start_matches('[')
                .chars()
                .take_while(|c| *c != ']');
            let number = self.number().to_string();
            return json!(number + &unit.collect::<String>());
        }
        let dates = [
            json!("2020-03-01"),
            json!("2020-12-31"),
            json!("2019-06-30"),
            json!("2021-01-10"),
        ];
        let names = self.names.clone();
        if self.below(4) == 0 {
            self.one(&dates)
        } else {
            self.one(&names)
        }
    }

    fn object(&mut self, one: &'s Value) -> Value {
        let mut fields = Map::new();
        let required: Vec<&str> = one["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for (key, kind) in one["properties"].as_object().into_iter().flatten() {
            let chance = if matches!(&**key, "note" | "source") {
                8
            } else {
                2
            };
            if required.contains(&&**key) || self.below(chance) == 0 {
                let value = self.sample(kind);
                fields.insert(key.clone(), value);
            }
        }
        for (_, kind) in one["patternProperties"].as_object().into_iter().flatten() {
            let value = self.sample(kind);
            fields.insert("2019".to_owned(), value);
        }
        self.conditions(one, &mut fields);
        Value::Object(fields)
    }

    /// What follows for one field from what stands in another.
    fn conditions(&mut self, one: &'s Value, fields: &mut Map<String, Value>) {
        for rule in one["allOf"].as_array().into_iter().flatten() {
            if let Some(path) = rule["$ref"].as_str() {
                if let Some(rule) = self.schema.pointer(path.trim_start_matches('#')) {
                    self.conditions(rule, fields);
                }
                continue;
            }
            self.conditions(rule, fields);
            let when = rule["if"]["properties"].as_object();
            let holds = when.is_some_and(|when| {
                when.iter()
                    .all(|(key, one)| fields.get(key) == one.get("const"))
            });
            if !holds {
                continue;
            }
            for (key, kind) in rule["then"]["properties"].as_object().into_iter().flatten() {
                let is_needless =
                    key == "office" && !fields.contains_key(key) && self.below(2) == 0;
                if !is_needless {
                    let value = self.sample(kind);
                    fields.insert(key.clone(), value);
                }
            }
        }
    }
}
