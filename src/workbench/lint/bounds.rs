//! Do the bounds agree: requirements that no value meets together, a bound that one clause includes and another does
//! not, and gaps between the rows of a table or the tiers of a requirement.
//!
//! Two conditions are compared where they read the same thing and can be asked at once; what one declaration says
//! within itself is judged by `conditions`.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::asked::{Asked, Role, asked, refuel};
use super::bounded::Bounded;
use super::formula::{Formula, formula, possible};
use super::gaps;
use super::terms::FUEL;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::{CompareOp, Due, ExprKind, Model, Target};
use crate::number::Number;
use crate::source::{Sources, Span};

/// Finds bounds that do not go together.
pub(super) fn lint(model: &Model, sources: &Sources, found: &mut Diagnostics) {
    let fuel = Cell::new(FUEL);
    let all = asked(model, sources, &fuel);
    contradictions(model, &all, &fuel, found);
    ends(&all, sources, &fuel, found);
    gaps::lint(model, &all, &fuel, found);
}

/// Where a comparison cuts the line of numbers: just below the bound, or just above it.
struct Cut<'a> {
    key: String,
    bound: Number,
    /// Whether the bound goes with what is less.
    above: bool,
    span: Span,
    asked: &'a Asked<'a>,
}

/// Each is compared with so many before it, so that thousands of one sort are still looked through in time.
const COMPARED: usize = 200;

/// One bound held to in two ways.
fn ends(all: &[Asked<'_>], sources: &Sources, fuel: &Cell<u32>, found: &mut Diagnostics) {
    let mut cuts: BTreeMap<(String, Number), Vec<Cut<'_>>> = BTreeMap::new();
    for asked in all.iter().filter(|asked| asked.role != Role::Row) {
        refuel(fuel);
        for cut in cuts_of(asked) {
            let place = (cut.key.clone(), cut.bound.clone());
            cuts.entry(place).or_default().push(cut);
        }
    }
    for cuts in cuts.values() {
        for (index, cut) in cuts.iter().enumerate() {
            let differs = |other: &&Cut<'_>| {
                refuel(fuel);
                other.above != cut.above
                    && other.asked.reading.home != cut.asked.reading.home
                    && meet(other.asked, cut.asked)
            };
            let before = cuts.iter().take(index).skip(index.saturating_sub(COMPARED));
            if let Some(other) = before.into_iter().find(differs) {
                found.push(two_ways(sources, cut.span, other.span));
            }
        }
    }
}

fn two_ways(sources: &Sources, here: Span, there: Span) -> Diagnostic {
    let words = |span: Span| {
        sources
            .slice(span)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (one, two) = (words(here), words(there));
    let message = Text::new(
        format!("同一界限，这里是 `{one}`，另一处是 `{two}`：恰在界上的，两处说法不合"),
        format!(
            "one bound in two ways, `{one}` here and `{two}` there: they differ on the bound itself"
        ),
    );
    Diagnostic::warning(Code::new("L0304"), here, message)
        .label(Text::new("恰在界上时", "on the bound"))
        .secondary(there, Text::new("与此处说法不合", "it is not as here"))
        .help(Text::new(
            "核对两处条文含不含本数；条文确实不同的，写明理由容许它",
            "see whether each clause includes the bound; where the text does differ, allow it with the reason",
        ))
}

/// Whether both may be asked of the same facts.
fn meet(one: &Asked<'_>, two: &Asked<'_>) -> bool {
    let given = |asked: &Asked<'_>| -> Vec<Formula> {
        let each = asked
            .given
            .iter()
            .map(|expr| formula(&asked.reading, expr, true));
        each.collect()
    };
    possible(given(one).iter().chain(&given(two)))
}

fn cuts_of<'a>(asked: &'a Asked<'a>) -> Vec<Cut<'a>> {
    let mut cuts = Vec::new();
    let mut waiting = vec![asked.expr];
    while let Some(expr) = waiting.pop() {
        match &expr.kind {
            ExprKind::And(parts) | ExprKind::Or(parts) => waiting.extend(parts.iter().rev()),
            ExprKind::Not(inner) => waiting.push(inner),
            ExprKind::Compare(op, left, right) => {
                let cut = Bounded::of(&asked.reading, *op, left, right).and_then(|bounded| {
                    let above = match bounded.op {
                        CompareOp::AtMost | CompareOp::More => true,
                        CompareOp::Less | CompareOp::AtLeast => false,
                        CompareOp::Equal | CompareOp::NotEqual => return None,
                    };
                    Some(Cut {
                        key: asked.reading.key(bounded.term),
                        bound: bounded.bound,
                        above,
                        span: expr.span,
                        asked,
                    })
                });
                cuts.extend(cut);
            }
            _ => {}
        }
    }
    cuts
}

/// Requirements on one unit that no value meets together.
fn contradictions(model: &Model, all: &[Asked<'_>], fuel: &Cell<u32>, found: &mut Diagnostics) {
    let targets: BTreeMap<Span, &Target> =
        model.targets.values().map(|row| (row.span, row)).collect();
    let required = all.iter().filter(|asked| asked.role == Role::Requirement);
    let mut by_term: BTreeMap<String, Vec<(&Asked<'_>, &Target)>> = BTreeMap::new();
    for asked in required {
        refuel(fuel);
        let Some(target) = targets.get(&asked.reading.home) else {
            continue;
        };
        let mut keys: Vec<String> = cuts_and_points(asked);
        keys.sort();
        keys.dedup();
        for key in keys {
            by_term.entry(key).or_default().push((asked, target));
        }
    }
    let mut told: BTreeSet<(Span, Span)> = BTreeSet::new();
    for same in by_term.values() {
        for (index, (later, target)) in same.iter().enumerate() {
            let before = index.saturating_sub(COMPARED);
            for (earlier, other) in same.iter().take(index).skip(before) {
                let pair = (earlier.reading.home, later.reading.home);
                refuel(fuel);
                if due_together(target.due, other.due)
                    && !told.contains(&pair)
                    && contradict(earlier, later)
                {
                    told.insert(pair);
                    found.push(contradiction(
                        target,
                        other,
                        later.expr.span,
                        earlier.expr.span,
                    ));
                }
            }
        }
    }
}

/// What a requirement compares with numbers.
fn cuts_and_points(asked: &Asked<'_>) -> Vec<String> {
    let mut keys = Vec::new();
    let mut waiting = vec![asked.expr];
    while let Some(expr) = waiting.pop() {
        match &expr.kind {
            ExprKind::And(parts) | ExprKind::Or(parts) => waiting.extend(parts),
            ExprKind::Not(inner) => waiting.push(inner),
            ExprKind::Compare(op, left, right) => {
                let bounded = Bounded::of(&asked.reading, *op, left, right);
                keys.extend(bounded.map(|bounded| asked.reading.key(bounded.term)));
            }
            _ => {}
        }
    }
    keys
}

/// A bound for one year says nothing of another.
fn due_together(one: Due, two: Due) -> bool {
    match (one, two) {
        (Due::On(one), Due::On(two)) => one == two,
        _ => true,
    }
}

fn contradict(one: &Asked<'_>, two: &Asked<'_>) -> bool {
    let holds = |asked: &Asked<'_>, with: bool| -> Vec<Formula> {
        let given = asked.given.iter().copied();
        let all = given.chain(with.then_some(asked.expr));
        all.map(|expr| formula(&asked.reading, expr, true))
            .collect()
    };
    let alone = |asked| possible(&holds(asked, true));
    let together = |with: bool| possible(holds(one, with).iter().chain(&holds(two, with)));
    alone(one) && alone(two) && together(false) && !together(true)
}

fn contradiction(target: &Target, other: &Target, here: Span, there: Span) -> Diagnostic {
    let (name, other) = (&target.name, &other.name);
    let message = Text::new(
        format!("目标 `{name}` 与目标 `{other}` 的要求不能同时达到"),
        format!("targets `{name}` and `{other}` cannot both be met"),
    );
    Diagnostic::warning(Code::new("L0303"), here, message)
        .label(Text::new("没有值两样都合", "no value does for both"))
        .secondary(there, Text::new("另一要求", "the other requirement"))
        .help(Text::new(
            "核对两处条文：各管哪些单位、哪一期间；各自适用的写明条件",
            "see which units and which time each clause is about, and write what tells them apart",
        ))
}
