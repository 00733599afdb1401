//! Reads a policy folder. This is the one file of the library that does I/O; everything else is a function of
//! its inputs.
#![expect(
    clippy::disallowed_methods,
    reason = "the folder loader is the library's one place with I/O"
)]

use std::collections::VecDeque;
use std::fs;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use crate::error::LoadError;
use crate::policy::{Policy, PolicyOptions};
use crate::source::{Source, Sources};
use crate::syntax::ast::DeclKind;
use crate::syntax::{SyntaxLimits, parse};

/// Files of these kinds beside the policy are texts that it may cite.
const TEXTS: [&str; 2] = ["txt", "md"];
/// Folders deeper than this are not looked into.
const DEPTH: usize = 8;

impl Policy {
    /// Loads a policy: a folder with all its `.zeren` files, or one such file with those that it imports; and the
    /// texts (`.txt`, `.md`) beside them.
    ///
    /// # Errors
    ///
    /// When something cannot be read, there is no policy file, or the policy does not compile.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, LoadError> {
        Self::load_with(path, PolicyOptions::default())
    }

    /// Loads a policy folder.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    pub fn load_dir(path: impl AsRef<Path>) -> Result<Self, LoadError> {
        Self::load(path)
    }

    /// Loads a policy under options.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    pub fn load_with(path: impl AsRef<Path>, options: PolicyOptions) -> Result<Self, LoadError> {
        let path = path.as_ref();
        let files = if path.is_dir() {
            folder(path, &options.syntax)?
        } else {
            with_imports(path, &options.syntax)?
        };
        Ok(Self::compile_with(files, options)?)
    }
}

/// The policy files that a path stands for: those of a folder in the order of their names, or the one.
#[cfg(feature = "cli")]
pub(crate) fn policy_files(path: &Path) -> Result<Vec<PathBuf>, LoadError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut paths = Vec::new();
    list(path, DEPTH, &mut paths)?;
    paths.retain(|path| is(path, "zeren"));
    paths.sort();
    if paths.is_empty() {
        return Err(LoadError::Empty {
            path: path.to_owned(),
        });
    }
    Ok(paths)
}

type Files = Vec<(String, String)>;

/// All policy files and texts of a folder, in the order of their names.
fn folder(root: &Path, limits: &SyntaxLimits) -> Result<Files, LoadError> {
    let mut paths = Vec::new();
    list(root, DEPTH, &mut paths)?;
    paths.sort();
    let mut files = Files::new();
    let mut reader = Reader::new(limits);
    for path in paths {
        if is(&path, "zeren") || TEXTS.iter().any(|text| is(&path, text)) {
            files.push((name(root, &path), reader.read(&path)?));
        }
    }
    if files.iter().any(|(name, _)| name.ends_with(".zeren")) {
        Ok(files)
    } else {
        Err(LoadError::Empty {
            path: root.to_owned(),
        })
    }
}

/// A policy file, those that it imports, and the texts of its folder.
fn with_imports(path: &Path, limits: &SyntaxLimits) -> Result<Files, LoadError> {
    let root = path.parent().unwrap_or(Path::new(""));
    let mut files = Files::new();
    let mut reader = Reader::new(limits);
    let mut queue = VecDeque::from([path.to_owned()]);
    while let Some(path) = queue.pop_front() {
        let name = name(root, &path);
        if files.iter().any(|(known, _)| *known == name) {
            continue;
        }
        let text = reader.read(&path)?;
        // What cannot be found is left for the check to say, at the import.
        let imported = imports(&name, &text, limits)
            .into_iter()
            .filter(|to| is_inside(to));
        queue.extend(imported.map(|to| root.join(to)).filter(|to| to.is_file()));
        files.push((name, text));
    }
    let mut beside = Vec::new();
    list(
        if root.as_os_str().is_empty() {
            Path::new(".")
        } else {
            root
        },
        1,
        &mut beside,
    )?;
    beside.sort();
    for text in beside
        .iter()
        .filter(|path| TEXTS.iter().any(|kind| is(path, kind)))
    {
        files.push((self::name(root, text), reader.read(text)?));
    }
    Ok(files)
}

fn imports(name: &str, text: &str, limits: &SyntaxLimits) -> Vec<String> {
    let mut sources = Sources::new();
    let id = sources.push(Source::new(name, text));
    let items = parse(id, text, limits).file.items.into_iter();
    items
        .filter_map(|item| match item.decl.kind {
            DeclKind::Import(file) => Some(file.text),
            _ => None,
        })
        .collect()
}

fn list(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> Result<(), LoadError> {
    let failed = |source| LoadError::Read {
        path: folder.to_owned(),
        source,
    };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if !path.is_dir() {
            paths.push(path);
        } else if depth > 1 {
            list(&path, depth - 1, paths)?;
        }
    }
    Ok(())
}

/// Reads files as far as the limits allow: what is too large is not brought into memory.
struct Reader<'l> {
    limits: &'l SyntaxLimits,
    bytes: usize,
}

impl<'l> Reader<'l> {
    fn new(limits: &'l SyntaxLimits) -> Self {
        Self { limits, bytes: 0 }
    }

    fn read(&mut self, path: &Path) -> Result<String, LoadError> {
        let SyntaxLimits {
            source_bytes,
            total_bytes,
            ..
        } = *self.limits;
        let most = source_bytes.min(total_bytes - self.bytes);
        let failed = |source| LoadError::Read {
            path: path.to_owned(),
            source,
        };
        let mut bytes = Vec::new();
        let file = fs::File::open(path).map_err(failed)?;
        let mut within = file.take((most as u64).saturating_add(1));
        within.read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() > most {
            let (limit, option) = match most < source_bytes {
                true => (total_bytes, "syntax.total_bytes"),
                false => (source_bytes, "syntax.source_bytes"),
            };
            return Err(LoadError::TooLarge {
                path: path.to_owned(),
                limit,
                option,
            });
        }
        self.bytes += bytes.len();
        String::from_utf8(bytes).map_err(|error| {
            let kind = std::io::ErrorKind::InvalidData;
            failed(std::io::Error::new(kind, error.utf8_error()))
        })
    }
}

fn is(path: &Path, extension: &str) -> bool {
    path.extension()
        .is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// Whether an import stays inside the policy's folder.
fn is_inside(import: &str) -> bool {
    Path::new(import)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// The path inside the policy folder, with `/` on every system.
fn name(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts = inside
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts
        .filter(|part| part != ".")
        .collect::<Vec<_>>()
        .join("/")
}
