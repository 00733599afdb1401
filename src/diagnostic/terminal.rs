//! Diagnostics drawn under the source text, for a terminal.
//!
//! The drawing is the work of annotate-snippets, which panics on a span that does not fit its text, so
//! every span is fitted first. Whether there is a terminal, and how wide it is, is the caller's business.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet,
    normalize_untrusted_str, renderer::DEFAULT_TERM_WIDTH,
};
use indexmap::IndexMap;
use textwrap::core::display_width;

use super::wrap::lines;
use super::{Diagnostic, Fix, Place, Severity};
use crate::lang::Lang;
use crate::source::{Source, SourceId, Sources, Span};

pub(crate) mod code;
#[cfg(test)]
mod tests;

/// Columns left of a help: a line number of up to three digits, and ` = `.
const MARGIN: usize = 6;
/// Text is not broken into lines shorter than this.
const NARROWEST: usize = 12;

/// How diagnostics are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TerminalOptions {
    /// The language of the texts.
    pub lang: Lang,
    /// Whether to colour with ANSI escape codes.
    pub color: bool,
    /// The width of the terminal in columns, 140 when unknown; longer source lines are cut, and
    /// messages broken where it is known.
    pub width: Option<usize>,
}

/// Draws the diagnostics in order, with an empty line between them.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, options: &TerminalOptions) -> String {
    let renderer = if options.color {
        Renderer::styled().hyperlink(false)
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(options.width.unwrap_or(DEFAULT_TERM_WIDTH));
    let drawn: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| renderer.render(&report(diagnostic, sources, options)) + "\n")
        .collect();
    drawn.join("\n")
}

fn report<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
    options: &TerminalOptions,
) -> Vec<Group<'a>> {
    let lang = options.lang;
    let name = diagnostic.severity.name(lang);
    let head = display_width(name) + display_width(diagnostic.code.as_str()) + "[]: ".len();
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let cause = level
        .with_name(name)
        .primary_title(fitting(diagnostic.message.get(lang), options, head))
        .id(diagnostic.code.as_str())
        .elements(path(diagnostic, lang))
        .elements(snippets(diagnostic, sources, lang))
        .elements(help(diagnostic, options));
    let fix = diagnostic.fix.as_ref();
    let fix = fix.and_then(|fix| suggestion(fix, sources, lang));
    std::iter::once(cause).chain(fix).collect()
}

/// The line that names a place in the facts, whose text is not here.
fn path(diagnostic: &Diagnostic, lang: Lang) -> Option<Element<'_>> {
    let path = match &diagnostic.place {
        Place::Path(path) => path,
        Place::Cell(cell) => return Some(Origin::path(cell.to_text(lang)).into()),
        Place::Span(_) | Place::Whole => return None,
    };
    let origin = Origin::path(path.as_str());
    Some(Element::from(match diagnostic.path_position {
        Some(at) => origin.line(fitted(at.line)).char_column(fitted(at.column)),
        None => origin,
    }))
}

/// One snippet for each file that has a span, the file of the primary span first.
fn snippets<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
    lang: Lang,
) -> impl Iterator<Item = Snippet<'a, Annotation<'a>>> {
    let primary = match diagnostic.place {
        Place::Span(span) => Some((span, diagnostic.label.as_ref(), AnnotationKind::Primary)),
        Place::Path(_) | Place::Cell(_) | Place::Whole => None,
    };
    let secondary = diagnostic.secondary.iter();
    let secondary = secondary.map(|(span, label)| (*span, Some(label), AnnotationKind::Context));
    let mut files: IndexMap<SourceId, Vec<_>> = IndexMap::new();
    for (span, label, kind) in primary.into_iter().chain(secondary) {
        let label = label.map(|label| label.get(lang));
        files
            .entry(span.source)
            .or_default()
            .push((span, label, kind));
    }
    files.into_iter().filter_map(move |(file, marks)| {
        let source = sources.get(file)?;
        let window = Window::around(source, marks.iter().map(|(span, ..)| *span));
        let annotations = marks
            .iter()
            .map(|(span, label, kind)| kind.span(window.place(*span)).label(*label));
        Some(window.snippet().annotations(annotations))
    })
}

fn help<'a>(
    diagnostic: &'a Diagnostic,
    options: &TerminalOptions,
) -> impl Iterator<Item = Element<'a>> {
    let lang = options.lang;
    let word = lang.pick("帮助", "help");
    let options = *options;
    diagnostic.help.iter().map(move |help| {
        // Help is drawn as it is, so the words of a user could bring escape codes with them.
        let help = normalize_untrusted_str(help.get(lang));
        let help = fitting(&help, &options, MARGIN + display_width(word) + ": ".len());
        Level::HELP.with_name(word).message(help).into()
    })
}

/// A text on as many lines as the width asks for, the first of them after `head` columns.
fn fitting(text: &str, options: &TerminalOptions, head: usize) -> String {
    match options.width {
        Some(width) => lines(text, width.saturating_sub(head).max(NARROWEST)).join("\n"),
        None => text.to_owned(),
    }
}

fn suggestion<'a>(fix: &'a Fix, sources: &'a Sources, lang: Lang) -> Option<Group<'a>> {
    let window = Window::around(sources.get(fix.span.source)?, [fix.span]);
    let patch = Patch::new(window.place(fix.span), fix.replacement.as_str());
    let title = Level::HELP
        .with_name(lang.pick("帮助", "help"))
        .secondary_title(lang.pick("可以改成", "try this"));
    Some(title.element(window.snippet().patch(patch)))
}

/// The whole lines of a file that some spans touch. Drawing from them rather than from the file keeps
/// the cost of a diagnostic apart from the length of the file.
struct Window<'a> {
    source: &'a Source,
    text: &'a str,
    start: usize,
}

impl<'a> Window<'a> {
    fn around(source: &'a Source, spans: impl IntoIterator<Item = Span>) -> Self {
        let (mut low, mut high) = (source.text().len(), 0);
        for span in spans {
            low = low.min(source.boundary(span.start));
            high = high.max(source.boundary(span.end.max(span.start)));
        }
        let before = source.text().get(..low).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let after = source.text().get(high..).unwrap_or("");
        let end = high + after.find('\n').map_or(after.len(), |newline| newline + 1);
        let text = source.text().get(start..end).unwrap_or("");
        Self {
            source,
            text,
            start,
        }
    }

    fn snippet<T: Clone>(&self) -> Snippet<'a, T> {
        let first = u32::try_from(self.start).unwrap_or(u32::MAX);
        Snippet::source(self.text)
            .line_start(fitted(self.source.position(first).line))
            .path(self.source.name())
    }

    /// The bytes of a span within the window, in order and on the boundaries of characters.
    fn place(&self, span: Span) -> Range<usize> {
        let start = self.source.boundary(span.start);
        let end = self.source.boundary(span.end).max(start);
        let within = |at: usize| at.saturating_sub(self.start).min(self.text.len());
        within(start)..within(end)
    }
}

fn fitted(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
