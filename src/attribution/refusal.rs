//! Why a party is, or is not, among those who answer for a cause: asked only by explanations.
//!
//! It asks the very questions that `reach` asks, in the same order, and adds none of its own.

use super::attributor::Attributor;
use super::gate;
use super::lying::Lying;
use crate::eval::{Cause, Instance, Machine, Need, Needs};
use crate::ids::{ClassId, DutyId, MatterId, OrganId, TriggerId};
use crate::model::{Duty, Holding, Party};

/// A duty that a party holds, and what becomes of it for a cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyAnswer {
    /// The duty.
    pub duty: DutyId,
    /// The class through which the party holds it.
    pub class: Option<ClassId>,
    /// The matter that it is on, nearest to that of the cause.
    pub matter: Option<MatterId>,
    /// Why nothing follows from it; `None` where a finding does.
    pub refusal: Option<Refusal>,
}

/// Why a duty of a party has no finding for a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// It is on a matter strictly inside that of the cause.
    NarrowerMatter,
    /// It is on another matter.
    OtherMatter,
    /// The organ's instance is neither at the cause's unit nor above it.
    NotAbove,
    /// It is held by every member of a class, and the facts do not tell who acted.
    ActorUnknown,
    /// It is held by every member of a class, and this one is neither the actor's organ nor above it.
    NotAboveActor,
    /// The consequence does not go level by level, and the organ is not at the cause's unit.
    NotLevelByLevel,
    /// The policy excludes the organ.
    Excluded,
    /// The duty does not apply there.
    DutyDoesNotApply,
}

/// What the gate says of a party to a duty, asked again for an explanation.
#[derive(Debug, Clone)]
pub struct GateAnswer {
    /// How sure it makes a finding.
    pub status: super::FindingStatus,
    /// What is missing.
    pub needs: Vec<Need>,
}

/// Asks cause after cause, remembering the ways up.
pub struct Asking<'m, 'a>(Attributor<'m, 'a>);

impl<'m, 'a> Asking<'m, 'a> {
    /// Nothing asked yet.
    pub fn new(machine: &'m Machine<'a>) -> Self {
        Self(Attributor::new(machine))
    }

    /// What becomes of every duty that a party holds, for one cause, in the order declared.
    pub fn answers(
        &self,
        trigger: TriggerId,
        index: usize,
        cause: &Cause,
        party: Instance,
    ) -> Vec<DutyAnswer> {
        let lying = self.0.lying(trigger, index, cause, &[]);
        let machine = self.0.machine;
        let mut all = Vec::new();
        for duty in machine.model.duties.values() {
            for holding in &duty.holders {
                if let Some(class) = held_by(machine, holding, party.organ) {
                    all.push(self.0.answer(duty, holding, class, &lying, party));
                }
            }
        }
        all
    }
}

/// The gate of a trigger's consequence, for a party to a duty.
pub fn gate_answer(
    machine: &Machine<'_>,
    trigger: TriggerId,
    duty: DutyId,
    party: Instance,
    cause: &Cause,
) -> GateAnswer {
    let consequence = machine.model.triggers[trigger].consequence;
    let discharges = gate::Discharges::of(machine.facts);
    let mut needs = Needs::new();
    let status = gate::passed(
        machine,
        discharges.as_ref(),
        consequence,
        (duty, party),
        cause,
        Some(&mut needs),
    );
    GateAnswer {
        status,
        needs: needs.into_iter().collect(),
    }
}

/// Whether an organ holds this part of a duty, and through which class.
fn held_by(machine: &Machine<'_>, holding: &Holding, organ: OrganId) -> Option<Option<ClassId>> {
    match holding.party {
        Party::Organ(holder) | Party::Office(holder, _) => (holder == organ).then_some(None),
        Party::Class(class) => {
            let members = &machine.model.classes[class].members;
            members.contains(&organ).then_some(Some(class))
        }
    }
}

impl Attributor<'_, '_> {
    fn answer(
        &self,
        duty: &Duty,
        holding: &Holding,
        class: Option<ClassId>,
        lying: &Lying<'_, '_>,
        party: Instance,
    ) -> DutyAnswer {
        let reach = self.reach(duty, holding, &lying.cause.matters);
        let own = holding.component.or_else(|| duty.matters.first().copied());
        let refusal = match &reach {
            Some(_) => self.refusal(duty, class, lying, party),
            None if self.inside(duty, holding, lying) => Some(Refusal::NarrowerMatter),
            None => Some(Refusal::OtherMatter),
        };
        DutyAnswer {
            duty: duty.id,
            class,
            matter: reach.map(|reach| reach.duty_matter).or(own),
            refusal,
        }
    }

    fn refusal(
        &self,
        duty: &Duty,
        class: Option<ClassId>,
        lying: &Lying<'_, '_>,
        party: Instance,
    ) -> Option<Refusal> {
        let machine = self.machine;
        if !self.instances(party.organ, lying).contains(&party) {
            return Some(Refusal::NotAbove);
        }
        if class.is_some() {
            match lying.origin {
                None => return Some(Refusal::ActorUnknown),
                Some(organ) if !self.is_above(lying, organ, party) => {
                    return Some(Refusal::NotAboveActor);
                }
                Some(_) => {}
            }
        }
        let row = &machine.model.triggers[lying.trigger];
        let consequence = &machine.model.consequences[row.consequence];
        if !consequence.level_by_level && party.unit != lying.cause.unit {
            return Some(Refusal::NotLevelByLevel);
        }
        if machine.excluded(party.organ) {
            return Some(Refusal::Excluded);
        }
        let applies = machine.program.duties[duty.id].applies;
        let applies = machine.holds(applies, machine.at_instance(party));
        (applies == Some(false)).then_some(Refusal::DutyDoesNotApply)
    }
}
