//! One act under two triggers gives one finding with two grounds.

use indexmap::IndexMap;

use super::finding::{Finding, FindingParty, FindingRole};
use super::sorted;
use crate::eval::Element;
use crate::ids::{DutyId, OfficeId, PursuedId, TriggerId};

/// What makes two findings one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    act: Element,
    own: Option<(TriggerId, usize)>,
    duty: DutyId,
    party: FindingParty,
    is_actor: bool,
    office: Option<OfficeId>,
    pursued: Option<PursuedId>,
}

impl Key {
    pub(super) fn new(
        act: Element,
        cause: (TriggerId, usize),
        (duty, party): (DutyId, FindingParty),
        is_actor: bool,
        (office, pursued): (Option<OfficeId>, Option<PursuedId>),
    ) -> Self {
        Self {
            act,
            // A unit is no act: what one trigger finds wrong with it is not what another does.
            own: matches!(act, Element::Unit(_)).then_some(cause),
            duty,
            party,
            is_actor,
            office,
            pursued,
        }
    }

    fn of(finding: &Finding) -> Option<Self> {
        let ground = finding.grounds.first()?;
        Some(Self::new(
            finding.act,
            (ground.trigger, ground.cause),
            (finding.duty, finding.party),
            finding.role == FindingRole::Actor,
            (finding.office, finding.pursued),
        ))
    }
}

/// Findings so far, in the order first found.
#[derive(Default)]
pub(super) struct Merging {
    findings: Vec<Finding>,
    places: Places,
}

/// Where things are by their keys, looked for one by one as long as they are few.
#[derive(Default)]
pub(super) struct Places {
    first: Vec<Key>,
    rest: IndexMap<Key, usize>,
}

/// So many are few.
const FEW: usize = 16;

impl Places {
    /// The place of a key, if it has one; else it gets the next.
    pub(super) fn place(&mut self, key: Key) -> Option<usize> {
        let known = self.first.iter().position(|other| *other == key);
        if known.is_some() {
            return known;
        }
        if self.first.len() < FEW {
            self.first.push(key);
            return None;
        }
        let next = FEW + self.rest.len();
        match self.rest.entry(key) {
            indexmap::map::Entry::Occupied(entry) => Some(*entry.get()),
            indexmap::map::Entry::Vacant(entry) => {
                entry.insert(next);
                None
            }
        }
    }
}

impl Merging {
    /// Adds a finding, or its ground to the one that it is.
    pub(super) fn add(&mut self, finding: Finding) {
        let Some(key) = Key::of(&finding) else {
            return;
        };
        let place = self.places.place(key);
        match place.and_then(|place| self.findings.get_mut(place)) {
            Some(known) => join(known, finding),
            None => self.findings.push(finding),
        }
    }

    /// The findings.
    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}

/// The surer ground decides; what it lacks is what the finding lacks.
fn join(into: &mut Finding, other: Finding) {
    for ground in other.grounds {
        // The grounds come trigger by trigger and cause by cause, so that only the last can be the same.
        let last = into.grounds.last().map(|last| (last.trigger, last.cause));
        if last != Some((ground.trigger, ground.cause)) {
            into.grounds.push(ground);
        }
    }
    match other.status.cmp(&into.status) {
        std::cmp::Ordering::Greater => {
            into.status = other.status;
            into.needs = other.needs;
        }
        std::cmp::Ordering::Equal => {
            for need in other.needs {
                if !into.needs.contains(&need) {
                    into.needs.push(need);
                }
            }
        }
        std::cmp::Ordering::Less => {}
    }
    into.rests_on.extend(other.rests_on);
    into.rests_on = sorted(std::mem::take(&mut into.rests_on));
}
