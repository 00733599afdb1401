//! The ladder of responsibility: which organs stand above which, and in how many steps.
//!
//! Two declared relations make it: units lie within units, organs are under organs. A unit's steps begin at the
//! organs that have no organ under them there, climb organ by organ to those that have none above them there,
//! and go on in the unit around it.

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
    /// Climbs from an organ.
    pub fn from_organ(machine: &Machine<'_>, start: Instance) -> Self {
        Self::climb(machine, Place::Organ(start))
    }

    /// Climbs from a unit: its lowest organs are where the cause lies.
    pub fn from_unit(machine: &Machine<'_>, start: UnitIndex) -> Self {
        Self::climb(machine, Place::Unit(start))
    }

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

    /// Breadth first; steps without cost are taken at once, so that distances come out shortest.
    fn climb(machine: &Machine<'_>, start: Place) -> Self {
        let mut reached = IndexMap::from([(start, (0, None))]);
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            let so_far = reached.get(&at).map_or(0, |(distance, _)| *distance);
            for (cost, hop) in steps(machine, at) {
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
        let of_level = |unit: &UnitIndex| {
            machine
                .facts
                .unit(*unit)
                .is_some_and(|row| levels.contains(&row.level))
        };
        let unit = machine.facts.around(instance.unit?).find(of_level)?;
        Some(Instance {
            organ: *organ,
            unit: Some(unit),
        })
    };
    above.iter().filter_map(place).collect()
}

fn steps(machine: &Machine<'_>, at: Place) -> Vec<(u32, Hop)> {
    match at {
        Place::Unit(unit) => {
            let organs = organs_at(machine, unit);
            if organs.is_empty() {
                return around(machine, at, unit).into_iter().collect();
            }
            let inside = |instance: &Instance| {
                superiors(machine, *instance)
                    .into_iter()
                    .filter(|above| above.unit == Some(unit))
            };
            let above: Vec<_> = organs.iter().flat_map(inside).collect();
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
    let to = Place::Unit(row.parent?);
    Some((
        1,
        Hop {
            from,
            to,
            relation: Relation::Units(row.level),
        },
    ))
}

/// The organs of a unit, in the order declared.
fn organs_at(machine: &Machine<'_>, unit: UnitIndex) -> Vec<Instance> {
    let Some(row) = machine.facts.unit(unit) else {
        return Vec::new();
    };
    let here = |organ: &OrganId| machine.model.organs[*organ].levels.contains(&row.level);
    let organs = machine.model.organs.ids().filter(here);
    organs
        .map(|organ| Instance {
            organ,
            unit: Some(unit),
        })
        .collect()
}
