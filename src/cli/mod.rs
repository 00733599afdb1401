//! The command line: arguments in, text out, an exit code. The only room with a terminal and an environment.
//!
//! Exit codes: 0 done; 1 under `--fail-on` and `--check`, when a lint finds something, when a scenario does not come out
//! as expected, under `--mutate` when no scenario notices a change, or when a recorded decision comes out otherwise; 2 a bad policy; 3 bad
//! facts; 4 a decision record or log that is not as it was written; 64 bad usage; 74 a file that cannot be read or written.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "the command line is where the program meets files, the environment and the terminal"
)]

mod altered;
mod args;
mod check;
mod completion;
mod console;
mod diff;
mod eval;
mod explain;
mod explain_code;
mod fmt;
mod help;
mod io;
mod junit;
mod keys;
mod ledger;
mod lint;
mod log;
mod matrix;
mod ndjson;
mod progress;
mod report;
mod schema;
mod template;
mod test;
mod usage;
mod verify;
mod verify_log;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{ColorChoice, FromArgMatches as _, ValueEnum as _};

use crate::lang::Lang;
use args::{Cli, ColorArg, Command, LangArg};
use console::Console;
use report::Failure;

/// Runs the tool with these arguments, the program's name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let console = console_of(&args);
    let command = help::command(console.lang).color(match console.color {
        ColorArg::Auto => ColorChoice::Auto,
        ColorArg::Always => ColorChoice::Always,
        ColorArg::Never => ColorChoice::Never,
    });
    let parsed = command
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    match parsed {
        Ok(cli) => done(&cli, console).unwrap_or_else(|failure| failure.report(console)),
        Err(error) => usage(&error, console.lang),
    }
}

fn done(cli: &Cli, console: Console) -> Result<ExitCode, Failure> {
    let lang = console.lang;
    match &cli.command {
        Command::Check(args) => check::run(args, console),
        Command::Fmt(args) => fmt::run(args, console),
        Command::Lint(args) => lint::run(args, console),
        Command::Eval(args) => eval::run(args, console),
        Command::Verify(args) => match (&args.record, &args.log) {
            (_, Some(log)) => verify_log::run(log, args, console),
            (Some(record), None) => verify::run(record, args, lang),
            // The arguments ask for one of them.
            (None, None) => Ok(Failure::USAGE.into()),
        },
        Command::Explain(args) => explain::run(args, lang),
        Command::Ledger(args) => ledger::run(args, lang),
        Command::Matrix(args) => matrix::run(args, lang),
        Command::Diff(args) => diff::run(args, lang),
        Command::Schema(args) => schema::run(args, lang),
        Command::Template(args) => template::run(args, lang),
        Command::Test(args) => test::run(args, console),
        Command::ExplainCode(args) => explain_code::run(args, console),
        Command::Completion(args) => completion::completion(args, lang),
        Command::Man(args) => completion::man(args, lang),
    }
}

/// Help and version are no failure; anything else about the arguments is bad usage.
fn usage(error: &clap::Error, lang: Lang) -> ExitCode {
    let shown = match usage::message(error, lang) {
        Some(message) => {
            eprint!("{message}");
            Ok(())
        }
        None => error.print(),
    };
    if error.use_stderr() || shown.is_err() {
        Failure::USAGE.into()
    } else {
        ExitCode::SUCCESS
    }
}

/// The language and the colours asked for, read before the arguments are, for what is said about these.
fn console_of(args: &[OsString]) -> Console {
    let lang = said(args, "--lang").and_then(|tag| LangArg::from_str(&tag, true).ok());
    let color = said(args, "--color").and_then(|when| ColorArg::from_str(&when, true).ok());
    Console {
        lang: lang.map_or_else(lang_of_environment, Lang::from),
        color: color.unwrap_or_default(),
    }
}

/// What the arguments say after an option: `--lang en` or `--lang=en`.
fn said(args: &[OsString], option: &str) -> Option<String> {
    let mut args = args.iter().map(|arg| arg.to_string_lossy());
    while let Some(arg) = args.next() {
        match arg.strip_prefix(option) {
            Some("") => return args.next().map(String::from),
            Some(rest) if rest.starts_with('=') => {
                return Some(rest.trim_start_matches('=').to_owned());
            }
            _ if arg == "--" => return None,
            _ => {}
        }
    }
    None
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
