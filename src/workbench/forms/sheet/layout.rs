//! The spreadsheet form as data: its sheets and their columns. Writing and reading both follow it, so that what one
//! writes the other finds; `columns` makes it.
//!
//! Labels are kept in both languages, and either is read; only what is said beside them is in one.

use crate::lang::Text;
use crate::model::{EnumerationId, LevelId, RecordTypeId};
use crate::workbench::forms::about::About;

/// A form.
#[derive(Debug)]
pub struct Form {
    /// The sheets with rows to fill in, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet with rows to fill in.
#[derive(Debug)]
pub struct Sheet {
    /// What its rows are.
    pub part: Part,
    /// Its name.
    pub name: Text,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// What the rows of a sheet are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Units of a level.
    Level(LevelId),
    /// Records of a type.
    Records(RecordTypeId),
    /// Lines of the roster.
    Persons,
    /// Determinations.
    Determinations,
    /// Discharges of duty.
    Discharges,
    /// Reports made.
    Reports,
    /// Sources and notes of single values.
    Sources,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its heading.
    pub label: Text,
    /// What its cells are for.
    pub key: Key,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether no row may leave it empty.
    pub required: bool,
    /// The values to choose from.
    pub list: Option<List>,
    /// What is said beside it.
    pub about: About,
}

/// What the cells of a column are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// The unit around a unit, or the unit that a record or a source is of.
    Unit,
    /// The period of a row of a level, or of a source.
    Period,
    /// The column that a source is of.
    Item,
    /// The record that a source is of.
    Record,
    /// A key of the row's object.
    Field(String),
    /// A plan's figure for a target.
    Plan(String),
    /// Whether there is anything in a list of the unit.
    Any(String),
    /// A key of a determination's subject.
    Subject(&'static str),
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Yes or no.
    Truth,
    /// A number, bare or with its unit.
    Quantity,
    /// A date.
    Date,
    /// A text or a name.
    Text,
    /// A person, organ or office.
    Actor,
    /// Some or none.
    Any,
    /// What the row's vague term yields.
    Term,
}

/// Values to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// Yes and no.
    Truth,
    /// Some and none.
    Any,
    /// The names of a level's units, as the form has them.
    Units(LevelId),
    /// An enumeration's values.
    Enumeration(EnumerationId),
    /// Matters.
    Matters,
    /// Organs.
    Organs,
    /// Offices and titles.
    Offices,
    /// Duties.
    Duties,
    /// Reports.
    Reports,
    /// Vague terms.
    Terms,
    /// Those who may determine them.
    Authorities,
    /// Metrics.
    Metrics,
}

/// The words of a choice, in both languages: what is written, and what else is read.
pub const TRUTH: [(&str, &str); 2] = [("是", "yes"), ("否", "no")];
/// Whether there is anything in a list.
pub const ANY: [(&str, &str); 2] = [("有", "some"), ("无", "none")];
/// The labels of the rows above the data, in the first column.
pub const HEADINGS: [(&str, &str); 5] = [
    ("项目", "item"),
    ("填法", "how to fill"),
    ("依据", "basis"),
    ("期限", "due"),
    ("用于", "used by"),
];
