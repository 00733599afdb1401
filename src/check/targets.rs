//! Targets: what is required, of which units, and when.

use super::basis::{RestsOn, rest_on};
use super::entry::{Entry, pick};
use super::expr::{Place, PlanUse, Typer};
use super::measures::spaced;
use super::names::labels;
use super::tables::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::measure::Measure;
use crate::model::{Due, Expr, LevelId, Plan, Target, TargetId};
use crate::syntax::ast::{self, DueKind, Name, PropKind};
use crate::types::Type;

/// Reads the level over which each target ranges, for whatever ranges over targets.
pub(super) fn levels(cx: &mut Cx<'_>) {
    let names = cx.names;
    for entry in names.targets.rows.values() {
        let level = ranging(entry)
            .and_then(|(level, _)| names.find(&names.levels, level, &mut cx.diagnostics));
        cx.tables.target_levels.push(level);
    }
}

/// Reads the targets; those that are wrong are left out.
pub(super) fn declare(cx: &mut Cx<'_>) -> Vec<Target> {
    let targets = cx.names.targets.rows.iter();
    cx.read_all(targets, |cx, (id, entry)| target(cx, *id, entry))
}

fn target(cx: &mut Cx<'_>, id: TargetId, entry: &Entry<'_>) -> Option<Target> {
    let mut basis = cx.normative_basis(entry);
    let mut rests_on = RestsOn::new();
    let level = cx.tables.target_levels.row(id).copied().flatten();
    if ranging(entry).is_none() {
        cx.missing(
            entry,
            ("层级", "level"),
            ("加上 `每个 层级`", "add `for each` and a level"),
        );
    }
    let matters = cx.matters(&entry.names(pick!(Matters)));
    let due = cx.due(entry);
    let conditions = level.and_then(|level| conditions(cx, entry, level, &mut rests_on));
    let require = requirement(cx, id, entry, level, &mut rests_on);
    rest_on(&mut basis, &rests_on);
    let (filter, applies, population) = conditions?;
    let (require, plan) = require?;
    Some(Target {
        name: entry.name().into(),
        level: level?,
        filter: filter.map(Box::new),
        applies: applies.map(Box::new),
        population: population.map(Box::new),
        require,
        due: due?,
        labels: labels(entry)
            .map(|name| name.text.as_str().into())
            .collect(),
        matters,
        plan: plan.map(Box::new),
        basis,
        span: entry.span(),
    })
}

type Conditions = (Option<Expr>, Option<Expr>, Option<Expr>);

fn conditions(
    cx: &mut Cx<'_>,
    entry: &Entry<'_>,
    level: LevelId,
    rests_on: &mut RestsOn,
) -> Option<Conditions> {
    let place = Place::units(vec![level]);
    let filter = ranging(entry).and_then(|(_, filter)| filter);
    let filter = optional(filter, |e| cx.condition(&place, e, rests_on));
    let applies = entry.find(pick!(Applies));
    let applies = optional(applies, |e| cx.condition(&place, e, rests_on));
    let population = entry.find(pick!(Population));
    let population = optional(population, |e| {
        let value = cx.value(&place, e, None, rests_on)?;
        if matches!(value.ty, Type::Truth | Type::Quantity(_)) {
            return Some(value);
        }
        let ty = cx.tables.type_name(&value.ty);
        let message = Text::new(
            format!("总体应为数或者 `是否`，却是{}", spaced(&ty.zh)),
            format!(
                "a population is a number or a truth value, but this is {}",
                ty.en
            ),
        );
        cx.diagnostics
            .push(Diagnostic::error(Code::new("E0303"), e.span, message));
        None
    });
    Some((filter?, applies?, population?))
}

/// The requirement, and the plan whose figure it reads.
fn requirement(
    cx: &mut Cx<'_>,
    id: TargetId,
    entry: &Entry<'_>,
    level: Option<LevelId>,
    rests_on: &mut RestsOn,
) -> Option<(Expr, Option<Plan>)> {
    let written = plan(entry);
    let declared = match written {
        Some((_, Some(typed))) => Some(cx.type_ref(typed)?),
        _ => None,
    };
    let require = entry.find(pick!(Require));
    let (part, help) = (
        ("要求", "requirement"),
        ("加上 `要求 …`", "add `require …`"),
    );
    let require = cx.needed(entry, require, part, help)?;
    let ty = declared.as_ref().map(|(ty, _)| ty.clone());
    let plan = written.map(|_| PlanUse::of(id, ty));
    let mut typer = Typer::new(cx, Place::units(vec![level?])).with_plan(plan);
    let typed = typer.truth(require);
    let (plan, read) = typer.into_plan();
    rests_on.extend(read);
    let typed = typed?;
    let Some(((document, _), plan)) = written.zip(plan) else {
        return Some((typed, None));
    };
    if !plan.used {
        cx.diagnostics.push(unused(document));
    }
    Some((
        typed,
        Some(Plan {
            document: document.text.as_str().into(),
            measure: declared.map_or_else(|| like(cx, &plan), |(_, measure)| measure),
            ty: plan.ty.unwrap_or_else(Type::number),
        }),
    ))
}

/// The plan's document, and the type of its figure where that is declared.
fn plan<'a>(entry: &Entry<'a>) -> Option<(&'a ast::Text, Option<&'a ast::TypeRef>)> {
    entry.find(|kind| match kind {
        PropKind::Plan { document, typed } => Some((document, typed.as_deref())),
        _ => None,
    })
}

/// The unit of the metric that gave the plan its type.
fn like(cx: &Cx<'_>, plan: &PlanUse) -> Option<Measure> {
    cx.tables.metrics.row(plan.like?)?.measure.clone()
}

fn unused(document: &ast::Text) -> Diagnostic {
    let message = Text::new(
        "要求里没有用到计划数",
        "the requirement does not read the plan's figure",
    );
    Diagnostic::warning(Code::new("W0503"), document.span, message)
        .label(Text::new("没有用到", "not read"))
        .help(Text::new(
            "在要求里写 `计划`，如 `要求 … 不低于 计划`",
            "read it with `plan`, as in `require … at least plan`",
        ))
}

fn ranging<'a>(entry: &Entry<'a>) -> Option<(&'a Name, Option<&'a ast::Expr>)> {
    entry.find(|kind| match kind {
        PropKind::Ranging { level, filter } => Some((level, filter.as_deref())),
        _ => None,
    })
}

/// Reads a part that may be absent; the outer `None` is one that is wrong.
pub(super) fn optional<W, T>(
    written: Option<W>,
    read: impl FnOnce(W) -> Option<T>,
) -> Option<Option<T>> {
    match written {
        None => Some(None),
        Some(written) => read(written).map(Some),
    }
}

impl Cx<'_> {
    /// When something is due; without a deadline it says so.
    pub(super) fn due(&mut self, entry: &Entry<'_>) -> Option<Due> {
        let Some(due) = entry.find(pick!(Due)) else {
            self.missing(
                entry,
                ("截止", "deadline"),
                (
                    "加上 `截止 日期`、`截止 期末` 或 `截止 持续`",
                    "add `due` with a date, `period end` or `continuously`",
                ),
            );
            return None;
        };
        Some(match due.kind {
            DueKind::On(date) => Due::On(date),
            DueKind::PeriodEnd => Due::AfterPeriodEnd(crate::calendar::Duration::days(0)),
            DueKind::AfterPeriodEnd(duration) => Due::AfterPeriodEnd(duration),
            DueKind::Continuously => Due::Continuously,
        })
    }

    /// The targets with any of these labels.
    pub(super) fn targets_labelled(&mut self, wanted: &[Name]) -> Option<Vec<TargetId>> {
        let names = self.names;
        let mut found = Vec::new();
        let mut known = true;
        for label in wanted {
            if let Some(targets) = names.labelled.get(label.text.as_str()) {
                found.extend(targets);
            } else {
                known = false;
                let message = Text::new(
                    format!("没有目标带标签 `{}`", label.text),
                    format!("no target is labelled `{}`", label.text),
                );
                let unknown = Diagnostic::error(Code::new("E0201"), label.span, message)
                    .label(Text::new("没有这样的目标", "no such target"));
                let candidates = names.labelled.keys().copied();
                self.diagnostics
                    .push(names.did_you_mean(unknown, label, candidates));
            }
        }
        found.sort_unstable();
        found.dedup();
        known.then_some(found)
    }
}
