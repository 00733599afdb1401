//! The tree as JSON text. Numbers are written as they were given.

use super::{Node, NodeKind};

/// The value as JSON, without spaces.
pub fn to_json(node: &Node) -> String {
    let mut out = String::new();
    write(node, &mut out);
    out
}

/// A text as JSON writes it, in quotes.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn write(node: &Node, out: &mut String) {
    match &node.kind {
        NodeKind::Null => out.push_str("null"),
        NodeKind::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        NodeKind::Number(digits) => out.push_str(digits),
        NodeKind::String(text) => out.push_str(&quoted(text)),
        NodeKind::Array(items) => list(out, ('[', ']'), items, write),
        NodeKind::Object(members) => list(out, ('{', '}'), members, |member, out| {
            out.push_str(&quoted(&member.key));
            out.push(':');
            write(&member.node, out);
        }),
    }
}

fn list<T>(
    out: &mut String,
    (open, close): (char, char),
    items: &[T],
    each: impl Fn(&T, &mut String),
) {
    out.push(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        each(item, out);
    }
    out.push(close);
}
