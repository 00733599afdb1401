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

use super::document::Whole;
use super::stamp::{Correction, EngineStamp, FactsStamp, Format, PolicyStamp};
use crate::attribution::{Attribution, commended};
use crate::eval::{Evaluation, Machine};
use crate::model::{Authority, Erratum, Model, Name};
use crate::source::Sources;
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

/// The assessment of what evaluation and attribution found, all of it at once.
pub fn assess(
    machine: &Machine<'_>,
    evaluation: &Evaluation,
    attribution: &Attribution,
    (sources, clauses): (&Sources, &ClausesOf),
) -> Whole {
    let names = Names::new(machine, sources, clauses);
    let commended = commended(machine, &evaluation.commendations);
    Whole {
        _format: Format,
        engine: EngineStamp::this(),
        policy: PolicyStamp::of(machine.model),
        facts: FactsStamp::default(),
        as_of: machine.facts.as_of,
        period: machine.facts.period,
        triggers: causes::triggers(&names, &evaluation.triggers, attribution),
        targets: outcomes::targets(&names, &evaluation.targets),
        reports: outcomes::reports(&names, &evaluation.reports),
        prohibitions: outcomes::prohibitions(&names, &evaluation.prohibitions),
        duties: outcomes::duties(&names, &evaluation.duties),
        findings: findings::findings(&names, &attribution.findings),
        commendations: ledger::commendations(&names, &commended),
        interpretations: ledger::interpretations(&names, &attribution.findings),
        left_out: ledger::left_out(&names, &evaluation.left_out),
    }
}

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
