//! The facts of scenarios and backgrounds.

use super::lexical::unit_text;
use super::{Builder, Parts};
use crate::calendar::{Date, Period};
use crate::diagnostic::Code;
use crate::lang::Text;
use crate::number::digit_value;
use crate::syntax::ast::{Fact, FactKind, FactList, Name, Reading, Value, ValueKind};
use crate::syntax::grammar::{Pair, Rule};

const NO_PERIOD: Code = Code::new("E0107");

impl Builder<'_> {
    /// `take reading = choice`.
    pub(super) fn reading(&mut self, pair: Pair<'_>) -> Option<Reading> {
        let mut names = pair.into_inner().filter(|p| p.as_rule() == Rule::name);
        Some(Reading {
            interpretation: self.name(names.next()?)?,
            choice: self.name(names.next()?)?,
        })
    }

    /// A fact, at the top or inside a block.
    pub(super) fn fact(&mut self, pair: Pair<'_>) -> Option<Fact> {
        let (span, rule) = (self.span(&pair), pair.as_rule());
        let mut parts = Parts::of(pair);
        let kind = match rule {
            Rule::known_on => FactKind::AsOf(self.date(parts.last()?)?),
            Rule::about_period => FactKind::Period(self.period(&parts.last()?)?),
            Rule::facts_note => FactKind::Note(self.text(parts.last()?)?),
            Rule::facts_origin => FactKind::Source(self.text(parts.last()?)?),
            Rule::list_entry => self.list_entry(&mut parts)?,
            Rule::inner_units => FactKind::Absent {
                list: FactList::Units,
                known: is_nothing(parts.last()?),
            },
            Rule::fact_block => {
                let head = self.path(parts.next()?)?;
                let name = match parts.take(Rule::name) {
                    Some(name) => Some(self.name(name)?),
                    None => None,
                };
                let facts = self.facts(&mut parts)?;
                FactKind::Block { head, name, facts }
            }
            Rule::plan_figure => {
                parts.skip(Rule::plan_kw);
                let target = self.name(parts.next()?)?;
                let value = self.value(parts.next()?)?;
                let beside = self.facts(&mut parts)?;
                FactKind::Plan {
                    target,
                    value,
                    beside,
                }
            }
            Rule::earlier_values => {
                parts.skip(Rule::earlier_kw);
                let period = self.period(&parts.next()?)?;
                let values = self.facts(&mut parts)?;
                FactKind::Earlier { period, values }
            }
            _ => {
                let key = self.name(Parts::of(parts.next()?).next()?)?;
                let value = self.value(parts.next()?)?;
                let beside = self.facts(&mut parts)?;
                FactKind::Value { key, value, beside }
            }
        };
        Some(Fact { kind, span })
    }

    /// The facts that are left of a node; one that cannot be read leaves the others.
    fn facts(&mut self, parts: &mut Parts<'_>) -> Option<Vec<Fact>> {
        let mut facts = Vec::new();
        while let Some(pair) = parts.next() {
            let span = self.span(&pair);
            facts.extend(self.checked(span, |builder| builder.fact(pair)));
        }
        Some(facts)
    }

    fn list_entry(&mut self, parts: &mut Parts<'_>) -> Option<FactKind> {
        let list = match parts.next()?.as_rule() {
            Rule::person_kw => FactList::Persons,
            Rule::determined_kw => FactList::Determinations,
            Rule::discharge_kw => FactList::Discharges,
            _ => FactList::Reports,
        };
        if let Some(absent) = parts.take(Rule::absent) {
            let known = is_nothing(absent);
            return Some(FactKind::Absent { list, known });
        }
        let name = self.name(parts.next()?)?;
        let details = self.details(parts)?;
        Some(FactKind::Entry {
            list,
            name,
            details,
        })
    }

    /// Names joined by `/`, as one.
    pub(super) fn path(&mut self, pair: Pair<'_>) -> Option<Name> {
        let span = self.span(&pair);
        let mut names = Vec::new();
        let mut parts = Parts::of(pair);
        while let Some(name) = parts.next() {
            names.push(self.name(name)?);
        }
        let quoted = names.iter().any(|name| name.quoted);
        let texts: Vec<String> = names.into_iter().map(|name| name.text).collect();
        Some(Name {
            text: texts.join("/"),
            quoted,
            span,
        })
    }

    /// A value of the facts, or one expected.
    pub(super) fn value(&mut self, pair: Pair<'_>) -> Option<Value> {
        let span = self.span(&pair);
        let inner = match pair.as_rule() {
            Rule::value => Parts::of(pair).next()?,
            _ => pair,
        };
        let kind = match inner.as_rule() {
            Rule::absent if is_nothing(inner.clone()) => ValueKind::Nothing,
            Rule::absent => ValueKind::Unknown,
            Rule::true_kw => ValueKind::Truth(true),
            Rule::false_kw => ValueKind::Truth(false),
            Rule::date => ValueKind::Date(self.date(inner)?),
            Rule::string => ValueKind::Text(self.text(inner)?.text),
            Rule::named_person => ValueKind::Person(self.name(inner.into_inner().last()?)?),
            Rule::amount => amount(&inner),
            _ => self.value_name(inner)?,
        };
        Some(Value { kind, span })
    }

    fn value_name(&mut self, pair: Pair<'_>) -> Option<ValueKind> {
        let mut parts = Parts::of(pair);
        let first = self.path(parts.next()?)?;
        // `office of organ`, but `organ 的 office`.
        let turned = parts.peek() == Some(Rule::of_kw);
        let second = match parts.skip(Rule::de_kw) || parts.skip(Rule::of_kw) {
            true => Some(self.name(parts.next()?)?),
            false => None,
        };
        let at = match parts.skip(Rule::at_kw) {
            true => Some(self.path(parts.next()?)?),
            false => None,
        };
        let (name, office) = match second {
            Some(organ) if turned => (organ, Some(first)),
            office => (first, office),
        };
        Some(ValueKind::Name { name, office, at })
    }

    /// A period in any of its spellings.
    pub(super) fn period(&mut self, pair: &Pair<'_>) -> Option<Period> {
        let written = pair.as_str().trim();
        let period = period(written);
        if period.is_none() {
            let message = Text::new(
                format!("没有 `{written}` 这一期间"),
                format!("there is no such period as `{written}`"),
            );
            self.error(NO_PERIOD, self.span(pair), message);
        }
        period
    }
}

/// Whether an absent list is known to be empty.
fn is_nothing(pair: Pair<'_>) -> bool {
    pair.into_inner()
        .any(|word| word.as_rule() == Rule::nothing_kw)
}

/// A number as facts write it: without a unit, or joined to it.
fn amount(pair: &Pair<'_>) -> ValueKind {
    let mut text = String::new();
    let mut unit = false;
    for part in pair.clone().into_inner() {
        match part.as_rule() {
            Rule::minus => text.push('-'),
            Rule::number => text.extend(part.as_str().chars().map(plain)),
            _ => {
                if unit {
                    text.push('/');
                }
                unit = true;
                text.push_str(&unit_text(part.as_str()));
            }
        }
    }
    if unit {
        ValueKind::Quantity(text)
    } else {
        ValueKind::Number(text)
    }
}

/// A digit or point of any width as ASCII.
fn plain(c: char) -> char {
    match digit_value(c).and_then(|digit| char::from_digit(u32::from(digit), 10)) {
        Some(digit) => digit,
        None if c == '．' => '.',
        None => c,
    }
}

fn period(written: &str) -> Option<Period> {
    let text: String = written
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '－' => '-',
            other => plain(other),
        })
        .collect::<String>()
        .to_uppercase();
    for between in ["至", "/", "TO"] {
        if let Some((start, end)) = text.split_once(between) {
            return Period::new(day(start)?, day(end)?);
        }
    }
    let Some((year, part)) = text.split_once('年') else {
        return Period::parse(&text);
    };
    let part = match part {
        "" => return Period::parse(year),
        "上半年" => "H1".to_owned(),
        "下半年" => "H2".to_owned(),
        _ => match (part.strip_suffix("季度"), part.strip_suffix('月')) {
            (Some(quarter), _) => format!("Q{}", ordinal(quarter.trim_start_matches('第'))?),
            (_, Some(month)) => format!("{month:0>2}"),
            _ => return None,
        },
    };
    Period::parse(&format!("{year}-{part}"))
}

fn ordinal(text: &str) -> Option<&str> {
    Some(match text {
        "一" => "1",
        "二" => "2",
        "三" => "3",
        "四" => "4",
        digit => digit,
    })
}

/// `2017-01-31` or `2017年1月31日`.
fn day(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text
        .trim_end_matches('日')
        .split(['年', '月', '-'])
        .collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}
