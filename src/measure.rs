//! Units of measure and their dimensions: what may be added to what, and how quantities are written.
//!
//! A quantity is kept as a number of base units plus a [`Dimension`]. Per cent and percentage points are
//! two dimensions on purpose: a rate of 3% that rises by 2 个百分点 is not the rate that rises by 2%.

use std::borrow::Cow;

use indexmap::IndexMap;

use crate::number::{Number, digit_value, is_minus, is_point};

/// The decimals shown of a quantity that has no finite decimal in its unit.
const APPROXIMATE_PLACES: u32 = 4;

/// A product of base dimensions with exponents, such as money per area; none at all is a plain number.
// INVARIANT: sorted by base, each base once, no exponent 0; so equal dimensions are equal vectors.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Dimension(Vec<(BaseId, i8)>);

/// A base dimension, numbered in the order of declaration.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct BaseId(u16);

/// A unit of measure: one of it is `factor` base units of its dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The name as written after a number.
    pub name: String,
    /// The dimension.
    pub dimension: Dimension,
    /// The base units in one of this; above 0.
    pub factor: Number,
}

/// The units of measure that a regulation can use, in the order of declaration.
#[derive(Clone, Debug)]
pub struct Measures {
    by_name: IndexMap<String, Measure>,
    bases: u16,
}

/// Why a unit of measure cannot be declared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeclareMeasureError {
    /// The name is empty, holds a space, or starts as a number does.
    #[error("`{0}` cannot be the name of a unit")]
    Name(String),
    /// A unit of that name exists.
    #[error("the unit `{0}` is already declared")]
    Duplicate(String),
    /// The factor is 0 or negative.
    #[error("the factor of the unit `{0}` is not above 0")]
    Factor(String),
    /// There are 65,535 base units already.
    #[error("too many base units")]
    TooMany,
}

impl Dimension {
    /// The dimension of a plain number.
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether this is the dimension of a plain number.
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// The dimension of a product. Exponents stop at ±127.
    pub fn times(&self, other: &Self) -> Self {
        self.combine(other, i8::saturating_add)
    }

    /// The dimension of a quotient. Exponents stop at ±127.
    pub fn over(&self, other: &Self) -> Self {
        self.combine(other, i8::saturating_sub)
    }

    fn combine(&self, other: &Self, apply: fn(i8, i8) -> i8) -> Self {
        let mut product = self.0.clone();
        for &(base, exponent) in &other.0 {
            match product.iter_mut().find(|(known, _)| *known == base) {
                Some((_, known)) => *known = apply(*known, exponent),
                None => product.push((base, apply(0, exponent))),
            }
        }
        product.retain(|&(_, exponent)| exponent != 0);
        product.sort_unstable();
        Self(product)
    }

    fn base(base: BaseId) -> Self {
        Self(vec![(base, 1)])
    }
}

impl std::fmt::Debug for BaseId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "base-{}", self.0)
    }
}

impl Measures {
    /// The units that every regulation knows, under their Chinese and English names.
    pub fn builtin() -> Self {
        let mut measures = Self {
            by_name: IndexMap::new(),
            bases: 0,
        };
        for names in BASES {
            if let Some(base) = measures.next_base() {
                measures.insert_all(names, &Number::one(), &Dimension::base(base));
            }
        }
        for &(names, base, power, num, den) in DERIVED {
            let base = measures.dimension_of(base);
            let dimension = (0..power).fold(Dimension::none(), |product, _| product.times(&base));
            if let Some(factor) = Number::ratio(num, den) {
                measures.insert_all(names, &factor, &dimension);
            }
        }
        measures
    }

    /// The unit of that name; a full-width `％` is read as `%`.
    pub fn get(&self, name: &str) -> Option<&Measure> {
        self.by_name.get(normal(name).as_ref())
    }

    /// Every name, aliases included, in the order of declaration.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// Declares a unit with a dimension of its own, and gives that dimension.
    ///
    /// # Errors
    ///
    /// [`DeclareMeasureError`] when the name is taken or cannot be one, or there are too many base units.
    pub fn declare_base(&mut self, name: &str) -> Result<Dimension, DeclareMeasureError> {
        self.check_name(name)?;
        let base = self.next_base().ok_or(DeclareMeasureError::TooMany)?;
        let dimension = Dimension::base(base);
        self.insert_all(&[name], &Number::one(), &dimension);
        Ok(dimension)
    }

    /// Declares a unit: one of it is `factor` base units of `dimension`. A factor of 1 makes an alias.
    ///
    /// # Errors
    ///
    /// [`DeclareMeasureError`] when the name is taken or cannot be one, or the factor is not above 0.
    pub fn declare(
        &mut self,
        name: &str,
        factor: Number,
        dimension: Dimension,
    ) -> Result<(), DeclareMeasureError> {
        self.check_name(name)?;
        if factor.is_zero() || factor.is_negative() {
            return Err(DeclareMeasureError::Factor(name.to_owned()));
        }
        self.insert_all(&[name], &factor, &dimension);
        Ok(())
    }

    /// The dimension of per cent.
    pub fn percent(&self) -> Dimension {
        self.dimension_of("%")
    }

    /// The dimension of percentage points.
    pub fn points(&self) -> Dimension {
        self.dimension_of("百分点")
    }

    /// The dimension of days.
    pub fn days(&self) -> Dimension {
        self.dimension_of("天")
    }

    /// Writes a quantity, given in base units, in `measure`: `2.7%`, `5万元`, `5 km`.
    ///
    /// A value without a finite decimal is rounded to 4 places and marked: `≈0.3333元`.
    pub fn format(&self, value_in_base: &Number, measure: &Measure) -> String {
        let number = match value_in_base.checked_div(&measure.factor) {
            Some(value) => decimal(&value),
            // Only for numbers of many thousand digits, or a factor of 0 set by hand: keep the value true.
            None => format!("({value_in_base})/({})", measure.factor),
        };
        let space = if measure.name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            " "
        } else {
            ""
        };
        format!("{number}{space}{}", measure.name)
    }

    fn check_name(&self, name: &str) -> Result<(), DeclareMeasureError> {
        let starts_as_number =
            name.starts_with(|c| is_minus(c) || is_point(c) || digit_value(c).is_some());
        if name.is_empty() || starts_as_number || name.contains(char::is_whitespace) {
            return Err(DeclareMeasureError::Name(name.to_owned()));
        }
        match self.get(name) {
            Some(_) => Err(DeclareMeasureError::Duplicate(name.to_owned())),
            None => Ok(()),
        }
    }

    fn next_base(&mut self) -> Option<BaseId> {
        let base = BaseId(self.bases);
        self.bases = self.bases.checked_add(1)?;
        Some(base)
    }

    fn insert_all(&mut self, names: &[&str], factor: &Number, dimension: &Dimension) {
        for name in names {
            let name = normal(name).into_owned();
            let (factor, dimension) = (factor.clone(), dimension.clone());
            self.by_name.insert(
                name.clone(),
                Measure {
                    name,
                    dimension,
                    factor,
                },
            );
        }
    }

    fn dimension_of(&self, name: &str) -> Dimension {
        self.get(name)
            .map(|measure| measure.dimension.clone())
            .unwrap_or_default()
    }
}

/// Splits a written quantity into number and unit, without the space between: `5万元` into `5` and `万元`.
///
/// The unit is empty when only a number is written; `None` when the text does not start with a number. The
/// number is not checked further: [`Number::parse`] does that.
pub fn split_quantity(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let unsigned = text.strip_prefix(is_minus).unwrap_or(text);
    let unit = unsigned.trim_start_matches(|c| is_point(c) || digit_value(c).is_some());
    let number = text.strip_suffix(unit)?;
    number
        .contains(|c| digit_value(c).is_some())
        .then(|| (number, unit.trim_start()))
}

/// The base units, each line with a dimension of its own, under all their names.
const BASES: &[&[&str]] = &[
    &["%", "percent"],
    &["个百分点", "百分点", "pp"],
    &["元", "yuan", "CNY"],
    &["米", "m"],
    &["千克", "公斤", "kg"],
    &["人", "名", "persons", "people"],
    &["人次"],
    &["户", "households"],
    &["天", "日", "days", "day"],
    &["小时", "hours"],
    &["个"],
    &["项", "items"],
    &["次", "times"],
    &["件", "cases"],
    &["份"],
    &["条"],
    &["所"],
    &["座"],
    &["台"],
    &["村"],
];

/// Units made from a base unit: names, base, power of the base dimension, factor as a fraction.
const DERIVED: &[(&[&str], &str, u8, i64, i64)] = &[
    (&["‰"], "%", 1, 1, 10),
    (&["角"], "元", 1, 1, 10),
    (&["分"], "元", 1, 1, 100),
    (&["万元"], "元", 1, 10_000, 1),
    (&["亿元"], "元", 1, 100_000_000, 1),
    (&["公里", "千米", "km"], "米", 1, 1_000, 1),
    (&["平方米", "m2", "㎡"], "米", 2, 1, 1),
    (&["公顷", "ha"], "米", 2, 10_000, 1),
    (&["平方公里", "km2"], "米", 2, 1_000_000, 1),
    (&["立方米", "m3"], "米", 3, 1, 1),
    (&["吨", "t"], "千克", 1, 1_000, 1),
    (&["周", "weeks"], "天", 1, 7, 1),
    (&["分钟", "minutes"], "小时", 1, 1, 60),
];

fn normal(name: &str) -> Cow<'_, str> {
    if name.contains('％') {
        Cow::Owned(name.replace('％', "%"))
    } else {
        Cow::Borrowed(name)
    }
}

fn decimal(value: &Number) -> String {
    let exact = value.to_text();
    if exact.contains('/') {
        value.to_approx_text(APPROXIMATE_PLACES)
    } else {
        exact
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(number: &str, unit: &str) -> String {
        let measures = Measures::builtin();
        let measure = measures.get(unit).expect(unit);
        let value = Number::parse(number)
            .ok()
            .and_then(|n| n.checked_mul(&measure.factor));
        measures.format(&value.expect(number), measure)
    }

    #[test]
    fn writes_quantities() {
        for (number, unit, expected) in [
            ("2.7", "％", "2.7%"),
            ("5", "万元", "5万元"),
            ("15", "平方米", "15平方米"),
            ("5", "km", "5 km"),
            ("-0.5", "个百分点", "-0.5个百分点"),
            ("3", "‰", "3‰"),
        ] {
            assert_eq!(written(number, unit), expected);
        }
        let measures = Measures::builtin();
        let days = Number::parse("20").expect("a number");
        let week = measures.get("周").expect("builtin");
        assert_eq!(measures.format(&days, week), "≈2.8571周");
    }

    #[test]
    fn aliases_agree_and_factors_are_right() {
        let measures = Measures::builtin();
        let count = BASES.iter().map(|names| names.len()).sum::<usize>()
            + DERIVED.iter().map(|(names, ..)| names.len()).sum::<usize>();
        assert_eq!(
            measures.names().count(),
            count,
            "every name is declared once"
        );
        for (a, b, factor) in [
            ("公里", "米", "1000"),
            ("km2", "公顷", "100"),
            ("亿元", "万元", "10000"),
            ("元", "分", "100"),
            ("percent", "‰", "10"),
            ("小时", "minutes", "60"),
            ("weeks", "日", "7"),
            ("people", "名", "1"),
            ("㎡", "m2", "1"),
            ("t", "公斤", "1000"),
        ] {
            let (a, b) = (measures.get(a).expect(a), measures.get(b).expect(b));
            assert_eq!(a.dimension, b.dimension);
            assert_eq!(
                a.factor.checked_div(&b.factor),
                Number::parse(factor).ok(),
                "{a:?} {b:?}"
            );
        }
    }

    #[test]
    fn kinds_are_kept_apart() {
        let measures = Measures::builtin();
        let dimension = |name: &str| measures.get(name).expect(name).dimension.clone();
        assert_ne!(measures.percent(), measures.points());
        assert_eq!(measures.days(), dimension("day"));
        assert_ne!(dimension("人"), dimension("人次"));
        assert_ne!(dimension("个"), dimension("项"));
        assert_ne!(dimension("天"), dimension("小时"));
    }

    #[test]
    fn dimensions_multiply_and_cancel() {
        let measures = Measures::builtin();
        let dimension = |name: &str| measures.get(name).expect(name).dimension.clone();
        let (money, area) = (dimension("元"), dimension("平方米"));
        assert_eq!(dimension("米").times(&dimension("米")), area);
        assert_eq!(area.times(&dimension("米")), dimension("立方米"));
        assert_eq!(money.over(&area).times(&area), money);
        assert_eq!(money.times(&area), area.times(&money));
        assert!(money.over(&money).is_none());
        assert_eq!(
            Dimension::none().over(&money).times(&money),
            Dimension::none()
        );
        assert_eq!(
            format!("{:?}", measures.percent()),
            "Dimension([(base-0, 1)])"
        );
    }

    #[test]
    fn declares_units_once() {
        let mut measures = Measures::builtin();
        let tree = measures.declare_base("株").expect("a new name");
        let hundred = Number::from_int(100);
        assert_eq!(
            measures.declare("百株", hundred.clone(), tree.clone()),
            Ok(())
        );
        assert_eq!(
            measures.get("百株").map(|measure| &measure.factor),
            Some(&hundred)
        );
        assert_eq!(measures.names().last(), Some("百株"));
        let taken = DeclareMeasureError::Duplicate("％".to_owned());
        assert_eq!(measures.declare_base("％"), Err(taken));
        let zero = DeclareMeasureError::Factor("捆".to_owned());
        assert_eq!(measures.declare("捆", Number::zero(), tree), Err(zero));
        for name in ["", "5元", "－元", "元 整"] {
            assert_eq!(
                measures.declare_base(name),
                Err(DeclareMeasureError::Name(name.to_owned()))
            );
        }
    }

    #[test]
    fn splits_quantities() {
        for (text, expected) in [
            ("5万元", Some(("5", "万元"))),
            ("2.7 %", Some(("2.7", "%"))),
            ("－２．７％", Some(("－２．７", "％"))),
            (" 5 km ", Some(("5", "km"))),
            ("12", Some(("12", ""))),
            ("1,000元", Some(("1", ",000元"))),
            ("5-6天", Some(("5", "-6天"))),
            ("万元", None),
            ("-元", None),
            (".", None),
            ("", None),
        ] {
            assert_eq!(split_quantity(text), expected, "{text}");
        }
    }
}
