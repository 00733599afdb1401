//! The file of a log: entries are appended under a lock, and an entry that a crash left unfinished is cut off first.
//!
//! What a line says and how lines are chained is the library's; here it is only made sure that whole lines stay as they
//! are, whatever happens in the middle of a write, and whoever else is writing.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::io::sync_folder;
use super::report::Failure;
use crate::lang::Lang;
use crate::record::{LogEntry, LogHead, Record};

/// So much is read at once in search of a line break, from the end.
const BLOCK: u64 = 64 * 1024;
/// In a stream, entries are made sure to be on the disk after so many, and at the end.
const SYNC_EVERY: usize = 256;

/// A log open for appending.
pub(super) struct Log {
    path: PathBuf,
    file: File,
    /// How long the file was after the last entry, and where the log ended.
    known: Option<(u64, Option<LogHead>)>,
    unsynced: usize,
    /// Bytes of unfinished entries that were cut off.
    cut: u64,
}

impl Log {
    /// Opens a log, or begins a new one.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let open = || {
            let is_new = !path.exists();
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false);
            let file = options.open(path)?;
            if is_new {
                sync_folder(path)?;
            }
            Ok(file)
        };
        Ok(Self {
            file: open().map_err(|source| unsaved(path, source))?,
            path: path.to_owned(),
            known: None,
            unsynced: 0,
            cut: 0,
        })
    }

    /// Appends a record; nobody else appends meanwhile.
    pub(super) fn append(&mut self, record: Record) -> Result<(), Failure> {
        self.file.lock().map_err(|source| self.unsaved(source))?;
        let done = self.append_alone(record);
        let unlocked = self.file.unlock().map_err(|source| self.unsaved(source));
        done.and(unlocked)?;
        self.unsynced += 1;
        match self.unsynced {
            SYNC_EVERY.. => self.sync(),
            _ => Ok(()),
        }
    }

    /// Makes sure that what was appended is on the disk.
    pub(super) fn sync(&mut self) -> Result<(), Failure> {
        self.unsynced = 0;
        let synced = self.file.sync_data();
        synced.map_err(|source| self.unsaved(source))
    }

    /// Makes sure of everything, and tells what was cut off.
    pub(super) fn finish(mut self, lang: Lang) -> Result<(), Failure> {
        self.sync()?;
        if let cut @ 1.. = self.cut {
            let path = self.path.display();
            match lang {
                Lang::Zh => eprintln!("注意: “{path}”末尾有未写完的条目，已截去 {cut} 字节"),
                Lang::En => eprintln!(
                    "note: `{path}` ended with an unfinished entry; {cut} bytes were cut off"
                ),
            }
        }
        Ok(())
    }

    fn append_alone(&mut self, record: Record) -> Result<(), Failure> {
        let length = length(&self.file).map_err(|source| self.unsaved(source))?;
        let (end, head) = match self.known.take() {
            Some((known, head)) if known == length => (known, head),
            _ => self.recovered(length)?,
        };
        let entry = LogEntry::after(head.as_ref(), record);
        let line = entry.to_line();
        let write = |mut file: &File| {
            file.seek(SeekFrom::Start(end))?;
            file.write_all(line.as_bytes())
        };
        if let Err(source) = write(&self.file) {
            // What was written of it is cut off now, or else by whoever appends next.
            drop(self.file.set_len(end));
            return Err(self.unsaved(source));
        }
        let written = u64::try_from(line.len()).unwrap_or(u64::MAX);
        self.known = Some((end.saturating_add(written), Some(entry.head())));
        Ok(())
    }

    /// Where the whole lines end, and the last of them; what a crash left behind them is cut off.
    fn recovered(&mut self, length: u64) -> Result<(u64, Option<LogHead>), Failure> {
        let read = |source| self.unread(source);
        let end = end_of_lines(&self.file, length).map_err(read)?;
        let last = last_line(&self.file, end).map_err(read)?;
        let head = last.map(LogEntry::read).transpose();
        let head = head.map_err(|error| Failure::Record {
            path: self.path.clone(),
            error,
        })?;
        let head = head.map(|entry| entry.head());
        if end < length {
            let unfinished = between(&self.file, end, length).map_err(read)?;
            if !LogEntry::may_begin(unfinished, head.as_ref()) {
                return Err(Failure::NoLog(self.path.clone()));
            }
            let cut = self.file.set_len(end);
            cut.map_err(|source| self.unsaved(source))?;
            self.cut += length - end;
        }
        Ok((end, head))
    }

    fn unsaved(&self, source: io::Error) -> Failure {
        unsaved(&self.path, source)
    }

    fn unread(&self, source: io::Error) -> Failure {
        Failure::Read {
            path: self.path.clone(),
            source,
        }
    }
}

/// The whole lines of a log as it is now, and how many bytes stand behind them.
pub(super) fn whole_lines(file: &File) -> io::Result<(impl io::Read + use<'_>, u64)> {
    // Where a system has no locks nobody can hold one.
    let locked = file.lock_shared();
    let length = length(file)?;
    let end = end_of_lines(file, length)?;
    if locked.is_ok() {
        file.unlock()?;
    }
    // Whole lines never change, so that they can be read while others append.
    let mut start = file;
    start.seek(SeekFrom::Start(0))?;
    Ok((start.take(end), length - end))
}

fn length(file: &File) -> io::Result<u64> {
    Ok(file.metadata()?.len())
}

/// The place behind the last line break before `before`; 0 where there is none.
fn end_of_lines(file: &File, before: u64) -> io::Result<u64> {
    let mut to = before;
    while to > 0 {
        let from = to.saturating_sub(BLOCK);
        let block = between(file, from, to)?;
        if let Some(found) = (from..)
            .zip(&block)
            .filter(|(_, byte)| **byte == b'\n')
            .last()
        {
            return Ok(found.0 + 1);
        }
        to = from;
    }
    Ok(0)
}

/// The line that ends there, without its break.
fn last_line(file: &File, end: u64) -> io::Result<Option<Vec<u8>>> {
    let Some(end) = end.checked_sub(1) else {
        return Ok(None);
    };
    let start = end_of_lines(file, end)?;
    between(file, start, end).map(Some)
}

fn between(mut file: &File, from: u64, to: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(from))?;
    file.take(to - from).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unsaved(path: &Path, source: io::Error) -> Failure {
    Failure::Save {
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests;
