//! A filled form as the JSON text that says the same.
//!
//! Here it is only seen that the form itself holds together: sheets, columns, units that rows name, lists that are
//! said to be empty. Everything that the policy has to say is left to the reader of facts; `Lines` leads its errors
//! back to the cells.

use std::collections::BTreeMap;

use super::book::{Book, Grid, Raw};
use super::cell::{any, json, shown};
use super::guide::{Entry, entries, list_key};
use super::layout::Form;
use super::lines::{Lines, quoted};
use super::names::{CHOICES, GUIDE};
use super::problems::Problems;
use super::rows::Writer;
use super::sources::Sources;
use super::table::{Table, letters, table};
use super::units::units;
use crate::diagnostic::CellPlace;
use crate::facts::FORMAT;
use crate::lang::Text;
use crate::model::Model;
use crate::suggest::nearest;

/// The facts of a filled form; what is wrong with the form itself goes to the problems.
pub fn facts(
    model: &Model,
    form: &Form,
    book: Book,
    lookups: usize,
    problems: &mut Problems,
) -> Lines {
    let (guide, tables) = sort(form, book, problems);
    let said = match &guide {
        Some(grid) => head(form, grid, problems),
        None => {
            missing_guide(problems);
            Head::default()
        }
    };
    let mut units = units(model, &tables, lookups, problems);
    let sources = Sources::new(model, &tables, &mut units, problems);
    let mut writer = Writer {
        model,
        lines: Lines::new(),
        sources,
        problems,
    };
    writer.lines.open(None, '{', None);
    writer.lines.item(Some("format"), &quoted(FORMAT), None);
    for (key, text, place) in &said.values {
        writer.lines.item(Some(key), text, Some(place.clone()));
    }
    let records = writer.records(&tables, &mut units);
    writer.units(&units, &records);
    for table in &tables {
        if let Some(key) = list_key(table.sheet.part) {
            writer.list(key, table, said.lists.get(key));
        }
    }
    // A list without a sheet may still be said to be empty.
    for (key, (some, place)) in &said.lists {
        let listed = tables.iter().any(|t| list_key(t.sheet.part) == Some(*key));
        if !listed && !some {
            writer.lines.item(Some(key), "[]", Some(place.clone()));
        }
    }
    writer.lines.close('}');
    let Writer { lines, sources, .. } = writer;
    sources.unused(problems);
    lines
}

/// What the first sheet says.
#[derive(Debug, Default)]
struct Head {
    /// Values of the facts as a whole, as JSON.
    values: Vec<(&'static str, String, CellPlace)>,
    /// For lists, whether there is anything in them.
    lists: BTreeMap<&'static str, (bool, CellPlace)>,
}

/// Gives every sheet of the file to the form's own.
fn sort<'f>(form: &'f Form, book: Book, problems: &mut Problems) -> (Option<Grid>, Vec<Table<'f>>) {
    let mut guide = None;
    let mut grids = BTreeMap::new();
    for grid in book {
        let is = |(zh, en): (&str, &str)| grid.name == zh || grid.name == en;
        if is(GUIDE) {
            guide = Some(grid);
        } else if !is(CHOICES) {
            let mut sheets = form.sheets.iter();
            let found = sheets.position(|s| s.name.zh == grid.name || s.name.en == grid.name);
            match found {
                Some(index) if !grids.contains_key(&index) => {
                    grids.insert(index, grid);
                }
                _ if grid.rows.is_empty() => {}
                _ => unknown_sheet(form, grid, problems),
            }
        }
    }
    let tables = grids.into_iter().filter_map(|(index, grid)| {
        let sheet = form.sheets.get(index)?;
        Some(table(sheet, grid, problems))
    });
    let tables = tables.collect();
    (guide, tables)
}

/// Reads the first sheet: labels in the first column, what is filled in beside them.
fn head(form: &Form, grid: &Grid, problems: &mut Problems) -> Head {
    let entries = entries(form);
    let mut head = Head::default();
    for (row, cells) in &grid.rows {
        let label = cells.get(&0).map(shown).unwrap_or_default();
        let entry = entries
            .iter()
            .find(|entry| entry.label.zh == label || entry.label.en == label);
        let place = CellPlace {
            sheet: grid.name.clone(),
            row: Some(row + 1),
            column: Some(letters(1)),
            heading: (!label.is_empty()).then(|| label.clone()),
        };
        match (entry, cells.get(&1)) {
            (Some(entry), Some(raw)) => line(&mut head, entry, raw, place, problems),
            (None, Some(_)) => {
                let message = Text::new("这一行没有可填的项目", "this line has nothing to fill in");
                let help = Text::new("移到有标题的一行", "move it to a line with a label");
                problems.push("F0171", place, message, Some(help));
            }
            (_, None) => {}
        }
    }
    unfilled(&entries, &head, grid, problems);
    head
}

/// Reports what the first sheet must say and does not.
fn unfilled(entries: &[Entry], head: &Head, grid: &Grid, problems: &mut Problems) {
    for entry in entries.iter().filter(|entry| entry.required) {
        if !head.values.iter().any(|(key, ..)| *key == entry.key) {
            let label = &entry.label;
            let is = |cell: &Raw| matches!(cell, Raw::Text(text) if *text == label.zh || *text == label.en);
            let line = grid
                .rows
                .iter()
                .find(|(_, cells)| cells.get(&0).is_some_and(is));
            let place = CellPlace {
                sheet: grid.name.clone(),
                row: line.map(|(row, _)| row + 1),
                column: line.map(|_| letters(1)),
                heading: None,
            };
            let message = Text::new(
                format!("`{}` 没有填", label.zh),
                format!("`{}` is not filled in", label.en),
            );
            problems.push("F0173", place, message, Some(entry.fill.clone()));
        }
    }
}

fn line(head: &mut Head, entry: &Entry, raw: &Raw, place: CellPlace, problems: &mut Problems) {
    let read = if entry.any {
        any(raw).map(|some| {
            head.lists.insert(entry.key, (some, place.clone()));
        })
    } else {
        json(raw, entry.kind()).map(|text| {
            head.values.push((entry.key, text, place.clone()));
        })
    };
    if let Err((message, help)) = read {
        problems.push("F0172", place, message, Some(help));
    }
}

fn missing_guide(problems: &mut Problems) {
    let place = CellPlace {
        sheet: GUIDE.0.to_owned(),
        row: None,
        column: None,
        heading: None,
    };
    let message = Text::new("没有这张表", "there is no such sheet");
    let help = Text::new(
        "填报表由 `zeren template --format xlsx` 生成",
        "forms are made by `zeren template --format xlsx`",
    );
    problems.push("F0171", place, message, Some(help));
}

fn unknown_sheet(form: &Form, grid: Grid, problems: &mut Problems) {
    let names = form.sheets.iter().flat_map(|s| [&*s.name.zh, &*s.name.en]);
    let help = match nearest(&grid.name, names) {
        Some(near) => Text::new(format!("是不是 `{near}`"), format!("did you mean `{near}`")),
        None => Text::new("删去这张表，或者更正表名", "remove it, or correct its name"),
    };
    let place = CellPlace {
        sheet: grid.name,
        row: None,
        column: None,
        heading: None,
    };
    let message = Text::new("填报表没有这张表", "the form has no such sheet");
    problems.push("F0171", place, message, Some(help));
}
