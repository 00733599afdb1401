//! Facts of one unit, looked at: which triggers have to be decided. No other has a cause, nor an open one.

use crate::facts::{EMPTY_LIST, FactStore, Unit, Width, unpacked_list};
use crate::program::flat::{Group, ListLooks, Look, Looks, Values, Watch, Woken};

/// Triggers by number, a bit each.
#[derive(Debug, Clone, Default)]
pub struct Triggers(Vec<u64>);

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

/// Wakes the triggers that the only unit may have a cause of, and says how much was looked at closely.
#[inline(always)]
pub(super) fn look<W: Width>(
    watch: &Watch,
    (facts, cells): (&FactStore, &[W]),
    unit: &Unit,
    awake: &mut Triggers,
) -> u64 {
    let own = from(cells, unit.base);
    let mut looked = look_at(&watch.unit, own, awake);
    for (slot, list) in &watch.lists {
        if own.number(*slot) != Some(EMPTY_LIST.number()) {
            looked += look_at_list(list, (facts, cells), (own, *slot), awake);
        }
    }
    looked
}

#[inline(never)]
fn look_at_list<W: Width>(
    list: &ListLooks,
    (facts, cells): (&FactStore, &[W]),
    (own, slot): (Cells<'_, W>, u32),
    awake: &mut Triggers,
) -> u64 {
    let cell = own.0.get(slot as usize);
    let records = cell.and_then(|cell| unpacked_list(cell.widened()));
    let records = records.and_then(|range| {
        let range = range.start as usize..range.end as usize;
        facts.records.get(range)
    });
    let Some(records) = records else {
        list.triggers.iter().for_each(|it| awake.insert(*it));
        return list.triggers.len() as u64;
    };
    let mut looked = 0;
    for record in records {
        list.records.always.iter().for_each(|it| awake.insert(*it));
        looked += 1 + look_at(&list.records, from(cells, record.base), awake);
    }
    looked
}

/// Looks at the values of a unit or of a record.
#[inline(always)]
fn look_at<W: Width>(looks: &Looks, values: Cells<'_, W>, awake: &mut Triggers) -> u64 {
    let between = look_by(&looks.between, values, awake);
    let among = look_by(&looks.among, values, awake);
    between + among + look_by(&looks.ratios, values, awake)
}

#[inline(always)]
fn look_by<T: Look, W: Width>(
    groups: &[Group<T>],
    values: Cells<'_, W>,
    awake: &mut Triggers,
) -> u64 {
    let mut looked = 0;
    for group in groups {
        if !group.lead.is_silent(values) {
            looked += wake(&group.looks, values, awake);
        }
    }
    looked
}

#[inline(never)]
fn wake<T: Look, W: Width>(
    looks: &[(T, Woken)],
    values: Cells<'_, W>,
    awake: &mut Triggers,
) -> u64 {
    for (look, woken) in looks {
        if !look.is_silent(values) && !woken.unless.iter().any(|other| other.is_silent(values)) {
            awake.insert(woken.trigger);
        }
    }
    looks.len() as u64
}

#[inline(always)]
fn from<W>(cells: &[W], base: u32) -> Cells<'_, W> {
    Cells(cells.get(base as usize..).unwrap_or_default())
}

impl Triggers {
    /// None of so many.
    pub fn none(&mut self, count: usize) {
        self.0.clear();
        self.0.resize(count.div_ceil(64), 0);
    }

    /// All of so many; what follows them does not matter.
    pub fn all(&mut self, count: usize) {
        self.0.clear();
        self.0.resize(count.div_ceil(64), u64::MAX);
    }

    /// The same as others.
    #[inline]
    pub fn copy(&mut self, others: &Self) {
        if self.0.len() != others.0.len() {
            self.0.resize(others.0.len(), 0);
        }
        let words = self.0.iter_mut().zip(&others.0);
        words.for_each(|(word, other)| *word = *other);
    }

    /// Adds one.
    #[inline]
    pub fn insert(&mut self, trigger: u32) {
        if let Some(word) = self.0.get_mut(trigger as usize / 64) {
            *word |= 1 << (trigger % 64);
        }
    }

    /// Whether there is any.
    #[inline]
    pub fn is_any(&self) -> bool {
        self.0.iter().any(|word| *word != 0)
    }

    /// In order.
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
