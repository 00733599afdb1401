//! The matrix as Markdown: a section for each organ, then the matters.

use super::page::{self, Shared, by_address, further, is_bound, items, source, standing, title};
use super::words::{due, holding, list, role, trigger, way};
use super::{DueRow, DutyRow, Matrix, MatrixOrgan, MatterRow};
use crate::assessment::Clause;
use crate::lang::Lang;
use crate::workbench::ledger::cell;

pub(super) fn render(matrix: &Matrix, lang: Lang) -> String {
    let mut text = format!(
        "# {}\n\n{}\n",
        cell(&title(matrix, lang)),
        cell(&source(matrix, lang))
    );
    let alone = matrix.organs.len() == 1;
    let shared = page::shared(matrix);
    for organ in matrix
        .organs
        .iter()
        .filter(|organ| alone || is_bound(organ))
    {
        text.push_str(&self::organ(organ, &shared, lang));
    }
    for class in &shared {
        let members = list(class.members.iter().copied(), lang);
        let word = lang.pick("成员：", "members: ");
        text.push_str(&format!(
            "\n## {}\n\n{word}{}\n",
            cell(class.class),
            cell(&members)
        ));
        for row in &class.duties {
            text.push_str(&duty(row, lang));
        }
    }
    text.push_str(&matters(&matrix.matters, lang));
    text
}

fn organ(organ: &MatrixOrgan, shared: &[Shared<'_>], lang: Lang) -> String {
    let mut text = format!("\n## {}\n", cell(&organ.organ));
    let standing = standing(organ, lang).join(lang.pick("；", "; "));
    if !standing.is_empty() {
        text.push_str(&format!("\n{}\n", cell(&standing)));
    }
    text.push_str(&offices(organ, lang));
    let (own, of_classes) = page::own_and_shared(organ, shared);
    for row in own {
        text.push_str(&duty(row, lang));
    }
    for class in shared {
        let held = class.among(&of_classes, lang);
        if !held.is_empty() {
            let class = class.class;
            let said = match lang {
                Lang::Zh => format!("以“{class}”成员身份承担（详见该节）：{held}"),
                Lang::En => format!("As one of the {class}, where they are told in full: {held}"),
            };
            text.push_str(&format!("\n{}\n", cell(&said)));
        }
    }
    let apart = page::apart(organ, lang);
    if !apart.is_empty() {
        text.push('\n');
    }
    for item in &apart {
        text.push_str(&self::item(item, &[], lang));
    }
    if !is_bound(organ) {
        text.push_str(lang.pick("\n未设定责任。\n", "\nNo duty.\n"));
    }
    text
}

fn offices(organ: &MatrixOrgan, lang: Lang) -> String {
    if organ.offices.is_empty() {
        return String::new();
    }
    let heads = lang.pick(
        "\n| 职务 | 称谓 | 答责种类 |\n|---|---|---|\n",
        "\n| Office | Titles | Answers for |\n|---|---|---|\n",
    );
    let rows = organ.offices.iter().map(|row| {
        format!(
            "| {} | {} | {} |\n",
            cell(&row.office),
            cell(&list(row.titles.iter(), lang)),
            cell(&list(row.answers_for.iter(), lang))
        )
    });
    heads.to_owned() + &rows.collect::<String>()
}

fn duty(row: &DutyRow, lang: Lang) -> String {
    let own_due = row.due.map(|date| due(DueRow::On(date), lang));
    let held = holding(row, lang).join(lang.pick("；", "; "));
    let mut text = format!("\n### {}\n\n", cell(&row.duty));
    for (word, what) in [
        (lang.pick("责任种类", "kinds"), list(row.kinds.iter(), lang)),
        (lang.pick("承担方式", "held"), held),
        (lang.pick("事项", "matters"), list(row.matters.iter(), lang)),
        (
            lang.pick("对象", "owed to"),
            list(row.claimants.iter(), lang),
        ),
        (
            lang.pick("适用", "applies when"),
            row.applies.as_deref().unwrap_or_default().to_owned(),
        ),
        (lang.pick("时限", "due"), own_due.unwrap_or_default()),
    ] {
        text.push_str(&line(word, &what, lang));
    }
    for item in items(row, lang) {
        text.push_str(&self::item(&item, &row.clauses, lang));
    }
    text + &because(row, lang)
}

/// What a failure can set off, and what the duty rests on.
fn because(row: &DutyRow, lang: Lang) -> String {
    let mut text = String::new();
    for row in &row.triggers {
        let ways: Vec<String> = row.ways.iter().map(|one| way(one, lang)).collect();
        let ways = ways.join(lang.pick("；", "; "));
        let said = format!("{}{}{ways}", trigger(row, lang), lang.pick("：", ": "));
        text.push_str(&line(
            lang.pick("可引发的问责情形", "can set off"),
            &said,
            lang,
        ));
    }
    for (address, quotes) in by_address(&row.clauses, lang) {
        let quotes: Vec<String> = quotes.iter().map(|quote| format!("“{quote}”")).collect();
        let said = format!("{address} {}", quotes.concat());
        text.push_str(&line(lang.pick("依据", "basis"), &said, lang));
    }
    let readings = list(row.rests_on.iter(), lang);
    text.push_str(&line(
        lang.pick("所依解释", "interpretations"),
        &readings,
        lang,
    ));
    text
}

/// A line of a list, unless there is nothing to say.
fn line(word: &str, what: &str, lang: Lang) -> String {
    if what.is_empty() {
        return String::new();
    }
    format!("- {word}{}{}\n", lang.pick("：", ": "), cell(what))
}

fn item(item: &page::Item<'_>, duty: &[Clause], lang: Lang) -> String {
    let (colon, comma) = (lang.pick("：", ": "), lang.pick("；", "; "));
    let mut parts = vec![item.require.clone()];
    parts.extend(item.details.iter().cloned());
    parts.extend(further(item, duty, lang));
    format!(
        "- {}{colon}**{}** {}\n",
        item.kind,
        cell(item.name),
        cell(&parts.join(comma))
    )
}

fn matters(rows: &[MatterRow], lang: Lang) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut text = lang
        .pick(
            "\n## 事项分工\n\n| 事项 | 承担者 |\n|---|---|\n",
            "\n## Matters\n\n| Matter | Holders |\n|---|---|\n",
        )
        .to_owned();
    for row in rows {
        let indent = "　".repeat(row.depth);
        let holders = row.holders.iter().map(|holder| {
            let mut said = vec![list(holder.kinds.iter(), lang)];
            said.push(role(holder.role, lang).to_owned());
            said.retain(|word| !word.is_empty());
            let said = said.join(lang.pick("，", ", "));
            cell(&match lang {
                Lang::Zh if said.is_empty() => format!("{}：{}", holder.party, holder.duty),
                Lang::En if said.is_empty() => format!("{}: {}", holder.party, holder.duty),
                Lang::Zh => format!("{}（{said}）：{}", holder.party, holder.duty),
                Lang::En => format!("{} ({said}): {}", holder.party, holder.duty),
            })
        });
        let holders: Vec<String> = holders.collect();
        text.push_str(&format!(
            "| {indent}{} | {} |\n",
            cell(&row.matter),
            holders.join("<br>")
        ));
    }
    text
}
