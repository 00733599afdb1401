//! The roster, determinations, discharges of duty, reports made, and who acted.

use serde_json::{Map, Value, json};

use super::{Writer, closed, given, list};
use crate::model::{Authority, Holding, LevelId, Organ, Party, Vague};
use crate::workbench::forms::about::Slot;

impl Writer<'_> {
    /// The roster.
    pub fn persons(&mut self) -> Value {
        let (text, date) = (self.text(), self.date());
        let parts = [
            ("name", text.clone()),
            ("organ", self.organ_names()),
            ("unit", text.clone()),
            ("office", text.clone()),
            ("title", text.clone()),
            ("from", date.clone()),
            ("to", date),
            ("note", text.clone()),
            ("source", text),
        ];
        let mut person = closed(self.keys(parts), &["name", "organ", "from"]);
        let shown = json!({ "anyOf": [{ "required": ["office"] }, { "required": ["title"] }] });
        and(&mut person, [self.instance(), shown]);
        list(person)
    }

    /// Who acted: a name, or a person, organ or office described.
    pub fn actor(&mut self) -> Value {
        let text = self.text();
        let beside = [("note", text.clone()), ("source", text.clone())];
        let mut person = self.keys(beside.clone());
        person.extend(self.keys([("person", text.clone())]));
        let parts = [
            ("organ", self.organ_names()),
            ("unit", text.clone()),
            ("office", text.clone()),
        ];
        let mut organ = self.keys(beside);
        organ.extend(self.keys(parts));
        let mut organ = closed(organ, &["organ"]);
        and(&mut organ, [self.offices()]);
        let forms = json!({ "anyOf": [text, closed(person, &["person"]), organ] });
        self.defs.share("actor", forms)
    }

    /// Discharges of duty.
    pub fn discharges(&mut self) -> Value {
        let text = self.text();
        let parts = [
            ("duty", self.duty_names()),
            ("organ", self.organ_names()),
            ("unit", text.clone()),
            ("act", text.clone()),
            ("date", self.date()),
            ("note", text.clone()),
            ("source", text),
        ];
        let mut discharge = closed(self.keys(parts), &["duty", "organ"]);
        and(&mut discharge, [self.instance(), self.duty_holders()]);
        list(discharge)
    }

    /// Reports made.
    pub fn reports(&mut self) -> Value {
        let (model, text) = (self.model, self.text());
        let names: Vec<&str> = model.reports.values().map(|row| &*row.name).collect();
        let parts = [
            ("report", json!({ "enum": names })),
            ("organ", self.organ_names()),
            ("unit", text.clone()),
            ("period", self.period()),
            ("date", self.date()),
            ("note", text.clone()),
            ("source", text),
        ];
        let mut report = closed(self.keys(parts), &["report", "organ", "date"]);
        let held = model.reports.values();
        let held = held.map(|row| self.held("report", &row.name, &row.holders));
        let held = all(held.collect());
        and(&mut report, [self.instance(), held]);
        list_of_known(&names, report)
    }

    /// Determinations of vague terms.
    pub fn determinations(&mut self) -> Value {
        let (model, text) = (self.model, self.text());
        let names: Vec<&str> = model.vague.values().map(|row| &*row.name).collect();
        let parts = [
            ("term", json!({ "enum": names })),
            ("subject", json!({ "type": "object" })),
            ("value", json!(true)),
            ("authority", text.clone()),
            ("date", self.date()),
            ("document", text.clone()),
            ("note", text.clone()),
            ("source", text),
        ];
        let required = ["term", "subject", "value", "authority", "date"];
        let mut determination = closed(self.keys(parts), &required);
        let terms: Vec<Value> = model.vague.values().map(|row| self.term(row)).collect();
        and(&mut determination, [all(terms)]);
        list_of_known(&names, determination)
    }

    /// What a determination of one term holds.
    fn term(&mut self, term: &Vague) -> Value {
        let authority = match &term.authority {
            Authority::Organ(organ) => self.model.organs.row(*organ).map(|organ| &organ.name),
            Authority::Wording(wording) => Some(wording),
        };
        let authority = authority.map_or("", |name| &**name);
        let bare = self.bare(&Slot::term(term));
        let wrapped = self.wrapped(bare.clone());
        let subjects = self.subjects(term);
        let then = json!({ "properties": {
            "authority": { "const": authority },
            "value": { "anyOf": [bare, wrapped] },
            "subject": { "anyOf": subjects },
        } });
        given("term", &term.name, then)
    }

    /// What a term may be said of.
    fn subjects(&mut self, term: &Vague) -> Vec<Value> {
        let (model, said_of, text) = (self.model, &term.subjects, self.text());
        let beside = [("note", text.clone()), ("source", text.clone())];
        let form = |writer: &Self, keys: Map<String, Value>, required: &[&str]| {
            let mut properties = writer.keys(beside.clone());
            properties.extend(keys);
            closed(properties, required)
        };
        let mut forms = Vec::new();
        if !said_of.metrics.is_empty() {
            let metrics = said_of.metrics.iter();
            let names: Vec<&str> = metrics
                .filter_map(|id| model.metrics.row(*id))
                .map(|row| &*row.name)
                .collect();
            let parts = [
                ("metric", json!({ "enum": names })),
                ("unit", text.clone()),
                ("period", self.period()),
            ];
            forms.push(form(self, self.keys(parts), &["unit", "metric"]));
        }
        if !said_of.record_types.is_empty() {
            forms.push(form(
                self,
                self.keys([("record", text.clone())]),
                &["record"],
            ));
        }
        if !said_of.levels.is_empty() {
            forms.push(form(self, self.keys([("unit", text.clone())]), &["unit"]));
        }
        if said_of.duties {
            let parts = [
                ("duty", self.duty_names()),
                ("organ", self.organ_names()),
                ("unit", text.clone()),
                ("act", text.clone()),
            ];
            let mut duty = form(self, self.keys(parts), &["duty", "organ"]);
            and(&mut duty, [self.instance(), self.duty_holders()]);
            forms.push(duty);
        }
        forms
    }

    fn organ_names(&mut self) -> Value {
        let names: Vec<&str> = self.model.organs.values().map(|row| &*row.name).collect();
        self.defs.share("organ", json!({ "enum": names }))
    }

    fn duty_names(&mut self) -> Value {
        let names: Vec<&str> = self.model.duties.values().map(|row| &*row.name).collect();
        self.defs.share("duty", json!({ "enum": names }))
    }

    /// For each organ, its offices, and no unit for one outside the units.
    fn offices(&mut self) -> Value {
        let organs = self.model.organs.values();
        let forms: Vec<Value> = organs
            .map(|organ| given("organ", &organ.name, self.of_organ(organ)))
            .collect();
        self.defs.share("offices", all(forms))
    }

    /// The same, with a unit where none is implied.
    fn instance(&mut self) -> Value {
        let organs = self.model.organs.values();
        let several = organs.filter(|organ| !organ.levels.is_empty() && !organ.single);
        let forms: Vec<Value> = several
            .map(|organ| given("organ", &organ.name, json!({ "required": ["unit"] })))
            .collect();
        let offices = self.offices();
        let schema = all(vec![offices, all(forms)]);
        self.defs.share("instance", schema)
    }

    fn of_organ(&self, organ: &Organ) -> Value {
        let offices = organ.offices.iter();
        let offices = offices.filter_map(|id| self.model.offices.row(*id));
        let names: Vec<&str> = offices
            .flat_map(|office| std::iter::once(&office.name).chain(&office.titles))
            .map(|name| &**name)
            .collect();
        let mut properties = Map::new();
        properties.insert("office".to_owned(), json!({ "enum": names }));
        let outside: &[LevelId] = &[];
        if organ.levels == outside {
            properties.insert("unit".to_owned(), false.into());
        }
        json!({ "properties": properties })
    }

    fn duty_holders(&mut self) -> Value {
        let duties = self.model.duties.values();
        let held: Vec<Value> = duties
            .map(|duty| self.held("duty", &duty.name, &duty.holders))
            .collect();
        self.defs.share("holders", all(held))
    }

    /// Where a key names a duty or report, the organs that hold it.
    fn held(&self, key: &str, name: &str, holders: &[Holding]) -> Value {
        let model = self.model;
        let organs = holders.iter().flat_map(|holding| match holding.party {
            Party::Organ(organ) | Party::Office(organ, _) => vec![organ],
            Party::Class(class) => model
                .classes
                .row(class)
                .map_or_else(Vec::new, |class| class.members.clone()),
        });
        let mut names: Vec<&str> = Vec::new();
        for organ in organs.filter_map(|id| model.organs.row(id)) {
            if !names.contains(&&*organ.name) {
                names.push(&organ.name);
            }
        }
        let then = json!({ "properties": { "organ": { "enum": names } } });
        given(key, name, then)
    }
}

/// All of some conditions; a schema may not list none.
fn all(conditions: Vec<Value>) -> Value {
    if conditions.is_empty() {
        true.into()
    } else {
        json!({ "allOf": conditions })
    }
}

/// Adds conditions to an object.
fn and<const N: usize>(schema: &mut Value, conditions: [Value; N]) {
    if let Some(object) = schema.as_object_mut() {
        object.insert("allOf".to_owned(), conditions.to_vec().into());
    }
}

/// A list; an empty one where there is nothing that an item could name.
fn list_of_known(names: &[&str], items: Value) -> Value {
    if names.is_empty() {
        json!({ "type": "array", "maxItems": 0 })
    } else {
        list(items)
    }
}
