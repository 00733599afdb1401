//! Parses chunks; after a syntax error of one takes out the statement that holds it and parses again, so that
//! several errors of one declaration are all reported.
//!
//! Every round blanks at least one character, and the bytes read again are bounded for the whole file.

use std::borrow::Cow;
use std::ops::Range;

use super::ast::Item;
use super::build::{self, Context};
use super::expected::Expected;
use super::grammar;
use super::lex::{Lexeme, Lexer};
use super::limits::SyntaxLimits;
use super::report::{self, Site};
use super::scan::{self, Chunk};
use super::statement::{broken_statement, headless};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::lang::Text;
use crate::source::{SourceId, Span};

/// Errors reported of one chunk.
const MAX_ERRORS: usize = 20;

/// Errors of a file after which no more of it is parsed.
const MAX_FILE_ERRORS: usize = 1000;

/// Bytes of a file that may be read again after errors.
const REREAD_BYTES: usize = 2 << 20;

/// Bytes parsed at once where nothing is wrong: enough to make light of what beginning a parse costs, and few
/// enough for the parser's tokens to stay at hand.
const TOGETHER_BYTES: usize = 16 << 10;

const GIVEN_UP: Code = Code::new("E0106");

/// Parses a file, whatever is wrong with it.
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

    /// The declarations of a group, without the statements that could not be read. `sound` are those that it has when
    /// read at once, if nothing is wrong with it.
    pub(super) fn items(&mut self, group: Group<'_>, sound: Option<Vec<Item>>) -> Vec<Item> {
        match sound {
            Some(found) if !self.has_enough() => found,
            _ => {
                let chunks = group.chunks.iter();
                chunks.flat_map(|chunk| self.parse(chunk)).collect()
            }
        }
    }

    /// Whether no more of the file is to be parsed.
    fn has_enough(&self) -> bool {
        self.stopped || self.diagnostics.len() >= MAX_FILE_ERRORS
    }

    /// The declarations of a chunk, without the statements that could not be read.
    fn parse(&mut self, chunk: &Chunk<'_>) -> Vec<Item> {
        if self.has_enough() {
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
            let index = lexemes.partition_point(|lexeme| lexeme.end() <= unread.at);
            // Beyond the chunk stand only the braces that mend it.
            let end = chunk.end.saturating_sub(chunk.start);
            let written = lexemes.partition_point(|lexeme| lexeme.start() < end);
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
    fn forgive_stray(&mut self, chunk: &Chunk<'_>, broken: Option<&Range<usize>>) {
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

    fn lose(&mut self, chunk: &Chunk<'_>, range: Range<usize>) {
        let place = |at: usize| (chunk.start + at).min(chunk.end);
        let range = place(range.start)..place(range.end);
        self.lost.push(scan::span(self.source, &range));
    }

    fn context(&self, chunk: &Chunk<'_>) -> Context<'a> {
        Context {
            source: self.source,
            offset: chunk.start,
            end: chunk.end,
            limits: self.limits,
        }
    }

    fn give_up(&mut self, chunk: &Chunk<'_>, count: usize) {
        let message = Text::new(
            format!("错误已有 {count} 处，这里其余的内容没有检查"),
            format!("there are {count} errors already; the rest from here on was not checked"),
        );
        let first = Lexer::new(&chunk.text, &[]).next();
        let range = first.map_or(0..0, |lexeme| lexeme.range());
        let place = chunk.start + range.start..chunk.start + range.end;
        let place = scan::span(self.source, &place);
        self.diagnostics
            .push(Diagnostic::error(GIVEN_UP, place, message));
    }
}

/// Neighbouring chunks of a file that are parsed at once where nothing is wrong.
#[derive(Clone, Copy)]
pub(super) struct Group<'c> {
    source: SourceId,
    /// The whole text of the file.
    text: &'c str,
    chunks: &'c [Chunk<'c>],
}

impl<'c> Group<'c> {
    /// All chunks of a file, in order.
    pub(super) fn all(source: SourceId, text: &'c str, chunks: &'c [Chunk<'c>]) -> Vec<Self> {
        let mut groups = Vec::new();
        let mut rest = chunks;
        while !rest.is_empty() {
            let (chunks, after) = rest.split_at(neighbours(rest));
            groups.push(Self {
                source,
                text,
                chunks,
            });
            rest = after;
        }
        groups
    }

    /// The texts of the chunks, one after another.
    fn text(self) -> Cow<'c, str> {
        let as_written = |chunk: &Chunk<'_>| matches!(chunk.text, Cow::Borrowed(_));
        match self.chunks {
            [one] => Cow::Borrowed(&one.text),
            [first, .., last] if self.chunks.iter().all(as_written) => {
                Cow::Borrowed(self.text.get(first.start..last.end).unwrap_or(""))
            }
            chunks => chunks.iter().map(|chunk| &*chunk.text).collect(),
        }
    }

    /// The declarations, if there is nothing to report of them.
    pub(super) fn sound(self, limits: &SyntaxLimits) -> Option<Vec<Item>> {
        let ([first, ..], [.., last]) = (self.chunks, self.chunks) else {
            return None;
        };
        let text = self.text();
        let pairs = grammar::parse(&text).ok()?;
        let context = Context {
            source: self.source,
            offset: first.start,
            end: last.end,
            limits,
        };
        let mut found = Diagnostics::new();
        let items = build::items(context, pairs, &mut found);
        found.is_empty().then_some(items)
    }
}

/// How many of the first chunks, at least one, stand side by side as they were written and may be parsed at once.
fn neighbours(chunks: &[Chunk<'_>]) -> usize {
    let Some(first) = chunks.first() else {
        return 0;
    };
    let pairs = chunks.iter().zip(chunks.iter().skip(1));
    let near = pairs.take_while(|(chunk, next)| {
        let as_written = next.text.len() == next.end.saturating_sub(next.start);
        chunk.end == next.start && as_written && next.end - first.start <= TOGETHER_BYTES
    });
    let near = near.count() + 1;
    match first.text.len() == first.end.saturating_sub(first.start) {
        true => near,
        false => 1,
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
