//! Statuses of targets, reports, prohibitions and duties.

use num_traits::Zero as _;

use super::Judge;
use super::actor::Party;
use super::book::{Sort as Decls, levels, name_of, names};
use super::days::{Day, Length, Period, after, day};
use super::expr::{Element, Here};
use super::many::{Many, applies, ranging};
use super::value::{Known, Needs, Three, Value, fact, only_determinations};
use super::world::World;
use crate::syntax::ast::{
    Constant, Decl, Due, DueKind, Expr, ExprKind, Frequency, Holder, NameRef, PropKind,
};

/// A status, by the name that results give it, and what is missing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Status {
    pub(super) word: &'static str,
    pub(super) needs: Needs,
}

impl Status {
    pub(super) fn closed(word: &'static str) -> Self {
        Self {
            word,
            needs: Needs::new(),
        }
    }

    pub(super) fn open(needs: Needs) -> Self {
        let awaits = only_determinations(&needs);
        Self {
            word: if awaits {
                "awaiting-determination"
            } else {
                "undetermined"
            },
            needs,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(self.word, "undetermined" | "awaiting-determination")
    }
}

impl Judge<'_> {
    /// Every target, report, prohibition and duty, each where it stands.
    pub(super) fn statuses(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let path = |unit: Option<usize>| unit.map_or("-".to_owned(), |unit| self.world.path(unit));
        let date = |day: Option<Day>| day.map_or("-".to_owned(), |day| day.to_string());
        for decl in self.book.all(Decls::Target) {
            let name = name_of(decl);
            for unit in 0..self.world.units.len() {
                if self.world.units[unit].level == ranging(decl).0 {
                    let status = self.target(decl, unit);
                    let failed = (status.word == "breached").then(|| self.failed_on(decl, unit));
                    lines.push(format!(
                        "target {name}@{} {} due={} failed={}",
                        path(Some(unit)),
                        status.word,
                        date(self.due(decl, self.world.period)),
                        date(failed),
                    ));
                }
            }
        }
        for decl in self.book.all(Decls::Report) {
            for (party, period) in self.report_occasions(decl) {
                let status = self.report(decl, &party, period);
                lines.push(format!(
                    "report {} {}@{} {} {} made={}",
                    name_of(decl),
                    party.organ,
                    path(party.unit),
                    period.text(),
                    status.word,
                    date(self.made(decl, &party, period)),
                ));
            }
        }
        for decl in self.book.all(Decls::Prohibition) {
            for unit in self.prohibition_units(decl) {
                let (status, records) = self.prohibition(decl, unit);
                lines.push(format!(
                    "prohibition {}@{} {} {}",
                    name_of(decl),
                    path(Some(unit)),
                    status.word,
                    records.join(","),
                ));
            }
        }
        for decl in self.book.all(Decls::Duty) {
            for party in self.holders(decl) {
                let status = self.duty(decl, &party);
                lines.push(format!(
                    "duty {} {}@{} {}",
                    name_of(decl),
                    party.organ,
                    path(party.unit),
                    status.word,
                ));
            }
        }
        lines
    }

    pub(super) fn at_unit(&self, unit: Option<usize>) -> Here {
        Here {
            unit,
            ..self.nowhere()
        }
    }

    /// The last day, where there is one.
    pub(super) fn due(&self, decl: &Decl, period: Period) -> Option<Day> {
        let due: Due = decl.props.iter().find_map(|prop| match &prop.kind {
            PropKind::Due(due) => Some(due.clone()),
            _ => None,
        })?;
        match due.kind {
            DueKind::On(date) => Some(day(&date.to_string())),
            DueKind::PeriodEnd => Some(period.last),
            DueKind::AfterPeriodEnd(length) => {
                let length = Length {
                    months: length.months.into(),
                    days: length.days.into(),
                };
                Some(after(period.last, length))
            }
            DueKind::Continuously => None,
        }
    }

    fn before_effect(&self, due: Option<Day>) -> bool {
        let end = due.unwrap_or_else(|| self.last_day());
        self.book
            .effective()
            .is_some_and(|effective| end < effective)
    }

    pub(super) fn target(&self, decl: &Decl, unit: usize) -> Status {
        let here = Here {
            target: Some(name_of(decl)),
            ..self.at_unit(Some(unit))
        };
        let population = decl.props.iter().find_map(|prop| match &prop.kind {
            PropKind::Population(expr) => Some(expr),
            _ => None,
        });
        let population = population.map_or(Three::True, |expr| match self.known(expr, &here) {
            Known::Is(Value::Number(number)) => Three::of(!number.amount.is_zero()),
            known => known.truth(),
        });
        let concerns = Three::all([
            self.holds(ranging(decl).1, &here),
            self.holds(applies(decl), &here),
            population,
        ]);
        let due = self.due(decl, self.world.period);
        if concerns == Three::False || self.before_effect(due) {
            return Status::closed("not-applicable");
        }
        let required = self.truth(require(decl), &here);
        if let Three::Open(mut needs) = concerns {
            needs.extend(required.needs());
            return Status::open(needs);
        }
        if due.is_some_and(|due| self.world.as_of <= due) {
            return Status::closed("not-due");
        }
        match required {
            Three::True => Status::closed("met"),
            Three::False => Status::closed("breached"),
            Three::Open(needs) => Status::open(needs),
        }
    }

    /// The last day of the period, or the day of asking if that comes first.
    pub(super) fn last_day(&self) -> Day {
        self.world.period.last.min(self.world.as_of)
    }

    /// The last day of a missed target; of a continuous one, the day of the value.
    pub(super) fn failed_on(&self, decl: &Decl, unit: usize) -> Day {
        let of_value = || {
            let name = valued(require(decl))?;
            let at = self.unit_of(name, &self.at_unit(Some(unit))).ok()?;
            self.value_day(&name.name.text, at)
        };
        let due = self.due(decl, self.world.period);
        due.or_else(of_value).unwrap_or_else(|| self.last_day())
    }

    /// The day on which a value was taken, where the facts say.
    pub(super) fn value_day(&self, metric: &str, unit: usize) -> Option<Day> {
        self.book.find(Decls::Metric, metric)?;
        let said = self.said_metric(metric, unit, self.world.period)?;
        said.text("date").map(|date| day(&date))
    }

    pub(super) fn prohibition_units(&self, decl: &Decl) -> Vec<usize> {
        let kind = decl.props.iter().find_map(|prop| match &prop.kind {
            PropKind::FoundIn { record, .. } => Some(record.text.clone()),
            _ => None,
        });
        let at = levels(self.book.get(Decls::Record, &kind.unwrap()));
        let all: Vec<usize> = (0..self.world.units.len()).collect();
        self.of_levels(&all, &at)
    }

    pub(super) fn prohibition(&self, decl: &Decl, unit: usize) -> (Status, Vec<String>) {
        let applies = self.holds(applies(decl), &self.at_unit(Some(unit)));
        if applies == Three::False {
            return (Status::closed("not-applicable"), Vec::new());
        }
        let mut many = Many::default();
        self.violations(decl, &[unit], &self.nowhere(), false, &mut many);
        let mut records = Vec::new();
        let mut needs = Needs::new();
        let mut is_open = !many.gaps.is_empty();
        for (item, forbidden) in &many.items {
            match (forbidden, &item.element) {
                (Three::True, Some(Element::Prohibition(_, _, record))) => {
                    records.push(self.world.record_name(*record));
                }
                (Three::Open(more), _) => {
                    is_open = true;
                    needs.extend(more.clone());
                }
                _ => {}
            }
        }
        needs.extend(many.gaps.into_iter().flat_map(|(_, needs)| needs));
        needs.extend(applies.needs());
        let is_violated = !records.is_empty();
        let status = match applies {
            Three::Open(_) => Status::open(needs),
            _ if is_violated => Status::closed("violated"),
            _ if is_open => Status::open(needs),
            _ => Status::closed("respected"),
        };
        (status, records)
    }

    /// Who owes a report, and for which parts of the period.
    pub(super) fn report_occasions(&self, decl: &Decl) -> Vec<(Party, Period)> {
        let parts = match months_of(decl) {
            Some(months) => self.world.period.parts(months),
            None => vec![self.world.period],
        };
        let holders = self.holders(decl).into_iter();
        holders
            .flat_map(|party| parts.iter().map(move |part| (party.clone(), *part)))
            .collect()
    }

    fn made(&self, decl: &Decl, party: &Party, part: Period) -> Option<Day> {
        let reports = self.world.reports.iter().flatten();
        let of = reports.filter(|made| made.report == name_of(decl) && made.party == *party);
        let known = of.filter(|made| made.date <= self.world.as_of);
        let for_this = known.filter(|made| match made.period {
            Some(period) => period == part,
            None => self.speaks_for(decl, part, made.date),
        });
        for_this.map(|made| made.date).min()
    }

    /// A report that does not say for which part it is, is for the first part whose time has not run out.
    fn speaks_for(&self, decl: &Decl, part: Period, date: Day) -> bool {
        let runs_out = |part: Period| {
            self.due(decl, part)
                .map_or(part.last, |due| due.max(part.last))
        };
        let in_time = part.first <= date && date <= runs_out(part);
        let earlier = months_of(decl).map(|months| part.part_before(months));
        in_time && earlier.is_none_or(|earlier| runs_out(earlier) < date)
    }

    pub(super) fn report(&self, decl: &Decl, party: &Party, part: Period) -> Status {
        let due = self.due(decl, part);
        let applies = self.holds(applies(decl), &self.at_unit(party.unit));
        let made = self.made(decl, party, part);
        if applies == Three::False || self.is_excluded(&party.organ) || self.before_effect(due) {
            return Status::closed("not-applicable");
        }
        if let Three::Open(needs) = applies {
            return Status::open(needs);
        }
        if due.is_some_and(|due| self.world.as_of <= due) {
            return Status::closed("not-due");
        }
        if made.is_some_and(|made| due.is_none_or(|due| made <= due)) {
            return Status::closed("met");
        }
        match self.world.reports {
            None => Status::open(fact("reports")),
            Some(_) => Status::closed("breached"),
        }
    }

    /// Whether an element has a status, or an act is forbidden.
    pub(super) fn has_status(&self, wanted: Constant, element: &Element) -> Three {
        let word = match wanted {
            Constant::Breached => "breached",
            Constant::Met => "met",
            Constant::Violated => return Three::True,
            Constant::Respected => return Three::False,
            other => panic!("{other:?} is no status"),
        };
        let status = self.status_of(element);
        if status.is_open() {
            return Three::Open(status.needs);
        }
        Three::of(status.word == word)
    }

    pub(super) fn status_of(&self, element: &Element) -> Status {
        match element {
            Element::Target(target, unit) => {
                self.target(self.book.get(Decls::Target, target), *unit)
            }
            Element::Report(report, party, part) => {
                self.report(self.book.get(Decls::Report, report), party, *part)
            }
            Element::Duty(duty, party) => self.duty(self.book.get(Decls::Duty, duty), party),
            other => panic!("{other:?} has no status"),
        }
    }

    /// Every organ, at each unit where it stands, that holds a duty or owes a report; classes stand for their members.
    pub(super) fn holders(&self, decl: &Decl) -> Vec<Party> {
        let mut found = Vec::new();
        for holder in decl.props.iter().filter_map(|prop| match &prop.kind {
            PropKind::Holder(holder) => Some(holder),
            _ => None,
        }) {
            let holder: &Holder = holder;
            for share in &holder.parties {
                for organ in self.organs_of(&share.party.organ.text) {
                    for party in self.instances(&organ) {
                        if !found.contains(&party) {
                            found.push(party);
                        }
                    }
                }
            }
        }
        found
    }

    /// The organ of that name, or the members of the class.
    pub(super) fn organs_of(&self, name: &str) -> Vec<String> {
        match self.book.find(Decls::Class, name) {
            Some(class) => names(class, |kind| match kind {
                PropKind::Members(members) => Some(members),
                _ => None,
            }),
            None => vec![name.to_owned()],
        }
    }

    pub(super) fn instances(&self, organ: &str) -> Vec<Party> {
        let at = levels(self.book.get(Decls::Organ, organ));
        let party = |unit| Party {
            organ: organ.to_owned(),
            unit,
        };
        if at.is_empty() {
            return vec![party(None)];
        }
        let world: &World = self.world;
        let all = 0..world.units.len();
        all.filter(|unit| at.contains(&world.units[*unit].level))
            .map(|unit| party(Some(unit)))
            .collect()
    }

    pub(super) fn is_excluded(&self, organ: &str) -> bool {
        self.scope(|kind| match kind {
            PropKind::Excludes(names) => Some(names),
            _ => None,
        })
        .iter()
        .any(|name| self.organs_of(name).iter().any(|member| member == organ) || name == organ)
    }

    /// The scope clause does not name the organ.
    pub(super) fn is_doubtful(&self, organ: &str) -> bool {
        let covered = self.scope(|kind| match kind {
            PropKind::Covers(names) => Some(names),
            _ => None,
        });
        let named = |name: &String| {
            name == organ || self.organs_of(name).iter().any(|member| member == organ)
        };
        self.book.all(Decls::Scope).next().is_some() && !covered.iter().any(named)
    }

    fn scope(&self, pick: fn(&PropKind) -> Option<&Vec<crate::syntax::ast::Name>>) -> Vec<String> {
        self.book
            .all(Decls::Scope)
            .flat_map(|decl| names(decl, pick))
            .collect()
    }
}

/// The metric whose value a requirement is about: the left side of it.
fn valued(required: &Expr) -> Option<&NameRef> {
    match &required.kind {
        ExprKind::Compare { left, .. }
        | ExprKind::Bound { left, .. }
        | ExprKind::In { left, .. } => match &left.kind {
            ExprKind::Name(name) => Some(name),
            _ => None,
        },
        ExprKind::Not(inner) => valued(inner),
        ExprKind::Name(name) => Some(name),
        _ => None,
    }
}

fn require(decl: &Decl) -> &Expr {
    let found = decl.props.iter().find_map(|prop| match &prop.kind {
        PropKind::Require(expr) => Some(expr),
        _ => None,
    });
    found.unwrap()
}

fn months_of(decl: &Decl) -> Option<i64> {
    decl.props.iter().find_map(|prop| match &prop.kind {
        PropKind::Every(Frequency::Year) => Some(12),
        PropKind::Every(Frequency::HalfYear) => Some(6),
        PropKind::Every(Frequency::Quarter) => Some(3),
        PropKind::Every(Frequency::Month) => Some(1),
        _ => None,
    })
}
