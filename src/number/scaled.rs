//! Numbers as whole multiples of a fixed part of one: the short form in which facts are held and compared.
//!
//! Going there and back changes nothing; what is no such multiple, or too many of them, has no short form.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::Ratio;
use num_traits::{Signed, ToPrimitive};

use super::{Number, Repr};

/// Where a number lies among the whole multiples of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scaled {
    /// The greatest multiple that is not above it; the nearest one there is, where none fits.
    pub floor: i64,
    /// Whether it is that multiple.
    pub exact: bool,
    /// Whether it lies beyond all multiples that fit: above them if true, below them if false.
    pub beyond: Option<bool>,
}

impl Number {
    /// How many times `1/per` this is, where that is a whole number that fits; `per` is above 0.
    pub fn scaled(&self, per: i64) -> Option<i64> {
        let Repr::Small(small) = &self.0 else {
            return None;
        };
        let (num, den) = (*small.numer(), *small.denom());
        let per = i128::from(per);
        if den == 1 {
            return i64::try_from(num.checked_mul(per)?).ok();
        }
        // In lowest terms, so the product is whole only where the parts are.
        let times = per / den;
        if times * den != per {
            return None;
        }
        i64::try_from(num.checked_mul(times)?).ok()
    }

    /// `count` times `1/per`; `per` is above 0.
    pub fn from_scaled(count: i64, per: i64) -> Self {
        Self(Repr::Small(Ratio::new(
            i128::from(count),
            i128::from(per.max(1)),
        )))
    }

    /// Where this lies among the multiples of `1/per`; `per` is above 0.
    pub fn among(&self, per: i64) -> Scaled {
        if let Some(floor) = self.scaled(per) {
            return Scaled {
                floor,
                exact: true,
                beyond: None,
            };
        }
        let big = self.to_big();
        let floor = (big.numer() * BigInt::from(per)).div_floor(big.denom());
        match floor.to_i64() {
            Some(floor) => Scaled {
                floor,
                exact: false,
                beyond: None,
            },
            None => Scaled {
                floor: if floor.is_negative() {
                    i64::MIN
                } else {
                    i64::MAX
                },
                exact: false,
                beyond: Some(!floor.is_negative()),
            },
        }
    }

    /// Numerator and denominator in lowest terms, where both are short.
    pub fn fraction(&self) -> Option<(i64, i64)> {
        match &self.0 {
            Repr::Small(small) => Some((small.numer().to_i64()?, small.denom().to_i64()?)),
            Repr::Big(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// There and back again, and the floor is what the order of numbers says.
        #[test]
        fn scaled_numbers_are_the_same_numbers(num: i64, den in 1..2_000_i64, per in 1..1_000_000_i64) {
            let number = Number::ratio(num, den).expect("a denominator");
            if let Some(count) = number.scaled(per) {
                prop_assert_eq!(&Number::from_scaled(count, per), &number);
            }
            let among = number.among(per);
            match among.beyond {
                Some(above) => prop_assert_eq!(above, num > 0),
                None => {
                    let floor = Number::from_scaled(among.floor, per);
                    prop_assert!(floor <= number);
                    prop_assert_eq!(among.exact, floor == number);
                    if let Some(next) = among.floor.checked_add(1) {
                        prop_assert!(Number::from_scaled(next, per) > number);
                    }
                }
            }
        }

        #[test]
        fn counts_come_back(count: i64, per in 1..1_000_000_000_i64) {
            prop_assert_eq!(Number::from_scaled(count, per).scaled(per), Some(count));
        }
    }

    #[test]
    fn what_does_not_fit_has_no_short_form() {
        let third = Number::ratio(1, 3).expect("a denominator");
        assert_eq!(third.scaled(10_000), None);
        assert_eq!(third.among(10_000).floor, 3_333);
        let long = Number::parse("1e300").expect("a number");
        assert_eq!(long.scaled(1), None);
        assert_eq!(long.among(1).beyond, Some(true));
        assert_eq!(long.neg().among(1).beyond, Some(false));
        assert_eq!(Number::from_int(i64::MAX).scaled(10), None);
        assert_eq!(Number::from_int(i64::MIN).scaled(1), Some(i64::MIN));
    }
}
