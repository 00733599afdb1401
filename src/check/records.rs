//! Record types and their fields.

use super::entry::Entry;
use super::names::FieldRow;
use super::tables::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{Field, FieldId, FieldRole, RecordType};
use crate::syntax::ast::{self, Role};
use crate::types::Type;

/// Reads the record types, then their fields.
pub(super) fn declare(cx: &mut Cx<'_>) {
    let names = cx.names;
    for entry in names.records.rows.values() {
        let record_type = record_type(cx, entry);
        cx.tables.record_types.push(record_type);
    }
    for (id, row) in names.fields.iter() {
        let field = field(cx, id, row);
        assign(cx, id, row, field.role);
        cx.tables.fields.push(field);
    }
    for (id, entry) in names.records.rows.iter() {
        let dated = cx
            .tables
            .record_types
            .row(id)
            .is_none_or(|row| row.act_date.is_some());
        if !dated {
            cx.diagnostics.push(undated(entry));
        }
    }
}

fn record_type(cx: &mut Cx<'_>, entry: &Entry<'_>) -> RecordType {
    RecordType {
        name: entry.name().into(),
        levels: cx.levels_of(entry),
        fields: Vec::new(),
        act_date: None,
        unit: None,
        actor: None,
        matter: None,
        same_act: Vec::new(),
        basis: cx.basis(entry),
        span: entry.span(),
    }
}

fn field(cx: &mut Cx<'_>, id: FieldId, row: &FieldRow<'_>) -> Field {
    let written = row.field;
    let typed = cx.type_ref(&written.typed);
    if typed.is_none() {
        cx.tables.broken_fields.insert(id);
    }
    let known = typed.is_some();
    let (ty, measure) = typed.unwrap_or((Type::Text, None));
    let range = written.range.as_ref().filter(|_| known);
    let range = range
        .and_then(|(low, high)| cx.range(low, Some(high), &ty))
        .and_then(|(low, high)| Some((low, high?)));
    let role = if known {
        role(cx, written, &ty)
    } else {
        FieldRole::Plain
    };
    let own = cx.tables.record_types.row(row.record_type);
    Field {
        name: written.name.text.as_str().into(),
        record_type: row.record_type,
        position: own.map_or(0, |record_type| record_type.fields.len()),
        ty,
        measure,
        range,
        role,
        span: written.name.span,
    }
}

/// The role that is written, or that is plain from the type.
fn role(cx: &mut Cx<'_>, field: &ast::Field, ty: &Type) -> FieldRole {
    let (role, wanted) = match field.role {
        None => {
            return match ty {
                Type::Unit => FieldRole::Unit,
                Type::Actor => FieldRole::Actor,
                Type::Matter => FieldRole::Matter,
                _ => FieldRole::Plain,
            };
        }
        Some(Role::ActDate) => (FieldRole::ActDate, Type::Date),
        Some(Role::DiscoveryDate) => (FieldRole::DiscoveryDate, Type::Date),
        Some(Role::ReportDate) => (FieldRole::ReportDate, Type::Date),
        Some(Role::SameAct) => (FieldRole::SameAct, Type::Record),
    };
    if *ty != wanted {
        let (has, must) = (cx.tables.type_name(ty), cx.tables.type_name(&wanted));
        let message = Text::new(
            format!(
                "字段 `{}` 的这一作用要求它是{}，却是{}",
                field.name.text, must.zh, has.zh
            ),
            format!(
                "the role of field `{}` asks for {}, but it is {}",
                field.name.text, must.en, has.en
            ),
        );
        let span = field.typed.span;
        cx.diagnostics
            .push(Diagnostic::error(Code::new("E0303"), span, message));
    }
    role
}

/// Tells the record type of a field and of its role, which only one field may have.
fn assign(cx: &mut Cx<'_>, id: FieldId, row: &FieldRow<'_>, role: FieldRole) {
    let Some(record_type) = cx.tables.record_types.row_mut(row.record_type) else {
        return;
    };
    record_type.fields.push(id);
    let slot = match role {
        FieldRole::ActDate => &mut record_type.act_date,
        FieldRole::Unit => &mut record_type.unit,
        FieldRole::Actor => &mut record_type.actor,
        FieldRole::Matter => &mut record_type.matter,
        FieldRole::SameAct => {
            record_type.same_act.push(id);
            return;
        }
        FieldRole::Plain | FieldRole::DiscoveryDate | FieldRole::ReportDate => return,
    };
    let Some(first) = *slot else {
        *slot = Some(id);
        return;
    };
    let first = cx.tables.fields.row(first).map(|field| field.span);
    let message = Text::new(
        "同一记录有两个字段起同样的作用",
        "two fields of one record type have the same role",
    );
    let mut twice = Diagnostic::error(Code::new("E0442"), row.field.name.span, message)
        .label(Text::new("又一个", "another one"));
    if let Some(first) = first {
        twice = twice.secondary(first, Text::new("第一个", "the first"));
    }
    cx.diagnostics.push(twice);
}

fn undated(entry: &Entry<'_>) -> Diagnostic {
    let name = entry.name();
    let message = Text::new(
        format!("记录 `{name}` 没有行为日期：每一条都算在本期"),
        format!("record type `{name}` has no act date, so every record counts as of the period"),
    );
    Diagnostic::warning(Code::new("W0502"), entry.span(), message).help(Text::new(
        "给日期字段加上 `作 行为日期`",
        "add `as act date` to its date field",
    ))
}
