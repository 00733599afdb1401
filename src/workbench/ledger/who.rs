//! Whom a declaration binds, what they bear, to whom, and who decides.

use super::super::declarations::{Declaration, DeclarationKind, party};
use crate::model::{Authority, Consequence, Holding, KindId, Model, Name, PursuedId};

/// The parties that a declaration names, and the kinds.
#[derive(Debug, Default)]
pub(super) struct Who {
    pub(super) holders: Vec<Name>,
    pub(super) kinds: Vec<Name>,
    pub(super) claimants: Vec<Name>,
    pub(super) authority: Option<Name>,
}

/// Everybody whom a declaration names; nobody where its kind names none.
pub(super) fn who(model: &Model, of: &Declaration<'_>) -> Who {
    named(model, of).unwrap_or_default()
}

fn named(model: &Model, of: &Declaration<'_>) -> Option<Who> {
    use DeclarationKind as Kind;
    let span = of.span;
    match of.kind {
        Kind::Duty => {
            let row = model.duties.values().find(|row| row.span == span)?;
            Some(Who {
                holders: holders(model, &row.holders),
                kinds: borne(model, &row.kinds),
                claimants: row.claimants.clone(),
                authority: None,
            })
        }
        Kind::Prohibition => {
            let row = model.prohibitions.values().find(|row| row.span == span)?;
            Some(Who {
                holders: holders(model, &row.holders),
                ..Who::default()
            })
        }
        Kind::Report => {
            let row = model.reports.values().find(|row| row.span == span)?;
            Some(Who {
                holders: holders(model, &row.holders),
                claimants: row.addressees.clone(),
                ..Who::default()
            })
        }
        Kind::Trigger => {
            let row = model.triggers.values().find(|row| row.span == span)?;
            Some(decided(model, &model.consequences[row.consequence]))
        }
        Kind::Consequence => {
            let row = model.consequences.values().find(|row| row.span == span)?;
            Some(decided(model, row))
        }
        Kind::Commendation => {
            let row = model.commendations.values().find(|row| row.span == span)?;
            Some(Who {
                authority: row.authority.as_ref().map(|by| authority(model, by)),
                ..Who::default()
            })
        }
        Kind::Regulation => {
            let by = model.regulation.interpreted_by.as_ref();
            Some(Who {
                authority: by.map(|by| authority(model, by)),
                ..Who::default()
            })
        }
        Kind::Scope => scope(model),
        _ => None,
    }
}

fn holders(model: &Model, holders: &[Holding]) -> Vec<Name> {
    let parties = holders.iter().map(|holding| party(model, holding.party));
    parties.collect()
}

fn borne(model: &Model, kinds: &[KindId]) -> Vec<Name> {
    kinds
        .iter()
        .map(|id| model.kinds[*id].name.clone())
        .collect()
}

fn pursued(model: &Model, kinds: &[PursuedId]) -> Vec<Name> {
    kinds
        .iter()
        .map(|id| model.pursued[*id].name.clone())
        .collect()
}

/// What a consequence pursues, and who decides.
fn decided(model: &Model, row: &Consequence) -> Who {
    Who {
        kinds: pursued(model, &row.pursues),
        authority: row.authority.as_ref().map(|by| authority(model, by)),
        ..Who::default()
    }
}

/// Whom the regulation covers: its classes, and the organs that none of these covers already.
fn scope(model: &Model) -> Option<Who> {
    let scope = model.scope.as_ref()?;
    let in_a_class = |organ| {
        let classes = scope.classes.iter();
        let mut members = classes.flat_map(|id| &model.classes[*id].members);
        members.any(|member| member == organ)
    };
    let alone = scope.covered.iter().filter(|organ| !in_a_class(*organ));
    let alone = alone.map(|id| model.organs[*id].name.clone());
    let classes = scope
        .classes
        .iter()
        .map(|id| model.classes[*id].name.clone());
    Some(Who {
        holders: alone.chain(classes).collect(),
        ..Who::default()
    })
}

fn authority(model: &Model, by: &Authority) -> Name {
    match by {
        Authority::Organ(organ) => model.organs[*organ].name.clone(),
        Authority::Wording(wording) => wording.clone(),
    }
}
