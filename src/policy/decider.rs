//! Deciding facts one after another: what is kept between them, and what was decided.

#[cfg(test)]
mod tests;

use super::{Facts, Policy};
use crate::assessment::Assessment;
use crate::error::{BatchError, EvaluateError};
use crate::eval::{Decided, Room, TriggerStatus, decide};
use crate::facts::{Desk, FactStore};

/// Decides facts one after another: which triggers fire, and nothing else.
///
/// It keeps its room from one document to the next, so that reading and deciding plain facts allocates nothing after the
/// first.
/// It is made by [`Policy::decider`] and belongs to one thread; make one for each.
///
/// ```
/// let policy = zeren::Policy::compile([("clinic.zeren", r#"
///     regulation "Charter of clinics" { effective 2024-01-01 }
///     level clinic
///     organ board { level clinic }
///     matter care { cite interpretation reading }
///     borne kind direct { cite interpretation reading }
///     pursued kind leadership { cite interpretation reading }
///     mapping direct -> leadership { cite interpretation reading }
///     interpretation reading { question "which?" choice plain "as written" choice wide "widely"
///                              take plain because "an example" }
///     metric satisfaction { level clinic measured in % cite interpretation reading }
///     consequence answering { pursue leadership level by level cite interpretation reading }
///     trigger unhappy on care { for each clinic if satisfaction less than 90% consequence answering
///                               cite interpretation reading }
/// "#)])?;
/// let mut decider = policy.decider();
/// for (satisfaction, fires) in [("89.9%", true), ("90%", false)] {
///     let facts = policy.read_facts(&format!(r#"{{
///         "format": "zeren.facts/1", "as_of": "2025-01-10", "period": "2024",
///         "units": [{{"level": "clinic", "name": "north", "satisfaction": "{satisfaction}"}}]
///     }}"#))?;
///     assert_eq!(decider.decide(&facts)?.has_fired(), fires);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Decider<'p> {
    policy: &'p Policy,
    room: Room,
    desk: Desk,
}

/// The status of every trigger, as the full assessment would give it.
#[derive(Debug, Clone, Copy)]
pub struct Decision<'d> {
    policy: &'d Policy,
    decided: Decided<'d>,
}

impl Policy {
    /// Prepares to decide facts one after another.
    pub fn decider(&self) -> Decider<'_> {
        Decider {
            policy: self,
            room: Room::default(),
            desk: Desk::default(),
        }
    }
}

impl Decider<'_> {
    /// Decides which triggers fire on facts in JSON (`zeren.facts/1`), which are checked and not kept.
    ///
    /// # Errors
    ///
    /// As [`Policy::read_facts`] and [`decide`](Self::decide).
    pub fn decide_json(&mut self, json: &str) -> Result<Decision<'_>, BatchError> {
        let policy = self.policy;
        policy.read_onto(json, &mut self.desk)?;
        Ok(decided(policy, &self.desk.store, &mut self.room)?)
    }

    /// Decides which triggers fire.
    ///
    /// # Errors
    ///
    /// Only when a limit is passed; an unknown is a status, never an error.
    pub fn decide(&mut self, facts: &Facts) -> Result<Decision<'_>, EvaluateError> {
        decided(self.policy, facts.store(), &mut self.room)
    }

    /// Decides which triggers fire and who answers, as [`Policy::evaluate`] does.
    ///
    /// # Errors
    ///
    /// Only when a limit is passed; an unknown is a status, never an error.
    pub fn evaluate(&mut self, facts: &Facts) -> Result<Assessment, EvaluateError> {
        self.policy.evaluate_in(facts, &mut self.room)
    }
}

fn decided<'d>(
    policy: &'d Policy,
    facts: &FactStore,
    room: &'d mut Room,
) -> Result<Decision<'d>, EvaluateError> {
    let limit = policy.options.evaluation.steps;
    let cancel = policy.options.cancel.as_ref();
    let compiled = (&policy.rules.model, &policy.rules.program);
    match decide(compiled, facts, (limit, cancel), room) {
        Some(decided) => Ok(Decision { policy, decided }),
        None => Err(policy.spent()),
    }
}

impl<'d> Decision<'d> {
    /// The statuses, in the order in which the triggers are declared.
    pub fn statuses(&self) -> &'d [TriggerStatus] {
        self.decided.statuses
    }

    /// Every trigger's name and status, in the order of declaration.
    pub fn triggers(&self) -> impl Iterator<Item = (&'d str, TriggerStatus)> + use<'d> {
        let names = self.policy.model().triggers.values();
        let names = names.map(|trigger| &*trigger.name);
        names.zip(self.statuses().iter().copied())
    }

    /// The names of the triggers that fired.
    pub fn fired(&self) -> impl Iterator<Item = &'d str> + use<'d> {
        let fired = self.triggers();
        fired.filter_map(|(name, status)| (status == TriggerStatus::Fired).then_some(name))
    }

    /// Whether any trigger fired.
    pub fn has_fired(&self) -> bool {
        self.decided.has_fired
    }
}
