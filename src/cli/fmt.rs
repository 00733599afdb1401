//! `zeren fmt`: policy files in their canonical layout, and their keywords in one language.
//!
//! A file is written whole or not at all; one that does not parse is reported and left as it is, and the others are
//! formatted all the same.

use std::path::Path;
use std::process::ExitCode;

use similar::TextDiff;

use super::args::FmtArgs;
use super::console::Console;
use super::io;
use super::report::Failure;
use crate::error::{CompileError, LoadError};
use crate::lang::Lang;
use crate::load::policy_files;
use crate::source::{Source, Sources};
use crate::syntax::{FormatOptions, format_source};

/// Lines shown around what would change.
const AROUND: usize = 1;

/// Formats, or tells what would change.
pub(super) fn run(args: &FmtArgs, console: Console) -> Result<ExitCode, Failure> {
    let options = FormatOptions {
        keywords: args.keywords.map(Lang::from),
        ..FormatOptions::default()
    };
    let piped = args.policy.as_os_str() == "-";
    let paths = if piped {
        vec![args.policy.clone()]
    } else {
        policy_files(&args.policy)?
    };
    let (mut changed, mut failed) = (0_usize, None);
    for path in &paths {
        match one(path, &options, args.check, console.lang) {
            Ok(true) => changed += 1,
            Ok(false) => {}
            Err(failure) => {
                failed = failed.max(Some(failure.report_code(console)));
            }
        }
    }
    if !piped || args.check {
        io::print(&summary(changed, paths.len(), args.check, console.lang))?;
    }
    Ok(match failed {
        Some(code) => code.into(),
        None if args.check && changed > 0 => Failure::FAILED_ON.into(),
        None => ExitCode::SUCCESS,
    })
}

/// Whether a file changes, or would.
fn one(path: &Path, options: &FormatOptions, check: bool, lang: Lang) -> Result<bool, Failure> {
    let written = io::text(path)?;
    let piped = path.as_os_str() == "-";
    let name = if piped {
        lang.pick("标准输入", "standard input").to_owned()
    } else {
        path.display().to_string()
    };
    let formatted = format_source(&written, options).map_err(|diagnostics| {
        let mut sources = Sources::new();
        sources.push(Source::new(name.clone(), written.clone()));
        Failure::Policy(LoadError::Compile(CompileError::new(diagnostics, sources)))
    })?;
    let changes = formatted != written;
    if check {
        if changes {
            io::print(&difference(&name, &written, &formatted))?;
        }
    } else if piped {
        io::print(&formatted)?;
    } else if changes {
        io::save(path, formatted.as_bytes())?;
        io::print(&format!("{name}\n"))?;
    }
    Ok(changes)
}

fn difference(name: &str, written: &str, formatted: &str) -> String {
    let difference = TextDiff::from_lines(written, formatted);
    let mut unified = difference.unified_diff();
    unified.context_radius(AROUND).header(name, name);
    unified.to_string()
}

fn summary(changed: usize, all: usize, check: bool, lang: Lang) -> String {
    let kept = all - changed;
    match (lang, check) {
        (Lang::Zh, true) => format!("{changed} 个文件需要改动，{kept} 个不需要\n"),
        (Lang::Zh, false) => format!("改动了 {changed} 个文件，{kept} 个没有改动\n"),
        (Lang::En, true) => format!("files that would change: {changed}; others: {kept}\n"),
        (Lang::En, false) => format!("files changed: {changed}; others: {kept}\n"),
    }
}
