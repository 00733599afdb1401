//! Every condition of a model: where it is asked, of what, and what holds wherever it is.

use std::cell::Cell;

use super::terms::{DEPTH, FUEL, Reading};
use crate::model::{
    Context, Domain, DomainKind, Expr, ExprKind, Gate, Holding, LevelId, Model, RecordTypeId,
    TriggerBranch,
};
use crate::source::{Sources, Span};
use crate::types::Type;

use super::reach::organs;

/// A condition.
#[derive(Clone)]
pub(super) struct Asked<'m> {
    pub(super) reading: Reading<'m>,
    pub(super) expr: &'m Expr,
    /// What holds wherever it is asked.
    pub(super) given: Vec<&'m Expr>,
    pub(super) role: Role,
}

/// What a condition is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// What a target requires.
    Requirement,
    /// What makes an element a cause, or lets one be commended.
    Cause,
    /// Which elements, or when something applies.
    Filter,
    /// A named condition.
    Definition,
    /// A row of a table, none of the earlier ones holding.
    Row,
}

/// All conditions; those inside others behind them.
pub(super) fn asked<'m>(
    model: &'m Model,
    sources: &'m Sources,
    fuel: &'m Cell<u32>,
) -> Vec<Asked<'m>> {
    let mut all = All {
        model,
        sources,
        fuel,
        asked: Vec::new(),
    };
    all.targets();
    all.holders();
    for trigger in model.triggers.values() {
        all.branches(&trigger.branches, trigger.span);
    }
    for commendation in model.commendations.values() {
        all.branches(&commendation.branches, commendation.span);
    }
    all.gates();
    all.named();
    all.inside();
    all.asked
}

struct All<'m> {
    model: &'m Model,
    sources: &'m Sources,
    fuel: &'m Cell<u32>,
    asked: Vec<Asked<'m>>,
}

impl<'m> All<'m> {
    fn at(&self, levels: &[LevelId], home: Span) -> Reading<'m> {
        Reading {
            model: self.model,
            sources: self.sources,
            level: match levels {
                [level] => Some(*level),
                _ => None,
            },
            it: None,
            apart: None,
            home,
            depth: DEPTH,
            fuel: self.fuel,
        }
    }

    fn of_records(&self, id: RecordTypeId, home: Span) -> Reading<'m> {
        self.at(&self.model.record_types[id].levels, home)
    }

    fn of_domain(&self, domain: &Domain, home: Span) -> Reading<'m> {
        let model = self.model;
        match &domain.kind {
            DomainKind::Records(id, _) => self.of_records(*id, home),
            DomainKind::Units(level) => self.at(&[*level], home),
            DomainKind::Targets(ids) => {
                let mut levels: Vec<LevelId> =
                    ids.iter().map(|id| model.targets[*id].level).collect();
                levels.dedup();
                self.at(&levels, home)
            }
            DomainKind::Metrics(ids) => match ids.as_slice() {
                [id] => Reading {
                    it: Some(*id),
                    ..self.at(&model.metrics[*id].levels, home)
                },
                _ => self.at(&[], home),
            },
            DomainKind::Prohibitions(_) | DomainKind::Reports(_) | DomainKind::Duties(_) => {
                self.at(&[], home)
            }
        }
    }

    fn ask(
        &mut self,
        reading: Reading<'m>,
        expr: &'m Expr,
        given: impl IntoIterator<Item = &'m Expr>,
        role: Role,
    ) {
        self.asked.push(Asked {
            reading,
            expr,
            given: given.into_iter().collect(),
            role,
        });
    }

    /// A condition that may be missing, as may what holds wherever it is asked.
    fn ask_any(
        &mut self,
        reading: Reading<'m>,
        expr: Option<&'m Expr>,
        given: Option<&'m Expr>,
        role: Role,
    ) {
        if let Some(expr) = expr {
            self.ask(reading, expr, given, role);
        }
    }

    fn targets(&mut self) {
        for row in self.model.targets.values() {
            let reading = self.at(&[row.level], row.span);
            let truth = row.population.iter().filter(|expr| expr.ty == Type::Truth);
            let mut given: Vec<&Expr> = Vec::new();
            for expr in row.filter.iter().chain(&row.applies).chain(truth) {
                self.ask(reading, expr, given.clone(), Role::Filter);
                given.push(expr);
            }
            self.ask(reading, &row.require, given, Role::Requirement);
        }
    }

    fn holders(&mut self) {
        let model = self.model;
        for row in model.prohibitions.values() {
            let reading = self.of_records(row.record_type, row.span);
            for expr in row.filter.iter().chain(&row.applies) {
                self.ask(reading, expr, [], Role::Filter);
            }
        }
        let reports = model.reports.values();
        let reports = reports.map(|row| (&row.holders, &row.applies, row.span));
        let duties = model.duties.values();
        let duties = duties.map(|row| (&row.holders, &row.applies, row.span));
        for (holders, applies, span) in reports.chain(duties) {
            let reading = self.at(&levels(model, holders), span);
            self.ask_any(reading, applies.as_deref(), None, Role::Filter);
        }
    }

    fn branches(&mut self, branches: &'m [TriggerBranch], home: Span) {
        for branch in branches {
            let reading = self.of_domain(&branch.domain, home);
            let filter = branch.filter.as_deref();
            self.ask_any(reading, filter, None, Role::Filter);
            self.ask_any(reading, branch.condition.as_deref(), filter, Role::Cause);
        }
    }

    fn gates(&mut self) {
        for row in self.model.consequences.values() {
            if let Gate::When(expr) = &row.gate {
                let reading = self.at(&[], row.span);
                self.ask(reading, expr, [], Role::Filter);
            }
        }
    }

    fn named(&mut self) {
        let model = self.model;
        for row in model.definitions.values() {
            if row.value.ty == Type::Truth {
                let reading = self.of_context(row.context, row.span);
                self.ask(reading, &row.value, [], Role::Definition);
            }
        }
        for row in model.tables.values() {
            let reading = self.of_context(row.context, row.span);
            for line in &row.rows {
                self.ask(reading, &line.when, [], Role::Row);
            }
        }
    }

    pub(super) fn of_context(&self, context: Context, home: Span) -> Reading<'m> {
        match context {
            Context::Level(level) => self.at(&[level], home),
            Context::Record(id) => self.of_records(id, home),
            Context::None => self.at(&[], home),
        }
    }

    /// The conditions of quantifiers and aggregates inside those found, and inside formulas.
    fn inside(&mut self) {
        let model = self.model;
        let mut waiting: Vec<(&'m Expr, Span)> = Vec::new();
        waiting.extend(self.asked.iter().map(|one| (one.expr, one.reading.home)));
        let metrics = model.metrics.values();
        waiting.extend(metrics.filter_map(|row| Some((row.formula.as_deref()?, row.span))));
        let definitions = model.definitions.values();
        let values = definitions.filter(|row| row.value.ty != Type::Truth);
        waiting.extend(values.map(|row| (&row.value, row.span)));
        while let Some((expr, home)) = waiting.pop() {
            waiting.extend(expr.parts().into_iter().map(|part| (part, home)));
            let (domain, filter, then) = match &expr.kind {
                ExprKind::Quantified {
                    domain,
                    filter,
                    satisfy,
                    ..
                } => (domain, filter, satisfy),
                ExprKind::Aggregate {
                    of, domain, filter, ..
                } => (domain, filter, of),
                _ => continue,
            };
            let reading = Reading {
                apart: Some(domain.span),
                ..self.of_domain(domain, home)
            };
            let filter = filter.as_deref();
            let then = then.as_deref().filter(|expr| expr.ty == Type::Truth);
            self.ask_any(reading, filter, None, Role::Filter);
            self.ask_any(reading, then, filter, Role::Filter);
        }
    }
}

/// The levels at which holders stand, each once.
fn levels(model: &Model, holders: &[Holding]) -> Vec<LevelId> {
    let organs = holders.iter().flat_map(|one| organs(model, one.party));
    let mut levels: Vec<LevelId> = organs
        .flat_map(|id| model.organs[id].levels.clone())
        .collect();
    levels.sort();
    levels.dedup();
    levels
}

/// Enough for the next condition.
pub(super) fn refuel(fuel: &Cell<u32>) {
    fuel.set(FUEL);
}
