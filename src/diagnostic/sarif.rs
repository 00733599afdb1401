//! Diagnostics in SARIF 2.1.0, the format that code hosts and review tools read.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>. Columns count characters, not bytes or UTF-16
//! units; addresses of files are relative, to what is the caller's business.

use indexmap::IndexSet;
use serde_json::{Map, Value, json};

use super::catalog::lookup;
use super::{Diagnostic, Fix, Place, Severity};
use crate::lang::{Lang, Text};
use crate::source::{Position, SourceId, Sources, Span};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// How a log is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SarifOptions {
    /// The language of the texts.
    pub lang: Lang,
    /// The folder of the policy as the log shall name it, relative to where the log is read; empty for the folder
    /// itself.
    pub folder: String,
}

/// One log with one run: the tool with a rule for each code found, the files, and a result for each diagnostic.
///
/// A place in a policy file becomes a region, one in the facts a logical location with its JSON path; help is part of
/// the message, and a suggested edit a fix.
pub fn to_sarif(diagnostics: &[Diagnostic], sources: &Sources, options: &SarifOptions) -> Value {
    let log = Log { sources, options };
    let codes = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.as_str());
    let codes: IndexSet<&str> = codes.collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| log.result(diagnostic, &codes))
        .collect();
    let artifacts = sources.iter().map(|(_, source)| {
        json!({ "location": { "uri": log.address(source.name()) }, "length": source.text().len() })
    });
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": log.language(),
                "rules": codes.iter().map(|code| rule(code, options.lang)).collect::<Vec<_>>(),
            } },
            "language": log.language(),
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts.collect::<Vec<_>>(),
            "results": results,
        }],
    })
}

/// What the catalog says of a code.
fn rule(code: &str, lang: Lang) -> Value {
    match lookup(code) {
        None => json!({ "id": code }),
        Some(info) => json!({
            "id": code,
            "shortDescription": { "text": info.title(lang) },
            "fullDescription": { "text": info.meaning(lang) },
            "help": { "text": info.reason(lang), "markdown": info.markdown(lang) },
            "defaultConfiguration": { "level": level(info.severity()) },
        }),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// What results are written from.
struct Log<'a> {
    sources: &'a Sources,
    options: &'a SarifOptions,
}

impl Log<'_> {
    fn language(&self) -> &'static str {
        self.options.lang.pick("zh-CN", "en-US")
    }

    fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.options.lang)
    }

    fn result(&self, diagnostic: &Diagnostic, codes: &IndexSet<&str>) -> Value {
        let code = diagnostic.code.as_str();
        let mut result = json!({
            "ruleId": code,
            "level": level(diagnostic.severity),
            "message": { "text": self.message(diagnostic) },
        });
        let mut set = |key: &str, value: Value| {
            if let Some(object) = result.as_object_mut() {
                object.insert(key.to_owned(), value);
            }
        };
        if let Some(index) = codes.get_index_of(code) {
            set("ruleIndex", index.into());
        }
        if let Some(location) = self.location(diagnostic) {
            set("locations", json!([location]));
        }
        let related = diagnostic.secondary.iter().enumerate();
        let related: Vec<Value> = related
            .filter_map(|(index, (span, label))| {
                let physical = self.physical(*span)?;
                let message = json!({ "text": self.text(label) });
                Some(json!({ "id": index + 1, "physicalLocation": physical, "message": message }))
            })
            .collect();
        if !related.is_empty() {
            set("relatedLocations", related.into());
        }
        if let Some(fix) = diagnostic
            .fix
            .as_ref()
            .and_then(|fix| self.fix(fix, diagnostic))
        {
            set("fixes", json!([fix]));
        }
        result
    }

    /// The message and, on lines of their own, what helps.
    fn message(&self, diagnostic: &Diagnostic) -> String {
        let word = self.options.lang.pick("帮助", "help");
        let mut message = self.text(&diagnostic.message).to_owned();
        for help in &diagnostic.help {
            message += &format!("\n{word}: {}", self.text(help));
        }
        message
    }

    fn location(&self, diagnostic: &Diagnostic) -> Option<Value> {
        let mut location = Map::new();
        match &diagnostic.place {
            Place::Span(span) => {
                location.insert("physicalLocation".into(), self.physical(*span)?);
            }
            Place::Path(path) => {
                let logical = json!([{ "fullyQualifiedName": path, "kind": "value" }]);
                location.insert("logicalLocations".into(), logical);
            }
            Place::Cell(cell) => {
                let name = cell.to_text(self.options.lang);
                let logical = json!([{ "fullyQualifiedName": name, "kind": "value" }]);
                location.insert("logicalLocations".into(), logical);
            }
            Place::Whole => return None,
        }
        if let Some(label) = &diagnostic.label {
            location.insert("message".into(), json!({ "text": self.text(label) }));
        }
        Some(location.into())
    }

    fn physical(&self, span: Span) -> Option<Value> {
        let location = self.sources.locate(span)?;
        Some(json!({
            "artifactLocation": self.artifact(span.source)?,
            "region": region(location.start, location.end),
        }))
    }

    fn fix(&self, fix: &Fix, diagnostic: &Diagnostic) -> Option<Value> {
        let location = self.sources.locate(fix.span)?;
        let help = diagnostic.help.first().map(|help| self.text(help));
        let description = help.unwrap_or(self.options.lang.pick("可以改成", "try this"));
        Some(json!({
            "description": { "text": description },
            "artifactChanges": [{
                "artifactLocation": self.artifact(fix.span.source)?,
                "replacements": [{
                    "deletedRegion": region(location.start, location.end),
                    "insertedContent": { "text": fix.replacement },
                }],
            }],
        }))
    }

    fn artifact(&self, id: SourceId) -> Option<Value> {
        let index = self.sources.iter().position(|(other, _)| other == id)?;
        let source = self.sources.get(id)?;
        Some(json!({ "uri": self.address(source.name()), "index": index }))
    }

    /// The relative address of a file: what is no plain letter, digit or mark is written in percent.
    fn address(&self, name: &str) -> String {
        let folder = self.options.folder.trim_end_matches(['/', '\\']);
        let between = if folder.is_empty() { "" } else { "/" };
        format!("{folder}{between}{name}")
            .bytes()
            .map(|byte| match byte {
                b'\\' => "/".to_owned(),
                b'/' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
                _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect()
    }
}

/// Lines and columns from 1; the end is the place after the last character.
fn region(start: Position, end: Position) -> Value {
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}
