//! Diagnostics as data: what is wrong, where, and what would help, in both languages.
//!
//! A stage builds a [`Diagnostic`] beside its check and returns all of them; a renderer (`terminal`,
//! `plain`, `json`, `sarif`) formats them once the caller has picked a language. Nothing here prints.

use std::fmt;

use crate::lang::{Lang, Text};
use crate::source::{Position, Span};

pub(crate) mod catalog;
pub(crate) mod json;
pub(crate) mod page;
pub(crate) mod plain;
pub(crate) mod sarif;
#[cfg(feature = "terminal")]
pub(crate) mod terminal;
#[cfg(test)]
mod tests;
#[cfg(feature = "terminal")]
pub(crate) mod wrap;

pub use plain::summary;

/// One thing that is wrong with a policy or with the facts.
///
/// ```
/// use zeren::{Code, Diagnostic, Source, Sources, Span, Text};
///
/// let mut sources = Sources::new();
/// let file = sources.push(Source::new("河长制.policy", "责任 巡何"));
/// let span = Span::new(file, 7, 13);
/// let unknown = Text::new("没有名为 `巡何` 的事项", "there is no matter named `巡何`");
/// let diagnostic = Diagnostic::error(Code::new("E0101"), span, unknown)
///     .label(Text::new("没有定义", "not defined"))
///     .help(Text::new("是不是 `巡河`", "did you mean `巡河`"))
///     .fix(span, "巡河");
/// assert_eq!(diagnostic.code.as_str(), "E0101");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The stable code, which outlives every wording.
    pub code: Code,
    /// Whether it stops the stage.
    pub severity: Severity,
    /// What is wrong.
    pub message: Text,
    /// Where it is wrong.
    pub place: Place,
    /// Where a [`Place::Path`] stands in the text of the facts, when they came as text.
    pub path_position: Option<Position>,
    /// What is said under the primary span.
    pub label: Option<Text>,
    /// Other spans that matter, each with what it has to do with the problem.
    pub secondary: Vec<(Span, Text)>,
    /// What the reader can do.
    pub help: Vec<Text>,
    /// An edit that would remove the problem.
    pub fix: Option<Fix>,
}

/// The diagnostics of one run, in the order they were found until they are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The policy or the facts cannot be used.
    Error,
    /// They can be used, and are probably not what was meant.
    Warning,
}

/// The stable code of a kind of diagnostic, such as `E0101`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

/// What a diagnostic is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A part of a policy file.
    Span(Span),
    /// A JSON path in the facts, such as `$.units[0].满意度`.
    Path(String),
    /// A cell, row or sheet of the facts, when they came as a spreadsheet.
    Cell(CellPlace),
    /// The policy or the facts as a whole.
    Whole,
}

/// A place in a spreadsheet, as a person finds it there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellPlace {
    /// The sheet's name.
    pub sheet: String,
    /// The row, from 1; absent for a sheet as a whole.
    pub row: Option<u32>,
    /// The column's letters, such as `C`; absent for a row as a whole.
    pub column: Option<String>,
    /// What the column's heading says.
    pub heading: Option<String>,
}

/// An edit of a policy file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What takes its place; empty for a deletion.
    pub replacement: String,
}

impl Diagnostic {
    /// An error in a policy file.
    pub fn error(code: Code, span: Span, message: Text) -> Self {
        Self::new(Severity::Error, code, Place::Span(span), message)
    }

    /// A warning about a policy file.
    pub fn warning(code: Code, span: Span, message: Text) -> Self {
        Self::new(Severity::Warning, code, Place::Span(span), message)
    }

    /// An error in the facts, at a JSON path.
    pub fn at_path(code: Code, path: impl Into<String>, message: Text) -> Self {
        Self::new(Severity::Error, code, Place::Path(path.into()), message)
    }

    /// An error in the facts, at a place of a spreadsheet.
    pub fn at_cell(code: Code, place: CellPlace, message: Text) -> Self {
        Self::new(Severity::Error, code, Place::Cell(place), message)
    }

    /// An error that no single place is to blame for.
    pub fn whole(code: Code, message: Text) -> Self {
        Self::new(Severity::Error, code, Place::Whole, message)
    }

    /// Replaces the severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Says something under the primary span.
    #[must_use]
    pub fn label(mut self, label: Text) -> Self {
        self.label = Some(label);
        self
    }

    /// Points at another span that matters.
    #[must_use]
    pub fn secondary(mut self, span: Span, label: Text) -> Self {
        self.secondary.push((span, label));
        self
    }

    /// Adds a line of help.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help.push(help);
        self
    }

    /// Suggests an edit.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        let replacement = replacement.into();
        self.fix = Some(Fix { span, replacement });
        self
    }

    /// Says where a [`Place::Path`] stands in the text of the facts.
    #[must_use]
    pub fn path_position(mut self, position: Position) -> Self {
        self.path_position = Some(position);
        self
    }

    fn new(severity: Severity, code: Code, place: Place, message: Text) -> Self {
        Self {
            code,
            severity,
            message,
            place,
            path_position: None,
            label: None,
            secondary: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }
}

impl CellPlace {
    /// The place in words: `表“甲” 第 6 行 C 列（满意度）`, `sheet "a", row 6, column C (satisfaction)`.
    pub fn to_text(&self, lang: Lang) -> String {
        let sheet = &self.sheet;
        let mut text = match lang {
            Lang::Zh => format!("表“{sheet}”"),
            Lang::En => format!("sheet \"{sheet}\""),
        };
        if let Some(row) = self.row {
            text += &lang.pick(format!(" 第 {row} 行"), format!(", row {row}"));
        }
        if let Some(column) = &self.column {
            text += &lang.pick(format!(" {column} 列"), format!(", column {column}"));
        }
        if let Some(heading) = &self.heading {
            text += &lang.pick(format!("（{heading}）"), format!(" ({heading})"));
        }
        text
    }
}

impl Diagnostics {
    /// No diagnostics yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// The errors, without the warnings.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Orders them as a reader meets their places: the whole, then the files, then the facts.
    ///
    /// The sort is stable, and paths are left in the order they were found: that is the order of the
    /// facts, while comparing them as text would put `[10]` before `[2]`.
    pub fn sort(&mut self) {
        self.0.sort_by_key(|diagnostic| match diagnostic.place {
            Place::Whole => (0, None),
            Place::Span(span) => (1, Some(span)),
            Place::Path(_) | Place::Cell(_) => (2, None),
        });
    }

    /// Keeps so many, errors before warnings, each in order; says how many others there were.
    pub(crate) fn keep(&mut self, most: usize) -> usize {
        let others = self.0.len().saturating_sub(most);
        if others > 0 {
            let errors = self.errors().count();
            let (mut errors, mut warnings) = (errors.min(most), most.saturating_sub(errors));
            self.0.retain(|diagnostic| {
                let left = match diagnostic.severity {
                    Severity::Error => &mut errors,
                    Severity::Warning => &mut warnings,
                };
                let kept = *left > 0;
                *left = left.saturating_sub(1);
                kept
            });
        }
        others
    }

    /// All of them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, as the renderers take them.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.0
    }

    /// Gives them away.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.0.extend(diagnostics);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self(diagnostics.into_iter().collect())
    }
}

impl From<Vec<Diagnostic>> for Diagnostics {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self(diagnostics)
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Severity {
    /// What a reader calls it.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Error => lang.pick("错误", "error"),
            Self::Warning => lang.pick("警告", "warning"),
        }
    }
}

impl Code {
    /// The code with this spelling, which must be listed in the catalog.
    pub const fn new(code: &'static str) -> Self {
        Self(code)
    }

    /// The spelling.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
