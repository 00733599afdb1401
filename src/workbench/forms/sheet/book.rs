//! A spreadsheet file as cells, within limits: what a cell holds, and nothing of what it means.
//!
//! The file's parts are unpacked once to count their bytes before anything is kept, so that a small file cannot grow
//! without bound; cells are read one by one and never laid out as a table.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use calamine::{Data, DataRef, ExcelDateTime, Reader as _, SheetType, Xlsx};
use zip::ZipArchive;

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::FactLimits;
use crate::lang::Text;

/// The sheets of a file, in order.
pub type Book = Vec<Grid>;

/// The cells of a sheet that are not empty.
#[derive(Debug)]
pub struct Grid {
    /// The sheet's name.
    pub name: String,
    /// The cells by row and column, from 0.
    pub rows: BTreeMap<u32, BTreeMap<u32, Raw>>,
    /// Where merged cells begin.
    pub merged: Vec<(u32, u32)>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Raw {
    /// A text, without spaces around it.
    Text(String),
    /// A number, as the shortest decimal that is the same binary fraction: what was typed, up to 15 digits.
    Number(String),
    /// The same, shown as a percentage.
    Percent(String),
    /// Yes or no.
    Truth(bool),
    /// A date of the calendar; with a time of day, what it reads.
    Date(String),
    /// An error such as `#REF!`.
    Error(String),
    /// A formula whose result is not in the file.
    Formula,
}

const NOT_A_BOOK: Code = Code::new("F0170");
const LIMIT: Code = Code::new("F0102");

type Opened<T> = Result<T, Box<Diagnostic>>;

/// A spreadsheet has no more rows and columns.
const ROWS_AND_COLUMNS: (u32, u32) = (1_048_576, 16_384);

/// Reads a file.
///
/// The library that reads cells counts rows and columns without asking whether they fit, and trips over some broken
/// files; that is caught here, so that they are an error like others.
pub fn open(bytes: &[u8], limits: &FactLimits) -> Opened<Book> {
    let read = std::panic::catch_unwind(|| sheets(bytes, limits));
    read.unwrap_or_else(|_| Err(not_a_book()))
}

fn sheets(bytes: &[u8], limits: &FactLimits) -> Opened<Book> {
    if bytes.len() > limits.bytes {
        return Err(too_large(limits.bytes));
    }
    unpacks_within(bytes, limits.bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| not_a_book())?;
    let sheets = book.sheets_metadata().to_vec();
    let mut left = Left {
        bytes: limits.bytes,
        cells: limits.nodes,
        limits: *limits,
    };
    let mut grids = Vec::new();
    for sheet in sheets {
        if sheet.typ == SheetType::WorkSheet {
            grids.push(grid(&mut book, sheet.name, &mut left)?);
        }
    }
    Ok(grids)
}

/// What may still be kept.
struct Left {
    bytes: usize,
    cells: usize,
    limits: FactLimits,
}

impl Left {
    fn take(&mut self, text: usize) -> Opened<()> {
        self.bytes = self
            .bytes
            .checked_sub(text)
            .ok_or_else(|| too_large(self.limits.bytes))?;
        self.cells = self
            .cells
            .checked_sub(1)
            .ok_or_else(|| too_many(self.limits.nodes))?;
        Ok(())
    }
}

/// Unpacks every part of the file into nothing, to see that they are no bomb.
fn unpacks_within(bytes: &[u8], most: usize) -> Opened<()> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| not_a_book())?;
    let mut left = most as u64;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| not_a_book())?;
        let mut part = part.take(left + 1);
        let size = std::io::copy(&mut part, &mut std::io::sink()).map_err(|_| not_a_book())?;
        left = left.checked_sub(size).ok_or_else(|| too_large(most))?;
    }
    Ok(())
}

fn grid(book: &mut Xlsx<Cursor<&[u8]>>, name: String, left: &mut Left) -> Opened<Grid> {
    let formulas = unresolved(book, &name)?;
    let merged = book.merge_cells_by_sheet_name(&name);
    let merged = merged.map_err(|_| not_a_book())?.into_iter();
    let merged = merged.map(|cells| cells.start).collect();
    let mut cells = book
        .worksheet_cells_reader(&name)
        .map_err(|_| not_a_book())?;
    let percent: Vec<bool> = cells.styles().iter().map(is_percent).collect();
    let mut rows: BTreeMap<u32, BTreeMap<u32, Raw>> = BTreeMap::new();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|_| not_a_book())? {
        let text = match cell.get_value() {
            DataRef::SharedString(text) => text.len(),
            DataRef::String(text) => text.len(),
            _ => 0,
        };
        left.take(text)?;
        let shown_as_percent = percent.get(style) == Some(&true);
        let (row, column) = cell.get_position();
        let raw = if formulas.contains(&(row, column)) {
            Some(Raw::Formula)
        } else {
            raw(cell.get_value(), shown_as_percent)
        };
        if let Some(raw) = raw {
            if row >= ROWS_AND_COLUMNS.0 || column >= ROWS_AND_COLUMNS.1 {
                return Err(not_a_book());
            }
            rows.entry(row).or_default().insert(column, raw);
        }
    }
    Ok(Grid { name, rows, merged })
}

/// The cells whose formula has no result in the file: whoever wrote it did not compute them.
fn unresolved(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Opened<BTreeSet<(u32, u32)>> {
    let mut found = BTreeSet::new();
    let mut cells = book
        .worksheet_cells_reader(name)
        .map_err(|_| not_a_book())?;
    while let Some(cell) = cells
        .next_cell_with_formula_metadata()
        .map_err(|_| not_a_book())?
    {
        if cell.formula.is_some() && raw(&cell.value, false).is_none() {
            found.insert(cell.pos);
        }
    }
    Ok(found)
}

/// Whether a number is shown as a percentage: a per cent sign outside what is shown literally.
fn is_percent(style: &calamine::Style) -> bool {
    let Some(format) = &style.number_format else {
        return false;
    };
    let mut literal = false;
    let mut escaped = false;
    format.format_code.chars().any(|c| {
        let plain = !literal && !escaped;
        literal ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        c == '%' && plain
    })
}

fn raw(value: &DataRef<'_>, percent: bool) -> Option<Raw> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::String(text) => return trimmed(text),
        DataRef::SharedString(text) => return trimmed(text),
        DataRef::Int(number) => Raw::Number(number.to_string()),
        DataRef::Float(number) if percent => Raw::Percent(number.to_string()),
        DataRef::Float(number) => Raw::Number(number.to_string()),
        DataRef::Bool(truth) => Raw::Truth(*truth),
        DataRef::DateTime(date) => dated(date),
        DataRef::DateTimeIso(text) => {
            Raw::Date(text.strip_suffix("T00:00:00").unwrap_or(text).to_owned())
        }
        DataRef::DurationIso(text) => Raw::Date(text.clone()),
        DataRef::Error(error) => Raw::Error(Data::Error(error.clone()).to_string()),
    })
}

fn trimmed(text: &str) -> Option<Raw> {
    let text = text.trim();
    (!text.is_empty()).then(|| Raw::Text(text.to_owned()))
}

fn dated(date: &ExcelDateTime) -> Raw {
    if !date.is_datetime() {
        return Raw::Number(date.as_f64().to_string());
    }
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    let mut text = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second, milli) != (0, 0, 0, 0) {
        text += &format!(" {hour:02}:{minute:02}:{second:02}");
    }
    Raw::Date(text)
}

fn not_a_book() -> Box<Diagnostic> {
    let message = Text::new(
        "这个文件不是 XLSX 表格，或者已经损坏",
        "this file is no XLSX spreadsheet, or a broken one",
    );
    let help = Text::new(
        "在表格软件里另存为 `.xlsx`，不设密码",
        "save it as `.xlsx` from a spreadsheet program, without a password",
    );
    Box::new(Diagnostic::whole(NOT_A_BOOK, message).help(help))
}

fn too_large(most: usize) -> Box<Diagnostic> {
    let message = Text::new(
        format!("表格展开后超过 {most} 字节（选项 `bytes`）"),
        format!("the spreadsheet holds more than {most} bytes when unpacked (option `bytes`)"),
    );
    Box::new(Diagnostic::whole(LIMIT, message))
}

fn too_many(most: usize) -> Box<Diagnostic> {
    let message = Text::new(
        format!("表格的单元格超过 {most} 个（选项 `nodes`）"),
        format!("the spreadsheet has more than {most} cells (option `nodes`)"),
    );
    Box::new(Diagnostic::whole(LIMIT, message))
}
