//! The digest that ties a policy to the exact text that it encodes.

use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::ClauseText;
use crate::syntax::ast;

const OTHER_DIGEST: Code = Code::new("E0607");

/// SHA-256 of a text, in lower-case hexadecimal.
pub(crate) fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Whether the declared digest is that of the text.
pub(super) fn check_digest(text: &ClauseText, declared: &ast::Text, out: &mut Diagnostics) {
    if declared.text.trim().eq_ignore_ascii_case(&text.digest) {
        return;
    }
    let (file, actual) = (&text.file, &text.digest);
    let message = Text::new(
        format!("`{file}` 的摘要与所声明的不一致"),
        format!("the digest of `{file}` is not the declared one"),
    );
    let label = Text::new("所声明的摘要", "the declared digest");
    let help = Text::new(
        format!(
            "文件的 SHA-256 摘要为 `{actual}`；请先核对文本是否被改动；另存时换行符改变或者文件开头加上标记，摘要也会改变"
        ),
        format!(
            "the file's SHA-256 is `{actual}`; first make sure that the text was not altered; saving it with other line ends or a byte order mark alters it too"
        ),
    );
    out.push(
        Diagnostic::error(OTHER_DIGEST, declared.span, message)
            .label(label)
            .help(help)
            .fix(declared.span, format!("\"{actual}\"")),
    );
}
