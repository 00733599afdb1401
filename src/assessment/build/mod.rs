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

use super::document::{Assessment, EngineStamp, FactsStamp, Format, PolicyStamp};
use crate::attribution::Attribution;
use crate::eval::{Evaluation, Machine};
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
            effective: regulation.effective,
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
