//! Triggers: their causes with the findings that each grounds, and their gaps by sort.

use indexmap::{IndexMap, IndexSet};

use super::names::{Names, moment};
use super::needs::{EXAMPLES, Sort};
use crate::arena::Id;
use crate::assessment::cause::{ActorNote, CauseResult, OpenGroup, TriggerResult};
use crate::attribution::{Attribution, CauseNote, act_key};
use crate::eval::{Cause, Element, Need, OpenCause, Status, TriggerOutcome};
use crate::facts::UnitIndex;
use crate::ids::TriggerId;
use crate::model::Name;

pub(crate) fn triggers(
    names: &Names<'_, '_>,
    outcomes: &[TriggerOutcome],
    attribution: &Attribution,
) -> Vec<TriggerResult> {
    let grounded = Grounded::of(attribution);
    let silent = CauseNote::default();
    let of = |outcome: &TriggerOutcome| {
        let row = &names.model.triggers[outcome.trigger];
        let notes = attribution.notes.get(outcome.trigger.index());
        let causes = outcome.causes.iter().enumerate().map(|(place, found)| {
            let note = notes.and_then(|notes| notes.get(place)).unwrap_or(&silent);
            let findings = grounded.by(outcome.trigger, place);
            cause(names, outcome.trigger, found, note, findings)
        });
        TriggerResult {
            trigger: row.name.clone(),
            number: row.number.clone(),
            clauses: names.clauses.triggers[outcome.trigger].clone(),
            status: outcome.status,
            causes: causes.collect(),
            open: open(names, &outcome.open),
        }
    };
    outcomes.iter().map(of).collect()
}

/// What is not known, where, and what is missing.
type Gap<'e> = (Option<Element>, Option<UnitIndex>, &'e [Need]);

impl Names<'_, '_> {
    /// One cause of a trigger, by its place.
    pub(crate) fn cause(
        &self,
        (attribution, grounded): (&Attribution, &Grounded),
        (trigger, place): (TriggerId, usize),
        found: &Cause,
    ) -> CauseResult {
        let silent = CauseNote::default();
        let notes = attribution.notes.get(trigger.index());
        let note = notes.and_then(|notes| notes.get(place)).unwrap_or(&silent);
        cause(self, trigger, found, note, grounded.by(trigger, place))
    }
}

/// The findings that each cause grounds.
pub(crate) struct Grounded(IndexMap<(TriggerId, usize), Vec<Name>>);

impl Grounded {
    /// Those of an attribution.
    pub(crate) fn of(attribution: &Attribution) -> Self {
        let mut all: IndexMap<_, Vec<Name>> = IndexMap::new();
        for (place, finding) in attribution.findings.iter().enumerate() {
            let id = super::findings::id(place);
            for ground in &finding.grounds {
                let of_cause = all.entry((ground.trigger, ground.cause)).or_default();
                of_cause.push(id.clone());
            }
        }
        Self(all)
    }

    /// Those of a trigger's cause, by its place.
    fn by(&self, trigger: TriggerId, place: usize) -> &[Name] {
        self.0.get(&(trigger, place)).map_or(&[], Vec::as_slice)
    }
}

fn cause(
    names: &Names<'_, '_>,
    trigger: TriggerId,
    cause: &Cause,
    note: &CauseNote,
    findings: &[Name],
) -> CauseResult {
    let model = names.model;
    let actor_note = if note.actor_silent {
        Some(ActorNote::TextDoesNotSay)
    } else if note.actor_unplaced {
        Some(ActorNote::NotInRoster)
    } else {
        cause.actor_open.then_some(ActorNote::Unknown)
    };
    let matters = cause.matters.iter();
    let settled = note.would_settle.iter();
    CauseResult {
        act: act_key(names.machine, cause.act),
        element: names.element(cause.element),
        unit: names.maybe_path(cause.unit),
        matters: matters.map(|id| model.matters[*id].name.clone()).collect(),
        date: moment(cause.date),
        actor: names.actor(cause.actor),
        actor_note,
        findings: findings.to_vec(),
        reaches_no_duty: note.reaches_no_duty,
        would_settle: settled.map(|id| model.duties[*id].name.clone()).collect(),
        sources: names.cause_sources(trigger, cause),
        rests_on: names.rests_on(&note.rests_on),
    }
}

/// Gaps that lack the same sorts of thing, as one; a missing list counts once, whoever looks for it.
fn open(names: &Names<'_, '_>, causes: &[OpenCause]) -> Vec<OpenGroup> {
    let mut groups: IndexMap<(Status, Vec<Sort>), IndexSet<Gap<'_>>> = IndexMap::new();
    for cause in causes {
        let key = (Status::open(&cause.needs), names.sorts(&cause.needs));
        let gap = (cause.element, cause.unit, &cause.needs[..]);
        groups.entry(key).or_default().insert(gap);
    }
    let group = |((status, _), gaps): ((Status, Vec<Sort>), IndexSet<Gap<'_>>)| {
        let needs: IndexSet<&Need> = gaps.iter().flat_map(|(_, _, needs)| *needs).collect();
        let places = gaps
            .iter()
            .map(|(element, unit, _)| names.place_of(*element, *unit));
        let examples: IndexSet<Name> = places.take(EXAMPLES).collect();
        OpenGroup {
            status,
            needs: names.needs(needs),
            count: gaps.len() as u64,
            examples: examples.into_iter().collect(),
        }
    };
    groups.into_iter().map(group).collect()
}
