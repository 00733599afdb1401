//! What a cell means as a value of the facts: exact numbers, dates however a spreadsheet writes them, who acted.

use super::book::Raw;
use super::guide::any_word;
use super::layout::{Kind, TRUTH};
use super::lines::quoted;
use crate::calendar::Date;
use crate::lang::Text;
use crate::number::Number;

/// A binary fraction is what was typed only up to so many digits.
const EXACT_DIGITS: usize = 15;

/// Why a cell is no value: what is wrong, and what helps.
pub type Refusal = (Text, Text);

/// A cell as JSON. What the policy has to say of the value is left to the reader of facts.
///
/// # Errors
///
/// Why the cell cannot be read as it stands.
pub fn json(raw: &Raw, kind: Kind) -> Result<String, Refusal> {
    match (raw, kind) {
        (Raw::Error(error), _) => Err(broken(error)),
        (Raw::Formula, _) => Err(unresolved()),
        (Raw::Number(digits) | Raw::Percent(digits), _) if !is_exact(digits) => {
            Err(inexact(digits))
        }
        (_, Kind::Truth) => truth(raw),
        (_, Kind::Any) => any(raw).map(|some| some.to_string()),
        (Raw::Text(text), Kind::Quantity) => Ok(number(text)),
        (Raw::Number(digits), Kind::Quantity) => Ok(number(digits)),
        (Raw::Text(text), Kind::Date) => Ok(quoted(&date(text))),
        (Raw::Text(text), Kind::Actor) => Ok(actor(text)),
        _ => Ok(quoted(&shown(raw))),
    }
}

/// Whether a list is said to hold anything.
///
/// # Errors
///
/// When the cell says neither.
pub fn any(raw: &Raw) -> Result<bool, Refusal> {
    let said = shown(raw);
    any_word(&said).ok_or_else(|| {
        (
            Text::new(
                format!("`{said}` 不是“有”或者“无”"),
                format!("`{said}` is neither \"some\" nor \"none\""),
            ),
            Text::new(
                "填“有”或者“无”；不知道的留空",
                "write \"some\" or \"none\"; leave it empty if not known",
            ),
        )
    })
}

/// A cell as text.
pub fn shown(raw: &Raw) -> String {
    match raw {
        Raw::Text(text) | Raw::Number(text) | Raw::Date(text) | Raw::Error(text) => text.clone(),
        Raw::Percent(digits) => percent(digits),
        Raw::Formula => "=".to_owned(),
        Raw::Truth(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
    }
}

fn truth(raw: &Raw) -> Result<String, Refusal> {
    let [yes, no] = TRUTH;
    let is = |text: &str, (zh, en): (&str, &str)| text == zh || text.eq_ignore_ascii_case(en);
    let said = match raw {
        Raw::Truth(truth) => Some(*truth),
        Raw::Text(text) if is(text, yes) || is(text, ("真", "true")) => Some(true),
        Raw::Text(text) if is(text, no) || is(text, ("假", "false")) => Some(false),
        _ => None,
    };
    said.map(|truth| truth.to_string()).ok_or_else(|| {
        let said = shown(raw);
        (
            Text::new(
                format!("`{said}` 不是“是”或者“否”"),
                format!("`{said}` is neither \"yes\" nor \"no\""),
            ),
            Text::new(
                "填“是”或者“否”；不知道的留空",
                "write \"yes\" or \"no\"; leave it empty if not known",
            ),
        )
    })
}

/// A number alone as a number of JSON; with a unit, or as anything else, as text.
fn number(text: &str) -> String {
    match Number::parse(text) {
        // A fraction has no decimal, and none is written.
        Ok(number) if !number.to_text().contains('/') => number.to_text(),
        _ => quoted(text),
    }
}

/// A date as the facts write it, from the ways in which it is written in cells.
fn date(text: &str) -> String {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [year, month, day] = parts.as_slice() else {
        return text.to_owned();
    };
    let date = Date::parse(&format!("{year}年{month}月{day}日"));
    date.map_or_else(|| text.to_owned(), |date| date.to_string())
}

/// A person, organ or office: a name, or told apart by a colon and an `@` (`organ: office@unit`, `organ:`).
fn actor(text: &str) -> String {
    let (party, unit) = match text.split_once(['@', '＠']) {
        Some((party, unit)) => (party.trim(), Some(unit.trim())),
        None => (text, None),
    };
    let (organ, office) = match party.split_once([':', '：']) {
        Some((organ, office)) => (organ.trim(), Some(office.trim())),
        None => (party, None),
    };
    let is_name = office.is_none() && unit.is_none();
    let office = office.filter(|office| !office.is_empty());
    let keys = match (organ, office, unit) {
        (name, ..) if is_name => return quoted(name),
        ("个人", Some(person), None) => vec![("person", person)],
        (word, Some(person), None) if word.eq_ignore_ascii_case("person") => {
            vec![("person", person)]
        }
        _ => {
            let rest = [("office", office), ("unit", unit)];
            let rest = rest
                .into_iter()
                .filter_map(|(key, text)| Some((key, text?)));
            std::iter::once(("organ", organ)).chain(rest).collect()
        }
    };
    let keys: Vec<String> = keys
        .into_iter()
        .map(|(key, text)| format!("{}:{}", quoted(key), quoted(text)))
        .collect();
    format!("{{{}}}", keys.join(","))
}

fn percent(digits: &str) -> String {
    let hundred = Number::from_int(100);
    let number = Number::parse(digits).ok();
    let shifted = number.and_then(|number| number.checked_mul(&hundred));
    shifted.map_or_else(|| digits.to_owned(), |number| number.to_text()) + "%"
}

/// Whether a binary fraction's shortest decimal is surely what was typed.
fn is_exact(digits: &str) -> bool {
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len() <= EXACT_DIGITS
}

fn inexact(digits: &str) -> Refusal {
    (
        Text::new(
            format!("数 `{digits}` 超过 {EXACT_DIGITS} 位有效数字，表格软件存不准"),
            format!(
                "the number `{digits}` has more than {EXACT_DIGITS} significant digits, which a spreadsheet does not keep exactly"
            ),
        ),
        Text::new(
            "把单元格设为文本格式，照实写数；公式算出的，写算得的数",
            "format the cell as text and write the number; write what a formula gives",
        ),
    )
}

fn broken(error: &str) -> Refusal {
    (
        Text::new(
            format!("公式没有算出结果：`{error}`"),
            format!("a formula gives no result: `{error}`"),
        ),
        Text::new(
            "更正公式，或者直接写值；不知道的留空",
            "correct it, or write the value; leave it empty if not known",
        ),
    )
}

fn unresolved() -> Refusal {
    (
        Text::new(
            "公式的结果没有存在文件里",
            "the result of this formula is not in the file",
        ),
        Text::new(
            "在表格软件里打开并保存，或者直接写值",
            "open and save it in a spreadsheet program, or write the value",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(raw: &str, kind: Kind) -> String {
        json(&Raw::Text(raw.to_owned()), kind).unwrap()
    }

    #[test]
    fn numbers_are_what_was_typed() {
        assert_eq!(text("92.50", Kind::Quantity), "92.5");
        assert_eq!(text("９２", Kind::Quantity), "92");
        assert_eq!(text("2.7%", Kind::Quantity), "\"2.7%\"");
        assert_eq!(text("1,000", Kind::Quantity), "\"1,000\"");
        let number = |digits: f64| json(&Raw::Number(digits.to_string()), Kind::Quantity);
        assert_eq!(number(0.1).unwrap(), "0.1");
        assert_eq!(number(1e21).unwrap(), "1000000000000000000000");
        assert!(number(0.1 + 0.2).is_err());
    }

    #[test]
    fn percentages_are_what_is_shown() {
        for (shown, expected) in [(0.027, "\"2.7%\""), (0.29, "\"29%\""), (1.0, "\"100%\"")] {
            let raw = Raw::Percent(shown.to_string());
            assert_eq!(json(&raw, Kind::Quantity).unwrap(), expected);
        }
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        for written in ["2017/9/12", "2017.09.12", "2017-9-12", "２０１７-９-１２"] {
            assert_eq!(text(written, Kind::Date), "\"2017-09-12\"");
        }
        for left in ["2017年9月12日", "12/9/2017", "2017/13/1", "九月"] {
            assert_eq!(text(left, Kind::Date), quoted(left));
        }
    }

    #[test]
    fn actors_are_told_apart() {
        assert_eq!(text("张三", Kind::Actor), "\"张三\"");
        assert_eq!(text("个人：张三", Kind::Actor), r#"{"person":"张三"}"#);
        assert_eq!(
            text("镇政府：镇长@柳镇", Kind::Actor),
            r#"{"organ":"镇政府","office":"镇长","unit":"柳镇"}"#
        );
        assert_eq!(text("镇政府：", Kind::Actor), r#"{"organ":"镇政府"}"#);
        assert_eq!(
            text("镇政府@甲县/柳镇", Kind::Actor),
            r#"{"organ":"镇政府","unit":"甲县/柳镇"}"#
        );
    }

    #[test]
    fn yes_and_no_only() {
        assert_eq!(text("是", Kind::Truth), "true");
        assert_eq!(text("No", Kind::Truth), "false");
        assert!(json(&Raw::Text("有".to_owned()), Kind::Truth).is_err());
        assert!(json(&Raw::Number("1".to_owned()), Kind::Truth).is_err());
    }
}
