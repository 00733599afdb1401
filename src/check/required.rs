//! Parts that a declaration must have, and parts that it may have once.

use super::entry::Entry;
use super::noun::Noun;
use super::tables::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::source::Span;
use crate::syntax::ast::PropKind;

impl Cx<'_> {
    /// Says that a declaration lacks a part, and how one is written.
    pub(super) fn missing(&mut self, entry: &Entry<'_>, part: (&str, &str), help: (&str, &str)) {
        let title = Noun::of(&entry.decl.kind).named(entry.name());
        let message = Text::new(
            format!("{}没有写明{}", title.zh, part.0),
            format!("{} has no {}", title.en, part.1),
        );
        let missing = Diagnostic::error(Code::new("E0401"), entry.decl.keyword, message)
            .label(Text::new(
                format!("缺少{}", part.0),
                format!("lacks {}", part.1),
            ))
            .help(Text::new(help.0, help.1));
        self.diagnostics.push(missing);
    }

    /// A part that a declaration must have, reported when it is not there.
    pub(super) fn needed<T>(
        &mut self,
        entry: &Entry<'_>,
        found: Option<T>,
        part: (&str, &str),
        help: (&str, &str),
    ) -> Option<T> {
        if found.is_none() {
            self.missing(entry, part, help);
        }
        found
    }

    /// Reports the parts of a declaration that may be given once and are given again.
    pub(super) fn check_repeats(&mut self, entry: &Entry<'_>) {
        // There are few kinds, so that a list is searched faster than a map.
        let mut first: Vec<(&'static str, Span)> = Vec::new();
        for part in &entry.parts {
            let Some((zh, en)) = single(part.kind) else {
                continue;
            };
            let Some((_, earlier)) = first.iter().find(|(known, _)| *known == zh) else {
                first.push((zh, part.span));
                continue;
            };
            let title = Noun::of(&entry.decl.kind).named(entry.name());
            let message = Text::new(
                format!("{}的{zh}写了两次", title.zh),
                format!("{} has more than one {en}", title.en),
            );
            let mut repeated = Diagnostic::error(Code::new("E0403"), part.span, message)
                .label(Text::new("又一次", "again"))
                .secondary(*earlier, Text::new("首次", "first given here"));
            if matches!(part.kind, PropKind::Bears { .. }) {
                repeated = repeated.help(Text::new(
                    "另写一条责任，各有各的种类和事项",
                    "declare another duty, with its own kind and matter",
                ));
            }
            self.diagnostics.push(repeated);
        }
    }
}

/// The name of a part that may be given once.
fn single(kind: &PropKind) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        PropKind::DocumentNumber(_) => ("文号", "document number"),
        PropKind::Issued(_) => ("印发日期", "date of issue"),
        PropKind::Effective(_) => ("施行日期", "date of effect"),
        PropKind::Expires(_) => ("失效日期", "date of expiry"),
        PropKind::SourceText(_) => ("原文", "source text"),
        PropKind::Digest(_) => ("摘要", "digest"),
        PropKind::InterpretedBy(_) => ("解释机关", "interpreting authority"),
        PropKind::Single => ("单设", "`single`"),
        PropKind::Superiors(_) => ("上级", "superior"),
        PropKind::Holder(_) => ("主体", "`holder`"),
        PropKind::Bears { .. } => ("承担", "`bears`"),
        PropKind::Due(_) => ("截止", "`due`"),
        PropKind::Applies(_) => ("适用条件", "`applies when`"),
        PropKind::Typed(_) => ("计量", "`measured in`"),
        PropKind::Range { .. } => ("范围", "range"),
        PropKind::Owner(_) => ("归口", "owner"),
        PropKind::Computed(_) => ("计算", "`computed as`"),
        PropKind::Ranging { .. } => ("每个", "`for each`"),
        PropKind::Require(_) => ("要求", "`require`"),
        PropKind::Population(_) => ("总体", "population"),
        PropKind::Plan { .. } => ("计划", "plan"),
        PropKind::FoundIn { .. } => ("见于", "`found in`"),
        PropKind::Every(_) => ("周期", "frequency"),
        PropKind::AppliesTo(_) => ("用于", "`applies to`"),
        PropKind::DeterminedBy(_) => ("认定机关", "determining authority"),
        PropKind::Yields(_) => ("得出", "`yields`"),
        PropKind::Otherwise(_) => ("否则", "`otherwise`"),
        PropKind::ConsequenceRef(_) => ("后果", "consequence"),
        PropKind::Pursue { .. } => ("追究", "`pursue`"),
        PropKind::Modality { .. } => ("应当或可以", "`shall` or `may`"),
        PropKind::Authority(_) => ("机关", "authority"),
        PropKind::Gate(_) => ("门槛", "gate"),
        PropKind::ActorAnswers(_) => ("行为人所答", "`actor answers for`"),
        PropKind::Commends(_) => ("对象", "`commends`"),
        PropKind::Requires(_) => ("须认定", "`requires`"),
        PropKind::Question(_) => ("问题", "question"),
        PropKind::Take(_) => ("取", "`take`"),
        PropKind::Because(_) => ("理由", "reason"),
        _ => return None,
    })
}
