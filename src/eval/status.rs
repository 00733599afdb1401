//! Statuses of targets, prohibitions, reports and duties.
//!
//! What does not apply wins over everything; then what is not known; then what is not due; then the number.

use std::rc::Rc;

use super::domain::Items;
use super::logic::Truth;
use super::machine::{Frame, Machine, Read};
use super::needs::Needs;
use super::outcome::{
    DutyOutcome, Element, Instance, Need, ProhibitionOutcome, Status, TargetOutcome,
};
use crate::calendar::{Date, Period};
use crate::facts::UnitIndex;
use crate::ids::{DutyId, OrganId, ProhibitionId, TargetId};
use crate::model::Due;
use crate::program::{Op, OpId};
use crate::value::Value;

impl Machine<'_> {
    /// The status of a target at a unit, decided once.
    pub fn target_status(&self, target: TargetId, unit: UnitIndex) -> Status {
        let key = (target, unit);
        if let Some(status) = self.target_memo.borrow().get(&key) {
            // INVARIANT: `check` rejects targets that depend on themselves; a wrong one is never decided here.
            return status.unwrap_or(Status::Undetermined);
        }
        self.target_memo.borrow_mut().insert(key, None);
        self.decided_target(target, unit).status
    }

    /// What a target at a unit lacks, found out once.
    pub(super) fn target_needs(&self, target: TargetId, unit: UnitIndex) -> Rc<[Need]> {
        let known = || self.lack_memo.borrow().get(&(target, unit)).cloned();
        if self.target_status(target, unit).is_open() {
            return known().unwrap_or_default();
        }
        Rc::default()
    }

    /// A target at a unit, whose status whoever asks for it later finds decided.
    pub(super) fn decided_target(&self, target: TargetId, unit: UnitIndex) -> TargetOutcome {
        let outcome = self.target_outcome(target, unit);
        let key = (target, unit);
        let mut memo = self.target_memo.borrow_mut();
        memo.insert(key, Some(outcome.status));
        if outcome.status.is_open() {
            let needs = outcome.needs.as_slice().into();
            self.lack_memo.borrow_mut().insert(key, needs);
        }
        outcome
    }

    /// A target at a unit.
    pub fn target_outcome(&self, target: TargetId, unit: UnitIndex) -> TargetOutcome {
        let (row, code) = (&self.model.targets[target], &self.program.targets[target]);
        let frame = self.at(unit);
        let due = self.due_date(row.due, self.facts.period);
        let (value, bound) = self.sides(code.require, frame);
        let mut outcome = TargetOutcome {
            target,
            unit,
            status: Status::NotApplicable,
            value,
            bound,
            due,
            failed_on: None,
            needs: Vec::new(),
        };
        let population = code
            .population
            .map_or(Some(true), |id| self.some_of(id, frame));
        let parts = [
            self.holds(code.filter, frame),
            self.holds(code.applies, frame),
            population,
        ];
        if parts.contains(&Some(false)) || self.before_effect(due) {
            return outcome;
        }
        let mut needs = Needs::new();
        if parts.contains(&None) {
            self.condition_needs(code.filter, frame, &mut needs);
            self.condition_needs(code.applies, frame, &mut needs);
            if let (Some(id), None) = (code.population, population) {
                self.value_needs(id, frame, &mut needs);
            }
        }
        if needs.is_empty() && due.is_some_and(|day| self.facts.as_of <= day) {
            outcome.status = Status::NotDue;
            return outcome;
        }
        let truth = self.truth(code.require, frame);
        if truth.is_none() {
            self.condition_needs(Some(code.require), frame, &mut needs);
        }
        outcome.status = match truth {
            _ if !needs.is_empty() || parts.contains(&None) => Status::open_all(&needs),
            Some(true) => Status::Met,
            Some(false) => Status::Breached,
            None => Status::open_all(&needs),
        };
        if outcome.status == Status::Breached {
            outcome.failed_on = Some(self.failure_day(target, unit));
        }
        outcome.needs = needs.into_iter().collect();
        outcome
    }

    /// The day of the failure of a target that was not reached.
    pub(super) fn failure_day(&self, target: TargetId, unit: UnitIndex) -> Date {
        let due = self.due_date(self.model.targets[target].due, self.facts.period);
        let require = self.program.targets[target].require;
        due.unwrap_or_else(|| self.value_day(require, self.at(unit)))
    }

    /// The status of a prohibition at a unit, decided once.
    pub fn prohibition_status(&self, prohibition: ProhibitionId, unit: UnitIndex) -> Status {
        let key = (prohibition, unit);
        if let Some(status) = self.prohibition_memo.borrow().get(&key) {
            return *status;
        }
        let status = self.prohibition_outcome(prohibition, unit).status;
        self.prohibition_memo.borrow_mut().insert(key, status);
        status
    }

    /// A prohibition at a unit.
    pub fn prohibition_outcome(
        &self,
        prohibition: ProhibitionId,
        unit: UnitIndex,
    ) -> ProhibitionOutcome {
        let applies = self.program.prohibitions[prohibition].applies;
        let mut outcome = ProhibitionOutcome {
            prohibition,
            unit,
            status: Status::NotApplicable,
            records: Vec::new(),
            needs: Vec::new(),
        };
        if self.holds(applies, self.at(unit)) == Some(false) {
            return outcome;
        }
        let mut found = Items::default();
        self.prohibited_acts_at(prohibition, unit, &mut found);
        let mut needs = Needs::new();
        super::needs::gap_needs(&found, &mut needs);
        self.condition_needs(applies, self.at(unit), &mut needs);
        for item in &found.items {
            let Element::Prohibition(_, _, record) = item.element else {
                continue;
            };
            match item.member {
                Some(true) => outcome.records.push(record),
                Some(false) => {}
                None => self.member_needs(item, &mut needs),
            }
        }
        outcome.status = if !outcome.records.is_empty() {
            needs.clear();
            Status::Violated
        } else if needs.is_empty() {
            Status::Respected
        } else {
            Status::open_all(&needs)
        };
        outcome.needs = needs.into_iter().collect();
        outcome
    }

    /// The status of a duty.
    pub fn duty_status(&self, duty: DutyId, holder: Instance) -> Status {
        self.duty_outcome(duty, holder).status
    }

    /// A duty of a holder: what its targets, reports and prohibitions come to.
    pub fn duty_outcome(&self, duty: DutyId, holder: Instance) -> DutyOutcome {
        let applies = self.program.duties[duty].applies;
        let frame = self.at_instance(holder);
        let mut needs = Needs::new();
        let status = match self.holds(applies, frame) {
            Some(false) => Status::NotApplicable,
            _ if self.excluded(holder.organ) => Status::NotApplicable,
            None => {
                self.condition_needs(applies, frame, &mut needs);
                Status::open_all(&needs)
            }
            Some(true) => self.fold_duty(duty, holder, &mut needs),
        };
        DutyOutcome {
            duty,
            holder,
            status,
            needs: needs.into_iter().collect(),
        }
    }

    fn fold_duty(&self, duty: DutyId, holder: Instance, needs: &mut Needs) -> Status {
        let row = &self.model.duties[duty];
        let mut all = Vec::new();
        for target in &row.targets {
            for unit in self.measured_under(self.model.targets[*target].level, holder, needs) {
                let status = self.target_status(*target, unit);
                let lacks = self.target_needs(*target, unit);
                if !self.charge(1 + lacks.len() as u64) {
                    return Status::Undetermined;
                }
                needs.extend(lacks.iter().cloned());
                all.push(status);
            }
        }
        for report in &row.reports {
            for period in self.periods_owed(*report, holder) {
                let outcome = self.report_outcome(*report, holder, period);
                if !self.charge(1) {
                    return Status::Undetermined;
                }
                needs.extend(outcome.needs);
                all.push(outcome.status);
            }
        }
        for prohibition in &row.prohibitions {
            let record_type = self.model.prohibitions[*prohibition].record_type;
            for level in &self.model.record_types[record_type].levels {
                for unit in self.measured_under(*level, holder, needs) {
                    let outcome = self.prohibition_outcome(*prohibition, unit);
                    if !self.charge(1) {
                        return Status::Undetermined;
                    }
                    needs.extend(outcome.needs);
                    all.push(outcome.status);
                }
            }
        }
        fold(&all, needs)
    }

    /// The units of a level for which a holder answers: those at or below its own, else the one around it.
    pub(super) fn measured_under(
        &self,
        level: crate::ids::LevelId,
        holder: Instance,
        needs: &mut Needs,
    ) -> Vec<UnitIndex> {
        let around = holder.unit.and_then(|at| self.facts.enclosing(at, level));
        if let Some(around) = around {
            return vec![around];
        }
        let gaps = self.gaps(level, holder.unit);
        needs.extend(gaps.into_iter().map(|gap| Need::Units(gap, level)));
        let Some(at) = holder.unit else {
            return self.units_of(level).to_vec();
        };
        let inside = self.facts.subtree(at);
        let units = self.units_of(level);
        let first = units.partition_point(|unit| *unit < inside.start);
        units
            .iter()
            .skip(first)
            .take_while(|unit| inside.contains(unit))
            .copied()
            .collect()
    }

    /// Whether the policy excludes an organ outright.
    pub fn excluded(&self, organ: OrganId) -> bool {
        self.model
            .scope
            .as_ref()
            .is_some_and(|scope| scope.excluded.contains(&organ))
    }

    pub(super) fn due_date(&self, due: Due, period: Period) -> Option<Date> {
        match due {
            Due::On(date) => Some(date),
            Due::AfterPeriodEnd(length) => Some(period.end.plus(length).unwrap_or(period.end)),
            Due::Continuously => None,
        }
    }

    /// Whether what is due on this day (`None`: at all times of the period) precedes the regulation's effect.
    pub(super) fn before_effect(&self, due: Option<Date>) -> bool {
        let day = due.unwrap_or_else(|| self.last_day());
        self.model
            .regulation
            .effective
            .is_some_and(|effective| day < effective)
    }

    /// Whether there is some of a population.
    fn some_of(&self, id: OpId, frame: Frame) -> Truth {
        match self.value(id, frame) {
            Read::Known(Value::Truth(truth)) => Some(truth),
            Read::Known(Value::Number(number)) => Some(!number.is_zero()),
            _ => None,
        }
    }

    /// The two sides of a comparison, where they are known.
    pub fn sides(&self, id: OpId, frame: Frame) -> (Option<Value>, Option<Value>) {
        let side = |id: OpId| match self.value(id, frame) {
            Read::Known(value) => Some(value),
            _ => None,
        };
        match self.program.code.op(id) {
            Op::Compare(_, left, right) => (side(*left), side(*right)),
            _ => (None, None),
        }
    }
}

impl Status {
    pub(super) fn open_all(needs: &Needs) -> Self {
        let determinations = needs.iter().filter(|need| need.is_determination()).count();
        if !needs.is_empty() && determinations == needs.len() {
            Self::AwaitingDetermination
        } else {
            Self::Undetermined
        }
    }
}

/// What several statuses come to; a failure is a failure whatever else is unknown.
fn fold(all: &[Status], needs: &mut Needs) -> Status {
    let has = |status: Status| all.contains(&status);
    if has(Status::Breached) || has(Status::Violated) {
        needs.clear();
        return Status::Breached;
    }
    if !needs.is_empty() || has(Status::Undetermined) {
        return Status::open_all(needs);
    }
    let order = [Status::AwaitingDetermination, Status::NotDue, Status::Met];
    if let Some(status) = order.into_iter().find(|status| has(*status)) {
        return status;
    }
    if has(Status::Respected) {
        return Status::Met;
    }
    if has(Status::NotApplicable) {
        Status::NotApplicable
    } else {
        Status::Unmeasured
    }
}
