//! Who stands where a cause lies or above it, and how many steps up that is.

use std::collections::BTreeMap;

use super::Judge;
use super::actor::{Actor, Party};
use super::book::{Sort as Decls, levels, name_of, names};
use super::cause::Cause;
use super::days::Day;
use super::expr::Element;
use crate::syntax::ast::{Decl, PartyShare, PropKind, Sharing};

/// A place on the way up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Organ(Party),
    Unit(usize),
}

/// How many steps up everything is, by where one starts and which organs have a part in the matter.
pub(super) type Ladders = BTreeMap<(Place, Vec<String>), BTreeMap<Place, u32>>;

/// One holder of a duty, with how it holds it.
#[derive(Debug, Clone)]
pub(super) struct Holding {
    pub(super) share: PartyShare,
    pub(super) role: &'static str,
}

impl Judge<'_> {
    pub(super) fn holdings(&self, duty: &Decl) -> Vec<Holding> {
        let mut found = Vec::new();
        for prop in &duty.props {
            let PropKind::Holder(holder) = &prop.kind else {
                continue;
            };
            let is_led = holder.parties.iter().any(|share| share.lead);
            for share in &holder.parties {
                let role = match holder.sharing {
                    Some(Sharing::Jointly) => "joint",
                    _ if share.lead => "lead",
                    _ if is_led => "participant",
                    _ => "holder",
                };
                found.push(Holding {
                    share: share.clone(),
                    role,
                });
            }
        }
        found
    }

    /// The cause's matter and the duty's matter that contains it, for this holder's part.
    pub(super) fn reaches(
        &self,
        duty: &Decl,
        holding: &Holding,
        matters: &[String],
    ) -> Option<(String, String)> {
        let own = match &holding.share.component {
            Some(component) => vec![component.text.clone()],
            None => self.matters_of(Decls::Duty, &name_of(duty)),
        };
        matters.iter().find_map(|matter| {
            let around = self.book.around_matter(matter);
            let containing = own.iter().find(|own| around.contains(own))?;
            Some((matter.clone(), containing.clone()))
        })
    }

    /// The organ where the cause lies: the actor's, or the one that failed itself.
    pub(super) fn origin(&self, cause: &Cause) -> Option<Party> {
        match (&cause.actor, &cause.element) {
            (Some(Actor::Person(name)), _) => self.organ_served(name, cause.days),
            (Some(Actor::Organ(party) | Actor::Office(party, _)), _)
            | (None, Element::Report(_, party, _) | Element::Duty(_, party)) => Some(party.clone()),
            (None, _) => None,
        }
    }

    /// The organ in which a person served then; without a date, only if there is one alone.
    fn organ_served(&self, name: &str, days: Option<(Day, Day)>) -> Option<Party> {
        let lines = self.world.persons.iter().flatten();
        let mut lines = lines.filter(|line| line.name == name);
        match days {
            Some((first, last)) => {
                let line = lines.find(|line| {
                    line.from.is_none_or(|from| from <= last)
                        && line.to.is_none_or(|to| first <= to)
                });
                line.map(|line| line.seat.clone())
            }
            None => {
                let first = lines.next()?;
                lines
                    .all(|line| line.seat == first.seat)
                    .then(|| first.seat.clone())
            }
        }
    }

    fn superiors(&self, party: &Party) -> Vec<Party> {
        let above = names(
            self.book.get(Decls::Organ, &party.organ),
            |kind| match kind {
                PropKind::Superiors(names) => Some(names),
                _ => None,
            },
        );
        let mut found = Vec::new();
        for organ in above {
            let at = levels(self.book.get(Decls::Organ, &organ));
            if at.is_empty() {
                found.push(Party { organ, unit: None });
            } else if let Some(unit) = party.unit {
                let around = self.of_levels(&self.world.around(unit), &at);
                found.extend(around.first().map(|unit| Party {
                    organ,
                    unit: Some(*unit),
                }));
            }
        }
        found
    }

    /// An organ and every organ above it.
    fn climb(&self, party: &Party) -> Vec<Party> {
        let mut found = vec![party.clone()];
        let mut next = 0;
        while next < found.len() {
            for above in self.superiors(&found[next]) {
                if !found.contains(&above) {
                    found.push(above);
                }
            }
            next += 1;
        }
        found
    }

    /// Every organ at a unit or above it.
    pub(super) fn at_or_above(
        &self,
        organ: &str,
        cause: &Cause,
        level_by_level: bool,
    ) -> Vec<Party> {
        let all = self.instances(organ);
        let Some(unit) = cause.unit else {
            let origin = self.origin(cause);
            let above = origin.map(|origin| self.climb(&origin)).unwrap_or_default();
            let kept = above.into_iter().filter(|party| party.organ == organ);
            let own = self.origin(cause);
            return kept
                .filter(|party| level_by_level || Some(party) == own.as_ref())
                .collect();
        };
        let around = self.world.around(unit);
        let stands = |party: &Party| match party.unit {
            Some(at) if level_by_level => around.contains(&at),
            Some(at) => at == unit,
            None => level_by_level && self.stands_over(party, &around),
        };
        let mut found: Vec<Party> = all.into_iter().filter(stands).collect();
        found.reverse();
        found
    }

    /// Whether an organ outside the units is above one of those at some units.
    fn stands_over(&self, party: &Party, units: &[usize]) -> bool {
        let organs = self.book.all(Decls::Organ).map(name_of);
        let mut instances = organs.flat_map(|organ| self.instances(&organ));
        instances.any(|below| {
            below.unit.is_some_and(|unit| units.contains(&unit))
                && self.climb(&below).contains(party)
        })
    }

    /// Steps from the organ where the cause lies, else from its unit.
    pub(super) fn distance(&self, cause: &Cause, party: &Party) -> Option<u32> {
        let mut involved = self.involved(cause);
        let origin = self.origin(cause).map(Place::Organ);
        let unit = cause.unit.map(Place::Unit);
        let starts = [origin, unit.clone()];
        let from = |start: Option<Place>, involved: &[String]| {
            let reached = self.ladder(start?, involved);
            reached.get(&Place::Organ(party.clone())).copied()
        };
        let found = starts.into_iter().find_map(|start| from(start, &involved));
        if found.is_some() || party.unit.is_some() {
            return found;
        }
        // A body outside the units is reached through the organs under it.
        let organs = self.book.all(Decls::Organ).map(name_of);
        involved.extend(organs.filter(|organ| {
            self.instances(organ)
                .iter()
                .any(|below| self.climb(below).contains(party))
        }));
        from(unit, &involved)
    }

    /// Whether an organ is another, or stands above it.
    pub(super) fn is_above(&self, cause: &Cause, origin: &Party, party: &Party) -> bool {
        let reached = self.ladder(Place::Organ(origin.clone()), &self.involved(cause));
        reached.contains_key(&Place::Organ(party.clone()))
    }

    /// The organs with a part in the matter: the holders of duties that reach it, and the one where it lies.
    fn involved(&self, cause: &Cause) -> Vec<String> {
        let origin = self.origin(cause);
        let mut found: Vec<String> = origin.iter().map(|party| party.organ.clone()).collect();
        for duty in self.book.all(Decls::Duty) {
            for holding in self.holdings(duty) {
                if self.reaches(duty, &holding, &cause.matters).is_none() {
                    continue;
                }
                let name = &holding.share.party.organ.text;
                let is_class = self.book.find(Decls::Class, name).is_some();
                if !is_class || origin.is_some() {
                    found.extend(self.organs_of(name));
                }
            }
        }
        found
    }

    /// How many steps up everything is from a place.
    fn ladder(&self, start: Place, involved: &[String]) -> BTreeMap<Place, u32> {
        let key = (start, involved.to_vec());
        if let Some(known) = self.ladders.borrow().get(&key) {
            return known.clone();
        }
        let reached = self.climbed(key.0.clone(), involved);
        self.ladders.borrow_mut().insert(key, reached.clone());
        reached
    }

    fn climbed(&self, start: Place, involved: &[String]) -> BTreeMap<Place, u32> {
        let mut reached = BTreeMap::from([(start, 0)]);
        loop {
            let before = reached.clone();
            for (place, distance) in &before {
                for (cost, to) in self.steps(place, involved) {
                    let known = reached.entry(to).or_insert(distance + cost);
                    *known = (*known).min(distance + cost);
                }
            }
            if reached == before {
                return reached;
            }
        }
    }

    fn steps(&self, place: &Place, involved: &[String]) -> Vec<(u32, Place)> {
        let out = |unit: usize| {
            self.world.units[unit]
                .parent
                .map(|parent| (1, Place::Unit(parent)))
        };
        match place {
            Place::Organ(party) => {
                let above = self.superiors(party);
                let mut steps: Vec<_> = above
                    .iter()
                    .map(|party| (1, Place::Organ(party.clone())))
                    .collect();
                let is_top = above.iter().all(|above| above.unit != party.unit);
                if let Some(unit) = party.unit.filter(|_| is_top) {
                    steps.extend(out(unit));
                }
                steps
            }
            Place::Unit(unit) => {
                let here = self.book.all(Decls::Organ).map(name_of);
                let here = here.filter(|organ| involved.contains(organ));
                let here: Vec<Party> = here
                    .flat_map(|organ| self.instances(&organ))
                    .filter(|party| party.unit == Some(*unit))
                    .collect();
                let has_below = |party: &Party| {
                    here.iter()
                        .any(|below| below != party && self.climb_within(below).contains(party))
                };
                let lowest = here.iter().filter(|party| !has_below(party));
                let mut steps: Vec<_> = lowest
                    .map(|party| (0, Place::Organ(party.clone())))
                    .collect();
                if steps.is_empty() {
                    steps.extend(out(*unit));
                }
                steps
            }
        }
    }

    /// An organ and every organ above it through organs of its own unit.
    fn climb_within(&self, party: &Party) -> Vec<Party> {
        let mut found = vec![party.clone()];
        let mut next = 0;
        while next < found.len() {
            for above in self.superiors(&found[next]) {
                if above.unit == party.unit && !found.contains(&above) {
                    found.push(above);
                }
            }
            next += 1;
        }
        found
    }
}
