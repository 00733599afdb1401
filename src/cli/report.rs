//! Failures of commands: what is said on standard error, and the exit code.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::diagnostic::terminal::{TerminalOptions, render};
use crate::diagnostic::{Diagnostics, summary};
use crate::error::{CompileError, EvaluateError, FactsError, LoadError};
use crate::explain::ExplainError;
use crate::lang::Lang;
use crate::source::Sources;
use crate::workbench::UnknownOrgan;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// The policy does not load.
    Policy(LoadError),
    /// The facts are wrong.
    Facts { path: PathBuf, error: FactsError },
    /// A file cannot be read.
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    /// Standard output cannot be written.
    Write(std::io::Error),
    /// A limit was passed.
    Evaluate(EvaluateError),
    /// Nothing to explain.
    Explain(ExplainError),
    /// No such organ.
    Organ(UnknownOrgan),
}

/// An exit code.
#[derive(Debug, Clone, Copy)]
pub(super) struct Code(u8);

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        Self::from(code.0)
    }
}

impl Failure {
    pub(super) const FAILED_ON: Code = Code(1);
    pub(super) const POLICY: Code = Code(2);
    pub(super) const FACTS: Code = Code(3);
    pub(super) const USAGE: Code = Code(64);
    pub(super) const IO: Code = Code(74);

    /// Says what failed and gives the exit code.
    pub(super) fn report(&self, lang: Lang) -> ExitCode {
        match self {
            Self::Policy(LoadError::Compile(CompileError { diagnostics, sources })) => {
                diagnose(diagnostics, sources, lang);
                Self::POLICY
            }
            Self::Policy(LoadError::Read { path, source }) | Self::Read { path, source } => {
                say(lang, &format!("无法读取“{}”：{source}", path.display()), &format!("cannot read `{}`: {source}", path.display()));
                Self::IO
            }
            Self::Policy(LoadError::Empty { path }) => {
                say(
                    lang,
                    &format!("“{}”中没有 .zeren 文件；政策是一个文件夹，其中的 .zeren 文件写明规则", path.display()),
                    &format!("no .zeren file in `{}`; a policy is a folder whose .zeren files hold the rules", path.display()),
                );
                Self::POLICY
            }
            Self::Facts { path, error } => {
                eprintln!("{}", path.display());
                diagnose(&error.diagnostics, &Sources::new(), lang);
                Self::FACTS
            }
            Self::Write(source) => {
                say(lang, &format!("无法写出结果：{source}"), &format!("cannot write the result: {source}"));
                Self::IO
            }
            Self::Evaluate(error) => {
                say(lang, &beyond(*error), &error.to_string());
                Self::FACTS
            }
            Self::Organ(error) => {
                say(lang, &no_organ(error), &error.to_string());
                Self::USAGE
            }
            Self::Explain(error) => {
                say(lang, &unexplained(error), &error.to_string());
                Self::USAGE
            }
        }
        .into()
    }
}

/// Draws diagnostics on standard error, the count last.
pub(super) fn diagnose(diagnostics: &Diagnostics, sources: &Sources, lang: Lang) {
    let width = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    let options = TerminalOptions {
        lang,
        color: colour(),
        width,
    };
    eprint!("{}", render(diagnostics.as_slice(), sources, &options));
    eprintln!("{}", summary(diagnostics.as_slice(), lang));
}

fn say(lang: Lang, zh: &str, en: &str) {
    eprintln!("{}: {}", lang.pick("错误", "error"), lang.pick(zh, en));
}

fn beyond(error: EvaluateError) -> String {
    let EvaluateError::Steps { limit } = error;
    format!("推算超过上限 {limit} 步（选项 `evaluation.steps`）")
}

fn no_organ(error: &UnknownOrgan) -> String {
    let name = &error.name;
    match &error.suggestion {
        Some(near) => format!("没有名为“{name}”的机构；是否为“{near}”"),
        None => format!("没有名为“{name}”的机构"),
    }
}

fn unexplained(error: &ExplainError) -> String {
    match error {
        ExplainError::NoSuchFinding => {
            "没有这个编号的认定；先用 eval 查看各项认定的编号".to_owned()
        }
        ExplainError::Unknown {
            name,
            near: Some(near),
        } => {
            format!("没有名为“{name}”的情形、目标、机构、单位或者人员；是否为“{near}”")
        }
        ExplainError::Unknown { name, near: None } => {
            format!("没有名为“{name}”的情形、目标、机构、单位或者人员")
        }
        ExplainError::Ambiguous(name) => format!("“{name}”不止一处，请写明上级单位，如 甲县/乙镇"),
        ExplainError::TooLarge { limit } => {
            format!("说明超过上限 {limit} 项（选项 `explanation_nodes`）")
        }
        ExplainError::Steps { limit } => format!("说明所需推算超过上限 {limit} 步（选项 `steps`）"),
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self::Policy(error)
    }
}

impl From<EvaluateError> for Failure {
    fn from(error: EvaluateError) -> Self {
        Self::Evaluate(error)
    }
}

impl From<ExplainError> for Failure {
    fn from(error: ExplainError) -> Self {
        Self::Explain(error)
    }
}

impl From<UnknownOrgan> for Failure {
    fn from(error: UnknownOrgan) -> Self {
        Self::Organ(error)
    }
}

/// Whether to colour what goes to standard error: a terminal, and no `NO_COLOR`.
fn colour() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && std::io::stderr().is_terminal()
}
