//! Signing records with Ed25519 (RFC 8032), and checking signatures, by keys that the caller gives.
//!
//! Only the record's digest is signed, under a prefix that no other use of the key shares. Where keys are kept is the
//! caller's matter.

use std::fmt;

use ed25519_dalek::pkcs8::{DecodePrivateKey as _, DecodePublicKey as _};
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};

use super::canonical::hex;
use super::document::Record;
use super::signature::Signature;

/// A key that signs. It is wiped from memory when it is dropped, and never shown.
#[derive(Clone)]
pub struct SecretKey(SigningKey);

/// A key that signatures are checked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

/// A text that is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// It is no secret key.
    #[error(
        "not an Ed25519 private key in PKCS#8 PEM, as `openssl genpkey -algorithm ed25519` writes it"
    )]
    Secret,
    /// It is no public key.
    #[error("not an Ed25519 public key in PEM, as `openssl pkey -pubout` writes it")]
    Public,
}

/// Why a signature does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureError {
    /// There is none.
    #[error("the record is not signed")]
    Unsigned,
    /// It names another key.
    #[error("signed with another key: {named}")]
    OtherKey {
        /// The key that it names, in hexadecimal.
        named: String,
    },
    /// It was not made with this key over this record.
    #[error("the signature is false: it was not made over this record with this key")]
    False,
}

impl SecretKey {
    /// Reads a key from PEM (PKCS#8), as `openssl genpkey -algorithm ed25519` writes it.
    ///
    /// # Errors
    ///
    /// [`KeyError::Secret`] when it is no such key.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let key = SigningKey::from_pkcs8_pem(pem);
        key.map(Self).map_err(|_| KeyError::Secret)
    }

    /// The key that checks what this one signs.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }
}

impl PublicKey {
    /// Reads a key from PEM (SubjectPublicKeyInfo), as `openssl pkey -pubout` writes it.
    ///
    /// # Errors
    ///
    /// [`KeyError::Public`] when it is no such key.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let key = VerifyingKey::from_public_key_pem(pem);
        key.map(Self).map_err(|_| KeyError::Public)
    }

    /// Its 32 bytes in hexadecimal.
    pub fn to_hex(&self) -> String {
        hex(self.0.as_bytes())
    }
}

impl Record {
    /// The record with a signature, in place of one that it may have.
    ///
    /// ```
    /// use zeren::{Policy, PublicKey, Record, SecretKey};
    ///
    /// # let policy = Policy::compile([("clinic.zeren", r#"
    /// #     regulation "Charter of clinics" { effective 2024-01-01 }
    /// #     level clinic
    /// # "#)])?;
    /// # let facts = r#"{"format": "zeren.facts/1", "as_of": "2025-01-10", "period": "2024", "units": []}"#;
    /// let secret = SecretKey::from_pem("-----BEGIN PRIVATE KEY-----
    /// MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
    /// -----END PRIVATE KEY-----")?;
    /// let kept = policy.record(facts)?.signed(&secret).to_json();
    /// Record::read(kept)?.check_signature(&secret.public())?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn signed(mut self, key: &SecretKey) -> Self {
        let made = key.0.sign(self.signed_text().as_bytes());
        self.signature = Some(Signature::new(key.public().to_hex(), hex(&made.to_bytes())));
        self
    }

    /// Checks the signature by a key that the caller trusts.
    ///
    /// # Errors
    ///
    /// [`SignatureError`] when there is none, or it was not made with this key over this record.
    pub fn check_signature(&self, key: &PublicKey) -> Result<(), SignatureError> {
        let signature = self.signature().ok_or(SignatureError::Unsigned)?;
        if signature.public_key != key.to_hex() {
            return Err(SignatureError::OtherKey {
                named: signature.public_key.clone(),
            });
        }
        let made = bytes(&signature.value).ok_or(SignatureError::False)?;
        let made = ed25519_dalek::Signature::from_bytes(&made);
        let holds = key.0.verify_strict(self.signed_text().as_bytes(), &made);
        holds.map_err(|_| SignatureError::False)
    }

    /// What is signed: the name of the format, a blank, and the digest.
    fn signed_text(&self) -> String {
        format!("zeren.record/1 {}", self.digest())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey")
    }
}

/// The 64 bytes that are written in hexadecimal.
fn bytes(text: &str) -> Option<[u8; 64]> {
    let digits = text.as_bytes();
    let (pairs, rest) = digits.as_chunks::<2>();
    let pairs = pairs.iter().map(|pair| {
        let pair = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(pair, 16).ok()
    });
    let bytes: Vec<u8> = pairs.collect::<Option<_>>()?;
    bytes.try_into().ok().filter(|_| rest.is_empty())
}
