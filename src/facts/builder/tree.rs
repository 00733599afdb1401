//! Values put together in Rust, and how they are written as JSON.

use crate::facts::document::{list, quoted};
use crate::number::Number;

/// A value of the facts being put together.
#[derive(Debug, Clone)]
pub enum Tree {
    /// `true` or `false`.
    Bool(bool),
    /// A number in digits.
    Number(String),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Tree>),
    /// Keys with their values, in the order given.
    Object(Vec<(String, Tree)>),
}

/// Deeper than this no limit lets facts be; what is deeper still is left out, for the error is there already.
const DEEPEST: usize = 300;

impl Tree {
    /// The value as JSON, without spaces.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 1);
        out
    }

    fn write(&self, out: &mut String, depth: usize) {
        let inside = depth <= DEEPEST;
        match self {
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(digits) => out.push_str(&number(digits)),
            Self::String(text) => out.push_str(&quoted(text)),
            Self::Array(items) => {
                let items = items.iter().filter(|_| inside);
                list(out, ('[', ']'), items, |item, out| {
                    item.write(out, depth + 1)
                });
            }
            Self::Object(members) => {
                let members = members.iter().filter(|_| inside);
                list(out, ('{', '}'), members, |(key, value), out| {
                    out.push_str(&quoted(key));
                    out.push(':');
                    value.write(out, depth + 1);
                });
            }
        }
    }
}

/// The digits where JSON takes them, else the same number in a form that it takes; what is no number stays a text.
fn number(digits: &str) -> String {
    if serde_json::from_str::<serde_json::Number>(digits).is_ok() {
        return digits.to_owned();
    }
    match Number::parse(digits) {
        Ok(number) => number.to_text(),
        Err(_) => quoted(digits),
    }
}
