//! Facts about an invented regulation, right and wrong.

mod bad_references;
mod bad_values;
pub(super) mod good;
mod mutations;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, catalog};
use crate::facts::testing::rivers;
use crate::facts::{Document, FactLimits, FactNames, FactStore, Tape, read};
use crate::lang::Lang;
use crate::model::Model;
use crate::program::Layout;

/// Reads a JSON text against the rivers' regulation.
pub fn read_text(text: &str) -> (Option<FactStore>, Diagnostics) {
    read_with(&rivers(), text, &FactLimits::default())
}

pub fn read_with(
    model: &Model,
    text: &str,
    limits: &FactLimits,
) -> (Option<FactStore>, Diagnostics) {
    let layout = Layout::new(model);
    let names = FactNames::new(model, &layout);
    match Document::parse(text, limits, &mut Tape::default()) {
        Ok(document) => read(model, &layout, &names, document, limits),
        Err(diagnostics) => (None, diagnostics),
    }
}

/// `CODE path`.
pub fn line(diagnostic: &Diagnostic) -> String {
    let place = match &diagnostic.place {
        Place::Path(path) => path,
        Place::Whole => "whole",
        Place::Span(_) | Place::Cell(_) => "elsewhere",
    };
    assert!(
        catalog::lookup(diagnostic.code.as_str()).is_some(),
        "{} is not in the catalog",
        diagnostic.code
    );
    format!("{} {place}", diagnostic.code)
}

/// The way to 柳镇.
pub const TOWN: &str = "$.units[0].units[0]";

/// Facts with these members beside the units; 甲县 ▸ 柳镇 ▸ 东村.
pub fn whole(members: &str) -> String {
    facts(r#""满意度": "91%""#, "", members)
}

/// Facts with these members in the town.
pub fn town(members: &str) -> String {
    facts(members, "", "")
}

/// Facts with this record in the town.
pub fn record(members: &str) -> String {
    town(&format!(r#""事故": [{{"id": "r1", {members}}}]"#))
}

/// Facts with these members in the village.
pub fn village(members: &str) -> String {
    facts(r#""满意度": "91%""#, members, "")
}

pub fn facts(town: &str, village: &str, whole: &str) -> String {
    let comma = |text: &str| if text.is_empty() { "" } else { ", " }.to_owned() + text;
    format!(
        r#"{{"format": "zeren.facts/1", "as_of": "2018-01-10", "period": "2017", "units": [
{{"level": "县", "name": "甲县", "units": [
{{"level": "镇", "name": "柳镇", {town}, "units": [
{{"level": "村", "name": "东村"{}}}]}}]}}]{}}}"#,
        comma(village),
        comma(whole)
    )
}

pub fn check(text: &str, expected: &[&str]) {
    let (store, diagnostics) = read_text(text);
    let found: Vec<_> = diagnostics.iter().map(line).collect();
    assert_eq!(found, expected, "\n{text}\n{}", shown(text));
    assert!(store.is_none());
    assert!(diagnostics.iter().all(|d| d.path_position.is_some()));
}

fn shown(text: &str) -> String {
    let (_, diagnostics) = read_text(text);
    let sources = crate::source::Sources::new();
    crate::render_plain(diagnostics.as_slice(), &sources, Lang::Zh)
}

/// The first diagnostic as it is printed, in both languages.
pub fn says(text: &str, zh: &str, en: &str) {
    let (_, diagnostics) = read_text(text);
    let sources = crate::source::Sources::new();
    for (lang, expected) in [(Lang::Zh, zh), (Lang::En, en)] {
        let first = diagnostics.as_slice().get(..1).unwrap();
        let rendered = crate::render_plain(first, &sources, lang);
        assert_eq!(rendered.trim_end(), expected);
    }
}
