//! Citations and the addresses of clauses.

use super::numeral::ordinal;
use super::{Builder, Parts};
use crate::diagnostic::Code;
use crate::lang;
use crate::syntax::ast::{ArticleRef, Citation, CitationTarget, ClauseRef, Text};
use crate::syntax::grammar::{Pair, Rule};

const ORDINAL: Code = Code::new("E0110");

impl Builder<'_> {
    /// The citations of one `cite`.
    pub(super) fn citations(&mut self, pair: Pair<'_>) -> Option<Vec<Citation>> {
        let mut parts = Parts::of(pair);
        parts.skip(Rule::cite_kw);
        // Most cite one clause.
        let mut citations = Vec::with_capacity(1);
        while let Some(item) = parts.next() {
            citations.push(self.citation(item)?);
        }
        Some(citations)
    }

    fn citation(&mut self, pair: Pair<'_>) -> Option<Citation> {
        let span = self.span(&pair);
        let inner = Parts::of(pair).next()?;
        let by_interpretation = inner.as_rule() == Rule::cite_interpretation;
        let mut parts = Parts::of(inner);
        let target = if by_interpretation {
            parts.skip(Rule::interpretation_kw);
            CitationTarget::Interpretation(self.name(parts.next()?)?)
        } else {
            let clause = self.clause(parts.next()?)?;
            let quote = match parts.next() {
                Some(quote) => Some(self.text(quote)?),
                None => None,
            };
            CitationTarget::Clause { clause, quote }
        };
        Some(Citation { target, span })
    }

    fn clause(&mut self, pair: Pair<'_>) -> Option<ClauseRef> {
        let mut address = ArticleRef::default();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::notice_kw => return Some(ClauseRef::Notice),
                Rule::zh_chapter | Rule::ordinal_chapter => {
                    return Some(ClauseRef::Chapter(self.ordinal(part)?));
                }
                Rule::zh_article | Rule::ordinal => address.article = self.ordinal(part)?,
                Rule::zh_heading | Rule::en_heading => {
                    let name = part.into_inner().last()?;
                    address.heading = Some(self.name(name)?.text);
                }
                Rule::zh_para | Rule::ordinal_para => {
                    address.paragraph = Some(self.ordinal(part)?);
                }
                Rule::zh_item | Rule::ordinal_item => address.item = Some(self.ordinal(part)?),
                Rule::zh_subitem | Rule::ordinal_subitem => {
                    address.subitem = Some(self.ordinal(part)?);
                }
                // article, paragraph, item … in English.
                _ => {}
            }
        }
        Some(ClauseRef::Article(address))
    }

    /// The number of a trigger, with its brackets left out of the text.
    pub(super) fn trigger_number(&mut self, pair: Pair<'_>) -> Option<Text> {
        let span = self.span(&pair);
        let text = self.ordinal(pair)?;
        Some(Text { text, span })
    }

    /// The ordinal within a node, normalised.
    fn ordinal(&mut self, pair: Pair<'_>) -> Option<String> {
        let mut pair = pair;
        while pair.as_rule() != Rule::ordinal_text {
            pair = Parts::of(pair).next()?;
        }
        let normal = ordinal(pair.as_str());
        if normal.is_none() {
            let written = pair.as_str();
            let message = lang::Text::new(
                format!("`{written}` 不成数"),
                format!("`{written}` makes no number"),
            );
            self.error(ORDINAL, self.span(&pair), message);
        }
        normal
    }
}
