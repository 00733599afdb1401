//! Quantities: `"2.7%"`, `"5万元"`, or a bare number in the unit that the policy declares. Kept in base units.

use super::path::{At, shown};
use super::reader::Reader;
use super::scalar::Slot;
use crate::facts::document::NodeKind;
use crate::lang::Text;
use crate::measure::{Dimension, Measure, split_quantity};
use crate::number::{Number, ParseNumberError};

impl Reader<'_> {
    /// A number of base units of a dimension.
    pub fn quantity(&mut self, at: &At, slot: &Slot, dimension: &Dimension) -> Option<Number> {
        let value = match at.node.kind() {
            NodeKind::Number(digits) => self.bare(at, digits, slot)?,
            NodeKind::String(_) => self.written(at, slot, dimension)?,
            _ => {
                let help = self
                    .written_as(slot, "5")
                    .map(|text| Text::new(format!("如 `{text}`"), format!("such as `{text}`")));
                self.wrong_kind_but(at, slot_kind(slot), help);
                return None;
            }
        };
        self.in_range(at, &value, slot).then_some(value)
    }

    fn bare(&mut self, at: &At, digits: &str, slot: &Slot) -> Option<Number> {
        let value = self.number(at, digits, digits)?;
        match slot.measure {
            Some(measure) => self.in_base(at, &value, measure),
            None => Some(value),
        }
    }

    fn written(&mut self, at: &At, slot: &Slot, dimension: &Dimension) -> Option<Number> {
        let text = self.text(at)?;
        let Some((digits, unit)) = split_quantity(text) else {
            self.malformed(at, text);
            return None;
        };
        if unit.starts_with([',', '，', '、', '\'']) {
            let message = malformed_message(text);
            let help = Text::new("数字之间不写分隔符", "write numbers without separators");
            self.problems.push(at, "F0131", message, Some(help));
            return None;
        }
        let value = self.number(at, digits.trim(), text)?;
        if unit.is_empty() {
            if dimension.is_none() {
                return Some(value);
            }
            self.without_unit(at, text, slot);
            return None;
        }
        let measures = &self.model.measures;
        match measures.get(unit.trim_end()) {
            Some(measure) if measure.dimension == *dimension => self.in_base(at, &value, measure),
            Some(_) => {
                self.not_convertible(at, unit, slot);
                None
            }
            None => {
                self.unknown_measure(at, unit, slot, dimension);
                None
            }
        }
    }

    fn number(&mut self, at: &At, digits: &str, text: &str) -> Option<Number> {
        match Number::parse(digits) {
            Ok(number) => Some(number),
            Err(ParseNumberError::TooLong) => {
                self.too_long(at, text);
                None
            }
            Err(_) => {
                self.malformed(at, text);
                None
            }
        }
    }

    fn in_base(&mut self, at: &At, value: &Number, measure: &Measure) -> Option<Number> {
        let base = value.checked_mul(&measure.factor);
        if base.is_none() {
            self.too_long(at, &value.to_text());
        }
        base
    }

    fn in_range(&mut self, at: &At, value: &Number, slot: &Slot) -> bool {
        let (Some(least), most) = slot.range else {
            return true;
        };
        if value >= least && most.is_none_or(|most| value <= most) {
            return true;
        }
        let show = |number: &Number| self.show(number, slot);
        let (value, least) = (show(value), show(least));
        let (zh, en) = match most.map(show) {
            Some(most) => (
                format!("`{}` 在 {least} 到 {most} 之间", slot.name),
                format!("`{}` lies between {least} and {most}", slot.name),
            ),
            None => (
                format!("`{}` 不小于 {least}", slot.name),
                format!("`{}` is at least {least}", slot.name),
            ),
        };
        let message = Text::new(
            format!("`{value}` 超出可能的范围"),
            format!("`{value}` is out of range"),
        );
        self.problems
            .push(at, "F0135", message, Some(Text::new(zh, en)));
        false
    }

    fn show(&self, number: &Number, slot: &Slot) -> String {
        match slot.measure {
            Some(measure) => self.model.measures.format(number, measure),
            None => number.to_approx_text(4),
        }
    }

    fn without_unit(&mut self, at: &At, text: &str, slot: &Slot) {
        let text = shown(text.trim());
        let message = Text::new(
            format!("`{text}` 没有写计量单位"),
            format!("`{text}` has no unit of measure"),
        );
        let help = self
            .written_as(slot, &text)
            .map(|text| Text::new(format!("写作 `{text}`"), format!("write `{text}`")));
        self.problems.push(at, "F0134", message, help);
    }

    fn unknown_measure(&mut self, at: &At, unit: &str, slot: &Slot, dimension: &Dimension) {
        let message = Text::new(
            format!("没有计量单位 `{}`", shown(unit)),
            format!("there is no unit of measure `{}`", shown(unit)),
        );
        let measures = &self.model.measures;
        let fits = |name: &&str| {
            measures
                .get(name)
                .is_some_and(|m| m.dimension == *dimension)
        };
        let near = self.problems.suggest(unit, measures.names().filter(fits));
        let help = near.unwrap_or_else(|| wanted(slot));
        self.problems.push(at, "F0132", message, Some(help));
    }

    fn not_convertible(&mut self, at: &At, unit: &str, slot: &Slot) {
        let unit = shown(unit);
        let (zh, en) = match slot.measure {
            Some(measure) => (
                format!("`{unit}` 不能换算为 `{}`", measure.name),
                format!("`{unit}` does not convert to `{}`", measure.name),
            ),
            None => (
                format!("`{}` 是没有单位的数，不能带 `{unit}`", slot.name),
                format!("`{}` is a plain number and takes no `{unit}`", slot.name),
            ),
        };
        self.problems
            .push(at, "F0133", Text::new(zh, en), Some(wanted(slot)));
    }

    fn malformed(&mut self, at: &At, text: &str) {
        let help = Text::new(
            "用数字书写，如 `2.7%`、`5万元`",
            "write it in digits, such as `2.7%`, `5万元`",
        );
        self.problems
            .push(at, "F0131", malformed_message(text), Some(help));
    }

    fn too_long(&mut self, at: &At, text: &str) {
        let message = Text::new(
            format!("数 `{}` 太大、太小或者太长", shown(text)),
            format!(
                "the number `{}` is too large, too small or too long",
                shown(text)
            ),
        );
        let help = Text::new(
            "数最多 400 位，指数不超过 ±400",
            "a number has at most 400 digits and an exponent within ±400",
        );
        self.problems.push(at, "F0131", message, Some(help));
    }

    /// Digits with the unit of the slot, where that is exact: `91%`.
    fn written_as(&self, slot: &Slot, digits: &str) -> Option<String> {
        let digits = digits.trim();
        let Some(measure) = slot.measure else {
            return Some(shown(digits));
        };
        let base = Number::parse(digits).ok()?.checked_mul(&measure.factor)?;
        let exact = self.model.measures.format(&base, measure);
        (!exact.starts_with('≈')).then(|| shown(&exact))
    }
}

/// In which unit to write instead. The number is not repeated: in another unit it is another one.
fn wanted(slot: &Slot) -> Text {
    match slot.measure {
        Some(measure) => Text::new(
            format!("改用能换算为 `{}` 的单位", measure.name),
            format!("use a unit that converts to `{}`", measure.name),
        ),
        None => Text::new("只写数", "write the number alone"),
    }
}

fn malformed_message(text: &str) -> Text {
    Text::new(
        format!("`{}` 不是数", shown(text)),
        format!("`{}` is not a number", shown(text)),
    )
}

fn slot_kind(slot: &Slot) -> Text {
    match slot.measure {
        Some(measure) => Text::new(
            format!("以 `{}` 计的数", measure.name),
            format!("a number of `{}`", measure.name),
        ),
        None => Text::new("数", "a number"),
    }
}
