//! Why a form could not be made.

use crate::error::FactsError;

/// A form that could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FormError {
    /// A spreadsheet cannot hold it.
    #[error("the form does not fit a spreadsheet: {reason}")]
    Write {
        /// What the library that writes it says.
        reason: String,
    },
    /// The facts to fill in are wrong.
    #[error("the facts to fill in are wrong")]
    Facts(#[from] FactsError),
    /// The facts to fill in say what the form has no cell for.
    #[error("the form has no cell for {}", places.join(", "))]
    NoCell {
        /// Where.
        places: Vec<String>,
    },
}

impl From<rust_xlsxwriter::XlsxError> for FormError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Write {
            reason: error.to_string(),
        }
    }
}
