//! Properties: one flat choice by rule, and the properties that are no more than a word and a value.

use super::{Builder, Parts};
use crate::syntax::ast::{Erratum, PropKind as P};
use crate::syntax::grammar::{Pair, Rule as R};

impl Builder<'_> {
    /// The property of a node.
    pub(super) fn prop(&mut self, pair: Pair<'_>) -> Option<P> {
        match pair.as_rule() {
            R::cite => Some(P::Cite(self.citations(pair)?)),
            R::allowance => self.allowance(pair),
            R::document_number
            | R::issued
            | R::effective
            | R::expires
            | R::source_text
            | R::digest
            | R::legal_basis
            | R::interpreted_by
            | R::erratum => self.regulation_prop(pair),
            R::office => Some(P::Office(self.office(pair)?)),
            R::holder => Some(P::Holder(self.holder(pair)?)),
            R::bears => self.bears(pair),
            R::due => Some(P::Due(self.due(pair)?)),
            R::typed | R::yields | R::range | R::plan | R::field | R::applies_to => {
                self.typed_prop(pair)
            }
            R::ranging | R::found_in | R::frequency => self.target_prop(pair),
            R::applies
            | R::computed
            | R::require
            | R::population
            | R::table_row
            | R::table_otherwise => self.condition_prop(pair),
            R::branch | R::pursue | R::modality | R::gate | R::actor_answers | R::commended => {
                self.consequence_prop(pair)
            }
            R::question | R::choice | R::reason | R::document | R::following | R::worded => {
                self.text_prop(pair)
            }
            R::single => Some(P::Single),
            R::reading => Some(P::Reading(Box::new(self.reading(pair)?))),
            R::fact => Some(P::Fact(Box::new(self.fact(Parts::of(pair).next()?)?))),
            R::expectations => Some(P::Expect(self.expectations(pair)?)),
            R::determined_by | R::authority => self.authority_prop(pair),
            R::owner | R::consequence_ref | R::requires_term | R::taken => self.name_prop(pair),
            _ => self.names_prop(pair),
        }
    }

    fn regulation_prop(&mut self, pair: Pair<'_>) -> Option<P> {
        let rule = pair.as_rule();
        let mut parts = Parts::of(pair);
        parts.next()?;
        let value = parts.next()?;
        Some(match rule {
            R::document_number => P::DocumentNumber(self.text(value)?),
            R::issued => P::Issued(self.date(value)?),
            R::effective => P::Effective(self.date(value)?),
            R::expires => P::Expires(self.date(value)?),
            R::source_text => P::SourceText(self.text(value)?),
            R::digest => P::Digest(self.text(value)?),
            R::legal_basis => P::LegalBasis(self.texts(value)?),
            R::interpreted_by => P::InterpretedBy(self.name_or_text(value)?),
            R::erratum => {
                let printed = self.text(value)?;
                parts.skip(R::reads_kw);
                let reads = self.text(parts.next()?)?;
                parts.skip(R::because_kw);
                let because = self.text(parts.next()?)?;
                P::Erratum(Box::new(Erratum {
                    printed,
                    reads,
                    because,
                }))
            }
            _ => return None,
        })
    }

    fn condition_prop(&mut self, pair: Pair<'_>) -> Option<P> {
        let rule = pair.as_rule();
        let mut parts = Parts::of(pair);
        parts.next()?;
        parts.skip(R::where_kw);
        let first = self.expr(parts.next()?)?;
        Some(match rule {
            R::applies => P::Applies(first),
            R::computed => P::Computed(first),
            R::require => P::Require(first),
            R::population => P::Population(first),
            R::table_otherwise => P::Otherwise(first),
            R::table_row => {
                parts.skip(R::then_kw);
                let then = Box::new(self.expr(parts.next()?)?);
                let when = Box::new(first);
                P::Row { when, then }
            }
            _ => return None,
        })
    }

    fn text_prop(&mut self, pair: Pair<'_>) -> Option<P> {
        let rule = pair.as_rule();
        let mut parts = Parts::of(pair);
        parts.next()?;
        let value = parts.next()?;
        Some(match rule {
            R::question => P::Question(self.text(value)?),
            R::reason => P::Because(self.text(value)?),
            R::document => P::Documents(self.texts(value)?),
            R::following => P::Following(self.texts(value)?),
            R::worded => P::Worded(self.texts(value)?),
            R::choice => {
                let name = self.name(value)?;
                let meaning = match parts.next() {
                    Some(meaning) => Some(self.text(meaning)?),
                    None => None,
                };
                P::Choice { name, meaning }
            }
            _ => return None,
        })
    }

    fn allowance(&mut self, pair: Pair<'_>) -> Option<P> {
        let mut parts = Parts::of(pair);
        parts.next()?;
        let codes = self.names(parts.next()?)?;
        let because = match parts.take(R::because_kw).and_then(|_| parts.next()) {
            Some(because) => Some(self.text(because)?),
            None => None,
        };
        Some(P::Allow { codes, because })
    }

    fn authority_prop(&mut self, pair: Pair<'_>) -> Option<P> {
        let rule = pair.as_rule();
        let who = self.name_or_text(pair.into_inner().last()?)?;
        Some(match rule {
            R::determined_by => P::DeterminedBy(who),
            _ => P::Authority(who),
        })
    }

    fn name_prop(&mut self, pair: Pair<'_>) -> Option<P> {
        let rule = pair.as_rule();
        let name = self.name(pair.into_inner().last()?)?;
        Some(match rule {
            R::owner => P::Owner(name),
            R::consequence_ref => P::ConsequenceRef(name),
            R::requires_term => P::Requires(name),
            R::taken => P::Take(name),
            _ => return None,
        })
    }

    fn names_prop(&mut self, pair: Pair<'_>) -> Option<P> {
        let rule = pair.as_rule();
        let names = self.names(pair.into_inner().last()?)?;
        Some(match rule {
            R::level_prop => P::Levels(names),
            R::superior => P::Superiors(names),
            R::members => P::Members(names),
            R::matter_prop => P::Matters(names),
            R::claimant => P::Claimant(names),
            R::targets_prop => P::Targets(names),
            R::reports_prop => P::Reports(names),
            R::prohibitions_prop => P::Prohibitions(names),
            R::label => P::Labels(names),
            R::acts => P::Acts(names),
            R::addressee => P::Addressee(names),
            R::scope_covers => P::Covers(names),
            R::scope_excludes => P::Excludes(names),
            _ => return None,
        })
    }
}
