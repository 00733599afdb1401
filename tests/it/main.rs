//! The tests of the whole: from policy texts and facts to what a user sees.

mod architecture;
mod assessment;
mod case;
