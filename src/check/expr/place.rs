//! The place of an expression: what its names read.

use crate::model::{Context, LevelId, MetricId, RecordTypeId};

/// What the names of an expression read.
#[derive(Debug, Clone)]
pub(in crate::check) struct Place {
    /// The element.
    pub(in crate::check) element: Element,
    /// The levels at which the element's unit may stand; none where there is no unit.
    pub(in crate::check) levels: Vec<LevelId>,
}

/// The element that an expression is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum Element {
    /// A unit, or nothing but the policy itself.
    Unit,
    /// A record of a type.
    Record(RecordTypeId),
    /// One of these metrics at a unit.
    Metrics(Vec<MetricId>),
    /// A target, report or duty.
    Obligation,
    /// A prohibition.
    Prohibition,
}

impl Place {
    /// Neither element nor unit.
    pub(in crate::check) fn nowhere() -> Self {
        Self::units(Vec::new())
    }

    /// A unit of one of these levels.
    pub(in crate::check) fn units(levels: Vec<LevelId>) -> Self {
        Self {
            element: Element::Unit,
            levels,
        }
    }

    /// A record at a unit of one of these levels.
    pub(in crate::check) fn records(id: RecordTypeId, levels: Vec<LevelId>) -> Self {
        Self {
            element: Element::Record(id),
            levels,
        }
    }

    /// The record type, where the element is a record.
    pub(in crate::check) fn record(&self) -> Option<RecordTypeId> {
        match self.element {
            Element::Record(id) => Some(id),
            _ => None,
        }
    }

    /// Whether every unit of this place has what units of these levels have.
    pub(in crate::check) fn within(&self, levels: &[LevelId]) -> bool {
        !self.levels.is_empty() && self.levels.iter().all(|level| levels.contains(level))
    }

    /// Whether a definition or table over a context can be read here.
    pub(in crate::check) fn fits(&self, context: Context) -> bool {
        match context {
            Context::None => true,
            Context::Level(level) => self.within(&[level]),
            Context::Record(id) => self.record() == Some(id),
        }
    }
}
