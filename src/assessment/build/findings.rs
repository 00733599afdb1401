//! Findings with their names, and the way up as a reader follows it.

use super::names::{Names, moment};
use crate::assessment::finding::{
    AppliedConsequence, DutyRef, Finding, Ground, Modality, Persons, PersonsState, Role, Step,
    StepRelation,
};
use crate::assessment::party::Party;
use crate::attribution as found;
use crate::attribution::{FindingParty, FindingRole, Hop, Place, Relation, act_key};
use crate::ids::ConsequenceId;
use crate::model::{HolderRole, Name};

pub(crate) fn findings(names: &Names<'_, '_>, all: &[found::Finding]) -> Vec<Finding> {
    all.iter()
        .enumerate()
        .map(|(place, finding)| named(names, id(place), finding))
        .collect()
}

/// The id of a finding, by its place.
pub(crate) fn id(place: usize) -> Name {
    Name::from(format!("f{}", place + 1))
}

/// A finding with its names.
pub(crate) fn named(names: &Names<'_, '_>, id: Name, finding: &found::Finding) -> Finding {
    let model = names.model;
    let (party, class) = match finding.party {
        FindingParty::Organ(instance) => (Some(instance), None),
        FindingParty::Class(class) => (None, Some(model.classes[class].name.clone())),
    };
    let borne = finding.borne.iter();
    let with = finding.with.iter();
    let grounds = finding.grounds.iter();
    Finding {
        id,
        status: finding.status,
        organ: party.map(|instance| names.organ(instance.organ)),
        unit: party.and_then(|instance| names.maybe_path(instance.unit)),
        class,
        office: finding
            .office
            .map(|office| model.offices[office].name.clone()),
        persons: persons(&finding.persons),
        pursued: finding.pursued.map(|kind| model.pursued[kind].name.clone()),
        silent: finding.silent,
        borne: borne.map(|kind| model.kinds[*kind].name.clone()).collect(),
        role: role(finding.role),
        with: with.map(|instance| names.party(*instance)).collect(),
        matter: model.matters[finding.matter].name.clone(),
        duty_matter: model.matters[finding.duty_matter].name.clone(),
        duty: DutyRef {
            name: model.duties[finding.duty].name.clone(),
            clauses: names.clauses.duties[finding.duty].clone(),
        },
        act: act_key(names.machine, finding.act),
        grounds: grounds.map(|one| ground(names, *one)).collect(),
        date: moment(finding.date),
        cause_unit: names.maybe_path(finding.unit),
        distance: finding.distance,
        path: path(names, &finding.path),
        needs: names.needs(&finding.needs),
        scope_doubt: finding.scope_doubt,
        rests_on: names.rests_on(&finding.rests_on),
    }
}

fn persons(persons: &found::Persons) -> Persons {
    let (state, names) = match persons {
        found::Persons::One(name) => (PersonsState::One, vec![name.clone()]),
        found::Persons::Several(names) => (PersonsState::Several, names.clone()),
        found::Persons::Vacant => (PersonsState::Vacant, Vec::new()),
        found::Persons::Unknown => (PersonsState::Unknown, Vec::new()),
    };
    Persons { state, names }
}

fn role(role: FindingRole) -> Role {
    match role {
        FindingRole::Holder(HolderRole::Each) => Role::Holder,
        FindingRole::Holder(HolderRole::Joint) => Role::Joint,
        FindingRole::Holder(HolderRole::Lead) => Role::Lead,
        FindingRole::Holder(HolderRole::Participant) => Role::Participant,
        FindingRole::Actor => Role::Actor,
    }
}

fn ground(names: &Names<'_, '_>, ground: found::Ground) -> Ground {
    let row = &names.model.triggers[ground.trigger];
    Ground {
        trigger: row.name.clone(),
        number: row.number.clone(),
        cause: ground.cause as u64,
        status: ground.status,
        clauses: names.clauses.triggers[ground.trigger].clone(),
        consequence: consequence(names, row.consequence),
    }
}

fn consequence(names: &Names<'_, '_>, id: ConsequenceId) -> AppliedConsequence {
    let row = &names.model.consequences[id];
    AppliedConsequence {
        name: row.name.clone(),
        modality: modality(row.may),
        level_by_level: row.level_by_level,
        authority: row.authority.as_ref().map(|by| names.authority(by)),
        following: row.following.clone(),
        clauses: names.clauses.consequences[id].clone(),
    }
}

/// May or shall.
pub(super) fn modality(may: bool) -> Modality {
    if may { Modality::May } else { Modality::Shall }
}

/// The steps that count: from a unit to its own lowest organ is none, so that there are as many steps as the
/// distance says.
fn path(names: &Names<'_, '_>, hops: &[Hop]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::with_capacity(hops.len());
    for hop in hops {
        if stays(hop) {
            if let Some(last) = steps.last_mut() {
                last.to = place(names, hop.to);
            }
            continue;
        }
        let (relation, clauses) = match hop.relation {
            Relation::Units(level) => (StepRelation::Unit, &names.clauses.levels[level]),
            Relation::Organs(organ) => (StepRelation::Organ, &names.clauses.organs[organ]),
        };
        steps.push(Step {
            from: place(names, hop.from),
            to: place(names, hop.to),
            relation,
            clauses: clauses.clone(),
        });
    }
    steps
}

fn stays(hop: &Hop) -> bool {
    matches!((hop.from, hop.to), (Place::Unit(unit), Place::Organ(to)) if to.unit == Some(unit))
}

fn place(names: &Names<'_, '_>, place: Place) -> Party {
    match place {
        Place::Organ(instance) => names.party(instance),
        Place::Unit(unit) => Party {
            organ: None,
            unit: Some(names.path(unit)),
        },
    }
}
