//! JSON text to the tree. `serde_json` alone says what JSON is; the walk after it only cuts the text at the
//! places that are known to be right, which keeps every digit and every byte's place.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::{Document, Member, Node, NodeKind, position};
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::FactLimits;
use crate::lang::Text;

const NOT_JSON: Code = Code::new("F0101");
const LIMIT: Code = Code::new("F0102");

/// Boxed, for a diagnostic is large and every value of the walk may carry one.
type Read<T> = Result<T, Box<Diagnostic>>;

/// Reads a JSON text.
pub fn parse<'a>(text: &'a str, limits: &FactLimits) -> Read<Document<'a>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > limits.bytes {
        return Err(Box::new(too_large(text.len(), limits.bytes)));
    }
    // The raw value is skipped without recursion, so the depth of the text cannot hurt yet.
    serde_json::from_str::<&RawValue>(text).map_err(|error| Box::new(not_json(text, &error)))?;
    let mut walk = Walk {
        text,
        at: 0,
        nodes: 0,
        limits: *limits,
    };
    let root = walk.value(1)?;
    Ok(Document {
        root,
        text: Some(text),
    })
}

/// A walk over a text that is JSON.
struct Walk<'a> {
    text: &'a str,
    at: usize,
    nodes: usize,
    limits: FactLimits,
}

impl<'a> Walk<'a> {
    fn value(&mut self, depth: usize) -> Read<Node<'a>> {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            return Err(self.error(LIMIT, too_many_nodes(self.limits.nodes), self.at));
        }
        let at = u32::try_from(self.skip_space()).ok();
        let kind = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => NodeKind::String(self.string()?),
            Some(b't') => self.word("true", NodeKind::Bool(true))?,
            Some(b'f') => self.word("false", NodeKind::Bool(false))?,
            Some(b'n') => self.word("null", NodeKind::Null)?,
            _ => NodeKind::Number(self.number()?.into()),
        };
        Ok(Node { kind, at })
    }

    fn object(&mut self, depth: usize) -> Read<NodeKind<'a>> {
        self.open(depth)?;
        let mut members = Vec::new();
        while !self.take(b'}') {
            let key_at = u32::try_from(self.skip_space()).ok();
            let key = self.string()?;
            self.take(b':');
            let node = self.value(depth + 1)?;
            members.push(Member { key, key_at, node });
            self.take(b',');
        }
        Ok(NodeKind::Object(members))
    }

    fn array(&mut self, depth: usize) -> Read<NodeKind<'a>> {
        self.open(depth)?;
        let mut items = Vec::new();
        while !self.take(b']') {
            items.push(self.value(depth + 1)?);
            self.take(b',');
        }
        Ok(NodeKind::Array(items))
    }

    fn string(&mut self) -> Read<Cow<'a, str>> {
        let start = self.at;
        self.at += 1;
        let mut escaped = false;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.at += 2;
                }
                Some(_) => self.at += 1,
                None => return Err(self.malformed(start)),
            }
        }
        self.at += 1;
        let quoted = self.cut(start)?;
        if !escaped {
            let inner = quoted.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
            return inner.map(Cow::from).ok_or_else(|| self.malformed(start));
        }
        // Skipping a text does not look at what its escapes mean, so this can still fail: `"\ud800"`.
        let text: String = serde_json::from_str(quoted).map_err(|_| self.malformed(start))?;
        Ok(text.into())
    }

    fn number(&mut self) -> Read<&'a str> {
        let start = self.at;
        while let Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E') = self.peek() {
            self.at += 1;
        }
        if self.at == start {
            return Err(self.malformed(start));
        }
        self.cut(start)
    }

    fn word(&mut self, word: &str, kind: NodeKind<'a>) -> Read<NodeKind<'a>> {
        self.at += word.len();
        Ok(kind)
    }

    /// Enters an object or a list.
    fn open(&mut self, depth: usize) -> Read<()> {
        let deepest = self.limits.deepest();
        if depth > deepest {
            return Err(self.error(LIMIT, too_deep(deepest), self.at));
        }
        self.at += 1;
        Ok(())
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) -> usize {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
        self.at
    }

    fn take(&mut self, byte: u8) -> bool {
        self.skip_space();
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn cut(&self, start: usize) -> Read<&'a str> {
        self.text
            .get(start..self.at)
            .ok_or_else(|| self.malformed(start))
    }

    fn malformed(&self, at: usize) -> Box<Diagnostic> {
        let message = Text::new(
            "文字中有不成立的转义",
            "the text holds an escape that means nothing",
        );
        self.error(NOT_JSON, message, at)
    }

    fn error(&self, code: Code, message: Text, at: usize) -> Box<Diagnostic> {
        let diagnostic = Diagnostic::at_path(code, "$", message);
        Box::new(diagnostic.path_position(position(self.text, at)))
    }
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
