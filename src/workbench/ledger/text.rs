//! The ledger for people at a terminal: in the order of the text, under its own headings.

use super::super::declarations::DeclarationKind;
use super::{ClauseState, Ledger, LedgerClause, LedgerDeclaration, Share};
use crate::assessment::Page;
use crate::lang::Lang;
use crate::model::Name;

/// The ledger, clause by clause, the counts first.
pub(super) fn render(ledger: &Ledger, lang: Lang) -> String {
    let mut page = Page::default();
    let title = match lang {
        Lang::Zh => format!("《{}》条文台账", ledger.regulation),
        Lang::En => format!("Clause ledger of {}", ledger.regulation),
    };
    page.line(0, &title);
    for line in summary(ledger, lang) {
        page.line(0, &line);
    }
    let mut text = page.into_text();
    for one in &ledger.clauses {
        text.push('\n');
        if !one.headings.is_empty() {
            let mut page = Page::default();
            for heading in &one.headings {
                page.line(0, &spaced(heading));
            }
            text.push_str(&page.into_text());
            text.push('\n');
        }
        text.push_str(&clause(one, lang));
    }
    text
}

/// Where the text is, how many in each state, how much is covered.
pub(super) fn summary(ledger: &Ledger, lang: Lang) -> Vec<String> {
    let covered = &ledger.totals.covered;
    let Some(source) = &ledger.source else {
        let none = "政策没有附原文，无从核对";
        return vec![
            lang.pick(none, "the policy ships no text to hold it against")
                .to_owned(),
        ];
    };
    let digest = ledger.sha256.as_deref().unwrap_or_default();
    let counts = counts(ledger, lang);
    let (sentences, characters) = (covered.sentences, covered.characters);
    let share = |share: Share| {
        let (open, close) = lang.pick(("（", "）"), (" (", ")"));
        let percent = share.percent();
        format!("{percent}{open}{}/{}{close}", share.covered, share.of)
    };
    match lang {
        Lang::Zh => vec![
            format!("原文：{source}"),
            format!("SHA-256：{digest}"),
            format!("共{}句（项）：{}", sentences.of, counts.join("、")),
            format!("覆盖：句数{}，字数{}", share(sentences), share(characters)),
        ],
        Lang::En => vec![
            format!("text: {source}"),
            format!("SHA-256: {digest}"),
            format!("{} sentences or items: {}", sentences.of, counts.join(", ")),
            format!(
                "covered: {} of sentences, {} of characters",
                share(sentences),
                share(characters)
            ),
        ],
    }
}

/// How many in each state, in the order that the states have.
fn counts(ledger: &Ledger, lang: Lang) -> Vec<String> {
    let totals = &ledger.totals;
    let counts = [
        (ClauseState::Encoded, totals.encoded),
        (ClauseState::NonOperative, totals.non_operative),
        (ClauseState::Delegated, totals.delegated),
        (ClauseState::Gap, totals.gap),
    ];
    let said = counts.iter().map(|(state, count)| match lang {
        Lang::Zh => format!("{}{count}", state.word(lang)),
        Lang::En => format!("{count} {}", state.word(lang)),
    });
    said.collect()
}

/// The address of a clause, with the number of the sentence where there are several.
pub(super) fn address(clause: &LedgerClause, lang: Lang) -> String {
    let address = clause.clause.address_in(lang);
    match (clause.sentence, lang) {
        (None, _) => address,
        (Some(place), Lang::Zh) => format!("{address} 第{place}句"),
        (Some(place), Lang::En) => format!("{address}, sentence {place}"),
    }
}

/// A declaration with its place: 责任 资金监管（60-责任.zeren:12）.
pub(super) fn declaration(row: &LedgerDeclaration, lang: Lang) -> String {
    let word = row.kind.word(lang);
    let name = row.name.as_deref().unwrap_or_default();
    let named = format!("{word} {name}");
    match lang {
        Lang::Zh => format!("{}（{}:{}）", named.trim_end(), row.file, row.line),
        Lang::En => format!("{} ({}:{})", named.trim_end(), row.file, row.line),
    }
}

/// Whom it binds, what they bear, to whom, and who decides; nothing where it names nobody.
pub(super) fn who(row: &LedgerDeclaration, lang: Lang) -> Option<String> {
    let pursued = matches!(
        row.kind,
        DeclarationKind::Trigger | DeclarationKind::Consequence
    );
    let kinds = if pursued {
        lang.pick("追究：", "pursues: ")
    } else {
        lang.pick("承担：", "bears: ")
    };
    let decides = match row.kind {
        DeclarationKind::Regulation => lang.pick("解释机关：", "interpreted by: "),
        _ => lang.pick("机关：", "decided by: "),
    };
    let listed = |names: &[Name]| names.join(lang.pick("、", ", "));
    let authority = row.authority.as_deref().unwrap_or_default().to_owned();
    let parts = [
        (lang.pick("主体：", "holders: "), listed(&row.holders)),
        (kinds, listed(&row.kinds)),
        (lang.pick("相对人：", "owed to: "), listed(&row.claimants)),
        (decides, authority),
    ];
    let said = parts.iter().filter(|(_, names)| !names.is_empty());
    let said: Vec<String> = said.map(|(word, names)| format!("{word}{names}")).collect();
    (!said.is_empty()).then(|| said.join(lang.pick("；", "; ")))
}

/// Why it binds nobody, or what it hands over to.
pub(super) fn because(row: &LedgerDeclaration, lang: Lang) -> Option<String> {
    if let Some(reason) = &row.reason {
        return Some(format!("{}{reason}", lang.pick("理由：", "reason: ")));
    }
    let documents = row.documents.join(lang.pick("、", ", "));
    let word = lang.pick("文件：", "documents: ");
    (!documents.is_empty()).then(|| format!("{word}{documents}"))
}

/// Headings as printed, their inner spacing reduced to one space.
pub(super) fn spaced(heading: &str) -> String {
    heading.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn clause(clause: &LedgerClause, lang: Lang) -> String {
    let mut page = Page::default();
    let (open, close) = lang.pick(("［", "］"), ("[", "]"));
    let state = clause.state.word(lang);
    page.line(
        0,
        &format!("{} {open}{state}{close}", address(clause, lang)),
    );
    page.line(2, &clause.words);
    for row in &clause.declarations {
        page.line(4, &format!("· {}", declaration(row, lang)));
        if let Some(who) = who(row, lang) {
            page.line(6, &who);
        }
        if let Some(because) = because(row, lang) {
            page.line(6, &because);
        }
    }
    for words in &clause.uncovered {
        let quoted = match lang {
            Lang::Zh => format!("未引用：“{words}”"),
            Lang::En => format!("not quoted: “{words}”"),
        };
        page.line(4, &quoted);
    }
    page.into_text()
}
