//! Conditions that can never be true, or never false: given the ranges of what they read, and the conditions beside
//! which they stand.
//!
//! Of a condition that is settled nothing inside is looked at; of one that is not, each part is, beside the others.

use std::cell::Cell;

use super::asked::{Asked, Role, asked, refuel};
use super::formula::{Formula, formula, possible};
use super::terms::{FUEL, Reading};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::{Expr, ExprKind, Model};
use crate::source::Sources;

/// Finds conditions that facts cannot make come out either way.
pub(super) fn lint(model: &Model, sources: &Sources, found: &mut Diagnostics) {
    let fuel = Cell::new(FUEL);
    let all = asked(model, sources, &fuel);
    let mut rows: Vec<&Asked<'_>> = Vec::new();
    for one in &all {
        refuel(&fuel);
        // A row of a table is read only when none before it holds.
        let home = one.reading.home;
        if rows.last().is_some_and(|row| row.reading.home != home) {
            rows.clear();
        }
        let earlier = rows
            .iter()
            .rev()
            .take(BESIDE)
            .map(|row| formula(&row.reading, row.expr, false));
        let given = one
            .given
            .iter()
            .map(|expr| formula(&one.reading, expr, true));
        let given: Vec<Formula> = given.chain(earlier).collect();
        if one.role == Role::Row {
            rows.push(one);
        }
        if possible(&given) {
            let judge = Judge {
                reading: one.reading,
                role: one.role,
            };
            judge.part(one.expr, &given, found);
        }
    }
}

/// So many conditions on either side of one are looked at with it: whatever is left out makes less certain, and never
/// wrong.
const BESIDE: usize = 50;

struct Judge<'m> {
    reading: Reading<'m>,
    role: Role,
}

impl Judge<'_> {
    /// Whether a part is settled by what is given; it is reported if so, else its own parts are looked at.
    fn part(&self, expr: &Expr, given: &[Formula], found: &mut Diagnostics) -> bool {
        for wanted in [true, false] {
            let outcome = formula(&self.reading, expr, wanted);
            if !possible(given.iter().chain([&outcome])) {
                let alone = !possible([&outcome]);
                // What a name stands for is judged where it is declared.
                if !(alone && is_named(expr)) {
                    found.push(self.settled(expr, !wanted, alone));
                }
                return true;
            }
        }
        match &expr.kind {
            ExprKind::And(parts) => self.parts(parts, true, given, found),
            ExprKind::Or(parts) => self.parts(parts, false, given, found),
            ExprKind::Not(inner) => {
                self.part(inner, given, found);
            }
            _ => {}
        }
        false
    }

    /// Each part while the others leave it open: of two that say the same, the first is reported.
    fn parts(&self, parts: &[Expr], wanted: bool, given: &[Formula], found: &mut Diagnostics) {
        let mut beside: Vec<Option<Formula>> = parts
            .iter()
            .map(|part| Some(formula(&self.reading, part, wanted)))
            .collect();
        for (index, part) in parts.iter().enumerate() {
            let own = beside.get_mut(index).and_then(Option::take);
            let mut around = given.to_vec();
            let first = index.saturating_sub(BESIDE);
            let near = beside.iter().skip(first).take(2 * BESIDE);
            around.extend(near.flatten().cloned());
            if !self.part(part, &around, found)
                && let Some(place) = beside.get_mut(index)
            {
                *place = own;
            }
        }
    }

    fn settled(&self, expr: &Expr, value: bool, alone: bool) -> Diagnostic {
        let (code, message) = if value {
            let message = Text::new(
                "这一条件永远不会不成立",
                "this condition can never be false",
            );
            ("L0302", message)
        } else {
            (
                "L0301",
                Text::new("这一条件永远不会成立", "this condition can never be true"),
            )
        };
        let label = match (alone, value) {
            (true, false) => {
                Text::new("取值范围之内没有这样的值", "no value in range is like this")
            }
            (true, true) => Text::new(
                "取值范围之内的值都是这样",
                "every value in range is like this",
            ),
            (false, false) => Text::new(
                "与同处的其他条件不能同时成立",
                "it cannot hold beside the other conditions",
            ),
            (false, true) => Text::new(
                "同处的其他条件已使它成立",
                "the other conditions make it hold already",
            ),
        };
        Diagnostic::warning(Code::new(code), expr.span, message)
            .label(label)
            .help(self.help(value))
    }

    fn help(&self, value: bool) -> Text {
        match (self.role, value) {
            (Role::Requirement, false) => Text::new(
                "这一目标永远达不到：核对界限、单位和指标的范围",
                "the target is never met: look at the bound, its unit and the metric's range",
            ),
            (Role::Requirement, true) => Text::new(
                "这一目标永远不会落空：核对界限、单位和指标的范围",
                "the target is never breached: look at the bound, its unit and the metric's range",
            ),
            (Role::Row, false) => Text::new(
                "前面的条件已包括它，轮不到这一行：核对各行的次序和界限",
                "the rows before it leave nothing for it: look at their order and bounds",
            ),
            (_, false) => Text::new(
                "核对界限、单位和范围，或者去掉不起作用的条件",
                "look at the bounds, units and ranges, or take out what cannot matter",
            ),
            (_, true) => Text::new(
                "核对界限、单位和范围；确实多余的，去掉它",
                "look at the bounds, units and ranges; take it out if it is not needed",
            ),
        }
    }
}

fn is_named(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Definition(_) => true,
        ExprKind::Not(inner) => is_named(inner),
        _ => false,
    }
}
