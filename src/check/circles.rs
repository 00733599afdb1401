//! What would have to be decided before itself: by way of the statuses that conditions ask for, not only of names.
//!
//! Definitions that mention one another are put in order before they are read; targets, prohibitions, reports and
//! duties come into a condition through a domain, and what a domain holds is known only once the model is made.

use super::cycles;
use crate::arena::Id;
use crate::diagnostic::{Code, Diagnostics};
use crate::lang::Text;
use crate::model::{
    DefinitionId, Domain, DomainKind, DutyId, Expr, ExprKind, MetricId, Model, ProhibitionId,
    ReportId, TableId, TargetId,
};
use crate::source::Span;

/// What is decided by conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Node {
    Definition(DefinitionId),
    Table(TableId),
    Metric(MetricId),
    Target(TargetId),
    Prohibition(ProhibitionId),
    Report(ReportId),
    Duty(DutyId),
}

/// Reports the declarations that wait for themselves.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let nodes = nodes(model);
    let starts = Starts::new(model);
    let edges: Vec<Vec<usize>> = nodes
        .iter()
        .map(|node| {
            let read = reads(model, *node).into_iter();
            read.map(|node| starts.place(node)).collect()
        })
        .collect();
    for cycle in cycles::order(&edges).cycles {
        let member = |index: &usize| named(model, *nodes.get(*index)?);
        let members: Vec<(&str, Span)> = cycle.iter().filter_map(member).collect();
        let what = Text::new("声明", "declarations");
        diagnostics.extend(cycles::report(Code::new("E0410"), what, &members));
    }
}

fn nodes(model: &Model) -> Vec<Node> {
    let definitions = model.definitions.ids().map(Node::Definition);
    definitions
        .chain(model.tables.ids().map(Node::Table))
        .chain(model.metrics.ids().map(Node::Metric))
        .chain(model.targets.ids().map(Node::Target))
        .chain(model.prohibitions.ids().map(Node::Prohibition))
        .chain(model.reports.ids().map(Node::Report))
        .chain(model.duties.ids().map(Node::Duty))
        .collect()
}

/// How many nodes come before those of each kind.
struct Starts {
    tables: usize,
    metrics: usize,
    targets: usize,
    prohibitions: usize,
    reports: usize,
    duties: usize,
}

impl Starts {
    fn new(model: &Model) -> Self {
        let tables = model.definitions.len();
        let metrics = tables + model.tables.len();
        let targets = metrics + model.metrics.len();
        let prohibitions = targets + model.targets.len();
        let reports = prohibitions + model.prohibitions.len();
        Self {
            tables,
            metrics,
            targets,
            prohibitions,
            reports,
            duties: reports + model.reports.len(),
        }
    }

    fn place(&self, node: Node) -> usize {
        match node {
            Node::Definition(id) => id.index(),
            Node::Table(id) => self.tables + id.index(),
            Node::Metric(id) => self.metrics + id.index(),
            Node::Target(id) => self.targets + id.index(),
            Node::Prohibition(id) => self.prohibitions + id.index(),
            Node::Report(id) => self.reports + id.index(),
            Node::Duty(id) => self.duties + id.index(),
        }
    }
}

fn named(model: &Model, node: Node) -> Option<(&str, Span)> {
    match node {
        Node::Definition(id) => model.definitions.row(id).map(|row| (&*row.name, row.span)),
        Node::Table(id) => model.tables.row(id).map(|row| (&*row.name, row.span)),
        Node::Metric(id) => model.metrics.row(id).map(|row| (&*row.name, row.span)),
        Node::Target(id) => model.targets.row(id).map(|row| (&*row.name, row.span)),
        Node::Prohibition(id) => model.prohibitions.row(id).map(|row| (&*row.name, row.span)),
        Node::Report(id) => model.reports.row(id).map(|row| (&*row.name, row.span)),
        Node::Duty(id) => model.duties.row(id).map(|row| (&*row.name, row.span)),
    }
}

/// What must be decided before a node.
fn reads(model: &Model, node: Node) -> Vec<Node> {
    let mut found = Vec::new();
    if let Node::Duty(id) = node
        && let Some(row) = model.duties.row(id)
    {
        found.extend(row.targets.iter().copied().map(Node::Target));
        found.extend(row.reports.iter().copied().map(Node::Report));
        found.extend(row.prohibitions.iter().copied().map(Node::Prohibition));
    }
    for expr in conditions(model, node).into_iter().flatten() {
        walk(expr, &mut found);
    }
    found
}

fn conditions(model: &Model, node: Node) -> Vec<Option<&Expr>> {
    let of_node = match node {
        Node::Definition(id) => model.definitions.row(id).map(|row| vec![Some(&row.value)]),
        Node::Table(id) => model.tables.row(id).map(|row| {
            let rows = row.rows.iter();
            let parts = rows.flat_map(|row| [Some(&row.when), Some(&row.then)]);
            parts.chain([row.otherwise.as_ref()]).collect()
        }),
        Node::Metric(id) => model.metrics.row(id).map(|row| vec![row.formula.as_ref()]),
        Node::Target(id) => model.targets.row(id).map(|row| {
            let optional = [&row.filter, &row.applies, &row.population];
            let optional = optional.map(Option::as_ref).into_iter();
            optional.chain([Some(&row.require)]).collect()
        }),
        Node::Prohibition(id) => {
            let row = model.prohibitions.row(id);
            row.map(|row| vec![row.filter.as_ref(), row.applies.as_ref()])
        }
        Node::Report(id) => model.reports.row(id).map(|row| vec![row.applies.as_ref()]),
        Node::Duty(id) => model.duties.row(id).map(|row| vec![row.applies.as_ref()]),
    };
    of_node.unwrap_or_default()
}

fn walk(expr: &Expr, found: &mut Vec<Node>) {
    match &expr.kind {
        ExprKind::Definition(id) => found.push(Node::Definition(*id)),
        ExprKind::Table(id) => found.push(Node::Table(*id)),
        ExprKind::Metric(id, _) => found.push(Node::Metric(*id)),
        ExprKind::Quantified { domain, .. } | ExprKind::Aggregate { domain, .. } => {
            ranged(domain, found);
        }
        _ => {}
    }
    for part in expr.parts() {
        walk(part, found);
    }
}

fn ranged(domain: &Domain, found: &mut Vec<Node>) {
    match &domain.kind {
        DomainKind::Targets(ids) => found.extend(ids.iter().copied().map(Node::Target)),
        DomainKind::Prohibitions(ids) => found.extend(ids.iter().copied().map(Node::Prohibition)),
        DomainKind::Reports(ids) => found.extend(ids.iter().copied().map(Node::Report)),
        DomainKind::Duties(ids) => found.extend(ids.iter().copied().map(Node::Duty)),
        DomainKind::Metrics(ids) => found.extend(ids.iter().copied().map(Node::Metric)),
        DomainKind::Records(..) | DomainKind::Units(_) => {}
    }
}
