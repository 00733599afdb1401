//! Why a finding is there: each step from the facts to the party, with its clause.

use serde::Serialize;

use super::facts::FactRead;
use super::proof::{Proof, proof};
use super::{Case, ExplainError};
use crate::assessment::{
    self, CauseResult, Clauses, Grounded, InterpretationTaken, Names, Need, Reliance, finding_id,
    named_finding, relied_on,
};
use crate::attribution::{
    Finding, FindingParty, FindingStatus, Ground, act_key, gate_answer, gate_frame,
};
use crate::calendar::Date;
use crate::eval::{Cause, CauseDate, Instance, Slot, trace, trace_cause};
use crate::facts::{Person, Subject};
use crate::ids::{MatterId, TriggerId};
use crate::model::{Gate, Name};

/// Why a finding is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// The finding, with the steps of its path, the persons and what is unknown.
    pub finding: assessment::Finding,
    /// What happened: each trigger that the act grounds, with the proof.
    pub causes: Vec<CauseProof>,
    /// From the matter of the cause up to that of the duty.
    pub matters: Vec<MatterStep>,
    /// When the duty applies, where the policy says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies: Option<Proof>,
    /// Which kinds borne lead to the kind pursued, and on what ground.
    pub mappings: Vec<MappingUsed>,
    /// The office that answers, and on what ground.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeUsed>,
    /// The roster's lines of the persons named.
    pub tenures: Vec<Tenure>,
    /// The interpretations relied on.
    pub interpretations: Vec<InterpretationTaken>,
}

/// Why a trigger has a cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CauseProof {
    /// The trigger.
    pub trigger: Name,
    /// Its number in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Name>,
    /// Its clauses.
    pub clauses: Clauses,
    /// The cause.
    pub cause: CauseResult,
    /// The proof of its filter and condition, or of the status that makes it one.
    pub proof: Proof,
    /// What must be shown beyond it, and whether that is.
    pub gate: GateProof,
}

/// What must be shown beyond a cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GateProof {
    /// Which kind of gate.
    pub gate: GateKind,
    /// What it makes of the finding; absent for a class of holders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<FindingStatus>,
    /// The facts that it asks for: a determination, a discharge.
    pub facts: Vec<FactRead>,
    /// Whether the facts have a list of discharges.
    pub discharges_known: bool,
    /// The proof, where the gate is a condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
    /// What is missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
}

/// Kinds of gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "there are no others")]
pub enum GateKind {
    /// The cause is enough.
    Open,
    /// The cause shows it, unless a discharge of the duty is on record.
    Presumed,
    /// A determination.
    Determined,
    /// A condition.
    Condition,
}

/// A matter on the way up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MatterStep {
    /// The matter.
    pub matter: Name,
    /// The clauses that place it.
    pub clauses: Clauses,
}

/// A mapping from kinds borne to kinds pursued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MappingUsed {
    /// Kinds borne; empty for duties that name none.
    pub from: Vec<Name>,
    /// Kinds pursued.
    pub to: Vec<Name>,
    /// Its clauses.
    pub clauses: Clauses,
    /// Interpretations that it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Reliance>,
}

/// An office that answers for a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OfficeUsed {
    /// The office.
    pub office: Name,
    /// The titles under which rosters name its holders.
    pub titles: Vec<Name>,
    /// The clauses by which it answers.
    pub clauses: Clauses,
    /// Interpretations by which it answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Reliance>,
}

/// A line of the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Tenure {
    /// The person.
    pub person: Name,
    /// The title.
    pub title: Name,
    /// First day in office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day in office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// Explains the finding at a place of the attribution.
///
/// # Errors
///
/// When there is no such finding, or a proof passes a limit.
pub fn explain_finding(case: &Case<'_, '_>, index: usize) -> Result<Explanation, ExplainError> {
    let names = Names::new(case.machine, case.sources, case.clauses);
    let grounded = Grounded::of(case.attribution);
    explained(case, &names, &grounded, index, None)
}

/// Explains every finding, in order.
///
/// # Errors
///
/// When a proof passes a limit.
pub fn explain_all(case: &Case<'_, '_>) -> Result<Vec<Explanation>, ExplainError> {
    let names = Names::new(case.machine, case.sources, case.clauses);
    let grounded = Grounded::of(case.attribution);
    let mut all: Vec<Explanation> = Vec::new();
    for index in 0..case.attribution.findings.len() {
        let last = all.last();
        all.push(explained(case, &names, &grounded, index, last)?);
    }
    Ok(all)
}

/// An explanation takes as much as so many parts of what is kept, besides its proofs.
const OVERHEAD: usize = 100;

fn explained(
    case: &Case<'_, '_>,
    names: &Names<'_, '_>,
    grounded: &Grounded,
    index: usize,
    last: Option<&Explanation>,
) -> Result<Explanation, ExplainError> {
    let findings = &case.attribution.findings;
    let finding = findings.get(index).ok_or(ExplainError::NoSuchFinding)?;
    let before = index.checked_sub(1).and_then(|index| findings.get(index));
    let mut causes = Vec::new();
    for ground in &finding.grounds {
        let cause = case
            .cause(ground.trigger, ground.cause)
            .ok_or(ExplainError::NoSuchFinding)?;
        let place = (ground.trigger, ground.cause);
        // Findings of one cause follow each other, and have its proof in common.
        let same = |other: &Ground| (other.trigger, other.cause) == place;
        let known = before.and_then(|before| before.grounds.iter().position(same));
        let known = last.zip(known).and_then(|(last, at)| last.causes.get(at));
        causes.push(match known {
            Some(known) => CauseProof {
                gate: gate(case, names, finding, ground.trigger, cause)?,
                ..known.clone()
            },
            None => cause_proof(case, names, grounded, finding, place, cause)?,
        });
    }
    let explanation = Explanation {
        causes,
        matters: matters(names, finding.matter, finding.duty_matter),
        applies: applies(case, names, finding)?,
        mappings: mappings(names, finding),
        office: office(names, finding),
        tenures: tenures(names, finding),
        interpretations: relied_on(names, finding),
        finding: named_finding(names, finding_id(index), finding),
    };
    let proofs = explanation.causes.iter().map(|cause| cause.proof.weight());
    case.machine.keep(proofs.sum::<usize>() + OVERHEAD);
    case.spent()?;
    Ok(explanation)
}

fn cause_proof(
    case: &Case<'_, '_>,
    names: &Names<'_, '_>,
    grounded: &Grounded,
    finding: &Finding,
    (trigger, place): (TriggerId, usize),
    cause: &Cause,
) -> Result<CauseProof, ExplainError> {
    let row = &names.model.triggers[trigger];
    let branch = row.branches.get(cause.branch);
    let code = names.machine.program.triggers[trigger].get(cause.branch);
    let (Some(branch), Some(code)) = (branch, code) else {
        return Err(ExplainError::NoSuchFinding);
    };
    let traced = trace_cause(
        names.machine,
        branch,
        *code,
        cause.element,
        case.limits.nodes,
    );
    let traced = traced
        .map_err(|error| case.too_large(error))?
        .ok_or(ExplainError::NoSuchFinding)?;
    Ok(CauseProof {
        trigger: row.name.clone(),
        number: row.number.clone(),
        clauses: names.clauses.triggers[trigger].clone(),
        cause: names.cause((case.attribution, grounded), (trigger, place), cause),
        proof: proof(names, &traced),
        gate: gate(case, names, finding, trigger, cause)?,
    })
}

fn gate(
    case: &Case<'_, '_>,
    names: &Names<'_, '_>,
    finding: &Finding,
    trigger: TriggerId,
    cause: &Cause,
) -> Result<GateProof, ExplainError> {
    let machine = names.machine;
    let consequence = names.model.triggers[trigger].consequence;
    let party = party(finding);
    let answer = party.map(|party| gate_answer(machine, trigger, finding.duty, party, cause));
    let needs = answer.as_ref().map(|answer| names.needs(&answer.needs));
    let mut proved = GateProof {
        gate: GateKind::Open,
        status: answer.map(|answer| answer.status),
        facts: Vec::new(),
        discharges_known: machine.facts.rest().discharges.is_some(),
        proof: None,
        needs: needs.unwrap_or_default(),
    };
    match &names.model.consequences[consequence].gate {
        Gate::Open => {}
        Gate::Presumed => {
            proved.gate = GateKind::Presumed;
            let act = act_key(machine, finding.act);
            let slot = party.map(|party| Slot::Discharge(finding.duty, party, act));
            proved.facts = slot.iter().map(|slot| names.fact(slot)).collect();
        }
        Gate::Determined(term) => {
            proved.gate = GateKind::Determined;
            let subjects =
                party.map(|party| subjects(finding, party, act_key(machine, finding.act)));
            let slots = subjects.into_iter().flatten();
            let slots = slots.map(|subject| Slot::Determination(*term, subject));
            let facts: Vec<FactRead> = slots.map(|slot| names.fact(&slot)).collect();
            // Only the one that decides; where none is there, the one that would be asked for.
            let decides = facts.iter().position(|fact| fact.value.is_some());
            let shown = decides.unwrap_or(facts.len().saturating_sub(1));
            proved.facts = facts.into_iter().skip(shown).take(1).collect();
        }
        Gate::When(_) => {
            proved.gate = GateKind::Condition;
            if let Some(op) = machine.program.consequences[consequence].gate {
                let frame = gate_frame(machine, cause);
                let traced = trace(machine, op, frame, case.limits.nodes);
                let traced = traced.map_err(|error| case.too_large(error))?;
                proved.proof = Some(proof(names, &traced));
            }
        }
    }
    Ok(proved)
}

/// What a determination about a party to a duty may be filed under: for the act, then for all acts.
fn subjects(finding: &Finding, party: Instance, act: Name) -> [Subject; 2] {
    [Some(act), None].map(|act| Subject::Duty {
        duty: finding.duty,
        organ: party.organ,
        unit: party.unit,
        act,
    })
}

fn party(finding: &Finding) -> Option<Instance> {
    match finding.party {
        FindingParty::Organ(party) => Some(party),
        FindingParty::Class(_) => None,
    }
}

fn applies(
    case: &Case<'_, '_>,
    names: &Names<'_, '_>,
    finding: &Finding,
) -> Result<Option<Proof>, ExplainError> {
    let condition = names.machine.program.duties[finding.duty].applies;
    let (Some(condition), Some(party)) = (condition, party(finding)) else {
        return Ok(None);
    };
    let frame = names.machine.at_instance(party);
    let traced = trace(names.machine, condition, frame, case.limits.nodes);
    let traced = traced.map_err(|error| case.too_large(error))?;
    Ok(Some(proof(names, &traced)))
}

/// From a matter up to the one around it.
fn matters(names: &Names<'_, '_>, from: MatterId, to: MatterId) -> Vec<MatterStep> {
    let rows = &names.model.matters;
    let mut steps = Vec::new();
    let mut at = Some(from);
    while let Some(matter) = at {
        let row = &rows[matter];
        steps.push(MatterStep {
            matter: row.name.clone(),
            clauses: names.clauses.matters[matter].clone(),
        });
        at = if matter == to { None } else { row.parent };
    }
    steps
}

/// The mappings of the kinds borne that lead to the kind pursued.
fn mappings(names: &Names<'_, '_>, finding: &Finding) -> Vec<MappingUsed> {
    let model = names.model;
    let Some(pursued) = finding.pursued else {
        return Vec::new();
    };
    if finding.role == crate::attribution::FindingRole::Actor {
        return Vec::new();
    }
    let bears = |from: &[crate::ids::KindId]| match finding.borne.as_slice() {
        [] => from.is_empty(),
        borne => from.iter().any(|kind| borne.contains(kind)),
    };
    let used = model
        .mappings
        .iter()
        .zip(&names.clauses.mappings)
        .filter(|(row, _)| row.to.contains(&pursued) && bears(&row.from));
    used.map(|(row, clauses)| MappingUsed {
        from: row
            .from
            .iter()
            .map(|id| model.kinds[*id].name.clone())
            .collect(),
        to: row
            .to
            .iter()
            .map(|id| model.pursued[*id].name.clone())
            .collect(),
        clauses: clauses.clone(),
        rests_on: names.rests_on(&row.basis.rests_on),
    })
    .collect()
}

fn office(names: &Names<'_, '_>, finding: &Finding) -> Option<OfficeUsed> {
    let office = finding.office?;
    let row = &names.model.offices[office];
    Some(OfficeUsed {
        office: row.name.clone(),
        titles: row.titles.clone(),
        clauses: names.clauses.offices[office].clone(),
        rests_on: names.rests_on(&row.basis.rests_on),
    })
}

/// The roster's lines of those named, in the organ and office of the finding and at its time.
fn tenures(names: &Names<'_, '_>, finding: &Finding) -> Vec<Tenure> {
    use crate::attribution::Persons;
    let named: &[Name] = match &finding.persons {
        Persons::One(name) => std::slice::from_ref(name),
        Persons::Several(names) => names,
        Persons::Vacant | Persons::Unknown => &[],
    };
    let (from, to) = match finding.date {
        CauseDate::On(day) => (Some(day), Some(day)),
        CauseDate::Span(from, to) => (Some(from), Some(to)),
        CauseDate::Unknown => (None, None),
    };
    let of_party = |person: &Person<'_>| {
        let party = party(finding);
        named.iter().any(|name| &**name == person.name)
            && party.is_none_or(|party| (person.organ, person.unit) == (party.organ, party.unit))
            && (finding.office.is_none() || person.office == finding.office)
            && to.is_none_or(|to| person.from.is_none_or(|start| start <= to))
            && from.is_none_or(|from| person.to.is_none_or(|end| end >= from))
    };
    let roster = names.machine.facts.persons().into_iter().flatten();
    let lines = roster.filter(of_party).map(|person| Tenure {
        person: Name::from(person.name),
        title: Name::from(person.title),
        from: person.from,
        to: person.to,
    });
    lines.collect()
}
