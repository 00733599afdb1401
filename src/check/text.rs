//! Cuts a regulation's text into clauses and sentences, from the text alone.
//!
//! | pass | from → to |
//! |---|---|
//! | `lines`, `marker` | text → lines with their marks |
//! | `blocks` | lines → articles, headings, paragraphs, items |
//! | here | blocks → clauses with addresses, sentences |
//!
//! It never fails: a text in which nothing is marked is one notice.

mod blocks;
mod lines;
mod marker;
mod ordinal;
#[cfg(test)]
pub(super) mod samples;
mod split;
#[cfg(test)]
mod tests;

use self::blocks::{Block, Role, blocks};
use self::lines::ends_sentence;
use self::marker::Style;
use self::ordinal::{latin, roman};
use super::digest::digest;
use crate::model::{Clause, ClauseAddress, ClauseText, Sentence};

/// Cuts a text into clauses, outer before inner, in the order of the text.
pub(crate) fn read_text(file: &str, text: &str) -> ClauseText {
    let blocks = blocks(text);
    let counts = paragraph_counts(&blocks);
    let mut cut = Cut {
        text,
        ..Cut::default()
    };
    for (block, paragraphs) in blocks.iter().zip(counts) {
        cut.block(block, paragraphs);
        cut.end = block.end;
    }
    cut.close(Level::Chapter);
    ClauseText::new(file, text, digest(text), cut.clauses, cut.sentences)
}

/// How deep a clause lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// A chapter, or the notice.
    Chapter,
    Article,
    Heading,
    Paragraph,
    Item,
    Subitem,
}

/// The clauses so far, and those still open.
#[derive(Default)]
struct Cut<'t> {
    text: &'t str,
    clauses: Vec<Clause>,
    sentences: Vec<Sentence>,
    /// Clauses whose end is not known yet.
    open: Vec<(Level, usize)>,
    /// The address of the innermost open clause.
    address: ClauseAddress,
    /// Paragraphs of this article or heading: begun, and in all.
    paragraphs: (usize, usize),
    /// The lists around the next item, outermost first, each with its last number.
    lists: Vec<(Style, String)>,
    /// End of the last block.
    end: usize,
}

impl Cut<'_> {
    fn block(&mut self, block: &Block, paragraphs: usize) {
        match &block.role {
            Role::Chapter(number) => {
                self.close(Level::Chapter);
                self.address = ClauseAddress {
                    chapter: Some(number.clone()),
                    ..ClauseAddress::default()
                };
                self.open(Level::Chapter, block.start);
                self.heading(block);
            }
            Role::Division => {
                self.leave_article();
                self.heading(block);
            }
            Role::Article { number, titled } => self.article(block, number, *titled, paragraphs),
            Role::Heading(name) => {
                self.close(Level::Heading);
                self.address.heading = Some(name.clone());
                self.scope(paragraphs);
                self.open(Level::Heading, block.start);
                self.heading(block);
            }
            Role::Paragraph => self.paragraph(block),
            Role::Item { style, number } => self.item(block, *style, number),
        }
    }

    fn article(&mut self, block: &Block, number: &str, titled: bool, paragraphs: usize) {
        self.leave_article();
        self.address.article = Some(number.to_owned());
        self.scope(paragraphs);
        self.open(Level::Article, block.start);
        if titled {
            self.heading(block);
        } else {
            self.paragraph(block);
        }
    }

    /// Ends the article before, or the notice where no chapter ended it.
    fn leave_article(&mut self) {
        self.close(match self.address.chapter {
            Some(_) => Level::Article,
            None => Level::Chapter,
        });
    }

    fn paragraph(&mut self, block: &Block) {
        self.close(Level::Paragraph);
        self.lists.clear();
        if self.address.article.is_some() {
            self.paragraphs.0 += 1;
            let (number, all) = self.paragraphs;
            if all > 1 {
                self.address.paragraph = Some(number.to_string());
                self.open(Level::Paragraph, block.start);
            }
        } else if self.open.is_empty() {
            // What stands before the first article and in no chapter is the notice.
            self.open(Level::Chapter, block.start);
        }
        self.words(block);
    }

    fn item(&mut self, block: &Block, style: Style, number: &str) {
        let (style, number) = self.settle(style, number);
        let depth = self.lists.iter().position(|list| list.0 == style);
        let depth = depth.unwrap_or(self.lists.len());
        self.lists.truncate(depth);
        self.lists.push((style, number.clone()));
        match depth {
            0 => {
                self.close(Level::Item);
                self.address.item = Some(number);
                self.open(Level::Item, block.start);
            }
            1 => {
                self.close(Level::Subitem);
                self.address.subitem = Some(number);
                self.open(Level::Subitem, block.start);
            }
            // Below 目 an address has no part: the words stay with the subitem.
            _ => {}
        }
        self.words(block);
    }

    /// (i) is the letter after (h) or the Roman one; only the lists around it tell.
    fn settle(&self, style: Style, number: &str) -> (Style, String) {
        let as_written = (style, number.to_owned());
        let Some(value) = roman(number).filter(|_| style == Style::BracketedLetter) else {
            return as_written;
        };
        let follows =
            |of: Style, last: &str| self.lists.iter().any(|list| list.0 == of && list.1 == last);
        let letter_before = latin(number)
            .and_then(|letter| letter.bytes().next())
            .map(|letter| char::from(letter - 1).to_string());
        let is_letter = letter_before.is_some_and(|last| follows(style, &last));
        let goes_on = value > 1 && follows(Style::BracketedRoman, &(value - 1).to_string());
        if goes_on || value == 1 && !is_letter {
            return (Style::BracketedRoman, value.to_string());
        }
        as_written
    }

    /// Begins an article or a heading: its lists and paragraphs count from one.
    fn scope(&mut self, paragraphs: usize) {
        self.paragraphs = (0, paragraphs);
        self.lists.clear();
    }

    fn open(&mut self, level: Level, start: usize) {
        self.open.push((level, self.clauses.len()));
        let address = self.address.clone();
        self.clauses.push(Clause {
            address,
            start,
            end: start,
        });
    }

    /// Ends the clauses at this level and below, where the last block ended.
    fn close(&mut self, level: Level) {
        while let Some((_, index)) = self.open.pop_if(|(open, _)| *open >= level) {
            if let Some(clause) = self.clauses.get_mut(index) {
                clause.end = self.end;
            }
        }
        for (at, part) in [
            (Level::Article, &mut self.address.article),
            (Level::Heading, &mut self.address.heading),
            (Level::Paragraph, &mut self.address.paragraph),
            (Level::Item, &mut self.address.item),
            (Level::Subitem, &mut self.address.subitem),
        ] {
            if at >= level {
                *part = None;
            }
        }
    }

    fn heading(&mut self, block: &Block) {
        let (start, end) = (block.start, block.end);
        self.sentences.push(Sentence {
            start,
            body: block.body,
            end,
            heading: true,
        });
    }

    fn words(&mut self, block: &Block) {
        // Before the articles stand titles, numbers and signatures, which do not end as sentences do.
        let whole = self.text.get(block.start..block.end).unwrap_or("");
        if self.address.article.is_none() && !ends_sentence(whole) {
            return self.heading(block);
        }
        let found = split::sentences(self.text, block.start, block.body, block.end);
        self.sentences
            .extend(found.into_iter().map(|range| Sentence {
                start: range.start,
                body: range.start.max(block.body),
                end: range.end,
                heading: false,
            }));
    }
}

/// For each article and heading, how many paragraphs it has itself; 0 for other blocks.
fn paragraph_counts(blocks: &[Block]) -> Vec<usize> {
    let mut count = 0;
    let mut counts: Vec<usize> = blocks
        .iter()
        .rev()
        .map(|block| match block.role {
            Role::Paragraph => {
                count += 1;
                0
            }
            Role::Item { .. } => 0,
            Role::Article { titled: false, .. } => std::mem::take(&mut count) + 1,
            _ => std::mem::take(&mut count),
        })
        .collect();
    counts.reverse();
    counts
}
