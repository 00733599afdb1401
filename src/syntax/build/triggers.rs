//! Branches of triggers, and the consequences that follow.

use super::{Builder, Parts};
use crate::syntax::ast::{Branch, Gate, PropKind};
use crate::syntax::grammar::{Pair, Rule};

impl Builder<'_> {
    /// Properties of triggers, consequences and commendations.
    pub(super) fn consequence_prop(&mut self, pair: Pair<'_>) -> Option<PropKind> {
        let rule = pair.as_rule();
        let mut parts = Parts::of(pair);
        match rule {
            Rule::branch => self.branch(&mut parts),
            Rule::pursue => self.pursue(&mut parts),
            Rule::modality => Some(PropKind::Modality {
                may: parts.peek()? == Rule::may_kw,
            }),
            Rule::gate => self.gate(&mut parts),
            Rule::actor_answers => {
                let kinds = self.names(parts.last()?)?;
                Some(PropKind::ActorAnswers(kinds))
            }
            Rule::commended => {
                let whom = parts.last()?;
                let organs = match whom.as_rule() {
                    Rule::name_list => Some(self.names(whom)?),
                    _ => None,
                };
                Some(PropKind::Commends(organs))
            }
            _ => None,
        }
    }

    fn branch(&mut self, parts: &mut Parts<'_>) -> Option<PropKind> {
        parts.skip(Rule::for_each_kw);
        let domain = self.domain(parts.next()?)?;
        let filter = self.filter(parts)?;
        let condition = self.expr_after(parts, Rule::if_kw)?;
        let matters = match parts.skip(Rule::on_kw) {
            true => self.names(parts.next()?)?,
            false => Vec::new(),
        };
        Some(PropKind::Branch(Box::new(Branch {
            domain,
            filter,
            condition,
            matters,
        })))
    }

    fn pursue(&mut self, parts: &mut Parts<'_>) -> Option<PropKind> {
        let before = parts.skip(Rule::level_by_level_kw);
        parts.skip(Rule::pursue_kw);
        let kinds = self.names(parts.next()?)?;
        let after = parts.skip(Rule::level_by_level_kw);
        Some(PropKind::Pursue {
            kinds,
            level_by_level: before || after,
        })
    }

    fn gate(&mut self, parts: &mut Parts<'_>) -> Option<PropKind> {
        parts.skip(Rule::gate_kw);
        let gate = match parts.next()?.as_rule() {
            Rule::presumed_kw => Gate::Presumed,
            Rule::determined_kw => Gate::Determined(self.name(parts.next()?)?),
            _ => Gate::When(self.expr(parts.next()?)?),
        };
        Some(PropKind::Gate(gate))
    }
}
