//! Facts as an explanation speaks of them: what, where, its value, where it comes from.

use serde::Serialize;

use super::flip::{current, field_at, kind};
use crate::assessment::{Names, SourceNote, Subject};
use crate::calendar::{Date, Period};
use crate::eval::{DeterminationSubject, Instance, Machine, Of, Read, Slot, Trace};
use crate::facts;
use crate::model::{FieldRole, Name};
use crate::value::Value;

/// A fact that a condition reads, known or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FactRead {
    /// Which.
    #[serde(flatten)]
    pub what: FactName,
    /// Its value, in its unit; absent where the facts do not have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Name>,
    /// What is said of it beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<SourceNote>,
    /// Who determined it and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub determined: Option<Determined>,
}

/// The name of a fact. Units are paths, outermost first, joined by `/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "fact", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FactName {
    /// A metric's value.
    Metric {
        /// Which metric.
        metric: Name,
        /// At which unit.
        unit: Name,
        /// For which period.
        period: Period,
    },
    /// A plan's figure for a target.
    Plan {
        /// Which target.
        target: Name,
        /// At which unit.
        unit: Name,
    },
    /// A field of a record.
    Field {
        /// Which field.
        field: Name,
        /// Of which type of record.
        record_type: Name,
        /// Which record.
        record: Name,
        /// At which unit.
        unit: Name,
    },
    /// A list of records.
    List {
        /// Of which type.
        record_type: Name,
        /// At which unit.
        unit: Name,
    },
    /// A determination.
    Determination {
        /// Of which term.
        term: Name,
        /// By whom.
        authority: Name,
        /// Of what.
        subject: Subject,
        /// For which act, where it is of a duty in that act alone.
        #[serde(skip_serializing_if = "Option::is_none")]
        act: Option<Name>,
    },
    /// A report made.
    Report {
        /// Which.
        report: Name,
        /// By which organ.
        organ: Name,
        /// The path of its unit.
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<Name>,
        /// For which part of the period.
        period: Period,
    },
    /// A recorded discharge of a duty.
    Discharge {
        /// Which duty.
        duty: Name,
        /// By which organ.
        organ: Name,
        /// The path of its unit.
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<Name>,
        /// For which act.
        act: Name,
    },
}

/// Who determined something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Determined {
    /// By whom.
    pub authority: Name,
    /// When.
    pub date: Date,
    /// The document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Name>,
}

impl<'a> Names<'_, 'a> {
    /// A fact with its value.
    pub(super) fn fact(&self, slot: &Slot) -> FactRead {
        FactRead {
            what: self.fact_name(slot),
            value: current(self.machine, slot).map(|value| self.slot_value(slot, &value)),
            told: self.told(slot),
            determined: determined(self.machine, slot),
        }
    }

    /// The facts that a node reads and that are worth showing: of whether a record counts, the day of its act
    /// where that is enough, else all its dates.
    pub(super) fn facts_of(&self, trace: &Trace) -> Vec<FactRead> {
        let counts = match (&trace.of, &trace.read) {
            (Of::Member(_), Read::Known(value)) => Some(*value == Value::Truth(true)),
            (Of::Member(_), _) => None,
            _ => return trace.slots.iter().map(|slot| self.fact(slot)).collect(),
        };
        let shown = trace.slots.iter().filter(|slot| match slot {
            Slot::List(..) => false,
            slot => counts != Some(true) || !self.is_other_date(slot),
        });
        let facts = shown.map(|slot| self.fact(slot));
        facts
            .filter(|fact| counts.is_none() || fact.value.is_some())
            .collect()
    }

    /// Whether a slot is a date of a record other than that of its act.
    fn is_other_date(&self, slot: &Slot) -> bool {
        let Slot::Field(record, position) = slot else {
            return false;
        };
        let field = field_at(self.model, self.machine.facts, *record, *position);
        let role = field.map(|field| self.model.fields[field].role);
        matches!(role, Some(FieldRole::DiscoveryDate | FieldRole::ReportDate))
    }

    /// A value of a slot as text.
    pub(super) fn slot_value(&self, slot: &Slot, value: &Value) -> Name {
        match kind(self.machine, slot) {
            Some(kind) => self.value(kind.ty, kind.measure, value),
            None => Name::default(),
        }
    }

    /// The name of a slot.
    pub(super) fn fact_name(&self, slot: &Slot) -> FactName {
        let model = self.model;
        match slot {
            Slot::Metric(unit, metric, period) => FactName::Metric {
                metric: model.metrics[*metric].name.clone(),
                unit: self.path(*unit),
                period: *period,
            },
            Slot::Plan(unit, target) => FactName::Plan {
                target: model.targets[*target].name.clone(),
                unit: self.path(*unit),
            },
            Slot::Field(record, position) => FactName::Field {
                field: self.field(*record, *position),
                record_type: self.record_type(*record),
                record: self.record(*record),
                unit: self.record_unit(*record).unwrap_or_default(),
            },
            Slot::List(unit, record_type) => FactName::List {
                record_type: model.record_types[*record_type].name.clone(),
                unit: self.path(*unit),
            },
            Slot::Determination(term, subject) => FactName::Determination {
                term: model.vague[*term].name.clone(),
                authority: self.authority(&model.vague[*term].authority),
                subject: self.determined_subject(subject),
                act: match subject {
                    facts::Subject::Duty { act, .. } => act.clone(),
                    _ => None,
                },
            },
            Slot::Report(report, holder, period) => FactName::Report {
                report: model.reports[*report].name.clone(),
                organ: self.organ(holder.organ),
                unit: self.maybe_path(holder.unit),
                period: *period,
            },
            Slot::Discharge(duty, party, act) => FactName::Discharge {
                duty: model.duties[*duty].name.clone(),
                organ: self.organ(party.organ),
                unit: self.maybe_path(party.unit),
                act: act.clone(),
            },
        }
    }

    fn determined_subject(&self, subject: &facts::Subject) -> Subject {
        use DeterminationSubject as About;
        self.subject(match subject {
            facts::Subject::Metric(unit, metric, period) => About::Metric(*unit, *metric, *period),
            facts::Subject::Record(record) => About::Record(*record),
            facts::Subject::Unit(unit) => About::Unit(*unit),
            facts::Subject::Duty {
                duty, organ, unit, ..
            } => {
                let (organ, unit) = (*organ, *unit);
                About::Duty(*duty, Instance { organ, unit })
            }
        })
    }

    /// What is said of a value beside it; of a record's field, else what is said of the record.
    fn told(&self, slot: &Slot) -> Option<SourceNote> {
        let cell = self.machine.cell_of(slot)?;
        let rest = self.machine.facts.rest();
        let of_record = || match slot {
            Slot::Field(record, _) => rest.record_notes.get(record),
            _ => None,
        };
        let note = rest.notes.get(&cell).or_else(of_record)?;
        Some(SourceNote {
            fact: None,
            source: note.source.clone(),
            note: note.note.clone(),
            date: note.date,
        })
    }
}

fn determined(machine: &Machine<'_>, slot: &Slot) -> Option<Determined> {
    let Slot::Determination(term, subject) = slot else {
        return None;
    };
    let determinations = &machine.facts.rest().determinations;
    let found = determinations.get(&(*term, subject.clone()))?;
    Some(Determined {
        authority: found.authority.clone(),
        date: found.date,
        document: found.document.clone(),
    })
}
