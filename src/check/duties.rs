//! Duties: who is answerable for which matter, in which kind, and what is measured under it.

use super::basis::{RestsOn, rest_on};
use super::entry::{Entry, kept, pick};
use super::tables::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{Duty, DutyId};
use crate::syntax::ast::{DueKind, Name, PropKind};

/// Reads the duties; those that are wrong are left out.
pub(super) fn declare(cx: &mut Cx<'_>) -> Vec<Duty> {
    let duties = cx.names.duties.rows.iter();
    cx.read_all(duties, |cx, (id, entry)| duty(cx, *id, entry))
}

fn duty(cx: &mut Cx<'_>, id: DutyId, entry: &Entry<'_>) -> Option<Duty> {
    let names = cx.names;
    let mut basis = cx.normative_basis(entry);
    let holders = cx.holders(entry);
    let (kinds, written) = borne(entry);
    let components = holders.iter().any(|holding| holding.component.is_some());
    if written.is_empty() && !components {
        cx.missing(
            entry,
            ("事项", "matter"),
            (
                "加上 `承担 种类 于 事项` 或 `事项 …`",
                "add `bears kind for matter` or `matter …`",
            ),
        );
    }
    let matters = cx.matters(&written);
    let mut rests_on = RestsOn::new();
    let applies = cx.applies_to_holders(entry, &mut rests_on);
    rest_on(&mut basis, &rests_on);
    Some(Duty {
        id,
        name: entry.name().into(),
        holders,
        kinds: cx.named(&names.kinds, &kinds),
        matters,
        claimants: kept(&entry.names(pick!(Claimant))),
        targets: cx.named(&names.targets, &entry.names(pick!(Targets))),
        reports: cx.named(&names.reports, &entry.names(pick!(Reports))),
        prohibitions: cx.named(&names.prohibitions, &entry.names(pick!(Prohibitions))),
        due: due(cx, entry),
        applies: applies?.map(Box::new),
        basis,
        span: entry.span(),
    })
}

/// The kinds borne, and the matters wherever they are written.
fn borne<'a>(entry: &Entry<'a>) -> (Vec<&'a Name>, Vec<&'a Name>) {
    let bears = entry.find(|kind| match kind {
        PropKind::Bears { kinds, matters } => Some((kinds, matters)),
        _ => None,
    });
    let kinds = bears.iter().flat_map(|(kinds, _)| *kinds).collect();
    let borne_for = bears.iter().flat_map(|(_, matters)| *matters);
    let matters = borne_for.chain(entry.names(pick!(Matters))).collect();
    (kinds, matters)
}

/// A duty's own deadline is a date: its targets and reports have deadlines of their own.
fn due(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Option<crate::calendar::Date> {
    let due = entry.find(pick!(Due))?;
    if let DueKind::On(date) = due.kind {
        return Some(date);
    }
    let message = Text::new(
        format!("责任 `{}` 的截止应为日期", entry.name()),
        format!("the deadline of duty `{}` must be a date", entry.name()),
    );
    cx.diagnostics.push(
        Diagnostic::error(Code::new("E0446"), due.span, message).help(Text::new(
            "随期间而定的截止写在目标或报告里",
            "write a deadline that follows the period in a target or report",
        )),
    );
    None
}
