//! An assessment as evaluation leaves it: who answers, in numbers, and what the rest is written from.
//!
//! Each part is written from a full evaluation of it: one that was made beforehand, else one that is made then.
//! INVARIANT: whoever leaves it for later has made sure that it cannot pass the limit on steps, so that writing a part
//! cannot fail.

use std::sync::{Arc, OnceLock};

use super::accountable::{Accountable, Source};
use super::build::{self, Names};
use super::cause::TriggerResult;
use super::finding::Finding;
use super::ledger::{CommendationResult, InterpretationTaken, LeftOut};
use super::outcome::{DutyResult, ProhibitionResult, ReportResult, TargetResult};
use super::rules::Rules;
use super::stamp::{Digests, EngineStamp, FactsStamp, PolicyStamp};
use crate::attribution::{Answers, Attribution, answers, attribute, commended};
use crate::calendar::{Date, Period};
use crate::eval::{
    self, CommendationOutcome, Evaluation, Fired, Machine, TriggerOutcome, TriggerStatus,
};
use crate::facts::FactStore;

/// What was found.
#[derive(Debug, Clone)]
pub struct Found {
    rules: Arc<Rules>,
    facts: Arc<FactStore>,
    statuses: Box<[TriggerStatus]>,
    answers: Answers,
    /// Everything evaluated, where that was not left for later.
    evaluation: Option<Arc<Evaluation>>,
    written: OnceLock<Box<Written>>,
}

/// The parts that were asked for.
#[derive(Debug, Clone, Default)]
struct Written {
    triggers_found: OnceLock<Vec<TriggerOutcome>>,
    attribution: OnceLock<Attribution>,
    engine: OnceLock<EngineStamp>,
    policy: OnceLock<PolicyStamp>,
    facts: OnceLock<FactsStamp>,
    triggers: OnceLock<Vec<TriggerResult>>,
    targets: OnceLock<Vec<TargetResult>>,
    reports: OnceLock<Vec<ReportResult>>,
    prohibitions: OnceLock<Vec<ProhibitionResult>>,
    duties: OnceLock<Vec<DutyResult>>,
    findings: OnceLock<Vec<Finding>>,
    commendations: OnceLock<Vec<CommendationResult>>,
    interpretations: OnceLock<Vec<InterpretationTaken>>,
    left_out: OnceLock<Vec<LeftOut>>,
}

impl Found {
    /// Says who answers for what fired.
    ///
    /// It is to be believed only if the machine is not exhausted afterwards.
    pub fn new(
        rules: &Arc<Rules>,
        facts: &Arc<FactStore>,
        machine: &Machine<'_>,
        fired: Fired<'_>,
    ) -> Self {
        Self {
            answers: answers(machine, &fired.causes),
            statuses: fired.statuses.into(),
            rules: Arc::clone(rules),
            facts: Arc::clone(facts),
            evaluation: None,
            written: OnceLock::new(),
        }
    }

    /// What an evaluation of everything found, which kept within its limit.
    pub fn evaluated(
        rules: &Arc<Rules>,
        facts: &Arc<FactStore>,
        evaluation: Evaluation,
        attribution: Attribution,
    ) -> Self {
        let outcomes = evaluation.triggers.iter();
        let causes: Vec<_> = outcomes
            .clone()
            .flat_map(|outcome| {
                outcome
                    .causes
                    .iter()
                    .map(|cause| (outcome.trigger, cause.clone()))
            })
            .collect();
        let written = Written {
            attribution: OnceLock::from(attribution),
            ..Written::default()
        };
        Self {
            answers: answers(&machine(rules, facts), &causes),
            statuses: outcomes.map(|outcome| outcome.status).collect(),
            rules: Arc::clone(rules),
            facts: Arc::clone(facts),
            evaluation: Some(Arc::new(evaluation)),
            written: OnceLock::from(Box::new(written)),
        }
    }

    /// The steps that the findings take at most, where each takes so many.
    pub fn most(&self, of_finding: u64) -> u64 {
        self.answers.most(of_finding)
    }

    /// The status of every trigger, in the order declared.
    pub(super) fn statuses(&self) -> &[TriggerStatus] {
        &self.statuses
    }

    /// Who answers.
    pub(super) fn accountable(&self) -> impl Iterator<Item = Accountable<'_>> {
        let source = Source {
            model: &self.rules.model,
            facts: &self.facts,
            answers: &self.answers,
        };
        (0..self.answers.all.len()).filter_map(move |place| source.accountable(place))
    }

    /// Whether facts or determinations are missing anywhere.
    pub(super) fn is_open(&self) -> bool {
        let mut triggers = self.triggers_found().iter();
        let open = triggers.any(|trigger| !trigger.open.is_empty());
        let mut findings = self.attribution().findings.iter();
        open || findings.any(|finding| !finding.needs.is_empty())
    }

    /// Puts other digests in place of those that policy and facts have.
    pub(super) fn stamp(&mut self, digests: Digests) {
        let mut policy = self.policy().clone();
        policy.digest = Some(digests.policy);
        let facts = FactsStamp {
            digest: Some(digests.facts),
        };
        let mut written = self.written().clone();
        written.policy = OnceLock::from(policy);
        written.facts = OnceLock::from(facts);
        self.written = OnceLock::from(Box::new(written));
    }

    pub(super) fn engine(&self) -> &EngineStamp {
        self.written().engine.get_or_init(EngineStamp::this)
    }

    pub(super) fn policy(&self) -> &PolicyStamp {
        self.written().policy.get_or_init(|| PolicyStamp {
            digest: Some(self.rules.digest().to_owned()),
            ..PolicyStamp::of(&self.rules.model)
        })
    }

    pub(super) fn facts(&self) -> &FactsStamp {
        self.written().facts.get_or_init(|| FactsStamp {
            digest: Some(self.rules.digest_of(&self.facts)),
        })
    }

    pub(super) fn as_of(&self) -> Date {
        self.facts.as_of
    }

    pub(super) fn period(&self) -> Period {
        self.facts.period
    }

    pub(super) fn triggers(&self) -> &[TriggerResult] {
        let (found, attribution) = (self.triggers_found(), self.attribution());
        let write = |names: &Names<'_, '_>| build::triggers(names, found, attribution);
        self.written().triggers.get_or_init(|| self.named(write))
    }

    pub(super) fn targets(&self) -> &[TargetResult] {
        let write = || self.listed(|all| &all.targets, eval::targets, build::targets);
        self.written().targets.get_or_init(write)
    }

    pub(super) fn reports(&self) -> &[ReportResult] {
        let write = || self.listed(|all| &all.reports, eval::reports, build::reports);
        self.written().reports.get_or_init(write)
    }

    pub(super) fn prohibitions(&self) -> &[ProhibitionResult] {
        let write = || {
            self.listed(
                |all| &all.prohibitions,
                eval::prohibitions,
                build::prohibitions,
            )
        };
        self.written().prohibitions.get_or_init(write)
    }

    pub(super) fn duties(&self) -> &[DutyResult] {
        let write = || self.listed(|all| &all.duties, eval::duties, build::duties);
        self.written().duties.get_or_init(write)
    }

    pub(super) fn findings(&self) -> &[Finding] {
        let attribution = self.attribution();
        let write = |names: &Names<'_, '_>| build::findings(names, &attribution.findings);
        self.written().findings.get_or_init(|| self.named(write))
    }

    pub(super) fn commendations(&self) -> &[CommendationResult] {
        let named = |names: &Names<'_, '_>, outcomes: &[CommendationOutcome]| {
            build::commendations(names, &commended(names.machine, outcomes))
        };
        let write = || self.listed(|all| &all.commendations, eval::commendations, named);
        self.written().commendations.get_or_init(write)
    }

    pub(super) fn interpretations(&self) -> &[InterpretationTaken] {
        let attribution = self.attribution();
        let write = |names: &Names<'_, '_>| build::interpretations(names, &attribution.findings);
        self.written()
            .interpretations
            .get_or_init(|| self.named(write))
    }

    pub(super) fn left_out(&self) -> &[LeftOut] {
        let write = || self.listed(|all| &all.left_out, eval::left_out, build::left_out);
        self.written().left_out.get_or_init(write)
    }

    fn written(&self) -> &Written {
        self.written.get_or_init(Box::default)
    }

    /// Every trigger with its causes, and what could not be decided.
    fn triggers_found(&self) -> &[TriggerOutcome] {
        match &self.evaluation {
            Some(found) => &found.triggers,
            None => self
                .written()
                .triggers_found
                .get_or_init(|| eval::triggers(&machine(&self.rules, &self.facts))),
        }
    }

    /// Every finding in full.
    fn attribution(&self) -> &Attribution {
        self.written().attribution.get_or_init(|| {
            let machine = machine(&self.rules, &self.facts);
            attribute(&machine, self.triggers_found())
        })
    }

    /// A part, from what was evaluated of it beforehand, else from what is evaluated now.
    fn listed<O: 'static, R>(
        &self,
        found: impl Fn(&Evaluation) -> &[O],
        evaluate: impl Fn(&Machine<'_>) -> Vec<O>,
        write: impl Fn(&Names<'_, '_>, &[O]) -> R,
    ) -> R {
        self.named(|names| match &self.evaluation {
            Some(all) => write(names, found(all)),
            None => write(names, &evaluate(names.machine)),
        })
    }

    fn named<T>(&self, write: impl FnOnce(&Names<'_, '_>) -> T) -> T {
        let machine = machine(&self.rules, &self.facts);
        let Rules { sources, .. } = &*self.rules;
        write(&Names::new(&machine, sources, self.rules.clauses()))
    }
}

/// A machine that is never exhausted.
fn machine<'a>(rules: &'a Rules, facts: &'a FactStore) -> Machine<'a> {
    Machine::new(&rules.model, &rules.program, facts, u64::MAX)
}
