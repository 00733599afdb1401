//! The form as a spreadsheet (XLSX).
//!
//! `layout` is the form as data, which `columns` makes: sheets, columns, what is said above them. `write` makes the file, `fill` the rows
//! that are filled in already. Reading: `book` opens a file within limits, `table` finds the columns, `read` writes the
//! facts as JSON with a line for each cell, and the reader of facts does the rest.

mod book;
mod cell;
mod choices;
mod columns;
mod fill;
mod guide;
mod layout;
mod lines;
mod names;
mod problems;
mod read;
mod rows;
mod sources;
mod table;
mod units;
mod write;

use super::FormOptions;
use super::about::{Medium, Teller};
use super::error::FormError;
use super::uses::Uses;
use super::words::called;
use crate::diagnostic::{Diagnostic, Place};
use crate::error::FactsError;
use crate::facts::FactLimits;
use crate::lang::{Lang, Text};
use crate::model::Model;
use crate::policy::{Facts, Policy};
use columns::form;
use layout::Form;
use lines::Lines;
use problems::Problems;
use write::Filled;

/// The empty form.
///
/// # Errors
///
/// When a spreadsheet cannot hold it.
pub fn empty_form(
    model: &Model,
    digest: &str,
    options: &FormOptions,
) -> Result<Vec<u8>, FormError> {
    let mut filled = Filled::default();
    let head = [
        ("as_of", options.as_of.map(|date| date.to_string())),
        ("period", options.period.map(|period| period.to_string())),
    ];
    let known = head
        .into_iter()
        .filter_map(|(key, text)| Some((key, text?)));
    filled.guide.extend(known);
    let form = form_in(model, options.lang);
    Ok(write::write(model, &form, &filled, digest, options.lang)?)
}

/// The form with facts filled in that the policy has accepted.
///
/// # Errors
///
/// When a spreadsheet cannot hold it, or the facts say what it has no cell for.
pub fn filled_form(
    model: &Model,
    digest: &str,
    facts: &str,
    lang: Lang,
) -> Result<Vec<u8>, FormError> {
    let form = form_in(model, lang);
    let filled =
        fill::fill(model, &form, facts, lang).map_err(|places| FormError::NoCell { places })?;
    Ok(write::write(model, &form, &filled, digest, lang)?)
}

/// The facts of a filled form, and the JSON that they were read from.
///
/// # Errors
///
/// Everything wrong with the form or with the facts in it, each with its sheet, row and column.
pub fn read_form(
    policy: &Policy,
    bytes: &[u8],
    limits: &FactLimits,
) -> Result<(Facts, String), FactsError> {
    let model = policy.model();
    let book = book::open(bytes, limits).map_err(|error| FactsError::new(vec![*error].into()))?;
    let sheets = book.iter().map(|grid| grid.name.clone()).collect();
    let mut problems = Problems::new(limits.errors, sheets);
    let form = form_in(model, Lang::Zh);
    let lines = read::facts(model, &form, book, limits.lookups, &mut problems);
    match policy.read_facts(lines.text()) {
        Ok(facts) if problems.is_empty() => Ok((facts, lines.into_text())),
        Ok(_) => Err(FactsError::new(problems.finish())),
        Err(error) => {
            let found = error.diagnostics.into_vec().into_iter();
            problems.extend(found.map(|diagnostic| at_cell(diagnostic, &lines)));
            Err(FactsError::new(problems.finish()))
        }
    }
}

fn form_in(model: &Model, lang: Lang) -> Form {
    let uses = Uses::new(model);
    let teller = Teller {
        model,
        uses: &uses,
        lang,
        medium: Medium::Sheet,
    };
    form(model, &teller)
}

/// The same at the cell whose line it is on, and in the words of a form.
fn at_cell(mut diagnostic: Diagnostic, lines: &Lines) -> Diagnostic {
    let line = diagnostic
        .path_position
        .take()
        .map(|position| position.line);
    if let Some(cell) = line.and_then(|line| lines.place(line)) {
        diagnostic.place = Place::Cell(cell.clone());
        reworded(&mut diagnostic);
    }
    diagnostic
}

/// Speaks of cells where the reader of JSON speaks of keys and quotes.
fn reworded(diagnostic: &mut Diagnostic) {
    match diagnostic.code.as_str() {
        "F0107" => {
            let key = diagnostic.message.en.split('`').nth(1);
            let key = key.unwrap_or_default().to_owned();
            let label = called(&key);
            diagnostic.message = Text::new(
                format!("`{}` 没有填", label.zh),
                format!("`{}` is not filled in", label.en),
            );
            let of_key = format!("`{key}`");
            for help in &mut diagnostic.help {
                help.zh = help.zh.replace(&of_key, &format!("`{}`", label.zh));
            }
        }
        "F0109" => {
            diagnostic.help = vec![Text::new(
                "日期写作 `2017-09-12` 或者 `2017年9月12日`，并且应当确有这一天",
                "a date is written as `2017-09-12`, and the day must exist",
            )];
        }
        "F0110" => {
            diagnostic.help = vec![Text::new(
                "期间写作 `2017`、`2017-H1`、`2017-Q1`、`2017-03` 或者 `2017-01-01/2017-06-30`",
                "a period is written as `2017`, `2017-H1`, `2017-Q1`, `2017-03` or `2017-01-01/2017-06-30`",
            )];
        }
        _ => {}
    }
}
