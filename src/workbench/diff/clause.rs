//! The clauses of the text under which changes are listed, and the clauses whose own words changed.

use std::collections::BTreeMap;

use super::entry::Entry;
use super::{ChangeDetail, ChangeState, ClauseChanges, Listed, PolicyChange};
use crate::lang::Lang;
use crate::model::{ClauseAddress, ClauseText, Name};
use crate::policy::Policy;
use crate::syntax::ast::{CitationTarget, ClauseRef, PropKind};

/// Where a clause stands among others: numbers count as numbers.
pub type Order = (bool, Vec<(u8, u64, String)>);

/// The first clause that a declaration cites.
pub fn cited(entry: &Entry<'_>) -> Option<ClauseAddress> {
    let mut citations = entry
        .item
        .decl
        .props
        .iter()
        .flat_map(|prop| match &prop.kind {
            PropKind::Cite(citations) => citations.as_slice(),
            _ => &[],
        });
    citations.find_map(|citation| match &citation.target {
        CitationTarget::Clause { clause, .. } => Some(address(clause)),
        CitationTarget::Interpretation(_) => None,
    })
}

/// The order of the text; no clause comes last.
pub fn order(clause: Option<&ClauseAddress>) -> Order {
    let Some(clause) = clause else {
        return (true, Vec::new());
    };
    let parts = [
        &clause.article,
        &clause.heading,
        &clause.paragraph,
        &clause.item,
        &clause.subitem,
    ];
    let chapter = clause.chapter.as_ref().filter(|_| clause.article.is_none());
    let parts = std::iter::once(chapter).chain(parts.map(Option::as_ref));
    let part = |part: Option<&String>| match part {
        None => (0, 0, String::new()),
        Some(text) => match text.parse() {
            Ok(number) => (1, number, String::new()),
            Err(_) => (2, 0, text.clone()),
        },
    };
    (false, parts.map(part).collect())
}

/// Changes under their clauses.
pub fn grouped(listed: Vec<Listed<'_>>) -> Vec<ClauseChanges> {
    let mut groups: Vec<ClauseChanges> = Vec::new();
    for one in listed {
        let text = |lang| {
            one.clause
                .as_ref()
                .map(|clause| clause.to_text(lang).into())
        };
        let clause: Option<Name> = text(Lang::En);
        match groups.last_mut() {
            Some(last) if last.clause == clause => last.changes.push(one.change),
            _ => groups.push(ClauseChanges {
                clause,
                clause_zh: text(Lang::Zh),
                changes: vec![one.change],
            }),
        }
    }
    groups
}

/// The clauses whose own words are not the same; spaces and line ends apart.
pub fn words<'p>(old: &Policy, new: &Policy) -> Vec<Listed<'p>> {
    let (Some(old), Some(new)) = (&old.model().text, &new.model().text) else {
        return Vec::new();
    };
    let (before, after) = (own_words(old), own_words(new));
    let mut addresses: Vec<&ClauseAddress> = before.keys().chain(after.keys()).collect();
    addresses.sort();
    addresses.dedup();
    let changed = addresses.into_iter().filter_map(|address| {
        let (from, to) = (before.get(address), after.get(address));
        if from == to {
            return None;
        }
        let state = match (from, to) {
            (None, _) => ChangeState::Added,
            (_, None) => ChangeState::Removed,
            _ => ChangeState::Changed,
        };
        let name = |words: Option<&String>| words.map(|words| Name::from(words.as_str()));
        let (from, to) = (name(from), name(to));
        Some(Listed {
            clause: Some(address.clone()),
            change: PolicyChange {
                id: Name::default(),
                declaration: "text",
                name: None,
                state,
                details: vec![ChangeDetail::Words { from, to }],
                old_place: None,
                new_place: None,
            },
            pair: None,
        })
    });
    changed.collect()
}

/// The words of each clause up to the first clause inside it.
fn own_words(text: &ClauseText) -> BTreeMap<ClauseAddress, String> {
    let mut found = BTreeMap::new();
    for (index, clause) in text.clauses.iter().enumerate() {
        let inner = text.clauses.get(index + 1).map(|next| next.start);
        let end = inner.map_or(clause.end, |next| next.min(clause.end));
        let words = text.text.get(clause.start..end).unwrap_or_default();
        let words: String = words.split_whitespace().collect();
        found.insert(clause.address.clone(), words);
    }
    found
}

fn address(clause: &ClauseRef) -> ClauseAddress {
    match clause {
        ClauseRef::Notice => ClauseAddress::default(),
        ClauseRef::Chapter(chapter) => ClauseAddress {
            chapter: Some(chapter.clone()),
            ..ClauseAddress::default()
        },
        ClauseRef::Article(article) => ClauseAddress {
            chapter: None,
            article: Some(article.article.clone()),
            heading: article.heading.clone(),
            paragraph: article.paragraph.clone(),
            item: article.item.clone(),
            subitem: article.subitem.clone(),
        },
    }
}
