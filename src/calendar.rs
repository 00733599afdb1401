//! Civil dates, durations and reporting periods.
//!
//! Thin types over a calendar library, whose own types stay private here. There is no clock and no time
//! zone: today is an input, and a regulation's days are civil days.

use std::borrow::Cow;
use std::fmt;

use jiff::{Span, civil};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::number::digit_value;

/// A day of the Gregorian calendar, in the years 1 to 9999.
///
/// Written, and serialized, as `2017-08-01`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// A length of time on the calendar: months, then days.
///
/// The two do not convert into each other, because months differ in length.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize)]
pub struct Duration {
    /// Calendar months.
    pub months: i32,
    /// Days.
    pub days: i32,
}

/// A stretch of days, both ends included: a year, half, quarter or month, or any other range.
///
/// Written, and serialized, in the shortest form: `2017`, `2017-H1`, `2017-Q1`, `2017-03`, or
/// `2017-01-15/2017-06-30`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

impl Date {
    /// The first day there is, 1 January of year 1.
    pub const MIN: Self = Self(civil::date(1, 1, 1));

    /// The date of a year (1 to 9999), month and day, or `None` when there is no such day.
    pub fn new(y: i16, m: i8, d: i8) -> Option<Self> {
        Self::in_range(civil::Date::new(y, m, d).ok()?)
    }

    /// Reads `2017-08-01` or `2017年8月1日`; digits may be full-width.
    ///
    /// The year always has four digits; month and day have two in the first form, one or two in the second.
    pub fn parse(text: &str) -> Option<Self> {
        let text = ascii_digits(text);
        let (year, month, day) = match text.strip_suffix('日') {
            Some(rest) => {
                let (year, rest) = rest.split_once('年')?;
                let (month, day) = rest.split_once('月')?;
                (
                    digits(year, 4, 4)?,
                    digits(month, 1, 2)?,
                    digits(day, 1, 2)?,
                )
            }
            None => {
                let (year, rest) = text.split_once('-')?;
                let (month, day) = rest.split_once('-')?;
                (
                    digits(year, 4, 4)?,
                    digits(month, 2, 2)?,
                    digits(day, 2, 2)?,
                )
            }
        };
        Self::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The date that much later: first the months, stopping at the end of a shorter month, then the days.
    ///
    /// `None` outside the years 1 to 9999.
    pub fn plus(self, duration: Duration) -> Option<Date> {
        self.shifted(i64::from(duration.months), i64::from(duration.days))
    }

    /// The date that much earlier: first the months, stopping at the end of a shorter month, then the days.
    ///
    /// This need not undo [`Date::plus`]: 31 January plus a month minus a month is 28 January.
    pub fn minus(self, duration: Duration) -> Option<Date> {
        self.shifted(-i64::from(duration.months), -i64::from(duration.days))
    }

    /// The days from this date to `other`; negative when `other` is earlier.
    pub fn days_until(self, other: Date) -> i64 {
        self.0.duration_until(other.0).as_hours() / 24
    }

    /// The next day, or `None` after the last day of 9999.
    pub fn next_day(self) -> Option<Date> {
        self.shifted(0, 1)
    }

    /// The previous day, or `None` before the first day of year 1.
    pub fn prev_day(self) -> Option<Date> {
        self.shifted(0, -1)
    }

    fn shifted(self, months: i64, days: i64) -> Option<Date> {
        // Two steps, since adding one span of both is the same thing only by the library's convention.
        let month = self
            .0
            .checked_add(Span::new().try_months(months).ok()?)
            .ok()?;
        Self::in_range(month.checked_add(Span::new().try_days(days).ok()?).ok()?)
    }

    fn in_range(date: civil::Date) -> Option<Self> {
        (date.year() >= 1).then_some(Self(date))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is not a date")))
    }
}

impl Duration {
    /// A number of days.
    pub const fn days(n: i32) -> Self {
        Self { months: 0, days: n }
    }

    /// A number of calendar months.
    pub const fn months(n: i32) -> Self {
        Self { months: n, days: 0 }
    }

    /// A number of years of twelve months; past the range of `i32`, the longest duration there is.
    pub const fn years(n: i32) -> Self {
        Self::months(n.saturating_mul(12))
    }
}

impl Period {
    /// The days from `start` to `end`, or `None` when `end` is earlier.
    pub fn new(start: Date, end: Date) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// Reads `2017`, `2017年`, `2017-H1`, `2017-Q1`, `2017-03` or `2017-01-01/2017-06-30`.
    ///
    /// Digits may be full-width.
    pub fn parse(text: &str) -> Option<Self> {
        // Nearly always a year.
        if let Some(year) = digits(text, 4, 4) {
            return Self::of_months(year, 1, 12);
        }
        let text = ascii_digits(text);
        if let Some((start, end)) = text.split_once('/') {
            return Self::new(Date::parse(start)?, Date::parse(end)?);
        }
        let Some((year, part)) = text.split_once('-') else {
            return Self::of_months(
                digits(text.strip_suffix('年').unwrap_or(&text), 4, 4)?,
                1,
                12,
            );
        };
        let (number, length) = if let Some(half) = part.strip_prefix('H') {
            (digits(half, 1, 1)?, 6)
        } else if let Some(quarter) = part.strip_prefix('Q') {
            (digits(quarter, 1, 1)?, 3)
        } else {
            (digits(part, 2, 2)?, 1)
        };
        let first_month = (number - 1) * i16::from(length) + 1;
        Self::of_months(digits(year, 4, 4)?, i8::try_from(first_month).ok()?, length)
    }

    /// Whether `date` falls in this period.
    pub fn contains(self, date: Date) -> bool {
        (self.start..=self.end).contains(&date)
    }

    /// The same period `n` years earlier: the same month or quarter, or the same days of a free range.
    ///
    /// `None` before year 1.
    pub fn years_before(self, n: u32) -> Option<Period> {
        let months = i32::try_from(n).ok()?.checked_mul(12)?;
        match self.calendar_months() {
            Some(length) => self.months_before(months, length),
            None => {
                let back = Duration::months(months);
                Self::new(self.start.minus(back)?, self.end.minus(back)?)
            }
        }
    }

    /// The period `n` places earlier in the row of periods of the same kind: years, halves, quarters or
    /// months. A free range is preceded by ranges of as many days.
    ///
    /// The kind is told by the days alone, so ask for `n` places at once: a free range of 92 days may be
    /// preceded by what happens to be a quarter.
    ///
    /// `None` before year 1.
    pub fn before(self, n: u32) -> Option<Period> {
        match self.calendar_months() {
            Some(length) => self.months_before(
                i32::try_from(n).ok()?.checked_mul(i32::from(length))?,
                length,
            ),
            None => {
                let days = (self.start.days_until(self.end) + 1).checked_mul(i64::from(n))?;
                Self::new(self.start.shifted(0, -days)?, self.end.shifted(0, -days)?)
            }
        }
    }

    /// The `length` months from `first_month` on, within one year.
    fn of_months(year: i16, first_month: i8, length: i8) -> Option<Self> {
        let start = Date::new(year, first_month, 1)?;
        let last_month = Date::new(year, first_month.checked_add(length - 1)?, 1)?;
        Self::new(start, Date(last_month.0.last_of_month()))
    }

    fn months_before(self, months: i32, length: i8) -> Option<Self> {
        let start = self.start.minus(Duration::months(months))?;
        Self::of_months(start.year(), start.month(), length)
    }

    /// The months in this period if it is a whole year, half, quarter or month.
    fn calendar_months(self) -> Option<i8> {
        let (year, month) = (self.start.year(), self.start.month());
        [12, 6, 3, 1]
            .into_iter()
            .filter(|length| (month - 1) % length == 0)
            .find(|&length| Self::of_months(year, month, length) == Some(self))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.start.year(), self.start.month());
        match self.calendar_months() {
            Some(12) => write!(f, "{year:04}"),
            Some(6) => write!(f, "{year:04}-H{}", (month + 5) / 6),
            Some(3) => write!(f, "{year:04}-Q{}", (month + 2) / 3),
            Some(_) => write!(f, "{year:04}-{month:02}"),
            None => write!(f, "{}/{}", self.start, self.end),
        }
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is not a period")))
    }
}

/// The text with full-width digits as ASCII ones.
fn ascii_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let ascii = |c| digit_value(c).map_or(c, |digit| char::from(b'0' + digit));
    Cow::Owned(text.chars().map(ascii).collect())
}

/// A number of ASCII digits only, at least `min` and at most `max` (4 fit an `i16`) of them.
fn digits(text: &str, min: usize, max: usize) -> Option<i16> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    (plain && (min..=max).contains(&text.len())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect(text)
    }

    fn period(text: &str) -> Period {
        Period::parse(text).expect(text)
    }

    fn any_date() -> impl Strategy<Value = Date> {
        (1900_i16..2100, 0_i64..366).prop_map(|(year, day)| {
            Date::new(year, 1, 1)
                .and_then(|start| start.shifted(0, day))
                .expect("in range")
        })
    }

    fn any_calendar_period() -> impl Strategy<Value = Period> {
        (
            1900_i16..2100,
            prop_oneof![Just(12_i8), Just(6), Just(3), Just(1)],
            0_i8..12,
        )
            .prop_map(|(year, length, place)| {
                Period::of_months(year, place % (12 / length) * length + 1, length)
                    .expect("in range")
            })
    }

    proptest! {
        #[test]
        fn dates_read_back(day in any_date()) {
            prop_assert_eq!(Date::parse(&day.to_string()), Some(day));
            let chinese = format!("{}年{}月{}日", day.year(), day.month(), day.day());
            prop_assert_eq!(Date::parse(&chinese), Some(day));
        }

        #[test]
        fn days_count_both_ways(a in any_date(), b in any_date()) {
            let days = i32::try_from(a.days_until(b)).expect("centuries");
            prop_assert_eq!(a.plus(Duration::days(days)), Some(b));
            prop_assert_eq!(b.minus(Duration::days(days)), Some(a));
            prop_assert_eq!(a.next_day().and_then(Date::prev_day), Some(a));
        }

        #[test]
        fn months_keep_the_day_or_stop_at_the_end(a in any_date(), n in -600_i32..600) {
            let later = a.plus(Duration::months(n)).expect("in range");
            let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
            prop_assert_eq!(months(later), months(a) + n);
            prop_assert!(later.day() == a.day() || later.0 == later.0.last_of_month());
            prop_assert!(later.day() <= a.day());
            prop_assert_eq!(a.minus(Duration::months(-n)), Some(later));
        }

        #[test]
        fn periods_read_back(a in any_date(), b in any_date(), whole in any_calendar_period()) {
            let free = Period::new(a.min(b), a.max(b)).expect("in order");
            prop_assert_eq!(Period::parse(&free.to_string()), Some(free));
            prop_assert_eq!(Period::parse(&whole.to_string()), Some(whole));
        }

        #[test]
        fn periods_before_follow_without_gaps(
            a in any_date(), b in any_date(), whole in any_calendar_period(), n in 0_u32..5,
        ) {
            let free = Period::new(a.min(b), a.min(b).max(b.min(a.plus(Duration::days(90)).expect("in range"))))
                .expect("in order");
            prop_assert_eq!(
                whole.before(n).and_then(Period::calendar_months),
                whole.calendar_months()
            );
            for current in [whole, free] {
                let later = current.before(n).expect("in range");
                let earlier = current.before(n + 1).expect("in range");
                prop_assert_eq!(earlier.end.next_day(), Some(later.start));
            }
        }

        #[test]
        fn years_before_keep_the_kind(whole in any_calendar_period(), n in 0_u32..50) {
            let earlier = whole.years_before(n).expect("in range");
            prop_assert_eq!(earlier.calendar_months(), whole.calendar_months());
            prop_assert_eq!(i64::from(earlier.start.year()), i64::from(whole.start.year()) - i64::from(n));
            prop_assert_eq!(earlier.start.month(), whole.start.month());
        }
    }

    #[test]
    fn reads_dates() {
        assert_eq!(date("2017年8月1日").to_string(), "2017-08-01");
        assert_eq!(date("２０１７年０８月０１日"), date("2017-08-01"));
        for text in [
            "2017-8-1",
            "17-08-01",
            "2017-02-29",
            "2017-13-01",
            "2017-08",
            "2017年8月",
            "0000-01-01",
            "2017-08-01 ",
            "+017-08-01",
            "2017-08-01日",
            "",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert_eq!(Date::new(0, 1, 1), None);
    }

    #[test]
    fn stops_at_month_ends_and_leap_days() {
        let plus = |text: &str, duration| date(text).plus(duration).map(|day| day.to_string());
        assert_eq!(
            plus("2017-01-31", Duration::months(1)).as_deref(),
            Some("2017-02-28")
        );
        assert_eq!(
            plus("2016-01-31", Duration::months(1)).as_deref(),
            Some("2016-02-29")
        );
        assert_eq!(
            plus("2016-02-29", Duration::years(1)).as_deref(),
            Some("2017-02-28")
        );
        assert_eq!(
            plus("2016-02-29", Duration::years(4)).as_deref(),
            Some("2020-02-29")
        );
        let both = Duration { months: 1, days: 1 };
        assert_eq!(plus("2017-01-31", both).as_deref(), Some("2017-03-01"));
        assert_eq!(date("2017-03-31").minus(both), Some(date("2017-02-27")));
        assert_eq!(plus("9999-12-31", Duration::days(1)), None);
        assert_eq!(date("2017-01-01").minus(Duration::months(i32::MIN)), None);
        assert_eq!(date("2017-01-01").minus(Duration::years(2017)), None);
    }

    #[test]
    fn writes_the_shortest_period() {
        for (text, expected) in [
            ("2017年", "2017"),
            ("２０１７", "2017"),
            ("2017-01-01/2017-12-31", "2017"),
            ("2017-01-01/2017-06-30", "2017-H1"),
            ("2017-10-01/2017-12-31", "2017-Q4"),
            ("2016-02-01/2016-02-29", "2016-02"),
            ("2016-02-01/2016-02-28", "2016-02-01/2016-02-28"),
            ("2017-02-01/2017-04-30", "2017-02-01/2017-04-30"),
            ("2017-08-01/2017-08-01", "2017-08-01/2017-08-01"),
        ] {
            assert_eq!(period(text).to_string(), expected, "{text}");
        }
        for text in [
            "2017-Q5",
            "2017-Q0",
            "2017-H3",
            "2017-00",
            "2017-13",
            "2017-3",
            "17",
            "2017-06-30/2017-01-01",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
        assert!(
            period("2017").contains(date("2017-12-31"))
                && !period("2017").contains(date("2018-01-01"))
        );
    }

    #[test]
    fn steps_back_by_kind() {
        assert_eq!(period("2017-Q1").before(1), Some(period("2016-Q4")));
        assert_eq!(period("2016-02").years_before(1), Some(period("2015-02")));
        assert_eq!(period("2015-02").years_before(3), Some(period("2012-02")));
        assert_eq!(
            period("2017-01-11/2017-01-20").before(1),
            Some(period("2017-01-01/2017-01-10"))
        );
        let leap_day = period("2016-02-29/2016-03-05");
        assert_eq!(
            leap_day.years_before(1),
            Some(period("2015-02-28/2015-03-05"))
        );
        assert_eq!(period("2017").years_before(2017), None);
        assert_eq!(period("2017").before(u32::MAX), None);
    }

    #[test]
    fn serializes_as_strings() {
        let json = serde_json::to_string(&(date("2017-08-01"), period("2017"))).expect("strings");
        assert_eq!(json, r#"["2017-08-01","2017"]"#);
        let back: (Date, Period) = serde_json::from_str(&json).expect("the same strings");
        assert_eq!(back, (date("2017-08-01"), period("2017")));
        assert!(serde_json::from_str::<Date>(r#""2017-02-30""#).is_err());
    }
}
