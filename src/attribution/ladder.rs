//! The ladder of responsibility: which organs stand above which, and in how many steps.
//!
//! Two declared relations make it: units lie within units, organs are under organs. A unit's steps begin at the
//! organs with a part in the matter that have none such under them there, climb organ by organ to those that
//! have none above them there, and go on in the unit around it.

use std::collections::VecDeque;

use indexmap::IndexMap;

use super::finding::{Hop, Place, Relation};
use crate::eval::{Instance, Machine};
use crate::facts::UnitIndex;
use crate::ids::OrganId;

/// Distances and ways from where a cause lies to everything above it.
#[derive(Debug, Clone)]
pub struct Ladder {
    reached: IndexMap<Place, (u32, Option<Hop>)>,
}

impl Ladder {
    /// Steps to an organ, if it stands above.
    pub fn distance(&self, to: Instance) -> Option<u32> {
        self.reached
            .get(&Place::Organ(to))
            .map(|(distance, _)| *distance)
    }

    /// The steps to an organ.
    pub fn path(&self, to: Instance) -> Vec<Hop> {
        let mut hops = Vec::new();
        let mut at = Place::Organ(to);
        while let Some((_, Some(hop))) = self.reached.get(&at) {
            hops.push(*hop);
            at = hop.from;
        }
        hops.reverse();
        hops
    }

    /// Climbs from an organ or a unit, among the organs that have a part in the matter.
    ///
    /// Breadth first; steps without cost are taken at once, so that distances come out shortest.
    pub fn climb(machine: &Machine<'_>, start: Place, involved: &[OrganId]) -> Self {
        let mut reached = IndexMap::from([(start, (0, None))]);
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            let so_far = reached.get(&at).map_or(0, |(distance, _)| *distance);
            for (cost, hop) in steps(machine, at, involved) {
                let distance = so_far + cost;
                let known = reached.get(&hop.to).map(|(distance, _)| *distance);
                if known.is_some_and(|known| known <= distance) {
                    continue;
                }
                reached.insert(hop.to, (distance, Some(hop)));
                if cost == 0 {
                    queue.push_front(hop.to);
                } else {
                    queue.push_back(hop.to);
                }
            }
        }
        Self { reached }
    }
}

/// The organs directly above an organ, each at its unit or the nearest around it.
pub fn superiors(machine: &Machine<'_>, instance: Instance) -> Vec<Instance> {
    let organs = &machine.model.organs;
    let above = organs
        .row(instance.organ)
        .map_or(&[][..], |row| &row.superiors);
    let place = |organ: &OrganId| {
        let levels = &organs.row(*organ)?.levels;
        if levels.is_empty() {
            return Some(Instance {
                organ: *organ,
                unit: None,
            });
        }
        let unit = machine.facts.around_at(instance.unit?, levels).next()?;
        Some(Instance {
            organ: *organ,
            unit: Some(unit),
        })
    };
    above.iter().filter_map(place).collect()
}

fn steps(machine: &Machine<'_>, at: Place, involved: &[OrganId]) -> Vec<(u32, Hop)> {
    match at {
        Place::Unit(unit) => {
            let organs = organs_at(machine, unit, involved);
            if organs.is_empty() {
                return around(machine, at, unit).into_iter().collect();
            }
            let above: Vec<_> = organs
                .iter()
                .flat_map(|instance| chain(machine, *instance))
                .collect();
            let lowest = organs.iter().filter(|instance| !above.contains(instance));
            lowest
                .map(|instance| {
                    let relation = Relation::Organs(instance.organ);
                    (
                        0,
                        Hop {
                            from: at,
                            to: Place::Organ(*instance),
                            relation,
                        },
                    )
                })
                .collect()
        }
        Place::Organ(instance) => {
            let above = superiors(machine, instance);
            let top = above.iter().all(|above| above.unit != instance.unit);
            let relation = Relation::Organs(instance.organ);
            let hops = above.into_iter().map(|to| {
                (
                    1,
                    Hop {
                        from: at,
                        to: Place::Organ(to),
                        relation,
                    },
                )
            });
            let out = instance
                .unit
                .filter(|_| top)
                .and_then(|unit| around(machine, at, unit));
            hops.chain(out).collect()
        }
    }
}

/// The step out of a unit.
fn around(machine: &Machine<'_>, from: Place, unit: UnitIndex) -> Option<(u32, Hop)> {
    let row = machine.facts.unit(unit)?;
    let to = Place::Unit(row.parent()?);
    Some((
        1,
        Hop {
            from,
            to,
            relation: Relation::Units(row.level),
        },
    ))
}

/// Every organ above an organ within its own unit.
fn chain(machine: &Machine<'_>, instance: Instance) -> Vec<Instance> {
    let mut all: Vec<Instance> = Vec::new();
    let mut queue = VecDeque::from([instance]);
    while let Some(at) = queue.pop_front() {
        for above in superiors(machine, at) {
            if above.unit == instance.unit && !all.contains(&above) {
                all.push(above);
                queue.push_back(above);
            }
        }
    }
    all
}

/// The organs of a unit that have a part in the matter, in the order declared.
fn organs_at(machine: &Machine<'_>, unit: UnitIndex, involved: &[OrganId]) -> Vec<Instance> {
    let Some(row) = machine.facts.unit(unit) else {
        return Vec::new();
    };
    let here = |organ: &&OrganId| machine.model.organs[**organ].levels.contains(&row.level);
    let instance = |organ: &OrganId| Instance {
        organ: *organ,
        unit: Some(unit),
    };
    involved.iter().filter(here).map(instance).collect()
}
