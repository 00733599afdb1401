//! What a policy says is meant: warnings allowed in a declaration, each with the reason.
//!
//! A warning that is allowed is not reported; an allowance without a reason, or of what is no warning, is an error.
//! Allowances that nothing needs are told by whoever knows all that may be found.

use super::entry::{Entry, Part};
use crate::diagnostic::catalog::{lookup, suggest};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::lang::Text;
use crate::model::{Allowance, AllowedCode};
use crate::source::Span;
use crate::suggest::proposal;
use crate::syntax::ast::{self, Name, PropKind};

/// Reads what the declarations that hold allow.
pub(super) fn read(entries: &[Entry<'_>], diagnostics: &mut Diagnostics) -> Vec<Allowance> {
    let mut all = Vec::new();
    for entry in entries {
        for part in &entry.parts {
            if let PropKind::Allow { codes, because } = part.kind {
                let reason = reason(part, because.as_ref(), diagnostics);
                all.push(Allowance {
                    codes: codes.iter().filter_map(|n| code(n, diagnostics)).collect(),
                    reason: reason.into(),
                    declaration: entry.decl.span,
                    span: part.span,
                });
            }
        }
    }
    all
}

/// Takes the warnings that are allowed out of what was found, and notes which allowances had a use.
pub(crate) fn apply(allowances: &mut [Allowance], found: Diagnostics) -> Diagnostics {
    let allowed = |one: &Diagnostic, allowances: &mut [Allowance]| {
        let Place::Span(place) = one.place else {
            return false;
        };
        let mut covering = allowances
            .iter_mut()
            .filter_map(|allowance| allowance.covering(one.code.as_str(), place));
        let first = covering.next();
        first.is_some_and(|code| {
            code.used = true;
            true
        })
    };
    let found = found.into_iter();
    found.filter(|one| !allowed(one, allowances)).collect()
}

fn reason<'a>(
    part: &Part<'_>,
    because: Option<&'a ast::Text>,
    diagnostics: &mut Diagnostics,
) -> &'a str {
    let reason = because.map_or("", |because| because.text.trim());
    if reason.is_empty() {
        let message = Text::new("容许没有写明理由", "the allowance gives no reason");
        let end = Span::new(part.span.source, part.span.end, part.span.end);
        let place = because.map_or(end, |because| because.span);
        diagnostics.push(
            Diagnostic::error(Code::new("E0404"), part.span, message)
                .secondary(place, Text::new("理由写在这里", "the reason stands here"))
                .help(Text::new(
                    "写作 `容许 代码 理由 “…”`，说明为何这样写是对的",
                    "write `allow CODE because \"…\"`, and say why it is right as it stands",
                )),
        );
    }
    reason
}

fn code(name: &Name, diagnostics: &mut Diagnostics) -> Option<AllowedCode> {
    let known = lookup(&name.text);
    if let Some(info) = known.filter(|info| info.may_be_allowed()) {
        return Some(AllowedCode {
            code: info.code,
            span: name.span,
            used: false,
        });
    }
    let (zh, en) = match known {
        Some(info) => (
            format!("`{}` 不能容许：容许的只能是警告", info.code),
            format!("`{}` cannot be allowed: only a warning can", info.code),
        ),
        None => (
            format!("没有代码 `{}`", name.text),
            format!("there is no code `{}`", name.text),
        ),
    };
    let wrong = Diagnostic::error(Code::new("E0405"), name.span, Text::new(zh, en));
    let near = suggest(&name.text).filter(|_| known.is_none());
    diagnostics.push(match near {
        Some(near) => wrong.help(proposal(near)).fix(name.span, near),
        None => wrong,
    });
    None
}
