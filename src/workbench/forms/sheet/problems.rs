//! What is wrong with a filled form, each with its cell.

use std::collections::BTreeSet;

use crate::diagnostic::{CellPlace, Code, Diagnostic, Diagnostics, Place};
use crate::lang::Text;

/// The problems found so far.
#[derive(Debug)]
pub struct Problems {
    found: Vec<Diagnostic>,
    most: usize,
    unlisted: usize,
    /// The sheets in the order of the file.
    sheets: Vec<String>,
}

impl Problems {
    /// None yet; of more than `most`, the rest is only counted.
    pub fn new(most: usize, sheets: Vec<String>) -> Self {
        Self {
            found: Vec::new(),
            most: most.max(1),
            unlisted: 0,
            sheets,
        }
    }

    /// Reports a problem, with what can be done.
    pub fn push(
        &mut self,
        code: &'static str,
        place: CellPlace,
        message: Text,
        help: impl IntoIterator<Item = Text>,
    ) {
        let diagnostic = Diagnostic::at_cell(Code::new(code), place, message);
        self.add(help.into_iter().fold(diagnostic, Diagnostic::help));
    }

    /// Adds what reading the facts found. A key missing from a row of which an empty cell has been reported already
    /// is that cell; one missing from the facts as a whole is a line of the first sheet.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        let incomplete: BTreeSet<(String, Option<u32>)> = self
            .found
            .iter()
            .filter(|found| found.code.as_str() == "F0173")
            .filter_map(row)
            .collect();
        for diagnostic in diagnostics {
            let reported = match row(&diagnostic) {
                Some(row) => incomplete.contains(&row),
                None => !self.found.is_empty(),
            };
            let same = diagnostic.code.as_str() == "F0107" && reported;
            if !same {
                self.add(diagnostic);
            }
        }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them, in the order of the sheets, rows and columns.
    pub fn finish(mut self) -> Diagnostics {
        let sheets = &self.sheets;
        self.found.sort_by_key(|found| match &found.place {
            Place::Cell(cell) => {
                let sheet = sheets.iter().position(|name| *name == cell.sheet);
                // Letters count like digits: fewer of them come first.
                let column = cell.column.as_ref().map(|text| (text.len(), text.clone()));
                (1, sheet, cell.row, column)
            }
            _ => (0, None, None, None),
        });
        if self.unlisted > 0 {
            let most = self.most;
            let message = Text::new(
                format!("错误超过 {most} 个，其余没有列出（选项 `errors`）"),
                format!(
                    "there are more than {most} errors; the rest is not listed (option `errors`)"
                ),
            );
            self.found
                .push(Diagnostic::whole(Code::new("F0102"), message));
        }
        self.found.into()
    }

    fn add(&mut self, diagnostic: Diagnostic) {
        if self.found.len() >= self.most {
            self.unlisted += 1;
        } else {
            self.found.push(diagnostic);
        }
    }
}

fn row(diagnostic: &Diagnostic) -> Option<(String, Option<u32>)> {
    match &diagnostic.place {
        Place::Cell(cell) => Some((cell.sheet.clone(), cell.row)),
        _ => None,
    }
}
