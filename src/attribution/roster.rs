//! Who was in office on the day of a cause.

use super::finding::Persons;
use crate::calendar::Date;
use crate::eval::{CauseDate, Instance, Machine};
use crate::ids::OfficeId;
use crate::model::Name;

/// The holders of an office when a cause happened: everyone in it at any time of a span.
pub fn in_office(
    machine: &Machine<'_>,
    instance: Instance,
    office: Option<OfficeId>,
    date: CauseDate,
) -> Persons {
    let (Some(roster), Some(office)) = (machine.facts.persons(), office) else {
        return Persons::Unknown;
    };
    let (from, to) = match date {
        CauseDate::On(day) => (day, day),
        CauseDate::Span(from, to) => (from, to),
        CauseDate::Unknown => return Persons::Unknown,
    };
    let mut names: Vec<Name> = Vec::new();
    for person in roster {
        let here = person.organ == instance.organ
            && person.unit == instance.unit
            && person.office == Some(office);
        let known = |name: &Name| &**name == person.name;
        if here && overlaps(person.from, person.to, from, to) && !names.iter().any(known) {
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
pub fn organ_of(machine: &Machine<'_>, name: &str, date: CauseDate) -> Option<Instance> {
    let (from, to) = match date {
        CauseDate::On(day) => (Some(day), Some(day)),
        CauseDate::Span(from, to) => (Some(from), Some(to)),
        CauseDate::Unknown => (None, None),
    };
    let roster = machine.facts.persons()?;
    let mut lines = roster.filter(|person| person.name == name);
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

fn overlaps(from: Option<Date>, to: Option<Date>, first: Date, last: Date) -> bool {
    from.is_none_or(|from| from <= last) && to.is_none_or(|to| to >= first)
}
