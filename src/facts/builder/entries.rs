//! Lines of the roster, determinations, discharges of duty, reports made.

use super::tree::Tree;
use super::{FactValue, Members};

/// A line of the roster being put together.
#[derive(Debug, Clone)]
pub struct PersonBuilder {
    members: Members,
}

/// A determination of a vague term being put together.
#[derive(Debug, Clone)]
pub struct DeterminationBuilder {
    members: Members,
    subject: Members,
}

/// A discharge of duty being put together.
#[derive(Debug, Clone)]
pub struct DischargeBuilder {
    members: Members,
}

/// A report made, being put together.
#[derive(Debug, Clone)]
pub struct ReportBuilder {
    members: Members,
}

impl PersonBuilder {
    /// A person in an organ.
    pub fn new(name: impl Into<String>, organ: impl Into<String>) -> Self {
        Self {
            members: members([("name", name.into()), ("organ", organ.into())]),
        }
    }

    /// The unit of the organ.
    #[must_use]
    pub fn unit(self, unit: impl Into<String>) -> Self {
        self.set("unit", unit)
    }

    /// The office held: its name or one of its titles.
    #[must_use]
    pub fn office(self, office: impl Into<String>) -> Self {
        self.set("office", office)
    }

    /// The title to show; needed for a person in none of the declared offices.
    #[must_use]
    pub fn title(self, title: impl Into<String>) -> Self {
        self.set("title", title)
    }

    /// The first day in office.
    #[must_use]
    pub fn from(self, date: impl Into<String>) -> Self {
        self.set("from", date)
    }

    /// The last day in office.
    #[must_use]
    pub fn to(self, date: impl Into<String>) -> Self {
        self.set("to", date)
    }

    fn set(mut self, key: &str, text: impl Into<String>) -> Self {
        self.members.set(key, text.into());
        self
    }

    pub(super) fn into_node(self) -> Tree {
        self.members.into_node()
    }
}

impl DeterminationBuilder {
    /// A determination of a term, made by an authority on a day.
    pub fn new(
        term: impl Into<String>,
        value: impl Into<FactValue>,
        authority: impl Into<String>,
        date: impl Into<String>,
    ) -> Self {
        let mut members = members([("term", term.into())]);
        members.set("value", value);
        members.set("authority", authority.into());
        members.set("date", date.into());
        Self {
            members,
            subject: Members::default(),
        }
    }

    /// It is about a metric at a unit, in the period of the facts unless [`Self::period`] says another.
    #[must_use]
    pub fn on_metric(self, unit: impl Into<String>, metric: impl Into<String>) -> Self {
        self.about("unit", unit).about("metric", metric)
    }

    /// It is about a record.
    #[must_use]
    pub fn on_record(self, id: impl Into<String>) -> Self {
        self.about("record", id)
    }

    /// It is about a unit.
    #[must_use]
    pub fn on_unit(self, unit: impl Into<String>) -> Self {
        self.about("unit", unit)
    }

    /// It is about a duty and an organ that holds it; [`Self::on_unit`] says at which unit.
    #[must_use]
    pub fn on_duty(self, duty: impl Into<String>, organ: impl Into<String>) -> Self {
        self.about("duty", duty).about("organ", organ)
    }

    /// It is about one act: a record's id, or `target:name@unit`.
    #[must_use]
    pub fn act(self, act: impl Into<String>) -> Self {
        self.about("act", act)
    }

    /// The period of the metric.
    #[must_use]
    pub fn period(self, period: impl Into<String>) -> Self {
        self.about("period", period)
    }

    /// The document that it is in.
    #[must_use]
    pub fn document(mut self, document: impl Into<String>) -> Self {
        self.members.set("document", document.into());
        self
    }

    /// It is about a metric; the unit is said apart.
    pub(crate) fn about_metric(self, metric: impl Into<String>) -> Self {
        self.about("metric", metric)
    }

    /// It is about an organ; the duty is said apart.
    pub(crate) fn about_organ(self, organ: impl Into<String>) -> Self {
        self.about("organ", organ)
    }

    fn about(mut self, key: &str, text: impl Into<String>) -> Self {
        self.subject.set(key, text.into());
        self
    }

    pub(super) fn into_node(self) -> Tree {
        let mut members = self.members;
        members.node("subject", self.subject.into_node());
        members.into_node()
    }
}

impl DischargeBuilder {
    /// A discharge of a duty by an organ that holds it.
    pub fn new(duty: impl Into<String>, organ: impl Into<String>) -> Self {
        Self {
            members: members([("duty", duty.into()), ("organ", organ.into())]),
        }
    }

    /// The unit of the organ.
    #[must_use]
    pub fn unit(self, unit: impl Into<String>) -> Self {
        self.set("unit", unit)
    }

    /// The act that it answers: a record's id, or `target:name@unit`; every act when not said.
    #[must_use]
    pub fn act(self, act: impl Into<String>) -> Self {
        self.set("act", act)
    }

    /// When.
    #[must_use]
    pub fn date(self, date: impl Into<String>) -> Self {
        self.set("date", date)
    }

    /// What was done.
    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        self.set("note", note)
    }

    fn set(mut self, key: &str, text: impl Into<String>) -> Self {
        self.members.set(key, text.into());
        self
    }

    pub(super) fn into_node(self) -> Tree {
        self.members.into_node()
    }
}

impl ReportBuilder {
    /// A report that an organ made on a day.
    pub fn new(
        report: impl Into<String>,
        organ: impl Into<String>,
        date: impl Into<String>,
    ) -> Self {
        Self {
            members: members([
                ("report", report.into()),
                ("organ", organ.into()),
                ("date", date.into()),
            ]),
        }
    }

    /// The unit of the organ.
    #[must_use]
    pub fn unit(self, unit: impl Into<String>) -> Self {
        self.set("unit", unit)
    }

    /// The period reported on; the one that the date lies in when not said.
    #[must_use]
    pub fn period(self, period: impl Into<String>) -> Self {
        self.set("period", period)
    }

    /// A note on the report.
    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        self.set("note", note)
    }

    fn set(mut self, key: &str, text: impl Into<String>) -> Self {
        self.members.set(key, text.into());
        self
    }

    pub(super) fn into_node(self) -> Tree {
        self.members.into_node()
    }
}

fn members<const N: usize>(texts: [(&str, String); N]) -> Members {
    let mut members = Members::default();
    for (key, text) in texts {
        members.set(key, text);
    }
    members
}
