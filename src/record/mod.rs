//! Decision records: a decision with everything that it was reached from, so that it can be run again and verified
//! years later.
//!
//! `document` makes and writes one, `read` accepts it only as it was written, `verify` runs it again, and `log` chains one
//! to the next, `keys` signs them. All of it is text
//! in, text out: where records are kept is the caller's matter.

mod canonical;
mod compare;
mod document;
#[cfg(feature = "sign")]
mod keys;
mod log;
mod read;
mod signature;
mod verify;

pub use compare::Difference;
pub use document::{Record, RecordedChoice, RecordedFile};
#[cfg(feature = "sign")]
pub use keys::{KeyError, PublicKey, SecretKey, SignatureError};
pub use log::{LogChain, LogEntry, LogError, LogHead};
pub use read::{ReadRecordError, RecordPart};
pub use signature::{Signature, SignatureAlgorithm};
pub use verify::{Verification, Verifier, VerifyError};
