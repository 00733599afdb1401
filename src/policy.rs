//! The façade: what an embedder touches. Compile a policy once, share it, evaluate facts against it.
//!
//! It joins the stages and owns what they share; it decides nothing itself and does no I/O.

use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;
use sha2::{Digest as _, Sha256};

use crate::assessment::{Assessment, Digests, assess};
use crate::attribution::{Attribution, attribute};
use crate::check::{CheckOptions, SourceTexts, check, without_follow_ups};
use crate::diagnostic::Diagnostics;
use crate::error::{CompileError, EvaluateError, FactsError};
use crate::eval::{Evaluation, Machine, evaluate};
use crate::explain::{
    Case, ExplainError, ExplainLimits, Explanation, Flip, Question, WhyNot, explain_finding, flip,
    why_not,
};
use crate::facts::{Document, FactLimits, FactStore, FactsBuilder, digest, read};
use crate::model::Model;
use crate::program::{Program, compile};
use crate::source::{Source, Sources};
use crate::syntax::{SyntaxLimits, parse};

/// A compiled policy: a regulation under one choice of each of its interpretations.
///
/// It never changes; share it behind an [`Arc`]. Evaluation takes `&self`, locks nothing, and gives the same
/// bytes for the same facts.
#[derive(Debug, Clone)]
pub struct Policy {
    sources: Sources,
    texts: SourceTexts,
    model: Model,
    program: Program,
    warnings: Diagnostics,
    options: PolicyOptions,
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
    digest: String,
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
        let (sources, texts) = sort_files(files);
        let mut diagnostics = Diagnostics::new();
        let mut parsed = Vec::new();
        let mut lost = Vec::new();
        for (id, source) in sources.iter() {
            let file = parse(id, source.text(), &options.syntax);
            diagnostics.extend(file.diagnostics);
            parsed.push(file.file);
            lost.extend(file.lost);
        }
        let choices = CheckOptions {
            interpretations: options.interpretations.clone(),
        };
        let broken = diagnostics.has_errors();
        let (model, found) = check(&parsed, &sources, &texts, &choices);
        diagnostics.extend(without_follow_ups(found, &lost, &parsed, &sources));
        diagnostics.sort();
        match model {
            Some(model) if !broken && !diagnostics.has_errors() => {
                let program = compile(&model);
                let digest = OnceLock::new();
                let warnings = diagnostics;
                Ok(Self {
                    sources,
                    texts,
                    model,
                    program,
                    warnings,
                    options,
                    digest,
                })
            }
            _ => Err(CompileError {
                diagnostics,
                sources,
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
        let policies = self
            .sources
            .iter()
            .map(|(_, s)| (s.name().to_owned(), Arc::<str>::from(s.text())));
        let texts = self
            .texts
            .iter()
            .map(|(name, text)| (name.clone(), Arc::<str>::from(&**text)));
        Self::compile_with(policies.chain(texts).collect::<Vec<_>>(), options)
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
        &self.sources
    }

    /// SHA-256 over the names and texts of all files and the choices taken, in hexadecimal.
    pub fn digest(&self) -> &str {
        self.digest.get_or_init(|| {
            let policies = self.sources.iter().map(|(_, s)| (s.name(), s.text()));
            let texts = self
                .texts
                .iter()
                .map(|(name, text)| (name.as_str(), &**text));
            let taken = self.model.interpretations.values().map(|row| {
                let choice = row.choices.get(row.taken).map_or("", |choice| &choice.name);
                (&*row.name, choice)
            });
            hash(policies.chain(texts).chain(taken))
        })
    }

    /// Reads facts in JSON (`zeren.facts/1`).
    ///
    /// # Errors
    ///
    /// Everything in the facts that the policy does not know or that cannot be, each with its JSON path.
    pub fn read_facts(&self, json: &str) -> Result<Facts, FactsError> {
        let document = Document::parse(json, &self.options.facts).map_err(FactsError::new)?;
        self.check_facts(&document)
    }

    /// Checks facts built from Rust values; the same checks as for JSON.
    ///
    /// # Errors
    ///
    /// As [`read_facts`](Self::read_facts).
    pub fn build_facts(&self, facts: FactsBuilder) -> Result<Facts, FactsError> {
        self.check_facts(&facts.into_document())
    }

    /// The checked regulation, for the workbench.
    pub(crate) fn model(&self) -> &Model {
        &self.model
    }

    /// The limits on facts, for what reads them from another format.
    #[cfg(feature = "xlsx")]
    pub(crate) fn fact_limits(&self) -> &FactLimits {
        &self.options.facts
    }

    fn check_facts(&self, document: &Document<'_>) -> Result<Facts, FactsError> {
        let (store, diagnostics) = read(
            &self.model,
            &self.program.layout,
            document,
            &self.options.facts,
        );
        match store {
            Some(store) if !diagnostics.has_errors() => Ok(Facts {
                store,
                digest: digest(document),
            }),
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
            facts: facts.digest.clone(),
        };
        Ok(assess(&machine, &evaluation, &attribution, &self.sources).stamped(digests))
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
            sources: &self.sources,
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

/// Policy files and texts, each in the order of their names.
fn sort_files<N: Into<String>, T: Into<Arc<str>>>(
    files: impl IntoIterator<Item = (N, T)>,
) -> (Sources, SourceTexts) {
    let mut files: Vec<(String, Arc<str>)> = files
        .into_iter()
        .map(|(name, text)| (name.into(), text.into()))
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let (mut sources, mut texts) = (Sources::new(), SourceTexts::default());
    for (name, text) in files {
        if name.ends_with(".zeren") {
            sources.push(Source::new(name, text));
        } else {
            texts.insert(name, text.to_string());
        }
    }
    (sources, texts)
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
