//! From the tree to the model: names, types and units, clauses and quotations.

mod citation;
pub(crate) mod digest;
pub(crate) mod text;
