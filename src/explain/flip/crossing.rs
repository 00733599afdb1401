//! Where a number, as it varies, changes what a condition says.
//!
//! What decides is a set of switches: comparisons, bases that must not be nothing, least and greatest elements.
//! Each is a difference of two values that changes sign. Between the points where an inner switch turns, an
//! outer one is a fraction of two linear functions of the number in all of the language but products of a
//! number with itself and rounding. So it is enough to take samples, fit such a fraction, check it at two more
//! samples, and solve. Points found split the line; the fits are repeated on the parts until none is new. A
//! part where the fit does not hold is reported, so that nobody believes it searched.

use std::collections::BTreeSet;

use crate::number::Number;

/// How often the line is split anew; deeper nesting is reported as not searched.
const ROUNDS: usize = 8;
/// The least width of a part of whole numbers from which samples are taken.
const FEW: i64 = 14;
/// Points beyond which a search is given up.
const POINTS: usize = 256;

/// The values that a number can take.
#[derive(Debug, Clone, Default)]
pub struct Range {
    /// The smallest.
    pub low: Option<Number>,
    /// The largest.
    pub high: Option<Number>,
    /// Only whole numbers.
    pub whole: bool,
}

/// Where switches turn.
#[derive(Debug, Default)]
pub struct Crossings {
    /// The points, in order.
    pub points: BTreeSet<Number>,
    /// Whether every switch could be solved on every part of the line.
    pub complete: bool,
}

/// Finds where the switches turn. `sample` gives the differences of all switches at a point, `None` where one
/// has no value there.
pub fn crossings(
    range: &Range,
    start: BTreeSet<Number>,
    mut sample: impl FnMut(&Number) -> Vec<Option<Number>>,
) -> Crossings {
    let mut found = Crossings {
        points: start,
        complete: true,
    };
    for _ in 0..ROUNDS {
        let mut new = BTreeSet::new();
        found.complete = true;
        for part in parts(range, &found.points) {
            if let Some(few) = part.few() {
                new.extend(few);
                continue;
            }
            let samples: Vec<(Number, Vec<Option<Number>>)> = part
                .samples()
                .into_iter()
                .map(|at| (at.clone(), sample(&at)))
                .collect();
            let switches = samples.first().map_or(0, |(_, all)| all.len());
            for switch in 0..switches {
                let line: Vec<_> = samples
                    .iter()
                    .map(|(at, all)| (at, all.get(switch).and_then(Option::as_ref)))
                    .collect();
                match root(&line) {
                    Fit::Never => {}
                    Fit::At(point) if part.contains(&point) => drop(new.insert(point)),
                    Fit::At(_) => {}
                    Fit::Unsolved => found.complete = false,
                }
            }
        }
        new.retain(|point| !found.points.contains(point));
        if new.is_empty() {
            return found;
        }
        found.points.extend(new);
        if found.points.len() > POINTS {
            break;
        }
    }
    found.complete = false;
    found
}

/// A part of the line between two points.
struct Part<'p> {
    from: Option<&'p Number>,
    to: Option<&'p Number>,
    whole: bool,
}

/// The parts into which points cut the range.
fn parts<'p>(range: &'p Range, points: &'p BTreeSet<Number>) -> Vec<Part<'p>> {
    let (low, high) = (range.low.as_ref(), range.high.as_ref());
    let inside = |point: &&Number| {
        low.is_none_or(|low| low < *point) && high.is_none_or(|high| *point < high)
    };
    let cuts = || points.iter().filter(inside).map(Some);
    let from = std::iter::once(low).chain(cuts());
    let to = cuts().chain(std::iter::once(high));
    let part = |(from, to)| Part {
        from,
        to,
        whole: range.whole,
    };
    from.zip(to).map(part).collect()
}

impl Part<'_> {
    /// Whether a point lies in the part; a point at its end is known already, or is the end of the range.
    fn contains(&self, point: &Number) -> bool {
        self.from.is_none_or(|from| from <= point) && self.to.is_none_or(|to| point <= to)
    }

    /// The whole numbers inside, where there are too few to take samples from.
    fn few(&self) -> Option<Vec<Number>> {
        let (Some(from), Some(to), true) = (self.from, self.to, self.whole) else {
            return None;
        };
        let (from, to) = (from.round(0).to_i64()?, to.round(0).to_i64()?);
        let inside = from.checked_add(1)?..to;
        (to.checked_sub(from)? < FEW).then(|| inside.map(Number::from_int).collect())
    }

    /// Five points inside, spread unevenly, so that no symmetry hides a curve.
    fn samples(&self) -> Vec<Number> {
        let steps = [1, 2, 4, 7, 11];
        let points = steps.iter().map(|step| match (self.from, self.to) {
            (Some(from), Some(to)) => {
                let width = to.checked_sub(from)?;
                from.checked_add(&width.checked_mul(&Number::ratio(*step, 13)?)?)
            }
            (Some(from), None) => from.checked_add(&Number::from_int(*step)),
            (None, Some(to)) => to.checked_sub(&Number::from_int(*step)),
            (None, None) => Some(Number::from_int(*step)),
        });
        let points = points.flatten();
        points
            .map(|point| if self.whole { point.round(0) } else { point })
            .collect()
    }
}

/// What a switch does on a part.
#[derive(Debug, PartialEq)]
enum Fit {
    /// It does not turn.
    Never,
    /// It turns here, if the point lies on the part.
    At(Number),
    /// It is no fraction of linear functions.
    Unsolved,
}

fn root(line: &[(&Number, Option<&Number>)]) -> Fit {
    let known: Vec<(&Number, &Number)> = line
        .iter()
        .filter_map(|(at, value)| Some((*at, (*value)?)))
        .collect();
    if known.is_empty() {
        return Fit::Never;
    }
    let [first, second, third, rest @ ..] = known.as_slice() else {
        return Fit::Unsolved;
    };
    if known.len() < line.len() {
        return Fit::Unsolved;
    }
    if known.iter().all(|(_, value)| value == &first.1) {
        return Fit::Never;
    }
    match fraction(*first, *second, *third) {
        Some(fraction)
            if rest
                .iter()
                .all(|point| fraction.meets(*point) == Some(true)) =>
        {
            fraction.root().map_or(Fit::Never, Fit::At)
        }
        _ => Fit::Unsolved,
    }
}

/// (a·u + b) / (c·u + 1), where u counts from the first sample.
struct Fraction {
    origin: Number,
    a: Number,
    b: Number,
    c: Number,
}

type Point<'p> = (&'p Number, &'p Number);

fn fraction(first: Point<'_>, second: Point<'_>, third: Point<'_>) -> Option<Fraction> {
    let slope = |point: Point<'_>| {
        let rise = point.1.checked_sub(first.1)?;
        rise.checked_div(&point.0.checked_sub(first.0)?)
    };
    let (left, right) = (slope(second)?, slope(third)?);
    let c = left
        .checked_sub(&right)?
        .checked_div(&third.1.checked_sub(second.1)?)?;
    let a = left.checked_add(&second.1.checked_mul(&c)?)?;
    Some(Fraction {
        origin: first.0.clone(),
        a,
        b: first.1.clone(),
        c,
    })
}

impl Fraction {
    fn meets(&self, (at, value): Point<'_>) -> Option<bool> {
        let u = at.checked_sub(&self.origin)?;
        let above = self.a.checked_mul(&u)?.checked_add(&self.b)?;
        let below = self.c.checked_mul(&u)?.checked_add(&Number::one())?;
        Some(above == value.checked_mul(&below)?)
    }

    fn root(&self) -> Option<Number> {
        let u = self.b.neg().checked_div(&self.a)?;
        u.checked_add(&self.origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).expect(text)
    }

    fn points(switches: &[fn(&Number) -> Option<Number>]) -> (Vec<String>, bool) {
        let found = crossings(&Range::default(), BTreeSet::new(), |x| {
            switches.iter().map(|switch| switch(x)).collect()
        });
        let points = found.points.iter().map(Number::to_text).collect();
        (points, found.complete)
    }

    #[test]
    fn solves_bounds_shares_and_sums() {
        let bound = |x: &Number| x.checked_sub(&number("80"));
        assert_eq!(points(&[bound]), (vec!["80".to_owned()], true));
        // x as a share of 40 and of itself plus 10, each against 90 %.
        let share = |x: &Number| {
            let share = x.checked_mul(&number("100"))?.checked_div(&number("40"))?;
            share.checked_sub(&number("90"))
        };
        assert_eq!(points(&[share]), (vec!["36".to_owned()], true));
        let of_all = |x: &Number| {
            let all = x.checked_add(&number("10"))?;
            let share = x.checked_mul(&number("100"))?.checked_div(&all)?;
            share.checked_sub(&number("90"))
        };
        let base = |x: &Number| x.checked_add(&number("10"));
        let (found, _) = points(&[of_all, base]);
        assert_eq!(found, ["-10", "90"]);
    }

    #[test]
    fn an_inner_switch_splits_what_an_outer_one_does() {
        // Up to 5 nothing is counted, from there on the number itself: it passes 7 at 7.
        let inner = |x: &Number| x.checked_sub(&number("5"));
        let outer = |x: &Number| {
            let counted = if *x > number("5") {
                x.clone()
            } else {
                Number::zero()
            };
            counted.checked_sub(&number("7"))
        };
        assert_eq!(
            points(&[outer, inner]),
            (vec!["5".to_owned(), "7".to_owned()], true)
        );
    }

    #[test]
    fn says_what_it_cannot_solve() {
        let square = |x: &Number| x.checked_mul(x)?.checked_sub(&number("9"));
        assert!(!points(&[square]).1);
        let none = |_: &Number| None;
        assert_eq!(points(&[none]), (Vec::new(), true));
    }
}
