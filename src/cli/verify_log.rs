//! `zeren verify --log`: whether the entries of a log are those that were written, and come out the same.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::altered::{misplaced, unsigned};
use super::args::{Format, VerifyArgs};
use super::console::Console;
use super::io::print;
use super::keys;
use super::log::whole_lines;
use super::report::{Code, Failure};
use super::verify::{differences, not_run};
use crate::lang::{Lang, Text};
use crate::record::{
    LogChain, LogEntry, LogError, LogHead, PublicKey, Record, Verification, Verifier, VerifyError,
};

/// So many entries that come out otherwise are shown; the others are counted.
const SHOWN: usize = 20;

/// What was found.
#[derive(Default)]
struct Found {
    entries: u64,
    head: Option<LogHead>,
    /// Bytes behind the last entry.
    unfinished: u64,
    /// The place of the entry whose digest was noted.
    noted: Option<u64>,
    /// What is wrong with the chain or with a signature, by line.
    faults: Vec<(u64, Text)>,
    /// How many entries are signed.
    signed: u64,
    identical: u64,
    same_result: u64,
    different: u64,
    not_run: u64,
    shown: Vec<(u64, Result<Verification, VerifyError>)>,
}

/// Follows the log to its end, and tells everything that is wrong with it.
pub(super) fn run(path: &Path, args: &VerifyArgs, console: Console) -> Result<ExitCode, Failure> {
    let key = args.key.as_deref().map(keys::public).transpose()?;
    let followed = Found::follow(path, args, key.as_ref());
    let found = followed.map_err(|source| Failure::Read {
        path: path.to_owned(),
        source,
    })?;
    match args.format {
        Format::Text => print(&found.text(args, console.lang))?,
        Format::Json => print(&format!("{:#}\n", found.json(args, console.lang)))?,
    }
    let mut code = found.code(args);
    for (_, shown) in found.shown {
        if let Err(error) = shown {
            code = code.max(Some(not_run(error, path).report_code(console)));
        }
    }
    Ok(code.map_or(ExitCode::SUCCESS, ExitCode::from))
}

impl Found {
    fn follow(path: &Path, args: &VerifyArgs, key: Option<&PublicKey>) -> io::Result<Self> {
        let file = File::open(path)?;
        let (lines, unfinished) = whole_lines(&file)?;
        let mut found = Self {
            unfinished,
            ..Self::default()
        };
        let (mut chain, mut verifier) = (LogChain::new(), Verifier::default());
        for line in BufReader::new(lines).split(b'\n') {
            found.entries += 1;
            match chain.follow(line?) {
                Err(fault) => found.faults.push((found.entries, told(&fault))),
                Ok(entry) => {
                    found.signature(entry.record(), key);
                    found.entry(&entry, args, &mut verifier);
                }
            }
        }
        found.head = chain.head().cloned();
        Ok(found)
    }

    fn signature(&mut self, record: &Record, key: Option<&PublicKey>) {
        self.signed += u64::from(record.signature().is_some());
        let checked = key.map_or(Ok(()), |key| record.check_signature(key));
        if let Err(error) = checked {
            self.faults.push((self.entries, unsigned(&error)));
        }
    }

    fn entry(&mut self, entry: &LogEntry, args: &VerifyArgs, verifier: &mut Verifier) {
        let LogHead { sequence, digest } = entry.head();
        if args.head.as_ref() == Some(&digest) {
            self.noted = Some(sequence);
        }
        if args.chain_only {
            return;
        }
        let came = verifier.verify(entry.record());
        let count = match &came {
            Ok(came) if came.is_identical() => &mut self.identical,
            Ok(came) if came.is_same_result() => &mut self.same_result,
            Ok(_) => &mut self.different,
            Err(_) => &mut self.not_run,
        };
        *count += 1;
        let is_good = came.as_ref().is_ok_and(Verification::is_same_result);
        if !is_good && self.shown.len() < SHOWN {
            self.shown.push((sequence, came));
        }
    }

    fn is_cut(&self, args: &VerifyArgs) -> bool {
        args.head.is_some() && self.noted.is_none()
    }

    fn code(&self, args: &VerifyArgs) -> Option<Code> {
        if !self.faults.is_empty() || self.is_cut(args) {
            Some(Failure::RECORD)
        } else {
            (self.different > 0).then_some(Failure::FAILED_ON)
        }
    }

    fn text(&self, args: &VerifyArgs, lang: Lang) -> String {
        let entries = self.entries;
        let plural = if entries == 1 { "entry" } else { "entries" };
        let mut text = match (lang, self.faults.len()) {
            (Lang::Zh, 0) => format!("日志：{entries} 条，首尾相接，与写成时相同\n"),
            (Lang::Zh, faults) => format!("日志：{entries} 条，{faults} 处与写成时不同\n"),
            (Lang::En, 0) => format!(
                "log: {entries} {plural}, each as it was written and after the one before it\n"
            ),
            (Lang::En, faults) => {
                format!("log: {entries} {plural}; what is not as it was written: {faults}\n")
            }
        };
        for (line, fault) in &self.faults {
            text += &match lang {
                Lang::Zh => format!("  第 {line} 行：{}\n", fault.zh),
                Lang::En => format!("  line {line}: {}\n", fault.en),
            };
        }
        text += &self.signatures(args, lang);
        text += &self.ends(args, lang);
        if !args.chain_only {
            text += &self.results(lang);
        }
        text
    }

    /// How many entries are signed, and whether that says anything.
    fn signatures(&self, args: &VerifyArgs, lang: Lang) -> String {
        let signed = self.signed;
        match (lang, &args.key) {
            (_, None) if signed == 0 => String::new(),
            (Lang::Zh, Some(_)) => {
                format!("签名：{signed} 条有签名，用所给公钥核对，不符的已列出\n")
            }
            (Lang::En, Some(_)) => format!(
                "signatures: {signed} entries have one; those that fail under the key given are listed\n"
            ),
            (Lang::Zh, None) => format!("签名：{signed} 条有签名，没有核对（用 --key 给出公钥）\n"),
            (Lang::En, None) => format!(
                "signatures: {signed} entries have one, not checked (give the public key with --key)\n"
            ),
        }
    }

    /// How the log ends, and whether that is as it was noted.
    fn ends(&self, args: &VerifyArgs, lang: Lang) -> String {
        let mut text = String::new();
        if let Some(LogHead { sequence, digest }) = &self.head {
            text += &match lang {
                Lang::Zh => format!("末条：第 {sequence} 条，摘要 {digest}\n"),
                Lang::En => format!("last entry: {sequence}, digest {digest}\n"),
            };
        }
        if let bytes @ 1.. = self.unfinished {
            text += &match lang {
                Lang::Zh => format!("末尾有 {bytes} 字节未写完，不是条目；下次续写时截去\n"),
                Lang::En => format!(
                    "{bytes} bytes at the end were not finished and are no entry; the next to append cuts them off\n"
                ),
            };
        }
        match (self.noted, lang) {
            (Some(sequence), Lang::Zh) => text += &format!("记下的摘要：第 {sequence} 条\n"),
            (Some(sequence), Lang::En) => text += &format!("the digest noted: entry {sequence}\n"),
            (None, _) if args.head.is_none() => {}
            (None, Lang::Zh) => text += "记下的摘要不在其中：末尾被截去，或者日志被替换\n",
            (None, Lang::En) => {
                text +=
                    "the digest noted is not there: the end was cut off, or the log was replaced\n"
            }
        }
        text
    }

    /// What came of running the decisions again.
    fn results(&self, lang: Lang) -> String {
        let Self {
            identical,
            same_result,
            different,
            not_run,
            ..
        } = self;
        let mut text = match lang {
            Lang::Zh => format!(
                "重新推算：{identical} 条一致，{same_result} 条除引擎版本外相同，{different} 条不同，{not_run} 条无法推算\n"
            ),
            Lang::En => format!(
                "run again: {identical} identical, {same_result} the same but for the engine's version, {different} different, {not_run} could not be run\n"
            ),
        };
        for (sequence, came) in &self.shown {
            text += &match lang {
                Lang::Zh => format!("  第 {sequence} 条："),
                Lang::En => format!("  entry {sequence}: "),
            };
            text += &match came {
                Ok(came) => format!(
                    "{}\n{}",
                    lang.pick("不同", "different"),
                    differences(came, lang)
                ),
                Err(_) => lang.pick("无法推算\n", "could not be run\n").to_owned(),
            };
        }
        text
    }

    fn json(&self, args: &VerifyArgs, lang: Lang) -> Value {
        let faults = self
            .faults
            .iter()
            .map(|(line, fault)| json!({ "line": line, "message": fault.get(lang) }));
        let otherwise = self.shown.iter().map(|(sequence, _)| sequence);
        let head = self.head.as_ref();
        let results = json!({
            "identical": self.identical,
            "same-result": self.same_result,
            "different": self.different,
            "not-run": self.not_run,
            "otherwise": otherwise.collect::<Vec<_>>(),
        });
        json!({
            "entries": self.entries,
            "head": head.map(|it| json!({ "sequence": it.sequence, "digest": it.digest })),
            "noted": self.noted,
            "signed": self.signed,
            "signatures_checked": args.key.is_some(),
            "unfinished_bytes": self.unfinished,
            "faults": faults.collect::<Vec<_>>(),
            "results": (!args.chain_only).then_some(results),
        })
    }
}

fn told(fault: &LogError) -> Text {
    Text::new(misplaced(fault), fault.to_string())
}
