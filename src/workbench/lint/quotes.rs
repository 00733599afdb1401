//! Does a quote leave out what turns its sense: a negation just before its words, an exception to them in the same
//! sentence.
//!
//! Looked at is what binds somebody, or settles what does: names of matters, metrics and organs quote a wording
//! alone. Only the part of the sentence just around the words counts, up to the marks that part it, with one part
//! beyond for an exception; what the declaration quotes elsewhere is not left out.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::{ClauseText, Model};
use crate::source::Span;
use crate::workbench::declarations::{DeclarationKind, declarations};

/// Finds quotes that skip a negation or an exception of their sentence.
pub(super) fn lint(model: &Model, found: &mut Diagnostics) {
    let Some(text) = &model.text else {
        return;
    };
    for declaration in declarations(model) {
        if !binds(declaration.kind) {
            continue;
        }
        let cited = &declaration.basis.citations;
        let quotes = Quotes {
            text,
            ranges: cited.iter().flat_map(|one| one.ranges.clone()).collect(),
            forbids: declaration.kind == DeclarationKind::Prohibition,
        };
        for citation in cited {
            let skipped = citation
                .ranges
                .iter()
                .find_map(|range| quotes.skipped(range));
            found.extend(skipped.map(|skipped| skips(&skipped, citation.span)));
        }
    }
}

/// Whether a declaration says what is owed, what follows, or by which measure.
fn binds(kind: DeclarationKind) -> bool {
    use DeclarationKind as Kind;
    kind.is_binding()
        || matches!(
            kind,
            Kind::Parameter | Kind::VagueTerm | Kind::Definition | Kind::Table
        )
}

/// What a quote leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Skipped<'t> {
    /// A word that denies what is quoted.
    Negation(&'t str),
    /// A word that excepts something from it.
    Exception(&'t str),
}

/// Negations wherever they stand before the words in their part of the sentence.
const DENY: &[&str] = &[
    "不得", "不准", "不按", "不予", "未按", "未经", "未依", "没有",
];
/// Words that forbid; a prohibition says as much itself.
const FORBID: &[&str] = &["严禁", "禁止", "不得", "不准"];
/// Negations that stand at the words themselves.
const CLING: &[&str] = &[
    "不再", "不能", "不应", "不可", "未能", "未予", "不", "未", "无", "非",
];
/// English negations, whole words.
const DENY_EN: &[&str] = &["not", "never", "no", "nor", "neither"];
/// What begins a part that makes an exception.
const EXCEPT_FIRST: &[&str] = &["但", "除非"];
/// What makes an exception wherever it stands behind.
const EXCEPT_WITHIN: &[&str] = &["除外", "不在此限", "另有规定"];
/// English exceptions, whole words.
const EXCEPT_EN: &[&str] = &["except", "unless", "but", "excluding", "save"];

/// The quotes of one declaration.
struct Quotes<'t> {
    text: &'t ClauseText,
    ranges: Vec<Range<usize>>,
    forbids: bool,
}

impl<'t> Quotes<'t> {
    fn skipped(&self, range: &Range<usize>) -> Option<Skipped<'t>> {
        let sentences = &self.text.sentences;
        let last = sentences
            .partition_point(|one| one.start <= range.start)
            .checked_sub(1)?;
        let sentence = sentences.get(last)?;
        let (from, to) = self.unquoted(range, sentence.body.min(range.start), sentence.end);
        let before = self.text.text.get(from..range.start)?;
        let behind = self.text.text.get(range.end..to.max(range.end))?;
        let parts = split(before);
        let near = parts.last().copied().unwrap_or_default();
        let outer = parts
            .len()
            .checked_sub(2)
            .and_then(|index| parts.get(index));
        self.negation(near)
            .or_else(|| exception_before(near).or_else(|| exception_before(outer?)))
            .or_else(|| exception_behind(behind))
    }

    /// The stretch of a sentence around a quote that no other quote covers.
    fn unquoted(&self, range: &Range<usize>, start: usize, end: usize) -> (usize, usize) {
        let (mut from, mut to) = (start, end);
        for other in self.ranges.iter().filter(|other| *other != range) {
            if other.start <= range.start && other.end > from {
                from = other.end.min(range.start);
            }
            if other.end >= range.end && other.start < to {
                to = other.start.max(range.end);
            }
        }
        (from, to)
    }

    fn negation(&self, near: &'t str) -> Option<Skipped<'t>> {
        let deny = DENY
            .iter()
            .filter(|word| !(self.forbids && FORBID.contains(word)));
        let forbid = FORBID.iter().filter(|_| !self.forbids);
        let within = deny.chain(forbid).find_map(|word| cut(near, word));
        let at = near.trim_end_matches([' ', '“', '"']);
        let cling = CLING.iter().find(|word| at.ends_with(**word));
        let cling = cling.and_then(|word| at.get(at.len() - word.len()..));
        let english = DENY_EN
            .iter()
            .find_map(|word| whole_word(near, word))
            .filter(|_| !self.forbids);
        within.or(cling).or(english).map(Skipped::Negation)
    }
}

/// 除……外 before the words, or an English part that begins with an exception.
fn exception_before<'t>(part: &'t str) -> Option<Skipped<'t>> {
    let excepts = part.find('除').and_then(|at| {
        let rest = part.get(at..)?;
        rest.contains('外').then_some(rest)
    });
    let english = ["except", "unless"].iter().find_map(|word| {
        let found = whole_word(part, word)?;
        part.trim_start().starts_with(found).then_some(found)
    });
    excepts.or(english).map(Skipped::Exception)
}

/// An exception in the rest of the part or in the next one.
fn exception_behind(behind: &str) -> Option<Skipped<'_>> {
    let parts = split(behind);
    let rest = parts.first().copied().unwrap_or_default();
    let next = parts.get(1).copied().unwrap_or_default();
    let first = EXCEPT_FIRST.iter().find_map(|word| {
        let start = next.trim_start();
        start.starts_with(word).then(|| start.get(..word.len()))?
    });
    let within = |part| EXCEPT_WITHIN.iter().find_map(|word| cut(part, word));
    let english = |part| EXCEPT_EN.iter().find_map(|word| whole_word(part, word));
    let found = first
        .or_else(|| within(rest).or_else(|| within(next)))
        .or_else(|| english(rest))
        .or_else(|| english(next).filter(|word| next.trim_start().starts_with(word)));
    found.map(Skipped::Exception)
}

/// The parts of a sentence: marks part it, but for those of a list and of a number.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut digit) = (0, false);
    let mut all = text.char_indices().peekable();
    while let Some((at, c)) = all.next() {
        let in_number = digit && all.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if matches!(c, '，' | '；' | '。' | '：' | ';' | ':')
            || matches!(c, ',' | '.') && !in_number
        {
            parts.extend(text.get(start..at));
            start = at + c.len_utf8();
        }
        digit = c.is_ascii_digit();
    }
    parts.extend(text.get(start..));
    parts
}

/// The word where it stands in the text.
fn cut<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let at = text.find(word)?;
    text.get(at..at + word.len())
}

/// The English word where it stands by itself, in any case.
fn whole_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.find(|one| one.eq_ignore_ascii_case(word))
}

fn skips(skipped: &Skipped<'_>, span: Span) -> Diagnostic {
    match skipped {
        Skipped::Negation(word) => {
            let message = Text::new(
                format!("引文略去了它前面的 `{word}`，意思因此相反"),
                format!("the quote leaves out `{word}` before it, which turns its sense"),
            );
            Diagnostic::warning(Code::new("L0501"), span, message)
                .label(Text::new("略去了否定", "a negation is left out"))
                .help(Text::new(
                    format!("从 `{word}` 引起"),
                    format!("begin the quote with `{word}`"),
                ))
        }
        Skipped::Exception(words) => {
            let message = Text::new(
                format!("引文略去了同句中的例外 `{words}`"),
                format!("the quote leaves out an exception in its sentence, `{words}`"),
            );
            Diagnostic::warning(Code::new("L0502"), span, message)
                .label(Text::new("略去了例外", "an exception is left out"))
                .help(Text::new(
                    "把例外一并引入，并在声明中写明它不及于谁、不及于什么",
                    "quote the exception as well, and let the declaration say whom or what it spares",
                ))
        }
    }
}
