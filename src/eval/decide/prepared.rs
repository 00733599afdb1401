//! What depends on the as-of date and the period alone: where windows begin and end, and which targets are due.

use crate::calendar::{Date, Duration, Period};
use crate::facts::FactStore;
use crate::model::{Due, Model, Window};
use crate::program::flat::{Flat, Looked};
use crate::program::packed_date;

/// The first and the last day of a window, as cells hold them.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    pub first: i64,
    pub last: i64,
}

/// Whether a target is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueNow {
    /// The regulation was not in force on its day.
    BeforeEffect,
    /// Its day has not passed.
    NotYet,
    /// It is due.
    Due,
}

/// What the dates of the last document came to; documents of one day and period share it.
#[derive(Debug, Default)]
pub struct Prepared {
    dates: Option<[u32; 3]>,
    /// The as-of date.
    pub as_of: i64,
    /// By number of the window.
    pub windows: Vec<Days>,
    /// By number of the day on which targets are due.
    pub dues: Vec<DueNow>,
    /// Triggers that have to be decided whatever facts of one unit look like.
    pub awake: Vec<u32>,
}

impl Prepared {
    /// Works out what these facts' dates come to, if they are not those of the last.
    #[inline]
    pub fn look_at(&mut self, model: &Model, flat: &Flat, facts: &FactStore) {
        let (as_of, period) = (facts.as_of, facts.period);
        let dates = [word(as_of), word(period.start), word(period.end)];
        if self.dates != Some(dates) {
            self.dates = Some(dates);
            self.work_out(model, flat, (as_of, period));
        }
    }

    fn work_out(&mut self, model: &Model, flat: &Flat, (as_of, period): (Date, Period)) {
        let of_window = |looked: &Looked| {
            let days = days(model, looked.window, as_of, period);
            if looked.period_only {
                days.and(self::days(model, Window::Period, as_of, period))
            } else {
                days
            }
        };
        let of_due = |due: &Due| {
            let day = match due {
                Due::On(date) => Some(*date),
                Due::AfterPeriodEnd(length) => Some(period.end.plus(*length).unwrap_or(period.end)),
                Due::Continuously => None,
            };
            let effective = model.regulation.effective;
            let last = day.unwrap_or(period.end.min(as_of));
            if effective.is_some_and(|effective| last < effective) {
                DueNow::BeforeEffect
            } else if day.is_some_and(|day| as_of <= day) {
                DueNow::NotYet
            } else {
                DueNow::Due
            }
        };
        self.windows.clear();
        self.windows.extend(flat.windows.iter().map(of_window));
        self.dues.clear();
        self.dues.extend(flat.dues.iter().map(of_due));
        self.wake(flat);
        self.as_of = packed_date(as_of);
    }

    fn wake(&mut self, flat: &Flat) {
        let is_due = |due: u32| self.dues.get(due as usize) == Some(&DueNow::Due);
        let not_due = flat.watch.dues.iter().filter(|(due, _)| !is_due(*due));
        self.awake.clear();
        self.awake.extend(&flat.watch.always);
        self.awake.extend(not_due.map(|(_, trigger)| *trigger));
    }
}

/// A date as one word, for comparison with another.
#[inline]
fn word(date: Date) -> u32 {
    let (month, day) = (date.month().cast_unsigned(), date.day().cast_unsigned());
    u32::from(date.year().cast_unsigned()) | u32::from(month) << 16 | u32::from(day) << 24
}

impl Days {
    /// No day at all.
    pub const NONE: Self = Self {
        first: i64::MAX,
        last: i64::MIN,
    };

    fn and(self, other: Self) -> Self {
        Self {
            first: self.first.max(other.first),
            last: self.last.min(other.last),
        }
    }
}

/// The days of a window; none after the as-of date exists yet.
fn days(model: &Model, window: Window, as_of: Date, period: Period) -> Days {
    let all = Days {
        first: i64::MIN,
        last: packed_date(as_of),
    };
    let back = |from: Date, length: Duration| from.minus(length).map(packed_date);
    match window {
        Window::AnyTime => all,
        Window::Period => {
            let regulation = &model.regulation;
            let first = regulation
                .effective
                .map_or(period.start, |day| day.max(period.start));
            let last = regulation
                .expires
                .map_or(period.end, |day| day.min(period.end));
            all.and(Days {
                first: packed_date(first),
                last: packed_date(last),
            })
        }
        // From the day after.
        Window::Last(length) => all.and(Days {
            first: back(as_of, length).map_or(i64::MIN, |day| day + 1),
            last: i64::MAX,
        }),
        Window::Before(length) => all.and(Days {
            first: back(period.start, length).unwrap_or(i64::MIN),
            last: packed_date(period.start) - 1,
        }),
    }
}
