//! Cuts a text into rough pieces (words, strings, brackets, comments) in one linear pass.
//!
//! It knows just enough to bound the input and to find statements again after an error: no grammar, and no
//! recursion, so that nothing in a hostile text can hurt it.

use std::ops::Range;

/// A rough piece of the text, kept small: a large file has as many as a tenth of its bytes.
///
/// INVARIANT: the text is shorter than 2^32 bytes, which the limit on source bytes sees to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lexeme {
    /// What it is.
    pub(super) kind: LexemeKind,
    start: u32,
    end: u32,
    indent: u32,
}

/// The indentation of what is not the first thing on its line.
const AMID_LINE: u32 = u32::MAX;

impl Lexeme {
    /// Its bytes.
    pub(super) fn range(&self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Where its bytes begin.
    pub(super) fn start(&self) -> usize {
        self.start as usize
    }

    /// Where its bytes end.
    pub(super) fn end(&self) -> usize {
        self.end as usize
    }

    /// The characters before it on its line, where it is the first thing there.
    pub(super) fn indent(&self) -> Option<usize> {
        (self.indent != AMID_LINE).then_some(self.indent as usize)
    }
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LexemeKind {
    /// Letters, digits and underscores; numbers too.
    Word,
    /// A quoted text.
    String {
        /// Whether its closing mark was found.
        closed: bool,
        /// How deep quotation marks nest in it, itself included.
        depth: u32,
    },
    /// A comment up to the end of its line.
    Comment,
    /// `{`
    OpenBrace,
    /// `}`
    CloseBrace,
    /// `(`
    OpenParen,
    /// `)`
    CloseParen,
    /// `;`
    Semicolon,
    /// `,`
    Comma,
    /// A closing quotation mark without an opening one.
    CloseQuote,
    /// A text on one line between `”` and `“`.
    ReversedQuotes,
    /// One character of anything else.
    Other,
}

/// Reads the pieces of a text in order. Strings that begin at a place in `cut` end with their line.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    line_start: Option<usize>,
    cut: &'a [usize],
}

impl<'a> Lexer<'a> {
    /// Begins at the start of the text.
    pub(super) fn new(text: &'a str, cut: &'a [usize]) -> Self {
        Self {
            text,
            at: 0,
            line_start: Some(0),
            cut,
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn skip_space(&mut self) {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            let length = match byte {
                b' ' | b'\t' | b'\r' | b'\n' => 1,
                b'!'..=b'~' => return,
                _ => match self.rest().chars().next() {
                    Some(c) if is_space(c) => c.len_utf8(),
                    _ => return,
                },
            };
            self.at += length;
            if byte == b'\n' {
                self.line_start = Some(self.at);
            }
        }
    }

    fn indent(&mut self) -> u32 {
        let start = self.line_start.take();
        match start.and_then(|start| self.text.get(start..self.at)) {
            Some(before) => small(before.chars().filter(|c| *c != '\u{FEFF}').count()),
            None => AMID_LINE,
        }
    }

    /// What begins here, and its length.
    fn piece(&self, first: char) -> (LexemeKind, usize) {
        let rest = self.rest();
        let kind = match first {
            'a'..='z' => return (LexemeKind::Word, word_length(rest)),
            '"' | '＂' => return self.flat_string(first),
            '“' => return self.nested_string('“', '”'),
            '「' => return self.nested_string('「', '」'),
            '/' | '／' if is_comment(rest) => {
                return (LexemeKind::Comment, line_length(rest));
            }
            '{' | '｛' => LexemeKind::OpenBrace,
            '}' | '｝' => LexemeKind::CloseBrace,
            '(' | '（' => LexemeKind::OpenParen,
            ')' | '）' => LexemeKind::CloseParen,
            ';' | '；' => LexemeKind::Semicolon,
            ',' | '，' | '、' => LexemeKind::Comma,
            '”' => return self.reversed(),
            '」' => LexemeKind::CloseQuote,
            c if is_word(c) => {
                return (LexemeKind::Word, word_length(rest));
            }
            _ => LexemeKind::Other,
        };
        (kind, first.len_utf8())
    }

    fn flat_string(&self, mark: char) -> (LexemeKind, usize) {
        let limited = self.limited();
        let mut at = mark.len_utf8();
        while let Some(offset) = limited.get(at..).and_then(|rest| find_end(rest, mark)) {
            at += offset;
            if limited.get(at..).is_some_and(|rest| rest.starts_with(mark)) {
                return (string(true, 1), at + mark.len_utf8());
            }
            // What a backslash stands before does not end the string.
            let rest = limited.get(at + 1..).unwrap_or("");
            let escaped = rest.chars().next().filter(|_| mark == '"');
            at += 1 + escaped.map_or(0, char::len_utf8);
        }
        (string(false, 1), limited.len())
    }

    fn nested_string(&self, open: char, close: char) -> (LexemeKind, usize) {
        let (mut depth, mut deepest) = (0_usize, 0);
        for (offset, c) in self.limited().char_indices() {
            if c == open {
                depth += 1;
                deepest = deepest.max(depth);
            } else if c == close {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return (string(true, deepest), offset + c.len_utf8());
                }
            }
        }
        (string(false, deepest), self.limited().len())
    }

    /// `”甲“`: what stands between marks typed in the wrong order.
    fn reversed(&self) -> (LexemeKind, usize) {
        let rest = self.rest();
        let line = rest.get(..line_length(rest)).unwrap_or(rest);
        let mut marks = line
            .char_indices()
            .skip(1)
            .filter(|(_, c)| "“”".contains(*c));
        match (marks.next(), marks.next()) {
            (Some((offset, '“')), None | Some((_, '”'))) => {
                (LexemeKind::ReversedQuotes, offset + '“'.len_utf8())
            }
            _ => (LexemeKind::CloseQuote, '”'.len_utf8()),
        }
    }

    /// As far as a string that begins here may reach; one that is cut leaves the braces that end its line.
    fn limited(&self) -> &'a str {
        let rest = self.rest();
        if !self.cut.contains(&self.at) {
            return rest;
        }
        let line = rest.get(..line_length(rest)).unwrap_or(rest);
        line.trim_end_matches(|c| is_space(c) || matches!(c, '}' | '｝'))
    }
}

impl Iterator for Lexer<'_> {
    type Item = Lexeme;

    fn next(&mut self) -> Option<Lexeme> {
        self.skip_space();
        let first = self.rest().chars().next()?;
        let indent = self.indent();
        let (kind, length) = self.piece(first);
        let start = self.at;
        self.at += length;
        Some(Lexeme {
            kind,
            start: small(start),
            end: small(self.at),
            indent,
        })
    }
}

/// Whether a character may be part of a bare word. Close to what the grammar lets into a name; where the two
/// differ, only the extent of an underline does.
pub(super) fn is_word(c: char) -> bool {
    // Most of a Chinese text is in the first range, which the tables of the standard library search for.
    matches!(c, '\u{4e00}'..='\u{9fff}' | '_') || c.is_alphanumeric()
}

/// The blanks of the grammar.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}

/// The length of the word that a text begins with; most of it is told by its bytes.
fn word_length(text: &str) -> usize {
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let mut at = 0;
    loop {
        let rest = text.as_bytes().get(at..).unwrap_or(&[]);
        at += rest.iter().take_while(|byte| in_word(byte)).count();
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) if !c.is_ascii() && is_word(c) => at += c.len_utf8(),
            _ => return at,
        }
    }
}

/// Where the next mark or backslash is.
fn find_end(rest: &str, mark: char) -> Option<usize> {
    if mark == '"' {
        rest.bytes().position(|byte| matches!(byte, b'"' | b'\\'))
    } else {
        rest.find([mark, '\\'])
    }
}

fn is_comment(rest: &str) -> bool {
    rest.starts_with("//") || rest.starts_with("／／")
}

fn line_length(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}

fn string(closed: bool, depth: usize) -> LexemeKind {
    let depth = small(depth);
    LexemeKind::String { closed, depth }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
