//! The tree of a policy file.

pub mod ast;
