//! Whether each trigger fires, and nothing else: the flat tests over packed facts, without building anything.
//!
//! What depends on the dates alone is worked out once and kept from one document to the next. Whatever the flat
//! tests have no words for is asked of the machine, which is made only then.

mod ask;
mod branch;
mod causes;
mod many;
mod prepared;
mod quick;
mod test;

use std::cell::{Cell, OnceCell};

use prepared::Prepared;

use super::logic::Truth;
use super::machine::Machine;
use super::outcome::{Cause, TriggerStatus};
use crate::arena::Id;
use crate::facts::{CellSlice, FactStore, RecordIndex, Unit, UnitIndex, Width};
use crate::ids::TriggerId;
use crate::model::Model;
use crate::program::Program;
use crate::program::flat::{Branch, TriggerTests, What};

/// What is kept from one document to the next.
#[derive(Debug, Default)]
pub struct Room {
    prepared: Prepared,
    statuses: Vec<TriggerStatus>,
}

/// One document being decided.
struct Deciding<'a, W> {
    model: &'a Model,
    program: &'a Program,
    facts: &'a FactStore,
    cells: &'a [W],
    prepared: &'a Prepared,
    /// The levels of the units whose inner units the facts do not list, a bit each.
    unlisted: u64,
    /// The one unit that there is, where all of it is known.
    only: Option<&'a Unit>,
    /// The same, where there are steps for its level.
    single: Option<&'a Unit>,
    /// Another's machine, where there is one to be asked.
    given: Option<&'a Machine<'a>>,
    machine: OnceCell<Machine<'a>>,
    limit: u64,
    looked_at: Cell<u64>,
}

/// Where a test is made.
#[derive(Clone, Copy)]
struct At<'a, W> {
    /// The cells of the unit and of the record, and what follows them.
    cells: [&'a [W]; 2],
    unit: UnitIndex,
    record: Option<RecordIndex>,
    what: What,
}

/// Decides every trigger; `None` where the limit on steps was passed.
pub fn decide<'r>(
    (model, program): (&Model, &Program),
    facts: &FactStore,
    limit: u64,
    room: &'r mut Room,
) -> Option<&'r [TriggerStatus]> {
    let Room { prepared, statuses } = room;
    prepared.look_at(model, &program.flat, facts);
    let of = Of {
        model,
        program,
        facts,
        prepared,
        given: None,
        limit,
    };
    statuses.clear();
    let within = match facts.cell_slice() {
        CellSlice::Narrow(cells) => of.cells(cells).statuses(statuses),
        CellSlice::Wide(cells) => of.cells(cells).statuses(statuses),
    };
    within.then_some(statuses)
}

/// What the tests tell of facts.
pub struct Fired<'r> {
    /// The status of every trigger, in the order declared.
    pub statuses: &'r [TriggerStatus],
    /// The causes of those that fire, in the order of triggers, branches and units.
    pub causes: Vec<(TriggerId, Cause)>,
    /// Whether that took no more steps than are allowed; else none of it is to be believed.
    pub within_limit: bool,
}

/// Decides every trigger and finds the causes of those that fire.
pub fn fired<'r>(machine: &Machine<'_>, room: &'r mut Room) -> Fired<'r> {
    let Room { prepared, statuses } = room;
    prepared.look_at(machine.model, &machine.program.flat, machine.facts);
    let of = Of {
        model: machine.model,
        program: machine.program,
        facts: machine.facts,
        prepared,
        given: Some(machine),
        limit: machine.limit(),
    };
    statuses.clear();
    let (causes, within_limit) = match machine.facts.cell_slice() {
        CellSlice::Narrow(cells) => of.cells(cells).fired(statuses),
        CellSlice::Wide(cells) => of.cells(cells).fired(statuses),
    };
    Fired {
        statuses,
        causes,
        within_limit,
    }
}

/// Which triggers have neither a cause nor an open one, so that nobody need look further; empty where that took
/// more steps than are allowed.
pub(super) fn settled(machine: &Machine<'_>) -> Vec<bool> {
    let mut prepared = Prepared::default();
    prepared.look_at(machine.model, &machine.program.flat, machine.facts);
    let of = Of {
        model: machine.model,
        program: machine.program,
        facts: machine.facts,
        prepared: &prepared,
        given: Some(machine),
        limit: machine.limit(),
    };
    match machine.facts.cell_slice() {
        CellSlice::Narrow(cells) => of.cells(cells).settled(),
        CellSlice::Wide(cells) => of.cells(cells).settled(),
    }
}

/// What is decided, before it is known how wide its cells are.
struct Of<'a> {
    model: &'a Model,
    program: &'a Program,
    facts: &'a FactStore,
    prepared: &'a Prepared,
    given: Option<&'a Machine<'a>>,
    limit: u64,
}

impl<'a> Of<'a> {
    #[inline]
    fn cells<W: Width>(self, cells: &'a [W]) -> Deciding<'a, W> {
        let only = only(self.facts);
        let steps_at = self.program.flat.steps_at;
        Deciding {
            model: self.model,
            program: self.program,
            facts: self.facts,
            cells,
            prepared: self.prepared,
            unlisted: unlisted(self.facts),
            only,
            single: only.filter(|unit| Some(unit.level) == steps_at),
            given: self.given,
            machine: OnceCell::new(),
            limit: self.limit,
            looked_at: Cell::new(0),
        }
    }
}

/// The levels of the units whose inner units are not listed.
#[inline]
fn unlisted(facts: &FactStore) -> u64 {
    let open = facts.units.iter().filter(|unit| !unit.units_known);
    open.fold(0, |set, unit| set | bit(unit.level.index()))
}

#[inline]
fn only(facts: &FactStore) -> Option<&Unit> {
    match facts.units.as_slice() {
        [unit] if unit.units_known => Some(unit),
        _ => None,
    }
}

/// A level as a bit of a set; levels beyond the word are in none.
#[inline]
fn bit(level: usize) -> u64 {
    u32::try_from(level)
        .ok()
        .and_then(|level| 1_u64.checked_shl(level))
        .unwrap_or(0)
}

impl<'a, W: Width> Deciding<'a, W> {
    /// The status of every trigger; false where that took too many steps.
    fn statuses(&self, statuses: &mut Vec<TriggerStatus>) -> bool {
        let triggers = self.program.flat.triggers.iter().enumerate();
        statuses.extend(triggers.map(|(index, tests)| self.trigger(index, tests)));
        self.is_within_limit()
    }

    fn settled(&self) -> Vec<bool> {
        let triggers = self.program.flat.triggers.iter().enumerate();
        let settled = triggers.map(|(index, tests)| {
            let quick = self
                .single
                .and_then(|unit| self.quick(index, unit, tests.steps));
            quick.or_else(|| self.fires(index, tests)) == Some(false)
        });
        let settled: Vec<bool> = settled.collect();
        if self.is_within_limit() {
            settled
        } else {
            Vec::new()
        }
    }

    #[inline]
    fn trigger(&self, index: usize, tests: &TriggerTests) -> TriggerStatus {
        if let Some(unit) = self.single
            && let Some(fires) = self.quick(index, unit, tests.steps)
        {
            return match fires {
                true => TriggerStatus::Fired,
                false => TriggerStatus::NotFired,
            };
        }
        self.status(index, tests)
    }

    #[inline(never)]
    fn status(&self, index: usize, tests: &TriggerTests) -> TriggerStatus {
        match self.fires(index, tests) {
            Some(true) => TriggerStatus::Fired,
            Some(false) => TriggerStatus::NotFired,
            None if !tests.may_await => TriggerStatus::Undetermined,
            // What is missing tells which of the two it is.
            None => self.machine().trigger_status(index),
        }
    }

    /// Whether some branch has a cause.
    #[inline]
    fn fires(&self, index: usize, tests: &TriggerTests) -> Truth {
        let range = tests.branches.start as usize..tests.branches.end as usize;
        let branches = self.program.flat.branches.get(range).unwrap_or_default();
        let mut truth = Some(false);
        for branch in branches {
            match self.branch(index, branch) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => truth = None,
            }
        }
        truth
    }

    #[inline]
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
        self.given.unwrap_or_else(|| {
            self.machine
                .get_or_init(|| Machine::new(model, program, self.facts, self.limit))
        })
    }

    /// Counts an element looked at.
    #[inline]
    fn step(&self) {
        self.looked_at.set(self.looked_at.get() + 1);
    }

    fn is_within_limit(&self) -> bool {
        let asked = self.given.or_else(|| self.machine.get());
        self.looked_at.get() <= self.limit && asked.is_none_or(|machine| !machine.exhausted())
    }
}
