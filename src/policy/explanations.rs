//! Asking why: each question is answered by what it needs to be evaluated, and nothing else.

use super::{Facts, Policy};
use crate::attribution::{Attribution, attribute};
use crate::eval::{Evaluation, Machine, fired_triggers};
use crate::explain::{
    Case, ExplainError, ExplainLimits, Explanation, Flip, Question, WhyNot, explain_all,
    explain_finding, flip, why_not,
};

impl Policy {
    /// Why a finding stands: the proof, from the facts to the party.
    ///
    /// # Errors
    ///
    /// When there is no such finding, or a limit is passed.
    pub fn explain(&self, facts: &Facts, finding: &str) -> Result<Explanation, ExplainError> {
        let index = finding_index(finding)?;
        self.ask_causes(facts, |case| explain_finding(case, index))
    }

    /// Why every finding stands, in the order of the findings: an evaluation with its proofs.
    ///
    /// # Errors
    ///
    /// When a limit is passed.
    pub fn explain_all(&self, facts: &Facts) -> Result<Vec<Explanation>, ExplainError> {
        self.ask_causes(facts, explain_all)
    }

    /// Why a trigger did not fire, a target has its status, or a party is not among the accountable.
    ///
    /// # Errors
    ///
    /// When the question names nothing that the policy or the facts know, or a limit is passed.
    pub fn why_not(&self, facts: &Facts, question: &Question<'_>) -> Result<WhyNot, ExplainError> {
        self.ask(facts, |case| why_not(case, question))
    }

    /// The smallest change of facts that would turn a finding: at most three values changed.
    ///
    /// # Errors
    ///
    /// When there is no such finding, or a limit is passed.
    pub fn flip(&self, facts: &Facts, finding: &str) -> Result<Flip, ExplainError> {
        let index = finding_index(finding)?;
        self.ask(facts, |case| flip(case, index))
    }

    /// What a person asks about in few words: a trigger's name or number, `TARGET@UNIT`, `ORGAN@UNIT`, an organ, or
    /// a person.
    pub fn question<'q>(&self, asked: &'q str) -> Question<'q> {
        let model = self.model();
        let is_organ = |name: &str| model.organs.values().any(|organ| &*organ.name == name);
        if let Some((name, unit)) = asked.split_once(['@', '＠']) {
            return if model.targets.values().any(|target| &*target.name == name) {
                Question::Target { target: name, unit }
            } else {
                Question::Organ {
                    organ: name,
                    unit: Some(unit),
                }
            };
        }
        let is_trigger = model
            .triggers
            .values()
            .any(|trigger| &*trigger.name == asked || trigger.number.as_deref() == Some(asked));
        if is_trigger {
            Question::Trigger { trigger: asked }
        } else if is_organ(asked) {
            Question::Organ {
                organ: asked,
                unit: None,
            }
        } else {
            Question::Person { person: asked }
        }
    }

    fn ask<T>(
        &self,
        facts: &Facts,
        answer: impl FnOnce(&Case<'_, '_>) -> Result<T, ExplainError>,
    ) -> Result<T, ExplainError> {
        let machine = self.machine(facts);
        let (evaluation, attribution) = self.run(&machine)?;
        answer(&self.case(&machine, &evaluation, &attribution))
    }

    /// Asks of the causes that fired and of who answers for them; nothing else is evaluated.
    fn ask_causes<T>(
        &self,
        facts: &Facts,
        answer: impl FnOnce(&Case<'_, '_>) -> Result<T, ExplainError>,
    ) -> Result<T, ExplainError> {
        let machine = self.machine(facts);
        let triggers = fired_triggers(&machine);
        let attribution = triggers.as_deref().map(|found| attribute(&machine, found));
        let (Some(triggers), Some(attribution), false) =
            (triggers, attribution, machine.exhausted())
        else {
            return Err(self.spent().into());
        };
        let evaluation = Evaluation {
            triggers,
            ..Evaluation::default()
        };
        answer(&self.case(&machine, &evaluation, &attribution))
    }

    fn case<'m, 'a>(
        &'m self,
        machine: &'m Machine<'a>,
        evaluation: &'m Evaluation,
        attribution: &'m Attribution,
    ) -> Case<'m, 'a> {
        let limits = &self.options.evaluation;
        Case {
            machine,
            evaluation,
            attribution,
            sources: self.sources(),
            clauses: self.rules.clauses(),
            limits: ExplainLimits {
                nodes: limits.explanation_nodes,
                tries: limits.flip_tries,
                steps: limits.steps,
            },
        }
    }
}

/// The place of a finding among all, from its id.
fn finding_index(id: &str) -> Result<usize, ExplainError> {
    let number = id
        .trim()
        .strip_prefix('f')
        .and_then(|number| number.parse::<usize>().ok());
    number
        .and_then(|number| number.checked_sub(1))
        .ok_or(ExplainError::NoSuchFinding)
}
