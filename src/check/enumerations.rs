//! Enumerations and their values.

use super::choices::duplicate;
use super::noun::Noun;
use super::tables::Cx;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model;
use crate::syntax::ast::{DeclKind, Name};

/// Reads the named enumerations; those listed in place follow as their types are read.
pub(super) fn declare(cx: &mut Cx<'_>) {
    let names = cx.names;
    for entry in names.enumerations.rows.values() {
        let DeclKind::Enumeration {
            ordered,
            values: written,
        } = &entry.decl.kind
        else {
            continue;
        };
        let values = values(written, &mut cx.diagnostics);
        cx.tables.enumerations.push(model::Enumeration {
            name: Some(entry.name().into()),
            ordered: *ordered,
            values,
            span: entry.span(),
        });
        if cx.tables.measures.get(entry.name()).is_some() {
            let message = Text::new(
                format!("枚举 `{}` 与计量单位同名", entry.name()),
                format!("enumeration `{}` has the name of a measure", entry.name()),
            );
            let clash = Diagnostic::error(Code::new("E0207"), entry.span(), message);
            cx.diagnostics.push(clash.label(Text::new(
                "用作类型时分不清",
                "ambiguous where a type is named",
            )));
        }
    }
}

/// The values of a list, each once.
pub(super) fn values(written: &[Name], diagnostics: &mut Diagnostics) -> Vec<model::Name> {
    let mut values: Vec<model::Name> = Vec::new();
    for (index, name) in written.iter().enumerate() {
        let earlier = written.iter().take(index);
        match earlier.into_iter().find(|other| other.text == name.text) {
            Some(first) => diagnostics.push(duplicate(Noun::Value, name, first.span)),
            None => values.push(name.text.as_str().into()),
        }
    }
    values
}
