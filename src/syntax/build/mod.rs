//! Builds the syntax tree from the parse tree, by subject: `items`, `props` (with `organs`, `duties`,
//! `measures`, `triggers`), `expr`, `domain`, `clause`, `lexical`.
//!
//! What the grammar cannot judge is judged here: dates, sizes of numbers, ordinals, lengths of names. Where
//! something is wrong the property around it is left out of the tree. Functions call themselves only through
//! brackets, whose depth is bounded before.

mod clause;
mod domain;
mod duties;
mod expectations;
mod expr;
mod facts;
mod items;
mod lexical;
mod measures;
mod numeral;
mod organs;
mod props;
mod triggers;

pub(super) use lexical::unescaped;

use super::ast::{Item, Prop};
use super::grammar::{Pair, Pairs, Rule};
use super::lex;
use super::limits::SyntaxLimits;
use super::scan;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::source::{SourceId, Span};

/// What the builder must know of the text around a chunk.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The file.
    pub(super) source: SourceId,
    /// Where the chunk begins in it.
    pub(super) offset: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// The limits.
    pub(super) limits: &'a SyntaxLimits,
}

/// The declarations of a chunk.
pub(super) fn items(
    context: Context<'_>,
    pairs: Pairs<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Item> {
    let mut items = Vec::new();
    let mut builder = Builder {
        context,
        diagnostics,
        room: Vec::new(),
    };
    builder.items(Parts::all(pairs), &mut Vec::new(), &mut items);
    items
}

const LOST: Code = Code::new("E0199");

struct Builder<'a> {
    context: Context<'a>,
    diagnostics: &'a mut Diagnostics,
    /// Room for the properties of one declaration, before it is known how many there are.
    room: Vec<Prop>,
}

impl Builder<'_> {
    /// The place of a node. The parser counts the blanks that it tried to read past as part of it.
    fn span(&self, pair: &Pair<'_>) -> Span {
        let node = pair.as_span();
        let text = node.as_str().trim_end_matches(lex::is_space);
        let start = self.context.offset + node.start();
        let end = (start + text.len()).min(self.context.end);
        scan::span(self.context.source, &(start..end))
    }

    fn error(&mut self, code: Code, span: Span, message: Text) {
        self.diagnostics
            .push(Diagnostic::error(code, span, message));
    }

    /// Runs one part of the building. A part that comes to nothing without an error would be lost without a
    /// word: that is reported too, although no text should bring it about.
    fn checked<T>(&mut self, span: Span, build: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.diagnostics.len();
        let built = build(self);
        if built.is_none() && self.diagnostics.len() == before {
            let message = Text::new(
                "这一部分无法读取，这是本程序的缺陷",
                "this part cannot be read, which is a defect of this program",
            );
            self.error(LOST, span, message);
        }
        built
    }
}

/// The parts of a node that are no marks, taken in order.
struct Parts<'i> {
    next: Option<Pair<'i>>,
    rest: Pairs<'i>,
}

impl<'i> Parts<'i> {
    fn of(pair: Pair<'i>) -> Self {
        Self::all(pair.into_inner())
    }

    fn all(pairs: Pairs<'i>) -> Self {
        let mut rest = pairs;
        let next = telling(&mut rest);
        Self { next, rest }
    }

    fn next(&mut self) -> Option<Pair<'i>> {
        let after = telling(&mut self.rest);
        std::mem::replace(&mut self.next, after)
    }

    fn last(self) -> Option<Pair<'i>> {
        let mut rest = self.rest.rev();
        rest.find(|pair| !is_mark(pair.as_rule())).or(self.next)
    }

    fn peek(&self) -> Option<Rule> {
        self.next.as_ref().map(Pair::as_rule)
    }

    /// The next part if it is this one.
    fn take(&mut self, rule: Rule) -> Option<Pair<'i>> {
        match self.peek() {
            Some(next) if next == rule => self.next(),
            _ => None,
        }
    }

    /// Whether the next part was this one; it is passed over.
    fn skip(&mut self, rule: Rule) -> bool {
        self.take(rule).is_some()
    }
}

/// The next part that is no mark.
fn telling<'i>(parts: &mut Pairs<'i>) -> Option<Pair<'i>> {
    parts.find(|pair| !is_mark(pair.as_rule()))
}

/// Marks that are rules only so that the parser tells where one is missing.
fn is_mark(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::lbrace | Rule::colon | Rule::equals | Rule::arrow
    )
}
