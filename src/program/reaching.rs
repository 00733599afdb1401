//! Which duties reach a cause by its matter, and what is pursued of whoever holds them: the same for all facts.

use crate::arena::Arena;
use crate::ids::{DutyId, MatterId, PursuedId};
use crate::model::{Duty, Holding, Mapping, Model};

/// What attribution looks up instead of searching.
#[derive(Debug, Clone, Default)]
pub struct Reaching {
    /// The duties that reach each matter, in the order in which they and their holders are declared.
    by_matter: Arena<MatterId, Vec<Reached>>,
    /// The kinds pursued to which the kinds that each duty bears lead.
    pursued: Arena<DutyId, Vec<PursuedId>>,
}

/// A duty that reaches a matter through one of its holders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reached {
    /// The duty.
    pub duty: DutyId,
    /// The holder, by its place among those of the duty.
    pub holding: u32,
    /// The matter of the duty: the one reached, or one around it.
    pub matter: MatterId,
}

impl Reaching {
    /// Looks everything up beforehand.
    pub fn new(model: &Model) -> Self {
        let mut reaching = Self::default();
        for matter in model.matters.ids() {
            let parent = |matter: &MatterId| model.matters.row(*matter).and_then(|row| row.parent);
            let around: Vec<MatterId> = std::iter::successors(Some(matter), parent).collect();
            reaching.by_matter.push(reaching_to(model, &around));
        }
        for duty in model.duties.values() {
            let mappings = leading(model, duty);
            let mut to: Vec<PursuedId> = mappings.flat_map(|m| m.to.iter().copied()).collect();
            to.sort_unstable();
            to.dedup();
            reaching.pursued.push(to);
        }
        reaching
    }

    /// The duties that reach a matter.
    pub fn to(&self, matter: MatterId) -> &[Reached] {
        self.by_matter.row(matter).map_or(&[], Vec::as_slice)
    }

    /// Whether a kind is pursued for what a duty bears.
    pub fn pursues(&self, duty: DutyId, kind: PursuedId) -> bool {
        let kinds = self.pursued.row(duty);
        kinds.is_some_and(|kinds| kinds.contains(&kind))
    }
}

fn reaching_to(model: &Model, around: &[MatterId]) -> Vec<Reached> {
    let mut all = Vec::new();
    for duty in model.duties.values() {
        for (place, holding) in (0..).zip(&duty.holders) {
            let matter = own_matters(duty, holding)
                .iter()
                .find(|own| around.contains(own));
            all.extend(matter.map(|matter| Reached {
                duty: duty.id,
                holding: place,
                matter: *matter,
            }));
        }
    }
    all
}

/// The matters of a holder's part of a duty.
pub fn own_matters<'d>(duty: &'d Duty, holding: &'d Holding) -> &'d [MatterId] {
    match &holding.component {
        Some(component) => std::slice::from_ref(component),
        None => &duty.matters,
    }
}

/// The mappings of the kinds that a duty bears, or of none.
fn leading<'m>(model: &'m Model, duty: &'m Duty) -> impl Iterator<Item = &'m Mapping> {
    let bears = |mapping: &&Mapping| match duty.kinds.as_slice() {
        [] => mapping.from.is_empty(),
        kinds => mapping.from.iter().any(|kind| kinds.contains(kind)),
    };
    model.mappings.iter().filter(bears)
}
