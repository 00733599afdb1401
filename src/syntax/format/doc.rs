//! Documents of text and possible line breaks, and how they become lines of at most so many columns.
//!
//! After Wadler, “A prettier printer” (2003), as a loop: nothing here calls itself. A Chinese character takes two
//! columns, and so do the quotation marks and dashes that Chinese type sets as wide.

use unicode_width::UnicodeWidthStr as _;

/// The columns of a line.
pub(super) const WIDTH: usize = 100;

/// Text with possible line breaks.
#[derive(Debug)]
pub(super) enum Doc {
    /// Text without a break.
    Text(String),
    /// A blank, or what else stands there, unless a line begins.
    Space(&'static str),
    /// A line break where its group does not fit on one line; else what stands there.
    Line(&'static str),
    /// A line break.
    Hard,
    /// One after the other.
    Concat(Vec<Doc>),
    /// On one line if it fits there.
    Group(Box<Doc>),
    /// Parts of a list with possible breaks between, each on the line of the one before if it fits there.
    Fill(&'static str, Vec<Doc>),
    /// Indented deeper.
    Nest(usize, Box<Doc>),
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width_cjk()
}

/// The document on lines; the first begins at the given indentation, which is not written.
pub(super) fn print(doc: &Doc, indent: usize) -> String {
    let mut printer = Printer {
        out: String::new(),
        column: indent,
        fresh: true,
        stack: vec![Step::Doc(indent, Mode::Broken, doc)],
    };
    while let Some(step) = printer.stack.pop() {
        printer.step(step);
    }
    printer.out
}

/// The document on one line, or nothing where it has to be on several.
pub(super) fn flat(doc: &Doc) -> Option<String> {
    let mut out = String::new();
    let mut stack = vec![doc];
    while let Some(doc) = stack.pop() {
        match doc {
            Doc::Text(text) => out.push_str(text),
            Doc::Space(blank) | Doc::Line(blank) => out.push_str(blank),
            Doc::Hard => return None,
            Doc::Concat(docs) => stack.extend(docs.iter().rev()),
            Doc::Group(doc) | Doc::Nest(_, doc) => stack.push(doc),
            Doc::Fill(blank, docs) => {
                let parts: Option<Vec<String>> = docs.iter().map(flat).collect();
                out.push_str(&parts?.join(blank));
            }
        }
    }
    (!out.contains('\n')).then_some(out)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Flat,
    Broken,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Doc(usize, Mode, &'a Doc),
    /// What is left of a list, a possible break before it.
    Rest(usize, &'static str, &'a [Doc]),
}

struct Printer<'a> {
    out: String,
    column: usize,
    /// Whether nothing stands on the line yet.
    fresh: bool,
    stack: Vec<Step<'a>>,
}

impl<'a> Printer<'a> {
    fn step(&mut self, step: Step<'a>) {
        let (indent, mode, doc) = match step {
            Step::Doc(indent, mode, doc) => (indent, mode, doc),
            Step::Rest(indent, blank, docs) => return self.rest(indent, blank, docs),
        };
        match doc {
            Doc::Text(text) => self.text(text),
            Doc::Space(blank) => self.blank(blank),
            Doc::Line(blank) if mode == Mode::Flat => self.blank(blank),
            Doc::Line(_) | Doc::Hard => self.line(indent),
            Doc::Concat(docs) => {
                let steps = docs.iter().rev().map(|doc| Step::Doc(indent, mode, doc));
                self.stack.extend(steps);
            }
            Doc::Group(inner) => {
                let mode = match mode {
                    Mode::Broken if !self.fits(0, inner) => Mode::Broken,
                    _ => Mode::Flat,
                };
                self.stack.push(Step::Doc(indent, mode, inner));
            }
            Doc::Nest(deeper, inner) => {
                self.stack.push(Step::Doc(indent + deeper, mode, inner));
            }
            Doc::Fill(blank, docs) => {
                if let Some((first, rest)) = docs.split_first() {
                    self.stack.push(Step::Rest(indent, blank, rest));
                    self.stack.push(Step::Doc(indent, mode, first));
                }
            }
        }
    }

    fn rest(&mut self, indent: usize, blank: &'static str, docs: &'a [Doc]) {
        let Some((next, rest)) = docs.split_first() else {
            return;
        };
        self.stack.push(Step::Rest(indent, blank, rest));
        if self.fits(width(blank), next) {
            self.blank(blank);
        } else {
            self.line(indent);
        }
        self.stack.push(Step::Doc(indent, Mode::Broken, next));
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(text);
        self.fresh &= text.is_empty();
        match text.rsplit_once('\n') {
            Some((_, last)) => self.column = width(last),
            None => self.column += width(text),
        }
    }

    fn blank(&mut self, blank: &str) {
        if !self.fresh {
            self.text(blank);
        }
    }

    fn line(&mut self, indent: usize) {
        if !self.fresh {
            while self.out.ends_with(' ') {
                self.out.pop();
            }
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n(' ', indent));
            self.column = indent;
            self.fresh = true;
        }
    }

    /// Whether a document fits flat on the line after so many columns, up to the next possible break behind it.
    fn fits(&self, before: usize, doc: &Doc) -> bool {
        let mut used = self.column + before;
        let mut ahead = vec![Step::Doc(0, Mode::Flat, doc)];
        let mut behind = self.stack.iter().rev();
        while used <= WIDTH {
            let Some(step) = ahead.pop().or_else(|| behind.next().copied()) else {
                return true;
            };
            let (mode, doc) = match step {
                Step::Doc(_, mode, doc) => (mode, doc),
                Step::Rest(_, _, []) => continue,
                Step::Rest(..) => return true,
            };
            match doc {
                Doc::Text(text) => match text.split_once('\n') {
                    Some((first, _)) => return used + width(first) <= WIDTH,
                    None => used += width(text),
                },
                Doc::Space(blank) => used += width(blank),
                Doc::Line(blank) if mode == Mode::Flat => used += width(blank),
                Doc::Line(_) => return true,
                Doc::Hard => return mode == Mode::Broken,
                Doc::Concat(docs) => {
                    ahead.extend(docs.iter().rev().map(|doc| Step::Doc(0, mode, doc)));
                }
                Doc::Group(inner) | Doc::Nest(_, inner) => ahead.push(Step::Doc(0, mode, inner)),
                Doc::Fill(blank, docs) if mode == Mode::Broken => {
                    if let Some((first, rest)) = docs.split_first() {
                        ahead.push(Step::Rest(0, blank, rest));
                        ahead.push(Step::Doc(0, mode, first));
                    }
                }
                Doc::Fill(blank, docs) => {
                    used += width(blank) * docs.len().saturating_sub(1);
                    ahead.extend(docs.iter().rev().map(|doc| Step::Doc(0, mode, doc)));
                }
            }
        }
        false
    }
}
