//! From lines to blocks: articles, headings, paragraphs, items.
//!
//! What a line is depends on its mark and its neighbours only, so the same text always falls into the same
//! blocks, whatever a policy says about it.

use super::lines::{Line, is_title, is_wrapped, lines};
use super::marker::{Marker, Scheme, Style, marker};

/// Lines that belong together.
#[derive(Debug)]
pub(super) struct Block {
    /// What they are.
    pub role: Role,
    /// Their first byte.
    pub start: usize,
    /// Where the words after the mark begin.
    pub body: usize,
    /// The byte after the last one.
    pub end: usize,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// A chapter's number and title.
    Chapter(String),
    /// The number and title of a part that has no address.
    Division,
    /// An article's number, with its title or its first paragraph.
    Article { number: String, titled: bool },
    /// A heading inside an article.
    Heading(String),
    /// A paragraph without a mark.
    Paragraph,
    /// An entry of a list.
    Item { style: Style, number: String },
}

/// A line with its mark.
struct Marked<'t> {
    line: Line<'t>,
    mark: Option<Marker>,
    body: &'t str,
}

/// Cuts a text into blocks.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let scheme = scheme(&lines);
    let mut marked: Vec<Marked<'_>> = lines.into_iter().map(|line| read(line, scheme)).collect();
    forget_references(&mut marked);
    forget_contents(&mut marked);
    let kept = marked.len() - closing_lines(&marked);
    marked.truncate(kept);
    let neighbours = marked.iter().zip(marked.iter().skip(1));
    let free = neighbours.filter(|(_, after)| after.mark.is_none());
    let wrapped = is_wrapped(free.map(|(before, after)| (before.line, after.line)));
    let mut join = Join {
        wrapped,
        in_article: false,
        blocks: Vec::new(),
    };
    let mut before = None;
    for (at, here) in marked.iter().enumerate() {
        join.line(before, here, marked.get(at + 1));
        before = Some(here);
    }
    join.blocks
}

fn read(line: Line<'_>, scheme: Scheme) -> Marked<'_> {
    match marker(line.text, scheme) {
        Some((mark, body)) => Marked {
            line,
            mark: Some(mark),
            body: body.trim(),
        },
        None => Marked {
            line,
            mark: None,
            body: line.text,
        },
    }
}

/// The first of the ways to mark articles that the text uses.
fn scheme(lines: &[Line<'_>]) -> Scheme {
    let schemes = [
        Scheme::Chinese,
        Scheme::Article,
        Scheme::Section,
        Scheme::Numbered(Style::Chinese),
    ];
    let uses = |scheme: &Scheme| {
        let article = |line: &Line<'_>| marker(line.text, *scheme).map(|(mark, _)| mark);
        lines
            .iter()
            .any(|line| matches!(article(line), Some(Marker::Article { sure: true, .. })))
    };
    schemes
        .into_iter()
        .find(uses)
        .unwrap_or(Scheme::Numbered(Style::Digits))
}

/// A line may begin with a reference (按照 ⏎ 第三条的规定); then the number does not follow the last one.
fn forget_references(marked: &mut [Marked<'_>]) {
    let mut last = 0u16;
    for here in marked {
        if let Some(Marker::Article { number, sure }) = &here.mark {
            let number = number.parse().unwrap_or(0);
            if *sure || number == last + 1 {
                last = number;
            } else {
                here.mark = None;
                here.body = here.line.text;
            }
        }
    }
}

/// A chapter without an article is an entry of a table of contents.
fn forget_contents(marked: &mut [Marked<'_>]) {
    let mut article_follows = false;
    for here in marked.iter_mut().rev() {
        match here.mark {
            Some(Marker::Article { .. }) => article_follows = true,
            Some(Marker::Chapter(_) | Marker::Division) if !article_follows => {
                here.mark = None;
                here.body = here.line.text;
            }
            Some(Marker::Chapter(_)) => article_follows = false,
            _ => {}
        }
    }
}

/// How many lines at the end are a signature with its date.
fn closing_lines(marked: &[Marked<'_>]) -> usize {
    let closing = || {
        marked
            .iter()
            .rev()
            .take_while(|here| here.mark.is_none() && !here.line.is_ended())
    };
    let count = closing().count();
    let dated = closing().any(|here| here.line.is_date());
    if dated && count < marked.len() {
        count
    } else {
        0
    }
}

/// Joins lines to blocks.
struct Join {
    wrapped: bool,
    in_article: bool,
    blocks: Vec<Block>,
}

impl Join {
    fn line(&mut self, before: Option<&Marked<'_>>, here: &Marked<'_>, next: Option<&Marked<'_>>) {
        let fresh = here.line.gap || before.is_none_or(|before| before.line.is_ended());
        let middle = self.wrapped && !fresh && before.is_some_and(|before| before.line.is_wide());
        let role = match &here.mark {
            _ if middle => None,
            Some(Marker::Chapter(number)) => Some(Role::Chapter(number.clone())),
            Some(Marker::Division) => Some(Role::Division),
            Some(Marker::Article { number, .. }) => Some(Role::Article {
                number: number.clone(),
                titled: is_titled(here, next) && !(self.wrapped && here.line.is_wide()),
            }),
            Some(Marker::Number { style, number }) if self.in_article => Some(Role::Item {
                style: *style,
                number: number.clone(),
            }),
            _ if self.is_heading(here, next, fresh) => {
                Some(Role::Heading(here.line.text.to_owned()))
            }
            _ => self
                .starts_paragraph(here, fresh)
                .then_some(Role::Paragraph),
        };
        match role {
            Some(role) => self.push(role, here),
            None => self.extend(here),
        }
    }

    fn push(&mut self, role: Role, here: &Marked<'_>) {
        match role {
            Role::Article { .. } => self.in_article = true,
            Role::Chapter(_) | Role::Division => self.in_article = false,
            _ => {}
        }
        let end = here.line.end();
        let body = if role == Role::Paragraph {
            here.line.text
        } else {
            here.body
        };
        self.blocks.push(Block {
            role,
            start: here.line.start,
            body: end - body.len(),
            end,
        });
    }

    fn extend(&mut self, here: &Marked<'_>) {
        if let Some(last) = self.blocks.last_mut() {
            if last.body == last.end {
                last.body = here.line.start;
            }
            last.end = here.line.end();
        }
    }

    /// A short line inside an article that items or a sentence follow.
    fn is_heading(&self, here: &Marked<'_>, next: Option<&Marked<'_>>, fresh: bool) -> bool {
        if !self.in_article || here.mark.is_some() || !is_title(here.line.text) {
            return false;
        }
        match next {
            Some(Marked {
                mark: Some(Marker::Number { .. }),
                ..
            }) => fresh || !self.wrapped,
            Some(next) => fresh && next.mark.is_none() && !is_title(next.line.text),
            None => false,
        }
    }

    fn starts_paragraph(&self, here: &Marked<'_>, fresh: bool) -> bool {
        let Some(last) = self.blocks.last() else {
            return true;
        };
        let titled_by_this = last.body == last.end && is_title(here.line.text);
        match last.role {
            Role::Article { titled: true, .. } => !titled_by_this,
            Role::Heading(_) => true,
            Role::Chapter(_) | Role::Division => here.line.gap || !is_title(here.line.text),
            _ => here.line.gap || fresh && (!self.wrapped || here.line.indented),
        }
    }
}

/// Whether the article's first line, or the line after its bare number, is a title.
fn is_titled(here: &Marked<'_>, next: Option<&Marked<'_>>) -> bool {
    let bare = here.body.is_empty();
    match next {
        Some(Marked {
            mark: Some(Marker::Number { .. }),
            ..
        }) => bare || is_title(here.body),
        Some(Marked {
            mark: None, line, ..
        }) if bare => line.gap || is_title(line.text),
        Some(Marked {
            mark: None, line, ..
        }) => is_title(here.body) && !is_title(line.text),
        _ => bare,
    }
}
