//! Whether each trigger fires, and nothing else: the flat tests over packed facts, without building anything.
//!
//! What depends on the dates alone is worked out once and kept from one document to the next. Whatever the flat
//! tests have no words for is asked of the machine, which is made only then.

mod ask;
mod branch;
mod many;
mod prepared;
mod test;

use std::cell::{Cell, OnceCell};

pub use prepared::Prepared;

use super::logic::Truth;
use super::machine::Machine;
use super::outcome::TriggerStatus;
use crate::facts::{FactStore, RecordIndex, UnitIndex};
use crate::model::Model;
use crate::program::Program;
use crate::program::flat::{Branch, TriggerTests, What};

/// One document being decided.
struct Deciding<'a> {
    model: &'a Model,
    program: &'a Program,
    facts: &'a FactStore,
    prepared: &'a Prepared,
    /// The levels of the units whose inner units the facts do not list, a bit each.
    unlisted: u64,
    machine: OnceCell<Machine<'a>>,
    limit: u64,
    looked_at: Cell<u64>,
}

/// Where a test is made.
#[derive(Clone, Copy)]
struct At {
    /// The first cells of the unit and of the record.
    bases: [u32; 2],
    unit: UnitIndex,
    record: Option<RecordIndex>,
    what: What,
}

/// Decides every trigger; where it gives false the limit on steps was passed, and what it says does not hold.
pub fn decide(
    (model, program): (&Model, &Program),
    facts: &FactStore,
    limit: u64,
    prepared: &mut Prepared,
    statuses: &mut Vec<TriggerStatus>,
) -> bool {
    prepared.look_at(model, &program.flat, facts);
    let deciding = Deciding {
        model,
        program,
        facts,
        prepared,
        unlisted: unlisted(facts),
        machine: OnceCell::new(),
        limit,
        looked_at: Cell::new(0),
    };
    statuses.clear();
    let triggers = program.flat.triggers.iter().enumerate();
    statuses.extend(triggers.map(|(index, tests)| deciding.trigger(index, tests)));
    deciding.is_within_limit()
}

/// The levels of the units whose inner units are not listed.
fn unlisted(facts: &FactStore) -> u64 {
    use crate::arena::Id;
    let open = facts.units.iter().filter(|unit| !unit.units_known);
    open.fold(0, |set, unit| set | bit(unit.level.index()))
}

/// A level as a bit of a set; levels beyond the word are in none.
fn bit(level: usize) -> u64 {
    u32::try_from(level)
        .ok()
        .and_then(|level| 1_u64.checked_shl(level))
        .unwrap_or(0)
}

impl<'a> Deciding<'a> {
    fn trigger(&self, index: usize, tests: &TriggerTests) -> TriggerStatus {
        let range = tests.branches.start as usize..tests.branches.end as usize;
        let branches = self.program.flat.branches.get(range).unwrap_or_default();
        let mut open = false;
        for branch in branches {
            match self.branch(index, branch) {
                Some(true) => return TriggerStatus::Fired,
                Some(false) => {}
                None => open = true,
            }
        }
        match (open, tests.may_await) {
            (false, _) => TriggerStatus::NotFired,
            (true, false) => TriggerStatus::Undetermined,
            // What is missing tells which of the two it is.
            (true, true) => self.machine().trigger_status(index),
        }
    }

    fn branch(&self, trigger: usize, branch: &Branch) -> Truth {
        match branch {
            Branch::Units(level, what, test) => self.at_units(*level, *what, *test),
            Branch::Targets {
                level,
                due,
                breached,
                targets,
            } => self.at_targets((*level, *due), *breached, targets),
            Branch::Records(records, what, test) => self.at_records(*records, *what, *test),
            Branch::Slow(index) => self.machine().branch_truth(trigger, *index as usize),
        }
    }

    /// The machine that answers what the tests have no words for.
    fn machine(&self) -> &Machine<'a> {
        let (model, program) = (self.model, self.program);
        self.machine
            .get_or_init(|| Machine::new(model, program, self.facts, self.limit))
    }

    /// Counts an element looked at.
    #[inline]
    fn step(&self) {
        self.looked_at.set(self.looked_at.get() + 1);
    }

    fn is_within_limit(&self) -> bool {
        let asked = self.machine.get();
        self.looked_at.get() <= self.limit && asked.is_none_or(|machine| !machine.exhausted())
    }
}
