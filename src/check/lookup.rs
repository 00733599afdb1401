//! Finds a declaration by name, and says what a name that is not found might have been meant for.

use std::sync::atomic::Ordering;

use super::choices::did_you_mean;
use super::names::{Named, Names};
use super::noun::Noun;
use super::tables::Cx;
use crate::arena::Id;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::{OfficeId, OrganId};
use crate::syntax::ast::{DeclKind, Name};

impl<'n> Cx<'n> {
    /// The declarations of those names, as [`Names::find_all`] finds them.
    pub(super) fn named<I: Id + PartialEq, T>(
        &mut self,
        table: &Named<'n, I, T>,
        written: &[&Name],
    ) -> Vec<I> {
        let names = self.names;
        names.find_all(table, written, &mut self.diagnostics)
    }
}

/// After so many names that are not found nothing is suggested any more, as in the facts.
const SUGGESTING: usize = 200;

impl<'a> Names<'a> {
    /// Adds the nearest candidate as help and as a fix, unless that was asked all too often.
    pub(super) fn did_you_mean<'c>(
        &self,
        diagnostic: Diagnostic,
        name: &Name,
        candidates: impl Iterator<Item = &'c str>,
    ) -> Diagnostic {
        let so_far = self.suggested.fetch_add(1, Ordering::Relaxed);
        if so_far >= SUGGESTING {
            return diagnostic;
        }
        did_you_mean(diagnostic, name, candidates)
    }

    /// The declaration of that name in one table; reports a name that is not there.
    pub(super) fn find<I: Id, T>(
        &self,
        table: &Named<'a, I, T>,
        name: &Name,
        diagnostics: &mut Diagnostics,
    ) -> Option<I> {
        let found = table.get(&name.text);
        if found.is_none() {
            diagnostics.push(self.unknown(&[table.noun], name, table.names()));
        }
        found
    }

    /// The declarations of those names; reports those that are not there, and those that are listed twice.
    pub(super) fn find_all<I: Id + PartialEq, T>(
        &self,
        table: &Named<'a, I, T>,
        names: &[&Name],
        diagnostics: &mut Diagnostics,
    ) -> Vec<I> {
        let mut found: Vec<I> = Vec::new();
        for name in names {
            match self.find(table, name, diagnostics) {
                Some(id) if found.contains(&id) => diagnostics.push(repeated(name)),
                Some(id) => found.push(id),
                None => {}
            }
        }
        found
    }

    /// The office of an organ.
    pub(super) fn find_office(
        &self,
        organ: OrganId,
        name: &Name,
        diagnostics: &mut Diagnostics,
    ) -> Option<OfficeId> {
        let own = || self.offices.iter().filter(|(_, row)| row.organ == organ);
        let found = own().find(|(_, row)| row.office.name.text == name.text);
        if found.is_none() {
            let names = own().map(|(_, row)| row.office.name.text.as_str());
            let title = self.organs.rows.row(organ).map_or("", |entry| entry.name());
            let message = Text::new(
                format!("机构 `{title}` 没有名为 `{}` 的职务", name.text),
                format!("organ `{title}` has no office named `{}`", name.text),
            );
            let unknown = Diagnostic::error(Code::new("E0201"), name.span, message)
                .label(Text::new("没有声明", "not declared"));
            diagnostics.push(self.did_you_mean(unknown, name, names));
        }
        found.map(|(id, _)| id)
    }

    /// Says that no declaration of the kinds wanted has this name.
    pub(super) fn unknown<'c>(
        &self,
        wanted: &[Noun],
        name: &Name,
        candidates: impl Iterator<Item = &'c str>,
    ) -> Diagnostic {
        let (zh, en) = (alternatives_zh(wanted), alternatives_en(wanted));
        let text = &name.text;
        if let Some(noun) = self.nouns_of(text).first() {
            let message = Text::new(
                format!("`{text}` 是{}，不是{zh}", noun.zh()),
                format!("`{text}` is {}, not {} {en}", noun.a(), article(wanted)),
            );
            return self.did_you_mean(
                Diagnostic::error(Code::new("E0202"), name.span, message).label(Text::new(
                    format!("这里要写{zh}"),
                    format!("{} {en} is wanted here", article(wanted)),
                )),
                name,
                candidates,
            );
        }
        let message = Text::new(
            format!("没有名为 `{text}` 的{zh}"),
            format!("there is no {en} named `{text}`"),
        );
        let unknown = Diagnostic::error(Code::new("E0201"), name.span, message)
            .label(Text::new("没有声明", "not declared"));
        match self.elsewhere.get(text.as_str()) {
            Some(given) => unknown.secondary(
                given.span,
                Text::new(
                    "只在这一选项下声明，而没有取它",
                    "declared under this choice only, which is not taken",
                ),
            ),
            None => self.did_you_mean(unknown, name, candidates),
        }
    }

    /// The kinds of declaration that have this name.
    pub(super) fn nouns_of(&self, name: &str) -> Vec<Noun> {
        let mut nouns = Vec::new();
        let mut note = |noun: Noun, has: bool| {
            if has {
                nouns.push(noun);
            }
        };
        note(Noun::Organ, self.organs.get(name).is_some());
        note(Noun::Class, self.classes.get(name).is_some());
        note(Noun::Matter, self.matters.get(name).is_some());
        note(Noun::Duty, self.duties.get(name).is_some());
        note(Noun::Metric, self.metrics.get(name).is_some());
        note(Noun::Target, self.targets.get(name).is_some());
        note(Noun::Prohibition, self.prohibitions.get(name).is_some());
        note(Noun::Report, self.reports.get(name).is_some());
        note(Noun::Record, self.records.get(name).is_some());
        note(Noun::Level, self.levels.get(name).is_some());
        note(Noun::Vague, self.vague.get(name).is_some());
        note(Noun::Parameter, self.parameters.get(name).is_some());
        note(Noun::Definition, self.definitions.get(name).is_some());
        note(Noun::Table, self.tables.get(name).is_some());
        note(Noun::Enumeration, self.enumerations.get(name).is_some());
        note(Noun::Kind, self.kinds.get(name).is_some());
        note(Noun::Pursued, self.pursued.get(name).is_some());
        note(Noun::Consequence, self.consequences.get(name).is_some());
        note(Noun::Trigger, self.triggers.get(name).is_some());
        note(Noun::Commendation, self.commendations.get(name).is_some());
        note(Noun::Interpretation, self.choices.find(name).is_some());
        let office = |row: &super::names::OfficeRow<'_>| row.office.name.text == name;
        note(Noun::Office, self.offices.values().any(office));
        let field = |row: &super::names::FieldRow<'_>| row.field.name.text == name;
        note(Noun::Field, self.fields.values().any(field));
        note(Noun::Value, self.is_value(name));
        nouns
    }

    fn is_value(&self, name: &str) -> bool {
        self.enumerations
            .rows
            .values()
            .any(|entry| match &entry.decl.kind {
                DeclKind::Enumeration { values, .. } => values.iter().any(|v| v.text == name),
                _ => false,
            })
    }
}

/// Says that a list names something twice.
pub(super) fn repeated(name: &Name) -> Diagnostic {
    let message = Text::new(
        format!("`{}` 在这里列了两次", name.text),
        format!("`{}` is listed twice here", name.text),
    );
    Diagnostic::error(Code::new("E0206"), name.span, message)
        .label(Text::new("重复", "again"))
        .help(Text::new("删去一个", "remove one of them"))
}

fn article(wanted: &[Noun]) -> &'static str {
    wanted.first().map_or("a", |noun| noun.article())
}

/// What is wanted, in Chinese: 指标、记录或层级.
fn alternatives_zh(wanted: &[Noun]) -> String {
    let words: Vec<&str> = wanted.iter().map(|noun| noun.zh()).collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{}或{last}", others.join("、")),
        None => String::new(),
    }
}

/// The same in English: metric, record type or level.
fn alternatives_en(wanted: &[Noun]) -> String {
    let words: Vec<&str> = wanted.iter().map(|noun| noun.en()).collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
