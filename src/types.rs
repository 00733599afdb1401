//! The types of the language; `check` gives one to every expression.

use crate::ids::EnumerationId;
use crate::measure::Dimension;

/// The type of an expression, metric, field or determination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// True or false.
    Truth,
    /// A number of some dimension; without one it is a plain number.
    Quantity(Dimension),
    /// A calendar date.
    Date,
    /// A length of time in months or years.
    Span,
    /// Free text.
    Text,
    /// A value of an enumeration.
    Enumeration(EnumerationId),
    /// A declared matter.
    Matter,
    /// A unit of the facts.
    Unit,
    /// A person, an office or an organ.
    Actor,
    /// A record.
    Record,
}

impl Type {
    /// The type of plain numbers.
    pub fn number() -> Self {
        Self::Quantity(Dimension::none())
    }
}
