//! Rows as objects: the tree of units with their records, and the lists of the facts as a whole.

use std::collections::BTreeMap;

use super::cell::{any, json, shown};
use super::layout::{Column, Key, Kind, Part};
use super::lines::{Lines, quoted};
use super::problems::Problems;
use super::sources::{Beside, Sources, Target};
use super::table::{Row, Table};
use super::units::{Unit, Units};
use crate::diagnostic::CellPlace;
use crate::lang::Text;
use crate::model::{Model, Name};
use crate::types::Type;

/// The rows of records, by unit and type.
pub type Records<'t> = BTreeMap<(usize, Name), Vec<(&'t Table<'t>, &'t Row)>>;

/// The keys of a row that are no values of the policy.
const OWN: [&str; 4] = ["name", "id", "source", "note"];

/// Writes rows.
pub struct Writer<'w, 'm> {
    /// The policy.
    pub model: &'m Model,
    /// The text being written.
    pub lines: Lines,
    /// What is said beside values.
    pub sources: Sources,
    /// What is wrong.
    pub problems: &'w mut Problems,
}

/// Whose values are written.
enum Owner {
    /// A unit's, in the period of the facts or an earlier one.
    Unit(usize, Option<String>),
    /// A record's, by its id if it has one.
    Record(Option<String>),
    /// Nothing that a source could be of.
    Other,
}

/// A key with its value, what is said beside it, or both.
struct Entry {
    key: String,
    value: Option<(String, CellPlace)>,
    beside: Option<Beside>,
}

impl Writer<'_, '_> {
    /// Gives every record to its unit.
    pub fn records<'t>(&mut self, tables: &'t [Table<'t>], units: &mut Units<'_>) -> Records<'t> {
        let mut records = Records::new();
        for table in tables {
            let Part::Records(id) = table.sheet.part else {
                continue;
            };
            let Some(of) = self.model.record_types.row(id) else {
                continue;
            };
            for row in &table.rows {
                // An empty cell has been reported.
                let unit = table.get(row, &Key::Unit);
                if let Some(unit) = unit.and_then(|u| units.named(u, &of.levels, self.problems)) {
                    let list = records.entry((unit, of.name.clone())).or_default();
                    list.push((table, row));
                }
            }
        }
        records
    }

    /// The tree of units.
    pub fn units(&mut self, units: &Units<'_>, records: &Records<'_>) {
        self.lines.open(Some("units"), '[', None);
        for (index, unit) in units.list.iter().enumerate() {
            if unit.around.is_none() {
                self.unit(index, units, records);
            }
        }
        self.lines.close(']');
    }

    /// A list of the facts as a whole, with what is said of it.
    pub fn list(&mut self, key: &str, table: &Table<'_>, said: Option<&(bool, CellPlace)>) {
        if !self.is_listed(table.rows.len(), said) {
            return;
        }
        self.lines.open(Some(key), '[', Some(table.whole()));
        for row in &table.rows {
            self.lines.open(None, '{', Some(table.row_place(row)));
            let subject = |key: &Key| match key {
                Key::Subject(key) => Some((*key).to_owned()),
                _ => None,
            };
            let place = table.row_place(row);
            if table.sheet.part == Part::Determinations {
                self.lines.open(Some("subject"), '{', Some(place));
                self.entries(table, row, &Owner::Other, subject);
                self.lines.close('}');
            }
            self.entries(table, row, &Owner::Other, field);
            self.lines.close('}');
        }
        self.lines.close(']');
    }

    fn unit(&mut self, index: usize, units: &Units<'_>, records: &Records<'_>) {
        let Some(unit) = units.list.get(index) else {
            return;
        };
        let (table, row) = (unit.table, unit.row);
        let level = self.model.levels.row(unit.level);
        let level = quoted(level.map_or("", |level| &level.name));
        let place = table.row_place(row);
        self.lines.open(None, '{', Some(place.clone()));
        self.lines.item(Some("level"), &level, Some(place.clone()));
        let owner = Owner::Unit(index, None);
        self.entries(table, row, &owner, field);
        let plans = self.collect(table, row, &owner, |key| match key {
            Key::Plan(target) => Some(target.clone()),
            _ => None,
        });
        if !plans.is_empty() {
            self.lines.open(Some("plans"), '{', Some(place));
            plans.into_iter().for_each(|entry| self.entry(entry));
            self.lines.close('}');
        }
        self.earlier(unit, index);
        self.lists(unit, index, records);
        let inside = self.said(table, row, "units");
        if self.is_listed(unit.inside.len(), inside.as_ref()) {
            let place = inside.map(|(_, place)| place);
            self.lines.open(Some("units"), '[', place);
            for inner in &unit.inside {
                self.unit(*inner, units, records);
            }
            self.lines.close(']');
        }
        self.lines.close('}');
    }

    /// What a unit's rows of earlier periods say.
    fn earlier(&mut self, unit: &Unit<'_>, index: usize) {
        if unit.earlier.is_empty() {
            return;
        }
        let table = unit.table;
        self.lines.open(Some("earlier"), '{', None);
        for (period, row) in &unit.earlier {
            let at = table.get(row, &Key::Period).map(|(_, place)| place);
            self.lines.open(Some(period), '{', at);
            let owner = Owner::Unit(index, Some(period.clone()));
            self.entries(table, row, &owner, |key| {
                field(key).filter(|key| !OWN.contains(&key.as_str()))
            });
            self.lines.close('}');
            self.only_metrics(table, row);
        }
        self.lines.close('}');
    }

    /// Reports what a row of an earlier period may not hold.
    fn only_metrics(&mut self, table: &Table<'_>, row: &Row) {
        for column in row.cells.keys() {
            let key = table.sheet.columns.get(*column).map(|column| &column.key);
            let wrong = match key {
                Some(Key::Plan(_) | Key::Any(_)) => true,
                Some(Key::Field(key)) => key == "source" || key == "note",
                _ => false,
            };
            if wrong {
                let message = Text::new(
                    "以前期间的一行只填指标",
                    "a row of an earlier period holds metrics alone",
                );
                let help = Text::new(
                    "移到本期的一行；来源和备注写在“来源备注”表",
                    "move it to the row of this period; sources and notes stand in the sheet \"Sources\"",
                );
                let place = table.place(row, *column);
                self.problems.push("F0176", place, message, Some(help));
            }
        }
    }

    /// The lists of records of a unit.
    fn lists(&mut self, unit: &Unit<'_>, index: usize, records: &Records<'_>) {
        for column in &unit.table.sheet.columns {
            let Key::Any(of) = &column.key else {
                continue;
            };
            if of == "units" {
                continue;
            }
            let said = self.said(unit.table, unit.row, of);
            let rows = records.get(&(index, Name::from(of.as_str())));
            let rows = rows.map_or(&[][..], Vec::as_slice);
            if !self.is_listed(rows.len(), said.as_ref()) {
                continue;
            }
            self.lines.open(Some(of), '[', said.map(|(_, place)| place));
            for (table, row) in rows {
                self.lines.open(None, '{', Some(table.row_place(row)));
                let id = table.get(row, &Key::Field("id".to_owned()));
                let owner = Owner::Record(id.map(|(raw, _)| shown(raw)));
                self.entries(table, row, &owner, field);
                self.lines.close('}');
            }
            self.lines.close(']');
        }
    }

    /// What a unit's row says of one of its lists.
    fn said(&mut self, table: &Table<'_>, row: &Row, list: &str) -> Option<(bool, CellPlace)> {
        let (raw, place) = table.get(row, &Key::Any(list.to_owned()))?;
        match any(raw) {
            Ok(some) => Some((some, place)),
            Err((message, help)) => {
                self.problems.push("F0172", place, message, Some(help));
                None
            }
        }
    }

    /// Whether a list of so many rows is written, with what is said of it.
    fn is_listed(&mut self, rows: usize, said: Option<&(bool, CellPlace)>) -> bool {
        let (place, message, help) = match (rows, said) {
            (0, None) => return false,
            (0, Some((false, _))) | (_, None) => return true,
            (0, Some((true, place))) => (
                place,
                Text::new(
                    "这里填了“有”，却一条也没有列出",
                    "\"some\" is written here, and none is listed",
                ),
                Text::new(
                    "列出来；不知道是哪些的，这里留空",
                    "list them; leave this empty if they are not known",
                ),
            ),
            (_, Some((true, _))) => return true,
            (rows, Some((false, place))) => (
                place,
                Text::new(
                    format!("这里填了“无”，却列出了 {rows} 条"),
                    format!("\"none\" is written here, and {rows} are listed"),
                ),
                Text::new("改为“有”，或者删去所列", "write \"some\", or remove them"),
            ),
        };
        self.problems
            .push("F0174", place.clone(), message, Some(help));
        rows > 0
    }

    fn entries(
        &mut self,
        table: &Table<'_>,
        row: &Row,
        owner: &Owner,
        key: impl Fn(&Key) -> Option<String>,
    ) {
        for entry in self.collect(table, row, owner, key) {
            self.entry(entry);
        }
    }

    /// The columns whose cells have a key, with what stands there or is said of it.
    fn collect(
        &mut self,
        table: &Table<'_>,
        row: &Row,
        owner: &Owner,
        key: impl Fn(&Key) -> Option<String>,
    ) -> Vec<Entry> {
        let columns = table.sheet.columns.iter().enumerate();
        let mut entries = Vec::new();
        for (index, column) in columns {
            let Some(key) = key(&column.key) else {
                continue;
            };
            let beside = self.beside(owner, &key, column);
            let kind = self.kind(table, row, column);
            let value = row.cells.get(&index).and_then(|raw| {
                let place = table.place(row, index);
                match json(raw, kind) {
                    Ok(text) => Some((text, place)),
                    Err((message, help)) => {
                        self.problems.push("F0172", place, message, Some(help));
                        None
                    }
                }
            });
            if value.is_some() || beside.is_some() {
                entries.push(Entry { key, value, beside });
            }
        }
        entries
    }

    fn entry(&mut self, entry: Entry) {
        let Some(beside) = entry.beside else {
            if let Some((text, place)) = entry.value {
                self.lines.item(Some(&entry.key), &text, Some(place));
            }
            return;
        };
        self.lines.open(Some(&entry.key), '{', Some(beside.place));
        if let Some((text, place)) = entry.value {
            self.lines.item(Some("value"), &text, Some(place));
        }
        for (key, text, place) in beside.keys {
            self.lines.item(Some(key), &text, Some(place));
        }
        self.lines.close('}');
    }

    fn beside(&mut self, owner: &Owner, key: &str, column: &Column) -> Option<Beside> {
        if OWN.contains(&key) {
            return None;
        }
        let label = [&column.label.zh, &column.label.en];
        let targets = match owner {
            Owner::Unit(unit, period) => {
                label.map(|label| Target::Unit(*unit, period.clone(), label.clone()))
            }
            Owner::Record(Some(id)) => label.map(|label| Target::Record(id.clone(), label.clone())),
            Owner::Record(None) | Owner::Other => return None,
        };
        self.sources.take(targets)
    }

    /// What a cell holds; of a determination, what its term yields.
    fn kind(&self, table: &Table<'_>, row: &Row, column: &Column) -> Kind {
        if column.kind != Kind::Term {
            return column.kind;
        }
        let term = table.get(row, &Key::Field("term".to_owned()));
        let term = term.map(|(raw, _)| shown(raw)).unwrap_or_default();
        let mut terms = self.model.vague.values();
        match terms.find(|row| *row.name == *term).map(|row| &row.yields) {
            Some(Type::Truth) => Kind::Truth,
            Some(Type::Quantity(_)) => Kind::Quantity,
            Some(Type::Date) => Kind::Date,
            _ => Kind::Text,
        }
    }
}

/// The key of a column whose cells are values of the row's own object.
fn field(key: &Key) -> Option<String> {
    match key {
        Key::Field(key) => Some(key.clone()),
        _ => None,
    }
}
