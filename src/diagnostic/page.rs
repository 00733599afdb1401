//! The page that explains a code: four sections of a Markdown file, always in the same order.
//!
//! `## 含义` or `## Meaning`, `## 缘由` or `## Why`, `## 错误示例` or `## Example`, `## 改正` or `## Remedy`; the last
//! two hold fenced snippets alone. The file is data: what is missing reads as empty, and a test misses it.

use serde::Serialize;

/// The sections of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    pub(crate) meaning: &'static str,
    pub(crate) reason: &'static str,
    example: &'static str,
    remedy: &'static str,
}

/// A piece of policy, facts or text that an explanation shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Snippet {
    /// What it is.
    pub kind: SnippetKind,
    /// The name of the file, where it matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<&'static str>,
    /// The snippet itself, its last line ended.
    pub text: &'static str,
}

/// What a snippet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SnippetKind {
    /// Declarations of a policy whose other declarations are left out.
    Policy,
    /// A whole policy.
    WholePolicy,
    /// Facts for such a policy.
    Facts,
    /// A source text.
    Text,
    /// A command.
    Command,
}

impl Page {
    pub(crate) fn of(markdown: &'static str) -> Self {
        let mut sections = markdown
            .split("## ")
            .skip(1)
            .map(|section| section.split_once('\n').map_or("", |(_, body)| body).trim());
        let mut next = || sections.next().unwrap_or_default();
        Self {
            meaning: next(),
            reason: next(),
            example: next(),
            remedy: next(),
        }
    }

    pub(crate) fn example(self) -> Vec<Snippet> {
        snippets(self.example)
    }

    pub(crate) fn remedy(self) -> Vec<Snippet> {
        snippets(self.remedy)
    }
}

fn snippets(section: &'static str) -> Vec<Snippet> {
    let fenced = section.split("```").skip(1).step_by(2);
    fenced.filter_map(snippet).collect()
}

/// ` ```zeren `, ` ```zeren alone `, ` ```json `, ` ```text NAME `, ` ```sh `.
fn snippet(fenced: &'static str) -> Option<Snippet> {
    let (head, text) = fenced.split_once('\n')?;
    let (language, rest) = head.split_once(' ').unwrap_or((head, ""));
    let kind = match (language, rest) {
        ("zeren", "alone") => SnippetKind::WholePolicy,
        ("zeren", _) => SnippetKind::Policy,
        ("json", _) => SnippetKind::Facts,
        ("sh", _) => SnippetKind::Command,
        _ => SnippetKind::Text,
    };
    let file = Some(rest).filter(|name| !name.is_empty() && *name != "alone");
    Some(Snippet { kind, file, text })
}
