//! What the renderers say of a row, before any markup: each phrase is made here once.

use super::words::{due, every, list};
use super::{DutyRow, Matrix, MatrixOrgan, ProhibitionRow, ReportRow, TargetRow};
use crate::assessment::words::day;
use crate::assessment::{Clause, Clauses};
use crate::lang::Lang;
use crate::model::Name;

/// A target, report or prohibition.
pub(super) struct Item<'r> {
    pub(super) kind: &'static str,
    pub(super) name: &'r Name,
    /// What is required.
    pub(super) require: String,
    /// When, how often, to whom.
    pub(super) details: Vec<String>,
    pub(super) clauses: &'r Clauses,
}

/// The items of a duty, targets first.
pub(super) fn items(row: &DutyRow, lang: Lang) -> Vec<Item<'_>> {
    let targets = row.targets.iter().map(|row| target(row, lang));
    let reports = row.reports.iter().map(|row| report(row, lang));
    let prohibitions = row.prohibitions.iter().map(|row| prohibition(row, lang));
    targets.chain(reports).chain(prohibitions).collect()
}

/// The duties of a class, said once for all its members.
pub(super) struct Shared<'r> {
    pub(super) class: &'r Name,
    /// The organs listed that hold them.
    pub(super) members: Vec<&'r Name>,
    pub(super) duties: Vec<&'r DutyRow>,
}

impl Shared<'_> {
    /// Which of these duties the class says, by name.
    pub(super) fn among(&self, rows: &[&DutyRow], lang: Lang) -> String {
        let held = rows
            .iter()
            .filter(|row| row.class.as_ref() == Some(self.class));
        list(held.map(|row| &row.duty), lang)
    }
}

/// What classes hold, where several organs are listed.
pub(super) fn shared(matrix: &Matrix) -> Vec<Shared<'_>> {
    let mut all: Vec<Shared<'_>> = Vec::new();
    for organ in matrix.organs.iter().filter(|_| matrix.organs.len() > 1) {
        for row in &organ.duties {
            let Some(class) = &row.class else { continue };
            let place = all.iter().position(|shared| shared.class == class);
            let place = place.unwrap_or(all.len());
            if place == all.len() {
                all.push(Shared {
                    class,
                    members: Vec::new(),
                    duties: Vec::new(),
                });
            }
            let Some(shared) = all.get_mut(place) else {
                continue;
            };
            if !shared.members.contains(&&organ.organ) {
                shared.members.push(&organ.organ);
            }
            if shared.duties.iter().all(|known| known.duty != row.duty) {
                shared.duties.push(row);
            }
        }
    }
    all
}

/// The duties of an organ that are its own, and those that its classes say for it.
pub(super) fn own_and_shared<'r>(
    organ: &'r MatrixOrgan,
    shared: &[Shared<'r>],
) -> (Vec<&'r DutyRow>, Vec<&'r DutyRow>) {
    // A member that the same duty reaches differently is told in full.
    let said = |row: &&DutyRow| shared.iter().any(|class| class.duties.contains(row));
    organ.duties.iter().partition(|row| !said(row))
}

/// What binds an organ outside its duties.
pub(super) fn apart(row: &MatrixOrgan, lang: Lang) -> Vec<Item<'_>> {
    let reports = row.reports.iter().map(|row| report(row, lang));
    let prohibitions = row.prohibitions.iter().map(|row| prohibition(row, lang));
    reports.chain(prohibitions).collect()
}

/// What a target requires, of which units.
pub(super) fn requirement(row: &TargetRow, lang: Lang) -> String {
    match (&row.filter, lang) {
        (None, _) => row.require.to_string(),
        (Some(filter), Lang::Zh) => format!("{}（其中：{filter}）", row.require),
        (Some(filter), Lang::En) => format!("{} (where {filter})", row.require),
    }
}

fn target(row: &TargetRow, lang: Lang) -> Item<'_> {
    let colon = lang.pick("：", ": ");
    let said = |word: &str, what: &str| format!("{word}{colon}{what}");
    let mut details = vec![
        said(lang.pick("层级", "level"), &row.level),
        said(lang.pick("时限", "due"), &due(row.due, lang)),
    ];
    if let Some(plan) = &row.plan {
        details.push(said(lang.pick("计划", "plan"), plan));
    }
    if !row.labels.is_empty() {
        details.push(said(
            lang.pick("标签", "labels"),
            &list(row.labels.iter(), lang),
        ));
    }
    Item {
        kind: lang.pick("目标", "target"),
        name: &row.target,
        require: requirement(row, lang),
        details,
        clauses: &row.clauses,
    }
}

fn report(row: &ReportRow, lang: Lang) -> Item<'_> {
    let to = list(row.addressees.iter(), lang);
    let how_often = every(row.every, lang);
    let due = due(row.due, lang);
    Item {
        kind: lang.pick("报告", "report"),
        name: &row.report,
        require: match lang {
            Lang::Zh => format!("{how_often}向{to}报告"),
            Lang::En => format!("{how_often}, to {to}"),
        },
        details: vec![match lang {
            Lang::Zh => format!("时限：{due}"),
            Lang::En => format!("due: {due}"),
        }],
        clauses: &row.clauses,
    }
}

fn prohibition(row: &ProhibitionRow, lang: Lang) -> Item<'_> {
    Item {
        kind: lang.pick("禁止", "prohibition"),
        name: &row.prohibition,
        require: list(row.acts.iter(), lang),
        details: Vec::new(),
        clauses: &row.clauses,
    }
}

/// The title: 责任清单 and the organ's name, if there is one alone.
pub(super) fn title(matrix: &Matrix, lang: Lang) -> String {
    match (matrix.organs.as_slice(), lang) {
        ([only], Lang::Zh) => format!("{}责任清单", only.organ),
        ([only], Lang::En) => format!("Responsibilities of {}", only.organ),
        (_, Lang::Zh) => "责任清单".to_owned(),
        (_, Lang::En) => "Responsibility matrix".to_owned(),
    }
}

/// What it is read off.
pub(super) fn source(matrix: &Matrix, lang: Lang) -> String {
    let number = matrix.number.as_deref().unwrap_or_default();
    let effective = matrix.effective.map(|date| day(date, lang));
    match lang {
        Lang::Zh => {
            let number = Some(number).filter(|number| !number.is_empty());
            let number = number
                .map(|number| format!("（{number}）"))
                .unwrap_or_default();
            let effective = effective.map(|day| format!("，自{day}起施行"));
            format!(
                "依据《{}》{number}{}",
                matrix.regulation,
                effective.unwrap_or_default()
            )
        }
        Lang::En => {
            let effective = effective.map(|day| format!(", in effect from {day}"));
            format!("under {} {number}", matrix.regulation)
                .trim_end()
                .to_owned()
                + &effective.unwrap_or_default()
        }
    }
}

/// Where an organ stands.
pub(super) fn standing(organ: &MatrixOrgan, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    if !organ.levels.is_empty() {
        let levels = list(organ.levels.iter(), lang);
        said.push(format!("{}{levels}", lang.pick("层级：", "level: ")));
    }
    if !organ.superiors.is_empty() {
        let above = list(organ.superiors.iter(), lang);
        said.push(format!("{}{above}", lang.pick("上级：", "under: ")));
    }
    if organ.excluded {
        let excluded = lang.pick("不在适用范围之内", "excluded from the regulation");
        said.push(excluded.to_owned());
    }
    said
}

/// Whether an organ holds or owes anything.
pub(super) fn is_bound(organ: &MatrixOrgan) -> bool {
    !organ.duties.is_empty() || !organ.reports.is_empty() || !organ.prohibitions.is_empty()
}

/// Clauses by address, each with its quotes, in the order first cited.
pub(super) fn by_address(clauses: &[Clause], lang: Lang) -> Vec<(String, Vec<&str>)> {
    let mut found: Vec<(String, Vec<&str>)> = Vec::new();
    for clause in clauses {
        let address = clause.address_in(lang);
        let quote = clause.quote.as_deref();
        match found.iter_mut().find(|(known, _)| *known == address) {
            Some((_, quotes)) => quotes.extend(quote),
            None => found.push((address, quote.into_iter().collect())),
        }
    }
    found
}

/// The addresses at which an item stands and its duty does not.
pub(super) fn further(item: &Item<'_>, duty: &[Clause], lang: Lang) -> Vec<String> {
    let own = by_address(item.clauses, lang)
        .into_iter()
        .map(|(address, _)| address);
    let known: Vec<String> = duty.iter().map(|clause| clause.address_in(lang)).collect();
    own.filter(|address| !known.contains(address)).collect()
}
