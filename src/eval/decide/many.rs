//! Quantified conditions and counts, at one unit or in the units inside it.

use super::{At, Deciding, bit};
use crate::arena::Id;
use crate::eval::count::{Tally, decide};
use crate::eval::logic::{self, Truth};
use crate::facts::Width;
use crate::facts::{Unit, UnitIndex};
use crate::ids::LevelId;
use crate::model::Quantifier;
use crate::program::flat::{Ask, Many, ManyOf, Records, What};

/// What has been seen of the elements.
struct Seen {
    /// Those that count, and how many more may.
    tally: Tally,
    /// All of them hold, for `all`.
    all: Truth,
    /// Whether there may be others.
    gap: bool,
}

impl<W: Width> Deciding<'_, W> {
    /// Whether as many elements hold as are asked for.
    pub(super) fn many(&self, many: &Many, at: &At<'_, W>) -> Truth {
        let mut seen = Seen {
            tally: Tally {
                known: 0,
                possible: Some(0),
            },
            all: Some(true),
            gap: false,
        };
        match many.domain {
            ManyOf::Units(level) => {
                let mut each = |index: UnitIndex, unit: &Unit| {
                    self.element(many, Some(true), &self.at_unit(index, unit, What::Itself))
                        .count(many.ask, &mut seen.tally, &mut seen.all)
                };
                seen.gap = self.inside(at.unit, level, &mut each);
            }
            ManyOf::Records(records) => {
                let records = self.program.flat.records.get(records as usize)?;
                self.records_seen(many, records, at, &mut seen);
            }
        }
        seen.answer(many.ask)
    }

    fn records_seen(&self, many: &Many, records: &Records, at: &At<'_, W>, seen: &mut Seen) {
        let mut gap = false;
        for (level, slot) in &records.homes {
            let mut each = |_: UnitIndex, unit: &Unit| match self.list(unit, *slot) {
                None => gap = true,
                Some(list) => {
                    for index in list {
                        let Some(record) = self.facts.record(index) else {
                            continue;
                        };
                        if !self.step() {
                            break;
                        }
                        let member = self.member(index, record, self.days(records));
                        if member != Some(false) {
                            let at = self.at_record(index, record, What::Itself);
                            self.element(many, member, &at).count(
                                many.ask,
                                &mut seen.tally,
                                &mut seen.all,
                            );
                        }
                    }
                }
            };
            if many.inside {
                seen.gap |= self.inside(at.unit, *level, &mut each);
            } else if let Some(unit) = self.facts.unit(at.unit)
                && unit.level == *level
            {
                each(at.unit, unit);
            }
        }
        seen.gap |= gap;
    }

    /// Calls for each unit of a level that is this unit or lies inside it, and says whether there may be others.
    fn inside(
        &self,
        around: UnitIndex,
        level: LevelId,
        each: &mut dyn FnMut(UnitIndex, &Unit),
    ) -> bool {
        let above = self.above(level);
        let may_miss = self.unlisted & above != 0;
        let mut gap = false;
        let end = self.facts.subtree(around).end;
        let mut index = around;
        while index < end {
            let Some(unit) = self.facts.unit(index) else {
                break;
            };
            if unit.level == level {
                if !self.step() {
                    break;
                }
                each(index, unit);
            }
            let leads_there = above & bit(unit.level.index()) != 0;
            gap |= may_miss && leads_there && !unit.units_known;
            index = if leads_there { index + 1 } else { unit.end };
        }
        gap
    }

    /// What an element comes to: whether it is one of those meant, and whether it holds.
    fn element(&self, many: &Many, member: Truth, at: &At<'_, W>) -> Element {
        let meant = logic::both(member, || self.begun(many.filter, at));
        Element {
            meant,
            holds: match meant {
                Some(false) => Some(false),
                _ => self.begun(many.satisfy, at),
            },
        }
    }
}

struct Element {
    meant: Truth,
    holds: Truth,
}

impl Element {
    fn count(self, ask: Ask, tally: &mut Tally, all: &mut Truth) {
        let Self { meant, holds } = self;
        if ask == Ask::Quantifier(Quantifier::All) {
            let kept = match meant {
                Some(false) => Some(true),
                _ => logic::or([logic::not(meant), holds].into_iter()),
            };
            *all = logic::both(*all, || kept);
            return;
        }
        match logic::both(meant, || holds) {
            Some(true) => tally.known += 1,
            Some(false) => {}
            None => tally.possible = tally.possible.map(|n| n + 1),
        }
    }
}

impl Seen {
    fn answer(self, ask: Ask) -> Truth {
        let Self {
            mut tally,
            all,
            gap,
        } = self;
        if gap {
            tally.possible = None;
        }
        match ask {
            Ask::Quantifier(Quantifier::All) => match (all, gap) {
                (Some(true), true) => None,
                (all, _) => all,
            },
            Ask::Quantifier(quantifier) => decide(quantifier, tally),
            // A count is not known while any element is not.
            Ask::Below(bound, negated) => {
                let sure = tally.possible == Some(0);
                let count = i64::try_from(tally.known).unwrap_or(i64::MAX);
                sure.then_some((count < bound) != negated)
            }
        }
    }
}
