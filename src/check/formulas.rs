//! Parameters, definitions, tables and metric formulas, each after those that it reads.

use super::basis::{RestsOn, rest_on};
use super::cycles;
use super::entry::{Entry, pick};
use super::expr::{Place, fold, names_read};
use super::noun::Noun;
use super::tables::Cx;
use super::targets::optional;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::measure::Measure;
use crate::model::{
    Context, Definition, DefinitionId, Expr, ExprKind, MetricId, Parameter, ParameterId, Table,
    TableId, TableRow,
};
use crate::syntax::ast::{self, DeclKind, Name, PropKind};
use crate::types::Type;
use crate::value::Value;

/// One of the things read here.
#[derive(Clone, Copy)]
enum Node {
    Parameter(ParameterId),
    Definition(DefinitionId),
    Table(TableId),
    Metric(MetricId),
}

/// Reads them all, and reports those that are defined by themselves.
pub(super) fn declare(cx: &mut Cx<'_>) {
    let nodes = nodes(cx);
    let edges = edges(cx, &nodes);
    let order = cycles::order(&edges);
    for cycle in &order.cycles {
        let member = |index: &usize| {
            let entry = entry(cx, *nodes.get(*index)?)?;
            Some((entry.name(), entry.span()))
        };
        let members: Vec<_> = cycle.iter().filter_map(member).collect();
        let what = Text::new("定义", "definitions");
        let circle = cycles::report(Code::new("E0410"), what, &members);
        cx.diagnostics.extend(circle);
    }
    let circular = |index: &usize| order.cycles.iter().flatten().any(|node| node == index);
    for index in order.sorted.iter().filter(|index| !circular(index)) {
        if let Some(node) = nodes.get(*index) {
            read(cx, *node);
        }
    }
}

fn nodes(cx: &Cx<'_>) -> Vec<Node> {
    let names = cx.names;
    let parameters = names.parameters.rows.ids().map(Node::Parameter);
    let definitions = names.definitions.rows.ids().map(Node::Definition);
    let tables = names.tables.rows.ids().map(Node::Table);
    let computed = names
        .metrics
        .rows
        .iter()
        .filter(|(_, entry)| entry.find(pick!(Computed)).is_some())
        .map(|(id, _)| Node::Metric(id));
    parameters
        .chain(definitions)
        .chain(tables)
        .chain(computed)
        .collect()
}

fn entry<'n>(cx: &Cx<'n>, node: Node) -> Option<&'n Entry<'n>> {
    let names = cx.names;
    match node {
        Node::Parameter(id) => names.parameters.rows.row(id),
        Node::Definition(id) => names.definitions.rows.row(id),
        Node::Table(id) => names.tables.rows.row(id),
        Node::Metric(id) => names.metrics.rows.row(id),
    }
}

/// Which nodes each mentions. A field of the record type that it is over hides a node of the same name, but
/// not inside a further domain, whose elements have fields of their own.
fn edges(cx: &Cx<'_>, nodes: &[Node]) -> Vec<Vec<usize>> {
    let mut by_name: indexmap::IndexMap<&str, Vec<usize>> = indexmap::IndexMap::new();
    for (index, node) in nodes.iter().enumerate() {
        if let Some(entry) = entry(cx, *node) {
            by_name.entry(entry.name()).or_default().push(index);
        }
    }
    nodes
        .iter()
        .map(|node| {
            let Some(entry) = entry(cx, *node) else {
                return Vec::new();
            };
            let record = context_name(entry).and_then(|name| cx.names.records.get(&name.text));
            let hidden = |name: &str| record.is_some_and(|id| cx.tables.field(id, name).is_some());
            expressions(entry)
                .into_iter()
                .flat_map(names_read)
                .filter(|(name, nested)| *nested || !hidden(name))
                .filter_map(|(name, _)| by_name.get(name))
                .flatten()
                .copied()
                .collect()
        })
        .collect()
}

fn expressions<'e>(entry: &'e Entry<'_>) -> Vec<&'e ast::Expr> {
    let head = match &entry.decl.kind {
        DeclKind::Parameter { value } | DeclKind::Definition { value, .. } => Some(value),
        _ => None,
    };
    let parts = entry.parts.iter().flat_map(|part| match part.kind {
        PropKind::Computed(value) | PropKind::Otherwise(value) => [Some(value), None],
        PropKind::Row { when, then } => [Some(&**when), Some(&**then)],
        _ => [None, None],
    });
    head.into_iter().chain(parts.flatten()).collect()
}

/// The record type or level over which a definition or table is.
pub(super) fn context_name<'a>(entry: &Entry<'a>) -> Option<&'a Name> {
    match &entry.decl.kind {
        DeclKind::Definition { context, .. } | DeclKind::Table { context } => context.as_ref(),
        _ => None,
    }
}

fn read(cx: &mut Cx<'_>, node: Node) {
    let Some(entry) = entry(cx, node) else {
        return;
    };
    match node {
        Node::Parameter(id) => {
            let row = parameter(cx, entry);
            if let Some(slot) = cx.tables.parameters.row_mut(id) {
                *slot = row;
            }
        }
        Node::Definition(id) => {
            let row = definition(cx, entry);
            if let Some(slot) = cx.tables.definitions.row_mut(id) {
                *slot = row;
            }
        }
        Node::Table(id) => {
            let row = table(cx, entry);
            if let Some(slot) = cx.tables.tables.row_mut(id) {
                *slot = row;
            }
        }
        Node::Metric(id) => formula(cx, id, entry),
    }
}

fn parameter(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Option<Parameter> {
    let DeclKind::Parameter { value: written } = &entry.decl.kind else {
        return None;
    };
    let mut basis = cx.normative_basis(entry);
    let mut rests_on = RestsOn::new();
    let value = match enumerated(cx, written) {
        Some(value) => value,
        None => cx.value(&Place::nowhere(), written, None, &mut rests_on)?,
    };
    rest_on(&mut basis, &rests_on);
    let Some(constant) = fold(&cx.tables, &value) else {
        let message = Text::new(
            format!("参数 `{}` 的值不是常量", entry.name()),
            format!("the value of parameter `{}` is not constant", entry.name()),
        );
        let varying = Diagnostic::error(Code::new("E0325"), written.span, message)
            .label(Text::new(
                "随事实而变，或者无法计算",
                "depends on the facts, or cannot be formed",
            ))
            .help(Text::new(
                "参数是固定的数；随事实而变的用 `定义`",
                "a parameter is fixed; use `define` for what depends on the facts",
            ));
        cx.diagnostics.push(varying);
        return None;
    };
    Some(Parameter {
        name: entry.name().into(),
        value: constant,
        ty: value.ty,
        measure: shown_in(cx, written),
        basis,
        span: entry.span(),
    })
}

/// The value of the one enumeration that has it, where a parameter is just a word.
fn enumerated(cx: &Cx<'_>, written: &ast::Expr) -> Option<Expr> {
    let ast::ExprKind::Name(name) = &written.kind else {
        return None;
    };
    let text = name.name.text.as_str();
    if name.of.is_some() || cx.names.parameters.get(text).is_some() {
        return None;
    }
    let mut having = cx
        .tables
        .enumerations
        .iter()
        .filter_map(|(id, row)| Some((id, row.position(text)?)));
    let (id, position) = having.next()?;
    if having.next().is_some() {
        return None;
    }
    Some(Expr {
        kind: ExprKind::Constant(Value::Enumerated(position)),
        ty: Type::Enumeration(id),
        span: written.span,
    })
}

/// The unit in which a parameter was written.
fn shown_in(cx: &Cx<'_>, written: &ast::Expr) -> Option<Measure> {
    let ast::ExprKind::Quantity(quantity) = &written.kind else {
        return None;
    };
    cx.tables.measures.get(quantity.unit.as_deref()?).cloned()
}

fn definition(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Option<Definition> {
    let DeclKind::Definition { context, value } = &entry.decl.kind else {
        return None;
    };
    let mut basis = cx.basis(entry);
    let (context, place) = cx.context(context.as_ref())?;
    let mut rests_on = RestsOn::new();
    let value = cx.value(&place, value, None, &mut rests_on)?;
    rest_on(&mut basis, &rests_on);
    Some(Definition {
        name: entry.name().into(),
        context,
        value,
        basis,
        span: entry.span(),
    })
}

fn table(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Option<Table> {
    let mut basis = cx.basis(entry);
    let DeclKind::Table { context } = &entry.decl.kind else {
        return None;
    };
    let mut ty = match entry.find(pick!(Typed)) {
        Some(written) => Some(cx.type_ref(written)?.0),
        None => None,
    };
    let (context, place) = cx.context(context.as_ref())?;
    let mut rests_on = RestsOn::new();
    let rows = rows(cx, entry, &place, &mut ty, &mut rests_on);
    let otherwise = optional(entry.find(pick!(Otherwise)), |written| {
        cx.value(&place, written, ty.as_ref(), &mut rests_on)
    });
    rest_on(&mut basis, &rests_on);
    let (rows, otherwise) = (rows?, otherwise?);
    if rows.is_empty() {
        cx.missing(
            entry,
            ("任何一行", "row"),
            ("加上 `当 … 则 …`", "add `when … then …`"),
        );
    }
    Some(Table {
        name: entry.name().into(),
        context,
        ty: ty?,
        rows,
        otherwise: otherwise.map(Box::new),
        basis,
        span: entry.span(),
    })
}

/// The rows of a table, which settle its type unless it is declared.
fn rows(
    cx: &mut Cx<'_>,
    entry: &Entry<'_>,
    place: &Place,
    ty: &mut Option<Type>,
    rests_on: &mut RestsOn,
) -> Option<Vec<TableRow>> {
    let (mut rows, mut whole) = (Vec::new(), true);
    for part in &entry.parts {
        let PropKind::Row { when, then } = part.kind else {
            continue;
        };
        let when = cx.condition(place, when, rests_on);
        let then = cx.value(place, then, ty.as_ref(), rests_on);
        match (when, then) {
            (Some(when), Some(then)) => {
                ty.get_or_insert_with(|| then.ty.clone());
                rows.push(TableRow { when, then });
            }
            _ => whole = false,
        }
    }
    whole.then_some(rows)
}

fn formula(cx: &mut Cx<'_>, id: MetricId, entry: &Entry<'_>) {
    let Some(written) = entry.find(pick!(Computed)) else {
        return;
    };
    let Some(row) = cx.tables.metrics.row(id) else {
        return;
    };
    let known = !cx.tables.broken_metrics.contains(&id);
    let (place, ty) = (Place::units(row.levels.clone()), row.ty.clone());
    let mut rests_on = RestsOn::new();
    let wanted = known.then_some(&ty);
    let value = cx.value(&place, written, wanted, &mut rests_on);
    if let Some(row) = cx.tables.metrics.row_mut(id) {
        row.formula = value.map(Box::new);
        rest_on(&mut row.basis, &rests_on);
    }
}

impl Cx<'_> {
    /// What the names of a definition or table read.
    fn context(&mut self, written: Option<&Name>) -> Option<(Context, Place)> {
        let names = self.names;
        let Some(name) = written else {
            return Some((Context::None, Place::nowhere()));
        };
        if let Some(id) = names.records.get(&name.text) {
            let levels = self.tables.record_types.row(id)?.levels.clone();
            return Some((Context::Record(id), Place::records(id, levels)));
        }
        if let Some(id) = names.levels.get(&name.text) {
            return Some((Context::Level(id), Place::units(vec![id])));
        }
        let candidates = names.records.names().chain(names.levels.names());
        let wanted = [Noun::Record, Noun::Level];
        self.diagnostics
            .push(names.unknown(&wanted, name, candidates));
        None
    }
}
