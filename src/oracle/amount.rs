//! Numbers with their units, as facts and policies write them.

use num_rational::BigRational;

use super::book::{Book, Sort as Decls};
use super::json::Json;
use super::value::{Sort, Value, decimal, unit_of_measure};
use crate::syntax::ast::DeclKind;

/// A number with its unit, or in the unit declared.
pub(super) fn number(book: &Book, said: &Json, declared: Option<&String>) -> Value {
    let (digits, unit) = match said {
        Json::Number(digits) => (digits.clone(), declared.cloned()),
        other => {
            let text = other.as_text();
            let is_digit = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
            let end = text.find(|c| !is_digit(c)).unwrap_or(text.len());
            {
                let (digits, unit) = text.split_at(end);
                (digits.to_owned(), Some(unit.trim().to_owned()))
            }
        }
    };
    let unit = unit.filter(|unit| !unit.is_empty());
    let (factor, sort) = measure(book, unit.as_deref());
    Value::Number(super::value::Number {
        amount: decimal(&digits) * factor,
        sort,
    })
}

/// How many base units one of a unit is; the policy may declare units of its own.
pub(super) fn measure(book: &Book, unit: Option<&str>) -> (BigRational, Sort) {
    let Some(unit) = unit else {
        return (super::value::whole(1), Sort::Other);
    };
    if let Some(known) = unit_of_measure(unit) {
        return known;
    }
    match &book.get(Decls::Measure, unit).kind {
        DeclKind::Measure {
            equals: Some((quantity, _)),
        } => {
            let (factor, sort) = measure(book, quantity.unit.as_deref());
            (decimal(&quantity.number.to_text()) * factor, sort)
        }
        _ => (super::value::whole(1), Sort::Other),
    }
}
