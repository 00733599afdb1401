//! Facts against the policy: every key, value and reference is checked, and everything wrong is reported.
//!
//! The passes, in order: shape (nulls, repeated keys, limits), header (as-of date, period), units, records
//! (their ids and cells), roster, values, acts (which records tell of the same act), determinations,
//! conduct (discharges and reports). Before all of them, JSON text is read the direct way, which does the same in one
//! pass for facts without fault.

mod actors;
mod acts;
mod called;
mod conduct;
mod determinations;
mod direct;
mod fields;
mod header;
mod names;
mod organs;
mod path;
mod persons;
mod problems;
mod quantity;
mod quick;
mod reader;
mod records;
mod scalar;
mod shape;
mod subjects;
#[cfg(test)]
mod tests;
mod units;
mod values;

pub use direct::{Compiled, Desk, Forms};
pub use names::Names;
pub use path::key_step;

use fields::Fields;
use path::At;
use problems::Problems;
use reader::Reader;

use crate::cancel::Cancel;
use crate::diagnostic::Diagnostics;
use crate::facts::document::Document;
use crate::facts::{FactLimits, FactStore};
use crate::model::Model;
use crate::program::Layout;

/// The keys of the facts as a whole.
const KEYS: &[&str] = &[
    "format",
    "as_of",
    "period",
    "units",
    "persons",
    "determinations",
    "discharges",
    "reports",
    "note",
    "source",
];

/// Reads facts in JSON into the store on the desk.
///
/// # Errors
///
/// Everything that is wrong; what is said where the token says stop means nothing.
pub fn read_json(
    policy: Compiled<'_>,
    json: &str,
    (limits, cancel): (&FactLimits, Option<&Cancel>),
    desk: &mut Desk,
) -> Result<(), Diagnostics> {
    let text = json.strip_prefix('\u{feff}').unwrap_or(json);
    if direct::read(policy, text, (limits, cancel), desk).is_some() {
        return Ok(());
    }
    let is_cancelled = || cancel.is_some_and(Cancel::is_cancelled);
    if is_cancelled() {
        return Err(Diagnostics::new());
    }
    let Compiled {
        model,
        layout,
        names,
        ..
    } = policy;
    let document = Document::parse(json, limits, &mut desk.tape)?;
    if is_cancelled() {
        return Err(Diagnostics::new());
    }
    let (store, diagnostics) = read(model, layout, names, document, limits);
    desk.store = store.ok_or(diagnostics)?;
    Ok(())
}

/// Reads facts; the store is there when nothing is wrong.
pub fn read(
    model: &Model,
    layout: &Layout,
    names: &Names,
    document: Document<'_>,
    limits: &FactLimits,
) -> (Option<FactStore>, Diagnostics) {
    let mut problems = Problems::new(limits.errors);
    if document.looks_odd() && !shape::check(document.root(), limits, &mut problems) {
        return (None, problems.finish(document.text()));
    }
    let root = At::root(document.root());
    let mut reader = Reader::new(model, layout, names, limits, problems);
    if let Some(fields) = reader.object(&root, KEYS) {
        read_all(&mut reader, &fields);
    }
    let Reader {
        mut store,
        problems,
        ..
    } = reader;
    store.finish();
    let store = problems.is_empty().then_some(store);
    (store, problems.finish(document.text()))
}

fn read_all(reader: &mut Reader, facts: &Fields) {
    header::read(reader, facts);
    let tree = units::read(reader, facts);
    let records = records::read(reader, &tree);
    persons::read(reader, facts);
    values::read(reader, &tree);
    records::read_values(reader, &tree, &records);
    acts::read(reader, &tree, &records);
    determinations::read(reader, facts);
    conduct::read_discharges(reader, facts);
    conduct::read_reports(reader, facts);
}
