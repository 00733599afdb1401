//! Facts from Rust values. The builder makes the JSON text that would have been sent, so that the same checks run.

mod entries;
mod tree;
mod unit;
mod value;

pub use entries::{DeterminationBuilder, DischargeBuilder, PersonBuilder, ReportBuilder};
pub use unit::{RecordBuilder, UnitBuilder};
pub use value::FactValue;

use super::FORMAT;

use tree::Tree;

/// Facts being put together.
///
/// Nothing is checked here: a policy checks the facts when it reads them, with the same errors as for JSON.
#[derive(Debug, Clone)]
pub struct FactsBuilder {
    head: Members,
    units: Option<Vec<Tree>>,
    persons: Option<Vec<Tree>>,
    determinations: Option<Vec<Tree>>,
    discharges: Option<Vec<Tree>>,
    reports: Option<Vec<Tree>>,
}

impl FactsBuilder {
    /// Facts as known on a day, such as `2018-01-10`, about a period, such as `2017`.
    pub fn new(as_of: impl Into<String>, period: impl Into<String>) -> Self {
        let mut head = Members::default();
        head.set("format", FORMAT);
        head.set("as_of", as_of.into());
        head.set("period", period.into());
        Self {
            head,
            units: None,
            persons: None,
            determinations: None,
            discharges: None,
            reports: None,
        }
    }

    /// A note on the facts as a whole.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.head.set("note", note.into());
        self
    }

    /// Where the facts as a whole come from.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.head.set("source", source.into());
        self
    }

    /// Adds an outermost unit.
    #[must_use]
    pub fn unit(mut self, unit: UnitBuilder) -> Self {
        push(&mut self.units, unit.into_node());
        self
    }

    /// There are no units.
    #[must_use]
    pub fn no_units(mut self) -> Self {
        self.units.get_or_insert_default();
        self
    }

    /// Adds a line to the roster.
    #[must_use]
    pub fn person(mut self, person: PersonBuilder) -> Self {
        push(&mut self.persons, person.into_node());
        self
    }

    /// The roster is empty: nobody is in office.
    #[must_use]
    pub fn no_persons(mut self) -> Self {
        self.persons.get_or_insert_default();
        self
    }

    /// Adds a determination of a vague term.
    #[must_use]
    pub fn determination(mut self, determination: DeterminationBuilder) -> Self {
        push(&mut self.determinations, determination.into_node());
        self
    }

    /// Nothing has been determined.
    #[must_use]
    pub fn no_determinations(mut self) -> Self {
        self.determinations.get_or_insert_default();
        self
    }

    /// Adds a discharge of duty.
    #[must_use]
    pub fn discharge(mut self, discharge: DischargeBuilder) -> Self {
        push(&mut self.discharges, discharge.into_node());
        self
    }

    /// No duty has been discharged.
    #[must_use]
    pub fn no_discharges(mut self) -> Self {
        self.discharges.get_or_insert_default();
        self
    }

    /// Adds a report made.
    #[must_use]
    pub fn report(mut self, report: ReportBuilder) -> Self {
        push(&mut self.reports, report.into_node());
        self
    }

    /// No report has been made.
    #[must_use]
    pub fn no_reports(mut self) -> Self {
        self.reports.get_or_insert_default();
        self
    }

    /// The facts as JSON, to be stored as what was sent.
    pub fn to_json(&self) -> String {
        self.clone().into_json()
    }

    /// The facts as a policy reads them: as JSON, so that the same checks run.
    pub fn into_json(self) -> String {
        let mut members = self.head;
        members.list("units", self.units);
        members.list("persons", self.persons);
        members.list("determinations", self.determinations);
        members.list("discharges", self.discharges);
        members.list("reports", self.reports);
        members.into_node().to_json()
    }
}

/// The keys and values of an object being put together, in the order given.
#[derive(Debug, Clone, Default)]
struct Members(Vec<(String, Tree)>);

impl Members {
    fn set(&mut self, key: impl Into<String>, value: impl Into<FactValue>) {
        self.node(key, value.into().into_node());
    }

    fn node(&mut self, key: impl Into<String>, node: Tree) {
        self.0.push((key.into(), node));
    }

    fn list(&mut self, key: impl Into<String>, items: Option<Vec<Tree>>) {
        if let Some(items) = items {
            self.node(key, Tree::Array(items));
        }
    }

    fn into_node(self) -> Tree {
        Tree::Object(self.0)
    }
}

fn push(list: &mut Option<Vec<Tree>>, node: Tree) {
    list.get_or_insert_default().push(node);
}

#[cfg(test)]
mod tests;
