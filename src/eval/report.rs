//! Reports: who owes them, for which parts of the period, and whether they were made.

use super::machine::{ITEM, Machine};
use super::needs::Needs;
use super::outcome::{Instance, Need, ReportOutcome, Status};
use crate::calendar::{Date, Duration, Period};
use crate::facts::ReportMade;
use crate::ids::ReportId;
use crate::model::{Frequency, Holding, Party};

impl Machine<'_> {
    /// Who owes a report, and for which parts of the period.
    pub(super) fn report_occasions(&self, report: ReportId) -> Vec<(Instance, Period)> {
        let periods = self.report_periods(report);
        let holders = &self.model.reports[report].holders;
        let holders = self.holders_of(holders).into_iter();
        let holders =
            holders.take_while(|_| self.charge(ITEM.saturating_mul(periods.len() as u64)));
        holders
            .flat_map(|holder| periods.iter().map(move |period| (holder, *period)))
            .collect()
    }

    /// For which parts of the period the holder of some duty owes a report.
    pub(super) fn periods_owed(&self, report: ReportId, holder: Instance) -> Vec<Period> {
        let owes = |holding: &Holding| match holding.party {
            Party::Organ(organ) | Party::Office(organ, _) => organ == holder.organ,
            Party::Class(class) => self.model.classes[class].members.contains(&holder.organ),
        };
        if self.model.reports[report].holders.iter().any(owes) {
            self.report_periods(report)
        } else {
            Vec::new()
        }
    }

    fn report_periods(&self, report: ReportId) -> Vec<Period> {
        match self.model.reports[report].every {
            Some(every) => parts_of(self.facts.period, every),
            None => vec![self.facts.period],
        }
    }

    /// A report of a holder for a part of the period.
    pub fn report_outcome(
        &self,
        report: ReportId,
        holder: Instance,
        period: Period,
    ) -> ReportOutcome {
        let row = &self.model.reports[report];
        let due = self.due_date(row.due, period);
        let made = self.report_made(report, holder, period);
        let mut needs = Needs::new();
        let applies = self.holds(self.program.reports[report], self.at_instance(holder));
        let status =
            if applies == Some(false) || self.excluded(holder.organ) || self.before_effect(due) {
                Status::NotApplicable
            } else if applies.is_none() {
                self.condition_needs(
                    self.program.reports[report],
                    self.at_instance(holder),
                    &mut needs,
                );
                Status::open_all(&needs)
            } else if due.is_some_and(|day| self.facts.as_of <= day) {
                Status::NotDue
            } else if made.is_some_and(|date| due.is_none_or(|day| date <= day)) {
                Status::Met
            } else if self.facts.rest().reports.is_none() {
                needs.insert(Need::Reports);
                Status::Undetermined
            } else {
                Status::Breached
            };
        let needs = needs.into_iter().collect();
        ReportOutcome {
            report,
            holder,
            period,
            due,
            status,
            made,
            needs,
        }
    }

    /// When a holder made a report for a part of the period: the first time, as far as the day of asking knows.
    fn report_made(&self, report: ReportId, holder: Instance, period: Period) -> Option<Date> {
        let reports = self.facts.rest().reports.as_deref().unwrap_or_default();
        let of = |made: &ReportMade| (made.report, made.organ, made.unit);
        let whose = |place: &usize| reports.get(*place).map(of);
        let places = self.made.get_or_init(|| {
            let mut places: Vec<usize> = (0..reports.len()).collect();
            places.sort_by_key(whose);
            places
        });
        let wanted = Some((report, holder.organ, holder.unit));
        let first = places.partition_point(|place| whose(place) < wanted);
        let of_holder = places.iter().skip(first);
        of_holder
            .take_while(|place| whose(place) == wanted)
            .filter_map(|place| reports.get(*place))
            .filter(|r| r.date <= self.facts.as_of)
            .filter(|r| match r.period {
                Some(of) => of == period,
                None => self.speaks_for(report, period, r.date),
            })
            .map(|r| r.date)
            .min()
    }

    /// Whether a report that does not say for which part it is, made on this day, is for this one: the first part
    /// whose time has not run out, so that one report is never two.
    fn speaks_for(&self, report: ReportId, period: Period, date: Date) -> bool {
        let row = &self.model.reports[report];
        let last_day = |part: Period| {
            let due = self.due_date(row.due, part);
            due.map_or(part.end, |due| due.max(part.end))
        };
        let before = row.every.and_then(|every| part_before(period, every));
        period.start <= date
            && date <= last_day(period)
            && before.is_none_or(|before| last_day(before) < date)
    }
}

/// The parts of a period, of this length, that end inside it.
fn parts_of(period: Period, every: Frequency) -> Vec<Period> {
    let months = months_of(every);
    let mut parts = Vec::new();
    let first_year = period.start.year();
    let mut index = 0;
    while let Some(part) = calendar_part(first_year, index, months) {
        if part.end > period.end {
            break;
        }
        if part.end >= period.start {
            parts.push(part);
        }
        index += 1;
    }
    parts
}

/// The part of so many months, counted from the first of January of a year.
fn calendar_part(year: i16, index: i32, months: i32) -> Option<Period> {
    let length = |months| Duration { months, days: 0 };
    let new_year = Date::new(year, 1, 1)?;
    let start = new_year.plus(length(index.checked_mul(months)?))?;
    let end = start.plus(length(months))?.prev_day()?;
    Period::new(start, end)
}

/// The part before a part.
fn part_before(part: Period, every: Frequency) -> Option<Period> {
    let end = part.start.prev_day()?;
    let months = months_of(every);
    Period::new(part.start.minus(Duration { months, days: 0 })?, end)
}

fn months_of(every: Frequency) -> i32 {
    match every {
        Frequency::Year => 12,
        Frequency::HalfYear => 6,
        Frequency::Quarter => 3,
        Frequency::Month => 1,
    }
}
