//! What facts may hold: enumerations, metrics, record types and their fields.

use super::{Basis, Expr, FieldId, LevelId, Name, OrganId, RecordTypeId};
use crate::measure::Measure;
use crate::number::Number;
use crate::source::Span;
use crate::types::Type;

/// A set of named values.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// Its name; `None` when it is listed in place.
    pub name: Option<Name>,
    /// Whether a later value is more than an earlier one.
    pub ordered: bool,
    /// The values, in order.
    pub values: Vec<Name>,
    /// Where.
    pub span: Span,
}

/// A typed quantity of a level, over a period.
#[derive(Debug, Clone)]
pub struct Metric {
    /// Its name, the key in the facts.
    pub name: Name,
    /// The levels that have it.
    pub levels: Vec<LevelId>,
    /// The type of its values.
    pub ty: Type,
    /// The unit of a bare number, for quantities.
    pub measure: Option<Measure>,
    /// Smallest and largest possible value, in base units.
    pub range: Option<(Number, Option<Number>)>,
    /// The organ that keeps it.
    pub owner: Option<OrganId>,
    /// The formula of a derived metric; such a metric is no key of the facts.
    pub formula: Option<Box<Expr>>,
    /// The wordings of the text.
    #[expect(dead_code, reason = "checked and kept; no result shows it yet")]
    pub worded: Vec<Name>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// A type of event that facts may hold.
#[derive(Debug, Clone)]
pub struct RecordType {
    /// Its name, the key in the facts.
    pub name: Name,
    /// The levels whose units list such records.
    pub levels: Vec<LevelId>,
    /// Its fields, in order.
    pub fields: Vec<FieldId>,
    /// The field with the date of the act.
    pub act_date: Option<FieldId>,
    /// The field with the unit concerned, where it is not the unit that lists the record.
    pub unit: Option<FieldId>,
    /// The field with the actor.
    pub actor: Option<FieldId>,
    /// The field with the matter.
    pub matter: Option<FieldId>,
    /// The fields with the record that tells of the same act.
    pub same_act: Vec<FieldId>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// A field of a record type.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name, the key in the record.
    pub name: Name,
    /// Whose field it is.
    #[expect(
        dead_code,
        reason = "a field is found through its record type; kept for what starts from the field"
    )]
    pub record_type: RecordTypeId,
    /// Its place among the fields of its record type.
    pub position: usize,
    /// The type of its values.
    pub ty: Type,
    /// The unit of a bare number, for quantities.
    pub measure: Option<Measure>,
    /// Smallest and largest possible value, in base units.
    pub range: Option<(Number, Number)>,
    /// What it tells of its record.
    pub role: FieldRole,
    /// Where its name stands.
    pub span: Span,
}

/// What a field tells of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldRole {
    /// Nothing beyond its value.
    Plain,
    /// The date of the act.
    ActDate,
    /// The date on which it was found.
    DiscoveryDate,
    /// The date on which it was reported.
    ReportDate,
    /// The unit concerned.
    Unit,
    /// Who acted.
    Actor,
    /// The matter concerned.
    Matter,
    /// The record that tells of the same act.
    SameAct,
}

impl Enumeration {
    /// The place of a value in the order.
    pub fn position(&self, value: &str) -> Option<u16> {
        self.values
            .iter()
            .position(|v| &**v == value)
            .and_then(|p| u16::try_from(p).ok())
    }

    /// The name to show: its own, or its values'.
    pub fn title(&self) -> String {
        match &self.name {
            Some(name) => name.to_string(),
            None => self.values.join("、"),
        }
    }
}

impl RecordType {
    /// Whether units of a level list such records.
    pub fn at(&self, level: LevelId) -> bool {
        self.levels.contains(&level)
    }
}

impl Metric {
    /// Whether units of a level have it.
    pub fn at(&self, level: LevelId) -> bool {
        self.levels.contains(&level)
    }
}
