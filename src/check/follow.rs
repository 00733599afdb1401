//! Drops what is only wrong because a text could not be read: the syntax error says it already.
//!
//! A statement that was lost may have declared a name, or been a part that a declaration now lacks.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::source::{Sources, Span};
use crate::syntax::ast::File;

/// Codes that say that a declaration lacks something.
const LACKS: [&str; 7] = [
    "E0321", "E0401", "E0402", "E0404", "E0430", "E0431", "E0444",
];
/// Codes that say that a name is not known.
const UNKNOWN: [&str; 4] = ["E0201", "E0204", "E0208", "E0301"];

/// What is still wrong when all that may follow from what was not read is taken out.
pub(crate) fn without_follow_ups(
    found: Diagnostics,
    lost: &[Span],
    files: &[File],
    sources: &Sources,
) -> Diagnostics {
    if lost.is_empty() {
        return found;
    }
    let loss = Loss {
        lost,
        sources,
        broken: broken(lost, files),
    };
    found
        .into_iter()
        .filter(|one| !loss.explains(one))
        .collect()
}

struct Loss<'a> {
    lost: &'a [Span],
    sources: &'a Sources,
    /// The declarations that lost a part.
    broken: BTreeSet<Span>,
}

fn broken(lost: &[Span], files: &[File]) -> BTreeSet<Span> {
    let declared = files.iter().flat_map(|file| &file.items);
    declared
        .map(|item| item.decl.span)
        .filter(|span| lost.iter().any(|lost| touch(*lost, *span)))
        .collect()
}

impl Loss<'_> {
    fn explains(&self, diagnostic: &Diagnostic) -> bool {
        let Place::Span(place) = diagnostic.place else {
            return true;
        };
        let code = diagnostic.code.as_str();
        diagnostic.severity == Severity::Warning
            || self.lost.iter().any(|lost| touch(*lost, place))
            || LACKS.contains(&code) && self.broken.iter().any(|decl| touch(*decl, place))
            || UNKNOWN.contains(&code) && self.mentions(place)
    }

    /// Whether the lost text has the words that stand at a place.
    fn mentions(&self, place: Span) -> bool {
        let marks: &[char] = &['"', '“', '”', '＂', '「', '」'];
        let words = self.sources.slice(place).trim_matches(marks);
        self.lost
            .iter()
            .any(|lost| self.sources.slice(*lost).contains(words))
    }
}

fn touch(a: Span, b: Span) -> bool {
    a.source == b.source && a.start <= b.end && b.start <= a.end
}
