//! How much text the parser accepts, and the words for saying that a text is beyond it.

use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::source::Span;

/// The bounds of a policy's files. Past one of them the part concerned is not read, and a diagnostic names the
/// option: what nobody has read may not decide who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SyntaxLimits {
    /// Bytes of a file; 1 MiB unless set.
    pub source_bytes: usize,
    /// Files of a policy, the texts that it cites included; 1,000 unless set.
    pub files: usize,
    /// Bytes of all files together; 16 MiB unless set.
    pub total_bytes: usize,
    /// How deep brackets and quotation marks may nest; 64 unless set.
    pub nesting: usize,
    /// Words, numbers, quoted texts and marks of a file; 200,000 unless set.
    pub tokens: usize,
    /// Characters of a name; 200 unless set.
    pub name_chars: usize,
    /// Declarations of a policy; 20,000 unless set.
    pub declarations: usize,
    /// How deep the operators of a condition or formula nest, together with the definitions, tables, metrics and
    /// statuses that it reads; 200 unless set. In `a + b + c` the first two are one deeper than the third.
    pub formula_depth: usize,
    /// Errors and warnings listed of a policy that has errors; 1,000 unless set. The rest is counted.
    pub diagnostics: usize,
}

impl Default for SyntaxLimits {
    fn default() -> Self {
        Self {
            source_bytes: 1 << 20,
            files: 1_000,
            total_bytes: 16 << 20,
            nesting: 64,
            tokens: 200_000,
            name_chars: 200,
            declarations: 20_000,
            formula_depth: 200,
            diagnostics: 1_000,
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

/// A policy with too many files, too much text or too many declarations, of which the rest is not read.
pub(crate) fn policy_too_large(beyond: Beyond) -> Diagnostic {
    let (name, message) = match beyond {
        Beyond::Files(limit) => (
            "files",
            Text::new(
                format!("政策文件超过上限 {limit} 个，其余没有读取"),
                format!("the policy has more than {limit} files, and the others are not read"),
            ),
        ),
        Beyond::Bytes(limit) => (
            "total_bytes",
            Text::new(
                format!("政策文件合计超过上限 {limit} 字节，其余没有读取"),
                format!(
                    "the files have more than {limit} bytes in all, and the others are not read"
                ),
            ),
        ),
        Beyond::Declarations(limit) => (
            "declarations",
            Text::new(
                format!("声明超过上限 {limit} 项，其余没有检查"),
                format!(
                    "the policy has more than {limit} declarations, and the others are not checked"
                ),
            ),
        ),
    };
    Diagnostic::whole(BEYOND, message).help(option(name))
}

/// The text that a policy cites is too large, and is not read.
pub(crate) fn text_too_large(name: &str, bytes: usize, limit: usize) -> Diagnostic {
    let message = Text::new(
        format!("文件 `{name}` 有 {bytes} 字节，超过上限 {limit} 字节，没有读取"),
        format!(
            "the file `{name}` has {bytes} bytes, more than the limit of {limit}, and is not read"
        ),
    );
    Diagnostic::whole(BEYOND, message).help(option("source_bytes"))
}

/// Errors and warnings that are not listed because there are too many.
pub(crate) fn not_listed(count: usize) -> Diagnostic {
    let message = Text::new(
        format!("另有 {count} 个错误或警告没有列出"),
        format!("{count} more errors or warnings are not listed"),
    );
    Diagnostic::whole(Code::new("E0106"), message).help(option("diagnostics"))
}

/// Which bound of a policy as a whole was passed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Beyond {
    Files(usize),
    Bytes(usize),
    Declarations(usize),
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

/// A condition or formula whose operators, with what it reads, nest too deep.
pub(crate) fn formula_too_deep(span: Span, limit: usize) -> Diagnostic {
    let message = Text::new(
        format!("条件或公式连同所引用的定义嵌套超过上限 {limit} 层"),
        format!(
            "this condition or formula, with the definitions that it reads, nests deeper than the limit of {limit}"
        ),
    );
    Diagnostic::error(BEYOND, span, message).help(option("formula_depth"))
}

fn option(name: &str) -> Text {
    Text::new(
        format!("上限由选项 `{name}` 设定"),
        format!("the limit is the option `{name}`"),
    )
}
