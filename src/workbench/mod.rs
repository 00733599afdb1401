//! What editors and supervisors ask of a policy beside its results: is every clause encoded, and who holds what.
//!
//! Each answer is a function of a compiled policy and gives plain data; a renderer writes it for people. Nothing
//! here evaluates facts or touches a file.

mod declarations;
mod forms;
mod ledger;
mod matrix;

pub use declarations::DeclarationKind;
#[cfg(feature = "xlsx")]
pub use forms::FormError;
pub use forms::FormOptions;
pub use ledger::{
    ClauseState, Coverage, Ledger, LedgerClause, LedgerDeclaration, LedgerTotals, Share,
};
pub use matrix::{
    DueRow, DutyRow, Matrix, MatrixOrgan, MatterHolder, MatterRow, OfficeRow, OtherHolder,
    ProhibitionRow, ReportRow, TargetRow, TriggerRow, UnknownOrgan, Way,
};
