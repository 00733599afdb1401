//! The common case: numbers whose parts have 64 bits at most. The results are those of the long way.

use num_integer::Integer;
use num_rational::Ratio;
use num_traits::Signed;

/// The product of two fractions in lowest terms, itself in lowest terms.
pub(super) fn product(a: &Ratio<i128>, b: &Ratio<i128>) -> Option<Ratio<i128>> {
    let ((a_num, a_den), (b_num, b_den)) = (parts(a)?, parts(b)?);
    let (first, second) = (a_num.gcd(&b_den), b_num.gcd(&a_den));
    let num = i128::from(a_num / first).checked_mul(i128::from(b_num / second))?;
    let den = i128::from(a_den / second).checked_mul(i128::from(b_den / first))?;
    let negative = a.is_negative() != b.is_negative();
    Some(Ratio::new_raw(if negative { -num } else { num }, den))
}

/// A fraction in lowest terms as a decimal, where it terminates.
pub(super) fn text(value: &Ratio<i128>) -> Option<String> {
    let (num, den) = parts(value)?;
    let sign = if value.is_negative() { "-" } else { "" };
    let twos = den.trailing_zeros();
    let (mut rest, mut fives) = (den >> twos, 0);
    while rest % 5 == 0 {
        rest /= 5;
        fives += 1;
    }
    if rest != 1 {
        return None;
    }
    let places = twos.max(fives);
    if places == 0 {
        return Some(format!("{sign}{num}"));
    }
    let one = 10_u64.checked_pow(places)?;
    let (whole, part) = (num / den, u128::from(num % den) * u128::from(one / den));
    let width = usize::try_from(places).ok()?;
    Some(format!("{sign}{whole}.{part:0>width$}"))
}

/// What a plain decimal of at most eighteen ASCII digits stands for, in lowest terms.
pub(super) fn decimal(text: &str) -> Option<Ratio<i128>> {
    const MOST_DIGITS: usize = 18;
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    if whole.is_empty() || part.is_empty() || whole.len() + part.len() > MOST_DIGITS {
        return None;
    }
    let mut num = 0_u64;
    for byte in whole.bytes().chain(part.bytes()) {
        let digit = byte.is_ascii_digit().then(|| byte - b'0')?;
        num = num * 10 + u64::from(digit);
    }
    let places = u32::try_from(part.len()).ok()?;
    let (mut twos, mut fives) = (places, places);
    while twos > 0 && num.is_multiple_of(2) {
        num /= 2;
        twos -= 1;
    }
    while fives > 0 && num.is_multiple_of(5) {
        num /= 5;
        fives -= 1;
    }
    let (num, den) = (i128::from(num), 2_i128.pow(twos) * 5_i128.pow(fives));
    Some(Ratio::new_raw(if negative { -num } else { num }, den))
}

/// The magnitude of the numerator, and the denominator.
fn parts(value: &Ratio<i128>) -> Option<(u64, u64)> {
    let num = u64::try_from(value.numer().unsigned_abs()).ok()?;
    Some((num, u64::try_from(*value.denom()).ok()?))
}
