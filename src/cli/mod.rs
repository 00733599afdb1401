//! The command line: arguments in, text out, an exit code. The only room with a terminal and an environment.
//!
//! Exit codes: 0 done; 1 under `--fail-on`, or when a scenario does not come out as expected; 2 a bad policy; 3 bad facts; 64 bad usage; 74 a file that cannot
//! be read or written.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "the command line is where the program meets files, the environment and the terminal"
)]

mod args;
mod check;
mod eval;
mod explain;
mod io;
mod ledger;
mod matrix;
mod report;
mod test;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

use crate::lang::Lang;
use args::{Cli, Command};
use report::Failure;

/// Runs the tool with these arguments, the program's name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let lang = cli.lang.map_or_else(lang_of_environment, Lang::from);
    let done = match &cli.command {
        Command::Check(args) => check::run(args, lang),
        Command::Eval(args) => eval::run(args, lang),
        Command::Explain(args) => explain::run(args, lang),
        Command::Ledger(args) => ledger::run(args, lang),
        Command::Matrix(args) => matrix::run(args, lang),
        Command::Test(args) => test::run(args, lang),
    };
    match done {
        Ok(code) => code,
        Err(failure) => failure.report(lang),
    }
}

/// Help and version are no failure; anything else about the arguments is bad usage.
fn usage(error: &clap::Error) -> ExitCode {
    let shown = error.print();
    if error.use_stderr() || shown.is_err() {
        Failure::USAGE.into()
    } else {
        ExitCode::SUCCESS
    }
}

/// The language of the first locale variable that names one; Chinese otherwise.
fn lang_of_environment() -> Lang {
    ["ZEREN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .and_then(|value| Lang::parse(&value))
        .unwrap_or_default()
}
