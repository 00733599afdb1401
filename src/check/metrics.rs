//! Metrics: typed quantities of a level. Their formulas are read with the other expressions.

use super::entry::{Entry, pick};
use super::tables::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::Metric;
use crate::number::Number;
use crate::source::Span;
use crate::syntax::ast::{PropKind, Quantity};
use crate::types::Type;

/// Reads the metrics, all but their formulas.
pub(super) fn declare(cx: &mut Cx<'_>) {
    let names = cx.names;
    for (id, entry) in names.metrics.rows.iter() {
        let metric = metric(cx, entry);
        if metric.is_none() {
            cx.tables.broken_metrics.insert(id);
        }
        let metric = metric.unwrap_or_else(|| unknown(entry));
        cx.tables.metrics.push(metric);
    }
}

fn metric(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Option<Metric> {
    let names = cx.names;
    let levels = cx.levels_of(entry);
    let owner = entry
        .find(pick!(Owner))
        .and_then(|name| names.find(&names.organs, name, &mut cx.diagnostics));
    let basis = cx.basis(entry);
    let typed = cx.needed(
        entry,
        entry.find(pick!(Typed)),
        ("类型", "type"),
        (
            "加上 `计量 单位`，或者 `计量 是否`、`计量 数`",
            "add `measured in` with a unit, or `truth`, or `number`",
        ),
    );
    let (ty, measure) = cx.type_ref(typed?)?;
    if levels.is_empty() {
        return None;
    }
    let range = entry.find(|kind| match kind {
        PropKind::Range { low, high } => Some((low, high.as_deref())),
        _ => None,
    });
    Some(Metric {
        name: entry.name().into(),
        levels,
        range: range.and_then(|(low, high)| cx.range(low, high, &ty)),
        ty,
        measure,
        owner,
        formula: None,
        worded: entry.texts(pick!(Worded)),
        basis,
        span: entry.span(),
    })
}

/// Stands in for a metric that could not be read.
fn unknown(entry: &Entry<'_>) -> Metric {
    Metric {
        name: entry.name().into(),
        levels: Vec::new(),
        ty: Type::Truth,
        measure: None,
        range: None,
        owner: None,
        formula: None,
        worded: Vec::new(),
        basis: crate::model::Basis::default(),
        span: entry.span(),
    }
}

impl Cx<'_> {
    /// A range of possible values, which must not be empty.
    pub(super) fn range(
        &mut self,
        low: &Quantity,
        high: Option<&Quantity>,
        ty: &Type,
    ) -> Option<(Number, Option<Number>)> {
        if !matches!(ty, Type::Quantity(_)) {
            self.no_range(low.span, ty);
            return None;
        }
        let least = self.quantity_of(low, ty)?;
        let most = high.map(|high| self.quantity_of(high, ty));
        let Some(most) = most else {
            return Some((least, None));
        };
        let most = most?;
        if least > most {
            let span = high.map_or(low.span, |high| low.span.to(high.span));
            self.diagnostics.push(
                Diagnostic::error(
                    Code::new("E0441"),
                    span,
                    Text::new(
                        "范围是空的：下限大于上限",
                        "the range is empty, for it begins above its end",
                    ),
                )
                .label(Text::new("没有这样的值", "no value lies in it"))
                .help(Text::new("把两端对调", "swap the two ends")),
            );
        }
        Some((least, Some(most)))
    }

    fn no_range(&mut self, span: Span, ty: &Type) {
        let ty = self.tables.type_name(ty);
        let message = Text::new(
            format!("范围是数才有的，而这是{}", ty.zh),
            format!("a range is for quantities, and this is {}", ty.en),
        );
        self.diagnostics
            .push(Diagnostic::error(Code::new("E0303"), span, message));
    }
}
