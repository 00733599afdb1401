//! The digest of facts: the same for the same facts, however their keys are ordered and their text is spaced.

use sha2::{Digest, Sha256};

use super::document::{Document, Member, Node, NodeKind, quoted};
use crate::number::Number;

/// The SHA-256 of the canonical form, in hexadecimal digits.
///
/// The canonical form is JSON without spaces, with the keys of every object in the order of their bytes and
/// with numbers as exact decimals: `1e2`, `100` and `100.0` are one. Texts are left as they are.
pub fn digest(document: Document<'_>) -> String {
    let mut hash = Sha256::new();
    write(document.root(), &mut hash);
    let bytes = hash.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn write(node: Node<'_>, out: &mut Sha256) {
    match node.kind() {
        NodeKind::Null => out.update("null"),
        NodeKind::Bool(value) => out.update(value.to_string()),
        NodeKind::Number(digits) => match Number::parse(digits) {
            Ok(number) => out.update(number.to_text()),
            Err(_) => out.update(digits.as_bytes()),
        },
        NodeKind::String(text) => out.update(quoted(text)),
        NodeKind::Array(items) => list(out, ("[", "]"), items, write),
        NodeKind::Object(members) => {
            let mut sorted: Vec<Member<'_>> = members.collect();
            sorted.sort_by(|a, b| a.key.cmp(b.key));
            list(out, ("{", "}"), sorted.into_iter(), |member, out| {
                out.update(quoted(member.key));
                out.update(":");
                write(member.node, out);
            });
        }
    }
}

fn list<T>(
    out: &mut Sha256,
    (open, close): (&str, &str),
    items: impl Iterator<Item = T>,
    each: impl Fn(T, &mut Sha256),
) {
    out.update(open);
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.update(",");
        }
        each(item, out);
    }
    out.update(close);
}

#[cfg(test)]
mod tests {
    use super::digest;
    use crate::facts::{Document, FactLimits, Tape};

    fn of(text: &str) -> String {
        digest(Document::parse(text, &FactLimits::default(), &mut Tape::default()).unwrap())
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
