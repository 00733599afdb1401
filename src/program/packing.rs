//! How a value is packed into eight bytes: one packing for each slot, chosen from the type declared.
//!
//! A quantity is a count of fixed parts of its base unit; one packing serves all slots of a dimension, so that
//! they compare as they are. What is not such a count goes to a side table, and the cell holds its place there.
//! Nothing is ever rounded.

use indexmap::IndexMap;

use crate::arena::Id;
use crate::calendar::Date;
use crate::ids::MatterId;
use crate::measure::Dimension;
use crate::model::Model;
use crate::number::Number;
use crate::types::Type;
use crate::value::Value;

/// The parts of a unit of measure that a count can tell of: four decimals.
const PARTS: i64 = 10_000;

/// The most parts of a base unit; more would leave too little room for large amounts.
const MOST_PARTS: i64 = 100_000_000;

/// A packed value, or the sign that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell(i64);

/// How the values of a slot are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// 0 or 1.
    Truth,
    /// So many parts of one base unit, counted.
    Number {
        /// How many parts make one base unit.
        per: i64,
    },
    /// Year, month and day in decimal places: 20170801.
    Date,
    /// The position in the enumeration.
    Enumerated,
    /// The number of a matter.
    Matter,
    /// The number of a unit in the facts.
    Unit,
    /// The number of an actor in the facts.
    Actor,
    /// The number of a record in the facts.
    Record,
    /// A place in the texts of the facts.
    Text,
    /// Always in the side table.
    Aside,
}

impl Cell {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self(i64::MIN);
    /// The least cell that holds its value by itself; those between are places in the side table.
    pub const LEAST: Self = Self(i64::MIN + (1 << 32));

    /// A value by itself, where it is none of the signs.
    pub fn of(value: i64) -> Option<Self> {
        (value >= Self::LEAST.0).then_some(Self(value))
    }

    /// A small value by itself.
    #[inline]
    pub fn small(value: i32) -> Self {
        Self(i64::from(value))
    }

    /// A place in the side table.
    pub fn aside(place: u32) -> Self {
        Self(Self::UNKNOWN.0 + 1 + i64::from(place.min(u32::MAX - 1)))
    }

    /// What the cell holds by itself.
    #[inline]
    pub fn value(self) -> Option<i64> {
        (self.0 >= Self::LEAST.0).then_some(self.0)
    }

    /// The place in the side table.
    pub fn place(self) -> Option<u32> {
        if self.0 >= Self::LEAST.0 {
            return None;
        }
        u32::try_from(self.0.checked_sub(Self::UNKNOWN.0 + 1)?).ok()
    }
}

impl Packing {
    /// The short form of a value; `None` for what goes to a side table, and for texts.
    pub fn pack(self, value: &Value) -> Option<Cell> {
        match (self, value) {
            (Self::Truth, Value::Truth(truth)) => Cell::of(i64::from(*truth)),
            (Self::Number { per }, Value::Number(number)) => Cell::of(number.scaled(per)?),
            (Self::Date, Value::Date(date)) => Cell::of(packed_date(*date)),
            (Self::Enumerated, Value::Enumerated(position)) => Cell::of(i64::from(*position)),
            (Self::Matter, Value::Matter(matter)) => Cell::of(i64::try_from(matter.index()).ok()?),
            (Self::Unit, Value::Unit(number))
            | (Self::Actor, Value::Actor(number))
            | (Self::Record, Value::Record(number)) => Cell::of(i64::from(*number)),
            _ => None,
        }
    }

    /// The value of a short form; `None` for texts and what is in the side table.
    pub fn unpack(self, cell: Cell) -> Option<Value> {
        let packed = cell.value()?;
        let number = || u32::try_from(packed).ok();
        Some(match self {
            Self::Truth => Value::Truth(packed != 0),
            Self::Number { per } => Value::Number(Number::from_scaled(packed, per)),
            Self::Date => Value::Date(unpacked_date(packed)?),
            Self::Enumerated => Value::Enumerated(u16::try_from(packed).ok()?),
            Self::Matter => Value::Matter(MatterId::from_index(usize::try_from(packed).ok()?)),
            Self::Unit => Value::Unit(number()?),
            Self::Actor => Value::Actor(number()?),
            Self::Record => Value::Record(number()?),
            Self::Text | Self::Aside => return None,
        })
    }
}

/// A date as a number whose order is that of the days.
pub fn packed_date(date: Date) -> i64 {
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    i64::from(date.year()) * 10_000 + month * 100 + day
}

/// The date of such a number.
pub fn unpacked_date(packed: i64) -> Option<Date> {
    let part = |part: i64| i8::try_from(part % 100).ok();
    let year = i16::try_from(packed / 10_000).ok()?;
    Date::new(year, part(packed / 100)?, part(packed)?)
}

/// The packings of a policy's slots.
pub struct Packings {
    finest: IndexMap<Dimension, i64>,
}

impl Packings {
    /// Looks at every unit of measure in which the policy declares a slot: four decimals in each shall be counted.
    pub fn new(model: &Model) -> Self {
        let metrics = model.metrics.values().map(|metric| metric.measure.as_ref());
        let fields = model.fields.values().map(|field| field.measure.as_ref());
        let plans = model
            .targets
            .values()
            .map(|target| target.plan.as_ref().and_then(|plan| plan.measure.as_ref()));
        let mut finest: IndexMap<Dimension, i64> = IndexMap::new();
        for measure in metrics.chain(fields).chain(plans).flatten() {
            let so_far = finest.entry(measure.dimension.clone()).or_insert(1);
            let parts = measure.factor.fraction().map_or(1, |(_, parts)| parts);
            let both = num_integer::lcm(i128::from(*so_far), i128::from(parts));
            *so_far = i64::try_from(both)
                .ok()
                .filter(|both| *both <= MOST_PARTS / PARTS)
                .unwrap_or(*so_far);
        }
        Self { finest }
    }

    /// The packing of a type.
    pub fn of(&self, ty: &Type) -> Packing {
        match ty {
            Type::Truth => Packing::Truth,
            Type::Quantity(dimension) => Packing::Number {
                per: self.finest.get(dimension).unwrap_or(&1) * PARTS,
            },
            Type::Date => Packing::Date,
            Type::Span => Packing::Aside,
            Type::Text => Packing::Text,
            Type::Enumeration(_) => Packing::Enumerated,
            Type::Matter => Packing::Matter,
            Type::Unit => Packing::Unit,
            Type::Actor => Packing::Actor,
            Type::Record => Packing::Record,
        }
    }
}
