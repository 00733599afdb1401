//! Reading policies and facts for the commands.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;

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

/// Writes to standard output; a closed pipe is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::Write(error)),
        _ => Ok(()),
    }
}
