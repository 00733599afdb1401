//! Acts that a prohibition forbids: the records that tell of them.

use super::domain::Items;
use super::logic::{self, Truth};
use super::machine::Machine;
use super::needs::Needs;
use super::outcome::{Element, Need};
use crate::facts::{RecordIndex, UnitIndex};
use crate::ids::ProhibitionId;
use crate::model::Window;
use crate::value::Value;

impl Machine<'_> {
    /// The acts told of in all the facts that a prohibition may forbid.
    pub(super) fn prohibited_acts(&self, prohibition: ProhibitionId, found: &mut Items) {
        let record_type = self.model.prohibitions[prohibition].record_type;
        for level in &self.model.record_types[record_type].levels {
            for unit in self.units_of(*level) {
                if self.exhausted() {
                    return;
                }
                self.prohibited_acts_at(prohibition, *unit, found);
            }
            for at in self.gaps(*level, None) {
                found.gaps.push((at, Need::Units(at, *level)));
            }
        }
    }

    pub(super) fn prohibited_acts_at(
        &self,
        prohibition: ProhibitionId,
        unit: UnitIndex,
        found: &mut Items,
    ) {
        let record_type = self.model.prohibitions[prohibition].record_type;
        let Some(row) = self.facts.unit(unit) else {
            return;
        };
        let layout = self.program.layout.level(row.level);
        let Some(slot) = layout.and_then(|layout| layout.list(record_type)) else {
            return;
        };
        let Some(list) = self.facts.list(row, slot) else {
            // Where it does not apply, no act breaks it, whatever the list would hold.
            let applies = self.program.prohibitions[prohibition].applies;
            if self.holds(applies, self.at(unit)) != Some(false) {
                found.gaps.push((unit, Need::List(unit, record_type)));
            }
            return;
        };
        for record in list {
            let member = self.is_prohibited(prohibition, unit, record);
            if !self.charge(1) {
                return;
            }
            if member != Some(false) {
                let element = Element::Prohibition(prohibition, unit, record);
                found.items.push(self.record_item(element, record, member));
            }
        }
    }

    pub(super) fn is_prohibited(
        &self,
        prohibition: ProhibitionId,
        unit: UnitIndex,
        record: RecordIndex,
    ) -> Truth {
        let row = &self.model.prohibitions[prohibition];
        let code = &self.program.prohibitions[prohibition];
        let act = self
            .position(row.field)
            .and_then(|position| self.field(record, position));
        let forbidden = match act {
            Some(Value::Enumerated(act)) => Some(row.acts.contains(&act)),
            _ => None,
        };
        let parts = [
            self.in_window(record, Window::Period, self.facts.period),
            forbidden,
            self.holds(code.filter, self.at_record(record)),
            self.holds(code.applies, self.at(unit)),
        ];
        logic::and(parts.into_iter())
    }

    /// What is missing to know whether an act is forbidden, its date apart.
    pub(super) fn act_needs(
        &self,
        prohibition: ProhibitionId,
        unit: UnitIndex,
        record: RecordIndex,
        out: &mut Needs,
    ) {
        let row = &self.model.prohibitions[prohibition];
        let code = &self.program.prohibitions[prohibition];
        if let Some(position) = self.position(row.field)
            && self.field(record, position).is_none()
        {
            out.insert(Need::Field(record, position));
        }
        self.condition_needs(code.filter, self.at_record(record), out);
        self.condition_needs(code.applies, self.at(unit), out);
    }
}
