//! Why a party does not answer, or does: duty by duty for each fired cause, like with like.

use indexmap::IndexMap;
use serde::Serialize;

use crate::arena::Id;
use crate::assessment::{Clauses, EXAMPLES, Element, Names, Party, finding_id};
use crate::attribution::{
    Asking, DutyAnswer, Finding, FindingParty, FindingStatus, Persons, Refusal,
};
use crate::eval::{Cause, CauseDate, Instance};
use crate::explain::finding::Tenure;
use crate::explain::{Case, ExplainError};
use crate::facts::{Actor, Person};
use crate::ids::TriggerId;
use crate::model::Name;

/// Why a party is or is not among the accountable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PartyWhy {
    /// The person, where one is asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<Name>,
    /// The findings that name the party, by id.
    pub findings: Vec<Name>,
    /// The organ asked about, or each seat of the person in the roster.
    pub seats: Vec<Seat>,
}

/// An organ, or a person's seat in one, and what becomes of it for every fired cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Seat {
    /// The organ at its unit.
    pub party: Party,
    /// The person's office, where the policy declares it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Name>,
    /// The person's time in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenure: Option<Tenure>,
    /// Why no cause can lead to it, where none can.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub never: Option<WhyNotParty>,
    /// What becomes of it, cause by cause.
    pub causes: Vec<CauseGroup>,
}

/// Why nothing can lead to a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "there are no others")]
pub enum WhyNotParty {
    /// No trigger has fired.
    NothingFired,
    /// No duty names the organ or a class that it is in.
    HoldsNoDuty,
    /// The policy excludes the organ.
    Excluded,
}

/// Causes of a trigger of which the same is to be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CauseGroup {
    /// The trigger.
    pub trigger: Name,
    /// Its number in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Name>,
    /// The matters of the cause.
    pub matters: Vec<Name>,
    /// Whether the person was in office when it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_office: Option<InOffice>,
    /// Whether the person acted, and the text says nothing of that.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub actor_silent: bool,
    /// What becomes of each duty of the organ.
    pub duties: Vec<DutyReason>,
    /// The offices that answer instead of the person's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answered_by: Vec<Name>,
    /// Findings that name the party, by id, at most five.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Name>,
    /// How many causes.
    pub count: u64,
    /// Some of them, at most five.
    pub examples: Vec<Element>,
}

/// Whether a person was in office when a cause happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "there are no others")]
pub enum InOffice {
    /// In office.
    Yes,
    /// It happened before.
    NotYet,
    /// It happened after.
    NoLonger,
    /// The facts do not tell when it happened.
    DateUnknown,
}

/// What becomes of a duty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct DutyReason {
    /// The duty.
    pub duty: Name,
    /// Its clauses.
    pub clauses: Clauses,
    /// The class through which the organ holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<Name>,
    /// Its matter, nearest to that of the cause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matter: Option<Name>,
    /// Why nothing follows from it; absent where a finding does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// The finding of the whole class, by id, where the facts do not tell which member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class_finding: Option<Name>,
    /// The status of the findings that follow from it, each once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<FindingStatus>,
}

/// What makes two causes alike.
type Key = (
    TriggerId,
    Vec<Name>,
    Option<InOffice>,
    bool,
    Vec<DutyReason>,
    Vec<Name>,
);

/// Answers for an organ at a unit.
pub(super) fn why_organ(case: &Case<'_, '_>, party: Instance) -> PartyWhy {
    let names = Names::new(case.machine, case.sources, case.clauses);
    let of_party = |finding: &Finding| finding.party == FindingParty::Organ(party);
    PartyWhy {
        person: None,
        findings: ids(case, &of_party),
        seats: vec![seat(case, &names, party, None)],
    }
}

/// Answers for a person of the roster.
pub(super) fn why_person(case: &Case<'_, '_>, name: &str) -> Result<PartyWhy, ExplainError> {
    let names = Names::new(case.machine, case.sources, case.clauses);
    let roster = case.machine.facts.persons().into_iter().flatten();
    let lines: Vec<Person<'_>> = roster.filter(|person| person.name == name).collect();
    let acted = |actor: &Actor| matches!(actor, Actor::Person(actor) if &**actor == name);
    if lines.is_empty() && !case.machine.facts.rest().actors.iter().any(acted) {
        return Err(super::question::unknown(case, name));
    }
    let named = |finding: &Finding| is_named(finding, name);
    let seat_of = |person: &Person<'_>| {
        let (organ, unit) = (person.organ, person.unit);
        seat(case, &names, Instance { organ, unit }, Some(person))
    };
    Ok(PartyWhy {
        person: Some(Name::from(name)),
        findings: ids(case, &named),
        seats: lines.iter().map(seat_of).collect(),
    })
}

fn is_named(finding: &Finding, name: &str) -> bool {
    match &finding.persons {
        Persons::One(one) => &**one == name,
        Persons::Several(all) => all.iter().any(|one| &**one == name),
        Persons::Vacant | Persons::Unknown => false,
    }
}

fn ids(case: &Case<'_, '_>, of: &dyn Fn(&Finding) -> bool) -> Vec<Name> {
    let findings = case.attribution.findings.iter().enumerate();
    let own = findings.filter(|(_, finding)| of(finding));
    own.map(|(place, _)| finding_id(place)).collect()
}

fn seat(
    case: &Case<'_, '_>,
    names: &Names<'_, '_>,
    party: Instance,
    person: Option<&Person<'_>>,
) -> Seat {
    let office = person.and_then(|person| person.office);
    let mut groups: IndexMap<Key, CauseGroup> = IndexMap::new();
    let asking = Asking::new(case.machine);
    let mut holds = false;
    for outcome in &case.evaluation.triggers {
        for (place, cause) in outcome.causes.iter().enumerate() {
            let answers = asking.answers(outcome.trigger, place, cause, party);
            holds |= !answers.is_empty();
            let of_cause = OfCause {
                case,
                names,
                trigger: outcome.trigger,
                place,
                cause,
                party,
                person,
            };
            of_cause.add(&answers, &mut groups);
        }
    }
    let fired = case
        .evaluation
        .triggers
        .iter()
        .any(|t| !t.causes.is_empty());
    let never = match (case.machine.excluded(party.organ), fired, holds) {
        (true, ..) => Some(WhyNotParty::Excluded),
        (_, false, _) => Some(WhyNotParty::NothingFired),
        (_, _, false) => Some(WhyNotParty::HoldsNoDuty),
        _ => None,
    };
    Seat {
        party: names.party(party),
        office: office.map(|office| names.model.offices[office].name.clone()),
        tenure: person.map(|person| Tenure {
            person: Name::from(person.name),
            title: Name::from(person.title),
            from: person.from,
            to: person.to,
        }),
        causes: match never {
            Some(_) => Vec::new(),
            None => groups.into_values().collect(),
        },
        never,
    }
}

/// A cause, and the party that is asked about.
struct OfCause<'c, 'm, 'a> {
    case: &'c Case<'m, 'a>,
    names: &'c Names<'m, 'a>,
    trigger: TriggerId,
    place: usize,
    cause: &'c Cause,
    party: Instance,
    person: Option<&'c Person<'m>>,
}

impl OfCause<'_, '_, '_> {
    fn add(&self, answers: &[DutyAnswer], groups: &mut IndexMap<Key, CauseGroup>) {
        let model = self.names.model;
        let in_office = self.person.map(|person| in_office(person, self.cause.date));
        let duties: Vec<DutyReason> = answers.iter().map(|answer| self.duty(answer)).collect();
        let own: Vec<(usize, &Finding)> = self.own_findings().collect();
        let answered_by = self.answered_by(&own, in_office);
        let matters = self.cause.matters.iter();
        let matters: Vec<Name> = matters.map(|id| model.matters[*id].name.clone()).collect();
        let silent = self.actor_silent();
        let key = (
            self.trigger,
            matters.clone(),
            in_office,
            silent,
            duties.clone(),
            answered_by.clone(),
        );
        let row = &model.triggers[self.trigger];
        let group = groups.entry(key).or_insert_with(|| CauseGroup {
            trigger: row.name.clone(),
            number: row.number.clone(),
            matters,
            in_office,
            actor_silent: silent,
            duties,
            answered_by,
            findings: Vec::new(),
            count: 0,
            examples: Vec::new(),
        });
        group.count += 1;
        if group.examples.len() < EXAMPLES {
            group.examples.push(self.names.element(self.cause.element));
        }
        for (place, finding) in own {
            let names_person = |person: &Person<'_>| is_named(finding, person.name);
            let named = self.person.is_none_or(names_person);
            if named && group.findings.len() < EXAMPLES {
                group.findings.push(finding_id(place));
            }
        }
    }

    fn duty(&self, answer: &DutyAnswer) -> DutyReason {
        let model = self.names.model;
        let of_duty = self.own_findings().filter(|(_, f)| f.duty == answer.duty);
        let mut statuses: Vec<FindingStatus> = of_duty.map(|(_, f)| f.status).collect();
        statuses.sort_unstable();
        statuses.dedup();
        DutyReason {
            duty: model.duties[answer.duty].name.clone(),
            clauses: self.names.clauses.duties[answer.duty].clone(),
            class: answer.class.map(|class| model.classes[class].name.clone()),
            matter: answer.matter.map(|id| model.matters[id].name.clone()),
            refusal: answer.refusal,
            class_finding: self.class_finding(answer),
            statuses,
        }
    }

    fn class_finding(&self, answer: &DutyAnswer) -> Option<Name> {
        if answer.refusal != Some(Refusal::ActorUnknown) {
            return None;
        }
        let of_class = FindingParty::Class(answer.class?);
        let mut found = self.findings(of_class);
        found
            .find(|(_, finding)| finding.duty == answer.duty)
            .map(|(place, _)| finding_id(place))
    }

    /// The findings of the organ that rest on the cause.
    fn own_findings(&self) -> impl Iterator<Item = (usize, &Finding)> {
        self.findings(FindingParty::Organ(self.party))
    }

    fn findings(&self, of: FindingParty) -> impl Iterator<Item = (usize, &Finding)> {
        let own = move |finding: &Finding| {
            let grounds = finding.grounds.iter();
            let mut grounds = grounds.map(|ground| (ground.trigger, ground.cause));
            finding.party == of && grounds.any(|ground| ground == (self.trigger, self.place))
        };
        let all = self.case.attribution.findings.iter().enumerate();
        all.filter(move |(_, finding)| own(finding))
    }

    /// The offices that answer where the person, though in office, is not named.
    fn answered_by(&self, own: &[(usize, &Finding)], in_office: Option<InOffice>) -> Vec<Name> {
        let Some(person) = self.person else {
            return Vec::new();
        };
        if in_office != Some(InOffice::Yes) || own.iter().any(|(_, f)| is_named(f, person.name)) {
            return Vec::new();
        }
        let offices = own.iter().filter_map(|(_, finding)| finding.office);
        let mut answering: Vec<Name> = offices
            .map(|office| self.names.model.offices[office].name.clone())
            .collect();
        answering.sort_unstable();
        answering.dedup();
        answering
    }

    fn actor_silent(&self) -> bool {
        let actors = &self.case.machine.facts.rest().actors;
        let actor = self
            .cause
            .actor
            .and_then(|actor| actors.get(actor as usize));
        let acted = match (actor, self.person) {
            (Some(Actor::Person(actor)), Some(person)) => &**actor == person.name,
            _ => false,
        };
        let notes = self.case.attribution.notes.get(self.trigger.index());
        let note = notes.and_then(|notes| notes.get(self.place));
        acted && note.is_some_and(|note| note.actor_silent)
    }
}

fn in_office(person: &Person<'_>, date: CauseDate) -> InOffice {
    let (first, last) = match date {
        CauseDate::On(day) => (day, day),
        CauseDate::Span(from, to) => (from, to),
        CauseDate::Unknown => return InOffice::DateUnknown,
    };
    if person.from.is_some_and(|from| last < from) {
        InOffice::NotYet
    } else if person.to.is_some_and(|to| first > to) {
        InOffice::NoLonger
    } else {
        InOffice::Yes
    }
}
