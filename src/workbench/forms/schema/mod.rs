//! The JSON Schema (draft 2020-12) of a policy's facts.
//!
//! It accepts what the reader accepts, as far as one place of a document tells: names, types, units of measure,
//! keys that belong together. What takes the whole document to see (whether a unit named exists, whether two records
//! share an id) only the reader can tell. Parts: `defs` keeps what is said more than once, `values` the values,
//! `units` the tree of units and their records, `acts` the roster, determinations, discharges and reports.

mod acts;
mod defs;
mod units;
mod values;

use serde_json::{Map, Value, json};

use super::about::{Medium, Teller};
use super::uses::Uses;
use super::words::called;
use crate::facts::FORMAT;
use crate::lang::{Lang, Text};
use crate::model::Model;
use crate::program::Layout;
use defs::Defs;

/// The schema of a policy's facts.
pub fn schema(model: &Model, digest: &str, lang: Lang) -> Value {
    let uses = Uses::new(model);
    let mut writer = Writer {
        model,
        layout: Layout::new(model),
        teller: Teller {
            model,
            uses: &uses,
            lang,
            medium: Medium::Json,
        },
        defs: Defs::default(),
    };
    let properties = writer.root();
    let about = Text::new(
        "没有写的值是不详；没有写的列表是不详，空列表是没有。键和名称照政策所写",
        "a value left out is not known; a list left out is not known, and an empty list means none; keys and names are \
         those of the policy",
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": format!("policy sha256 {digest}"),
        "title": writer.teller.pick(
            format!("{}：事实", model.regulation.title),
            format!("{}: facts", model.regulation.title),
        ),
        "description": about.get(lang),
        "type": "object",
        "properties": properties,
        "required": ["format", "as_of", "period", "units"],
        "additionalProperties": false,
        "$defs": writer.defs.finish(),
    })
}

/// A schema being written.
struct Writer<'m> {
    model: &'m Model,
    layout: Layout,
    teller: Teller<'m>,
    defs: Defs,
}

impl Writer<'_> {
    fn root(&mut self) -> Map<String, Value> {
        let parts = [
            ("as_of", self.date()),
            ("period", self.period()),
            ("units", self.units(None)),
            ("persons", self.persons()),
            ("determinations", self.determinations()),
            ("discharges", self.discharges()),
            ("reports", self.reports()),
            ("note", self.text()),
            ("source", self.text()),
        ];
        let mut properties = self.keys(parts);
        properties.insert("format".to_owned(), json!({ "const": FORMAT }));
        properties
    }

    /// Keys of the format with their values, each with what it is called.
    fn keys<const N: usize>(&self, parts: [(&str, Value); N]) -> Map<String, Value> {
        let parts = parts
            .into_iter()
            .map(|(key, value)| (key.to_owned(), titled(value, called(key).get(self.lang()))));
        parts.collect()
    }

    fn lang(&self) -> Lang {
        self.teller.lang
    }
}

/// An object with these keys alone.
fn closed(properties: Map<String, Value>, required: &[&str]) -> Value {
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// A list of such items.
fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// What holds where a key has one value: `then`.
fn given(key: &str, value: &str, then: Value) -> Value {
    json!({
        "if": { "properties": { key: { "const": value } }, "required": [key] },
        "then": then,
    })
}

/// A schema with a title.
fn titled(schema: Value, title: &str) -> Value {
    annotated(schema, title, String::new())
}

/// A schema with a title and a description, where there is one.
fn annotated(mut schema: Value, title: &str, description: String) -> Value {
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".to_owned(), title.into());
        if !description.is_empty() {
            object.insert("description".to_owned(), description.into());
        }
    }
    schema
}
