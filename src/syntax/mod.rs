//! Text → syntax tree, in passes:
//!
//! 1. `scan`: bounds the text, takes out comments, mends quotation marks and brackets, cuts it into chunks;
//! 2. `grammar`: parses a chunk by `grammar/policy.pest`;
//! 3. `recover`, with `report` and `expected`: words a syntax error, takes the broken statement out, and parses
//!    the chunk again;
//! 4. `build`: the parse tree becomes the syntax tree;
//! 5. `format`, when asked: the parse tree becomes a text again, in its canonical layout.
//!
//! Nothing is resolved here, and no file is read. The generated parser's types do not leave this stage.

pub mod ast;
mod build;
mod expected;
mod format;
mod grammar;
pub(crate) mod keywords;
mod lex;
mod limits;
mod recover;
mod report;
mod scan;
mod statement;
#[cfg(test)]
mod tests;

pub use format::{FormatOptions, format_source};
pub use limits::SyntaxLimits;
pub(crate) use limits::{Beyond, formula_too_deep, not_listed, policy_too_large, text_too_large};

use crate::diagnostic::{Diagnostics, Place};
use crate::source::{SourceId, Span};

/// What a text parses to: all that could be read, and all that was wrong.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// The tree, without the statements that could not be read.
    pub(crate) file: ast::File,
    /// The errors, in the order of the text.
    pub(crate) diagnostics: Diagnostics,
    /// What was not read: the tree says nothing about it.
    pub(crate) lost: Vec<Span>,
}

/// Parses one policy file.
pub(crate) fn parse(source: SourceId, text: &str, limits: &SyntaxLimits) -> Parsed {
    let scan::Scan {
        chunks,
        comments,
        mut diagnostics,
        mut lost,
    } = scan::scan(source, text, limits);
    let mut recovery = recover::Recovery::new(source, limits, &mut diagnostics);
    let items = recovery.parse_all(&chunks);
    lost.append(&mut recovery.lost);
    let places = diagnostics.iter().map(|diagnostic| &diagnostic.place);
    lost.extend(places.filter_map(|place| match place {
        Place::Span(span) => Some(*span),
        Place::Path(_) | Place::Cell(_) | Place::Whole => None,
    }));
    diagnostics.sort();
    Parsed {
        diagnostics,
        file: ast::File {
            source,
            items,
            comments,
        },
        lost,
    }
}
