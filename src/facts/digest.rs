//! The digest of facts: the same for the same facts, however their keys are ordered and their text is spaced.

use std::fmt;

use sha2::{Digest, Sha256};

use super::document::{Document, Member, Node, NodeKind, list, quoted};
use crate::number::Number;

/// The SHA-256 of the canonical form.
///
/// The canonical form is JSON without spaces, with the keys of every object in the order of their bytes and
/// with numbers as exact decimals: `1e2`, `100` and `100.0` are one. Texts are left as they are.
pub fn digest(document: Document<'_>) -> FactsDigest {
    let mut text = String::new();
    write(document.root(), &mut text);
    FactsDigest(Sha256::digest(text).into())
}

/// A digest of facts. Many facts may be held at once, so it is kept as bytes and written out when asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactsDigest([u8; 32]);

impl fmt::Display for FactsDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

fn write(node: Node<'_>, out: &mut String) {
    match node.kind() {
        NodeKind::Null => out.push_str("null"),
        NodeKind::Bool(value) => out.push_str(if value { "true" } else { "false" }),
        NodeKind::Number(digits) => number(digits, out),
        NodeKind::String(text) => quote(text, out),
        NodeKind::Array(items) => list(out, ('[', ']'), items, write),
        NodeKind::Object(members) => {
            let mut sorted: Vec<Member<'_>> = members.collect();
            sorted.sort_by(|a, b| a.key.cmp(b.key));
            list(out, ('{', '}'), sorted.into_iter(), |member, out| {
                quote(member.key, out);
                out.push(':');
                write(member.node, out);
            });
        }
    }
}

/// The exact decimal. Plain digits are that already, without the zeros that end a fraction.
fn number(digits: &str, out: &mut String) {
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match digits.split_once('.') {
        None if is_plain(digits) => out.push_str(digits),
        Some((whole, part)) if is_plain(whole) && is_plain(part) => {
            let part = part.trim_end_matches('0');
            out.push_str(whole);
            if !part.is_empty() {
                out.push('.');
                out.push_str(part);
            }
        }
        _ => match Number::parse(digits) {
            Ok(number) => out.push_str(&number.to_text()),
            Err(_) => out.push_str(digits),
        },
    }
}

fn quote(text: &str, out: &mut String) {
    if text
        .bytes()
        .any(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))
    {
        out.push_str(&quoted(text));
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::digest;
    use crate::facts::{Document, FactLimits, Tape};

    fn of(text: &str) -> String {
        digest(Document::parse(text, &FactLimits::default(), &mut Tape::default()).unwrap())
            .to_string()
    }

    #[test]
    fn spaces_order_and_writing_of_numbers_do_not_matter() {
        let same = [
            r#"{"a":100,"b":["甲",true]}"#,
            "{ \"b\" : [ \"甲\", true ],\n \"a\" : 1e2 }",
            r#"{"b":["\u7532",true],"a":100.00}"#,
        ];
        for text in same {
            assert_eq!(of(text), of(r#"{"a":100,"b":["甲",true]}"#));
        }
        // echo -n '{"a":100,"b":["甲",true]}' | sha256sum
        assert_eq!(of(r#"{"a":100,"b":["甲",true]}"#), EXPECTED);
    }

    #[test]
    fn everything_else_does() {
        let one = of(r#"{"a":[1,2]}"#);
        for other in [
            r#"{"a":[2,1]}"#,
            r#"{"a":["1",2]}"#,
            r#"{"b":[1,2]}"#,
            r#"{"a":[12]}"#,
        ] {
            assert_ne!(of(other), one);
        }
    }

    const EXPECTED: &str = "9e86cedd342e7f0ced1c628ce99d214db587115e922d744d9fa497f2a61d9a3f";
}
