//! Scenarios as written: facts given, an outcome expected.
//!
//! A path of units (`a/b`) is kept as one [`Name`] whose parts are joined by `/`.

use serde::Serialize;

use super::{DateLit, Name, NameOrText, Text};
use crate::calendar::Period;
use crate::source::Span;

/// A choice of an interpretation under which a scenario is evaluated.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    /// The interpretation.
    pub interpretation: Name,
    /// The choice of it.
    pub choice: Name,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// What it says.
    pub kind: FactKind,
    /// The whole of it.
    pub span: Span,
}

/// What a fact says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum FactKind {
    /// The day on which the facts are known.
    AsOf(DateLit),
    /// The period asked about.
    Period(Period),
    /// A note.
    Note(Text),
    /// Where the facts come from.
    Source(Text),
    /// A list with nothing in it, or one that is not known.
    Absent {
        /// Which.
        list: FactList,
        /// Whether it is known to be empty.
        known: bool,
    },
    /// An entry of a list.
    Entry {
        /// Which.
        list: FactList,
        /// The person, term, duty or report.
        name: Name,
        /// What is said of it.
        details: Vec<Detail>,
    },
    /// `level unit { … }`, `unit { … }`, `record-type id { … }` or `record-type { … }`.
    Block {
        /// The first name or path.
        head: Name,
        /// The second.
        name: Option<Name>,
        /// What is in it.
        facts: Vec<Fact>,
    },
    /// A plan's figure for a target.
    Plan {
        /// The target.
        target: Name,
        /// The figure.
        value: Value,
        /// What is said beside it.
        beside: Vec<Fact>,
    },
    /// Values of an earlier period.
    Earlier {
        /// The period.
        period: Period,
        /// The values.
        values: Vec<Fact>,
    },
    /// The value of a metric or field, or the list of a record type as a whole.
    Value {
        /// The metric, field or record type.
        key: Name,
        /// The value.
        value: Value,
        /// What is said beside it.
        beside: Vec<Fact>,
    },
}

/// The lists of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum FactList {
    /// The roster.
    Persons,
    /// Determinations of vague terms.
    Determinations,
    /// Discharges of duty.
    Discharges,
    /// Reports made.
    Reports,
    /// The units inside a unit.
    Units,
}

/// A value as written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Value {
    /// Which.
    pub kind: ValueKind,
    /// Where.
    pub span: Span,
}

/// A value as written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum ValueKind {
    /// `none`: an empty list.
    Nothing,
    /// `unknown`: not in the facts.
    Unknown,
    /// True or false.
    Truth(bool),
    /// A date.
    Date(DateLit),
    /// A number without a unit.
    Number(String),
    /// A number with its unit.
    Quantity(String),
    /// A quoted text.
    Text(String),
    /// A person.
    Person(Name),
    /// A name: of an enumeration value, a person, an organ, a unit, a matter, a record.
    Name {
        /// The name or path; the organ where there is an office.
        name: Name,
        /// The office of the organ.
        office: Option<Name>,
        /// The unit of the organ.
        at: Option<Name>,
    },
}

/// What is said of an entry or an expectation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Detail {
    /// What.
    pub kind: DetailKind,
    /// Where.
    pub span: Span,
}

/// What is said of an entry or an expectation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum DetailKind {
    /// The unit.
    At(Name),
    /// The value.
    Is(Value),
    /// The organ or authority.
    By(NameOrText),
    /// The day.
    On(DateLit),
    /// The first day.
    From(DateLit),
    /// The last day.
    To(DateLit),
    /// The period.
    During(Period),
    /// Things of a kind, by name.
    Named(Aspect, Vec<Name>),
    /// Who acted.
    Actor(Value),
    /// The part that a holder has.
    Role(HolderPart),
    /// How many steps away.
    Distance(u32),
    /// The value that was measured.
    Actual(Value),
    /// The value that was required.
    Bound(Value),
    /// The document.
    Document(Text),
    /// A note.
    Note(Text),
    /// Where it comes from.
    Source(Text),
    /// An interpretation relied on.
    Reading(Reading),
    /// A status or another mark.
    Mark(Mark),
    /// What is missing.
    Missing(Box<Expectation>),
}

/// The kinds of things that a detail names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Aspect {
    /// A metric.
    Metric,
    /// A target.
    Target,
    /// A record, by id.
    Record,
    /// A prohibition.
    Prohibition,
    /// A report.
    Report,
    /// A duty.
    Duty,
    /// An organ.
    Organ,
    /// A class of holders.
    Class,
    /// An office.
    Office,
    /// A title.
    Title,
    /// Persons.
    Person,
    /// An act, by its identity.
    Act,
    /// A matter.
    Matter,
    /// A trigger.
    Trigger,
    /// A kind pursued.
    Pursued,
    /// A kind borne.
    Borne,
    /// The other holders of a joint duty.
    With,
}

/// The part that a holder has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum HolderPart {
    /// It acted.
    Actor,
    /// It leads.
    Lead,
    /// It takes part.
    Participant,
    /// It holds the duty jointly.
    Joint,
}

/// Statuses, and other marks that are one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Mark {
    Fired,
    NotFired,
    Met,
    Breached,
    Respected,
    Violated,
    NotDue,
    NotApplicable,
    Unmeasured,
    Undetermined,
    Awaiting,
    Established,
    Presumed,
    Rebutted,
    Eligible,
    Declined,
    AfterAsOf,
    OutsidePeriod,
    BeforeEffect,
    AfterExpiry,
    /// The text names no kind to pursue.
    Silent,
    /// The trigger pursues no kind that the duty leads to.
    NotPursued,
    /// A cause that nobody answers for.
    NoDuty,
    /// The scope clause does not name the organ.
    ScopeDoubt,
    Shall,
    May,
    /// Nobody in office.
    Vacant,
    /// No roster.
    UnknownPersons,
}

/// Something expected of the assessment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Expectation {
    /// What of.
    pub kind: Expected,
    /// How many of it.
    pub count: HowMany,
    /// The name that it is about.
    pub subject: Option<Name>,
    /// The office of the organ that it is about.
    pub office: Option<Name>,
    /// What must be true of it.
    pub details: Vec<Detail>,
    /// The whole of it.
    pub span: Span,
}

/// How many of what is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum HowMany {
    /// At least one.
    Some,
    /// None.
    None,
    /// So many.
    Exactly(u32),
    /// So many or more.
    AtLeast(u32),
    /// So many or fewer.
    AtMost(u32),
}

/// What is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Expected {
    /// A trigger.
    Trigger,
    /// A finding.
    Finding,
    /// A cause.
    Cause,
    /// A target at a unit.
    Target,
    /// A prohibition at a unit.
    Prohibition,
    /// A report of a holder.
    Report,
    /// A duty of a holder.
    Duty,
    /// A commendation.
    Commendation,
    /// Something left out.
    LeftOut,
    /// Something that is missing.
    Missing {
        /// Whether nothing else is.
        only: bool,
        /// What; anything where not said.
        kind: Option<MissingKind>,
    },
}

/// What may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum MissingKind {
    /// A metric's value.
    Metric,
    /// A plan's figure.
    Plan,
    /// A list of records.
    Records,
    /// The units of a level.
    Units,
    /// A field of a record.
    Field,
    /// A determination.
    Determination,
    /// The list of reports made.
    Reports,
    /// The list of discharges.
    Discharges,
    /// The actor.
    Actor,
    /// A number that cannot be formed.
    Unformed,
}
