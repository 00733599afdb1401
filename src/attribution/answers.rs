//! Who answers, and for what: decided at once, in numbers. What else a finding says follows from it.

use super::attributor::Attributor;
use super::finding::{FindingParty, FindingStatus};
use super::lying::Lying;
use super::merge::{Key, Places};
use super::reach::Part;
use indexmap::IndexMap;

use crate::eval::{Cause, Machine, PART};
use crate::facts::NameAt;
use crate::ids::{DutyId, OfficeId, PursuedId, TriggerId};

/// Everyone who answers, in the order of the findings.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// A party each.
    pub all: Vec<Answer>,
    /// Further triggers that a party's act grounds, in order of the places of the parties.
    pub more: Vec<(usize, TriggerId)>,
    /// The persons in office, party by party.
    pub people: Vec<NameAt>,
    /// How many findings one of these was merged with.
    pub merged: usize,
}

/// A party that answers, or may.
#[derive(Debug, Clone, Copy)]
pub struct Answer {
    /// How sure.
    pub status: FindingStatus,
    /// The first trigger that the act grounds.
    pub trigger: TriggerId,
    /// The duty that says so.
    pub duty: DutyId,
    /// Who.
    pub party: FindingParty,
    /// The office that answers.
    pub office: Option<OfficeId>,
    /// Who is in that office, or the personal actor.
    pub persons: InOffice,
    /// Kind pursued; `None` where nothing says which.
    pub pursued: Option<PursuedId>,
}

/// Who is in office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InOffice {
    /// There is no roster, no date, or no office.
    Unknown,
    /// So many of the people named, from one on; none where the office is vacant.
    Named(usize, usize),
    /// The person who acted, by number in the facts.
    Actor(u32),
}

/// Says who answers for these causes, which stand in the order of triggers.
pub fn answers(machine: &Machine<'_>, causes: &[(TriggerId, Cause)]) -> Answers {
    let attributor = Attributor::new(machine);
    let mut joining = Joining::default();
    let (mut last, mut index) = (None, 0);
    for (trigger, cause) in causes {
        if machine.exhausted() {
            break;
        }
        index = if last == Some(*trigger) { index + 1 } else { 0 };
        last = Some(*trigger);
        let lying = attributor.lying(*trigger, index, cause, &[]);
        attributor.each_part(&lying, |part| {
            machine.keep(0);
            joining.add(&attributor, &lying, &part);
        });
    }
    let mut answers = joining.answers;
    answers.more.sort_by_key(|(place, _)| *place);
    answers
}

impl Answers {
    /// The steps that the findings take at most, where each takes so many.
    pub fn most(&self, of_finding: u64) -> u64 {
        let people = PART.saturating_mul(self.people.len() as u64);
        let findings = (self.all.len() + self.merged) as u64;
        findings.saturating_mul(of_finding).saturating_add(people)
    }
}

/// One act under two triggers is answered for once.
#[derive(Default)]
struct Joining {
    answers: Answers,
    places: Places,
    /// The last of the further triggers told of each place.
    last: IndexMap<usize, TriggerId>,
}

impl Joining {
    fn add<'a>(&mut self, attributor: &Attributor<'_, 'a>, lying: &Lying<'_, 'a>, part: &Part<'a>) {
        let answer = answer(lying, part);
        let Some(place) = self.places.place(key(lying, part)) else {
            let persons = self.persons(attributor, lying, part);
            self.answers.all.push(Answer { persons, ..answer });
            return;
        };
        let Answers {
            all, more, merged, ..
        } = &mut self.answers;
        *merged += 1;
        if let Some(known) = all.get_mut(place) {
            known.status = known.status.max(part.status);
            // Triggers come one after another.
            let told = known.trigger == lying.trigger
                || self.last.insert(place, lying.trigger) == Some(lying.trigger);
            if !told {
                more.push((place, lying.trigger));
            }
        }
    }

    fn persons<'a>(
        &mut self,
        attributor: &Attributor<'_, 'a>,
        lying: &Lying<'_, 'a>,
        part: &Part<'a>,
    ) -> InOffice {
        if part.is_actor {
            return lying.cause.actor.map_or(InOffice::Unknown, InOffice::Actor);
        }
        let (Some(roster), FindingParty::Organ(instance)) = (attributor.roster(), part.party)
        else {
            return InOffice::Unknown;
        };
        let people = &mut self.answers.people;
        let first = people.len();
        let known = roster.each_in_office(instance, part.office, lying.cause.date, |at| {
            people.push(at);
        });
        match known {
            Some(()) => InOffice::Named(first, people.len() - first),
            None => InOffice::Unknown,
        }
    }
}

fn answer(lying: &Lying<'_, '_>, part: &Part<'_>) -> Answer {
    Answer {
        status: part.status,
        trigger: lying.trigger,
        duty: part.reach.duty.id,
        party: part.party,
        office: part.office,
        persons: InOffice::Unknown,
        pursued: part.pursued,
    }
}

fn key(lying: &Lying<'_, '_>, part: &Part<'_>) -> Key {
    Key::new(
        lying.cause.act,
        (lying.trigger, lying.index),
        (part.reach.duty.id, part.party),
        part.is_actor,
        (part.office, part.pursued),
    )
}
