//! The signature of a record, as it stands in it.
//!
//! It guards itself against a byte that was altered; whether it is the signer's, only the signer's key can tell.

use serde::{Deserialize, Serialize};

use super::canonical;

/// A signature over a record's digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Signature {
    /// How it was made.
    pub algorithm: SignatureAlgorithm,
    /// The key that it names as the signer's, 32 bytes in hexadecimal.
    pub public_key: String,
    /// The SHA-256 of the canonical JSON of the other members, in hexadecimal.
    pub sha256: String,
    /// The signature itself, 64 bytes in hexadecimal.
    pub value: String,
}

/// How a signature is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum SignatureAlgorithm {
    /// Ed25519 (RFC 8032).
    Ed25519,
}

impl Signature {
    /// What a key made.
    #[cfg(feature = "sign")]
    pub(super) fn new(public_key: String, value: String) -> Self {
        let signature = Self {
            algorithm: SignatureAlgorithm::Ed25519,
            public_key,
            sha256: String::new(),
            value,
        };
        let sha256 = signature.digest_due();
        Self {
            sha256,
            ..signature
        }
    }

    /// Whether no byte of it was altered.
    pub(super) fn is_whole(&self) -> bool {
        self.digest_due() == self.sha256
    }

    fn digest_due(&self) -> String {
        canonical::digest_without(&canonical::value(self), &["sha256"])
    }
}
