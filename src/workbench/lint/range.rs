//! Intervals of exact numbers: what a quantity may be.

use crate::number::Number;

/// An end of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct End {
    pub(super) at: Number,
    /// Whether the number itself lies outside.
    pub(super) open: bool,
}

/// All numbers between two ends; without an end it goes on for ever. It may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Range {
    pub(super) low: Option<End>,
    pub(super) high: Option<End>,
}

impl End {
    pub(super) fn new(at: Number, open: bool) -> Self {
        Self { at, open }
    }

    fn closed(at: Number) -> Self {
        Self::new(at, false)
    }
}

impl Range {
    /// One number alone.
    pub(super) fn point(at: Number) -> Self {
        Self::between(at.clone(), Some(at))
    }

    /// From a number, up to another where there is one, both included.
    pub(super) fn between(low: Number, high: Option<Number>) -> Self {
        Self {
            low: Some(End::closed(low)),
            high: high.map(End::closed),
        }
    }

    /// Nothing below zero.
    pub(super) fn not_negative() -> Self {
        Self::between(Number::zero(), None)
    }

    pub(super) fn is_empty(&self) -> bool {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) => {
                low.at > high.at || low.at == high.at && (low.open || high.open)
            }
            _ => false,
        }
    }

    /// Whether there is nothing negative in it.
    pub(super) fn is_not_negative(&self) -> bool {
        self.low.as_ref().is_some_and(|low| !low.at.is_negative())
    }

    /// What lies in both.
    pub(super) fn and(&self, other: &Self) -> Self {
        Self {
            low: tighter(&self.low, &other.low, |one, two| {
                one.at > two.at || one.at == two.at && one.open
            }),
            high: tighter(&self.high, &other.high, |one, two| {
                one.at < two.at || one.at == two.at && one.open
            }),
        }
    }

    /// The smallest interval around both.
    pub(super) fn hull(&self, other: &Self) -> Self {
        let end = |one: &Option<End>, two: &Option<End>, wider: fn(&End, &End) -> bool| {
            let (one, two) = (one.as_ref()?, two.as_ref()?);
            Some(if wider(one, two) { one } else { two }.clone())
        };
        Self {
            low: end(&self.low, &other.low, |one, two| {
                one.at < two.at || one.at == two.at && !one.open
            }),
            high: end(&self.high, &other.high, |one, two| {
                one.at > two.at || one.at == two.at && !one.open
            }),
        }
    }

    pub(super) fn negative(&self) -> Self {
        let turned = |end: &Option<End>| {
            let end = end.as_ref()?;
            Some(End::new(end.at.neg(), end.open))
        };
        Self {
            low: turned(&self.high),
            high: turned(&self.low),
        }
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        let sum = |one: &Option<End>, two: &Option<End>| {
            let (one, two) = (one.as_ref()?, two.as_ref()?);
            Some(End::new(one.at.checked_add(&two.at)?, one.open || two.open))
        };
        Self {
            low: sum(&self.low, &other.low),
            high: sum(&self.high, &other.high),
        }
    }

    /// Below all of the other.
    pub(super) fn lies_below(&self, other: &Self) -> bool {
        match (&self.high, &other.low) {
            (Some(high), Some(low)) => {
                high.at < low.at || high.at == low.at && (high.open || low.open)
            }
            _ => false,
        }
    }
}

fn tighter(one: &Option<End>, two: &Option<End>, first: fn(&End, &End) -> bool) -> Option<End> {
    match (one, two) {
        (Some(one), Some(two)) => Some(if first(one, two) { one } else { two }.clone()),
        (end, None) | (None, end) => end.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{End, Range};
    use crate::number::Number;

    fn number(n: i64) -> Number {
        Number::from_int(n)
    }

    fn from(low: i64, open: bool) -> Range {
        Range {
            low: Some(End::new(number(low), open)),
            high: None,
        }
    }

    fn up_to(high: i64, open: bool) -> Range {
        Range {
            low: None,
            high: Some(End::new(number(high), open)),
        }
    }

    #[test]
    fn a_bound_that_both_sides_leave_out_is_in_neither() {
        assert!(!from(5, false).and(&up_to(5, false)).is_empty());
        assert!(from(5, true).and(&up_to(5, false)).is_empty());
        assert!(from(5, false).and(&up_to(5, true)).is_empty());
        assert!(from(5, false).and(&up_to(3, false)).is_empty());
        assert!(!from(3, true).and(&up_to(5, true)).is_empty());
        assert!(!Range::default().is_empty());
    }

    #[test]
    fn the_open_end_is_the_tighter_and_the_closed_the_wider() {
        assert_eq!(from(5, false).and(&from(5, true)), from(5, true));
        assert_eq!(from(5, false).hull(&from(5, true)), from(5, false));
        assert_eq!(up_to(5, false).and(&up_to(4, true)), up_to(4, true));
        assert_eq!(up_to(5, false).hull(&up_to(4, true)), up_to(5, false));
        assert_eq!(from(5, false).hull(&up_to(4, true)), Range::default());
    }

    #[test]
    fn sums_and_differences_keep_what_is_known() {
        let share = Range::between(number(0), Some(number(100)));
        let up = share.plus(&Range::point(number(5)));
        assert_eq!(up, Range::between(number(5), Some(number(105))));
        let difference = share.plus(&from(0, true).negative());
        assert_eq!(difference, up_to(100, true));
    }

    #[test]
    fn what_lies_below_touches_at_most() {
        assert!(up_to(5, true).lies_below(&from(5, false)));
        assert!(!up_to(5, false).lies_below(&from(5, false)));
        assert!(!Range::default().lies_below(&from(5, false)));
    }
}
