//! The quick way from the digits of a bare number to its cell: whole numbers only, and nothing lost.
//!
//! It takes what is written plainly, fits, and lies within the range; all else goes the way that reports.

use crate::measure::Measure;
use crate::number::Number;
use crate::program::{Cell, Packing};

/// How the bare numbers of a slot become cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quick {
    /// The parts that one of the declared unit has.
    parts: i64,
    least: i64,
    most: i64,
}

/// Numbers with more characters may not fit.
const LONGEST: usize = 18;

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
        Some(Self { parts, least, most })
    }

    /// The cell of a number as it is written in JSON.
    pub fn pack(self, digits: &str) -> Option<Cell> {
        let (mantissa, scale) = decimal(digits)?;
        let product = mantissa.checked_mul(self.parts)?;
        let count = product / scale;
        let exact = count * scale == product;
        let possible = (self.least..=self.most).contains(&count);
        (exact && possible).then(|| Cell::of(count)).flatten()
    }
}

/// Digits without their point, and ten to the number of those after it.
fn decimal(digits: &str) -> Option<(i64, i64)> {
    if digits.len() > LONGEST {
        return None;
    }
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, digits),
    };
    let (mut mantissa, mut scale, mut after) = (0_i64, 1_i64, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + i64::from(byte - b'0');
                scale *= if after { 10 } else { 1 };
            }
            b'.' if !after => after = true,
            _ => return None,
        }
    }
    Some((if negative { -mantissa } else { mantissa }, scale))
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
