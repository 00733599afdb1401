//! The responsibility matrix (责任清单): who holds what, organ by organ and matter by matter.
//!
//! It is read off the same declarations that decide accountability. `duties` gives the rows of an organ, `bound`
//! what a target requires as data, `reach` the triggers that a failure can set off; `page` says everything once for
//! the renderers `html`, `markdown` and `csv`.

mod bound;
mod csv;
mod duties;
mod html;
mod markdown;
mod matters;
mod page;
mod reach;
mod words;

use serde::Serialize;

use crate::assessment::{Clauses, Comparison};
use crate::calendar::{Date, Duration};
use crate::lang::Lang;
use crate::model::{HolderRole, Name, OrganId};
use crate::policy::Policy;
use crate::suggest::nearest;

pub(super) use reach::{reached_branches, triggers};

/// Who holds what.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Matrix {
    /// `zeren.matrix/1`.
    pub format: &'static str,
    /// The regulation.
    pub regulation: Name,
    /// Its document number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Name>,
    /// From when it has effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<Date>,
    /// The organs, in the order declared; one alone if asked for.
    pub organs: Vec<MatrixOrgan>,
    /// The matters, each before those inside it; of one organ, those that it holds.
    pub matters: Vec<MatterRow>,
}

/// An organ and what it holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MatrixOrgan {
    /// Its name.
    pub organ: Name,
    /// The levels at which it stands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Name>,
    /// The organs directly above it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub superiors: Vec<Name>,
    /// Whether the regulation excludes it outright; then it answers for nothing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub excluded: bool,
    /// Its offices and what they answer for.
    pub offices: Vec<OfficeRow>,
    /// Its duties, in the order declared.
    pub duties: Vec<DutyRow>,
    /// Prohibitions that bind it outside its duties.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prohibitions: Vec<ProhibitionRow>,
    /// Reports that it owes outside its duties.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<ReportRow>,
}

/// An office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OfficeRow {
    /// Its name.
    pub office: Name,
    /// Titles of those in office.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<Name>,
    /// The kinds pursued for which it answers.
    pub answers_for: Vec<Name>,
}

/// A duty as one holder holds it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DutyRow {
    /// Its name.
    pub duty: Name,
    /// The kinds borne; empty when the text names none.
    pub kinds: Vec<Name>,
    /// The matters of this holder's part.
    pub matters: Vec<Name>,
    /// How it is held.
    #[serde(serialize_with = "words::serialize_role")]
    pub role: HolderRole,
    /// Whether the matters are one component of those of the duty.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub component: bool,
    /// The office that holds it, where it is not the organ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Name>,
    /// The class as whose member the organ holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<Name>,
    /// The other holders.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<OtherHolder>,
    /// To whom it is owed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claimants: Vec<Name>,
    /// Its own deadline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// When it applies, as the policy words it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies: Option<Name>,
    /// Its targets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<TargetRow>,
    /// Its reports.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<ReportRow>,
    /// Its prohibitions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prohibitions: Vec<ProhibitionRow>,
    /// The triggers whose causes reach it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<TriggerRow>,
    /// The clauses that it rests on.
    pub clauses: Clauses,
    /// Interpretations that it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Name>,
}

/// Another holder of the same duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OtherHolder {
    /// Who: an organ, an organ's office, or a class.
    pub party: Name,
    /// How.
    #[serde(serialize_with = "words::serialize_role")]
    pub role: HolderRole,
}

/// A target.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TargetRow {
    /// Its name.
    pub target: Name,
    /// The level whose units are measured.
    pub level: Name,
    /// Which of them, as the policy words it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<Name>,
    /// What is required, as the policy words it.
    pub require: Name,
    /// The same as data, where it is a comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirement: Option<Requirement>,
    /// The plan whose figure is the bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<Name>,
    /// When.
    pub due: DueRow,
    /// Labels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Name>,
    /// The clauses that it rests on.
    pub clauses: Clauses,
}

/// A quantity and the bound that it must keep to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Requirement {
    /// The quantity, as the policy words it: a metric, or what is computed from metrics.
    pub quantity: Name,
    /// How it must stand to the bound.
    pub comparison: Comparison,
    /// The bound.
    pub bound: Bound,
}

/// What a quantity is held against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Bound {
    /// A number that the policy states.
    Stated {
        /// The number, exactly, in its unit.
        value: Name,
        /// The unit of the quantity; absent for a plain number.
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<Name>,
    },
    /// The figure that a plan sets; the document.
    Plan(Name),
    /// A determination of a vague term; the term.
    Determined(Name),
    /// Another quantity, as the policy words it.
    Quantity(Name),
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DueRow {
    /// On a date.
    On(Date),
    /// So many months and days after the end of the period.
    AfterPeriodEnd(Duration),
    /// At all times.
    Continuously,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ReportRow {
    /// Its name.
    pub report: Name,
    /// To whom.
    pub addressees: Vec<Name>,
    /// `year`, `half-year`, `quarter` or `month`; once a period when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub every: Option<&'static str>,
    /// When.
    pub due: DueRow,
    /// The clauses that it rests on.
    pub clauses: Clauses,
}

/// A prohibition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ProhibitionRow {
    /// Its name.
    pub prohibition: Name,
    /// The acts prohibited.
    pub acts: Vec<Name>,
    /// The clauses that it rests on.
    pub clauses: Clauses,
}

/// A trigger whose causes reach a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TriggerRow {
    /// Its name.
    pub trigger: Name,
    /// Its number in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Name>,
    /// The kinds pursued.
    pub pursues: Vec<Name>,
    /// How it comes to the duty, in the order of the trigger's branches.
    pub ways: Vec<Way>,
}

/// What a trigger's branch ranges over, and how its causes come to a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Way {
    /// Targets breached.
    Targets(Vec<Name>),
    /// Reports not made.
    Reports(Vec<Name>),
    /// Prohibitions violated.
    Prohibitions(Vec<Name>),
    /// Duties breached.
    Duties(Vec<Name>),
    /// Metrics of which something is said.
    Metrics(Vec<Name>),
    /// Units of which something is said.
    Units(Name),
    /// Records.
    Records(Name),
    /// Records, but only those that name a matter of the duty.
    RecordsThatTell(Name),
}

/// A matter and its holders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MatterRow {
    /// Its name.
    pub matter: Name,
    /// The matter that it lies inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Name>,
    /// How deep it lies; 0 for the outermost.
    pub depth: usize,
    /// The wordings of the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub worded: Vec<Name>,
    /// Who holds it, duty by duty; those who hold a matter around it are at that matter.
    pub holders: Vec<MatterHolder>,
}

/// A holder of a matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MatterHolder {
    /// Who: an organ, an organ's office, or a class.
    pub party: Name,
    /// Under which duty.
    pub duty: Name,
    /// The kinds borne.
    pub kinds: Vec<Name>,
    /// How.
    #[serde(serialize_with = "words::serialize_role")]
    pub role: HolderRole,
}

/// An organ that the policy does not declare.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no organ is called `{name}`{}", suggestion.as_ref().map(|s| format!("; did you mean `{s}`")).unwrap_or_default())]
#[non_exhaustive]
pub struct UnknownOrgan {
    /// The name asked for.
    pub name: String,
    /// A declared organ near it.
    pub suggestion: Option<String>,
}

impl Policy {
    /// The responsibility matrix of all organs, or of one.
    ///
    /// # Errors
    ///
    /// When the policy declares no such organ.
    pub fn matrix(&self, organ: Option<&str>) -> Result<Matrix, UnknownOrgan> {
        let model = self.model();
        let only = match organ {
            Some(name) => Some(self.organ_called(name)?),
            None => None,
        };
        let wanted = |id: &OrganId| only.is_none_or(|only| only == *id);
        let ids = model.organs.ids().filter(wanted);
        let regulation = &model.regulation;
        Ok(Matrix {
            format: "zeren.matrix/1",
            regulation: regulation.title.clone(),
            number: regulation.number.clone(),
            effective: regulation.effective,
            organs: ids
                .map(|id| duties::organ(model, self.sources(), id))
                .collect(),
            matters: matters::matters(model, only),
        })
    }

    fn organ_called(&self, name: &str) -> Result<OrganId, UnknownOrgan> {
        let organs = &self.model().organs;
        let found = organs.iter().find(|(_, row)| &*row.name == name);
        found.map(|(id, _)| id).ok_or_else(|| UnknownOrgan {
            name: name.to_owned(),
            suggestion: nearest(name, organs.values().map(|row| &*row.name)).map(str::to_owned),
        })
    }
}

impl Matrix {
    /// The matrix as JSON, in a stable order of keys.
    pub fn to_json(&self) -> String {
        // INVARIANT: keys are literal texts and no value is a map, so that writing cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The matrix as Markdown.
    pub fn to_markdown(&self, lang: Lang) -> String {
        markdown::render(self, lang)
    }

    /// The matrix as one page of HTML that needs nothing else, made for the screen and for printing on A4.
    pub fn to_html(&self, lang: Lang) -> String {
        html::render(self, lang)
    }

    /// The matrix as comma-separated values (RFC 4180), one row for each target, report or prohibition of a duty.
    pub fn to_csv(&self, lang: Lang) -> String {
        csv::render(self, lang)
    }
}
