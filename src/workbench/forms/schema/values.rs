//! Values: bare, or in an object with their source, a note and a date.

use serde_json::{Map, Value, json};

use super::{Writer, closed};
use crate::measure::{Dimension, Measure};
use crate::model::EnumerationId;
use crate::number::Number;
use crate::types::Type;
use crate::workbench::forms::about::Slot;

/// A digit, ASCII or full-width.
const DIGIT: &str = "[0-9０-９]";
/// A minus, ASCII, mathematical or full-width.
const MINUS: &str = "[-−－]";
/// Units of a number of months or years.
const SPANS: &str = "个月|月|months|month|年|years|year";

impl Writer<'_> {
    /// A value of the facts; in an object with a note alone it is not known.
    pub fn value(&mut self, slot: &Slot) -> Value {
        let bare = self.bare(slot);
        let with_value = self.wrapped(bare.clone());
        let mut forms = vec![bare, with_value];
        // An object around an actor is the actor's own unless it has a value.
        if *slot.ty != Type::Actor {
            let text = self.text();
            forms.push(closed(self.keys([("note", text)]), &["note"]));
        }
        self.defs.share("value", json!({ "anyOf": forms }))
    }

    /// A value in an object that must have it.
    pub fn wrapped(&mut self, bare: Value) -> Value {
        let (text, date) = (self.text(), self.date());
        let parts = [
            ("value", bare),
            ("source", text.clone()),
            ("note", text),
            ("date", date),
        ];
        closed(self.keys(parts), &["value"])
    }

    /// A value by itself.
    pub fn bare(&mut self, slot: &Slot) -> Value {
        match slot.ty {
            Type::Truth => json!({ "type": "boolean" }),
            Type::Quantity(dimension) => self.quantity(slot, dimension),
            Type::Date => self.date(),
            Type::Span => {
                let pattern = format!("^\\s*{MINUS}?{DIGIT}+([.．][0０]+)?\\s*({SPANS})\\s*$");
                let schema = json!({ "type": "string", "pattern": pattern });
                self.defs.share("span", schema)
            }
            Type::Enumeration(id) => self.enumeration(*id),
            Type::Matter => {
                let names: Vec<&str> = self.model.matters.values().map(|row| &*row.name).collect();
                self.defs.share("matter", json!({ "enum": names }))
            }
            Type::Actor => self.actor(),
            Type::Text | Type::Unit | Type::Record => self.text(),
        }
    }

    /// A text that is not empty.
    pub fn text(&mut self) -> Value {
        let schema = json!({ "type": "string", "pattern": "\\S" });
        self.defs.share("text", schema)
    }

    /// A date.
    pub fn date(&mut self) -> Value {
        let day = |digits: &str| format!("{DIGIT}{{{digits}}}");
        let (four, two, one) = (day("4"), day("2"), day("1,2"));
        let pattern = format!("^\\s*({four}-{two}-{two}|{four}年{one}月{one}日)\\s*$");
        let examples = ["2017-09-12", "2017年9月12日"];
        let schema = json!({ "type": "string", "pattern": pattern, "examples": examples });
        self.defs.share("date", schema)
    }

    /// A period.
    pub fn period(&mut self) -> Value {
        let pattern = format!("^\\s*({})\\s*$", period());
        let examples = [
            "2017",
            "2017-H1",
            "2017-Q1",
            "2017-03",
            "2017-01-01/2017-06-30",
        ];
        let schema = json!({ "type": "string", "pattern": pattern, "examples": examples });
        self.defs.share("period", schema)
    }

    fn enumeration(&mut self, id: EnumerationId) -> Value {
        let row = self.model.enumerations.row(id);
        let values: Vec<&str> = row
            .into_iter()
            .flat_map(|row| &row.values)
            .map(|value| &**value)
            .collect();
        let mut schema = Map::new();
        schema.insert("enum".to_owned(), values.into());
        if let Some(name) = row.and_then(|row| row.name.as_ref()) {
            schema.insert("title".to_owned(), (&**name).into());
        }
        self.defs.share("enumeration", schema.into())
    }

    /// A bare number in the unit declared, or a text with a unit that converts.
    fn quantity(&mut self, slot: &Slot, dimension: &Dimension) -> Value {
        let measures = &self.model.measures;
        let fits = |name: &&str| {
            measures
                .get(name)
                .is_some_and(|measure| measure.dimension == *dimension)
        };
        let units: Vec<String> = measures.names().filter(fits).map(escaped).collect();
        let mut units = units.join("|");
        if dimension.is_none() {
            // A plain number may stand in quotes by itself.
            units = format!("({units})?");
        }
        let pattern = format!("^\\s*{MINUS}?{DIGIT}+([.．]{DIGIT}+)?\\s*({units})\\s*$");
        let mut number = Map::new();
        number.insert("type".to_owned(), "number".into());
        let (least, most) = slot.range;
        for (key, bound) in [("minimum", least), ("maximum", most)] {
            if let Some(bound) = bound.and_then(|bound| literal(bound, slot.measure)) {
                number.insert(key.to_owned(), bound);
            }
        }
        let schema = json!({ "anyOf": [number, { "type": "string", "pattern": pattern }] });
        self.defs.share("quantity", schema)
    }
}

/// A pattern of periods, without anchors.
pub fn period() -> String {
    let date = format!(
        "({DIGIT}{{4}}-{DIGIT}{{2}}-{DIGIT}{{2}}|{DIGIT}{{4}}年{DIGIT}{{1,2}}月{DIGIT}{{1,2}}日)"
    );
    let parts = format!("H[12１２]|Q[1-4１-４]|{DIGIT}{{2}}");
    format!("{DIGIT}{{4}}(年|-({parts}))?|{date}/{date}")
}

/// A bound as a number of JSON, in the unit of bare numbers; `None` where a decimal cannot say it.
fn literal(bound: &Number, measure: Option<&Measure>) -> Option<Value> {
    let number = match measure {
        Some(measure) => bound.checked_div(&measure.factor)?,
        None => bound.clone(),
    };
    serde_json::from_str(&number.to_text()).ok()
}

/// The name of a unit of measure as a pattern; a per cent sign may be full-width.
fn escaped(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match c {
            '%' => out.push_str("[%％]"),
            c if c.is_ascii_punctuation() => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
