//! The values that arguments choose from, each with what it means.

use clap::ValueEnum;

use crate::assessment::Assessment;
use crate::lang::Lang;

/// Output formats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// 供人阅读 · for people
    #[default]
    Text,
    /// 供程序读取 · for programs
    Json,
}

/// Output formats of diagnostics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CheckFormat {
    /// 供人阅读 · for people
    #[default]
    Text,
    /// 供程序读取 · for programs
    Json,
    /// SARIF 2.1.0，供代码托管和审阅工具读取 · SARIF 2.1.0, for code hosts and review tools
    Sarif,
}

/// Output formats of what came of scenarios.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TestFormat {
    /// 供人阅读 · for people
    #[default]
    Text,
    /// 供程序读取 · for programs
    Json,
    /// JUnit 格式，供持续集成工具读取 · JUnit XML, for build servers
    Junit,
}

/// Output formats of the ledger.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LedgerFormat {
    /// 供人阅读 · for people
    #[default]
    Text,
    /// 供程序读取 · for programs
    Json,
    /// 供写入文档 · for documents
    Markdown,
}

/// Output formats of the matrix.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum MatrixFormat {
    /// 供写入文档 · for documents
    #[default]
    Markdown,
    /// 供阅读和打印 · for reading and printing
    Html,
    /// 供电子表格使用 · for spreadsheets
    Csv,
    /// 供程序读取 · for programs
    Json,
}

/// Formats of forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TemplateFormat {
    /// 供程序填写 · for programs
    Json,
    /// 供电子表格填写 · for spreadsheets
    Xlsx,
}

/// What counts as failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FailOn {
    /// 有情形成立 · a trigger fired
    Fired,
    /// 有情形成立，或者缺少事实、认定 · a trigger fired, or facts or determinations are missing
    Open,
}

impl FailOn {
    /// Whether an assessment is one of those that the caller wants to fail on.
    pub(in crate::cli) fn fails(on: Option<Self>, assessment: &Assessment) -> bool {
        match on {
            None => false,
            Some(Self::Fired) => assessment.has_fired(),
            Some(Self::Open) => assessment.has_fired() || assessment.is_open(),
        }
    }
}

/// Shells whose completion is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ShellArg {
    /// bash 的补全脚本 · for bash
    Bash,
    /// zsh 的补全脚本 · for zsh
    Zsh,
    /// fish 的补全脚本 · for fish
    Fish,
    /// PowerShell 的补全脚本 · for PowerShell
    Powershell,
    /// Elvish 的补全脚本 · for Elvish
    Elvish,
}

/// When to colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ColorArg {
    /// 随终端与环境 · as the terminal and the environment say
    #[default]
    Auto,
    /// 总是着色 · always
    Always,
    /// 从不着色 · never
    Never,
}

/// Languages of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LangArg {
    /// 中文 · Chinese
    Zh,
    /// 英文 · English
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
