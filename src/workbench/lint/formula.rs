//! Conditions as formulas over ranges, sets of values and truths, and whether one can be true.
//!
//! What cannot be told apart is taken as possible: a formula is refused only when no facts could make it true. It
//! asks for true and false alone; that something may be unknown is no matter here.

use std::collections::{BTreeMap, BTreeSet};

use super::range::{End, Range};
use super::terms::Reading;
use crate::model::{CompareOp, Expr, ExprKind, Quantifier};
use crate::number::Number;
use crate::types::Type;
use crate::value::Value;

/// After so many alternatives a formula is taken as possible.
const ALTERNATIVES: usize = 400;

/// A condition, as it must come out.
#[derive(Debug, Clone)]
pub(super) enum Formula {
    All(Vec<Formula>),
    Any(Vec<Formula>),
    Is(Atom),
}

/// What a thing read must be.
#[derive(Debug, Clone)]
pub(super) enum Atom {
    /// A quantity lies in a range.
    In(String, Box<Stretch>),
    /// A value is one of these, of so many.
    Among(String, BTreeSet<u16>),
    /// Something holds, or does not.
    Holds(String, bool),
    /// Two things compare as one of: less, equal, more.
    Orders(String, [bool; 3]),
}

/// A range, and all that the quantity may be.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    range: Range,
    whole: Range,
}

impl Formula {
    /// A quantity of this key lies in a range.
    pub(super) fn lies(key: &str, range: Range, whole: Range) -> Self {
        Self::Is(Atom::In(key.to_owned(), Box::new(Stretch { range, whole })))
    }
}

/// Nothing: always true.
pub(super) fn always() -> Formula {
    Formula::All(Vec::new())
}

/// Never true.
fn never() -> Formula {
    Formula::Any(Vec::new())
}

/// The condition coming out true, or false.
pub(super) fn formula(reading: &Reading<'_>, expr: &Expr, wanted: bool) -> Formula {
    if !reading.burn() {
        return always();
    }
    let each = |parts: &[Expr]| {
        parts
            .iter()
            .map(|part| formula(reading, part, wanted))
            .collect()
    };
    match &expr.kind {
        ExprKind::And(parts) if wanted => Formula::All(each(parts)),
        ExprKind::And(parts) => Formula::Any(each(parts)),
        ExprKind::Or(parts) if wanted => Formula::Any(each(parts)),
        ExprKind::Or(parts) => Formula::All(each(parts)),
        ExprKind::Not(inner) => formula(reading, inner, !wanted),
        ExprKind::Definition(id) => match reading.deeper() {
            Some(deeper) => formula(&deeper, &reading.model.definitions[*id].value, wanted),
            None => always(),
        },
        ExprKind::Constant(Value::Truth(value)) => settled(*value == wanted),
        ExprKind::Quantified {
            quantifier: Quantifier::AtLeast(0),
            ..
        } => settled(wanted),
        ExprKind::Compare(op, left, right) => {
            let op = if wanted { *op } else { opposite(*op) };
            comparison(reading, op, left, right)
        }
        ExprKind::OneOf(left, options) => membership(reading, left, options, wanted),
        _ => Formula::Is(Atom::Holds(reading.key(expr), wanted)),
    }
}

fn settled(value: bool) -> Formula {
    if value { always() } else { never() }
}

fn opposite(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Less => CompareOp::AtLeast,
        CompareOp::AtMost => CompareOp::More,
        CompareOp::Equal => CompareOp::NotEqual,
        CompareOp::NotEqual => CompareOp::Equal,
        CompareOp::AtLeast => CompareOp::Less,
        CompareOp::More => CompareOp::AtMost,
    }
}

fn comparison(reading: &Reading<'_>, op: CompareOp, left: &Expr, right: &Expr) -> Formula {
    if let Some(bound) = reading.number(right) {
        return bounded(reading, op, left, bound);
    }
    if let Some(bound) = reading.number(left) {
        return bounded(reading, op.turned(), right, bound);
    }
    match (&left.kind, &right.kind) {
        (_, ExprKind::Constant(Value::Enumerated(value))) => enumerated(reading, op, left, *value),
        (ExprKind::Constant(Value::Enumerated(value)), _) => {
            enumerated(reading, op.turned(), right, *value)
        }
        (_, ExprKind::Constant(Value::Truth(value))) => {
            formula(reading, left, (op == CompareOp::Equal) == *value)
        }
        (ExprKind::Constant(Value::Truth(value)), _) => {
            formula(reading, right, (op == CompareOp::Equal) == *value)
        }
        _ => two_things(reading, op, left, right),
    }
}

/// A quantity against a number that the policy states.
fn bounded(reading: &Reading<'_>, op: CompareOp, term: &Expr, bound: Number) -> Formula {
    let whole = match reading.number(term) {
        Some(number) => Range::point(number),
        None => reading.range(term),
    };
    let key = reading.key(term);
    let is = |range| Formula::lies(&key, range, whole.clone());
    let low = |open| Range {
        low: Some(End::new(bound.clone(), open)),
        high: None,
    };
    let high = |open| Range {
        low: None,
        high: Some(End::new(bound.clone(), open)),
    };
    match op {
        CompareOp::Less => is(high(true)),
        CompareOp::AtMost => is(high(false)),
        CompareOp::AtLeast => is(low(false)),
        CompareOp::More => is(low(true)),
        CompareOp::Equal => is(Range::point(bound)),
        CompareOp::NotEqual => Formula::Any(vec![is(high(true)), is(low(true))]),
    }
}

fn enumerated(reading: &Reading<'_>, op: CompareOp, term: &Expr, value: u16) -> Formula {
    let Some((count, _)) = reading.enumeration(term) else {
        return always();
    };
    let fits = |other: &u16| compares(op, other.cmp(&value));
    Formula::Is(Atom::Among(
        reading.key(term),
        (0..count).filter(fits).collect(),
    ))
}

fn compares(op: CompareOp, order: std::cmp::Ordering) -> bool {
    match op {
        CompareOp::Less => order.is_lt(),
        CompareOp::AtMost => order.is_le(),
        CompareOp::Equal => order.is_eq(),
        CompareOp::NotEqual => order.is_ne(),
        CompareOp::AtLeast => order.is_ge(),
        CompareOp::More => order.is_gt(),
    }
}

/// Two things that facts give: the ranges may settle it, else how they compare is one of three.
fn two_things(reading: &Reading<'_>, op: CompareOp, left: &Expr, right: &Expr) -> Formula {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let (one, two) = (reading.key(left), reading.key(right));
    let mut possible = [true; 3];
    if one == two {
        possible = [false, true, false];
    } else if matches!(left.ty, Type::Quantity(_)) {
        let (low, high) = (reading.range(left), reading.range(right));
        if low.lies_below(&high) {
            possible = [true, false, false];
        } else if high.lies_below(&low) {
            possible = [false, false, true];
        }
    }
    let mut fits = [Less, Equal, Greater].map(|order| compares(op, order));
    fits.iter_mut()
        .zip(possible)
        .for_each(|(fit, may)| *fit &= may);
    // Written the other way round it is the same comparison.
    let key = if one <= two {
        format!("{one} ? {two}")
    } else {
        fits.reverse();
        format!("{two} ? {one}")
    };
    Formula::Is(Atom::Orders(key, fits))
}

fn membership(reading: &Reading<'_>, left: &Expr, options: &[Expr], wanted: bool) -> Formula {
    let op = if wanted {
        CompareOp::Equal
    } else {
        CompareOp::NotEqual
    };
    let each = options
        .iter()
        .map(|option| comparison(reading, op, left, option))
        .collect();
    if wanted {
        Formula::Any(each)
    } else {
        Formula::All(each)
    }
}

/// Whether facts could make all of these true at once.
pub(super) fn possible<'f>(formulas: impl IntoIterator<Item = &'f Formula>) -> bool {
    let mut budget = ALTERNATIVES;
    let waiting: Vec<&Formula> = formulas.into_iter().collect();
    search(waiting, Vec::new(), Known::default(), &mut budget)
}

/// What is taken as true so far.
#[derive(Debug, Clone, Default)]
struct Known<'f> {
    ranges: BTreeMap<&'f str, Range>,
    values: BTreeMap<&'f str, BTreeSet<u16>>,
    truths: BTreeMap<&'f str, bool>,
    orders: BTreeMap<&'f str, [bool; 3]>,
}

/// Depth is bounded by the budget, which every choice among alternatives costs.
fn search<'f>(
    mut waiting: Vec<&'f Formula>,
    mut later: Vec<&'f [Formula]>,
    mut known: Known<'f>,
    budget: &mut usize,
) -> bool {
    while let Some(next) = waiting.pop() {
        match next {
            Formula::All(parts) => waiting.extend(parts),
            Formula::Any(parts) => later.push(parts),
            Formula::Is(atom) if !known.add(atom) => return false,
            Formula::Is(_) => {}
        }
    }
    let Some(alternatives) = later.pop() else {
        return true;
    };
    for one in alternatives {
        if *budget == 0 {
            return true;
        }
        *budget -= 1;
        if search(vec![one], later.clone(), known.clone(), budget) {
            return true;
        }
    }
    false
}

impl<'f> Known<'f> {
    /// Whether it can be true beside the rest.
    fn add(&mut self, atom: &'f Atom) -> bool {
        match atom {
            Atom::In(key, stretch) => {
                let Stretch { range, whole } = stretch.as_ref();
                let known = self.ranges.entry(key).or_insert_with(|| whole.clone());
                *known = known.and(range);
                !known.is_empty()
            }
            Atom::Among(key, values) => {
                let known = self.values.entry(key).or_insert_with(|| values.clone());
                known.retain(|value| values.contains(value));
                !known.is_empty()
            }
            Atom::Holds(key, value) => *self.truths.entry(key).or_insert(*value) == *value,
            Atom::Orders(key, fits) => {
                let known = self.orders.entry(key).or_insert(*fits);
                known
                    .iter_mut()
                    .zip(fits)
                    .for_each(|(known, fit)| *known &= fit);
                known.contains(&true)
            }
        }
    }
}
