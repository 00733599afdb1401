//! Facts of one unit, looked at: which triggers have to be decided. No other has a cause, nor an open one.

use crate::facts::{EMPTY_LIST, FactStore, Unit, Width, unpacked_list};
use crate::program::flat::{Group, ListLooks, Look, Values, Watch};

/// The triggers that have to be decided, by number.
#[derive(Debug, Clone, Default)]
pub struct Awake {
    /// A bit each.
    words: Vec<u64>,
    /// Whether there is any.
    any: bool,
    /// How much was looked at closely.
    pub looked: u64,
}

/// The cells of a unit or of a record, and what follows them.
#[derive(Clone, Copy)]
struct Cells<'a, W>(&'a [W]);

impl<W: Width> Values for Cells<'_, W> {
    const SMALL: bool = W::SMALL;

    #[inline(always)]
    fn number(self, slot: u32) -> Option<i64> {
        self.0.get(slot as usize).map(|cell| cell.number())
    }
}

/// Wakes the triggers that the only unit may have a cause of.
#[inline(always)]
pub(super) fn look<W: Width>(
    watch: &Watch,
    (facts, cells): (&FactStore, &[W]),
    unit: &Unit,
    awake: &mut Awake,
) {
    let own = from(cells, unit.base);
    look_at(&watch.between, own, awake);
    look_at(&watch.others, own, awake);
    for (slot, list) in &watch.lists {
        let cell = own.0.get(*slot as usize);
        if cell.is_none_or(|cell| cell.number() != EMPTY_LIST.number()) {
            look_at_list(list, (facts, cells), cell, awake);
        }
    }
}

#[inline(never)]
fn look_at_list<W: Width>(
    list: &ListLooks,
    (facts, cells): (&FactStore, &[W]),
    cell: Option<&W>,
    awake: &mut Awake,
) {
    let range = cell.and_then(|cell| unpacked_list(cell.widened()));
    let records = range.and_then(|range| {
        let range = range.start as usize..range.end as usize;
        facts.records.get(range)
    });
    let Some(records) = records else {
        return list.triggers.iter().for_each(|it| awake.insert(*it));
    };
    for record in records {
        awake.looked += 1;
        list.always.iter().for_each(|it| awake.insert(*it));
        look_at(&list.looks, from(cells, record.base), awake);
    }
}

#[inline(always)]
fn look_at<T: Look, W: Width>(groups: &[Group<T>], values: Cells<'_, W>, awake: &mut Awake) {
    for group in groups {
        if !group.lead.is_silent(values) {
            wake(group, values, awake);
        }
    }
}

#[inline(never)]
fn wake<T: Look, W: Width>(group: &Group<T>, values: Cells<'_, W>, awake: &mut Awake) {
    awake.looked += group.looks.len() as u64;
    // One by itself is its own lead.
    let alone = group.looks.len() == 1;
    for (look, woken) in &group.looks {
        let stirs = alone || !look.is_silent(values);
        if stirs && !woken.unless.iter().any(|other| other.is_silent(values)) {
            awake.insert(woken.trigger);
        }
    }
}

#[inline(always)]
fn from<W>(cells: &[W], base: u32) -> Cells<'_, W> {
    Cells(cells.get(base as usize..).unwrap_or_default())
}

impl Awake {
    /// None of so many; says whether any was before.
    #[inline]
    pub fn none(&mut self, count: usize) -> bool {
        let length = count.div_ceil(64);
        let any = self.any || self.words.len() != length;
        if any {
            self.words.clear();
            self.words.resize(length, 0);
            self.any = false;
        }
        self.looked = 0;
        any
    }

    /// All that there are; what follows them does not matter.
    pub fn all(&mut self) {
        self.words.fill(u64::MAX);
        self.any = true;
    }

    /// Adds one.
    #[inline]
    pub fn insert(&mut self, trigger: u32) {
        if let Some(word) = self.words.get_mut(trigger as usize / 64) {
            *word |= 1 << (trigger % 64);
            self.any = true;
        }
    }

    /// Whether there is any.
    #[inline]
    pub fn is_any(&self) -> bool {
        self.any
    }

    /// In order.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize);
                left &= left.wrapping_sub(1);
                bit.map(|bit| index * 64 + bit)
            })
        })
    }
}
