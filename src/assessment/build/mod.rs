//! Numbers to names, once each part was decided.
//!
//! Passes: findings; triggers, with the findings that each cause grounds; targets, reports, prohibitions and
//! duties; commendations; interpretations; what was left out.

mod causes;
mod clauses;
mod findings;
mod ledger;
mod names;
mod needs;
mod outcomes;
mod sources;
mod values;

use super::stamp::{Correction, PolicyStamp};
use crate::model::{Authority, Erratum, Model, Name};
pub(crate) use causes::{Grounded, triggers};
pub use clauses::ClausesOf;
pub(crate) use clauses::clauses_of;
pub(crate) use findings::findings;
pub(crate) use findings::{id as finding_id, named as named_finding};
pub(crate) use ledger::commendations;
pub(crate) use ledger::{interpretations, left_out, relied_on};
pub(crate) use names::Names;
pub(crate) use needs::EXAMPLES;
pub(crate) use outcomes::one_target;
pub(crate) use outcomes::{duties, prohibitions, reports, targets};
pub(crate) use values::comparison;

impl PolicyStamp {
    /// That of a regulation, without a digest.
    pub(super) fn of(model: &Model) -> Self {
        let regulation = &model.regulation;
        let interpreted_by = regulation.interpreted_by.as_ref();
        Self {
            title: regulation.title.clone(),
            number: regulation.number.clone(),
            digest: None,
            issued: regulation.issued,
            effective: regulation.effective,
            legal_basis: regulation.legal_basis.clone(),
            interpreted_by: interpreted_by.map(|authority| authority_name(model, authority)),
            errata: regulation.errata.iter().map(correction).collect(),
        }
    }
}

/// The name of an authority.
fn authority_name(model: &Model, authority: &Authority) -> Name {
    match authority {
        Authority::Organ(organ) => model.organs[*organ].name.clone(),
        Authority::Wording(wording) => wording.clone(),
    }
}

fn correction(erratum: &Erratum) -> Correction {
    Correction {
        printed: erratum.printed.clone(),
        reads: erratum.reads.clone(),
        because: erratum.because.clone(),
    }
}
