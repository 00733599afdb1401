//! Facts: from JSON or Rust values to typed slots, checked against the policy.
//!
//! Nothing is assumed: what is absent is unknown, what is not declared is an error. Passes: the text or the
//! builder makes a document, `read` checks it and fills the store.

mod builder;
mod digest;
mod document;
mod keys;
mod limits;
mod read;
mod store;
#[cfg(test)]
mod testing;

pub use builder::{
    DeterminationBuilder, DischargeBuilder, FactValue, FactsBuilder, PersonBuilder, RecordBuilder,
    ReportBuilder, UnitBuilder,
};
pub use digest::digest;
pub use document::{Document, Tape};
pub use limits::FactLimits;
pub use read::{
    Compiled as FactPolicy, Desk, Forms as FactForms, Names as FactNames, key_step, read, read_json,
};
pub use store::{
    Actor, CellNote, CellSlice, Determination, Discharge, EMPTY_LIST, FactStore, NameAt, Person,
    Record, RecordIndex, ReportMade, Subject, Unit, UnitIndex, Width, unpacked_list,
};

/// The format of facts that this version reads.
pub const FORMAT: &str = "zeren.facts/1";
