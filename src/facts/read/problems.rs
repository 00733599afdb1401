//! What is wrong with the facts, collected while they are read and put in the order of their text at the end.

use super::path::Site;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::source::Position;
use crate::suggest::{nearest, proposal};

const LIMIT: Code = Code::new("F0102");

/// After so many problems nothing is suggested any more, which bounds the time spent on hostile facts.
const SUGGESTING: usize = 200;
/// So many names are compared for one suggestion.
const COMPARED: usize = 2_000;
/// So many names are listed where none is near.
const LISTED: usize = 8;

/// The problems found so far.
#[derive(Debug)]
pub struct Problems {
    found: Vec<(Option<u32>, Diagnostic)>,
    most: usize,
    unlisted: usize,
}

impl Problems {
    /// None yet; of more than `most`, the rest is only counted.
    pub fn new(most: usize) -> Self {
        Self {
            found: Vec::new(),
            most,
            unlisted: 0,
        }
    }

    /// Reports a problem, with what the reader can do.
    pub fn push<'p>(
        &mut self,
        site: impl Into<Site<'p>>,
        code: &'static str,
        message: Text,
        help: impl IntoIterator<Item = Text>,
    ) {
        if self.is_full() {
            self.unlisted += 1;
            return;
        }
        let site = site.into();
        let diagnostic = Diagnostic::at_path(Code::new(code), site.path.to_string(), message);
        let diagnostic = help.into_iter().fold(diagnostic, Diagnostic::help);
        self.found.push((site.at, diagnostic));
    }

    /// Whether so much is wrong that reading on is useless.
    pub fn is_full(&self) -> bool {
        self.found.len() >= self.most.max(1)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// "Did you mean", where a declared name is near.
    pub fn suggest<'a>(
        &self,
        wanted: &str,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Option<Text> {
        if self.found.len() > SUGGESTING {
            return None;
        }
        nearest(wanted, names.into_iter().take(COMPARED)).map(proposal)
    }

    /// "Did you mean", or else the names that there are.
    pub fn suggest_or_list(&self, wanted: &str, names: &[&str]) -> Option<Text> {
        self.suggest(wanted, names.iter().copied())
            .or_else(|| one_of(names))
    }

    /// All of them: in the order of the text, with lines and columns, when there is a text.
    pub fn finish(mut self, text: Option<&str>) -> Diagnostics {
        if let Some(text) = text {
            self.found.sort_by_key(|(at, _)| *at);
            locate(&mut self.found, text);
        }
        let mut all: Diagnostics = self.found.into_iter().map(|(_, found)| found).collect();
        if self.unlisted > 0 {
            let message = Text::new(
                format!("错误超过 {} 个，其余没有列出（选项 `errors`）", self.most),
                format!(
                    "there are more than {} errors; the rest is not listed (option `errors`)",
                    self.most
                ),
            );
            all.push(Diagnostic::whole(LIMIT, message));
        }
        all
    }
}

/// The names to choose from; the beginning of a long list.
fn one_of(names: &[&str]) -> Option<Text> {
    let some = names.iter().take(LISTED).map(|name| format!("`{name}`"));
    let some: Vec<String> = some.collect();
    let more = if names.len() > some.len() { " …" } else { "" };
    (!some.is_empty()).then(|| {
        Text::new(
            format!("可写 {}{more}", some.join("、")),
            format!("write one of {}{more}", some.join(", ")),
        )
    })
}

/// Goes through the text once; `found` is in its order.
fn locate(found: &mut [(Option<u32>, Diagnostic)], text: &str) {
    let mut chars = text.char_indices().peekable();
    let mut position = Position { line: 1, column: 1 };
    for (at, diagnostic) in found {
        let Some(at) = at.and_then(|at| usize::try_from(at).ok()) else {
            continue;
        };
        while let Some((_, c)) = chars.next_if(|(index, _)| *index < at) {
            if c == '\n' {
                position.line = position.line.saturating_add(1);
                position.column = 1;
            } else {
                position.column = position.column.saturating_add(1);
            }
        }
        diagnostic.path_position = Some(position);
    }
}
