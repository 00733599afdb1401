//! The texts of the facts, one after another: names, ids, titles, and the roster, which is read only when somebody
//! is held accountable. Each piece says how long it is.

/// All texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts(Vec<u8>);

/// A place in the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextAt(pub u32);

/// The bits of a byte that hold a part of a number; the rest says whether there is more.
const PART: u32 = 7;

impl Texts {
    /// Forgets all texts.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Keeps a text.
    pub fn keep(&mut self, text: &str) -> TextAt {
        let at = self.end();
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
        at
    }

    /// The text at a place.
    pub fn text(&self, at: TextAt) -> &str {
        self.read(at).text()
    }

    /// Where the next piece will lie.
    pub fn end(&self) -> TextAt {
        TextAt(u32::try_from(self.0.len()).unwrap_or(u32::MAX))
    }

    /// Keeps a number.
    pub fn number(&mut self, mut number: u64) {
        loop {
            let part = (number & ((1 << PART) - 1)) as u8;
            number >>= PART;
            if number == 0 {
                self.0.push(part);
                return;
            }
            self.0.push(part | 1 << PART);
        }
    }

    /// Reads pieces from a place on.
    pub fn read(&self, at: TextAt) -> Pieces<'_> {
        let rest = self.0.get(at.0 as usize..).unwrap_or_default();
        Pieces(rest, self.0.len())
    }

    /// Takes no more room than is needed.
    pub fn finish(&mut self) {
        self.0.shrink_to_fit();
    }
}

/// Pieces in the order in which they were kept: those left, and how long all texts are.
#[derive(Debug, Clone)]
pub(super) struct Pieces<'t>(&'t [u8], usize);

impl<'t> Pieces<'t> {
    /// The place of the next piece.
    pub fn at(&self) -> TextAt {
        TextAt(u32::try_from(self.1 - self.0.len()).unwrap_or(u32::MAX))
    }

    /// The next piece, a number.
    pub fn number(&mut self) -> u64 {
        let mut number = 0;
        let mut shift = 0;
        while let Some((byte, rest)) = self.0.split_first() {
            self.0 = rest;
            number |= u64::from(byte & ((1 << PART) - 1))
                .checked_shl(shift)
                .unwrap_or(0);
            shift += PART;
            if byte >> PART == 0 {
                break;
            }
        }
        number
    }

    /// The next piece, a text.
    pub fn text(&mut self) -> &'t str {
        let length = usize::try_from(self.number()).unwrap_or(usize::MAX);
        let Some((text, rest)) = self.0.split_at_checked(length) else {
            return "";
        };
        self.0 = rest;
        std::str::from_utf8(text).unwrap_or("")
    }
}
