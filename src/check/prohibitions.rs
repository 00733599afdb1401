//! Prohibitions: enumerated acts, found in a field of a record type.

use super::basis::{RestsOn, rest_on};
use super::entry::{Entry, pick};
use super::expr::Place;
use super::lookup::repeated;
use super::measures::spaced;
use super::tables::Cx;
use super::targets::optional;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{EnumerationId, FieldId, LevelId, Prohibition, RecordTypeId};
use crate::syntax::ast::{self, Name, PropKind};
use crate::types::Type;

/// Reads the prohibitions; those that are wrong are left out.
pub(super) fn declare(cx: &mut Cx<'_>) -> Vec<Prohibition> {
    let prohibitions = cx.names.prohibitions.rows.values();
    cx.read_all(prohibitions, |cx, entry| prohibition(cx, entry))
}

fn prohibition(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Option<Prohibition> {
    let mut basis = cx.normative_basis(entry);
    // A prohibition that names nobody binds everybody.
    let named = entry.find(pick!(Holder));
    let holders = named.map_or_else(Vec::new, |_| cx.holders(entry));
    let written = entry.names(pick!(Acts));
    if written.is_empty() {
        cx.missing(entry, ("行为", "acts"), ("加上 `行为 …`", "add `acts …`"));
    }
    let found_in = cx.needed(
        entry,
        found_in(entry),
        ("见于哪种记录", "record type in which it is found"),
        ("加上 `见于 记录 按 字段`", "add `found in record by field`"),
    );
    let (record, field, filter) = found_in?;
    let (record_type, field, enumeration) = place_of(cx, record, field)?;
    let acts = acts(cx, &written, enumeration);
    let levels = cx.tables.record_types.row(record_type)?.levels.clone();
    let mut rests_on = RestsOn::new();
    let records = Place::records(record_type, levels.clone());
    let filter = optional(filter, |e| cx.condition(&records, e, &mut rests_on));
    let (units, applies) = (Place::units(levels), entry.find(pick!(Applies)));
    let applies = optional(applies, |e| cx.condition(&units, e, &mut rests_on));
    rest_on(&mut basis, &rests_on);
    Some(Prohibition {
        name: entry.name().into(),
        holders,
        record_type,
        field,
        enumeration,
        acts,
        filter: filter?.map(Box::new),
        applies: applies?.map(Box::new),
        matters: cx.matters(&entry.names(pick!(Matters))),
        basis,
        span: entry.span(),
    })
}

type FoundIn<'a> = (&'a Name, &'a Name, Option<&'a ast::Expr>);

fn found_in<'a>(entry: &Entry<'a>) -> Option<FoundIn<'a>> {
    entry.find(|kind| match kind {
        PropKind::FoundIn {
            record,
            field,
            filter,
        } => Some((record, field, filter.as_deref())),
        _ => None,
    })
}

/// The field with the act; it must be of an enumeration.
fn place_of(
    cx: &mut Cx<'_>,
    record: &Name,
    field: &Name,
) -> Option<(RecordTypeId, FieldId, EnumerationId)> {
    let names = cx.names;
    let record_type = names.find(&names.records, record, &mut cx.diagnostics)?;
    let Some(id) = cx.tables.field(record_type, &field.text) else {
        let unknown = cx.unknown_field(record_type, field);
        cx.diagnostics.push(unknown);
        return None;
    };
    if cx.tables.broken_fields.contains(&id) {
        return None;
    }
    let row = cx.tables.fields.row(id)?;
    if let Type::Enumeration(enumeration) = row.ty {
        return Some((record_type, id, enumeration));
    }
    let ty = cx.tables.type_name(&row.ty);
    let message = Text::new(
        format!(
            "字段 `{}` 是{}，不是枚举，列不出行为",
            field.text,
            spaced(&ty.zh)
        ),
        format!(
            "field `{}` is {}, not an enumeration of acts",
            field.text, ty.en
        ),
    );
    let wrong = Diagnostic::error(Code::new("E0303"), field.span, message)
        .secondary(row.span, Text::new("在这里声明", "declared here"));
    cx.diagnostics.push(wrong);
    None
}

fn acts(cx: &mut Cx<'_>, written: &[&Name], enumeration: EnumerationId) -> Vec<u16> {
    let Some(row) = cx.tables.enumerations.row(enumeration) else {
        return Vec::new();
    };
    let mut acts = Vec::new();
    let mut found = Vec::new();
    for name in written {
        match row.position(&name.text) {
            Some(act) if acts.contains(&act) => found.push(repeated(name)),
            Some(act) => acts.push(act),
            None => {
                let title = row.title();
                let message = Text::new(
                    format!("枚举 `{title}` 没有行为 `{}`", name.text),
                    format!("enumeration `{title}` has no act `{}`", name.text),
                );
                let unknown = Diagnostic::error(Code::new("E0208"), name.span, message)
                    .label(Text::new("不是它的值", "not one of its values"))
                    .secondary(row.span, Text::new("枚举在这里声明", "declared here"));
                let values = row.values.iter().map(|value| &**value);
                found.push(cx.names.did_you_mean(unknown, name, values));
            }
        }
    }
    cx.diagnostics.extend(found);
    acts
}

impl Cx<'_> {
    /// The levels of the records that tell of a prohibition's acts; unknown names are passed over.
    pub(super) fn found_in_levels(&self, entry: &Entry<'_>) -> Vec<LevelId> {
        found_in(entry)
            .and_then(|(record, ..)| self.names.records.get(&record.text))
            .and_then(|id| self.tables.record_types.row(id))
            .map(|record_type| record_type.levels.clone())
            .unwrap_or_default()
    }

    /// Says that a record type has no such field.
    pub(super) fn unknown_field(&self, record_type: RecordTypeId, field: &Name) -> Diagnostic {
        let row = self.tables.record_types.row(record_type);
        let title = row.map_or("", |row| &row.name);
        let message = Text::new(
            format!("记录 `{title}` 没有字段 `{}`", field.text),
            format!("record type `{title}` has no field `{}`", field.text),
        );
        let unknown = Diagnostic::error(Code::new("E0201"), field.span, message)
            .label(Text::new("没有声明", "not declared"));
        let fields = row.into_iter().flat_map(|row| &row.fields);
        let names = fields
            .filter_map(|id| self.tables.fields.row(*id))
            .map(|field| &*field.name);
        self.names.did_you_mean(unknown, field, names)
    }
}
