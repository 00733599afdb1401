//! What an assessment was reached with, under and from.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::calendar::Date;
use crate::model::Name;

const FORMAT: &str = "zeren.assessment/1";

/// The engine that reached it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct EngineStamp {
    /// `zeren`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The policy that it was reached under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PolicyStamp {
    /// The regulation's title.
    pub title: Name,
    /// Its document number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Name>,
    /// The digest of the policy's sources; absent until it is stamped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// When it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
    /// From when the regulation has effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<Date>,
    /// The documents that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_basis: Vec<Name>,
    /// Who interprets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreted_by: Option<Name>,
    /// Corrected places of its printed text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errata: Vec<Correction>,
}

/// A corrected place of the printed text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Correction {
    /// As printed.
    pub printed: Name,
    /// As it must read.
    pub reads: Name,
    /// Why.
    pub because: Name,
}

/// The facts that it was reached from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FactsStamp {
    /// The digest of the facts; absent until it is stamped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// The digests of what went in, computed only when a result is to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digests {
    /// Of the policy.
    pub policy: String,
    /// Of the facts.
    pub facts: String,
}

/// The name of the format, which reads no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Format;

impl EngineStamp {
    /// This engine.
    pub fn this() -> Self {
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

impl Serialize for Format {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(FORMAT)
    }
}

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        if name == FORMAT {
            Ok(Self)
        } else {
            Err(de::Error::custom(format!("`{name}` is not `{FORMAT}`")))
        }
    }
}
