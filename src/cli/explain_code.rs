//! `zeren explain-code`: what a diagnostic's code means, why it matters, an example and its remedy.

use std::process::ExitCode;

use serde_json::Value;

use super::args::{ExplainCodeArgs, Format};
use super::console::Console;
use super::io;
use super::report::Failure;
use crate::diagnostic::catalog::{all, lookup, suggest};
use crate::diagnostic::json::code_to_json;
use crate::diagnostic::terminal::TerminalOptions;
use crate::diagnostic::terminal::code::{list, render};

/// Prints the page of a code, or the list of all.
pub(super) fn run(args: &ExplainCodeArgs, console: Console) -> Result<ExitCode, Failure> {
    let lang = console.lang;
    let stream = std::io::stdout();
    let options = TerminalOptions {
        lang,
        color: console.colour(&stream),
        width: Some(console.width(&stream)),
    };
    let text = match (args.code.as_deref(), args.format) {
        (None, Format::Text) => list(all(), &options),
        (None, Format::Json) => {
            let codes: Value = all().iter().map(|info| code_to_json(info, lang)).collect();
            format!("{codes:#}\n")
        }
        (Some(code), format) => {
            let info = lookup(code).ok_or_else(|| Failure::Name {
                name: code.to_owned(),
                near: suggest(code).map(str::to_owned),
            })?;
            match format {
                Format::Text => render(info, &options),
                Format::Json => format!("{:#}\n", code_to_json(info, lang)),
            }
        }
    };
    io::print(&text)?;
    Ok(ExitCode::SUCCESS)
}
