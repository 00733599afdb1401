//! Which duties reach a cause, who holds them there or above, and what is pursued of them.
//!
//! It tells of each party what it takes to name who answers, and builds nothing; `detail` adds the rest.

use super::attributor::Attributor;
use super::finding::{FindingParty, FindingStatus};
use super::gate;
use super::kinds;
use super::lying::Lying;
use crate::arena::Id;
use crate::eval::{Instance, Need, Needs};
use crate::ids::{ClassId, DutyId, MatterId, OfficeId, OrganId, PursuedId};
use crate::model::{Consequence, Duty, Holding, Party};
use crate::program::{Reached, own_matters};

/// A duty that reaches a cause through one of its holders.
#[derive(Clone, Copy)]
pub(super) struct Reach<'a> {
    pub(super) duty: &'a Duty,
    pub(super) holding: &'a Holding,
    pub(super) matter: MatterId,
    pub(super) duty_matter: MatterId,
}

/// A party that answers for a cause under a duty, before those that are one are joined.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) reach: Reach<'a>,
    pub(super) party: FindingParty,
    /// The class through which it holds the duty.
    pub(super) class: Option<ClassId>,
    /// Whether it is the person who acted.
    pub(super) is_actor: bool,
    pub(super) office: Option<OfficeId>,
    pub(super) pursued: Option<PursuedId>,
    pub(super) status: FindingStatus,
}

impl<'a> Attributor<'_, 'a> {
    /// Tells of everyone who answers for a cause, in the order of duties, holders and kinds.
    pub(super) fn each_part(&self, lying: &Lying<'_, 'a>, mut found: impl FnMut(Part<'a>)) {
        let machine = self.machine;
        let mut found = |part: Part<'a>| {
            if !machine.exhausted() {
                found(part);
            }
        };
        self.each_reaching(&lying.cause.matters, |reach| {
            // Once the steps are used up, whatever else reaches is not looked at.
            if !machine.charge(1) {
                return;
            }
            match reach.holding.party {
                Party::Class(class) => self.class(reach, class, lying, &mut found),
                Party::Organ(organ) | Party::Office(organ, _) => {
                    self.each_instance(organ, lying, &mut |instance| {
                        self.holder(reach, None, instance, lying, &mut found);
                    });
                }
            }
        });
    }

    /// Tells of every duty that reaches one of these matters: the first of them that a holder's part contains.
    pub(super) fn each_reaching(&self, matters: &[MatterId], mut each: impl FnMut(Reach<'a>)) {
        let (model, reaching) = (self.machine.model, &self.machine.program.reaching);
        let mut tell = |matter: MatterId, reached: &Reached| {
            let duty = &model.duties[reached.duty];
            let holding = duty.holders.get(reached.holding as usize);
            if let Some(holding) = holding {
                each(Reach {
                    duty,
                    holding,
                    matter,
                    duty_matter: reached.matter,
                });
            }
        };
        if let [matter] = matters {
            let all = reaching.to(*matter).iter();
            return all.for_each(|reached| tell(*matter, reached));
        }
        let places = matters.iter().enumerate();
        let of = |(place, matter): (usize, &MatterId)| {
            let (matter, all) = (*matter, reaching.to(*matter).iter());
            all.map(move |reached| (reached, place, matter))
        };
        let mut all: Vec<(&Reached, usize, MatterId)> = places.flat_map(of).collect();
        all.sort_by_key(|(reached, place, _)| (reached.duty.index(), reached.holding, *place));
        all.dedup_by_key(|(reached, ..)| (reached.duty, reached.holding));
        for (reached, _, matter) in all {
            tell(matter, reached);
        }
    }

    /// The cause's matter that this holder's part of the duty contains.
    pub(super) fn reach<'d>(
        &self,
        duty: &'d Duty,
        holding: &'d Holding,
        matters: &[MatterId],
    ) -> Option<Reach<'d>> {
        let own = own_matters(duty, holding);
        matters.iter().find_map(|matter| {
            let around = |own: &&MatterId| self.machine.matter_within(*matter, **own);
            let duty_matter = *own.iter().find(around)?;
            Some(Reach {
                duty,
                holding,
                matter: *matter,
                duty_matter,
            })
        })
    }

    /// Whether the duty is on a matter strictly inside one of the cause's.
    pub(super) fn inside(&self, duty: &Duty, holding: &Holding, lying: &Lying<'_, '_>) -> bool {
        let own = own_matters(duty, holding);
        let inside = |matter: &MatterId| {
            let of = |own: &MatterId| own != matter && self.machine.matter_within(*own, *matter);
            own.iter().any(of)
        };
        lying.cause.matters.iter().any(inside)
    }

    /// The instances of an organ at the cause's unit or above it, nearest first.
    pub(super) fn instances(&self, organ: OrganId, lying: &Lying<'_, '_>) -> Vec<Instance> {
        let mut all = Vec::new();
        self.each_instance(organ, lying, &mut |instance| all.push(instance));
        all
    }

    /// Tells of the instances of an organ at the cause's unit or above it, nearest first.
    fn each_instance(&self, organ: OrganId, lying: &Lying<'_, '_>, each: &mut dyn FnMut(Instance)) {
        let row = &self.machine.model.organs[organ];
        if row.levels.is_empty() {
            let instance = Instance { organ, unit: None };
            if self.distance(lying, instance).is_some() {
                each(instance);
            }
            return;
        }
        let at = |unit| Instance {
            organ,
            unit: Some(unit),
        };
        match lying.cause.unit {
            Some(unit) => {
                let around = self.machine.facts.around_at(unit, &row.levels);
                around.for_each(|unit| each(at(unit)));
            }
            None => {
                let levels = row.levels.iter();
                let anywhere = levels.flat_map(|level| self.machine.units_of(*level));
                let above = anywhere.map(|unit| at(*unit));
                above
                    .filter(|instance| self.distance(lying, *instance).is_some())
                    .for_each(each);
            }
        }
    }

    /// Members of a class: only the actor's organ and those above it. Without an actor, the class in one entry.
    fn class(
        &self,
        reach: Reach<'a>,
        class: ClassId,
        lying: &Lying<'_, 'a>,
        found: &mut dyn FnMut(Part<'a>),
    ) {
        let members = &self.machine.model.classes[class].members;
        let Some(origin) = lying.origin else {
            let might =
                |instance: &Instance| self.might_answer(reach, *instance, lying) != Some(false);
            let reached = |organ: &OrganId| self.instances(*organ, lying).iter().any(might);
            if members.iter().any(reached) {
                found(Part {
                    reach,
                    party: FindingParty::Class(class),
                    class: Some(class),
                    is_actor: false,
                    office: None,
                    pursued: None,
                    status: FindingStatus::Undetermined,
                });
            }
            return;
        };
        for member in members {
            self.each_instance(*member, lying, &mut |instance| {
                if self.is_above(lying, origin, instance) {
                    self.holder(reach, Some(class), instance, lying, found);
                }
            });
        }
    }

    /// One holder: for each kind pursued and office, and for a personal actor of its own.
    fn holder(
        &self,
        reach: Reach<'a>,
        class: Option<ClassId>,
        instance: Instance,
        lying: &Lying<'_, 'a>,
        found: &mut dyn FnMut(Part<'a>),
    ) {
        let machine = self.machine;
        let consequence = self.consequence(lying);
        let applies = self.might_answer(reach, instance, lying);
        if applies == Some(false) {
            return;
        }
        let of = (reach.duty.id, instance);
        let part = Part {
            reach,
            party: FindingParty::Organ(instance),
            class,
            is_actor: false,
            office: None,
            pursued: None,
            status: match applies {
                Some(_) => self.gate(lying, of, None),
                None => self.open(lying, of),
            },
        };
        kinds::each_pursuit(
            machine,
            (reach.duty, reach.holding),
            instance,
            consequence,
            |pursued, office| {
                found(Part {
                    pursued,
                    office,
                    ..part
                });
            },
        );
        self.personal(part, instance, lying, found);
    }

    /// Whether an organ can answer for a cause under a duty at all: near enough, not excluded, and the duty applies.
    fn might_answer(
        &self,
        reach: Reach<'a>,
        instance: Instance,
        lying: &Lying<'_, 'a>,
    ) -> Option<bool> {
        let machine = self.machine;
        let near = self.consequence(lying).level_by_level || instance.unit == lying.cause.unit;
        if !near || machine.excluded(instance.organ) {
            return Some(false);
        }
        let applies = machine.program.duties[reach.duty.id].applies;
        machine.holds(applies, machine.at_instance(instance))
    }

    /// What keeps a party open of whom it is not known whether the duty applies: determinations alone, or facts too.
    fn open(&self, lying: &Lying<'_, 'a>, of: (DutyId, Instance)) -> FindingStatus {
        let needs = self.lacking(lying, of);
        if !needs.is_empty() && needs.iter().all(Need::is_determination) {
            FindingStatus::AwaitingDetermination
        } else {
            FindingStatus::Undetermined
        }
    }

    /// What is missing to be sure of a party: for its gate, and to know whether the duty applies.
    pub(super) fn lacking(&self, lying: &Lying<'_, '_>, of: (DutyId, Instance)) -> Needs {
        let machine = self.machine;
        let mut needs = Needs::new();
        self.gate(lying, of, Some(&mut needs));
        let applies = machine.program.duties[of.0].applies;
        machine.condition_needs(applies, machine.at_instance(of.1), &mut needs);
        needs
    }

    /// What the person who acted answers for, under a duty of the organ that the person serves in.
    fn personal(
        &self,
        part: Part<'a>,
        instance: Instance,
        lying: &Lying<'_, 'a>,
        found: &mut dyn FnMut(Part<'a>),
    ) {
        let rule = self.consequence(lying).actor.as_ref();
        let (Some(_), Some(rule)) = (lying.person, rule) else {
            return;
        };
        // A duty of an office is its holder's own, not that of whoever acts in the organ.
        let of_office = matches!(part.reach.holding.party, Party::Office(..));
        if lying.origin != Some(instance) || of_office {
            return;
        }
        for kind in &rule.kinds {
            found(Part {
                is_actor: true,
                pursued: Some(*kind),
                ..part
            });
        }
    }

    /// What follows from the trigger of a cause.
    pub(super) fn consequence(&self, lying: &Lying<'_, '_>) -> &'a Consequence {
        let model = self.machine.model;
        &model.consequences[model.triggers[lying.trigger].consequence]
    }

    /// What the gate says of a party to a duty; what is missing is told to whoever wants to know.
    pub(super) fn gate(
        &self,
        lying: &Lying<'_, '_>,
        of: (DutyId, Instance),
        needs: Option<&mut Needs>,
    ) -> FindingStatus {
        let consequence = self.machine.model.triggers[lying.trigger].consequence;
        let discharges = self.discharges();
        gate::passed(
            self.machine,
            discharges,
            consequence,
            of,
            lying.cause,
            needs,
        )
    }
}
