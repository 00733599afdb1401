//! `zeren eval --ndjson`: a stream of facts, one JSON document a line, each answered by one line of JSON.
//!
//! What is wrong with one document is said on its line, and the others go on. No more is held than the documents
//! being evaluated and the line being read.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Write};
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{EvalArgs, FailOn};
use super::console::Console;
use super::io as files;
use super::keys;
use super::log::Log;
use super::progress::Progress;
use super::report::{Failure, beyond};
use crate::assessment::Assessment;
use crate::diagnostic::json::to_json;
use crate::error::BatchError;
use crate::lang::Lang;
use crate::policy::Policy;
use crate::record::Record;
use crate::source::Sources;

/// Evaluates line by line; bad facts anywhere fail in the end, after all the others were answered.
pub(super) fn run(args: &EvalArgs, console: Console) -> Result<ExitCode, Failure> {
    let policy = files::policy(&args.policy)?;
    let stream = Stream::open(&args.facts, policy.options().facts.bytes).map_err(|source| {
        Failure::Read {
            path: args.facts.clone(),
            source,
        }
    })?;
    let answer = || answer_all(&policy, args, stream, console);
    let pool = args.jobs.map(|jobs| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.into())
            .build()
    });
    match pool {
        Some(Ok(pool)) => pool.install(answer),
        // Without threads of its own it goes on with those that there are.
        Some(Err(_)) | None => answer(),
    }
}

fn answer_all(
    policy: &Policy,
    args: &EvalArgs,
    stream: Stream,
    console: Console,
) -> Result<ExitCode, Failure> {
    let progress = stream
        .length
        .map(|of| (Progress::new(console, evaluating(console.lang)), of));
    let stream = RefCell::new(stream);
    let lines = std::iter::from_fn(|| stream.borrow_mut().next());
    let mut log = args.keep.log.as_deref().map(Log::open).transpose()?;
    let key = args.keep.sign.as_deref().map(keys::secret).transpose()?;
    let make = |facts: &str, result: Result<Assessment, BatchError>| {
        let assessed = result.as_ref().ok().filter(|_| args.keep.log.is_some());
        let record = assessed.map(|assessment| Record::of(policy, facts, assessment));
        let record = match &key {
            Some(key) => record.map(|record| record.signed(key)),
            None => record,
        };
        (Answer::of(result, args, console.lang), record)
    };
    let (mut bad, mut failed) = (false, false);
    let mut out = BufWriter::new(io::stdout().lock());
    for (line, (answer, record)) in policy.assessed_in_parallel(lines, make) {
        // Nothing is said of a decision before it is kept.
        if let (Some(log), Some(record)) = (&mut log, record) {
            log.append(record)?;
        }
        bad |= answer.bad;
        failed |= answer.failed;
        if let Err(error) = writeln!(out, r#"{{"line":{},{}}}"#, line.number, answer.text) {
            return closed(error);
        }
        if let Some((progress, of)) = &progress {
            progress.reached(line.end, *of);
        }
    }
    if let Some(log) = log {
        log.finish(console.lang)?;
    }
    if let Err(error) = out.flush() {
        return closed(error);
    }
    if let Some(source) = stream.into_inner().failed {
        let path = args.facts.clone();
        return Err(Failure::Read { path, source });
    }
    Ok(match (bad, failed) {
        (true, _) => Failure::FACTS.into(),
        (false, true) => Failure::FAILED_ON.into(),
        (false, false) => ExitCode::SUCCESS,
    })
}

fn evaluating(lang: Lang) -> &'static str {
    lang.pick("推算", "evaluating")
}

/// A closed pipe is no failure: nobody wants the rest.
fn closed(error: io::Error) -> Result<ExitCode, Failure> {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        _ => Err(Failure::Write(error)),
    }
}

/// What is written of a document after its number.
struct Answer {
    text: String,
    /// Whether its facts were bad.
    bad: bool,
    /// Whether the caller wants to fail on it.
    failed: bool,
}

impl Answer {
    fn of(result: Result<Assessment, BatchError>, args: &EvalArgs, lang: Lang) -> Self {
        match result {
            Ok(assessment) => Self {
                text: format!(r#""assessment":{}"#, assessment.to_json_line()),
                bad: false,
                failed: FailOn::fails(args.fail_on, &assessment),
            },
            Err(error) => Self {
                text: format!(r#""errors":{}"#, errors(&error, lang)),
                bad: true,
                failed: false,
            },
        }
    }
}

/// What is wrong with a document, as `check --format json` says it.
fn errors(error: &BatchError, lang: Lang) -> Value {
    match error {
        BatchError::Facts(error) => to_json(error.diagnostics.as_slice(), &Sources::new(), lang),
        BatchError::Evaluate(error) => {
            let message = match lang {
                Lang::Zh => beyond(*error),
                Lang::En => error.to_string(),
            };
            json!([{ "severity": "error", "message": message }])
        }
    }
}

/// A document with its place in the stream.
struct Line {
    /// Counted from 1, blank lines included.
    number: usize,
    text: String,
    /// How many bytes of the stream end with it.
    end: usize,
}

impl AsRef<str> for Line {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// The lines of a file or of standard input.
struct Stream {
    from: Box<dyn BufRead + Send>,
    /// The bytes of the whole, where they can be told.
    length: Option<usize>,
    /// No line is read further than this: facts may be no longer.
    limit: usize,
    number: usize,
    read: usize,
    failed: Option<io::Error>,
}

impl Stream {
    fn open(path: &Path, limit: usize) -> io::Result<Self> {
        let (from, length): (Box<dyn BufRead + Send>, _) = if path.as_os_str() == "-" {
            (Box::new(BufReader::new(io::stdin())), None)
        } else {
            let file = File::open(path)?;
            let about = file.metadata()?;
            let length = usize::try_from(about.len())
                .ok()
                .filter(|_| about.is_file());
            (Box::new(BufReader::new(file)), length)
        };
        Ok(Self {
            from,
            length,
            limit,
            number: 0,
            read: 0,
            failed: None,
        })
    }

    /// The next line that is not blank.
    fn next(&mut self) -> Option<Line> {
        loop {
            match self.line() {
                Ok(Some(text)) if text.trim().is_empty() => {}
                Ok(Some(text)) => {
                    return Some(Line {
                        number: self.number,
                        text,
                        end: self.read,
                    });
                }
                Ok(None) => return None,
                Err(error) => {
                    self.failed = Some(error);
                    return None;
                }
            }
        }
    }

    /// One line; of one that is too long just so much that this can be told.
    fn line(&mut self) -> io::Result<Option<String>> {
        let most = u64::try_from(self.limit)
            .unwrap_or(u64::MAX)
            .saturating_add(2);
        let mut bytes = Vec::new();
        let taken = self
            .from
            .by_ref()
            .take(most)
            .read_until(b'\n', &mut bytes)?;
        if taken == 0 {
            return Ok(None);
        }
        self.number += 1;
        self.read += taken;
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        } else if bytes.len() > self.limit {
            self.read += skip_line(&mut self.from)?;
            return Ok(Some(String::from_utf8_lossy(&bytes).into_owned()));
        }
        let text = String::from_utf8(bytes);
        text.map(Some)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }
}

/// Reads to the end of a line without keeping it.
fn skip_line(from: &mut impl BufRead) -> io::Result<usize> {
    let mut skipped = 0;
    loop {
        let buffer = from.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(buffer.len(), |end| end + 1);
        from.consume(length);
        skipped += length;
        if end.is_some() || length == 0 {
            return Ok(skipped);
        }
    }
}
