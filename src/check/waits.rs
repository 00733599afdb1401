//! What must be decided before what: definitions that read definitions, metrics computed from metrics, statuses that
//! look at statuses. It tells how declarations hang together; what is wrong with that, others say.

use crate::arena::Id;
use crate::model::{Domain, DomainKind, Expr, ExprKind, Model};
use crate::source::Span;

/// A declaration with conditions or formulas.
pub(super) struct Node<'m> {
    /// What it is called.
    pub(super) name: &'m str,
    /// Where it stands.
    pub(super) span: Span,
    /// How deep its own operators nest.
    pub(super) own: usize,
    /// The places of the nodes that must be decided before it.
    pub(super) reads: Vec<usize>,
}

/// The declarations of a model that are decided by conditions or formulas, each with those that it reads.
pub(super) fn nodes(model: &Model) -> Vec<Node<'_>> {
    let places = &Places::of(model);
    let of = |(name, span), expressions: Vec<&Expr>, listed: Vec<usize>| {
        let mut node = Node {
            name,
            span,
            own: 1,
            reads: listed,
        };
        for expr in expressions {
            node.walk(expr, 1, places);
        }
        node
    };
    let mut nodes = Vec::new();
    for row in model.definitions.values() {
        nodes.push(of((&*row.name, row.span), vec![&row.value], Vec::new()));
    }
    for row in model.tables.values() {
        let rows = row.rows.iter().flat_map(|row| [&row.when, &row.then]);
        nodes.push(of(
            (&*row.name, row.span),
            rows.chain(row.otherwise.as_deref()).collect(),
            Vec::new(),
        ));
    }
    for row in model.metrics.values() {
        nodes.push(of(
            (&*row.name, row.span),
            row.formula.as_deref().into_iter().collect(),
            Vec::new(),
        ));
    }
    for row in model.targets.values() {
        let conditions = [&row.filter, &row.applies, &row.population];
        let conditions = conditions.into_iter().filter_map(|one| one.as_deref());
        let conditions = conditions.chain([&row.require]);
        nodes.push(of((&*row.name, row.span), conditions.collect(), Vec::new()));
    }
    for row in model.prohibitions.values() {
        let conditions = [&row.filter, &row.applies].into_iter();
        let conditions = conditions.filter_map(|one| one.as_deref());
        nodes.push(of((&*row.name, row.span), conditions.collect(), Vec::new()));
    }
    for row in model.reports.values() {
        nodes.push(of(
            (&*row.name, row.span),
            row.applies.as_deref().into_iter().collect(),
            Vec::new(),
        ));
    }
    for row in model.duties.values() {
        let targets = row.targets.iter().map(|id| places.targets + id.index());
        let reports = row.reports.iter().map(|id| places.reports + id.index());
        let prohibited = row.prohibitions.iter();
        let prohibited = prohibited.map(|id| places.prohibitions + id.index());
        let listed = targets.chain(reports).chain(prohibited).collect();
        nodes.push(of(
            (&*row.name, row.span),
            row.applies.as_deref().into_iter().collect(),
            listed,
        ));
    }
    nodes
}

/// Where the nodes of each kind begin.
struct Places {
    tables: usize,
    metrics: usize,
    targets: usize,
    prohibitions: usize,
    reports: usize,
    duties: usize,
}

impl Places {
    fn of(model: &Model) -> Self {
        let tables = model.definitions.len();
        let metrics = tables + model.tables.len();
        let targets = metrics + model.metrics.len();
        let prohibitions = targets + model.targets.len();
        let reports = prohibitions + model.prohibitions.len();
        let duties = reports + model.reports.len();
        Self {
            tables,
            metrics,
            targets,
            prohibitions,
            reports,
            duties,
        }
    }
}

impl Node<'_> {
    fn walk(&mut self, expr: &Expr, deep: usize, places: &Places) {
        self.own = self.own.max(deep);
        match &expr.kind {
            ExprKind::Definition(id) => self.reads.push(id.index()),
            ExprKind::Table(id) => self.reads.push(places.tables + id.index()),
            ExprKind::Metric(id, _) => self.reads.push(places.metrics + id.index()),
            ExprKind::Quantified { domain, .. } | ExprKind::Aggregate { domain, .. } => {
                self.looks_at(domain, places);
            }
            _ => {}
        }
        for part in expr.parts() {
            self.walk(part, deep + 1, places);
        }
    }

    /// The statuses of what a domain ranges over may be asked for, and the value of a metric that it ranges over.
    fn looks_at(&mut self, domain: &Domain, places: &Places) {
        let reads = &mut self.reads;
        match &domain.kind {
            DomainKind::Metrics(ids) => {
                reads.extend(ids.iter().map(|id| places.metrics + id.index()));
            }
            DomainKind::Targets(ids) => {
                reads.extend(ids.iter().map(|id| places.targets + id.index()));
            }
            DomainKind::Prohibitions(ids) => {
                reads.extend(ids.iter().map(|id| places.prohibitions + id.index()));
            }
            DomainKind::Reports(ids) => {
                reads.extend(ids.iter().map(|id| places.reports + id.index()));
            }
            DomainKind::Duties(ids) => {
                reads.extend(ids.iter().map(|id| places.duties + id.index()));
            }
            DomainKind::Records(..) | DomainKind::Units(_) => {}
        }
    }
}
