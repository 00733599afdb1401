//! Facts in JSON: read, or refused with errors that name their places. The first byte picks the policy.

use serde_json::Value;
use zeren::{Facts, Place, Policy, Sources};

use super::{answers, stock};

pub fn run(data: &[u8]) {
    let Some((pick, rest)) = data.split_first() else {
        return;
    };
    let Some((_, ready)) = stock::ready(usize::from(*pick)) else {
        return;
    };
    let text = String::from_utf8_lossy(rest);
    let Some(facts) = answered(&ready.policy, &text) else {
        return;
    };
    // Whatever is accepted is JSON, and says the same however it is written.
    let json: Result<Value, _> = serde_json::from_str(text.trim_start_matches('\u{feff}'));
    assert!(json.is_ok(), "accepted, but no JSON: {json:?}");
    let first = ready.policy.evaluate(&facts).map(|found| found.to_json());
    for manner in [Manner::Spaced, Manner::Escaped, Manner::EscapedKeys] {
        let written = rewritten(&text, manner);
        let again = ready.policy.read_facts(&written);
        let again =
            again.unwrap_or_else(|error| panic!("refused when written anew: {error}\n{written}"));
        let again = ready.policy.evaluate(&again).map(|found| found.to_json());
        assert_eq!(first, again, "\n{text}\n{written}");
    }
}

/// How the same JSON may be written; each leads the reader along other ways.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// With blanks wherever they may stand.
    Spaced,
    /// With every character of every text as an escape.
    Escaped,
    /// With the first character of some texts as an escape.
    EscapedKeys,
}

/// The same tokens, written otherwise.
fn rewritten(json: &str, manner: Manner) -> String {
    let mut out = String::new();
    let (mut inside, mut first, mut count) = (false, false, 0);
    let mut chars = json.trim_start_matches('\u{feff}').chars();
    while let Some(c) = chars.next() {
        if !inside {
            let parts = matches!(c, '{' | '}' | '[' | ']' | ',' | ':') && manner == Manner::Spaced;
            out.push_str(if parts { "\r\n \t" } else { "" });
            out.push(c);
            out.push_str(if parts { "  " } else { "" });
            (inside, first) = (c == '"', true);
            count += usize::from(inside);
            continue;
        }
        let some =
            manner == Manner::Escaped || manner == Manner::EscapedKeys && first && count % 3 == 0;
        match c {
            // An escape stays as it is; the digits behind a `u` are escapes of their own to no reader.
            '\\' => {
                let escaped = chars.next();
                let digits = if escaped == Some('u') { 4 } else { 0 };
                out.push('\\');
                out.extend(escaped);
                out.extend(chars.by_ref().take(digits));
            }
            '"' => {
                out.push('"');
                inside = false;
            }
            _ if some => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            _ => out.push(c),
        }
        first = false;
    }
    out
}

/// The facts, if they are right; else errors, each with its place.
pub fn answered(policy: &Policy, text: &str) -> Option<Facts> {
    match policy.read_facts(text) {
        Ok(facts) => Some(facts),
        Err(error) => {
            let found = &error.diagnostics;
            assert!(found.has_errors(), "refused without an error");
            for one in found.iter() {
                let placed = matches!(&one.place, Place::Path(path) if path.starts_with('$'));
                assert!(placed || one.code.as_str() == "F0102", "{one:?}");
            }
            answers::shown(found, &Sources::new());
            None
        }
    }
}

pub fn seeds(every: usize) -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for (pick, ready) in stock::every(every) {
        for facts in &ready.facts {
            let mut seed = vec![pick];
            seed.extend(facts.bytes());
            seeds.push(seed);
        }
    }
    seeds.retain(|seed| seed.len() < 16_000);
    seeds
}
