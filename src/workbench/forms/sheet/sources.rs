//! Sources and notes of single values, from the sheet that lists them to the values that they are of.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::book::Raw;
use super::cell::{json, shown};
use super::layout::{Key, Kind, Part};
use super::problems::Problems;
use super::table::{Row, Table};
use super::units::Units;
use crate::calendar::Period;
use crate::diagnostic::CellPlace;
use crate::lang::Text;
use crate::model::{LevelId, Model};

/// What is said beside values, until it is used.
#[derive(Debug, Default)]
pub struct Sources {
    left: BTreeMap<Target, Beside>,
}

/// The value that a source is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A unit's, in the period of the facts or an earlier one, under a heading.
    Unit(usize, Option<String>, String),
    /// A record's, by the record's id, under a heading.
    Record(String, String),
}

/// What is said beside a value.
#[derive(Debug)]
pub struct Beside {
    /// Keys with JSON, each with its cell.
    pub keys: Vec<(&'static str, String, CellPlace)>,
    /// The row.
    pub place: CellPlace,
}

impl Sources {
    /// Reads the sheet of sources.
    pub fn new(
        model: &Model,
        tables: &[Table<'_>],
        units: &mut Units<'_>,
        problems: &mut Problems,
    ) -> Self {
        let mut sources = Self::default();
        let levels: Vec<LevelId> = model.levels.ids().collect();
        for table in tables.iter().filter(|t| t.sheet.part == Part::Sources) {
            for row in &table.rows {
                if let Some(target) = target(table, row, &levels, units, problems) {
                    sources.add(table, row, target, problems);
                }
            }
        }
        sources
    }

    /// What is said beside a value, under either heading of its column.
    pub fn take(&mut self, targets: [Target; 2]) -> Option<Beside> {
        targets.iter().find_map(|target| self.left.remove(target))
    }

    /// Reports what is of no value of the form.
    pub fn unused(self, problems: &mut Problems) {
        for beside in self.left.into_values() {
            let message = Text::new("找不到它所说的值", "there is no value that it could be of");
            let help = Text::new(
                "“项目”写该单位的表或者该记录的表中那一列的标题",
                "\"item\" is the heading of the value's column in the sheet of the unit or record",
            );
            problems.push("F0175", beside.place, message, Some(help));
        }
    }

    fn add(&mut self, table: &Table<'_>, row: &Row, target: Target, problems: &mut Problems) {
        let mut keys = Vec::new();
        for (key, kind) in [
            ("source", Kind::Text),
            ("note", Kind::Text),
            ("date", Kind::Date),
        ] {
            let Some((raw, place)) = table.get(row, &Key::Field(key.to_owned())) else {
                continue;
            };
            match json(raw, kind) {
                Ok(text) => keys.push((key, text, place)),
                Err((message, help)) => problems.push("F0172", place, message, Some(help)),
            }
        }
        let place = table.row_place(row);
        match self.left.entry(target) {
            Entry::Vacant(free) if !keys.is_empty() => {
                free.insert(Beside { keys, place });
            }
            Entry::Vacant(_) => {}
            Entry::Occupied(_) => {
                let message = Text::new(
                    "同一个值写了不止一行",
                    "there is more than one row for one value",
                );
                let help = Text::new("合为一行", "join them");
                problems.push("F0175", place, message, Some(help));
            }
        }
    }
}

fn target(
    table: &Table<'_>,
    row: &Row,
    levels: &[LevelId],
    units: &mut Units<'_>,
    problems: &mut Problems,
) -> Option<Target> {
    // An empty cell has been reported.
    let item = table.get(row, &Key::Item).map(|(raw, _)| shown(raw))?;
    let unit = table.get(row, &Key::Unit);
    let record = table.get(row, &Key::Record);
    match (unit, record) {
        (Some(unit), None) => {
            let period = table.get(row, &Key::Period).map(|(raw, _)| period(raw));
            Some(Target::Unit(
                units.named(unit, levels, problems)?,
                period,
                item,
            ))
        }
        (None, Some((raw, _))) => Some(Target::Record(shown(raw), item)),
        _ => {
            let message = Text::new(
                "“单位”和“记录编号”填一个，并且只填一个",
                "\"unit\" or \"record\" is filled in, and one of them only",
            );
            let help = Text::new(
                "单位的值填单位，记录的值填编号",
                "the unit for a unit's value, the id for a record's",
            );
            problems.push("F0175", table.row_place(row), message, Some(help));
            None
        }
    }
}

/// A period as its key is written.
fn period(raw: &Raw) -> String {
    let text = shown(raw);
    Period::parse(&text).map_or(text, |period| period.to_string())
}
