//! Facts in JSON as the rows of a form, so that last year's facts make this year's form.
//!
//! The facts have been read and found right before; here they are only moved to where the form has them.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::guide::list_key;
use super::layout::{ANY, Form, Key, Part, TRUTH};
use super::write::Filled;
use crate::lang::Lang;
use crate::model::Model;

/// Moves facts into a form.
///
/// # Errors
///
/// The places of what the form has no cell for.
pub fn fill(model: &Model, form: &Form, json: &str, lang: Lang) -> Result<Filled, Vec<String>> {
    let mut filler = Filler {
        model,
        form,
        lang,
        filled: Filled {
            guide: BTreeMap::new(),
            rows: form.sheets.iter().map(|_| Vec::new()).collect(),
        },
        names: BTreeMap::new(),
        lost: Vec::new(),
    };
    if let Some(Tree::Object(facts)) = tree(json.trim_start_matches('\u{feff}')) {
        filler.facts(&facts);
    }
    if filler.lost.is_empty() {
        Ok(filler.filled)
    } else {
        Err(filler.lost)
    }
}

/// A value of JSON, its numbers as written.
enum Tree {
    Text(String),
    /// A number, `true` or `false`.
    Bare(String),
    List(Vec<Tree>),
    Object(Object),
}

type Object = BTreeMap<String, Tree>;
type Row = BTreeMap<usize, String>;

fn tree(json: &str) -> Option<Tree> {
    let json = json.trim();
    Some(match json.chars().next()? {
        '"' => Tree::Text(serde_json::from_str(json).ok()?),
        '[' => {
            let items: Vec<Box<RawValue>> = serde_json::from_str(json).ok()?;
            Tree::List(items.iter().filter_map(|item| tree(item.get())).collect())
        }
        '{' => {
            let members: BTreeMap<String, Box<RawValue>> = serde_json::from_str(json).ok()?;
            let members = members.into_iter();
            Tree::Object(
                members
                    .filter_map(|(key, raw)| Some((key, tree(raw.get())?)))
                    .collect(),
            )
        }
        _ => Tree::Bare(json.to_owned()),
    })
}

struct Filler<'f> {
    model: &'f Model,
    form: &'f Form,
    lang: Lang,
    filled: Filled,
    /// How many units have a name.
    names: BTreeMap<String, usize>,
    lost: Vec<String>,
}

impl Filler<'_> {
    fn facts(&mut self, facts: &Object) {
        for key in ["as_of", "period", "source", "note"] {
            if let Some(Tree::Text(text)) = facts.get(key) {
                self.filled.guide.insert(key, text.clone());
            }
        }
        if let Some(Tree::List(units)) = facts.get("units") {
            self.count(units);
            self.units(units, &[]);
        }
        for (index, sheet) in self.form.sheets.iter().enumerate() {
            let Some(key) = list_key(sheet.part) else {
                continue;
            };
            if let Some(Tree::List(items)) = facts.get(key) {
                let word = self.any(!items.is_empty());
                self.filled.guide.insert(key, word);
                for item in items.iter().filter_map(object) {
                    self.item(index, item);
                }
            }
        }
    }

    fn count(&mut self, units: &[Tree]) {
        for unit in units.iter().filter_map(object) {
            *self.names.entry(text_of(unit, "name")).or_default() += 1;
            if let Some(Tree::List(inner)) = unit.get("units") {
                self.count(inner);
            }
        }
    }

    fn units(&mut self, units: &[Tree], around: &[String]) {
        for unit in units.iter().filter_map(object) {
            self.unit(unit, around);
        }
    }

    fn unit(&mut self, unit: &Object, around: &[String]) {
        let level = text_of(unit, "level");
        let (model, form) = (self.model, self.form);
        let mut sheets = form.sheets.iter();
        let found = sheets.position(|sheet| match sheet.part {
            Part::Level(id) => model.levels.row(id).is_some_and(|row| *row.name == *level),
            _ => false,
        });
        let Some(sheet) = found else {
            return;
        };
        let mut path = around.to_vec();
        path.push(text_of(unit, "name"));
        let named = self.reference(&path);
        let mut row = self.values(sheet, unit, &named, None);
        self.put(sheet, &mut row, &Key::Unit, self.reference(around));
        let plans = unit.get("plans").and_then(object);
        for (target, value) in plans.into_iter().flatten() {
            let key = Key::Plan(target.clone());
            self.value(sheet, &mut row, (&key, value), (&named, None));
        }
        let columns = form
            .sheets
            .get(sheet)
            .map_or(&[][..], |sheet| &sheet.columns);
        for key in columns.iter().map(|column| &column.key) {
            let Key::Any(list) = key else {
                continue;
            };
            if let Some(Tree::List(items)) = unit.get(list) {
                let word = self.any(!items.is_empty());
                self.put(sheet, &mut row, key, word);
                self.records(list, items, &named);
            }
        }
        self.push(sheet, row);
        self.earlier(sheet, unit, (&named, around));
        if let Some(Tree::List(inner)) = unit.get("units") {
            self.units(inner, &path);
        }
    }

    /// A row for each earlier period of a unit.
    fn earlier(&mut self, sheet: usize, unit: &Object, (named, around): (&str, &[String])) {
        for (period, values) in unit.get("earlier").and_then(object).into_iter().flatten() {
            let Some(values) = object(values) else {
                continue;
            };
            let mut row = self.values(sheet, values, named, Some(period));
            self.put(sheet, &mut row, &Key::Unit, self.reference(around));
            self.put(sheet, &mut row, &name_key(), text_of(unit, "name"));
            self.put(sheet, &mut row, &Key::Period, period.clone());
            self.push(sheet, row);
        }
    }

    /// The values of a unit that stand in its own object.
    fn values(&mut self, sheet: usize, unit: &Object, named: &str, period: Option<&str>) -> Row {
        let mut row = Row::new();
        for (key, value) in unit {
            let key = Key::Field(key.clone());
            if self.column(sheet, &key).is_some() {
                self.value(sheet, &mut row, (&key, value), (named, period));
            }
        }
        row
    }

    fn records(&mut self, list: &str, records: &[Tree], unit: &str) {
        let (model, form) = (self.model, self.form);
        let mut sheets = form.sheets.iter();
        let found = sheets.position(|sheet| match sheet.part {
            Part::Records(id) => model
                .record_types
                .row(id)
                .is_some_and(|row| &*row.name == list),
            _ => false,
        });
        let Some(sheet) = found else {
            return;
        };
        for record in records.iter().filter_map(object) {
            let mut row = Row::new();
            self.put(sheet, &mut row, &Key::Unit, unit.to_owned());
            let id = record.get("id").map(|_| text_of(record, "id"));
            for (key, value) in record {
                let (text, beside) = self.split(value);
                if let Some(text) = text {
                    self.put(sheet, &mut row, &Key::Field(key.clone()), text);
                }
                if beside.is_empty() {
                    continue;
                }
                match &id {
                    Some(id) => {
                        let of = [(Key::Record, id.clone())];
                        self.beside(sheet, &Key::Field(key.clone()), &of, beside);
                    }
                    None => self.lost.push(format!("{unit}/{list}: {key}")),
                }
            }
            self.push(sheet, row);
        }
    }

    /// A line of the roster, a determination, a discharge or a report.
    fn item(&mut self, sheet: usize, item: &Object) {
        let mut row = Row::new();
        for (key, value) in item {
            if let (true, Some(subject)) = (key == "subject", object(value)) {
                self.subject(sheet, &mut row, subject);
                continue;
            }
            let (text, beside) = self.split(value);
            self.put(
                sheet,
                &mut row,
                &Key::Field(key.clone()),
                text.unwrap_or_default(),
            );
            for (also, text) in beside {
                if item.contains_key(also) {
                    self.lost.push(format!("{key}.{also}"));
                } else {
                    self.put(sheet, &mut row, &Key::Field(also.to_owned()), text);
                }
            }
        }
        self.push(sheet, row);
    }

    fn subject(&mut self, sheet: usize, row: &mut Row, subject: &Object) {
        for (key, value) in subject {
            let columns = self
                .form
                .sheets
                .get(sheet)
                .map_or(&[][..], |sheet| &sheet.columns);
            let mut keys = columns.iter().map(|column| &column.key);
            let found = keys.find(|known| matches!(known, Key::Subject(name) if name == key));
            match found {
                Some(found) => {
                    let text = self.split(value).0.unwrap_or_default();
                    self.put(sheet, row, found, text);
                }
                None => self.lost.push(format!("subject.{key}")),
            }
        }
    }

    /// A value of a unit, and what is said beside it.
    fn value(
        &mut self,
        sheet: usize,
        row: &mut Row,
        (key, value): (&Key, &Tree),
        (unit, period): (&str, Option<&str>),
    ) {
        let (text, beside) = self.split(value);
        if let Some(text) = text {
            self.put(sheet, row, key, text);
        }
        if !beside.is_empty() {
            let mut of = vec![(Key::Unit, unit.to_owned())];
            of.extend(period.map(|period| (Key::Period, period.to_owned())));
            self.beside(sheet, key, &of, beside);
        }
    }

    /// A row of the sheet of sources.
    fn beside(
        &mut self,
        sheet: usize,
        key: &Key,
        of: &[(Key, String)],
        beside: Vec<(&'static str, String)>,
    ) {
        let column = self.column(sheet, key);
        let columns = self.form.sheets.get(sheet).map(|sheet| &sheet.columns);
        let column = column.and_then(|column| columns?.get(column));
        let label = column.map(|column| column.label.get(self.lang).to_owned());
        let mut sheets = self.form.sheets.iter();
        let Some(sources) = sheets.position(|sheet| sheet.part == Part::Sources) else {
            return;
        };
        let mut row = Row::new();
        for (key, text) in of {
            self.put(sources, &mut row, key, text.clone());
        }
        self.put(sources, &mut row, &Key::Item, label.unwrap_or_default());
        for (key, text) in beside {
            self.put(sources, &mut row, &Key::Field(key.to_owned()), text);
        }
        self.push(sources, row);
    }

    /// A value as a cell has it, and what is said beside it.
    fn split(&self, value: &Tree) -> (Option<String>, Vec<(&'static str, String)>) {
        let Tree::Object(object) = value else {
            return (Some(self.cell(value)), Vec::new());
        };
        let beside = ["source", "note", "date"]
            .into_iter()
            .filter(|key| object.contains_key(*key))
            .map(|key| (key, text_of(object, key)));
        let beside: Vec<_> = beside.collect();
        let text = match object.get("value") {
            Some(value) => Some(self.cell(value)),
            None => actor(object, self.lang),
        };
        (text, beside)
    }

    fn cell(&self, value: &Tree) -> String {
        let [yes, no] = TRUTH;
        let word = |(zh, en): (&str, &str)| self.lang.pick(zh, en).to_owned();
        match value {
            Tree::Bare(text) if text == "true" => word(yes),
            Tree::Bare(text) if text == "false" => word(no),
            Tree::Text(text) | Tree::Bare(text) => text.clone(),
            Tree::Object(object) => actor(object, self.lang).unwrap_or_default(),
            Tree::List(_) => String::new(),
        }
    }

    /// How rows name a unit: by its name where only it has that, else by its path.
    fn reference(&self, path: &[String]) -> String {
        match path.last() {
            Some(name) if self.names.get(name) == Some(&1) => name.clone(),
            Some(_) => format!("/{}", path.join("/")),
            None => String::new(),
        }
    }

    fn any(&self, some: bool) -> String {
        let [yes, no] = ANY;
        let (zh, en) = if some { yes } else { no };
        self.lang.pick(zh, en).to_owned()
    }

    fn column(&self, sheet: usize, key: &Key) -> Option<usize> {
        let sheet = self.form.sheets.get(sheet)?;
        sheet.columns.iter().position(|column| column.key == *key)
    }

    fn put(&self, sheet: usize, row: &mut Row, key: &Key, text: String) {
        if let Some(column) = self.column(sheet, key).filter(|_| !text.is_empty()) {
            row.insert(column, text);
        }
    }

    fn push(&mut self, sheet: usize, row: Row) {
        if let Some(rows) = self.filled.rows.get_mut(sheet) {
            rows.push(row);
        }
    }
}

/// Who acted, as a cell has it.
fn actor(object: &Object, lang: Lang) -> Option<String> {
    if object.contains_key("person") {
        let word = lang.pick("个人：", "person: ");
        return Some(word.to_owned() + &text_of(object, "person"));
    }
    object.get("organ")?;
    let mut text = text_of(object, "organ");
    if object.contains_key("office") {
        text += &format!("：{}", text_of(object, "office"));
    }
    if object.contains_key("unit") {
        text += &format!("@{}", text_of(object, "unit"));
    } else if !object.contains_key("office") {
        // A name by itself could be a person's.
        text += "：";
    }
    Some(text)
}

fn object(tree: &Tree) -> Option<&Object> {
    match tree {
        Tree::Object(object) => Some(object),
        _ => None,
    }
}

fn text_of(object: &Object, key: &str) -> String {
    match object.get(key) {
        Some(Tree::Text(text) | Tree::Bare(text)) => text.clone(),
        _ => String::new(),
    }
}

fn name_key() -> Key {
    Key::Field("name".to_owned())
}
