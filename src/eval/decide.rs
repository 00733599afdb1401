//! Whether each trigger fires, and nothing else: the flat tests over packed facts, without building anything.
//!
//! What depends on the dates alone is worked out once and kept from one document to the next. Whatever the flat
//! tests have no words for is asked of the machine, which is made only then.

mod ask;
mod branch;
mod causes;
mod many;
mod prepared;
mod test;
mod watch;

use std::cell::{Cell, OnceCell};

use prepared::Prepared;
use watch::{Awake, look};

use super::logic::Truth;
use super::machine::{INTERVAL, Machine};
use super::outcome::{Cause, TriggerStatus};
use crate::arena::Id;
use crate::cancel::Cancel;
use crate::facts::{CellSlice, FactStore, RecordIndex, Unit, UnitIndex, Width};
use crate::ids::TriggerId;
use crate::model::Model;
use crate::program::Program;
use crate::program::flat::{Branch, Flat, TriggerTests, What};

/// What is kept from one document to the next.
#[derive(Debug, Default)]
pub struct Room {
    prepared: Prepared,
    awake: Awake,
    statuses: Vec<TriggerStatus>,
}

/// What was decided.
#[derive(Debug, Clone, Copy)]
pub struct Decided<'r> {
    /// The status of every trigger.
    pub statuses: &'r [TriggerStatus],
    /// Whether any fires.
    pub has_fired: bool,
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
    /// Another's machine, where there is one to be asked.
    given: Option<&'a Machine<'a>>,
    machine: OnceCell<Machine<'a>>,
    limit: u64,
    cancel: Option<&'a Cancel>,
    looked_at: Cell<u64>,
    /// Where it looks up from the work: beyond the limit, or earlier to ask whether to stop.
    pause: Cell<u64>,
    stopped: Cell<bool>,
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

/// Decides every trigger; `None` where the limit on steps was passed, or where the token says stop.
#[inline]
pub fn decide<'r>(
    (model, program): (&Model, &Program),
    facts: &FactStore,
    (limit, cancel): (u64, Option<&Cancel>),
    room: &'r mut Room,
) -> Option<Decided<'r>> {
    if cancel.is_some_and(Cancel::is_cancelled) {
        return None;
    }
    begin((model, program), facts, room);
    let Room {
        prepared,
        awake,
        statuses,
    } = room;
    let mut has_fired = false;
    if awake.is_any() {
        let of = Of {
            model,
            program,
            facts,
            prepared,
            given: None,
            limit,
            cancel,
        };
        has_fired = match facts.cell_slice() {
            CellSlice::Narrow(cells) => of.cells(cells).statuses(awake, statuses),
            CellSlice::Wide(cells) => of.cells(cells).statuses(awake, statuses),
        }?;
    }
    (awake.looked <= limit).then_some(Decided {
        statuses,
        has_fired,
    })
}

/// No trigger fires, unless it is among those that have to be decided.
#[inline]
fn begin((model, program): (&Model, &Program), facts: &FactStore, room: &mut Room) {
    let Room {
        prepared,
        awake,
        statuses,
    } = room;
    let count = program.flat.triggers.len();
    prepared.look_at(model, &program.flat, facts);
    if awake.none(count) {
        statuses.clear();
        statuses.resize(count, TriggerStatus::NotFired);
    }
    look_at(&program.flat, facts, prepared, awake);
}

/// Finds out which triggers have to be decided.
#[inline]
fn look_at(flat: &Flat, facts: &FactStore, prepared: &Prepared, awake: &mut Awake) {
    match only(facts).filter(|unit| Some(unit.level) == flat.watched) {
        Some(unit) => {
            prepared.awake.iter().for_each(|it| awake.insert(*it));
            match facts.cell_slice() {
                CellSlice::Narrow(cells) => look(&flat.watch, (facts, cells), unit, awake),
                CellSlice::Wide(cells) => look(&flat.watch, (facts, cells), unit, awake),
            }
        }
        None => awake.all(),
    }
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
    begin((machine.model, machine.program), machine.facts, room);
    let Room {
        prepared,
        awake,
        statuses,
    } = room;
    let of = Of {
        model: machine.model,
        program: machine.program,
        facts: machine.facts,
        prepared,
        given: Some(machine),
        limit: machine.limit(),
        cancel: machine.cancel(),
    };
    let (causes, within_limit) = match machine.facts.cell_slice() {
        CellSlice::Narrow(cells) => of.cells(cells).fired(awake, statuses),
        CellSlice::Wide(cells) => of.cells(cells).fired(awake, statuses),
    };
    let within_limit = within_limit && awake.looked <= machine.limit();
    Fired {
        statuses,
        causes,
        within_limit,
    }
}

/// Which triggers have neither a cause nor an open one, so that nobody need look further; empty where that took
/// more steps than are allowed.
pub(super) fn settled(machine: &Machine<'_>) -> Vec<bool> {
    let (flat, facts) = (&machine.program.flat, machine.facts);
    let (mut prepared, mut awake) = (Prepared::default(), Awake::default());
    prepared.look_at(machine.model, flat, facts);
    awake.none(flat.triggers.len());
    look_at(flat, facts, &prepared, &mut awake);
    let of = Of {
        model: machine.model,
        program: machine.program,
        facts,
        prepared: &prepared,
        given: Some(machine),
        limit: machine.limit(),
        cancel: machine.cancel(),
    };
    match facts.cell_slice() {
        CellSlice::Narrow(cells) => of.cells(cells).settled(&awake),
        CellSlice::Wide(cells) => of.cells(cells).settled(&awake),
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
    cancel: Option<&'a Cancel>,
}

impl<'a> Of<'a> {
    fn cells<W: Width>(self, cells: &'a [W]) -> Deciding<'a, W> {
        Deciding {
            model: self.model,
            program: self.program,
            facts: self.facts,
            cells,
            prepared: self.prepared,
            unlisted: unlisted(self.facts),
            only: only(self.facts),
            given: self.given,
            machine: OnceCell::new(),
            limit: self.limit,
            cancel: self.cancel,
            looked_at: Cell::new(0),
            pause: Cell::new(match self.cancel {
                Some(_) => self.limit.min(INTERVAL),
                None => self.limit,
            }),
            stopped: Cell::new(false),
        }
    }
}

/// The levels of the units whose inner units are not listed.
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
    /// Decides what is awake, and says whether any of it fires; `None` where that took too many steps.
    fn statuses(&self, awake: &Awake, statuses: &mut [TriggerStatus]) -> Option<bool> {
        let mut has_fired = false;
        for index in awake.iter() {
            if let Some(status) = statuses.get_mut(index)
                && let Some(tests) = self.program.flat.triggers.get(index)
            {
                *status = self.status(index, tests);
                has_fired |= *status == TriggerStatus::Fired;
            }
        }
        self.is_within_limit().then_some(has_fired)
    }

    fn settled(&self, awake: &Awake) -> Vec<bool> {
        let triggers = &self.program.flat.triggers;
        let mut settled = vec![true; triggers.len()];
        for index in awake.iter() {
            if let (Some(settled), Some(tests)) = (settled.get_mut(index), triggers.get(index)) {
                *settled = self.fires(index, tests) == Some(false);
            }
        }
        if self.is_within_limit() {
            settled
        } else {
            Vec::new()
        }
    }

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
            self.machine.get_or_init(|| {
                Machine::new(model, program, self.facts, self.limit).cancelled_by(self.cancel)
            })
        })
    }

    /// Counts an element looked at; false where no other is to be.
    #[inline]
    fn step(&self) -> bool {
        let looked_at = self.looked_at.get() + 1;
        self.looked_at.set(looked_at);
        looked_at <= self.pause.get() || self.look_up()
    }

    #[cold]
    #[inline(never)]
    fn look_up(&self) -> bool {
        let looked_at = self.looked_at.get();
        self.pause
            .set(self.limit.min(looked_at.saturating_add(INTERVAL)));
        let asked = self.given.or_else(|| self.machine.get());
        let stop = looked_at > self.limit
            || self.cancel.is_some_and(Cancel::is_cancelled)
            || asked.is_some_and(Machine::exhausted);
        if stop {
            self.pause.set(0);
            self.stopped.set(true);
        }
        !stop
    }

    fn is_within_limit(&self) -> bool {
        let asked = self.given.or_else(|| self.machine.get());
        !self.stopped.get() && asked.is_none_or(|machine| !machine.exhausted())
    }
}
