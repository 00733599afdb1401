//! What a finding costs to keep and to write, in steps, so that the limit on steps bounds memory and written size, too.

use super::finding::{Finding, FindingParty, Persons, Relation};
use crate::arena::{Arena, Id};
use crate::eval::{KEPT, Machine, PART};
use crate::ids::OrganId;
use crate::model::{Basis, HolderRole, Model, Organ};

/// So many bytes of quoted text cost a step.
const QUOTED: u64 = 8;

/// The steps for a finding that was found.
pub(super) fn of(machine: &Machine<'_>, finding: &Finding) -> u64 {
    let model = machine.model;
    let persons = match &finding.persons {
        Persons::Several(names) => names.len(),
        _ => 1,
    };
    let parts = finding.grounds.len() + finding.path.len() + finding.with.len();
    let parts = (parts + persons + finding.needs.len()) as u64;
    let mut quoted = quoted(&model.duties[finding.duty].basis);
    for ground in &finding.grounds {
        let trigger = &model.triggers[ground.trigger];
        quoted += self::quoted(&trigger.basis);
        quoted += self::quoted(&model.consequences[trigger.consequence].basis);
    }
    for hop in &finding.path {
        quoted += match hop.relation {
            Relation::Organs(organ) => self::quoted(&model.organs[organ].basis),
            Relation::Units(level) => self::quoted(&model.levels[level].basis),
        };
    }
    if let FindingParty::Class(class) = finding.party {
        quoted += self::quoted(&model.classes[class].basis);
    }
    KEPT + PART * parts + finding.rests_on.len() as u64 + quoted / QUOTED
}

/// The most that a finding under a policy costs, whatever the facts; persons and what is missing come on top.
pub fn most(model: &Model) -> u64 {
    let longest = |all: &mut dyn Iterator<Item = &Basis>| all.map(quoted).max().unwrap_or(0);
    let duties = longest(&mut model.duties.values().map(|row| &row.basis));
    let triggers = longest(&mut model.triggers.values().map(|row| &row.basis));
    let consequences = longest(&mut model.consequences.values().map(|row| &row.basis));
    let classes = longest(&mut model.classes.values().map(|row| &row.basis));
    let organs = longest(&mut model.organs.values().map(|row| &row.basis));
    let levels = longest(&mut model.levels.values().map(|row| &row.basis));
    let way = model.levels.len() as u64 * (1 + chain(&model.organs));
    let joint = model.duties.values().map(|row| {
        let is_joint = |holding: &crate::model::Holding| holding.role == HolderRole::Joint;
        let joint = row
            .holders
            .iter()
            .filter(|holding| is_joint(holding))
            .count();
        joint as u64 * model.levels.len() as u64
    });
    let parts = 2 + way + joint.max().unwrap_or(0);
    let quoted = duties + triggers + consequences + classes + way * organs.max(levels);
    KEPT + PART * parts + model.interpretations.len() as u64 + quoted / QUOTED
}

fn quoted(basis: &Basis) -> u64 {
    let quotes = basis.citations.iter();
    let lengths = quotes.map(|cited| cited.quote.as_ref().map_or(0, String::len) as u64);
    lengths.sum()
}

/// The longest chain of organs under organs, or as many as there are where it would take long to tell.
fn chain(organs: &Arena<OrganId, Organ>) -> u64 {
    const ROUNDS: u64 = 32;
    let mut steps = vec![0_u64; organs.len()];
    for _ in 0..ROUNDS {
        let mut grown = false;
        for (id, row) in organs.iter() {
            let above = row.superiors.iter();
            let above = above.filter_map(|organ| steps.get(organ.index()).copied());
            let longest = above.max().map_or(0, |above| above + 1);
            if let Some(own) = steps.get_mut(id.index())
                && *own < longest
            {
                *own = longest;
                grown = true;
            }
        }
        if !grown {
            return steps.into_iter().max().unwrap_or(0);
        }
    }
    organs.len() as u64
}
