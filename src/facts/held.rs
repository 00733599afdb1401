//! Facts with their digest, as they are held once they have been read.

use super::digest::FactsDigest;
use super::store::FactStore;

/// Facts that were read, shared by whoever holds them and what is found from them.
#[derive(Debug, Clone)]
pub struct HeldFacts {
    /// What was read.
    pub store: FactStore,
    /// Its digest.
    pub digest: FactsDigest,
}
