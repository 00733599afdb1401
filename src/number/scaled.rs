//! Numbers as whole multiples of a fixed part of one: the short form in which facts are held and compared.
//!
//! Going there and back changes nothing; what is no such multiple, or too many of them, has no short form.

use num_rational::Ratio;
use num_traits::ToPrimitive;

use super::{Number, Repr};

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

    /// The denominator in lowest terms, where it is short.
    pub fn parts(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(small) => small.denom().to_i64(),
            Repr::Big(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// There and back again.
        #[test]
        fn scaled_numbers_are_the_same_numbers(num: i64, den in 1..2_000_i64, per in 1..1_000_000_i64) {
            let number = Number::ratio(num, den).expect("a denominator");
            if let Some(count) = number.scaled(per) {
                prop_assert_eq!(&Number::from_scaled(count, per), &number);
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
        let long = Number::parse("1e300").expect("a number");
        assert_eq!(long.scaled(1), None);
        assert_eq!(Number::from_int(i64::MAX).scaled(10), None);
        assert_eq!(Number::from_int(i64::MIN).scaled(1), Some(i64::MIN));
    }
}
