//! From the tree to the model: names, types and units, clauses and quotations.

pub(crate) mod digest;
pub(crate) mod text;
