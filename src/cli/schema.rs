//! `zeren schema`: what the facts of a policy may hold, as a JSON Schema.

use std::process::ExitCode;

use super::args::SchemaArgs;
use super::io;
use super::report::Failure;
use crate::lang::Lang;

/// Prints the schema.
pub(super) fn run(args: &SchemaArgs, lang: Lang) -> Result<ExitCode, Failure> {
    let schema = io::policy(&args.policy)?.facts_schema(lang);
    io::print(&format!("{schema:#}\n"))?;
    Ok(ExitCode::SUCCESS)
}
