//! The names behind the numbers, and the clauses behind the names; each text is made once and shared.

use crate::arena::{Arena, Id};
use crate::assessment::Reliance;
use crate::assessment::cause::{Element, ElementKind, Moment};
use crate::assessment::party::{Actor, Clause, Clauses, Party};
use crate::eval::{self, CauseDate, Instance, Machine};
use crate::facts::{self, RecordIndex, UnitIndex};
use crate::ids::{
    CommendationId, ConsequenceId, DutyId, InterpretationId, LevelId, OrganId, ProhibitionId,
    ReportId, TargetId, TriggerId,
};
use crate::model::{Authority, Basis, Model, Name};
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
    pub(crate) clauses: ClausesOf,
    paths: Vec<Name>,
    reliances: Vec<Reliance>,
}

/// The clauses of everything declared that a result shows.
pub(crate) struct ClausesOf {
    pub(crate) levels: Arena<LevelId, Clauses>,
    pub(crate) organs: Arena<OrganId, Clauses>,
    pub(crate) duties: Arena<DutyId, Clauses>,
    pub(crate) targets: Arena<TargetId, Clauses>,
    pub(crate) prohibitions: Arena<ProhibitionId, Clauses>,
    pub(crate) reports: Arena<ReportId, Clauses>,
    pub(crate) triggers: Arena<TriggerId, Clauses>,
    pub(crate) consequences: Arena<ConsequenceId, Clauses>,
    pub(crate) commendations: Arena<CommendationId, Clauses>,
    pub(crate) interpretations: Arena<InterpretationId, Clauses>,
}

impl<'m, 'a> Names<'m, 'a> {
    /// Prepares the names of units, clauses and choices.
    pub(crate) fn new(machine: &'m Machine<'a>, sources: &'m Sources) -> Self {
        let model: &'a Model = machine.model;
        let units = (0..).take(machine.facts.units.len());
        let reliance = |row: &crate::model::Interpretation| Reliance {
            interpretation: row.name.clone(),
            choice: choice(row, row.taken),
        };
        Self {
            machine,
            model,
            sources,
            clauses: ClausesOf::new(model),
            paths: units
                .map(|unit| Name::from(machine.facts.path(unit)))
                .collect(),
            reliances: model.interpretations.values().map(reliance).collect(),
        }
    }

    /// The path of a unit.
    pub(crate) fn path(&self, unit: UnitIndex) -> Name {
        self.paths.get(unit as usize).cloned().unwrap_or_default()
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
        match authority {
            Authority::Organ(organ) => self.organ(*organ),
            Authority::Wording(wording) => wording.clone(),
        }
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
            .filter_map(|id| self.reliances.get(id.index()).cloned())
            .collect()
    }
}

impl ClausesOf {
    fn new(model: &Model) -> Self {
        Self {
            levels: each(&model.levels, |row| &row.basis),
            organs: each(&model.organs, |row| &row.basis),
            duties: each(&model.duties, |row| &row.basis),
            targets: each(&model.targets, |row| &row.basis),
            prohibitions: each(&model.prohibitions, |row| &row.basis),
            reports: each(&model.reports, |row| &row.basis),
            triggers: each(&model.triggers, |row| &row.basis),
            consequences: each(&model.consequences, |row| &row.basis),
            commendations: each(&model.commendations, |row| &row.basis),
            interpretations: each(&model.interpretations, |row| &row.basis),
        }
    }
}

fn each<I: Id, T>(rows: &Arena<I, T>, basis: fn(&T) -> &Basis) -> Arena<I, Clauses> {
    let mut all = Arena::new();
    for row in rows.values() {
        all.push(clauses_of(basis(row)));
    }
    all
}

/// The clauses that a declaration cites.
pub(crate) fn clauses_of(basis: &Basis) -> Clauses {
    let citations = basis.citations.iter();
    citations
        .map(|c| Clause::new(&c.clause, c.quote.as_deref()))
        .collect()
}

/// The name of a choice.
pub(crate) fn choice(row: &crate::model::Interpretation, place: usize) -> Name {
    row.choices
        .get(place)
        .map_or_else(Name::default, |choice| choice.name.clone())
}

/// When something happened, where that is known.
pub(crate) fn moment(date: CauseDate) -> Option<Moment> {
    match date {
        CauseDate::On(day) => Some(Moment::On(day)),
        CauseDate::Span(from, to) => Some(Moment::Span { from, to }),
        CauseDate::Unknown => None,
    }
}
