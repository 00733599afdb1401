//! Facts: from JSON or Rust values to typed slots, checked against the policy.
//!
//! Nothing is assumed: what is absent is unknown, what is not declared is an error.

mod store;

pub use store::{
    Actor, CellNote, Determination, Discharge, FactStore, Person, Record, RecordIndex, ReportMade,
    Subject, Unit, UnitIndex,
};
