//! What expectations name and only facts can tell: units, persons, records and acts.
//!
//! What the facts do not have never comes out: expected, it fails for its spelling alone; expected not to come out,
//! it could never fail. Names that the policy declares are found when it is compiled, and not here.

use std::collections::BTreeSet;

use super::places::{unknown_in_facts, unknown_unit};
use super::said::is_unit;
use crate::calendar::Period;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::{Actor, FactStore};
use crate::ids::LevelId;
use crate::lang::Text;
use crate::model::{Model, Name};
use crate::syntax::ast::{self, Aspect, DetailKind, Expectation, Expected, Value, ValueKind};

/// What the facts of a scenario have that an expectation may name.
pub(super) struct Known<'a> {
    model: &'a Model,
    /// The paths of the units, with their levels.
    units: Vec<(LevelId, String)>,
    persons: BTreeSet<String>,
    /// The ids of the records.
    records: BTreeSet<Name>,
}

/// Units that are expected and that are not among these paths.
pub(super) fn units(expectations: &[Expectation], paths: &[String], found: &mut Diagnostics) {
    for detail in expectations.iter().flat_map(|one| &one.details) {
        let unit = match &detail.kind {
            DetailKind::At(unit) => unit,
            DetailKind::Actor(Value {
                kind: ValueKind::Name { at: Some(unit), .. },
                ..
            }) => unit,
            DetailKind::Missing(missing) => {
                units(std::slice::from_ref(&**missing), paths, found);
                continue;
            }
            _ => continue,
        };
        if !paths.iter().any(|path| is_unit(&unit.text, path)) {
            let names: Vec<&str> = paths
                .iter()
                .flat_map(|path| [path.rsplit('/').next().unwrap_or(path), path])
                .collect();
            found.push(unknown_unit(unit, &names));
        }
    }
}

impl<'a> Known<'a> {
    /// What these facts have.
    pub(super) fn of(model: &'a Model, store: &FactStore) -> Self {
        let numbers = |length: usize| (0..length).filter_map(|at| u32::try_from(at).ok());
        let units = numbers(store.units.len())
            .filter_map(|at| Some((store.unit(at)?.level, store.path(at))))
            .collect();
        let roster = store.persons().into_iter().flatten();
        let mut persons: BTreeSet<String> = roster.map(|one| one.name.to_owned()).collect();
        persons.extend(store.rest().actors.iter().filter_map(|actor| match actor {
            Actor::Person(name) => Some(name.to_string()),
            _ => None,
        }));
        let records = numbers(store.records.len())
            .map(|at| store.record_id(model, at))
            .collect();
        Self {
            model,
            units,
            persons,
            records,
        }
    }

    /// What is expected of persons, records and acts that the facts do not have.
    pub(super) fn check(&self, expectations: &[Expectation], found: &mut Diagnostics) {
        for expectation in expectations {
            if let (Expected::LeftOut, Some(name)) = (expectation.kind, &expectation.subject) {
                found.extend(self.left_out(name));
            }
            for detail in &expectation.details {
                match &detail.kind {
                    DetailKind::Named(aspect, names) => {
                        found.extend(names.iter().filter_map(|name| self.named(*aspect, name)));
                    }
                    DetailKind::Actor(value) => found.extend(self.actor(value)),
                    DetailKind::Missing(missing) => {
                        self.check(std::slice::from_ref(&**missing), found);
                    }
                    _ => {}
                }
            }
        }
    }

    fn named(&self, aspect: Aspect, name: &ast::Name) -> Option<Diagnostic> {
        match aspect {
            Aspect::Person if !self.persons.contains(&name.text) => Some(self.no_person(name)),
            Aspect::Record if !self.records.contains(name.text.as_str()) => {
                Some(self.no_record(name))
            }
            Aspect::Act => self.act(name),
            _ => None,
        }
    }

    fn no_person(&self, name: &ast::Name) -> Diagnostic {
        let what = Text::new("名为 {} 的人", "person named {}");
        let help = Text::new(
            "人应当列入 `人员`，或者是某条记录的行为人",
            "a person stands on the roster, or acted in some record",
        );
        let persons = self.persons.iter().map(String::as_str);
        unknown_in_facts(name, &what, persons, help)
    }

    fn no_record(&self, name: &ast::Name) -> Diagnostic {
        let what = Text::new("记录 {}", "record {}");
        let help = Text::new(
            "记录的编号写在记录名之后：`记录名 编号 { … }`",
            "a record's id follows its type: `RECORD ID { … }`",
        );
        unknown_in_facts(name, &what, self.records.iter().map(|id| &**id), help)
    }

    /// Who acted: a person, an organ, or an office of an organ.
    fn actor(&self, value: &Value) -> Option<Diagnostic> {
        let name = match &value.kind {
            ValueKind::Person(name) => return self.named(Aspect::Person, name),
            ValueKind::Name { name, .. } => name.clone(),
            ValueKind::Text(text) => ast::Name {
                text: text.clone(),
                quoted: true,
                span: value.span,
            },
            _ => return None,
        };
        let organs = || self.model.organs.values().map(|organ| &*organ.name);
        let alone = !matches!(&value.kind, ValueKind::Name { office, at, .. }
            if office.is_some() || at.is_some());
        if alone && self.persons.contains(&name.text) {
            return None;
        }
        // A quoted text may say all of it: `organ office@unit`.
        let organ = name.text.split(['@', ' ']).next().unwrap_or_default();
        if organs().any(|one| one == organ) {
            return None;
        }
        let what = Text::new("名为 {} 的人或者机构", "person or organ named {}");
        let help = Text::new(
            "写 `人员 姓名`、`机构 于 单位` 或者 `机构 的 职务 于 单位`",
            "write `person NAME`, `ORGAN at UNIT` or `OFFICE of ORGAN at UNIT`",
        );
        let persons = self.persons.iter().map(String::as_str);
        Some(unknown_in_facts(
            &name,
            &what,
            persons.chain(organs()),
            help,
        ))
    }

    fn left_out(&self, name: &ast::Name) -> Option<Diagnostic> {
        let text = name.text.as_str();
        let terms = || self.model.vague.values().map(|term| &*term.name);
        if self.records.contains(text) || terms().any(|term| term == text) {
            return None;
        }
        let what = Text::new("记录或者认定 {}", "record or determination {}");
        let help = Text::new(
            "写记录的编号，或者所认定的用语",
            "write the id of a record, or the term determined",
        );
        let ids = self.records.iter().map(|id| &**id);
        Some(unknown_in_facts(name, &what, ids.chain(terms()), help))
    }

    /// An act: a record, or what is named as `target:name@unit`.
    ///
    /// A record that tells of the act of another may be named too: that nothing comes out under its own name can fail.
    fn act(&self, name: &ast::Name) -> Option<Diagnostic> {
        let text = name.text.as_str();
        if self.records.contains(text) || self.is_element(text) {
            return None;
        }
        let of_targets: Vec<String> = self.missed_targets().collect();
        let ids = self.records.iter().map(|id| &**id);
        let candidates = ids.chain(of_targets.iter().map(String::as_str));
        let what = Text::new("行为 {}", "act {}");
        let help = Text::new(
            "写记录的编号，或者 `target:目标名@单位路径`",
            "write the id of a record, or `target:NAME@UNIT` with the whole path",
        );
        Some(unknown_in_facts(name, &what, candidates, help))
    }

    /// The acts that missing a target would be.
    fn missed_targets(&self) -> impl Iterator<Item = String> + '_ {
        self.model.targets.values().flat_map(|target| {
            let there = self
                .units
                .iter()
                .filter(|(level, _)| *level == target.level);
            there.map(|(_, path)| format!("target:{}@{path}", target.name))
        })
    }

    fn is_element(&self, text: &str) -> bool {
        let Some((kind, rest)) = text.split_once(':') else {
            return false;
        };
        if kind == "unit" {
            return self.is_path(rest);
        }
        let Some((name, place)) = rest.split_once('@') else {
            return false;
        };
        let model = self.model;
        match kind {
            "target" => self.missed_targets().any(|act| act == text),
            "metric" => model.metrics.values().any(|row| &*row.name == name) && self.is_path(place),
            "duty" => model.duties.values().any(|row| &*row.name == name) && self.is_party(place),
            "report" => {
                let Some((party, period)) = place.rsplit_once('#') else {
                    return false;
                };
                let declared = model.reports.values().any(|row| &*row.name == name);
                declared && self.is_party(party) && Period::parse(period).is_some()
            }
            _ => false,
        }
    }

    fn is_path(&self, text: &str) -> bool {
        self.units.iter().any(|(_, path)| path == text)
    }

    /// `unit:organ`; a body outside the units has none before its name.
    fn is_party(&self, text: &str) -> bool {
        text.rsplit_once(':').is_some_and(|(unit, organ)| {
            let declared = self.model.organs.values().any(|row| &*row.name == organ);
            declared && (unit.is_empty() || self.is_path(unit))
        })
    }
}
