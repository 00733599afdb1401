//! What may be asked about, by name.

use crate::eval::Instance;
use crate::explain::{Case, ExplainError};
use crate::facts::UnitIndex;
use crate::ids::{TargetId, TriggerId};
use crate::suggest::nearest;

/// What is asked about. A unit is a name or a path, outermost first, joined by `/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Question<'q> {
    /// Why a trigger did not fire, or is not determined.
    Trigger {
        /// Its name, or its number in the text.
        trigger: &'q str,
    },
    /// Why a target has its status at a unit.
    Target {
        /// The target.
        target: &'q str,
        /// The unit.
        unit: &'q str,
    },
    /// Why an organ is not, or is, among the accountable.
    Organ {
        /// The organ.
        organ: &'q str,
        /// Its unit; needless where there is one instance only.
        unit: Option<&'q str>,
    },
    /// Why a person is not, or is, among the accountable.
    Person {
        /// The person.
        person: &'q str,
    },
}

pub(super) fn trigger(case: &Case<'_, '_>, name: &str) -> Result<TriggerId, ExplainError> {
    let triggers = || case.machine.model.triggers.iter();
    let named = triggers().find(|(_, row)| &*row.name == name);
    let numbered = || triggers().find(|(_, row)| row.number.as_deref() == Some(name));
    let found = named.or_else(numbered).map(|(id, _)| id);
    found.ok_or_else(|| unknown(case, name))
}

pub(super) fn target(
    case: &Case<'_, '_>,
    name: &str,
    unit: &str,
) -> Result<(TargetId, UnitIndex), ExplainError> {
    let mut targets = case.machine.model.targets.iter();
    let found = targets.find(|(_, row)| &*row.name == name);
    let (id, row) = found.ok_or_else(|| unknown(case, name))?;
    let at = units(case, unit).into_iter();
    let of_level = |at: &UnitIndex| {
        let unit = case.machine.facts.unit(*at);
        unit.is_some_and(|unit| unit.level == row.level)
    };
    only(case, at.filter(of_level).collect(), unit).map(|at| (id, at))
}

/// The instance of an organ; without a unit, the only one.
pub(super) fn instance(
    case: &Case<'_, '_>,
    name: &str,
    unit: Option<&str>,
) -> Result<Instance, ExplainError> {
    let mut organs = case.machine.model.organs.iter();
    let found = organs.find(|(_, row)| &*row.name == name);
    let (organ, row) = found.ok_or_else(|| unknown(case, name))?;
    if row.levels.is_empty() {
        return match unit {
            None => Ok(Instance { organ, unit: None }),
            Some(unit) => Err(unknown(case, unit)),
        };
    }
    let of_level = |at: &UnitIndex| {
        let unit = case.machine.facts.unit(*at);
        unit.is_some_and(|unit| row.levels.contains(&unit.level))
    };
    let candidates: Vec<UnitIndex> = match unit {
        Some(unit) => units(case, unit),
        None => (0..).take(case.machine.facts.units.len()).collect(),
    };
    let candidates = candidates.into_iter().filter(of_level).collect();
    only(case, candidates, unit.unwrap_or(name)).map(|at| Instance {
        organ,
        unit: Some(at),
    })
}

/// The units of a name or path.
fn units(case: &Case<'_, '_>, name: &str) -> Vec<UnitIndex> {
    let facts = case.machine.facts;
    let is = |at: &UnitIndex| {
        let own = facts.unit(*at).is_some_and(|unit| facts.name(unit) == name);
        own || facts.path(*at) == name || facts.path(*at).ends_with(&format!("/{name}"))
    };
    (0..).take(facts.units.len()).filter(is).collect()
}

fn only(
    case: &Case<'_, '_>,
    candidates: Vec<UnitIndex>,
    name: &str,
) -> Result<UnitIndex, ExplainError> {
    match candidates.as_slice() {
        [one] => Ok(*one),
        [] => Err(unknown(case, name)),
        _ => Err(ExplainError::Ambiguous(name.to_owned())),
    }
}

pub(super) fn unknown(case: &Case<'_, '_>, name: &str) -> ExplainError {
    let (model, facts) = (case.machine.model, case.machine.facts);
    let triggers = model.triggers.values().map(|row| &*row.name);
    let targets = model.targets.values().map(|row| &*row.name);
    let organs = model.organs.values().map(|row| &*row.name);
    let units = facts.units.iter().map(|unit| facts.name(unit));
    let persons = facts.persons().into_iter().flatten();
    let persons = persons.map(|person| person.name);
    let known = triggers
        .chain(targets)
        .chain(organs)
        .chain(units)
        .chain(persons);
    ExplainError::Unknown {
        name: name.to_owned(),
        near: nearest(name, known).map(str::to_owned),
    }
}
