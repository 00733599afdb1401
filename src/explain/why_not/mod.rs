//! Why not: a trigger that did not fire, a target's status at a unit, a party that does not answer.
//!
//! `question` finds what is asked about by its name; `trigger`, `target` and `party` answer.

mod party;
mod question;
mod target;
mod trigger;

pub use party::{CauseGroup, DutyReason, InOffice, PartyWhy, Seat, WhyNotParty};
pub use question::Question;
pub use target::{StatusReason, TargetWhy};
pub use trigger::{BranchWhy, ElementGroup, ElementResult, TriggerWhy};

use serde::Serialize;

use super::{Case, ExplainError};

/// Why not, or why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum WhyNot {
    /// A trigger.
    Trigger(TriggerWhy),
    /// A target at a unit.
    Target(Box<TargetWhy>),
    /// A party.
    Party(PartyWhy),
}

/// Answers a question.
///
/// # Errors
///
/// When a name is not known, or a proof passes a limit.
pub fn why_not(case: &Case<'_, '_>, question: &Question<'_>) -> Result<WhyNot, ExplainError> {
    let answer = match question {
        Question::Trigger { trigger } => {
            WhyNot::Trigger(trigger::why(case, question::trigger(case, trigger)?)?)
        }
        Question::Target { target, unit } => {
            let (target, unit) = question::target(case, target, unit)?;
            WhyNot::Target(Box::new(target::why(case, target, unit)?))
        }
        Question::Organ { organ, unit } => {
            let party = question::instance(case, organ, *unit)?;
            WhyNot::Party(party::why_organ(case, party))
        }
        Question::Person { person } => WhyNot::Party(party::why_person(case, person)?),
    };
    case.spent()?;
    Ok(answer)
}
