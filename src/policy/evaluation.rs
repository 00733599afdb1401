//! Evaluating facts: at once what decides, the rest when somebody asks for it.

#[cfg(test)]
mod tests;

use super::{Facts, Policy};
use crate::arena::Id as _;
use crate::assessment::Rules;
use crate::assessment::{Assessment, Found};
use crate::attribution::{Attribution, attribute, most_of_finding};
use crate::error::EvaluateError;
use crate::eval::{
    self, Cause, Evaluation, Machine, Room, Sizes, bound, evaluate, most_of_party, sure_up_to,
};
use crate::facts::FactStore;
use crate::ids::TriggerId;

/// So many steps may go by without a token being asked whether to stop: some milliseconds.
const UNWATCHED: u64 = 1_000_000;

/// How much there is in facts.
enum Size {
    /// So little that no evaluation of as much comes near the limit.
    Small,
    Known(Sizes),
}

impl Policy {
    /// Evaluates facts: every trigger, target, report, prohibition and duty, and everyone who answers.
    ///
    /// Which triggers fire and who answers is decided here. The parts of the assessment are written when they are asked
    /// for, provided that the whole evaluation cannot pass the limit on steps; where it might, all of it is done here.
    ///
    /// # Errors
    ///
    /// Only when a limit is passed or the host cancels; an unknown is a status, never an error.
    pub fn evaluate(&self, facts: &Facts) -> Result<Assessment, EvaluateError> {
        self.evaluate_in(facts, &mut Room::default())
    }

    pub(super) fn evaluate_in(
        &self,
        facts: &Facts,
        room: &mut Room,
    ) -> Result<Assessment, EvaluateError> {
        let limit = self.most_for_later();
        match self.waiting(facts, limit, room)? {
            Some((found, _)) => Ok(Assessment::found(found)),
            None => self.evaluate_whole(facts),
        }
    }

    /// What was found, whose parts may wait if no evaluation of these facts can pass the limit; and how many steps all
    /// of them take at most.
    fn waiting(
        &self,
        facts: &Facts,
        limit: u64,
        room: &mut Room,
    ) -> Result<Option<(Found, u64)>, EvaluateError> {
        match self.size(facts.store(), limit) {
            Some(size) => self.reckoned(facts, &size, limit, room),
            None => Ok(None),
        }
    }

    fn reckoned(
        &self,
        facts: &Facts,
        size: &Size,
        limit: u64,
        room: &mut Room,
    ) -> Result<Option<(Found, u64)>, EvaluateError> {
        let machine = self.machine(facts);
        let fired = eval::fired(&machine, room);
        if machine.is_cancelled() {
            return Err(EvaluateError::Cancelled);
        }
        let mut most = match size {
            Size::Small => limit / 2,
            Size::Known(sizes) => self.most_steps(sizes, &fired.causes),
        };
        if most > limit || !fired.within_limit {
            return Ok(None);
        }
        let before = machine.taken();
        let found = Found::new(&self.rules, &facts.0, &machine, fired);
        if machine.is_cancelled() {
            return Err(EvaluateError::Cancelled);
        }
        let of_finding = || most_of_finding(self.model());
        let mut of_finding = *self.sure.of_finding.get_or_init(of_finding);
        if let Size::Known(sizes) = size {
            // Who answers is asked once more to be told in full.
            most = most.saturating_add(machine.taken() - before);
            let Rules { model, program, .. } = &*self.rules;
            of_finding = of_finding.saturating_add(most_of_party(model, program, sizes));
        }
        most = most.saturating_add(found.most(of_finding));
        if machine.exhausted() || most > limit {
            return Ok(None);
        }
        Ok(Some((found, most)))
    }

    /// Evaluates everything at once.
    pub(super) fn evaluate_whole(&self, facts: &Facts) -> Result<Assessment, EvaluateError> {
        let machine = self.machine(facts);
        let (evaluation, attribution) = self.run(&machine)?;
        let found = Found::evaluated(&self.rules, &facts.0, evaluation, attribution);
        Ok(Assessment::found(found))
    }

    /// The steps that may be left for whoever asks for a part of an assessment. Nobody stops those by a token, so that
    /// they are few where there is one.
    fn most_for_later(&self) -> u64 {
        let limit = self.options.evaluation.steps;
        match self.options.cancel {
            Some(_) => limit.min(UNWATCHED),
            None => limit,
        }
    }

    /// How much there is in these facts, unless it is so much that an evaluation passes the limit whatever it finds.
    fn size(&self, facts: &FactStore, limit: u64) -> Option<Size> {
        let (sure, rules) = (&*self.sure, &self.rules);
        let known = match self.options.cancel {
            Some(_) => &sure.up_to_looked_at,
            None => &sure.up_to,
        };
        // Half is left to the findings.
        let up_to = || sure_up_to(&rules.model, &rules.program, limit / 2);
        if Sizes::are_any(facts, *known.get_or_init(up_to)) {
            return Some(Size::Small);
        }
        let sizes = Sizes::of(&rules.model, &rules.program.layout, facts);
        (self.most_steps(&sizes, &[]) <= limit).then_some(Size::Known(sizes))
    }

    /// The most steps that an evaluation takes, what the findings cost apart, where these are the causes.
    fn most_steps(&self, sizes: &Sizes, causes: &[(TriggerId, Cause)]) -> u64 {
        let Rules { model, program, .. } = &*self.rules;
        let mut counts = vec![0; model.triggers.len()];
        for (trigger, _) in causes {
            if let Some(count) = counts.get_mut(trigger.index()) {
                *count += 1;
            }
        }
        bound(model, program, sizes, Some(&counts))
    }

    /// Whether the parts of an evaluation of these facts may wait.
    #[cfg(test)]
    pub(super) fn may_wait(&self, facts: &Facts) -> bool {
        let waiting = self.waiting(facts, self.most_for_later(), &mut Room::default());
        matches!(waiting, Ok(Some(_)))
    }

    /// How many steps an evaluation of these facts takes, and at most as reckoned from what there is in them.
    #[cfg(test)]
    pub(crate) fn taken_and_reckoned(&self, facts: &Facts) -> (u64, u64) {
        let machine = self.machine(facts);
        assert!(self.run(&machine).is_ok(), "within the limit");
        let Rules { model, program, .. } = &*self.rules;
        let size = Size::Known(Sizes::of(model, &program.layout, facts.store()));
        let reckoned = self.reckoned(facts, &size, u64::MAX, &mut Room::default());
        let most = reckoned.ok().flatten().map_or(0, |(_, most)| most);
        (machine.taken(), most)
    }

    /// The evaluator of these facts.
    pub(crate) fn machine<'a>(&'a self, facts: &'a Facts) -> Machine<'a> {
        let steps = self.options.evaluation.steps;
        Machine::new(&self.rules.model, &self.rules.program, facts.store(), steps)
            .cancelled_by(self.options.cancel.as_ref())
    }

    /// Evaluates everything, and says who answers.
    pub(super) fn run(
        &self,
        machine: &Machine<'_>,
    ) -> Result<(Evaluation, Attribution), EvaluateError> {
        let evaluation = evaluate(machine);
        let attribution = attribute(machine, &evaluation.triggers);
        if machine.exhausted() {
            return Err(self.spent());
        }
        Ok((evaluation, attribution))
    }

    /// Why an evaluation that took no further step has no result.
    pub(super) fn spent(&self) -> EvaluateError {
        let limit = self.options.evaluation.steps;
        match &self.options.cancel {
            Some(cancel) if cancel.is_cancelled() => EvaluateError::Cancelled,
            _ => EvaluateError::Steps { limit },
        }
    }
}
