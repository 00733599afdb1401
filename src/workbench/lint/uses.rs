//! Has everything a use and a keeper: metrics that nobody keeps, and what is declared and never read.

use super::mentions::Mentions;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::{Model, Name};
use crate::source::Span;
use crate::syntax::ast::File;

/// Finds what has no use, and metrics without an owner.
pub(super) fn lint(model: &Model, files: &[File], found: &mut Diagnostics) {
    let read = Mentions::of(files);
    for row in model.metrics.values() {
        // What is computed has no figures of its own to keep.
        if row.owner.is_none() && row.formula.is_none() {
            found.push(unowned(&row.name, row.span));
        }
        if !read.has(&row.name) {
            let help = Text::new(
                "由目标、情形或者其他指标读取它，或者去掉它",
                "let a target, a trigger or another metric read it, or take it out",
            );
            found.push(unread("L0202", ("指标", "metric"), &row.name, row.span).help(help));
        }
    }
    for row in model.parameters.values().filter(|row| !read.has(&row.name)) {
        let help = Text::new(
            "在条件中以名称引用它，而不要另写数值；确实无用的去掉",
            "read it by name where its value is meant, and take it out where it is not",
        );
        found.push(unread("L0203", ("参数", "parameter"), &row.name, row.span).help(help));
    }
    for (noun, name, span) in others(model).filter(|(_, name, _)| !read.has(name)) {
        let help = Text::new(
            "在该用到它的条件、情形或者门槛中写上它，或者去掉它",
            "name it in the condition, trigger or gate that means it, or take it out",
        );
        found.push(unread("L0204", noun, name, span).help(help));
    }
}

type Declared<'m> = ((&'static str, &'static str), &'m Name, Span);

/// What else is declared to be named elsewhere.
fn others(model: &Model) -> impl Iterator<Item = Declared<'_>> {
    let definitions = model.definitions.values();
    let definitions = definitions.map(|row| (("定义", "definition"), &row.name, row.span));
    let tables = model.tables.values();
    let tables = tables.map(|row| (("表", "table"), &row.name, row.span));
    let terms = model.vague.values();
    let terms = terms.map(|row| (("不确定用语", "vague term"), &row.name, row.span));
    let records = model.record_types.values();
    let records = records.map(|row| (("记录", "record type"), &row.name, row.span));
    definitions.chain(tables).chain(terms).chain(records)
}

fn unowned(name: &str, span: Span) -> Diagnostic {
    let message = Text::new(
        format!("指标 `{name}` 没有写明归口"),
        format!("metric `{name}` has no owner"),
    );
    Diagnostic::warning(Code::new("L0201"), span, message)
        .label(Text::new("数由谁提供", "who gives the figure"))
        .help(Text::new(
            "加上 `归口 …`，写掌握这一数值的机构",
            "add `owner …` with the organ that keeps the figure",
        ))
}

fn unread(code: &'static str, noun: (&str, &str), name: &str, span: Span) -> Diagnostic {
    let message = Text::new(
        format!("{} `{name}` 没有用到", noun.0),
        format!("nothing uses {} `{name}`", noun.1),
    );
    Diagnostic::warning(Code::new(code), span, message)
}
