//! Diagnostics as JSON, for editors and services. Keys never depend on the language; texts do.

use serde_json::{Map, Value, json};

use super::catalog::CodeInfo;
use super::{Diagnostic, Place, Severity};
use crate::lang::{Lang, Text};
use crate::source::{Position, Sources, Span};

/// An array with one object for each diagnostic.
///
/// Always there: `code`, `severity` (`error` or `warning`), `message`, `secondary`, `help`. A place in a
/// policy file adds `file`, `start`, `end` (line and column in characters from 1, offset in bytes from
/// 0); a place in the facts adds `path`, and `start` when its line is known. `label` and `fix` appear
/// when there are any.
pub fn to_json(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang) -> Value {
    diagnostics
        .iter()
        .map(|diagnostic| Value::Object(object(diagnostic, sources, lang)))
        .collect()
}

/// What there is to say about a code: `code`, `severity`, `title`, `meaning`, `reason`, and the snippets of `example`
/// and `remedy`, each with its `kind`, its `text`, and the name of its `file` where that matters.
pub fn code_to_json(info: &CodeInfo, lang: Lang) -> Value {
    json!({
        "code": info.code,
        "severity": severity(info.severity()),
        "title": info.title(lang),
        "meaning": info.meaning(lang),
        "reason": info.reason(lang),
        "example": info.example(lang),
        "remedy": info.remedy(lang),
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn object(diagnostic: &Diagnostic, sources: &Sources, lang: Lang) -> Map<String, Value> {
    let text = |text: &Text| Value::from(text.get(lang));
    let severity = severity(diagnostic.severity);
    let mut object = place(diagnostic, sources);
    object.insert("code".into(), diagnostic.code.as_str().into());
    object.insert("severity".into(), severity.into());
    object.insert("message".into(), text(&diagnostic.message));
    let secondary = diagnostic.secondary.iter().map(|(at, label)| {
        let mut entry = span(*at, sources);
        entry.insert("label".into(), text(label));
        Value::Object(entry)
    });
    object.insert("secondary".into(), secondary.collect());
    object.insert("help".into(), diagnostic.help.iter().map(text).collect());
    if let Some(label) = &diagnostic.label {
        object.insert("label".into(), text(label));
    }
    if let Some(fix) = &diagnostic.fix {
        let mut entry = span(fix.span, sources);
        entry.insert("replacement".into(), fix.replacement.as_str().into());
        object.insert("fix".into(), entry.into());
    }
    object
}

fn place(diagnostic: &Diagnostic, sources: &Sources) -> Map<String, Value> {
    let mut object = Map::new();
    match &diagnostic.place {
        Place::Span(at) => return span(*at, sources),
        Place::Path(path) => {
            object.insert("path".into(), path.as_str().into());
            if let Some(at) = diagnostic.path_position {
                object.insert("start".into(), position(at).into());
            }
        }
        Place::Cell(cell) => {
            object.insert("sheet".into(), cell.sheet.as_str().into());
            if let Some(row) = cell.row {
                object.insert("row".into(), row.into());
            }
            let column = [("column", &cell.column), ("heading", &cell.heading)];
            for (key, text) in column {
                if let Some(text) = text {
                    object.insert(key.into(), text.as_str().into());
                }
            }
        }
        Place::Whole => {}
    }
    object
}

/// Empty when the file is not among the sources.
fn span(span: Span, sources: &Sources) -> Map<String, Value> {
    let Some(location) = sources.locate(span) else {
        return Map::new();
    };
    let end = |at: Position, offset: u32| {
        let mut object = position(at);
        object.insert("offset".into(), offset.into());
        Value::Object(object)
    };
    let mut object = Map::new();
    object.insert("file".into(), location.file.into());
    object.insert("start".into(), end(location.start, span.start));
    object.insert("end".into(), end(location.end, span.end));
    object
}

fn position(position: Position) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("line".into(), position.line.into());
    object.insert("column".into(), position.column.into());
    object
}
