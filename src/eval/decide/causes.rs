//! The causes of the triggers that fire: the elements for which the tests hold, each as the operations would give it.

use indexmap::IndexMap;

use super::watch::Awake;
use super::{Deciding, What};
use crate::arena::Id;
use crate::eval::cause::own_matters;
use crate::eval::domain::Item;
use crate::eval::outcome::{Cause, Element, TriggerStatus};
use crate::facts::{UnitIndex, Width};
use crate::ids::{LevelId, TargetId, TriggerId};
use crate::model::{DomainKind, TriggerBranch};
use crate::program::flat::{Branch, Condition, TriggerTests};

impl<W: Width> Deciding<'_, W> {
    /// The status of every trigger awake, and the causes of those that fire; false where that took too many steps.
    pub(super) fn fired(
        &self,
        awake: &Awake,
        statuses: &mut [TriggerStatus],
    ) -> (Vec<(TriggerId, Cause)>, bool) {
        let mut causes = Vec::new();
        for index in awake.iter() {
            let tests = self.program.flat.triggers.get(index);
            let (Some(status), Some(tests)) = (statuses.get_mut(index), tests) else {
                continue;
            };
            *status = self.status(index, tests);
            if *status == TriggerStatus::Fired {
                self.causes(TriggerId::from_index(index), tests, &mut causes);
            }
        }
        (causes, self.is_within_limit())
    }

    /// The causes of a trigger, branch by branch of the policy's.
    fn causes(
        &self,
        trigger: TriggerId,
        tests: &TriggerTests,
        causes: &mut Vec<(TriggerId, Cause)>,
    ) {
        let flat = &self.program.flat;
        let range = tests.branches.start as usize..tests.branches.end as usize;
        let parts = flat.branches.get(range.clone()).unwrap_or_default();
        let parts_of = flat.parts_of.get(range).unwrap_or_default();
        let row = &self.model.triggers[trigger];
        let codes = &self.program.triggers[trigger];
        let mut first = 0;
        for same in parts_of.chunk_by(|one, other| one == other) {
            let index = same.first().map_or(0, |index| *index as usize);
            let parts = parts.get(first..first + same.len()).unwrap_or_default();
            first += same.len();
            let (Some(branch), Some(code)) = (row.branches.get(index), codes.get(index)) else {
                continue;
            };
            let machine = self.machine();
            let is_slow = |part: &Branch| matches!(part, Branch::Slow(_));
            if parts.iter().any(is_slow) {
                let found = |cause| causes.push((trigger, cause));
                machine.branch_causes(index, (branch, *code), &row.matters, found);
                continue;
            }
            let own = own_matters(branch, &row.matters);
            let cause = |item: &Item| (trigger, machine.kept_cause(index, item, *code, own));
            match parts {
                [part] => self.elements(part, |item| causes.push(cause(&item))),
                _ => {
                    let items = self.in_order(branch, parts);
                    causes.extend(items.iter().map(cause));
                }
            }
        }
    }

    /// The elements of several parts in the order in which the branch ranges over them: targets may be told by their
    /// level and day.
    fn in_order(&self, branch: &TriggerBranch, parts: &[Branch]) -> Vec<Item> {
        let mut items = Vec::new();
        for part in parts {
            self.elements(part, |item| items.push(item));
        }
        if let DomainKind::Targets(targets) = &branch.domain.kind {
            let places: IndexMap<TargetId, usize> = targets.iter().copied().zip(0..).collect();
            items.sort_by_key(|item| match item.element {
                Element::Target(target, _) => places.get(&target).copied(),
                _ => None,
            });
        }
        items
    }

    /// Tells of the elements of a branch for which its tests hold.
    fn elements(&self, branch: &Branch, mut found: impl FnMut(Item)) {
        match branch {
            Branch::Units(level, what, test) => self.elements_at(*level, *what, *test, &mut found),
            Branch::Targets { level, targets, .. } => {
                let range = targets.start as usize..targets.end as usize;
                let listed = self.program.flat.listed.get(range).unwrap_or_default();
                for target in listed {
                    self.each_unit(*level, |index| {
                        let unit = self.facts.unit(index)?;
                        let at = self.at_unit(index, unit, What::Itself);
                        let missed = self.target(*target, &at) == Some(Some(false));
                        missed
                            .then(|| found(self.unit_item(Element::Target(*target, index), index)))
                    });
                }
            }
            Branch::Records(records, what, test) => {
                self.record_elements(*records, *what, *test, &mut found);
            }
            Branch::Slow(_) => {}
        }
    }

    fn elements_at(
        &self,
        level: LevelId,
        what: What,
        test: Condition,
        found: &mut impl FnMut(Item),
    ) {
        self.each_unit(level, |index| {
            let unit = self.facts.unit(index)?;
            let element = match what {
                What::Target(target) => Element::Target(target, index),
                What::Metric(metric) => Element::Metric(metric, index),
                What::Itself | What::Prohibition(_) => Element::Unit(index),
            };
            let holds = self.begun(test, &self.at_unit(index, unit, what)) == Some(true);
            holds.then(|| found(self.unit_item(element, index)))
        });
    }

    fn record_elements(
        &self,
        records: u32,
        what: What,
        test: Condition,
        found: &mut impl FnMut(Item),
    ) {
        let Some(records) = self.program.flat.records.get(records as usize) else {
            return;
        };
        let days = self.days(records);
        for (level, slot) in &records.homes {
            self.each_unit(*level, |listed_at| {
                let unit = self.facts.unit(listed_at)?;
                for index in self.list(unit, *slot)? {
                    if !self.step() || self.machine().exhausted() {
                        break;
                    }
                    let record = self.facts.record(index)?;
                    let holds = self.member(index, record, days) == Some(true)
                        && self.begun(test, &self.at_record(index, record, what)) == Some(true);
                    if holds {
                        let element = match what {
                            What::Prohibition(id) => Element::Prohibition(id, listed_at, index),
                            _ => Element::Record(index),
                        };
                        found(self.machine().record_item(element, index, Some(true)));
                    }
                }
                Some(())
            });
        }
    }

    /// Calls for every unit of a level, in order.
    fn each_unit(&self, level: LevelId, mut each: impl FnMut(UnitIndex) -> Option<()>) {
        match self.only {
            Some(unit) if unit.level == level => {
                each(0);
            }
            Some(_) => {}
            None => {
                let units = self.machine().units_of(level).iter();
                for index in units.take_while(|_| self.step()) {
                    each(*index);
                }
            }
        }
    }

    fn unit_item(&self, element: Element, unit: UnitIndex) -> Item {
        let machine = self.machine();
        machine.item(element, Some(unit), self.facts.period)
    }
}
