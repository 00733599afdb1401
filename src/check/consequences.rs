//! Consequences: what is pursued, by whom, and what must be shown first.

use super::basis::RestsOn;
use super::entry::{Entry, Part, pick};
use super::expr::{Element, Place};
use super::noun::Noun;
use super::tables::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{
    ActorRule, Arena, Basis, Consequence, ConsequenceId, Gate, InterpretationId, LevelId,
};
use crate::syntax::ast::{self, CitationTarget, Name, PropKind};

/// Whether a property is a part of a consequence.
pub(super) fn is_part(kind: &PropKind) -> bool {
    matches!(
        kind,
        PropKind::Pursue { .. }
            | PropKind::Modality { .. }
            | PropKind::Authority(_)
            | PropKind::Following(_)
            | PropKind::Gate(_)
            | PropKind::ActorAnswers(_)
    )
}

/// Reads the consequences declared apart.
pub(super) fn declare(cx: &mut Cx<'_>) -> Arena<ConsequenceId, Consequence> {
    let names = cx.names;
    let mut consequences = Arena::new();
    for entry in names.consequences.rows.values() {
        let place = causes(cx, entry);
        consequences.push(consequence(cx, entry, &place, None));
    }
    consequences
}

/// A consequence declared apart, or written inside a trigger whose basis it shares.
pub(super) fn consequence(
    cx: &mut Cx<'_>,
    entry: &Entry<'_>,
    place: &Place,
    shared: Option<&Basis>,
) -> Consequence {
    let basis = match shared {
        Some(basis) => basis.clone(),
        None => cx.normative_basis(entry),
    };
    let (kinds, level_by_level) = pursued(cx, entry);
    let (gate, gate_rests_on) = gate(cx, entry, place, &basis);
    Consequence {
        name: entry.name().into(),
        pursues: cx.pursued(&kinds),
        level_by_level,
        may: entry.may().unwrap_or(false),
        authority: entry
            .find(pick!(Authority))
            .and_then(|authority| cx.authority(authority)),
        following: entry.texts(pick!(Following)),
        gate,
        gate_rests_on,
        actor: actor(cx, entry),
        basis,
        span: entry.span(),
    }
}

/// The kinds pursued, and whether level by level.
fn pursued<'a>(cx: &mut Cx<'_>, entry: &Entry<'a>) -> (Vec<&'a Name>, bool) {
    let pursue = entry.find(|kind| match kind {
        PropKind::Pursue {
            kinds,
            level_by_level,
        } => Some((kinds, *level_by_level)),
        _ => None,
    });
    let pursue = cx.needed(
        entry,
        pursue,
        ("追究的种类", "kinds pursued"),
        ("加上 `追究 …`", "add `pursue …`"),
    );
    match pursue {
        Some((kinds, level_by_level)) => (kinds.iter().collect(), level_by_level),
        None => (Vec::new(), false),
    }
}

/// The elements of every trigger that leads to a consequence.
fn causes(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Place {
    let names = cx.names;
    let mut places = Vec::new();
    for trigger in names.triggers.rows.values() {
        if consequence_named(trigger).is_none_or(|name| name.text != entry.name()) {
            continue;
        }
        // The triggers say themselves what is wrong with their domains.
        places.extend(cx.quietly(|cx| {
            let branches: Vec<_> = trigger.all(pick!(Branch)).collect();
            branches
                .into_iter()
                .filter_map(|(branch, _)| cx.whole_domain(&branch.domain, &mut RestsOn::new()))
                .map(|(_, place)| place)
                .collect::<Vec<_>>()
        }));
    }
    common(&places)
}

fn gate(
    cx: &mut Cx<'_>,
    entry: &Entry<'_>,
    place: &Place,
    basis: &Basis,
) -> (Gate, Vec<InterpretationId>) {
    let names = cx.names;
    let mut rests_on = cited(cx, entry);
    rests_on.extend(&entry.silent);
    let found = entry.all(pick!(Gate)).next();
    let Some((written, part)) = found else {
        return (Gate::Open, entry.silent.clone());
    };
    rests_on.extend(&part.given);
    let gate = match written {
        ast::Gate::Presumed => {
            if rests_on.is_empty() && basis.rests_on.is_empty() {
                cx.diagnostics.push(presumed(part));
            }
            Some(Gate::Presumed)
        }
        ast::Gate::Determined(name) => names
            .find(&names.vague, name, &mut cx.diagnostics)
            .filter(|id| cx.said_of_duties(*id, name.span))
            .map(|id| {
                let row = cx.tables.vague.row(id);
                rests_on.extend(row.iter().flat_map(|row| &row.basis.rests_on));
                Gate::Determined(id)
            }),
        ast::Gate::When(condition) => cx
            .condition(place, condition, &mut rests_on)
            .map(Gate::When),
    };
    (gate.unwrap_or(Gate::Open), rests_on.into_iter().collect())
}

fn presumed(part: &Part<'_>) -> Diagnostic {
    let message = Text::new(
        "`门槛 推定` 没有以解释为依据",
        "`gate presumed` rests on no interpretation",
    );
    Diagnostic::warning(Code::new("W0504"), part.span, message)
        .label(Text::new(
            "由后果推定没有履责，是一种读法",
            "to presume a failure from its effect is a reading of the text",
        ))
        .help(Text::new(
            "声明一个解释，并写 `依据 解释 …`",
            "declare an interpretation and add `cite interpretation …`",
        ))
}

fn actor(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Option<ActorRule> {
    let (kinds, part) = entry.all(pick!(ActorAnswers)).next()?;
    let kinds: Vec<&Name> = kinds.iter().collect();
    let mut rests_on = cited(cx, entry);
    rests_on.extend(&part.given);
    Some(ActorRule {
        kinds: cx.pursued(&kinds),
        rests_on: rests_on.into_iter().collect(),
    })
}

/// The interpretations that a declaration cites.
fn cited(cx: &Cx<'_>, entry: &Entry<'_>) -> RestsOn {
    let citations = entry.all(pick!(Cite)).flat_map(|(list, _)| list);
    citations
        .filter_map(|citation| match &citation.target {
            CitationTarget::Interpretation(name) => cx.names.choices.find(&name.text),
            CitationTarget::Clause { .. } => None,
        })
        .collect()
}

/// Reports consequences that nothing leads to.
pub(super) fn check_unused(cx: &mut Cx<'_>) {
    let names = cx.names;
    for entry in names.consequences.rows.values() {
        let mut named = names.triggers.rows.values().filter_map(consequence_named);
        if named.any(|name| name.text == entry.name()) {
            continue;
        }
        let title = Noun::Consequence.named(entry.name());
        let message = Text::new(
            format!("没有情形引到{}", title.zh.trim_end()),
            format!("no trigger leads to {}", title.en),
        );
        cx.diagnostics.push(Diagnostic::warning(
            Code::new("W0505"),
            entry.span(),
            message,
        ));
    }
}

/// The place that the elements of all these have in common: the record where there is one, else the unit.
pub(super) fn common(places: &[Place]) -> Place {
    let mut levels: Vec<LevelId> = Vec::new();
    for level in places.iter().flat_map(|place| &place.levels) {
        if !levels.contains(level) {
            levels.push(*level);
        }
    }
    let first = places.first().map(|place| &place.element);
    let same = places.iter().all(|place| Some(&place.element) == first);
    Place {
        element: first.filter(|_| same).cloned().unwrap_or(Element::Unit),
        levels,
    }
}

/// The consequence that a trigger refers to by name.
pub(super) fn consequence_named<'a>(entry: &Entry<'a>) -> Option<&'a Name> {
    entry.find(|kind| match kind {
        PropKind::ConsequenceRef(name) => Some(name),
        _ => None,
    })
}
