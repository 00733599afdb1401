//! What is wrong with the arguments, said in the reader's language.
//!
//! clap finds the fault and knows only English; its findings are data, which are worded here.

use std::error::Error as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::help::half;
use crate::lang::Lang;

/// The message on bad usage, in Chinese or, where clap's own would mix languages, in English; `None` where clap's
/// own text will do: help, the version, and the rest of the English messages.
pub(super) fn message(error: &Error, lang: Lang) -> Option<String> {
    let shows = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    match lang {
        _ if shows => None,
        Lang::En if error.kind() == ErrorKind::ValueValidation => {
            let (value, arg) = (of(error, ContextKind::InvalidValue), invalid_arg(error));
            let why = why(error, lang);
            Some(format!(
                "error: invalid value '{value}' for '{arg}': {why}\n"
            ))
        }
        Lang::En => None,
        Lang::Zh => Some(chinese(error)),
    }
}

fn chinese(error: &Error) -> String {
    let mut text = format!("错误: {}\n", fault(error));
    let usage = of(error, ContextKind::Usage);
    let usage = usage.trim().trim_start_matches("Usage: ").trim();
    if !usage.is_empty() {
        text += &format!("\n用法：{usage}\n");
    }
    text + "\n选项 `--help` 显示用法的说明\n"
}

fn fault(error: &Error) -> String {
    let arg = invalid_arg(error);
    let value = of(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = of(error, ContextKind::InvalidSubcommand);
            let near = near(error, ContextKind::SuggestedSubcommand);
            format!("没有“{name}”这个命令{near}")
        }
        ErrorKind::UnknownArgument if !arg.starts_with('-') => format!("多出的参数“{arg}”"),
        ErrorKind::UnknownArgument => {
            let near = near(error, ContextKind::SuggestedArg);
            format!("没有“{arg}”这个选项{near}")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("“{arg}”没有给出值{}", valid(error))
        }
        ErrorKind::InvalidValue => {
            let near = near(error, ContextKind::SuggestedValue);
            format!("“{arg}”不能取“{value}”{}{near}", valid(error))
        }
        ErrorKind::ValueValidation => {
            format!("“{arg}”不能取“{value}”：{}", why(error, Lang::Zh))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {arg}"),
        ErrorKind::MissingSubcommand => "没有给出命令".to_owned(),
        ErrorKind::ArgumentConflict => match of(error, ContextKind::PriorArg) {
            prior if prior == arg => format!("“{arg}”只能给出一次"),
            prior => format!("“{arg}”与“{prior}”不能同时给出"),
        },
        ErrorKind::NoEquals => format!("“{arg}”与其值之间要写等号"),
        ErrorKind::TooManyValues => format!("“{arg}”多给了一个值“{value}”"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("“{arg}”的值的个数不对")
        }
        ErrorKind::InvalidUtf8 => "参数的编码有误".to_owned(),
        _ => "参数有误".to_owned(),
    }
}

fn invalid_arg(error: &Error) -> String {
    of(error, ContextKind::InvalidArg)
}

/// What the error's source says: a value's own check.
fn why(error: &Error, lang: Lang) -> String {
    let source = error.source().map(ToString::to_string);
    half(&source.unwrap_or_default(), lang).to_owned()
}

fn valid(error: &Error) -> String {
    match of(error, ContextKind::ValidValue) {
        values if values.is_empty() => String::new(),
        values => format!("；可取：{values}"),
    }
}

fn near(error: &Error, kind: ContextKind) -> String {
    let best = match error.get(kind) {
        // The nearest comes last.
        Some(ContextValue::Strings(names)) => names.last().cloned(),
        _ => Some(of(error, kind)),
    };
    match best {
        Some(name) if !name.is_empty() => format!("；是否为“{name}”"),
        _ => String::new(),
    }
}

/// One thing that the error tells, as text; a list is joined.
fn of(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            texts.join("、")
        }
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
