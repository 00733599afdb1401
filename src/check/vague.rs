//! Vague terms: what they are said of, who determines them, what a determination yields.

use super::entry::{Entry, pick};
use super::noun::Noun;
use super::tables::Cx;
use crate::model::{Authority, Vague, VagueId, VagueSubjects};
use crate::syntax::ast::{AppliesTo, Name};
use crate::types::Type;

/// Reads the vague terms.
pub(super) fn declare(cx: &mut Cx<'_>) {
    let names = cx.names;
    for (id, entry) in names.vague.rows.iter() {
        let vague = vague(cx, id, entry);
        cx.tables.vague.push(vague);
    }
}

fn vague(cx: &mut Cx<'_>, id: VagueId, entry: &Entry<'_>) -> Vague {
    let applies = cx.needed(
        entry,
        entry.find(pick!(AppliesTo)),
        ("适用对象", "subject"),
        (
            "加上 `用于 指标、记录或层级`",
            "add `applies to` with a metric, record type or level",
        ),
    );
    let authority = cx.needed(
        entry,
        entry.find(pick!(DeterminedBy)),
        ("认定机关", "determining authority"),
        ("加上 `认定机关 …`", "add `determined by …`"),
    );
    let yields = match entry.find(pick!(Yields)) {
        None => Some((Type::Truth, None)),
        Some(written) => cx.type_ref(written),
    };
    if applies.is_none() || yields.is_none() {
        cx.tables.broken_vague.insert(id);
    }
    let (yields, measure) = yields.unwrap_or((Type::Truth, None));
    Vague {
        name: entry.name().into(),
        subjects: applies
            .map(|written| subjects(cx, id, written))
            .unwrap_or_default(),
        authority: authority
            .and_then(|written| cx.authority(written))
            .unwrap_or_else(|| Authority::Wording("".into())),
        yields,
        measure,
        basis: cx.normative_basis(entry),
        span: entry.span(),
    }
}

fn subjects(cx: &mut Cx<'_>, id: VagueId, written: &AppliesTo) -> VagueSubjects {
    let mut subjects = VagueSubjects::default();
    match written {
        AppliesTo::Duty => subjects.duties = true,
        AppliesTo::Names(written) => {
            for name in written {
                if !subject(cx, &mut subjects, name) {
                    cx.tables.broken_vague.insert(id);
                }
            }
        }
    }
    subjects
}

fn subject(cx: &mut Cx<'_>, subjects: &mut VagueSubjects, name: &Name) -> bool {
    let names = cx.names;
    if let Some(id) = names.metrics.get(&name.text) {
        subjects.metrics.push(id);
    } else if let Some(id) = names.records.get(&name.text) {
        subjects.record_types.push(id);
    } else if let Some(id) = names.levels.get(&name.text) {
        subjects.levels.push(id);
    } else {
        let candidates = names
            .metrics
            .names()
            .chain(names.records.names())
            .chain(names.levels.names());
        let wanted = [Noun::Metric, Noun::Record, Noun::Level];
        cx.diagnostics
            .push(names.unknown(&wanted, name, candidates));
        return false;
    }
    true
}
