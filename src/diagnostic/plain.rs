//! Diagnostics as plain lines that tools can read: `file:line:column: error[E0101]: message`, then help.
//!
//! Needs no feature and shows no source text.

use super::{Diagnostic, Fix, Place, Severity};
use crate::lang::Lang;
use crate::source::Sources;

/// One line for each diagnostic, followed by its help, indented by two spaces.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    diagnostics
        .iter()
        .flat_map(|diagnostic| lines(diagnostic, sources, lang))
        .map(|line| one_line(&line) + "\n")
        .collect()
}

/// How many errors and warnings there are, as one line: `发现 3 个错误、1 个警告`, `3 errors, 1 warning`.
pub fn summary(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let count = |severity| {
        let same = diagnostics.iter().filter(|d| d.severity == severity);
        same.count()
    };
    let parts: Vec<String> = [Severity::Error, Severity::Warning]
        .into_iter()
        .map(|severity| (severity.name(lang), count(severity)))
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| match (lang, count) {
            (Lang::Zh, _) => format!("{count} 个{name}"),
            (Lang::En, 1) => format!("1 {name}"),
            (Lang::En, _) => format!("{count} {name}s"),
        })
        .collect();
    match lang {
        _ if parts.is_empty() => lang.pick("没有发现问题", "no problems found").to_owned(),
        Lang::Zh => format!("发现 {}", parts.join("、")),
        Lang::En => parts.join(", "),
    }
}

fn lines(diagnostic: &Diagnostic, sources: &Sources, lang: Lang) -> Vec<String> {
    let name = diagnostic.severity.name(lang);
    let message = diagnostic.message.get(lang);
    let place = place(diagnostic, sources, lang);
    let mut lines = vec![format!("{place}{name}[{}]: {message}", diagnostic.code)];
    let word = lang.pick("帮助", "help");
    let help = diagnostic.help.iter().map(|help| help.get(lang));
    lines.extend(help.map(|help| format!("  {word}: {help}")));
    // A fix comes with a help that words it better; only a bare one is spelt out.
    if let (Some(fix), true) = (&diagnostic.fix, diagnostic.help.is_empty()) {
        lines.push(format!("  {word}: {}", spell(fix, sources, lang)));
    }
    lines
}

fn place(diagnostic: &Diagnostic, sources: &Sources, lang: Lang) -> String {
    let (name, position) = match &diagnostic.place {
        Place::Span(span) => match sources.locate(*span) {
            Some(location) => (location.file, Some(location.start)),
            None => return String::new(),
        },
        Place::Path(path) => (path.as_str(), diagnostic.path_position),
        Place::Cell(cell) => return format!("{}: ", cell.to_text(lang)),
        Place::Whole => return String::new(),
    };
    match position {
        Some(at) => format!("{name}:{}:{}: ", at.line, at.column),
        None => format!("{name}: "),
    }
}

fn spell(fix: &Fix, sources: &Sources, lang: Lang) -> String {
    let (old, new) = (sources.slice(fix.span), &fix.replacement);
    match (old.is_empty(), new.is_empty(), lang) {
        (true, _, Lang::Zh) => format!("插入 `{new}`"),
        (true, _, Lang::En) => format!("insert `{new}`"),
        (_, true, Lang::Zh) => format!("删去 `{old}`"),
        (_, true, Lang::En) => format!("remove `{old}`"),
        (_, _, Lang::Zh) => format!("把 `{old}` 改为 `{new}`"),
        (_, _, Lang::En) => format!("replace `{old}` with `{new}`"),
    }
}

/// Escapes what would break the line or drive the terminal: a message quotes the words of a user.
fn one_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if c.is_control() {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}
