//! What to look at in facts of one unit so that most triggers need not be: a look says of a value, or of two, that it
//! keeps a trigger silent, so that the trigger has no cause there, nor an open one.
//!
//! Looks at one place are a group. Its lead is as strict as all of them together, so that a value which satisfies the
//! lead is looked at once, however many triggers there are. A look errs on one side only: what it wakes may still be
//! silent, and is decided by the tests.

use indexmap::IndexMap;

use crate::model::CompareOp;
use crate::program::Cell;

/// Values as they stand in their cells.
pub trait Values: Copy {
    /// Whether each is held by four bytes.
    const SMALL: bool;

    /// What a slot holds: a number below [`LEAST`] where it is not a value by itself.
    fn number(self, slot: u32) -> Option<i64>;
}

/// The least value that is looked at, whichever way it is held.
pub const LEAST: i64 = Cell::LEAST_HALF as i64;

/// The most that parts and wholes are multiplied by, so that the product with four bytes fits into eight.
const MOST: u64 = 1 << 31;

/// Says of values that they keep a trigger silent.
pub trait Look: Copy {
    /// Whether the values do.
    fn is_silent<V: Values>(&self, values: V) -> bool;

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

/// A look of any kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Single {
    /// At a value by order.
    Between(Between),
    /// At a small number.
    Among(Among),
    /// At a part of a whole.
    Ratio(Ratio),
}

/// What a look wakes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Woken {
    /// The trigger.
    pub trigger: u32,
    /// Any of these keeps it silent all the same.
    pub unless: Vec<Single>,
}

/// Looks at one place.
#[derive(Clone, Debug)]
pub struct Group<T> {
    /// As strict as all of them.
    pub lead: T,
    /// Each, and what is woken where it is not silent.
    pub looks: Vec<(T, Woken)>,
}

/// Looks at a list of records.
#[derive(Clone, Debug, Default)]
pub struct ListLooks {
    /// At the values of each record.
    pub looks: Vec<Group<Single>>,
    /// Triggers that any record wakes.
    pub always: Vec<u32>,
    /// All triggers that the list may wake, for where it is not known.
    pub triggers: Vec<u32>,
}

/// Everything to be looked at.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    /// At the unit's values by order, which is most of what there is.
    pub between: Vec<Group<Between>>,
    /// At the unit's values otherwise.
    pub others: Vec<Group<Single>>,
    /// At its lists, by slot.
    pub lists: IndexMap<u32, ListLooks>,
    /// Triggers that are always awake.
    pub always: Vec<u32>,
    /// Triggers that are awake unless targets of that day are due.
    pub dues: Vec<(u32, u32)>,
}

impl Between {
    /// From the least to the greatest; `None` where there is nothing between them.
    pub(super) fn new(slot: u32, least: i64, greatest: i64) -> Option<Self> {
        let least = least.max(LEAST);
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
    fn is_silent<V: Values>(&self, values: V) -> bool {
        let above = |number: i64| number.wrapping_sub(self.least).cast_unsigned();
        let number = values.number(self.slot);
        number.is_some_and(|number| above(number) <= self.span)
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
    fn is_silent<V: Values>(&self, values: V) -> bool {
        let is_in = |number: u64| number < 64 && self.set >> number & 1 == 1;
        let number = values.number(self.slot);
        number.is_some_and(|number| is_in(number.cast_unsigned()))
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
        let fits = times.unsigned_abs() <= MOST && bound.unsigned_abs() <= MOST;
        (times != 0 && fits).then_some(Self {
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
    fn is_silent<V: Values>(&self, values: V) -> bool {
        let (Some(part), Some(whole)) = (values.number(self.part), values.number(self.whole))
        else {
            return false;
        };
        if part < LEAST || whole <= 0 {
            return false;
        }
        if V::SMALL {
            // INVARIANT: neither factor is more than 2^31.
            let bound = whole.wrapping_mul(self.bound).wrapping_add(self.over);
            return part.wrapping_mul(self.times) >= bound;
        }
        let bound = i128::from(whole) * i128::from(self.bound) + i128::from(self.over);
        i128::from(part) * i128::from(self.times) >= bound
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

impl Look for Single {
    #[inline(always)]
    fn is_silent<V: Values>(&self, values: V) -> bool {
        match self {
            Self::Between(look) => look.is_silent(values),
            Self::Among(look) => look.is_silent(values),
            Self::Ratio(look) => look.is_silent(values),
        }
    }

    fn and(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Between(one), Self::Between(other)) => one.and(other).map(Self::Between),
            (Self::Among(one), Self::Among(other)) => one.and(other).map(Self::Among),
            (Self::Ratio(one), Self::Ratio(other)) => one.and(other).map(Self::Ratio),
            _ => None,
        }
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
mod tests;
