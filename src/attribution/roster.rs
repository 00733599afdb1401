//! Who was in office on the day of a cause.

use std::cell::OnceCell;

use indexmap::IndexSet;

use super::finding::Persons;
use crate::calendar::Date;
use crate::eval::{CauseDate, Instance};
use crate::facts::{FactStore, NameAt, Person, UnitIndex};
use crate::ids::{OfficeId, OrganId};
use crate::model::Name;

/// The lines of the roster, in order of whom one looks for.
pub(super) struct Roster<'a> {
    /// By organ, unit and office; then as written.
    seats: Vec<(Person<'a>, NameAt)>,
    /// By name; then as written.
    names: OnceCell<Vec<Person<'a>>>,
    facts: &'a FactStore,
}

impl<'a> Roster<'a> {
    /// The roster of the facts, if they have one.
    pub(super) fn of(facts: &'a FactStore) -> Option<Self> {
        let mut seats: Vec<_> = facts.seats()?.collect();
        seats.sort_by_key(|(person, _)| seat(person));
        Some(Self {
            seats,
            names: OnceCell::new(),
            facts,
        })
    }

    /// The holders of an office when a cause happened: everyone in it at any time of a span.
    pub(super) fn in_office(
        &self,
        instance: Instance,
        office: Option<OfficeId>,
        date: CauseDate,
    ) -> Persons {
        let mut names: Vec<Name> = Vec::new();
        let each = |at| names.push(Name::from(self.facts.person_name(at)));
        if self.each_in_office(instance, office, date, each).is_none() {
            return Persons::Unknown;
        }
        match (names.len(), names.first()) {
            (0, _) => Persons::Vacant,
            (1, Some(name)) => Persons::One(name.clone()),
            _ => Persons::Several(names),
        }
    }

    /// Tells of the holders of an office, each once; `None` where that cannot be known.
    pub(super) fn each_in_office(
        &self,
        instance: Instance,
        office: Option<OfficeId>,
        date: CauseDate,
        mut each: impl FnMut(NameAt),
    ) -> Option<()> {
        let wanted = (instance.organ, instance.unit, Some(office?));
        let (from, to) = match date {
            CauseDate::On(day) => (day, day),
            CauseDate::Span(from, to) => (from, to),
            CauseDate::Unknown => return None,
        };
        let first = self
            .seats
            .partition_point(|(person, _)| seat(person) < wanted);
        let of_office = self.seats.get(first..).unwrap_or_default();
        let serves =
            |(person, _): &&(Person<'_>, NameAt)| overlaps(person.from, person.to, from, to);
        let of_office = of_office
            .iter()
            .take_while(|(person, _)| seat(person) == wanted);
        let mut serving = of_office.filter(serves);
        let (Some((first, at)), second) = (serving.next(), serving.next()) else {
            return Some(());
        };
        each(*at);
        let Some(second) = second else {
            return Some(());
        };
        // A person may stand in several lines.
        let mut told = IndexSet::from([first.name]);
        for (person, at) in std::iter::once(second).chain(serving) {
            if told.insert(person.name) {
                each(*at);
            }
        }
        Some(())
    }

    /// The organ in which a person served when a cause happened: the first of the roster's lines that covers it.
    pub(super) fn organ_of(&self, name: &str, date: CauseDate) -> Option<Instance> {
        let (from, to) = match date {
            CauseDate::On(day) => (Some(day), Some(day)),
            CauseDate::Span(from, to) => (Some(from), Some(to)),
            CauseDate::Unknown => (None, None),
        };
        let names = self.names.get_or_init(|| {
            let mut names: Vec<Person<'_>> = self.facts.persons().into_iter().flatten().collect();
            names.sort_by_key(|person| person.name);
            names
        });
        let first = names.partition_point(|person| person.name < name);
        let from_first = names.iter().skip(first);
        let mut lines = from_first.take_while(|person| person.name == name);
        let line = match (from, to) {
            (Some(from), Some(to)) => lines.find(|p| overlaps(p.from, p.to, from, to))?,
            // Without a date only a person who served in one place is surely there.
            _ => {
                let first = lines.next()?;
                if lines.any(|p| (p.organ, p.unit) != (first.organ, first.unit)) {
                    return None;
                }
                first
            }
        };
        Some(Instance {
            organ: line.organ,
            unit: line.unit,
        })
    }
}

fn seat(person: &Person<'_>) -> (OrganId, Option<UnitIndex>, Option<OfficeId>) {
    (person.organ, person.unit, person.office)
}

fn overlaps(from: Option<Date>, to: Option<Date>, first: Date, last: Date) -> bool {
    from.is_none_or(|from| from <= last) && to.is_none_or(|to| to >= first)
}
