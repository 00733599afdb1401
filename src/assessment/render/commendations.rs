//! Who may be commended: each commendation once, its parties by what opens them.

use indexmap::IndexMap;

use super::outcomes::joined;
use super::page::Page;
use super::{needs, words};
use crate::assessment::CommendationResult;
use crate::assessment::need::{Missing, Need};
use crate::attribution::CommendedStatus;
use crate::lang::Lang;
use crate::model::Name;

/// How many parties a line shows of those that are not known.
const EXAMPLES: usize = 5;

/// Every commendation with its parties.
pub(super) fn section(page: &mut Page, all: &[CommendationResult], lang: Lang) {
    let mut by_name: IndexMap<&Name, Vec<&CommendationResult>> = IndexMap::new();
    for one in all {
        by_name.entry(&one.commendation).or_default().push(one);
    }
    for entries in by_name.into_values() {
        commendation(page, &entries, lang);
    }
}

fn commendation(page: &mut Page, entries: &[&CommendationResult], lang: Lang) {
    let Some(first) = entries.first() else {
        return;
    };
    let gap = lang.pick("　", "  ");
    let follows = match lang {
        Lang::Zh => format!("{}表彰", words::modality(first.modality, lang)),
        Lang::En => format!("{} commend", words::modality(first.modality, lang)),
    };
    let decided = words::decided(first.authority.as_deref(), &first.following, lang);
    page.line(2, &format!("{}{gap}{follows}{decided}", first.commendation));
    for clause in first.clauses.iter() {
        page.line(4, &words::clause(clause, lang));
    }
    let mut groups: IndexMap<(CommendedStatus, Vec<Missing>), Vec<&CommendationResult>> =
        IndexMap::new();
    for one in entries {
        let sorts = one.needs.iter().map(|need| need.missing.clone().of_many());
        let group = groups.entry((one.status, sorts.collect())).or_default();
        group.push(one);
    }
    for ((status, _), parties) in groups {
        group(page, status, &parties, lang);
    }
}

/// Parties of one status; those not known for want of the same sort of thing are counted.
fn group(page: &mut Page, status: CommendedStatus, parties: &[&CommendationResult], lang: Lang) {
    let known = matches!(status, CommendedStatus::Open | CommendedStatus::Declined);
    let shown = if known { parties.len() } else { EXAMPLES };
    let names = parties.iter().flat_map(|one| named(one, lang));
    let names: Vec<Name> = names.take(shown).collect();
    let count = parties.iter().map(|one| one.count).sum();
    let parties_text = needs::examples(count, &names, lang);
    page.line(
        4,
        &format!("{}{parties_text}", words::commended_status(status, lang)),
    );
    let needs: Vec<&Need> = parties.iter().flat_map(|one| &one.needs).collect();
    for need in joined(&needs) {
        page.line(6, &needs::sentence(&need, lang));
    }
}

/// The party, and for which record; without a party, where it would be looked for.
fn named(one: &CommendationResult, lang: Lang) -> Vec<Name> {
    let record = one
        .element
        .as_ref()
        .and_then(|element| element.record.as_deref());
    if let Some(actor) = &one.actor {
        let who = words::actor(actor, lang);
        let told = record.map(|record| words::bracketed(record, lang));
        return vec![Name::from(format!("{who}{}", told.unwrap_or_default()))];
    }
    if let Some(organ) = &one.organ {
        return vec![Name::from(words::at(
            Some(organ),
            one.unit.as_deref(),
            lang,
        ))];
    }
    if one.examples.is_empty() {
        let unit = one
            .element
            .as_ref()
            .and_then(|element| element.unit.as_deref());
        return record.or(unit).map(Name::from).into_iter().collect();
    }
    one.examples.clone()
}
