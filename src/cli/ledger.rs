//! `zeren ledger`: every clause of the text, and what encodes it.

use std::process::ExitCode;

use super::args::{LedgerArgs, LedgerFormat};
use super::io;
use super::report::Failure;
use crate::lang::Lang;

/// Prints the ledger; a gap is no failure here but of `check`.
pub(super) fn run(args: &LedgerArgs, lang: Lang) -> Result<ExitCode, Failure> {
    let ledger = io::policy(&args.policy)?.ledger();
    io::print(&match args.format {
        LedgerFormat::Text => ledger.to_text(lang),
        LedgerFormat::Json => ledger.to_json() + "\n",
        LedgerFormat::Markdown => ledger.to_markdown(lang),
    })?;
    Ok(ExitCode::SUCCESS)
}
