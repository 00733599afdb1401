//! Days, lengths of time and periods, by themselves: nothing of the engine's own calendar is used to count.

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan as _};

/// A day.
pub(super) type Day = Date;

/// Months, then days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) months: i64,
    pub(super) days: i64,
}

/// A stretch of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Period {
    pub(super) first: Day,
    pub(super) last: Day,
}

/// The day that is written `2020-06-30`.
pub(super) fn day(text: &str) -> Day {
    let mut parts = text.split('-').map(|part| part.parse::<i16>().unwrap());
    let mut next = || parts.next().unwrap();
    let (year, month, day) = (next(), next(), next());
    date(year, month.try_into().unwrap(), day.try_into().unwrap())
}

/// The day so long after another.
pub(super) fn after(day: Day, length: Length) -> Day {
    let later: Span = length.months.months();
    day.checked_add(later)
        .unwrap()
        .checked_add(length.days.days())
        .unwrap()
}

/// The day so long before another.
pub(super) fn before(day: Day, length: Length) -> Day {
    let earlier: Span = (-length.months).months();
    day.checked_add(earlier)
        .unwrap()
        .checked_add((-length.days).days())
        .unwrap()
}

/// The days from one to another.
pub(super) fn between(from: Day, to: Day) -> i64 {
    i64::from(from.until(to).unwrap().get_days())
}

fn months(count: i64) -> Length {
    Length {
        months: count,
        days: 0,
    }
}

fn days(count: i64) -> Length {
    Length {
        months: 0,
        days: count,
    }
}

impl Period {
    /// The period written `2020`, `2020-H1`, `2020-Q3`, `2020-07` or `2020-01-15/2020-06-30`.
    pub(super) fn read(text: &str) -> Self {
        if let Some((first, last)) = text.split_once('/') {
            return Self {
                first: day(first),
                last: day(last),
            };
        }
        let (year, rest) = text.split_at(4);
        let year: i16 = year.parse().unwrap();
        let rest = rest.trim_start_matches('-');
        let number = |rest: &str| rest.trim_start_matches(['H', 'Q']).parse::<i8>().unwrap();
        let (month, length) = match rest.chars().next() {
            None => (1, 12),
            Some('H') => (number(rest) * 6 - 5, 6),
            Some('Q') => (number(rest) * 3 - 2, 3),
            Some(_) => (number(rest), 1),
        };
        Self::of_months(date(year, month, 1), length)
    }

    fn of_months(first: Day, length: i64) -> Self {
        let next = after(first, months(length));
        Self {
            first,
            last: before(next, days(1)),
        }
    }

    /// Whether it is a whole year, half, quarter or month, and how many months that is.
    fn whole(self) -> Option<i64> {
        [12, 6, 3, 1].into_iter().find(|length| {
            let starts = (i64::from(self.first.month()) - 1) % length == 0 && self.first.day() == 1;
            starts && Self::of_months(self.first, *length) == self
        })
    }

    /// As the engine writes it.
    pub(super) fn text(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.whole() {
            Some(12) => format!("{year:04}"),
            Some(6) => format!("{year:04}-H{}", (month + 5) / 6),
            Some(3) => format!("{year:04}-Q{}", (month + 2) / 3),
            Some(_) => format!("{year:04}-{month:02}"),
            None => format!("{}/{}", self.first, self.last),
        }
    }

    pub(super) fn holds(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// The same period so many years before.
    pub(super) fn years_before(self, years: u32) -> Self {
        let back = months(i64::from(years) * 12);
        match self.whole() {
            Some(length) => Self::of_months(before(self.first, back), length),
            None => Self {
                first: before(self.first, back),
                last: before(self.last, back),
            },
        }
    }

    /// The period before it, of its kind.
    pub(super) fn previous(self) -> Self {
        match self.whole() {
            Some(length) => Self::of_months(before(self.first, months(length)), length),
            None => {
                let back = days(between(self.first, self.last) + 1);
                Self {
                    first: before(self.first, back),
                    last: before(self.last, back),
                }
            }
        }
    }

    /// The calendar's parts of so many months that end inside it.
    pub(super) fn parts(self, length: i64) -> Vec<Self> {
        let mut part = Self::of_months(date(self.first.year(), 1, 1), length);
        let mut parts = Vec::new();
        while part.last <= self.last {
            if part.last >= self.first {
                parts.push(part);
            }
            part = part.next(length);
        }
        parts
    }

    /// The part after this one.
    fn next(self, length: i64) -> Self {
        Self::of_months(after(self.last, days(1)), length)
    }

    /// The part before this one.
    pub(super) fn part_before(self, length: i64) -> Self {
        Self::of_months(before(self.first, months(length)), length)
    }
}
