//! The façade: what an embedder touches. Compile a policy once, share it, evaluate facts against it.
//!
//! It joins the stages and owns what they share; it decides nothing itself and does no I/O.

mod batch;
mod decider;
mod parsed;

use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;
use sha2::{Digest as _, Sha256};

use crate::assessment::{Assessment, Digests, assess};
use crate::attribution::{Attribution, attribute};
use crate::check::{CheckOptions, check, without_follow_ups};
use crate::diagnostic::Diagnostics;
use crate::error::{CompileError, EvaluateError, FactsError};
use crate::eval::{Evaluation, Machine, evaluate};
use crate::explain::{
    Case, ExplainError, ExplainLimits, Explanation, Flip, Question, WhyNot, explain_finding, flip,
    why_not,
};
use crate::facts::{
    Document, FactForms, FactLimits, FactNames, FactStore, FactsBuilder, FactsDigest, Tape, digest,
    read,
};
use crate::model::Model;
use crate::program::{Program, compile};
use crate::source::{Sources, Span};
use crate::syntax::SyntaxLimits;
use crate::syntax::ast::File;
use parsed::Parsed;

pub use decider::{Decider, Decision};

/// A compiled policy: a regulation under one choice of each of its interpretations.
///
/// It never changes; share it behind an [`Arc`]. Evaluation takes `&self`, locks nothing, and gives the same
/// bytes for the same facts.
#[derive(Debug, Clone)]
pub struct Policy {
    parsed: Arc<Parsed>,
    model: Model,
    program: Program,
    names: FactNames,
    forms: FactForms,
    warnings: Diagnostics,
    options: PolicyOptions,
    left_out: Option<Span>,
    digest: OnceLock<String>,
}

/// Choices and limits under which a policy is compiled and evaluated.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct PolicyOptions {
    /// Choices of interpretations that differ from those the policy takes, by name.
    pub interpretations: IndexMap<String, String>,
    /// Limits on policy files.
    pub syntax: SyntaxLimits,
    /// Limits on facts.
    pub facts: FactLimits,
    /// Limits on evaluation.
    pub evaluation: EvaluationLimits,
}

/// Limits on evaluation.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct EvaluationLimits {
    /// Operations evaluated in one evaluation; 200 million unless set.
    pub steps: u64,
    /// Nodes of one explanation; 10,000 unless set.
    pub explanation_nodes: usize,
    /// Evaluations tried in search of the smallest change of facts; 2,000 unless set.
    pub flip_tries: usize,
}

impl Default for EvaluationLimits {
    fn default() -> Self {
        Self {
            steps: 200_000_000,
            explanation_nodes: 10_000,
            flip_tries: 2_000,
        }
    }
}

/// Facts that a policy has read and found right.
#[derive(Debug, Clone)]
pub struct Facts {
    store: FactStore,
    digest: FactsDigest,
}

impl Policy {
    /// Compiles policy files: names ending in `.zeren` are policy, the others are texts that it may cite.
    ///
    /// ```
    /// let policy = zeren::Policy::compile([("clinic.zeren", r#"
    ///     regulation "Charter" { effective 2024-01-01 }
    ///     level clinic
    /// "#)])?;
    /// assert_eq!(policy.title(), "Charter");
    /// # Ok::<(), zeren::CompileError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Every diagnostic of every file, if any is an error.
    pub fn compile<N: Into<String>, T: Into<Arc<str>>>(
        files: impl IntoIterator<Item = (N, T)>,
    ) -> Result<Self, CompileError> {
        Self::compile_with(files, PolicyOptions::default())
    }

    /// Compiles policy files under options.
    ///
    /// # Errors
    ///
    /// Every diagnostic of every file, if any is an error; a choice that the policy does not know is one.
    pub fn compile_with<N: Into<String>, T: Into<Arc<str>>>(
        files: impl IntoIterator<Item = (N, T)>,
        options: PolicyOptions,
    ) -> Result<Self, CompileError> {
        let parsed = Parsed::new(files, &options.syntax);
        Self::checked(Arc::new(parsed), options, None)
    }

    fn checked(
        parsed: Arc<Parsed>,
        options: PolicyOptions,
        left_out: Option<Span>,
    ) -> Result<Self, CompileError> {
        let choices = CheckOptions {
            interpretations: options.interpretations.clone(),
            left_out,
        };
        let Parsed {
            sources,
            texts,
            files,
            lost,
            found,
        } = &*parsed;
        let mut diagnostics = found.clone();
        let broken = diagnostics.has_errors();
        let (model, found) = check(files, sources, texts, &choices);
        diagnostics.extend(without_follow_ups(found, lost, files, sources));
        diagnostics.sort();
        match model {
            Some(model) if !broken && !diagnostics.has_errors() => {
                let program = compile(&model);
                let names = FactNames::new(&model, &program.layout);
                let forms = FactForms::new(&model, &program.layout, &names);
                Ok(Self {
                    parsed,
                    model,
                    program,
                    names,
                    forms,
                    warnings: diagnostics,
                    options,
                    left_out,
                    digest: OnceLock::new(),
                })
            }
            _ => Err(CompileError {
                diagnostics,
                sources: sources.clone(),
            }),
        }
    }

    /// The same policy under other choices of its interpretations.
    ///
    /// # Errors
    ///
    /// As [`compile_with`](Self::compile_with): a name or choice that the policy does not know, or what is
    /// wrong only under these choices.
    pub fn under<N: Into<String>, C: Into<String>>(
        &self,
        choices: impl IntoIterator<Item = (N, C)>,
    ) -> Result<Self, CompileError> {
        let mut options = self.options.clone();
        options
            .interpretations
            .extend(choices.into_iter().map(|(n, c)| (n.into(), c.into())));
        Self::checked(Arc::clone(&self.parsed), options, self.left_out)
    }

    /// The same policy without the declaration that stands there.
    pub(crate) fn leaving_out(&self, declaration: Span) -> Result<Self, CompileError> {
        Self::checked(
            Arc::clone(&self.parsed),
            self.options.clone(),
            Some(declaration),
        )
    }

    /// How it was compiled, for the workbench.
    pub(crate) fn options(&self) -> &PolicyOptions {
        &self.options
    }

    /// The files as parsed, for the workbench.
    pub(crate) fn files(&self) -> &[File] {
        &self.parsed.files
    }

    /// The regulation's title.
    pub fn title(&self) -> &str {
        &self.model.regulation.title
    }

    /// What was found that is no error.
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// The policy's files, to render diagnostics with.
    pub fn sources(&self) -> &Sources {
        &self.parsed.sources
    }

    /// SHA-256 over the names and texts of all files and the choices taken, in hexadecimal.
    pub fn digest(&self) -> &str {
        self.digest.get_or_init(|| {
            let Parsed { sources, texts, .. } = &*self.parsed;
            let policies = sources.iter().map(|(_, s)| (s.name(), s.text()));
            let texts = texts.iter().map(|(name, text)| (name.as_str(), &**text));
            let taken = self.model.interpretations.values().map(|row| {
                let choice = row.choices.get(row.taken).map_or("", |choice| &choice.name);
                (&*row.name, choice)
            });
            let left_out = self.left_out.map(|span| ("", sources.slice(span)));
            hash(policies.chain(texts).chain(taken).chain(left_out))
        })
    }

    /// Reads facts in JSON (`zeren.facts/1`).
    ///
    /// # Errors
    ///
    /// Everything in the facts that the policy does not know or that cannot be, each with its JSON path.
    pub fn read_facts(&self, json: &str) -> Result<Facts, FactsError> {
        self.read_on(json, &mut Tape::default())
    }

    /// Checks facts built from Rust values; the same checks as for JSON.
    ///
    /// # Errors
    ///
    /// As [`read_facts`](Self::read_facts).
    pub fn build_facts(&self, facts: FactsBuilder) -> Result<Facts, FactsError> {
        let json = facts.into_json();
        // How long the text is and where its lines end is nothing to whoever built the facts.
        let limits = FactLimits {
            bytes: usize::MAX,
            ..self.options.facts
        };
        let mut tape = Tape::default();
        let document = Document::parse(&json, &limits, &mut tape).map_err(FactsError::new)?;
        self.facts(document.unplaced())
    }

    /// The checked regulation, for the workbench.
    pub(crate) fn model(&self) -> &Model {
        &self.model
    }

    /// Reads facts in JSON on a tape that has been used before.
    fn read_on(&self, json: &str, tape: &mut Tape) -> Result<Facts, FactsError> {
        let document = Document::parse(json, &self.options.facts, tape).map_err(FactsError::new)?;
        self.facts(document)
    }

    fn facts(&self, document: Document<'_>) -> Result<Facts, FactsError> {
        let store = self.store(document)?;
        let digest = digest(document);
        Ok(Facts { store, digest })
    }

    /// The facts alone, for whoever needs no digest.
    fn store(&self, document: Document<'_>) -> Result<FactStore, FactsError> {
        let (store, diagnostics) = read(
            &self.model,
            &self.program.layout,
            &self.names,
            document,
            &self.options.facts,
        );
        match store {
            Some(store) if !diagnostics.has_errors() => Ok(store),
            _ => Err(FactsError::new(diagnostics)),
        }
    }

    /// Evaluates facts: every trigger, target, report, prohibition and duty, and everyone who answers.
    ///
    /// # Errors
    ///
    /// Only when a limit is passed; an unknown is a status, never an error.
    pub fn evaluate(&self, facts: &Facts) -> Result<Assessment, EvaluateError> {
        let machine = self.machine(facts);
        let (evaluation, attribution) = self.run(&machine)?;
        let digests = Digests {
            policy: self.digest().to_owned(),
            facts: facts.digest.to_string(),
        };
        Ok(assess(&machine, &evaluation, &attribution, self.sources()).stamped(digests))
    }

    /// Why a finding stands: the proof, from the facts to the party.
    ///
    /// # Errors
    ///
    /// When there is no such finding, or a limit is passed.
    pub fn explain(&self, facts: &Facts, finding: &str) -> Result<Explanation, ExplainError> {
        let index = finding_index(finding)?;
        self.ask(facts, |case| explain_finding(case, index))
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
        let model = &self.model;
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
        let limits = &self.options.evaluation;
        let (evaluation, attribution) = self
            .run(&machine)
            .map_err(|EvaluateError::Steps { limit }| ExplainError::Steps { limit })?;
        answer(&Case {
            machine: &machine,
            evaluation: &evaluation,
            attribution: &attribution,
            sources: self.sources(),
            limits: ExplainLimits {
                nodes: limits.explanation_nodes,
                tries: limits.flip_tries,
                steps: limits.steps,
            },
        })
    }

    fn machine<'a>(&'a self, facts: &'a Facts) -> Machine<'a> {
        let steps = self.options.evaluation.steps;
        Machine::new(&self.model, &self.program, &facts.store, steps)
    }

    fn run(&self, machine: &Machine<'_>) -> Result<(Evaluation, Attribution), EvaluateError> {
        let evaluation = evaluate(machine);
        let attribution = attribute(machine, &evaluation);
        if machine.exhausted() {
            return Err(EvaluateError::Steps {
                limit: self.options.evaluation.steps,
            });
        }
        Ok((evaluation, attribution))
    }
}

impl Facts {
    /// What was read, for the workbench.
    pub(crate) fn store(&self) -> &FactStore {
        &self.store
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

/// SHA-256 over pairs, each part preceded by its length so that no two sequences share a digest.
fn hash<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut hasher = Sha256::new();
    for (name, text) in pairs {
        for part in [name, text] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
