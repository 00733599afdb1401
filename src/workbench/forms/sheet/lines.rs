//! The facts of a spreadsheet as JSON text, one line for each cell, so that the line of an error leads back to it.

use crate::diagnostic::CellPlace;

/// A JSON text being written, with the cell of every line.
#[derive(Debug, Default)]
pub struct Lines {
    text: String,
    places: Vec<Option<CellPlace>>,
    /// Whether the next item of the object or list is its first.
    first: bool,
}

impl Lines {
    /// Opens an object or a list, under a key where it has one.
    pub fn open(&mut self, key: Option<&str>, bracket: char, place: Option<CellPlace>) {
        self.item(key, &bracket.to_string(), place);
        self.first = true;
    }

    /// Closes what was opened.
    pub fn close(&mut self, bracket: char) {
        self.first = true;
        self.item(None, &bracket.to_string(), None);
        self.first = false;
    }

    /// A value that is JSON already.
    pub fn item(&mut self, key: Option<&str>, json: &str, place: Option<CellPlace>) {
        if !self.first {
            self.text.push(',');
        }
        self.first = false;
        if let Some(key) = key {
            self.text.push_str(&quoted(key));
            self.text.push(':');
        }
        self.text.push_str(json);
        self.text.push('\n');
        self.places.push(place);
    }

    /// An empty text to begin with.
    pub fn new() -> Self {
        Self {
            first: true,
            ..Self::default()
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text alone.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The cell of a line, counted from 1; of a line that has none, that of the nearest before it.
    pub fn place(&self, line: u32) -> Option<&CellPlace> {
        let upto = self.places.get(..line as usize)?;
        upto.iter().rev().flatten().next()
    }
}

/// A text as JSON writes it.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
