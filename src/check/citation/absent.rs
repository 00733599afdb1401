//! What to say when no clause stands at an address: the nearest thing that the text does have.

use crate::lang::{Lang, Text};
use crate::model::{Clause, ClauseAddress, ClauseText};
use crate::suggest;

/// A part of an address, from the outside in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Article,
    Heading,
    Paragraph,
    Item,
    Subitem,
}

/// What the text has instead, or `None` for a text that has no such parts at all.
pub(super) fn help(text: &ClauseText, address: &ClauseAddress) -> Option<Text> {
    if address.article.is_none() {
        return address.chapter.as_ref().and_then(|_| chapters(text));
    }
    let (outer, part) = deepest(text, address);
    let inner = children(text, &outer, part);
    match part {
        Part::Article => {
            let (first, last) = (inner.first()?, inner.last()?);
            Some(Text::new(
                format!(
                    "文本的条文自{}起，至{}止",
                    zh(&first.address),
                    zh(&last.address)
                ),
                format!(
                    "its articles run from `{}` to `{}`",
                    en(&first.address),
                    en(&last.address)
                ),
            ))
        }
        Part::Heading => heading(&outer, address, &inner),
        _ => Some(numbered(text, &outer, part, &inner)),
    }
}

fn chapters(text: &ClauseText) -> Option<Text> {
    let is_chapter =
        |clause: &&Clause| clause.address.article.is_none() && clause.address.chapter.is_some();
    let last = text.clauses.iter().rfind(is_chapter)?;
    Some(Text::new(
        format!("文本的最后一章为{}", zh(&last.address)),
        format!("its last chapter is `{}`", en(&last.address)),
    ))
}

/// The innermost address around this one that exists, and the part that is then missing.
fn deepest(text: &ClauseText, address: &ClauseAddress) -> (ClauseAddress, Part) {
    let mut outer = address.clone();
    for part in [Part::Subitem, Part::Item, Part::Paragraph, Part::Heading] {
        let said = match part {
            Part::Subitem => outer.subitem.take(),
            Part::Item => outer.item.take(),
            Part::Paragraph => outer.paragraph.take(),
            _ => outer.heading.take(),
        };
        if said.is_some() && text.find(&outer).is_some() {
            return (outer, part);
        }
    }
    (ClauseAddress::default(), Part::Article)
}

/// The clauses that divide another at this part.
fn children<'t>(text: &'t ClauseText, outer: &ClauseAddress, part: Part) -> Vec<&'t Clause> {
    let divides = |clause: &&Clause| {
        let its = &clause.address;
        let parts = [
            (Part::Article, its.article.is_some()),
            (Part::Heading, its.heading.is_some()),
            (Part::Paragraph, its.paragraph.is_some()),
            (Part::Item, its.item.is_some()),
            (Part::Subitem, its.subitem.is_some()),
        ];
        // The innermost part said is the one that divides.
        let innermost = parts.iter().rev().find(|(_, said)| *said);
        innermost.is_some_and(|(innermost, _)| *innermost == part)
            && (part == Part::Article || outer.contains(its))
            && (part == Part::Heading || outer.heading == its.heading)
    };
    text.clauses.iter().filter(divides).collect()
}

fn heading(outer: &ClauseAddress, wanted: &ClauseAddress, inner: &[&Clause]) -> Option<Text> {
    let names = inner
        .iter()
        .filter_map(|clause| clause.address.heading.as_deref());
    if let Some(name) = suggest::nearest(wanted.heading.as_deref()?, names) {
        return Some(suggest::proposal(name));
    }
    let (zh, en, count) = (zh(outer), en(outer), inner.len());
    Some(match count {
        0 => Text::new(format!("{zh}没有小标题"), format!("`{en}` has no headings")),
        _ => Text::new(
            format!("{zh}有 {count} 个小标题，没有与之相近的"),
            format!("`{en}` has {count} headings, none like it"),
        ),
    })
}

fn numbered(text: &ClauseText, outer: &ClauseAddress, part: Part, inner: &[&Clause]) -> Text {
    let (zh, en, count) = (zh(outer), en(outer), inner.len());
    let under_headings = children(text, outer, Part::Heading);
    if let (0, Some(first)) = (count, under_headings.first()) {
        let first = first.address.heading.as_deref().unwrap_or_default();
        return Text::new(
            format!("{zh}分列小标题，引用时须写明，例如 `{first}`"),
            format!("`{en}` is divided by headings; name one, such as `{first}`"),
        );
    }
    let (zh_part, en_part) = match part {
        Part::Paragraph => ("款", "paragraph"),
        Part::Subitem => ("目", "subitem"),
        _ => ("项", "item"),
    };
    let zh_count = match (part, count) {
        // An undivided article is its own first paragraph.
        (Part::Paragraph, 0) => format!("{zh}只有一款"),
        (_, 0) => format!("{zh}没有分{zh_part}"),
        _ => format!("{zh}只有 {count} {zh_part}"),
    };
    let en_count = match (part, count) {
        (Part::Paragraph, 0) => format!("`{en}` has a single paragraph"),
        (_, 0) => format!("`{en}` has no {en_part}s"),
        (_, 1) => format!("`{en}` has only 1 {en_part}"),
        _ => format!("`{en}` has only {count} {en_part}s"),
    };
    Text::new(zh_count, en_count)
}

fn zh(address: &ClauseAddress) -> String {
    address.to_text(Lang::Zh)
}

fn en(address: &ClauseAddress) -> String {
    address.to_text(Lang::En)
}
