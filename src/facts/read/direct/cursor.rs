//! A place in JSON text, and the steps that take it forward.
//!
//! A step takes what is JSON and what it looks for; at anything else it gives nothing. It says nothing of what is
//! wrong.

use std::borrow::Cow;

use super::form::Pattern;
use crate::calendar::Date;

/// A place in JSON text.
#[derive(Debug)]
pub struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

/// A number without an exponent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// Its digits, with its sign.
    pub digits: i64,
    /// How many of them stand behind the point.
    pub places: usize,
}

/// Numbers with more digits may not fit.
const MOST_DIGITS: usize = 18;

impl<'t> Cursor<'t> {
    /// Before the first value of a text.
    pub fn new(text: &'t str) -> Self {
        let mut cursor = Self { text, at: 0 };
        cursor.skip_space();
        cursor
    }

    /// The byte at which it stands.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes to a byte at which it has stood.
    pub fn go(&mut self, at: usize) {
        self.at = at;
    }

    /// The text from a byte to here.
    pub fn since(&self, start: usize) -> Option<&'t str> {
        self.text.get(start..self.at)
    }

    /// Whether only space is left.
    pub fn is_at_end(&mut self) -> bool {
        self.skip_space();
        self.at == self.text.len()
    }

    /// Into an object or a list; `false` when there is nothing in it, and it is behind.
    #[inline]
    pub fn open(&mut self, open: u8, close: u8) -> Option<bool> {
        self.take(open)?;
        self.skip_space();
        let is_empty = self.peek() == Some(close);
        self.at += usize::from(is_empty);
        Some(!is_empty)
    }

    /// Behind a value in an object or a list: to the next one, or out of it.
    #[inline]
    pub fn goes_on(&mut self, close: u8) -> Option<bool> {
        self.skip_space();
        match self.peek()? {
            b',' => {
                self.at += 1;
                self.skip_space();
                Some(true)
            }
            byte if byte == close => {
                self.at += 1;
                Some(false)
            }
            _ => None,
        }
    }

    /// Whether a text begins here.
    #[inline]
    pub fn is_at_string(&self) -> bool {
        self.peek() == Some(b'"')
    }

    /// Whether a value can end here.
    #[inline]
    pub fn ends_value(&self) -> bool {
        matches!(
            self.peek(),
            Some(b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t')
        )
    }

    /// A key that is expected, with its colon.
    #[inline]
    pub fn expected_key(&mut self, pattern: &Pattern) -> bool {
        let rest = self.bytes().get(self.at..).unwrap_or_default();
        let found = pattern.begins(rest);
        if found {
            self.at += pattern.length();
            self.skip_space();
        }
        found
    }

    /// Any key, with its colon.
    pub fn key(&mut self) -> Option<Cow<'t, str>> {
        let key = self.string()?;
        self.skip_space();
        self.take(b':')?;
        self.skip_space();
        Some(key)
    }

    /// A text.
    #[inline]
    pub fn string(&mut self) -> Option<Cow<'t, str>> {
        let start = self.at + 1;
        self.take(b'"')?;
        let end = start + plain_length(self.bytes().get(start..)?);
        if self.bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Some(Cow::Borrowed(self.text.get(start..end)?));
        }
        self.escaped(start - 1)
    }

    /// A text with escapes is what `serde_json` makes of it.
    #[cold]
    fn escaped(&mut self, start: usize) -> Option<Cow<'t, str>> {
        self.at = start;
        self.skip_string()?;
        let text: String = serde_json::from_str(self.since(start)?).ok()?;
        Some(Cow::Owned(text))
    }

    /// `true` or `false`.
    #[inline]
    pub fn truth(&mut self) -> Option<bool> {
        let rest = self.bytes().get(self.at..)?;
        let (truth, length) = match rest.first()? {
            b't' if rest.starts_with(b"true") => (true, 4),
            b'f' if rest.starts_with(b"false") => (false, 5),
            _ => return None,
        };
        self.at += length;
        Some(truth)
    }

    /// A number without an exponent, and not too long.
    #[inline]
    pub fn decimal(&mut self) -> Option<Decimal> {
        let is_negative = self.take(b'-').is_some();
        let starts_with_zero = self.peek() == Some(b'0');
        let mut digits = 0;
        let whole = self.digits(&mut digits);
        if whole == 0 || (starts_with_zero && whole > 1) {
            return None;
        }
        let mut places = 0;
        if self.take(b'.').is_some() {
            places = self.digits(&mut digits);
            if places == 0 {
                return None;
            }
        }
        if whole + places > MOST_DIGITS {
            return None;
        }
        Some(Decimal {
            digits: if is_negative { -digits } else { digits },
            places,
        })
    }

    /// Appends digits and counts them; where they are too many to count, they mean nothing.
    #[inline]
    fn digits(&mut self, digits: &mut i64) -> usize {
        let rest = self.bytes().get(self.at..).unwrap_or_default();
        let mut count = 0;
        for byte in rest {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            *digits = digits.wrapping_mul(10).wrapping_add(i64::from(digit));
            count += 1;
        }
        self.at += count;
        count
    }

    /// A number in quotes with its unit of measure behind it.
    pub fn quantity(&mut self, unit: &str) -> Option<Decimal> {
        self.take(b'"')?;
        let decimal = self.decimal()?;
        let rest = self.bytes().get(self.at..)?;
        if !rest.starts_with(unit.as_bytes()) {
            return None;
        }
        self.at += unit.len();
        self.take(b'"')?;
        Some(decimal)
    }

    /// A date as `"2017-09-12"`.
    #[inline]
    pub fn day(&mut self) -> Option<Date> {
        let rest = self.bytes().get(self.at..)?;
        let [b'"', y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'"'] = *rest.first_chunk::<12>()?
        else {
            return None;
        };
        let digit = |byte: u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0'));
        let two = |a: u8, b: u8| Some(digit(a)? * 10 + digit(b)?);
        let year = two(y1, y2)? * 100 + two(y3, y4)?;
        let (month, day) = (two(m1, m2)?, two(d1, d2)?);
        self.at += 12;
        Date::new(year, month as i8, day as i8)
    }

    /// Behind a value of any kind. It is not looked into: whoever uses its text sees whether it is right.
    pub fn skip(&mut self) -> Option<&'t str> {
        let start = self.at;
        match self.peek()? {
            b'"' => self.skip_string()?,
            b'{' | b'[' => self.skip_around()?,
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => {
                while !self.ends_value() {
                    self.peek()?;
                    self.at += 1;
                }
            }
            _ => return None,
        }
        self.since(start)
    }

    fn skip_around(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => {
                    self.skip_string()?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Some(());
            }
        }
    }

    fn skip_string(&mut self) -> Option<()> {
        self.take(b'"')?;
        loop {
            let rest = self.bytes().get(self.at..)?;
            let length = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
            self.at += length + 1;
            if rest.get(length) == Some(&b'"') {
                return Some(());
            }
            // Whatever is escaped.
            self.at += 1;
        }
    }

    #[inline]
    fn take(&mut self, byte: u8) -> Option<()> {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found.then_some(())
    }

    #[inline]
    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.bytes().get(self.at).copied()
    }

    #[inline]
    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }
}

/// How many bytes stand before the first that ends a text, begins an escape, or may not stand in one.
///
/// Eight at a time: of a byte that is looked for, the highest bit is left, and below the first such byte no other has
/// it (S. E. Anderson, Bit Twiddling Hacks, "Determine if a word has a byte less than n").
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 0xff;
    const HIGHEST: u64 = ONES << 7;
    let less = |word: u64, than: u64| word.wrapping_sub(ONES * than) & !word;
    let (words, rest) = bytes.as_chunks::<8>();
    for (place, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let is = |byte: u8| less(word ^ (ONES * u64::from(byte)), 1);
        let special = (less(word, 0x20) | is(b'"') | is(b'\\')) & HIGHEST;
        if special != 0 {
            return place * 8 + special.trailing_zeros() as usize / 8;
        }
    }
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    let plain = rest.iter().position(is_special);
    bytes.len() - rest.len() + plain.unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::plain_length;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever the bytes, and wherever they begin.
        #[test]
        fn the_first_byte_that_ends_a_text_is_found(
            bytes in prop::collection::vec(
                prop_oneof![4 => any::<u8>(), 1 => prop::sample::select(vec![b'"', b'!', b'#', b'\\', b']', 0x1f, 0x20, 0x80, 0xa2])],
                0..40,
            ),
        ) {
            let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
            let expected = bytes.iter().position(is_special).unwrap_or(bytes.len());
            prop_assert_eq!(plain_length(&bytes), expected);
        }
    }
}
