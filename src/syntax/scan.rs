//! The pass before the parser: bounds the text, takes its comments out, and cuts it into chunks.
//!
//! A chunk ends with a `}` that closes a declaration, so that one broken declaration does not hide the errors
//! of others. Brackets and quotation marks that do not match are reported here and mended in the chunk's copy
//! of the text, byte for byte, so that every offset stays true.

mod chunk;

use std::borrow::Cow;
use std::ops::Range;

use super::ast::Comment;
use super::keywords;
use super::lex::{Lexeme, LexemeKind, Lexer};
use super::limits::{self, SyntaxLimits};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::source::{SourceId, Span};

/// Unclosed quotation marks after which the rest of a file is given up; each costs a pass over the text.
const MAX_CUTS: usize = 16;

/// How long a lexeme is with the blanks before it, seldom less on the whole.
const BYTES_OF_A_LEXEME: usize = 6;

/// Brackets that do not match.
pub(super) const BRACKETS: Code = Code::new("E0103");

const QUOTES: Code = Code::new("E0104");

/// What the pass found.
pub(super) struct Scan<'t> {
    /// The parts to parse, in order.
    pub(super) chunks: Vec<Chunk<'t>>,
    /// The comments, in order.
    pub(super) comments: Vec<Comment>,
    /// What was wrong.
    pub(super) diagnostics: Diagnostics,
    /// What is in no chunk.
    pub(super) lost: Vec<Span>,
}

/// A part of the text with whole declarations.
pub(super) struct Chunk<'t> {
    /// Its offset in the text.
    pub(super) start: usize,
    /// Where it ends there.
    pub(super) end: usize,
    /// Its text, mended where it must be; only at its end can it be longer than the original.
    pub(super) text: Cow<'t, str>,
}

/// A replacement of bytes by as many others.
struct Patch {
    range: Range<usize>,
    with: String,
}

/// Scans one file.
pub(super) fn scan<'t>(source: SourceId, text: &'t str, limits: &SyntaxLimits) -> Scan<'t> {
    let mut scan = Scan {
        chunks: Vec::new(),
        comments: Vec::new(),
        diagnostics: Diagnostics::new(),
        lost: Vec::new(),
    };
    let max = limits.source_bytes.min(u32::MAX as usize);
    if text.len() > max {
        let span = Span::new(source, 0, 0);
        scan.diagnostics
            .push(limits::too_large(span, text.len(), max));
        scan.lost.push(self::span(source, &(0..text.len())));
        return scan;
    }
    let pieces = Pieces::read(source, text, limits, &mut scan.diagnostics);
    scan.comments = comments(source, text, &pieces.lexemes);
    scan.chunks = chunk::split(source, text, limits, pieces, &mut scan.diagnostics);
    scan.lost = unread(source, text, &scan.chunks);
    scan
}

/// What stands between the chunks, comments apart.
fn unread(source: SourceId, text: &str, chunks: &[Chunk<'_>]) -> Vec<Span> {
    let starts = chunks.iter().map(|chunk| chunk.start).chain([text.len()]);
    let ends = std::iter::once(0).chain(chunks.iter().map(|chunk| chunk.end));
    let gaps = ends.zip(starts).map(|(end, start)| end..start);
    gaps.filter(|gap| {
        let between = text.get(gap.clone()).unwrap_or("");
        Lexer::new(between, &[]).any(|lexeme| lexeme.kind != LexemeKind::Comment)
    })
    .map(|gap| span(source, &gap))
    .collect()
}

/// The span of a range of bytes.
pub(super) fn span(source: SourceId, range: &Range<usize>) -> Span {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(source, offset(range.start), offset(range.end))
}

/// The lexemes of a file and what must be mended before it is parsed.
struct Pieces {
    lexemes: Vec<Lexeme>,
    patches: Vec<Patch>,
    /// Whether the text goes on beyond the last lexeme, which is then no end of the file.
    cut_off: bool,
}

impl Pieces {
    /// Reads the lexemes again from the start after each unclosed quotation mark, with the string cut at the
    /// end of its line.
    fn read(
        source: SourceId,
        text: &str,
        limits: &SyntaxLimits,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut cuts = Vec::new();
        loop {
            let most = limits.tokens.saturating_add(1);
            let mut lexemes = Vec::with_capacity(most.min(text.len() / BYTES_OF_A_LEXEME));
            lexemes.extend(Lexer::new(text, &cuts).take(most));
            let unclosed = unclosed_string(text, &lexemes, &cuts);
            if let (Some(at), true) = (unclosed, cuts.len() < MAX_CUTS) {
                cuts.push(at);
                continue;
            }
            let mut cut_off = false;
            if lexemes.len() > limits.tokens
                && let Some(last) = lexemes.pop()
            {
                diagnostics.push(limits::too_many(span(source, &last.range()), limits.tokens));
                cut_off = true;
            } else if unclosed.is_some() {
                lexemes.pop();
                cut_off = true;
            }
            let patches = lexemes
                .iter()
                .filter_map(|lexeme| mend(source, text, lexeme, diagnostics))
                .collect();
            if let (Some(at), true) = (unclosed, cut_off) {
                diagnostics.push(unclosed_quote(source, text, at));
            }
            return Self {
                lexemes,
                patches,
                cut_off,
            };
        }
    }
}

/// Where the string begins that lacks its closing mark, if there is one that is not cut yet.
///
/// Marks that open and close alike pair up wrongly from the missing one on, and only the last is left
/// over. The culprit is more likely the first whose next line begins like a statement.
fn unclosed_string(text: &str, lexemes: &[Lexeme], cuts: &[usize]) -> Option<usize> {
    let last = lexemes.last()?;
    let open = matches!(last.kind, LexemeKind::String { closed: false, .. });
    if !open || cuts.contains(&last.start()) {
        return None;
    }
    let mark = first_char(text, last);
    let suspect = lexemes.iter().find(|lexeme| {
        matches!(lexeme.kind, LexemeKind::String { .. })
            && first_char(text, lexeme) == mark
            && text
                .get(lexeme.range())
                .is_some_and(next_line_begins_statement)
    });
    Some(suspect.unwrap_or(last).start())
}

fn first_char(text: &str, lexeme: &Lexeme) -> Option<char> {
    text.get(lexeme.range())?.chars().next()
}

fn next_line_begins_statement(string: &str) -> bool {
    let next = string.split('\n').nth(1).unwrap_or("");
    let first = Lexer::new(next, &[]).next();
    first.is_some_and(|lexeme| {
        lexeme.kind == LexemeKind::CloseBrace
            || next
                .get(lexeme.range())
                .is_some_and(keywords::may_begin_statement)
    })
}

/// What stands in for a comment, a string that was cut, or a stray closing mark; the last two are reported.
fn mend(
    source: SourceId,
    text: &str,
    lexeme: &Lexeme,
    diagnostics: &mut Diagnostics,
) -> Option<Patch> {
    let range = lexeme.range();
    match lexeme.kind {
        LexemeKind::String { closed: false, .. } => {
            diagnostics.push(unclosed_quote(source, text, range.start));
            // A string that reads as one and is as long; it is never seen by a later stage.
            let inner = range.len().saturating_sub(2);
            let with = if range.len() < 2 {
                " ".repeat(range.len())
            } else {
                format!("\"{}\"", "_".repeat(inner))
            };
            Some(Patch { range, with })
        }
        LexemeKind::ReversedQuotes => {
            let message = Text::new(
                "前后引号写反了",
                "these quotation marks are the wrong way round",
            );
            let inner = text.get(range.start + '”'.len_utf8()..range.end - '“'.len_utf8())?;
            let with = format!("“{inner}”");
            let place = span(source, &range);
            diagnostics.push(Diagnostic::error(QUOTES, place, message).fix(place, with.clone()));
            Some(Patch { range, with })
        }
        LexemeKind::CloseQuote => {
            let message = Text::new(
                "这个后引号没有对应的前引号",
                "this closing quotation mark has no opening one",
            );
            let place = span(source, &range);
            diagnostics.push(Diagnostic::error(QUOTES, place, message).fix(place, ""));
            let with = " ".repeat(range.len());
            Some(Patch { range, with })
        }
        LexemeKind::Comment => {
            let with = " ".repeat(range.len());
            Some(Patch { range, with })
        }
        _ => None,
    }
}

fn unclosed_quote(source: SourceId, text: &str, at: usize) -> Diagnostic {
    let mark = text.get(at..).and_then(|rest| rest.chars().next());
    let close = match mark {
        Some('“') => '”',
        Some('「') => '」',
        Some(mark) => mark,
        None => '"',
    };
    let length = mark.map_or(0, char::len_utf8);
    let message = Text::new("引号没有结束", "this quotation mark is not closed");
    Diagnostic::error(QUOTES, span(source, &(at..at + length)), message).help(Text::new(
        format!("在引文末尾补上 `{close}`"),
        format!("put `{close}` where the quotation ends"),
    ))
}

fn comments(source: SourceId, text: &str, lexemes: &[Lexeme]) -> Vec<Comment> {
    lexemes
        .iter()
        .filter(|lexeme| lexeme.kind == LexemeKind::Comment)
        .filter_map(|lexeme| {
            let written = text.get(lexeme.range())?;
            let inner = written
                .strip_prefix("//")
                .or_else(|| written.strip_prefix("／／"))?;
            Some(Comment {
                text: inner.trim().to_owned(),
                span: span(source, &lexeme.range()),
            })
        })
        .collect()
}
