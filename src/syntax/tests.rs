//! The parser as a whole: both languages, every form, many errors, hostile texts.

mod errors;
mod format;
mod forms;
mod hostile;
mod reference;
mod sentences;

use serde_json::Value;

use super::{Parsed, SyntaxLimits, parse};
use crate::diagnostic::{Diagnostic, Place};
use crate::lang::Lang;
use crate::source::SourceId;

/// Parses with the default limits.
fn parsed(text: &str) -> Parsed {
    parse(SourceId(0), text, &SyntaxLimits::default())
}

/// The declarations of a sound text as JSON, without spans.
fn tree(text: &str) -> Value {
    let parsed = parsed(text);
    let errors = listed(text, &parsed);
    assert!(errors.is_empty(), "{errors}");
    let mut tree = serde_json::to_value(&parsed.file.items).unwrap();
    strip(&mut tree);
    tree
}

/// The one property or declaration of a text as compact JSON.
fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| !matches!(key.as_str(), "span" | "keyword" | "note"));
            map.values_mut().for_each(strip);
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        _ => {}
    }
}

/// Every diagnostic in Chinese, one per line: code, the text under the primary span, message, help, fix.
fn listed(text: &str, parsed: &Parsed) -> String {
    let lines = parsed
        .diagnostics
        .iter()
        .map(|diagnostic| line(text, diagnostic, Lang::Zh));
    lines.collect()
}

fn line(text: &str, diagnostic: &Diagnostic, lang: Lang) -> String {
    let (position, under) = match &diagnostic.place {
        Place::Span(span) => {
            let before = text
                .get(..span.start as usize)
                .expect("a character boundary");
            let under = text.get(span.start as usize..span.end as usize);
            let line = before.split('\n').count();
            (line, under.expect("a span within the text"))
        }
        place => panic!("no span: {place:?}"),
    };
    let help: Vec<&str> = diagnostic.help.iter().map(|help| help.get(lang)).collect();
    let fix = diagnostic
        .fix
        .as_ref()
        .map(|fix| format!(" ⇒ [{}]", fix.replacement));
    format!(
        "{} {}[{under}] {} | {}{}\n",
        diagnostic.code,
        position,
        diagnostic.message.get(lang),
        help.join(" | "),
        fix.unwrap_or_default()
    )
}
