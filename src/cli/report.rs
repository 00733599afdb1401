//! Failures of commands: what is said on standard error, and the exit code.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::altered::{altered, unsigned};
use super::console::Console;
use crate::cancel::Cancelled;
use crate::diagnostic::terminal::{TerminalOptions, render};
use crate::diagnostic::{Diagnostics, summary};
use crate::error::{BatchError, EvaluateError, FactsError, LoadError};
use crate::explain::ExplainError;
use crate::lang::{Lang, Text};
use crate::record::{ReadRecordError, SignatureError};
use crate::source::Sources;
use crate::workbench::{FormError, UnknownOrgan};

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
    /// Facts are too large; they were not read into memory.
    TooLarge { path: PathBuf, limit: usize },
    /// A file cannot be written.
    Save {
        path: PathBuf,
        source: std::io::Error,
    },
    /// Standard output cannot be written.
    Write(std::io::Error),
    /// A decision record is not as it was written.
    Record {
        path: PathBuf,
        error: ReadRecordError,
    },
    /// A signature does not hold.
    Signature(PathBuf, SignatureError),
    /// A file does not end as a log does, or as one that a crash left.
    NoLog(PathBuf),
    /// A limit was passed.
    Evaluate(EvaluateError),
    /// Nothing to explain.
    Explain(ExplainError),
    /// No such organ.
    Organ(UnknownOrgan),
    /// A form cannot be made.
    Form(FormError),
    /// Arguments that do not go together.
    Usage(Text),
    /// No scenario that the filter wants.
    Filter {
        filter: String,
        near: Option<String>,
    },
    /// No such command or code.
    Name { name: String, near: Option<String> },
}

/// An exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    pub(super) const RECORD: Code = Code(4);
    pub(super) const USAGE: Code = Code(64);
    pub(super) const IO: Code = Code(74);

    /// What came of one document of facts.
    pub(super) fn of(error: BatchError, path: &Path) -> Self {
        match error {
            BatchError::Facts(error) => Self::Facts {
                path: path.to_owned(),
                error,
            },
            BatchError::Evaluate(error) => Self::Evaluate(error),
        }
    }

    /// Says what failed and gives the exit code.
    pub(super) fn report(&self, console: Console) -> ExitCode {
        self.report_code(console).into()
    }

    /// Says what failed; of several failures the greatest code tells most.
    pub(super) fn report_code(&self, console: Console) -> Code {
        let lang = console.lang;
        match self {
            Self::Policy(LoadError::Compile(error)) => {
                diagnose(&error.diagnostics, &error.sources, console);
                Self::POLICY
            }
            Self::Policy(LoadError::Read { path, source }) | Self::Read { path, source } => {
                say(
                    lang,
                    &format!("无法读取“{}”：{}", path.display(), fault(source)),
                    &format!("cannot read `{}`: {source}", path.display()),
                );
                Self::IO
            }
            Self::Policy(LoadError::TooLarge {
                path,
                limit,
                option,
            }) => {
                too_large(lang, path, *limit, option);
                Self::POLICY
            }
            Self::TooLarge { path, limit } => {
                too_large(lang, path, *limit, "facts.bytes");
                Self::FACTS
            }
            Self::Policy(LoadError::Empty { path }) => no_policy(lang, path),
            Self::Facts { path, error } => {
                eprintln!("{}", path.display());
                diagnose(&error.diagnostics, &Sources::new(), console);
                Self::FACTS
            }
            Self::Save { path, source } => {
                say(
                    lang,
                    &format!("无法写入“{}”：{}", path.display(), fault(source)),
                    &format!("cannot write `{}`: {source}", path.display()),
                );
                Self::IO
            }
            Self::Write(source) => {
                say(
                    lang,
                    &format!("无法写出结果：{}", fault(source)),
                    &format!("cannot write the result: {source}"),
                );
                Self::IO
            }
            Self::Record { path, error } => unsound(lang, path, error),
            Self::Signature(path, error) => no_signature(lang, path, &unsigned(error)),
            Self::NoLog(path) => no_log(lang, path),
            Self::Evaluate(error) => {
                say(lang, &beyond(*error), &error.to_string());
                Self::FACTS
            }
            Self::Organ(error) => {
                say(lang, &no_organ(error), &error.to_string());
                Self::USAGE
            }
            Self::Form(error) => {
                say(lang, &no_form(error), &error.to_string());
                Self::FACTS
            }
            Self::Usage(text) => misused(lang, text),
            Self::Name { name, near } => misused(lang, &no_name(name, near.as_deref())),
            Self::Filter { filter, near } => misused(lang, &no_scenario(filter, near.as_deref())),
            Self::Explain(error) => {
                say(lang, &unexplained(error), &error.to_string());
                Self::USAGE
            }
        }
    }
}

/// Draws diagnostics on standard error, the count last.
pub(super) fn diagnose(diagnostics: &Diagnostics, sources: &Sources, console: Console) {
    let stream = std::io::stderr();
    let options = TerminalOptions {
        lang: console.lang,
        color: console.colour(&stream),
        width: Some(console.width(&stream)),
    };
    eprint!("{}", render(diagnostics.as_slice(), sources, &options));
    eprintln!("{}", summary(diagnostics.as_slice(), console.lang));
}

fn say(lang: Lang, zh: &str, en: &str) {
    eprintln!("{}: {}", lang.pick("错误", "error"), lang.pick(zh, en));
}

/// Says that there is nothing to compile.
fn no_policy(lang: Lang, path: &Path) -> Code {
    let path = path.display();
    say(
        lang,
        &format!("“{path}”中没有 .zeren 文件；政策是一个文件夹，其中的 .zeren 文件写明规则"),
        &format!(
            "no .zeren file in `{path}`; a policy is a folder whose .zeren files hold the rules"
        ),
    );
    Failure::POLICY
}

/// Says that a record is not as it was written.
fn unsound(lang: Lang, path: &Path, error: &ReadRecordError) -> Code {
    let path = path.display();
    say(
        lang,
        &format!("“{path}”{}", altered(error)),
        &format!("`{path}`: {error}"),
    );
    Failure::RECORD
}

fn no_signature(lang: Lang, path: &Path, why: &Text) -> Code {
    let path = path.display();
    say(
        lang,
        &format!("“{path}”：{}", why.zh),
        &format!("`{path}`: {}", why.en),
    );
    Failure::RECORD
}

fn no_log(lang: Lang, path: &Path) -> Code {
    let path = path.display();
    say(
        lang,
        &format!("“{path}”末尾既不是日志条目，也不是未写完的条目；没有写入"),
        &format!(
            "`{path}` ends neither with a log entry nor with the beginning of one; nothing was written"
        ),
    );
    Failure::RECORD
}

fn misused(lang: Lang, text: &Text) -> Code {
    say(lang, &text.zh, &text.en);
    Failure::USAGE
}

/// What the system found wrong with a file, in Chinese; its own words may be in any language.
fn fault(error: &std::io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::NotFound => "没有这个文件或者文件夹",
        ErrorKind::AlreadyExists => "已有这个文件，不予覆盖",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::InvalidData => "不是 UTF-8 编码的文本",
        ErrorKind::IsADirectory => "这是一个文件夹",
        ErrorKind::NotADirectory => "路径中有一段不是文件夹",
        ErrorKind::StorageFull => "磁盘已满",
        _ => "系统读写出错",
    }
}

fn too_large(lang: Lang, path: &Path, limit: usize, option: &str) {
    let path = path.display();
    say(
        lang,
        &format!("“{path}”超过上限 {limit} 字节（选项 `{option}`），没有读取"),
        &format!(
            "`{path}` goes beyond the limit of {limit} bytes (option `{option}`), and is not read"
        ),
    );
}

/// A limit that was passed, in Chinese.
pub(super) fn beyond(error: EvaluateError) -> String {
    match error {
        EvaluateError::Steps { limit } => {
            format!("推算超过上限 {limit} 步（选项 `evaluation.steps`）")
        }
        EvaluateError::Cancelled => "推算已取消".to_owned(),
    }
}

fn no_organ(error: &UnknownOrgan) -> String {
    let name = &error.name;
    match &error.suggestion {
        Some(near) => format!("没有名为“{name}”的机构；是否为“{near}”"),
        None => format!("没有名为“{name}”的机构"),
    }
}

fn no_form(error: &FormError) -> String {
    match error {
        FormError::NoCell { places } => format!("填报表没有单元格可填：{}", places.join("、")),
        _ => "填报表超出电子表格的限度".to_owned(),
    }
}

fn no_name(name: &str, near: Option<&str>) -> Text {
    match near {
        Some(near) => Text::new(
            format!("没有“{name}”；是否为“{near}”"),
            format!("there is no `{name}`; did you mean `{near}`"),
        ),
        None => Text::new(format!("没有“{name}”"), format!("there is no `{name}`")),
    }
}

fn no_scenario(filter: &str, near: Option<&str>) -> Text {
    let zh = format!("没有标题或者文件名含“{filter}”的情景");
    let en = format!("no scenario has `{filter}` in its title or the name of its file");
    match near {
        Some(near) => Text::new(
            format!("{zh}；是否为“{near}”"),
            format!("{en}; did you mean `{near}`"),
        ),
        None => Text::new(zh, en),
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
        ExplainError::Cancelled => "说明已取消".to_owned(),
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

impl From<Cancelled> for Failure {
    fn from(cancelled: Cancelled) -> Self {
        Self::Evaluate(cancelled.into())
    }
}

impl From<ExplainError> for Failure {
    fn from(error: ExplainError) -> Self {
        Self::Explain(error)
    }
}

impl From<FormError> for Failure {
    fn from(error: FormError) -> Self {
        Self::Form(error)
    }
}

impl From<UnknownOrgan> for Failure {
    fn from(error: UnknownOrgan) -> Self {
        Self::Organ(error)
    }
}
