//! Addresses of clauses and citations, as written.

use serde::Serialize;

use super::{Name, Text};
use crate::source::Span;

/// One thing cited.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Citation {
    /// What.
    pub target: CitationTarget,
    /// Where.
    pub span: Span,
}

/// A clause of the text with the words relied on, or a recorded interpretation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum CitationTarget {
    /// A clause and a quotation from it.
    Clause {
        /// The address.
        clause: ClauseRef,
        /// The words.
        quote: Option<Text>,
    },
    /// An interpretation declared in the policy.
    Interpretation(Name),
}

/// An address in the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum ClauseRef {
    /// What stands before the first article.
    Notice,
    /// A chapter.
    Chapter(String),
    /// An article or a part of one.
    Article(ArticleRef),
}

/// 条, heading, 款, 项, 目. Ordinals are normalised: digits for numerals of either script, or one letter.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ArticleRef {
    /// 条.
    pub article: String,
    /// A heading inside the article.
    pub heading: Option<String>,
    /// 款.
    pub paragraph: Option<String>,
    /// 项.
    pub item: Option<String>,
    /// 目.
    pub subitem: Option<String>,
}
