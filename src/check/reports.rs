//! Recurring reports.

use super::basis::{RestsOn, rest_on};
use super::entry::{Entry, kept, pick};
use super::expr::Place;
use super::tables::Cx;
use super::targets::optional;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{Frequency, Report};
use crate::syntax::ast;

/// Reads the reports; those that are wrong are left out.
pub(super) fn declare(cx: &mut Cx<'_>) -> Vec<Report> {
    let reports = cx.names.reports.rows.values();
    cx.read_all(reports, |cx, entry| report(cx, entry))
}

fn report(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Option<Report> {
    let mut basis = cx.normative_basis(entry);
    let holders = cx.holders(entry);
    let addressees = entry.names(pick!(Addressee));
    if addressees.is_empty() {
        cx.missing(
            entry,
            ("报送对象", "addressee"),
            ("加上 `报送 …`", "add `to …`"),
        );
    }
    let matters = cx.matters(&entry.names(pick!(Matters)));
    let due = cx.due(entry);
    recurs(cx, entry);
    let mut rests_on = RestsOn::new();
    let applies = cx.applies_to_holders(entry, &mut rests_on);
    rest_on(&mut basis, &rests_on);
    Some(Report {
        name: entry.name().into(),
        holders,
        addressees: kept(&addressees),
        every: entry.find(pick!(Every)).map(|every| match every {
            ast::Frequency::Year => Frequency::Year,
            ast::Frequency::HalfYear => Frequency::HalfYear,
            ast::Frequency::Quarter => Frequency::Quarter,
            ast::Frequency::Month => Frequency::Month,
        }),
        due: due?,
        applies: applies?.map(Box::new),
        matters,
        basis,
        span: entry.span(),
    })
}

/// What is owed several times a period cannot be due on one date, and nothing is reported continuously.
fn recurs(cx: &mut Cx<'_>, entry: &Entry<'_>) {
    let Some(due) = entry.find(pick!(Due)) else {
        return;
    };
    let often = entry
        .find(pick!(Every))
        .is_some_and(|every| *every != ast::Frequency::Year);
    let message = match due.kind {
        ast::DueKind::Continuously => Text::new(
            format!("报告 `{}` 不能持续到期", entry.name()),
            format!("report `{}` cannot be due continuously", entry.name()),
        ),
        ast::DueKind::On(_) if often => Text::new(
            format!("报告 `{}` 一期多次，不能只在一个日期到期", entry.name()),
            format!(
                "report `{}` is owed several times and cannot be due on one date",
                entry.name()
            ),
        ),
        _ => return,
    };
    cx.diagnostics.push(
        Diagnostic::error(Code::new("E0446"), due.span, message).help(Text::new(
            "写 `截止 期末` 或 `截止 期末 后 …日`",
            "write `due period end` or `due … days after period end`",
        )),
    );
}

impl Cx<'_> {
    /// `applies when` of what organs hold, read at their units; the outer `None` is one that is wrong.
    pub(super) fn applies_to_holders(
        &mut self,
        entry: &Entry<'_>,
        rests_on: &mut RestsOn,
    ) -> Option<Option<crate::model::Expr>> {
        let place = Place::units(self.holder_levels(std::iter::once(entry)));
        optional(entry.find(pick!(Applies)), |e| {
            self.condition(&place, e, rests_on)
        })
    }
}
