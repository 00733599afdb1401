//! How deep an evaluation nests: definitions that read definitions, metrics computed from metrics, statuses that look
//! at statuses. Each may be shallow, and a thousand of them in a row would still outgrow the stack.
//!
//! Whatever is named is a node, which lies as deep as its own operators and the deepest node that it reads. Within one
//! expression the typing of expressions has bounded the depth, so that walking over it may recurse.

use super::cycles;
use crate::arena::Id;
use crate::diagnostic::Diagnostics;
use crate::model::{Domain, DomainKind, Expr, ExprKind, Model};
use crate::source::Span;
use crate::syntax::formula_too_deep;

/// Reports the first of each chain that nests too deep.
pub(super) fn check(model: &Model, limit: usize, diagnostics: &mut Diagnostics) {
    let places = Places::of(model);
    let nodes: Vec<Node> = nodes(model, &places);
    let edges: Vec<Vec<usize>> = nodes.iter().map(|node| node.reads.clone()).collect();
    // Statuses may look at one another in a circle, of which every part may be open at once.
    let all = || {
        nodes
            .iter()
            .fold(0_usize, |sum, node| sum.saturating_add(node.own))
    };
    let mut around = None;
    let mut depths: Vec<Option<usize>> = vec![None; nodes.len()];
    for index in cycles::order(&edges).sorted {
        let Some(node) = nodes.get(index) else {
            continue;
        };
        let of = |read: &usize| depths.get(*read).copied().flatten();
        let inner = node.reads.iter().map(|read| match of(read) {
            Some(depth) => depth,
            None => *around.get_or_insert_with(all),
        });
        let inner: Vec<usize> = inner.collect();
        let deepest = inner.iter().copied().max().unwrap_or(0);
        let depth = node.own.saturating_add(deepest);
        if depth > limit && deepest <= limit {
            diagnostics.push(formula_too_deep(node.span, limit));
        }
        if let Some(slot) = depths.get_mut(index) {
            *slot = Some(depth);
        }
    }
}

/// Something with conditions or formulas.
struct Node {
    span: Span,
    /// How deep its own operators nest.
    own: usize,
    /// The nodes that it reads.
    reads: Vec<usize>,
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

fn nodes(model: &Model, places: &Places) -> Vec<Node> {
    let of = |span: Span, expressions: Vec<&Expr>, listed: Vec<usize>| {
        let mut node = Node {
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
        nodes.push(of(row.span, vec![&row.value], Vec::new()));
    }
    for row in model.tables.values() {
        let rows = row.rows.iter().flat_map(|row| [&row.when, &row.then]);
        nodes.push(of(
            row.span,
            rows.chain(&row.otherwise).collect(),
            Vec::new(),
        ));
    }
    for row in model.metrics.values() {
        nodes.push(of(row.span, row.formula.iter().collect(), Vec::new()));
    }
    for row in model.targets.values() {
        let conditions = [&row.filter, &row.applies, &row.population];
        let conditions = conditions.into_iter().flatten().chain([&row.require]);
        nodes.push(of(row.span, conditions.collect(), Vec::new()));
    }
    for row in model.prohibitions.values() {
        let conditions = [&row.filter, &row.applies].into_iter().flatten();
        nodes.push(of(row.span, conditions.collect(), Vec::new()));
    }
    for row in model.reports.values() {
        nodes.push(of(row.span, row.applies.iter().collect(), Vec::new()));
    }
    for row in model.duties.values() {
        let targets = row.targets.iter().map(|id| places.targets + id.index());
        let reports = row.reports.iter().map(|id| places.reports + id.index());
        let prohibited = row.prohibitions.iter();
        let prohibited = prohibited.map(|id| places.prohibitions + id.index());
        let listed = targets.chain(reports).chain(prohibited).collect();
        nodes.push(of(row.span, row.applies.iter().collect(), listed));
    }
    nodes
}

impl Node {
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
