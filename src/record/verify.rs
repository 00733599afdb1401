//! Runs a recorded decision again and tells whether the same comes out.
//!
//! Policy, choices and facts are those of the record; the limits are the verifier's own, so that a hostile record
//! cannot ask for more than its reader allows.

use serde_json::Value;

use super::canonical;
use super::compare::{Difference, Differences};
use super::document::{Record, RecordedChoice};
use crate::assessment::EngineStamp;
use crate::error::{BatchError, CompileError, EvaluateError, FactsError};
use crate::policy::{Policy, PolicyOptions};

/// What came of running a decision again.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Verification {
    /// The engine that recorded it.
    pub recorded_by: EngineStamp,
    /// The engine that ran it again.
    pub rerun_by: EngineStamp,
    /// What comes out otherwise, in the order of the record: the first 100.
    pub differences: Vec<Difference>,
    /// How many differences there are in all.
    pub count: u64,
}

/// Why a decision cannot be run again.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The policy that was recorded does not compile.
    #[error(transparent)]
    Policy(#[from] CompileError),
    /// The policy does not accept the facts that were recorded.
    #[error(transparent)]
    Facts(#[from] FactsError),
    /// A limit was passed.
    #[error(transparent)]
    Evaluate(#[from] EvaluateError),
}

/// Runs decisions again, one after another; a policy that several were reached under is compiled once.
#[derive(Debug, Default)]
pub struct Verifier {
    options: PolicyOptions,
    last: Option<Compiled>,
}

/// The policy of the last record.
#[derive(Debug)]
struct Compiled {
    /// Names and digests of its files.
    files: Vec<(String, String)>,
    choices: Vec<RecordedChoice>,
    policy: Policy,
}

impl Verification {
    /// Whether everything comes out as it was recorded, byte for byte.
    pub fn is_identical(&self) -> bool {
        self.is_same_result() && self.recorded_by == self.rerun_by
    }

    /// Whether everything comes out as it was recorded, except for the name and version of the engine.
    pub fn is_same_result(&self) -> bool {
        self.count == 0
    }
}

impl Record {
    /// Runs the decision again under the default limits, and tells what comes out otherwise.
    ///
    /// # Errors
    ///
    /// [`VerifyError`] when it cannot be run: this engine no longer takes the policy or the facts, or a limit is passed.
    pub fn verify(&self) -> Result<Verification, VerifyError> {
        Verifier::default().verify(self)
    }
}

impl Verifier {
    /// Runs decisions again under the limits of these options; choices are those of each record.
    pub fn new(options: PolicyOptions) -> Self {
        Self {
            options,
            last: None,
        }
    }

    /// Runs a decision again, and tells what comes out otherwise.
    ///
    /// # Errors
    ///
    /// As [`Record::verify`].
    pub fn verify(&mut self, record: &Record) -> Result<Verification, VerifyError> {
        let policy = self.policy(record)?;
        let anew = policy
            .record(&record.facts.text)
            .map_err(|error| match error {
                BatchError::Facts(error) => VerifyError::Facts(error),
                BatchError::Evaluate(error) => VerifyError::Evaluate(error),
            })?;
        let same_engine = record.engine == anew.engine;
        let mut found = Differences::default();
        let (was, is) = (compared(record, same_engine), compared(&anew, same_engine));
        found.compare("", Some(&was), Some(&is));
        Ok(Verification {
            recorded_by: record.engine.clone(),
            rerun_by: anew.engine,
            differences: found.told,
            count: found.count,
        })
    }

    /// The policy of a record.
    fn policy(&mut self, record: &Record) -> Result<&Policy, CompileError> {
        let compiled = match self.last.take().filter(|last| last.is_of(record)) {
            Some(last) => last,
            None => Compiled::new(record, &self.options)?,
        };
        Ok(&self.last.insert(compiled).policy)
    }
}

impl Compiled {
    fn new(record: &Record, options: &PolicyOptions) -> Result<Self, CompileError> {
        let choices = record.interpretations();
        let given = choices.iter().filter(|row| row.from_options);
        let given = given.map(|row| (row.interpretation.to_string(), row.choice.to_string()));
        let mut options = options.clone();
        options.interpretations = given.collect();
        let files = record.policy_files().iter();
        let texts = files.clone().map(|file| (&*file.name, &*file.text));
        Ok(Self {
            policy: Policy::compile_with(texts, options)?,
            files: files
                .map(|file| (file.name.clone(), file.sha256.clone()))
                .collect(),
            choices: choices.to_vec(),
        })
    }

    /// Whether it is the policy of this record, whose digests are known to be right.
    fn is_of(&self, record: &Record) -> bool {
        let files = record.policy_files().iter();
        let files = files.map(|file| (&*file.name, &*file.sha256));
        let own = self.files.iter().map(|(name, sha256)| (&**name, &**sha256));
        own.eq(files) && self.choices == record.interpretations()
    }
}

/// What of a record must come out again: not what is computed from the rest of it, nor another engine's name.
fn compared(record: &Record, with_engine: bool) -> Value {
    let mut value = canonical::value(record);
    let Value::Object(members) = &mut value else {
        return value;
    };
    for key in ["digest", "signature", "assessment_sha256"] {
        members.remove(key);
    }
    if !with_engine {
        members.remove("engine");
        if let Some(Value::Object(assessment)) = members.get_mut("assessment") {
            assessment.remove("engine");
        }
    }
    value
}
