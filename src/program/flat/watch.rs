//! What to look at in facts of one unit so that most triggers need not be: a look says of a value, or of two, that it
//! keeps a trigger silent, so that the trigger has no cause there, nor an open one.
//!
//! Looks at one place are a group. Its lead is as strict as all of them together, so that a value which satisfies the
//! lead is looked at once, however many triggers there are. A look errs on one side only: what it wakes may still be
//! silent, and is decided by the tests.

use indexmap::IndexMap;

use crate::model::CompareOp;
use crate::program::Cell;

/// Says of values that they keep a trigger silent.
pub trait Look: Copy {
    /// Whether the values, read by slot, do.
    fn is_silent(&self, cell: impl Fn(u32) -> Cell) -> bool;

    /// What is silent just where both are; `None` where no look says that.
    fn and(self, other: Self) -> Option<Self>;
}

/// A known value lies between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Between {
    slot: u32,
    least: i64,
    /// How far the greatest lies from the least.
    span: u64,
}

/// A known value is one of some small numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Among {
    slot: u32,
    set: u64,
}

/// Of a whole that is more than nothing, a part · times is as much as the whole · bound, or more than that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    part: u32,
    whole: u32,
    times: i64,
    bound: i64,
    /// 1 where it is more, 0 where as much is enough.
    over: i64,
}

/// What is woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Woken {
    /// The trigger.
    pub trigger: u32,
    /// Its branch that a record alone may be a cause of.
    pub branch: Option<u32>,
}

/// Looks at one place.
#[derive(Clone, Debug)]
pub struct Group<T> {
    /// As strict as all of them.
    pub lead: T,
    /// Each, and what is woken where it is not silent.
    pub looks: Vec<(T, Woken)>,
}

/// Looks at the values of a unit, or of a record.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    /// At values by order.
    pub between: Vec<Group<Between>>,
    /// At small numbers.
    pub among: Vec<Group<Among>>,
    /// At parts of wholes.
    pub ratios: Vec<Group<Ratio>>,
    /// Woken whatever the values are.
    pub always: Vec<Woken>,
}

/// Looks at a list of records.
#[derive(Clone, Debug, Default)]
pub struct ListLooks {
    /// At each record.
    pub records: Looks,
    /// All triggers that the list may wake, for where it is not known.
    pub triggers: Vec<u32>,
}

/// Everything to be looked at.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    /// At the unit's own values.
    pub unit: Looks,
    /// At its lists, by slot.
    pub lists: IndexMap<u32, ListLooks>,
    /// Triggers that are awake unless targets of that day are due.
    pub dues: Vec<(u32, u32)>,
}

impl Between {
    /// From the least to the greatest; `None` where there is nothing between them.
    pub(super) fn new(slot: u32, least: i64, greatest: i64) -> Option<Self> {
        let least = least.max(Cell::LEAST.number());
        let span = u64::try_from(i128::from(greatest) - i128::from(least)).ok()?;
        Some(Self { slot, least, span })
    }

    /// Any known value.
    pub(super) fn known(slot: u32) -> Option<Self> {
        Self::new(slot, i64::MIN, i64::MAX)
    }

    fn greatest(self) -> i64 {
        self.least.wrapping_add_unsigned(self.span)
    }
}

impl Look for Between {
    #[inline(always)]
    fn is_silent(&self, cell: impl Fn(u32) -> Cell) -> bool {
        // What is not known, or not held by the cell, is a number below all that are.
        let above = cell(self.slot).number().wrapping_sub(self.least);
        above.cast_unsigned() <= self.span
    }

    fn and(self, other: Self) -> Option<Self> {
        let greatest = self.greatest().min(other.greatest());
        let both = Self::new(self.slot, self.least.max(other.least), greatest);
        both.filter(|_| self.slot == other.slot)
    }
}

impl Among {
    pub(super) fn new(slot: u32, set: u64) -> Self {
        Self { slot, set }
    }
}

impl Look for Among {
    #[inline(always)]
    fn is_silent(&self, cell: impl Fn(u32) -> Cell) -> bool {
        let value = cell(self.slot).number().cast_unsigned();
        value < 64 && self.set >> value & 1 == 1
    }

    fn and(self, other: Self) -> Option<Self> {
        let set = self.set & other.set;
        (self.slot == other.slot && set != 0).then_some(Self { set, ..self })
    }
}

impl Ratio {
    /// Where a part, times so much, compares with the whole times the bound.
    pub(super) fn new(
        (part, whole): (u32, u32),
        op: CompareOp,
        (times, bound): (i64, i64),
    ) -> Option<Self> {
        let (times, bound) = match op {
            CompareOp::AtLeast | CompareOp::More => (times, bound),
            CompareOp::AtMost | CompareOp::Less => (times.checked_neg()?, bound.checked_neg()?),
            CompareOp::Equal | CompareOp::NotEqual => return None,
        };
        let over = i64::from(matches!(op, CompareOp::More | CompareOp::Less));
        (times != 0).then_some(Self {
            part,
            whole,
            times,
            bound,
            over,
        })
    }
}

impl Look for Ratio {
    #[inline(always)]
    fn is_silent(&self, cell: impl Fn(u32) -> Cell) -> bool {
        let (Some(part), Some(whole)) = (cell(self.part).value(), cell(self.whole).value()) else {
            return false;
        };
        // The product of two words fits into two, with room for one more.
        let part = i128::from(part) * i128::from(self.times);
        let bound = i128::from(whole) * i128::from(self.bound);
        whole > 0 && part >= bound + i128::from(self.over)
    }

    fn and(self, other: Self) -> Option<Self> {
        let same = (self.part, self.whole) == (other.part, other.whole);
        if !same || (self.times > 0) != (other.times > 0) {
            return None;
        }
        // The one whose bound is the greater part; of equal ones the one that asks for more than that.
        let this = i128::from(self.bound) * i128::from(other.times);
        let that = i128::from(other.bound) * i128::from(self.times);
        let (this, that) = if self.times > 0 {
            (this, that)
        } else {
            (that, this)
        };
        let stricter = this > that || this == that && self.over >= other.over;
        Some(if stricter { self } else { other })
    }
}

impl<T: Look> Group<T> {
    /// Adds a look to those at the same place.
    pub(super) fn add(groups: &mut Vec<Self>, look: T, woken: Woken) {
        for group in groups.iter_mut() {
            if let Some(lead) = group.lead.and(look) {
                group.lead = lead;
                group.looks.push((look, woken));
                return;
            }
        }
        groups.push(Self {
            lead: look,
            looks: vec![(look, woken)],
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number() -> impl Strategy<Value = i64> {
        prop_oneof![
            -9..9_i64,
            any::<i64>(),
            (-3..3_i64).prop_map(|n| i64::MAX.wrapping_add(n)),
            (-3..3_i64).prop_map(|n| Cell::LEAST.number().wrapping_add(n)),
        ]
    }

    fn cells(values: [i64; 2]) -> impl Fn(u32) -> Cell + Copy {
        move |slot| {
            let value = values.get(slot as usize).copied();
            value.and_then(Cell::of).unwrap_or(Cell::UNKNOWN)
        }
    }

    /// A lead is silent where all the looks are that it stands for, and nowhere else.
    fn leads<T: Look>(looks: &[T], values: [i64; 2]) -> Result<(), TestCaseError> {
        let mut groups = Vec::new();
        for look in looks {
            let woken = Woken {
                trigger: 0,
                branch: None,
            };
            Group::add(&mut groups, *look, woken);
        }
        prop_assert_eq!(
            groups.iter().map(|group| group.looks.len()).sum::<usize>(),
            looks.len()
        );
        for group in groups {
            let all = group
                .looks
                .iter()
                .all(|(look, _)| look.is_silent(cells(values)));
            prop_assert_eq!(group.lead.is_silent(cells(values)), all);
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn a_lead_stands_for_all_its_intervals(
            ends in proptest::collection::vec((0..2_u32, number(), number()), 1..6), values in [number(), number()],
        ) {
            let looks: Vec<_> = ends.iter().filter_map(|(slot, a, b)| Between::new(*slot, *a, *b)).collect();
            for look in &looks {
                let value = cells(values)(look.slot).value();
                let inside = value.is_some_and(|value| look.least <= value && value <= look.greatest());
                prop_assert_eq!(look.is_silent(cells(values)), inside);
            }
            leads(&looks, values)?;
        }

        #[test]
        fn a_lead_stands_for_all_its_sets(
            sets in proptest::collection::vec((0..2_u32, any::<u64>()), 1..4), values in [-1..70_i64, -1..70_i64],
        ) {
            let looks: Vec<_> = sets.iter().map(|(slot, set)| Among::new(*slot, *set)).collect();
            leads(&looks, values)?;
        }

        #[test]
        fn a_lead_stands_for_all_its_parts(
            bounds in proptest::collection::vec((any::<bool>(), 0..4_usize, number(), number()), 1..6),
            values in [number(), number()],
        ) {
            let ops = [CompareOp::Less, CompareOp::AtMost, CompareOp::AtLeast, CompareOp::More];
            let looks: Vec<_> = bounds.iter().filter_map(|(turned, op, times, bound)| {
                let places = if *turned { (1, 0) } else { (0, 1) };
                Ratio::new(places, *ops.get(*op)?, (times.saturating_abs().max(1), *bound))
            }).collect();
            leads(&looks, values)?;
        }
    }
}
