//! Triggers and their branches.

use super::basis::{RestsOn, rest_on};
use super::consequences;
use super::entry::{Entry, Part, pick};
use super::expr::Place;
use super::tables::Cx;
use super::targets::optional;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{self, Arena, Consequence, ConsequenceId, Trigger, TriggerBranch};
use crate::syntax::ast::{Branch, DeclKind, DomainKind, Expr, Name, PropKind};

/// Reads the triggers, and the consequences written inside them; those that are wrong are left out.
pub(super) fn declare(
    cx: &mut Cx<'_>,
    consequences: &mut Arena<ConsequenceId, Consequence>,
) -> Vec<Trigger> {
    let triggers = cx.names.triggers.rows.values();
    let read = cx.read_all(triggers, |cx, entry| trigger(cx, entry));
    let read = read.into_iter();
    let triggers = read.map(|(consequent, trigger)| match consequent {
        Consequent::Named(id) => trigger(id),
        Consequent::Own(row) => trigger(consequences.push(*row)),
    });
    triggers.collect()
}

/// What a trigger leads to.
enum Consequent {
    /// The consequence that it refers to.
    Named(ConsequenceId),
    /// The one written inside it, which has no id yet.
    Own(Box<Consequence>),
}

/// What a trigger leads to, and the trigger once that has an id.
fn trigger(
    cx: &mut Cx<'_>,
    entry: &Entry<'_>,
) -> Option<(Consequent, impl FnOnce(ConsequenceId) -> Trigger + use<>)> {
    let DeclKind::Trigger { number, matters } = &entry.decl.kind else {
        return None;
    };
    let mut basis = cx.normative_basis(entry);
    let written: Vec<&Name> = matters.iter().collect();
    let matters = cx.matters(&written);
    let branches = cx.branches(entry, &mut basis);
    if written.is_empty() {
        for (branch, _) in &branches {
            cx.check_matter(branch);
        }
    }
    let places: Vec<Place> = branches.iter().map(|(_, place)| place.clone()).collect();
    let consequent = consequent(cx, entry, &places, &basis)?;
    let name = entry.name().into();
    let number = number.as_ref().map(|number| number.text.as_str().into());
    let branches = branches.into_iter().map(|(branch, _)| branch).collect();
    let span = entry.span();
    let trigger = move |consequence| Trigger {
        name,
        number,
        matters,
        branches,
        consequence,
        basis,
        span,
    };
    Some((consequent, trigger))
}

/// The consequence referred to, or the one written inside the trigger.
fn consequent(
    cx: &mut Cx<'_>,
    entry: &Entry<'_>,
    places: &[Place],
    basis: &model::Basis,
) -> Option<Consequent> {
    let names = cx.names;
    let is_part = |part: &&Part<'_>| consequences::is_part(part.kind);
    match (
        consequences::consequence_named(entry),
        entry.parts.iter().find(is_part),
    ) {
        (Some(name), None) => {
            let found = names.find(&names.consequences, name, &mut cx.diagnostics);
            found.map(Consequent::Named)
        }
        (Some(name), Some(part)) => {
            cx.diagnostics.push(both(name, part));
            None
        }
        (None, Some(_)) => {
            let place = consequences::common(places);
            let row = consequences::consequence(cx, entry, &place, Some(basis));
            Some(Consequent::Own(Box::new(row)))
        }
        (None, None) => {
            cx.missing(
                entry,
                ("后果", "consequence"),
                (
                    "加上 `后果 …` 或 `追究 …`",
                    "add `consequence …` or `pursue …`",
                ),
            );
            None
        }
    }
}

fn both(name: &Name, part: &Part<'_>) -> Diagnostic {
    let message = Text::new(
        "既引用了后果，又在情形里写了后果",
        "the trigger refers to a consequence and writes one of its own",
    );
    Diagnostic::error(Code::new("E0403"), part.span, message)
        .label(Text::new("自己的后果", "its own"))
        .secondary(name.span, Text::new("引用的后果", "the one referred to"))
}

impl Cx<'_> {
    /// The branches of a trigger or commendation with the places of their elements.
    ///
    /// A condition of the whole (`applies when`) becomes part of each filter.
    pub(super) fn branches(
        &mut self,
        entry: &Entry<'_>,
        basis: &mut model::Basis,
    ) -> Vec<(TriggerBranch, Place)> {
        let written: Vec<(&Box<Branch>, &Part<'_>)> = entry.all(pick!(Branch)).collect();
        if written.is_empty() {
            self.missing(
                entry,
                ("分支", "branch"),
                ("加上 `每个 …`", "add `for each …`"),
            );
        }
        let applies = entry.find(pick!(Applies));
        let mut branches = Vec::new();
        let mut shared = RestsOn::new();
        for (branch, part) in written {
            branches.extend(self.branch(branch, part, applies, &mut shared));
        }
        rest_on(basis, &shared);
        branches
    }

    fn branch(
        &mut self,
        branch: &Branch,
        part: &Part<'_>,
        applies: Option<&Expr>,
        shared: &mut RestsOn,
    ) -> Option<(TriggerBranch, Place)> {
        let mut rests_on: RestsOn = part.given.iter().copied().collect();
        self.needs_condition(branch);
        let matters = self.matters(&branch.matters.iter().collect::<Vec<_>>());
        let (domain, place) = self.whole_domain(&branch.domain, &mut rests_on)?;
        let filter = optional(branch.filter.as_ref(), |e| {
            self.condition(&place, e, &mut rests_on)
        });
        let condition = optional(branch.condition.as_ref(), |e| {
            self.condition(&place, e, &mut rests_on)
        });
        let applies = optional(applies, |e| self.condition(&place, e, shared));
        let branch = TriggerBranch {
            domain,
            filter: both_hold(applies?, filter?).map(Box::new),
            condition: condition?.map(Box::new),
            matters,
            rests_on: rests_on.into_iter().collect(),
            span: part.span,
        };
        Some((branch, place))
    }

    /// A cause without a matter reaches no duty, so that nobody would answer for it.
    fn check_matter(&mut self, branch: &TriggerBranch) {
        if !branch.matters.is_empty() || self.tells_matter(&branch.domain.kind) {
            return;
        }
        let message = Text::new(
            "这一分支的原因不涉及任何事项",
            "the causes of this branch concern no matter",
        );
        self.diagnostics.push(
            Diagnostic::warning(Code::new("W0509"), branch.domain.span, message)
                .label(Text::new("到不了任何责任", "reaches no duty"))
                .help(Text::new(
                    "在情形或分支上写 `涉及 事项`",
                    "add `on` and a matter to the trigger or the branch",
                )),
        );
    }

    /// Whether the elements of a domain tell their matter themselves.
    fn tells_matter(&self, kind: &model::DomainKind) -> bool {
        let names = self.names;
        match kind {
            model::DomainKind::Records(id, _) => {
                let row = self.tables.record_types.row(*id);
                row.is_some_and(|row| row.matter.is_some())
            }
            model::DomainKind::Units(_) | model::DomainKind::Metrics(_) => false,
            model::DomainKind::Targets(ids) => ids
                .iter()
                .all(|id| names.targets.rows.row(*id).is_none_or(has_matter)),
            model::DomainKind::Prohibitions(ids) => ids
                .iter()
                .all(|id| names.prohibitions.rows.row(*id).is_none_or(has_matter)),
            model::DomainKind::Reports(ids) => ids
                .iter()
                .all(|id| names.reports.rows.row(*id).is_none_or(has_matter)),
            model::DomainKind::Duties(ids) => ids
                .iter()
                .all(|id| names.duties.rows.row(*id).is_none_or(has_matter)),
        }
    }

    fn needs_condition(&mut self, branch: &Branch) {
        let metrics = matches!(branch.domain.kind, DomainKind::Metrics(_));
        if !metrics || branch.condition.is_some() {
            return;
        }
        let message = Text::new(
            "指标的分支没有条件",
            "a branch over metrics has no condition",
        );
        self.diagnostics.push(
            Diagnostic::error(Code::new("E0447"), branch.domain.span, message)
                .label(Text::new("怎样才算", "when is one a cause"))
                .help(Text::new("加上 `若 其值 …`", "add `if it …`")),
        );
    }
}

fn has_matter(entry: &Entry<'_>) -> bool {
    entry.parts.iter().any(|part| match part.kind {
        PropKind::Matters(matters) | PropKind::Bears { matters, .. } => !matters.is_empty(),
        PropKind::Holder(holder) => holder.parties.iter().any(|share| share.component.is_some()),
        _ => false,
    })
}

fn both_hold(applies: Option<model::Expr>, filter: Option<model::Expr>) -> Option<model::Expr> {
    match (applies, filter) {
        (Some(applies), Some(filter)) => {
            let span = filter.span;
            Some(model::Expr {
                kind: model::ExprKind::And(vec![applies, filter]),
                ty: crate::types::Type::Truth,
                span,
            })
        }
        (one, other) => one.or(other),
    }
}
