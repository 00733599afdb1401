//! What branches, quantifiers and aggregates range over, and through which window.

use super::{Builder, Parts};
use crate::diagnostic::Code;
use crate::lang;
use crate::source::Span;
use crate::syntax::ast::{Domain, DomainKind, Name, Window};
use crate::syntax::grammar::{Pair, Rule};

const TWICE: Code = Code::new("E0111");

impl Builder<'_> {
    /// A domain. Its window may stand before or after it, as either language has it, but not both.
    pub(super) fn domain(&mut self, pair: Pair<'_>) -> Option<Domain> {
        let span = self.span(&pair);
        let (mut window, mut subordinate, mut kind) = (None, false, None);
        for part in pair.into_inner() {
            let place = self.span(&part);
            match part.as_rule() {
                Rule::window => {
                    let found = self.window(part)?;
                    if window.replace(found).is_some() {
                        self.said_twice(place);
                    }
                }
                Rule::subtree_kw => subordinate = true,
                _ => kind = Some(self.domain_kind(part)?),
            }
        }
        Some(Domain {
            kind: kind?,
            subordinate,
            window,
            span,
        })
    }

    pub(super) fn said_twice(&mut self, span: Span) {
        let message = lang::Text::new("时间范围写了两次", "the span of time is given twice");
        self.error(TWICE, span, message);
    }

    fn domain_kind(&mut self, pair: Pair<'_>) -> Option<DomainKind> {
        let rule = pair.as_rule();
        if rule == Rule::name {
            return Some(DomainKind::Named(self.name(pair)?));
        }
        let mut parts = Parts::of(pair);
        parts.next()?;
        let labelled = parts.skip(Rule::label_kw);
        let names: Vec<Name> = match parts.next() {
            Some(names) => self.names(names)?,
            None => Vec::new(),
        };
        Some(match rule {
            Rule::target_domain if labelled => DomainKind::Targets {
                labels: names,
                names: Vec::new(),
            },
            Rule::target_domain => DomainKind::Targets {
                labels: Vec::new(),
                names,
            },
            Rule::prohibition_domain => DomainKind::Prohibitions(names),
            Rule::report_domain => DomainKind::Reports(names),
            Rule::duty_domain => DomainKind::Duties(names),
            Rule::metric_domain => DomainKind::Metrics(names),
            _ => return None,
        })
    }

    fn window(&mut self, pair: Pair<'_>) -> Option<Window> {
        let mut parts = Parts::of(pair);
        let word = parts.next()?.as_rule();
        if word == Rule::any_time_kw {
            return Some(Window::AnyTime);
        }
        let duration = self.duration(parts.next()?)?;
        Some(match word {
            Rule::in_last_kw => Window::Last(duration),
            _ => Window::Before(duration),
        })
    }
}
