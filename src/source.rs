//! Source texts, half-open spans into them, and the line index that turns an offset into a position.
//!
//! Every lookup answers for every input: a span from another file or a stale one yields an empty text
//! or the nearest position, because a diagnostic must never fail while it reports a failure.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

/// The files of one policy, in the order they were given.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Source>);

/// One named text with its line index.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: Arc<str>,
    /// Byte offsets at which lines begin. INVARIANT: ascending, and the first is 0.
    lines: Vec<u32>,
}

/// The number of a file within [`Sources`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SourceId(pub(crate) u32);

/// A half-open range of bytes in one file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The file.
    #[serde(skip)]
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

/// A place in a text as a person counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1; a Chinese character counts as one.
    pub column: u32,
}

/// A span as a person names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location<'a> {
    /// The name of the file.
    pub file: &'a str,
    /// The position of the first character.
    pub start: Position,
    /// The position after the last character.
    pub end: Position,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file after those already here.
    pub fn push(&mut self, source: Source) -> SourceId {
        let id = SourceId(offset(self.0.len()));
        self.0.push(source);
        id
    }

    /// The file with this id.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.0.get(index(id.0))
    }

    /// The files with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0u32..).map(SourceId).zip(&self.0)
    }

    /// The first file with this name.
    pub fn by_name(&self, name: &str) -> Option<SourceId> {
        self.iter()
            .find(|(_, source)| source.name == name)
            .map(|(id, _)| id)
    }

    /// The text under a span; empty when the span fits no file here.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source)
            .map_or("", |source| source.slice(span))
    }

    /// Where a span stands, or `None` when its file is not here.
    pub fn locate(&self, span: Span) -> Option<Location<'_>> {
        let source = self.get(span.source)?;
        Some(Location {
            file: source.name(),
            start: source.position(span.start),
            end: source.position(span.end),
        })
    }
}

impl From<Vec<Source>> for Sources {
    fn from(sources: Vec<Source>) -> Self {
        Self(sources)
    }
}

impl Source {
    /// Names a text and indexes its lines.
    ///
    /// ```
    /// use zeren::{Position, Source};
    ///
    /// let source = Source::new("河长制.policy", "责任 巡河\n  主体 村级河长\n");
    /// let offset = source.text().find("村级").unwrap() as u32;
    /// assert_eq!(source.position(offset), Position { line: 2, column: 6 });
    /// ```
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let starts = text
            .match_indices('\n')
            .map(|(newline, _)| offset(newline + 1));
        let lines = std::iter::once(0).chain(starts).collect();
        Self {
            name: name.into(),
            text,
            lines,
        }
    }

    /// The name the file was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte; the end of the text for a byte beyond it.
    pub fn position(&self, offset: u32) -> Position {
        let end = self.boundary(offset);
        let line = self
            .lines
            .partition_point(|&start| index(start) <= end)
            .max(1);
        let start = self.lines.get(line - 1).map_or(0, |&start| index(start));
        let before = self.text.get(start..end).unwrap_or("");
        Position {
            line: self::offset(line),
            column: self::offset(before.chars().count() + 1),
        }
    }

    /// The text between the offsets of a span, whose file is not looked at; empty when the span is out
    /// of range or cuts a character.
    pub fn slice(&self, span: Span) -> &str {
        self.text
            .get(index(span.start)..index(span.end))
            .unwrap_or("")
    }

    /// The nearest offset at or before `offset` where this text may be cut.
    pub(crate) fn boundary(&self, offset: u32) -> usize {
        let mut at = index(offset).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

impl Span {
    /// The bytes from `start` up to `end`, exclusive.
    pub fn new(source: SourceId, start: u32, end: u32) -> Self {
        Self { source, start, end }
    }

    /// The smallest span that covers both; spans of different files do not join, and `self` is kept.
    pub fn to(self, other: Self) -> Self {
        if self.source != other.source {
            return self;
        }
        Self {
            source: self.source,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether no byte is covered.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

impl fmt::Debug for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "source-{}", self.0)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}:{}..{}", self.source, self.start, self.end)
    }
}

/// Offsets are 32 bits wide: spans sit in every node, and the loader refuses texts far smaller than that.
fn offset(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn index(offset: u32) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Position, Source, SourceId, Sources, Span};

    fn at(line: u32, column: u32) -> Position {
        Position { line, column }
    }

    #[test]
    fn positions_count_characters() {
        let source = Source::new("a", "责任\r\n\t巡河\n");
        assert_eq!(source.position(0), at(1, 1));
        assert_eq!(source.position(3), at(1, 2));
        assert_eq!(source.position(4), at(1, 2), "inside a character");
        assert_eq!(source.position(8), at(2, 1));
        assert_eq!(source.position(12), at(2, 3));
        assert_eq!(source.position(16), at(3, 1));
        assert_eq!(source.position(u32::MAX), at(3, 1));
        assert_eq!(Source::new("empty", "").position(9), at(1, 1));
    }

    #[test]
    fn slices_are_empty_when_a_span_does_not_fit() {
        let source = Source::new("a", "责任");
        let slice = |start, end| source.slice(Span::new(SourceId(0), start, end));
        assert_eq!(slice(3, 6), "任");
        assert_eq!(slice(1, 6), "");
        assert_eq!(slice(3, 7), "");
        assert_eq!(slice(6, 3), "");
    }

    #[test]
    fn files_are_found_by_name_and_located() {
        let mut sources = Sources::from(vec![Source::new("总则", "第一条")]);
        let second = sources.push(Source::new("分则", "甲\n乙丙"));
        assert_eq!(sources.by_name("分则"), Some(second));
        assert_eq!(sources.by_name("附则"), None);
        let span = Span::new(second, 7, 10);
        assert_eq!(sources.slice(span), "丙");
        let location = sources.locate(span).unwrap();
        assert_eq!(
            (location.file, location.start, location.end),
            ("分则", at(2, 2), at(2, 3))
        );
        assert!(
            sources
                .locate(Span {
                    source: SourceId(9),
                    ..span
                })
                .is_none()
        );
        let names: Vec<_> = sources
            .iter()
            .map(|(id, source)| (id, source.name()))
            .collect();
        assert_eq!(names, [(SourceId(0), "总则"), (SourceId(1), "分则")]);
    }

    #[test]
    fn spans_join_and_print() {
        let span = |source, start, end| Span::new(SourceId(source), start, end);
        assert_eq!(span(0, 3, 7).to(span(0, 1, 4)), span(0, 1, 7));
        assert_eq!(span(0, 3, 7).to(span(1, 1, 4)), span(0, 3, 7));
        assert_eq!(format!("{:?}", span(0, 3, 7)), "source-0:3..7");
        assert!(span(0, 3, 3).is_empty());
    }
}
