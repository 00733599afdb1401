//! The clauses of everything declared, as results show them, and other words of the policy: one text for all results.

use std::sync::OnceLock;

use crate::arena::{Arena, Id};
use crate::assessment::Reliance;
use crate::assessment::party::{Clause, Clauses};
use crate::ids::{
    CommendationId, ConsequenceId, DefinitionId, DutyId, InterpretationId, LevelId, MatterId,
    MetricId, OfficeId, OrganId, ParameterId, ProhibitionId, ReportId, TableId, TargetId,
    TriggerId, VagueId,
};
use crate::model::{Basis, Interpretation, Model, Name};
use crate::program::OpId;

/// The clauses of everything declared that a result shows, and the choices taken.
#[derive(Debug)]
pub struct ClausesOf {
    pub(crate) levels: Arena<LevelId, Clauses>,
    pub(crate) organs: Arena<OrganId, Clauses>,
    pub(crate) offices: Arena<OfficeId, Clauses>,
    pub(crate) matters: Arena<MatterId, Clauses>,
    pub(crate) duties: Arena<DutyId, Clauses>,
    pub(crate) metrics: Arena<MetricId, Clauses>,
    pub(crate) targets: Arena<TargetId, Clauses>,
    pub(crate) prohibitions: Arena<ProhibitionId, Clauses>,
    pub(crate) reports: Arena<ReportId, Clauses>,
    pub(crate) vague: Arena<VagueId, Clauses>,
    pub(crate) parameters: Arena<ParameterId, Clauses>,
    pub(crate) definitions: Arena<DefinitionId, Clauses>,
    pub(crate) tables: Arena<TableId, Clauses>,
    pub(crate) triggers: Arena<TriggerId, Clauses>,
    pub(crate) consequences: Arena<ConsequenceId, Clauses>,
    pub(crate) commendations: Arena<CommendationId, Clauses>,
    pub(crate) interpretations: Arena<InterpretationId, Clauses>,
    /// Of mappings, in the order declared.
    pub(crate) mappings: Vec<Clauses>,
    pub(super) reliances: Vec<Reliance>,
    /// The policy's words for each operation, once somebody wants to read them.
    words: Vec<OnceLock<Option<Name>>>,
}

impl ClausesOf {
    /// Writes them out; the policy has so many operations.
    pub fn new(model: &Model, operations: usize) -> Self {
        let reliance = |row: &Interpretation| Reliance {
            interpretation: row.name.clone(),
            choice: choice(row, row.taken),
        };
        let mappings = model.mappings.iter();
        Self {
            levels: each(&model.levels, |row| &row.basis),
            organs: each(&model.organs, |row| &row.basis),
            offices: each(&model.offices, |row| &row.basis),
            matters: each(&model.matters, |row| &row.basis),
            duties: each(&model.duties, |row| &row.basis),
            metrics: each(&model.metrics, |row| &row.basis),
            targets: each(&model.targets, |row| &row.basis),
            prohibitions: each(&model.prohibitions, |row| &row.basis),
            reports: each(&model.reports, |row| &row.basis),
            vague: each(&model.vague, |row| &row.basis),
            parameters: each(&model.parameters, |row| &row.basis),
            definitions: each(&model.definitions, |row| &row.basis),
            tables: each(&model.tables, |row| &row.basis),
            triggers: each(&model.triggers, |row| &row.basis),
            consequences: each(&model.consequences, |row| &row.basis),
            commendations: each(&model.commendations, |row| &row.basis),
            interpretations: each(&model.interpretations, |row| &row.basis),
            mappings: mappings.map(|row| clauses_of(&row.basis)).collect(),
            reliances: model.interpretations.values().map(reliance).collect(),
            words: vec![OnceLock::new(); operations],
        }
    }

    /// The policy's words for an operation, which are found when they are first wanted.
    pub(super) fn words(&self, op: OpId, find: impl FnOnce() -> Option<Name>) -> Option<Name> {
        self.words.get(op.index())?.get_or_init(find).clone()
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
pub(super) fn choice(row: &Interpretation, place: usize) -> Name {
    row.choices
        .get(place)
        .map_or_else(Name::default, |choice| choice.name.clone())
}
