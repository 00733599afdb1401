//! The properties of declarations, as written; the grammar says which may stand where.

use serde::Serialize;

use super::{
    Citation, DateLit, Domain, Expectation, Expr, Fact, Field, Given, Holder, Name, Office,
    Quantity, Reading, Text, TypeRef,
};
use crate::calendar::{Date, Duration};
use crate::source::Span;

/// A property and the choices under which it holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Prop {
    /// The choices of the blocks around it inside its declaration, outermost first.
    pub given: Vec<Given>,
    /// The property.
    pub kind: PropKind,
    /// The whole property.
    pub span: Span,
}

/// The properties of every kind of declaration; the grammar says which may stand where. Large ones that are few stand
/// apart, so that the many are small.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum PropKind {
    /// `cite`.
    Cite(Vec<Citation>),
    /// What may be found of the declaration and is meant, and why.
    Allow {
        codes: Vec<Name>,
        because: Option<Text>,
    },
    // regulation
    /// The regulation's document number.
    DocumentNumber(Text),
    /// Date of issue.
    Issued(DateLit),
    /// Date from which it has effect.
    Effective(DateLit),
    /// Last day of its effect.
    Expires(DateLit),
    /// The file with its text.
    SourceText(Text),
    /// The SHA-256 of that file, in hexadecimal.
    Digest(Text),
    /// The documents that it rests on.
    LegalBasis(Vec<Text>),
    /// Who interprets it.
    InterpretedBy(NameOrText),
    /// A corrected place of the printed text.
    Erratum(Box<Erratum>),
    // organs
    /// The levels at which it stands.
    Levels(Vec<Name>),
    /// One body, not one per unit.
    Single,
    /// The organs directly above.
    Superiors(Vec<Name>),
    /// An office of the organ.
    Office(Office),
    /// The members of a class.
    Members(Vec<Name>),
    // duties
    /// Who holds it.
    Holder(Holder),
    /// The kinds borne and the matters for which.
    Bears {
        kinds: Vec<Name>,
        matters: Vec<Name>,
    },
    /// The matters.
    Matters(Vec<Name>),
    /// To whom it is owed.
    Claimant(Vec<Name>),
    /// Targets measured under it.
    Targets(Vec<Name>),
    /// Reports owed under it.
    Reports(Vec<Name>),
    /// Prohibitions observed under it.
    Prohibitions(Vec<Name>),
    /// When it is due.
    Due(Due),
    /// Only then does it apply.
    Applies(Expr),
    // metrics
    /// The type of its values.
    Typed(TypeRef),
    /// Smallest and largest possible value.
    Range {
        low: Box<Quantity>,
        high: Option<Box<Quantity>>,
    },
    /// Who keeps it.
    Owner(Name),
    /// The formula of a derived metric.
    Computed(Expr),
    /// The wordings of the text.
    Worded(Vec<Text>),
    // targets
    /// The level whose units are measured, and which of them.
    Ranging {
        level: Name,
        filter: Option<Box<Expr>>,
    },
    /// What is required.
    Require(Expr),
    /// A quantity that must not be nothing for the target to apply.
    Population(Expr),
    /// Labels.
    Labels(Vec<Name>),
    /// The document whose figure is the bound, and the figure's type.
    Plan {
        document: Text,
        typed: Option<Box<TypeRef>>,
    },
    // prohibitions, reports, records
    /// The acts prohibited.
    Acts(Vec<Name>),
    /// The record type and its field that tell of such acts, and which of the records count.
    FoundIn {
        record: Name,
        field: Name,
        filter: Option<Box<Expr>>,
    },
    /// To whom it reports.
    Addressee(Vec<Name>),
    /// How often.
    Every(Frequency),
    /// A field of a record type.
    Field(Box<Field>),
    // vague terms
    /// What it is said of.
    AppliesTo(AppliesTo),
    /// The authority that determines it.
    DeterminedBy(NameOrText),
    /// The type of a determination; a truth value unless said.
    Yields(TypeRef),
    // tables
    /// A row.
    Row { when: Box<Expr>, then: Box<Expr> },
    /// The value when no row holds.
    Otherwise(Expr),
    // triggers, consequences, commendations
    /// What the causes range over.
    Branch(Box<Branch>),
    /// The consequence declared apart.
    ConsequenceRef(Name),
    /// Kinds pursued.
    Pursue {
        kinds: Vec<Name>,
        level_by_level: bool,
    },
    /// May (true) or shall (false).
    Modality { may: bool },
    /// The authority that decides.
    Authority(NameOrText),
    /// The documents followed.
    Following(Vec<Text>),
    /// What must be shown beyond the cause.
    Gate(Gate),
    /// The kinds for which a personal actor answers.
    ActorAnswers(Vec<Name>),
    /// Whom it commends; `None` is the record's actor.
    Commends(Option<Vec<Name>>),
    /// The vague term whose determination opens it.
    Requires(Name),
    // interpretations and the ledger
    /// The question.
    Question(Text),
    /// A choice, with its meaning.
    Choice { name: Name, meaning: Option<Text> },
    /// The choice taken.
    Take(Name),
    /// Why.
    Because(Text),
    /// Organs and classes that it covers.
    Covers(Vec<Name>),
    /// Organs and classes that it excludes.
    Excludes(Vec<Name>),
    /// The documents handed over to.
    Documents(Vec<Text>),
    // scenarios
    /// A choice under which it is evaluated.
    Reading(Box<Reading>),
    /// A fact.
    Fact(Box<Fact>),
    /// What is expected.
    Expect(Vec<Expectation>),
}

/// A corrected place of the printed text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Erratum {
    /// What is printed.
    pub printed: Text,
    /// What it should be.
    pub reads: Text,
    /// Why.
    pub because: Text,
}

/// An organ's name, or the wording of the text where it is no declared organ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum NameOrText {
    /// Unquoted: must be declared.
    Name(Name),
    /// Quoted: a declared organ if there is one of that name, else the text's wording.
    Text(Text),
}

/// When something is due.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Due {
    /// When.
    pub kind: DueKind,
    /// Where.
    pub span: Span,
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum DueKind {
    /// On this date.
    On(Date),
    /// At the end of the period.
    PeriodEnd,
    /// This long after the end of the period.
    AfterPeriodEnd(Duration),
    /// At all times.
    Continuously,
}

/// How often a report is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Frequency {
    /// Once a year.
    Year,
    /// Twice a year.
    HalfYear,
    /// Four times a year.
    Quarter,
    /// Monthly.
    Month,
}

/// What a vague term is said of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum AppliesTo {
    /// Metrics, record types or levels.
    Names(Vec<Name>),
    /// A duty and the party that holds it.
    Duty,
}

/// One branch of a trigger or commendation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Branch {
    /// What it ranges over.
    pub domain: Domain,
    /// Which elements.
    pub filter: Option<Expr>,
    /// What makes an element a cause.
    pub condition: Option<Expr>,
    /// The matters that its causes concern, where their elements do not tell.
    pub matters: Vec<Name>,
}

/// What must be shown beyond the cause before anyone answers for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Gate {
    /// The cause shows it, unless a discharge of the duty is on record.
    Presumed,
    /// A determination of this term.
    Determined(Name),
    /// A condition.
    When(Expr),
}
