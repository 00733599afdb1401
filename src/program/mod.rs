//! The compiled regulation: slots for facts, flat code for conditions. Names end here.
//!
//! Passes: lay out the facts, lower every expression of the model into one arena of operations, look up which duties
//! reach which matters, then put what decides into flat tests.

pub mod flat;
mod layout;
mod lower;
mod op;
mod packing;
mod parts;
mod reaching;

pub use layout::{Layout, LevelLayout};
pub use lower::compile;
pub use op::{AggregateOp, Code, Named, Op, OpId, Operands, Quantified};
pub use packing::{Cell, Packing, packed_date, unpacked_date};
pub use parts::{BranchCode, ConsequenceCode, DutyCode, ProhibitionCode, TargetCode};
pub use reaching::{Reached, Reaching, own_matters};

use crate::arena::Arena;
use crate::ids::{
    CommendationId, ConsequenceId, DutyId, MetricId, ProhibitionId, ReportId, TargetId, TriggerId,
};

/// A compiled regulation.
#[derive(Debug, Clone)]
pub struct Program {
    /// Where the facts keep what.
    pub layout: Layout,
    /// All operations.
    pub code: Code,
    /// Formulas of derived metrics.
    pub formulas: Vec<Option<OpId>>,
    /// Targets.
    pub targets: Arena<TargetId, TargetCode>,
    /// Prohibitions.
    pub prohibitions: Arena<ProhibitionId, ProhibitionCode>,
    /// When each report applies.
    pub reports: Arena<ReportId, Option<OpId>>,
    /// Duties.
    pub duties: Arena<DutyId, DutyCode>,
    /// Branches of triggers.
    pub triggers: Arena<TriggerId, Vec<BranchCode>>,
    /// Branches of commendations.
    pub commendations: Arena<CommendationId, Vec<BranchCode>>,
    /// Consequences.
    pub consequences: Arena<ConsequenceId, ConsequenceCode>,
    /// Which duties reach which matters.
    pub reaching: Reaching,
    /// The tests that decide.
    pub flat: flat::Flat,
}

impl Program {
    /// The formula of a derived metric.
    pub fn formula(&self, metric: MetricId) -> Option<OpId> {
        use crate::arena::Id;
        self.formulas.get(metric.index()).copied().flatten()
    }
}
