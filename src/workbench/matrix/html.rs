//! The matrix as one page of HTML: for the screen, for a telephone, and for printing on A4.
//!
//! It needs no other file and no script. Every word of the policy is escaped.

use super::page::{self, Shared, by_address, further, is_bound, items, source, standing, title};
use super::words::{due, holding, list, role, trigger, way};
use super::{DueRow, DutyRow, Matrix, MatrixOrgan, MatterHolder, MatterRow, Way};
use crate::assessment::Clause;
use crate::lang::Lang;

const STYLE: &str = include_str!("page.css");

pub(super) fn render(matrix: &Matrix, lang: Lang) -> String {
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        lang.pick("zh-CN", "en"),
        escape(&title(matrix, lang)),
    );
    html.push_str(&format!(
        "<h1>{}</h1>\n<p class=\"source\">{}</p>\n",
        escape(&title(matrix, lang)),
        escape(&source(matrix, lang))
    ));
    let alone = matrix.organs.len() == 1;
    let shared = page::shared(matrix);
    if !alone {
        html.push_str(&contents(matrix, &shared, lang));
    }
    for (place, organ) in matrix.organs.iter().enumerate() {
        if alone || is_bound(organ) {
            html.push_str(&self::organ(place, organ, &shared, lang));
        }
    }
    for (place, class) in shared.iter().enumerate() {
        html.push_str(&self::class(place, class, lang));
    }
    html.push_str(&matters(&matrix.matters, lang));
    html.push_str("</body>\n</html>\n");
    html
}

/// The organs that hold something, with the number of their duties; then the names of the others.
fn contents(matrix: &Matrix, shared: &[Shared<'_>], lang: Lang) -> String {
    let mut html = format!("<nav>\n<h2>{}</h2>\n<ol>\n", lang.pick("目录", "Contents"));
    let organs = matrix.organs.iter().enumerate();
    for (place, organ) in organs.filter(|(_, organ)| is_bound(organ)) {
        html.push_str(&entry(
            "organ",
            place,
            &organ.organ,
            organ.duties.len(),
            lang,
        ));
    }
    for (place, class) in shared.iter().enumerate() {
        html.push_str(&entry(
            "class",
            place,
            class.class,
            class.duties.len(),
            lang,
        ));
    }
    let matters = lang.pick("事项分工", "Matters");
    html.push_str(&format!(
        "<li><a href=\"#matters\">{matters}</a></li>\n</ol>\n"
    ));
    let free = matrix.organs.iter().filter(|organ| !is_bound(organ));
    let free = list(free.map(|organ| &organ.organ), lang);
    if !free.is_empty() {
        let word = lang.pick("未设定责任的机构：", "Organs without duties: ");
        html.push_str(&format!("<p class=\"note\">{word}{}</p>\n", escape(&free)));
    }
    html.push_str("</nav>\n");
    html
}

fn entry(what: &str, place: usize, name: &str, duties: usize, lang: Lang) -> String {
    let count = match lang {
        Lang::Zh => format!("{duties}项"),
        Lang::En => duties.to_string(),
    };
    format!(
        "<li><a href=\"#{what}-{place}\">{}</a> <span class=\"count\">{count}</span></li>\n",
        escape(name)
    )
}

/// The duties of a class, once for all its members.
fn class(place: usize, class: &Shared<'_>, lang: Lang) -> String {
    let members = list(class.members.iter().copied(), lang);
    let word = lang.pick("成员：", "members: ");
    format!(
        "<section id=\"class-{place}\">\n<h2>{}</h2>\n<p class=\"standing\">{word}{}</p>\n{}</section>\n",
        escape(class.class),
        escape(&members),
        duties(class.class, &class.duties, lang)
    )
}

fn organ(place: usize, organ: &MatrixOrgan, shared: &[Shared<'_>], lang: Lang) -> String {
    let mut html = format!(
        "<section id=\"organ-{place}\">\n<h2>{}</h2>\n",
        escape(&organ.organ)
    );
    let standing = standing(organ, lang).join(lang.pick("；", "; "));
    if !standing.is_empty() {
        html.push_str(&format!(
            "<p class=\"standing\">{}</p>\n",
            escape(&standing)
        ));
    }
    html.push_str(&offices(organ, lang));
    let (own, of_classes) = page::own_and_shared(organ, shared);
    if !own.is_empty() {
        html.push_str(&duties(&organ.organ, &own, lang));
    }
    for (place, class) in shared.iter().enumerate() {
        let held = class.among(&of_classes, lang);
        if !held.is_empty() {
            html.push_str(&as_member(place, class, &held, lang));
        }
    }
    let apart = page::apart(organ, lang);
    let apart = bullets(apart.iter().map(|one| item(one, &[], lang)));
    if !apart.is_empty() {
        html.push_str(&format!(
            "<table class=\"apart\"><tbody><tr><td>{apart}</td></tr></tbody></table>\n"
        ));
    }
    if !is_bound(organ) {
        let none = lang.pick("未设定责任。", "No duty.");
        html.push_str(&format!("<p class=\"none\">{none}</p>\n"));
    }
    html.push_str("</section>\n");
    html
}

/// What an organ holds as a member of a class, by name.
fn as_member(place: usize, class: &Shared<'_>, held: &str, lang: Lang) -> String {
    let name = escape(class.class);
    let link = format!("<a href=\"#class-{place}\">{name}</a>");
    let said = match lang {
        Lang::Zh => format!("以“{link}”成员身份承担（详见该节）："),
        Lang::En => format!("As one of the {link}, where they are told in full: "),
    };
    format!("<p class=\"shared\">{said}{}</p>\n", escape(held))
}

fn offices(organ: &MatrixOrgan, lang: Lang) -> String {
    if organ.offices.is_empty() {
        return String::new();
    }
    let heads = lang.pick(
        ["职务", "称谓", "答责种类"],
        ["Office", "Titles", "Answers for"],
    );
    let mut html = format!(
        "<table class=\"offices\">\n<thead><tr>{}</tr></thead>\n<tbody>\n",
        heads
            .map(|head| format!("<th scope=\"col\">{head}</th>"))
            .concat()
    );
    for row in &organ.offices {
        let cells = [
            row.office.to_string(),
            list(row.titles.iter(), lang),
            list(row.answers_for.iter(), lang),
        ];
        let cells = heads
            .iter()
            .zip(&cells)
            .map(|(head, text)| cell("", head, &escape(text)));
        html.push_str(&format!("<tr>{}</tr>\n", cells.collect::<String>()));
    }
    html.push_str("</tbody>\n</table>\n");
    html
}

fn duty_heads(lang: Lang) -> [(&'static str, &'static str); 6] {
    [
        ("n", lang.pick("序号", "No.")),
        (
            "duty",
            lang.pick("责任及承担方式", "Duty and how it is held"),
        ),
        ("matter", lang.pick("事项", "Matters")),
        (
            "items",
            lang.pick("目标、报告和禁止事项", "Targets, reports, prohibitions"),
        ),
        (
            "triggers",
            lang.pick("失责可引发的问责情形", "Triggers of a failure"),
        ),
        ("basis", lang.pick("依据", "Basis")),
    ]
}

fn duties(holder: &str, rows: &[&DutyRow], lang: Lang) -> String {
    let heads = duty_heads(lang);
    let columns =
        heads.map(|(class, head)| format!("<th scope=\"col\" class=\"{class}\">{head}</th>"));
    // Printed above the columns on every page that the table runs over.
    let mut html = format!(
        "<table class=\"duties\">\n<colgroup>{}</colgroup>\n<thead>\n<tr class=\"running\"><th colspan=\"6\">{}</th></tr>\n\
         <tr>{}</tr>\n</thead>\n<tbody>\n",
        heads
            .map(|(class, _)| format!("<col class=\"{class}\">"))
            .concat(),
        escape(holder),
        columns.concat()
    );
    for (number, row) in (1..).zip(rows) {
        let cells = [
            number.to_string(),
            duty(row, lang),
            escape(&list(row.matters.iter(), lang)),
            bullets(
                items(row, lang)
                    .iter()
                    .map(|one| item(one, &row.clauses, lang)),
            ),
            triggers(row, lang),
            basis(row, lang),
        ];
        let cells = heads.iter().zip(&cells);
        let cells: String = cells
            .map(|((class, head), text)| cell(class, head, text))
            .collect();
        html.push_str(&format!("<tr>{cells}</tr>\n"));
    }
    html.push_str("</tbody>\n</table>\n");
    html
}

/// The name, the kinds borne, how it is held, and when.
fn duty(row: &DutyRow, lang: Lang) -> String {
    let mut html = format!("<div class=\"name\">{}</div>", escape(&row.duty));
    let kinds: Vec<String> = row
        .kinds
        .iter()
        .map(|kind| format!("<span class=\"kind\">{}</span>", escape(kind)))
        .collect();
    if !kinds.is_empty() {
        html.push_str(&format!("<div>{}</div>", kinds.join(" ")));
    }
    let mut notes = holding(row, lang);
    let mut note = |zh: &str, en: &str, what: &str| {
        if !what.is_empty() {
            notes.push(format!("{}{what}", lang.pick(zh, en)));
        }
    };
    note("对象：", "owed to: ", &list(row.claimants.iter(), lang));
    note(
        "适用：",
        "applies when: ",
        row.applies.as_deref().unwrap_or_default(),
    );
    let own_due = row.due.map(|date| due(DueRow::On(date), lang));
    note("时限：", "due: ", &own_due.unwrap_or_default());
    for note in notes {
        html.push_str(&format!("<div class=\"note\">{}</div>", escape(&note)));
    }
    html
}

fn item(item: &page::Item<'_>, duty: &[Clause], lang: Lang) -> String {
    let mut details = item.details.clone();
    details.extend(further(item, duty, lang));
    let mut html = format!(
        "<li><span class=\"kind\">{}</span> <span class=\"name\">{}</span><div>{}</div>",
        item.kind,
        escape(item.name),
        escape(&item.require)
    );
    if !details.is_empty() {
        let details = details.join(lang.pick("；", "; "));
        html.push_str(&format!("<div class=\"note\">{}</div>", escape(&details)));
    }
    html.push_str("</li>");
    html
}

/// Each trigger with its ways; last, in one line, those that depend on what a record tells.
fn triggers(row: &DutyRow, lang: Lang) -> String {
    let told = |way: &Way| matches!(way, Way::RecordsThatTell(_));
    let all = row.triggers.iter();
    let (told, open): (Vec<_>, Vec<_>) = all.partition(|row| row.ways.iter().all(told));
    let open = open.iter().map(|row| {
        let ways: Vec<String> = row.ways.iter().map(|one| escape(&way(one, lang))).collect();
        format!(
            "<li>{} <span class=\"note\">{}</span></li>",
            escape(&trigger(row, lang)),
            ways.join(lang.pick("；", "; "))
        )
    });
    let told: Vec<String> = told.iter().map(|row| escape(&trigger(row, lang))).collect();
    let told = (!told.is_empty()).then(|| {
        let word = lang.pick(
            "记录载明属于所列事项的，另有：",
            "where a record names such a matter: ",
        );
        let told = told.join(lang.pick("；", "; "));
        format!("<li class=\"note\">{word}{told}</li>")
    });
    bullets(open.chain(told))
}

fn basis(row: &DutyRow, lang: Lang) -> String {
    let clauses = by_address(&row.clauses, lang)
        .into_iter()
        .map(|(address, quotes)| {
            let quotes: Vec<String> = quotes
                .iter()
                .map(|quote| format!("<span class=\"note quote\">“{}”</span>", escape(quote)))
                .collect();
            format!("<li>{}{}</li>", escape(&address), quotes.concat())
        });
    let readings = list(row.rests_on.iter(), lang);
    let readings = (!readings.is_empty()).then(|| {
        let word = lang.pick("所依解释：", "interpretations: ");
        format!("<li class=\"note\">{word}{}</li>", escape(&readings))
    });
    bullets(clauses.chain(readings))
}

fn matters(rows: &[MatterRow], lang: Lang) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let heads = [
        ("matter", lang.pick("事项", "Matter")),
        ("worded", lang.pick("文中表述", "Worded")),
        ("holders", lang.pick("承担者", "Holders")),
    ];
    let title = lang.pick("事项分工", "Matters");
    let columns =
        heads.map(|(class, head)| format!("<th scope=\"col\" class=\"{class}\">{head}</th>"));
    let mut html = format!(
        "<section id=\"matters\">\n<h2>{title}</h2>\n<table class=\"matters\">\n\
         <thead><tr>{}</tr></thead>\n<tbody>\n",
        columns.concat()
    );
    for row in rows {
        let holders = row.holders.iter().map(|one| holder(one, lang));
        let cells = [
            format!(
                "<div class=\"d{}\">{}</div>",
                row.depth.min(4),
                escape(&row.matter)
            ),
            escape(&list(row.worded.iter(), lang)),
            bullets(holders),
        ];
        let cells = heads.iter().zip(&cells);
        let cells: String = cells
            .map(|((class, head), text)| cell(class, head, text))
            .collect();
        html.push_str(&format!("<tr>{cells}</tr>\n"));
    }
    html.push_str("</tbody>\n</table>\n</section>\n");
    html
}

/// A holder of a matter: who, bearing what, how, under which duty.
fn holder(holder: &MatterHolder, lang: Lang) -> String {
    let mut said = vec![
        list(holder.kinds.iter(), lang),
        role(holder.role, lang).to_owned(),
    ];
    said.retain(|word| !word.is_empty());
    let mut notes = vec![said.join(lang.pick("，", ", ")), holder.duty.to_string()];
    notes.retain(|note| !note.is_empty());
    format!(
        "<li>{} <span class=\"note\">{}</span></li>",
        escape(&holder.party),
        escape(&notes.join(" · "))
    )
}

fn cell(class: &str, label: &str, html: &str) -> String {
    match class {
        "" => format!("<td data-label=\"{label}\">{html}</td>"),
        class => format!("<td class=\"{class}\" data-label=\"{label}\">{html}</td>"),
    }
}

/// A list, or nothing.
fn bullets(rows: impl Iterator<Item = String>) -> String {
    let rows: String = rows.collect();
    if rows.is_empty() {
        rows
    } else {
        format!("<ul>{rows}</ul>")
    }
}

/// Text as it reads, in an element or an attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
