//! Keys by their hash: the scanner hashes a key once, and every table of names that is asked about it afterwards
//! uses that.
//!
//! The tables hold the policy's names, never the facts', so what is hostile in the facts cannot make them slow.

/// A short hash of a key; two keys may share it.
#[inline]
pub fn key_hash(key: &str) -> u32 {
    (long_hash(key) >> 32) as u32
}

/// A long hash of a text; two texts share it hardly ever, unless somebody wants them to.
#[inline]
pub fn long_hash(key: &str) -> u64 {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (words, rest) = key.as_bytes().as_chunks::<8>();
    let mut hash = key.len() as u64;
    // Both halves of the product count: in the low one alone, the last bytes of a word reach no other bits.
    let mut mix = |word: u64| {
        let product = u128::from(hash.rotate_left(5) ^ word) * u128::from(SPREAD);
        hash = (product as u64) ^ (product >> 64) as u64;
    };
    for word in words {
        mix(u64::from_le_bytes(*word));
    }
    if !rest.is_empty() {
        mix(rest
            .iter()
            .fold(0, |word, byte| word << 8 | u64::from(*byte)));
    }
    hash
}

/// What the policy's names mean, in the order of their declaration.
#[derive(Debug, Clone)]
pub struct KeyTable<T> {
    rows: Vec<(Box<str>, T)>,
    /// The number of a row plus one, at its hash or at the next free place after it; a power of two of them.
    places: Vec<u32>,
}

impl<T: Copy> KeyTable<T> {
    /// A table of names; of one name twice the later row counts.
    pub fn new<'n>(names: impl Iterator<Item = (&'n str, T)>) -> Self {
        let mut table = Self {
            rows: Vec::new(),
            places: Vec::new(),
        };
        for (name, meaning) in names {
            match table.rows.iter_mut().find(|row| &*row.0 == name) {
                Some(row) => row.1 = meaning,
                None => table.rows.push((name.into(), meaning)),
            }
        }
        table.place_all();
        table
    }

    /// What a key means.
    pub fn get(&self, key: &str) -> Option<T> {
        self.hashed(key, key_hash(key))
    }

    /// What a key of that hash means.
    #[inline]
    pub fn hashed(&self, key: &str, hash: u32) -> Option<T> {
        let mut at = self.start(hash)?;
        loop {
            let row = self.places.get(at)?.checked_sub(1)?;
            let (name, meaning) = self.rows.get(row as usize)?;
            if &**name == key {
                return Some(*meaning);
            }
            at = (at + 1) & (self.places.len() - 1);
        }
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|(name, _)| &**name)
    }

    /// The names with what they mean.
    pub fn iter(&self) -> impl Iterator<Item = (&str, T)> {
        self.rows.iter().map(|(name, meaning)| (&**name, *meaning))
    }

    fn start(&self, hash: u32) -> Option<usize> {
        Some(hash as usize & self.places.len().checked_sub(1)?)
    }

    /// At most half of the places are taken, so that a search ends soon.
    fn place_all(&mut self) {
        if self.rows.is_empty() {
            return;
        }
        let size = (self.rows.len() * 2).next_power_of_two();
        self.places = vec![0; size];
        for (row, (name, _)) in (1..).zip(&self.rows) {
            let mut at = key_hash(name) as usize & (size - 1);
            while self.places.get(at).is_some_and(|place| *place != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(place) = self.places.get_mut(at) {
                *place = row;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{KeyTable, long_hash};

    #[test]
    fn names_that_are_numbered_have_hashes_of_their_own() {
        let names = |town: u32| (0..3_000).map(move |at| format!("村{town}-{at}"));
        let hashes: BTreeSet<u64> = (0..17)
            .flat_map(names)
            .map(|name| long_hash(&name))
            .collect();
        assert_eq!(hashes.len(), 17 * 3_000);
    }

    #[test]
    fn every_name_is_found_and_no_other() {
        let names: Vec<String> = (0..500).map(|n| format!("名{n}")).collect();
        let table = KeyTable::new(names.iter().map(String::as_str).zip(0..));
        for (at, name) in names.iter().enumerate() {
            assert_eq!(table.get(name), Some(at));
        }
        assert_eq!(table.get("名500"), None);
        assert_eq!(table.get(""), None);
        assert!(table.keys().eq(names.iter().map(String::as_str)));
        assert_eq!(KeyTable::<u8>::new(std::iter::empty()).get("名"), None);
    }
}
