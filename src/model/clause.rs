//! Clauses of the source text and citations of them.

use std::fmt;
use std::ops::Range;

use indexmap::IndexMap;

use crate::folded::{Folded, fold};
use crate::lang::Lang;
use crate::source::Span;

/// The address of a clause. Ordinals are digits or one letter, as text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ClauseAddress {
    /// 章; given alone for a chapter, known for an article of a text with chapters.
    pub chapter: Option<String>,
    /// 条; `None` for the notice and for a chapter.
    pub article: Option<String>,
    /// A heading inside the article.
    pub heading: Option<String>,
    /// 款.
    pub paragraph: Option<String>,
    /// 项.
    pub item: Option<String>,
    /// 目.
    pub subitem: Option<String>,
}

/// A citation: the clause, and the words relied on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The clause.
    pub clause: ClauseAddress,
    /// The words, as the policy quotes them.
    pub quote: Option<String>,
    /// Where those words stand in the text, in bytes, ascending: one range, or one for each fragment. Empty
    /// without a quote or a text.
    pub ranges: Vec<Range<usize>>,
    /// Where in the policy.
    pub span: Span,
}

/// The source text, cut into clauses.
#[derive(Debug, Clone, Default)]
pub struct ClauseText {
    /// The file's name.
    pub file: String,
    /// Its whole text.
    pub text: String,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
    /// Its clauses, outer before inner, in the order of the text.
    pub clauses: Vec<Clause>,
    /// Its sentences, in the order of the text; none overlaps another.
    pub sentences: Vec<Sentence>,
    /// The text as quotations are compared with it.
    pub folded: Folded,
    /// Clauses by their places, each in the order of the text.
    places: IndexMap<Place, Vec<usize>>,
}

/// The parts of an address, paragraph and chapter aside, folded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Place(String);

/// A clause with its own words and those of the clauses inside it.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Its address.
    pub address: ClauseAddress,
    /// Byte range in the text.
    pub start: usize,
    /// End of the range.
    pub end: usize,
}

/// The smallest part that a quotation covers: a sentence, or an item without a full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// First byte in the text, its number included.
    pub start: usize,
    /// First byte of its words, after the number.
    pub body: usize,
    /// End of the range.
    pub end: usize,
    /// Whether it is a title or a heading, which says nothing by itself.
    pub heading: bool,
}

impl ClauseText {
    /// A text and what it was cut into.
    pub fn new(
        file: &str,
        text: &str,
        digest: String,
        clauses: Vec<Clause>,
        sentences: Vec<Sentence>,
    ) -> Self {
        let mut places: IndexMap<Place, Vec<usize>> = IndexMap::new();
        for (index, clause) in clauses.iter().enumerate() {
            let place = Place::of(&clause.address);
            places.entry(place).or_default().push(index);
        }
        Self {
            file: file.to_owned(),
            text: text.to_owned(),
            digest,
            clauses,
            sentences,
            folded: Folded::new(text),
            places,
        }
    }

    /// The clause at an address.
    ///
    /// The first paragraph of an undivided article is the article. An item may leave out its paragraph
    /// where only one paragraph has such an item; its heading it may not.
    pub fn find(&self, address: &ClauseAddress) -> Option<&Clause> {
        let same_paragraph = |clause: &&Clause| clause.address.paragraph == address.paragraph;
        let undivided = |clause: &&Clause| {
            clause.address.paragraph.is_none() && address.paragraph.as_deref() == Some("1")
        };
        let likely = self.places.get(&Place::of(address));
        let elsewhere = || {
            let likely = likely.into_iter().flatten();
            likely
                .filter_map(|index| self.clauses.get(*index))
                .filter(|clause| clause.address.in_chapter_of(address))
        };
        let sole = || {
            let unsaid = address.paragraph.is_none() && address.item.is_some();
            let mut found = elsewhere().filter(|_| unsaid);
            found.next().filter(|_| found.next().is_none())
        };
        elsewhere()
            .find(same_paragraph)
            .or_else(|| elsewhere().find(undivided))
            .or_else(sole)
    }

    /// The words of a clause, those of the clauses inside it included.
    #[cfg(test)]
    pub fn words(&self, clause: &Clause) -> &str {
        self.text.get(clause.start..clause.end).unwrap_or("")
    }

    /// The sentences of a clause, those of the clauses inside it included.
    pub fn sentences(&self, clause: &Clause) -> &[Sentence] {
        let before = |byte: usize| self.sentences.partition_point(|s| s.start < byte);
        self.sentences
            .get(before(clause.start)..before(clause.end))
            .unwrap_or_default()
    }

    /// The innermost clause in which a part of the text stands.
    pub fn innermost(&self, start: usize, end: usize) -> Option<&Clause> {
        let around = |clause: &&Clause| clause.start <= start && end <= clause.end;
        self.clauses.iter().rev().find(around)
    }
}

impl Place {
    fn of(address: &ClauseAddress) -> Self {
        let parts = [
            &address.article,
            &address.heading,
            &address.item,
            &address.subitem,
        ];
        let mut place = String::new();
        for part in parts {
            // Neither mark is left in a folded text, so that no two places run together.
            place.push(if part.is_some() { '\n' } else { ' ' });
            place.extend(part.iter().map(|part| fold(part)));
        }
        Self(place)
    }
}

impl ClauseAddress {
    /// Whether the other address names this one's chapter, or an article without saying its chapter.
    fn in_chapter_of(&self, other: &Self) -> bool {
        let unsaid = other.article.is_some() && other.chapter.is_none();
        unsaid
            || match (&self.chapter, &other.chapter) {
                (Some(own), Some(its)) => own == its || fold(own) == fold(its),
                (own, its) => own.is_none() && its.is_none(),
            }
    }

    /// The address as the language writes it: 第二十七条第(二)项, art 27 item 2.
    pub fn to_text(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }

    /// Whether the other address is this clause or lies inside it.
    pub fn contains(&self, other: &Self) -> bool {
        let within = |own: &Option<String>, its: &Option<String>| own.is_none() || own == its;
        if self.article.is_none() {
            return self.chapter.is_some() && self.chapter == other.chapter || self == other;
        }
        self.article == other.article
            && within(&self.heading, &other.heading)
            && within(&self.paragraph, &other.paragraph)
            && within(&self.item, &other.item)
            && within(&self.subitem, &other.subitem)
    }

    fn zh(&self) -> String {
        let Some(article) = &self.article else {
            return match &self.chapter {
                Some(chapter) => format!("第{}章", numeral(chapter)),
                None => "通知".to_owned(),
            };
        };
        let mut text = format!("第{}条", numeral(article));
        if let Some(heading) = &self.heading {
            text.push_str(&format!(" {heading} "));
        }
        for (part, unit) in [
            (&self.paragraph, "款"),
            (&self.item, "项"),
            (&self.subitem, "目"),
        ] {
            if let Some(part) = part {
                match unit {
                    "项" if self.heading.is_none() => {
                        text.push_str(&format!("第({}){unit}", numeral(part)));
                    }
                    "款" => text.push_str(&format!("第{}{unit}", numeral(part))),
                    _ => text.push_str(&format!("第{part}{unit}")),
                }
            }
        }
        text.trim_end().to_owned()
    }

    fn en(&self) -> String {
        let Some(article) = &self.article else {
            return match &self.chapter {
                Some(chapter) => format!("chapter {chapter}"),
                None => "notice".to_owned(),
            };
        };
        let mut text = format!("art {article}");
        let parts = [
            ("heading", &self.heading),
            ("para", &self.paragraph),
            ("item", &self.item),
            ("subitem", &self.subitem),
        ];
        for (word, part) in parts {
            if let Some(part) = part {
                text.push_str(&format!(" {word} {part}"));
            }
        }
        text
    }
}

impl fmt::Display for ClauseAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.zh())
    }
}

/// Digits as a Chinese numeral; anything else as it is.
pub(crate) fn numeral(digits: &str) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u16| DIGITS.get(usize::from(n)).copied().unwrap_or_default();
    match digits.parse::<u16>() {
        Ok(n) if n < 10 => digit(n).to_owned(),
        Ok(n) if n < 20 => format!("十{}", if n == 10 { "" } else { digit(n - 10) }),
        Ok(n) if n < 100 => {
            format!(
                "{}十{}",
                digit(n / 10),
                if n % 10 == 0 { "" } else { digit(n % 10) }
            )
        }
        Ok(n) if n < 1000 => {
            let rest = n % 100;
            let tail = match rest {
                0 => String::new(),
                1..=9 => format!("零{}", digit(rest)),
                _ => format!(
                    "{}十{}",
                    digit(rest / 10),
                    if rest % 10 == 0 { "" } else { digit(rest % 10) }
                ),
            };
            format!("{}百{tail}", digit(n / 100))
        }
        _ => digits.to_owned(),
    }
}
