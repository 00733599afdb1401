//! A value of the facts, with its source, a note and a date where there are any.

use super::Members;
use super::tree::Tree;
use crate::calendar::{Date, Period};

/// A value of the facts.
///
/// Made from a text (`"91%"`, `"5万元"`, a date, the name of something), from `true` or `false`, or from a
/// whole number in the unit that the policy declares. There is no binary fraction: write `"2.7%"`.
#[derive(Debug, Clone)]
pub struct FactValue {
    value: Tree,
    beside: Members,
}

impl FactValue {
    /// A person who acted.
    pub fn person(name: impl Into<String>) -> Self {
        Self::actor([("person", name.into())])
    }

    /// An organ that acted: the one at the record's unit or above it.
    pub fn organ(organ: impl Into<String>) -> Self {
        Self::actor([("organ", organ.into())])
    }

    /// The organ of a unit that acted.
    pub fn organ_at(organ: impl Into<String>, unit: impl Into<String>) -> Self {
        Self::actor([("organ", organ.into()), ("unit", unit.into())])
    }

    /// An office that acted, of the organ at the record's unit or above it.
    pub fn office(organ: impl Into<String>, office: impl Into<String>) -> Self {
        Self::actor([("organ", organ.into()), ("office", office.into())])
    }

    /// An office that acted, of the organ of a unit.
    pub fn office_at(
        organ: impl Into<String>,
        office: impl Into<String>,
        unit: impl Into<String>,
    ) -> Self {
        Self::actor([
            ("organ", organ.into()),
            ("office", office.into()),
            ("unit", unit.into()),
        ])
    }

    /// A number as written, in the unit that the policy declares.
    pub(crate) fn number(digits: impl Into<String>) -> Self {
        Self::from(Tree::Number(digits.into()))
    }

    /// Where the value comes from.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.beside.set("source", source.into());
        self
    }

    /// A note on the value.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.beside.set("note", note.into());
        self
    }

    /// The day that the value was taken, such as `2017-12-31`; after the as-of date it is not yet known.
    #[must_use]
    pub fn dated(mut self, date: impl Into<String>) -> Self {
        self.beside.set("date", date.into());
        self
    }

    /// The value, in an object when something is said beside it.
    pub(super) fn into_node(self) -> Tree {
        if self.beside.0.is_empty() {
            return self.value;
        }
        let mut wrapped = Members::default();
        wrapped.node("value", self.value);
        wrapped.0.extend(self.beside.0);
        wrapped.into_node()
    }

    fn actor<const N: usize>(parts: [(&str, String); N]) -> Self {
        let mut actor = Members::default();
        for (key, value) in parts {
            actor.set(key, value);
        }
        Self::from(actor.into_node())
    }
}

impl From<Tree> for FactValue {
    fn from(value: Tree) -> Self {
        Self {
            value,
            beside: Members::default(),
        }
    }
}

impl From<String> for FactValue {
    fn from(text: String) -> Self {
        Self::from(Tree::String(text))
    }
}

impl From<&str> for FactValue {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<bool> for FactValue {
    fn from(value: bool) -> Self {
        Self::from(Tree::Bool(value))
    }
}

impl From<i64> for FactValue {
    fn from(number: i64) -> Self {
        Self::from(Tree::Number(number.to_string()))
    }
}

impl From<i32> for FactValue {
    fn from(number: i32) -> Self {
        Self::from(i64::from(number))
    }
}

impl From<u32> for FactValue {
    fn from(number: u32) -> Self {
        Self::from(i64::from(number))
    }
}

impl From<Date> for FactValue {
    fn from(date: Date) -> Self {
        Self::from(date.to_string())
    }
}

impl From<Period> for FactValue {
    fn from(period: Period) -> Self {
        Self::from(period.to_string())
    }
}
