//! Schemas that are said more than once, each kept under a name.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Schemas by name; the same schema has one name.
#[derive(Debug, Default)]
pub struct Defs {
    named: Map<String, Value>,
    names: BTreeMap<String, String>,
}

impl Defs {
    /// A reference to a schema; `kind` begins its name.
    pub fn share(&mut self, kind: &str, schema: Value) -> Value {
        let text = schema.to_string();
        let count = self.names.len() + 1;
        let name = self.names.entry(text).or_insert_with(|| {
            let name = format!("{kind}-{count}");
            self.named.insert(name.clone(), schema);
            name
        });
        reference(name)
    }

    /// A reference to a schema under a name that only it has; it may refer to others by their names before these are
    /// kept.
    pub fn name(&mut self, name: &str, schema: Value) -> Value {
        self.named.insert(name.to_owned(), schema);
        reference(name)
    }

    /// All of them.
    pub fn finish(self) -> Map<String, Value> {
        self.named
    }
}

/// A reference to a schema kept under a name.
pub fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}
