//! The code of each declaration: where its conditions start.

use super::op::OpId;

/// A target's conditions.
#[derive(Debug, Clone, Copy)]
pub struct TargetCode {
    /// Which units.
    pub filter: Option<OpId>,
    /// When it applies.
    pub applies: Option<OpId>,
    /// What there must be some of.
    pub population: Option<OpId>,
    /// What is required.
    pub require: OpId,
}

/// A prohibition's conditions.
#[derive(Debug, Clone, Copy)]
pub struct ProhibitionCode {
    /// Which records count.
    pub filter: Option<OpId>,
    /// When it applies.
    pub applies: Option<OpId>,
}

/// A duty's conditions.
#[derive(Debug, Clone, Copy)]
pub struct DutyCode {
    /// When it applies.
    pub applies: Option<OpId>,
}

/// A branch's conditions.
#[derive(Debug, Clone, Copy)]
pub struct BranchCode {
    /// Which elements.
    pub filter: Option<OpId>,
    /// What makes one a cause.
    pub condition: Option<OpId>,
}

/// A consequence's condition.
#[derive(Debug, Clone, Copy)]
pub struct ConsequenceCode {
    /// The gate, where it is a condition.
    pub gate: Option<OpId>,
}
