//! The quick way from the digits of a bare number to its cell: whole numbers only, and nothing lost.
//!
//! It takes what is written plainly, fits, and lies within the range; all else goes the way that reports.

use crate::measure::Measure;
use crate::number::Number;
use crate::program::{Cell, Packing};

/// How the bare numbers of a slot become cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quick {
    /// The parts that one of the declared unit has.
    parts: i64,
    /// The parts of the last digit, by the number of decimal places; 0 where they are not whole.
    by_places: [i64; PLACES],
    least: i64,
    most: i64,
}

/// Numbers with more characters may not fit.
const LONGEST: usize = 18;

/// So many numbers of decimal places, from 0 on, are made ready.
const PLACES: usize = 7;

impl Quick {
    /// `None` where parts or bounds are not whole.
    pub fn new(
        measure: Option<&Measure>,
        range: (Option<&Number>, Option<&Number>),
        packing: Packing,
    ) -> Option<Self> {
        let Packing::Number { per } = packing else {
            return None;
        };
        let parts = match measure {
            Some(measure) => measure.factor.scaled(per)?,
            None => per,
        };
        let (least, most) = match range {
            (None, _) => (i64::MIN, i64::MAX),
            (Some(least), None) => (least.scaled(per)?, i64::MAX),
            (Some(least), Some(most)) => (least.scaled(per)?, most.scaled(per)?),
        };
        let mut by_places = [0; PLACES];
        let mut scale = 1;
        for last in &mut by_places {
            *last = if parts % scale == 0 { parts / scale } else { 0 };
            scale *= 10;
        }
        Some(Self {
            parts,
            by_places,
            least,
            most,
        })
    }

    /// The cell of a number as it is written in JSON.
    pub fn pack(&self, digits: &str) -> Option<Cell> {
        let (mantissa, places) = decimal(digits)?;
        self.count(mantissa, places)
    }

    /// The cell of a number of at most eighteen digits, so many of them behind the point.
    #[inline]
    pub fn count(&self, mantissa: i64, places: usize) -> Option<Cell> {
        let count = match self.by_places.get(places) {
            Some(&last) if last != 0 => mantissa.checked_mul(last)?,
            _ => {
                let scale = 10_i64.checked_pow(u32::try_from(places).ok()?)?;
                let product = mantissa.checked_mul(self.parts)?;
                (product % scale == 0).then_some(product / scale)?
            }
        };
        let possible = self.least <= count && count <= self.most;
        possible.then(|| Cell::of(count)).flatten()
    }
}

/// Digits without their point, and the number of those after it.
fn decimal(digits: &str) -> Option<(i64, usize)> {
    if digits.len() > LONGEST {
        return None;
    }
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, digits),
    };
    let (mut mantissa, mut places, mut after) = (0_i64, 0, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + i64::from(byte - b'0');
                places += usize::from(after);
            }
            b'.' if !after => after = true,
            _ => return None,
        }
    }
    Some((if negative { -mantissa } else { mantissa }, places))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Quick;
    use crate::measure::Measures;
    use crate::number::Number;
    use crate::program::Packing;
    use crate::value::Value;

    proptest! {
        /// What the quick way makes is what the careful way makes.
        #[test]
        fn both_ways_give_one_number(
            digits in "-?(0|[1-9][0-9]{0,16})(\\.[0-9]{1,6})?([eE][+-]?[0-9])?",
            unit in prop::sample::select(vec!["%", "元", "万元", "天", "分"]),
            per in prop::sample::select(vec![1_i64, 100, 10_000, 1_000_000]),
        ) {
            let measures = Measures::builtin();
            let measure = measures.get(unit).expect("a built-in unit");
            let packing = Packing::Number { per };
            let (least, most) = (Number::from_int(-1_000), Number::from_int(1_000_000));
            let range = (Some(&least), Some(&most));
            let number = Number::parse(&digits).expect("digits");
            let base = number.checked_mul(&measure.factor).expect("it is short");
            let quick = Quick::new(Some(measure), range, packing).and_then(|quick| quick.pack(&digits));
            if let Some(cell) = quick {
                prop_assert!(base >= least && base <= most);
                prop_assert_eq!(Some(cell), packing.pack(&Value::Number(base)));
            }
        }
    }

    #[test]
    fn plain_numbers_take_the_quick_way() {
        let measures = Measures::builtin();
        let packing = Packing::Number { per: 10_000 };
        let zero = Number::from_int(0);
        let quick =
            Quick::new(measures.get("%"), (Some(&zero), None), packing).expect("whole parts");
        let number = |cell| packing.unpack(cell);
        let is = |digits: &str| Some(Value::Number(Number::parse(digits).expect("digits")));
        assert_eq!(quick.pack("97.25").and_then(number), is("97.25"));
        assert_eq!(quick.pack("0").and_then(number), is("0"));
        assert_eq!(quick.pack("97.25555"), None);
        assert_eq!(quick.pack("-1"), None);
        assert_eq!(quick.pack("1e2"), None);
    }
}
