//! Triggers: what fired them and what is open, when, where and about what.

use super::Judge;
use super::actor::Actor;
use super::book::{FieldOf, Sort as Decls, name_of};
use super::days::{Day, Length, after};
use super::expr::{Element, Here};
use super::many::applies;
use super::value::{Known, Needs, Three, Value, only_determinations};
use crate::syntax::ast::{
    Branch, Decl, DeclKind, Domain, Expr, ExprKind, Name, PropKind, Quantifier, Within,
};

/// What fired a trigger.
#[derive(Debug, Clone)]
pub(super) struct Cause {
    pub(super) here: Here,
    pub(super) element: Element,
    pub(super) act: String,
    pub(super) unit: Option<usize>,
    pub(super) matters: Vec<String>,
    /// The record could say what it is about, and does not.
    pub(super) is_matter_open: bool,
    /// The first and last day, where the facts tell.
    pub(super) days: Option<(Day, Day)>,
    pub(super) actor: Option<Actor>,
    /// The record could say who acted, and does not.
    pub(super) is_actor_open: bool,
}

/// What a trigger or commendation finds.
#[derive(Default)]
pub(super) struct Found {
    pub(super) causes: Vec<Cause>,
    /// What is missing of each element that is not decided.
    pub(super) open: Vec<Needs>,
}

impl Judge<'_> {
    pub(super) fn causes(&self, decl: &Decl) -> Found {
        let mut found = Found::default();
        let mut gaps = Vec::new();
        for prop in &decl.props {
            if let PropKind::Branch(branch) = &prop.kind {
                self.branch(decl, branch, &mut found, &mut gaps);
            }
        }
        found.open.extend(gaps.into_iter().map(|(_, needs)| needs));
        found
    }

    fn branch(
        &self,
        decl: &Decl,
        branch: &Branch,
        found: &mut Found,
        gaps: &mut Vec<(usize, Needs)>,
    ) {
        let many = self.everything(&branch.domain);
        for (item, belongs) in many.items {
            let element = item.element.clone().unwrap();
            let conditions = [applies(decl), branch.filter.as_ref()];
            let mut parts = vec![belongs];
            parts.extend(conditions.map(|condition| self.holds(condition, &item)));
            parts.push(match &branch.condition {
                Some(condition) => self.truth(condition, &item),
                None => self.is_failure(&element),
            });
            match Three::all(parts) {
                Three::True => found.causes.push(self.cause(decl, branch, item, element)),
                Three::False => {}
                Three::Open(needs) => found.open.push(needs),
            }
        }
        // What several branches miss at one unit is missed there once.
        for gap in many.gaps {
            if !gaps.contains(&gap) {
                gaps.push(gap);
            }
        }
    }

    /// Whether an element is a cause where no condition is written.
    fn is_failure(&self, element: &Element) -> Three {
        match element {
            Element::Record(_) | Element::Unit(_) | Element::Prohibition(..) => Three::True,
            Element::Metric(..) => Three::False,
            Element::Target(..) | Element::Report(..) | Element::Duty(..) => {
                self.has_status(crate::syntax::ast::Constant::Breached, element)
            }
        }
    }

    fn cause(&self, decl: &Decl, branch: &Branch, here: Here, element: Element) -> Cause {
        let record = match &element {
            Element::Record(record) | Element::Prohibition(_, _, record) => Some(*record),
            _ => None,
        };
        let told = |role: FieldOf| record.and_then(|record| self.told(record, &role));
        let matter = match told(FieldOf::Matter) {
            Some(Known::Is(Value::Word(matter, _))) => Some(matter),
            _ => None,
        };
        let of_element = || match &element {
            Element::Target(name, _) => self.matters_of(Decls::Target, name),
            Element::Prohibition(name, ..) => self.matters_of(Decls::Prohibition, name),
            Element::Report(name, ..) => self.matters_of(Decls::Report, name),
            Element::Duty(name, _) => self.matters_of(Decls::Duty, name),
            _ => Vec::new(),
        };
        let mut matters: Vec<String> = matter.iter().cloned().collect();
        let text = |names: &[Name]| names.iter().map(|name| name.text.clone()).collect();
        for more in [of_element(), text(&branch.matters), trigger_matters(decl)] {
            if matters.is_empty() {
                matters = more;
            }
        }
        let actor = match told(FieldOf::Actor) {
            Some(Known::Is(Value::Actor(actor))) => Some(actor),
            _ => None,
        };
        let unit = match (told(FieldOf::Unit), record) {
            (Some(Known::Is(Value::Unit(unit))), _) => Some(unit),
            (_, Some(record)) => Some(self.world.records[self.world.root(self.book, record)].unit),
            (_, None) => here.unit,
        };
        Cause {
            act: self.act(&element),
            unit,
            matters,
            is_matter_open: matter.is_none() && told(FieldOf::Matter).is_some(),
            days: self.days(decl, branch, &here, &element, record),
            is_actor_open: actor.is_none() && told(FieldOf::Actor).is_some(),
            actor,
            here,
            element,
        }
    }

    pub(super) fn matters_of(&self, sort: Decls, name: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for prop in &self.book.get(sort, name).props {
            if let PropKind::Bears { matters, .. } | PropKind::Matters(matters) = &prop.kind {
                found.extend(matters.iter().map(|name| name.text.clone()));
            }
        }
        found
    }

    /// The name of an act: a record that tells of the same act as another has the other's.
    fn act(&self, element: &Element) -> String {
        let path = |unit: Option<usize>| unit.map(|unit| self.world.path(unit)).unwrap_or_default();
        match element {
            Element::Record(record) | Element::Prohibition(_, _, record) => {
                self.world.record_name(self.world.root(self.book, *record))
            }
            Element::Unit(unit) => format!("unit:{}", path(Some(*unit))),
            Element::Target(name, unit) => format!("target:{name}@{}", path(Some(*unit))),
            Element::Metric(name, unit) => format!("metric:{name}@{}", path(Some(*unit))),
            Element::Report(name, party, part) => {
                format!(
                    "report:{name}@{}:{}#{}",
                    path(party.unit),
                    party.organ,
                    part.text()
                )
            }
            Element::Duty(name, party) => {
                format!("duty:{name}@{}:{}", path(party.unit), party.organ)
            }
        }
    }

    fn days(
        &self,
        trigger: &Decl,
        branch: &Branch,
        here: &Here,
        element: &Element,
        record: Option<usize>,
    ) -> Option<(Day, Day)> {
        if let Some(record) = record {
            return match self.act_date(record) {
                Some(Known::Is(Value::Day(day))) => Some((day, day)),
                _ => None,
            };
        }
        let one = |day: Day| Some((day, day));
        match element {
            Element::Target(name, unit) => {
                let target = self.book.get(Decls::Target, name);
                let failed =
                    branch.condition.is_none() || self.target(target, *unit).word == "breached";
                one(if failed {
                    self.failed_on(target, *unit)
                } else {
                    self.last_day()
                })
            }
            Element::Report(name, _, part) => {
                let due = self.due(self.book.get(Decls::Report, name), *part);
                one(due.unwrap_or_else(|| self.last_day()))
            }
            Element::Metric(name, unit) => one(self
                .value_day(name, *unit)
                .unwrap_or_else(|| self.last_day())),
            Element::Unit(_) => {
                let mut days = Vec::new();
                let conditions = [
                    applies(trigger),
                    branch.filter.as_ref(),
                    branch.condition.as_ref(),
                ];
                for condition in conditions.into_iter().flatten() {
                    self.counted(condition, here, &mut days);
                }
                match (days.iter().min(), days.iter().max()) {
                    (Some(first), Some(last)) => Some((*first, *last)),
                    _ => one(self.last_day()),
                }
            }
            _ => one(self.last_day()),
        }
    }

    /// The days of the records that a condition counted.
    fn counted(&self, expr: &Expr, here: &Here, days: &mut Vec<Day>) {
        match &expr.kind {
            ExprKind::Or(parts) | ExprKind::And(parts) => {
                for part in parts {
                    if self.truth(part, here) == Three::True {
                        self.counted(part, here, days);
                    }
                }
            }
            ExprKind::Not(inner)
            | ExprKind::Negative(inner)
            | ExprKind::Round { value: inner, .. } => {
                self.counted(inner, here, days);
            }
            ExprKind::Compare { left, right, .. }
            | ExprKind::Bound { left, right, .. }
            | ExprKind::Failing(left, right) => {
                self.counted(left, here, days);
                self.counted(right, here, days);
            }
            ExprKind::Sum(first, rest) => {
                self.counted(first, here, days);
                rest.iter()
                    .for_each(|(_, term)| self.counted(term, here, days));
            }
            ExprKind::Product(first, rest) => {
                self.counted(first, here, days);
                rest.iter()
                    .for_each(|(_, factor)| self.counted(factor, here, days));
            }
            ExprKind::EachYearBefore { years, condition } => {
                for years in 1..=*years {
                    let here = Here {
                        period: here.period.years_before(years),
                        is_past: true,
                        ..here.clone()
                    };
                    self.counted(condition, &here, days);
                }
            }
            ExprKind::Quantified {
                quantifier,
                domain,
                filter,
                satisfy,
                within,
            } => {
                let conditions = [filter.as_deref(), satisfy.as_deref()];
                let found = self.counted_many(domain, conditions, here);
                match within {
                    Some(within) => days.extend(close_together(&found, *within, *quantifier)),
                    None => days.extend(found),
                }
            }
            ExprKind::Aggregate { domain, filter, .. } => {
                for (item, belongs) in self.seen(domain, here).items {
                    let counts = belongs.and(self.holds(filter.as_deref(), &item));
                    if let (Three::True, Some(record)) = (counts, item.record)
                        && let Some(Known::Is(Value::Day(day))) = self.act_date(record)
                    {
                        days.push(day);
                    }
                }
            }
            ExprKind::Name(name) if name.of.is_none() => {
                if let Some(value) = self.definition(&name.name.text, here) {
                    self.counted(value, here, days);
                }
            }
            _ => {}
        }
    }

    fn definition(&self, name: &str, here: &Here) -> Option<&Expr> {
        if self.is_metric_here(name, here) {
            return None;
        }
        self.book
            .all(Decls::Definition)
            .find_map(|decl| match &decl.kind {
                DeclKind::Definition { context, value } if name_of(decl) == name => {
                    let context = context.as_ref().map(|name| name.text.as_str());
                    self.fits(context, here).then_some(value)
                }
                _ => None,
            })
    }

    fn counted_many(
        &self,
        domain: &Domain,
        conditions: [Option<&Expr>; 2],
        here: &Here,
    ) -> Vec<Day> {
        let mut days = Vec::new();
        for (item, belongs) in self.seen(domain, here).items {
            let [filter, satisfy] = conditions.map(|condition| self.holds(condition, &item));
            if Three::all([belongs, filter, satisfy]) != Three::True {
                continue;
            }
            match item.record {
                Some(record) => {
                    if let Some(Known::Is(Value::Day(day))) = self.act_date(record) {
                        days.push(day);
                    }
                }
                // What was counted of a unit counts with the unit.
                None => conditions
                    .into_iter()
                    .flatten()
                    .for_each(|condition| self.counted(condition, &item, &mut days)),
            }
        }
        days
    }

    /// The lines of a trigger, with its causes and how many elements are open.
    pub(super) fn trigger_status(&self, found: &Found) -> &'static str {
        let awaits = |needs: &Needs| only_determinations(needs);
        if !found.causes.is_empty() {
            "fired"
        } else if found.open.is_empty() {
            "not-fired"
        } else if found.open.iter().all(awaits) {
            "awaiting-determination"
        } else {
            "undetermined"
        }
    }
}

/// The days that stand within so long a time with as many as are asked for.
fn close_together(days: &[Day], within: Within, quantifier: Quantifier) -> Vec<Day> {
    let asked = match quantifier {
        Quantifier::AtLeast(n) | Quantifier::Exactly(n) => n as usize,
        _ => 1,
    };
    let length = Length {
        months: within.duration.months.into(),
        days: within.duration.days.into(),
    };
    let mut kept = Vec::new();
    for first in days {
        let end = after(*first, length);
        let inside = days.iter().filter(|day| *first <= **day && **day < end);
        let inside: Vec<Day> = inside.copied().collect();
        if inside.len() >= asked {
            kept.extend(inside);
        }
    }
    kept
}

fn trigger_matters(decl: &Decl) -> Vec<String> {
    match &decl.kind {
        DeclKind::Trigger { matters, .. } => matters.iter().map(|name| name.text.clone()).collect(),
        _ => Vec::new(),
    }
}
