//! Where a cause lies, and the ways up from there.
//!
//! Only organs with a part in the matter stand on the way: the holders of duties that reach the cause, and the
//! organs that the policy puts above them. An uninvolved office of the same unit is no step.

use std::rc::Rc;

use super::attributor::Attributor;
use super::finding::{CauseNote, Hop, Place};
use super::ladder::Ladder;
use crate::eval::{Cause, Element, Instance};
use crate::facts::Actor;
use crate::ids::{InterpretationId, OrganId, TriggerId};
use crate::model::{Name, Party};

/// A cause with what every duty asks of it.
pub(super) struct Lying<'c> {
    pub(super) trigger: TriggerId,
    pub(super) index: usize,
    pub(super) cause: &'c Cause,
    /// Ways up from the actor's organ, where the facts tell one.
    pub(super) from_actor: Option<(Instance, Rc<Ladder>)>,
    /// Ways up from the unit.
    from_unit: Option<Rc<Ladder>>,
    /// The person who acted.
    pub(super) person: Option<Name>,
    pub(super) rests_on: Vec<InterpretationId>,
}

impl Lying<'_> {
    /// Steps from the actor's organ; from the unit for organs that are not above the actor's.
    pub(super) fn distance(&self, instance: Instance) -> Option<u32> {
        let from_actor = self
            .from_actor
            .as_ref()
            .and_then(|(_, l)| l.distance(instance));
        from_actor.or_else(|| self.from_unit.as_ref()?.distance(instance))
    }

    /// The steps to an organ.
    pub(super) fn path(&self, instance: Instance) -> Vec<Hop> {
        match &self.from_actor {
            Some((_, ladder)) if ladder.distance(instance).is_some() => ladder.path(instance),
            _ => self
                .from_unit
                .as_ref()
                .map(|l| l.path(instance))
                .unwrap_or_default(),
        }
    }
}

impl Attributor<'_, '_> {
    pub(super) fn lying<'c>(
        &mut self,
        trigger: TriggerId,
        index: usize,
        cause: &'c Cause,
        note: &CauseNote,
    ) -> Lying<'c> {
        let facts = self.machine.facts;
        let actor = cause
            .actor
            .and_then(|actor| facts.rest().actors.get(actor as usize));
        let person = match actor {
            Some(Actor::Person(name)) => Some(name.clone()),
            _ => None,
        };
        let organ = self.origin(cause, actor);
        let involved = self.involved(cause, organ);
        let mut ladder = |start| self.ladder(start, &involved);
        Lying {
            trigger,
            index,
            cause,
            from_actor: organ.map(|organ| (organ, ladder(Place::Organ(organ)))),
            from_unit: cause.unit.map(|unit| ladder(Place::Unit(unit))),
            person,
            rests_on: note.rests_on.clone(),
        }
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
        for duty in model.duties.values() {
            for holding in &duty.holders {
                if self.reach(duty, holding, &cause.matters).is_none() {
                    continue;
                }
                match holding.party {
                    Party::Organ(organ) | Party::Office(organ, _) => organs.push(organ),
                    Party::Class(class) if origin.is_some() => {
                        organs.extend(&model.classes[class].members);
                    }
                    Party::Class(_) => {}
                }
            }
        }
        organs.sort_unstable();
        organs.dedup();
        organs.into()
    }

    fn ladder(&mut self, start: Place, involved: &Rc<[OrganId]>) -> Rc<Ladder> {
        let machine = self.machine;
        let key = (start, Rc::clone(involved));
        let climb = || Rc::new(Ladder::climb(machine, start, involved));
        Rc::clone(self.ladders.entry(key).or_insert_with(climb))
    }
}
