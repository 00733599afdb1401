//! The form as an XLSX file. The same policy gives the same bytes.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, IgnoreError, Workbook, Worksheet, XlsxError,
};

use super::choices::{lists, title, values};
use super::guide::{entries, instructions};
use super::layout::{Column, Form, HEADINGS, Key, List, Part, Sheet};
use super::names::{CHOICES, GUIDE};
use super::table::letters;
use crate::lang::Lang;
use crate::model::Model;

/// Choices are offered down to this row.
const LAST_ROW: u32 = 20_000;
/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (10, 32);

/// What is filled in already: for the first sheet by key, for the others row by row and column by column.
#[derive(Debug, Default)]
pub struct Filled {
    /// The first sheet.
    pub guide: BTreeMap<&'static str, String>,
    /// The rows of each sheet.
    pub rows: Vec<Vec<BTreeMap<usize, String>>>,
}

/// Writes the form.
///
/// # Errors
///
/// When it has more columns or longer texts than a spreadsheet holds.
pub fn write(
    model: &Model,
    form: &Form,
    filled: &Filled,
    digest: &str,
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let writer = Writer {
        model,
        form,
        lang,
        lists: lists(form),
        formats: Formats::new(),
    };
    let mut book = Workbook::new();
    // No clock: the day that the format of spreadsheets counts from would do as well.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(&*model.regulation.title)
        .set_comment(format!("policy sha256 {digest}"))
        .set_creation_datetime(&created);
    book.set_properties(&properties);
    writer.guide(book.add_worksheet(), filled)?;
    for (index, sheet) in form.sheets.iter().enumerate() {
        let rows = filled.rows.get(index).map_or(&[][..], Vec::as_slice);
        writer.sheet(book.add_worksheet(), sheet, rows)?;
    }
    writer.choices(book.add_worksheet())?;
    book.save_to_buffer()
}

struct Writer<'w> {
    model: &'w Model,
    form: &'w Form,
    lang: Lang,
    lists: Vec<List>,
    formats: Formats,
}

struct Formats {
    title: Format,
    head: Format,
    required: Format,
    about: Format,
    entry: Format,
    help: Format,
}

impl Formats {
    fn new() -> Self {
        let text = || Format::new().set_num_format("@");
        let wrapped = || text().set_text_wrap().set_align(FormatAlign::Top);
        let head = || wrapped().set_bold().set_border(FormatBorder::Thin);
        Self {
            title: text().set_bold().set_font_size(14),
            head: head().set_background_color(Color::RGB(0x00DD_EBF7)),
            required: head().set_background_color(Color::RGB(0x00FF_E699)),
            about: wrapped()
                .set_font_size(9)
                .set_font_color(Color::RGB(0x0059_5959))
                .set_background_color(Color::RGB(0x00F2_F2F2))
                .set_border(FormatBorder::Hair),
            entry: text(),
            help: wrapped(),
        }
    }
}

impl Writer<'_> {
    fn guide(&self, sheet: &mut Worksheet, filled: &Filled) -> Result<(), XlsxError> {
        let formats = &self.formats;
        sheet.set_name(self.lang.pick(GUIDE.0, GUIDE.1))?;
        sheet.set_column_width(0, 20)?;
        sheet.set_column_width(1, 28)?;
        sheet.set_column_width(2, 90)?;
        sheet.set_column_format(1, &formats.entry)?;
        let title = &self.model.regulation.title;
        let title = match self.lang {
            Lang::Zh => format!("{title}：事实填报表"),
            Lang::En => format!("{title}: form for the facts"),
        };
        sheet.write_string_with_format(0, 0, title, &formats.title)?;
        let mut row = 1;
        for entry in entries(self.form) {
            row += 1;
            let head = if entry.required {
                &formats.required
            } else {
                &formats.head
            };
            sheet.write_string_with_format(row, 0, entry.label.get(self.lang), head)?;
            let value = filled.guide.get(entry.key).map_or("", String::as_str);
            sheet.write_string_with_format(row, 1, value, &formats.entry)?;
            sheet.write_string_with_format(row, 2, entry.fill.get(self.lang), &formats.help)?;
            if entry.any
                && let Some(choice) = self.choice(List::Any)
            {
                sheet.add_data_validation(row, 1, row, 1, &choice)?;
            }
        }
        row += 1;
        for line in instructions(self.lang) {
            row += 1;
            sheet.write_string_with_format(row, 2, *line, &formats.help)?;
        }
        Ok(())
    }

    fn sheet(
        &self,
        out: &mut Worksheet,
        sheet: &Sheet,
        rows: &[BTreeMap<usize, String>],
    ) -> Result<(), XlsxError> {
        let formats = &self.formats;
        out.set_name(sheet.name.get(self.lang))?;
        out.set_column_width(0, 10)?;
        for (row, (zh, en)) in (0..).zip(HEADINGS) {
            out.write_string_with_format(row, 0, self.lang.pick(zh, en), &formats.about)?;
        }
        for (at, column) in (1..).zip(&sheet.columns) {
            self.column(out, at, column)?;
        }
        let first = first_row();
        for (row, cells) in (first..).zip(rows) {
            for (column, text) in cells {
                let at = u16::try_from(column + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
                out.write_string_with_format(row, at, text, &formats.entry)?;
            }
        }
        let last = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX);
        out.ignore_error_range(first, 1, LAST_ROW, last, IgnoreError::NumberStoredAsText)?;
        let name = Key::Field("name".to_owned());
        let name = sheet.columns.iter().position(|column| column.key == name);
        let fixed = u16::try_from(name.map_or(1, |name| name + 2)).unwrap_or(1);
        out.set_freeze_panes(1, fixed)?;
        Ok(())
    }

    fn column(&self, out: &mut Worksheet, at: u16, column: &Column) -> Result<(), XlsxError> {
        let formats = &self.formats;
        let label = column.label.get(self.lang);
        let about = &column.about;
        let head = if column.required {
            &formats.required
        } else {
            &formats.head
        };
        out.set_column_format(at, &formats.entry)?;
        out.write_string_with_format(0, at, label, head)?;
        let fill = match (column.required, self.lang) {
            (false, _) => about.fill.clone(),
            (true, Lang::Zh) => format!("必填；{}", about.fill),
            (true, Lang::En) => format!("required; {}", about.fill),
        };
        let lines = [&fill, &about.clause, &about.due, &about.uses];
        for (row, line) in (1..).zip(lines) {
            out.write_string_with_format(row, at, line, &formats.about)?;
        }
        let (least, most) = WIDTHS;
        let wide = width(label).max(width(&about.fill) / 2 + 2);
        let wide = u32::try_from(wide.clamp(least, most)).unwrap_or(16);
        out.set_column_width(at, wide)?;
        if let Some(choice) = column.list.and_then(|list| self.choice(list)) {
            out.add_data_validation(first_row(), at, LAST_ROW, at, &choice)?;
        }
        Ok(())
    }

    fn choices(&self, out: &mut Worksheet) -> Result<(), XlsxError> {
        out.set_name(self.lang.pick(CHOICES.0, CHOICES.1))?;
        for (at, list) in (0..).zip(&self.lists) {
            let title = title(self.model, *list, self.lang);
            out.write_string_with_format(0, at, &title, &self.formats.head)?;
            let values = values(self.model, *list, self.lang);
            let wide = values.iter().map(|value| width(value)).max().unwrap_or(0);
            let wide = wide.max(width(&title)).clamp(WIDTHS.0, WIDTHS.1);
            out.set_column_width(at, u32::try_from(wide).unwrap_or(16))?;
            for (row, value) in (1..).zip(values) {
                out.write_string_with_format(row, at, value, &self.formats.entry)?;
            }
        }
        Ok(())
    }

    /// The choice of a list's values; units may also be written as paths, so that anything else goes too.
    fn choice(&self, list: List) -> Option<DataValidation> {
        let range = match list {
            List::Units(level) => self.names_of(level)?,
            list => {
                let at = self.lists.iter().position(|known| *known == list)?;
                let last = values(self.model, list, self.lang).len() + 1;
                let column = letters(u32::try_from(at).ok()?);
                let sheet = self.lang.pick(CHOICES.0, CHOICES.1);
                (last > 1).then(|| format!("='{sheet}'!${column}$2:${column}${last}"))?
            }
        };
        let choice = DataValidation::new().allow_list_formula(Formula::new(range));
        Some(choice.show_error_message(!matches!(list, List::Units(_))))
    }

    /// Where the form has the names of a level's units.
    fn names_of(&self, level: crate::model::LevelId) -> Option<String> {
        let mut sheets = self.form.sheets.iter();
        let sheet = sheets.find(|sheet| sheet.part == Part::Level(level))?;
        let name = Key::Field("name".to_owned());
        let column = sheet.columns.iter().position(|column| column.key == name)?;
        let column = letters(u32::try_from(column + 1).ok()?);
        let name = sheet.name.get(self.lang).replace('\'', "''");
        let first = first_row() + 1;
        Some(format!("='{name}'!${column}${first}:${column}${LAST_ROW}"))
    }
}

/// The first row of data, from 0.
fn first_row() -> u32 {
    u32::try_from(HEADINGS.len()).unwrap_or(u32::MAX)
}

/// Columns that a text takes: two for an ideograph.
fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if c.is_ascii() { 1 } else { 2 })
        .sum::<usize>()
        + 2
}
