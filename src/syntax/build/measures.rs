//! Types, fields, ranges, and what targets and prohibitions measure.

use super::lexical::unit_text;
use super::{Builder, Parts};
use crate::syntax::ast::{
    AppliesTo, Expr, Field, Frequency, PropKind, Quantity, Role, TypeRef, TypeRefKind,
};
use crate::syntax::grammar::{Pair, Rule};

impl Builder<'_> {
    /// Properties that hold a type or a range of values.
    pub(super) fn typed_prop(&mut self, pair: Pair<'_>) -> Option<PropKind> {
        let rule = pair.as_rule();
        let mut parts = Parts::of(pair);
        if rule == Rule::field {
            return Some(PropKind::Field(Box::new(self.field(&mut parts)?)));
        }
        parts.next()?;
        let value = parts.next()?;
        Some(match rule {
            Rule::typed => PropKind::Typed(self.type_ref(value)?),
            Rule::yields => PropKind::Yields(self.type_ref(value)?),
            Rule::range => {
                let low = Box::new(self.signed(value)?);
                let high = match parts.take(Rule::range_to_kw).and_then(|_| parts.next()) {
                    Some(high) => Some(Box::new(self.signed(high)?)),
                    None => None,
                };
                PropKind::Range { low, high }
            }
            Rule::plan => {
                let document = self.text(value)?;
                let typed = match parts.take(Rule::measured_kw).and_then(|_| parts.next()) {
                    Some(typed) => Some(Box::new(self.type_ref(typed)?)),
                    None => None,
                };
                PropKind::Plan { document, typed }
            }
            Rule::applies_to if value.as_rule() == Rule::duty_kw => {
                PropKind::AppliesTo(AppliesTo::Duty)
            }
            Rule::applies_to => PropKind::AppliesTo(AppliesTo::Names(self.names(value)?)),
            _ => return None,
        })
    }

    fn type_ref(&mut self, pair: Pair<'_>) -> Option<TypeRef> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let first = parts.next()?;
        let kind = match first.as_rule() {
            Rule::truth_type_kw => TypeRefKind::Truth,
            Rule::date_type_kw => TypeRefKind::Date,
            Rule::text_type_kw => TypeRefKind::Text,
            Rule::number_type_kw => TypeRefKind::Number,
            Rule::actor_type_kw => TypeRefKind::Actor,
            Rule::matter_kw => TypeRefKind::Matter,
            Rule::unit_type_kw => TypeRefKind::Unit,
            Rule::record_kw => TypeRefKind::Record,
            Rule::name_list => TypeRefKind::Values(self.names(first)?),
            Rule::name => TypeRefKind::Named(self.name(first)?.text),
            _ => {
                let unit = unit_text(first.as_str());
                match parts.next() {
                    Some(per) => TypeRefKind::Per(unit, unit_text(per.as_str())),
                    None => TypeRefKind::Named(unit),
                }
            }
        };
        Some(TypeRef { kind, span })
    }

    fn field(&mut self, parts: &mut Parts<'_>) -> Option<Field> {
        parts.skip(Rule::field_kw);
        let name = self.name(parts.next()?)?;
        let typed = self.type_ref(parts.next()?)?;
        let role = match parts.take(Rule::as_kw).and_then(|_| parts.next()) {
            Some(role) => Some(role_of(Parts::of(role).peek()?)),
            None => None,
        };
        let range = match parts.take(Rule::range_kw).and_then(|_| parts.next()) {
            Some(low) => Some(self.both_ends(low, parts)?),
            None => None,
        };
        Some(Field {
            name,
            typed,
            role,
            range,
        })
    }

    fn both_ends(&mut self, low: Pair<'_>, parts: &mut Parts<'_>) -> Option<(Quantity, Quantity)> {
        let low = self.signed(low)?;
        parts.skip(Rule::range_to_kw);
        let high = self.signed(parts.next()?)?;
        Some((low, high))
    }

    /// What a target or prohibition looks at, and how often a report is owed.
    pub(super) fn target_prop(&mut self, pair: Pair<'_>) -> Option<PropKind> {
        let rule = pair.as_rule();
        let mut parts = Parts::of(pair);
        if rule == Rule::frequency {
            return Some(PropKind::Every(match parts.peek()? {
                Rule::every_year_kw => Frequency::Year,
                Rule::every_half_kw => Frequency::HalfYear,
                Rule::every_quarter_kw => Frequency::Quarter,
                _ => Frequency::Month,
            }));
        }
        parts.next()?;
        let name = self.name(parts.next()?)?;
        if rule == Rule::ranging {
            let filter = self.filter(&mut parts)?.map(Box::new);
            return Some(PropKind::Ranging {
                level: name,
                filter,
            });
        }
        parts.skip(Rule::by_kw);
        let field = self.name(parts.next()?)?;
        let filter = self.filter(&mut parts)?.map(Box::new);
        Some(PropKind::FoundIn {
            record: name,
            field,
            filter,
        })
    }

    /// `where` and a condition, if they are there. The outer `None` is an error.
    pub(super) fn filter(&mut self, parts: &mut Parts<'_>) -> Option<Option<Expr>> {
        self.expr_after(parts, Rule::where_kw)
    }

    /// The condition after a keyword that may be missing with it. The outer `None` is an error.
    pub(super) fn expr_after(
        &mut self,
        parts: &mut Parts<'_>,
        keyword: Rule,
    ) -> Option<Option<Expr>> {
        if parts.skip(keyword) {
            self.expr(parts.next()?).map(Some)
        } else {
            Some(None)
        }
    }
}

fn role_of(rule: Rule) -> Role {
    match rule {
        Rule::discovery_date_kw => Role::DiscoveryDate,
        Rule::report_date_kw => Role::ReportDate,
        Rule::same_act_kw => Role::SameAct,
        _ => Role::ActDate,
    }
}
