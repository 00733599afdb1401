//! A compiled regulation, with what results need of it to be written: shared by the policy and by every assessment
//! made under it.
//!
//! What only written results need is made when the first of them is written, and kept.

use std::panic::UnwindSafe;
use std::sync::{Arc, LazyLock, OnceLock};

use super::build::ClausesOf;
use crate::facts::{self, FactStore};
use crate::model::Model;
use crate::program::Program;
use crate::source::Sources;

/// A compiled regulation.
#[derive(Debug)]
pub struct Rules {
    /// The checked regulation.
    pub model: Model,
    /// Its compiled form.
    pub program: Program,
    /// The policy's texts.
    pub sources: Arc<Sources>,
    digest: LazyLock<String, DigestOf>,
    clauses: OnceLock<ClausesOf>,
}

/// Computes the digest of a policy's sources.
pub type DigestOf = Box<dyn FnOnce() -> String + Send + Sync + UnwindSafe>;

impl Rules {
    /// What was compiled from these texts.
    pub fn new(model: Model, program: Program, sources: Arc<Sources>, digest: DigestOf) -> Self {
        Self {
            model,
            program,
            sources,
            digest: LazyLock::new(digest),
            clauses: OnceLock::new(),
        }
    }

    /// The digest of the policy's sources.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The digest of facts.
    pub fn digest_of(&self, facts: &FactStore) -> String {
        facts::digest(facts, &self.model, &self.program.layout).to_string()
    }

    /// The clauses of everything declared.
    pub fn clauses(&self) -> &ClausesOf {
        let operations = self.program.code.len();
        self.clauses
            .get_or_init(|| ClausesOf::new(&self.model, operations))
    }
}
