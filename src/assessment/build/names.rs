//! The names behind the numbers, and the clauses behind the names; each text is made once and shared.

use std::cell::OnceCell;

use super::clauses::ClausesOf;
use crate::arena::Id;
use crate::assessment::Reliance;
use crate::assessment::cause::{Element, ElementKind, Moment};
use crate::assessment::party::{Actor, Party};
use crate::eval::{self, CauseDate, Instance, Machine};
use crate::facts::{self, RecordIndex, UnitIndex};
use crate::ids::{InterpretationId, OrganId};
use crate::model::{Authority, Model, Name};
use crate::source::Sources;

/// What names are made from.
pub(crate) struct Names<'m, 'a> {
    /// Policy and facts.
    pub(crate) machine: &'m Machine<'a>,
    /// The checked regulation.
    pub(crate) model: &'a Model,
    /// The policy's texts.
    pub(crate) sources: &'m Sources,
    /// The clauses of everything declared.
    pub(crate) clauses: &'m ClausesOf,
    /// Paths of units, each once it is asked for.
    paths: Vec<OnceCell<Name>>,
}

impl<'m, 'a> Names<'m, 'a> {
    /// Prepares the names of units, with the clauses and choices of the policy.
    pub(crate) fn new(
        machine: &'m Machine<'a>,
        sources: &'m Sources,
        clauses: &'m ClausesOf,
    ) -> Self {
        Self {
            machine,
            model: machine.model,
            sources,
            clauses,
            paths: vec![OnceCell::new(); machine.facts.units.len()],
        }
    }

    /// The path of a unit.
    pub(crate) fn path(&self, unit: UnitIndex) -> Name {
        let path = self.paths.get(unit as usize);
        let made = path.map(|path| path.get_or_init(|| Name::from(self.machine.facts.path(unit))));
        made.cloned().unwrap_or_default()
    }

    /// The path of a unit, where there is one.
    pub(crate) fn maybe_path(&self, unit: Option<UnitIndex>) -> Option<Name> {
        unit.map(|unit| self.path(unit))
    }

    /// The name of a unit's level.
    pub(crate) fn level_of(&self, unit: UnitIndex) -> Name {
        let row = self.machine.facts.unit(unit);
        row.map_or_else(Name::default, |row| {
            self.model.levels[row.level].name.clone()
        })
    }

    /// The id of a record.
    pub(crate) fn record(&self, record: RecordIndex) -> Name {
        self.machine.facts.record_id(self.model, record)
    }

    /// The name of a record's type.
    pub(crate) fn record_type(&self, record: RecordIndex) -> Name {
        let row = self.machine.facts.record(record);
        row.map_or_else(Name::default, |row| {
            self.model.record_types[row.record_type].name.clone()
        })
    }

    /// The unit that a record concerns.
    pub(crate) fn record_unit(&self, record: RecordIndex) -> Option<Name> {
        let row = self.machine.facts.record(record)?;
        Some(self.path(row.unit))
    }

    /// An organ's name.
    pub(crate) fn organ(&self, organ: OrganId) -> Name {
        self.model.organs[organ].name.clone()
    }

    /// An organ at its unit.
    pub(crate) fn party(&self, instance: Instance) -> Party {
        Party {
            organ: Some(self.organ(instance.organ)),
            unit: self.maybe_path(instance.unit),
        }
    }

    /// The name of an authority.
    pub(crate) fn authority(&self, authority: &Authority) -> Name {
        super::authority_name(self.model, authority)
    }

    /// Who acted, by number in the facts.
    pub(crate) fn actor(&self, actor: Option<u32>) -> Option<Actor> {
        let mut named = Actor {
            person: None,
            organ: None,
            office: None,
            unit: None,
        };
        match self.machine.facts.rest().actors.get(actor? as usize)? {
            facts::Actor::Person(name) => named.person = Some(name.clone()),
            facts::Actor::Organ(organ, unit) => {
                named.organ = Some(self.organ(*organ));
                named.unit = self.maybe_path(*unit);
            }
            facts::Actor::Office(organ, office, unit) => {
                named.organ = Some(self.organ(*organ));
                named.office = Some(self.model.offices[*office].name.clone());
                named.unit = self.maybe_path(*unit);
            }
        }
        Some(named)
    }

    /// What a branch ranged over.
    pub(crate) fn element(&self, element: eval::Element) -> Element {
        use eval::Element as Of;
        let model = self.model;
        let named = |kind, name: &Name, unit| Element {
            kind,
            name: name.clone(),
            record: None,
            organ: None,
            unit: self.maybe_path(unit),
            period: None,
        };
        let told_by = |record, element| Element {
            record: Some(self.record(record)),
            ..element
        };
        let held_by = |holder: Instance, element| Element {
            organ: Some(self.organ(holder.organ)),
            ..element
        };
        match element {
            Of::Record(record) => {
                let unit = self.machine.facts.record(record).map(|row| row.unit);
                let name = self.record_type(record);
                told_by(record, named(ElementKind::Record, &name, unit))
            }
            Of::Prohibition(id, unit, record) => {
                let name = &model.prohibitions[id].name;
                told_by(record, named(ElementKind::Prohibition, name, Some(unit)))
            }
            Of::Target(id, unit) => named(ElementKind::Target, &model.targets[id].name, Some(unit)),
            Of::Metric(id, unit) => named(ElementKind::Metric, &model.metrics[id].name, Some(unit)),
            Of::Unit(unit) => named(ElementKind::Unit, &self.level_of(unit), Some(unit)),
            Of::Duty(id, holder) => {
                let name = &model.duties[id].name;
                held_by(holder, named(ElementKind::Duty, name, holder.unit))
            }
            Of::Report(id, holder, period) => {
                let name = &model.reports[id].name;
                let owed = held_by(holder, named(ElementKind::Report, name, holder.unit));
                Element {
                    period: Some(period),
                    ..owed
                }
            }
        }
    }

    /// A short name of an element among its like: a record's id, a unit's path.
    pub(crate) fn place_of(&self, element: Option<eval::Element>, unit: Option<UnitIndex>) -> Name {
        match element {
            Some(eval::Element::Record(record) | eval::Element::Prohibition(_, _, record)) => {
                self.record(record)
            }
            Some(eval::Element::Report(_, holder, _) | eval::Element::Duty(_, holder))
                if holder.unit.is_none() =>
            {
                self.organ(holder.organ)
            }
            _ => self.maybe_path(unit).unwrap_or_default(),
        }
    }

    /// Interpretations with the choices taken.
    pub(crate) fn rests_on(&self, interpretations: &[InterpretationId]) -> Vec<Reliance> {
        let known = interpretations.iter();
        known
            .filter_map(|id| self.clauses.reliances.get(id.index()).cloned())
            .collect()
    }
}

/// When something happened, where that is known.
pub(crate) fn moment(date: CauseDate) -> Option<Moment> {
    match date {
        CauseDate::On(day) => Some(Moment::On(day)),
        CauseDate::Span(from, to) => Some(Moment::Span { from, to }),
        CauseDate::Unknown => None,
    }
}
