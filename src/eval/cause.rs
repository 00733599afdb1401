//! Causes: the elements of a trigger's branches that are true, and those that are not known.

use super::domain::Item;
use super::logic::{self, Truth};
use super::machine::Machine;
use super::needs::Needs;
use super::outcome::{Cause, CauseDate, Element, Need, OpenCause, Status, TriggerStatus};
use crate::facts::RecordIndex;
use crate::ids::{FieldId, MatterId};
use crate::model::{RecordType, TriggerBranch};
use crate::program::BranchCode;
use crate::value::Value;

impl Machine<'_> {
    /// The causes of all branches, and what could not be decided.
    pub(super) fn causes(
        &self,
        branches: &[TriggerBranch],
        code: &[BranchCode],
        matters: &[MatterId],
    ) -> (Vec<Cause>, Vec<OpenCause>) {
        let (mut causes, mut open) = (Vec::new(), Vec::new());
        for (index, (branch, code)) in branches.iter().zip(code).enumerate() {
            let found = self.everywhere(&branch.domain);
            let own = own_matters(branch, matters);
            for item in &found.items {
                let is_cause = self.is_cause(item, *code);
                if self.exhausted() {
                    break;
                }
                match is_cause {
                    Some(true) => causes.push(self.kept_cause(index, item, *code, own)),
                    Some(false) => {}
                    None => open.push(self.open_cause(index, item, *code)),
                }
            }
            let gaps = found.gaps.into_iter().take_while(|_| self.keep(1));
            open.extend(gaps.map(|(unit, need)| OpenCause {
                branch: index,
                element: None,
                unit: Some(unit),
                needs: vec![need],
            }));
        }
        (causes, open)
    }

    /// The causes of one branch.
    pub(super) fn branch_causes(
        &self,
        index: usize,
        (branch, code): (&TriggerBranch, BranchCode),
        matters: &[MatterId],
        mut found: impl FnMut(Cause),
    ) {
        let own = own_matters(branch, matters);
        for item in &self.everywhere(&branch.domain).items {
            let is_cause = self.is_cause(item, code);
            if self.exhausted() {
                break;
            }
            if is_cause == Some(true) {
                found(self.kept_cause(index, item, code, own));
            }
        }
    }

    /// The cause that an element is, which is kept.
    pub(super) fn kept_cause(
        &self,
        branch: usize,
        item: &Item,
        code: BranchCode,
        own: &[MatterId],
    ) -> Cause {
        let cause = self.cause(branch, item, code, own);
        self.keep(0);
        cause
    }

    pub(super) fn is_cause(&self, item: &Item, code: BranchCode) -> Truth {
        let itself = logic::both(item.member, || self.holds(code.filter, item.frame));
        logic::both(itself, || match code.condition {
            Some(condition) => self.truth(condition, item.frame),
            None => self.failed(item.element),
        })
    }

    /// Whether an element without a condition of its own is a cause: records and units are as they are.
    fn failed(&self, element: Element) -> Truth {
        let status = match element {
            Element::Record(_) | Element::Unit(_) | Element::Prohibition(..) => return Some(true),
            Element::Metric(..) => return Some(false),
            Element::Target(target, unit) => self.target_status(target, unit),
            Element::Report(report, holder, period) => {
                self.report_outcome(report, holder, period).status
            }
            Element::Duty(duty, holder) => self.duty_status(duty, holder),
        };
        if status.is_open() {
            None
        } else {
            Some(status == Status::Breached)
        }
    }

    fn open_cause(&self, branch: usize, item: &Item, code: BranchCode) -> OpenCause {
        let mut needs = Needs::new();
        self.member_needs(item, &mut needs);
        self.condition_needs(code.filter, item.frame, &mut needs);
        match code.condition {
            Some(_) => self.condition_needs(code.condition, item.frame, &mut needs),
            None if self.failed(item.element).is_none() => {
                needs.extend(self.element_needs(item.element));
            }
            None => {}
        }
        self.keep(needs.len());
        OpenCause {
            branch,
            element: Some(item.element),
            unit: item.frame.unit,
            needs: needs.into_iter().collect(),
        }
    }

    fn element_needs(&self, element: Element) -> Vec<Need> {
        match element {
            Element::Target(target, unit) => self.target_needs(target, unit).to_vec(),
            Element::Report(report, holder, period) => {
                self.report_outcome(report, holder, period).needs
            }
            Element::Duty(duty, holder) => self.duty_outcome(duty, holder).needs,
            _ => Vec::new(),
        }
    }

    /// The cause that an element is.
    fn cause(&self, branch: usize, item: &Item, code: BranchCode, own: &[MatterId]) -> Cause {
        let record = match item.element {
            Element::Record(record) | Element::Prohibition(_, _, record) => Some(record),
            _ => None,
        };
        let act = record
            .and_then(|record| self.facts.record(record))
            .map_or(item.element, |row| Element::Record(row.root));
        let told = record.and_then(|record| self.told_matter(record));
        let mut matters = match told {
            Some(matter) => vec![matter],
            None => self.element_matters(item.element),
        };
        if matters.is_empty() {
            matters = own.to_vec();
        }
        let actor = record.and_then(|record| {
            match self.own_or_root(record, |row| {
                self.record_type(row.record_type).and_then(|t| t.actor)
            }) {
                Some(Value::Actor(actor)) => Some(actor),
                _ => None,
            }
        });
        let has = |field: fn(&RecordType) -> Option<FieldId>| {
            record.is_some_and(|record| self.has_field(record, field))
        };
        Cause {
            branch,
            element: item.element,
            act,
            unit: self.cause_unit(item, record),
            matters,
            matter_open: told.is_none() && has(|t| t.matter),
            date: self.cause_date(item, code, record),
            actor,
            actor_open: actor.is_none() && has(|t| t.actor),
        }
    }

    /// Where it lies: the record's own unit field, else that of the record which tells of the act, else where that
    /// record stands.
    fn cause_unit(&self, item: &Item, record: Option<RecordIndex>) -> Option<u32> {
        let Some(record) = record else {
            return item.frame.unit;
        };
        let told = self.own_or_root(record, |row| {
            self.record_type(row.record_type).and_then(|t| t.unit)
        });
        if let Some(Value::Unit(unit)) = told {
            return Some(unit);
        }
        let root = self.facts.record(record).map(|row| row.root);
        let root = root.and_then(|root| self.facts.record(root));
        root.map_or(item.frame.unit, |row| Some(row.unit))
    }

    fn record_type(&self, id: crate::ids::RecordTypeId) -> Option<&RecordType> {
        self.model.record_types.row(id)
    }

    /// Whether the record, or the one that tells of its act, has such a field at all.
    fn has_field(&self, record: RecordIndex, field: fn(&RecordType) -> Option<FieldId>) -> bool {
        let typed = |index: RecordIndex| {
            let row = self.facts.record(index)?;
            self.record_type(row.record_type).and_then(field)
        };
        let root = self.facts.record(record).map(|row| row.root);
        typed(record).or_else(|| root.and_then(typed)).is_some()
    }

    fn told_matter(&self, record: RecordIndex) -> Option<MatterId> {
        let value = self.own_or_root(record, |row| {
            self.record_type(row.record_type).and_then(|t| t.matter)
        });
        match value {
            Some(Value::Matter(matter)) => Some(matter),
            _ => None,
        }
    }

    fn element_matters(&self, element: Element) -> Vec<MatterId> {
        match element {
            Element::Target(target, _) => self.model.targets[target].matters.clone(),
            Element::Prohibition(prohibition, ..) => {
                self.model.prohibitions[prohibition].matters.clone()
            }
            Element::Report(report, ..) => self.model.reports[report].matters.clone(),
            Element::Duty(duty, _) => self.model.duties[duty].matters.clone(),
            Element::Record(_) | Element::Metric(..) | Element::Unit(_) => Vec::new(),
        }
    }

    fn cause_date(&self, item: &Item, code: BranchCode, record: Option<RecordIndex>) -> CauseDate {
        if let Some(record) = record {
            return self
                .act_date(record)
                .map_or(CauseDate::Unknown, CauseDate::On);
        }
        match item.element {
            Element::Target(target, unit) => {
                // Without a condition of its own, what makes it a cause is that it failed.
                let failed = code.condition.is_none()
                    || self.target_status(target, unit) == Status::Breached;
                CauseDate::On(match failed {
                    true => self.failure_day(target, unit),
                    false => self.last_day(),
                })
            }
            Element::Report(report, _, period) => {
                let due = self.due_date(self.model.reports[report].due, period);
                CauseDate::On(due.unwrap_or_else(|| self.last_day()))
            }
            Element::Metric(metric, unit) => CauseDate::On(
                self.metric_day(unit, metric)
                    .unwrap_or_else(|| self.last_day()),
            ),
            Element::Unit(_) => self.span(item.frame, code),
            _ => CauseDate::On(self.last_day()),
        }
    }
}

/// What the causes of a branch are about, where neither record nor element says.
pub(super) fn own_matters<'m>(
    branch: &'m TriggerBranch,
    of_trigger: &'m [MatterId],
) -> &'m [MatterId] {
    match branch.matters.as_slice() {
        [] => of_trigger,
        own => own,
    }
}

/// A trigger fires if any cause does.
pub(super) fn trigger_status(causes: &[Cause], open: &[OpenCause]) -> TriggerStatus {
    if !causes.is_empty() {
        return TriggerStatus::Fired;
    }
    if open.is_empty() {
        return TriggerStatus::NotFired;
    }
    let awaiting = |cause: &OpenCause| {
        !cause.needs.is_empty() && cause.needs.iter().all(Need::is_determination)
    };
    if open.iter().all(awaiting) {
        TriggerStatus::AwaitingDetermination
    } else {
        TriggerStatus::Undetermined
    }
}
