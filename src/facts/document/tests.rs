//! The scanner accepts what `serde_json` accepts, and finds in it what `serde_json` finds.

use proptest::prelude::*;
use serde_json::Value;

use super::{Document, Node, NodeKind, Tape};
use crate::facts::FactLimits;

/// A value as `serde_json` has it; numbers as they are written, and of a key twice the last value.
fn value(node: Node<'_>) -> Value {
    match node.kind() {
        NodeKind::Null => Value::Null,
        NodeKind::Bool(value) => value.into(),
        NodeKind::Number(digits) => serde_json::from_str(digits).expect("a number"),
        NodeKind::String(text) => text.into(),
        NodeKind::Array(items) => items.map(value).collect(),
        NodeKind::Object(members) => {
            let members = members.map(|member| (member.key.to_owned(), value(member.node)));
            Value::Object(members.collect())
        }
    }
}

fn parse(text: &str, tape: &mut Tape) -> Option<Value> {
    let document = Document::parse(text, &FactLimits::default(), tape).ok()?;
    Some(value(document.root()))
}

/// A text of JSON, with escapes.
const TEXT: &str = r#""([a-c 村\u{1F600}]|\\["\\/bfnrt]|\\u00[46][0-9a-f]|\\ud83d\\ude00){0,9}""#;

/// JSON with blanks, escapes, repeated keys and numbers of all forms.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        "-?(0|[1-9][0-9]{0,5})(\\.[0-9]{1,4})?([eE][+-]?[0-9]{1,2})?",
        TEXT,
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        let blank = "[ \t\n\r]{0,2}";
        let item = (blank, inner, blank).prop_map(|(a, b, c)| format!("{a}{b}{c}"));
        let items = prop::collection::vec(item.clone(), 1..6);
        let member = (blank, TEXT, blank, item).prop_map(|(a, k, b, v)| format!("{a}{k}{b}:{v}"));
        let members = prop::collection::vec(member, 1..6);
        prop_oneof![
            Just("[]".to_owned()),
            Just("{ }".to_owned()),
            items.prop_map(|items| format!("[{}]", items.join(","))),
            members.prop_map(|members| format!("{{{}}}", members.join(","))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_json_is_read_as_it_is(texts in prop::collection::vec(json(), 1..4)) {
        let mut tape = Tape::default();
        for text in texts {
            prop_assert_eq!(parse(&text, &mut tape), serde_json::from_str(&text).ok(), "{}", text);
        }
    }

    /// One character taken away, put in or replaced.
    #[test]
    fn what_is_no_json_is_refused(
        text in json(),
        at in any::<prop::sample::Index>(),
        with in prop::option::of(prop::sample::select(r#"{}[]",:\0-.e1 tn"#.chars().collect::<Vec<_>>())),
        replace: bool,
    ) {
        let mut chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len());
        if replace || with.is_none() {
            chars.remove(at);
        }
        if let Some(with) = with {
            chars.insert(at, with);
        }
        let text: String = chars.into_iter().collect();
        let expected = serde_json::from_str::<Value>(&text);
        // Numbers are kept as they are written, and so have no range.
        let has_range = |error: &serde_json::Error| error.to_string().starts_with("number out of range");
        prop_assume!(!expected.as_ref().is_err_and(has_range));
        prop_assert_eq!(parse(&text, &mut Tape::default()), expected.ok(), "{}", text);
    }

    /// Whoever looks for repeated keys is told where there may be some.
    #[test]
    fn repeated_keys_look_odd(keys in prop::collection::vec("[a-z]{1,2}", 0..200)) {
        let members: Vec<String> = keys.iter().map(|key| format!("\"{key}\":[{{}}]")).collect();
        let text = format!("{{{}}}", members.join(","));
        let mut tape = Tape::default();
        let document = Document::parse(&text, &FactLimits::default(), &mut tape).unwrap();
        let mut distinct = keys.clone();
        distinct.sort();
        distinct.dedup();
        if distinct.len() < keys.len() {
            prop_assert!(document.looks_odd());
        } else if keys.len() <= 100 {
            prop_assert!(!document.looks_odd());
        }
    }
}

#[test]
fn a_number_that_no_double_holds_is_a_number() {
    for digits in ["100e311", "-1e-400", "1E+999"] {
        let mut tape = Tape::default();
        let document = Document::parse(digits, &FactLimits::default(), &mut tape).unwrap();
        assert!(matches!(document.root().kind(), NodeKind::Number(found) if found == digits));
    }
}
