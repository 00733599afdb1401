//! Determinations: by the term's own authority, of a subject that the term is said of; the latest is in force.

use indexmap::IndexMap;

use super::fields::Fields;
use super::path::{At, shown};
use super::reader::Reader;
use super::scalar::Slot;
use super::subjects;
use crate::calendar::Date;
use crate::facts::{Determination, Subject};
use crate::lang::Text;
use crate::model::{Authority, Name, Vague, VagueId};
use crate::value::Value;

const KEYS: &[&str] = &[
    "term",
    "subject",
    "value",
    "authority",
    "date",
    "document",
    "note",
    "source",
];

/// What was said of a term and subject, day by day.
type Said = IndexMap<(VagueId, Subject, Date), Value>;

/// Reads the determinations.
pub fn read(reader: &mut Reader, facts: &Fields) {
    if let Some(at) = facts.get("determinations") {
        read_list(reader, &at);
    }
}

/// Reads a list of determinations.
pub fn read_list(reader: &mut Reader, at: &At) {
    let mut said = Said::new();
    for (index, node) in reader.list(at).into_iter().flatten().enumerate() {
        if reader.problems.is_full() {
            return;
        }
        let at = at.index(index, node);
        if let Some(fields) = reader.object(&at, KEYS) {
            determination(reader, &fields, &mut said);
        }
    }
}

fn determination(reader: &mut Reader, fields: &Fields, said: &mut Said) {
    let term = reader
        .required(fields, "term")
        .and_then(|at| term(reader, &at));
    let date = reader.required_date(fields, "date");
    let document = reader.optional_name(fields, "document");
    let model = reader.model;
    let Some((id, term)) = term.and_then(|id| Some((id, model.vague.row(id)?))) else {
        return;
    };
    let authority = reader
        .required(fields, "authority")
        .and_then(|at| authority(reader, &at, term));
    let subject = reader
        .required(fields, "subject")
        .and_then(|at| subjects::read(reader, &at, term));
    let value = reader
        .required(fields, "value")
        .and_then(|at| value(reader, &at, term));
    let (Some(authority), Some(subject), Some(value), Some(date)) =
        (authority, subject, value, date)
    else {
        return;
    };
    if contradicts(reader, fields, (id, &subject, date), &value, said) {
        return;
    }
    let determination = Determination {
        value,
        authority,
        date,
        document,
    };
    keep(reader, (id, subject), determination);
}

fn keep(reader: &mut Reader, key: (VagueId, Subject), determination: Determination) {
    if reader.is_later(Some(determination.date)) {
        let left_out = (key.0, key.1, determination.date);
        reader
            .store
            .rest_mut()
            .left_out_determinations
            .push(left_out);
        return;
    }
    let known = reader.store.rest().determinations.get(&key);
    if known.is_none_or(|known| known.date < determination.date) {
        reader
            .store
            .rest_mut()
            .determinations
            .insert(key, determination);
    }
}

fn term(reader: &mut Reader, at: &At) -> Option<VagueId> {
    let text = reader.text(at)?;
    let found = reader.names.terms.get(text);
    if found.is_none() {
        let known: Vec<&str> = reader.names.terms.keys().collect();
        reader.unknown_name(at, "F0151", ("不确定用语", "vague term"), text, &known);
    }
    found
}

/// The value, which may come with a source and a note.
fn value(reader: &mut Reader, at: &At, term: &Vague) -> Option<Value> {
    let slot = Slot::term(term);
    let Some(fields) = reader.wrapped(at, &slot) else {
        return reader.value(at, &slot);
    };
    reader.note(&fields);
    reader.optional_date(&fields, "date");
    let at = reader.required(&fields, "value")?;
    reader.value(&at, &slot)
}

fn authority(reader: &mut Reader, at: &At, term: &Vague) -> Option<Name> {
    let text = reader.text(at)?;
    let entitled = match &term.authority {
        Authority::Organ(organ) => &reader.model.organs.row(*organ)?.name,
        Authority::Wording(wording) => wording,
    };
    if &**entitled == text {
        return Some(entitled.clone());
    }
    let text = shown(text);
    let message = Text::new(
        format!("`{text}` 无权认定 `{}`", term.name),
        format!("`{text}` may not determine `{}`", term.name),
    );
    let help = Text::new(
        format!("有权认定的是 `{entitled}`"),
        format!("the authority is `{entitled}`"),
    );
    reader.problems.push(at, "F0154", message, Some(help));
    None
}

/// Two determinations of one day with different values contradict each other.
fn contradicts(
    reader: &mut Reader,
    fields: &Fields,
    (term, subject, date): (VagueId, &Subject, Date),
    value: &Value,
    said: &mut Said,
) -> bool {
    let known = said.entry((term, subject.clone(), date));
    let known = known.or_insert_with(|| value.clone());
    if known == value {
        return false;
    }
    let name = reader.model.vague.row(term).map_or("", |term| &term.name);
    let message = Text::new(
        format!("{date} 对同一对象的 `{name}` 有两个不同的认定"),
        format!("there are two different determinations of `{name}` for one subject on {date}"),
    );
    let help = Text::new(
        "只留一个，或者更正日期",
        "keep one of them, or correct a date",
    );
    reader
        .problems
        .push(fields.at, "F0155", message, Some(help));
    true
}
