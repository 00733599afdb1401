//! A change of one slot of the facts, and the facts with it made.

use crate::calendar::Date;
use crate::eval::{Machine, Slot};
use crate::facts::{Determination, Discharge, FactStore, ReportMade};
use crate::ids::FieldId;
use crate::model::{Authority, FieldRole, Model, Name};
use crate::program::Program;
use crate::value::Value;

/// What a slot holds after a change.
#[derive(Debug, Clone, PartialEq)]
pub enum New {
    /// A value: of a metric, a plan's figure, a field, a determination.
    Value(Value),
    /// Nothing: a determination that is not made, a discharge that is not recorded.
    Nothing,
    /// A list without a record.
    NoRecords,
    /// A report made on this day.
    Made(Date),
    /// A discharge on record.
    Discharged,
}

/// A slot, and what it is to hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Which.
    pub slot: Slot,
    /// What.
    pub to: New,
}

/// The facts with these changes made; `None` where the facts have no room for one.
pub fn changed(machine: &Machine<'_>, changes: &[Change]) -> Option<FactStore> {
    let mut facts = machine.facts.clone();
    for change in changes {
        let mut edit = Edit {
            model: machine.model,
            program: machine.program,
            facts: &mut facts,
        };
        edit.make(change)?;
    }
    Some(facts)
}

struct Edit<'e> {
    model: &'e Model,
    program: &'e Program,
    facts: &'e mut FactStore,
}

impl Edit<'_> {
    fn make(&mut self, change: &Change) -> Option<()> {
        match (&change.slot, &change.to) {
            (Slot::Determination(term, subject), New::Value(value)) => {
                let determination = self.determination(*term, value);
                let key = (*term, subject.clone());
                self.facts
                    .rest_mut()
                    .determinations
                    .insert(key, determination);
            }
            (Slot::Determination(term, subject), _) => {
                let key = (*term, subject.clone());
                self.facts.rest_mut().determinations.shift_remove(&key);
            }
            (Slot::List(unit, record_type), _) => {
                let row = self.facts.unit(*unit)?;
                let layout = self.program.layout.level(row.level)?;
                let list = layout.list(*record_type)?;
                self.facts.set_list(*unit, list, 0..0);
            }
            (Slot::Report(report, holder, period), New::Made(date)) => {
                self.facts
                    .rest_mut()
                    .reports
                    .get_or_insert_default()
                    .push(ReportMade {
                        report: *report,
                        organ: holder.organ,
                        unit: holder.unit,
                        period: Some(*period),
                        date: *date,
                    });
            }
            (Slot::Report(..), _) => {
                self.facts.rest_mut().reports.get_or_insert_default();
            }
            (Slot::Discharge(duty, party, act), to) => {
                let discharges = self.facts.rest_mut().discharges.get_or_insert_default();
                let own = |discharge: &Discharge| {
                    discharge.duty == *duty
                        && discharge.organ == party.organ
                        && discharge.unit == party.unit
                        && discharge.act.as_ref().is_none_or(|of| of == act)
                };
                discharges.retain(|discharge| !own(discharge));
                if *to == New::Discharged {
                    discharges.push(Discharge {
                        duty: *duty,
                        organ: party.organ,
                        unit: party.unit,
                        act: Some(act.clone()),
                        date: None,
                    });
                }
            }
            (slot, New::Value(value)) => self.set(slot, value)?,
            _ => return None,
        }
        Some(())
    }

    /// Sets a cell, making room for an earlier period that the facts do not tell of.
    fn set(&mut self, slot: &Slot, value: &Value) -> Option<()> {
        let layout = &self.program.layout;
        let (cell, packing) = match slot {
            Slot::Metric(unit, metric, period) => {
                let row = self.facts.unit(*unit)?;
                let layout = layout.level(row.level)?;
                let slot = layout.metric(*metric)?;
                let base = if *period == self.facts.period {
                    row.base
                } else if let Some(base) = self.facts.rest().earlier.get(&(*unit, *period)) {
                    *base
                } else {
                    let base = self.facts.room(layout.width());
                    let earlier = &mut self.facts.rest_mut().earlier;
                    earlier.insert((*unit, *period), base);
                    base
                };
                (base.checked_add(slot)?, layout.packing(slot)?)
            }
            Slot::Plan(unit, target) => {
                let row = self.facts.unit(*unit)?;
                let layout = layout.level(row.level)?;
                let slot = layout.plan(*target)?;
                (row.base.checked_add(slot)?, layout.packing(slot)?)
            }
            Slot::Field(record, position) => {
                let field = field_at(self.model, self.facts, *record, *position)?;
                let row = self.facts.records.get_mut(*record as usize)?;
                if let (FieldRole::Unit, Value::Unit(unit)) = (self.model.fields[field].role, value)
                {
                    row.unit = *unit;
                }
                let packing = layout.field(row.record_type, *position)?;
                (row.base.checked_add(*position)?, packing)
            }
            _ => return None,
        };
        self.facts.set(cell, packing, Some(value.clone()));
        Some(())
    }

    fn determination(&self, term: crate::ids::VagueId, value: &Value) -> Determination {
        let authority = match &self.model.vague[term].authority {
            Authority::Organ(organ) => self.model.organs[*organ].name.clone(),
            Authority::Wording(wording) => wording.clone(),
        };
        Determination {
            value: value.clone(),
            authority,
            date: self.facts.as_of,
            document: None::<Name>,
        }
    }
}

/// The field at a position of a record.
pub fn field_at(model: &Model, facts: &FactStore, record: u32, position: u32) -> Option<FieldId> {
    let row = facts.record(record)?;
    let fields = &model.record_types[row.record_type].fields;
    fields.get(position as usize).copied()
}

/// The value that a slot holds now.
pub fn current(machine: &Machine<'_>, slot: &Slot) -> Option<Value> {
    if let Slot::Determination(term, subject) = slot {
        let key = (*term, subject.clone());
        let found = machine.facts.rest().determinations.get(&key);
        return found.map(|determination| determination.value.clone());
    }
    machine.held(slot)
}
