//! The older policy with some of the changes made.
//!
//! A mixture says what it says without the text: its quotations would be held against one of two texts. Scenarios are
//! left out. Names are the newer ones throughout, so that outcomes can be compared.

use super::Listed;
use super::entry::{Entry, Renames, raw};
use crate::policy::{Policy, PolicyOptions};
use crate::source::Span;
use crate::syntax::ast::{DeclKind, PropKind};
use serde_json::Value;

/// What is left of one of the pairs of declarations.
struct Piece {
    /// The number of the change among those that matter; `None` for what is in both.
    change: Option<usize>,
    old: Option<String>,
    new: Option<String>,
    /// The interpretation that it declares.
    interpretation: Option<String>,
}

/// Two policies in pieces.
pub struct Pieces {
    pieces: Vec<Piece>,
    options: (PolicyOptions, PolicyOptions),
}

impl Pieces {
    /// Cuts both policies; `number` tells which pairs are changes that may matter.
    pub fn new(
        (old, new): (&Policy, &Policy),
        pairs: &[super::pair::Pair<'_>],
        number: impl Fn(&super::pair::Pair<'_>) -> Option<usize>,
    ) -> Self {
        let pieces = pairs
            .iter()
            .map(|pair| {
                let change = number(pair);
                let none = Renames::new();
                let shown = pair.new.as_ref().or(pair.old.as_ref());
                let is_reading = shown.filter(|entry| entry.kind == "interpretation");
                Piece {
                    change,
                    old: pair.old.as_ref().map(|entry| written(entry, &pair.renames)),
                    new: pair.new.as_ref().map(|entry| written(entry, &none)),
                    interpretation: is_reading.and_then(|entry| entry.name.map(ToOwned::to_owned)),
                }
            })
            .collect();
        Self {
            pieces,
            options: (old.options().clone(), new.options().clone()),
        }
    }

    /// The older policy with these changes; `None` where these alone make no policy.
    pub fn with(&self, made: &[bool]) -> Option<Policy> {
        let mut options = self.options.1.clone();
        let mut text = String::new();
        for piece in &self.pieces {
            let is_new = piece
                .change
                .is_none_or(|change| made.get(change) == Some(&true));
            let words = if is_new { &piece.new } else { &piece.old };
            text.extend(words.as_deref());
            text.push('\n');
            if let (Some(name), false) = (&piece.interpretation, is_new) {
                let chosen = self.options.0.interpretations.get(name);
                options.interpretations.shift_remove(name);
                options
                    .interpretations
                    .extend(chosen.map(|choice| (name.clone(), choice.clone())));
            }
        }
        Policy::compile_with([("policy.zeren", text)], options).ok()
    }
}

/// Whether a change can alter an outcome: words and citations cannot.
pub fn matters(listed: &Listed<'_>) -> bool {
    use super::{ChangeDetail, ChangeState};
    let idle = |detail: &ChangeDetail| {
        matches!(
            detail,
            ChangeDetail::Citation { .. } | ChangeDetail::Words { .. }
        )
    };
    listed.pair.is_some()
        && !(listed.change.state == ChangeState::Changed && listed.change.details.iter().all(idle))
}

/// A declaration as written, under the choices around it and newer names, without what binds it to the text.
fn written(entry: &Entry<'_>, renames: &Renames) -> String {
    let decl = &entry.item.decl;
    let mut edits = Vec::new();
    names(&raw(decl), renames, &mut edits);
    if matches!(decl.kind, DeclKind::Regulation) {
        let of_text = decl.props.iter().filter(|prop| {
            matches!(
                prop.kind,
                PropKind::SourceText(_) | PropKind::Digest(_) | PropKind::Erratum(_)
            )
        });
        edits.extend(of_text.map(|prop| (prop.span.start, prop.span.end, String::new())));
    }
    let mut text = edited(entry, decl.span, edits);
    for head in entry.item.given.iter().rev() {
        let mut edits = Vec::new();
        names(&raw(head), renames, &mut edits);
        text = format!("{} {{\n{text}\n}}", edited(entry, head.span, edits));
    }
    text
}

type Edit = (u32, u32, String);

/// The places of names that have newer ones.
fn names(value: &Value, renames: &Renames, edits: &mut Vec<Edit>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| names(item, renames, edits)),
        Value::Object(members) => {
            let text = members.get("text").and_then(Value::as_str);
            let is_name = members.contains_key("quoted");
            if let Some(newer) = text.filter(|_| is_name).and_then(|text| renames.get(text))
                && let Some(span) = members.get("span")
            {
                let byte = |key: &str| u32::try_from(span.get(key)?.as_u64()?).ok();
                if let (Some(start), Some(end)) = (byte("start"), byte("end")) {
                    edits.push((start, end, format!("“{newer}”")));
                }
            }
            members
                .values()
                .for_each(|member| names(member, renames, edits));
        }
        _ => {}
    }
}

/// A text with parts of it replaced.
fn edited(entry: &Entry<'_>, span: Span, mut edits: Vec<Edit>) -> String {
    edits.sort();
    edits.dedup();
    let slice = |start, end| entry.sources.slice(Span::new(span.source, start, end));
    let mut text = String::new();
    let mut at = span.start;
    for (start, end, words) in edits {
        if start >= at && end <= span.end {
            text.push_str(slice(at, start));
            text.push_str(&words);
            at = end;
        }
    }
    text.push_str(slice(at, span.end));
    text
}
