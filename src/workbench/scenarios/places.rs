//! What is wrong with the facts of a scenario before they are read, and where in the policy's files what is wrong
//! with them afterwards stands.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::lang::Text;
use crate::model::{Model, Name as ModelName};
use crate::source::{Sources, Span};
use crate::suggest::{nearest, proposal, written};
use crate::syntax::ast::Name;

const UNKNOWN: Code = Code::new("E0201");
const NO_UNIT: Code = Code::new("E0804");
const UNCLEAR: Code = Code::new("E0805");
const NOT_THERE: Code = Code::new("E0807");

/// The places of facts, by the paths under which their reader knows them.
#[derive(Debug, Default)]
pub(super) struct Places(BTreeMap<String, Span>);

impl Places {
    /// Keeps the place of a path.
    pub(super) fn put(&mut self, path: String, span: Span) {
        self.0.insert(path, span);
    }

    /// A diagnostic of the facts at its place in the policy's files: that of its path, or of what is around it.
    pub(super) fn located(&self, mut diagnostic: Diagnostic, otherwise: Span) -> Diagnostic {
        if let Place::Path(path) = &diagnostic.place {
            let mut ends = vec![path.len()];
            ends.extend(path.match_indices(['.', '[']).map(|(at, _)| at).rev());
            let known = |end: usize| self.0.get(path.get(..end)?).copied();
            let span = ends.into_iter().find_map(known).unwrap_or(otherwise);
            diagnostic.place = Place::Span(span);
        } else {
            diagnostic.place = Place::Span(otherwise);
        }
        diagnostic
    }
}

/// The file and the line where something stands.
pub(in crate::workbench) fn place(sources: &Sources, span: Span) -> (ModelName, u32) {
    match sources.get(span.source) {
        Some(source) => {
            let line = source.position(span.start).line;
            (source.name().into(), line)
        }
        None => ("".into(), 0),
    }
}

/// There is no unit of that name to say more of.
pub(super) fn unknown_unit(name: &Name, names: &[&str]) -> Diagnostic {
    let text = &name.text;
    let message = Text::new(
        format!("事实中没有名为 `{text}` 的单位"),
        format!("the facts have no unit named `{text}`"),
    );
    let diagnostic = Diagnostic::error(NO_UNIT, name.span, message);
    match nearest(text, names.iter().copied()) {
        Some(near) => diagnostic.help(proposal(near)).fix(name.span, near),
        None => diagnostic.help(Text::new(
            format!("新的单位写明层级：`层级名 {text} {{ … }}`"),
            format!("for a new unit say its level: `LEVEL {text} {{ … }}`"),
        )),
    }
}

/// Several units have that name.
pub(super) fn unclear_unit(name: &Name) -> Diagnostic {
    let text = &name.text;
    let message = Text::new(
        format!("名为 `{text}` 的单位不止一个"),
        format!("there is more than one unit named `{text}`"),
    );
    Diagnostic::error(UNCLEAR, name.span, message).help(Text::new(
        format!("写出路径，如 `上级单位/{text}`"),
        format!("write its path, such as `OUTER/{text}`"),
    ))
}

/// The facts have nothing of that name; `{}` in `what` stands for the name.
pub(super) fn unknown_in_facts<'n>(
    name: &Name,
    what: &Text,
    names: impl Iterator<Item = &'n str>,
    otherwise: Text,
) -> Diagnostic {
    let put = |what: &str| what.replace("{}", &format!("`{}`", name.text));
    let message = Text::new(
        format!("事实中没有{}", put(&what.zh)),
        format!("the facts have no {}", put(&what.en)),
    );
    let diagnostic = Diagnostic::error(NOT_THERE, name.span, message);
    match nearest(&name.text, names) {
        Some(near) => diagnostic
            .help(proposal(near))
            .fix(name.span, written(near, name.quoted)),
        None => diagnostic.help(otherwise),
    }
}

/// What is said to be unknown is nothing that facts could tell.
pub(super) fn unknown_key(model: &Model, key: &Name) -> Option<Diagnostic> {
    let metrics = model.metrics.values().map(|metric| &*metric.name);
    let records = model.record_types.values().map(|record| &*record.name);
    let known: Vec<&str> = metrics.chain(records).collect();
    let text = key.text.as_str();
    if known.contains(&text) {
        return None;
    }
    let message = Text::new(
        format!("没有名为 `{text}` 的指标或记录"),
        format!("there is no metric or record type named `{text}`"),
    );
    let diagnostic = Diagnostic::error(UNKNOWN, key.span, message);
    Some(match nearest(text, known) {
        Some(near) => diagnostic.help(proposal(near)),
        None => diagnostic,
    })
}
