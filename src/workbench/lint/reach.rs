//! Does anybody answer: duties that no trigger reaches, triggers that reach no duty, matters that nobody holds, and
//! requirements whose breach sets nothing off.
//!
//! What reaches what is told by `matrix`, as attribution would find it before any facts.

use std::collections::BTreeSet;

use super::places::{each_branch, each_expr};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::{
    Domain, DomainKind, Duty, DutyId, Expr, ExprKind, Holding, MatterId, Model, OrganId, Party,
    ProhibitionId, RecordTypeId, ReportId, TargetId, TriggerId,
};
use crate::source::Span;
use crate::workbench::matrix::reached_branches;

/// Finds what nobody answers for, and who answers for nothing.
pub(super) fn lint(model: &Model, found: &mut Diagnostics) {
    let mut reached: BTreeSet<(TriggerId, usize)> = BTreeSet::new();
    for duty in model.duties.values() {
        duty_reached(model, duty, &mut reached, found);
    }
    unanswered(model, &reached, found);
    matters(model, found);
    Watched::of(model).lint(model, found);
}

/// The organs of a party.
pub(super) fn organs(model: &Model, party: Party) -> Vec<OrganId> {
    match party {
        Party::Organ(organ) | Party::Office(organ, _) => vec![organ],
        Party::Class(class) => model.classes[class].members.clone(),
    }
}

/// The matters of one holder's part of a duty.
pub(super) fn part(duty: &Duty, holding: &Holding) -> Vec<MatterId> {
    match holding.component {
        Some(component) => vec![component],
        None => duty.matters.clone(),
    }
}

fn duty_reached(
    model: &Model,
    duty: &Duty,
    reached: &mut BTreeSet<(TriggerId, usize)>,
    found: &mut Diagnostics,
) {
    let mut spared: Vec<&str> = Vec::new();
    let mut any = false;
    for holding in &duty.holders {
        let matters = part(duty, holding);
        let mut here = false;
        for organ in organs(model, holding.party) {
            let branches = reached_branches(model, organ, &matters);
            here |= !branches.is_empty();
            reached.extend(branches);
        }
        any |= here;
        if !here {
            spared.push(name_of(model, holding.party));
        }
    }
    if spared.is_empty() {
        return;
    }
    let name = &duty.name;
    let (message, label) = if any {
        let who = spared.join("、");
        let message = Text::new(
            format!("责任 `{name}` 中 `{who}` 的一份，没有问责情形可及"),
            format!("no trigger reaches the part of `{who}` in duty `{name}`"),
        );
        (
            message,
            Text::new("其他主体的可及", "the other holders' are reached"),
        )
    } else {
        let message = Text::new(
            format!("责任 `{name}` 没有问责情形可及"),
            format!("no trigger reaches duty `{name}`"),
        );
        (
            message,
            Text::new("不履行也不被追究", "not discharged, it goes unanswered"),
        )
    };
    found.push(
        Diagnostic::warning(Code::new("L0101"), duty.span, message)
            .label(label)
            .help(Text::new(
                "原因的事项须是该责任的事项或者在其中，主体须在原因所在单位或者其上；查看事项的归属和各情形所涉事项",
                "a cause reaches it if its matter is the duty's or lies inside it, and the holder stands at its unit or above: look at the matters and what the triggers concern",
            )),
    );
}

fn name_of(model: &Model, party: Party) -> &str {
    match party {
        Party::Organ(organ) => &model.organs[organ].name,
        Party::Office(_, office) => &model.offices[office].name,
        Party::Class(class) => &model.classes[class].name,
    }
}

/// Triggers and branches whose causes no duty reaches.
fn unanswered(model: &Model, reached: &BTreeSet<(TriggerId, usize)>, found: &mut Diagnostics) {
    for (id, trigger) in model.triggers.iter() {
        let is_bare = |index: &usize| !reached.contains(&(id, *index));
        let bare: Vec<usize> = (0..trigger.branches.len()).filter(is_bare).collect();
        let name = &trigger.name;
        if !bare.is_empty() && bare.len() == trigger.branches.len() {
            let message = Text::new(
                format!("问责情形 `{name}` 无人负责：没有责任可及其原因"),
                format!("nobody answers for trigger `{name}`: no duty reaches its causes"),
            );
            found.push(no_answer(trigger.span, message));
            continue;
        }
        for branch in bare
            .into_iter()
            .filter_map(|index| trigger.branches.get(index))
        {
            let message = Text::new(
                format!("问责情形 `{name}` 的这一支无人负责：没有责任可及其原因"),
                format!(
                    "nobody answers for this branch of trigger `{name}`: no duty reaches its causes"
                ),
            );
            found.push(no_answer(branch.span, message));
        }
    }
}

fn no_answer(span: Span, message: Text) -> Diagnostic {
    Diagnostic::warning(Code::new("L0103"), span, message)
        .label(Text::new(
            "出现了也追究不到谁",
            "it fires, and nobody is named",
        ))
        .help(Text::new(
            "看所涉事项是否有人承担，承担者是否在原因所在单位或者其上",
            "see whether anyone holds the matter concerned, at the causes' unit or above it",
        ))
}

/// Matters that no duty is on, nor on a matter around them.
fn matters(model: &Model, found: &mut Diagnostics) {
    let held: BTreeSet<MatterId> = model
        .duties
        .values()
        .flat_map(|duty| duty.holders.iter().flat_map(|holding| part(duty, holding)))
        .collect();
    let up = |id: &MatterId| model.matters[*id].parent;
    let around = |id: MatterId| std::iter::successors(Some(id), up);
    let named = matters_of_causes(model);
    for (id, matter) in model.matters.iter() {
        let leaf = !model.matters.values().any(|other| other.parent == Some(id));
        let bare = !around(id).any(|outer| held.contains(&outer));
        // A matter that only gathers others needs no holder of its own.
        if !bare || !(leaf || named.contains(&id)) {
            continue;
        }
        let name = &matter.name;
        let message = Text::new(
            format!("事项 `{name}` 没有人承担"),
            format!("nobody holds matter `{name}`"),
        );
        found.push(
            Diagnostic::warning(Code::new("L0104"), matter.span, message)
                .label(Text::new(
                    "没有责任及于它，或者及于它所属的事项",
                    "no duty is on it, nor on a matter around it",
                ))
                .help(Text::new(
                    "写明由谁承担，或者写明它属于哪一事项",
                    "declare who holds it, or within which matter it lies",
                )),
        );
    }
}

/// The matters that causes are declared to concern.
fn matters_of_causes(model: &Model) -> BTreeSet<MatterId> {
    let branches = each_branch(model.triggers.values()).flat_map(|branch| &branch.matters);
    let triggers = model.triggers.values();
    triggers
        .flat_map(|row| &row.matters)
        .chain(branches)
        .chain(model.targets.values().flat_map(|row| &row.matters))
        .chain(model.reports.values().flat_map(|row| &row.matters))
        .chain(model.prohibitions.values().flat_map(|row| &row.matters))
        .copied()
        .collect()
}

/// What triggers look at.
#[derive(Default)]
struct Watched {
    targets: BTreeSet<TargetId>,
    reports: BTreeSet<ReportId>,
    prohibitions: BTreeSet<ProhibitionId>,
    duties: BTreeSet<DutyId>,
    records: BTreeSet<RecordTypeId>,
}

impl Watched {
    fn of(model: &Model) -> Self {
        let mut watched = Self::default();
        for branch in each_branch(model.triggers.values()) {
            watched.domain(&branch.domain);
            for expr in branch.filter.iter().chain(&branch.condition) {
                each_expr(model, expr, &mut |inner: &Expr| {
                    if let ExprKind::Quantified { domain, .. }
                    | ExprKind::Aggregate { domain, .. } = &inner.kind
                    {
                        watched.domain(domain);
                    }
                });
            }
        }
        for duty in watched.duties.iter().map(|id| &model.duties[*id]) {
            watched.targets.extend(&duty.targets);
            watched.reports.extend(&duty.reports);
            watched.prohibitions.extend(&duty.prohibitions);
        }
        watched
    }

    fn domain(&mut self, domain: &Domain) {
        match &domain.kind {
            DomainKind::Targets(ids) => self.targets.extend(ids),
            DomainKind::Reports(ids) => self.reports.extend(ids),
            DomainKind::Prohibitions(ids) => self.prohibitions.extend(ids),
            DomainKind::Duties(ids) => self.duties.extend(ids),
            DomainKind::Records(id, _) => {
                self.records.insert(*id);
            }
            DomainKind::Units(_) | DomainKind::Metrics(_) => {}
        }
    }

    fn lint(&self, model: &Model, found: &mut Diagnostics) {
        for (id, row) in model.targets.iter() {
            if !self.targets.contains(&id) {
                let name = &row.name;
                let (zh, en) = (
                    format!("目标 `{name}` 没有达到"),
                    format!("target `{name}` may be missed"),
                );
                found.push(unwatched(zh, en, row.span));
            }
        }
        for (id, row) in model.reports.iter() {
            if !self.reports.contains(&id) {
                let name = &row.name;
                let (zh, en) = (
                    format!("报告 `{name}` 没有作出"),
                    format!("report `{name}` may not be made"),
                );
                found.push(unwatched(zh, en, row.span));
            }
        }
        for (id, row) in model.prohibitions.iter() {
            let told = self.records.contains(&row.record_type);
            if !told && !self.prohibitions.contains(&id) {
                let name = &row.name;
                let (zh, en) = (
                    format!("禁止 `{name}` 被违反"),
                    format!("prohibition `{name}` may be violated"),
                );
                found.push(unwatched(zh, en, row.span));
            }
        }
    }
}

/// What may go wrong unseen, and where it is declared.
fn unwatched(zh: String, en: String, span: Span) -> Diagnostic {
    let message = Text::new(
        format!("{zh}时，没有问责情形因此出现"),
        format!("{en} without setting off a trigger"),
    );
    Diagnostic::warning(Code::new("L0102"), span, message)
        .label(Text::new("没有情形看它", "no trigger looks at it"))
        .help(Text::new(
            "由问责情形遍历它（`每个 …`），或者写明条文为何不追究",
            "let a trigger range over it (`for each …`), or say why the text does not pursue it",
        ))
}
