//! What is said beside a field of the facts: how to write it, the clause that it comes from, when it is due and what
//! uses it. The schema, the empty document and the spreadsheet all say the same.

use super::uses::Uses;
use crate::lang::{Lang, Text};
use crate::measure::{Measure, Measures};
use crate::model::{Basis, Due, Field, FieldId, Metric, MetricId, Model, Target, TargetId, Vague};
use crate::number::Number;
use crate::types::Type;

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub struct Slot<'m> {
    /// Its type.
    pub ty: &'m Type,
    /// The unit of a bare number.
    pub measure: Option<&'m Measure>,
    /// The smallest and the largest possible value, in base units.
    pub range: (Option<&'m Number>, Option<&'m Number>),
}

/// What is said beside a field.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// How to write it; empty where the medium says that itself.
    pub fill: String,
    /// The clauses.
    pub clause: String,
    /// When it is due.
    pub due: String,
    /// What uses it.
    pub uses: String,
}

/// Where a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// In a JSON document.
    Json,
    /// In a cell of a sheet.
    #[cfg(feature = "xlsx")]
    Sheet,
}

/// Says it, in one language and for one medium.
#[derive(Debug, Clone, Copy)]
pub struct Teller<'m> {
    /// The policy.
    pub model: &'m Model,
    /// What reads what.
    pub uses: &'m Uses,
    /// The language.
    pub lang: Lang,
    /// The medium.
    pub medium: Medium,
}

impl<'m> Slot<'m> {
    /// A metric's value.
    pub fn metric(metric: &'m Metric) -> Self {
        let range = metric.range.as_ref();
        Self {
            ty: &metric.ty,
            measure: metric.measure.as_ref(),
            range: (
                range.map(|(least, _)| least),
                range.and_then(|(_, most)| most.as_ref()),
            ),
        }
    }

    /// The plan's figure for a target; `None` for a target without one.
    pub fn plan(target: &'m Target) -> Option<Self> {
        let plan = target.plan.as_ref()?;
        Some(Self {
            ty: &plan.ty,
            measure: plan.measure.as_ref(),
            range: (None, None),
        })
    }

    /// A field of a record.
    pub fn field(field: &'m Field) -> Self {
        let range = field.range.as_ref();
        Self {
            ty: &field.ty,
            measure: field.measure.as_ref(),
            range: (range.map(|(least, _)| least), range.map(|(_, most)| most)),
        }
    }

    /// What a determination of a vague term says.
    pub fn term(term: &'m Vague) -> Self {
        Self {
            ty: &term.yields,
            measure: term.measure.as_ref(),
            range: (None, None),
        }
    }
}

impl About {
    /// All of it as one text.
    pub fn sentence(&self, lang: Lang) -> String {
        let words = [
            ("", "", &self.fill),
            ("依据：", "basis: ", &self.clause),
            ("期限：", "due: ", &self.due),
            ("用于：", "used by: ", &self.uses),
        ];
        let parts: Vec<String> = words
            .into_iter()
            .filter(|(.., text)| !text.is_empty())
            .map(|(zh, en, text)| lang.pick(zh, en).to_owned() + text)
            .collect();
        parts.join(lang.pick("；", "; "))
    }
}

impl Teller<'_> {
    /// A metric, for the units of a level.
    pub fn metric(&self, id: MetricId) -> About {
        let Some(metric) = self.model.metrics.row(id) else {
            return About::default();
        };
        let uses = self.uses.of_metric(id);
        let targets = uses.iter().filter_map(|id| self.model.targets.row(*id));
        let mut due: Vec<String> = targets.map(|target| self.due(target.due)).collect();
        due.dedup();
        About {
            fill: self.fill(&Slot::metric(metric)),
            clause: self.clauses(&metric.basis),
            due: self.joined(due),
            uses: self.targets(uses),
        }
    }

    /// The plan's figure for a target.
    pub fn plan(&self, id: TargetId) -> About {
        let target = self.model.targets.row(id);
        let Some((target, slot)) = target.and_then(|target| Some((target, Slot::plan(target)?)))
        else {
            return About::default();
        };
        let document = target.plan.as_ref().map(|plan| &plan.document);
        let mut fill = self.fill(&slot);
        if let Some(document) = document {
            fill += &self.pick(
                format!("；照 {document} 所列"),
                format!("; as in {document}"),
            );
        }
        About {
            fill,
            clause: self.clauses(&target.basis),
            due: self.due(target.due),
            uses: self.targets(&[id]),
        }
    }

    /// A field of a record.
    pub fn field(&self, id: FieldId) -> About {
        let fill = self.model.fields.row(id);
        About {
            fill: fill.map_or_else(String::new, |field| self.fill(&Slot::field(field))),
            ..About::default()
        }
    }

    /// How a value is written.
    pub fn fill(&self, slot: &Slot) -> String {
        match slot.ty {
            Type::Truth => match self.medium {
                Medium::Json => self.pick("`true` 或者 `false`", "`true` or `false`"),
                #[cfg(feature = "xlsx")]
                Medium::Sheet => self.pick("是 / 否", "yes / no"),
            },
            Type::Quantity(_) => self.quantity(slot),
            Type::Date => self.pick("日期，如 2017-09-12", "a date, such as 2017-09-12"),
            Type::Span => self.pick(
                "月数或者年数，如 6个月",
                "months or years, such as 6 months",
            ),
            Type::Text => self.pick("文字", "text"),
            Type::Enumeration(id) => {
                let values = self.model.enumerations.row(*id).map(|row| &row.values);
                let values = values.into_iter().flatten().map(ToString::to_string);
                let values = values.collect::<Vec<_>>().join(" / ");
                self.pick(format!("取值：{values}"), format!("one of: {values}"))
            }
            Type::Matter => self.pick("事项的名称", "the name of a matter"),
            Type::Unit => self.pick(
                "单位的名称，重名的写上级/单位",
                "the name of a unit; of several, outer/unit",
            ),
            Type::Actor => self.pick("人名、机构或者职务", "a person, an organ or an office"),
            Type::Record => self.pick("另一条记录的编号", "the id of another record"),
        }
    }

    /// The clauses and interpretations of a declaration.
    pub fn clauses(&self, basis: &Basis) -> String {
        let mut found: Vec<String> = Vec::new();
        for citation in &basis.citations {
            let clause = citation.clause.to_text(self.lang);
            if !found.contains(&clause) {
                found.push(clause);
            }
        }
        let rests_on = basis.rests_on.iter();
        for row in rests_on.filter_map(|id| self.model.interpretations.row(*id)) {
            found.push(self.pick(
                format!("解释 {}", row.name),
                format!("interpretation {}", row.name),
            ));
        }
        self.joined(found)
    }

    /// Texts as a list.
    pub fn joined(&self, texts: Vec<String>) -> String {
        texts.join(self.lang.pick("、", ", "))
    }

    /// One of two wordings.
    pub fn pick(&self, zh: impl Into<String>, en: impl Into<String>) -> String {
        Text::new(zh, en).get(self.lang).to_owned()
    }

    fn targets(&self, targets: &[TargetId]) -> String {
        let rows = targets
            .iter()
            .filter_map(|id| self.model.targets.row(*id))
            .map(|target| target.name.to_string());
        self.joined(rows.collect())
    }

    fn due(&self, due: Due) -> String {
        match due {
            Due::On(date) => date.to_string(),
            Due::AfterPeriodEnd(length) if length.months == 0 && length.days == 0 => {
                self.pick("期末", "period end")
            }
            Due::AfterPeriodEnd(length) => {
                let (zh, en) = match (length.months, length.days) {
                    (0, days) => (format!("{days} 天"), format!("{days} days")),
                    (months, 0) => (format!("{months} 个月"), format!("{months} months")),
                    (months, days) => (
                        format!("{months} 个月 {days} 天"),
                        format!("{months} months {days} days"),
                    ),
                };
                self.pick(format!("期末后 {zh}"), format!("{en} after period end"))
            }
            Due::Continuously => self.pick("随时", "at all times"),
        }
    }

    fn quantity(&self, slot: &Slot) -> String {
        let Some(measure) = slot.measure else {
            return self.pick(
                format!("数{}", self.range(slot)),
                format!("a number{}", self.range(slot)),
            );
        };
        let name = &measure.name;
        self.pick(
            format!("单位：{name}{}", self.range(slot)),
            format!("in {name}{}", self.range(slot)),
        )
    }

    fn range(&self, slot: &Slot) -> String {
        let show = |number: &Number| written(&self.model.measures, number, slot.measure);
        match slot.range {
            (Some(least), Some(most)) => self.pick(
                format!("，{} 至 {}", show(least), show(most)),
                format!(", {} to {}", show(least), show(most)),
            ),
            (Some(least), None) => self.pick(
                format!("，不小于 {}", show(least)),
                format!(", at least {}", show(least)),
            ),
            _ => String::new(),
        }
    }
}

/// A number of base units, in a unit of measure.
fn written(measures: &Measures, number: &Number, measure: Option<&Measure>) -> String {
    match measure {
        Some(measure) => measures.format(number, measure),
        None => number.to_approx_text(4),
    }
}
