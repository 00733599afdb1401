//! Values that facts hold and expressions yield. Quantities are in base units of their dimension.

use std::sync::Arc;

use crate::calendar::{Date, Duration};
use crate::ids::MatterId;
use crate::number::Number;

/// A known value. What is not known is an `Option` or a third truth value around it, never a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// True or false.
    Truth(bool),
    /// A number, in base units.
    Number(Number),
    /// A date.
    Date(Date),
    /// A calendar span.
    Span(Duration),
    /// A text.
    Text(Arc<str>),
    /// The position of a value in its enumeration.
    Enumerated(u16),
    /// A matter.
    Matter(MatterId),
    /// A unit, by its number in the facts.
    Unit(u32),
    /// An actor, by its number in the facts.
    Actor(u32),
    /// A record, by its number in the facts.
    Record(u32),
}
