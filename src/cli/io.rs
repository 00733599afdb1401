//! Reading policies and facts for the commands, and writing what they make.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::args::PolicyArgs;
use super::report::Failure;
use crate::policy::{Facts, Policy, PolicyOptions};

/// Loads the policy that a command names.
pub(super) fn policy(args: &PolicyArgs) -> Result<Policy, Failure> {
    let mut options = PolicyOptions::default();
    options
        .interpretations
        .extend(args.interpret.iter().cloned());
    Ok(Policy::load_with(&args.policy, options)?)
}

/// Reads the facts that a command names; `-` is standard input.
pub(super) fn facts(policy: &Policy, path: &Path) -> Result<Facts, Failure> {
    let text = text(path)?;
    policy.read_facts(&text).map_err(|error| Failure::Facts {
        path: path.to_owned(),
        error,
    })
}

/// Reads a text file; `-` is standard input.
pub(super) fn text(path: &Path) -> Result<String, Failure> {
    let read = if path.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(path)
    };
    read.map_err(|source| Failure::Read {
        path: path.to_owned(),
        source,
    })
}

/// Puts texts in the place of files: all of them beside these first, then each in one step, so that none is ever half
/// written and a full disk leaves all as they were.
pub(super) fn replace(files: &[(PathBuf, &str)]) -> Result<(), Failure> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| Failure::Save { path, source }
    };
    let mut waiting = Vec::new();
    for (path, text) in files {
        waiting.push((path, beside(path, text).map_err(failed(path))?));
    }
    for (path, (file, place)) in waiting {
        let moved = file.persist(place).map_err(|error| error.error);
        moved.map_err(failed(path))?;
    }
    Ok(())
}

/// A file with the text beside another, and where that one is.
fn beside(path: &Path, text: &str) -> std::io::Result<(NamedTempFile, PathBuf)> {
    // A link keeps pointing where it points.
    let path = fs::canonicalize(path)?;
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_owned);
    let mut beside = tempfile::Builder::new()
        .prefix(".zeren-")
        .tempfile_in(folder)?;
    beside.write_all(text.as_bytes())?;
    let file = beside.as_file();
    file.set_permissions(fs::metadata(&path)?.permissions())?;
    file.sync_all()?;
    Ok((beside, path))
}

/// Writes to standard output; a closed pipe is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::Write(error)),
        _ => Ok(()),
    }
}
