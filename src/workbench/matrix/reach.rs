//! Which triggers can reach a duty: as attribution would find, but before any facts.
//!
//! A duty reaches a cause if one of its matters is the cause's or contains it, and if its holder stands at the
//! cause's unit or above. A cause takes its matter from its record where the record tells one, else from the
//! target, report, prohibition or duty, else from the branch, else from the trigger.

use super::{TriggerRow, Way};
use crate::model::{
    DomainKind, Holding, LevelId, MatterId, Model, Name, OrganId, Party, Trigger, TriggerBranch,
    TriggerId,
};

/// The triggers that a failure of a holder's part of a duty can set off.
pub(in crate::workbench) fn triggers(
    model: &Model,
    organ: OrganId,
    matters: &[MatterId],
) -> Vec<TriggerRow> {
    let reach = Reach::of(model, organ, matters);
    let triggers = reach.iter().flat_map(|_| model.triggers.values());
    triggers
        .filter_map(|trigger| reach.as_ref()?.trigger(trigger))
        .collect()
}

/// The branches of triggers, by their places, whose causes a holder's part of a duty reaches.
pub(in crate::workbench) fn reached_branches(
    model: &Model,
    organ: OrganId,
    matters: &[MatterId],
) -> Vec<(TriggerId, usize)> {
    let Some(reach) = Reach::of(model, organ, matters) else {
        return Vec::new();
    };
    let mut reached = Vec::new();
    for (id, trigger) in model.triggers.iter() {
        let near = !model.consequences[trigger.consequence].level_by_level;
        for (index, branch) in trigger.branches.iter().enumerate() {
            if reach.branch(branch, &trigger.matters, near).is_some() {
                reached.push((id, index));
            }
        }
    }
    reached
}

/// A holder's part of a duty.
struct Reach<'m> {
    model: &'m Model,
    organ: OrganId,
    matters: &'m [MatterId],
}

impl<'m> Reach<'m> {
    /// None where the regulation excludes the organ outright.
    fn of(model: &'m Model, organ: OrganId, matters: &'m [MatterId]) -> Option<Self> {
        let scope = model.scope.as_ref();
        let excluded = scope.is_some_and(|scope| scope.excluded.contains(&organ));
        (!excluded).then_some(Self {
            model,
            organ,
            matters,
        })
    }
}

impl Reach<'_> {
    fn trigger(&self, trigger: &Trigger) -> Option<TriggerRow> {
        let consequence = &self.model.consequences[trigger.consequence];
        let near = !consequence.level_by_level;
        let mut ways: Vec<Way> = Vec::new();
        for branch in &trigger.branches {
            if let Some(way) = self.branch(branch, &trigger.matters, near) {
                add(&mut ways, way);
            }
        }
        let pursues = consequence.pursues.iter();
        (!ways.is_empty()).then(|| TriggerRow {
            trigger: trigger.name.clone(),
            number: trigger.number.clone(),
            pursues: pursues
                .map(|id| self.model.pursued[*id].name.clone())
                .collect(),
            ways,
        })
    }

    fn branch(&self, branch: &TriggerBranch, of_trigger: &[MatterId], near: bool) -> Option<Way> {
        let otherwise = if branch.matters.is_empty() {
            of_trigger
        } else {
            &branch.matters
        };
        let reached = |own: &[MatterId], levels: &[LevelId]| {
            let matters = if own.is_empty() { otherwise } else { own };
            self.contains_any(matters) && self.stands_above(levels, near)
        };
        let model = self.model;
        match &branch.domain.kind {
            DomainKind::Targets(ids) => {
                let rows = ids.iter().map(|id| &model.targets[*id]);
                let rows = rows.filter(|row| reached(&row.matters, &[row.level]));
                some(rows.map(|row| &row.name)).map(Way::Targets)
            }
            DomainKind::Reports(ids) => {
                let rows = ids.iter().map(|id| &model.reports[*id]);
                let rows = rows.filter(|row| reached(&row.matters, &self.levels_of(&row.holders)));
                some(rows.map(|row| &row.name)).map(Way::Reports)
            }
            DomainKind::Duties(ids) => {
                let rows = ids.iter().map(|id| &model.duties[*id]);
                let rows = rows.filter(|row| reached(&row.matters, &self.levels_of(&row.holders)));
                some(rows.map(|row| &row.name)).map(Way::Duties)
            }
            DomainKind::Prohibitions(ids) => {
                let rows = ids.iter().map(|id| &model.prohibitions[*id]);
                let levels = |record| &model.record_types[record].levels[..];
                let rows = rows.filter(|row| reached(&row.matters, levels(row.record_type)));
                some(rows.map(|row| &row.name)).map(Way::Prohibitions)
            }
            DomainKind::Metrics(ids) => {
                let rows = ids.iter().map(|id| &model.metrics[*id]);
                let rows = rows.filter(|row| reached(&[], &row.levels));
                some(rows.map(|row| &row.name)).map(Way::Metrics)
            }
            DomainKind::Units(level) => {
                reached(&[], &[*level]).then(|| Way::Units(model.levels[*level].name.clone()))
            }
            DomainKind::Records(id, _) => {
                let row = &model.record_types[*id];
                if reached(&[], &row.levels) {
                    return Some(Way::Records(row.name.clone()));
                }
                let told = row.matter.is_some() && self.stands_above(&row.levels, near);
                told.then(|| Way::RecordsThatTell(row.name.clone()))
            }
        }
    }

    /// Whether one of the matters is one of the duty's, or lies inside it.
    fn contains_any(&self, matters: &[MatterId]) -> bool {
        let within = |matter: &MatterId| {
            let up = |id: &MatterId| self.model.matters[*id].parent;
            std::iter::successors(Some(*matter), up).any(|id| self.matters.contains(&id))
        };
        matters.iter().any(within)
    }

    /// Whether the organ stands at a unit of one of the levels, or above; only at it if `near`.
    fn stands_above(&self, levels: &[LevelId], near: bool) -> bool {
        let own = &self.model.organs[self.organ].levels;
        if own.is_empty() {
            return !near && self.is_above_organs_at(levels);
        }
        levels.iter().any(|level| {
            if near {
                return own.contains(level);
            }
            self.up_from(*level).any(|level| own.contains(&level))
        })
    }

    /// Whether an organ outside the units is above one that stands at these levels or higher.
    fn is_above_organs_at(&self, levels: &[LevelId]) -> bool {
        let organs = &self.model.organs;
        let mut above: Vec<OrganId> = Vec::new();
        let here = organs.iter().filter(|(_, row)| {
            let around = levels.iter().flat_map(|level| self.up_from(*level));
            around.into_iter().any(|level| row.levels.contains(&level))
        });
        let mut waiting: Vec<OrganId> = here.map(|(id, _)| id).collect();
        while let Some(id) = waiting.pop() {
            if !above.contains(&id) {
                above.push(id);
                waiting.extend(&organs[id].superiors);
            }
        }
        above.contains(&self.organ)
    }

    fn up_from(&self, level: LevelId) -> impl Iterator<Item = LevelId> {
        std::iter::successors(Some(level), |id| self.model.levels[*id].parent)
    }

    /// The levels at which holders stand.
    fn levels_of(&self, holders: &[Holding]) -> Vec<LevelId> {
        let organs = holders.iter().flat_map(|holding| match holding.party {
            Party::Organ(organ) | Party::Office(organ, _) => vec![organ],
            Party::Class(class) => self.model.classes[class].members.clone(),
        });
        organs
            .flat_map(|organ| self.model.organs[organ].levels.clone())
            .collect()
    }
}

/// Adds a way, its names to those of the same kind where there are some.
fn add(ways: &mut Vec<Way>, way: Way) {
    for known in ways.iter_mut() {
        let (own, more) = match (known, &way) {
            (Way::Targets(own), Way::Targets(more))
            | (Way::Reports(own), Way::Reports(more))
            | (Way::Prohibitions(own), Way::Prohibitions(more))
            | (Way::Duties(own), Way::Duties(more))
            | (Way::Metrics(own), Way::Metrics(more)) => (own, more),
            (known, way) if known == way => return,
            _ => continue,
        };
        for name in more {
            if !own.contains(name) {
                own.push(name.clone());
            }
        }
        return;
    }
    ways.push(way);
}

/// The names, unless there are none.
fn some<'n>(names: impl Iterator<Item = &'n Name>) -> Option<Vec<Name>> {
    let names: Vec<Name> = names.cloned().collect();
    (!names.is_empty()).then_some(names)
}
