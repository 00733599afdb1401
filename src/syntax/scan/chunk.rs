//! Cuts the lexemes of a file into chunks, and mends brackets that do not match.

use std::borrow::Cow;
use std::ops::Range;

use super::{BRACKETS, Chunk, Patch, Pieces, span};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::source::SourceId;
use crate::syntax::keywords;
use crate::syntax::lex::{Lexeme, LexemeKind};
use crate::syntax::limits::{self, SyntaxLimits};

/// Cuts a file into chunks.
pub(super) fn split<'t>(
    source: SourceId,
    text: &'t str,
    limits: &SyntaxLimits,
    pieces: Pieces,
    diagnostics: &mut Diagnostics,
) -> Vec<Chunk<'t>> {
    // Only where a brace is missing may a line in the middle of a body be taken for a new declaration: in a
    // sound file it is a property that happens to share its keyword.
    let mend = !pieces.cut_off && unclosed_braces(&pieces.lexemes);
    let mut splitter = Splitter {
        source,
        text,
        limits,
        mend,
        open: Vec::new(),
        base: 0,
        chunk: 0,
        column: 0,
        given: false,
        fresh: true,
        ended: false,
        skip: false,
        strings: pieces.patches.into_iter().peekable(),
        patches: Vec::new(),
        chunks: Vec::new(),
        diagnostics,
    };
    splitter.run(&pieces.lexemes, pieces.cut_off);
    splitter.chunks
}

fn unclosed_braces(lexemes: &[Lexeme]) -> bool {
    let mut depth = 0_usize;
    for lexeme in lexemes {
        match lexeme.kind {
            LexemeKind::OpenBrace => depth += 1,
            LexemeKind::CloseBrace => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth > 0
}

struct Open {
    brace: bool,
    range: Range<usize>,
}

struct Splitter<'a, 't> {
    source: SourceId,
    text: &'t str,
    limits: &'a SyntaxLimits,
    mend: bool,
    /// The brackets open here.
    open: Vec<Open>,
    /// How many of them are blocks of declarations rather than bodies of one.
    base: usize,
    /// Where the chunk began.
    chunk: usize,
    /// How far the declaration being read is indented.
    column: usize,
    /// Whether that declaration is a block of declarations.
    given: bool,
    /// Whether the next word begins a declaration.
    fresh: bool,
    /// Whether the chunk can end here.
    ended: bool,
    /// Whether the chunk is beyond a limit.
    skip: bool,
    /// What mends the strings, for this chunk and those after it, in order.
    strings: std::iter::Peekable<std::vec::IntoIter<Patch>>,
    /// What mends the brackets of this chunk.
    patches: Vec<Patch>,
    chunks: Vec<Chunk<'t>>,
    diagnostics: &'a mut Diagnostics,
}

impl Splitter<'_, '_> {
    fn run(&mut self, lexemes: &[Lexeme], cut_off: bool) {
        let mut end = 0;
        for (index, lexeme) in lexemes.iter().enumerate() {
            self.mend_before(lexeme, end);
            self.limit(lexeme);
            match lexeme.kind {
                LexemeKind::Comment => continue,
                LexemeKind::OpenBrace | LexemeKind::OpenParen => self.open(lexeme),
                LexemeKind::CloseParen => self.close_paren(&lexeme.range()),
                LexemeKind::CloseBrace => self.close_brace(&lexeme.range()),
                _ => self.begin(lexeme),
            }
            end = lexeme.end();
            self.ended |= lexeme.kind == LexemeKind::CloseBrace && self.open.is_empty();
            if self.ended {
                let mut rest = lexemes.iter().skip(index + 1);
                let next = rest.find(|next| next.kind != LexemeKind::Comment);
                // A semicolon still belongs here, and the braces of a list may stand amid an expression.
                if next.is_none_or(|next| self.begins_declaration(next)) {
                    self.finish(end, "");
                } else if next.is_some_and(|next| next.kind != LexemeKind::Semicolon) {
                    self.ended = false;
                }
            }
        }
        if cut_off {
            return;
        }
        self.close_parens();
        let missing = self.open.len();
        if let Some(open) = self.open.last() {
            let range = open.range.clone();
            self.unclosed_brace(&range, None);
        }
        self.open.clear();
        if end > self.chunk {
            // A comment may stand at the very end, and would swallow the braces.
            self.finish(self.text.len(), &format!("\n{}", "}".repeat(missing)));
        }
    }

    fn begins_declaration(&self, lexeme: &Lexeme) -> bool {
        lexeme.kind == LexemeKind::Word
            && self
                .text
                .get(lexeme.range())
                .is_some_and(keywords::may_begin_declaration)
    }

    /// Notes where a declaration begins.
    fn begin(&mut self, lexeme: &Lexeme) {
        if self.fresh && lexeme.kind == LexemeKind::Word && self.open.len() == self.base {
            let word = self.text.get(lexeme.range()).unwrap_or("");
            self.given = word == "按" || word.eq_ignore_ascii_case("given");
            self.column = lexeme.indent().unwrap_or(0);
            self.fresh = false;
        }
    }

    fn open(&mut self, lexeme: &Lexeme) {
        let brace = lexeme.kind == LexemeKind::OpenBrace;
        if brace && self.given && self.open.len() == self.base {
            self.base += 1;
            self.fresh = true;
        }
        self.given = false;
        self.open.push(Open {
            brace,
            range: lexeme.range(),
        });
    }

    fn close_paren(&mut self, range: &Range<usize>) {
        if self.open.last().is_some_and(|open| !open.brace) {
            self.open.pop();
        } else {
            self.stray(range, "（");
        }
    }

    fn close_brace(&mut self, range: &Range<usize>) {
        if !self.open.iter().any(|open| open.brace)
            && let Some(open) = self.open.pop()
        {
            self.unlike(range, &open.range);
            return;
        }
        self.close_parens();
        if self.open.pop().is_none() {
            self.stray(range, "{");
        }
        self.base = self.base.min(self.open.len());
        self.fresh |= self.open.len() == self.base;
    }

    /// Reports the round brackets left open since the last brace, and reads on as if they were not there.
    fn close_parens(&mut self) {
        while let Some(open) = self.open.pop_if(|open| !open.brace) {
            let message = Text::new("这个括号没有结束", "this bracket is not closed");
            let place = span(self.source, &open.range);
            let help = Text::new("补上 `）`", "put `)` where it ends");
            self.diagnostics
                .push(Diagnostic::error(BRACKETS, place, message).help(help));
            self.blank(&open.range);
        }
    }

    /// Where a line begins a declaration although a body is open, closes the body before that line.
    fn mend_before(&mut self, lexeme: &Lexeme, end: usize) {
        let begins = self.mend
            && self.open.len() > self.base
            && lexeme.indent().is_some_and(|indent| indent <= self.column)
            && self.begins_declaration(lexeme);
        if !begins {
            return;
        }
        self.close_parens();
        let missing = self.open.len().saturating_sub(self.base);
        if let Some(open) = self.open.last() {
            let range = open.range.clone();
            self.unclosed_brace(&range, Some(&lexeme.range()));
        }
        // The gap holds a line break at least; comments in it are collected already.
        let gap = end..lexeme.start();
        match closing(self.text.get(gap.clone()).unwrap_or(""), missing) {
            Some(with) => self.patches.push(Patch { range: gap, with }),
            None => self.skip = true,
        }
        self.open.truncate(self.base);
        self.fresh = true;
        if self.open.is_empty() {
            self.finish(lexeme.start(), "");
        }
    }

    fn limit(&mut self, lexeme: &Lexeme) {
        if self.skip {
            return;
        }
        let place = span(self.source, &lexeme.range());
        let added = match lexeme.kind {
            LexemeKind::OpenBrace | LexemeKind::OpenParen => 1,
            LexemeKind::String { depth, .. } => depth as usize,
            LexemeKind::Word => {
                let word = self.text.get(lexeme.range()).unwrap_or("");
                // Bytes bound characters, and are had for nothing.
                let max = self.limits.name_chars;
                if word.len() > max && word.chars().nth(max).is_some() {
                    self.diagnostics.push(limits::name_too_long(place, max));
                    self.skip = true;
                }
                0
            }
            _ => 0,
        };
        if self.open.len() + added > self.limits.nesting {
            self.diagnostics
                .push(limits::too_deep(place, self.limits.nesting));
            self.skip = true;
        }
    }

    fn finish(&mut self, end: usize, suffix: &str) {
        let range = self.chunk..end;
        let mut patches = std::mem::take(&mut self.patches);
        while let Some(patch) = self.strings.next_if(|patch| patch.range.start < end) {
            patches.push(patch);
        }
        if !self.skip {
            let text = mended(self.text, &range, patches, suffix);
            self.chunks.push(Chunk {
                start: range.start,
                end: range.end,
                text,
            });
        }
        self.chunk = end;
        self.skip = false;
        self.ended = false;
        self.fresh = true;
        self.given = false;
    }

    fn blank(&mut self, range: &Range<usize>) {
        self.patches.push(Patch {
            range: range.clone(),
            with: " ".repeat(range.len()),
        });
    }

    /// Reports a brace that closes a round bracket, and reads it as one.
    fn unlike(&mut self, range: &Range<usize>, open: &Range<usize>) {
        let message = Text::new("圆括号用大括号结束了", "this brace closes a round bracket");
        let place = span(self.source, range);
        let label = Text::new("圆括号从这里开始", "the round bracket begins here");
        let written = self.text.get(range.clone()).unwrap_or("");
        let right = if written == "}" { ")" } else { "）" };
        self.diagnostics.push(
            Diagnostic::error(BRACKETS, place, message)
                .secondary(span(self.source, open), label)
                .fix(place, right),
        );
        self.patches.push(Patch {
            range: range.clone(),
            with: right.to_owned(),
        });
    }

    fn stray(&mut self, range: &Range<usize>, opening: &str) {
        if self.skip {
            return self.blank(range);
        }
        let message = Text::new(
            format!("这个括号没有对应的 `{opening}`"),
            format!("this bracket closes nothing: there is no `{opening}` before it"),
        );
        let place = span(self.source, range);
        self.diagnostics
            .push(Diagnostic::error(BRACKETS, place, message).fix(place, ""));
        self.blank(range);
    }

    fn unclosed_brace(&mut self, open: &Range<usize>, before: Option<&Range<usize>>) {
        let message = Text::new("这个大括号没有结束", "this brace is not closed");
        let mut diagnostic = Diagnostic::error(BRACKETS, span(self.source, open), message);
        if let Some(before) = before {
            let label = Text::new("新的声明从这里开始", "a new declaration begins here");
            diagnostic = diagnostic.secondary(span(self.source, before), label);
        }
        let help = Text::new(
            "在这个声明的末尾补上 `}`",
            "put `}` at the end of the declaration",
        );
        self.diagnostics.push(diagnostic.help(help));
    }
}

/// Blanks as long as a gap, with so many braces, if there is room for them. Each stands in the place of a character of
/// one byte, so that what is said of it stands between two characters of the text.
fn closing(gap: &str, braces: usize) -> Option<String> {
    let mut missing = braces;
    let mut with = String::with_capacity(gap.len());
    for c in gap.chars() {
        if c.is_ascii() && missing > 0 {
            missing -= 1;
            with.push('}');
        } else {
            with.extend(std::iter::repeat_n(' ', c.len_utf8()));
        }
    }
    (missing == 0).then_some(with)
}

/// The text of a range with its patches applied, and what is missing at its end.
fn mended<'t>(
    text: &'t str,
    range: &Range<usize>,
    mut patches: Vec<Patch>,
    suffix: &str,
) -> Cow<'t, str> {
    if patches.is_empty() && suffix.is_empty() {
        return Cow::Borrowed(text.get(range.clone()).unwrap_or(""));
    }
    patches.sort_by_key(|patch| patch.range.start);
    let mut mended = String::with_capacity(range.len() + suffix.len());
    let mut at = range.start;
    for patch in patches {
        // Where two patches meet, the first has already mended what the second would.
        if let Some(before) = text.get(at..patch.range.start) {
            mended.push_str(before);
            mended.push_str(&patch.with);
            at = patch.range.end;
        }
    }
    mended.push_str(text.get(at..range.end).unwrap_or(""));
    mended.push_str(suffix);
    Cow::Owned(mended)
}
