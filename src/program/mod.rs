//! The compiled regulation: slots for facts, flat code for conditions. Names end here.
//!
//! Passes: lay out the facts, then lower every expression of the model into one arena of operations.

mod layout;

pub use layout::{Layout, LevelLayout};
