//! Can whoever answers be named: organs that the scope clause leaves out, and classes from which nobody is singled
//! out.

use super::reach::{organs, part};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::{ClassId, Duty, Holding, Model, OrganId, Party, RecordType};
use crate::source::Span;
use crate::workbench::matrix::{Way, triggers};

/// Finds holders outside the scope, and classes too wide to attribute.
pub(super) fn lint(model: &Model, found: &mut Diagnostics) {
    outside(model, found);
    for duty in model.duties.values() {
        for holding in &duty.holders {
            if let Party::Class(class) = holding.party {
                class_of(model, duty, holding, class, found);
            }
        }
    }
}

/// Organs with duties that the scope clause does not name, each once.
fn outside(model: &Model, found: &mut Diagnostics) {
    let Some(scope) = &model.scope else {
        return;
    };
    let mut seen: Vec<OrganId> = Vec::new();
    for (title, holders, span) in bound(model) {
        for organ in holders.iter().flat_map(|one| organs(model, one.party)) {
            if scope.covered.contains(&organ) || seen.contains(&organ) {
                continue;
            }
            seen.push(organ);
            let excluded = scope.excluded.contains(&organ);
            found.push(out_of_scope(model, organ, excluded, &title, span));
        }
    }
}

/// What binds organs: how it is called, whom, and where it stands.
fn bound(model: &Model) -> impl Iterator<Item = (Text, &[Holding], Span)> {
    let title = |zh: &str, en: &str, name: &str| {
        Text::new(format!("{zh} `{name}` "), format!("{en} `{name}`"))
    };
    let duties = model.duties.values();
    let duties =
        duties.map(move |row| (title("责任", "duty", &row.name), &row.holders[..], row.span));
    let prohibitions = model.prohibitions.values();
    let prohibitions = prohibitions.map(move |row| {
        (
            title("禁止", "prohibition", &row.name),
            &row.holders[..],
            row.span,
        )
    });
    let reports = model.reports.values();
    let reports = reports.map(move |row| {
        (
            title("报告", "report", &row.name),
            &row.holders[..],
            row.span,
        )
    });
    duties.chain(prohibitions).chain(reports)
}

fn out_of_scope(
    model: &Model,
    organ: OrganId,
    excluded: bool,
    title: &Text,
    span: Span,
) -> Diagnostic {
    let organ = &model.organs[organ];
    let name = &organ.name;
    let message = if excluded {
        Text::new(
            format!(
                "机构 `{name}` 被适用范围排除，却承担{}",
                title.zh.trim_end()
            ),
            format!(
                "organ `{name}` is excluded by the scope, and holds {}",
                title.en
            ),
        )
    } else {
        Text::new(
            format!(
                "适用范围没有写到机构 `{name}`，而它承担{}",
                title.zh.trim_end()
            ),
            format!(
                "the scope does not name organ `{name}`, which holds {}",
                title.en
            ),
        )
    };
    let label = if excluded {
        Text::new("追究不到它", "it is never pursued")
    } else {
        Text::new(
            "对它的追究都带着疑问",
            "every finding on it carries the doubt",
        )
    };
    Diagnostic::warning(Code::new("L0105"), organ.span, message)
        .label(label)
        .secondary(span, Text::new("在这里承担", "held here"))
        .help(Text::new(
            "在 `适用范围` 中写明它，或者以一项解释说明它何以受约束",
            "name it in `scope`, or let an interpretation say why it is bound",
        ))
}

/// Of a class only the actor's organ and those above it are reached: a way must tell who acted.
fn class_of(
    model: &Model,
    duty: &Duty,
    holding: &Holding,
    class: ClassId,
    found: &mut Diagnostics,
) {
    let row = &model.classes[class];
    let matters = part(duty, holding);
    let mut ways = Vec::new();
    for organ in &row.members {
        ways.extend(
            triggers(model, *organ, &matters)
                .into_iter()
                .flat_map(|row| row.ways),
        );
    }
    // What nothing reaches is said elsewhere.
    if ways.is_empty() || ways.iter().any(|way| tells_actor(model, way)) {
        return;
    }
    let (name, class) = (&duty.name, &row.name);
    let message = Text::new(
        format!("责任 `{name}` 由类 `{class}` 承担，可及的原因都不写明行为人，追究不到具体机构"),
        format!(
            "duty `{name}` is held by class `{class}`, and no cause that reaches it tells who acted, so that no organ is singled out"
        ),
    );
    found.push(
        Diagnostic::warning(Code::new("L0106"), duty.span, message)
            .label(Text::new("结论总是“无法判定”", "always undetermined"))
            .secondary(
                row.span,
                Text::new("类在这里声明", "the class is declared here"),
            )
            .help(Text::new(
                "写明由哪些机构承担，或者让记录带有行为人字段",
                "name the organs that hold it, or give the records an actor field",
            )),
    );
}

fn tells_actor(model: &Model, way: &Way) -> bool {
    let has = |row: &RecordType| row.actor.is_some();
    match way {
        Way::Records(name) | Way::RecordsThatTell(name) => model
            .record_types
            .values()
            .any(|row| row.name == *name && has(row)),
        Way::Prohibitions(names) => model
            .prohibitions
            .values()
            .filter(|row| names.contains(&row.name))
            .any(|row| has(&model.record_types[row.record_type])),
        _ => false,
    }
}
