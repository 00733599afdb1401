//! Which duties reach a cause, and who holds them there or above.

use super::attributor::Attributor;
use super::finding::{
    CauseNote, Finding, FindingParty, FindingRole, FindingStatus, Ground, Persons,
};
use super::gate::Passed;
use super::kinds::Pursuit;
use super::lying::Lying;
use super::{gate, kinds, sorted};
use crate::eval::{Cause, Instance, Need, Needs};
use crate::ids::{ClassId, ConsequenceId, MatterId, OrganId, TriggerId};
use crate::model::{Duty, HolderRole, Holding, Party};

/// A duty that reaches a cause through one of its holders.
#[derive(Clone, Copy)]
pub(super) struct Reach<'a> {
    duty: &'a Duty,
    holding: &'a Holding,
    matter: MatterId,
    pub(super) duty_matter: MatterId,
}

impl<'m, 'a> Attributor<'m, 'a> {
    /// The findings of one cause, before merging.
    pub(super) fn cause(
        &mut self,
        trigger: TriggerId,
        index: usize,
        cause: &Cause,
        note: &mut CauseNote,
    ) -> Vec<Finding> {
        let model = self.machine.model;
        let consequence = model.triggers[trigger].consequence;
        let lying = self.lying(trigger, index, cause, note);
        let mut findings = Vec::new();
        for duty in model.duties.values() {
            for holding in &duty.holders {
                let reach = self.reach(duty, holding, &cause.matters);
                match (reach, holding.party) {
                    (Some(reach), Party::Class(class)) => {
                        findings.extend(self.class(reach, class, &lying, consequence));
                    }
                    (Some(reach), Party::Organ(organ) | Party::Office(organ, _)) => {
                        for instance in self.instances(organ, &lying) {
                            findings.extend(self.holder(reach, instance, &lying, consequence));
                        }
                    }
                    (None, _) => {
                        if cause.matter_open && self.narrower(duty, holding, &lying) {
                            note.would_settle.push(duty.id);
                        }
                    }
                }
            }
        }
        note.would_settle.dedup();
        if lying.person.is_some() && model.consequences[consequence].actor.is_none() {
            note.actor_silent = true;
        }
        note.actor_unplaced = lying.person.is_some() && lying.from_actor.is_none();
        findings
    }

    /// The cause's matter that this holder's part of the duty contains.
    pub(super) fn reach<'d>(
        &self,
        duty: &'d Duty,
        holding: &'d Holding,
        matters: &[MatterId],
    ) -> Option<Reach<'d>> {
        let own = holding
            .component
            .as_ref()
            .map_or(&duty.matters[..], std::slice::from_ref);
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
    pub(super) fn inside(&self, duty: &Duty, holding: &Holding, lying: &Lying<'_>) -> bool {
        let own = holding
            .component
            .as_ref()
            .map_or(&duty.matters[..], std::slice::from_ref);
        let inside = |matter: &MatterId| {
            let of = |own: &MatterId| own != matter && self.machine.matter_within(*own, *matter);
            own.iter().any(of)
        };
        lying.cause.matters.iter().any(inside)
    }

    /// Whether the duty is on a matter strictly inside one of the cause's, and held there or above.
    fn narrower(&self, duty: &Duty, holding: &Holding, lying: &Lying<'_>) -> bool {
        if !self.inside(duty, holding, lying) {
            return false;
        }
        match holding.party {
            Party::Organ(organ) | Party::Office(organ, _) => {
                !self.instances(organ, lying).is_empty()
            }
            Party::Class(class) => {
                let members = &self.machine.model.classes[class].members;
                members
                    .iter()
                    .any(|organ| !self.instances(*organ, lying).is_empty())
            }
        }
    }

    /// The instances of an organ at the cause's unit or above it, nearest first.
    pub(super) fn instances(&self, organ: OrganId, lying: &Lying<'_>) -> Vec<Instance> {
        let facts = self.machine.facts;
        let row = &self.machine.model.organs[organ];
        if row.levels.is_empty() {
            let instance = Instance { organ, unit: None };
            return if lying.distance(instance).is_some() {
                vec![instance]
            } else {
                Vec::new()
            };
        }
        let Some(unit) = lying.cause.unit else {
            let above = |instance: &Instance| lying.distance(*instance).is_some();
            let anywhere = row
                .levels
                .iter()
                .flat_map(|level| self.machine.units_of(*level));
            let instances = anywhere.map(|unit| Instance {
                organ,
                unit: Some(*unit),
            });
            return instances.filter(above).collect();
        };
        facts
            .around_at(unit, &row.levels)
            .map(|unit| Instance {
                organ,
                unit: Some(unit),
            })
            .collect()
    }

    /// Members of a class: only the actor's organ and those above it. Without an actor, the class in one entry.
    fn class(
        &self,
        reach: Reach<'_>,
        class: ClassId,
        lying: &Lying<'_>,
        consequence: ConsequenceId,
    ) -> Vec<Finding> {
        let row = &self.machine.model.classes[class];
        let Some((organ, ladder)) = &lying.from_actor else {
            let reached = |organ: &OrganId| !self.instances(*organ, lying).is_empty();
            if !row.members.iter().any(reached) {
                return Vec::new();
            }
            return vec![self.open_class(reach, class, lying)];
        };
        let mut findings = Vec::new();
        for member in &row.members {
            for instance in self.instances(*member, lying) {
                if instance == *organ || ladder.distance(instance).is_some() {
                    let mut of_member = self.holder(reach, instance, lying, consequence);
                    for finding in &mut of_member {
                        finding.rests_on.extend(&row.basis.rests_on);
                        finding.rests_on = sorted(std::mem::take(&mut finding.rests_on));
                    }
                    findings.extend(of_member);
                }
            }
        }
        findings
    }

    fn open_class(&self, reach: Reach<'_>, class: ClassId, lying: &Lying<'_>) -> Finding {
        let status = FindingStatus::Undetermined;
        let mut finding = self.blank(reach, FindingParty::Class(class), status, lying);
        finding.needs.push(Need::Actor);
        finding
            .rests_on
            .extend(&self.machine.model.classes[class].basis.rests_on);
        finding.rests_on = sorted(finding.rests_on);
        finding
    }

    /// The findings of one holder: one for each kind pursued and office, and one for a personal actor of its own.
    fn holder(
        &self,
        reach: Reach<'_>,
        instance: Instance,
        lying: &Lying<'_>,
        consequence: ConsequenceId,
    ) -> Vec<Finding> {
        let machine = self.machine;
        let row = &machine.model.consequences[consequence];
        let near = row.level_by_level || instance.unit == lying.cause.unit;
        let duty_applies = machine.holds(
            machine.program.duties[reach.duty.id].applies,
            machine.at_instance(instance),
        );
        if !near || machine.excluded(instance.organ) || duty_applies == Some(false) {
            return Vec::new();
        }
        let mut passed = gate::passed(
            machine,
            self.discharges(),
            consequence,
            reach.duty.id,
            instance,
            lying.cause,
        );
        if duty_applies.is_none() {
            let mut needs = Needs::new();
            machine.condition_needs(
                machine.program.duties[reach.duty.id].applies,
                machine.at_instance(instance),
                &mut needs,
            );
            passed = Passed {
                status: FindingStatus::Undetermined,
                ..passed
            };
            passed.needs.extend(needs);
        }
        let mut findings = Vec::new();
        for pursuit in kinds::pursuits(machine, reach.duty, reach.holding, instance, row) {
            findings.push(self.finding(reach, instance, lying, &passed, pursuit));
        }
        findings.extend(self.personal(reach, instance, lying, &passed, consequence));
        findings
    }

    fn finding(
        &self,
        reach: Reach<'_>,
        instance: Instance,
        lying: &Lying<'_>,
        passed: &Passed,
        pursuit: Pursuit,
    ) -> Finding {
        let machine = self.machine;
        let mut finding = self.blank(reach, FindingParty::Organ(instance), passed.status, lying);
        finding.needs = passed.needs.iter().cloned().collect();
        finding.rests_on.extend(&passed.rests_on);
        finding.rests_on.extend(&pursuit.rests_on);
        finding.persons = self.roster().map_or(Persons::Unknown, |roster| {
            roster.in_office(instance, pursuit.office, lying.cause.date)
        });
        finding.office = pursuit.office;
        finding.borne = pursuit.borne;
        finding.pursued = pursuit.pursued;
        finding.silent = pursuit.silent;
        finding.distance = lying.distance(instance);
        finding.path = lying.path(instance);
        for hop in &finding.path {
            if let super::Relation::Organs(organ) = hop.relation {
                finding
                    .rests_on
                    .extend(&machine.model.organs[organ].basis.rests_on);
            }
        }
        finding.with = self.joint(reach, instance, lying);
        finding.scope_doubt = machine
            .model
            .scope
            .as_ref()
            .is_some_and(|scope| !scope.covered.contains(&instance.organ));
        finding.rests_on = sorted(finding.rests_on);
        finding
    }

    /// What the person who acted answers for, under a duty of the organ that the person serves in.
    fn personal(
        &self,
        reach: Reach<'_>,
        instance: Instance,
        lying: &Lying<'_>,
        passed: &Passed,
        consequence: ConsequenceId,
    ) -> Vec<Finding> {
        let (Some(person), Some(rule), Some((organ, _))) = (
            &lying.person,
            &self.machine.model.consequences[consequence].actor,
            &lying.from_actor,
        ) else {
            return Vec::new();
        };
        // A duty of an office is its holder's own, not that of whoever acts in the organ.
        if *organ != instance || matches!(reach.holding.party, Party::Office(..)) {
            return Vec::new();
        }
        let pursued = rule.kinds.iter().map(|kind| {
            let pursuit = Pursuit {
                borne: Vec::new(),
                pursued: Some(*kind),
                silent: None,
                office: None,
                rests_on: rule.rests_on.clone(),
            };
            let mut finding = self.finding(reach, instance, lying, passed, pursuit);
            finding.role = FindingRole::Actor;
            finding.persons = Persons::One(person.clone());
            finding.with = Vec::new();
            finding
        });
        pursued.collect()
    }

    /// The others who hold the duty as one with this organ, at the cause's unit or above.
    fn joint(&self, reach: Reach<'_>, instance: Instance, lying: &Lying<'_>) -> Vec<Instance> {
        if reach.holding.role != HolderRole::Joint {
            return Vec::new();
        }
        let mut others = Vec::new();
        for holding in &reach.duty.holders {
            if let Party::Organ(organ) | Party::Office(organ, _) = holding.party {
                others.extend(self.instances(organ, lying));
            }
        }
        others.retain(|other| *other != instance);
        others
    }

    fn blank(
        &self,
        reach: Reach<'_>,
        party: FindingParty,
        status: FindingStatus,
        lying: &Lying<'_>,
    ) -> Finding {
        let model = self.machine.model;
        let consequence = &model.consequences[model.triggers[lying.trigger].consequence];
        let mut rests_on = lying.rests_on.clone();
        rests_on.extend(&reach.duty.basis.rests_on);
        rests_on.extend(&consequence.basis.rests_on);
        rests_on.extend(&model.matters[reach.duty_matter].basis.rests_on);
        Finding {
            status,
            act: lying.cause.act,
            unit: lying.cause.unit,
            date: lying.cause.date,
            grounds: vec![Ground {
                trigger: lying.trigger,
                cause: lying.index,
                status,
            }],
            duty: reach.duty.id,
            party,
            role: FindingRole::Holder(reach.holding.role),
            with: Vec::new(),
            office: None,
            persons: Persons::Unknown,
            borne: reach.duty.kinds.clone(),
            pursued: None,
            silent: None,
            matter: reach.matter,
            duty_matter: reach.duty_matter,
            distance: None,
            path: Vec::new(),
            needs: Vec::new(),
            scope_doubt: false,
            rests_on,
        }
    }
}
