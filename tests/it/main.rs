//! The tests of the whole: from policy texts and facts to what a user sees.

mod architecture;
mod assessment;
#[cfg(feature = "terminal")]
mod bad_facts;
#[cfg(feature = "terminal")]
mod bad_policies;
mod builder;
mod case;
mod kongtong;
mod meaning;
mod outcome;
mod shipped;
#[cfg(feature = "terminal")]
mod wording;
