//! What is owed and what follows: the regulation, matters, targets, prohibitions, reports, vague terms,
//! triggers, consequences, commendations, interpretations, scope, and the ledger's entries.

use std::sync::Arc;

use super::{
    Citation, ClassId, EnumerationId, Expr, FieldId, Holding, InterpretationId, KindId, LevelId,
    MatterId, MetricId, Name, OrganId, PursuedId, RecordTypeId,
};
use crate::calendar::{Date, Duration};
use crate::measure::Measure;
use crate::source::Span;
use crate::types::Type;
use crate::value::Value;

/// What a declaration rests on: clauses cited, and interpretations.
#[derive(Debug, Clone, Default)]
pub struct Basis {
    /// Clauses of the text, in the order cited.
    pub citations: Vec<Arc<Citation>>,
    /// Interpretations cited, held under, or behind a parameter that it reads; sorted, each once.
    pub rests_on: Vec<InterpretationId>,
}

/// The regulation.
#[derive(Debug, Clone)]
pub struct Regulation {
    /// Its title.
    pub title: Name,
    /// Its document number.
    pub number: Option<Name>,
    /// Date of issue.
    pub issued: Option<Date>,
    /// From when it has effect; events before it cause nothing.
    pub effective: Option<Date>,
    /// The last day of its effect.
    pub expires: Option<Date>,
    /// The documents that it rests on.
    pub legal_basis: Vec<Name>,
    /// The authority that interprets it.
    pub interpreted_by: Option<Authority>,
    /// Corrected places of the printed text.
    pub errata: Vec<Erratum>,
    /// Its citations.
    pub basis: Basis,
    /// Where its title stands.
    pub span: Span,
}

/// A corrected place of the printed text.
#[derive(Debug, Clone)]
pub struct Erratum {
    /// As printed.
    pub printed: Name,
    /// As it must read.
    pub reads: Name,
    /// Why.
    pub because: Name,
}

/// A declared organ, or the wording of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authority {
    /// A declared organ.
    Organ(OrganId),
    /// A body that the policy does not declare.
    Wording(Name),
}

/// A matter.
#[derive(Debug, Clone)]
pub struct Matter {
    /// Its name.
    pub name: Name,
    /// The matter that it lies inside.
    pub parent: Option<MatterId>,
    /// The wordings of the text.
    pub worded: Vec<Name>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// From kinds borne to kinds pursued.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// Kinds borne; empty for duties that name none.
    pub from: Vec<KindId>,
    /// Kinds pursued.
    pub to: Vec<PursuedId>,
    /// Its citations.
    pub basis: Basis,
    /// Where.
    pub span: Span,
}

/// When something is due. It is due from the day after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Due {
    /// On a date.
    On(Date),
    /// So long after the end of the period.
    AfterPeriodEnd(Duration),
    /// At all times.
    Continuously,
}

/// A target.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its name.
    pub name: Name,
    /// The level whose units are measured.
    pub level: LevelId,
    /// Which of them; to the others it does not apply.
    pub filter: Option<Box<Expr>>,
    /// Only then does it apply.
    pub applies: Option<Box<Expr>>,
    /// Nothing here, nothing to measure: a number or a truth value.
    pub population: Option<Box<Expr>>,
    /// What is required.
    pub require: Expr,
    /// When.
    pub due: Due,
    /// Labels.
    pub labels: Vec<Name>,
    /// The matters that its failure concerns.
    pub matters: Vec<MatterId>,
    /// The plan whose figure is the bound.
    pub plan: Option<Box<Plan>>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// A figure from an outside plan.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The document.
    pub document: Name,
    /// The figure's type.
    pub ty: Type,
    /// The unit of a bare number.
    pub measure: Option<Measure>,
}

/// A prohibition.
#[derive(Debug, Clone)]
pub struct Prohibition {
    /// Its name.
    pub name: Name,
    /// Whom it binds.
    pub holders: Vec<Holding>,
    /// The record type that tells of such acts.
    pub record_type: RecordTypeId,
    /// Its field with the act.
    pub field: FieldId,
    /// The enumeration of that field.
    pub enumeration: EnumerationId,
    /// The acts prohibited, as positions in it.
    pub acts: Vec<u16>,
    /// Which records count.
    pub filter: Option<Box<Expr>>,
    /// Only then does it apply; read at the unit.
    pub applies: Option<Box<Expr>>,
    /// The matters that a violation concerns.
    pub matters: Vec<MatterId>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// A recurring report.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its name.
    pub name: Name,
    /// Who owes it.
    pub holders: Vec<Holding>,
    /// To whom.
    pub addressees: Vec<Name>,
    /// How often; once a period when absent.
    pub every: Option<Frequency>,
    /// When.
    pub due: Due,
    /// Only then does it apply; read at the holder's unit.
    pub applies: Option<Box<Expr>>,
    /// The matters that its failure concerns.
    pub matters: Vec<MatterId>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// How often a report is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Once a year.
    Year,
    /// Twice a year.
    HalfYear,
    /// Four times a year.
    Quarter,
    /// Monthly.
    Month,
}

/// A vague term.
#[derive(Debug, Clone)]
pub struct Vague {
    /// Its name.
    pub name: Name,
    /// What it is said of.
    pub subjects: VagueSubjects,
    /// The authority that may determine it.
    pub authority: Authority,
    /// The type of a determination.
    pub yields: Type,
    /// The unit of a bare number.
    pub measure: Option<Measure>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// What a vague term is said of.
#[derive(Debug, Clone, Default)]
pub struct VagueSubjects {
    /// Metrics, at a unit.
    pub metrics: Vec<MetricId>,
    /// Records of these types.
    pub record_types: Vec<RecordTypeId>,
    /// Units of these levels.
    pub levels: Vec<LevelId>,
    /// A duty and its party.
    pub duties: bool,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Its value, in base units.
    pub value: Value,
    /// Its type.
    pub ty: Type,
    /// The unit to show it in.
    pub measure: Option<Measure>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// What the names of a definition or table read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// Units of a level.
    Level(LevelId),
    /// Records of a type, and their units.
    Record(RecordTypeId),
    /// Neither.
    None,
}

/// A named expression.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Its name.
    pub name: Name,
    /// What its names read.
    pub context: Context,
    /// The expression.
    pub value: Expr,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// Conditions to values: the first row that holds.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name.
    pub name: Name,
    /// What its names read.
    pub context: Context,
    /// The type of its values.
    pub ty: Type,
    /// The rows, in order.
    pub rows: Vec<TableRow>,
    /// The value when none holds; without one the value cannot be formed then.
    pub otherwise: Option<Box<Expr>>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct TableRow {
    /// The condition.
    pub when: Expr,
    /// The value.
    pub then: Expr,
}

/// A question that the text leaves open, and the choice taken.
#[derive(Debug, Clone)]
pub struct Interpretation {
    /// Its name.
    pub name: Name,
    /// The question.
    pub question: Option<Name>,
    /// The choices, in order.
    pub choices: Vec<Choice>,
    /// The one that this model is compiled under.
    pub taken: usize,
    /// The one that the policy takes.
    pub default: usize,
    /// Why.
    pub reason: Option<Name>,
    /// Its citations.
    pub basis: Basis,
    /// Where its name stands.
    pub span: Span,
}

/// A choice of an interpretation.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its name.
    pub name: Name,
    /// What it means.
    pub meaning: Option<Name>,
}

/// Whom the regulation covers.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Organs covered, those of covered classes included.
    pub covered: Vec<OrganId>,
    /// Classes covered.
    pub classes: Vec<ClassId>,
    /// Organs excluded outright.
    pub excluded: Vec<OrganId>,
    /// Its citations.
    pub basis: Basis,
}

/// A clause that binds nobody.
#[derive(Debug, Clone)]
pub struct NonOperative {
    /// Its name, which it may do without.
    pub name: Option<Name>,
    /// The clauses.
    pub basis: Basis,
    /// Why.
    pub reason: Option<Name>,
    /// Where.
    pub span: Span,
}

/// A clause that hands over to other documents.
#[derive(Debug, Clone)]
pub struct Delegation {
    /// Its name, which it may do without.
    pub name: Option<Name>,
    /// The clauses.
    pub basis: Basis,
    /// The documents.
    pub documents: Vec<Name>,
    /// Where.
    pub span: Span,
}
