//! One policy text: it is read, or refused with errors that stand in it; the formatter is of the same opinion.

use zeren::{FormatOptions, Policy, PolicyOptions, format_source};

use super::{answers, stock};

pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut options = PolicyOptions::default();
    options.syntax.source_bytes = 1 << 14;
    options.syntax.tokens = 4_000;
    options.syntax.nesting = 32;
    let mut format = FormatOptions::default();
    format.limits = options.syntax;
    let result = Policy::compile_with([("甲.zeren", &*text)], options);
    let is_syntax = |error: &zeren::CompileError| {
        let mut codes = error.diagnostics.errors().map(|one| one.code.as_str());
        codes.any(|code| code.starts_with("E01"))
    };
    let refused = result.as_ref().err().is_some_and(is_syntax);
    answers::check(result);
    let formatted = format_source(&text, &format);
    assert!(
        formatted.is_ok() || refused,
        "compiles, but is not formatted: {formatted:?}"
    );
}

pub fn seeds(every: usize) -> Vec<Vec<u8>> {
    let texts = stock::policy_texts();
    texts
        .into_iter()
        .filter(|text| text.len() < 8_000)
        .step_by(every)
        .map(String::into_bytes)
        .collect()
}
