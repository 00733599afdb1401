//! Who answers: levels, organs, offices, classes, kinds, duties and their holders.

use super::{
    Basis, ClassId, DutyId, Expr, KindId, LevelId, MatterId, Name, OfficeId, OrganId,
    ProhibitionId, PursuedId, ReportId, TargetId,
};
use crate::calendar::Date;
use crate::source::Span;

/// A level of units.
#[derive(Debug, Clone)]
pub struct Level {
    /// Its name, the value of `level` in the facts.
    pub name: Name,
    /// The level that its units lie within.
    pub parent: Option<LevelId>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// An organ.
#[derive(Debug, Clone)]
pub struct Organ {
    /// Its name.
    pub name: Name,
    /// The levels at which it stands, one instance per unit; none: one body outside the units.
    pub levels: Vec<LevelId>,
    /// One body: the facts may hold one unit of its level only.
    pub single: bool,
    /// The organs directly above, in the order declared.
    pub superiors: Vec<OrganId>,
    /// Its offices.
    pub offices: Vec<OfficeId>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// An office of an organ.
#[derive(Debug, Clone)]
pub struct Office {
    /// Its name.
    pub name: Name,
    /// Whose office it is.
    pub organ: OrganId,
    /// Titles under which rosters name its holders.
    pub titles: Vec<Name>,
    /// The kinds pursued for which it answers.
    pub answers: Vec<PursuedId>,
    /// The citations for that.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// A class of holders.
#[derive(Debug, Clone)]
pub struct Class {
    /// Its name.
    pub name: Name,
    /// Its members.
    pub members: Vec<OrganId>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// A kind of responsibility, borne or pursued.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Its name.
    pub name: Name,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// A duty.
#[derive(Debug, Clone)]
pub struct Duty {
    /// Its id.
    pub id: DutyId,
    /// Its name.
    pub name: Name,
    /// Who holds it, in order.
    pub holders: Vec<Holding>,
    /// The kinds borne; empty when the text names none.
    pub kinds: Vec<KindId>,
    /// The matters.
    pub matters: Vec<MatterId>,
    /// To whom it is owed.
    pub claimants: Vec<Name>,
    /// Targets measured under it.
    pub targets: Vec<TargetId>,
    /// Reports owed under it.
    pub reports: Vec<ReportId>,
    /// Prohibitions observed under it.
    pub prohibitions: Vec<ProhibitionId>,
    /// Its own deadline.
    pub due: Option<Date>,
    /// Only then does it apply; read at the holder's unit.
    pub applies: Option<Box<Expr>>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// One holder's part in a duty, prohibition or report.
#[derive(Debug, Clone)]
pub struct Holding {
    /// Who.
    pub party: Party,
    /// How.
    pub role: HolderRole,
    /// Its component of the matter; the duty's matters when absent.
    pub component: Option<MatterId>,
}

/// An organ, an office of one, or a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// An organ.
    Organ(OrganId),
    /// An office of an organ.
    Office(OrganId, OfficeId),
    /// Every member of a class.
    Class(ClassId),
}

/// How a holder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolderRole {
    /// Alone, or each for itself.
    Each,
    /// As one with the others.
    Joint,
    /// In the lead.
    Lead,
    /// Beside the one in the lead.
    Participant,
}
