//! An answer to a policy: a policy, or errors that stand in its text and can be shown.

use zeren::{CompileError, Diagnostics, Lang, Place, Policy, Sources, render_json, render_plain};

/// Whether it compiles; what was found stands where it says.
pub fn check(result: Result<Policy, CompileError>) -> Option<Policy> {
    match result {
        Ok(policy) => {
            assert!(!policy.warnings().has_errors());
            placed(policy.warnings(), policy.sources());
            Some(policy)
        }
        Err(error) => {
            assert!(error.diagnostics.has_errors(), "refused without an error");
            placed(&error.diagnostics, &error.sources);
            None
        }
    }
}

/// Each stands in its text, and can be shown.
pub fn placed(found: &Diagnostics, sources: &Sources) {
    for one in found.iter() {
        let stands = match &one.place {
            Place::Span(span) => sources.get(span.source).is_some_and(|source| {
                let (text, start, end) = (source.text(), span.start as usize, span.end as usize);
                start <= end && text.is_char_boundary(start) && text.is_char_boundary(end)
            }),
            Place::Path(_) | Place::Cell(_) => false,
            Place::Whole => true,
        };
        assert!(stands, "{one:?}");
    }
    shown(found, sources);
}

/// Every way to show them shows something.
pub fn shown(found: &Diagnostics, sources: &Sources) {
    for lang in [Lang::Zh, Lang::En] {
        let plain = render_plain(found.as_slice(), sources, lang);
        assert_eq!(plain.is_empty(), found.iter().next().is_none());
        drop(render_json(found.as_slice(), sources, lang));
    }
}
