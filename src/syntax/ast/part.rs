//! Parts of properties, as written: dates, quantities, types, fields, holders and offices.

use serde::Serialize;

use super::{Citation, Given, Name};
use crate::calendar::Date;
use crate::number::Number;
use crate::source::Span;

/// A date as written.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DateLit {
    /// The date.
    pub date: Date,
    /// Where.
    pub span: Span,
}

/// A number with its unit as written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quantity {
    /// The number, sign included.
    pub number: Number,
    /// The unit, if any.
    pub unit: Option<String>,
    /// Where.
    pub span: Span,
}

/// An office with the titles of its holders and the kinds for which it answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Office {
    /// Its name.
    pub name: Name,
    /// Properties of its block: [`OfficeProp`].
    pub props: Vec<OfficeProp>,
}

/// A property of an office and the choices under which it holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfficeProp {
    /// The choices.
    pub given: Vec<Given>,
    /// The property.
    pub kind: OfficePropKind,
    /// Where.
    pub span: Span,
}

/// The properties of an office.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum OfficePropKind {
    /// Titles under which rosters name its holders.
    Titles(Vec<Name>),
    /// The kinds pursued for which it answers.
    Answers(Vec<Name>),
    /// Citations for that.
    Cite(Vec<Citation>),
}

/// The holders of a duty, prohibition or report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Holder {
    /// In order.
    pub parties: Vec<PartyShare>,
    /// `jointly` or `each`, where said.
    pub sharing: Option<Sharing>,
}

/// How several holders share a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Sharing {
    /// One obligation, several obliged.
    Jointly,
    /// Each its own.
    Each,
}

/// One holder with its part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartyShare {
    /// Who.
    pub party: Party,
    /// In the lead.
    pub lead: bool,
    /// Its component of the matter.
    pub component: Option<Name>,
}

/// An organ, a class, or an office of an organ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Party {
    /// The organ or class.
    pub organ: Name,
    /// The office.
    pub office: Option<Name>,
}

/// The type of a metric, field, table or determination, as written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TypeRef {
    /// Which.
    pub kind: TypeRefKind,
    /// Where.
    pub span: Span,
}

/// The type of a metric, field, table or determination, as written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum TypeRefKind {
    /// True or false.
    Truth,
    /// A date.
    Date,
    /// Free text.
    Text,
    /// A plain number.
    Number,
    /// A person, an office or an organ.
    Actor,
    /// A declared matter.
    Matter,
    /// A unit of the facts.
    Unit,
    /// Another record.
    Record,
    /// Values listed in place.
    Values(Vec<Name>),
    /// A unit of measure, or a declared enumeration.
    Named(String),
    /// A unit per a unit: 元/人.
    Per(String, String),
}

/// A field of a record type.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub typed: TypeRef,
    /// What it tells of the record, where that is not plain from the type.
    pub role: Option<Role>,
    /// Smallest and largest possible value.
    pub range: Option<(Quantity, Quantity)>,
}

/// What a field tells of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Role {
    /// The date of the act.
    ActDate,
    /// The date on which it was found.
    DiscoveryDate,
    /// The date on which it was reported.
    ReportDate,
    /// The record that tells of the same act.
    SameAct,
}
