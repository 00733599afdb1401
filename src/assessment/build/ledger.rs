//! Commendations, interpretations, and what was left out.

use indexmap::{IndexMap, IndexSet};

use super::clauses::choice;
use super::findings::modality;
use super::names::Names;
use super::needs::{EXAMPLES, Sort};
use crate::assessment::ledger::{Alternative, CommendationResult, InterpretationTaken, LeftOut};
use crate::attribution::{CommendedParty, CommendedStatus, Finding};
use crate::eval::{self, LeftOutReason, Need};
use crate::ids::{CommendationId, InterpretationId};

/// What makes two unknown elements of a commendation one entry; known parties stand alone, by their place.
#[derive(PartialEq, Eq, Hash)]
enum Entry {
    Party(usize),
    Unknown(CommendationId, CommendedStatus, Vec<Sort>),
}

/// Parties, each for itself; elements of which nothing is known, by what is missing.
pub(crate) fn commendations(
    names: &Names<'_, '_>,
    all: &[CommendedParty],
) -> Vec<CommendationResult> {
    let mut entries: IndexMap<Entry, Vec<&CommendedParty>> = IndexMap::new();
    for (place, party) in all.iter().enumerate() {
        let nobody = party.organ.is_none() && party.actor.is_none();
        let entry = if nobody {
            Entry::Unknown(party.commendation, party.status, names.sorts(&party.needs))
        } else {
            Entry::Party(place)
        };
        entries.entry(entry).or_default().push(party);
    }
    let of = |parties: Vec<&CommendedParty>| commendation(names, &parties);
    entries.into_values().filter_map(of).collect()
}

fn commendation(names: &Names<'_, '_>, parties: &[&CommendedParty]) -> Option<CommendationResult> {
    let first = parties.first()?;
    let row = &names.model.commendations[first.commendation];
    let alone = parties.len() == 1;
    let needs: IndexSet<&Need> = parties.iter().flat_map(|party| &party.needs).collect();
    let examples = parties.iter().filter(|_| !alone).take(EXAMPLES);
    Some(CommendationResult {
        commendation: row.name.clone(),
        status: first.status,
        organ: first.organ.map(|instance| names.organ(instance.organ)),
        unit: first
            .organ
            .and_then(|instance| names.maybe_path(instance.unit)),
        actor: names.actor(first.actor),
        element: alone.then(|| names.element(first.element)),
        count: parties.len() as u64,
        examples: examples
            .map(|party| names.place_of(Some(party.element), party.unit))
            .collect(),
        modality: modality(row.may),
        authority: row.authority.as_ref().map(|by| names.authority(by)),
        following: row.following.clone(),
        needs: names.needs(needs),
        clauses: names.clauses.commendations[first.commendation].clone(),
        rests_on: names.rests_on(&first.rests_on),
    })
}

/// Every interpretation of the policy.
pub(crate) fn interpretations(
    names: &Names<'_, '_>,
    findings: &[Finding],
) -> Vec<InterpretationTaken> {
    let relied: IndexSet<_> = findings
        .iter()
        .flat_map(|finding| &finding.rests_on)
        .collect();
    let of = |id| interpretation(names, id, relied.contains(&id));
    names.model.interpretations.ids().map(of).collect()
}

/// The interpretations that a finding rests on.
pub(crate) fn relied_on(names: &Names<'_, '_>, finding: &Finding) -> Vec<InterpretationTaken> {
    let ids = finding.rests_on.iter();
    ids.map(|id| interpretation(names, *id, true)).collect()
}

fn interpretation(
    names: &Names<'_, '_>,
    id: InterpretationId,
    relied_on: bool,
) -> InterpretationTaken {
    let row = &names.model.interpretations[id];
    let others = row.choices.iter().enumerate();
    let others = others.filter(|(place, _)| *place != row.taken);
    let taken = row.choices.get(row.taken);
    InterpretationTaken {
        interpretation: row.name.clone(),
        question: row.question.clone(),
        taken: choice(row, row.taken),
        meaning: taken.and_then(|one| one.meaning.clone()),
        default: choice(row, row.default),
        reason: row.reason.clone(),
        alternatives: others
            .map(|(_, other)| Alternative {
                choice: other.name.clone(),
                meaning: other.meaning.clone(),
            })
            .collect(),
        relied_on,
        clauses: names.clauses.interpretations[id].clone(),
    }
}

/// Records that caused nothing, then determinations of a later day.
pub(crate) fn left_out(names: &Names<'_, '_>, records: &[eval::LeftOut]) -> Vec<LeftOut> {
    let records = records.iter().map(|out| LeftOut {
        record: Some(names.record(out.record)),
        record_type: Some(names.record_type(out.record)),
        unit: names.record_unit(out.record),
        term: None,
        reason: out.reason,
        date: out.date,
    });
    let later = names.machine.facts.rest().left_out_determinations.iter();
    let determinations = later.map(|(term, _, date)| LeftOut {
        record: None,
        record_type: None,
        unit: None,
        term: Some(names.model.vague[*term].name.clone()),
        reason: LeftOutReason::AfterAsOf,
        date: *date,
    });
    records.chain(determinations).collect()
}
