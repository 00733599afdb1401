//! Exact rational numbers: what a regulation's thresholds and sums are computed in.
//!
//! Nothing here rounds unless it is asked to, and nothing overflows: past [`Number::MAX_BITS`] an
//! operation gives `None`. Binary floating point has no way in or out.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, One, Signed, ToPrimitive, Zero};

mod scaled;
mod short;
#[cfg(test)]
mod tests;

/// The most digits in a written number, and the largest exponent, before or after `e`.
const MAX_DIGITS: usize = 400;

/// An exact rational number.
///
/// Values are kept in lowest terms, so equal numbers are equal, hash alike and print alike however they
/// were computed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Repr);

/// INVARIANT: `Small` holds every value whose reduced numerator and denominator lie within
/// ±`i128::MAX`, and `Big` all others. `i128::MIN` is left out because negating it overflows.
#[derive(Clone)]
enum Repr {
    Small(Ratio<i128>),
    Big(Box<BigRational>),
}

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseNumberError {
    /// There is no text.
    #[error("empty number")]
    Empty,
    /// The text is not a plain decimal.
    #[error("not a plain decimal number")]
    Malformed,
    /// The number has more than 400 digits, or an exponent beyond ±400.
    #[error("number too long")]
    TooLong,
}

impl Number {
    /// The most bits in a numerator or a denominator; an operation whose result is longer gives `None`.
    ///
    /// The longest that are written have some 1,400, so that the product of two is never too long, and what one
    /// operation takes stays within microseconds.
    pub const MAX_BITS: u64 = 4_096;

    /// The most that [`effort`](Self::effort) comes to.
    pub const MAX_EFFORT: u64 = (Self::MAX_BITS / 64).pow(2) / 256;

    /// The number 0.
    pub fn zero() -> Self {
        Self::from_int(0)
    }

    /// The number 1.
    pub fn one() -> Self {
        Self::from_int(1)
    }

    /// A whole number.
    pub fn from_int(value: i64) -> Self {
        Self(Repr::Small(Ratio::from_integer(i128::from(value))))
    }

    /// The fraction `num / den`, or `None` when `den` is 0.
    pub fn ratio(num: i64, den: i64) -> Option<Self> {
        (den != 0).then(|| Self::from_small(Ratio::new(i128::from(num), i128::from(den))))
    }

    /// Reads a plain decimal such as `2.7`, `-3`, `２．７` or, as JSON writes numbers, `2.5E-2`.
    ///
    /// The minus may be `-`, `−` (U+2212) or `－` (U+FF0D); digits and the point may be full-width. A point
    /// needs a digit on both sides. Spaces, thousands separators and a leading plus are not accepted.
    ///
    /// # Errors
    ///
    /// [`ParseNumberError`] when the text is empty, is anything else, or passes 400 digits or an
    /// exponent of ±400.
    pub fn parse(text: &str) -> Result<Self, ParseNumberError> {
        if text.is_empty() {
            return Err(ParseNumberError::Empty);
        }
        match short::decimal(text) {
            Some(small) => Ok(Self::from_small(small)),
            None => Reader::new(text).number(),
        }
    }

    /// The sum, or `None` past [`Number::MAX_BITS`].
    pub fn checked_add(&self, other: &Self) -> Option<Self> {
        self.combine(other, Ratio::checked_add, |a, b| a + b)
    }

    /// The difference, or `None` past [`Number::MAX_BITS`].
    pub fn checked_sub(&self, other: &Self) -> Option<Self> {
        self.combine(other, Ratio::checked_sub, |a, b| a - b)
    }

    /// The product, or `None` past [`Number::MAX_BITS`].
    pub fn checked_mul(&self, other: &Self) -> Option<Self> {
        let small =
            |a: &Ratio<i128>, b: &Ratio<i128>| short::product(a, b).or_else(|| a.checked_mul(b));
        self.combine(other, small, |a, b| a * b)
    }

    /// The quotient, or `None` past [`Number::MAX_BITS`] or when `other` is 0.
    pub fn checked_div(&self, other: &Self) -> Option<Self> {
        self.checked_mul(&other.reciprocal()?)
    }

    /// The number with the opposite sign.
    pub fn neg(&self) -> Self {
        match &self.0 {
            Repr::Small(small) => Self::from_small(-*small),
            Repr::Big(big) => Self::from_big(-big.as_ref()),
        }
    }

    /// How much more than a short number it takes to compute with this one, in steps of evaluation: long arithmetic
    /// grows with the square of the length.
    pub fn effort(&self) -> u64 {
        match &self.0 {
            Repr::Small(_) => 0,
            Repr::Big(big) => {
                let words = big.numer().bits().max(big.denom().bits()) / 64;
                words.pow(2) / 256
            }
        }
    }

    /// Whether this is 0.
    pub fn is_zero(&self) -> bool {
        matches!(&self.0, Repr::Small(small) if small.is_zero())
    }

    /// Whether this is less than 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(small) => small.is_negative(),
            Repr::Big(big) => big.is_negative(),
        }
    }

    /// Whether this is a whole number.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small(small) => small.is_integer(),
            Repr::Big(big) => big.is_integer(),
        }
    }

    /// The value as an `i64`, or `None` when it is not whole or does not fit.
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(small) if small.is_integer() => small.numer().to_i64(),
            _ => None,
        }
    }

    /// Rounds to `places` decimals, half away from zero (四舍五入). More than 400 places count as 400.
    pub fn round(&self, places: u32) -> Self {
        let places = places.min(MAX_DIGITS as u32);
        let scale = BigInt::from(10).pow(places);
        let big = self.to_big();
        let doubled = big.numer().abs() * &scale * 2 + big.denom();
        let magnitude: BigInt = doubled / (big.denom() * 2);
        let signed = if big.is_negative() {
            -magnitude
        } else {
            magnitude
        };
        Self::from_big(BigRational::new(signed, scale))
    }

    /// The exact value: a decimal when it terminates (`2.7`, `-3`, `0.005`), else a fraction (`1/3`).
    pub fn to_text(&self) -> String {
        match &self.0 {
            Repr::Small(small) => short::text(small).unwrap_or_else(|| self.long_text()),
            Repr::Big(_) => self.long_text(),
        }
    }

    fn long_text(&self) -> String {
        let big = self.to_big();
        match decimal_places(big.denom()) {
            Some(places) => {
                let scaled = big.numer() * BigInt::from(10).pow(places) / big.denom();
                decimal_text(&scaled, places as usize)
            }
            None => format!("{}/{}", big.numer(), big.denom()),
        }
    }

    /// The value for people to read: a decimal of at most `places` places, after `≈` when that is not exact.
    pub fn to_approx_text(&self, places: u32) -> String {
        let rounded = self.round(places);
        let mark = if rounded == *self { "" } else { "≈" };
        format!("{mark}{}", rounded.to_text())
    }

    fn combine(
        &self,
        other: &Self,
        small: fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
        big: fn(&BigRational, &BigRational) -> BigRational,
    ) -> Option<Self> {
        if let (Repr::Small(a), Repr::Small(b)) = (&self.0, &other.0)
            && let Some(result) = small(a, b)
        {
            return Some(Self::from_small(result));
        }
        let result = big(&self.to_big(), &other.to_big());
        let fits =
            result.numer().bits() <= Self::MAX_BITS && result.denom().bits() <= Self::MAX_BITS;
        fits.then(|| Self::from_big(result))
    }

    fn reciprocal(&self) -> Option<Self> {
        match &self.0 {
            Repr::Small(small) if small.is_zero() => None,
            Repr::Small(small) => Some(Self::from_small(small.recip())),
            Repr::Big(big) => Some(Self::from_big(big.recip())),
        }
    }

    fn to_big(&self) -> Cow<'_, BigRational> {
        match &self.0 {
            Repr::Small(small) => Cow::Owned(BigRational::new_raw(
                (*small.numer()).into(),
                (*small.denom()).into(),
            )),
            Repr::Big(big) => Cow::Borrowed(big),
        }
    }

    fn from_small(small: Ratio<i128>) -> Self {
        if *small.numer() == i128::MIN {
            let big = BigRational::new_raw((*small.numer()).into(), (*small.denom()).into());
            return Self(Repr::Big(Box::new(big)));
        }
        Self(Repr::Small(small))
    }

    /// `big` must be in lowest terms, as every operation of `BigRational` leaves it.
    fn from_big(big: BigRational) -> Self {
        match (big.numer().to_i128(), big.denom().to_i128()) {
            (Some(num), Some(den)) if num != i128::MIN => {
                Self(Repr::Small(Ratio::new_raw(num, den)))
            }
            _ => Self(Repr::Big(Box::new(big))),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.to_text())
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Ord for Number {
    /// Long numbers are compared by cross-multiplication: `BigRational` compares by recursion over the
    /// continued fraction, which can outgrow the stack.
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Repr::Small(a), Repr::Small(b)) = (&self.0, &other.0) {
            return a.cmp(b);
        }
        let (a, b) = (self.to_big(), other.to_big());
        (a.numer() * b.denom()).cmp(&(b.numer() * a.denom()))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Written by hand, as `Hash` is: those of `Ratio` recurse over the continued fraction, and lowest terms
/// make comparing the two parts enough.
impl PartialEq for Repr {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => a.numer() == b.numer() && a.denom() == b.denom(),
            (Self::Big(a), Self::Big(b)) => a.numer() == b.numer() && a.denom() == b.denom(),
            _ => false,
        }
    }
}

impl Eq for Repr {}

impl Hash for Repr {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Small(small) => (small.numer(), small.denom()).hash(state),
            Self::Big(big) => (big.numer(), big.denom()).hash(state),
        }
    }
}

/// The value of an ASCII or full-width decimal digit.
pub(crate) fn digit_value(c: char) -> Option<u8> {
    let offset = match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '０'..='９' => u32::from(c) - u32::from('０'),
        _ => return None,
    };
    u8::try_from(offset).ok()
}

/// Whether `c` is a minus sign: ASCII, mathematical or full-width.
pub(crate) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2212}' | '\u{FF0D}')
}

/// Whether `c` is a decimal point, ASCII or full-width.
pub(crate) fn is_point(c: char) -> bool {
    matches!(c, '.' | '\u{FF0E}')
}

/// Reads one number from left to right; the input is never longer in memory than its text.
struct Reader<'a> {
    chars: std::iter::Peekable<std::str::Chars<'a>>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            chars: text.chars().peekable(),
        }
    }

    fn number(mut self) -> Result<Number, ParseNumberError> {
        let negative = self.chars.next_if(|&c| is_minus(c)).is_some();
        let mut digits = self.digits()?;
        let mut exponent = 0;
        if self.chars.next_if(|&c| is_point(c)).is_some() {
            let decimals = self.digits()?;
            exponent -= decimals.len() as i64;
            digits.extend(decimals);
        }
        if digits.len() > MAX_DIGITS {
            return Err(ParseNumberError::TooLong);
        }
        if self.chars.next_if(|&c| matches!(c, 'e' | 'E')).is_some() {
            exponent += self.exponent()?;
        }
        if self.chars.next().is_some() {
            return Err(ParseNumberError::Malformed);
        }
        let sign = if negative { Sign::Minus } else { Sign::Plus };
        let digits = BigInt::from_radix_be(sign, &digits, 10).ok_or(ParseNumberError::Malformed)?;
        let scale = BigInt::from(10).pow(u32::try_from(exponent.abs()).unwrap_or(0));
        Ok(Number::from_big(if exponent < 0 {
            BigRational::new(digits, scale)
        } else {
            BigRational::from_integer(digits * scale)
        }))
    }

    fn exponent(&mut self) -> Result<i64, ParseNumberError> {
        let negative = self.chars.next_if(|&c| is_minus(c)).is_some();
        if !negative {
            self.chars.next_if_eq(&'+');
        }
        let value = self.digits()?.into_iter().fold(0_i64, |sum, digit| {
            sum.saturating_mul(10).saturating_add(i64::from(digit))
        });
        if value > MAX_DIGITS as i64 {
            return Err(ParseNumberError::TooLong);
        }
        Ok(if negative { -value } else { value })
    }

    /// One digit or more.
    fn digits(&mut self) -> Result<Vec<u8>, ParseNumberError> {
        let mut digits = Vec::new();
        while let Some(digit) = self.chars.peek().copied().and_then(digit_value) {
            self.chars.next();
            digits.push(digit);
        }
        if digits.is_empty() {
            Err(ParseNumberError::Malformed)
        } else {
            Ok(digits)
        }
    }
}

/// The decimals that a fraction in lowest terms with this denominator needs; `None` when it repeats.
fn decimal_places(denom: &BigInt) -> Option<u32> {
    let twos = denom.trailing_zeros().unwrap_or(0);
    let mut rest = denom >> twos;
    let five = BigInt::from(5);
    let mut fives = 0;
    while !rest.is_one() {
        let (quotient, remainder) = rest.div_rem(&five);
        if !remainder.is_zero() {
            return None;
        }
        rest = quotient;
        fives += 1;
    }
    u32::try_from(twos.max(fives)).ok()
}

/// Writes `scaled / 10^places` in full.
fn decimal_text(scaled: &BigInt, places: usize) -> String {
    let mut text = format!(
        "{:0>width$}",
        scaled.magnitude().to_string(),
        width = places + 1
    );
    if places > 0 {
        // Every character is an ASCII digit, so this is a character boundary.
        text.insert(text.len() - places, '.');
    }
    if scaled.is_negative() {
        text.insert(0, '-');
    }
    text
}
