//! The cells of a sheet under the columns of the form.

use std::collections::BTreeMap;

use super::book::{Grid, Raw};
use super::layout::{Column, HEADINGS, Key, Sheet};
use super::problems::Problems;
use crate::diagnostic::CellPlace;
use crate::lang::{Lang, Text};
use crate::suggest::nearest;

/// A filled sheet.
#[derive(Debug)]
pub struct Table<'f> {
    /// The sheet of the form.
    pub sheet: &'f Sheet,
    /// Its rows with anything in them.
    pub rows: Vec<Row>,
    name: String,
    /// The language of its headings.
    lang: Lang,
    /// For each column of the form, where it stands.
    stands: Vec<Option<u32>>,
}

/// A filled row.
#[derive(Debug)]
pub struct Row {
    /// Its number, from 0.
    pub number: u32,
    /// What stands under each column of the form.
    pub cells: BTreeMap<usize, Raw>,
}

/// Finds the columns of a sheet and what stands under them.
pub fn table<'f>(sheet: &'f Sheet, grid: Grid, problems: &mut Problems) -> Table<'f> {
    let mut table = Table {
        sheet,
        rows: Vec::new(),
        name: grid.name,
        lang: Lang::Zh,
        stands: vec![None; sheet.columns.len()],
    };
    if grid.rows.is_empty() {
        return table;
    }
    let mut rows = grid.rows.into_iter();
    let header = rows.find(|(_, cells)| heading(cells) == Some(0));
    let Some((at, header)) = header else {
        let message = Text::new("找不到表头", "the row of headings is missing");
        let help = Text::new(
            "表头一行的第一列写“项目”",
            "the row of headings has \"item\" in its first column",
        );
        problems.push("F0171", table.whole(), message, Some(help));
        return table;
    };
    let [(zh, _), ..] = HEADINGS;
    if header.get(&0) != Some(&Raw::Text(zh.to_owned())) {
        table.lang = Lang::En;
    }
    for (row, column) in grid.merged {
        if row > at {
            merged(table.cell(row, column), problems);
        }
    }
    let columns = table.columns((at, header), problems);
    for (number, cells) in rows {
        if heading(&cells).is_none() {
            table.row(number, cells, &columns, problems);
        }
    }
    table.complete(problems);
    table
}

impl Table<'_> {
    /// The place of a cell.
    pub fn place(&self, row: &Row, column: usize) -> CellPlace {
        let heading = self.sheet.columns.get(column);
        CellPlace {
            row: Some(row.number + 1),
            column: self.stands.get(column).copied().flatten().map(letters),
            heading: heading.map(|column| self.heading(column).to_owned()),
            ..self.whole()
        }
    }

    /// The place of a row.
    pub fn row_place(&self, row: &Row) -> CellPlace {
        CellPlace {
            row: Some(row.number + 1),
            ..self.whole()
        }
    }

    /// The place of a cell that is under no column of the form.
    fn cell(&self, row: u32, column: u32) -> CellPlace {
        CellPlace {
            row: Some(row + 1),
            column: Some(letters(column)),
            ..self.whole()
        }
    }

    /// The place of the sheet.
    pub fn whole(&self) -> CellPlace {
        CellPlace {
            sheet: self.name.clone(),
            row: None,
            column: None,
            heading: None,
        }
    }

    /// The column of a key.
    pub fn column(&self, key: &Key) -> Option<usize> {
        self.sheet
            .columns
            .iter()
            .position(|column| column.key == *key)
    }

    /// What stands under a key in a row, with its place.
    pub fn get<'r>(&self, row: &'r Row, key: &Key) -> Option<(&'r Raw, CellPlace)> {
        let column = self.column(key)?;
        let raw = row.cells.get(&column)?;
        Some((raw, self.place(row, column)))
    }

    /// The heading of a column in the language of this sheet.
    fn heading<'c>(&self, column: &'c Column) -> &'c str {
        column.label.get(self.lang)
    }

    /// For each column of the sheet, the one of the form.
    fn columns(
        &mut self,
        (row, header): (u32, BTreeMap<u32, Raw>),
        problems: &mut Problems,
    ) -> BTreeMap<u32, Option<usize>> {
        let mut columns = BTreeMap::new();
        for (at, raw) in header.into_iter().filter(|(at, _)| *at > 0) {
            let label = super::cell::shown(&raw);
            let place = self.cell(row, at);
            let known = &self.sheet.columns;
            let found = known
                .iter()
                .position(|column| column.label.zh == label || column.label.en == label);
            match found.and_then(|found| Some((found, self.stands.get_mut(found)?))) {
                Some((found, stands @ None)) => {
                    *stands = Some(at);
                    columns.insert(at, Some(found));
                }
                Some((_, Some(_))) => {
                    let message = Text::new(
                        format!("列 `{label}` 不止一个"),
                        format!("there is more than one column `{label}`"),
                    );
                    let help = Text::new("只留一个", "keep one of them");
                    problems.push("F0171", place, message, Some(help));
                    columns.insert(at, None);
                }
                None => {
                    unknown_column(known, &label, place, problems);
                    // What stands below has been reported by this.
                    columns.insert(at, None);
                }
            }
        }
        columns
    }

    fn row(
        &mut self,
        number: u32,
        cells: BTreeMap<u32, Raw>,
        columns: &BTreeMap<u32, Option<usize>>,
        problems: &mut Problems,
    ) {
        let mut row = Row {
            number,
            cells: BTreeMap::new(),
        };
        for (at, raw) in cells {
            match columns.get(&at) {
                Some(Some(column)) => {
                    row.cells.insert(*column, raw);
                }
                Some(None) => {}
                None => {
                    let place = self.cell(number, at);
                    let message = Text::new(
                        "这一列没有标题，不能填写",
                        "this column has no heading and takes nothing",
                    );
                    let help = Text::new("移到有标题的列", "move it to a column with a heading");
                    problems.push("F0171", place, message, Some(help));
                }
            }
        }
        if !row.cells.is_empty() {
            self.rows.push(row);
        }
    }

    /// Reports cells that must be filled in and are not.
    fn complete(&self, problems: &mut Problems) {
        for row in &self.rows {
            for (index, column) in self.sheet.columns.iter().enumerate() {
                if column.required && !row.cells.contains_key(&index) {
                    let heading = self.heading(column);
                    let message = Text::new(
                        format!("`{heading}` 不能空着"),
                        format!("`{heading}` may not be empty"),
                    );
                    let help = Text::new("填上，或者清空整行", "fill it in, or empty the row");
                    let help = Some(help);
                    problems.push("F0173", self.place(row, index), message, help);
                }
            }
        }
    }
}

/// Of merged cells, only the first has what all of them show.
fn merged(place: CellPlace, problems: &mut Problems) {
    let message = Text::new(
        "合并的单元格只有第一格有内容",
        "of merged cells, only the first holds anything",
    );
    let help = Text::new(
        "取消合并，逐格填写",
        "unmerge them, and fill in each of them",
    );
    problems.push("F0172", place, message, Some(help));
}

fn unknown_column(known: &[Column], label: &str, place: CellPlace, problems: &mut Problems) {
    let message = Text::new(
        format!("没有名为 `{label}` 的列"),
        format!("there is no column named `{label}`"),
    );
    let labels = known
        .iter()
        .flat_map(|column| [&*column.label.zh, &*column.label.en]);
    let help = match nearest(label, labels) {
        Some(near) => Text::new(format!("是不是 `{near}`"), format!("did you mean `{near}`")),
        None => Text::new(
            "删去这一列，或者更正标题",
            "remove it, or correct its heading",
        ),
    };
    problems.push("F0171", place, message, Some(help));
}

/// Which row of the heading a row is, by its first cell.
fn heading(cells: &BTreeMap<u32, Raw>) -> Option<usize> {
    let Some(Raw::Text(text)) = cells.get(&0) else {
        return None;
    };
    HEADINGS
        .iter()
        .position(|(zh, en)| text == zh || text.eq_ignore_ascii_case(en))
}

/// The letters of a column, counted from 0.
pub fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = (left - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(letter).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_letters() {
        let found = [0, 25, 26, 51, 52, 701, 702, 16383].map(letters);
        assert_eq!(found, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
