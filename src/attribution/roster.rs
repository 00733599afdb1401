//! Who was in office on the day of a cause.

use std::cell::OnceCell;

use super::finding::Persons;
use crate::calendar::Date;
use crate::eval::{CauseDate, Instance};
use crate::facts::{FactStore, Person, UnitIndex};
use crate::ids::{OfficeId, OrganId};
use crate::model::Name;

/// The lines of the roster, in order of whom one looks for.
pub(super) struct Roster<'a> {
    /// By organ, unit and office; then as written.
    seats: Vec<Person<'a>>,
    /// By name; then as written.
    names: OnceCell<Vec<Person<'a>>>,
    facts: &'a FactStore,
}

impl<'a> Roster<'a> {
    /// The roster of the facts, if they have one.
    pub(super) fn of(facts: &'a FactStore) -> Option<Self> {
        let mut seats: Vec<Person<'_>> = facts.persons()?.collect();
        seats.sort_by_key(seat);
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
        let Some(office) = office else {
            return Persons::Unknown;
        };
        let (from, to) = match date {
            CauseDate::On(day) => (day, day),
            CauseDate::Span(from, to) => (from, to),
            CauseDate::Unknown => return Persons::Unknown,
        };
        let wanted = (instance.organ, instance.unit, Some(office));
        let first = self.seats.partition_point(|person| seat(person) < wanted);
        let from_first = self.seats.iter().skip(first);
        let mut names: Vec<Name> = Vec::new();
        for person in from_first.take_while(|person| seat(person) == wanted) {
            let known = |name: &Name| &**name == person.name;
            if overlaps(person.from, person.to, from, to) && !names.iter().any(known) {
                names.push(Name::from(person.name));
            }
        }
        match (names.len(), names.first()) {
            (0, _) => Persons::Vacant,
            (1, Some(name)) => Persons::One(name.clone()),
            _ => Persons::Several(names),
        }
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
