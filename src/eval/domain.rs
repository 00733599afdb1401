//! The elements of domains: what quantifiers, aggregates and branches range over, and where the facts do not
//! say what there is.

use indexmap::IndexSet;

use super::logic::{self, Truth};
use super::machine::{Frame, ITEM, Machine};
use super::outcome::{Element, Instance, Need};
use crate::calendar::{Date, Period};
use crate::facts::{RecordIndex, UnitIndex};
use crate::ids::{LevelId, RecordTypeId};
use crate::model::{Domain, DomainKind, Window};

/// An element, the frame in which its names are read, and whether it belongs to the domain at all.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// The frame.
    pub frame: Frame,
    /// What it is.
    pub element: Element,
    /// Whether it lies in the domain's window; unknown where its date is.
    pub member: Truth,
}

/// The elements found, and what must be known before there could be others.
#[derive(Debug, Default)]
pub struct Items {
    /// Found, in order.
    pub items: Vec<Item>,
    /// Absent lists, each with the unit where it is missed.
    pub gaps: Vec<(UnitIndex, Need)>,
}

impl Machine<'_> {
    /// The elements of a domain as seen from a frame.
    pub(super) fn items(&self, domain: &Domain, frame: Frame) -> Items {
        let Some(unit) = frame.unit else {
            return Items::default();
        };
        let mut found = Items::default();
        match &domain.kind {
            DomainKind::Records(record_type, window) => {
                let row = self.model.record_types.row(*record_type);
                let levels = row.map_or(&[][..], |row| &row.levels);
                for at in self.seen_from(unit, domain.subordinate, levels, &mut found) {
                    self.records_at(at, *record_type, *window, frame.period, &mut found);
                }
            }
            DomainKind::Units(level) => {
                for at in self.seen_from(unit, true, &[*level], &mut found) {
                    found
                        .items
                        .push(self.item(Element::Unit(at), Some(at), frame.period));
                }
            }
            DomainKind::Targets(targets) => {
                for target in targets {
                    let level = self.model.targets[*target].level;
                    for at in self.seen_from(unit, domain.subordinate, &[level], &mut found) {
                        let element = Element::Target(*target, at);
                        found.items.push(self.item(element, Some(at), frame.period));
                    }
                }
            }
            DomainKind::Metrics(metrics) => {
                for metric in metrics {
                    let levels = &self.model.metrics[*metric].levels;
                    for at in self.seen_from(unit, domain.subordinate, levels, &mut found) {
                        let element = Element::Metric(*metric, at);
                        found.items.push(self.item(element, Some(at), frame.period));
                    }
                }
            }
            DomainKind::Prohibitions(_) | DomainKind::Reports(_) | DomainKind::Duties(_) => {
                let everywhere = self.everywhere(domain);
                let inside = self.facts.subtree(unit);
                let here = |item: &Item| self.lies_in(item, unit, domain.subordinate);
                found
                    .items
                    .extend(everywhere.items.into_iter().filter(here));
                let gap = |(at, _): &(UnitIndex, Need)| {
                    if domain.subordinate {
                        inside.contains(at)
                    } else {
                        *at == unit
                    }
                };
                found.gaps.extend(everywhere.gaps.into_iter().filter(gap));
            }
        }
        found
    }

    /// Whether an element lies at a unit; with those below it, in any of them.
    pub(super) fn lies_in(&self, item: &Item, unit: UnitIndex, subordinate: bool) -> bool {
        match item.frame.unit {
            Some(at) if subordinate => self.facts.subtree(unit).contains(&at),
            at => at == Some(unit),
        }
    }

    /// The elements of a branch's domain in all the facts.
    pub(super) fn everywhere(&self, domain: &Domain) -> Items {
        let mut found = Items::default();
        match &domain.kind {
            DomainKind::Records(record_type, window) => {
                self.all_records(*record_type, *window, &mut found);
                self.keep_period(&mut found);
            }
            DomainKind::Units(level) => self.at_level(*level, &mut found, Element::Unit),
            DomainKind::Targets(targets) => {
                for target in targets {
                    let level = self.model.targets[*target].level;
                    self.at_level(level, &mut found, |at| Element::Target(*target, at));
                }
            }
            DomainKind::Metrics(metrics) => {
                for metric in metrics {
                    for level in &self.model.metrics[*metric].levels {
                        self.at_level(*level, &mut found, |at| Element::Metric(*metric, at));
                    }
                }
            }
            DomainKind::Prohibitions(prohibitions) => {
                for prohibition in prohibitions {
                    self.prohibited_acts(*prohibition, &mut found);
                }
            }
            DomainKind::Reports(reports) => {
                for report in reports {
                    self.unknown_holders(&self.model.reports[*report].holders, &mut found);
                    for (holder, period) in self.report_occasions(*report) {
                        let element = Element::Report(*report, holder, period);
                        found
                            .items
                            .push(self.item(element, holder.unit, self.facts.period));
                    }
                }
            }
            DomainKind::Duties(duties) => {
                for duty in duties {
                    self.unknown_holders(&self.model.duties[*duty].holders, &mut found);
                    for holder in self.holders_of(&self.model.duties[*duty].holders) {
                        if !self.charge(ITEM) {
                            break;
                        }
                        let element = Element::Duty(*duty, holder);
                        found
                            .items
                            .push(self.item(element, holder.unit, self.facts.period));
                    }
                }
            }
        }
        found
    }

    /// An element of a branch's domain by itself; `None` if it does not belong there.
    pub(super) fn item_of(&self, domain: &Domain, element: Element) -> Option<Item> {
        let period = self.facts.period;
        let unit = match element {
            Element::Record(record) => {
                let DomainKind::Records(_, window) = &domain.kind else {
                    return None;
                };
                let member = logic::both(self.in_window(record, *window, period), || {
                    self.in_window(record, Window::Period, period)
                });
                let item = self.record_item(element, record, member);
                return (member != Some(false)).then_some(item);
            }
            Element::Prohibition(prohibition, unit, record) => {
                let member = self.is_prohibited(prohibition, unit, record);
                let item = self.record_item(element, record, member);
                return (member != Some(false)).then_some(item);
            }
            Element::Report(_, holder, _) | Element::Duty(_, holder) => holder.unit,
            Element::Target(_, unit) | Element::Metric(_, unit) | Element::Unit(unit) => Some(unit),
        };
        Some(self.item(element, unit, period))
    }

    /// Units with organs that would hold, if the facts said which units there are.
    fn unknown_holders(&self, holders: &[crate::model::Holding], found: &mut Items) {
        let mut known: IndexSet<(UnitIndex, Need)> = found.gaps.drain(..).collect();
        for organ in self.organs_holding(holders) {
            for level in &self.model.organs[organ].levels {
                let gaps = self.gaps(*level, None).into_iter();
                known.extend(gaps.map(|at| (at, Need::Units(at, *level))));
            }
        }
        found.gaps = known.into_iter().collect();
    }

    /// Every instance of the organs that hold; classes stand for their members.
    pub(super) fn holders_of(&self, holders: &[crate::model::Holding]) -> Vec<Instance> {
        let mut instances: Vec<Instance> = Vec::new();
        for organ in self.organs_holding(holders) {
            let row = &self.model.organs[organ];
            if row.levels.is_empty() {
                instances.push(Instance { organ, unit: None });
            }
            for level in &row.levels {
                let at = self.units_of(*level).iter();
                instances.extend(at.map(|unit| Instance {
                    organ,
                    unit: Some(*unit),
                }));
            }
        }
        let mut seen = IndexSet::with_capacity(instances.len());
        instances.retain(|instance| seen.insert(*instance));
        instances
    }

    fn organs_holding(&self, holders: &[crate::model::Holding]) -> Vec<crate::ids::OrganId> {
        use crate::model::Party;
        let mut organs = Vec::new();
        for holding in holders {
            match holding.party {
                Party::Organ(organ) | Party::Office(organ, _) => organs.push(organ),
                Party::Class(class) => organs.extend(&self.model.classes[class].members),
            }
        }
        organs
    }

    /// Whether a record lies in a window, by its act's date.
    pub(super) fn in_window(&self, record: RecordIndex, window: Window, period: Period) -> Truth {
        if self.not_yet(record).is_some() {
            return Some(false);
        }
        if !self.is_dated(record) {
            return Some(true);
        }
        let date = self.act_date(record)?;
        let as_of = self.facts.as_of;
        Some(match window {
            Window::Period => period.contains(date) && self.in_force(date, period),
            Window::AnyTime => true,
            Window::Last(length) => as_of.minus(length).is_none_or(|start| date > start),
            Window::Before(length) => {
                date < period.start && period.start.minus(length).is_none_or(|start| date >= start)
            }
        })
    }

    /// Whether the regulation was in force; earlier periods are counted all the same.
    fn in_force(&self, date: Date, period: Period) -> bool {
        let regulation = &self.model.regulation;
        period != self.facts.period
            || (regulation.effective.is_none_or(|day| date >= day)
                && regulation.expires.is_none_or(|day| date <= day))
    }

    /// An element in its frame.
    pub(super) fn item(&self, element: Element, unit: Option<UnitIndex>, period: Period) -> Item {
        let record = match element {
            Element::Record(record) | Element::Prohibition(_, _, record) => Some(record),
            _ => None,
        };
        let named = match element {
            Element::Record(_) | Element::Unit(_) => None,
            other => Some(other),
        };
        let frame = Frame {
            unit,
            record,
            element: named,
            period,
        };
        Item {
            frame,
            element,
            member: Some(true),
        }
    }

    /// An element that is a record, or an act told by one.
    pub(super) fn record_item(&self, element: Element, record: RecordIndex, member: Truth) -> Item {
        let unit = self.facts.record(record).map(|row| row.unit);
        Item {
            member,
            ..self.item(element, unit, self.facts.period)
        }
    }

    fn at_level(&self, level: LevelId, found: &mut Items, make: impl Fn(UnitIndex) -> Element) {
        for at in self.units_of(level) {
            if !self.charge(ITEM) {
                return;
            }
            found
                .items
                .push(self.item(make(*at), Some(*at), self.facts.period));
        }
        for at in self.gaps(level, None) {
            found.gaps.push((at, Need::Units(at, level)));
        }
    }

    fn all_records(&self, record_type: RecordTypeId, window: Window, found: &mut Items) {
        for level in &self.model.record_types[record_type].levels {
            for at in self.units_of(*level) {
                if self.exhausted() {
                    return;
                }
                self.records_at(*at, record_type, window, self.facts.period, found);
            }
            for at in self.gaps(*level, None) {
                found.gaps.push((at, Need::Units(at, *level)));
            }
        }
    }

    /// Whatever window a branch looks through, what lies outside the period or the regulation's force causes
    /// nothing.
    fn keep_period(&self, found: &mut Items) {
        found.items.retain_mut(|item| {
            if let Element::Record(record) = item.element {
                let now = || self.in_window(record, Window::Period, self.facts.period);
                item.member = logic::both(item.member, now);
            }
            item.member != Some(false)
        });
    }

    fn records_at(
        &self,
        unit: UnitIndex,
        record_type: RecordTypeId,
        window: Window,
        period: Period,
        found: &mut Items,
    ) {
        let Some(row) = self.facts.unit(unit) else {
            return;
        };
        let slot = self
            .program
            .layout
            .level(row.level)
            .and_then(|level| level.list(record_type));
        let Some(slot) = slot else { return };
        let Some(list) = self.facts.list(row, slot) else {
            found.gaps.push((unit, Need::List(unit, record_type)));
            return;
        };
        for record in list {
            if !self.charge(1) {
                return;
            }
            let member = self.in_window(record, window, period);
            if member != Some(false) {
                let mut item = self.record_item(Element::Record(record), record, member);
                item.frame.period = period;
                found.items.push(item);
            }
        }
    }

    /// The units of these levels that a domain sees: the unit itself, or also those inside it.
    pub(super) fn seen_from(
        &self,
        unit: UnitIndex,
        inside: bool,
        levels: &[LevelId],
        found: &mut Items,
    ) -> Vec<UnitIndex> {
        let is = |at: UnitIndex| {
            self.facts
                .unit(at)
                .is_some_and(|row| levels.contains(&row.level))
        };
        if !inside {
            return if is(unit) { vec![unit] } else { Vec::new() };
        }
        for level in levels {
            for at in self.gaps(*level, Some(unit)) {
                found.gaps.push((at, Need::Units(at, *level)));
            }
        }
        let inside = self.facts.subtree(unit).filter(|at| is(*at));
        inside.take_while(|_| self.charge(1)).collect()
    }
}
