//! The facts as a tree: what a JSON text or the builder says, before anything is checked against a policy.
//!
//! Numbers stay the text that was written, so that no binary fraction comes between the facts and a
//! comparison. Keys stay in the order written, repeated ones included: `read` reports those.

mod parse;
mod write;

pub(super) use parse::{too_deep, too_many_nodes};
pub(super) use write::quoted;

use std::borrow::Cow;

use crate::diagnostic::Diagnostics;
use crate::facts::FactLimits;
use crate::source::Position;

/// The facts before they are checked.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// The outermost value.
    pub root: Node<'a>,
    /// The JSON text that it was read from; without one, errors have a path and no line.
    pub text: Option<&'a str>,
}

/// A value with the place where it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'a> {
    /// What it is.
    pub kind: NodeKind<'a>,
    /// Its first byte in the JSON text.
    pub at: Option<u32>,
}

/// The values of JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, exactly as written.
    Number(Cow<'a, str>),
    /// A text.
    String(Cow<'a, str>),
    /// A list.
    Array(Vec<Node<'a>>),
    /// Keys with their values, in the order written.
    Object(Vec<Member<'a>>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Member<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// Its first byte in the JSON text.
    pub key_at: Option<u32>,
    /// The value.
    pub node: Node<'a>,
}

impl<'a> Document<'a> {
    /// Reads a JSON text.
    ///
    /// # Errors
    ///
    /// One diagnostic when the text is not JSON or passes a limit.
    pub fn parse(text: &'a str, limits: &FactLimits) -> Result<Self, Diagnostics> {
        parse::parse(text, limits).map_err(|diagnostic| vec![*diagnostic].into())
    }

    /// The facts as JSON, without spaces.
    pub fn to_json(&self) -> String {
        write::to_json(&self.root)
    }
}

impl<'a> Node<'a> {
    /// A value that does not come from a text.
    pub fn new(kind: NodeKind<'a>) -> Self {
        Self { kind, at: None }
    }

    /// A text that does not come from a text of JSON.
    pub fn string(text: impl Into<Cow<'a, str>>) -> Self {
        Self::new(NodeKind::String(text.into()))
    }

    /// The keys with their values, if this is an object.
    pub fn members(&self) -> Option<&[Member<'a>]> {
        match &self.kind {
            NodeKind::Object(members) => Some(members),
            _ => None,
        }
    }
}

impl<'a> Member<'a> {
    /// A key with its value that do not come from a text.
    pub fn new(key: impl Into<Cow<'a, str>>, node: Node<'a>) -> Self {
        Self {
            key: key.into(),
            key_at: None,
            node,
        }
    }
}

/// The line and column of a byte, counted in characters from 1.
pub(super) fn position(text: &str, at: usize) -> Position {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or(before);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Position {
        line: count(before.matches('\n').count() + 1),
        column: count(line.chars().count() + 1),
    }
}
