//! From the kind borne under a duty to the kinds pursued, and the offices that answer for them.

use super::finding::Silence;
use crate::eval::{Instance, Machine};
use crate::ids::{InterpretationId, KindId, OfficeId, PursuedId};
use crate::model::{Consequence, Duty, Holding, Mapping, Party};

/// What stands behind a kind pursued of an office.
#[derive(Debug, Clone)]
pub(super) struct Pursuit {
    /// The kinds borne that lead to it; empty is unspecified.
    pub(super) borne: Vec<KindId>,
    /// Why no kind is pursued.
    pub(super) silent: Option<Silence>,
    /// Interpretations behind the mapping and the office.
    pub(super) rests_on: Vec<InterpretationId>,
}

/// Tells of every kind pursued of every office that answers for it; of none where nothing says.
pub(super) fn each_pursuit(
    machine: &Machine<'_>,
    (duty, holding): (&Duty, &Holding),
    instance: Instance,
    consequence: &Consequence,
    mut found: impl FnMut(Option<PursuedId>, Option<OfficeId>),
) {
    let reaching = &machine.program.reaching;
    let own = own_office(holding);
    let mut silent = true;
    for kind in &consequence.pursues {
        if !reaching.pursues(duty.id, *kind) {
            continue;
        }
        silent = false;
        if own.is_some() {
            found(Some(*kind), own);
            continue;
        }
        let offices = machine.model.organs[instance.organ].offices.iter();
        let answers = |office: &&OfficeId| machine.model.offices[**office].answers.contains(kind);
        let mut nobody = true;
        for office in offices.filter(answers) {
            nobody = false;
            found(Some(*kind), Some(*office));
        }
        // No office of it answers: the organ itself.
        if nobody {
            found(Some(*kind), None);
        }
    }
    if silent {
        found(None, own);
    }
}

/// What stands behind a kind pursued of an office, or behind there being none.
pub(super) fn pursuit(
    machine: &Machine<'_>,
    (duty, holding): (&Duty, &Holding),
    (pursued, office): (Option<PursuedId>, Option<OfficeId>),
) -> Pursuit {
    let mappings = mapped(machine, duty);
    let Some(kind) = pursued else {
        let silent = if mappings.iter().all(|(_, m)| m.to.is_empty()) {
            Silence::TextDoesNotSay
        } else {
            Silence::NotPursuedHere
        };
        return Pursuit {
            borne: duty.kinds.clone(),
            silent: Some(silent),
            rests_on: Vec::new(),
        };
    };
    let leading = || mappings.iter().filter(|(_, m)| m.to.contains(&kind));
    let mut borne: Vec<KindId> = leading().filter_map(|(borne, _)| *borne).collect();
    borne.dedup();
    let of_mappings = leading().flat_map(|(_, m)| &m.basis.rests_on);
    let answering = office.filter(|_| own_office(holding).is_none());
    let offices = &machine.model.offices;
    let of_office = answering.map_or(&[][..], |office| &offices[office].basis.rests_on);
    Pursuit {
        borne,
        silent: None,
        rests_on: of_mappings.chain(of_office).copied().collect(),
    }
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

/// The office that holds the duty itself.
fn own_office(holding: &Holding) -> Option<OfficeId> {
    match holding.party {
        Party::Office(_, office) => Some(office),
        Party::Organ(_) | Party::Class(_) => None,
    }
}
