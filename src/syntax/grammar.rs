//! The generated parser, and the way into it.
//!
//! The grammar file is the only authority on the syntax. `Rule` and `Pair` are seen by this stage alone.

use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};

/// A node of the parse tree.
pub(super) type Pair<'i> = pest::iterators::Pair<'i, Rule>;

/// The parts of a node.
pub(super) type Pairs<'i> = pest::iterators::Pairs<'i, Rule>;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/policy.pest"]
struct PolicyParser;

/// Where the text stopped making sense.
#[derive(Debug)]
pub(super) struct Unread {
    /// The furthest place that was understood.
    pub(super) at: usize,
    /// The rules that could have gone on there; empty when the text nests deeper than the stack allows.
    pub(super) expected: Vec<Rule>,
}

/// Parses whole declarations.
pub(super) fn parse(text: &str) -> Result<Pairs<'_>, Unread> {
    let mut pairs = PolicyParser::parse(Rule::file, text).map_err(|error| Unread {
        at: match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        },
        expected: match error.variant {
            ErrorVariant::ParsingError { positives, .. } if positives.is_empty() => {
                vec![Rule::EOI]
            }
            ErrorVariant::ParsingError { positives, .. } => positives,
            ErrorVariant::CustomError { .. } => Vec::new(),
        },
    })?;
    // The one pair is the file; its parts are the declarations.
    Ok(match pairs.next() {
        Some(file) => file.into_inner(),
        None => pairs,
    })
}
