//! What there is to say about a code, laid out for a terminal.

use super::TerminalOptions;
use crate::diagnostic::Severity;
use crate::diagnostic::catalog::CodeInfo;
use crate::diagnostic::page::{Snippet, SnippetKind};
use crate::diagnostic::wrap;
use crate::lang::Lang;

/// The width where none is given.
const WIDTH: usize = 80;

/// The page of a code: what it means, why, an example, and the example put right.
///
/// Paragraphs fit the width; snippets stand as they are.
pub fn render(info: &CodeInfo, options: &TerminalOptions) -> String {
    let lang = options.lang;
    let width = options.width.unwrap_or(WIDTH);
    let paint = Paint(options.color);
    let severity = info.severity();
    let head = paint.of(severity, &format!("{}[{}]", severity.name(lang), info.code));
    let title = format!("{head}: {}\n", paint.bold(info.title(lang)));
    let paragraph = |zh, en, text: &str| {
        let text = wrap::indented(text, "  ", width);
        format!("\n{}\n{text}", paint.bold(lang.pick(zh, en)))
    };
    let (example, remedy) = (info.example(lang), info.remedy(lang));
    let shown = |zh, en, snippets: &[Snippet]| {
        let text: Vec<String> = snippets.iter().map(|snippet| show(snippet, lang)).collect();
        format!("\n{}\n{}", paint.bold(lang.pick(zh, en)), text.join("\n"))
    };
    let mut page = title;
    page += &paragraph("含义", "Meaning", info.meaning(lang));
    page += &paragraph("缘由", "Why", info.reason(lang));
    page += &shown("错误示例", "Example", &example);
    page += &shown("改正", "Remedy", &remedy);
    if let Some(note) = note(&example, lang) {
        page += "\n";
        page += &wrap::indented(note, "", width);
    }
    page
}

/// Codes and their titles, a line for each.
pub fn list(codes: &[CodeInfo], options: &TerminalOptions) -> String {
    let paint = Paint(options.color);
    let width = options.width.unwrap_or(WIDTH);
    codes
        .iter()
        .map(|info| {
            let title = wrap::indented(info.title(options.lang), "       ", width);
            format!(
                "{}  {}",
                paint.of(info.severity(), info.code),
                title.trim_start()
            )
        })
        .collect()
}

fn show(snippet: &Snippet, lang: Lang) -> String {
    let lines = snippet.text.lines().map(|line| format!("    {line}\n"));
    let name = match (snippet.file, lang) {
        (Some(name), Lang::Zh) => format!("  {name}：\n"),
        (Some(name), Lang::En) => format!("  {name}:\n"),
        (None, _) => String::new(),
    };
    name + &lines.collect::<String>()
}

/// Where the names come from that the snippets do not declare.
fn note(snippets: &[Snippet], lang: Lang) -> Option<&'static str> {
    let is_part = |snippet: &Snippet| {
        matches!(
            snippet.kind,
            SnippetKind::Policy | SnippetKind::Facts | SnippetKind::Command
        )
    };
    snippets.iter().any(is_part).then(|| {
        lang.pick(
            "（示例取自一部虚构的法规，未列出的声明从略。）",
            "(The example is of an invented regulation; declarations not shown are left out.)",
        )
    })
}

/// Colours, or none.
#[derive(Clone, Copy)]
struct Paint(bool);

impl Paint {
    fn of(self, severity: Severity, text: &str) -> String {
        match severity {
            Severity::Error => self.with("1;91", text),
            Severity::Warning => self.with("1;33", text),
        }
    }

    fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    fn with(self, style: &str, text: &str) -> String {
        match self.0 {
            true => format!("\u{1b}[{style}m{text}\u{1b}[0m"),
            false => text.to_owned(),
        }
    }
}
