//! Offices of organs.

use super::items::is_given;
use super::{Builder, Parts};
use crate::syntax::ast::{Given, Office, OfficeProp, OfficePropKind};
use crate::syntax::grammar::{Pair, Rule};

impl Builder<'_> {
    /// An office with the properties of its block.
    pub(super) fn office(&mut self, pair: Pair<'_>) -> Option<Office> {
        let mut parts = Parts::of(pair);
        parts.skip(Rule::office_kw);
        let name = self.name(parts.next()?)?;
        let mut props = Vec::new();
        self.office_props(&mut parts, &mut Vec::new(), &mut props);
        Some(Office { name, props })
    }

    fn office_props(
        &mut self,
        parts: &mut Parts<'_>,
        given: &mut Vec<Given>,
        props: &mut Vec<OfficeProp>,
    ) {
        while let Some(pair) = parts.next() {
            let span = self.span(&pair);
            if is_given(pair.as_rule()) {
                let mut inner = Parts::of(pair);
                let Some(head) = self.block_head(&mut inner, given.len()) else {
                    continue;
                };
                given.push(head);
                self.office_props(&mut inner, given, props);
                given.pop();
            } else if let Some(kind) = self.checked(span, |builder| builder.office_prop(pair)) {
                props.push(OfficeProp {
                    given: given.clone(),
                    kind,
                    span,
                });
            }
        }
    }

    fn office_prop(&mut self, pair: Pair<'_>) -> Option<OfficePropKind> {
        Some(match pair.as_rule() {
            Rule::cite => OfficePropKind::Cite(self.citations(pair)?),
            Rule::office_titles => OfficePropKind::Titles(self.names(pair.into_inner().last()?)?),
            Rule::answers => OfficePropKind::Answers(self.names(pair.into_inner().last()?)?),
            _ => return None,
        })
    }
}
