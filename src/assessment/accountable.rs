//! Who answers, in few words.

use std::borrow::Cow;

use super::finding::{Finding, PersonsState};
use crate::attribution::{Answers, FindingParty, FindingStatus, InOffice};
use crate::facts::{Actor, FactStore, NameAt, UnitIndex};
use crate::model::{Model, Name};

/// A party that answers, or may: what a [`Finding`] says of who and for what, without anything being written out.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Accountable<'a> {
    /// How sure.
    pub status: FindingStatus,
    /// The organ that answers; absent where only its class is known.
    pub organ: Option<&'a str>,
    /// The class of holders, where the facts do not tell which member.
    pub class: Option<&'a str>,
    /// The office that answers; absent where it is the organ itself.
    pub office: Option<&'a str>,
    /// How many were in that office.
    pub persons: PersonsState,
    /// The kind of responsibility pursued; absent where nothing says which.
    pub pursued: Option<&'a str>,
    /// The duty that says so.
    pub duty: &'a str,
    said: Said<'a>,
}

/// Where the rest is said.
#[derive(Debug, Clone, Copy)]
enum Said<'a> {
    Found(Source<'a>, usize),
    Written(&'a Finding),
}

/// What evaluation found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) model: &'a Model,
    pub(super) facts: &'a FactStore,
    pub(super) answers: &'a Answers,
}

impl<'a> Accountable<'a> {
    /// The path of the organ's unit; absent for a body outside the units.
    pub fn unit(&self) -> Option<Cow<'a, str>> {
        match self.said {
            Said::Written(finding) => finding.unit.as_deref().map(Cow::Borrowed),
            Said::Found(source, place) => match source.answers.all.get(place)?.party {
                FindingParty::Organ(instance) => Some(source.path(instance.unit?)),
                FindingParty::Class(_) => None,
            },
        }
    }

    /// Who was in that office when it happened, or the person who acted.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let written: &[Name] = match self.said {
            Said::Written(finding) => &finding.persons.names,
            Said::Found(..) => &[],
        };
        let (facts, seats, actor) = match self.said {
            Said::Written(_) => (None, &[][..], None),
            Said::Found(source, place) => {
                (Some(source.facts), source.seats(place), source.actor(place))
            }
        };
        let seated = seats
            .iter()
            .filter_map(move |at| Some(facts?.person_name(*at)));
        let written = written.iter().map(|name| &**name);
        written.chain(seated).chain(actor)
    }

    /// The triggers that the act grounds.
    pub fn triggers(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let (first, source, written) = match self.said {
            Said::Written(finding) => (None, None, &*finding.grounds),
            Said::Found(source, place) => {
                let answer = source.answers.all.get(place);
                (
                    answer.map(|answer| answer.trigger),
                    Some((source, place)),
                    &[][..],
                )
            }
        };
        let more = source.into_iter().flat_map(|(source, place)| {
            let more = &source.answers.more;
            let first = more.partition_point(|(of, _)| *of < place);
            let of = more
                .iter()
                .skip(first)
                .take_while(move |(of, _)| *of == place);
            of.map(|(_, trigger)| *trigger)
        });
        let found = first.into_iter().chain(more);
        let found = found.filter_map(move |trigger| {
            let (source, _) = source?;
            Some(&*source.model.triggers.row(trigger)?.name)
        });
        let repeated = |place: usize, name: &Name| {
            written
                .iter()
                .take(place)
                .any(|ground| ground.trigger == *name)
        };
        let written = written.iter().enumerate();
        let written = written.filter_map(move |(place, ground)| {
            (!repeated(place, &ground.trigger)).then_some(&*ground.trigger)
        });
        found.chain(written)
    }
}

/// What a finding says.
pub(super) fn in_document(finding: &Finding) -> Accountable<'_> {
    Accountable {
        status: finding.status,
        organ: finding.organ.as_deref(),
        class: finding.class.as_deref(),
        office: finding.office.as_deref(),
        persons: finding.persons.state,
        pursued: finding.pursued.as_deref(),
        duty: &finding.duty.name,
        said: Said::Written(finding),
    }
}

impl<'a> Source<'a> {
    /// The party at a place.
    pub(super) fn accountable(self, place: usize) -> Option<Accountable<'a>> {
        let answer = self.answers.all.get(place)?;
        let model = self.model;
        let (organ, class) = match answer.party {
            FindingParty::Organ(instance) => (model.organs.row(instance.organ), None),
            FindingParty::Class(class) => (None, model.classes.row(class)),
        };
        let office = answer.office.and_then(|office| model.offices.row(office));
        let pursued = answer.pursued.and_then(|kind| model.pursued.row(kind));
        Some(Accountable {
            status: answer.status,
            organ: organ.map(|row| &*row.name),
            class: class.map(|row| &*row.name),
            office: office.map(|row| &*row.name),
            persons: match answer.persons {
                InOffice::Unknown => PersonsState::Unknown,
                InOffice::Named(_, 0) => PersonsState::Vacant,
                InOffice::Named(_, 1) | InOffice::Actor(_) => PersonsState::One,
                InOffice::Named(..) => PersonsState::Several,
            },
            pursued: pursued.map(|row| &*row.name),
            duty: &model.duties.row(answer.duty)?.name,
            said: Said::Found(self, place),
        })
    }

    fn path(self, unit: UnitIndex) -> Cow<'a, str> {
        match self.facts.unit(unit) {
            Some(row) if row.parent().is_none() => Cow::Borrowed(self.facts.name(row)),
            _ => Cow::Owned(self.facts.path(unit)),
        }
    }

    fn seats(self, place: usize) -> &'a [NameAt] {
        let answer = self.answers.all.get(place);
        match answer.map(|answer| answer.persons) {
            Some(InOffice::Named(first, count)) => {
                let seats = self.answers.people.get(first..first + count);
                seats.unwrap_or_default()
            }
            _ => &[],
        }
    }

    fn actor(self, place: usize) -> Option<&'a str> {
        let InOffice::Actor(actor) = self.answers.all.get(place)?.persons else {
            return None;
        };
        match self.facts.rest().actors.get(actor as usize)? {
            Actor::Person(name) => Some(name),
            _ => None,
        }
    }
}
