//! Facts of a scenario laid over those of its backgrounds.
//!
//! A value replaces the value before it; a list of records written at a unit is the whole list there; a person, or
//! a determination of the same thing, replaces the one before; discharges and reports made are added.

use indexmap::IndexMap;

use super::places::{unclear_unit, unknown_key, unknown_unit};
use crate::calendar::{Date, Period};
use crate::diagnostic::Diagnostic;
use crate::model::{BackgroundId, Model};
use crate::source::Span;
use crate::syntax::ast::{Aspect, Detail, DetailKind, Fact, FactKind, FactList, Name, ValueKind};

/// The facts of a scenario.
#[derive(Debug, Clone, Default)]
pub(super) struct Given<'m> {
    pub(super) as_of: Option<Date>,
    pub(super) period: Option<Period>,
    pub(super) notes: Vec<&'m Fact>,
    pub(super) units: Option<Vec<Unit<'m>>>,
    pub(super) persons: Option<Vec<Entry<'m>>>,
    pub(super) determinations: Option<Vec<Entry<'m>>>,
    pub(super) discharges: Option<Vec<Entry<'m>>>,
    pub(super) reports: Option<Vec<Entry<'m>>>,
}

/// A unit with what is given of it.
#[derive(Debug, Clone)]
pub(super) struct Unit<'m> {
    pub(super) level: &'m str,
    pub(super) name: &'m str,
    pub(super) span: Span,
    pub(super) values: IndexMap<&'m str, &'m Fact>,
    pub(super) plans: IndexMap<&'m str, &'m Fact>,
    pub(super) earlier: IndexMap<Period, IndexMap<&'m str, &'m Fact>>,
    pub(super) lists: IndexMap<&'m str, Records<'m>>,
    pub(super) units: Option<Vec<Unit<'m>>>,
    pub(super) notes: Vec<&'m Fact>,
}

/// The records of one type at a unit.
#[derive(Debug, Clone)]
pub(super) struct Records<'m> {
    layer: usize,
    pub(super) span: Span,
    pub(super) records: Vec<&'m Fact>,
}

/// An entry of a list of the facts.
#[derive(Debug, Clone)]
pub(super) struct Entry<'m> {
    layer: usize,
    pub(super) name: &'m Name,
    pub(super) details: &'m [Detail],
    pub(super) span: Span,
}

/// Lays facts over one another.
pub(super) struct Layers<'m> {
    model: &'m Model,
    layer: usize,
    pub(super) given: Given<'m>,
    pub(super) faults: Vec<Diagnostic>,
}

impl<'m> Layers<'m> {
    /// The facts of a background and those that it starts from.
    pub(super) fn of_background(model: &'m Model, background: Option<BackgroundId>) -> Self {
        let mut chain = Vec::new();
        let mut next = background.and_then(|id| model.backgrounds.row(id));
        // INVARIANT: a policy with a circle of backgrounds does not compile.
        while let Some(background) = next {
            chain.push(background);
            next = background.upon.and_then(|id| model.backgrounds.row(id));
        }
        let mut layers = Self {
            model,
            layer: 0,
            given: Given::default(),
            faults: Vec::new(),
        };
        for background in chain.iter().rev() {
            layers.lay(&background.facts);
        }
        layers
    }

    /// Facts laid before, to lay others over them.
    pub(super) fn over(model: &'m Model, given: Given<'m>, faults: Vec<Diagnostic>) -> Self {
        Self {
            model,
            // No chain of backgrounds is that long.
            layer: usize::MAX - 1,
            given,
            faults,
        }
    }

    /// Lays more facts over them.
    pub(super) fn lay(&mut self, facts: &'m [Fact]) {
        self.layer += 1;
        forget_notes(&mut self.given.notes, facts);
        for fact in facts {
            match &fact.kind {
                FactKind::AsOf(day) => self.given.as_of = Some(day.date),
                FactKind::Period(period) => self.given.period = Some(*period),
                FactKind::Note(_) | FactKind::Source(_) => self.given.notes.push(fact),
                FactKind::Absent { list, known } => {
                    if let Some(list) = self.list(*list) {
                        *list = known.then(Vec::new);
                    }
                }
                FactKind::Entry {
                    list,
                    name,
                    details,
                } => self.entry(*list, name, details, fact.span),
                FactKind::Block { .. } => self.outer_block(fact),
                FactKind::Plan { .. } | FactKind::Earlier { .. } | FactKind::Value { .. } => {}
            }
        }
    }

    fn list(&mut self, list: FactList) -> Option<&mut Option<Vec<Entry<'m>>>> {
        let given = &mut self.given;
        match list {
            FactList::Persons => Some(&mut given.persons),
            FactList::Determinations => Some(&mut given.determinations),
            FactList::Discharges => Some(&mut given.discharges),
            FactList::Reports => Some(&mut given.reports),
            FactList::Units => None,
        }
    }

    fn entry(&mut self, list: FactList, name: &'m Name, details: &'m [Detail], span: Span) {
        let layer = self.layer;
        let Some(entries) = self.list(list) else {
            return;
        };
        let entries = entries.get_or_insert_default();
        let replaces = |entry: &Entry<'_>| match list {
            FactList::Persons => entry.name.text == name.text,
            FactList::Determinations => {
                entry.name.text == name.text && said_of(entry.details) == said_of(details)
            }
            _ => false,
        };
        entries.retain(|entry| entry.layer == layer || !replaces(entry));
        entries.push(Entry {
            layer,
            name,
            details,
            span,
        });
    }

    fn outer_block(&mut self, fact: &'m Fact) {
        let mut units = self.given.units.take().unwrap_or_default();
        self.block_among(&mut units, fact);
        self.given.units = Some(units);
    }

    /// A unit among others, or somewhere inside them.
    fn block_among(&mut self, units: &mut Vec<Unit<'m>>, fact: &'m Fact) {
        let FactKind::Block { head, name, facts } = &fact.kind else {
            return;
        };
        if let Some(name) = name {
            let at = units
                .iter()
                .position(|unit| unit.level == head.text && unit.name == name.text);
            let at = at.unwrap_or_else(|| {
                units.push(Unit::new(&head.text, name));
                units.len() - 1
            });
            if let Some(unit) = units.get_mut(at) {
                self.fill(unit, facts);
            }
            return;
        }
        let mut found = Vec::new();
        find(units, &head.text, &mut Vec::new(), &mut found);
        match found.as_slice() {
            [way] => {
                if let Some(unit) = at_mut(units, way) {
                    self.fill(unit, facts);
                }
            }
            [] => {
                let mut names = Vec::new();
                all_names(units, &mut names);
                self.faults.push(unknown_unit(head, &names));
            }
            _ => self.faults.push(unclear_unit(head)),
        }
    }

    fn fill(&mut self, unit: &mut Unit<'m>, facts: &'m [Fact]) {
        forget_notes(&mut unit.notes, facts);
        for fact in facts {
            match &fact.kind {
                FactKind::Absent { known, .. } => unit.units = known.then(Vec::new),
                FactKind::Plan { target, value, .. } => {
                    put(&mut unit.plans, &target.text, fact, &value.kind);
                }
                FactKind::Earlier { period, values } => {
                    let kept = unit.earlier.entry(*period).or_default();
                    for fact in values {
                        if let FactKind::Value { key, value, .. } = &fact.kind {
                            put(kept, &key.text, fact, &value.kind);
                        }
                    }
                }
                FactKind::Value { key, value, .. } => self.value(unit, key, &value.kind, fact),
                FactKind::Block { head, .. } => self.inner_block(unit, head, fact),
                FactKind::Note(_) | FactKind::Source(_) => unit.notes.push(fact),
                FactKind::AsOf(_) | FactKind::Period(_) | FactKind::Entry { .. } => {}
            }
        }
    }

    fn value(&mut self, unit: &mut Unit<'m>, key: &'m Name, value: &ValueKind, fact: &'m Fact) {
        let records = Records {
            layer: self.layer,
            span: fact.span,
            records: Vec::new(),
        };
        match value {
            ValueKind::Nothing => drop(unit.lists.insert(&key.text, records)),
            ValueKind::Unknown => {
                let value = unit.values.shift_remove(key.text.as_str()).is_some();
                let list = unit.lists.shift_remove(key.text.as_str()).is_some();
                if !value && !list {
                    self.faults.extend(unknown_key(self.model, key));
                }
            }
            _ => drop(unit.values.insert(&key.text, fact)),
        }
    }

    fn inner_block(&mut self, unit: &mut Unit<'m>, head: &'m Name, fact: &'m Fact) {
        let is_record = |name: &str| self.model.record_types.values().any(|r| &*r.name == name);
        let is_level = |name: &str| self.model.levels.values().any(|level| &*level.name == name);
        if is_record(&head.text) && !is_level(&head.text) {
            let layer = self.layer;
            let list = unit.lists.entry(&head.text).or_insert(Records {
                layer,
                span: fact.span,
                records: Vec::new(),
            });
            if list.layer != layer {
                (list.layer, list.span) = (layer, fact.span);
                list.records.clear();
            }
            list.records.push(fact);
            return;
        }
        let mut inner = unit.units.take().unwrap_or_default();
        self.block_among(&mut inner, fact);
        unit.units = Some(inner);
    }
}

impl<'m> Unit<'m> {
    fn new(level: &'m str, name: &'m Name) -> Self {
        Self {
            level,
            name: &name.text,
            span: name.span,
            values: IndexMap::new(),
            plans: IndexMap::new(),
            earlier: IndexMap::new(),
            lists: IndexMap::new(),
            units: None,
            notes: Vec::new(),
        }
    }
}

fn put<'m>(
    values: &mut IndexMap<&'m str, &'m Fact>,
    key: &'m str,
    fact: &'m Fact,
    value: &ValueKind,
) {
    if matches!(value, ValueKind::Unknown) {
        values.shift_remove(key);
    } else {
        values.insert(key, fact);
    }
}

/// What a determination is said of: units by their last name, since a path may be written shorter.
/// What is said of the whole replaces what a lower layer said of it.
fn forget_notes(notes: &mut Vec<&Fact>, facts: &[Fact]) {
    let said = |kind: fn(&FactKind) -> bool| facts.iter().any(|fact| kind(&fact.kind));
    let noted = said(|kind| matches!(kind, FactKind::Note(_)));
    let sourced = said(|kind| matches!(kind, FactKind::Source(_)));
    notes.retain(|note| match note.kind {
        FactKind::Note(_) => !noted,
        _ => !sourced,
    });
}

fn said_of(details: &[Detail]) -> Vec<String> {
    let mut said: Vec<String> = details
        .iter()
        .filter_map(|detail| match &detail.kind {
            DetailKind::At(unit) => {
                Some(format!("at {}", unit.text.rsplit('/').next().unwrap_or("")))
            }
            DetailKind::Named(aspect, names) if *aspect != Aspect::Title => {
                let names: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
                Some(format!("{aspect:?} {}", names.join("、")))
            }
            DetailKind::During(period) => Some(format!("during {period}")),
            _ => None,
        })
        .collect();
    said.sort();
    said
}

/// The ways to all units that a path may mean: its end, or from the outermost with `/` before it.
fn find(units: &[Unit<'_>], path: &str, way: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    let mut names = Vec::new();
    walk(units, way, &mut names, &mut |way, names| {
        let whole = names.join("/");
        if whole == path || whole.ends_with(&format!("/{path}")) {
            found.push(way.to_vec());
        }
    });
}

fn walk<'u>(
    units: &'u [Unit<'_>],
    way: &mut Vec<usize>,
    names: &mut Vec<&'u str>,
    visit: &mut impl FnMut(&[usize], &[&str]),
) {
    for (index, unit) in units.iter().enumerate() {
        way.push(index);
        names.push(unit.name);
        visit(way, names);
        walk(unit.units.as_deref().unwrap_or_default(), way, names, visit);
        way.pop();
        names.pop();
    }
}

fn at_mut<'u, 'm>(units: &'u mut [Unit<'m>], way: &[usize]) -> Option<&'u mut Unit<'m>> {
    let (first, rest) = way.split_first()?;
    let unit = units.get_mut(*first)?;
    if rest.is_empty() {
        return Some(unit);
    }
    at_mut(unit.units.as_deref_mut()?, rest)
}

/// The names of all units, inner ones included.
pub(super) fn all_names<'u>(units: &'u [Unit<'_>], names: &mut Vec<&'u str>) {
    for unit in units {
        names.push(unit.name);
        all_names(unit.units.as_deref().unwrap_or_default(), names);
    }
}

/// The paths of all units.
pub(super) fn paths(units: &[Unit<'_>]) -> Vec<String> {
    let mut paths = Vec::new();
    walk(units, &mut Vec::new(), &mut Vec::new(), &mut |_, names| {
        paths.push(names.join("/"));
    });
    paths
}
