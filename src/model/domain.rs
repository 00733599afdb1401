//! What branches, quantifiers and aggregates range over.

use super::{DutyId, LevelId, MetricId, ProhibitionId, RecordTypeId, ReportId, TargetId};
use crate::calendar::Duration;
use crate::source::Span;

/// A domain of elements.
#[derive(Debug, Clone)]
pub struct Domain {
    /// What kind of element.
    pub kind: DomainKind,
    /// In the units below as well as the unit itself.
    pub subordinate: bool,
    /// Where.
    pub span: Span,
}

/// The kinds of element.
#[derive(Debug, Clone)]
pub enum DomainKind {
    /// Records of a type, by their act's date.
    Records(RecordTypeId, Window),
    /// Units of a level below, or the unit itself.
    Units(LevelId),
    /// Targets, at each unit of their level.
    Targets(Vec<TargetId>),
    /// Prohibitions, at each unit of their records' levels.
    Prohibitions(Vec<ProhibitionId>),
    /// Reports, for each holder.
    Reports(Vec<ReportId>),
    /// Duties, for each holder.
    Duties(Vec<DutyId>),
    /// Metrics, at each unit of their levels.
    Metrics(Vec<MetricId>),
}

/// Which records, by their act's date; never after the as-of date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Window {
    /// In the period.
    Period,
    /// In this long up to the as-of date.
    Last(Duration),
    /// In this long before the period.
    Before(Duration),
    /// At any time.
    AnyTime,
}
