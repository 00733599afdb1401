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

use crate::cancel::Cancel;
use crate::cores;
use crate::diagnostic::{Diagnostics, Place};
use crate::source::{SourceId, Span};
use ast::Item;
use recover::{Group, Recovery};
use scan::{Chunk, Scan};

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
    let mut scan = scan::scan(source, text, limits);
    let chunks = std::mem::take(&mut scan.chunks);
    let groups = Group::all(source, text, &chunks);
    let sound = cores::map(&groups, |group| group.sound(limits));
    finish(source, limits, scan, groups.into_iter().zip(sound))
}

/// Parses the files of a policy. What was cancelled has no result, whatever is read.
pub(crate) fn parse_all(
    files: &[(SourceId, &str)],
    limits: &SyntaxLimits,
    cancel: Option<&Cancel>,
) -> Vec<Parsed> {
    let stops = || cancel.is_some_and(Cancel::is_cancelled);
    let mut scans = cores::map(files, |(source, text)| {
        scan::scan(*source, if stops() { "" } else { text }, limits)
    });
    let chunks = scans
        .iter_mut()
        .map(|scan| std::mem::take(&mut scan.chunks));
    let chunks: Vec<Vec<Chunk<'_>>> = chunks.collect();
    // Those of all files at once, since a file may have most of the text.
    let groups = files.iter().zip(&chunks);
    let groups = groups.map(|((source, text), chunks)| Group::all(*source, text, chunks));
    let groups: Vec<Vec<Group<'_>>> = groups.collect();
    let all: Vec<Group<'_>> = groups.iter().flatten().copied().collect();
    let sound = cores::map(&all, |group| {
        (!stops()).then(|| group.sound(limits)).flatten()
    });
    let mut sound = sound.into_iter();
    let files = files.iter().zip(scans).zip(groups);
    let finished = files.map(|(((source, _), scan), groups)| {
        let groups = if stops() { Vec::new() } else { groups };
        finish(*source, limits, scan, groups.into_iter().zip(&mut sound))
    });
    finished.collect()
}

/// Joins the groups of a file, and reads again those that are not sound.
fn finish<'c>(
    source: SourceId,
    limits: &SyntaxLimits,
    scan: Scan<'_>,
    groups: impl Iterator<Item = (Group<'c>, Option<Vec<Item>>)>,
) -> Parsed {
    let Scan {
        chunks: _,
        comments,
        mut diagnostics,
        mut lost,
    } = scan;
    let mut recovery = Recovery::new(source, limits, &mut diagnostics);
    let mut items = Vec::new();
    for (group, sound) in groups {
        items.append(&mut recovery.items(group, sound));
    }
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
