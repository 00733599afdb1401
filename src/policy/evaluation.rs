//! Evaluating facts: at once what decides, the rest when somebody asks for it.

use super::{Facts, Policy};
use crate::assessment::{Assessment, Found};
use crate::attribution::{Attribution, attribute};
use crate::error::EvaluateError;
use crate::eval::{Evaluation, Machine, Room, Sizes, bound, evaluate, sure_up_to};
use crate::facts::FactStore;

impl Policy {
    /// Evaluates facts: every trigger, target, report, prohibition and duty, and everyone who answers.
    ///
    /// Which triggers fire and who answers is decided here. The parts of the assessment are written when they are asked
    /// for, provided that the whole evaluation cannot pass the limit on steps; where it might, all of it is done here.
    ///
    /// # Errors
    ///
    /// Only when a limit is passed; an unknown is a status, never an error.
    pub fn evaluate(&self, facts: &Facts) -> Result<Assessment, EvaluateError> {
        self.evaluate_in(facts, &mut Room::default())
    }

    pub(super) fn evaluate_in(
        &self,
        facts: &Facts,
        room: &mut Room,
    ) -> Result<Assessment, EvaluateError> {
        if self.is_bounded(facts.store()) {
            return Ok(Assessment::found(Found::new(&self.rules, &facts.0, room)));
        }
        self.evaluate_whole(facts)
    }

    /// Evaluates everything at once.
    pub(super) fn evaluate_whole(&self, facts: &Facts) -> Result<Assessment, EvaluateError> {
        let machine = self.machine(facts);
        let (evaluation, attribution) = self.run(&machine)?;
        let found = Found::evaluated(&self.rules, &facts.0, evaluation, attribution);
        Ok(Assessment::found(found))
    }

    /// Whether no evaluation of these facts can pass the limit on steps.
    pub(super) fn is_bounded(&self, facts: &FactStore) -> bool {
        let (limit, rules) = (self.options.evaluation.steps, &self.rules);
        let sure = || sure_up_to(&rules.model, &rules.program, limit);
        if Sizes::are_any(facts, *self.sure_up_to.get_or_init(sure)) {
            return true;
        }
        let sizes = Sizes::of(&rules.model, facts);
        bound(&rules.model, &rules.program, &sizes) <= limit
    }

    /// The evaluator of these facts.
    pub(crate) fn machine<'a>(&'a self, facts: &'a Facts) -> Machine<'a> {
        let steps = self.options.evaluation.steps;
        Machine::new(&self.rules.model, &self.rules.program, facts.store(), steps)
    }

    /// Evaluates everything, and says who answers.
    pub(super) fn run(
        &self,
        machine: &Machine<'_>,
    ) -> Result<(Evaluation, Attribution), EvaluateError> {
        let evaluation = evaluate(machine);
        let attribution = attribute(machine, &evaluation.triggers);
        if machine.exhausted() {
            return Err(EvaluateError::Steps {
                limit: self.options.evaluation.steps,
            });
        }
        Ok((evaluation, attribution))
    }
}
