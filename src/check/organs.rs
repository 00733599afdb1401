//! Organs with their offices, and classes of organs.

use super::basis::RestsOn;
use super::cycles;
use super::entry::Entry;
use super::names::OfficeRow;
use super::noun::Noun;
use super::tables::Cx;
use crate::arena::Id;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{Authority, Class, LevelId, Office, Organ, OrganId};
use crate::syntax::ast::{Citation, Name, NameOrText, OfficePropKind, PropKind};

/// Reads the organs, their offices and the classes.
pub(super) fn declare(cx: &mut Cx<'_>) {
    let names = cx.names;
    for entry in names.organs.rows.values() {
        let organ = organ(cx, entry);
        cx.tables.organs.push(organ);
    }
    for (id, row) in names.offices.iter() {
        let office = office(cx, row);
        cx.tables.offices.push(office);
        if let Some(organ) = cx.tables.organs.row_mut(row.organ) {
            organ.offices.push(id);
        }
    }
    for entry in names.classes.rows.values() {
        let class = class(cx, entry);
        cx.tables.classes.push(class);
    }
    check_superiors(cx);
}

fn organ(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Organ {
    let names = cx.names;
    let single = entry.parts.iter().any(|p| *p.kind == PropKind::Single);
    let written = entry.names(|kind| match kind {
        PropKind::Levels(levels) => Some(levels),
        _ => None,
    });
    if written.is_empty() && !single {
        cx.missing(
            entry,
            ("层级", "level"),
            (
                "每个单位一个机构写 `层级 …`，只有一个写 `单设`",
                "write `level …` for one organ per unit, `single` for one body",
            ),
        );
    }
    let superiors = entry.names(|kind| match kind {
        PropKind::Superiors(superiors) => Some(superiors),
        _ => None,
    });
    Organ {
        name: entry.name().into(),
        levels: names.find_all(&names.levels, &written, &mut cx.diagnostics),
        single,
        superiors: names.find_all(&names.organs, &superiors, &mut cx.diagnostics),
        offices: Vec::new(),
        basis: cx.basis(entry),
        span: entry.span(),
    }
}

fn office(cx: &mut Cx<'_>, row: &OfficeRow<'_>) -> Office {
    let names = cx.names;
    let (mut titles, mut answers) = (Vec::new(), Vec::<&Name>::new());
    let mut cited: Vec<&Citation> = Vec::new();
    let mut rests_on = RestsOn::new();
    for prop in &row.office.props {
        let held = names.choices.hold(&prop.given);
        let holds = held.is_ok();
        rests_on.extend(held.unwrap_or_else(|refused| refused));
        match &prop.kind {
            _ if !holds => {}
            OfficePropKind::Titles(names) => {
                titles.extend(names.iter().map(|name| name.text.as_str().into()));
            }
            OfficePropKind::Answers(kinds) => answers.extend(kinds),
            OfficePropKind::Cite(citations) => cited.extend(citations),
        }
    }
    let wrong = !cited.is_empty();
    let basis = cx.cite(cited.into_iter(), rests_on, true);
    // A citation that is wrong has been reported.
    if let (Some(first), false) = (answers.first(), wrong) {
        let name = &row.office.name.text;
        let title = Text::new(
            format!("职务 `{name}` 所答的种类"),
            format!("what office `{name}` answers for"),
        );
        cx.require_basis(&basis, title, first.span);
    }
    Office {
        name: row.office.name.text.as_str().into(),
        organ: row.organ,
        titles,
        answers: cx.pursued(&answers),
        basis,
        span: row.office.name.span,
    }
}

fn class(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Class {
    let names = cx.names;
    let members = entry.names(|kind| match kind {
        PropKind::Members(members) => Some(members),
        _ => None,
    });
    if members.is_empty() {
        cx.missing(
            entry,
            ("成员", "members"),
            ("加上 `成员 …`", "add `members …`"),
        );
    }
    Class {
        name: entry.name().into(),
        members: names.find_all(&names.organs, &members, &mut cx.diagnostics),
        basis: cx.normative_basis(entry),
        span: entry.span(),
    }
}

/// Organs under one another in a circle, and superiors that no unit would ever lead to.
fn check_superiors(cx: &mut Cx<'_>) {
    let organs = &cx.tables.organs;
    let edges: Vec<Vec<usize>> = organs
        .values()
        .map(|organ| organ.superiors.iter().map(|id| id.index()).collect())
        .collect();
    let mut found = Vec::new();
    for cycle in cycles::order(&edges).cycles {
        let member = |index: &usize| {
            let organ = organs.row(OrganId::from_index(*index))?;
            Some((&*organ.name, organ.span))
        };
        let members: Vec<_> = cycle.iter().filter_map(member).collect();
        let what = Text::new("机构的上级", "superiors of organs");
        found.extend(cycles::report(Code::new("E0410"), what, &members));
    }
    found.extend(no_ways_up(cx));
    cx.diagnostics.extend(found);
}

/// Superiors that no unit of their organ leads up to.
fn no_ways_up(cx: &Cx<'_>) -> Vec<Diagnostic> {
    let organs = &cx.tables.organs;
    let mut found = Vec::new();
    for (id, organ) in organs.iter() {
        let written = cx.names.organs.rows.row(id).map_or_else(Vec::new, |entry| {
            entry.names(|kind| match kind {
                PropKind::Superiors(superiors) => Some(superiors),
                _ => None,
            })
        });
        for superior in organ.superiors.iter().filter_map(|id| organs.row(*id)) {
            let above = |level: &LevelId| {
                let around = |outer: &LevelId| cx.tables.encloses(*outer, *level);
                superior.levels.iter().any(around)
            };
            let place = written.iter().find(|name| *name.text == *superior.name);
            match place {
                // An organ without a level that is known has been reported, unless it is a single body.
                Some(place)
                    if !superior.levels.is_empty()
                        && (organ.single || !organ.levels.is_empty())
                        && !organ.levels.iter().any(above) =>
                {
                    found.push(no_way_up(place, organ, superior));
                }
                _ => {}
            }
        }
    }
    found
}

fn no_way_up(place: &Name, organ: &Organ, superior: &Organ) -> Diagnostic {
    let message = Text::new(
        format!(
            "机构 `{}` 不能以 `{}` 为上级：后者的层级不包含前者的层级",
            organ.name, superior.name
        ),
        format!(
            "organ `{}` cannot stand under `{}`, whose levels do not enclose its own",
            organ.name, superior.name
        ),
    );
    Diagnostic::error(Code::new("E0440"), place.span, message)
        .label(Text::new(
            "从任何单位都到不了这里",
            "no unit leads up to this organ",
        ))
        .secondary(
            superior.span,
            Text::new("上级在这里声明", "the superior is declared here"),
        )
}

impl Cx<'_> {
    /// An authority: a declared organ, or the wording of the text.
    pub(super) fn authority(&mut self, written: &NameOrText) -> Option<Authority> {
        let names = self.names;
        match written {
            NameOrText::Name(name) => names
                .find(&names.organs, name, &mut self.diagnostics)
                .map(Authority::Organ),
            NameOrText::Text(text) => Some(match names.organs.get(&text.text) {
                Some(id) => Authority::Organ(id),
                None => Authority::Wording(text.text.as_str().into()),
            }),
        }
    }

    /// Organs and classes by name, in one list: organs as such, classes as their members and themselves.
    pub(super) fn organs_and_classes(
        &mut self,
        written: &[&Name],
    ) -> (Vec<OrganId>, Vec<crate::model::ClassId>) {
        let names = self.names;
        let (mut organs, mut classes) = (Vec::new(), Vec::new());
        for name in written {
            if let Some(id) = names.organs.get(&name.text) {
                organs.push(id);
            } else if let Some(id) = names.classes.get(&name.text) {
                classes.push(id);
                let members = self.tables.classes.row(id).map(|class| &class.members);
                organs.extend(members.into_iter().flatten());
            } else {
                let candidates = names.organs.names().chain(names.classes.names());
                let unknown = names.unknown(&[Noun::Organ, Noun::Class], name, candidates);
                self.diagnostics.push(unknown);
            }
        }
        (organs, classes)
    }
}
