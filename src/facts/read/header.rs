//! The format, the as-of date and the period.

use super::fields::Fields;
use super::reader::Reader;
use crate::facts::FORMAT;
use crate::facts::document::NodeKind;
use crate::lang::Text;

/// Reads them; without a date or a period the rest is read all the same, for what else is wrong.
pub fn read(reader: &mut Reader, facts: &Fields) {
    format(reader, facts);
    reader.as_of = reader.required_date(facts, "as_of");
    reader.period = reader
        .required(facts, "period")
        .and_then(|at| reader.period(&at));
    if let Some(as_of) = reader.as_of {
        reader.store.as_of = as_of;
    }
    if let Some(period) = reader.period {
        reader.store.period = period;
    }
}

fn format(reader: &mut Reader, facts: &Fields) {
    let help = || {
        Some(Text::new(
            format!("写作 `{FORMAT}`"),
            format!("write `{FORMAT}`"),
        ))
    };
    let Some(at) = facts.get("format") else {
        reader.missing(facts, "format", help());
        return;
    };
    match at.node.kind() {
        NodeKind::String(text) if text == FORMAT => {}
        NodeKind::String(_) => {
            let message = Text::new("不认识的格式", "the format is not known");
            reader.problems.push(at, "F0108", message, help());
        }
        _ => reader.wrong_kind_but(&at, Text::new("文字", "a text"), help()),
    }
}
