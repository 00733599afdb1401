//! What is pursued of whom: kinds, offices, gates, and persons in office.

use super::Judge;
use super::actor::Party;
use super::book::{Sort as Decls, names};
use super::cause::Cause;
use super::days::Day;
use super::expr::Element;
use super::json::Json;
use super::status::Status;
use super::value::{Needs, Three, fact};
use super::world::About;
use crate::syntax::ast::{Decl, DeclKind, Expr, Gate, Name, OfficePropKind, PropKind};

/// What follows from a trigger.
pub(super) struct Consequence<'d> {
    pub(super) pursued: Vec<String>,
    pub(super) level_by_level: bool,
    pub(super) gate: Option<&'d Gate>,
    /// The kinds for which a personal actor answers, where that is declared.
    pub(super) actor_answers: Option<Vec<String>>,
}

/// A kind pursued, or why there is none, with the kinds borne that lead to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kind {
    pub(super) pursued: Option<String>,
    pub(super) silent: Option<&'static str>,
    pub(super) borne: Vec<String>,
}

impl Judge<'_> {
    pub(super) fn consequence<'d>(&'d self, trigger: &'d Decl) -> Consequence<'d> {
        let mut props: Vec<&PropKind> = trigger.props.iter().map(|prop| &prop.kind).collect();
        for prop in &trigger.props {
            if let PropKind::ConsequenceRef(name) = &prop.kind {
                let decl = self.book.get(Decls::Consequence, &name.text);
                props.extend(decl.props.iter().map(|prop| &prop.kind));
            }
        }
        let mut found = Consequence {
            pursued: Vec::new(),
            level_by_level: false,
            gate: None,
            actor_answers: None,
        };
        for prop in props {
            match prop {
                PropKind::Pursue {
                    kinds,
                    level_by_level,
                } => {
                    found.pursued.extend(texts(kinds));
                    found.level_by_level |= level_by_level;
                }
                PropKind::Gate(gate) => found.gate = Some(gate),
                PropKind::ActorAnswers(kinds) => {
                    found
                        .actor_answers
                        .get_or_insert_default()
                        .extend(texts(kinds));
                }
                _ => {}
            }
        }
        found
    }

    /// The kinds borne under a duty.
    pub(super) fn borne(&self, duty: &Decl) -> Vec<String> {
        names(duty, |kind| match kind {
            PropKind::Bears { kinds, .. } => Some(kinds),
            _ => None,
        })
    }

    /// What a kind borne is pursued as; none is unspecified.
    fn mapped(&self, borne: Option<&str>) -> Vec<String> {
        let mut found = Vec::new();
        for decl in self.book.all(Decls::Mapping) {
            if let DeclKind::Mapping { from, to } = &decl.kind {
                let is_meant = match borne {
                    Some(borne) => from.iter().any(|name| name.text == borne),
                    None => from.is_empty(),
                };
                if is_meant {
                    found.extend(texts(to));
                }
            }
        }
        found
    }

    /// The kinds borne under a duty that are pursued as this one.
    fn leading(&self, duty: &Decl, pursued: &String) -> Vec<String> {
        let mut borne = self.borne(duty);
        borne.retain(|kind| self.mapped(Some(kind)).contains(pursued));
        borne
    }

    /// The kinds that are pursued on a duty, in the order of the consequence; or one entry that says why there is none.
    pub(super) fn kinds(&self, duty: &Decl, consequence: &Consequence<'_>) -> Vec<Kind> {
        let borne = self.borne(duty);
        let mut found = Vec::new();
        for pursued in &consequence.pursued {
            let leading = self.leading(duty, pursued);
            let unspecified = borne.is_empty() && self.mapped(None).contains(pursued);
            if !leading.is_empty() || unspecified {
                found.push(Kind {
                    pursued: Some(pursued.clone()),
                    silent: None,
                    borne: leading,
                });
            }
        }
        if found.is_empty() {
            let is_mapped = match borne.is_empty() {
                true => !self.mapped(None).is_empty(),
                false => borne.iter().any(|kind| !self.mapped(Some(kind)).is_empty()),
            };
            found.push(Kind {
                pursued: None,
                silent: Some(if is_mapped {
                    "not-pursued-here"
                } else {
                    "text-does-not-say"
                }),
                borne,
            });
        }
        found
    }

    /// The offices of an organ that answer for a kind pursued; the organ itself where none does.
    pub(super) fn offices(&self, organ: &str, pursued: Option<&str>) -> Vec<Option<String>> {
        let mut found = Vec::new();
        for prop in &self.book.get(Decls::Organ, organ).props {
            let PropKind::Office(office) = &prop.kind else {
                continue;
            };
            let answers = office.props.iter().any(|prop| match &prop.kind {
                OfficePropKind::Answers(kinds) => {
                    kinds.iter().any(|kind| Some(kind.text.as_str()) == pursued)
                }
                _ => false,
            });
            if answers {
                found.push(Some(office.name.text.clone()));
            }
        }
        if found.is_empty() {
            found.push(None);
        }
        found
    }

    /// Who was in an office: how many, and their names.
    pub(super) fn in_office(
        &self,
        party: &Party,
        office: Option<&str>,
        days: Option<(Day, Day)>,
    ) -> String {
        let (Some(office), Some((first, last)), Some(roster)) = (office, days, &self.world.persons)
        else {
            return "unknown".to_owned();
        };
        let mut found: Vec<&str> = Vec::new();
        for line in roster {
            let serves = line.seat == *party
                && line.office.as_deref() == Some(office)
                && line.from.is_none_or(|from| from <= last)
                && line.to.is_none_or(|to| first <= to);
            if serves && !found.contains(&line.name.as_str()) {
                found.push(&line.name);
            }
        }
        let state = match found.len() {
            0 => "vacant",
            1 => "one",
            _ => "several",
        };
        format!("{state}:{}", found.join(","))
    }

    /// What the gate says of a party to a duty.
    pub(super) fn gate(
        &self,
        gate: Option<&Gate>,
        duty: &str,
        party: &Party,
        cause: &Cause,
    ) -> (&'static str, Needs) {
        let sure = |status| (status, Needs::new());
        match gate {
            None => sure("established"),
            Some(Gate::Presumed) => self.presumed(duty, party, &cause.act),
            Some(Gate::Determined(term)) => {
                let about = |act: Option<String>| About::Duty(duty.to_owned(), party.clone(), act);
                let of_act = self
                    .world
                    .determined(&term.text, &about(Some(cause.act.clone())));
                match of_act.or_else(|| self.world.determined(&term.text, &about(None))) {
                    Some(Json::Truth(true)) => sure("established"),
                    Some(_) => sure("rebutted"),
                    None => (
                        "awaiting-determination",
                        self.world.awaited(&term.text, &about(None)),
                    ),
                }
            }
            Some(Gate::When(condition)) => self.gate_condition(condition, cause),
        }
    }

    fn presumed(&self, duty: &str, party: &Party, act: &str) -> (&'static str, Needs) {
        let Some(discharges) = &self.world.discharges else {
            return ("presumed", fact("discharges"));
        };
        let is_rebutted = discharges.iter().any(|discharge| {
            discharge.duty == duty
                && discharge.party == *party
                && discharge.act.as_deref().is_none_or(|of| of == act)
                && discharge.date.is_none_or(|date| date <= self.world.as_of)
        });
        (
            if is_rebutted {
                "rebutted"
            } else {
                "established"
            },
            Needs::new(),
        )
    }

    fn gate_condition(&self, condition: &Expr, cause: &Cause) -> (&'static str, Needs) {
        let mut here = cause.here.clone();
        here.unit = cause.unit;
        if let Element::Prohibition(_, _, record) = &cause.element {
            here.record = Some(*record);
        }
        match self.truth(condition, &here) {
            Three::True => ("established", Needs::new()),
            Three::False => ("rebutted", Needs::new()),
            Three::Open(needs) => (Status::open(needs.clone()).word, needs),
        }
    }
}

fn texts(names: &[Name]) -> Vec<String> {
    names.iter().map(|name| name.text.clone()).collect()
}
