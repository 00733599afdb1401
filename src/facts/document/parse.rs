//! JSON text to the tape, and what to say where that fails.
//!
//! The scanner goes first and only finds what is right. Where it stops, `serde_json` alone says what is not JSON.

use serde_json::value::RawValue;

use super::position;
use super::scan::{Stopped, Why, scan};
use super::tape::Tape;
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::FactLimits;
use crate::lang::Text;

const NOT_JSON: Code = Code::new("F0101");
const LIMIT: Code = Code::new("F0102");

/// Fills the tape.
///
/// # Errors
///
/// What is wrong; boxed, for a diagnostic is large.
pub fn parse(text: &str, limits: &FactLimits, tape: &mut Tape) -> Result<(), Box<Diagnostic>> {
    let most = limits.longest();
    if text.len() > most {
        return Err(Box::new(too_large(text.len(), most)));
    }
    scan(text, limits, tape).map_err(|stopped| Box::new(careful(text, limits, stopped)))
}

/// What is wrong with a text that the scanner did not get through.
fn careful(text: &str, limits: &FactLimits, stopped: Stopped) -> Diagnostic {
    // The raw value is skipped without recursion, so the depth of the text cannot hurt.
    if let Err(error) = serde_json::from_str::<&RawValue>(text) {
        return not_json(text, &error);
    }
    let (code, message) = match stopped.why {
        Why::TooDeep => (LIMIT, too_deep(limits.deepest())),
        Why::TooMany => (LIMIT, too_many_nodes(limits.nodes)),
        // Skipping a text does not look at what its escapes mean: `"\ud800"`.
        Why::Malformed => (
            NOT_JSON,
            Text::new(
                "文字中有不成立的转义",
                "the text holds an escape that means nothing",
            ),
        ),
    };
    Diagnostic::at_path(code, "$", message).path_position(position(text, stopped.at))
}

/// The message for facts nested too deeply.
pub fn too_deep(deepest: usize) -> Text {
    Text::new(
        format!("事实嵌套超过 {deepest} 层（选项 `depth`）"),
        format!("the facts are nested more than {deepest} deep (option `depth`)"),
    )
}

/// The message for facts with too many values.
pub fn too_many_nodes(most: usize) -> Text {
    Text::new(
        format!("事实中的值超过 {most} 个（选项 `nodes`）"),
        format!("the facts hold more than {most} values (option `nodes`)"),
    )
}

fn too_large(bytes: usize, most: usize) -> Diagnostic {
    Diagnostic::whole(
        LIMIT,
        Text::new(
            format!("事实共 {bytes} 字节，超过 {most} 字节（选项 `bytes`）"),
            format!("the facts have {bytes} bytes, more than {most} (option `bytes`)"),
        ),
    )
}

fn not_json(text: &str, error: &serde_json::Error) -> Diagnostic {
    let (zh, en) = explain(&error.to_string());
    let message = Text::new(
        format!("事实不是 JSON：{zh}"),
        format!("the facts are not JSON: {en}"),
    );
    // The library counts columns in bytes, from 1, and 0 for a line's end.
    let start = line_start(text, error.line());
    let mut at = start + error.column().saturating_sub(1);
    while !text.is_char_boundary(at.min(text.len())) {
        at -= 1;
    }
    Diagnostic::at_path(NOT_JSON, "$", message).path_position(position(text, at.min(text.len())))
}

fn line_start(text: &str, line: usize) -> usize {
    match line.checked_sub(2) {
        None => 0,
        Some(before) => text
            .match_indices('\n')
            .nth(before)
            .map_or(text.len(), |(newline, _)| newline + 1),
    }
}

/// What the library found, in both languages.
fn explain(message: &str) -> (&'static str, &'static str) {
    SYNTAX
        .iter()
        .find(|(start, ..)| message.starts_with(start))
        .map_or(("格式有误", "it is malformed"), |(_, zh, en)| (zh, en))
}

/// How the library's messages begin.
const SYNTAX: &[(&str, &str, &str)] = &[
    (
        "EOF while parsing a list",
        "列表没有写完",
        "a list is not finished",
    ),
    (
        "EOF while parsing an object",
        "对象没有写完",
        "an object is not finished",
    ),
    (
        "EOF while parsing a string",
        "文字没有写完",
        "a text is not finished",
    ),
    ("EOF while parsing a value", "缺少值", "a value is missing"),
    (
        "expected `:`",
        "键后面应当是 `:`",
        "a `:` should follow the key",
    ),
    (
        "expected `,` or `]`",
        "列表中应当是 `,` 或者 `]`",
        "a list goes on with `,` or `]`",
    ),
    (
        "expected `,` or `}`",
        "对象中应当是 `,` 或者 `}`",
        "an object goes on with `,` or `}`",
    ),
    (
        "expected value",
        "这里应当是一个值",
        "a value should stand here",
    ),
    (
        "expected ident",
        "这里只能写 true、false 或者 null",
        "only true, false or null may stand here",
    ),
    (
        "invalid escape",
        "文字中有不成立的转义",
        "the text holds an escape that means nothing",
    ),
    ("invalid number", "数字写法有误", "the number is malformed"),
    (
        "control character",
        "文字中有没有转义的控制字符",
        "the text holds a control character that is not escaped",
    ),
    (
        "key must be a string",
        "键应当写在双引号里",
        "a key must stand in double quotes",
    ),
    (
        "trailing comma",
        "最后一项后面不能有逗号",
        "no comma may follow the last item",
    ),
    (
        "trailing characters",
        "事实写完之后还有多余的内容",
        "something follows the end of the facts",
    ),
    (
        "unexpected end of hex escape",
        "文字中有不成立的转义",
        "the text holds an escape that means nothing",
    ),
    (
        "lone leading surrogate",
        "文字中有不成立的转义",
        "the text holds an escape that means nothing",
    ),
    (
        "invalid unicode code point",
        "文字中有不成立的转义",
        "the text holds an escape that means nothing",
    ),
];
