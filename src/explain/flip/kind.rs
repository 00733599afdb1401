//! What a slot can hold: its type, unit of measure and range.

use super::change::field_at;
use crate::eval::{Machine, Slot};
use crate::measure::Measure;
use crate::number::Number;
use crate::types::Type;

/// A slot's type, unit of measure and range.
pub struct Kind<'a> {
    /// Its type.
    pub ty: &'a Type,
    /// The unit of measure that its values are written in.
    pub measure: Option<&'a Measure>,
    /// Smallest and largest possible value.
    pub range: (Option<&'a Number>, Option<&'a Number>),
}

/// What a slot can hold, if it holds values.
pub fn kind<'a>(machine: &Machine<'a>, slot: &Slot) -> Option<Kind<'a>> {
    let model = machine.model;
    match slot {
        Slot::Metric(_, metric, _) => {
            let row = &model.metrics[*metric];
            let range = row.range.as_ref();
            Some(Kind {
                ty: &row.ty,
                measure: row.measure.as_ref(),
                range: (
                    range.map(|(low, _)| low),
                    range.and_then(|(_, high)| high.as_ref()),
                ),
            })
        }
        Slot::Plan(_, target) => {
            let plan = model.targets[*target].plan.as_ref()?;
            Some(Kind {
                ty: &plan.ty,
                measure: plan.measure.as_ref(),
                range: (None, None),
            })
        }
        Slot::Field(record, position) => {
            let field = field_at(model, machine.facts, *record, *position)?;
            let row = &model.fields[field];
            let range = row.range.as_ref();
            Some(Kind {
                ty: &row.ty,
                measure: row.measure.as_ref(),
                range: (range.map(|(low, _)| low), range.map(|(_, high)| high)),
            })
        }
        Slot::Determination(term, _) => {
            let row = &model.vague[*term];
            Some(Kind {
                ty: &row.yields,
                measure: row.measure.as_ref(),
                range: (None, None),
            })
        }
        Slot::List(..) | Slot::Report(..) | Slot::Discharge(..) => None,
    }
}
