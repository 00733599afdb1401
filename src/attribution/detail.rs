//! What is to be said of a party beyond that it answers: the kinds borne, the way up, what keeps it open, and on
//! which interpretations it rests.

use super::attributor::Attributor;
use super::finding::{CauseNote, Finding, FindingParty, FindingRole, Ground, Persons, Relation};
use super::kinds;
use super::lying::Lying;
use super::reach::{Part, Reach};
use super::sorted;
use crate::eval::{Instance, Need};
use crate::ids::{ClassId, InterpretationId};
use crate::model::{Duty, HolderRole, Holding, Party};

impl<'a> Attributor<'_, 'a> {
    /// The finding of a party.
    pub(super) fn detail(&self, part: &Part<'a>, lying: &Lying<'_, 'a>) -> Finding {
        let mut finding = self.blank(part, lying);
        match part.party {
            FindingParty::Organ(instance) => self.of_organ(&mut finding, part, instance, lying),
            FindingParty::Class(_) => finding.needs.push(Need::Actor),
        }
        finding.rests_on.extend(self.of_class(part.class));
        finding.rests_on = sorted(finding.rests_on);
        finding
    }

    /// What else is to be said of a cause, once it is known whether somebody answers for it.
    pub(super) fn note(&self, lying: &Lying<'_, '_>, reaches_no_duty: bool) -> CauseNote {
        CauseNote {
            reaches_no_duty,
            would_settle: match lying.cause.matter_open {
                true => self.would_settle(lying),
                false => Vec::new(),
            },
            actor_silent: lying.person.is_some() && self.consequence(lying).actor.is_none(),
            actor_unplaced: lying.person.is_some() && lying.origin.is_none(),
            rests_on: lying.rests_on.to_vec(),
        }
    }

    /// Duties that do not reach the cause, but might if it were known what it is about.
    fn would_settle(&self, lying: &Lying<'_, '_>) -> Vec<crate::ids::DutyId> {
        let mut all = Vec::new();
        for duty in self.machine.model.duties.values() {
            let narrower = |holding: &Holding| {
                let reach = self.reach(duty, holding, &lying.cause.matters);
                reach.is_none() && self.narrower(duty, holding, lying)
            };
            all.extend(duty.holders.iter().any(narrower).then_some(duty.id));
        }
        all
    }

    /// Whether the duty is on a matter strictly inside one of the cause's, and held there or above.
    fn narrower(&self, duty: &Duty, holding: &Holding, lying: &Lying<'_, '_>) -> bool {
        if !self.inside(duty, holding, lying) {
            return false;
        }
        match holding.party {
            Party::Organ(organ) | Party::Office(organ, _) => {
                !self.instances(organ, lying).is_empty()
            }
            Party::Class(class) => {
                let members = self.machine.model.classes[class].members.iter();
                let mut held = members.map(|organ| self.instances(*organ, lying));
                held.any(|instances| !instances.is_empty())
            }
        }
    }

    fn of_organ(
        &self,
        finding: &mut Finding,
        part: &Part<'a>,
        instance: Instance,
        lying: &Lying<'_, 'a>,
    ) {
        let machine = self.machine;
        let consequence = self.consequence(lying);
        let needs = self.lacking(lying, (part.reach.duty.id, instance));
        finding.needs = needs.into_iter().collect();
        finding.rests_on.extend(&consequence.gate_rests_on);
        finding.office = part.office;
        finding.pursued = part.pursued;
        finding.distance = self.distance(lying, instance);
        finding.path = self.path(lying, instance);
        for hop in &finding.path {
            if let Relation::Organs(organ) = hop.relation {
                let basis = &machine.model.organs[organ].basis;
                finding.rests_on.extend(&basis.rests_on);
            }
        }
        let scope = machine.model.scope.as_ref();
        finding.scope_doubt = scope.is_some_and(|scope| !scope.covered.contains(&instance.organ));
        if part.is_actor {
            finding.role = FindingRole::Actor;
            finding.borne = Vec::new();
            finding.persons = lying
                .person
                .map_or(Persons::Unknown, |person| Persons::One(person.clone()));
            let rule = consequence.actor.as_ref();
            finding
                .rests_on
                .extend(rule.iter().flat_map(|rule| &rule.rests_on));
            return;
        }
        finding.persons = self.roster().map_or(Persons::Unknown, |roster| {
            roster.in_office(instance, part.office, lying.cause.date)
        });
        let reach = part.reach;
        let of = (reach.duty, reach.holding);
        let pursuit = kinds::pursuit(machine, of, (part.pursued, part.office));
        finding.borne = pursuit.borne;
        finding.silent = pursuit.silent;
        finding.rests_on.extend(pursuit.rests_on);
        finding.with = self.joint(reach, instance, lying);
    }

    /// The others who hold the duty as one with this organ, at the cause's unit or above.
    fn joint(&self, reach: Reach<'_>, instance: Instance, lying: &Lying<'_, '_>) -> Vec<Instance> {
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

    /// Interpretations behind a class.
    fn of_class(&self, class: Option<ClassId>) -> &'a [InterpretationId] {
        let classes = &self.machine.model.classes;
        let class = class.and_then(|class| classes.row(class));
        class.map_or(&[], |class| &class.basis.rests_on)
    }

    fn blank(&self, part: &Part<'a>, lying: &Lying<'_, 'a>) -> Finding {
        let model = self.machine.model;
        let Part { reach, status, .. } = *part;
        let mut rests_on = lying.rests_on.to_vec();
        rests_on.extend(&reach.duty.basis.rests_on);
        rests_on.extend(&self.consequence(lying).basis.rests_on);
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
            party: part.party,
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
