//! `zeren matrix`: who holds what.

use std::process::ExitCode;

use super::args::{MatrixArgs, MatrixFormat};
use super::io;
use super::report::Failure;
use crate::lang::Lang;

/// Prints the matrix of all organs, or of one.
pub(super) fn run(args: &MatrixArgs, lang: Lang) -> Result<ExitCode, Failure> {
    let matrix = io::policy(&args.policy)?.matrix(args.organ.as_deref())?;
    io::print(&match args.format {
        MatrixFormat::Markdown => matrix.to_markdown(lang),
        MatrixFormat::Html => matrix.to_html(lang),
        MatrixFormat::Csv => matrix.to_csv(lang),
        MatrixFormat::Json => matrix.to_json() + "\n",
    })?;
    Ok(ExitCode::SUCCESS)
}
