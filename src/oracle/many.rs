//! Of many: what a domain holds, quantifiers and aggregates, when some elements are not known.

use super::Judge;
use super::book::{FieldOf, Sort as Decls, levels, name_of, names};
use super::days::{Day, Length, before};
use super::expr::{Element, Here};
use super::value::{Known, Needs, Three, Value, fact};
use crate::syntax::ast::{Decl, Domain, DomainKind, Expr, Name, PropKind, Role, Window};

/// What a domain holds.
#[derive(Default)]
pub(super) struct Many {
    /// Each with whether it belongs there at all.
    pub(super) items: Vec<(Here, Three)>,
    /// What must be known before there could be no others, and of which unit.
    pub(super) gaps: Vec<(usize, Needs)>,
}

impl Judge<'_> {
    /// What a domain holds as seen from somewhere.
    pub(super) fn seen(&self, domain: &Domain, here: &Here) -> Many {
        let unit = here.unit.unwrap();
        let subordinate = domain.subordinate || self.is_level(domain);
        let units = if subordinate {
            self.world.inside(unit)
        } else {
            vec![unit]
        };
        self.within(domain, &units, here, false, subordinate)
    }

    /// What a branch ranges over in all the facts.
    pub(super) fn everything(&self, domain: &Domain) -> Many {
        let all: Vec<usize> = (0..self.world.units.len()).collect();
        self.within(domain, &all, &self.nowhere(), true, true)
    }

    pub(super) fn nowhere(&self) -> Here {
        Here {
            unit: None,
            record: None,
            element: None,
            target: None,
            period: self.world.period,
            is_past: false,
        }
    }

    fn is_level(&self, domain: &Domain) -> bool {
        matches!(&domain.kind, DomainKind::Named(name) if self.book.find(Decls::Level, &name.text).is_some())
    }

    fn within(
        &self,
        domain: &Domain,
        units: &[usize],
        here: &Here,
        whole: bool,
        deep: bool,
    ) -> Many {
        match &domain.kind {
            DomainKind::Named(name) if self.book.find(Decls::Level, &name.text).is_some() => {
                self.units(&name.text, units, here)
            }
            DomainKind::Named(name) => {
                let mut many = Many::default();
                let kind = self.book.get(Decls::Record, &name.text);
                self.gaps_inside(&levels(kind), units, deep, &mut many);
                self.records(&name.text, units, here, &mut many);
                for (item, belongs) in &mut many.items {
                    let record = item.record.unwrap();
                    *belongs = self.in_window(record, domain.window, here, whole);
                }
                many
            }
            DomainKind::Targets { labels, names } => self.targets(labels, names, units, here, deep),
            DomainKind::Prohibitions(names) => {
                let mut many = Many::default();
                let all: Vec<usize> = (0..self.world.units.len()).collect();
                for decl in self.chosen(Decls::Prohibition, names) {
                    self.violations(decl, &all, &self.nowhere(), true, &mut many);
                }
                // An act may concern another unit than the one that lists it.
                many.items.retain(|(item, _)| {
                    whole || item.unit.is_some_and(|unit| units.contains(&unit))
                });
                many.gaps.retain(|(unit, _)| units.contains(unit));
                many
            }
            DomainKind::Reports(names) => {
                let mut many = Many::default();
                for decl in self.chosen(Decls::Report, names) {
                    self.unknown_holders(decl, units, deep, &mut many);
                    for (party, period) in self.report_occasions(decl) {
                        if whole || party.unit.is_some_and(|unit| units.contains(&unit)) {
                            let element = Element::Report(name_of(decl), party.clone(), period);
                            many.items
                                .push((self.at(party.unit, element, here), Three::True));
                        }
                    }
                }
                many
            }
            DomainKind::Duties(names) => {
                let mut many = Many::default();
                for decl in self.chosen(Decls::Duty, names) {
                    self.unknown_holders(decl, units, deep, &mut many);
                    for party in self.holders(decl) {
                        if whole || party.unit.is_some_and(|unit| units.contains(&unit)) {
                            let element = Element::Duty(name_of(decl), party.clone());
                            many.items
                                .push((self.at(party.unit, element, here), Three::True));
                        }
                    }
                }
                many
            }
            DomainKind::Metrics(names) => {
                let mut many = Many::default();
                for name in names {
                    let at = levels(self.book.get(Decls::Metric, &name.text));
                    self.gaps_inside(&at, units, deep, &mut many);
                    for unit in self.of_levels(units, &at) {
                        let element = Element::Metric(name.text.clone(), unit);
                        many.items
                            .push((self.at(Some(unit), element, here), Three::True));
                    }
                }
                many
            }
        }
    }

    /// Units with organs that would hold, if the facts said which units there are.
    fn unknown_holders(&self, decl: &Decl, units: &[usize], deep: bool, many: &mut Many) {
        for holding in self.holdings(decl) {
            for organ in self.organs_of(&holding.share.party.organ.text) {
                let at = levels(self.book.get(Decls::Organ, &organ));
                self.gaps_inside(&at, units, deep, many);
            }
        }
    }

    /// The declarations named, or all of a sort.
    pub(super) fn chosen(&self, sort: Decls, names: &[Name]) -> Vec<&Decl> {
        if names.is_empty() {
            return self.book.all(sort).collect();
        }
        names
            .iter()
            .map(|name| self.book.get(sort, &name.text))
            .collect()
    }

    pub(super) fn at(&self, unit: Option<usize>, element: Element, here: &Here) -> Here {
        let record = match &element {
            Element::Record(record) => Some(*record),
            _ => None,
        };
        Here {
            unit,
            record,
            element: Some(element),
            ..here.clone()
        }
    }

    pub(super) fn of_levels(&self, units: &[usize], levels: &[String]) -> Vec<usize> {
        let of = |unit: &&usize| levels.contains(&self.world.units[**unit].level);
        units.iter().filter(of).copied().collect()
    }

    /// Units whose inner units are not known, where those of the levels might be.
    pub(super) fn gaps_inside(
        &self,
        levels: &[String],
        units: &[usize],
        deep: bool,
        many: &mut Many,
    ) {
        for unit in units.iter().filter(|_| deep) {
            let row = &self.world.units[*unit];
            for level in levels {
                if !row.says_inside && self.book.is_inside(level, &row.level) {
                    let gap = (*unit, fact(format!("units of {level} in unit {unit}")));
                    if !many.gaps.contains(&gap) {
                        many.gaps.push(gap);
                    }
                }
            }
        }
    }

    fn units(&self, level: &str, units: &[usize], here: &Here) -> Many {
        let mut many = Many::default();
        let level = [level.to_owned()];
        self.gaps_inside(&level, units, true, &mut many);
        for unit in self.of_levels(units, &level) {
            many.items
                .push((self.at(Some(unit), Element::Unit(unit), here), Three::True));
        }
        many
    }

    fn records(&self, kind: &str, units: &[usize], here: &Here, many: &mut Many) {
        let at = levels(self.book.get(Decls::Record, kind));
        let of_level = |level: String| self.of_levels(units, &[level]);
        for unit in at.into_iter().flat_map(of_level) {
            if self.world.units[unit].said.get(kind).is_none() {
                many.gaps
                    .push((unit, fact(format!("list {kind} of unit {unit}"))));
            }
            for (record, row) in self.world.records.iter().enumerate() {
                if row.unit == unit && row.kind == kind {
                    let item = self.at(Some(self.concerned(record)), Element::Record(record), here);
                    many.items.push((item, Three::True));
                }
            }
        }
    }

    /// The unit that a record concerns: what it says, else the one that lists it.
    fn concerned(&self, record: usize) -> usize {
        let row = &self.world.records[record];
        let told = self.book.field_with(&row.kind, &FieldOf::Unit);
        match told.map(|field| self.world.field(self.book, record, &field.name.text)) {
            Some(Known::Is(Value::Unit(unit))) => unit,
            _ => row.unit,
        }
    }

    /// The date of the act that a record tells of; none where its type has no such date.
    pub(super) fn act_date(&self, record: usize) -> Option<Known> {
        self.told(record, &FieldOf::ActDate)
    }

    /// The latest day after the day of asking that a record tells of: it does not exist yet.
    pub(super) fn not_yet(&self, record: usize) -> Option<Day> {
        let mut days = Vec::new();
        for field in self.book.fields(&self.world.records[record].kind) {
            if matches!(
                field.role,
                Some(Role::ActDate | Role::DiscoveryDate | Role::ReportDate)
            ) {
                days.push(self.world.field(self.book, record, &field.name.text));
            }
        }
        days.extend(self.act_date(record));
        let days = days.into_iter().filter_map(|day| match day {
            Known::Is(Value::Day(day)) => Some(day),
            _ => None,
        });
        days.filter(|day| *day > self.world.as_of).max()
    }

    /// Whether a record's act lies in a window. Whatever the window, a cause lies in the period.
    fn in_window(
        &self,
        record: usize,
        window: Option<Window>,
        here: &Here,
        is_cause: bool,
    ) -> Three {
        if self.not_yet(record).is_some() {
            return Three::False;
        }
        let Some(date) = self.act_date(record) else {
            return Three::True;
        };
        let date = match date {
            Known::Is(Value::Day(date)) => date,
            open => return Three::Open(open.needs()),
        };
        let as_of = self.world.as_of;
        let length = |duration: crate::calendar::Duration| Length {
            months: duration.months.into(),
            days: duration.days.into(),
        };
        let in_force = self.in_force(date);
        let in_period = here.period.holds(date) && (here.is_past || in_force);
        let looked_at = match window {
            None => in_period,
            Some(Window::AnyTime) => true,
            Some(Window::Last(last)) => before(as_of, length(last)) < date,
            Some(Window::Before(span)) => {
                let first = here.period.first;
                before(first, length(span)) <= date && date < first
            }
        };
        Three::of(looked_at && date <= as_of && (!is_cause || here.period.holds(date) && in_force))
    }

    pub(super) fn in_force(&self, date: Day) -> bool {
        let begun = self
            .book
            .effective()
            .is_none_or(|effective| effective <= date);
        begun && self.book.expires().is_none_or(|expires| date <= expires)
    }

    fn targets(
        &self,
        labels: &[Name],
        names: &[Name],
        units: &[usize],
        here: &Here,
        deep: bool,
    ) -> Many {
        let mut many = Many::default();
        for decl in self.chosen(Decls::Target, names) {
            let own = super::book::names(decl, |kind| match kind {
                PropKind::Labels(labels) => Some(labels),
                _ => None,
            });
            if !labels.is_empty() && !labels.iter().any(|label| own.contains(&label.text)) {
                continue;
            }
            let level = [ranging(decl).0];
            self.gaps_inside(&level, units, deep, &mut many);
            for unit in self.of_levels(units, &level) {
                let element = Element::Target(name_of(decl), unit);
                let item = self.at(Some(unit), element, here);
                many.items.push((item, Three::True));
            }
        }
        many
    }

    /// The acts told of that a prohibition forbids.
    pub(super) fn violations(
        &self,
        decl: &Decl,
        units: &[usize],
        here: &Here,
        deep: bool,
        many: &mut Many,
    ) {
        let mut found = Many::default();
        let (kind, field, filter) = decl
            .props
            .iter()
            .find_map(|prop| match &prop.kind {
                PropKind::FoundIn {
                    record,
                    field,
                    filter,
                } => Some((record, field, filter.as_deref())),
                _ => None,
            })
            .unwrap();
        let acts = names(decl, |kind| match kind {
            PropKind::Acts(acts) => Some(acts),
            _ => None,
        });
        self.gaps_inside(
            &levels(self.book.get(Decls::Record, &kind.text)),
            units,
            deep,
            &mut found,
        );
        many.gaps.append(&mut found.gaps);
        self.records(&kind.text, units, here, &mut found);
        let applies = |unit: Option<usize>| {
            let at_unit = Here {
                unit,
                ..self.nowhere()
            };
            self.holds(applies(decl), &at_unit)
        };
        // Where it does not apply, no list could hold what it forbids.
        found
            .gaps
            .retain(|(unit, _)| applies(Some(*unit)) != Three::False);
        many.gaps.extend(found.gaps);
        for (item, _) in found.items {
            let record = item.record.unwrap();
            let act = match self.world.field(self.book, record, &field.text) {
                Known::Is(Value::Word(act, _)) => Three::of(acts.contains(&act)),
                open => Three::Open(open.needs()),
            };
            let listed_at = self.world.records[record].unit;
            let forbidden = Three::all([
                applies(Some(listed_at)),
                self.in_window(record, None, here, true),
                act,
                self.holds(filter, &item),
            ]);
            let element = Element::Prohibition(name_of(decl), listed_at, record);
            let item = Here {
                record: None,
                element: Some(element),
                ..item
            };
            many.items.push((item, forbidden));
        }
    }
}

/// The level at which a target is measured, and of which units.
pub(super) fn ranging(decl: &Decl) -> (String, Option<&Expr>) {
    let found = decl.props.iter().find_map(|prop| match &prop.kind {
        PropKind::Ranging { level, filter } => Some((level.text.clone(), filter.as_deref())),
        _ => None,
    });
    found.unwrap()
}

/// When a declaration applies.
pub(super) fn applies(decl: &Decl) -> Option<&Expr> {
    decl.props.iter().find_map(|prop| match &prop.kind {
        PropKind::Applies(condition) => Some(condition),
        _ => None,
    })
}
