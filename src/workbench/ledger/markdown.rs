//! The ledger as Markdown: one table for each part of the text between headings.

use super::text::{address, because, declaration, spaced, summary, who};
use super::{Ledger, LedgerClause};
use crate::lang::Lang;

/// The ledger as a page.
pub(super) fn render(ledger: &Ledger, lang: Lang) -> String {
    let mut page = match lang {
        Lang::Zh => format!("# 《{}》条文台账\n\n", cell(&ledger.regulation)),
        Lang::En => format!("# Clause ledger of {}\n\n", cell(&ledger.regulation)),
    };
    for line in summary(ledger, lang) {
        page.push_str(&format!("- {}\n", cell(&line)));
    }
    for (place, clause) in ledger.clauses.iter().enumerate() {
        for heading in &clause.headings {
            // A heading inside an article stands below those of the chapters.
            let inner = clause.clause.heading.as_ref() == Some(heading);
            let marks = if inner { "###" } else { "##" };
            page.push_str(&format!("\n{marks} {}\n", cell(&spaced(heading))));
        }
        if place == 0 || !clause.headings.is_empty() {
            page.push_str(lang.pick(
                "\n| 条款 | 原文 | 状态 | 由何编入 |\n|---|---|---|---|\n",
                "\n| Clause | Words | State | Encoded by |\n|---|---|---|---|\n",
            ));
        }
        page.push_str(&row(clause, lang));
    }
    page
}

/// Text for one cell of a table, as it reads: what Markdown or HTML would take for markup is escaped.
pub(in crate::workbench) fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => cell.push(' '),
            '&' => cell.push_str("&amp;"),
            '<' => cell.push_str("&lt;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' | '~' => {
                cell.push('\\');
                cell.push(c);
            }
            other => cell.push(other),
        }
    }
    cell
}

fn row(clause: &LedgerClause, lang: Lang) -> String {
    let mut by: Vec<String> = Vec::new();
    for row in &clause.declarations {
        let mut said = cell(&declaration(row, lang));
        for told in who(row, lang).into_iter().chain(because(row, lang)) {
            said.push_str(&format!("<br>{}", cell(&told)));
        }
        by.push(said);
    }
    for words in &clause.uncovered {
        let word = lang.pick("未引用：", "not quoted: ");
        by.push(format!("*{word}{}*", cell(words)));
    }
    format!(
        "| {} | {} | {} | {} |\n",
        cell(&address(clause, lang)),
        cell(&clause.words),
        clause.state.word(lang),
        by.join("<br>")
    )
}
