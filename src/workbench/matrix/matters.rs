//! The matters in the order of their tree, and who holds each.

use super::super::declarations::party;
use super::duties::{holds, matters_of};
use super::{MatterHolder, MatterRow};
use crate::model::{MatterId, Model, OrganId};

/// All matters, each before those inside it; those that one organ holds, if it is asked for.
pub(super) fn matters(model: &Model, only: Option<OrganId>) -> Vec<MatterRow> {
    let mut rows = Vec::new();
    let outermost = model.matters.iter().filter(|(_, row)| row.parent.is_none());
    let mut waiting: Vec<(MatterId, usize)> = outermost.map(|(id, _)| (id, 0)).collect();
    waiting.reverse();
    while let Some((id, depth)) = waiting.pop() {
        if only.is_none_or(|organ| is_held(model, id, organ)) {
            rows.push(matter(model, id, depth));
        }
        let inside = model
            .matters
            .iter()
            .rev()
            .filter(|(_, row)| row.parent == Some(id));
        waiting.extend(inside.map(|(inner, _)| (inner, depth + 1)));
    }
    rows
}

fn is_held(model: &Model, matter: MatterId, organ: OrganId) -> bool {
    model.duties.values().any(|duty| {
        let held = |holding: &&crate::model::Holding| {
            holds(model, holding.party, organ) && matters_of(duty, holding).contains(&matter)
        };
        duty.holders.iter().any(|holding| held(&holding))
    })
}

fn matter(model: &Model, id: MatterId, depth: usize) -> MatterRow {
    let row = &model.matters[id];
    let mut holders = Vec::new();
    for duty in model.duties.values() {
        let kinds = || duty.kinds.iter().map(|id| model.kinds[*id].name.clone());
        let own = duty
            .holders
            .iter()
            .filter(|h| matters_of(duty, h).contains(&id));
        holders.extend(own.map(|holding| MatterHolder {
            party: party(model, holding.party),
            duty: duty.name.clone(),
            kinds: kinds().collect(),
            role: holding.role,
        }));
    }
    MatterRow {
        matter: row.name.clone(),
        within: row.parent.map(|parent| model.matters[parent].name.clone()),
        depth,
        worded: row.worded.clone(),
        holders,
    }
}
