//! The digest of a policy: over everything that decides what it says.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::parsed::Parsed;
use crate::assessment::DigestOf;
use crate::model::Model;
use crate::source::Span;

/// The digest of a policy's sources, of the choices taken, and of what was left out of it.
pub(super) fn digest_of(parsed: &Arc<Parsed>, model: &Model, left_out: Option<Span>) -> DigestOf {
    let parsed = Arc::clone(parsed);
    let taken = model.interpretations.values().map(|row| {
        let choice = row.choices.get(row.taken).map(|choice| choice.name.clone());
        (row.name.clone(), choice.unwrap_or_default())
    });
    let taken: Vec<_> = taken.collect();
    Box::new(move || {
        let Parsed { sources, texts, .. } = &*parsed;
        let policies = sources.iter().map(|(_, s)| (s.name(), s.text()));
        let texts = texts.iter().map(|(name, text)| (name.as_str(), &**text));
        let taken = taken.iter().map(|(name, choice)| (&**name, &**choice));
        let left_out = left_out.map(|span| ("", sources.slice(span)));
        hash(policies.chain(texts).chain(taken).chain(left_out))
    })
}

/// SHA-256 over pairs, each part preceded by its length so that no two sequences share a digest.
fn hash<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut hasher = Sha256::new();
    for (name, text) in pairs {
        for part in [name, text] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
