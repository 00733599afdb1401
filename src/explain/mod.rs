//! Explanations, paid for only when asked: evaluation does not know of them.
//!
//! `finding` says why a finding is there, `why_not` why a trigger did not fire, why a target has its status and
//! why a party is or is not among the accountable, `flip` which smallest change of facts would turn a finding.
//! Each walks once more over what was evaluated; `proof` gives the walk its names, `render` puts it in words.

mod facts;
mod finding;
mod flip;
mod proof;
mod render;
mod why_not;

pub use facts::{Determined, FactName, FactRead};
pub use finding::{
    CauseProof, Explanation, GateKind, GateProof, MappingUsed, MatterStep, OfficeUsed, Tenure,
    explain_all, explain_finding,
};
pub use flip::{FactChange, Flip, NewFact, SearchExtent, flip};
pub use proof::{Answer, AskedStatus, Form, HowMany, Made, Proof};
pub use render::{render_explanation, render_flip, render_why_not};
pub use why_not::{
    BranchWhy, CauseGroup, DutyReason, ElementGroup, ElementResult, InOffice, PartyWhy, Question,
    Seat, StatusReason, TargetWhy, TriggerWhy, WhyNot, WhyNotParty, why_not,
};

use crate::assessment::ClausesOf;
use crate::attribution::Attribution;
use crate::error::EvaluateError;
use crate::eval::{Cause, Evaluation, Machine, TooLarge};
use crate::ids::TriggerId;
use crate::source::Sources;

/// What was evaluated, and may be asked about.
#[derive(Clone, Copy)]
pub struct Case<'m, 'a> {
    /// Policy and facts.
    pub machine: &'m Machine<'a>,
    /// What evaluation found.
    pub evaluation: &'m Evaluation,
    /// What attribution found.
    pub attribution: &'m Attribution,
    /// The policy's texts.
    pub sources: &'m Sources,
    /// The clauses of everything declared.
    pub clauses: &'m ClausesOf,
    /// Bounds on what an answer may cost.
    pub limits: ExplainLimits,
}

/// Bounds on what an explanation may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExplainLimits {
    /// Nodes of one proof.
    pub nodes: usize,
    /// Evaluations of a search for the smallest change.
    pub tries: usize,
    /// Steps of one evaluation, or of all those of a search.
    pub steps: u64,
}

/// Why there is no explanation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExplainError {
    /// There is no finding of that id.
    #[error("no such finding")]
    NoSuchFinding,
    /// The policy declares nothing of that name, or the facts have no such unit or person.
    #[error("`{name}` is not known{}", near.as_ref().map(|near| format!("; did you mean `{near}`")).unwrap_or_default())]
    Unknown {
        /// The name asked for.
        name: String,
        /// A name near it.
        near: Option<String>,
    },
    /// Several units have that name.
    #[error("`{0}` could be several units; give the path")]
    Ambiguous(String),
    /// A proof has more nodes than allowed.
    #[error("the explanation has more than {limit} nodes; raise `explanation_nodes` to see it")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// Walking over the conditions took more steps than allowed.
    #[error("the explanation takes more than {limit} steps; raise `steps` to see it")]
    Steps {
        /// The limit.
        limit: u64,
    },
    /// The host told it to stop, see [`Cancel`](crate::Cancel).
    #[error("the explanation was cancelled")]
    Cancelled,
}

impl From<EvaluateError> for ExplainError {
    fn from(error: EvaluateError) -> Self {
        match error {
            EvaluateError::Steps { limit } => Self::Steps { limit },
            EvaluateError::Cancelled => Self::Cancelled,
        }
    }
}

impl<'m> Case<'m, '_> {
    /// A cause of a trigger.
    fn cause(&self, trigger: TriggerId, place: usize) -> Option<&'m Cause> {
        let mut outcomes = self.evaluation.triggers.iter();
        let outcome = outcomes.find(|outcome| outcome.trigger == trigger)?;
        outcome.causes.get(place)
    }

    fn too_large(&self, TooLarge: TooLarge) -> ExplainError {
        ExplainError::TooLarge {
            limit: self.limits.nodes,
        }
    }

    /// An error if the machine has no steps left: what it then says is not to be believed.
    fn spent(&self) -> Result<(), ExplainError> {
        if self.machine.is_cancelled() {
            return Err(ExplainError::Cancelled);
        }
        if self.machine.exhausted() {
            let limit = self.limits.steps;
            return Err(ExplainError::Steps { limit });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
