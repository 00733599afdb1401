//! The steps of a trigger over the cells of the only unit: one loop, which gives up at whatever is unknown.

use super::prepared::DueNow;
use super::test::ratio;
use super::{Deciding, What};
use crate::facts::{Unit, Width, unpacked_list};
use crate::program::flat::{Place, Step, Test};

impl<W: Width> Deciding<'_, W> {
    /// Whether a trigger fires on facts of one unit; `None` where the steps cannot tell.
    #[inline]
    pub(super) fn quick(&self, trigger: usize, unit: &Unit, first: u32) -> Option<bool> {
        let flat = &self.program.flat;
        let cells = self.from(unit.base);
        let value = |place: Place| cells.get(place.slot() as usize)?.widened().value();
        let mut next = first as usize;
        loop {
            let step = flat.steps.get(next)?;
            next += 1;
            let (holds, to) = match *step {
                Step::Test(Test::Less(place, bound), to) => (value(place)? < bound, to),
                Step::Test(Test::AtLeast(place, bound), to) => (value(place)? >= bound, to),
                Step::Test(Test::Equal(place, wanted), to) => (value(place)? == wanted, to),
                Step::Test(Test::Unequal(place, wanted), to) => (value(place)? != wanted, to),
                Step::Test(Test::OneOf(place, set), to) => {
                    (set >> (value(place)? & 63) & 1 == 1, to)
                }
                Step::Test(Test::Part(part, whole, bound), to) => {
                    let bound = flat.parts.get(bound as usize)?;
                    (ratio(bound, value(part)?, value(whole)?)?, to)
                }
                Step::List(slot, branch) => {
                    let list = unpacked_list(cells.get(slot as usize)?.widened())?;
                    if !list.is_empty() {
                        let branch = flat.branches.get(branch as usize)?;
                        if self.branch(trigger, branch)? {
                            return Some(true);
                        }
                    }
                    continue;
                }
                Step::Branch(branch) => {
                    let branch = flat.branches.get(branch as usize)?;
                    if self.branch(trigger, branch)? {
                        return Some(true);
                    }
                    continue;
                }
                Step::Due(due) => {
                    if self.prepared.dues.get(due as usize) != Some(&DueNow::Due) {
                        return None;
                    }
                    continue;
                }
                Step::End(fires) => return Some(fires),
                Step::Go(to) => (true, to),
                Step::Other(test, to) => {
                    let at = self.at_unit(0, unit, What::Itself);
                    (self.truth(flat.node(test)?, &at)?, to)
                }
                Step::Test(..) | Step::GiveUp => return None,
            };
            if holds {
                next = to as usize;
            }
        }
    }
}
