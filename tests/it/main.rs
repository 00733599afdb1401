//! The tests of the whole: from policy texts and facts to what a user sees.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and reads its fixtures from disk"
)]

mod api;
mod architecture;
mod assessment;
#[cfg(feature = "terminal")]
mod bad_facts;
#[cfg(feature = "terminal")]
mod bad_policies;
mod batch;
mod builder;
mod case;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "terminal")]
mod codes;
#[cfg(feature = "cli")]
mod console;
mod corpus;
mod coverage;
mod decided;
mod diff;
#[cfg(feature = "cli")]
mod diff_tool;
#[cfg(feature = "terminal")]
mod expectations;
mod format;
mod forms;
#[cfg(feature = "cli")]
mod guide;
mod inventory;
mod kongtong;
#[cfg(feature = "terminal")]
mod languages;
mod ledger;
#[cfg(feature = "cli")]
mod limits;
mod lint;
mod matrix;
mod meaning;
mod mutation;
#[cfg(feature = "cli")]
mod ndjson;
mod necessity;
mod outcome;
#[cfg(feature = "terminal")]
mod properties;
mod record;
#[cfg(feature = "terminal")]
mod sarif;
mod scenarios;
mod schemas;
mod shipped;
#[cfg(feature = "terminal")]
mod wording;
