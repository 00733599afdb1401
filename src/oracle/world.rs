//! The facts as a tree: units, records and lists, with every value left as it is written until somebody asks for it.

use super::actor::{Actor, Party};
use super::amount::number;
use super::book::{Book, FieldOf, Sort as Decls, levels, name_of};
use super::days::{Day, Period, day};
use super::json::Json;
use super::value::{Known, Need, Needs, Value, fact};
use crate::syntax::ast::{DeclKind, PropKind, TypeRef, TypeRefKind};

/// The facts.
pub(super) struct World {
    pub(super) as_of: Day,
    pub(super) period: Period,
    pub(super) units: Vec<Unit>,
    pub(super) records: Vec<Record>,
    pub(super) persons: Option<Vec<Person>>,
    pub(super) determinations: Vec<Determination>,
    pub(super) discharges: Option<Vec<Discharge>>,
    pub(super) reports: Option<Vec<Made>>,
}

/// A unit; outer units stand before inner ones.
pub(super) struct Unit {
    pub(super) level: String,
    pub(super) name: String,
    pub(super) parent: Option<usize>,
    /// Whether the facts say which units are inside it.
    pub(super) says_inside: bool,
    pub(super) said: Json,
}

/// A record.
pub(super) struct Record {
    pub(super) kind: String,
    pub(super) unit: usize,
    /// Its place in its list, from 1.
    pub(super) place: usize,
    pub(super) said: Json,
}

/// A line of the roster.
pub(super) struct Person {
    pub(super) name: String,
    pub(super) seat: Party,
    pub(super) office: Option<String>,
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
}

/// A determination of a term.
pub(super) struct Determination {
    pub(super) term: String,
    pub(super) about: About,
    pub(super) value: Json,
    pub(super) date: Day,
}

/// What a determination is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum About {
    Unit(usize),
    Record(usize),
    Metric(String, usize, Period),
    Duty(String, Party, Option<String>),
}

/// A discharge of a duty.
pub(super) struct Discharge {
    pub(super) duty: String,
    pub(super) party: Party,
    pub(super) act: Option<String>,
    pub(super) date: Option<Day>,
}

/// A report made.
pub(super) struct Made {
    pub(super) report: String,
    pub(super) party: Party,
    pub(super) period: Option<Period>,
    pub(super) date: Day,
}

impl World {
    pub(super) fn read(book: &Book, text: &str) -> Self {
        let json = Json::read(text);
        let mut world = Self {
            as_of: day(&json.text("as_of").unwrap()),
            period: Period::read(&json.text("period").unwrap()),
            units: Vec::new(),
            records: Vec::new(),
            persons: None,
            determinations: Vec::new(),
            discharges: None,
            reports: None,
        };
        for unit in json.list("units").unwrap_or_default() {
            world.add_unit(book, unit, None);
        }
        world.persons = json
            .list("persons")
            .map(|list| list.iter().map(|line| world.person(book, line)).collect());
        let period = world.period;
        let determinations = json.list("determinations").unwrap_or_default();
        world.determinations = determinations
            .iter()
            .map(|said| Determination {
                term: said.text("term").unwrap(),
                about: world.about(book, said.get("subject").unwrap(), period),
                value: said.get("value").unwrap().clone(),
                date: day(&said.text("date").unwrap()),
            })
            .collect();
        world.discharges = json.list("discharges").map(|list| {
            let discharge = |said: &Json| Discharge {
                duty: said.text("duty").unwrap(),
                party: world.party(book, said, None),
                act: world.act(book, said),
                date: said.text("date").map(|date| day(&date)),
            };
            list.iter().map(discharge).collect()
        });
        world.reports = json.list("reports").map(|list| {
            let made = |said: &Json| Made {
                report: said.text("report").unwrap(),
                party: world.party(book, said, None),
                period: said.text("period").map(|period| Period::read(&period)),
                date: day(&said.text("date").unwrap()),
            };
            list.iter().map(made).collect()
        });
        world
    }

    fn add_unit(&mut self, book: &Book, said: &Json, parent: Option<usize>) {
        let level = said.text("level").unwrap();
        let here = self.units.len();
        let inside = said.list("units");
        self.units.push(Unit {
            level: level.clone(),
            name: said.text("name").unwrap(),
            parent,
            says_inside: inside.is_some(),
            said: said.clone(),
        });
        for kind in book.all(Decls::Record) {
            let kind = name_of(kind);
            for (place, record) in said.list(&kind).unwrap_or_default().iter().enumerate() {
                self.records.push(Record {
                    kind: kind.clone(),
                    unit: here,
                    place: place + 1,
                    said: record.clone(),
                });
            }
        }
        for inner in inside.unwrap_or_default() {
            self.add_unit(book, inner, Some(here));
        }
    }

    fn person(&self, book: &Book, said: &Json) -> Person {
        let seat = self.party(book, said, None);
        let title = said.text("office");
        Person {
            name: said.text("name").unwrap(),
            office: title.map(|title| office_called(book, &seat.organ, &title).unwrap()),
            seat,
            from: said.text("from").map(|date| day(&date)),
            to: said.text("to").map(|date| day(&date)),
        }
    }

    fn about(&self, book: &Book, said: &Json, period: Period) -> About {
        if let Some(record) = said.text("record") {
            return About::Record(self.record_called(&record).unwrap());
        }
        if let Some(duty) = said.text("duty") {
            return About::Duty(duty, self.party(book, said, None), self.act(book, said));
        }
        let unit = self.unit_called(&said.text("unit").unwrap());
        match said.text("metric") {
            Some(metric) => {
                let of = said.text("period").map(|text| Period::read(&text));
                About::Metric(metric, unit, of.unwrap_or(period))
            }
            None => About::Unit(unit),
        }
    }

    /// The act spoken of: that of a record is the one which the record tells of.
    fn act(&self, book: &Book, said: &Json) -> Option<String> {
        let act = said.text("act")?;
        let record = self.record_called(&act);
        Some(record.map_or(act, |record| self.record_name(self.root(book, record))))
    }

    /// The organ that is spoken of, at the unit named; else at the nearest unit around, else at the only one.
    fn party(&self, book: &Book, said: &Json, near: Option<usize>) -> Party {
        let organ = said.text("organ").unwrap();
        let unit = said.text("unit").map(|name| self.unit_called(&name));
        let unit = unit.or_else(|| self.implied(book, &organ, near));
        Party { organ, unit }
    }

    fn implied(&self, book: &Book, organ: &str, near: Option<usize>) -> Option<usize> {
        let at = levels(book.get(Decls::Organ, organ));
        let around = near.into_iter().flat_map(|near| self.around(near));
        let around = around
            .into_iter()
            .find(|unit| at.contains(&self.units[*unit].level));
        let only = || {
            let all = 0..self.units.len();
            let all: Vec<usize> = all
                .filter(|unit| at.contains(&self.units[*unit].level))
                .collect();
            (all.len() == 1).then(|| all[0])
        };
        around.or_else(only)
    }

    /// The unit of a name or path.
    pub(super) fn unit_called(&self, text: &str) -> usize {
        let mut all = 0..self.units.len();
        all.find(|unit| self.units[*unit].name == text || self.path(*unit) == text)
            .unwrap_or_else(|| panic!("no unit {text}"))
    }

    pub(super) fn record_called(&self, id: &str) -> Option<usize> {
        let mut all = 0..self.records.len();
        all.find(|record| self.records[*record].said.text("id").as_deref() == Some(id))
    }

    pub(super) fn path(&self, unit: usize) -> String {
        match self.units[unit].parent {
            Some(parent) => format!("{}/{}", self.path(parent), self.units[unit].name),
            None => self.units[unit].name.clone(),
        }
    }

    /// A unit and the units around it, innermost first.
    pub(super) fn around(&self, unit: usize) -> Vec<usize> {
        let mut found = vec![unit];
        while let Some(parent) = self.units[*found.last().unwrap()].parent {
            found.push(parent);
        }
        found
    }

    /// A unit and all units inside it, in order.
    pub(super) fn inside(&self, unit: usize) -> Vec<usize> {
        let all = 0..self.units.len();
        all.filter(|inner| self.around(*inner).contains(&unit))
            .collect()
    }

    /// The record that tells of the act: what a record refers to, to the end.
    pub(super) fn root(&self, book: &Book, record: usize) -> usize {
        let row = &self.records[record];
        let told = book
            .field_with(&row.kind, &FieldOf::SameAct)
            .and_then(|field| row.said.text(&field.name.text));
        match told {
            Some(id) => self.root(book, self.record_called(&id).unwrap()),
            None => record,
        }
    }

    /// How the record is called, by its id or by where it stands.
    pub(super) fn record_name(&self, record: usize) -> String {
        let row = &self.records[record];
        let place = || format!("{}/{}/{}", self.path(row.unit), row.kind, row.place);
        row.said.text("id").unwrap_or_else(place)
    }

    pub(super) fn field(&self, book: &Book, record: usize, name: &str) -> Known {
        let row = &self.records[record];
        let field = book
            .fields(&row.kind)
            .iter()
            .find(|field| field.name.text == name)
            .unwrap();
        match row.said.get(name) {
            Some(said) => Known::Is(self.value(book, &field.typed, said, Some(row.unit))),
            None => Known::Missing(fact(format!(
                "field {name} of {}",
                self.record_name(record)
            ))),
        }
    }

    /// What is determined, as far as the day of asking knows: the latest.
    pub(super) fn determined(&self, term: &str, about: &About) -> Option<&Json> {
        let all = self.determinations.iter();
        let mut of: Vec<&Determination> = all
            .filter(|one| one.term == term && one.about == *about && one.date <= self.as_of)
            .collect();
        of.sort_by_key(|one| one.date);
        of.last().map(|one| &one.value)
    }

    /// What is determined of a record, else of the one that tells of its act.
    pub(super) fn determined_of(&self, book: &Book, term: &str, about: &About) -> Option<&Json> {
        let root = match about {
            About::Record(record) => Some(About::Record(self.root(book, *record))),
            _ => None,
        };
        let of_root = || self.determined(term, &root?);
        self.determined(term, about).or_else(of_root)
    }

    pub(super) fn awaited(&self, term: &str, about: &About) -> Needs {
        Needs::from([Need::Determination(format!("{term}: {about:?}"))])
    }

    /// A value of a type, as written; `near` is the unit at which it is said.
    pub(super) fn value(
        &self,
        book: &Book,
        typed: &TypeRef,
        said: &Json,
        near: Option<usize>,
    ) -> Value {
        let said = match said.get("value") {
            Some(inner) => inner,
            None => said,
        };
        let names = |names: &[crate::syntax::ast::Name]| -> Vec<String> {
            names.iter().map(|name| name.text.clone()).collect()
        };
        match (&typed.kind, said) {
            (_, Json::Truth(truth)) => Value::Truth(*truth),
            (TypeRefKind::Date, _) => Value::Day(day(said.as_text())),
            (TypeRefKind::Text | TypeRefKind::Matter, _) => {
                Value::Word(said.as_text().to_owned(), Vec::new())
            }
            (TypeRefKind::Unit, _) => Value::Unit(self.unit_called(said.as_text())),
            (TypeRefKind::Record, _) => Value::Record(self.record_called(said.as_text()).unwrap()),
            (TypeRefKind::Actor, _) => Value::Actor(self.actor(book, said, near)),
            (TypeRefKind::Values(values), _) => {
                Value::Word(said.as_text().to_owned(), names(values))
            }
            (TypeRefKind::Named(name), _) => {
                match book.find(Decls::Enumeration, name).map(|decl| &decl.kind) {
                    Some(DeclKind::Enumeration { values, .. }) => {
                        Value::Word(said.as_text().to_owned(), names(values))
                    }
                    _ => number(book, said, Some(name)),
                }
            }
            (TypeRefKind::Number, _) => number(book, said, None),
            (TypeRefKind::Truth | TypeRefKind::Per(..), _) => panic!("{said:?} of {typed:?}"),
        }
    }

    fn actor(&self, book: &Book, said: &Json, near: Option<usize>) -> Actor {
        if let Some(person) = said.text("person") {
            return Actor::Person(person);
        }
        if said.get("organ").is_some() {
            let party = self.party(book, said, near);
            return match said.text("office") {
                Some(title) => {
                    let office = office_called(book, &party.organ, &title).unwrap();
                    Actor::Office(party, office)
                }
                None => Actor::Organ(party),
            };
        }
        let name = said.as_text();
        if self
            .persons
            .iter()
            .flatten()
            .any(|person| person.name == name)
        {
            return Actor::Person(name.to_owned());
        }
        if book.find(Decls::Organ, name).is_some() {
            let unit = self.implied(book, name, near);
            return Actor::Organ(Party {
                organ: name.to_owned(),
                unit,
            });
        }
        for organ in book.all(Decls::Organ) {
            let organ = name_of(organ);
            if let Some(office) = office_called(book, &organ, name) {
                let unit = self.implied(book, &organ, near);
                return Actor::Office(Party { organ, unit }, office);
            }
        }
        panic!("no actor {name}")
    }
}

/// The office of an organ by its name or a title.
fn office_called(book: &Book, organ: &str, text: &str) -> Option<String> {
    let organ = book.get(Decls::Organ, organ);
    organ.props.iter().find_map(|prop| match &prop.kind {
        PropKind::Office(office) => {
            let title = |prop: &crate::syntax::ast::OfficeProp| match &prop.kind {
                crate::syntax::ast::OfficePropKind::Titles(titles) => {
                    titles.iter().any(|title| title.text == text)
                }
                _ => false,
            };
            let called = office.name.text == text || office.props.iter().any(title);
            called.then(|| office.name.text.clone())
        }
        _ => None,
    })
}
