//! Who decides: a consequence or commendation says what follows, and must say who brings it about.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::Model;
use crate::source::Span;

/// Finds consequences and commendations that no authority decides.
pub(super) fn lint(model: &Model, found: &mut Diagnostics) {
    for row in model.consequences.values() {
        if row.authority.is_none() {
            found.push(undecided(("后果", "consequence"), &row.name, row.span));
        }
    }
    for row in model.commendations.values() {
        if row.authority.is_none() {
            found.push(undecided(("表彰", "commendation"), &row.name, row.span));
        }
    }
}

fn undecided(noun: (&str, &str), name: &str, span: Span) -> Diagnostic {
    let message = Text::new(
        format!("{} `{name}` 没有写明由哪一机关决定", noun.0),
        format!("{} `{name}` does not say which authority decides", noun.1),
    );
    Diagnostic::warning(Code::new("L0401"), span, message).help(Text::new(
        "加上 `机关 …`；条文没有写明的，照条文的原话加引号写",
        "add `authority …`, in quotes and in the words of the text where no declared organ is meant",
    ))
}
