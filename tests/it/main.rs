//! The tests of the whole: from policy texts and facts to what a user sees.

mod architecture;
#[cfg(feature = "terminal")]
mod bad_facts;
#[cfg(feature = "terminal")]
mod bad_policies;
mod case;
mod meaning;
#[cfg(feature = "terminal")]
mod wording;
