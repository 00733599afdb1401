//! Parses a chunk; after a syntax error takes out the statement that holds it and parses again, so that
//! several errors of one declaration are all reported.
//!
//! Every round blanks at least one character, and the bytes read again are bounded for the whole file.

use std::ops::Range;

use super::ast::Item;
use super::build::{self, Context};
use super::expected::Expected;
use super::grammar;
use super::keywords;
use super::lex::{Lexeme, LexemeKind, Lexer};
use super::limits::SyntaxLimits;
use super::report::{self, Site};
use super::scan::{self, Chunk};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::lang::Text;
use crate::source::{SourceId, Span};

/// Errors reported of one chunk.
const MAX_ERRORS: usize = 20;

/// Errors of a file after which no more of it is parsed.
const MAX_FILE_ERRORS: usize = 1000;

/// Bytes of a file that may be read again after errors.
const REREAD_BYTES: usize = 2 << 20;

const GIVEN_UP: Code = Code::new("E0106");

/// Parses the chunks of a file.
pub(super) struct Recovery<'a> {
    source: SourceId,
    limits: &'a SyntaxLimits,
    budget: usize,
    stopped: bool,
    diagnostics: &'a mut Diagnostics,
    /// What was taken out.
    pub(super) lost: Vec<Span>,
}

impl<'a> Recovery<'a> {
    /// Begins a file.
    pub(super) fn new(
        source: SourceId,
        limits: &'a SyntaxLimits,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            source,
            limits,
            budget: REREAD_BYTES,
            stopped: false,
            diagnostics,
            lost: Vec::new(),
        }
    }

    /// The declarations of a chunk, without the statements that could not be read.
    pub(super) fn parse(&mut self, chunk: &Chunk) -> Vec<Item> {
        if self.stopped || self.diagnostics.len() >= MAX_FILE_ERRORS {
            if !std::mem::replace(&mut self.stopped, true) {
                self.give_up(chunk, MAX_FILE_ERRORS);
            }
            self.lose(chunk, 0..chunk.text.len());
            return Vec::new();
        }
        let mut mended: Option<String> = None;
        for _ in 0..MAX_ERRORS {
            let text = mended.as_deref().unwrap_or(&chunk.text);
            let unread = match grammar::parse(text) {
                Ok(pairs) => {
                    return build::items(self.context(chunk), pairs, self.diagnostics);
                }
                Err(unread) => unread,
            };
            let lexemes: Vec<Lexeme> = Lexer::new(text, &[]).collect();
            let index = lexemes.partition_point(|lexeme| lexeme.range.end <= unread.at);
            // Beyond the chunk stand only the braces that mend it.
            let end = chunk.end.saturating_sub(chunk.start);
            let written = lexemes.partition_point(|lexeme| lexeme.range.start < end);
            let expected = Expected::of(&unread.expected);
            let site = Site {
                source: self.source,
                offset: chunk.start,
                end: chunk.end,
                text,
                lexemes: lexemes.get(..written).unwrap_or(&lexemes),
                index: index.min(written),
            };
            self.diagnostics
                .push(report::report(&site, &unread, &expected));
            let broken = if expected.opening && index < written {
                let broken = headless(text, &lexemes, index);
                self.forgive_stray(chunk, broken.as_ref());
                broken
            } else {
                broken_statement(text, &lexemes, index, expected.statement)
            };
            let (Some(broken), Some(budget)) = (broken, self.budget.checked_sub(text.len())) else {
                self.lose(chunk, 0..chunk.text.len());
                return Vec::new();
            };
            self.budget = budget;
            self.lose(chunk, broken.clone());
            mended = Some(blanked(text, &broken));
        }
        self.give_up(chunk, MAX_ERRORS);
        self.lose(chunk, 0..chunk.text.len());
        Vec::new()
    }

    /// The brace that closes a body without an opening one has been called stray.
    fn forgive_stray(&mut self, chunk: &Chunk, broken: Option<&Range<usize>>) {
        let Some(broken) = broken else { return };
        let start = chunk.start + broken.start;
        let within = |span: Span| {
            let at = usize::try_from(span.start).unwrap_or(usize::MAX);
            span.source == self.source && (start..chunk.end).contains(&at)
        };
        let stray = |diagnostic: &Diagnostic| {
            diagnostic.code == scan::BRACKETS
                && matches!(diagnostic.place, Place::Span(span) if within(span))
        };
        let found = std::mem::take(self.diagnostics);
        *self.diagnostics = found.into_iter().filter(|one| !stray(one)).collect();
    }

    fn lose(&mut self, chunk: &Chunk, range: Range<usize>) {
        let place = |at: usize| (chunk.start + at).min(chunk.end);
        let range = place(range.start)..place(range.end);
        self.lost.push(scan::span(self.source, &range));
    }

    fn context(&self, chunk: &Chunk) -> Context<'a> {
        Context {
            source: self.source,
            offset: chunk.start,
            end: chunk.end,
            limits: self.limits,
        }
    }

    fn give_up(&mut self, chunk: &Chunk, count: usize) {
        let message = Text::new(
            format!("错误已有 {count} 处，这里其余的内容没有检查"),
            format!("there are {count} errors already; the rest from here on was not checked"),
        );
        let first = Lexer::new(&chunk.text, &[]).next();
        let range = first.map_or(0..0, |lexeme| lexeme.range);
        let place = chunk.start + range.start..chunk.start + range.end;
        let place = scan::span(self.source, &place);
        self.diagnostics
            .push(Diagnostic::error(GIVEN_UP, place, message));
    }
}

/// The statement that holds the piece at `index`, with the blocks that it opens; `None` when nothing is left.
///
/// Where a statement could have begun at that piece, what stands before it is sound and stays.
fn broken_statement(
    text: &str,
    lexemes: &[Lexeme],
    index: usize,
    statement: bool,
) -> Option<Range<usize>> {
    let last = lexemes.len().checked_sub(1)?;
    let found = lexemes.get(index).map(|lexeme| lexeme.kind);
    let ends_before = match found {
        None | Some(LexemeKind::CloseBrace) => true,
        Some(_) => !statement && begins_statement(text, lexemes, index),
    };
    let anchor = if ends_before && index > 0 {
        index.saturating_sub(1)
    } else {
        index.min(last)
    };
    let start = if statement && anchor == index {
        anchor
    } else {
        statement_start(text, lexemes, anchor)
    };
    let end = statement_end(text, lexemes, start, anchor);
    let start = lexemes.get(start)?.range.start;
    let end = lexemes.get(end)?.range.end;
    (start < end).then_some(start..end)
}

/// The declaration around `index` whose body has no opening brace: up to the next one that is indented no deeper.
fn headless(text: &str, lexemes: &[Lexeme], index: usize) -> Option<Range<usize>> {
    let start = statement_start(text, lexemes, index.checked_sub(1)?);
    let first = lexemes.get(start)?;
    let begins = |lexeme: &&Lexeme| {
        let word = text.get(lexeme.range.clone()).unwrap_or("");
        lexeme
            .indent
            .is_some_and(|indent| Some(indent) <= first.indent)
            && lexeme.kind == LexemeKind::Word
            && keywords::may_begin_declaration(word)
    };
    let after = lexemes.iter().skip(index);
    let last = after.take_while(|lexeme| !begins(lexeme)).last();
    let end = last.or(lexemes.get(index.checked_sub(1)?))?.range.end;
    Some(first.range.start..end)
}

/// The first piece of the statement around `anchor`.
fn statement_start(text: &str, lexemes: &[Lexeme], anchor: usize) -> usize {
    let mut depth = 0_usize;
    let mut start = anchor;
    for (index, lexeme) in lexemes.iter().enumerate().take(anchor + 1).rev() {
        match lexeme.kind {
            LexemeKind::CloseBrace => depth += 1,
            LexemeKind::OpenBrace if depth > 0 => depth -= 1,
            // The anchor may be the brace of the statement's own block.
            LexemeKind::OpenBrace if index < anchor => return start,
            _ if depth == 0 && begins_statement(text, lexemes, index) => return index,
            _ => {}
        }
        start = index;
    }
    start
}

/// The last piece of the statement around `anchor`, the blocks that it opens included.
fn statement_end(text: &str, lexemes: &[Lexeme], start: usize, anchor: usize) -> usize {
    let indent = indent_at(lexemes, start);
    let mut depth = 0_usize;
    let mut end = start;
    for (index, lexeme) in lexemes.iter().enumerate().skip(start) {
        let outdented = match (lexeme.indent, indent) {
            (Some(own), Some(first)) => own <= first,
            _ => false,
        };
        match lexeme.kind {
            LexemeKind::CloseBrace if depth == 0 => break,
            LexemeKind::CloseBrace => depth -= 1,
            _ if depth == 0
                && index > anchor
                && (outdented || begins_statement(text, lexemes, index)) =>
            {
                break;
            }
            LexemeKind::OpenBrace => depth += 1,
            _ => {}
        }
        end = index;
    }
    end
}

/// How far the line of a piece is indented.
fn indent_at(lexemes: &[Lexeme], index: usize) -> Option<usize> {
    let before = lexemes.iter().take(index + 1).rev();
    before.filter_map(|lexeme| lexeme.indent).next()
}

/// The first piece of the statement whose block is around a piece, with its line's indentation.
pub(super) fn block_head<'a>(
    text: &str,
    lexemes: &'a [Lexeme],
    index: usize,
) -> Option<(&'a Lexeme, usize)> {
    let mut depth = 0_usize;
    for (index, lexeme) in lexemes.iter().enumerate().take(index).rev() {
        match lexeme.kind {
            LexemeKind::CloseBrace => depth += 1,
            LexemeKind::OpenBrace if depth > 0 => depth -= 1,
            LexemeKind::OpenBrace => {
                let head = statement_start(text, lexemes, index);
                let indent = indent_at(lexemes, head).unwrap_or(0);
                return lexemes.get(head).map(|head| (head, indent));
            }
            _ => {}
        }
    }
    None
}

/// Whether a statement probably begins at a piece: a keyword for it that stands first on its line or after a
/// brace, or one that never stands elsewhere.
fn begins_statement(text: &str, lexemes: &[Lexeme], index: usize) -> bool {
    let Some(lexeme) = lexemes.get(index) else {
        return false;
    };
    let word = text.get(lexeme.range.clone()).unwrap_or("");
    if lexeme.kind != LexemeKind::Word {
        return false;
    }
    let first = lexeme.indent.is_some()
        || index
            .checked_sub(1)
            .and_then(|before| lexemes.get(before))
            .is_none_or(|before| {
                matches!(
                    before.kind,
                    LexemeKind::OpenBrace | LexemeKind::CloseBrace | LexemeKind::Semicolon
                )
            });
    if first {
        keywords::may_begin_statement(word)
    } else {
        keywords::always_begins_property(word)
    }
}

/// The text with a range replaced by as many blanks; line breaks stay, since indentation tells statements apart.
fn blanked(text: &str, range: &Range<usize>) -> String {
    let mut blanked = String::with_capacity(text.len());
    blanked.push_str(text.get(..range.start).unwrap_or(""));
    for c in text.get(range.clone()).unwrap_or("").chars() {
        if c == '\n' {
            blanked.push(c);
        } else {
            blanked.extend(std::iter::repeat_n(' ', c.len_utf8()));
        }
    }
    blanked.push_str(text.get(range.end..).unwrap_or(""));
    blanked
}
