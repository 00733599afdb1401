//! Coverage for people: a table of how much was seen, then what was not, each with its place.

use unicode_width::UnicodeWidthStr as _;

use super::super::ledger::Share;
use super::{ClauseCoverage, InDeclaration, ScenarioCoverage};
use crate::assessment::Page;
use crate::lang::Lang;

/// The whole page.
pub(super) fn write(coverage: &ScenarioCoverage, lang: Lang) -> String {
    let mut page = Page::default();
    let title = match lang {
        Lang::Zh => format!("《{}》情景覆盖", coverage.regulation),
        Lang::En => format!("Scenario coverage of {}", coverage.regulation),
    };
    page.line(0, &title);
    page.line(
        0,
        &match lang {
            Lang::Zh => format!("已评价的情景：{} 个", coverage.scenarios),
            Lang::En => format!("scenarios evaluated: {}", coverage.scenarios),
        },
    );
    let mut text = page.into_text();
    text.push('\n');
    text.push_str(&table(coverage, lang));
    for (title, lines) in lists(coverage, lang) {
        if !lines.is_empty() {
            text.push('\n');
            text.push_str(title);
            text.push('\n');
            for line in lines {
                text.push_str("  ");
                text.push_str(&line);
                text.push('\n');
            }
        }
    }
    text
}

fn table(coverage: &ScenarioCoverage, lang: Lang) -> String {
    let totals = &coverage.totals;
    let head = match lang {
        Lang::Zh => ["项目", "已见", "共", "比例"],
        Lang::En => ["what", "seen", "of", "share"],
    };
    let mut rows = vec![head.map(str::to_owned)];
    for (name, share) in [
        (
            lang.pick("条文（有预期依据的）", "clauses that decide something"),
            totals.clauses,
        ),
        (
            lang.pick("问责情形的结果", "outcomes of triggers"),
            totals.triggers,
        ),
        (
            lang.pick("条件的结果（是、否、未知）", "outcomes of conditions"),
            totals.conditions,
        ),
        (
            lang.pick("界限的各侧（低于、等于、高于）", "sides of bounds"),
            totals.thresholds,
        ),
    ] {
        rows.push(row(name, share));
    }
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (place, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let pad = " ".repeat(width.saturating_sub(cell.width()));
            // Words stand to the left, numbers to the right.
            match place {
                0 => line.push_str(&format!("{cell}{pad}")),
                _ => line.push_str(&format!("  {pad}{cell}")),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn row(name: &str, share: Share) -> [String; 4] {
    [
        name.to_owned(),
        share.covered.to_string(),
        share.of.to_string(),
        share.percent(),
    ]
}

/// What was not seen, list by list.
fn lists(coverage: &ScenarioCoverage, lang: Lang) -> [(&'static str, Vec<String>); 4] {
    let source = coverage.source.as_deref().unwrap_or_default();
    let clauses = coverage.clauses.iter().filter(|row| row.scenarios == 0);
    let clauses = clauses.map(|row| clause(row, source, lang)).collect();
    let triggers = coverage.triggers.iter().filter_map(|row| {
        let names = lang.pick(
            ["成立", "不成立", "无法判定", "待认定"],
            ["fired", "not fired", "undetermined", "awaiting"],
        );
        let unseen = unseen(&row.outcomes(), &names, lang)?;
        let (word, name) = (lang.pick("问责情形", "trigger"), &row.trigger);
        let at = parenthesis(&format!("{}:{}", row.file, row.line), lang);
        Some(format!("{word} {name}{at}{unseen}"))
    });
    let conditions = coverage.conditions.iter().filter_map(|row| {
        let names = lang.pick(["是", "否", "未知"], ["true", "false", "unknown"]);
        let unseen = unseen(&row.outcomes().map(Some), &names, lang)?;
        Some(within(&row.at, &row.text, lang) + &unseen)
    });
    let thresholds = coverage.thresholds.iter().filter_map(|row| {
        let names = lang.pick(["低于", "等于", "高于"], ["below", "at", "above"]);
        let unseen = unseen(&row.sides().map(Some), &names, lang)?;
        Some(within(&row.at_declaration, &row.text, lang) + &unseen)
    });
    [
        (
            lang.pick(
                "没有预期以之为据的条文",
                "clauses that nothing expected rests on",
            ),
            clauses,
        ),
        (
            lang.pick("未见的情形结果", "outcomes of triggers not seen"),
            triggers.collect(),
        ),
        (
            lang.pick("未见的条件结果", "outcomes of conditions not seen"),
            conditions.collect(),
        ),
        (
            lang.pick("未见的界限各侧", "sides of bounds not seen"),
            thresholds.collect(),
        ),
    ]
}

fn clause(row: &ClauseCoverage, source: &str, lang: Lang) -> String {
    let mut address = row.clause.address_in(lang);
    if let Some(place) = row.sentence {
        address.push_str(&match lang {
            Lang::Zh => format!(" 第{place}句"),
            Lang::En => format!(", sentence {place}"),
        });
    }
    let at = parenthesis(&format!("{source}:{}", row.line), lang);
    let colon = lang.pick("：", ": ");
    format!("{address}{at}{colon}{}", row.words)
}

/// A condition with its declaration and place.
fn within(at: &InDeclaration, text: &str, lang: Lang) -> String {
    let word = at.kind.word(lang);
    let place = parenthesis(&format!("{}:{}", at.file, at.line), lang);
    let (open, close) = lang.pick(("“", "”"), ("`", "`"));
    format!("{word} {}{place} {open}{text}{close}", at.name)
}

fn parenthesis(text: &str, lang: Lang) -> String {
    let (open, close) = lang.pick(("（", "）"), (" (", ")"));
    format!("{open}{text}{close}")
}

/// The names of what was never seen; nothing where all was.
fn unseen(times: &[Option<usize>], names: &[&str], lang: Lang) -> Option<String> {
    let never = times
        .iter()
        .zip(names)
        .filter(|(times, _)| **times == Some(0));
    let never: Vec<&str> = never.map(|(_, name)| *name).collect();
    if never.is_empty() {
        return None;
    }
    let never = never.join(lang.pick("、", ", "));
    let (before, colon) = lang.pick(("：未见", ""), (": ", "not seen: "));
    Some(format!("{before}{colon}{never}"))
}
