//! The façade: what an embedder touches. Compile a policy once, share it, evaluate facts against it.
//!
//! It joins the stages and owns what they share; it decides nothing itself and does no I/O.

mod batch;
mod decider;
mod digest;
mod evaluation;
mod explanations;
mod parsed;
mod varied;

use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;

use crate::assessment::Rules;
use crate::cancel::Cancel;
use crate::check::{CheckOptions, check, without_follow_ups};
use crate::diagnostic::Diagnostics;
use crate::error::{CompileError, FactsError};
use crate::facts::{
    Desk, Document, FactForms, FactLimits, FactNames, FactPolicy, FactStore, FactsBuilder, Tape,
    read, read_json,
};
use crate::model::Model;
use crate::program::compile;
use crate::source::{Sources, Span};
use crate::syntax::ast::File;
use crate::syntax::{SyntaxLimits, not_listed};
use digest::digest_of;
use parsed::Parsed;

pub use decider::{Decider, Decision};

/// A compiled policy: a regulation under one choice of each of its interpretations.
///
/// It never changes; share it behind an [`Arc`]. Evaluation takes `&self`, locks nothing, and gives the same
/// bytes for the same facts.
#[derive(Debug, Clone)]
pub struct Policy {
    parsed: Arc<Parsed>,
    rules: Arc<Rules>,
    reading: Arc<Reading>,
    warnings: Arc<Diagnostics>,
    options: PolicyOptions,
    left_out: Option<Span>,
    sure: Arc<Sure>,
}

/// What is known of every evaluation beforehand, once somebody asks.
#[derive(Debug, Default)]
struct Sure {
    /// So many units and records surely keep within the limit on steps.
    up_to: OnceLock<u64>,
    /// The same where a token may stop the evaluation.
    up_to_looked_at: OnceLock<u64>,
    /// The most steps that a finding costs.
    of_finding: OnceLock<u64>,
}

/// What reading facts needs to know of the policy.
#[derive(Debug)]
struct Reading {
    names: FactNames,
    forms: FactForms,
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
    /// Stops compiling, and everything that is done with the policy; nothing does unless set.
    pub cancel: Option<Cancel>,
}

/// Limits on evaluation.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct EvaluationLimits {
    /// Steps of one evaluation, explanation or search; 200 million unless set.
    ///
    /// A step is an operation evaluated or an element looked at. What is kept of a result counts as well: 100 for a
    /// cause, a finding, a status, a node of a proof, 20 for each of their parts (something missing, a step upward, a person), and one
    /// for eight bytes that a finding quotes. So the limit bounds time, memory, and the size of what is written.
    pub steps: u64,
    /// Nodes of one explanation; 10,000 unless set.
    pub explanation_nodes: usize,
    /// Evaluations tried in search of the smallest change of facts; 2,000 unless set. The answer says how far the
    /// search went.
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
///
/// They never change, and cloning them copies nothing.
#[derive(Debug, Clone)]
pub struct Facts(Arc<FactStore>);

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
        let parsed = Parsed::new(files, &options.syntax, options.cancel.as_ref());
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
            limits: options.syntax,
            cancel: options.cancel.clone(),
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
        // Warnings alone are all listed: what is left out is told by an error, which they are not.
        if diagnostics.has_errors() {
            let others = diagnostics.keep(options.syntax.diagnostics.max(1));
            diagnostics.extend((others > 0).then(|| not_listed(others)));
        }
        match model {
            Some(model) if !broken && !diagnostics.has_errors() => {
                let program = compile(&model);
                let names = FactNames::new(&model, &program.layout);
                let forms = FactForms::new(&model, &program.layout, &names);
                let digest = digest_of(&parsed, &model, left_out);
                let sources = Arc::clone(&parsed.sources);
                Ok(Self {
                    parsed,
                    rules: Arc::new(Rules::new(model, program, sources, digest)),
                    reading: Arc::new(Reading { names, forms }),
                    warnings: Arc::new(diagnostics),
                    options,
                    left_out,
                    sure: Arc::default(),
                })
            }
            _ => {
                let cancelled = options.cancel.is_some_and(|cancel| cancel.is_cancelled());
                let error = CompileError::new(diagnostics, Sources::clone(sources));
                Err(error.or_cancelled(cancelled))
            }
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

    /// The same policy, of which everything that is done with it is stopped by a token: reading facts, evaluating,
    /// deciding, explaining, running scenarios, compiling it under other choices.
    ///
    /// It shares what was compiled, so that a host may ask for one with each request. What was cancelled has no
    /// result, and says so: [`EvaluateError::Cancelled`](crate::EvaluateError::Cancelled), or
    /// [`is_cancelled`](crate::FactsError::is_cancelled) of what is wrong with facts or a policy.
    #[must_use]
    pub fn cancelled_by(&self, cancel: &Cancel) -> Self {
        let mut policy = self.clone();
        policy.options.cancel = Some(cancel.clone());
        policy
    }

    /// How it was compiled, for the workbench.
    pub(crate) fn options(&self) -> &PolicyOptions {
        &self.options
    }

    /// The files as parsed, for the workbench.
    pub(crate) fn files(&self) -> &[File] {
        &self.parsed.files
    }

    /// Names and texts of all its files, as they were given.
    pub(crate) fn texts(&self) -> Vec<(String, Arc<str>)> {
        self.parsed.with_texts([])
    }

    /// The regulation's title.
    pub fn title(&self) -> &str {
        &self.model().regulation.title
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
        self.rules.digest()
    }

    /// Reads facts in JSON (`zeren.facts/1`).
    ///
    /// # Errors
    ///
    /// Everything in the facts that the policy does not know or that cannot be, each with its JSON path.
    pub fn read_facts(&self, json: &str) -> Result<Facts, FactsError> {
        self.read_on(json, &mut Desk::default())
    }

    /// Checks facts built from Rust values; the same checks as for JSON.
    ///
    /// # Errors
    ///
    /// As [`read_facts`](Self::read_facts).
    pub fn build_facts(&self, facts: FactsBuilder) -> Result<Facts, FactsError> {
        let json = facts.into_json();
        // How long the text is and where its lines end is nothing to whoever built the facts.
        if self.is_cancelled() {
            return Err(FactsError::cancelled());
        }
        let limits = FactLimits {
            bytes: usize::MAX,
            ..self.options.facts
        };
        let mut tape = Tape::default();
        let document = Document::parse(&json, &limits, &mut tape).map_err(FactsError::new)?;
        let (model, layout) = (self.model(), &self.rules.program.layout);
        let document = document.unplaced();
        let (store, found) = read(
            model,
            layout,
            &self.reading.names,
            document,
            &self.options.facts,
        );
        if self.is_cancelled() {
            return Err(FactsError::cancelled());
        }
        let store = store.ok_or_else(|| FactsError::new(found))?;
        Ok(Facts(Arc::new(store)))
    }

    /// Whether the host wants no more of it.
    pub(crate) fn is_cancelled(&self) -> bool {
        let cancel = self.options.cancel.as_ref();
        cancel.is_some_and(Cancel::is_cancelled)
    }

    /// What was compiled, for the workbench.
    pub(crate) fn rules(&self) -> &Arc<Rules> {
        &self.rules
    }

    /// The checked regulation, for the workbench.
    pub(crate) fn model(&self) -> &Model {
        &self.rules.model
    }

    /// Reads facts in JSON at a desk that has been used before.
    fn read_on(&self, json: &str, desk: &mut Desk) -> Result<Facts, FactsError> {
        self.read_onto(json, desk)?;
        Ok(Facts(Arc::new(desk.take())))
    }

    /// The same, for whoever leaves them on the desk.
    fn read_onto(&self, json: &str, desk: &mut Desk) -> Result<(), FactsError> {
        let limits = &self.options.facts;
        let cancel = self.options.cancel.as_ref();
        let read = read_json(self.fact_policy(), json, (limits, cancel), desk);
        if self.is_cancelled() {
            return Err(FactsError::cancelled());
        }
        read.map_err(FactsError::new)
    }

    /// This policy, as facts in JSON are read under it.
    fn fact_policy(&self) -> FactPolicy<'_> {
        FactPolicy {
            model: &self.rules.model,
            layout: &self.rules.program.layout,
            names: &self.reading.names,
            forms: &self.reading.forms,
        }
    }
}

impl Facts {
    /// What was read, to be shared with what is found on it.
    pub(crate) fn held(&self) -> &Arc<FactStore> {
        &self.0
    }

    /// What was read, for the workbench.
    pub(crate) fn store(&self) -> &FactStore {
        &self.0
    }
}
