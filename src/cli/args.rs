//! The arguments of every command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::lang::Lang;

/// 问责规则引擎 · a rules engine for accountability regulations
#[derive(Debug, Parser)]
#[command(name = "zeren", version, arg_required_else_help = true)]
pub(super) struct Cli {
    /// 消息的语言（缺省随环境）· language of messages (follows the environment)
    #[arg(long, global = true, value_enum)]
    pub(super) lang: Option<LangArg>,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 检查政策文件 · check a policy
    Check(CheckArgs),
    /// 依据事实得出问责结论 · evaluate facts
    Eval(EvalArgs),
    /// 说明结论的理由 · explain a finding, or why there is none
    Explain(ExplainArgs),
    /// 条文台账：原文逐句由何编入 · the clause ledger: what encodes each sentence of the text
    Ledger(LedgerArgs),
    /// 责任清单：各机构承担的责任 · the responsibility matrix: who holds what
    Matrix(MatrixArgs),
    /// 运行情景，核对预期 · run the scenarios and compare what comes out
    Test(TestArgs),
}

/// A policy and the choices of its interpretations.
#[derive(Debug, Args)]
pub(super) struct PolicyArgs {
    /// 政策文件夹或一个 .zeren 文件 · a policy folder, or one .zeren file
    pub(super) policy: PathBuf,
    /// 改取某项解释的另一选项：名称=选项 · take another choice of an interpretation: NAME=CHOICE
    #[arg(long, value_name = "NAME=CHOICE", value_parser = choice)]
    pub(super) interpret: Vec<(String, String)>,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// Arguments of `eval`.
#[derive(Debug, Args)]
pub(super) struct EvalArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,
    /// 事实文件（JSON），- 为标准输入 · facts in JSON; - reads standard input
    #[arg(long, value_name = "FILE")]
    pub(super) facts: PathBuf,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// 有情形成立（fired）或未定（open）时以 1 退出 · exit with 1 when a trigger fired, or anything is open
    #[arg(long, value_enum)]
    pub(super) fail_on: Option<FailOn>,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,
    /// 事实文件（JSON），- 为标准输入 · facts in JSON; - reads standard input
    #[arg(long, value_name = "FILE")]
    pub(super) facts: PathBuf,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) subject: Subject,
    /// 并找出推翻该结论的最小事实变动 · also find the smallest change of facts that flips the finding
    #[arg(long, requires = "finding")]
    pub(super) flip: bool,
}

/// Arguments of `ledger`.
#[derive(Debug, Args)]
pub(super) struct LedgerArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: LedgerFormat,
}

/// Arguments of `matrix`.
#[derive(Debug, Args)]
pub(super) struct MatrixArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,
    /// 只列一个机构 · one organ alone
    #[arg(long, value_name = "NAME")]
    pub(super) organ: Option<String>,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: MatrixFormat,
}

/// Arguments of `test`.
#[derive(Debug, Args)]
pub(super) struct TestArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,
    /// 只运行标题或文件名含此文字的情景 · only scenarios whose title or file name contains this
    #[arg(long, value_name = "TEXT")]
    pub(super) filter: Option<String>,
    /// 遇到第一个不符的情景即停止 · stop at the first scenario that does not pass
    #[arg(long)]
    pub(super) fail_fast: bool,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// What to explain.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct Subject {
    /// 结论编号 · a finding's id
    #[arg(long, value_name = "ID")]
    pub(super) finding: Option<String>,
    /// 为何不：情形名、目标名@单位、机构名@单位或人名 · why not: a trigger, TARGET@UNIT, ORGAN@UNIT or a person
    #[arg(long, value_name = "NAME[@UNIT]")]
    pub(super) why_not: Option<String>,
}

/// Output formats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// Output formats of the ledger.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum LedgerFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For documents.
    Markdown,
}

/// Output formats of the matrix.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum MatrixFormat {
    /// For documents.
    #[default]
    Markdown,
    /// For reading and printing.
    Html,
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

/// What counts as failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// A trigger fired.
    Fired,
    /// A trigger fired, or facts or determinations are missing.
    Open,
}

/// Languages of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LangArg {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Zh => Self::Zh,
            LangArg::En => Self::En,
        }
    }
}

fn choice(text: &str) -> Result<(String, String), String> {
    match text.split_once(['=', '＝']) {
        Some((name, choice)) if !name.trim().is_empty() && !choice.trim().is_empty() => {
            Ok((name.trim().to_owned(), choice.trim().to_owned()))
        }
        _ => Err("写作 名称=选项 · write NAME=CHOICE".to_owned()),
    }
}
