//! Errors of the public API. Those of loading may grow; those of evaluation are complete.

use std::fmt;
use std::path::PathBuf;

use crate::cancel::Cancelled;
use crate::diagnostic::Diagnostics;
use crate::source::Sources;

/// A policy that does not compile: every diagnostic, with the files to render them under.
#[derive(Debug, Clone)]
pub struct CompileError {
    /// What was found, warnings included.
    pub diagnostics: Diagnostics,
    /// The policy's files.
    pub sources: Sources,
    cancelled: bool,
}

/// Facts that a policy does not accept: every diagnostic, each with its JSON path.
#[derive(Debug, Clone)]
pub struct FactsError {
    /// What was found.
    pub diagnostics: Diagnostics,
    cancelled: bool,
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
    /// A file is too large, or all of them together are; it was not read into memory.
    #[error("`{}` goes beyond the limit of {limit} bytes (option `{option}`)", path.display())]
    TooLarge {
        /// Which.
        path: PathBuf,
        /// The limit.
        limit: usize,
        /// The option that sets it.
        option: &'static str,
    },
    /// The policy does not compile.
    #[error(transparent)]
    Compile(#[from] CompileError),
}

/// Why an evaluation gave no assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EvaluateError {
    /// It took too long, or would have kept too much.
    #[error("evaluation took more than {limit} steps (option `evaluation.steps`)")]
    Steps {
        /// The limit.
        limit: u64,
    },
    /// The host told it to stop, see [`Cancel`](crate::Cancel).
    #[error("evaluation was cancelled")]
    Cancelled,
}

impl From<Cancelled> for EvaluateError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// Why a document of a batch has no result.
#[derive(Debug, Clone, thiserror::Error)]
pub enum BatchError {
    /// The facts are wrong.
    #[error(transparent)]
    Facts(FactsError),
    /// A limit was passed, or the host told it to stop, be it while the facts were read.
    #[error(transparent)]
    Evaluate(#[from] EvaluateError),
}

impl From<FactsError> for BatchError {
    fn from(error: FactsError) -> Self {
        if error.is_cancelled() {
            return Self::Evaluate(EvaluateError::Cancelled);
        }
        Self::Facts(error)
    }
}

impl CompileError {
    /// A policy that gave these diagnostics: for a host that reports what it finds itself in the same way.
    pub fn new(diagnostics: Diagnostics, sources: Sources) -> Self {
        Self {
            diagnostics,
            sources,
            cancelled: false,
        }
    }

    /// The same, if the host told it to stop.
    pub(crate) fn or_cancelled(mut self, cancelled: bool) -> Self {
        self.cancelled = cancelled;
        self
    }

    /// Whether the host told it to stop, see [`Cancel`](crate::Cancel): the diagnostics are then not all that there
    /// are, or none.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled
    }
}

impl FactsError {
    /// Facts that gave these diagnostics: for a host that reports what it finds itself in the same way.
    pub fn new(diagnostics: Diagnostics) -> Self {
        Self {
            diagnostics,
            cancelled: false,
        }
    }

    /// Facts that the host no longer wants to be read.
    pub(crate) fn cancelled() -> Self {
        Self {
            diagnostics: Diagnostics::new(),
            cancelled: true,
        }
    }

    /// Whether the host told it to stop, see [`Cancel`](crate::Cancel): then nothing is said of the facts.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled
    }
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.cancelled {
            return f.write_str("compiling the policy was cancelled");
        }
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
        if self.cancelled {
            return f.write_str("reading the facts was cancelled");
        }
        let text = crate::diagnostic::plain::render(
            self.diagnostics.as_slice(),
            &Sources::new(),
            crate::lang::Lang::En,
        );
        f.write_str(text.trim_end())
    }
}

impl std::error::Error for FactsError {}
