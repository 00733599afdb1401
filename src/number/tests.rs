//! Tests of exact numbers: against `BigRational` as the reference, mostly at the edge of `i128`.

use super::*;
use proptest::prelude::*;
use std::collections::hash_map::DefaultHasher;

fn number(text: &str) -> Number {
    Number::parse(text).expect(text)
}

fn hash_of(value: &Number) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Numerators and denominators around 0, around 2^64 and around ±2^127, and beyond it.
fn part() -> impl Strategy<Value = BigInt> {
    let near = |centre: BigInt| (-3_i64..=3).prop_map(move |offset| &centre + offset);
    prop_oneof![
        (-30_i64..=30).prop_map(BigInt::from),
        any::<i128>().prop_map(BigInt::from),
        near(BigInt::from(u64::MAX)),
        near(BigInt::from(i128::MAX)),
        near(BigInt::from(i128::MIN)),
        (any::<i128>(), any::<i128>()).prop_map(|(a, b)| BigInt::from(a) * b),
    ]
}

fn rational() -> impl Strategy<Value = BigRational> {
    (part(), part()).prop_map(|(num, den)| {
        let den = if den.is_zero() { BigInt::one() } else { den };
        BigRational::new(num, den)
    })
}

proptest! {
    #[test]
    fn arithmetic_agrees_with_the_reference(a in rational(), b in rational()) {
        let (x, y) = (Number::from_big(a.clone()), Number::from_big(b.clone()));
        prop_assert_eq!(x.checked_add(&y), Some(Number::from_big(&a + &b)));
        prop_assert_eq!(x.checked_sub(&y), Some(Number::from_big(&a - &b)));
        prop_assert_eq!(x.checked_mul(&y), Some(Number::from_big(&a * &b)));
        let quotient = (!b.is_zero()).then(|| Number::from_big(&a / &b));
        prop_assert_eq!(x.checked_div(&y), quotient);
        prop_assert_eq!(x.neg(), Number::from_big(-&a));
        prop_assert_eq!(x.is_negative(), a.is_negative());
        prop_assert_eq!(x.is_zero(), a.is_zero());
        prop_assert_eq!(x.is_integer(), a.is_integer());
    }

    #[test]
    fn order_agrees_with_the_reference(a in rational(), b in rational()) {
        let (x, y) = (Number::from_big(a.clone()), Number::from_big(b.clone()));
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        prop_assert_eq!(x == y, a == b);
    }

    #[test]
    fn coming_back_into_range_gives_the_same_representation(a in rational(), b in rational()) {
        let (x, y) = (Number::from_big(a), Number::from_big(b));
        let back = x.checked_add(&y).and_then(|sum| sum.checked_sub(&y)).expect("within limits");
        prop_assert_eq!(&back, &x);
        prop_assert_eq!(hash_of(&back), hash_of(&x));
    }

    #[test]
    fn text_reads_back(digits in any::<i128>(), places in 0_u32..60) {
        let value = Number::from_big(BigRational::new(digits.into(), BigInt::from(10).pow(places)));
        prop_assert_eq!(Number::parse(&value.to_text()), Ok(value));
    }

    #[test]
    fn short_numbers_are_as_the_long_way_has_them(
        num in any::<i64>(), small in -999_i64..1000, twos in 0_u32..30, fives in 0_u32..14, other in 1_i64..50,
    ) {
        let den = 2_i64.pow(twos) * 5_i64.pow(fives);
        for value in [(num, den), (small, den), (num, other), (small, other)] {
            let value = Number::ratio(value.0, value.1).expect("a ratio");
            prop_assert_eq!(value.to_text(), value.long_text());
            let factor = Number::ratio(small, other).expect("a ratio");
            let product = value.to_big().as_ref() * factor.to_big().as_ref();
            prop_assert_eq!(value.checked_mul(&factor), Some(Number::from_big(product)));
        }
    }

    #[test]
    fn rounding_moves_by_at_most_half_a_unit(a in rational(), places in 0_u32..6) {
        let value = Number::from_big(a);
        let moved = value.round(places).checked_sub(&value).expect("within limits");
        let moved = if moved.is_negative() { moved.neg() } else { moved };
        let half = Number::from_big(BigRational::new(BigInt::one(), BigInt::from(10).pow(places) * 2));
        prop_assert!(moved <= half);
    }

    #[test]
    fn short_decimals_are_read_as_the_long_way_reads_them(
        text in "[-−]?[0-9０]{0,19}([.．][0-9]{0,19})?(e1)?", plain in "-?[0-9]{1,9}(\\.[0-9]{1,8}0?)?",
    ) {
        prop_assert!(short::decimal(&plain).is_some());
        for text in [text, plain] {
            let long = match text.as_str() {
                "" => Err(ParseNumberError::Empty),
                text => Reader::new(text).number(),
            };
            if let (Ok(read), Ok(long)) = (Number::parse(&text), &long) {
                prop_assert_eq!(hash_of(&read), hash_of(long));
            }
            prop_assert_eq!(Number::parse(&text), long);
        }
    }

    #[test]
    fn reading_never_panics(text in "[-−－+0-9０-９.．eE, ]{0,12}") {
        let _ = Number::parse(&text);
    }
}

#[test]
fn reads_plain_decimals() {
    for (text, expected) in [
        ("0", "0"),
        ("-0", "0"),
        ("007", "7"),
        ("2.70", "2.7"),
        ("２．７", "2.7"),
        ("−3", "-3"),
        ("－３", "-3"),
        ("1e3", "1000"),
        ("2.5E-2", "0.025"),
        ("1E+2", "100"),
        ("0.005", "0.005"),
    ] {
        assert_eq!(number(text).to_text(), expected, "{text}");
    }
}

#[test]
fn refuses_everything_else() {
    use ParseNumberError::{Empty, Malformed, TooLong};
    for text in [
        "-", ".", "5.", ".5", "1.2.3", "+1", "1,000", " 1", "1 ", "1e", "e3", "NaN", "inf", "--1",
        "五", "1e2.5",
    ] {
        assert_eq!(Number::parse(text), Err(Malformed), "{text}");
    }
    assert_eq!(Number::parse(""), Err(Empty));
    assert_eq!(Number::parse(&"9".repeat(401)), Err(TooLong));
    assert_eq!(Number::parse("1e401"), Err(TooLong));
    assert_eq!(Number::parse("1e-99999999999999999999999"), Err(TooLong));
    assert!(Number::parse(&"9".repeat(400)).is_ok());
    assert!(Number::parse("1e400").is_ok());
}

#[test]
fn writes_fractions_that_do_not_terminate() {
    let third = Number::ratio(-1, 3).expect("a ratio");
    assert_eq!(third.to_text(), "-1/3");
    assert_eq!(format!("{third:?} {third}"), "-1/3 -1/3");
    assert_eq!(third.to_approx_text(2), "≈-0.33");
    assert_eq!(number("2.7").to_approx_text(2), "2.7");
    assert_eq!(Number::ratio(1, 0), None);
}

#[test]
fn rounds_half_away_from_zero() {
    for (text, places, expected) in [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("2.449", 1, "2.4"),
        ("0.005", 2, "0.01"),
        ("-0.004", 2, "0"),
    ] {
        assert_eq!(number(text).round(places).to_text(), expected, "{text}");
    }
    assert_eq!(number("1.5").round(u32::MAX), number("1.5"));
}

#[test]
fn stops_at_the_limit() {
    let mut value = number("1e400");
    while let Some(next) = value.checked_mul(&value) {
        value = next;
    }
    assert!(value.to_big().numer().bits() <= Number::MAX_BITS);
    assert_eq!(value.cmp(&value.clone()), Ordering::Equal);
    assert_eq!(value.checked_div(&Number::zero()), None);
    assert_eq!(value.checked_div(&value), Some(Number::one()));
    assert_eq!(value.to_i64(), None);
    assert_eq!(number("-12").to_i64(), Some(-12));
}
