//! The parse tree with every mark in it, and the comments at the words beside which they stand.
//!
//! Statements are told from what is inside them; nothing is converted or laid out here.

use std::ops::Range;

use crate::lang::Lang;
use crate::syntax::ast::Comment;
use crate::syntax::build::unescaped;
use crate::syntax::grammar::{self, Pair, Rule};
use crate::syntax::keywords;
use crate::syntax::lex::is_space;
use crate::syntax::scan::Chunk;

/// A line of a block, or several: a statement or a comment of its own.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Whether a blank line stands before it.
    pub(super) blank: bool,
    /// What it is.
    pub(super) what: What,
    /// What was written between it and the next entry on its line, or after it.
    pub(super) mark: Option<Mark>,
}

/// What may stand between statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// Nothing but blanks on one line.
    Blank,
}

/// What an entry is.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// A comment on its own line, marks included.
    Comment(String),
    /// A declaration, a property, or a block of them under a choice.
    Statement(Statement),
}

/// A declaration or property.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    /// Its rule.
    pub(super) rule: Rule,
    /// Its words, up to the brace that opens its block.
    pub(super) nodes: Vec<Node>,
    /// Its block.
    pub(super) block: Option<Box<Block>>,
}

/// Statements in braces.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The opening brace.
    pub(super) open: Token,
    /// What it holds.
    pub(super) entries: Vec<Entry>,
    /// The closing brace.
    pub(super) close: Token,
    /// Whether all of it stood on one line.
    pub(super) one_line: bool,
}

/// A part of a statement.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// A word or mark.
    Token(Token),
    /// The parts of a rule.
    Group(Rule, Vec<Node>),
}

/// A word or mark with the comments that cling to it.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// How it is written; for quoted texts what stands between the marks.
    pub(super) text: String,
    /// The comments on lines of their own before it.
    pub(super) lead: Vec<String>,
    /// The comment that ends its line.
    pub(super) trail: Option<String>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A keyword of the table, in one of its spellings.
    Word {
        rule: Rule,
        lang: Lang,
        index: usize,
    },
    /// A quoted name or text, without its marks.
    Quoted,
    /// A name, number, date or the like, or a sign.
    Plain(Rule),
    /// Between the parts of a list.
    Comma,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `/` between units.
    Per,
    /// `{` or `}`
    Brace,
}

impl Token {
    /// A token without comments.
    pub(super) fn new(kind: Kind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            lead: Vec::new(),
            trail: None,
        }
    }

    /// The rule of a keyword or plain token.
    pub(super) fn rule(&self) -> Option<Rule> {
        match self.kind {
            Kind::Word { rule, .. } | Kind::Plain(rule) => Some(rule),
            _ => None,
        }
    }
}

impl Node {
    /// The rule of a group or of its one token.
    pub(super) fn rule(&self) -> Option<Rule> {
        match self {
            Self::Token(token) => token.rule(),
            Self::Group(rule, _) => Some(*rule),
        }
    }
}

/// The entries of a sound text; `None` when a mark is not known, which no text should bring about.
pub(super) fn build(text: &str, chunks: &[Chunk<'_>], comments: &[Comment]) -> Option<Vec<Entry>> {
    let mut builder = Builder {
        text,
        chunk: "",
        offset: 0,
        comments,
    };
    let mut entries = Vec::new();
    for chunk in chunks {
        builder.offset = chunk.start;
        builder.chunk = &chunk.text;
        for pair in grammar::parse(&chunk.text).ok()? {
            if pair.as_rule() != Rule::EOI {
                builder.entry(pair, &mut entries)?;
            }
        }
    }
    builder.comments_before(text.len(), &mut entries);
    Some(entries)
}

/// Reads in the order of the text. Ranges are those of the chunk, in which comments are blanks.
struct Builder<'a> {
    text: &'a str,
    chunk: &'a str,
    /// Where the chunk begins in the text.
    offset: usize,
    /// The comments that have no place yet.
    comments: &'a [Comment],
}

impl<'a> Builder<'a> {
    fn entry(&mut self, pair: Pair<'_>, entries: &mut Vec<Entry>) -> Option<()> {
        let Range { start, end } = range(&pair);
        let (start, end) = (self.offset + start, self.offset + end);
        self.comments_before(start, entries);
        let blank = self.blank_before(start);
        let rule = pair.as_rule();
        let (mut nodes, mut block) = (Vec::new(), None);
        self.fill(pair, &mut nodes, &mut block)?;
        let behind = self.text.get(end..).unwrap_or("");
        let here = behind.trim_start_matches(|c| is_space(c) && c != '\n');
        let behind = behind.trim_start_matches(is_space);
        entries.push(Entry {
            blank,
            what: What::Statement(Statement { rule, nodes, block }),
            mark: match behind.chars().next() {
                Some(',' | '，' | '、') => Some(Mark::Comma),
                Some(';' | '；') => Some(Mark::Semicolon),
                Some(c) if here.starts_with(c) && !matches!(c, '}' | '｝' | '/' | '／') => {
                    Some(Mark::Blank)
                }
                _ => None,
            },
        });
        Some(())
    }

    /// The words of a statement and its block, which may belong to the last of its parts.
    fn fill(
        &mut self,
        pair: Pair<'_>,
        nodes: &mut Vec<Node>,
        block: &mut Option<Box<Block>>,
    ) -> Option<()> {
        let (rule, whole) = (pair.as_rule(), range(&pair));
        let (mut open, mut at) = (None, whole.start);
        for part in pair.into_inner() {
            let here = range(&part);
            match &mut open {
                Some((_, _, entries)) => self.entry(part, entries)?,
                None => {
                    self.marks(at..here.start, nodes)?;
                    if part.as_rule() == Rule::lbrace && !is_list(rule) {
                        let brace = self.token(Kind::Brace, "{", &here);
                        open = Some((here.start, brace, Vec::new()));
                    } else if has_block(&part) {
                        let (rule, mut inner) = (part.as_rule(), Vec::new());
                        self.fill(part, &mut inner, block)?;
                        if !inner.is_empty() {
                            nodes.push(Node::Group(rule, inner));
                        }
                    } else {
                        nodes.push(self.node(part)?);
                    }
                }
            }
            at = here.end;
        }
        let Some((start, open, mut entries)) = open else {
            return self.marks(at..whole.end, nodes);
        };
        let (_, last) = self.chunk.get(..whole.end)?.char_indices().next_back()?;
        let close = whole.end - last.len_utf8()..whole.end;
        self.comments_before(self.offset + close.start, &mut entries);
        let one_line = !self.chunk.get(start..whole.end)?.contains('\n');
        let close = self.token(Kind::Brace, "}", &close);
        *block = Some(Box::new(Block {
            open,
            entries,
            close,
            one_line,
        }));
        Some(())
    }

    fn node(&mut self, pair: Pair<'_>) -> Option<Node> {
        let (rule, whole) = (pair.as_rule(), range(&pair));
        if rule == Rule::string {
            let inner = pair.into_inner().next()?;
            let content = match inner.as_rule() {
                Rule::ascii_text => unescaped(inner.as_str()),
                _ => inner.as_str().to_owned(),
            };
            return Some(Node::Token(self.token(Kind::Quoted, content, &whole)));
        }
        let text = pair.as_str().trim_end_matches(is_space);
        let parts = pair.clone().into_inner();
        if is_leaf(rule) || parts.is_empty() {
            let (kind, text) = leaf(rule, text);
            return Some(Node::Token(self.token(kind, text, &whole)));
        }
        let (mut nodes, mut at) = (Vec::new(), whole.start);
        for part in parts {
            let here = range(&part);
            self.marks(at..here.start, &mut nodes)?;
            at = here.end;
            // 近 12个月内 says no more than 近 12个月.
            if rule != Rule::window || part.as_rule() != Rule::inside_kw {
                nodes.push(self.node(part)?);
            }
        }
        self.marks(at..whole.end, &mut nodes)?;
        if nodes.len() == 1 && is_wrapper(rule) {
            return nodes.pop();
        }
        Some(Node::Group(rule, nodes))
    }

    /// The marks between two parts, which have no rule of their own. Semicolons are put back where one is needed.
    fn marks(&mut self, gap: Range<usize>, nodes: &mut Vec<Node>) -> Option<()> {
        let mut at = gap.start;
        for c in self.chunk.get(gap)?.chars() {
            let here = at..at + c.len_utf8();
            at = here.end;
            let (kind, text) = match c {
                ',' | '，' | '、' => (Kind::Comma, ","),
                '(' | '（' => (Kind::Open, "("),
                ')' | '）' => (Kind::Close, ")"),
                '/' | '／' => (Kind::Per, "/"),
                '}' | '｝' => (Kind::Brace, "}"),
                ';' | '；' => continue,
                c if is_space(c) => continue,
                _ => return None,
            };
            nodes.push(Node::Token(self.token(kind, text, &here)));
        }
        Some(())
    }

    /// A token with the comments before it that have no place yet, and the one after it on its line.
    fn token(&mut self, kind: Kind, text: impl Into<String>, range: &Range<usize>) -> Token {
        let (start, end) = (self.offset + range.start, self.offset + range.end);
        let mut token = Token::new(kind, text);
        while let Some(comment) = self.next_before(start) {
            token.lead.push(written(comment));
        }
        let next = self.comments.first().map_or(0, begin);
        let between = self.text.get(end..next);
        let clings = |c: char| c != '\n' && (is_space(c) || matches!(c, ';' | '；'));
        if between.is_some_and(|between| between.chars().all(clings)) {
            token.trail = self.next_before(next + 1).map(written);
        }
        token
    }

    /// The comments up to a place, as entries.
    fn comments_before(&mut self, end: usize, entries: &mut Vec<Entry>) {
        while let Some(comment) = self.next_before(end) {
            let blank = self.blank_before(begin(comment));
            let what = What::Comment(written(comment));
            let mark = None;
            entries.push(Entry { blank, what, mark });
        }
    }

    fn next_before(&mut self, end: usize) -> Option<&'a Comment> {
        let (first, rest) = self.comments.split_first()?;
        (begin(first) < end).then(|| {
            self.comments = rest;
            first
        })
    }

    fn blank_before(&self, start: usize) -> bool {
        let before = self.text.get(..start).unwrap_or("");
        let blanks = before.chars().rev().take_while(|c| is_space(*c));
        blanks.filter(|c| *c == '\n').count() > 1
    }
}

/// The bytes of a node in its chunk. The parser counts the blanks that it tried to read past as part of it.
fn range(pair: &Pair<'_>) -> Range<usize> {
    let span = pair.as_span();
    let text = span.as_str().trim_end_matches(is_space);
    span.start()..span.start() + text.len()
}

fn begin(comment: &Comment) -> usize {
    usize::try_from(comment.span.start).unwrap_or(usize::MAX)
}

/// A comment with its marks.
fn written(comment: &Comment) -> String {
    let blank = match comment.text.chars().next() {
        None | Some('/' | '／') => "",
        Some(_) => " ",
    };
    format!("//{blank}{}", comment.text)
}

/// What a word is, and how it is written.
fn leaf(rule: Rule, text: &str) -> (Kind, &str) {
    if rule == Rule::lbrace {
        return (Kind::Brace, "{");
    }
    let found = keywords::keyword(rule).and_then(|keyword| keyword.which(text));
    match found {
        Some((lang, index)) => (Kind::Word { rule, lang, index }, text),
        None => (Kind::Plain(rule), text),
    }
}

/// Rules whose braces hold a list.
fn is_list(rule: Rule) -> bool {
    matches!(rule, Rule::enumeration | Rule::type_ref | Rule::in_tail)
}

/// Whether the last part of a node, or of its last part, is a block.
fn has_block(pair: &Pair<'_>) -> bool {
    let rule = pair.as_rule();
    let mut parts = pair.clone().into_inner();
    !is_leaf(rule) && !is_list(rule) && {
        let begins = parts.any(|part| part.as_rule() == Rule::lbrace);
        begins
            || pair
                .clone()
                .into_inner()
                .next_back()
                .is_some_and(|part| has_block(&part))
    }
}

/// Rules of one word, though they have parts.
fn is_leaf(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::quantity
            | Rule::amount
            | Rule::period_text
            | Rule::date
            | Rule::duration
            | Rule::zh_article
            | Rule::zh_chapter
            | Rule::zh_para
            | Rule::zh_item
            | Rule::zh_subitem
            | Rule::ordinal
            | Rule::ordinal_para
            | Rule::ordinal_item
            | Rule::ordinal_subitem
            | Rule::ordinal_chapter
            | Rule::trigger_number
    )
}

/// Rules that are nothing where they have one part.
fn is_wrapper(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::name
            | Rule::expr
            | Rule::and_expr
            | Rule::not_expr
            | Rule::body
            | Rule::and_body
            | Rule::not_body
            | Rule::comparison
            | Rule::fallback
            | Rule::sum
            | Rule::product
            | Rule::unary
            | Rule::primary
            | Rule::cmp_op
            | Rule::constant
    )
}
