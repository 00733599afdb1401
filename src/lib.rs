//! zeren reads an accountability regulation written as policy files, takes facts about what happened,
//! and answers who is accountable, for what, under which clause, why, and what is still unknown.
//!
//! The stages, in the order that a policy passes through them; each sees only those before it:
//!
//! | stage | from → to | invariant |
//! |---|---|---|
//! | `syntax` | text → AST | nesting is bounded before the recursive parser runs |
//! | `check` | AST → model | every name, type, unit, clause and quote is resolved, or a diagnostic says why not |
//! | `program` | model → program | names are gone: conditions are flat code over numbered slots |
//! | `facts` | JSON or Rust values → slots | nothing is assumed: absent is unknown |
//! | `eval` | program + facts → statuses, causes | strong Kleene logic; exact numbers |
//! | `attribution` | causes + model → findings | nobody is accountable without a duty that says so |
//! | `assessment` | findings → JSON, text, explanations | the same input gives the same bytes |
//! | `workbench` | policy → ledger, matrix, scenarios, coverage, mutation, forms for the facts, what a newer policy changes | what must be listed comes from the text, not from the policy |
//! | `record` | policy + facts + assessment → one text that can be run again | every byte is covered by a digest |

// The generated parser names it: see `pest` in Cargo.toml.
extern crate alloc;

mod arena;
mod assessment;
mod attribution;
mod calendar;
mod cancel;
mod check;
#[cfg(feature = "cli")]
pub mod cli;
mod cores;
mod diagnostic;
mod error;
mod eval;
mod explain;
mod facts;
mod folded;
mod ids;
mod lang;
mod load;
mod measure;
mod model;
mod number;
#[cfg(test)]
mod oracle;
mod policy;
mod program;
mod record;
mod source;
mod suggest;
mod syntax;
mod types;
mod value;
mod workbench;

pub use assessment::{
    Accountable, Actor, ActorNote, Alternative, AppliedConsequence, Assessment, CauseResult,
    Clause, Clauses, CommendationResult, Comparison, Correction, Digests, DutyRef, DutyResult,
    Element, ElementKind, EngineStamp, FactsStamp, Finding, Ground, InterpretationTaken, LeftOut,
    Missing, Modality, Moment, Need, OpenGroup, Party, Persons, PersonsState, PolicyStamp,
    ProhibitionResult, ReadAssessmentError, Reliance, ReportResult, Role, SourceNote, Step,
    StepRelation, Subject, TargetResult, TriggerResult, render_text,
};
pub use attribution::{CommendedStatus, FindingStatus, Silence};
pub use calendar::{Date, Duration, Period};
pub use cancel::{Cancel, Cancelled};
pub use diagnostic::catalog::{
    CodeInfo, all as codes, lookup as code_info, suggest as nearest_code,
};
pub use diagnostic::json::{code_to_json, to_json as render_json};
pub use diagnostic::page::{Snippet, SnippetKind};
pub use diagnostic::plain::render as render_plain;
pub use diagnostic::sarif::{SarifOptions, to_sarif as render_sarif};
#[cfg(feature = "terminal")]
pub use diagnostic::terminal::code::{list as render_codes, render as render_code};
#[cfg(feature = "terminal")]
pub use diagnostic::terminal::{TerminalOptions, render as render_terminal};
pub use diagnostic::{
    CellPlace, Code, Diagnostic, Diagnostics, Fix, Place, Severity, summary as diagnostics_summary,
};
pub use error::{BatchError, CompileError, EvaluateError, FactsError, LoadError};
pub use eval::{LeftOutReason, Status, TriggerStatus, Unformed};
pub use explain::{
    Answer, AskedStatus, BranchWhy, CauseGroup, CauseProof, Determined, DutyReason, ElementGroup,
    ElementResult, ExplainError, Explanation, FactChange, FactName, FactRead, Flip, Form, GateKind,
    GateProof, HowMany, InOffice, Made, MappingUsed, MatterStep, NewFact, OfficeUsed, PartyWhy,
    Proof, Question, SearchExtent, Seat, StatusReason, TargetWhy, Tenure, TriggerWhy, WhyNot,
    WhyNotParty, render_explanation, render_flip, render_why_not,
};
pub use facts::{
    DeterminationBuilder, DischargeBuilder, FactLimits, FactValue, FactsBuilder, PersonBuilder,
    RecordBuilder, ReportBuilder, UnitBuilder,
};
pub use lang::{Lang, Text};
pub use model::{HolderRole, Name};
pub use policy::{Decider, Decision, EvaluationLimits, Facts, Policy, PolicyOptions};
pub use record::{
    Difference, LogChain, LogEntry, LogError, LogHead, ReadRecordError, Record, RecordPart,
    RecordedChoice, RecordedFile, Signature, SignatureAlgorithm, Verification, Verifier,
    VerifyError,
};
#[cfg(feature = "sign")]
pub use record::{KeyError, PublicKey, SecretKey, SignatureError};
pub use source::{Location, Position, Source, SourceId, Sources, Span};
pub use syntax::{FormatOptions, SyntaxLimits, format_source};
#[cfg(feature = "xlsx")]
pub use workbench::FormError;
pub use workbench::{
    Allowed, Bound, BoundAt, BoundEffect, ChangeDetail, ChangeEffect, ChangeEffectError,
    ChangeEffects, ChangeState, ChangeTotals, ChangedOutcome, ClauseChanges, ClauseCoverage,
    ClauseState, ConditionCoverage, Coverage, CoverageTotals, DeclarationKind, Declared, DueRow,
    DutyRow, ExpectationFailure, Fixed, FormOptions, InDeclaration, Ledger, LedgerClause,
    LedgerDeclaration, LedgerTotals, ListedScenario, Matrix, MatrixOrgan, MatterHolder, MatterRow,
    MutationChange, MutationOptions, MutationReport, OfficeRow, OtherHolder, OutcomeStanding,
    PolicyChange, PolicyDiff, PolicyVersion, ProhibitionRow, ReportRow, Requirement,
    ScenarioCoverage, ScenarioOptions, ScenarioOutcome, ScenarioReport, ScenarioResult,
    ScenarioRun, ScenarioRuns, ScenarioSkeleton, ScenarioTotals, Share, Survivor, TargetRow,
    ThresholdCoverage, Trial, TriggerCoverage, TriggerRow, UnknownOrgan, Way,
};

/// The README's example compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
