//! From the kind borne under a duty to the kinds pursued, and the offices that answer for them.

use super::finding::Silence;
use crate::eval::{Instance, Machine};
use crate::ids::{InterpretationId, KindId, OfficeId, PursuedId};
use crate::model::{Consequence, Duty, Holding, Mapping, Party};

/// One kind pursued of one office.
#[derive(Debug, Clone)]
pub(super) struct Pursuit {
    /// The kinds borne that lead to it; empty is unspecified.
    pub(super) borne: Vec<KindId>,
    /// The kind.
    pub(super) pursued: Option<PursuedId>,
    /// Why there is none.
    pub(super) silent: Option<Silence>,
    /// The office.
    pub(super) office: Option<OfficeId>,
    /// Interpretations behind the mapping and the office.
    pub(super) rests_on: Vec<InterpretationId>,
}

/// Every kind pursued of every office that answers for it; one silent pursuit where nothing says.
pub(super) fn pursuits(
    machine: &Machine<'_>,
    duty: &Duty,
    holding: &Holding,
    instance: Instance,
    consequence: &Consequence,
) -> Vec<Pursuit> {
    let mappings = mapped(machine, duty);
    let mut all = Vec::new();
    for kind in &consequence.pursues {
        let leading: Vec<_> = mappings
            .iter()
            .filter(|(_, m)| m.to.contains(kind))
            .collect();
        if leading.is_empty() {
            continue;
        }
        let mut borne: Vec<KindId> = leading.iter().filter_map(|(borne, _)| *borne).collect();
        borne.dedup();
        let rests_on: Vec<_> = leading
            .iter()
            .flat_map(|(_, m)| m.basis.rests_on.iter().copied())
            .collect();
        for (office, of_office) in offices(machine, holding, instance, *kind) {
            all.push(Pursuit {
                borne: borne.clone(),
                pursued: Some(*kind),
                silent: None,
                office,
                rests_on: rests_on.iter().copied().chain(of_office).collect(),
            });
        }
    }
    if all.is_empty() {
        let silent = if mappings.iter().all(|(_, m)| m.to.is_empty()) {
            Silence::TextDoesNotSay
        } else {
            Silence::NotPursuedHere
        };
        all.push(Pursuit {
            borne: duty.kinds.clone(),
            pursued: None,
            silent: Some(silent),
            office: own_office(holding),
            rests_on: Vec::new(),
        });
    }
    all
}

/// The mappings of the kinds that a duty bears, or of none.
fn mapped<'a>(machine: &Machine<'a>, duty: &Duty) -> Vec<(Option<KindId>, &'a Mapping)> {
    let model = machine.model;
    if duty.kinds.is_empty() {
        return model
            .mappings
            .iter()
            .filter(|m| m.from.is_empty())
            .map(|m| (None, m))
            .collect();
    }
    let of = |kind: &KindId| {
        let kind = *kind;
        let leading = model
            .mappings
            .iter()
            .filter(move |m| m.from.contains(&kind));
        leading.map(move |m| (Some(kind), m))
    };
    duty.kinds.iter().flat_map(of).collect()
}

/// The offices of the organ that answer for a kind; none is the organ itself.
fn offices(
    machine: &Machine<'_>,
    holding: &Holding,
    instance: Instance,
    kind: PursuedId,
) -> Vec<(Option<OfficeId>, Vec<InterpretationId>)> {
    if let Some(office) = own_office(holding) {
        return vec![(Some(office), Vec::new())];
    }
    let model = machine.model;
    let answering: Vec<_> = model.organs[instance.organ]
        .offices
        .iter()
        .filter(|office| model.offices[**office].answers.contains(&kind))
        .map(|office| (Some(*office), model.offices[*office].basis.rests_on.clone()))
        .collect();
    if answering.is_empty() {
        vec![(None, Vec::new())]
    } else {
        answering
    }
}

/// The office that holds the duty itself.
fn own_office(holding: &Holding) -> Option<OfficeId> {
    match holding.party {
        Party::Office(_, office) => Some(office),
        Party::Organ(_) | Party::Class(_) => None,
    }
}
