//! Where a cause lies, and the ways up from there.
//!
//! Only organs with a part in the matter stand on the way: the holders of duties that reach the cause, and the
//! organs that the policy puts above them. An uninvolved office of the same unit is no step.

use std::cell::OnceCell;
use std::rc::Rc;

use super::attributor::Attributor;
use super::finding::{Hop, Place};
use super::ladder::Ladder;
use crate::eval::{Cause, Element, Instance};
use crate::facts::Actor;
use crate::ids::{InterpretationId, OrganId, TriggerId};
use crate::model::{Name, Party};

/// A cause with what every duty asks of it.
pub(super) struct Lying<'c, 'a> {
    pub(super) trigger: TriggerId,
    pub(super) index: usize,
    pub(super) cause: &'c Cause,
    /// The organ where it lies, where the facts tell one.
    pub(super) origin: Option<Instance>,
    /// The person who acted.
    pub(super) person: Option<&'a Name>,
    /// Interpretations that the cause rests on.
    pub(super) rests_on: &'c [InterpretationId],
    /// The ways up, once somebody asks for them.
    ways: OnceCell<Ways>,
}

/// Ways up.
struct Ways {
    /// From the organ where the cause lies.
    from_organ: Option<Rc<Ladder>>,
    /// From the unit.
    from_unit: Option<Rc<Ladder>>,
}

impl<'a> Attributor<'_, 'a> {
    pub(super) fn lying<'c>(
        &self,
        trigger: TriggerId,
        index: usize,
        cause: &'c Cause,
        rests_on: &'c [InterpretationId],
    ) -> Lying<'c, 'a> {
        let facts = self.machine.facts;
        let actor = cause
            .actor
            .and_then(|actor| facts.rest().actors.get(actor as usize));
        let person = match actor {
            Some(Actor::Person(name)) => Some(name),
            _ => None,
        };
        Lying {
            trigger,
            index,
            cause,
            origin: self.origin(cause, actor),
            person,
            rests_on,
            ways: OnceCell::new(),
        }
    }

    /// Steps from the organ where the cause lies; from the unit for organs that are not above that one.
    pub(super) fn distance(&self, lying: &Lying<'_, '_>, instance: Instance) -> Option<u32> {
        self.way_to(lying, instance)?.distance(instance)
    }

    /// The steps to an organ.
    pub(super) fn path(&self, lying: &Lying<'_, '_>, instance: Instance) -> Vec<Hop> {
        let way = self.way_to(lying, instance);
        way.map(|ladder| ladder.path(instance)).unwrap_or_default()
    }

    /// The way that leads to an organ. A body outside the units is reached through the organs under it alone, so
    /// that where none of them has another part in the matter, they have this one.
    fn way_to(&self, lying: &Lying<'_, '_>, instance: Instance) -> Option<Rc<Ladder>> {
        let ways = self.ways(lying);
        let leads_there = |ladder: &&Rc<Ladder>| ladder.distance(instance).is_some();
        let ladders = [&ways.from_organ, &ways.from_unit];
        let direct = ladders.into_iter().flatten().find(leads_there);
        if direct.is_some() || instance.unit.is_some() {
            return direct.map(Rc::clone);
        }
        let mut involved = self.involved(lying.cause, lying.origin).to_vec();
        involved.extend(self.organs_under(instance.organ));
        involved.sort_unstable();
        involved.dedup();
        let ladder = self.ladder(Place::Unit(lying.cause.unit?), &involved.into());
        Some(ladder).filter(|ladder| leads_there(&ladder))
    }

    /// Every organ that stands under an organ, directly or through others.
    fn organs_under(&self, organ: OrganId) -> Vec<OrganId> {
        let organs = &self.machine.model.organs;
        let mut under = vec![organ];
        let mut next = 0;
        while let Some(above) = under.get(next).copied() {
            next += 1;
            for (id, row) in organs.iter() {
                if row.superiors.contains(&above) && !under.contains(&id) {
                    under.push(id);
                }
            }
        }
        under
    }

    /// Whether an organ is the one where the cause lies, or stands above it.
    pub(super) fn is_above(
        &self,
        lying: &Lying<'_, '_>,
        origin: Instance,
        organ: Instance,
    ) -> bool {
        let ladder = || self.ways(lying).from_organ.as_ref()?.distance(organ);
        origin == organ || ladder().is_some()
    }

    fn ways<'l>(&self, lying: &'l Lying<'_, '_>) -> &'l Ways {
        lying.ways.get_or_init(|| {
            let involved = self.involved(lying.cause, lying.origin);
            let ladder = |start| self.ladder(start, &involved);
            Ways {
                from_organ: lying.origin.map(|organ| ladder(Place::Organ(organ))),
                from_unit: lying.cause.unit.map(|unit| ladder(Place::Unit(unit))),
            }
        })
    }

    /// The organ where the cause lies, if the facts tell: the actor's, or the one that failed itself.
    fn origin(&self, cause: &Cause, actor: Option<&Actor>) -> Option<Instance> {
        match (actor, cause.element) {
            (Some(Actor::Person(name)), _) => self.roster()?.organ_of(name, cause.date),
            (Some(Actor::Organ(organ, unit) | Actor::Office(organ, _, unit)), _) => {
                Some(Instance {
                    organ: *organ,
                    unit: *unit,
                })
            }
            (None, Element::Report(_, holder, _) | Element::Duty(_, holder)) => Some(holder),
            (None, _) => None,
        }
    }

    /// The organs with a part in the matter. Members of a class have one where the actor's organ is known.
    fn involved(&self, cause: &Cause, origin: Option<Instance>) -> Rc<[OrganId]> {
        let model = self.machine.model;
        let mut organs: Vec<OrganId> = origin.iter().map(|origin| origin.organ).collect();
        self.each_reaching(&cause.matters, |reach| match reach.holding.party {
            Party::Organ(organ) | Party::Office(organ, _) => organs.push(organ),
            Party::Class(class) if origin.is_some() => {
                organs.extend(&model.classes[class].members);
            }
            Party::Class(_) => {}
        });
        organs.sort_unstable();
        organs.dedup();
        organs.into()
    }

    fn ladder(&self, start: Place, involved: &Rc<[OrganId]>) -> Rc<Ladder> {
        let machine = self.machine;
        let key = (start, Rc::clone(involved));
        let climb = || Rc::new(Ladder::climb(machine, start, involved));
        let mut ladders = self.ladders.borrow_mut();
        Rc::clone(ladders.entry(key).or_insert_with(climb))
    }
}
