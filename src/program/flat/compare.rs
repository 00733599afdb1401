//! Comparisons as tests of integers: constants become counts of the same parts as the slots they meet.

use super::lower::{Lowering, Seen, number};
use super::{Ask, Condition, Many, Node, Origin, PartBound, Place, Test, What};
use crate::arena::Id;
use crate::ids::{LevelId, MatterId, MetricId};
use crate::model::{Aggregate, ArithmeticOp, CompareOp, MetricPlace, When};
use crate::number::Number;
use crate::program::{AggregateOp, Cell, Op, OpId, Packing, packed_date};
use crate::types::Type;
use crate::value::Value;

/// A side of a comparison.
enum Side<'a> {
    Constant(&'a Value),
    Slot(Place, Packing),
    Part(ArithmeticOp, (Place, Packing), (Place, Packing)),
    Count(&'a AggregateOp),
}

/// A side, and the level whose unit it is read at, where that is not the unit itself.
struct At<'a> {
    side: Side<'a>,
    around: Option<LevelId>,
}

/// The most members of a set that is one word.
const WORD: usize = 64;

impl<'a> Lowering<'a> {
    /// A comparison, a membership, or a slot that holds a truth value.
    pub(super) fn compared(&mut self, id: OpId, seen: Seen, origin: Origin) -> Node {
        let code = self.code;
        let test = match code.op(id) {
            Op::Compare(op, left, right) => self.comparison(*op, (*left, *right), seen, origin),
            Op::OneOf(left, options) => {
                let options: Vec<OpId> = code.operands(options).to_vec();
                self.one_of(*left, &options, seen, origin)
            }
            Op::MatterWithin(left, matter) => self.matter_within(*left, *matter, seen),
            _ => match self.side(id, seen) {
                Some(At {
                    side: Side::Slot(place, Packing::Truth),
                    around,
                }) => Some(self.at(around, Test::Equal(place, 1), origin)),
                _ => None,
            },
        };
        match test {
            Some(test) => (test, origin),
            None => self.slow(origin),
        }
    }

    fn comparison(
        &mut self,
        op: CompareOp,
        (left, right): (OpId, OpId),
        seen: Seen,
        origin: Origin,
    ) -> Option<Test> {
        let (l, r) = (self.side(left, seen)?, self.side(right, seen)?);
        let around = l.around.or(r.around);
        let same = |at: &At<'_>| at.around == around || matches!(at.side, Side::Constant(_));
        if !same(&l) || !same(&r) {
            return None;
        }
        let test = match (l.side, r.side) {
            (Side::Slot(place, packing), Side::Constant(value)) => {
                against(place, packing, op, value)?
            }
            (Side::Constant(value), Side::Slot(place, packing)) => {
                against(place, packing, turned(op), value)?
            }
            (Side::Slot(one, packing), Side::Slot(other, same))
                if packing == same && ordered(packing, op) =>
            {
                Test::Places(op, one, other)
            }
            (Side::Part(of, part, whole), Side::Constant(Value::Number(bound))) => {
                self.part(of, part, whole, op, bound)?
            }
            (Side::Constant(Value::Number(bound)), Side::Part(of, part, whole)) => {
                self.part(of, part, whole, turned(op), bound)?
            }
            (Side::Count(count), Side::Constant(Value::Number(bound))) => {
                self.counted(count, op, bound)?
            }
            (Side::Constant(Value::Number(bound)), Side::Count(count)) => {
                self.counted(count, turned(op), bound)?
            }
            _ => return None,
        };
        Some(self.at(around, test, origin))
    }

    /// A test read at the unit of a level around.
    fn at(&mut self, around: Option<LevelId>, test: Test, origin: Origin) -> Test {
        match around {
            Some(level) => Test::Around(level, self.one((test, origin))),
            None => test,
        }
    }

    fn side(&self, id: OpId, seen: Seen) -> Option<At<'a>> {
        let here = |side| Some(At { side, around: None });
        match self.code.op(id) {
            Op::Constant(value) => here(Side::Constant(value)),
            Op::Shared(inner) => self.side(*inner, seen),
            Op::Metric(metric, place) => self.metric(*metric, *place, seen),
            Op::It => match seen.what {
                What::Metric(metric) => {
                    let here = MetricPlace {
                        level: None,
                        when: When::Now,
                    };
                    self.metric(metric, here, seen)
                }
                _ => None,
            },
            Op::Field(_, position) => {
                let packing = self.layout.field(seen.record?, *position)?;
                here(Side::Slot(Place::record(*position)?, packing))
            }
            Op::Plan(target) => {
                let slots = self.layout.level(seen.level?)?;
                let slot = slots.plan(*target)?;
                here(Side::Slot(Place::unit(slot)?, slots.packing(slot)?))
            }
            Op::Arithmetic(op @ (ArithmeticOp::ShareOf | ArithmeticOp::Divide), part, whole) => {
                let (part, whole) = (self.side(*part, seen)?, self.side(*whole, seen)?);
                match (part.side, whole.side) {
                    (Side::Slot(part_at, one), Side::Slot(whole_at, other))
                        if part.around == whole.around =>
                    {
                        Some(At {
                            side: Side::Part(*op, (part_at, one), (whole_at, other)),
                            around: part.around,
                        })
                    }
                    _ => None,
                }
            }
            Op::Aggregate(aggregate) if aggregate.aggregate == Aggregate::Count => {
                here(Side::Count(aggregate))
            }
            _ => None,
        }
    }

    fn metric(&self, metric: MetricId, place: MetricPlace, seen: Seen) -> Option<At<'a>> {
        if place.when != When::Now {
            return None;
        }
        let around = place.level.filter(|level| Some(*level) != seen.level);
        let level = around.or(seen.level)?;
        if let Some(formula) = self.program.formula(metric) {
            let inner = self.side(formula, Seen::of_unit(level))?;
            return match (inner.around, around) {
                (None, around) => Some(At { around, ..inner }),
                (around, None) => Some(At { around, ..inner }),
                _ => None,
            };
        }
        let slots = self.layout.level(level)?;
        let slot = slots.metric(metric)?;
        Some(At {
            side: Side::Slot(Place::unit(slot)?, slots.packing(slot)?),
            around,
        })
    }

    fn one_of(&mut self, left: OpId, options: &[OpId], seen: Seen, origin: Origin) -> Option<Test> {
        let At {
            side: Side::Slot(place, packing),
            around,
        } = self.side(left, seen)?
        else {
            return None;
        };
        let values: Option<Vec<&Value>> = options
            .iter()
            .map(|option| match self.side(*option, seen)?.side {
                Side::Constant(value) => Some(value),
                _ => None,
            })
            .collect();
        let values = values?;
        let test = if packing == Packing::Enumerated && self.is_word(left) {
            let bit = |value: &&Value| match value {
                Value::Enumerated(at) => 1_u64.checked_shl(u32::from(*at)),
                _ => None,
            };
            let bits: Option<Vec<u64>> = values.iter().map(bit).collect();
            Test::OneOf(place, bits?.into_iter().fold(0, |set, bit| set | bit))
        } else {
            let equal = |value: &&Value| against(place, packing, CompareOp::Equal, value);
            let tests: Option<Vec<Test>> = values.iter().map(equal).collect();
            let nodes: Vec<Node> = tests?.into_iter().map(|test| (test, origin)).collect();
            // An option has no operation of its own that could be asked whether it is the one.
            let known = |(test, _): &Node| matches!(test, Test::Equal(..));
            match nodes.iter().all(known) {
                true => self.any(nodes, origin).0,
                false => return None,
            }
        };
        Some(self.at(around, test, origin))
    }

    /// The slot of the unit that holds a number by itself.
    pub(super) fn number_slot(&self, id: OpId, seen: Seen) -> Option<Place> {
        match self.side(id, seen)? {
            At {
                side: Side::Slot(place, Packing::Number { .. }),
                around: None,
            } => Some(place),
            _ => None,
        }
    }

    /// Whether the values of an expression fit into a set of one word.
    fn is_word(&self, id: OpId) -> bool {
        match &self.code.origin(id).ty {
            Type::Enumeration(id) => self.model.enumerations[*id].values.len() <= WORD,
            _ => false,
        }
    }

    fn matter_within(&mut self, left: OpId, outer: MatterId, seen: Seen) -> Option<Test> {
        let At {
            side: Side::Slot(place, Packing::Matter),
            around: None,
        } = self.side(left, seen)?
        else {
            return None;
        };
        if self.model.matters.len() > WORD {
            return None;
        }
        let parent = |matter: &MatterId| self.model.matters[*matter].parent;
        let inside = self.model.matters.ids().filter(|matter| {
            std::iter::successors(Some(*matter), parent).any(|around| around == outer)
        });
        let set = inside.fold(0, |set, matter| set | 1_u64 << matter.index());
        Some(Test::OneOf(place, set))
    }

    fn part(
        &mut self,
        of: ArithmeticOp,
        (part, one): (Place, Packing),
        (whole, other): (Place, Packing),
        op: CompareOp,
        bound: &Number,
    ) -> Option<Test> {
        let (Packing::Number { per: one }, Packing::Number { per: other }) = (one, other) else {
            return None;
        };
        let (num, den) = bound.fraction()?;
        let share = of == ArithmeticOp::ShareOf;
        // Both sides times the whole, and times the parts in which either is counted.
        let (times, bound) = match share {
            true if one == other => (100_i64.checked_mul(den)?, num),
            true => return None,
            false => (den.checked_mul(other)?, num.checked_mul(one)?),
        };
        let index = number(self.flat.parts.len());
        self.flat.parts.push(PartBound {
            op,
            times,
            bound,
            share,
        });
        Some(Test::Part(part, whole, index))
    }

    /// The bound of the opposite comparison.
    pub(super) fn opposite_bound(&mut self, index: u32) -> Option<u32> {
        let bound = *self.flat.parts.get(index as usize)?;
        let opposite_index = number(self.flat.parts.len());
        self.flat.parts.push(PartBound {
            op: opposite(bound.op),
            ..bound
        });
        Some(opposite_index)
    }

    fn counted(&mut self, count: &AggregateOp, op: CompareOp, bound: &Number) -> Option<Test> {
        let scaled = bound.among(1);
        if scaled.beyond.is_some() {
            return None;
        }
        let next = scaled.floor.checked_add(1)?;
        let least = if scaled.exact { scaled.floor } else { next };
        let (below, negated) = match op {
            CompareOp::Less => (least, false),
            CompareOp::AtMost => (next, false),
            CompareOp::AtLeast => (least, true),
            CompareOp::More => (next, true),
            CompareOp::Equal | CompareOp::NotEqual => return None,
        };
        let (domain, inner) = self.ranged(&count.domain)?;
        let filter = self.perhaps(count.filter, inner);
        Some(self.many(Many {
            domain,
            inside: count.domain.subordinate,
            filter,
            satisfy: Condition::Holds,
            ask: Ask::Below(below, negated),
        }))
    }
}

/// A slot against a constant.
fn against(place: Place, packing: Packing, op: CompareOp, value: &Value) -> Option<Test> {
    if let (Packing::Number { per }, Value::Number(number)) = (packing, value) {
        let among = number.among(per);
        return match among.beyond {
            Some(above) => Some(beyond(place, op, above)),
            None if among.exact => whole(place, op, among.floor),
            // Between two counts: more than the lower is as much as the upper.
            None => match op {
                CompareOp::Less | CompareOp::AtMost => whole(place, CompareOp::AtMost, among.floor),
                CompareOp::AtLeast | CompareOp::More => whole(place, CompareOp::More, among.floor),
                CompareOp::Equal => Some(Test::Once(place, false)),
                CompareOp::NotEqual => Some(Test::Once(place, true)),
            },
        };
    }
    let packed = match (packing, value) {
        (Packing::Date, Value::Date(date)) => packed_date(*date),
        (Packing::Enumerated, Value::Enumerated(at)) => i64::from(*at),
        (Packing::Truth, Value::Truth(truth)) => i64::from(*truth),
        (Packing::Matter, Value::Matter(matter)) => i64::try_from(matter.index()).ok()?,
        _ => return None,
    };
    ordered(packing, op).then(|| whole(place, op, packed))?
}

/// A slot against a number of its own kind.
fn whole(place: Place, op: CompareOp, value: i64) -> Option<Test> {
    // Where a cell cannot hold the value by itself, one that is equal lies aside.
    Cell::of(value)?;
    let next = value.checked_add(1);
    Some(match (op, next) {
        (CompareOp::Less, _) => Test::Less(place, value),
        (CompareOp::AtLeast, _) => Test::AtLeast(place, value),
        (CompareOp::AtMost, Some(next)) => Test::Less(place, next),
        (CompareOp::More, Some(next)) => Test::AtLeast(place, next),
        (CompareOp::AtMost, None) => Test::Once(place, true),
        (CompareOp::More, None) => Test::Once(place, false),
        (CompareOp::Equal, _) => Test::Equal(place, value),
        (CompareOp::NotEqual, _) => Test::Unequal(place, value),
    })
}

/// A slot against a number above, or below, all that a cell holds by itself.
fn beyond(place: Place, op: CompareOp, above: bool) -> Test {
    Test::Once(
        place,
        match op {
            CompareOp::Less | CompareOp::AtMost => above,
            CompareOp::AtLeast | CompareOp::More => !above,
            CompareOp::Equal => false,
            CompareOp::NotEqual => true,
        },
    )
}

/// Whether values of a packing compare in this way.
fn ordered(packing: Packing, op: CompareOp) -> bool {
    match packing {
        Packing::Number { .. } | Packing::Date | Packing::Enumerated => true,
        Packing::Text | Packing::Aside => false,
        _ => matches!(op, CompareOp::Equal | CompareOp::NotEqual),
    }
}

/// The comparison with its sides changed.
fn turned(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Less => CompareOp::More,
        CompareOp::AtMost => CompareOp::AtLeast,
        CompareOp::AtLeast => CompareOp::AtMost,
        CompareOp::More => CompareOp::Less,
        CompareOp::Equal | CompareOp::NotEqual => op,
    }
}

/// The comparison that holds where this one does not.
pub(super) fn opposite(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Less => CompareOp::AtLeast,
        CompareOp::AtMost => CompareOp::More,
        CompareOp::AtLeast => CompareOp::Less,
        CompareOp::More => CompareOp::AtMost,
        CompareOp::Equal => CompareOp::NotEqual,
        CompareOp::NotEqual => CompareOp::Equal,
    }
}
