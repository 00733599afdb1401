//! Facts of one unit, looked at: which triggers have to be decided, and which have a cause among the records at once.
//!
//! Whatever is not woken here has no cause, nor an open one.

use super::Deciding;
use crate::eval::logic;
use crate::facts::{EMPTY_LIST, RecordIndex, Unit, Width, unpacked_list};
use crate::program::Cell;
use crate::program::flat::{Branch, Group, ListLooks, Look, Looks, Woken};

/// Triggers by number, a bit each.
#[derive(Debug, Clone, Default)]
pub struct Triggers(Vec<u64>);

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Triggers to be decided.
    pub awake: Triggers,
    /// Triggers that fire.
    pub fired: Triggers,
}

impl<W: Width> Deciding<'_, W> {
    /// Looks at the only unit.
    pub(super) fn look_at(&self, unit: &Unit, found: &mut Found) {
        found.awake.0.clone_from(&self.prepared.awake.0);
        found.fired.0.clear();
        found.fired.0.resize(found.awake.0.len(), 0);
        let watch = &self.program.flat.watch;
        let cells = self.from(unit.base);
        // Those that are always awake are so already.
        look(&watch.unit, cells, |woken| {
            found.awake.insert(woken.trigger);
        });
        for (slot, list) in &watch.lists {
            let cell = cell_of(cells, *slot);
            if cell != EMPTY_LIST {
                self.look_at_list(cell, list, found);
            }
        }
    }

    fn look_at_list(&self, cell: Cell, list: &ListLooks, found: &mut Found) {
        let Some(range) = unpacked_list(cell) else {
            for trigger in &list.triggers {
                found.awake.insert(*trigger);
            }
            return;
        };
        for index in range {
            let Some(record) = self.facts.record(index) else {
                continue;
            };
            self.step();
            let cells = self.from(record.base);
            let always = list.records.always.iter();
            always.for_each(|woken| self.look_closer(*woken, index, found));
            look(&list.records, cells, |woken| {
                self.look_closer(woken, index, found);
            });
        }
    }

    /// A record may be a cause: where it is one, or is none, nothing more has to be decided for it.
    fn look_closer(&self, woken: Woken, index: RecordIndex, found: &mut Found) {
        let branch = woken.branch.map(|branch| branch as usize);
        let branch = branch.and_then(|branch| self.program.flat.branches.get(branch));
        let record = self.facts.record(index);
        let truth = match (branch, record) {
            (Some(Branch::Records(records, what, test)), Some(record)) => {
                let records = self.program.flat.records.get(*records as usize);
                let days = records.map(|records| self.days(records));
                let member = days.and_then(|days| self.member(index, record, days));
                logic::both(member, || {
                    self.begun(*test, &self.at_record(index, record, *what))
                })
            }
            _ => None,
        };
        match truth {
            Some(true) => found.fired.insert(woken.trigger),
            Some(false) => {}
            None => found.awake.insert(woken.trigger),
        }
    }
}

/// Looks at the values of a unit or of a record.
#[inline(always)]
fn look<W: Width>(looks: &Looks, cells: &[W], mut wake: impl FnMut(Woken)) {
    look_by(&looks.between, cells, &mut wake);
    look_by(&looks.among, cells, &mut wake);
    look_by(&looks.ratios, cells, &mut wake);
}

#[inline(always)]
fn look_by<T: Look, W: Width>(groups: &[Group<T>], cells: &[W], wake: &mut impl FnMut(Woken)) {
    let cell = |slot| cell_of(cells, slot);
    for group in groups {
        if !group.lead.is_silent(cell) {
            for (look, woken) in &group.looks {
                if !look.is_silent(cell) {
                    wake(*woken);
                }
            }
        }
    }
}

#[inline(always)]
fn cell_of<W: Width>(cells: &[W], slot: u32) -> Cell {
    let cell = cells.get(slot as usize);
    cell.map_or(Cell::UNKNOWN, |cell| cell.widened())
}

impl Triggers {
    /// None of so many.
    pub fn none(&mut self, count: usize) {
        self.0.clear();
        self.0.resize(count.div_ceil(64), 0);
    }

    /// Adds one.
    #[inline]
    pub fn insert(&mut self, trigger: u32) {
        if let Some(word) = self.0.get_mut(trigger as usize / 64) {
            *word |= 1 << (trigger % 64);
        }
    }

    /// In order.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(index, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize);
                left &= left.wrapping_sub(1);
                bit.map(|bit| index * 64 + bit)
            })
        })
    }
}
