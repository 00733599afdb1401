//! The units that the sheets of levels list: which lies within which, and which one a name means.

use std::collections::{BTreeMap, BTreeSet};

use super::book::Raw;
use super::cell::shown;
use super::layout::{Key, Part};
use super::problems::Problems;
use super::table::{Row, Table};
use crate::calendar::Period;
use crate::diagnostic::CellPlace;
use crate::lang::Text;
use crate::model::{LevelId, Model};
use crate::suggest::nearest;

/// The units of a form.
#[derive(Debug)]
pub struct Units<'t> {
    /// The units, those around others first.
    pub list: Vec<Unit<'t>>,
    by_name: BTreeMap<String, Vec<usize>>,
    /// How many units may still be compared to tell those of one name apart, and the limit on it.
    lookups: (usize, usize),
    /// Names of units that could not be placed; what refers to them is not reported again.
    misplaced: BTreeSet<String>,
}

/// A unit.
#[derive(Debug)]
pub struct Unit<'t> {
    /// Its level.
    pub level: LevelId,
    /// Its sheet.
    pub table: &'t Table<'t>,
    /// Its row.
    pub row: &'t Row,
    /// The unit around it.
    pub around: Option<usize>,
    /// The units inside it, in order.
    pub inside: Vec<usize>,
    /// Its rows of earlier periods.
    pub earlier: Vec<(String, &'t Row)>,
    name: String,
}

/// Places the units of all levels.
pub fn units<'t>(
    model: &Model,
    tables: &'t [Table<'t>],
    lookups: usize,
    problems: &mut Problems,
) -> Units<'t> {
    let mut units = Units {
        list: Vec::new(),
        by_name: BTreeMap::new(),
        lookups: (lookups, lookups),
        misplaced: BTreeSet::new(),
    };
    for table in tables {
        let Part::Level(level) = table.sheet.part else {
            continue;
        };
        let outer = model.levels.row(level).and_then(|row| row.parent);
        let (now, before): (Vec<&Row>, Vec<&Row>) = table
            .rows
            .iter()
            .partition(|row| table.get(row, &Key::Period).is_none());
        for row in now {
            units.add(table, row, (level, outer), problems);
        }
        for row in before {
            units.earlier(table, row, (level, outer), problems);
        }
    }
    units
}

impl<'t> Units<'t> {
    /// The unit that a cell names: a name, the end of a path (`a/b`), or a whole path (`/a/b`).
    pub fn named(
        &mut self,
        (raw, place): (&Raw, CellPlace),
        levels: &[LevelId],
        problems: &mut Problems,
    ) -> Option<usize> {
        let text = shown(raw);
        let last = text.rsplit('/').next().unwrap_or(&text);
        let same = self.by_name.get(last).map_or(&[][..], Vec::as_slice);
        let Some(left) = self.lookups.0.checked_sub(same.len()) else {
            self.too_many_lookups(place, problems);
            return None;
        };
        self.lookups.0 = left;
        let fits = |unit: &usize| {
            let level = self.list.get(*unit).map(|unit| unit.level);
            level.is_some_and(|level| levels.contains(&level)) && self.has_path(*unit, &text)
        };
        let found: Vec<usize> = same.iter().copied().filter(fits).collect();
        match found.as_slice() {
            [unit] => return Some(*unit),
            [] => self.unknown(&text, place, problems),
            several => {
                let message = Text::new(
                    format!("`{text}` 可指 {} 个单位", several.len()),
                    format!("`{text}` may be any of {} units", several.len()),
                );
                let paths = several
                    .iter()
                    .take(3)
                    .map(|unit| format!("`{}`", self.path(*unit)));
                let paths: Vec<String> = paths.collect();
                let help = Text::new(
                    format!("写明路径，如 {}", paths.join("、")),
                    format!("write its path, such as {}", paths.join(", ")),
                );
                problems.push("F0141", place, message, Some(help));
            }
        }
        None
    }

    fn add(
        &mut self,
        table: &'t Table<'t>,
        row: &'t Row,
        (level, outer): (LevelId, Option<LevelId>),
        problems: &mut Problems,
    ) {
        let Some(name) = name(table, row) else {
            return;
        };
        let around = match outer {
            None => None,
            Some(outer) => {
                let cell = table.get(row, &Key::Unit);
                match cell.and_then(|cell| self.named(cell, &[outer], problems)) {
                    Some(around) => Some(around),
                    None => {
                        self.misplaced.insert(name);
                        return;
                    }
                }
            }
        };
        let index = self.list.len();
        if let Some(unit) = around.and_then(|around| self.list.get_mut(around)) {
            unit.inside.push(index);
        }
        self.by_name.entry(name.clone()).or_default().push(index);
        self.list.push(Unit {
            level,
            table,
            row,
            around,
            inside: Vec::new(),
            earlier: Vec::new(),
            name,
        });
    }

    /// Gives a row of an earlier period to its unit.
    fn earlier(
        &mut self,
        table: &'t Table<'t>,
        row: &'t Row,
        (level, outer): (LevelId, Option<LevelId>),
        problems: &mut Problems,
    ) {
        let (Some(name), Some((period, place))) = (name(table, row), table.get(row, &Key::Period))
        else {
            return;
        };
        let around = match (outer, table.get(row, &Key::Unit)) {
            (Some(outer), Some(cell)) => match self.named(cell, &[outer], problems) {
                Some(around) => Some(around),
                None => return,
            },
            // An empty cell has been reported.
            (Some(_), None) => return,
            (None, _) => None,
        };
        let period = shown(period);
        let same = self.by_name.get(&name).map_or(&[][..], Vec::as_slice);
        let Some(left) = self.lookups.0.checked_sub(same.len()) else {
            self.too_many_lookups(place, problems);
            return;
        };
        self.lookups.0 = left;
        let found = same.iter().copied().find(|unit| {
            let unit = self.list.get(*unit);
            unit.is_some_and(|unit| unit.level == level && unit.around == around)
        });
        match found.and_then(|unit| self.list.get_mut(unit)) {
            Some(unit) => {
                // Periods that are one are one key, so that the reader sees them meet.
                let key = Period::parse(&period).map_or(period, |period| period.to_string());
                unit.earlier.push((key, row));
            }
            None => self.unknown(&name, place, problems),
        }
    }

    fn unknown(&self, text: &str, place: CellPlace, problems: &mut Problems) {
        let last = text.rsplit('/').next().unwrap_or(text);
        if self.misplaced.contains(last) {
            return;
        }
        let message = Text::new(
            format!("表中没有单位 `{text}`"),
            format!("the form holds no unit `{text}`"),
        );
        let names = self.by_name.keys().map(String::as_str);
        let help = match nearest(last, names.take(2_000)) {
            Some(near) => Text::new(format!("是不是 `{near}`"), format!("did you mean `{near}`")),
            None => Text::new(
                "单位列在其层级的表里",
                "units are listed in the sheet of their level",
            ),
        };
        problems.push("F0140", place, message, Some(help));
    }

    fn too_many_lookups(&self, place: CellPlace, problems: &mut Problems) {
        let most = self.lookups.1;
        let message = Text::new(
            format!("为区分同名单位已比较 {most} 次（选项 `lookups`）"),
            format!("{most} units have been compared to tell names apart (option `lookups`)"),
        );
        problems.push("F0102", place, message, None);
    }

    fn has_path(&self, unit: usize, text: &str) -> bool {
        let (whole, path) = match text.strip_prefix('/') {
            Some(path) => (true, path),
            None => (false, text),
        };
        let mut next = Some(unit);
        for part in path.rsplit('/') {
            match next.and_then(|unit| self.list.get(unit)) {
                Some(unit) if unit.name == part => next = unit.around,
                _ => return false,
            }
        }
        !(whole && next.is_some())
    }

    fn path(&self, unit: usize) -> String {
        let mut parts = Vec::new();
        let mut next = Some(unit);
        while let Some(unit) = next.and_then(|unit| self.list.get(unit)) {
            parts.push(unit.name.as_str());
            next = unit.around;
        }
        parts.reverse();
        format!("/{}", parts.join("/"))
    }
}

fn name(table: &Table<'_>, row: &Row) -> Option<String> {
    let (raw, _) = table.get(row, &Key::Field("name".to_owned()))?;
    Some(shown(raw))
}
