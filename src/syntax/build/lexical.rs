//! Names, quoted texts, numbers, dates and lengths of time.

use super::{Builder, Parts};
use crate::calendar::{Date, Duration};
use crate::diagnostic::Code;
use crate::lang;
use crate::number::{Number, ParseNumberError, digit_value};
use crate::source::Span;
use crate::syntax::ast::{DateLit, Name, NameOrText, Quantity, Text};
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::limits;

const NO_DATE: Code = Code::new("E0107");
const NUMBER: Code = Code::new("E0108");
const EMPTY_NAME: Code = Code::new("E0109");

impl Builder<'_> {
    /// A bare or quoted name.
    pub(super) fn name(&mut self, pair: Pair<'_>) -> Option<Name> {
        let inner = match pair.as_rule() {
            Rule::name => Parts::of(pair).next()?,
            _ => pair,
        };
        let span = self.span(&inner);
        let (text, quoted) = match inner.as_rule() {
            Rule::string => (self.text(inner)?.text.trim().to_owned(), true),
            _ => (inner.as_str().to_owned(), false),
        };
        if text.is_empty() {
            let message = lang::Text::new("名称是空的", "this name is empty");
            self.error(EMPTY_NAME, span, message);
            return None;
        }
        let limit = self.context.limits.name_chars;
        if text.len() > limit && text.chars().count() > limit {
            self.diagnostics.push(limits::name_too_long(span, limit));
            return None;
        }
        Some(Name { text, quoted, span })
    }

    /// The names of a list.
    pub(super) fn names(&mut self, pair: Pair<'_>) -> Option<Vec<Name>> {
        let pairs = pair.into_inner();
        let mut names = Vec::with_capacity(pairs.len());
        for name in pairs {
            names.push(self.name(name)?);
        }
        Some(names)
    }

    /// A quoted text. Only the plain ASCII marks know escapes: a printed quotation is taken as it is.
    pub(super) fn text(&mut self, pair: Pair<'_>) -> Option<Text> {
        let span = self.span(&pair);
        let inner = Parts::of(pair).next()?;
        let text = match inner.as_rule() {
            Rule::ascii_text => unescaped(inner.as_str()),
            _ => inner.as_str().to_owned(),
        };
        Some(Text { text, span })
    }

    /// The texts of a list.
    pub(super) fn texts(&mut self, pair: Pair<'_>) -> Option<Vec<Text>> {
        pair.into_inner().map(|text| self.text(text)).collect()
    }

    /// An organ's name, or words of the text.
    pub(super) fn name_or_text(&mut self, pair: Pair<'_>) -> Option<NameOrText> {
        Some(match pair.as_rule() {
            Rule::string => NameOrText::Text(self.text(pair)?),
            _ => NameOrText::Name(self.name(pair)?),
        })
    }

    /// A count.
    pub(super) fn count(&mut self, pair: &Pair<'_>) -> Option<u32> {
        let mut digits = pair.as_str().chars().filter_map(digit_value);
        let count = digits.try_fold(0_u32, |count, digit| {
            count.checked_mul(10)?.checked_add(u32::from(digit))
        });
        if count.is_none() {
            let message = lang::Text::new(
                format!("`{}` 太大", shortened(pair.as_str())),
                format!("`{}` is too large", shortened(pair.as_str())),
            );
            self.error(NUMBER, self.span(pair), message);
        }
        count
    }

    /// A number with a sign before it perhaps.
    pub(super) fn signed(&mut self, pair: Pair<'_>) -> Option<Quantity> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let negative = parts.skip(Rule::minus);
        let quantity = self.quantity(parts.next()?)?;
        let number = if negative {
            quantity.number.neg()
        } else {
            quantity.number
        };
        Some(Quantity {
            number,
            span,
            ..quantity
        })
    }

    /// A number with its unit.
    pub(super) fn quantity(&mut self, pair: Pair<'_>) -> Option<Quantity> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let number = parts.next()?;
        let parsed = Number::parse(number.as_str());
        let number = match parsed {
            Ok(number) => number,
            Err(error) => {
                self.number_error(&number, error);
                return None;
            }
        };
        let unit = parts.next().map(|unit| unit_text(unit.as_str()));
        Some(Quantity { number, unit, span })
    }

    fn number_error(&mut self, pair: &Pair<'_>, error: ParseNumberError) {
        let shown = shortened(pair.as_str());
        let message = match error {
            ParseNumberError::TooLong => lang::Text::new(
                format!("数 `{shown}` 太长"),
                format!("the number `{shown}` is too long"),
            ),
            _ => lang::Text::new(
                format!("`{shown}` 不是数"),
                format!("`{shown}` is not a number"),
            ),
        };
        self.error(NUMBER, self.span(pair), message);
    }

    /// A date that exists.
    pub(super) fn date(&mut self, pair: Pair<'_>) -> Option<DateLit> {
        let (span, written) = (self.span(&pair), pair.as_str().to_owned());
        let mut parts = Parts::of(pair);
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let four_digits = year.as_str().chars().count() == 4;
        let date = small(&year)
            .zip(small(&month).and_then(|month| i8::try_from(month).ok()))
            .zip(small(&day).and_then(|day| i8::try_from(day).ok()))
            .and_then(|((year, month), day)| Date::new(year, month, day))
            .filter(|_| four_digits);
        if date.is_none() {
            let message = if four_digits {
                lang::Text::new(
                    format!("没有 `{written}` 这一天"),
                    format!("there is no such day as `{written}`"),
                )
            } else {
                lang::Text::new(
                    format!("`{written}` 的年份应为四位数字"),
                    format!("the year of `{written}` must have four digits"),
                )
            };
            self.error(NO_DATE, span, message);
        }
        Some(DateLit { date: date?, span })
    }

    /// A length of time.
    pub(super) fn duration(&mut self, pair: Pair<'_>) -> Option<Duration> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let count = self.count(&parts.next()?)?;
        let unit = Parts::of(parts.next()?).next()?.as_rule();
        let times = |unit: i32| i32::try_from(count).ok()?.checked_mul(unit);
        let duration = match unit {
            Rule::days_unit => times(1).map(Duration::days),
            Rule::weeks_unit => times(7).map(Duration::days),
            Rule::months_unit => times(1).map(Duration::months),
            _ => times(12).map(Duration::months),
        };
        if duration.is_none() {
            self.too_long(span);
        }
        duration
    }

    fn too_long(&mut self, span: Span) {
        let message = lang::Text::new("这段时间太长", "this length of time is too long");
        self.error(NUMBER, span, message);
    }
}

/// A unit of measure as written, but for the width of the percent sign.
pub(super) fn unit_text(written: &str) -> String {
    written.replace('％', "%")
}

fn small(pair: &Pair<'_>) -> Option<i16> {
    pair.as_str()
        .chars()
        .filter_map(digit_value)
        .try_fold(0_i16, |number, digit| {
            number.checked_mul(10)?.checked_add(i16::from(digit))
        })
}

/// The text between plain ASCII marks.
pub(in crate::syntax) fn unescaped(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = (c == '\\')
            .then(|| chars.next_if(|next| matches!(next, '"' | '\\')))
            .flatten();
        text.push(escaped.unwrap_or(c));
    }
    text
}

fn shortened(digits: &str) -> String {
    const MOST: usize = 20;
    let start: String = digits.chars().take(MOST).collect();
    if start.len() < digits.len() {
        start + "…"
    } else {
        start
    }
}
