//! The checked regulation: every name resolved to a number, every expression typed, every clause found.
//!
//! `check` makes it, and only from a tree without errors; the policy keeps it for attribution, explanation
//! and the workbench. It knows nothing of facts.

mod allowance;
mod clause;
mod declarations;
mod domain;
mod expr;
mod organ;
mod scenario;
mod trigger;
mod types;

pub use crate::arena::Arena;
pub use crate::ids::{
    BackgroundId, ClassId, CommendationId, ConsequenceId, DefinitionId, DutyId, EnumerationId,
    FieldId, InterpretationId, KindId, LevelId, MatterId, MetricId, OfficeId, OrganId, ParameterId,
    ProhibitionId, PursuedId, RecordTypeId, ReportId, ScenarioId, TableId, TargetId, TriggerId,
    VagueId,
};
pub use allowance::{Allowance, AllowedCode};
pub(crate) use clause::numeral;
pub use clause::{Citation, Clause, ClauseAddress, ClauseText, Sentence};
pub use declarations::{
    Authority, Basis, Choice, Context, Definition, Delegation, Due, Erratum, Frequency,
    Interpretation, Mapping, Matter, NonOperative, Parameter, Plan, Prohibition, Regulation,
    Report, Scope, Table, TableRow, Target, Vague, VagueSubjects,
};
pub use domain::{Domain, DomainKind, Window};
pub use expr::{
    Aggregate, ArithmeticOp, CompareOp, Expr, ExprKind, MetricPlace, Quantifier, StatusTest,
    VagueSubject, When,
};
pub use organ::{Class, Duty, HolderRole, Holding, Kind, Level, Office, Organ, Party};
pub use scenario::{Background, Scenario};
pub use trigger::{ActorRule, Commendation, Commended, Consequence, Gate, Trigger, TriggerBranch};
pub use types::{Enumeration, Field, FieldRole, Metric, RecordType};

use crate::measure::Measures;

/// Name of anything declared.
pub type Name = std::sync::Arc<str>;

/// A checked regulation under one choice of each interpretation.
#[derive(Debug, Clone)]
pub struct Model {
    /// The regulation.
    pub regulation: Regulation,
    /// Its text, clause by clause, when it ships with the policy.
    pub text: Option<ClauseText>,
    /// Units of measure, built in and declared.
    pub measures: Measures,
    /// Levels, parents before children.
    pub levels: Arena<LevelId, Level>,
    /// Enumerations; those listed in place have no name of their own.
    pub enumerations: Arena<EnumerationId, Enumeration>,
    /// Organs.
    pub organs: Arena<OrganId, Organ>,
    /// Offices of all organs.
    pub offices: Arena<OfficeId, Office>,
    /// Classes of holders.
    pub classes: Arena<ClassId, Class>,
    /// Matters, parents before children.
    pub matters: Arena<MatterId, Matter>,
    /// Kinds borne.
    pub kinds: Arena<KindId, Kind>,
    /// Kinds pursued.
    pub pursued: Arena<PursuedId, Kind>,
    /// From borne to pursued.
    pub mappings: Vec<Mapping>,
    /// Duties.
    pub duties: Arena<DutyId, Duty>,
    /// Metrics.
    pub metrics: Arena<MetricId, Metric>,
    /// Targets.
    pub targets: Arena<TargetId, Target>,
    /// Prohibitions.
    pub prohibitions: Arena<ProhibitionId, Prohibition>,
    /// Reports.
    pub reports: Arena<ReportId, Report>,
    /// Record types.
    pub record_types: Arena<RecordTypeId, RecordType>,
    /// Fields of all record types.
    pub fields: Arena<FieldId, Field>,
    /// Vague terms.
    pub vague: Arena<VagueId, Vague>,
    /// Parameters.
    pub parameters: Arena<ParameterId, Parameter>,
    /// Named expressions.
    pub definitions: Arena<DefinitionId, Definition>,
    /// Tables.
    pub tables: Arena<TableId, Table>,
    /// Triggers.
    pub triggers: Arena<TriggerId, Trigger>,
    /// Consequences, those written inside a trigger included.
    pub consequences: Arena<ConsequenceId, Consequence>,
    /// Commendations.
    pub commendations: Arena<CommendationId, Commendation>,
    /// Interpretations with the choice taken.
    pub interpretations: Arena<InterpretationId, Interpretation>,
    /// Whom the regulation covers.
    pub scope: Option<Scope>,
    /// Clauses that bind nobody.
    pub non_operative: Vec<NonOperative>,
    /// Clauses that hand over to other documents.
    pub delegations: Vec<Delegation>,
    /// Warnings that the policy says are meant.
    pub allowances: Vec<Allowance>,
    /// Facts that scenarios start from.
    pub backgrounds: Arena<BackgroundId, Background>,
    /// Facts given with the outcome expected.
    pub scenarios: Arena<ScenarioId, Scenario>,
}
