//! The result as a reader or another program takes it: names instead of numbers, and nothing to look up.
//!
//! `build` turns what evaluation and attribution found into plain data; `document` writes it as canonical
//! JSON and reads it back; `render` writes it for people. It decides nothing: every status in it was decided
//! before.

mod accountable;
mod build;
mod cause;
mod document;
mod finding;
mod found;
mod ledger;
mod need;
mod outcome;
mod party;
mod render;
mod rules;
mod stamp;

pub use accountable::Accountable;
pub use build::ClausesOf;
pub(crate) use build::{
    EXAMPLES, Grounded, Names, clauses_of, comparison, finding_id, left_out, named_finding,
    one_target, relied_on,
};
pub use cause::{
    ActorNote, CauseResult, Element, ElementKind, Moment, OpenGroup, SourceNote, TriggerResult,
};
pub use document::{Assessment, ReadAssessmentError};
pub use finding::{
    AppliedConsequence, DutyRef, Finding, Ground, Modality, Persons, PersonsState, Role, Step,
    StepRelation,
};
pub use found::Found;
pub use ledger::{Alternative, CommendationResult, InterpretationTaken, LeftOut, Reliance};
pub use need::{Missing, Need, Subject};
pub use outcome::{Comparison, DutyResult, ProhibitionResult, ReportResult, TargetResult};
pub use party::{Actor, Clause, Clauses, Party};
pub use render::render_text;
pub(crate) use render::{
    Page, consequence, examples, interpretation, left_out_lines, need_sentence, pursued, way, who,
    words,
};
pub use rules::{DigestOf, Rules};
pub use stamp::{Correction, Digests, EngineStamp, FactsStamp, PolicyStamp};

/// Whether a count is that of a single thing, which is not written.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the serialiser passes a reference"
)]
fn is_one(count: &u64) -> bool {
    *count == 1
}

/// The count that is not written.
fn one() -> u64 {
    1
}

/// Whether a flag is down, which is not written.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the serialiser passes a reference"
)]
fn is_false(flag: &bool) -> bool {
    !*flag
}
