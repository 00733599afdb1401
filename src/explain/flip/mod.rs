//! The smallest change of facts that would flip a finding.
//!
//! A finding holds while it is established or presumed. A change puts another value into an input slot: a
//! metric's value, a plan's figure, a field, a determination, a discharge, a report made, a list emptied. A fact
//! is never merely withdrawn, for without a fact that it rests on every finding is open; a determination may be,
//! since an authority can take it back.
//!
//! **Why no single change is missed.** A finding is decided by the conditions behind its causes, by its gate and
//! by the fields that place the act, and the proof names every slot that these read. With all other slots fixed,
//! the outcome is a function of one value. Truths, enumerated values, matters and units are few: all are tried.
//! A number or a date acts only through switches: comparisons, bases of divisions, least and greatest elements,
//! windows of time. Between the points where these turn, nothing changes, so it is enough to try each point and
//! the nearest value on either side that can be written (`crossing`). Where the points of a slot cannot all be
//! found, the answer names the slot as not exhausted. Every candidate is verified by evaluating and attributing
//! anew, in order of size, so that an answer of size two or three says that no smaller one was found, and an
//! answer of size one or two of a complete search that there is none among the slots read.

mod answer;
mod candidates;
mod change;
mod crossing;
mod kind;
mod reads;
#[cfg(test)]
mod tests;

use std::cell::Cell;

pub use answer::{FactChange, Flip, NewFact, SearchExtent, flip};
pub(super) use change::{current, field_at};
pub(super) use kind::kind;

use crate::attribution::{
    Attribution, Finding, FindingParty, FindingRole, FindingStatus, attribute,
};
use crate::eval::{Element, Evaluation, Machine, Slot, TooLarge, triggers};
use crate::facts::FactStore;
use crate::model::{Holding, Model, Party};
use candidates::candidates;
use change::{Change, changed};
use reads::Reads;

/// How many slots may change at once.
const MOST: usize = 3;

/// What was searched, and what was found.
#[derive(Debug, Default)]
pub struct Search {
    /// Whether the finding holds now.
    pub holds: bool,
    /// The smallest change that flips it; empty when none was found.
    pub changes: Vec<Change>,
    /// Slots that the finding reads.
    pub slots: usize,
    /// Times that the facts were evaluated anew.
    pub tries: usize,
    /// The largest size of which every combination was tried.
    pub exhausted: usize,
    /// Slots whose values could not all be told apart.
    pub unsolved: Vec<Slot>,
}

/// Searches, evaluating anew at most so many times.
pub fn search(
    machine: &Machine<'_>,
    (evaluation, attribution): (&Evaluation, &Attribution),
    finding: &Finding,
    limits: super::ExplainLimits,
) -> Result<Search, TooLarge> {
    let all = attribution.findings.iter();
    let same: Vec<&Finding> = all
        .filter(|other| same(machine.model, finding, other))
        .collect();
    let reads = Reads::of(machine, evaluation, &same, limits.nodes)?;
    let slots = reads.all_slots(machine);
    let budget = Budget::new(limits.steps);
    let mut search = Search {
        holds: holds(finding.status),
        slots: slots.len(),
        ..Search::default()
    };
    let mut pool: Vec<Vec<Change>> = Vec::new();
    for slot in &slots {
        let found = candidates(machine, &reads, finding, slot, &budget);
        if machine.is_cancelled() {
            break;
        }
        if !found.complete || reads.partial {
            search.unsolved.push(slot.clone());
        }
        pool.push(found.changes);
    }
    let mut trying = Trying {
        machine,
        finding,
        limits,
        search,
        budget,
    };
    for size in 1..=MOST {
        if !trying.of_size(size, &pool, &mut Vec::new()) {
            break;
        }
        trying.search.exhausted = size;
    }
    Ok(trying.search)
}

struct Trying<'t, 'a> {
    machine: &'t Machine<'a>,
    finding: &'t Finding,
    limits: super::ExplainLimits,
    search: Search,
    budget: Budget,
}

/// The steps that a search may still take, over all the facts that it tries.
struct Budget(Cell<u64>);

impl Budget {
    fn new(steps: u64) -> Self {
        Self(Cell::new(steps))
    }

    /// A machine for other facts, with what is left.
    fn machine<'m>(&self, of: &'m Machine<'_>, facts: &'m FactStore) -> Machine<'m> {
        of.on(facts, self.0.get())
    }

    /// Takes what a machine took; false where nothing is left, so that what it found is not to be believed.
    fn took(&self, of: &Machine<'_>, by: &Machine<'_>) -> bool {
        of.heed(by);
        self.0.set(self.0.get().saturating_sub(by.taken()));
        !by.exhausted()
    }

    fn is_spent(&self) -> bool {
        self.0.get() == 0
    }
}

impl Trying<'_, '_> {
    /// Tries every combination of so many slots, in order; false once one flips the finding or the tries end.
    fn of_size(&mut self, left: usize, pool: &[Vec<Change>], made: &mut Vec<Change>) -> bool {
        if left == 0 {
            return self.attempt(made);
        }
        for (place, slot) in pool.iter().enumerate() {
            let rest = pool.get(place + 1..).unwrap_or_default();
            for change in slot {
                made.push(change.clone());
                let go_on = self.of_size(left - 1, rest, made);
                made.pop();
                if !go_on {
                    return false;
                }
            }
        }
        true
    }

    fn attempt(&mut self, changes: &[Change]) -> bool {
        if self.search.tries >= self.limits.tries
            || self.budget.is_spent()
            || self.machine.is_cancelled()
        {
            return false;
        }
        self.search.tries += 1;
        if self.held(changes) == Some(!self.search.holds) {
            self.search.changes = changes.to_vec();
            return false;
        }
        true
    }

    /// Whether the finding holds with these changes made; `None` where that cannot be told.
    fn held(&self, changes: &[Change]) -> Option<bool> {
        let facts = changed(self.machine, changes)?;
        let machine = self.budget.machine(self.machine, &facts);
        let attribution = attribute(&machine, &triggers(&machine));
        if !self.budget.took(self.machine, &machine) {
            return None;
        }
        let same = |other: &&Finding| same(self.machine.model, self.finding, other);
        let mut found = attribution.findings.iter().filter(same);
        Some(found.any(|other| holds(other.status)))
    }
}

/// Whether a finding is the one asked about; for a class, one of any member of it.
fn same(model: &Model, own: &Finding, other: &Finding) -> bool {
    let actor = |finding: &Finding| finding.role == FindingRole::Actor;
    if other.act != own.act || other.duty != own.duty || actor(other) != actor(own) {
        return false;
    }
    // A unit is no act: what another trigger finds wrong with it is another finding.
    let trigger = |finding: &Finding| finding.grounds.first().map(|ground| ground.trigger);
    if matches!(own.act, Element::Unit(_)) && trigger(other) != trigger(own) {
        return false;
    }
    match (own.party, other.party) {
        (FindingParty::Class(class), FindingParty::Organ(party)) => {
            let held = |holding: &Holding| holding.party == Party::Class(class);
            model.duties[own.duty].holders.iter().any(held)
                && model.classes[class].members.contains(&party.organ)
        }
        (own_party, party) => {
            own_party == party && other.office == own.office && other.pursued == own.pursued
        }
    }
}

fn holds(status: FindingStatus) -> bool {
    matches!(status, FindingStatus::Established | FindingStatus::Presumed)
}
