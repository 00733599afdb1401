//! What must be decided before what: definitions that read definitions, metrics computed from metrics, statuses that
//! look at statuses. It tells how declarations hang together; what is wrong with that, others say.

use super::cycles;
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

impl AsRef<[usize]> for Node<'_> {
    fn as_ref(&self) -> &[usize] {
        &self.reads
    }
}

/// The declarations of a model that are decided by conditions or formulas, and their order.
pub(super) struct Waits<'m> {
    /// Each with those that it reads.
    pub(super) nodes: Vec<Node<'m>>,
    /// Those that are read before those that read them.
    pub(super) order: cycles::Order,
}

impl<'m> Waits<'m> {
    /// Those of a model.
    pub(super) fn of(model: &'m Model) -> Self {
        let nodes = nodes(model);
        let order = cycles::order(&nodes);
        Self { nodes, order }
    }
}

fn nodes(model: &Model) -> Vec<Node<'_>> {
    let places = &Places::of(model);
    let mut nodes = Vec::with_capacity(places.duties + model.duties.len());
    for row in model.definitions.values() {
        nodes.push(Node::new(&row.name, row.span).with([&row.value], places));
    }
    for row in model.tables.values() {
        let rows = row.rows.iter().flat_map(|row| [&row.when, &row.then]);
        let values = rows.chain(row.otherwise.as_deref());
        nodes.push(Node::new(&row.name, row.span).with(values, places));
    }
    for row in model.metrics.values() {
        nodes.push(Node::new(&row.name, row.span).with(row.formula.as_deref(), places));
    }
    for row in model.targets.values() {
        let conditions = [&row.filter, &row.applies, &row.population].into_iter();
        let conditions = conditions.filter_map(|one| one.as_deref());
        let all = conditions.chain([&row.require]);
        nodes.push(Node::new(&row.name, row.span).with(all, places));
    }
    for row in model.prohibitions.values() {
        let conditions = [&row.filter, &row.applies].into_iter();
        let conditions = conditions.filter_map(|one| one.as_deref());
        nodes.push(Node::new(&row.name, row.span).with(conditions, places));
    }
    for row in model.reports.values() {
        nodes.push(Node::new(&row.name, row.span).with(row.applies.as_deref(), places));
    }
    for row in model.duties.values() {
        let mut node = Node::new(&row.name, row.span);
        let targets = row.targets.iter().map(|id| places.targets + id.index());
        node.reads.extend(targets);
        let reports = row.reports.iter().map(|id| places.reports + id.index());
        node.reads.extend(reports);
        let prohibited = row.prohibitions.iter();
        let prohibited = prohibited.map(|id| places.prohibitions + id.index());
        node.reads.extend(prohibited);
        nodes.push(node.with(row.applies.as_deref(), places));
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

impl<'m> Node<'m> {
    fn new(name: &'m str, span: Span) -> Self {
        Self {
            name,
            span,
            own: 1,
            reads: Vec::new(),
        }
    }

    /// With what these expressions read.
    fn with<'e>(
        mut self,
        expressions: impl IntoIterator<Item = &'e Expr>,
        places: &Places,
    ) -> Self {
        for expr in expressions {
            self.walk(expr, 1, places);
        }
        self
    }

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
