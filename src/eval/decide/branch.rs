//! What a branch ranges over: units of a level, targets at them, records that they list.

use std::ops::Range;

use super::prepared::{Days, DueNow};
use super::{At, Deciding, bit};
use crate::arena::Id;
use crate::eval::logic::{self, Truth};
use crate::facts::Width;
use crate::facts::{Record, RecordIndex, Unit, UnitIndex, unpacked_list};
use crate::ids::LevelId;
use crate::program::flat::{Condition, Records, What};

impl<'a, W: Width> Deciding<'a, W> {
    /// Whether a condition holds at some unit of a level.
    #[inline]
    pub(super) fn at_units(&self, level: LevelId, what: What, test: Condition) -> Truth {
        self.units(level, |index, unit| {
            self.begun(test, &self.at_unit(index, unit, what))
        })
    }

    /// Whether some target of one level and day is breached somewhere.
    #[inline]
    pub(super) fn at_targets(
        &self,
        (level, due): (LevelId, u32),
        breached: Condition,
        targets: &Range<u32>,
    ) -> Truth {
        match self.prepared.dues.get(due as usize) {
            Some(DueNow::Due) => self.at_units(level, What::Itself, breached),
            // None is breached; but whether one applies may be unknown.
            _ => self.units(level, |index, unit| self.not_due(targets, index, unit)),
        }
    }

    fn not_due(&self, targets: &Range<u32>, index: UnitIndex, unit: &Unit) -> Truth {
        let range = targets.start as usize..targets.end as usize;
        let listed = self.program.flat.listed.get(range).unwrap_or_default();
        let at = self.at_unit(index, unit, What::Itself);
        let open = |target| self.target(target, &at).is_none();
        match listed.iter().any(|target| open(*target)) {
            true => None,
            false => Some(false),
        }
    }

    /// Whether a condition holds for some record of a type.
    #[inline]
    pub(super) fn at_records(&self, records: u32, what: What, test: Condition) -> Truth {
        let records = self.program.flat.records.get(records as usize)?;
        let mut truth = Some(false);
        for (level, slot) in &records.homes {
            let found = self.units(*level, |index, unit| match self.list(unit, *slot) {
                None => self.unlisted_acts(what, index),
                Some(list) if list.is_empty() => Some(false),
                Some(list) => self.listed(list, records, what, test),
            });
            match found {
                Some(true) => return Some(true),
                Some(false) => {}
                None => truth = None,
            }
        }
        truth
    }

    /// Whether a list that the facts do not have holds an act: not where what forbids it does not apply.
    fn unlisted_acts(&self, what: What, unit: UnitIndex) -> Truth {
        let What::Prohibition(prohibition) = what else {
            return None;
        };
        let applies = self.program.prohibitions[prohibition].applies?;
        let machine = self.machine();
        machine
            .truth(applies, machine.at(unit))
            .filter(|applies| !applies)
    }

    /// Whether a condition holds for some record of a list.
    fn listed(
        &self,
        list: Range<RecordIndex>,
        records: &Records,
        what: What,
        test: Condition,
    ) -> Truth {
        let days = self.days(records);
        let mut truth = Some(false);
        for index in list {
            let Some(record) = self.facts.record(index) else {
                continue;
            };
            if !self.step() {
                return None;
            }
            let found = match self.member(index, record, days) {
                Some(false) => continue,
                member => logic::both(member, || {
                    self.begun(test, &self.at_record(index, record, what))
                }),
            };
            match found {
                Some(true) => return Some(true),
                Some(false) => {}
                None => truth = None,
            }
        }
        truth
    }

    /// The records that a unit lists; `None` where the facts do not have the list.
    #[inline]
    pub(super) fn list(&self, unit: &Unit, slot: u32) -> Option<Range<RecordIndex>> {
        let cell = self.cells.get(unit.base as usize + slot as usize)?;
        unpacked_list(cell.widened())
    }

    /// The days of the window in which records count.
    #[inline]
    pub(super) fn days(&self, records: &Records) -> Days {
        let days = self.prepared.windows.get(records.window as usize);
        days.copied().unwrap_or(Days::NONE)
    }

    /// Whether a record exists and lies in a window; unknown where its date is.
    #[inline]
    pub(super) fn member(&self, index: RecordIndex, record: &Record, days: Days) -> Truth {
        let dates = self.program.flat.dates.get(record.record_type.index())?;
        let as_of = self.prepared.as_of;
        let day = |base: u32, slot: u32| {
            let cell = self.cells.get(base as usize + slot as usize)?;
            cell.widened().value()
        };
        let later = |slot: &u32| day(record.base, *slot).is_some_and(|day| day > as_of);
        if dates.others.iter().any(later) {
            return Some(false);
        }
        let mut dated = dates.act.is_some();
        let mut act = dates.act.and_then(|slot| day(record.base, slot));
        if act.is_none() && record.root != index {
            // The record which tells of the same act knows.
            let root = self.facts.record(record.root)?;
            let dates = self.program.flat.dates.get(root.record_type.index())?;
            dated |= dates.act.is_some();
            act = dates.act.and_then(|slot| day(root.base, slot));
        }
        if !dated {
            return Some(true);
        }
        let act = act?;
        Some(days.first <= act && act <= days.last)
    }

    /// Whether something holds at some unit of a level; unknown where the facts do not list them all.
    #[inline(always)]
    pub(super) fn units(&self, level: LevelId, each: impl Fn(UnitIndex, &Unit) -> Truth) -> Truth {
        match self.only {
            Some(unit) if unit.level == level => match self.step() {
                true => each(0, unit),
                false => None,
            },
            Some(_) => Some(false),
            None => self.all_units(level, each),
        }
    }

    #[inline(never)]
    fn all_units(&self, level: LevelId, each: impl Fn(UnitIndex, &Unit) -> Truth) -> Truth {
        let above = self.above(level);
        let mut truth = match self.unlisted & above {
            0 => Some(false),
            _ => None,
        };
        let mut index = 0;
        while let Some(unit) = self.facts.unit(index) {
            if unit.level == level {
                if !self.step() {
                    return None;
                }
                match each(index, unit) {
                    Some(true) => return Some(true),
                    Some(false) => {}
                    None => truth = None,
                }
            }
            // No unit of a level lies inside another of it, nor inside one of a level that does not contain it.
            let leads_there = above & bit(unit.level.index()) != 0;
            index = if leads_there { index + 1 } else { unit.end };
        }
        truth
    }

    /// The levels that contain a level, a bit each.
    #[inline]
    pub(super) fn above(&self, level: LevelId) -> u64 {
        let above = self.program.flat.above.get(level.index());
        above.copied().unwrap_or(0)
    }

    /// The cells from one on.
    #[inline]
    pub(super) fn from(&self, base: u32) -> &'a [W] {
        self.cells.get(base as usize..).unwrap_or_default()
    }

    /// Where tests of a unit are made.
    #[inline]
    pub(super) fn at_unit(&self, index: UnitIndex, unit: &Unit, what: What) -> At<'a, W> {
        At {
            cells: [self.from(unit.base), &[]],
            unit: index,
            record: None,
            what,
        }
    }

    /// Where tests of a record are made.
    #[inline]
    pub(super) fn at_record(&self, index: RecordIndex, record: &Record, what: What) -> At<'a, W> {
        let unit = self.facts.unit(record.unit);
        At {
            cells: [
                unit.map_or(&[][..], |unit| self.from(unit.base)),
                self.from(record.base),
            ],
            unit: record.unit,
            record: Some(index),
            what,
        }
    }
}
