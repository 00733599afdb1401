//! Which targets read which metrics, through definitions and tables as well as directly.

use std::collections::BTreeSet;

use crate::arena::Id as _;
use crate::model::{
    DefinitionId, Domain, DomainKind, Expr, ExprKind, MetricId, Model, TableId, TargetId,
};

/// For each metric, the targets that read it, in order.
#[derive(Debug)]
pub struct Uses {
    of_metric: Vec<Vec<TargetId>>,
}

impl Uses {
    /// Looks through all targets of a regulation.
    pub fn new(model: &Model) -> Self {
        let mut of_metric = vec![Vec::new(); model.metrics.len()];
        for (id, target) in model.targets.iter() {
            let mut found = Found::new(model);
            let parts = [&target.filter, &target.applies, &target.population];
            for part in parts.into_iter().flatten() {
                found.expr(part);
            }
            found.expr(&target.require);
            for metric in found.metrics {
                if let Some(targets) = of_metric.get_mut(metric) {
                    targets.push(id);
                }
            }
        }
        Self { of_metric }
    }

    /// The targets that read a metric.
    pub fn of_metric(&self, metric: MetricId) -> &[TargetId] {
        self.of_metric
            .get(metric.index())
            .map_or(&[], Vec::as_slice)
    }
}

/// What an expression reads.
struct Found<'m> {
    model: &'m Model,
    metrics: BTreeSet<usize>,
    definitions: BTreeSet<usize>,
    tables: BTreeSet<usize>,
}

impl<'m> Found<'m> {
    fn new(model: &'m Model) -> Self {
        Self {
            model,
            metrics: BTreeSet::new(),
            definitions: BTreeSet::new(),
            tables: BTreeSet::new(),
        }
    }

    fn expr(&mut self, expr: &'m Expr) {
        match &expr.kind {
            ExprKind::Metric(metric, _) => self.metric(*metric),
            ExprKind::Definition(id) => self.definition(*id),
            ExprKind::Table(id) => self.table(*id),
            ExprKind::Quantified { domain, .. } | ExprKind::Aggregate { domain, .. } => {
                self.domain(domain);
            }
            _ => {}
        }
        for part in expr.parts() {
            self.expr(part);
        }
    }

    fn domain(&mut self, domain: &Domain) {
        if let DomainKind::Metrics(metrics) = &domain.kind {
            for metric in metrics {
                self.metric(*metric);
            }
        }
    }

    /// A metric, and what its formula reads.
    fn metric(&mut self, id: MetricId) {
        if self.metrics.insert(id.index())
            && let Some(formula) = self.model.metrics.row(id).and_then(|m| m.formula.as_ref())
        {
            self.expr(formula);
        }
    }

    fn definition(&mut self, id: DefinitionId) {
        if self.definitions.insert(id.index())
            && let Some(definition) = self.model.definitions.row(id)
        {
            self.expr(&definition.value);
        }
    }

    fn table(&mut self, id: TableId) {
        if self.tables.insert(id.index())
            && let Some(table) = self.model.tables.row(id)
        {
            for row in &table.rows {
                self.expr(&row.when);
                self.expr(&row.then);
            }
            if let Some(otherwise) = &table.otherwise {
                self.expr(otherwise);
            }
        }
    }
}
