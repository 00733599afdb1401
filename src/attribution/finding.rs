//! What attribution finds: who answers, for what, how far from the cause, and what is still open.

use crate::eval::{CauseDate, Element, Instance, Need};
use crate::facts::UnitIndex;
use crate::ids::{
    ClassId, CommendationId, DutyId, InterpretationId, KindId, LevelId, MatterId, OfficeId,
    OrganId, PursuedId, TriggerId,
};
use crate::model::{HolderRole, Name};

/// Everything attributed.
#[derive(Debug, Clone, Default)]
pub struct Attribution {
    /// Findings: by trigger, cause, duty, holder, kind, in the order declared.
    pub findings: Vec<Finding>,
    /// For each trigger, for each of its causes, what else is to be said.
    pub notes: Vec<Vec<CauseNote>>,
}

/// A party that answers, or may.
#[derive(Debug, Clone)]
pub struct Finding {
    /// How sure.
    pub status: FindingStatus,
    /// The act.
    pub act: Element,
    /// Where the act lies.
    pub unit: Option<UnitIndex>,
    /// When it happened.
    pub date: CauseDate,
    /// The triggers that it grounds, each with the cause's place among the trigger's causes.
    pub grounds: Vec<Ground>,
    /// The duty that says so.
    pub duty: DutyId,
    /// Who.
    pub party: FindingParty,
    /// How it holds the duty.
    pub role: FindingRole,
    /// Who holds it jointly.
    pub with: Vec<Instance>,
    /// The office that answers.
    pub office: Option<OfficeId>,
    /// Who is in that office, or the personal actor.
    pub persons: Persons,
    /// Kinds borne under the duty; empty is unspecified.
    pub borne: Vec<KindId>,
    /// Kind pursued; `None` where nothing says which.
    pub pursued: Option<PursuedId>,
    /// Why no kind is pursued.
    pub silent: Option<Silence>,
    /// The matter of the cause.
    pub matter: MatterId,
    /// The matter of the duty, the same or around it.
    pub duty_matter: MatterId,
    /// Steps from the organ where the cause lies; `None` for a class.
    pub distance: Option<u32>,
    /// The steps.
    pub path: Vec<Hop>,
    /// What is missing.
    pub needs: Vec<Need>,
    /// The scope clause does not name the organ.
    pub scope_doubt: bool,
    /// Interpretations that it rests on.
    pub rests_on: Vec<InterpretationId>,
}

/// A trigger that an act grounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    /// The trigger.
    pub trigger: TriggerId,
    /// The cause, by its place among the trigger's causes.
    pub cause: usize,
    /// What its gate says.
    pub status: FindingStatus,
}

/// How sure a finding is. Later ones are stronger when grounds are joined.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum FindingStatus {
    /// A discharge of the duty is on record.
    Rebutted,
    /// Facts are missing.
    Undetermined,
    /// A determination is missing.
    AwaitingDetermination,
    /// The cause shows it, and no one has said which discharges are on record.
    Presumed,
    /// Nothing is missing.
    Established,
}

/// Who.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FindingParty {
    /// An organ at a unit.
    Organ(Instance),
    /// Some member of a class; the facts do not tell which.
    Class(ClassId),
}

/// How the party comes to hold the duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingRole {
    /// As a holder.
    Holder(HolderRole),
    /// As the person who acted.
    Actor,
}

/// Who is in office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Persons {
    /// One.
    One(Name),
    /// Several.
    Several(Vec<Name>),
    /// The roster is given; nobody.
    Vacant,
    /// There is no roster, no date, or no office.
    Unknown,
}

/// Why no kind is pursued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Silence {
    /// No mapping says what is pursued for the kind borne.
    TextDoesNotSay,
    /// The kinds that it maps to are not among those that the consequence pursues.
    NotPursuedHere,
}

/// A step upward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hop {
    /// From.
    pub from: Place,
    /// To.
    pub to: Place,
    /// By which relation.
    pub relation: Relation,
}

/// A place on the way up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// An organ.
    Organ(Instance),
    /// A unit.
    Unit(UnitIndex),
}

/// Why one place is above another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The level lies within the other.
    Units(LevelId),
    /// The organ is under the other.
    Organs(OrganId),
}

/// What else is to be said of a cause.
#[derive(Debug, Clone, Default)]
pub struct CauseNote {
    /// No duty is reached.
    pub reaches_no_duty: bool,
    /// Duties on narrower matters, which the record's matter field would settle.
    pub would_settle: Vec<DutyId>,
    /// A person acted, and nothing says what a personal actor answers for.
    pub actor_silent: bool,
    /// A person acted, and the roster does not tell in which organ.
    pub actor_unplaced: bool,
    /// Interpretations that the cause rests on.
    pub rests_on: Vec<InterpretationId>,
}

/// A party that may be commended.
#[derive(Debug, Clone)]
pub struct CommendedParty {
    /// By which commendation.
    pub commendation: CommendationId,
    /// For which of its elements.
    pub element: Element,
    /// Where.
    pub unit: Option<UnitIndex>,
    /// Who, where it is an organ.
    pub organ: Option<Instance>,
    /// Who, where it is an actor of the facts.
    pub actor: Option<u32>,
    /// Whether it is open to be commended.
    pub status: CommendedStatus,
    /// What is missing.
    pub needs: Vec<Need>,
    /// Interpretations that it rests on.
    pub rests_on: Vec<InterpretationId>,
}

/// Whether a party is open to be commended.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum CommendedStatus {
    /// Everything required is there; the authority may commend.
    Open,
    /// Determined not to be deserved.
    Declined,
    /// Facts are missing.
    Undetermined,
    /// A determination is missing.
    AwaitingDetermination,
}
