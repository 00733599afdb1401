//! Every declaration that rests on clauses, with what it is called: the ledger and the matrix both cite them.

use serde::Serialize;

use crate::lang::Lang;
use crate::model::{Basis, Mapping, Model, Name, Party};
use crate::source::Span;

/// A kind of declaration. What binds somebody comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DeclarationKind {
    /// 责任.
    Duty,
    /// 目标.
    Target,
    /// 禁止.
    Prohibition,
    /// 报告.
    Report,
    /// 问责情形.
    Trigger,
    /// 后果.
    Consequence,
    /// 表彰.
    Commendation,
    /// 责任对应.
    Mapping,
    /// 适用范围.
    Scope,
    /// 法规.
    Regulation,
    /// 转引.
    Delegated,
    /// 宣示.
    NonOperative,
    /// 承担种类.
    BorneKind,
    /// 追究种类.
    PursuedKind,
    /// 参数.
    Parameter,
    /// 不确定用语.
    VagueTerm,
    /// 事项.
    Matter,
    /// 指标.
    Metric,
    /// 记录.
    Record,
    /// 定义.
    Definition,
    /// 表.
    Table,
    /// 层级.
    Level,
    /// 机构.
    Organ,
    /// 职务.
    Office,
    /// 类.
    Class,
    /// 解释.
    Interpretation,
}

/// A declaration and what it rests on.
#[derive(Debug, Clone)]
pub(super) struct Declaration<'m> {
    pub(super) kind: DeclarationKind,
    /// Empty where it has none.
    pub(super) name: Name,
    pub(super) span: Span,
    pub(super) basis: &'m Basis,
    /// Why a clause binds nobody.
    pub(super) reason: Option<&'m Name>,
    /// The documents that a clause hands over to.
    pub(super) documents: &'m [Name],
}

impl DeclarationKind {
    /// Whether such a declaration says what is owed, or what follows.
    pub fn is_normative(self) -> bool {
        self <= Self::Regulation
    }

    /// Whether such a declaration can bind somebody: a regulation's own particulars do not.
    pub(super) fn is_binding(self) -> bool {
        self < Self::Regulation
    }

    /// The keyword in a language.
    pub fn word(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Duty => ("责任", "duty"),
            Self::Target => ("目标", "target"),
            Self::Prohibition => ("禁止", "prohibition"),
            Self::Report => ("报告", "report"),
            Self::Trigger => ("问责情形", "trigger"),
            Self::Consequence => ("后果", "consequence"),
            Self::Commendation => ("表彰", "commendation"),
            Self::Mapping => ("责任对应", "mapping"),
            Self::Scope => ("适用范围", "scope"),
            Self::Regulation => ("法规", "regulation"),
            Self::Delegated => ("转引", "delegated"),
            Self::NonOperative => ("宣示", "non-operative"),
            Self::BorneKind => ("承担种类", "borne kind"),
            Self::PursuedKind => ("追究种类", "pursued kind"),
            Self::Parameter => ("参数", "parameter"),
            Self::VagueTerm => ("不确定用语", "vague term"),
            Self::Matter => ("事项", "matter"),
            Self::Metric => ("指标", "metric"),
            Self::Record => ("记录", "record"),
            Self::Definition => ("定义", "definition"),
            Self::Table => ("表", "table"),
            Self::Level => ("层级", "level"),
            Self::Organ => ("机构", "organ"),
            Self::Office => ("职务", "office"),
            Self::Class => ("类", "class"),
            Self::Interpretation => ("解释", "interpretation"),
        };
        lang.pick(zh, en)
    }
}

/// All declarations with citations, kind by kind and in the order of the policy.
pub(super) fn declarations(model: &Model) -> Vec<Declaration<'_>> {
    use DeclarationKind as Kind;
    let mut all = Vec::new();
    macro_rules! named {
        ($($kind:ident: $rows:expr;)*) => {$(
            all.extend($rows.values().map(|row| {
                declaration(Kind::$kind, row.name.clone(), row.span, &row.basis)
            }));
        )*};
    }
    named! {
        Duty: model.duties;
        Target: model.targets;
        Prohibition: model.prohibitions;
        Report: model.reports;
        Trigger: model.triggers;
        Commendation: model.commendations;
        BorneKind: model.kinds;
        PursuedKind: model.pursued;
        Parameter: model.parameters;
        VagueTerm: model.vague;
        Matter: model.matters;
        Metric: model.metrics;
        Record: model.record_types;
        Definition: model.definitions;
        Table: model.tables;
        Level: model.levels;
        Organ: model.organs;
        Class: model.classes;
        Interpretation: model.interpretations;
    }
    all.extend(unnamed(model));
    all.extend(idle(model));
    all.retain(|declaration| !declaration.basis.citations.is_empty());
    all.sort_by_key(|declaration| (declaration.kind, declaration.span));
    all
}

/// Declarations whose name is made of others, or that may do without one.
fn unnamed(model: &Model) -> Vec<Declaration<'_>> {
    use DeclarationKind as Kind;
    let regulation = &model.regulation;
    let mut all = vec![declaration(
        Kind::Regulation,
        regulation.title.clone(),
        regulation.span,
        &regulation.basis,
    )];
    // A consequence written inside a trigger shares its basis and is no declaration of its own.
    let apart = model.consequences.values().filter(|row| {
        let inside = |trigger: &crate::model::Trigger| trigger.span == row.span;
        !model.triggers.values().any(inside)
    });
    all.extend(
        apart.map(|row| declaration(Kind::Consequence, row.name.clone(), row.span, &row.basis)),
    );
    all.extend(model.mappings.iter().map(|row| {
        declaration(
            Kind::Mapping,
            mapping_name(model, row).into(),
            row.span,
            &row.basis,
        )
    }));
    all.extend(model.offices.values().map(|row| {
        let name = format!("{} {}", model.organs[row.organ].name, row.name);
        declaration(Kind::Office, name.into(), row.span, &row.basis)
    }));
    all.extend(model.scope.iter().filter_map(|scope| {
        let first = scope.basis.citations.first()?;
        Some(declaration(
            Kind::Scope,
            Name::default(),
            first.span,
            &scope.basis,
        ))
    }));
    all
}

/// Clauses that bind nobody, and those that hand over to other documents.
fn idle(model: &Model) -> impl Iterator<Item = Declaration<'_>> {
    use DeclarationKind as Kind;
    let non_operative = model.non_operative.iter().map(|row| Declaration {
        reason: row.reason.as_ref(),
        ..declaration(
            Kind::NonOperative,
            row.name.clone().unwrap_or_default(),
            row.span,
            &row.basis,
        )
    });
    let delegated = model.delegations.iter().map(|row| Declaration {
        documents: &row.documents,
        ..declaration(
            Kind::Delegated,
            row.name.clone().unwrap_or_default(),
            row.span,
            &row.basis,
        )
    });
    non_operative.chain(delegated)
}

/// Who a holder is: an organ, an office with its organ, or a class.
pub(super) fn party(model: &Model, party: Party) -> Name {
    match party {
        Party::Organ(organ) => model.organs[organ].name.clone(),
        Party::Office(organ, office) => {
            let (organ, office) = (&model.organs[organ].name, &model.offices[office].name);
            format!("{organ} {office}").into()
        }
        Party::Class(class) => model.classes[class].name.clone(),
    }
}

/// A mapping has no name; it is called by what it leads from and to.
pub(super) fn mapping_name(model: &Model, row: &Mapping) -> String {
    let from: Vec<&str> = row.from.iter().map(|id| &*model.kinds[*id].name).collect();
    let to: Vec<&str> = row.to.iter().map(|id| &*model.pursued[*id].name).collect();
    format!("{} → {}", from.join("、"), to.join("、"))
        .trim_start()
        .to_owned()
}

fn declaration(kind: DeclarationKind, name: Name, span: Span, basis: &Basis) -> Declaration<'_> {
    Declaration {
        kind,
        name,
        span,
        basis,
        reason: None,
        documents: &[],
    }
}
