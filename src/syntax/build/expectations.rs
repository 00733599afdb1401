//! What scenarios expect, and the details of entries and expectations.

use super::{Builder, Parts};
use crate::syntax::ast::{
    Aspect, Detail, DetailKind, Expectation, Expected, HolderPart, HowMany, Mark, MissingKind,
    Reading,
};
use crate::syntax::grammar::{Pair, Rule};

impl Builder<'_> {
    /// The expectations of one block; one that cannot be read leaves the others.
    pub(super) fn expectations(&mut self, pair: Pair<'_>) -> Option<Vec<Expectation>> {
        let mut parts = Parts::of(pair);
        parts.skip(Rule::expect_kw);
        let mut all = Vec::new();
        while let Some(pair) = parts.next() {
            let span = self.span(&pair);
            all.extend(self.checked(span, |builder| builder.expectation(pair)));
        }
        Some(all)
    }

    fn expectation(&mut self, pair: Pair<'_>) -> Option<Expectation> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        if parts.skip(Rule::spared_kw) {
            let mut spared = self.about(Expected::Finding, &mut parts)?;
            (spared.count, spared.span) = (HowMany::None, span);
            return Some(spared);
        }
        let count = match parts.take(Rule::how_many) {
            Some(count) => self.how_many(count)?,
            None => HowMany::Some,
        };
        let inner = parts.next()?;
        let mut expectation = match inner.as_rule() {
            Rule::missing => self.missing(inner)?,
            _ => self.expected(inner)?,
        };
        (expectation.count, expectation.span) = (count, span);
        Some(expectation)
    }

    fn how_many(&mut self, pair: Pair<'_>) -> Option<HowMany> {
        let mut parts = Parts::of(pair);
        let of = match parts.next()?.as_rule() {
            Rule::exactly_kw => HowMany::Exactly,
            Rule::at_least_kw => HowMany::AtLeast,
            Rule::at_most_kw => HowMany::AtMost,
            _ => return Some(HowMany::None),
        };
        Some(of(self.count(&parts.next()?)?))
    }

    fn expected(&mut self, pair: Pair<'_>) -> Option<Expectation> {
        let mut parts = Parts::of(pair);
        let kind = match parts.next()?.as_rule() {
            Rule::trigger_kw => Expected::Trigger,
            Rule::cause_kw => Expected::Cause,
            Rule::target_kw => Expected::Target,
            Rule::prohibition_kw => Expected::Prohibition,
            Rule::report_kw => Expected::Report,
            Rule::duty_kw => Expected::Duty,
            Rule::commendation_kw => Expected::Commendation,
            Rule::left_out_kw => Expected::LeftOut,
            _ => Expected::Finding,
        };
        self.about(kind, &mut parts)
    }

    /// The subject and the details after a keyword.
    fn about(&mut self, kind: Expected, parts: &mut Parts<'_>) -> Option<Expectation> {
        let (mut subject, mut office) = (None, None);
        let mut span = None;
        if let Some(pair) = parts.take(Rule::subject) {
            span = Some(self.span(&pair));
            let mut names = Parts::of(pair);
            let first = self.name(names.next()?)?;
            let turned = names.peek() == Some(Rule::of_kw);
            (subject, office) = match names.last() {
                Some(second) if turned => (Some(self.name(second)?), Some(first)),
                Some(second) => (Some(first), Some(self.name(second)?)),
                None => (Some(first), None),
            };
        }
        let details = self.details(parts)?;
        let span = span.or(details.first().map(|detail| detail.span));
        Some(Expectation {
            kind,
            count: HowMany::Some,
            subject,
            office,
            details,
            span: span.unwrap_or(crate::source::Span::new(self.context.source, 0, 0)),
        })
    }

    fn missing(&mut self, pair: Pair<'_>) -> Option<Expectation> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let only = parts.next()?.as_rule() == Rule::missing_only_kw;
        let kind = match parts.take(Rule::needed_kind) {
            Some(kind) => Some(missing_kind(Parts::of(kind).next()?.as_rule())),
            None => None,
        };
        let subject = match parts.take(Rule::name) {
            Some(name) => Some(self.name(name)?),
            None => None,
        };
        Some(Expectation {
            kind: Expected::Missing { only, kind },
            count: HowMany::Some,
            subject,
            office: None,
            details: self.details(&mut parts)?,
            span,
        })
    }

    /// The details that are left of a node, those in braces included.
    pub(super) fn details(&mut self, parts: &mut Parts<'_>) -> Option<Vec<Detail>> {
        let mut details = Vec::new();
        while let Some(pair) = parts.next() {
            let span = self.span(&pair);
            match pair.as_rule() {
                Rule::details => details.extend(self.details(&mut Parts::of(pair))?),
                Rule::missing => {
                    let missing = self.checked(span, |builder| builder.missing(pair));
                    let kind = missing.map(|missing| DetailKind::Missing(Box::new(missing)));
                    details.extend(kind.map(|kind| Detail { kind, span }));
                }
                _ => {
                    let kind = self.checked(span, |builder| builder.detail(pair));
                    details.extend(kind.map(|kind| Detail { kind, span }));
                }
            }
        }
        Some(details)
    }

    fn detail(&mut self, pair: Pair<'_>) -> Option<DetailKind> {
        let rule = pair.as_rule();
        let mut parts = Parts::of(pair);
        let word = parts.next()?.as_rule();
        if rule == Rule::mark {
            return mark(word).map(DetailKind::Mark);
        }
        let value = parts.next()?;
        Some(match rule {
            Rule::at_place => DetailKind::At(self.path(value)?),
            Rule::is_value => DetailKind::Is(self.value(value)?),
            Rule::done_by => DetailKind::By(self.name_or_text(value)?),
            Rule::on_day => DetailKind::On(self.date(value)?),
            Rule::starts => DetailKind::From(self.date(value)?),
            Rule::ends => DetailKind::To(self.date(value)?),
            Rule::during => DetailKind::During(self.period(&value)?),
            Rule::persons_named => match value.as_rule() {
                Rule::vacant_kw => DetailKind::Mark(Mark::Vacant),
                Rule::unknown_kw => DetailKind::Mark(Mark::UnknownPersons),
                _ => DetailKind::Named(Aspect::Person, self.several(value)?),
            },
            Rule::aspect => DetailKind::Named(aspect(word)?, self.several(value)?),
            Rule::actor_named => DetailKind::Actor(self.value(value)?),
            Rule::role_played => DetailKind::Role(match value.as_rule() {
                Rule::actor_type_kw => HolderPart::Actor,
                Rule::lead_kw => HolderPart::Lead,
                Rule::participant_kw => HolderPart::Participant,
                _ => HolderPart::Joint,
            }),
            Rule::distance => DetailKind::Distance(self.count(&value)?),
            Rule::measured_as if word == Rule::actual_kw => DetailKind::Actual(self.value(value)?),
            Rule::measured_as => DetailKind::Bound(self.value(value)?),
            Rule::document_named => DetailKind::Document(self.text(value)?),
            Rule::facts_note => DetailKind::Note(self.text(value)?),
            Rule::facts_origin => DetailKind::Source(self.text(value)?),
            _ => {
                parts.skip(Rule::take_kw);
                DetailKind::Reading(Reading {
                    interpretation: self.name(value)?,
                    choice: self.name(parts.next()?)?,
                })
            }
        })
    }

    fn several(&mut self, pair: Pair<'_>) -> Option<Vec<crate::syntax::ast::Name>> {
        pair.into_inner()
            .filter(|part| part.as_rule() == Rule::name)
            .map(|name| self.name(name))
            .collect()
    }
}

fn aspect(word: Rule) -> Option<Aspect> {
    Some(match word {
        Rule::pursued_kind_kw => Aspect::Pursued,
        Rule::borne_kind_kw => Aspect::Borne,
        Rule::duty_kw => Aspect::Duty,
        Rule::organ_kw => Aspect::Organ,
        Rule::office_kw => Aspect::Office,
        Rule::act_kw => Aspect::Act,
        Rule::matter_kw => Aspect::Matter,
        Rule::trigger_kw => Aspect::Trigger,
        Rule::metric_kw => Aspect::Metric,
        Rule::target_kw => Aspect::Target,
        Rule::record_kw => Aspect::Record,
        Rule::prohibition_kw => Aspect::Prohibition,
        Rule::report_kw => Aspect::Report,
        Rule::class_kw => Aspect::Class,
        Rule::titles_kw => Aspect::Title,
        Rule::with_kw => Aspect::With,
        _ => return None,
    })
}

fn mark(word: Rule) -> Option<Mark> {
    Some(match word {
        Rule::fired_kw => Mark::Fired,
        Rule::not_fired_kw => Mark::NotFired,
        Rule::reached_kw => Mark::Met,
        Rule::failed_kw => Mark::Breached,
        Rule::kept_kw => Mark::Respected,
        Rule::infringed_kw => Mark::Violated,
        Rule::not_due_kw => Mark::NotDue,
        Rule::not_applicable_kw => Mark::NotApplicable,
        Rule::unmeasured_kw => Mark::Unmeasured,
        Rule::undetermined_kw => Mark::Undetermined,
        Rule::awaiting_kw => Mark::Awaiting,
        Rule::established_kw => Mark::Established,
        Rule::presumed_true_kw => Mark::Presumed,
        Rule::rebutted_kw => Mark::Rebutted,
        Rule::eligible_kw => Mark::Eligible,
        Rule::declined_kw => Mark::Declined,
        Rule::after_as_of_kw => Mark::AfterAsOf,
        Rule::outside_period_kw => Mark::OutsidePeriod,
        Rule::before_effect_kw => Mark::BeforeEffect,
        Rule::after_expiry_kw => Mark::AfterExpiry,
        Rule::silent_kw => Mark::Silent,
        Rule::not_pursued_kw => Mark::NotPursued,
        Rule::no_duty_kw => Mark::NoDuty,
        Rule::scope_doubt_kw => Mark::ScopeDoubt,
        Rule::shall_kw => Mark::Shall,
        Rule::may_kw => Mark::May,
        _ => return None,
    })
}

fn missing_kind(word: Rule) -> MissingKind {
    match word {
        Rule::metric_kw => MissingKind::Metric,
        Rule::plan_kw => MissingKind::Plan,
        Rule::record_kw => MissingKind::Records,
        Rule::level_kw => MissingKind::Units,
        Rule::field_kw => MissingKind::Field,
        Rule::determined_kw => MissingKind::Determination,
        Rule::made_kw => MissingKind::Reports,
        Rule::discharge_kw => MissingKind::Discharges,
        Rule::actor_type_kw => MissingKind::Actor,
        _ => MissingKind::Unformed,
    }
}
