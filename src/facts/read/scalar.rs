//! One value of a declared type.

use super::path::{At, shown};
use super::quick::Quick;
use super::reader::Reader;
use crate::calendar::Duration;
use crate::facts::UnitIndex;
use crate::facts::document::NodeKind;
use crate::lang::Text;
use crate::measure::{Measure, split_quantity};
use crate::model::{EnumerationId, Field, MatterId, Metric, Name, Plan, Target, Vague};
use crate::number::Number;
use crate::suggest::proposal;
use crate::types::Type;
use crate::value::Value;

/// What a value is for.
#[derive(Debug, Clone, Copy)]
pub struct Slot<'m> {
    /// The name of the metric, field, target or term.
    pub name: &'m str,
    /// Its type.
    pub ty: &'m Type,
    /// The unit of a bare number; `None` for plain numbers.
    pub measure: Option<&'m Measure>,
    /// The smallest and the largest possible value, in base units.
    pub range: (Option<&'m Number>, Option<&'m Number>),
    /// The unit at which organs are looked for, and the one of a record.
    pub near: Option<UnitIndex>,
    /// How a bare number becomes a cell at once.
    pub quick: Option<&'m Quick>,
}

impl<'m> Slot<'m> {
    /// A metric's value.
    pub fn metric(metric: &'m Metric) -> Self {
        let range = metric.range.as_ref();
        Self {
            name: &metric.name,
            ty: &metric.ty,
            measure: metric.measure.as_ref(),
            range: (
                range.map(|(least, _)| least),
                range.and_then(|(_, most)| most.as_ref()),
            ),
            near: None,
            quick: None,
        }
    }

    /// A plan's figure for a target.
    pub fn plan(target: &'m Target, plan: &'m Plan) -> Self {
        Self {
            name: &target.name,
            ty: &plan.ty,
            measure: plan.measure.as_ref(),
            range: (None, None),
            near: None,
            quick: None,
        }
    }

    /// A field's value, in a record that concerns a unit.
    pub fn field(field: &'m Field, near: UnitIndex) -> Self {
        let range = field.range.as_ref();
        Self {
            name: &field.name,
            ty: &field.ty,
            measure: field.measure.as_ref(),
            range: (range.map(|(least, _)| least), range.map(|(_, most)| most)),
            near: Some(near),
            quick: None,
        }
    }

    /// The same, with the quick way for bare numbers.
    pub fn with_quick(self, quick: Option<&'m Quick>) -> Self {
        Self { quick, ..self }
    }

    /// A determination's value.
    pub fn term(term: &'m Vague) -> Self {
        Self {
            name: &term.name,
            ty: &term.yields,
            measure: term.measure.as_ref(),
            range: (None, None),
            near: None,
            quick: None,
        }
    }
}

impl Reader<'_> {
    /// A value of the slot's type.
    pub fn value(&mut self, at: &At, slot: &Slot) -> Option<Value> {
        match slot.ty {
            Type::Truth => self.truth(at),
            Type::Quantity(dimension) => self.quantity(at, slot, dimension).map(Value::Number),
            Type::Date => self.date(at).map(Value::Date),
            Type::Span => self.span(at).map(Value::Span),
            Type::Text => self.text(at).map(|text| Value::Text(Name::from(text))),
            Type::Enumeration(id) => self.enumerated(at, *id).map(Value::Enumerated),
            Type::Matter => self.matter(at).map(Value::Matter),
            Type::Unit => self.unit_reference(at, None).map(Value::Unit),
            Type::Actor => self.actor(at, slot.near).map(Value::Actor),
            Type::Record => self.record_reference(at).map(Value::Record),
        }
    }

    fn truth(&mut self, at: &At) -> Option<Value> {
        let word = match at.node.kind() {
            NodeKind::Bool(value) => return Some(Value::Truth(value)),
            NodeKind::String(text) => truth_word(text),
            NodeKind::Number(digits) => truth_word(digits),
            _ => None,
        };
        let help = word.map(|word| {
            Text::new(
                format!("写作 `{word}`，不加引号"),
                format!("write `{word}`, without quotes"),
            )
        });
        self.wrong_kind_but(
            at,
            Text::new("真假值（`true` 或者 `false`）", "`true` or `false`"),
            help,
        );
        None
    }

    /// A number of months or years.
    fn span(&mut self, at: &At) -> Option<Duration> {
        let text = self.text(at)?;
        let span = split_quantity(text).and_then(|(digits, unit)| {
            let count = i32::try_from(Number::parse(digits.trim()).ok()?.to_i64()?).ok()?;
            match unit.trim_end() {
                "个月" | "月" | "months" | "month" => Some(Duration::months(count)),
                "年" | "years" | "year" => Some(Duration::months(count.checked_mul(12)?)),
                _ => None,
            }
        });
        if span.is_none() {
            let text = shown(text);
            let message = Text::new(
                format!("`{text}` 不是月数或者年数"),
                format!("`{text}` is not a number of months or years"),
            );
            let help = Text::new("写作 `6个月`、`2年`", "write `6 months`, `2 years`");
            self.problems.push(at, "F0131", message, Some(help));
        }
        span
    }

    fn enumerated(&mut self, at: &At, id: EnumerationId) -> Option<u16> {
        let text = self.text(at)?;
        let enumeration = self.model.enumerations.row(id)?;
        let position = enumeration.position(text);
        if position.is_none() {
            let text_shown = shown(text);
            let message = match &enumeration.name {
                Some(name) => Text::new(
                    format!("`{text_shown}` 不是 `{name}` 的值"),
                    format!("`{text_shown}` is not a value of `{name}`"),
                ),
                None => Text::new(
                    format!("`{text_shown}` 不是列出的值"),
                    format!("`{text_shown}` is not one of the values listed"),
                ),
            };
            let values: Vec<&str> = enumeration.values.iter().map(|value| &**value).collect();
            let help = self.problems.suggest_or_list(text, &values);
            self.problems.push(at, "F0136", message, help);
        }
        position
    }

    fn matter(&mut self, at: &At) -> Option<MatterId> {
        let text = self.text(at)?;
        let found = self.names.matters.get(text);
        if found.is_none() {
            let mut matters = self.model.matters.values();
            let worded = matters.find(|matter| matter.worded.iter().any(|w| &**w == text));
            let names: Vec<&str> = self.names.matters.keys().collect();
            let help = match worded {
                Some(matter) => Some(proposal(&matter.name)),
                None => self.problems.suggest_or_list(text, &names),
            };
            let text = shown(text);
            let message = Text::new(
                format!("没有名为 `{text}` 的事项"),
                format!("there is no matter named `{text}`"),
            );
            self.problems.push(at, "F0137", message, help);
        }
        found
    }
}

fn truth_word(text: &str) -> Option<&'static str> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "是" | "有" | "真" => Some("true"),
        "false" | "no" | "n" | "0" | "否" | "无" | "没有" | "假" => Some("false"),
        _ => None,
    }
}
