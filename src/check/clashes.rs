//! Names that would be taken for one another, although each is fine among its own kind: keys of one object in
//! the facts, parties, and names that an expression could read either way.

use super::entry::Entry;
use super::names::Names;
use super::noun::Noun;
use super::tables::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::LevelId;
use crate::source::Span;
use crate::syntax::ast::OfficePropKind;

/// Keys that units and records have for themselves in the facts.
const UNIT_KEYS: [&str; 7] = [
    "level", "name", "units", "plans", "earlier", "note", "source",
];
const RECORD_KEYS: [&str; 3] = ["id", "note", "source"];

/// Checks names across the kinds.
pub(super) fn check(cx: &mut Cx<'_>) {
    reserved(cx);
    keys(cx);
    parties(cx);
    titles(cx);
    read_either_way(cx);
}

fn reserved(cx: &mut Cx<'_>) {
    let names = cx.names;
    let units = names.metrics.rows.values().map(|e| (Noun::Metric, e));
    let units = units.chain(names.records.rows.values().map(|e| (Noun::Record, e)));
    for (noun, entry) in units {
        if UNIT_KEYS.contains(&entry.name()) {
            cx.diagnostics
                .push(is_reserved(noun, entry.name(), entry.span()));
        }
    }
    for row in names.fields.values() {
        let name = &row.field.name;
        if RECORD_KEYS.contains(&name.text.as_str()) {
            cx.diagnostics
                .push(is_reserved(Noun::Field, &name.text, name.span));
        }
    }
}

fn is_reserved(noun: Noun, name: &str, span: Span) -> Diagnostic {
    let message = Text::new(
        format!("{}不能叫 `{name}`：事实里这个键另有用处", noun.zh()),
        format!(
            "{} cannot be named `{name}`, a key that the facts use otherwise",
            noun.a()
        ),
    );
    Diagnostic::error(Code::new("E0210"), span, message)
        .label(Text::new("保留的键", "a reserved key"))
        .help(Text::new("换一个名称", "give it another name"))
}

/// Metrics and record types of one level are keys of one object; a target of the name of a metric is legal
/// and confuses.
fn keys(cx: &mut Cx<'_>) {
    let names = cx.names;
    for (id, entry) in names.metrics.rows.iter() {
        let Some(metric) = cx.tables.metrics.row(id) else {
            continue;
        };
        let levels = metric.levels.clone();
        let record = names.records.get(entry.name());
        if let Some(record) = record.and_then(|id| cx.tables.record_types.row(id)) {
            let shared = record.levels.iter().find(|level| levels.contains(level));
            if let Some(level) = shared {
                let level = cx.tables.level_name(*level).to_owned();
                let at = Text::new(
                    format!("在层级 `{level}` 的事实里是同一个键"),
                    format!("in the facts of level `{level}` both are one key"),
                );
                let clash = same_name((Noun::Metric, entry), (Noun::Record, record.span), &at);
                cx.diagnostics.push(clash);
            }
        }
        let target = names.targets.get(entry.name());
        if let Some(target) = target.and_then(|id| names.targets.rows.row(id)) {
            cx.diagnostics
                .extend(target_like_metric(cx, entry, target, &levels));
        }
    }
    for entry in names.levels.rows.values() {
        let record = names.records.get(entry.name());
        if let Some(record) = record.and_then(|id| names.records.rows.row(id)) {
            let why = Text::new(
                "`每个` 之后分不清是哪一个",
                "after `for each` either could be meant",
            );
            let clash = same_name((Noun::Record, record), (Noun::Level, entry.span()), &why);
            cx.diagnostics.push(clash);
        }
    }
}

fn target_like_metric(
    cx: &Cx<'_>,
    metric: &Entry<'_>,
    target: &Entry<'_>,
    levels: &[LevelId],
) -> Option<Diagnostic> {
    let id = cx.names.targets.get(target.name())?;
    let level = (*cx.tables.target_levels.row(id)?)?;
    if !levels.contains(&level) {
        return None;
    }
    let name = target.name();
    let message = Text::new(
        format!("目标 `{name}` 与同层级的指标同名"),
        format!("target `{name}` has the name of a metric of its level"),
    );
    Some(
        Diagnostic::warning(Code::new("W0510"), target.span(), message)
            .label(Text::new("结果里不好分辨", "hard to tell apart in results"))
            .secondary(
                metric.span(),
                Text::new("指标在这里声明", "the metric is declared here"),
            ),
    )
}

/// An actor in the facts is an organ or an office by its name alone, a holder an organ or a class.
fn parties(cx: &mut Cx<'_>) {
    let names = cx.names;
    for class in names.classes.rows.values() {
        if let Some(organ) = named(names, class.name()) {
            let why = Text::new(
                "作主体时分不清是哪一个",
                "as a holder either could be meant",
            );
            cx.diagnostics
                .push(same_name((Noun::Class, class), (Noun::Organ, organ), &why));
        }
    }
    for row in names.offices.values() {
        let name = &row.office.name;
        let class = names.classes.get(&name.text);
        let class = class
            .and_then(|id| names.classes.rows.row(id))
            .map(Entry::span);
        let (noun, other) = match (named(names, &name.text), class) {
            (Some(organ), _) => (Noun::Organ, organ),
            (None, Some(class)) => (Noun::Class, class),
            (None, None) => continue,
        };
        let message = Text::new(
            format!("职务 `{}` 与{}同名", name.text, noun.zh()),
            format!("office `{}` has the name of {}", name.text, noun.a()),
        );
        cx.diagnostics.push(
            Diagnostic::error(Code::new("E0207"), name.span, message)
                .label(Text::new(
                    "作行为人时分不清是哪一个",
                    "as an actor either could be meant",
                ))
                .secondary(other, Text::new("另一个在这里", "the other one")),
        );
    }
}

/// A roster names an office by its name or one of its titles, so that within an organ each is one office's.
fn titles(cx: &mut Cx<'_>) {
    let names = cx.names;
    for (id, row) in names.offices.iter() {
        for name in row.office.props.iter().filter_map(|prop| match &prop.kind {
            OfficePropKind::Titles(titles) if names.choices.hold(&prop.given).is_ok() => {
                Some(titles)
            }
            _ => None,
        }) {
            for title in name {
                let taken = cx.tables.offices.iter().find(|(other, office)| {
                    let is = *office.name == *title.text
                        || *other < id && office.titles.iter().any(|t| **t == *title.text);
                    *other != id && office.organ == row.organ && is
                });
                let Some((_, office)) = taken else { continue };
                let message = Text::new(
                    format!("称谓 `{}` 也是职务 `{}` 的", title.text, office.name),
                    format!(
                        "title `{}` is also one of office `{}`",
                        title.text, office.name
                    ),
                );
                let clash = Diagnostic::error(Code::new("E0207"), title.span, message)
                    .label(Text::new(
                        "名册里分不清是哪个职务",
                        "in a roster either office could be meant",
                    ))
                    .secondary(office.span, Text::new("另一职务", "the other office"));
                cx.diagnostics.push(clash);
            }
        }
    }
}

/// Metrics, definitions, tables and parameters are read by bare name.
fn read_either_way(cx: &mut Cx<'_>) {
    let names = cx.names;
    let metrics = names.metrics.rows.values().map(|e| (Noun::Metric, e));
    let parameters = names.parameters.rows.values().map(|e| (Noun::Parameter, e));
    let mut first: indexmap::IndexMap<&str, (Noun, Span)> = indexmap::IndexMap::new();
    let why = Text::new(
        "条件里写这个名称分不清是哪一个",
        "in a condition either could be meant",
    );
    for (noun, entry) in metrics.chain(named_values(names)).chain(parameters) {
        match first.get(entry.name()) {
            // The same kind twice has been reported as such.
            Some((other, _)) if *other == noun => {}
            Some(other) => cx.diagnostics.push(same_name((noun, entry), *other, &why)),
            None => {
                first.insert(entry.name(), (noun, entry.span()));
            }
        }
    }
    for (noun, entry) in named_values(names) {
        let record = super::formulas::context_name(entry);
        let record = record.and_then(|name| names.records.get(&name.text));
        let field = record.and_then(|id| cx.tables.field(id, entry.name()));
        if let Some(field) = field.and_then(|id| cx.tables.fields.row(id)) {
            let hidden = Text::new("字段遮住了它", "the field hides it");
            let clash = same_name((noun, entry), (Noun::Field, field.span), &hidden);
            cx.diagnostics.push(clash);
        }
    }
}

fn named_values<'n>(names: &'n Names<'n>) -> impl Iterator<Item = (Noun, &'n Entry<'n>)> {
    let definitions = names.definitions.rows.values();
    let tables = names.tables.rows.values();
    definitions
        .map(|entry| (Noun::Definition, entry))
        .chain(tables.map(|entry| (Noun::Table, entry)))
}

fn named(names: &Names<'_>, organ: &str) -> Option<Span> {
    let id = names.organs.get(organ)?;
    names.organs.rows.row(id).map(Entry::span)
}

fn same_name(one: (Noun, &Entry<'_>), other: (Noun, Span), why: &Text) -> Diagnostic {
    let (noun, entry) = one;
    let name = entry.name();
    let message = Text::new(
        format!("{} `{name}` 与{}同名", noun.zh(), other.0.zh()),
        format!("{} `{name}` has the name of {}", noun.en(), other.0.a()),
    );
    Diagnostic::error(Code::new("E0207"), entry.span(), message)
        .label(why.clone())
        .secondary(other.1, Text::new("另一个在这里", "the other one"))
}
