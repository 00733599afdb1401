//! What editors and supervisors ask of a policy beside its results: is every clause encoded, who holds what, and do
//! its scenarios come out as expected.
//!
//! Each answer is a function of a compiled policy and gives plain data; a renderer writes it for people. Nothing
//! here touches a file.

mod conditions;
mod coverage;
mod declarations;
mod declared;
mod diff;
mod forms;
mod ledger;
mod lint;
mod matrix;
mod mutation;
mod scenarios;
mod trial;

pub use coverage::{
    ClauseCoverage, ConditionCoverage, CoverageTotals, InDeclaration, ScenarioCoverage,
    ThresholdCoverage, TriggerCoverage,
};
pub use declarations::DeclarationKind;
pub use declared::Declared;
pub use diff::{
    BoundAt, BoundEffect, ChangeDetail, ChangeEffect, ChangeEffectError, ChangeEffects,
    ChangeState, ChangedOutcome, ClauseChanges, OutcomeStanding, PolicyChange, PolicyDiff,
    PolicyVersion,
};
#[cfg(feature = "xlsx")]
pub use forms::FormError;
pub use forms::FormOptions;
pub use ledger::{
    ClauseState, Coverage, Ledger, LedgerClause, LedgerDeclaration, LedgerTotals, Share,
};
pub use lint::{Allowed, Fixed};
pub use matrix::{
    Bound, DueRow, DutyRow, Matrix, MatrixOrgan, MatterHolder, MatterRow, OfficeRow, OtherHolder,
    ProhibitionRow, ReportRow, Requirement, TargetRow, TriggerRow, UnknownOrgan, Way,
};
pub use mutation::{
    Change as MutationChange, ChangeTotals, MutationOptions, MutationReport,
    Skeleton as ScenarioSkeleton, Survivor,
};
pub use scenarios::{
    ExpectationFailure, ListedScenario, ScenarioOptions, ScenarioOutcome, ScenarioReport,
    ScenarioResult, ScenarioRun, ScenarioRuns, ScenarioTotals,
};
pub use trial::Trial;
