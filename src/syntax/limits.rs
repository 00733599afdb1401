//! How much text the parser accepts, and the words for saying that a text is beyond it.

use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::source::Span;

/// The bounds of one policy file. Past one of them the part of the file concerned is not parsed, and a
/// diagnostic names the option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SyntaxLimits {
    /// Bytes of a file; 1 MiB unless set.
    pub source_bytes: usize,
    /// How deep brackets and quotation marks may nest; 64 unless set.
    pub nesting: usize,
    /// Words, numbers, quoted texts and marks of a file; 200,000 unless set.
    pub tokens: usize,
    /// Characters of a name; 200 unless set.
    pub name_chars: usize,
}

impl Default for SyntaxLimits {
    fn default() -> Self {
        Self {
            source_bytes: 1 << 20,
            nesting: 64,
            tokens: 200_000,
            name_chars: 200,
        }
    }
}

const BEYOND: Code = Code::new("E0105");

pub(super) fn too_large(span: Span, bytes: usize, limit: usize) -> Diagnostic {
    let message = Text::new(
        format!("文件有 {bytes} 字节，超过上限 {limit} 字节"),
        format!("the file has {bytes} bytes, more than the limit of {limit}"),
    );
    Diagnostic::error(BEYOND, span, message).help(option("source_bytes"))
}

pub(super) fn too_deep(span: Span, limit: usize) -> Diagnostic {
    let message = Text::new(
        format!("括号和引号嵌套超过上限 {limit} 层，所在的声明没有读取"),
        format!(
            "brackets and quotation marks nest deeper than the limit of {limit}, so this declaration is not read"
        ),
    );
    Diagnostic::error(BEYOND, span, message).help(option("nesting"))
}

pub(super) fn too_many(span: Span, limit: usize) -> Diagnostic {
    let message = Text::new(
        format!("文件的词和符号超过上限 {limit} 个，此处以后没有读取"),
        format!("the file has more than {limit} words and marks, and is not read beyond this one"),
    );
    Diagnostic::error(BEYOND, span, message).help(option("tokens"))
}

pub(super) fn name_too_long(span: Span, limit: usize) -> Diagnostic {
    let message = Text::new(
        format!("名称超过上限 {limit} 个字"),
        format!("this name is longer than the limit of {limit} characters"),
    );
    Diagnostic::error(BEYOND, span, message).help(option("name_chars"))
}

fn option(name: &str) -> Text {
    Text::new(
        format!("上限由选项 `{name}` 设定"),
        format!("the limit is the option `{name}`"),
    )
}
