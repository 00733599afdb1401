//! What is missing, counted by sort: ten thousand gaps of one sort are one entry.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::names::Names;
use crate::assessment::need::{Missing, Need, Subject};
use crate::calendar::Period;
use crate::eval::{self, DeterminationSubject as Of, Unformed};
use crate::facts::UnitIndex;
use crate::ids::{DutyId, LevelId, MetricId, OrganId, RecordTypeId, TargetId, VagueId};
use crate::model::Name;
use crate::program::OpId;

/// How many examples an entry shows.
pub(crate) const EXAMPLES: usize = 5;

/// A need without the unit or record that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Sort {
    Value(Option<LevelId>, MetricId, Period),
    Plan(TargetId),
    List(Option<LevelId>, RecordTypeId),
    Units(LevelId),
    Enclosing(LevelId),
    Field(Option<RecordTypeId>, u32),
    OfMetric(VagueId, Option<LevelId>, MetricId, Period),
    OfRecord(VagueId, Option<RecordTypeId>),
    OfUnit(VagueId, Option<LevelId>),
    OfDuty(VagueId, DutyId, OrganId),
    Reports,
    Discharges,
    Actor,
    Unformed(OpId, Unformed),
}

impl Names<'_, '_> {
    /// Needs, those of one sort as one.
    pub(crate) fn needs<'n>(&self, needs: impl IntoIterator<Item = &'n eval::Need>) -> Vec<Need> {
        let mut sorts: IndexMap<Sort, (&eval::Need, u64, Vec<Name>)> = IndexMap::new();
        for need in needs {
            let (_, count, examples) = sorts
                .entry(self.sort(need))
                .or_insert_with(|| (need, 0, Vec::new()));
            *count += 1;
            if examples.len() < EXAMPLES {
                examples.extend(self.where_missing(need));
            }
        }
        let counted = sorts.into_values().map(|(need, count, examples)| {
            let missing = self.missing(need);
            if count == 1 {
                return Need {
                    missing,
                    count,
                    examples: Vec::new(),
                };
            }
            Need {
                missing: missing.of_many(),
                count,
                examples,
            }
        });
        counted.collect()
    }

    /// The sorts among needs, for putting like with like.
    pub(super) fn sorts(&self, needs: &[eval::Need]) -> Vec<Sort> {
        let sorts: BTreeSet<Sort> = needs.iter().map(|need| self.sort(need)).collect();
        sorts.into_iter().collect()
    }

    fn sort(&self, need: &eval::Need) -> Sort {
        let level = |unit: UnitIndex| self.machine.facts.unit(unit).map(|row| row.level);
        let of_type = |record| self.machine.facts.record(record).map(|row| row.record_type);
        match need {
            eval::Need::Value(unit, metric, period) => Sort::Value(level(*unit), *metric, *period),
            eval::Need::Plan(_, target) => Sort::Plan(*target),
            eval::Need::List(unit, record_type) => Sort::List(level(*unit), *record_type),
            eval::Need::Units(_, inner) => Sort::Units(*inner),
            eval::Need::Enclosing(_, outer) => Sort::Enclosing(*outer),
            eval::Need::Field(record, field) => Sort::Field(of_type(*record), *field),
            eval::Need::Determination(term, subject) => match subject {
                Of::Metric(unit, metric, period) => {
                    Sort::OfMetric(*term, level(*unit), *metric, *period)
                }
                Of::Record(record) => Sort::OfRecord(*term, of_type(*record)),
                Of::Unit(unit) => Sort::OfUnit(*term, level(*unit)),
                Of::Duty(duty, holder) => Sort::OfDuty(*term, *duty, holder.organ),
            },
            eval::Need::Reports => Sort::Reports,
            eval::Need::Discharges => Sort::Discharges,
            eval::Need::Actor => Sort::Actor,
            eval::Need::Unformed(op, why) => Sort::Unformed(*op, *why),
        }
    }

    /// The unit or record where something is missing.
    fn where_missing(&self, need: &eval::Need) -> Option<Name> {
        match need {
            eval::Need::Value(unit, ..)
            | eval::Need::Plan(unit, _)
            | eval::Need::List(unit, _)
            | eval::Need::Units(unit, _)
            | eval::Need::Enclosing(unit, _)
            | eval::Need::Determination(_, Of::Metric(unit, ..) | Of::Unit(unit)) => {
                Some(self.path(*unit))
            }
            eval::Need::Field(record, _) | eval::Need::Determination(_, Of::Record(record)) => {
                Some(self.record(*record))
            }
            eval::Need::Determination(_, Of::Duty(_, holder)) => self.maybe_path(holder.unit),
            eval::Need::Reports
            | eval::Need::Discharges
            | eval::Need::Actor
            | eval::Need::Unformed(..) => None,
        }
    }

    fn missing(&self, need: &eval::Need) -> Missing {
        let model = self.model;
        match need {
            eval::Need::Value(unit, metric, period) => Missing::Value {
                unit: Some(self.path(*unit)),
                level: self.level_of(*unit),
                metric: model.metrics[*metric].name.clone(),
                period: *period,
            },
            eval::Need::Plan(unit, target) => Missing::Plan {
                unit: Some(self.path(*unit)),
                level: self.level_of(*unit),
                target: model.targets[*target].name.clone(),
            },
            eval::Need::List(unit, record_type) => Missing::List {
                unit: Some(self.path(*unit)),
                level: self.level_of(*unit),
                record_type: model.record_types[*record_type].name.clone(),
            },
            eval::Need::Units(unit, level) => Missing::Units {
                unit: Some(self.path(*unit)),
                level: model.levels[*level].name.clone(),
            },
            eval::Need::Enclosing(unit, level) => Missing::Enclosing {
                unit: Some(self.path(*unit)),
                level: model.levels[*level].name.clone(),
            },
            eval::Need::Field(record, position) => Missing::Field {
                record: Some(self.record(*record)),
                unit: self.record_unit(*record),
                record_type: self.record_type(*record),
                field: self.field(*record, *position),
            },
            eval::Need::Determination(term, of) => self.determination(*term, *of),
            eval::Need::Reports => Missing::Reports,
            eval::Need::Discharges => Missing::Discharges,
            eval::Need::Actor => Missing::Actor,
            eval::Need::Unformed(op, reason) => Missing::Unformed {
                reason: *reason,
                expression: self.words(*op),
            },
        }
    }

    fn determination(&self, term: VagueId, of: Of) -> Missing {
        let row = &self.model.vague[term];
        let (level, record_type) = match of {
            Of::Metric(unit, ..) | Of::Unit(unit) => (Some(self.level_of(unit)), None),
            Of::Record(record) => (None, Some(self.record_type(record))),
            Of::Duty(..) => (None, None),
        };
        Missing::Determination {
            term: row.name.clone(),
            authority: self.authority(&row.authority),
            level,
            record_type,
            subject: self.subject(of),
        }
    }

    pub(crate) fn subject(&self, subject: Of) -> Subject {
        match subject {
            Of::Metric(unit, metric, period) => Subject {
                unit: Some(self.path(unit)),
                metric: Some(self.model.metrics[metric].name.clone()),
                period: Some(period),
                ..Subject::default()
            },
            Of::Record(record) => Subject {
                record: Some(self.record(record)),
                ..Subject::default()
            },
            Of::Unit(unit) => Subject {
                unit: Some(self.path(unit)),
                ..Subject::default()
            },
            Of::Duty(duty, holder) => Subject {
                unit: self.maybe_path(holder.unit),
                duty: Some(self.model.duties[duty].name.clone()),
                organ: Some(self.organ(holder.organ)),
                ..Subject::default()
            },
        }
    }

    /// A field's name, by its place in its record.
    pub(crate) fn field(&self, record: u32, position: u32) -> Name {
        let row = self.machine.facts.record(record);
        let fields = row.map(|row| &self.model.record_types[row.record_type].fields);
        fields
            .and_then(|fields| fields.get(position as usize))
            .map_or_else(Name::default, |field| {
                self.model.fields[*field].name.clone()
            })
    }

    /// The policy's words for an operation, on one line.
    pub(crate) fn words(&self, op: OpId) -> Option<Name> {
        self.clauses.words(op, || {
            let text = self.sources.slice(self.machine.program.code.span(op));
            let line: Vec<&str> = text.split_whitespace().collect();
            (!line.is_empty()).then(|| Name::from(line.join(" ")))
        })
    }
}
