//! What the machine is asked, and determinations, which are looked up as they are.

use super::{At, Deciding};
use crate::arena::Id;
use crate::eval::cause::trigger_status;
use crate::eval::logic::{self, Truth};
use crate::eval::machine::{Frame, Machine};
use crate::eval::outcome::{Element, Status, TriggerStatus};
use crate::facts::Subject;
use crate::facts::Width;
use crate::ids::{TargetId, TriggerId};
use crate::model::VagueSubject;
use crate::program::flat::{Asked, What};
use crate::value::Value;

impl<W: Width> Deciding<'_, W> {
    /// The frame of the machine at a place.
    pub(super) fn frame(&self, at: &At<'_, W>) -> Frame {
        let element = match at.what {
            What::Itself => None,
            What::Target(target) => Some(Element::Target(target, at.unit)),
            What::Metric(metric) => Some(Element::Metric(metric, at.unit)),
            What::Prohibition(prohibition) => at.record.map(|record| {
                let row = self.facts.record(record);
                let listed = row.map_or(at.unit, |row| row.listed_at);
                Element::Prohibition(prohibition, listed, record)
            }),
        };
        Frame {
            unit: Some(at.unit),
            record: at.record,
            element,
            period: self.facts.period,
        }
    }

    /// A determined truth value.
    pub(super) fn determined(&self, asked: Asked, at: &At<'_, W>) -> Truth {
        let determinations = &self.facts.rest().determinations;
        if determinations.is_empty() {
            return None;
        }
        let found = |subject: Subject| {
            let determination = determinations.get(&(asked.term, subject))?;
            match determination.value {
                Value::Truth(truth) => Some(truth),
                _ => None,
            }
        };
        let period = self.facts.period;
        match asked.subject {
            VagueSubject::Metric(metric, level) => {
                let unit = match level {
                    Some(level) => self.facts.enclosing(at.unit, level)?,
                    None => at.unit,
                };
                found(Subject::Metric(unit, metric, period))
            }
            VagueSubject::It => match at.what {
                What::Metric(metric) => found(Subject::Metric(at.unit, metric, period)),
                _ => None,
            },
            VagueSubject::Record => {
                let record = at.record?;
                let root = self.facts.record(record)?.root;
                found(Subject::Record(record)).or_else(|| found(Subject::Record(root)))
            }
            VagueSubject::Unit => found(Subject::Unit(at.unit)),
        }
    }
}

impl Machine<'_> {
    /// Whether some element of a trigger's branch is a cause.
    pub(super) fn branch_truth(&self, trigger: usize, index: usize) -> Truth {
        let trigger = TriggerId::from_index(trigger);
        let branch = self.model.triggers.row(trigger)?.branches.get(index)?;
        let code = self.program.triggers.row(trigger)?.get(index)?;
        let found = self.everywhere(&branch.domain);
        let causes = found.items.iter().map(|item| self.is_cause(item, *code));
        match logic::or(causes) {
            Some(false) if !found.gaps.is_empty() => None,
            truth => truth,
        }
    }

    /// The status of a trigger, by all its causes.
    pub fn trigger_status(&self, trigger: usize) -> TriggerStatus {
        let id = TriggerId::from_index(trigger);
        let (row, code) = (&self.model.triggers[id], &self.program.triggers[id]);
        let (causes, open) = self.causes(&row.branches, code, &row.matters);
        trigger_status(&causes, &open)
    }

    /// Whether a target is met at a unit; `Some(None)` where it does not apply or is not due.
    pub(super) fn target_met(&self, target: TargetId, unit: u32) -> Option<Option<bool>> {
        match self.target_status(target, unit) {
            Status::Met => Some(Some(true)),
            Status::Breached => Some(Some(false)),
            status if status.is_open() => None,
            _ => Some(None),
        }
    }
}
