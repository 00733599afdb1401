//! Numbers to names, once each part was decided.
//!
//! Passes: findings; triggers, with the findings that each cause grounds; targets, reports, prohibitions and
//! duties; commendations; interpretations; what was left out.

mod causes;
mod findings;
mod ledger;
mod names;
mod needs;
mod outcomes;
mod sources;
mod values;

use super::document::{Assessment, Correction, EngineStamp, FactsStamp, Format, PolicyStamp};
use crate::attribution::Attribution;
use crate::eval::{Evaluation, Machine};
use crate::model::Erratum;
use crate::source::Sources;
pub(crate) use findings::{id as finding_id, named as named_finding};
pub(crate) use ledger::{interpretations, left_out};
pub(crate) use names::{Names, clauses_of};
pub(crate) use needs::EXAMPLES;
pub(crate) use outcomes::one_target;
pub(crate) use values::comparison;

/// The assessment of what evaluation and attribution found; `sources` are the policy's.
pub fn assess(
    machine: &Machine<'_>,
    evaluation: &Evaluation,
    attribution: &Attribution,
    sources: &Sources,
) -> Assessment {
    let names = Names::new(machine, sources);
    let regulation = &machine.model.regulation;
    Assessment {
        format: Format,
        engine: EngineStamp::this(),
        policy: PolicyStamp {
            title: regulation.title.clone(),
            number: regulation.number.clone(),
            digest: None,
            issued: regulation.issued,
            effective: regulation.effective,
            legal_basis: regulation.legal_basis.clone(),
            interpreted_by: regulation
                .interpreted_by
                .as_ref()
                .map(|authority| names.authority(authority)),
            errata: regulation.errata.iter().map(correction).collect(),
        },
        facts: FactsStamp::default(),
        as_of: machine.facts.as_of,
        period: machine.facts.period,
        triggers: causes::triggers(&names, evaluation, attribution),
        targets: outcomes::targets(&names, &evaluation.targets),
        reports: outcomes::reports(&names, &evaluation.reports),
        prohibitions: outcomes::prohibitions(&names, &evaluation.prohibitions),
        duties: outcomes::duties(&names, &evaluation.duties),
        findings: findings::findings(&names, &attribution.findings),
        commendations: ledger::commendations(&names, &attribution.commended),
        interpretations: ledger::interpretations(&names, &attribution.findings),
        left_out: ledger::left_out(&names, &evaluation.left_out),
    }
}

fn correction(erratum: &Erratum) -> Correction {
    Correction {
        printed: erratum.printed.clone(),
        reads: erratum.reads.clone(),
        because: erratum.because.clone(),
    }
}
