//! Two conditions that differ in nothing but their bounds, and by how much.

use serde_json::Value;

use super::entry::{Entry, Renames, comparison, plain};
use super::{BoundAt, BoundEffect, ChangeDetail};
use crate::assessment::Comparison;
use crate::measure::{Measure, Measures};
use crate::model::Name;
use crate::number::Number;

/// Two versions of a property.
pub struct Versions<'e> {
    /// The property.
    pub property: String,
    /// The older declaration.
    pub old: &'e Entry<'e>,
    /// The newer declaration.
    pub new: &'e Entry<'e>,
    /// The newer names.
    pub renames: &'e Renames,
    /// The units of measure of both.
    pub measures: (&'e Measures, &'e Measures),
}

/// A number with its unit.
struct Stated<'v> {
    number: Number,
    unit: Option<&'v str>,
}

impl Versions<'_> {
    /// The bounds that differ; `None` where anything else does.
    pub fn bounds(&self, old: &Value, new: &Value) -> Option<Vec<ChangeDetail>> {
        let mut found = Vec::new();
        self.walk((old, new), Some(true), &mut found)
            .then_some(found)
    }

    /// `more`: whether the whole holds more often where this part does; unknown below counts and the like.
    fn walk(
        &self,
        (old, new): (&Value, &Value),
        more: Option<bool>,
        found: &mut Vec<ChangeDetail>,
    ) -> bool {
        if plain(old, self.renames) == plain(new, &Renames::new()) {
            return true;
        }
        if let (Some(from), Some(to)) = (comparison(old), comparison(new))
            && let (Some(a), Some(b)) = (stated(from.2), stated(to.2))
            && plain(from.1, self.renames) == plain(to.1, &Renames::new())
        {
            let ops = (operator(from.0), operator(to.0));
            let quantity = self.new.words_of(to.1);
            found.push(self.bound(quantity, ops, (&a, &b), more));
            return true;
        }
        if let (Some(a), Some(b)) = (stated(old), stated(new)) {
            found.push(self.bound(Name::default(), (None, None), (&a, &b), None));
            return true;
        }
        match (old, new) {
            (Value::Array(a), Value::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|pair| self.walk(pair, more, found))
            }
            (Value::Object(a), Value::Object(b)) => {
                a.len() == b.len()
                    && a.iter().all(|(key, old)| {
                        let more = match key.as_str() {
                            "Not" => more.map(|more| !more),
                            "And" | "Or" | "kind" | "condition" | "filter" => more,
                            _ => None,
                        };
                        let skipped = ["span", "keyword", "note"].contains(&key.as_str());
                        skipped
                            || b.get(key)
                                .is_some_and(|new| self.walk((old, new), more, found))
                    })
            }
            _ => false,
        }
    }

    fn bound(
        &self,
        quantity: Name,
        ops: (Option<Comparison>, Option<Comparison>),
        (a, b): (&Stated<'_>, &Stated<'_>),
        more: Option<bool>,
    ) -> ChangeDetail {
        let moved = self.moved(a, b);
        let at = |comparison, stated: &Stated<'_>| BoundAt {
            comparison,
            value: stated.text(),
        };
        let raised = moved
            .as_ref()
            .and_then(|(by, _)| (!by.is_zero()).then(|| !by.is_negative()));
        ChangeDetail::Bound {
            property: self.property.as_str().into(),
            quantity,
            from: at(ops.0, a),
            to: at(ops.1, b),
            by: moved.filter(|(by, _)| !by.is_zero()).map(|(_, text)| text),
            raised,
            effect: self.effect(ops, raised, more),
        }
    }

    /// How far a value moved, in the newer one's unit.
    fn moved(&self, a: &Stated<'_>, b: &Stated<'_>) -> Option<(Number, Name)> {
        if a.unit == b.unit && a.unit.is_none() {
            let by = b.number.checked_sub(&a.number)?;
            let text = absolute(&by).to_text().into();
            return Some((by, text));
        }
        let unit = b.unit?;
        let (old, new) = (self.measures.0.get(a.unit?)?, self.measures.1.get(unit)?);
        if old.dimension != new.dimension && a.unit != b.unit {
            return None;
        }
        let base =
            |stated: &Stated<'_>, measure: &Measure| stated.number.checked_mul(&measure.factor);
        let by = base(b, new)?.checked_sub(&base(a, old)?)?;
        let shown = absolute(&by).checked_div(&new.factor)?.to_text();
        let unit = if unit == "%" { "个百分点" } else { unit };
        Some((by, format!("{shown}{unit}").into()))
    }

    fn effect(
        &self,
        ops: (Option<Comparison>, Option<Comparison>),
        raised: Option<bool>,
        more: Option<bool>,
    ) -> BoundEffect {
        use Comparison::{AtLeast, AtMost, Less, More};
        let (Some(from), Some(to), Some(more)) = (ops.0, ops.1, more) else {
            return BoundEffect::Depends;
        };
        let is_least = |op| matches!(op, AtLeast | More);
        let is_most = |op| matches!(op, AtMost | Less);
        let harder = match (from, to, raised) {
            (from, to, Some(up)) if is_least(from) && is_least(to) => up,
            (from, to, Some(up)) if is_most(from) && is_most(to) => !up,
            (AtLeast, More, None) | (AtMost, Less, None) => true,
            (More, AtLeast, None) | (Less, AtMost, None) => false,
            _ => return BoundEffect::Depends,
        };
        match (self.property == "require", harder == more) {
            (true, true) => BoundEffect::Tightened,
            (true, false) => BoundEffect::Loosened,
            (false, true) => BoundEffect::Narrowed,
            (false, false) => BoundEffect::Widened,
        }
    }
}

impl Stated<'_> {
    fn text(&self) -> Name {
        format!("{}{}", self.number.to_text(), self.unit.unwrap_or_default()).into()
    }
}

/// A number that stands by itself.
fn stated(value: &Value) -> Option<Stated<'_>> {
    let quantity = value
        .get("kind")
        .unwrap_or(value)
        .get("Quantity")
        .unwrap_or(value);
    let number = quantity.get("number")?.as_str()?;
    Some(Stated {
        number: Number::parse(number).ok()?,
        unit: quantity.get("unit").and_then(Value::as_str),
    })
}

fn absolute(number: &Number) -> Number {
    if number.is_negative() {
        number.neg()
    } else {
        number.clone()
    }
}

fn operator(name: &str) -> Option<Comparison> {
    Some(match name {
        "Less" => Comparison::Less,
        "AtMost" => Comparison::AtMost,
        "Equal" => Comparison::Equal,
        "NotEqual" => Comparison::NotEqual,
        "AtLeast" => Comparison::AtLeast,
        "More" => Comparison::More,
        _ => return None,
    })
}
