//! JSON text to the tape, in one pass without recursion.
//!
//! It accepts JSON and nothing else, and does not say what is wrong: that is told by the careful way in `parse`.

use super::tape::{Entry, Kind, Open, Tape};
use crate::facts::FactLimits;
use crate::facts::keys::key_hash;

/// The scanner stopped: why, and at which byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped {
    /// Why.
    pub why: Why,
    /// Where.
    pub at: usize,
}

/// Why the scanner stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is not JSON.
    Malformed,
    /// The option `depth` is passed.
    TooDeep,
    /// The option `nodes` is passed.
    TooMany,
}

type Step<T> = Result<T, Stopped>;

/// Of objects with more keys, repeated ones are always looked for the careful way.
const COMPARED: u32 = 128;

/// What comes next.
enum Next {
    Value,
    Key,
    After,
}

struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    values: usize,
    most: usize,
    deepest: usize,
    tape: &'t mut Tape,
}

/// Fills the tape.
pub fn scan(text: &str, limits: &FactLimits, tape: &mut Tape) -> Step<()> {
    tape.clear();
    let mut scan = Scan {
        text,
        bytes: text.as_bytes(),
        at: 0,
        values: 0,
        most: limits.nodes,
        deepest: limits.deepest(),
        tape,
    };
    scan.skip_space();
    let mut next = Next::Value;
    loop {
        next = match next {
            Next::Value => scan.value()?,
            Next::Key => scan.key()?,
            Next::After => match scan.after()? {
                Some(next) => next,
                None => return Ok(()),
            },
        };
    }
}

impl Scan<'_> {
    fn value(&mut self) -> Step<Next> {
        self.values += 1;
        if self.values > self.most {
            return Err(self.stop(Why::TooMany));
        }
        match self.peek() {
            Some(b'"') => self.string(Kind::String)?,
            Some(b'{') => return self.open(Kind::Object),
            Some(b'[') => return self.open(Kind::Array),
            Some(b't') => self.word("true", Kind::True)?,
            Some(b'f') => self.word("false", Kind::False)?,
            Some(b'n') => {
                self.tape.has_null = true;
                self.word("null", Kind::Null)?;
            }
            _ => self.number()?,
        }
        Ok(Next::After)
    }

    fn open(&mut self, kind: Kind) -> Step<Next> {
        if self.tape.open.len() >= self.deepest {
            return Err(self.stop(Why::TooDeep));
        }
        let is_object = kind == Kind::Object;
        self.tape.open.push(Open {
            entry: self.tape.length(),
            is_object,
            keys: 0,
            met: [0; 4],
        });
        self.tape.push(Entry::new(kind, self.at, 0));
        self.at += 1;
        self.skip_space();
        match (self.peek(), is_object) {
            (Some(b'}'), true) | (Some(b']'), false) => Ok(Next::After),
            (_, true) => Ok(Next::Key),
            (_, false) => Ok(Next::Value),
        }
    }

    fn key(&mut self) -> Step<Next> {
        if self.peek() != Some(b'"') {
            return Err(self.stop(Why::Malformed));
        }
        let entry = self.tape.length();
        self.string(Kind::String)?;
        self.met(entry);
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(self.stop(Why::Malformed));
        }
        self.at += 1;
        self.skip_space();
        Ok(Next::Value)
    }

    /// Hashes a key and looks whether its object has had it.
    #[inline]
    fn met(&mut self, entry: u32) {
        let hash = key_hash(self.tape.text_at(self.text, entry));
        self.tape.set_hash(entry, hash);
        let Some(open) = self.tape.open.last_mut() else {
            return;
        };
        open.keys += 1;
        let bit = 1_u64 << (hash & 63);
        let Some(word) = open.met.get_mut((hash >> 6 & 3) as usize) else {
            return;
        };
        let is_new = *word & bit == 0;
        *word |= bit;
        let (object, keys) = (open.entry, open.keys);
        if !is_new {
            let repeated = keys > COMPARED || self.tape.has_key_hash(object, entry, hash);
            self.tape.may_repeat |= repeated;
        }
    }

    /// What follows a value: the next one, or the end of what is around it.
    fn after(&mut self) -> Step<Option<Next>> {
        self.skip_space();
        let Some(open) = self.tape.open.last() else {
            return if self.at == self.bytes.len() {
                Ok(None)
            } else {
                Err(self.stop(Why::Malformed))
            };
        };
        let (is_object, entry) = (open.is_object, open.entry);
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                self.skip_space();
                Ok(Some(if is_object { Next::Key } else { Next::Value }))
            }
            Some(b'}') if is_object => self.close(entry),
            Some(b']') if !is_object => self.close(entry),
            _ => Err(self.stop(Why::Malformed)),
        }
    }

    fn close(&mut self, entry: u32) -> Step<Option<Next>> {
        self.tape.open.pop();
        self.tape.close(entry);
        self.at += 1;
        Ok(Some(Next::After))
    }

    #[inline]
    fn string(&mut self, kind: Kind) -> Step<()> {
        let start = self.at;
        let inner = start + 1;
        let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
        let rest = self.bytes.get(inner..).unwrap_or_default();
        let length = rest.iter().position(is_special).unwrap_or(rest.len());
        if rest.get(length) == Some(&b'"') {
            self.at = inner + length + 1;
            self.tape.push(Entry::new(kind, start, inner + length));
            return Ok(());
        }
        self.escaped(start)
    }

    /// A text with escapes is what `serde_json` makes of it.
    fn escaped(&mut self, start: usize) -> Step<()> {
        let malformed = Stopped {
            why: Why::Malformed,
            at: start,
        };
        let mut end = start + 1;
        loop {
            match self.bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => end += 2,
                Some(_) => end += 1,
                None => return Err(malformed),
            }
        }
        let quoted = self.text.get(start..=end).ok_or(malformed)?;
        let text: String = serde_json::from_str(quoted).map_err(|_| malformed)?;
        self.at = end + 1;
        let place = self.tape.keep(text);
        self.tape.push(Entry::new(Kind::Escaped, start, place));
        Ok(())
    }

    fn number(&mut self) -> Step<()> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let first = self.peek();
        let whole = self.digits()?;
        if first == Some(b'0') && whole > 1 {
            return Err(self.stop(Why::Malformed));
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        self.tape.push(Entry::new(Kind::Number, start, self.at));
        Ok(())
    }

    /// One digit or more.
    #[inline]
    fn digits(&mut self) -> Step<usize> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let is_other = |byte: &u8| !byte.is_ascii_digit();
        let count = rest.iter().position(is_other).unwrap_or(rest.len());
        if count == 0 {
            return Err(self.stop(Why::Malformed));
        }
        self.at += count;
        Ok(count)
    }

    fn word(&mut self, word: &str, kind: Kind) -> Step<()> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            return Err(self.stop(Why::Malformed));
        }
        let end = self.at + word.len();
        self.tape.push(Entry::new(kind, self.at, end));
        self.at = end;
        Ok(())
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline]
    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn stop(&self, why: Why) -> Stopped {
        Stopped { why, at: self.at }
    }
}
