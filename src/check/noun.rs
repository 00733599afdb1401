//! What the kinds of declaration are called in messages.

use crate::lang::Text;
use crate::syntax::ast::DeclKind;

/// A kind of thing that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noun {
    Level,
    Measure,
    Enumeration,
    Value,
    Organ,
    Office,
    Class,
    Matter,
    Kind,
    Pursued,
    Duty,
    Metric,
    Target,
    Prohibition,
    Report,
    Record,
    Field,
    Vague,
    Parameter,
    Definition,
    Table,
    Trigger,
    Consequence,
    Commendation,
    Interpretation,
    Choice,
    Regulation,
    Mapping,
    Scope,
    NonOperative,
    Delegation,
    Import,
    Background,
    Scenario,
}

impl Noun {
    /// The kind that a declaration declares; the two kinds of responsibility are told apart.
    pub(super) fn of(kind: &DeclKind) -> Self {
        match kind {
            DeclKind::Import(_) => Self::Import,
            DeclKind::Regulation => Self::Regulation,
            DeclKind::Level { .. } => Self::Level,
            DeclKind::Measure { .. } => Self::Measure,
            DeclKind::Enumeration { .. } => Self::Enumeration,
            DeclKind::Organ => Self::Organ,
            DeclKind::Class => Self::Class,
            DeclKind::Matter { .. } => Self::Matter,
            DeclKind::Kinds { pursued: true, .. } => Self::Pursued,
            DeclKind::Kinds { pursued: false, .. } => Self::Kind,
            DeclKind::Mapping { .. } => Self::Mapping,
            DeclKind::Duty => Self::Duty,
            DeclKind::Metric => Self::Metric,
            DeclKind::Target => Self::Target,
            DeclKind::Prohibition => Self::Prohibition,
            DeclKind::Report => Self::Report,
            DeclKind::Record => Self::Record,
            DeclKind::Vague => Self::Vague,
            DeclKind::Parameter { .. } => Self::Parameter,
            DeclKind::Definition { .. } => Self::Definition,
            DeclKind::Table { .. } => Self::Table,
            DeclKind::Trigger { .. } => Self::Trigger,
            DeclKind::Consequence => Self::Consequence,
            DeclKind::Commendation => Self::Commendation,
            DeclKind::Interpretation => Self::Interpretation,
            DeclKind::Scope => Self::Scope,
            DeclKind::NonOperative => Self::NonOperative,
            DeclKind::Delegation => Self::Delegation,
            DeclKind::Background { .. } => Self::Background,
            DeclKind::Scenario { .. } => Self::Scenario,
        }
    }

    /// The word in Chinese.
    pub(super) fn zh(self) -> &'static str {
        self.words().0
    }

    /// The word in English.
    pub(super) fn en(self) -> &'static str {
        self.words().1
    }

    /// The word in English with its article.
    pub(super) fn a(self) -> String {
        format!("{} {}", self.article(), self.en())
    }

    /// The article of the word in English.
    pub(super) fn article(self) -> &'static str {
        if self.en().starts_with(['a', 'e', 'i', 'o']) {
            "an"
        } else {
            "a"
        }
    }

    /// The word with a name, to begin a message: 责任 `资金监管`, duty `资金监管`.
    pub(super) fn named(self, name: &str) -> Text {
        if name.is_empty() {
            return Text::new(self.zh(), format!("the {}", self.en()));
        }
        Text::new(
            // The space sets the quotation mark apart from the Chinese that follows.
            format!("{} `{name}` ", self.zh()),
            format!("{} `{name}`", self.en()),
        )
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Level => ("层级", "level"),
            Self::Measure => ("计量单位", "measure"),
            Self::Enumeration => ("枚举", "enumeration"),
            Self::Value => ("枚举值", "enumeration value"),
            Self::Organ => ("机构", "organ"),
            Self::Office => ("职务", "office"),
            Self::Class => ("类", "class"),
            Self::Matter => ("事项", "matter"),
            Self::Kind => ("承担种类", "borne kind"),
            Self::Pursued => ("追究种类", "pursued kind"),
            Self::Duty => ("责任", "duty"),
            Self::Metric => ("指标", "metric"),
            Self::Target => ("目标", "target"),
            Self::Prohibition => ("禁止", "prohibition"),
            Self::Report => ("报告", "report"),
            Self::Record => ("记录", "record type"),
            Self::Field => ("字段", "field"),
            Self::Vague => ("不确定用语", "vague term"),
            Self::Parameter => ("参数", "parameter"),
            Self::Definition => ("定义", "definition"),
            Self::Table => ("表", "table"),
            Self::Trigger => ("问责情形", "trigger"),
            Self::Consequence => ("后果", "consequence"),
            Self::Commendation => ("表彰", "commendation"),
            Self::Interpretation => ("解释", "interpretation"),
            Self::Choice => ("选项", "choice"),
            Self::Regulation => ("法规", "regulation"),
            Self::Mapping => ("责任对应", "mapping"),
            Self::Scope => ("适用范围", "scope"),
            Self::NonOperative => ("宣示", "non-operative clause"),
            Self::Delegation => ("转引", "delegation"),
            Self::Import => ("引入", "import"),
            Self::Background => ("底稿", "background"),
            Self::Scenario => ("情景", "scenario"),
        }
    }
}
