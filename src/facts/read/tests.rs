//! Facts about an invented regulation, right and wrong.

mod bad;
mod good;
mod mutations;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, catalog};
use crate::facts::testing::rivers;
use crate::facts::{Document, FactLimits, FactStore, read};
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
    match Document::parse(text, limits) {
        Ok(document) => read(model, &Layout::new(model), &document, limits),
        Err(diagnostics) => (None, diagnostics),
    }
}

/// `CODE path`.
pub fn line(diagnostic: &Diagnostic) -> String {
    let place = match &diagnostic.place {
        Place::Path(path) => path,
        Place::Whole => "whole",
        Place::Span(_) => "span",
    };
    assert!(
        catalog::lookup(diagnostic.code.as_str()).is_some(),
        "{} is not in the catalog",
        diagnostic.code
    );
    format!("{} {place}", diagnostic.code)
}
