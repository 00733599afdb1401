//! Pass 2: who has which name.
//!
//! Every declaration gets its id here, before any of them is read, so that they may refer to one another in
//! any order. Each kind is a namespace of its own.

use std::sync::atomic::AtomicUsize;

use indexmap::IndexMap;

use super::choices::{Choices, Kept, duplicate};
use super::cycles;
use super::entry::{Entry, pick};
use super::noun::Noun;
use crate::arena::Id;
use crate::diagnostic::{Code, Diagnostics};
use crate::lang::Text;
use crate::model::{
    Arena, BackgroundId, ClassId, CommendationId, ConsequenceId, DefinitionId, DutyId,
    EnumerationId, FieldId, KindId, LevelId, MatterId, MetricId, OfficeId, OrganId, ParameterId,
    ProhibitionId, PursuedId, RecordTypeId, ReportId, ScenarioId, TableId, TargetId, TriggerId,
    VagueId,
};
use crate::syntax::ast::{DeclKind, Field, Given, Name, Office};

/// The declarations of one kind.
#[derive(Debug)]
pub(super) struct Named<'a, I, T = Entry<'a>> {
    /// The kind.
    pub(super) noun: Noun,
    /// The declarations, in the order of their ids.
    pub(super) rows: Arena<I, T>,
    by_name: IndexMap<&'a str, I>,
}

/// A kind of responsibility; one declaration may list several.
#[derive(Debug)]
pub(super) struct KindRow<'a> {
    /// Its name.
    pub(super) name: &'a Name,
    /// The declaration that lists it.
    pub(super) entry: Entry<'a>,
}

/// An office with the organ whose it is.
#[derive(Debug)]
pub(super) struct OfficeRow<'a> {
    /// The organ.
    pub(super) organ: OrganId,
    /// The office.
    pub(super) office: &'a Office,
}

/// A field with the record type whose it is.
#[derive(Debug)]
pub(super) struct FieldRow<'a> {
    /// The record type.
    pub(super) record_type: RecordTypeId,
    /// The field.
    pub(super) field: &'a Field,
}

/// Every name declared, by kind.
#[derive(Debug)]
pub(super) struct Names<'a> {
    pub(super) choices: Choices<'a>,
    pub(super) elsewhere: IndexMap<&'a str, &'a Given>,
    pub(super) levels: Named<'a, LevelId>,
    pub(super) enumerations: Named<'a, EnumerationId>,
    pub(super) organs: Named<'a, OrganId>,
    pub(super) classes: Named<'a, ClassId>,
    pub(super) matters: Named<'a, MatterId>,
    pub(super) kinds: Named<'a, KindId, KindRow<'a>>,
    pub(super) pursued: Named<'a, PursuedId, KindRow<'a>>,
    pub(super) duties: Named<'a, DutyId>,
    pub(super) metrics: Named<'a, MetricId>,
    pub(super) targets: Named<'a, TargetId>,
    pub(super) prohibitions: Named<'a, ProhibitionId>,
    pub(super) reports: Named<'a, ReportId>,
    pub(super) records: Named<'a, RecordTypeId>,
    pub(super) vague: Named<'a, VagueId>,
    pub(super) parameters: Named<'a, ParameterId>,
    pub(super) definitions: Named<'a, DefinitionId>,
    pub(super) tables: Named<'a, TableId>,
    pub(super) triggers: Named<'a, TriggerId>,
    pub(super) consequences: Named<'a, ConsequenceId>,
    pub(super) commendations: Named<'a, CommendationId>,
    pub(super) backgrounds: Named<'a, BackgroundId>,
    pub(super) scenarios: Named<'a, ScenarioId>,
    pub(super) offices: Arena<OfficeId, OfficeRow<'a>>,
    pub(super) fields: Arena<FieldId, FieldRow<'a>>,
    /// The targets with each label.
    pub(super) labelled: IndexMap<&'a str, Vec<TargetId>>,
    /// Declarations that nothing refers to by name.
    pub(super) others: Vec<Entry<'a>>,
    /// How often it was asked what a name might have been meant for.
    pub(super) suggested: AtomicUsize,
}

impl<'a, I: Id, T> Named<'a, I, T> {
    fn new(noun: Noun) -> Self {
        Self {
            noun,
            rows: Arena::new(),
            by_name: IndexMap::new(),
        }
    }

    /// The id of that name.
    pub(super) fn get(&self, name: &str) -> Option<I> {
        self.by_name.get(name).copied()
    }

    /// The names, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.by_name.keys().copied()
    }

    fn insert(&mut self, name: &'a str, row: T) {
        let id = self.rows.push(row);
        self.by_name.insert(name, id);
    }
}

impl<'a, I: Id> Named<'a, I> {
    fn add(&mut self, entry: Entry<'a>, diagnostics: &mut Diagnostics) {
        let Some(name) = &entry.decl.name else {
            return;
        };
        if let Some(first) = self.get(&name.text).and_then(|id| self.rows.row(id)) {
            diagnostics.push(duplicate(self.noun, name, first.span()));
        } else {
            self.insert(&name.text, entry);
        }
    }

    /// Reorders what nests so that the outer has the lower id; circles are reported.
    fn outer_first(
        self,
        within: impl Fn(&Entry<'a>) -> Option<&'a Name>,
        plural: Text,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let edges: Vec<Vec<usize>> = self
            .rows
            .values()
            .map(|entry| {
                within(entry)
                    .and_then(|outer| self.get(&outer.text))
                    .map(Id::index)
                    .into_iter()
                    .collect()
            })
            .collect();
        let order = cycles::order(&edges);
        let member = |index: &usize| {
            let entry = self.rows.row(I::from_index(*index))?;
            Some((entry.name(), entry.span()))
        };
        for cycle in &order.cycles {
            let members: Vec<_> = cycle.iter().filter_map(member).collect();
            diagnostics.extend(cycles::report(Code::new("E0410"), plural.clone(), &members));
        }
        let mut sorted = Self::new(self.noun);
        for index in order.sorted {
            if let Some(entry) = self.rows.row(I::from_index(index)) {
                sorted.insert(entry.name(), entry.clone());
            }
        }
        sorted
    }
}

impl<'a> Names<'a> {
    /// Gives every declaration its id.
    pub(super) fn collect(kept: Kept<'a>, diagnostics: &mut Diagnostics) -> Self {
        let mut names = Self::new(kept.choices, kept.elsewhere);
        for entry in kept.entries {
            names.add(entry, diagnostics);
        }
        names.levels = names.levels.outer_first(
            |entry| match &entry.decl.kind {
                DeclKind::Level { within } => within.as_ref(),
                _ => None,
            },
            Text::new("层级", "levels"),
            diagnostics,
        );
        names.matters = names.matters.outer_first(
            |entry| match &entry.decl.kind {
                DeclKind::Matter { within, .. } => within.as_ref(),
                _ => None,
            },
            Text::new("事项", "matters"),
            diagnostics,
        );
        names.add_offices(diagnostics);
        names.add_fields(diagnostics);
        names.add_labels();
        names
    }

    fn new(choices: Choices<'a>, elsewhere: IndexMap<&'a str, &'a Given>) -> Self {
        Self {
            choices,
            elsewhere,
            levels: Named::new(Noun::Level),
            enumerations: Named::new(Noun::Enumeration),
            organs: Named::new(Noun::Organ),
            classes: Named::new(Noun::Class),
            matters: Named::new(Noun::Matter),
            kinds: Named::new(Noun::Kind),
            pursued: Named::new(Noun::Pursued),
            duties: Named::new(Noun::Duty),
            metrics: Named::new(Noun::Metric),
            targets: Named::new(Noun::Target),
            prohibitions: Named::new(Noun::Prohibition),
            reports: Named::new(Noun::Report),
            records: Named::new(Noun::Record),
            vague: Named::new(Noun::Vague),
            parameters: Named::new(Noun::Parameter),
            definitions: Named::new(Noun::Definition),
            tables: Named::new(Noun::Table),
            triggers: Named::new(Noun::Trigger),
            consequences: Named::new(Noun::Consequence),
            commendations: Named::new(Noun::Commendation),
            backgrounds: Named::new(Noun::Background),
            scenarios: Named::new(Noun::Scenario),
            offices: Arena::new(),
            fields: Arena::new(),
            labelled: IndexMap::new(),
            others: Vec::new(),
            suggested: AtomicUsize::new(0),
        }
    }

    fn add(&mut self, entry: Entry<'a>, diagnostics: &mut Diagnostics) {
        match &entry.decl.kind {
            DeclKind::Level { .. } => self.levels.add(entry, diagnostics),
            DeclKind::Enumeration { .. } => self.enumerations.add(entry, diagnostics),
            DeclKind::Organ => self.organs.add(entry, diagnostics),
            DeclKind::Class => self.classes.add(entry, diagnostics),
            DeclKind::Matter { .. } => self.matters.add(entry, diagnostics),
            DeclKind::Kinds { pursued, names } => {
                if *pursued {
                    add_kinds(&mut self.pursued, names, &entry, diagnostics);
                } else {
                    add_kinds(&mut self.kinds, names, &entry, diagnostics);
                }
            }
            DeclKind::Duty => self.duties.add(entry, diagnostics),
            DeclKind::Metric => self.metrics.add(entry, diagnostics),
            DeclKind::Target => self.targets.add(entry, diagnostics),
            DeclKind::Prohibition => self.prohibitions.add(entry, diagnostics),
            DeclKind::Report => self.reports.add(entry, diagnostics),
            DeclKind::Record => self.records.add(entry, diagnostics),
            DeclKind::Vague => self.vague.add(entry, diagnostics),
            DeclKind::Parameter { .. } => self.parameters.add(entry, diagnostics),
            DeclKind::Definition { .. } => self.definitions.add(entry, diagnostics),
            DeclKind::Table { .. } => self.tables.add(entry, diagnostics),
            DeclKind::Trigger { .. } => self.triggers.add(entry, diagnostics),
            DeclKind::Consequence => self.consequences.add(entry, diagnostics),
            DeclKind::Commendation => self.commendations.add(entry, diagnostics),
            DeclKind::Background { .. } => self.backgrounds.add(entry, diagnostics),
            DeclKind::Scenario { .. } => self.scenarios.add(entry, diagnostics),
            // Collected with the choices.
            DeclKind::Interpretation => {}
            DeclKind::Import(_)
            | DeclKind::Regulation
            | DeclKind::Measure { .. }
            | DeclKind::Mapping { .. }
            | DeclKind::Scope
            | DeclKind::NonOperative
            | DeclKind::Delegation => self.others.push(entry),
        }
    }

    fn add_offices(&mut self, diagnostics: &mut Diagnostics) {
        for (organ, entry) in self.organs.rows.iter() {
            let mut first: IndexMap<&str, &Name> = IndexMap::new();
            for (office, _) in entry.all(pick!(Office)) {
                match first.get(office.name.text.as_str()) {
                    Some(known) => {
                        diagnostics.push(duplicate(Noun::Office, &office.name, known.span));
                    }
                    None => {
                        first.insert(&office.name.text, &office.name);
                        self.offices.push(OfficeRow { organ, office });
                    }
                }
            }
        }
    }

    fn add_labels(&mut self) {
        for (id, entry) in self.targets.rows.iter() {
            for label in labels(entry) {
                let targets = self.labelled.entry(&label.text).or_default();
                if targets.last() != Some(&id) {
                    targets.push(id);
                }
            }
        }
    }

    fn add_fields(&mut self, diagnostics: &mut Diagnostics) {
        for (record_type, entry) in self.records.rows.iter() {
            let mut first: IndexMap<&str, &Name> = IndexMap::new();
            for (field, _) in entry.all(pick!(Field)) {
                match first.get(field.name.text.as_str()) {
                    Some(known) => {
                        diagnostics.push(duplicate(Noun::Field, &field.name, known.span));
                    }
                    None => {
                        first.insert(&field.name.text, &field.name);
                        self.fields.push(FieldRow { record_type, field });
                    }
                }
            }
        }
    }
}

/// The labels of a target.
pub(super) fn labels<'e, 'a: 'e>(entry: &'e Entry<'a>) -> impl Iterator<Item = &'a Name> + 'e {
    entry.all(pick!(Labels)).flat_map(|(labels, _)| labels)
}

fn add_kinds<'a, I: Id>(
    table: &mut Named<'a, I, KindRow<'a>>,
    names: &'a [Name],
    entry: &Entry<'a>,
    diagnostics: &mut Diagnostics,
) {
    for name in names {
        if let Some(first) = table.get(&name.text).and_then(|id| table.rows.row(id)) {
            diagnostics.push(duplicate(table.noun, name, first.name.span));
        } else {
            let entry = entry.clone();
            table.insert(&name.text, KindRow { name, entry });
        }
    }
}
