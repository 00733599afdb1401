//! The facts as values within values, before anything is checked against a policy.
//!
//! Nothing is copied: values are places on a tape over the text. Numbers stay the text that was written, so that no
//! binary fraction comes between the facts and a comparison. Keys stay in the order written, repeated ones
//! included: `read` reports those.

mod parse;
mod quote;
mod scan;
mod tape;

pub(super) use parse::{too_deep, too_many_nodes};
pub(super) use quote::{list, quoted};
pub use tape::Tape;

use tape::Kind;

use crate::diagnostic::Diagnostics;
use crate::facts::FactLimits;
use crate::facts::keys::key_hash;
use crate::source::Position;

/// The facts before they are checked.
#[derive(Debug, Clone, Copy)]
pub struct Document<'d> {
    tape: &'d Tape,
    json: &'d str,
    is_placed: bool,
}

/// A value.
#[derive(Debug, Clone, Copy)]
pub struct Node<'d> {
    tape: &'d Tape,
    json: &'d str,
    entry: u32,
}

/// The values of JSON.
#[derive(Debug, Clone, Copy)]
pub enum NodeKind<'d> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, exactly as written.
    Number(&'d str),
    /// A text.
    String(&'d str),
    /// A list.
    Array(Items<'d>),
    /// Keys with their values, in the order written.
    Object(Members<'d>),
}

/// A key with its value.
#[derive(Debug, Clone, Copy)]
pub struct Member<'d> {
    /// The key.
    pub key: &'d str,
    /// Its hash, for the tables of names.
    pub hash: u32,
    /// Its first byte in the JSON text.
    pub key_at: u32,
    /// The value.
    pub node: Node<'d>,
}

/// The values of a list, one after another.
#[derive(Debug, Clone, Copy)]
pub struct Items<'d> {
    next: Node<'d>,
    end: u32,
}

/// The keys of an object with their values, one after another.
#[derive(Debug, Clone, Copy)]
pub struct Members<'d> {
    next: Node<'d>,
    end: u32,
}

impl<'d> Document<'d> {
    /// Reads a JSON text.
    ///
    /// # Errors
    ///
    /// One diagnostic when the text is not JSON or passes a limit.
    pub fn parse(
        json: &'d str,
        limits: &FactLimits,
        tape: &'d mut Tape,
    ) -> Result<Self, Diagnostics> {
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        parse::parse(json, limits, tape)
            .map_err(|diagnostic| Diagnostics::from(vec![*diagnostic]))?;
        Ok(Self {
            tape,
            json,
            is_placed: true,
        })
    }

    /// The same facts without a text that a person could look at: errors have a path and no line.
    pub fn unplaced(self) -> Self {
        Self {
            is_placed: false,
            ..self
        }
    }

    /// The outermost value.
    pub fn root(self) -> Node<'d> {
        Node {
            tape: self.tape,
            json: self.json,
            entry: 0,
        }
    }

    /// The JSON text that errors have lines in.
    pub fn text(self) -> Option<&'d str> {
        self.is_placed.then_some(self.json)
    }

    /// At least how many values it holds.
    pub fn size(self) -> usize {
        self.tape.length() as usize
    }

    /// Whether it holds a `null`, or perhaps a key twice in one object.
    pub fn looks_odd(self) -> bool {
        self.tape.has_null || self.tape.may_repeat
    }
}

impl<'d> Node<'d> {
    /// What it is.
    #[inline]
    pub fn kind(self) -> NodeKind<'d> {
        let Some(entry) = self.tape.entry(self.entry) else {
            return NodeKind::Null;
        };
        match entry.kind {
            Kind::Null => NodeKind::Null,
            Kind::True => NodeKind::Bool(true),
            Kind::False => NodeKind::Bool(false),
            Kind::Number => {
                let digits = self.json.get(entry.at as usize..entry.end as usize);
                NodeKind::Number(digits.unwrap_or_default())
            }
            Kind::String | Kind::Escaped => {
                NodeKind::String(self.tape.text_at(self.json, self.entry))
            }
            Kind::Array => NodeKind::Array(Items {
                next: self.moved(self.entry + 1),
                end: entry.end,
            }),
            Kind::Object => NodeKind::Object(Members {
                next: self.moved(self.entry + 1),
                end: entry.end,
            }),
        }
    }

    /// Its first byte in the JSON text.
    #[inline]
    pub fn at(self) -> u32 {
        self.tape.entry(self.entry).map_or(0, |entry| entry.at)
    }

    /// The keys with their values, if this is an object.
    #[inline]
    pub fn members(self) -> Option<Members<'d>> {
        match self.tape.entry(self.entry)?.kind {
            Kind::Object => match self.kind() {
                NodeKind::Object(members) => Some(members),
                _ => None,
            },
            _ => None,
        }
    }

    /// The values, if this is a list.
    pub fn items(self) -> Option<Items<'d>> {
        match self.kind() {
            NodeKind::Array(items) => Some(items),
            _ => None,
        }
    }

    #[inline]
    fn moved(self, entry: u32) -> Self {
        Self { entry, ..self }
    }
}

impl<'d> Members<'d> {
    /// The keys with their values, from the first.
    pub fn iter(self) -> Self {
        self
    }

    /// The value of a key.
    pub fn value(self, key: &str) -> Option<Node<'d>> {
        let hash = key_hash(key);
        let Self { next: first, end } = self;
        let mut at = first.entry;
        while at < end {
            let found = first.tape.entry(at)?.hash == hash;
            if found && first.tape.text_at(first.json, at) == key {
                return Some(first.moved(at + 1));
            }
            at = first.tape.following(at + 1);
        }
        None
    }
}

impl<'d> Iterator for Members<'d> {
    type Item = Member<'d>;

    #[inline]
    fn next(&mut self) -> Option<Member<'d>> {
        let key = self.next;
        if key.entry >= self.end {
            return None;
        }
        let entry = key.tape.entry(key.entry)?;
        let node = key.moved(key.entry + 1);
        self.next = key.moved(key.tape.following(node.entry));
        Some(Member {
            key: key.tape.text_at(key.json, key.entry),
            hash: entry.hash,
            key_at: entry.at,
            node,
        })
    }
}

impl<'d> Iterator for Items<'d> {
    type Item = Node<'d>;

    #[inline]
    fn next(&mut self) -> Option<Node<'d>> {
        let node = self.next;
        if node.entry >= self.end {
            return None;
        }
        self.next = node.moved(node.tape.following(node.entry));
        Some(node)
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

#[cfg(test)]
mod tests;
