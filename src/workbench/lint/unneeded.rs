//! Allowances that nothing needs: what they allow is not found, so that they would hide it the day it is.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::{Allowance, AllowedCode};
use crate::source::{Sources, Span};

/// Finds codes that are allowed for nothing.
pub(super) fn lint(allowances: &[Allowance], sources: &Sources, found: &mut Diagnostics) {
    for allowance in allowances {
        let all_idle = allowance.codes.iter().all(|allowed| !allowed.used);
        if all_idle && !allowance.codes.is_empty() {
            let codes = allowance.codes.iter().map(|allowed| allowed.code);
            let codes = codes.collect::<Vec<_>>().join("、");
            let line = whole_line(sources, allowance.span);
            found.push(unneeded(&codes, allowance.span).fix(line, ""));
            continue;
        }
        for (index, allowed) in allowance.codes.iter().enumerate() {
            if !allowed.used {
                let gone = with_comma(&allowance.codes, index, allowed.span);
                found.push(unneeded(allowed.code, allowed.span).fix(gone, ""));
            }
        }
    }
}

fn unneeded(codes: &str, span: Span) -> Diagnostic {
    let message = Text::new(
        format!("没有查出 `{codes}`，这一容许是多余的"),
        format!("`{codes}` is not found here, so that nothing needs allowing"),
    );
    Diagnostic::warning(Code::new("L0001"), span, message)
        .label(Text::new("多余", "not needed"))
        .help(Text::new(
            "去掉它；以后真的查出时，应当重新判断",
            "take it out: were it found one day, it should be judged anew",
        ))
}

/// A code with the comma that sets it apart from its neighbour.
fn with_comma(codes: &[AllowedCode], index: usize, span: Span) -> Span {
    let before = index.checked_sub(1).and_then(|before| codes.get(before));
    match (before, codes.get(index + 1)) {
        (Some(before), _) => Span::new(span.source, before.span.end, span.end),
        (None, Some(after)) => Span::new(span.source, span.start, after.span.start),
        (None, None) => span,
    }
}

/// The statement with its line where it has one to itself, else with the blanks before it.
fn whole_line(sources: &Sources, span: Span) -> Span {
    let Some(source) = sources.get(span.source) else {
        return span;
    };
    let place = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX);
    let text = source.text();
    let before = text.get(..place(span.start)).unwrap_or("");
    let behind = text.get(place(span.end)..).unwrap_or("");
    let blanks = before.len() - before.trim_end_matches([' ', '\t', '\u{3000}']).len();
    let start = span.start - u32::try_from(blanks).unwrap_or(0);
    let is_first = before
        .trim_end_matches([' ', '\t', '\u{3000}'])
        .ends_with('\n');
    let after = behind.trim_start_matches([';', '；']);
    let marks = u32::try_from(behind.len() - after.len()).unwrap_or(0);
    let line = after.split_once('\n').map(|(rest, _)| rest);
    match line {
        Some(rest) if is_first && rest.trim().is_empty() => {
            let length = u32::try_from(rest.len() + 1).unwrap_or(0);
            Span::new(span.source, start, span.end + marks + length)
        }
        _ => Span::new(span.source, start, span.end + marks),
    }
}
