//! Checks citations: the clause must be in the text, and the words quoted must be in the clause.
//!
//! A quotation is compared without regard to width, spacing, case and the shape of its marks, and by
//! nothing looser. Without a text the words cannot be checked; saying so once is the caller's part.

mod absent;
mod near;
mod quote;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;

use self::near::{Near, nearest};
use self::quote::{Fragment, elsewhere, extent, fragments, in_one_sentence, search, within_one};
use crate::cores;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::{Lang, Text};
use crate::model::{self, Clause, ClauseAddress, ClauseText};
use crate::source::Span;
use crate::syntax::ast;

const NO_CLAUSE: Code = Code::new("E0601");
const NO_QUOTE: Code = Code::new("E0602");
const EMPTY_QUOTE: Code = Code::new("E0603");
const MISQUOTED: Code = Code::new("E0604");
const ELSEWHERE: Code = Code::new("E0605");
const BAD_ERRATUM: Code = Code::new("E0606");
const SEVERAL_SENTENCES: Code = Code::new("W0601");

/// After so many findings nobody reads proposals, which cost far more than the checks.
const MAX_PROPOSALS: usize = 100;

/// Checks the citation of a normative declaration, which must quote; `None` for an interpretation.
///
/// A wrong citation is reported and still returned, so that nothing is reported twice.
pub(super) fn check_citation(
    text: Option<&ClauseText>,
    citation: &ast::Citation,
    out: &mut Diagnostics,
) -> Option<model::Citation> {
    if let ast::CitationTarget::Clause { quote: None, .. } = &citation.target {
        let message = Text::new(
            "规范性条款的依据须引用原文",
            "a normative citation needs a quote",
        );
        let help = Text::new(
            "在条款之后用引号写明所依据的原文",
            "put the words relied on in quotation marks after the clause",
        );
        out.push(Diagnostic::error(NO_QUOTE, citation.span, message).help(help));
    }
    check_reference(text, citation, out)
}

/// Checks a citation that may do without a quotation, as in the ledger of clauses that bind nobody.
pub(super) fn check_reference(
    text: Option<&ClauseText>,
    citation: &ast::Citation,
    out: &mut Diagnostics,
) -> Option<model::Citation> {
    let ast::CitationTarget::Clause { clause, quote } = &citation.target else {
        return None;
    };
    let mut address = address(clause);
    let mut ranges = Vec::new();
    let fragments = quote.as_ref().map(|quote| fragments(&quote.text));
    if let (Some(quote), Some([])) = (quote, fragments.as_deref()) {
        let message = Text::new("引文没有文字", "the quote has no words");
        out.push(Diagnostic::error(EMPTY_QUOTE, quote.span, message));
    } else if let Some(text) = text {
        match (text.find(&address), quote, &fragments) {
            (None, ..) => out.push(no_clause(text, &address, citation.span)),
            (Some(clause), Some(quote), Some(fragments)) => {
                ranges = quoted(text, clause, quote, fragments, out);
                address.clone_from(&clause.address);
            }
            (Some(clause), ..) => address.clone_from(&clause.address),
        }
    }
    Some(model::Citation {
        clause: address,
        quote: quote.as_ref().map(|quote| quote.text.clone()),
        ranges,
        span: citation.span,
    })
}

/// The citations whose quoted words stand in one sentence of their clause, by their place. Whatever is wrong with the
/// others is said when they are checked.
pub(super) fn sound(
    text: Option<&ClauseText>,
    citations: &[&ast::Citation],
) -> IndexMap<Span, Arc<model::Citation>> {
    let Some(text) = text else {
        return IndexMap::new();
    };
    let found = cores::map(citations, |citation| as_quoted(text, citation));
    let found = found.into_iter().flatten();
    found.map(|citation| (citation.span, citation)).collect()
}

fn as_quoted(text: &ClauseText, citation: &ast::Citation) -> Option<Arc<model::Citation>> {
    let ast::CitationTarget::Clause {
        clause,
        quote: Some(quote),
    } = &citation.target
    else {
        return None;
    };
    let fragments = fragments(&quote.text);
    let clause = text.find(&address(clause))?;
    let found = find(text, clause, &fragments).ok()?;
    (found.in_one_sentence && !fragments.is_empty()).then(|| {
        Arc::new(model::Citation {
            clause: clause.address.clone(),
            quote: Some(quote.text.clone()),
            ranges: found.ranges,
            span: citation.span,
        })
    })
}

/// Checks an erratum: the text must carry the corrected words.
pub(super) fn check_erratum(
    text: Option<&ClauseText>,
    printed: &ast::Text,
    reads: &ast::Text,
    out: &mut Diagnostics,
) {
    let Some(text) = text else {
        return;
    };
    let whole = 0..text.folded.text().len();
    let occurs = |words: &str| {
        let fragments = fragments(words);
        !fragments.is_empty() && search(text, whole.clone(), &fragments).is_ok()
    };
    if occurs(&reads.text) {
        return;
    }
    let words = &reads.text;
    let message = Text::new(
        format!("勘误后的文字 `{words}` 不在文本中"),
        format!("the corrected words `{words}` are not in the text"),
    );
    let label = Text::new("文本中没有", "not in the text");
    let mut diagnostic = Diagnostic::error(BAD_ERRATUM, reads.span, message).label(label);
    if occurs(&printed.text) {
        diagnostic = diagnostic.help(Text::new(
            format!("`{}` 仍是更正前的文字；文本须载更正后的文字", text.file),
            format!(
                "`{}` still has the words as printed; it must carry the corrected ones",
                text.file
            ),
        ));
    }
    out.push(diagnostic);
}

fn address(clause: &ast::ClauseRef) -> ClauseAddress {
    match clause {
        ast::ClauseRef::Notice => ClauseAddress::default(),
        ast::ClauseRef::Chapter(chapter) => ClauseAddress {
            chapter: Some(chapter.clone()),
            ..ClauseAddress::default()
        },
        ast::ClauseRef::Article(article) => ClauseAddress {
            chapter: None,
            article: Some(article.article.clone()),
            heading: article.heading.clone(),
            paragraph: article.paragraph.clone(),
            item: article.item.clone(),
            subitem: article.subitem.clone(),
        },
    }
}

fn no_clause(text: &ClauseText, address: &ClauseAddress, span: Span) -> Diagnostic {
    let message = in_both(address, |zh, en| {
        Text::new(
            format!("文本中没有 `{zh}`"),
            format!("the text has no `{en}`"),
        )
    });
    let diagnostic = Diagnostic::error(NO_CLAUSE, span, message);
    match absent::help(text, address) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// Where quoted words stand in the text; what is wrong with the quotation is reported.
fn quoted(
    text: &ClauseText,
    clause: &Clause,
    quote: &ast::Text,
    fragments: &[Fragment],
    out: &mut Diagnostics,
) -> Vec<Range<usize>> {
    match find(text, clause, fragments) {
        Ok(found) => {
            out.extend((!found.in_one_sentence).then(|| several_sentences(quote)));
            found.ranges
        }
        Err(missing) => {
            let findings = out.len();
            out.extend(missing_words(
                text, clause, quote, fragments, missing, findings,
            ));
            Vec::new()
        }
    }
}

/// Where quoted words stand.
struct Found {
    /// In bytes of the text, one range for each fragment.
    ranges: Vec<Range<usize>>,
    in_one_sentence: bool,
}

/// The words in a clause, in one sentence if they can be; else which fragment is missing.
fn find(text: &ClauseText, clause: &Clause, fragments: &[Fragment]) -> Result<Found, usize> {
    let first = search(text, extent(text, clause), fragments)?;
    let original = |folded: Vec<Range<usize>>| -> Vec<Range<usize>> {
        let ranges = folded.into_iter();
        ranges.map(|range| text.folded.original(range)).collect()
    };
    let first = original(first);
    let sentences = text.sentences(clause);
    // Where the first occurrences stand in one sentence, no sentence before it has them all.
    if within_one(sentences, &first) {
        return Ok(Found {
            ranges: first,
            in_one_sentence: true,
        });
    }
    let sentence = in_one_sentence(text, sentences, fragments);
    let within = sentence.map(|sentence| text.folded.range_of(sentence.start..sentence.end));
    let in_sentence = within.and_then(|within| search(text, within, fragments).ok());
    let in_one_sentence = in_sentence.is_some();
    Ok(Found {
        ranges: in_sentence.map_or(first, original),
        in_one_sentence,
    })
}

/// What is wrong with a quotation of which a fragment is missing.
fn missing_words(
    text: &ClauseText,
    clause: &Clause,
    quote: &ast::Text,
    fragments: &[Fragment],
    missing: usize,
    findings: usize,
) -> Option<Diagnostic> {
    let missing = fragments.get(missing)?;
    if findings < MAX_PROPOSALS {
        let others = elsewhere(text, fragments);
        if !others.is_empty() {
            return Some(stands_elsewhere(clause, &others, quote));
        }
    }
    if search(text, extent(text, clause), std::slice::from_ref(missing)).is_ok() {
        return Some(out_of_order(quote, missing));
    }
    let diagnostic = misquoted(clause, quote, missing);
    let near =
        (findings < MAX_PROPOSALS).then(|| propose(text, clause, quote, missing, &diagnostic));
    Some(near.flatten().unwrap_or(diagnostic))
}

fn several_sentences(quote: &ast::Text) -> Diagnostic {
    let message = Text::new(
        "一处引文至多涵盖一句或者一项",
        "one quote covers at most one sentence or item",
    );
    let help = Text::new(
        "分别引用各句，每句一处依据",
        "quote each sentence in a citation of its own",
    );
    Diagnostic::warning(SEVERAL_SENTENCES, quote.span, message).help(help)
}

fn stands_elsewhere(clause: &Clause, others: &[&Clause], quote: &ast::Text) -> Diagnostic {
    let message = in_both(&clause.address, |zh, en| {
        Text::new(
            format!("引文不在 `{zh}` 中"),
            format!("the quote is not in `{en}`"),
        )
    });
    let list = |lang, comma: &str| {
        let names: Vec<String> = others
            .iter()
            .map(|other| format!("`{}`", other.address.to_text(lang)))
            .collect();
        names.join(comma)
    };
    let help = Text::new(
        format!("这些文字见于 {}", list(Lang::Zh, "、")),
        format!("these words stand in {}", list(Lang::En, ", ")),
    );
    Diagnostic::error(ELSEWHERE, quote.span, message)
        .label(Text::new("不在所引条款中", "not in the clause cited"))
        .help(help)
}

fn misquoted(clause: &Clause, quote: &ast::Text, missing: &Fragment) -> Diagnostic {
    let words = quote.text.get(missing.range.clone()).unwrap_or("");
    let message = in_both(&clause.address, |zh, en| {
        Text::new(
            format!("`{zh}` 中没有 `{words}`"),
            format!("`{en}` does not say `{words}`"),
        )
    });
    Diagnostic::error(MISQUOTED, quote.span, message)
        .label(Text::new("与原文不符", "not the words of the text"))
}

fn out_of_order(quote: &ast::Text, fragment: &Fragment) -> Diagnostic {
    let words = quote.text.get(fragment.range.clone()).unwrap_or("");
    let message = Text::new(
        "引文各段的先后与原文不一致",
        "the parts of the quote are not in the order of the text",
    );
    let label = Text::new(
        format!("`{words}` 在原文中位于前面"),
        format!("`{words}` stands earlier in the text"),
    );
    Diagnostic::error(MISQUOTED, quote.span, message).label(label)
}

/// Adds the passage that was probably meant: in the clause, else anywhere.
fn propose(
    text: &ClauseText,
    clause: &Clause,
    quote: &ast::Text,
    missing: &Fragment,
    diagnostic: &Diagnostic,
) -> Option<Diagnostic> {
    let whole = 0..text.folded.text().len();
    let (start, near) = [extent(text, clause), whole]
        .into_iter()
        .find_map(|within| {
            let near = nearest(&missing.folded, text.folded.text().get(within.clone())?)?;
            Some((within.start, near))
        })?;
    let passage = text
        .folded
        .original(start + near.passage.start..start + near.passage.end);
    let words = text.text.get(passage.clone())?;
    let stands = text.innermost(passage.start, passage.end)?;
    let line = text.text.get(..passage.start)?.matches('\n').count() + 1;
    let file = &text.file;
    let mut proposed = diagnostic.clone().help(in_both(&stands.address, |zh, en| {
        Text::new(
            format!("{zh}的原文是 `{words}`（`{file}` 第 {line} 行）"),
            format!("`{en}` reads `{words}` (`{file}`, line {line})"),
        )
    }));
    proposed.help.extend(differences(&near));
    let fix =
        inside(quote, missing).filter(|_| stands.start >= clause.start && stands.end <= clause.end);
    Some(match fix {
        Some(span) if !words.contains(['\n', '"', '“', '”']) => proposed.fix(span, words),
        _ => proposed,
    })
}

/// The differing characters, as far as they help: in Latin letters they are scraps of words.
fn differences(near: &Near) -> Option<Text> {
    const MOST: usize = 4;
    let scrap = |text: &String| text.contains(|c: char| c.is_ascii_alphabetic());
    if near
        .changes
        .iter()
        .any(|(said, stands)| scrap(said) || scrap(stands))
    {
        return None;
    }
    let list = |added: &str, left_out: &str, instead: &str, comma: &str| {
        let one = |(said, stands): &(String, String)| match (said.as_str(), stands.as_str()) {
            (said, "") => format!("{added} `{said}`"),
            ("", stands) => format!("{left_out} `{stands}`"),
            (said, stands) => format!("`{said}` {instead} `{stands}`"),
        };
        let all: Vec<String> = near.changes.iter().take(MOST).map(one).collect();
        all.join(comma)
    };
    Some(Text::new(
        format!("与原文的差异：{}", list("多出", "缺少", "应为", "，")),
        format!("it differs in: {}", list("added", "left out", "for", ", ")),
    ))
}

/// The span of a fragment, where the marks around the quotation are of one width.
fn inside(quote: &ast::Text, fragment: &Fragment) -> Option<Span> {
    let marks = usize::try_from(quote.span.end.checked_sub(quote.span.start)?)
        .ok()?
        .checked_sub(quote.text.len())?;
    let start = quote
        .span
        .start
        .checked_add(u32::try_from(marks / 2).ok()?)?;
    let at = |byte: usize| start.checked_add(u32::try_from(byte).ok()?);
    let exact = matches!(marks, 2 | 6);
    exact.then_some(Span::new(
        quote.span.source,
        at(fragment.range.start)?,
        at(fragment.range.end)?,
    ))
}

fn in_both(address: &ClauseAddress, write: impl Fn(String, String) -> Text) -> Text {
    write(address.to_text(Lang::Zh), address.to_text(Lang::En))
}
