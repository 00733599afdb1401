//! What a test says: the integers in cells against the integers in tests.

use super::prepared::DueNow;
use super::{At, Deciding};
use crate::arena::Id;
use crate::eval::logic::Truth;
use crate::facts::Width;
use crate::ids::TargetId;
use crate::model::{CompareOp, StatusTest};
use crate::program::Cell;
use crate::program::flat::{Condition, Node, Origin, PartBound, Place, Run, Test};

/// What a test says by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Yes,
    No,
    Unknown,
    /// Its operation has to be asked.
    Ask,
}

impl Says {
    #[inline]
    fn of(truth: bool) -> Self {
        if truth { Self::Yes } else { Self::No }
    }

    #[inline]
    fn known(truth: Truth) -> Self {
        truth.map_or(Self::Unknown, Self::of)
    }
}

impl<W: Width> Deciding<'_, W> {
    /// Whether a condition holds.
    #[inline]
    pub(super) fn begun(&self, condition: Condition, at: &At<'_, W>) -> Truth {
        match condition {
            Condition::All(run) => self.all(run, at),
            Condition::Any(run) => self.any(run, at),
            Condition::Holds => Some(true),
        }
    }

    /// Whether a test holds.
    pub(super) fn truth(&self, (test, origin): Node, at: &At<'_, W>) -> Truth {
        match self.says(&test, at) {
            Says::Yes => Some(true),
            Says::No => Some(false),
            Says::Unknown => None,
            Says::Ask => self.ask(Some(origin), at),
        }
    }

    /// What a test says: the common ones here, so that a run of them is one loop.
    #[inline(always)]
    fn says(&self, test: &Test, at: &At<'_, W>) -> Says {
        match *test {
            Test::Given(run) => self.given(run, at),
            _ => self.compares(test, at),
        }
    }

    /// What a test says that is one comparison.
    #[inline(always)]
    fn compares(&self, test: &Test, at: &At<'_, W>) -> Says {
        match *test {
            Test::Less(place, bound) => compared(place, at, |value| value < bound),
            Test::AtLeast(place, bound) => compared(place, at, |value| value >= bound),
            // Only numbers below 64 are told by sets.
            Test::OneOf(place, set) => compared(place, at, |value| set >> (value & 63) & 1 == 1),
            Test::Equal(place, wanted) => exactly(place, at, |value| value == wanted),
            Test::Unequal(place, wanted) => exactly(place, at, |value| value != wanted),
            Test::Part(part, whole, bound) => self.part(part, whole, bound, at),
            _ => self.says_rarely(*test, at),
        }
    }

    #[inline(never)]
    fn says_rarely(&self, test: Test, at: &At<'_, W>) -> Says {
        let flat = &self.program.flat;
        match test {
            Test::Or(run) => Says::known(self.any(run, at)),
            Test::And(run) => Says::known(self.all(run, at)),
            Test::Always(truth) => Says::of(truth),
            Test::Once(place, truth) => compared(place, at, |_| truth),
            Test::Places(op, left, right) => places(op, left, right, at),
            Test::Not(inner) => {
                let inner = flat.node(inner).and_then(|node| self.truth(node, at));
                Says::known(inner.map(|truth| !truth))
            }
            Test::Around(level, inner) => {
                let around = self.facts.enclosing(at.unit, level);
                let around = around.and_then(|unit| self.facts.unit(unit));
                let truth = around.zip(flat.node(inner)).and_then(|(around, node)| {
                    let [_, record] = at.cells;
                    let cells = [self.from(around.base), record];
                    self.truth(node, &At { cells, ..*at })
                });
                Says::known(truth)
            }
            Test::Many(many) => {
                let many = flat.many.get(many as usize);
                Says::known(many.and_then(|many| self.many(many, at)))
            }
            Test::Status(test) => self.has_status(test, at),
            Test::Determined(asked) => {
                let asked = flat.asked.get(asked as usize);
                Says::known(asked.and_then(|asked| self.determined(*asked, at)))
            }
            _ => Says::Ask,
        }
    }

    #[inline]
    fn part(&self, part: Place, whole: Place, bound: u32, at: &At<'_, W>) -> Says {
        let (part, whole) = (cell(part, at), cell(whole, at));
        let (Some(part), Some(whole)) = (part.value(), whole.value()) else {
            return match part == Cell::UNKNOWN || whole == Cell::UNKNOWN {
                true => Says::Unknown,
                false => Says::Ask,
            };
        };
        match self.program.flat.parts.get(bound as usize) {
            Some(bound) => Says::known(ratio(bound, part, whole)),
            None => Says::Ask,
        }
    }

    #[inline]
    fn any(&self, run: Run, at: &At<'_, W>) -> Truth {
        let flat = &self.program.flat;
        let mut truth = Some(false);
        for (index, test) in flat.run(run).iter().enumerate() {
            let says = match self.says(test, at) {
                Says::Ask => Says::known(self.ask(flat.origins(run).get(index).copied(), at)),
                says => says,
            };
            match says {
                Says::Yes => return Some(true),
                Says::No => {}
                _ => truth = None,
            }
        }
        truth
    }

    #[inline]
    fn all(&self, run: Run, at: &At<'_, W>) -> Truth {
        let flat = &self.program.flat;
        let mut truth = Some(true);
        for (index, test) in flat.run(run).iter().enumerate() {
            let says = match self.says(test, at) {
                Says::Ask => Says::known(self.ask(flat.origins(run).get(index).copied(), at)),
                says => says,
            };
            match says {
                Says::No => return Some(false),
                Says::Yes => {}
                _ => truth = None,
            }
        }
        truth
    }

    /// The second of two, once the first is true; while that is unknown, so is the whole.
    #[inline(always)]
    fn given(&self, run: Run, at: &At<'_, W>) -> Says {
        let [first, second] = self.program.flat.run(run) else {
            return Says::Unknown;
        };
        let says = match self.compares(first, at) {
            Says::Yes => self.compares(second, at),
            says => says,
        };
        match says {
            Says::Ask => Says::known(self.given_asked(run, at)),
            says => says,
        }
    }

    #[cold]
    #[inline(never)]
    fn given_asked(&self, run: Run, at: &At<'_, W>) -> Truth {
        let flat = &self.program.flat;
        let ([first, second], [of_first, of_second]) = (flat.run(run), flat.origins(run)) else {
            return None;
        };
        match self.truth((*first, *of_first), at) {
            Some(true) => self.truth((*second, *of_second), at),
            truth => truth,
        }
    }

    fn has_status(&self, test: StatusTest, at: &At<'_, W>) -> Says {
        let crate::program::flat::What::Target(target) = at.what else {
            return Says::Ask;
        };
        Says::known(self.target(target, at).map(|met| match (test, met) {
            (StatusTest::Breached, Some(met)) => !met,
            (StatusTest::Met, Some(met)) => met,
            _ => false,
        }))
    }

    /// Whether a target is met at a unit; `Some(None)` where it does not apply or is not due.
    pub(super) fn target(&self, target: TargetId, at: &At<'_, W>) -> Option<Option<bool>> {
        let tests = self.program.flat.targets.get(target.index())?;
        if tests.slow {
            return self.machine().target_met(target, at.unit);
        }
        let due = self.prepared.dues.get(tests.due as usize)?;
        if *due == DueNow::BeforeEffect {
            return Some(None);
        }
        match self.begun(tests.given, at) {
            Some(false) => Some(None),
            // What is missing may be nothing at all: only the needs tell.
            None if *due == DueNow::NotYet => self.machine().target_met(target, at.unit),
            None => None,
            Some(true) if *due == DueNow::NotYet => Some(None),
            Some(true) => self.begun(tests.require, at).map(Some),
        }
    }

    /// Asks the operation that a test came from.
    #[cold]
    #[inline(never)]
    fn ask(&self, origin: Option<Origin>, at: &At<'_, W>) -> Truth {
        let origin = origin.filter(|origin| *origin != Origin::NONE)?;
        let machine = self.machine();
        let truth = machine.truth(origin.op, self.frame(at))?;
        Some(truth != origin.negated)
    }
}

#[inline(always)]
fn cell<W: Width>(place: Place, at: &At<'_, W>) -> Cell {
    let [unit, record] = &at.cells;
    let cells = if place.of_record() == 0 { unit } else { record };
    let cell = cells.get(place.slot() as usize);
    cell.map_or(Cell::UNKNOWN, |cell| cell.widened())
}

/// A comparison by order: a value aside may be on either side.
#[inline(always)]
fn compared<W: Width>(place: Place, at: &At<'_, W>, holds: impl FnOnce(i64) -> bool) -> Says {
    let cell = cell(place, at);
    match cell.value() {
        Some(value) => Says::of(holds(value)),
        None if cell == Cell::UNKNOWN => Says::Unknown,
        None => Says::Ask,
    }
}

/// A comparison for equality: a value aside equals none that a cell holds by itself.
#[inline(always)]
fn exactly<W: Width>(place: Place, at: &At<'_, W>, holds: impl FnOnce(i64) -> bool) -> Says {
    let cell = cell(place, at);
    match cell.value() {
        Some(value) => Says::of(holds(value)),
        None if cell == Cell::UNKNOWN => Says::Unknown,
        // The least number is none that a test names.
        None => Says::of(holds(i64::MIN)),
    }
}

fn places<W: Width>(op: CompareOp, left: Place, right: Place, at: &At<'_, W>) -> Says {
    let (left, right) = (cell(left, at), cell(right, at));
    match (left.value(), right.value()) {
        (Some(left), Some(right)) => Says::of(compare(op, &left, &right)),
        _ if left == Cell::UNKNOWN || right == Cell::UNKNOWN => Says::Unknown,
        _ => Says::Ask,
    }
}

#[inline]
fn compare<T: Ord>(op: CompareOp, left: &T, right: &T) -> bool {
    match op {
        CompareOp::Less => left < right,
        CompareOp::AtMost => left <= right,
        CompareOp::Equal => left == right,
        CompareOp::NotEqual => left != right,
        CompareOp::AtLeast => left >= right,
        CompareOp::More => left > right,
    }
}

/// A part of a whole against a bound, with both sides multiplied by the whole. Of nothing there is no part, and a
/// share is one of more than nothing.
#[inline]
pub(super) fn ratio(bound: &PartBound, part: i64, whole: i64) -> Truth {
    if whole <= 0 && (whole == 0 || bound.share) {
        return None;
    }
    let short = (
        part.checked_mul(bound.times),
        whole.checked_mul(bound.bound),
    );
    if let (Some(left), Some(right), true) = (short.0, short.1, whole > 0) {
        return Some(compare(bound.op, &left, &right));
    }
    let left = i128::from(part) * i128::from(bound.times);
    let right = i128::from(whole) * i128::from(bound.bound);
    Some(match whole > 0 {
        true => compare(bound.op, &left, &right),
        false => compare(bound.op, &right, &left),
    })
}
