//! Joins what the passes have read into a model.

use super::names::Names;
use super::tables::Tables;
use crate::arena::Id;
use crate::model::{
    Arena, Background, BackgroundId, ClauseText, Commendation, Consequence, ConsequenceId,
    Delegation, Duty, Interpretation, Mapping, Model, NonOperative, Prohibition, Regulation,
    Report, Scenario, ScenarioId, Scope, Target, Trigger,
};

/// The declarations that expressions do not refer to by value; those that are wrong are left out.
pub(super) struct Rows {
    pub(super) mappings: Vec<Mapping>,
    pub(super) targets: Vec<Target>,
    pub(super) prohibitions: Vec<Prohibition>,
    pub(super) reports: Vec<Report>,
    pub(super) duties: Vec<Duty>,
    pub(super) triggers: Vec<Trigger>,
    pub(super) consequences: Arena<ConsequenceId, Consequence>,
    pub(super) commendations: Vec<Commendation>,
    pub(super) interpretations: Vec<Interpretation>,
    pub(super) scope: Option<Scope>,
    pub(super) non_operative: Vec<NonOperative>,
    pub(super) delegations: Vec<Delegation>,
    pub(super) backgrounds: Arena<BackgroundId, Background>,
    pub(super) scenarios: Arena<ScenarioId, Scenario>,
}

impl Rows {
    /// Whether none was left out, so that ids given to names find their rows.
    pub(super) fn complete(&self, names: &Names<'_>, tables: &Tables) -> bool {
        let formulas = tables.parameters.values().all(Option::is_some)
            && tables.definitions.values().all(Option::is_some)
            && tables.tables.values().all(Option::is_some);
        formulas
            && self.targets.len() == names.targets.rows.len()
            && self.prohibitions.len() == names.prohibitions.rows.len()
            && self.reports.len() == names.reports.rows.len()
            && self.duties.len() == names.duties.rows.len()
            && self.triggers.len() == names.triggers.rows.len()
            && self.commendations.len() == names.commendations.rows.len()
    }

    /// The model.
    pub(super) fn join(
        self,
        regulation: Regulation,
        text: Option<ClauseText>,
        tables: Tables,
    ) -> Model {
        Model {
            regulation,
            text,
            measures: tables.measures,
            levels: tables.levels,
            enumerations: tables.enumerations,
            organs: tables.organs,
            offices: tables.offices,
            classes: tables.classes,
            matters: tables.matters,
            kinds: tables.kinds,
            pursued: tables.pursued,
            mappings: self.mappings,
            duties: arena(self.duties),
            metrics: tables.metrics,
            targets: arena(self.targets),
            prohibitions: arena(self.prohibitions),
            reports: arena(self.reports),
            record_types: tables.record_types,
            fields: tables.fields,
            vague: tables.vague,
            parameters: whole(tables.parameters),
            definitions: whole(tables.definitions),
            tables: whole(tables.tables),
            triggers: arena(self.triggers),
            consequences: self.consequences,
            commendations: arena(self.commendations),
            interpretations: arena(self.interpretations),
            scope: self.scope,
            non_operative: self.non_operative,
            delegations: self.delegations,
            // What is allowed is known only when all is found.
            allowances: Vec::new(),
            backgrounds: self.backgrounds,
            scenarios: self.scenarios,
        }
    }
}

fn arena<I: Id, T>(rows: Vec<T>) -> Arena<I, T> {
    let mut arena = Arena::new();
    for row in rows {
        arena.push(row);
    }
    arena
}

/// The rows that could be read: all of them, unless an error says why not.
fn whole<I: Id, T: Clone>(rows: Arena<I, Option<T>>) -> Arena<I, T> {
    arena(rows.values().flatten().cloned().collect())
}
