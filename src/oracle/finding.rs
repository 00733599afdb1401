//! Findings and commendations: who answers for what fired, one act being one finding.

use super::Judge;
use super::actor::{Actor, Party};
use super::book::{Sort as Decls, name_of};
use super::cause::Cause;
use super::days::Day;
use super::expr::Element;
use super::many::applies;
use super::party::Holding;
use super::pursue::{Consequence, Kind};
use super::status::Status;
use super::value::{Three, only_determinations};
use crate::syntax::ast::{Decl, PropKind};

/// A finding.
#[derive(Debug, Clone)]
struct Finding {
    act: String,
    /// A unit is no act: what one branch finds wrong with it is not what another does.
    of_unit: Option<(String, usize)>,
    duty: String,
    party: Option<Party>,
    class: Option<String>,
    office: Option<String>,
    kind: Kind,
    role: &'static str,
    persons: String,
    with: Vec<String>,
    matter: String,
    duty_matter: String,
    grounds: Vec<String>,
    status: &'static str,
    days: Option<(Day, Day)>,
    cause_unit: Option<usize>,
    distance: Option<u32>,
    is_doubtful: bool,
}

/// From the least sure to the surest.
const SURE: &[&str] = &[
    "rebutted",
    "undetermined",
    "awaiting-determination",
    "presumed",
    "established",
];

impl Finding {
    fn is_one_with(&self, other: &Self) -> bool {
        self.act == other.act
            && self.of_unit == other.of_unit
            && self.duty == other.duty
            && self.party == other.party
            && self.class == other.class
            && self.office == other.office
            && self.kind.pursued == other.kind.pursued
            && (self.role == "actor") == (other.role == "actor")
    }
}

impl Judge<'_> {
    /// Triggers, their causes, and who answers.
    pub(super) fn accountability(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut all: Vec<Finding> = Vec::new();
        for trigger in self.book.all(Decls::Trigger) {
            let name = name_of(trigger);
            let found = self.causes(trigger);
            let awaiting = found
                .open
                .iter()
                .filter(|needs| only_determinations(needs))
                .count();
            let undetermined = found.open.len() - awaiting;
            // One element that two branches leave open may be listed once.
            let branches = trigger
                .props
                .iter()
                .filter(|prop| matches!(prop.kind, PropKind::Branch(_)));
            let most = if branches.count() > 1 { 1 } else { usize::MAX };
            lines.push(format!(
                "trigger {name} {} undetermined={} awaiting={}",
                self.trigger_status(&found),
                undetermined.min(most),
                awaiting.min(most),
            ));
            let consequence = self.consequence(trigger);
            for (place, cause) in found.causes.iter().enumerate() {
                let mut findings = self.findings(&name, &consequence, cause);
                if matches!(cause.element, Element::Unit(_)) {
                    for finding in &mut findings {
                        finding.of_unit = Some((name.clone(), place));
                    }
                }
                lines.push(self.cause_line(&name, &consequence, cause, findings.is_empty()));
                for finding in findings {
                    match all.iter_mut().find(|known| known.is_one_with(&finding)) {
                        Some(known) => {
                            known.grounds.extend(finding.grounds);
                            let sure = |status| SURE.iter().position(|one| *one == status);
                            if sure(finding.status) > sure(known.status) {
                                known.status = finding.status;
                            }
                        }
                        None => all.push(finding),
                    }
                }
            }
        }
        lines.extend(all.iter().map(|finding| self.finding_line(finding)));
        lines
    }

    pub(super) fn path_or_none(&self, unit: Option<usize>) -> String {
        unit.map_or("-".to_owned(), |unit| self.world.path(unit))
    }

    pub(super) fn actor_line(&self, actor: Option<&Actor>) -> String {
        let party = |party: &Party| format!("{}@{}", party.organ, self.path_or_none(party.unit));
        match actor {
            None => "-".to_owned(),
            Some(Actor::Person(name)) => name.clone(),
            Some(Actor::Organ(organ)) => party(organ),
            Some(Actor::Office(organ, office)) => format!("{office} of {}", party(organ)),
        }
    }

    fn cause_line(
        &self,
        trigger: &str,
        consequence: &Consequence<'_>,
        cause: &Cause,
        is_empty: bool,
    ) -> String {
        let note = match &cause.actor {
            None if cause.is_actor_open => "unknown",
            Some(Actor::Person(_)) if consequence.actor_answers.is_none() => "text-does-not-say",
            Some(Actor::Person(_)) if self.origin(cause).is_none() => "not-in-roster",
            _ => "-",
        };
        format!(
            "cause {trigger} act={} unit={} matters={} date={} actor={} note={note} nobody={is_empty} settle={}",
            cause.act,
            self.path_or_none(cause.unit),
            cause.matters.join(","),
            days_line(cause.days),
            self.actor_line(cause.actor.as_ref()),
            self.would_settle(cause).join(","),
        )
    }

    /// The duties on matters strictly inside the cause's, held there or above, where the record could say which.
    fn would_settle(&self, cause: &Cause) -> Vec<String> {
        if !cause.is_matter_open {
            return Vec::new();
        }
        let mut found = Vec::new();
        for duty in self.book.all(Decls::Duty) {
            let inside = |matter: &String| {
                let around = self.book.around_matter(matter);
                around
                    .iter()
                    .skip(1)
                    .any(|around| cause.matters.contains(around))
            };
            let might = self.holdings(duty).into_iter().any(|holding| {
                let own = match &holding.share.component {
                    Some(component) => vec![component.text.clone()],
                    None => self.matters_of(Decls::Duty, &name_of(duty)),
                };
                let organs = self.organs_of(&holding.share.party.organ.text);
                own.iter().any(inside)
                    && self.reaches(duty, &holding, &cause.matters).is_none()
                    && organs
                        .iter()
                        .any(|organ| !self.at_or_above(organ, cause, true).is_empty())
            });
            if might {
                found.push(name_of(duty));
            }
        }
        found
    }

    fn finding_line(&self, finding: &Finding) -> String {
        let none = || "-".to_owned();
        let party = match &finding.party {
            Some(party) => format!("{}@{}", party.organ, self.path_or_none(party.unit)),
            None => none(),
        };
        format!(
            "finding {} act={} duty={} party={party} class={} office={} persons={} pursued={} silent={} borne={} \
             role={} with={} matter={} duty_matter={} grounds={} date={} cause_unit={} distance={} doubt={}",
            finding.status,
            finding.act,
            finding.duty,
            finding.class.clone().unwrap_or_else(none),
            finding.office.clone().unwrap_or_else(none),
            finding.persons,
            finding.kind.pursued.clone().unwrap_or_else(none),
            finding.kind.silent.unwrap_or("-"),
            finding.kind.borne.join(","),
            finding.role,
            finding.with.join(","),
            finding.matter,
            finding.duty_matter,
            finding.grounds.join(","),
            days_line(finding.days),
            self.path_or_none(finding.cause_unit),
            finding
                .distance
                .map_or_else(none, |distance| distance.to_string()),
            finding.is_doubtful,
        )
    }

    fn findings(
        &self,
        trigger: &str,
        consequence: &Consequence<'_>,
        cause: &Cause,
    ) -> Vec<Finding> {
        let mut found = Vec::new();
        for duty in self.book.all(Decls::Duty) {
            for holding in self.holdings(duty) {
                if let Some(matters) = self.reaches(duty, &holding, &cause.matters) {
                    self.of_holding(
                        trigger,
                        consequence,
                        cause,
                        duty,
                        &holding,
                        &matters,
                        &mut found,
                    );
                }
            }
        }
        found
    }

    #[expect(clippy::too_many_arguments, reason = "all that a finding rests on")]
    #[expect(clippy::too_many_lines, reason = "a finding is built in one place")]
    fn of_holding(
        &self,
        trigger: &str,
        consequence: &Consequence<'_>,
        cause: &Cause,
        duty: &Decl,
        holding: &Holding,
        matters: &(String, String),
        found: &mut Vec<Finding>,
    ) {
        let name = &holding.share.party.organ.text;
        let blank = Finding {
            act: cause.act.clone(),
            of_unit: None,
            duty: name_of(duty),
            party: None,
            class: None,
            office: holding
                .share
                .party
                .office
                .as_ref()
                .map(|office| office.text.clone()),
            kind: Kind {
                pursued: None,
                silent: None,
                borne: Vec::new(),
            },
            role: holding.role,
            persons: "unknown".to_owned(),
            with: Vec::new(),
            matter: matters.0.clone(),
            duty_matter: matters.1.clone(),
            grounds: vec![trigger.to_owned()],
            status: "undetermined",
            days: cause.days,
            cause_unit: cause.unit,
            distance: None,
            is_doubtful: false,
        };
        let mut parties = Vec::new();
        if self.book.find(Decls::Class, name).is_some() {
            match self.origin(cause) {
                None => {
                    let members = self.organs_of(name).into_iter();
                    let mut members = members.flat_map(|organ| {
                        self.at_or_above(&organ, cause, consequence.level_by_level)
                    });
                    if members.any(|party| self.may_answer(duty, &party)) {
                        let kind = Kind {
                            borne: self.borne(duty),
                            ..blank.kind.clone()
                        };
                        found.push(Finding {
                            class: Some(name.clone()),
                            kind,
                            ..blank
                        });
                    }
                    return;
                }
                Some(origin) => {
                    for organ in self.organs_of(name) {
                        let above = self.at_or_above(&organ, cause, consequence.level_by_level);
                        parties.extend(
                            above
                                .into_iter()
                                .filter(|party| self.is_above(cause, &origin, party)),
                        );
                    }
                }
            }
        } else {
            parties = self.at_or_above(name, cause, consequence.level_by_level);
        }
        for party in parties {
            if !self.may_answer(duty, &party) {
                continue;
            }
            let (gate, mut needs) = self.gate(consequence.gate, &name_of(duty), &party, cause);
            let status = match self.holds(applies(duty), &self.at_unit(party.unit)) {
                // Whether the duty applies is not known: all that is missing counts.
                Three::Open(more) => {
                    needs.extend(more);
                    Status::open(needs).word
                }
                _ => gate,
            };
            let blank = Finding {
                distance: self.distance(cause, &party),
                is_doubtful: self.is_doubtful(&party.organ),
                with: self.with(duty, holding, &party, cause),
                party: Some(party.clone()),
                status,
                ..blank.clone()
            };
            for kind in self.kinds(duty, consequence) {
                let offices = match (&blank.office, &kind.pursued) {
                    (Some(office), _) => vec![Some(office.clone())],
                    (None, None) => vec![None],
                    (None, Some(pursued)) => self.offices(&party.organ, Some(pursued)),
                };
                for office in offices {
                    found.push(Finding {
                        persons: self.in_office(&party, office.as_deref(), cause.days),
                        office,
                        kind: kind.clone(),
                        ..blank.clone()
                    });
                }
            }
            if let (Some(Actor::Person(person)), Some(kinds)) =
                (&cause.actor, &consequence.actor_answers)
                && self.origin(cause).as_ref() == Some(&party)
                && holding.share.party.office.is_none()
            {
                for pursued in kinds {
                    found.push(Finding {
                        office: None,
                        role: "actor",
                        with: Vec::new(),
                        persons: format!("one:{person}"),
                        kind: Kind {
                            pursued: Some(pursued.clone()),
                            silent: None,
                            borne: Vec::new(),
                        },
                        ..blank.clone()
                    });
                }
            }
        }
    }

    /// Whether an organ is not out of it: not excluded, and the duty may apply to it.
    fn may_answer(&self, duty: &Decl, party: &Party) -> bool {
        let applies = self.holds(applies(duty), &self.at_unit(party.unit));
        applies != Three::False && !self.is_excluded(&party.organ)
    }

    /// The others who hold a duty as one with this organ, there or above.
    fn with(&self, duty: &Decl, holding: &Holding, party: &Party, cause: &Cause) -> Vec<String> {
        let mut found = Vec::new();
        if holding.role != "joint" {
            return found;
        }
        for other in self.holdings(duty) {
            for organ in self.organs_of(&other.share.party.organ.text) {
                for other in self.at_or_above(&organ, cause, true) {
                    if other != *party {
                        found.push(format!("{}@{}", other.organ, self.path_or_none(other.unit)));
                    }
                }
            }
        }
        found
    }
}

fn days_line(days: Option<(Day, Day)>) -> String {
    match days {
        None => "-".to_owned(),
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first}..{last}"),
    }
}
