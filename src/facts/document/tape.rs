//! The facts as a flat row of entries over their text: an object or a list is followed by what it holds.
//!
//! One tape serves one document after another and keeps its room.

/// Where the values of a text lie, in the order written.
#[derive(Debug, Default)]
pub struct Tape {
    entries: Vec<Entry>,
    /// Texts with escapes, as they read.
    unescaped: Vec<String>,
    /// What the scanner has not closed yet.
    pub(super) open: Vec<Open>,
    /// Whether there is a `null`.
    pub has_null: bool,
    /// Whether an object may have a key twice.
    pub may_repeat: bool,
}

/// An object or list that is not closed yet.
#[derive(Debug)]
pub struct Open {
    pub entry: u32,
    pub is_object: bool,
    pub keys: u32,
    /// A bit for each hash of a key met, one bit for several.
    pub met: [u64; 4],
}

/// A value or a key.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub kind: Kind,
    /// The first byte.
    pub at: u32,
    /// Of a text, its closing quote; of a text with escapes, its number among those; of an object or list, the entry
    /// that follows it; else the byte that follows it.
    pub end: u32,
    /// Of a key, its hash.
    pub hash: u32,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Null,
    True,
    False,
    Number,
    String,
    Escaped,
    Array,
    Object,
}

impl Entry {
    /// INVARIANT: the text is shorter than 2^32 bytes, which the limit on bytes sees to.
    pub fn new(kind: Kind, at: usize, end: usize) -> Self {
        Self {
            kind,
            at: at as u32,
            end: end as u32,
            hash: 0,
        }
    }
}

impl Tape {
    /// Forgets the last document.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.unescaped.clear();
        self.open.clear();
        self.has_null = false;
        self.may_repeat = false;
    }

    /// The number of the next entry.
    #[inline]
    pub(super) fn length(&self) -> u32 {
        self.entries.len() as u32
    }

    /// An entry.
    #[inline]
    pub fn entry(&self, index: u32) -> Option<Entry> {
        self.entries.get(index as usize).copied()
    }

    /// The number of the entry that follows a value and all that it holds.
    #[inline]
    pub fn following(&self, index: u32) -> u32 {
        match self.entry(index) {
            Some(Entry {
                kind: Kind::Array | Kind::Object,
                end,
                ..
            }) => end,
            _ => index + 1,
        }
    }

    /// The text of an entry that is one.
    #[inline]
    pub fn text_at<'t>(&'t self, text: &'t str, index: u32) -> &'t str {
        let found = self.entry(index).and_then(|entry| match entry.kind {
            Kind::Escaped => self.unescaped.get(entry.end as usize).map(String::as_str),
            _ => text.get(entry.at as usize + 1..entry.end as usize),
        });
        found.unwrap_or_default()
    }

    #[inline]
    pub(super) fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Keeps a text with escapes and gives its number.
    pub(super) fn keep(&mut self, text: String) -> usize {
        self.unescaped.push(text);
        self.unescaped.len() - 1
    }

    #[inline]
    pub(super) fn set_hash(&mut self, index: u32, hash: u32) {
        if let Some(entry) = self.entries.get_mut(index as usize) {
            entry.hash = hash;
        }
    }

    /// An object or a list ends here.
    pub(super) fn close(&mut self, index: u32) {
        let end = self.length();
        if let Some(entry) = self.entries.get_mut(index as usize) {
            entry.end = end;
        }
    }

    /// Whether a key of an object before `until` has that hash.
    pub(super) fn has_key_hash(&self, object: u32, until: u32, hash: u32) -> bool {
        let mut key = object + 1;
        while key < until {
            if self.entry(key).is_some_and(|entry| entry.hash == hash) {
                return true;
            }
            key = self.following(key + 1);
        }
        false
    }
}
