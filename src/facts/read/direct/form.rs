//! The keys of one form of object, made ready to be met with in their usual order.

use crate::facts::document::quoted;
use crate::facts::keys::KeyTable;

/// The keys that objects of one form may have, and what they mean.
#[derive(Debug, Clone)]
pub struct Form<K> {
    rows: Vec<(Pattern, K)>,
    table: KeyTable<u32>,
    /// Where its expectations begin.
    first: usize,
}

/// A key in quotes with its colon, compared sixteen bytes at a time.
#[derive(Debug, Clone)]
pub struct Pattern {
    first: Word,
    /// What of it is longer than one word.
    others: Vec<Word>,
    length: usize,
}

/// Sixteen bytes, and which of them count.
type Word = (u128, u128);

/// For every form, which key comes first and which comes after each: as it was in the last object of the form.
#[derive(Debug, Clone, Default)]
pub struct Expectations(Vec<u32>);

impl Expectations {
    /// Whether there are none yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K> Form<K> {
    /// A form; `None` where one key would mean two things.
    pub fn new<'n>(
        keys: impl IntoIterator<Item = (&'n str, K)>,
        expectations: &mut Expectations,
    ) -> Option<Self> {
        let (names, meanings): (Vec<&str>, Vec<K>) = keys.into_iter().unzip();
        let table = KeyTable::new(names.iter().copied().zip(0..));
        if table.keys().count() < names.len() {
            return None;
        }
        let first = expectations.0.len();
        expectations.0.extend((0..).take(names.len() + 1));
        let patterns = names.iter().map(|name| Pattern::new(name));
        Some(Self {
            rows: patterns.zip(meanings).collect(),
            table,
            first,
        })
    }

    /// How many keys there are.
    pub fn length(&self) -> usize {
        self.rows.len()
    }

    /// What a key means, by its number.
    pub fn meaning(&self, row: u32) -> Option<&K> {
        self.rows.get(row as usize).map(|(_, meaning)| meaning)
    }

    /// The number of a key.
    pub fn find(&self, key: &str) -> Option<u32> {
        self.table.get(key)
    }

    /// The key that is expected at a place, and what it means: 0 for the first one, else one more than the number of
    /// the key before.
    #[inline]
    pub fn expected(&self, place: u32, expectations: &Expectations) -> Option<(u32, &Pattern, &K)> {
        let row = *expectations.0.get(self.first + place as usize)?;
        let (pattern, meaning) = self.rows.get(row as usize)?;
        Some((row, pattern, meaning))
    }

    /// Another key came instead.
    pub fn learn(&self, place: u32, row: u32, expectations: &mut Expectations) {
        if let Some(expected) = expectations.0.get_mut(self.first + place as usize) {
            *expected = row;
        }
    }
}

impl Pattern {
    fn new(key: &str) -> Self {
        let text = quoted(key) + ":";
        let mut words = text.as_bytes().chunks(16).map(|chunk| {
            let (mut word, mut mask) = ([0; 16], [0; 16]);
            let filled = word.iter_mut().zip(&mut mask);
            for ((byte, bits), given) in filled.zip(chunk) {
                (*byte, *bits) = (*given, u8::MAX);
            }
            (u128::from_le_bytes(word), u128::from_le_bytes(mask))
        });
        Self {
            first: words.next().unwrap_or_default(),
            others: words.collect(),
            length: text.len(),
        }
    }

    /// Whether bytes begin with it; of the last bytes of a text that is not always seen.
    #[inline]
    pub fn begins(&self, bytes: &[u8]) -> bool {
        let Some((chunk, mut rest)) = bytes.split_first_chunk::<16>() else {
            return false;
        };
        is_word(self.first, chunk)
            && self.others.iter().all(|word| {
                let Some((chunk, after)) = rest.split_first_chunk::<16>() else {
                    return false;
                };
                rest = after;
                is_word(*word, chunk)
            })
    }

    /// Its bytes.
    #[inline]
    pub fn length(&self) -> usize {
        self.length
    }
}

#[inline]
fn is_word((word, mask): Word, bytes: &[u8; 16]) -> bool {
    u128::from_le_bytes(*bytes) & mask == word
}

#[cfg(test)]
mod tests {
    use super::{Expectations, Form};

    #[test]
    fn keys_are_found_where_they_are_expected_and_elsewhere() {
        let names = ["a", "a longer key than one word", "河段年度收入", "d\"e"];
        let mut expectations = Expectations::default();
        let form = Form::new(names.into_iter().zip(0..), &mut expectations).expect("four keys");
        let text = format!("{:40}", "\"a\":1");
        assert_eq!(form.find("河段年度收入"), Some(2));
        let (row, pattern, _) = form.expected(0, &expectations).expect("a first key");
        assert_eq!((row, pattern.length()), (0, 4));
        assert!(pattern.begins(text.as_bytes()));
        form.learn(0, 2, &mut expectations);
        let (row, pattern, _) = form.expected(0, &expectations).expect("a first key");
        assert_eq!(row, 2);
        assert!(!pattern.begins(text.as_bytes()));
        let text = format!("{:60}", "\"河段年度收入\":5");
        assert!(pattern.begins(text.as_bytes()));
        assert!(form.expected(4, &expectations).is_none());
    }

    #[test]
    fn no_key_means_two_things() {
        assert!(Form::new([("a", 1), ("a", 2)], &mut Expectations::default()).is_none());
    }
}
