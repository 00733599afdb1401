//! The same policy but for something in its text: what the workbench tries out.
//!
//! The other choices of its interpretations are for everybody, and stand with the policy itself.

use std::sync::Arc;

use super::Policy;
use crate::error::CompileError;
use crate::source::{SourceId, Span};

impl Policy {
    /// The same policy without the declaration that stands there.
    pub(crate) fn leaving_out(&self, declaration: Span) -> Result<Self, CompileError> {
        Self::checked(
            Arc::clone(&self.parsed),
            self.options.clone(),
            Some(declaration),
        )
    }

    /// The same policy with other texts of some of its files.
    pub(crate) fn with_texts(
        &self,
        texts: impl IntoIterator<Item = (SourceId, Arc<str>)>,
    ) -> Result<Self, CompileError> {
        let files = self.parsed.with_texts(texts);
        Self::compile_with(files, self.options.clone())
    }
}
