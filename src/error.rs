//! Errors of the public API. Those of loading may grow; those of evaluation are complete.

use std::fmt;
use std::path::PathBuf;

use crate::diagnostic::Diagnostics;
use crate::source::Sources;

/// A policy that does not compile: every diagnostic, with the files to render them under.
#[derive(Debug, Clone)]
pub struct CompileError {
    /// What was found, warnings included.
    pub diagnostics: Diagnostics,
    /// The policy's files.
    pub sources: Sources,
}

/// Facts that a policy does not accept: every diagnostic, each with its JSON path.
#[derive(Debug, Clone)]
pub struct FactsError {
    /// What was found.
    pub diagnostics: Diagnostics,
}

/// A policy that could not be loaded from disk.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// A file or folder could not be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no policy file.
    #[error("no `.zeren` file in `{}`", path.display())]
    Empty {
        /// Where.
        path: PathBuf,
    },
    /// The policy does not compile.
    #[error(transparent)]
    Compile(#[from] CompileError),
}

/// Why an evaluation gave no assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EvaluateError {
    /// It took too long.
    #[error("evaluation took more than {limit} steps (option `evaluation.steps`)")]
    Steps {
        /// The limit.
        limit: u64,
    },
}

/// Why a document of a batch has no result.
#[derive(Debug, Clone, thiserror::Error)]
pub enum BatchError {
    /// The facts are wrong.
    #[error(transparent)]
    Facts(#[from] FactsError),
    /// A limit was passed.
    #[error(transparent)]
    Evaluate(#[from] EvaluateError),
}

impl FactsError {
    /// Facts that gave these diagnostics.
    pub(crate) fn new(diagnostics: Diagnostics) -> Self {
        Self { diagnostics }
    }
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = crate::diagnostic::plain::render(
            self.diagnostics.as_slice(),
            &self.sources,
            crate::lang::Lang::En,
        );
        f.write_str(text.trim_end())
    }
}

impl std::error::Error for CompileError {}

impl fmt::Display for FactsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = crate::diagnostic::plain::render(
            self.diagnostics.as_slice(),
            &Sources::new(),
            crate::lang::Lang::En,
        );
        f.write_str(text.trim_end())
    }
}

impl std::error::Error for FactsError {}
