//! Canonical JSON (RFC 8785) and its SHA-256: one value has one text, so that any change of a byte shows.
//!
//! Keys stand in the order of their UTF-16 units, nothing stands between the marks, texts are escaped only where JSON
//! demands it. Numbers are whole in everything that is written here; nothing here knows what the values mean.

use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

/// What serialises, as a value.
pub fn value(of: &impl Serialize) -> Value {
    // INVARIANT: every map that is written here has texts as keys, so that this cannot fail.
    serde_json::to_value(of).unwrap_or_default()
}

/// The one text of a value.
pub fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

/// The SHA-256 of the one text of a value without some of its members.
pub fn digest_without(value: &Value, left_out: &[&str]) -> String {
    let mut out = String::new();
    match value {
        Value::Object(members) => object(members, left_out, &mut out),
        other => write(other, &mut out),
    }
    sha256(out.as_bytes())
}

/// A SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal, in lower case.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => object(members, &[], out),
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::String(text) => quoted(text, out),
        plain => out.push_str(&plain.to_string()),
    }
}

fn object(members: &Map<String, Value>, left_out: &[&str], out: &mut String) {
    let mut members: Vec<_> = members.iter().collect();
    members.retain(|(key, _)| !left_out.contains(&key.as_str()));
    members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    out.push('{');
    for (place, (key, value)) in members.into_iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        quoted(key, out);
        out.push(':');
        write(value, out);
    }
    out.push('}');
}

fn quoted(text: &str, out: &mut String) {
    // A text always serialises.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{digest_without, sha256, text};

    #[test]
    fn keys_are_sorted_and_texts_escaped_as_rfc_8785_has_it() {
        // The keys of the standard's own example, in its order.
        let keys = [
            "\r",
            "1",
            "\u{80}",
            "ö",
            "€",
            "\u{1F600}",
            "\u{FB33}",
            "</script>",
        ];
        let object: serde_json::Map<String, Value> = keys
            .iter()
            .map(|key| ((*key).to_owned(), json!(1)))
            .collect();
        assert_eq!(
            text(&Value::Object(object)),
            "{\"\\r\":1,\"1\":1,\"</script>\":1,\"\u{80}\":1,\"ö\":1,\"€\":1,\"\u{1F600}\":1,\"\u{FB33}\":1}"
        );
        assert_eq!(
            text(&json!(["\u{0}\u{1F}\u{7F}\n\t\"\\/", null, true, 7, {"b": {}, "a": []}])),
            "[\"\\u0000\\u001f\u{7F}\\n\\t\\\"\\\\/\",null,true,7,{\"a\":[],\"b\":{}}]"
        );
    }

    #[test]
    fn members_left_out_have_no_part_in_a_digest() {
        let value = json!({"b": 1, "a": {"b": 2}, "c": 3});
        let expected = sha256(br#"{"a":{"b":2},"c":3}"#);
        assert_eq!(digest_without(&value, &["b"]), expected);
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
