//! The tests of the whole: from policy texts and facts to what a user sees.

mod architecture;
mod assessment;
#[cfg(feature = "terminal")]
mod bad_facts;
#[cfg(feature = "terminal")]
mod bad_policies;
mod case;
#[cfg(feature = "cli")]
mod cli;
mod ledger;
mod matrix;
mod meaning;
#[cfg(feature = "terminal")]
mod properties;
#[cfg(feature = "terminal")]
mod wording;
