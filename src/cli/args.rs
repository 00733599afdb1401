//! The arguments of every command.
//!
//! Each text stands once, as `中文 · english`: what a command or an argument is for, what a value means, and the name
//! of a value. `help` keeps the half that the reader wants.

mod values;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::calendar::{Date, Period};
pub(super) use values::{
    CheckFormat, ColorArg, FailOn, Format, LangArg, LedgerFormat, MatrixFormat, ShellArg,
    TemplateFormat, TestFormat,
};

/// 问责规则引擎 · a rules engine for accountability regulations
#[derive(Debug, Parser)]
#[command(
    name = "zeren",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub(super) struct Cli {
    /// 消息的语言（缺省随环境） · language of messages (follows the environment)
    #[arg(long, global = true, value_enum, value_name = "语言 · LANG")]
    pub(super) lang: Option<LangArg>,
    /// 是否着色（缺省随终端与环境） · colours (follows the terminal and the environment)
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "何时 · WHEN",
        default_value_t,
        hide_default_value = true
    )]
    pub(super) color: ColorArg,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 检查政策文件 · check a policy
    Check(CheckArgs),
    /// 统一政策文件的版式，转换关键字的语言 · lay policy files out, convert their keywords
    Fmt(FmtArgs),
    /// 审查政策：无人负责、界限不合、引文略去否定等；查出问题以 1 退出 · look for what a policy hardly means: nobody answers, bounds disagree, a quote skips a negation; exits with 1 if anything is found
    Lint(LintArgs),
    /// 依据事实得出问责结论 · evaluate facts
    Eval(EvalArgs),
    /// 核验决定记录：按其所载重新推算，看结果是否相同 · verify a decision record: run it again and see whether the same comes out
    Verify(VerifyArgs),
    /// 说明结论的理由 · explain a finding, or why there is none
    Explain(ExplainArgs),
    /// 条文台账：原文逐句由何编入 · the clause ledger: what encodes each sentence of the text
    Ledger(LedgerArgs),
    /// 责任清单：各机构承担的责任 · the responsibility matrix: who holds what
    Matrix(MatrixArgs),
    /// 比较新旧两版政策 · compare two versions of a policy
    Diff(DiffArgs),
    /// 事实的 JSON Schema · print the JSON Schema of the facts
    Schema(SchemaArgs),
    /// 生成空白的事实填报表 · make an empty form for the facts
    Template(TemplateArgs),
    /// 运行情景，核对预期 · run the scenarios and compare what comes out
    Test(TestArgs),
    /// 说明诊断代码：含义、缘由、示例和改正 · explain a diagnostic's code: what it means, why, an example, the remedy
    ExplainCode(ExplainCodeArgs),
    /// 生成命令补全脚本 · print the script that completes commands in a shell
    Completion(CompletionArgs),
    /// 生成手册页 · print the manual page
    Man(ManArgs),
}

/// A policy and the choices of its interpretations.
#[derive(Debug, Args)]
pub(super) struct PolicyArgs {
    /// 政策文件夹或一个 .zeren 文件 · a policy folder, or one .zeren file
    #[arg(value_name = "政策 · POLICY")]
    pub(super) policy: PathBuf,
    /// 改取某项解释的另一选项：名称=选项 · take another choice of an interpretation: NAME=CHOICE
    #[arg(long, value_name = "名称=选项 · NAME=CHOICE", value_parser = choice)]
    pub(super) interpret: Vec<(String, String)>,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t, value_name = "格式 · FORMAT")]
    pub(super) format: CheckFormat,
}

/// Arguments of `lint`.
#[derive(Debug, Args)]
pub(super) struct LintArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t, value_name = "格式 · FORMAT")]
    pub(super) format: CheckFormat,
    /// 改正不改变意思的几种，写回文件，再列出其余 · put right what leaves the meaning as it is, in the files, and list the rest
    #[arg(long)]
    pub(super) fix: bool,
}

/// Arguments of `explain-code`.
#[derive(Debug, Args)]
pub(super) struct ExplainCodeArgs {
    /// 代码，如 E0101；缺省列出全部代码 · a code such as E0101; without it all are listed
    #[arg(value_name = "代码 · CODE")]
    pub(super) code: Option<String>,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t, value_name = "格式 · FORMAT")]
    pub(super) format: Format,
}

/// Arguments of `fmt`.
#[derive(Debug, Args)]
pub(super) struct FmtArgs {
    /// 政策文件夹或一个 .zeren 文件，- 为标准输入 · a policy folder, or one .zeren file; - reads standard input
    #[arg(value_name = "政策 · POLICY")]
    pub(super) policy: PathBuf,
    /// 只列出需要改动之处，有则以 1 退出 · only show what would change; exit with 1 if anything would
    #[arg(long)]
    pub(super) check: bool,
    /// 关键字改用的语言（缺省不改） · the language of keywords (each keeps its own by default)
    #[arg(long, value_enum, value_name = "语言 · LANG")]
    pub(super) keywords: Option<LangArg>,
}

/// Arguments of `eval`.
#[derive(Debug, Args)]
pub(super) struct EvalArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,
    /// 事实文件（JSON，或者填好的 .xlsx），- 为标准输入的 JSON · facts in JSON, or a filled .xlsx; - reads JSON from standard input
    #[arg(long, value_name = "文件 · FILE")]
    pub(super) facts: PathBuf,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t, value_name = "格式 · FORMAT")]
    pub(super) format: Format,
    /// 事实文件每行一份 JSON，逐行输出 JSON 结果 · one JSON document a line; the results come as JSON, a line each
    #[arg(long, conflicts_with = "format")]
    pub(super) ndjson: bool,
    /// 同时推算的线程数（缺省随处理器） · evaluate on so many threads (as many as there are cores by default)
    #[arg(long, requires = "ndjson", value_name = "数 · N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// 有情形成立（fired）或未定（open）时以 1 退出 · exit with 1 when a trigger fired, or anything is open
    #[arg(long, value_enum, value_name = "何者 · WHAT")]
    pub(super) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(super) keep: KeepArgs,
}

/// Where a decision is kept.
#[derive(Debug, Args)]
pub(super) struct KeepArgs {
    /// 并将决定连同其全部依据写成一份记录（新文件） · also write the decision, with all that it was reached from, as a record (a new file)
    #[arg(long, value_name = "文件 · FILE", conflicts_with = "ndjson")]
    pub(super) record: Option<PathBuf>,
    /// 并将每个决定的记录续写到日志末尾，前后相接 · also append the record of each decision to a log, chained to the one before it
    #[arg(long, value_name = "文件 · FILE")]
    pub(super) log: Option<PathBuf>,
    /// 用此私钥对每份记录签名（Ed25519，PKCS#8 PEM） · sign each record with this private key (Ed25519, PKCS#8 PEM)
    #[arg(long, value_name = "私钥 · KEY")]
    pub(super) sign: Option<PathBuf>,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// 决定记录，由 eval --record 写成 · a decision record, as eval --record wrote it
    #[arg(
        value_name = "记录 · RECORD",
        required_unless_present = "log",
        conflicts_with = "log"
    )]
    pub(super) record: Option<PathBuf>,
    /// 核验日志，由 eval --log 写成 · verify a log, as eval --log wrote it
    #[arg(long, value_name = "文件 · FILE")]
    pub(super) log: Option<PathBuf>,
    /// 用此公钥核对签名；没有签名即为不符 · check signatures with this public key (PEM); a record without one fails
    #[arg(long, value_name = "公钥 · KEY")]
    pub(super) key: Option<PathBuf>,
    /// 另处记下的条目摘要；日志须仍含该条目 · the digest of an entry, noted elsewhere: the log must still hold it
    #[arg(long, requires = "log", conflicts_with = "record", value_name = "摘要 · DIGEST", value_parser = digest)]
    pub(super) head: Option<String>,
    /// 只核对条目是否首尾相接，不重新推算 · only follow the chain; run nothing again
    #[arg(long, requires = "log", conflicts_with = "record")]
    pub(super) chain_only: bool,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t, value_name = "格式 · FORMAT")]
    pub(super) format: Format,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,
    /// 事实文件（JSON，或者填好的 .xlsx），- 为标准输入的 JSON · facts in JSON, or a filled .xlsx; - reads JSON from standard input
    #[arg(long, value_name = "文件 · FILE")]
    pub(super) facts: PathBuf,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t, value_name = "格式 · FORMAT")]
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
    #[arg(long, value_enum, default_value_t, value_name = "格式 · FORMAT")]
    pub(super) format: LedgerFormat,
}

/// Arguments of `matrix`.
#[derive(Debug, Args)]
pub(super) struct MatrixArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,
    /// 只列一个机构 · one organ alone
    #[arg(long, value_name = "名称 · NAME")]
    pub(super) organ: Option<String>,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t, value_name = "格式 · FORMAT")]
    pub(super) format: MatrixFormat,
}

/// Arguments of `test`.
#[derive(Debug, Args)]
pub(super) struct TestArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,
    /// 只运行标题或文件名含此文字的情景 · only scenarios whose title or file name contains this
    #[arg(long, value_name = "文字 · TEXT")]
    pub(super) filter: Option<String>,
    /// 遇到第一个不符的情景即停止 · stop at the first scenario that does not pass
    #[arg(long)]
    pub(super) fail_fast: bool,
    /// 并说明情景覆盖了什么：条文、情形、条件、界限 · also tell what the scenarios cover: clauses, triggers, conditions, bounds
    #[arg(long)]
    pub(super) coverage: bool,
    /// 并逐处改动政策，看情景能否发现；有未发现的以 1 退出 · also change the policy place by place: who notices? exit with 1 if nobody does
    #[arg(long, conflicts_with_all = ["filter", "fail_fast"])]
    pub(super) mutate: bool,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t, value_name = "格式 · FORMAT")]
    pub(super) format: TestFormat,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// 旧版政策：文件夹或一个 .zeren 文件 · the older policy: a folder, or one .zeren file
    #[arg(value_name = "旧 · OLD")]
    pub(super) old: PathBuf,
    /// 新版政策 · the newer policy
    #[arg(value_name = "新 · NEW")]
    pub(super) new: PathBuf,
    /// 事实文件（JSON，或者填好的 .xlsx），可以多次给出：另说明问责结果的变化及其缘由 · facts in JSON, or a filled .xlsx; may be repeated: tells whose accountability changes, and by which change
    #[arg(long, value_name = "文件 · FILE", num_args = 1..)]
    pub(super) facts: Vec<PathBuf>,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value_t, value_name = "格式 · FORMAT")]
    pub(super) format: LedgerFormat,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,
}

/// Arguments of `template`.
#[derive(Debug, Args)]
pub(super) struct TemplateArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,
    /// 格式（缺省照输出文件的扩展名，否则为 json） · the format (that of the output file's name, else json)
    #[arg(long, value_enum, value_name = "格式 · FORMAT")]
    pub(super) format: Option<TemplateFormat>,
    /// 写到文件，不写到标准输出 · write to a file, not to standard output
    #[arg(long, short, value_name = "文件 · FILE")]
    pub(super) output: Option<PathBuf>,
    /// 预先填好事实截止日 · fill in the day on which the facts are known
    #[arg(long, value_name = "日期 · DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// 预先填好期间 · fill in the period
    #[arg(long, value_name = "期间 · PERIOD", value_parser = period)]
    pub(super) period: Option<Period>,
    /// 把已有的事实（JSON）填入 xlsx 填报表 · fill these facts (JSON) into an xlsx form
    #[arg(long, value_name = "文件 · FILE", conflicts_with_all = ["as_of", "period"])]
    pub(super) facts: Option<PathBuf>,
}

/// Arguments of `completion`.
#[derive(Debug, Args)]
pub(super) struct CompletionArgs {
    /// 命令解释器 · the shell
    #[arg(value_enum, value_name = "解释器 · SHELL")]
    pub(super) shell: ShellArg,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// 某一命令的手册页；缺省为总页 · the page of one command, not that of the whole
    #[arg(value_name = "命令 · COMMAND")]
    pub(super) command: Option<String>,
}

/// What to explain.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct Subject {
    /// 结论编号 · a finding's id
    #[arg(long, value_name = "编号 · ID")]
    pub(super) finding: Option<String>,
    /// 为何不：情形名、目标名@单位、机构名@单位或人名 · why not: a trigger, TARGET@UNIT, ORGAN@UNIT or a person
    #[arg(long, value_name = "名称[@单位] · NAME[@UNIT]")]
    pub(super) why_not: Option<String>,
}

fn choice(text: &str) -> Result<(String, String), String> {
    match text.split_once(['=', '＝']) {
        Some((name, choice)) if !name.trim().is_empty() && !choice.trim().is_empty() => {
            Ok((name.trim().to_owned(), choice.trim().to_owned()))
        }
        _ => Err("写作 名称=选项 · write NAME=CHOICE".to_owned()),
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "写作 2018-01-10 · write 2018-01-10".to_owned())
}

fn period(text: &str) -> Result<Period, String> {
    let help = "写作 2017、2017-Q1、2017-03 · write 2017, 2017-Q1, 2017-03";
    Period::parse(text).ok_or_else(|| help.to_owned())
}

fn digest(text: &str) -> Result<String, String> {
    let text = text.to_ascii_lowercase();
    let is_digest = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let help = "写作 64 位十六进制数字 · write 64 hexadecimal digits";
    is_digest.then_some(text).ok_or_else(|| help.to_owned())
}
