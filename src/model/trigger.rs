//! What follows: triggers, consequences and commendations.

use super::{
    Authority, Basis, ConsequenceId, Domain, Expr, InterpretationId, MatterId, Name, OrganId,
    PursuedId, VagueId,
};
use crate::source::Span;

/// A trigger.
#[derive(Debug, Clone)]
pub struct Trigger {
    /// Its name.
    pub name: Name,
    /// Its number in the text.
    pub number: Option<Name>,
    /// The matters that it concerns, where its causes do not tell.
    pub matters: Vec<MatterId>,
    /// Its branches, in order.
    pub branches: Vec<TriggerBranch>,
    /// What follows.
    pub consequence: ConsequenceId,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// One branch of a trigger or commendation.
#[derive(Debug, Clone)]
pub struct TriggerBranch {
    /// What it ranges over.
    pub domain: Domain,
    /// Which elements.
    pub filter: Option<Box<Expr>>,
    /// What makes one a cause; without one, records and units are causes as they are, targets and reports when
    /// breached, prohibitions when violated.
    pub condition: Option<Box<Expr>>,
    /// The matters that its causes concern, where their elements do not tell; the trigger's when empty.
    pub matters: Vec<MatterId>,
    /// Interpretations that this branch holds under.
    pub rests_on: Vec<InterpretationId>,
    /// Where.
    pub span: Span,
}

/// A consequence.
#[derive(Debug, Clone)]
pub struct Consequence {
    /// Its name; that of its trigger when it is written inside one.
    pub name: Name,
    /// Kinds pursued, in order.
    pub pursues: Vec<PursuedId>,
    /// Up to every organ above, or at the unit of the cause alone.
    pub level_by_level: bool,
    /// May rather than shall.
    pub may: bool,
    /// The authority that decides.
    pub authority: Option<Authority>,
    /// The documents followed.
    pub following: Vec<Name>,
    /// What must be shown beyond the cause.
    pub gate: Gate,
    /// Interpretations that the gate rests on.
    pub gate_rests_on: Vec<InterpretationId>,
    /// What a personal actor answers for.
    pub actor: Option<ActorRule>,
    /// Its citations.
    pub basis: Basis,
    /// Where.
    pub span: Span,
}

/// What a personal actor answers for.
#[derive(Debug, Clone)]
pub struct ActorRule {
    /// Kinds pursued.
    pub kinds: Vec<PursuedId>,
    /// Interpretations that it rests on.
    pub rests_on: Vec<InterpretationId>,
}

/// What must be shown beyond the cause before anyone answers for it.
#[derive(Debug, Clone)]
pub enum Gate {
    /// Nothing: the cause is enough (the policy declares no gate).
    Open,
    /// The cause shows it, unless a discharge of the duty is on record.
    Presumed,
    /// A determination of this term for the duty and party.
    Determined(VagueId),
    /// A condition on the cause's element.
    When(Expr),
}

/// A commendation.
#[derive(Debug, Clone)]
pub struct Commendation {
    /// Its name.
    pub name: Name,
    /// What it ranges over.
    pub branches: Vec<TriggerBranch>,
    /// Whom it commends.
    pub commends: Commended,
    /// The term whose determination for the element opens it.
    pub requires: Option<VagueId>,
    /// May rather than shall.
    pub may: bool,
    /// The authority that decides.
    pub authority: Option<Authority>,
    /// The documents followed.
    pub following: Vec<Name>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// Whom a commendation commends.
#[derive(Debug, Clone)]
pub enum Commended {
    /// The record's actor.
    Actor,
    /// These organs, at the element's unit or above.
    Organs(Vec<OrganId>),
}
