//! Reading policies and facts for the commands.

use std::borrow::Cow;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::args::PolicyArgs;
use super::report::Failure;
use crate::error::FactsError;
use crate::facts::FactLimits;
use crate::policy::{Facts, Policy, PolicyOptions};

/// Loads the policy that a command names.
pub(super) fn policy(args: &PolicyArgs) -> Result<Policy, Failure> {
    let mut options = PolicyOptions::default();
    options
        .interpretations
        .extend(args.interpret.iter().cloned());
    Ok(Policy::load_with(&args.policy, options)?)
}

/// Reads the facts that a command names: a filled form where the file is called `.xlsx`, else JSON; `-` is JSON from
/// standard input.
pub(super) fn facts(policy: &Policy, path: &Path) -> Result<Facts, Failure> {
    let read = FactsFile::open(path)?.read(policy);
    read.map_err(|error| Failure::Facts {
        path: path.to_owned(),
        error,
    })
}

/// Facts as they stand in a file.
pub(super) enum FactsFile {
    /// JSON.
    Json(String),
    /// A filled form.
    Xlsx(Vec<u8>),
}

impl FactsFile {
    /// Reads the file.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let bytes = within(path, FactLimits::default().bytes)?;
        if is_xlsx(path) {
            return Ok(Self::Xlsx(bytes));
        }
        utf8(path, bytes).map(Self::Json)
    }

    /// Reads the facts under a policy.
    pub(super) fn read(&self, policy: &Policy) -> Result<Facts, FactsError> {
        match self {
            Self::Json(text) => policy.read_facts(text),
            Self::Xlsx(bytes) => policy.read_xlsx(bytes),
        }
    }

    /// The facts as JSON, those of a form as it is read.
    pub(super) fn json(&self, policy: &Policy) -> Result<Cow<'_, str>, FactsError> {
        match self {
            Self::Json(text) => Ok(text.into()),
            Self::Xlsx(bytes) => policy.xlsx_as_json(bytes).map(Cow::from),
        }
    }
}

/// Reads a text file that is no facts; `-` is standard input.
pub(super) fn text(path: &Path) -> Result<String, Failure> {
    utf8(path, within(path, usize::MAX)?)
}

/// Reads facts in JSON; `-` is standard input.
pub(super) fn facts_text(path: &Path) -> Result<String, Failure> {
    utf8(path, within(path, FactLimits::default().bytes)?)
}

/// Reads a file of so many bytes at most: no more of it is brought into memory.
fn within(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    let enough = (most as u64).saturating_add(1);
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().take(enough).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| file.take(enough).read_to_end(&mut bytes))
    };
    match read {
        Err(source) => Err(unread(path, source)),
        Ok(_) if bytes.len() > most => Err(Failure::TooLarge {
            path: path.to_owned(),
            limit: most,
        }),
        Ok(_) => Ok(bytes),
    }
}

fn utf8(path: &Path, bytes: Vec<u8>) -> Result<String, Failure> {
    let text = String::from_utf8(bytes);
    text.map_err(|error| {
        let kind = std::io::ErrorKind::InvalidData;
        unread(path, std::io::Error::new(kind, error.utf8_error()))
    })
}

/// Writes to standard output; a closed pipe is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    print_bytes(text.as_bytes())
}

/// The same for what is no text.
pub(super) fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::Write(error)),
        _ => Ok(()),
    }
}

/// Puts a new file in place, as [`save`] does, and makes sure that it is on the disk; one that is there stays.
pub(super) fn save_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let put = || {
        let (file, place) = beside(path, bytes)?;
        file.persist_noclobber(&place)
            .map_err(|error| error.error)?;
        sync_folder(&place)
    };
    put().map_err(|source| Failure::Save {
        path: path.to_owned(),
        source,
    })
}

/// Makes sure that a new file's name is on the disk too, where a system can be asked to.
pub(super) fn sync_folder(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    fs::File::open(folder_of(path))?.sync_all()?;
    Ok(())
}

/// Puts a file in place: beside it first, then in one step, so that it is whole or as it was.
pub(super) fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    save_all(&[(path.to_owned(), bytes)])
}

/// The same for several: all of them are beside their places before the first is put there.
pub(super) fn save_all(files: &[(PathBuf, &[u8])]) -> Result<(), Failure> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| Failure::Save { path, source }
    };
    let mut waiting = Vec::new();
    for (path, bytes) in files {
        waiting.push((path, beside(path, bytes).map_err(failed(path))?));
    }
    for (path, (file, place)) in waiting {
        let put = file.persist(place).map_err(|error| error.error);
        put.map_err(failed(path))?;
    }
    Ok(())
}

/// Whether a file is called a spreadsheet.
pub(super) fn is_xlsx(path: &Path) -> bool {
    path.extension()
        .is_some_and(|found| found.eq_ignore_ascii_case("xlsx"))
}

/// A file with these bytes beside its place, and that place.
fn beside(path: &Path, bytes: &[u8]) -> std::io::Result<(NamedTempFile, PathBuf)> {
    // A link keeps pointing where it points.
    let known = fs::canonicalize(path).ok();
    let is_known = known.is_some();
    let path = known.unwrap_or_else(|| path.to_owned());
    let folder = folder_of(&path);
    let mut beside = tempfile::Builder::new();
    let beside = beside.prefix(".zeren-");
    // Of a new file, what the system lets a program give; of one that is there, what it has.
    #[cfg(unix)]
    let beside = beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut beside = beside.tempfile_in(folder)?;
    beside.write_all(bytes)?;
    if is_known {
        let permissions = fs::metadata(&path)?.permissions();
        beside.as_file().set_permissions(permissions)?;
    }
    beside.as_file().sync_all()?;
    Ok((beside, path))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn unread(path: &Path, source: std::io::Error) -> Failure {
    Failure::Read {
        path: path.to_owned(),
        source,
    }
}
