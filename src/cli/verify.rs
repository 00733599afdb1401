//! `zeren verify`: whether a recorded decision comes out the same when it is run again.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{Format, VerifyArgs};
use super::report::Failure;
use super::{io, keys};
use crate::error::LoadError;
use crate::lang::Lang;
use crate::record::{Difference, Record, Verification, VerifyError};

/// Of a long value so many characters are shown.
const SHOWN: usize = 120;

/// Reads the record, runs it again, and tells what came of it.
pub(super) fn run(path: &Path, args: &VerifyArgs, lang: Lang) -> Result<ExitCode, Failure> {
    let record = read(path)?;
    let key = args.key.as_deref().map(keys::public).transpose()?;
    if let Some(key) = &key {
        let checked = record.check_signature(key);
        checked.map_err(|error| Failure::Signature(path.to_owned(), error))?;
    }
    let is_checked = key.is_some();
    let verification = record.verify().map_err(|error| not_run(error, path))?;
    match args.format {
        Format::Text => io::print(&text(&record, &verification, is_checked, lang))?,
        Format::Json => io::print(&format!("{:#}\n", json(&record, &verification, is_checked)))?,
    }
    Ok(if verification.is_same_result() {
        ExitCode::SUCCESS
    } else {
        Failure::FAILED_ON.into()
    })
}

fn read(path: &Path) -> Result<Record, Failure> {
    let bytes = fs::read(path).map_err(|source| Failure::Read {
        path: path.to_owned(),
        source,
    })?;
    Record::read(bytes).map_err(|error| Failure::Record {
        path: path.to_owned(),
        error,
    })
}

/// Why a decision could not be run again.
pub(super) fn not_run(error: VerifyError, path: &Path) -> Failure {
    match error {
        VerifyError::Policy(error) => Failure::Policy(LoadError::Compile(error)),
        VerifyError::Facts(error) => Failure::Facts {
            path: path.to_owned(),
            error,
        },
        VerifyError::Evaluate(error) => Failure::Evaluate(error),
    }
}

fn text(record: &Record, verification: &Verification, is_checked: bool, lang: Lang) -> String {
    let mut text = verdict(verification, lang);
    text += &differences(verification, lang);
    text + &about(record, lang) + &signed(record, is_checked, lang)
}

/// Everything that comes out otherwise, as far as it is told.
pub(super) fn differences(verification: &Verification, lang: Lang) -> String {
    let told = verification.differences.iter();
    let mut text: String = told.map(|it| shown(it, lang)).collect();
    let told = u64::try_from(verification.differences.len()).unwrap_or(u64::MAX);
    if let more @ 1.. = verification.count.saturating_sub(told) {
        text += &match lang {
            Lang::Zh => format!("  另有 {more} 处\n"),
            Lang::En => format!("  and {more} more\n"),
        };
    }
    text
}

fn verdict(verification: &Verification, lang: Lang) -> String {
    let Verification {
        recorded_by,
        rerun_by,
        count,
        ..
    } = verification;
    let engines = (&recorded_by.version, &rerun_by.version);
    match lang {
        _ if verification.is_identical() => lang
            .pick(
                "一致：重新推算的结果与记录逐字节相同\n",
                "identical: run again, it comes out the same, byte for byte\n",
            )
            .to_owned(),
        Lang::Zh if verification.is_same_result() => format!(
            "结果相同：记录由 {} 版引擎写成，{} 版重新推算，除版本外逐字节相同\n",
            engines.0, engines.1
        ),
        Lang::En if verification.is_same_result() => format!(
            "the same result: recorded by version {}, run again by {}, the same byte for byte but for the version\n",
            engines.0, engines.1
        ),
        Lang::Zh => format!("不一致：重新推算的结果与记录有 {count} 处不同\n"),
        Lang::En => format!("different: run again, it comes out otherwise in {count} places\n"),
    }
}

fn shown(difference: &Difference, lang: Lang) -> String {
    let Difference {
        path,
        recorded,
        recomputed,
        ..
    } = difference;
    let none = lang.pick("（无）", "(nothing)");
    let value = |value: &Option<String>| match value {
        Some(value) if value.chars().count() > SHOWN => {
            value.chars().take(SHOWN).chain(['…']).collect()
        }
        Some(value) => value.clone(),
        None => none.to_owned(),
    };
    let (was, is) = (value(recorded), value(recomputed));
    match lang {
        Lang::Zh => format!("  {path}\n    记录：{was}\n    重算：{is}\n"),
        Lang::En => format!("  {path}\n    recorded: {was}\n    now:      {is}\n"),
    }
}

/// What the record is about.
fn about(record: &Record, lang: Lang) -> String {
    let (title, as_of, period) = (record.title(), record.as_of(), record.period());
    let (engine, digest) = (&record.engine().version, record.digest());
    match lang {
        Lang::Zh => format!(
            "法规：{title}\n截至：{as_of}，期间：{period}\n引擎：{engine} 版\n摘要：{digest}\n"
        ),
        Lang::En => format!(
            "regulation: {title}\nas of: {as_of}, period: {period}\nengine: version {engine}\ndigest: {digest}\n"
        ),
    }
}

/// Whether it is signed, and whether that says anything.
fn signed(record: &Record, is_checked: bool, lang: Lang) -> String {
    match (record.signature(), is_checked) {
        (None, _) => lang.pick("签名：无\n", "signature: none\n").to_owned(),
        (Some(signature), true) => {
            let key = &signature.public_key;
            match lang {
                Lang::Zh => format!("签名：有，用所给公钥核对无误（{key}）\n"),
                Lang::En => format!("signature: good, checked with the key given ({key})\n"),
            }
        }
        (Some(_), false) => lang
            .pick(
                "签名：有，没有核对（用 --key 给出公钥）\n",
                "signature: there is one, not checked (give the public key with --key)\n",
            )
            .to_owned(),
    }
}

fn json(record: &Record, verification: &Verification, is_checked: bool) -> Value {
    let differences: Vec<Value> = verification
        .differences
        .iter()
        .map(|it| json!({ "path": it.path, "recorded": it.recorded, "recomputed": it.recomputed }))
        .collect();
    let signature = record.signature();
    let verdict = match verification {
        it if it.is_identical() => "identical",
        it if it.is_same_result() => "same-result",
        _ => "different",
    };
    json!({
        "verdict": verdict,
        "digest": record.digest(),
        "recorded_by": verification.recorded_by,
        "rerun_by": verification.rerun_by,
        "count": verification.count,
        "differences": differences,
        "signature": signature.map(|it| json!({ "public_key": it.public_key, "checked": is_checked })),
    })
}
