//! Values, what is known of them, and arithmetic on exact numbers.

use std::collections::BTreeSet;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed as _, Zero as _};

use super::actor::Actor;
use super::days::{Day, Length};

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Truth(bool),
    Number(Number),
    Day(Day),
    Months(Length),
    /// A value of an enumeration, with all values in order; a bare name has no order.
    Word(String, Vec<String>),
    Unit(usize),
    Actor(Actor),
    Record(usize),
}

/// A number in base units.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    pub(super) amount: BigRational,
    pub(super) sort: Sort,
}

/// Per cent and points count differently from all other units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Percent,
    Points,
    Other,
}

/// What is missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    Fact(String),
    Determination(String),
}

pub(super) type Needs = BTreeSet<Need>;

/// What is known of a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Known {
    Is(Value),
    /// Something is missing.
    Missing(Needs),
    /// Nothing that could be supplied would form it.
    Unformed(String),
}

/// True, false, or open for want of something.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Three {
    True,
    False,
    Open(Needs),
}

pub(super) fn fact(what: impl Into<String>) -> Needs {
    Needs::from([Need::Fact(what.into())])
}

/// Whether determinations are all that is missing.
pub(super) fn only_determinations(needs: &Needs) -> bool {
    !needs.is_empty()
        && needs
            .iter()
            .all(|need| matches!(need, Need::Determination(_)))
}

impl Three {
    pub(super) fn of(truth: bool) -> Self {
        if truth { Self::True } else { Self::False }
    }

    pub(super) fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            open => open,
        }
    }

    /// True if all are, false if any is false.
    pub(super) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut needs = Needs::new();
        let mut is_open = false;
        for part in parts {
            match part {
                Self::False => return Self::False,
                Self::True => {}
                Self::Open(more) => {
                    is_open = true;
                    needs.extend(more);
                }
            }
        }
        if is_open {
            Self::Open(needs)
        } else {
            Self::True
        }
    }

    /// True if any is, false if all are false.
    pub(super) fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::all(parts.into_iter().map(Self::not)).not()
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self::all([self, other])
    }

    pub(super) fn needs(&self) -> Needs {
        match self {
            Self::Open(needs) => needs.clone(),
            _ => Needs::new(),
        }
    }
}

impl Known {
    pub(super) fn number(amount: BigRational, sort: Sort) -> Self {
        Self::Is(Value::Number(Number { amount, sort }))
    }

    pub(super) fn count(count: usize) -> Self {
        Self::number(whole(i64::try_from(count).unwrap()), Sort::Other)
    }

    pub(super) fn truth(self) -> Three {
        match self {
            Self::Is(Value::Truth(truth)) => Three::of(truth),
            Self::Is(other) => panic!("{other:?} is no truth value"),
            open => Three::Open(open.needs()),
        }
    }

    /// What is missing of it.
    pub(super) fn needs(&self) -> Needs {
        match self {
            Self::Is(_) => Needs::new(),
            Self::Missing(needs) => needs.clone(),
            Self::Unformed(why) => fact(format!("unformed: {why}")),
        }
    }
}

impl From<Three> for Known {
    fn from(truth: Three) -> Self {
        match truth {
            Three::True => Self::Is(Value::Truth(true)),
            Three::False => Self::Is(Value::Truth(false)),
            Three::Open(needs) => Self::Missing(needs),
        }
    }
}

pub(super) fn whole(number: i64) -> BigRational {
    BigRational::from_integer(BigInt::from(number))
}

/// A decimal as written.
pub(super) fn decimal(text: &str) -> BigRational {
    let (text, negative) = match text.strip_prefix(['-', '−', '－']) {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let (before, behind) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{before}{behind}").parse().unwrap();
    let scale = BigInt::from(10).pow(u32::try_from(behind.len()).unwrap());
    let amount = BigRational::new(digits, scale);
    if negative { -amount } else { amount }
}

/// How many base units one of a unit is, and what sort of number that makes.
pub(super) fn unit_of_measure(name: &str) -> Option<(BigRational, Sort)> {
    let (over, under, sort) = match name {
        "%" | "％" | "percent" => (1, 1, Sort::Percent),
        "‰" => (1, 10, Sort::Percent),
        "个百分点" | "百分点" | "pp" => (1, 1, Sort::Points),
        "元" | "yuan" | "户" | "件" | "人" | "天" | "日" | "days" | "小时" | "hours" => {
            (1, 1, Sort::Other)
        }
        "万元" => (10_000, 1, Sort::Other),
        "周" | "weeks" => (7, 1, Sort::Other),
        "分钟" | "minutes" => (1, 60, Sort::Other),
        _ => return None,
    };
    Some((BigRational::new(over.into(), under.into()), sort))
}

pub(super) fn add(left: &Number, right: &Number) -> Number {
    let sort = match (left.sort, right.sort) {
        (Sort::Percent, _) | (_, Sort::Percent) => Sort::Percent,
        (sort, _) => sort,
    };
    Number {
        amount: &left.amount + &right.amount,
        sort,
    }
}

pub(super) fn subtract(left: &Number, right: &Number) -> Number {
    let sort = match (left.sort, right.sort) {
        (Sort::Percent, Sort::Percent) => Sort::Points,
        (sort, _) => sort,
    };
    Number {
        amount: &left.amount - &right.amount,
        sort,
    }
}

pub(super) fn multiply(left: &Number, right: &Number) -> Number {
    let product = &left.amount * &right.amount;
    let (amount, sort) = match (left.sort, right.sort) {
        (Sort::Percent, other) | (other, Sort::Percent) => (product / whole(100), other),
        (Sort::Points, _) | (_, Sort::Points) => (product, Sort::Points),
        _ => (product, Sort::Other),
    };
    Number { amount, sort }
}

pub(super) fn divide(left: &Number, right: &Number) -> Result<Number, String> {
    if right.amount.is_zero() {
        return Err("division by zero".to_owned());
    }
    let sort = if left.sort == right.sort {
        Sort::Other
    } else {
        left.sort
    };
    Ok(Number {
        amount: &left.amount / &right.amount,
        sort,
    })
}

pub(super) fn share(left: &Number, right: &Number) -> Result<Number, String> {
    if right.amount.is_zero() {
        return Err("zero base".to_owned());
    }
    if right.amount.is_negative() {
        return Err("negative base".to_owned());
    }
    Ok(Number {
        amount: &left.amount / &right.amount * whole(100),
        sort: Sort::Percent,
    })
}

/// Half away from zero.
pub(super) fn round(number: &Number, places: u32) -> Number {
    let scale = BigRational::from_integer(BigInt::from(10).pow(places));
    Number {
        amount: (&number.amount * &scale).round() / scale,
        sort: number.sort,
    }
}
