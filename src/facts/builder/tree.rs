//! Values put together in Rust, and how they are written as JSON. Numbers are written as they were given.

use crate::facts::document::quoted;

/// A value of the facts being put together.
#[derive(Debug, Clone)]
pub enum Tree {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Number(i64),
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
            Self::Number(number) => out.push_str(&number.to_string()),
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

fn list<T>(
    out: &mut String,
    (open, close): (char, char),
    items: impl Iterator<Item = T>,
    each: impl Fn(T, &mut String),
) {
    out.push(open);
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(',');
        }
        each(item, out);
    }
    out.push(close);
}
