//! The tree that the parser builds: what the editor wrote, with a span on every node and nothing resolved.
//!
//! Declarations share one shape (a name, a head, properties), because every one of them is cited, may hold
//! only under a choice of an interpretation, and is formatted alike. The tree serialises for tools; its shape
//! is unstable and is not a wire format.

mod clause;
mod expr;

pub use clause::{ArticleRef, Citation, CitationTarget, ClauseRef};
pub use expr::{
    Aggregate, BoundKind, CompareOp, Constant, Domain, DomainKind, Expr, ExprKind, NameRef,
    ProductOp, Quantifier, SumOp, Window, Within,
};

use serde::Serialize;

use crate::calendar::{Date, Duration};
use crate::number::Number;
use crate::source::{SourceId, Span};

/// One policy file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct File {
    /// Which source it came from.
    #[serde(skip)]
    pub source: SourceId,
    /// Its declarations, in order.
    pub items: Vec<Item>,
    /// Its comments, in order; the formatter puts them back.
    pub comments: Vec<Comment>,
}

/// A comment, without its marks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comment {
    /// What it says.
    pub text: String,
    /// Where it stands, marks included.
    pub span: Span,
}

/// A declaration and the choices under which it holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// The interpretations' choices around it, outermost first.
    pub given: Vec<Given>,
    /// The declaration.
    pub decl: Decl,
}

/// `given below-reading = inclusive`: the part holds only under this choice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Given {
    /// The interpretation.
    pub interpretation: Name,
    /// The choice of it.
    pub choice: Name,
    /// The whole head.
    pub span: Span,
}

/// A name as written, quotes removed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Whether it was quoted.
    pub quoted: bool,
    /// Where.
    pub span: Span,
}

/// A quoted text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Text {
    /// The text between the marks.
    pub text: String,
    /// Where, marks included.
    pub span: Span,
}

/// A declaration: its kind and head, its name where it has one, and its properties.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Decl {
    /// What is declared, with the parts that stand before the body.
    pub kind: DeclKind,
    /// Its name; absent for mappings, scopes, imports and unnamed ledger entries.
    pub name: Option<Name>,
    /// The properties of its body, in order.
    pub props: Vec<Prop>,
    /// The whole declaration.
    pub span: Span,
    /// The keyword alone (the place to point at when something is missing).
    pub keyword: Span,
}

/// What a declaration declares.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum DeclKind {
    /// `import "file"`.
    Import(Text),
    /// The regulation itself.
    Regulation,
    /// A level, within another.
    Level { within: Option<Name> },
    /// A unit of measure: `measure crate = 12 bottle`.
    Measure {
        equals: Option<(Quantity, Option<String>)>,
    },
    /// Values of a field or metric; ordered ones compare.
    Enumeration { ordered: bool, values: Vec<Name> },
    /// An organ.
    Organ,
    /// A class of holders.
    Class,
    /// A matter, within another, with the wordings of the text.
    Matter {
        within: Option<Name>,
        worded: Vec<Text>,
    },
    /// Kinds of responsibility that duties bear, or that are pursued on failure.
    Kinds { pursued: bool, names: Vec<Name> },
    /// From kinds borne (empty: unspecified) to kinds pursued.
    Mapping { from: Vec<Name>, to: Vec<Name> },
    /// A duty.
    Duty,
    /// A metric.
    Metric,
    /// A target.
    Target,
    /// A prohibition.
    Prohibition,
    /// A recurring report.
    Report,
    /// A type of record.
    Record,
    /// A vague term.
    Vague,
    /// A parameter.
    Parameter { value: Expr },
    /// A named expression over a record type, a level, or nothing.
    Definition { context: Option<Name>, value: Expr },
    /// Conditions to values.
    Table { context: Option<Name> },
    /// A trigger with its number in the text and the matters that it concerns.
    Trigger {
        number: Option<Text>,
        matters: Vec<Name>,
    },
    /// A consequence.
    Consequence,
    /// A commendation.
    Commendation,
    /// A question that the text leaves open.
    Interpretation,
    /// Whom the regulation covers.
    Scope,
    /// A clause that binds nobody, with the reason.
    NonOperative,
    /// A clause that hands over to another document.
    Delegation,
}

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

/// The properties of every kind of declaration; the grammar says which may stand where.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum PropKind {
    /// `cite`.
    Cite(Vec<Citation>),
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
    Erratum {
        printed: Text,
        reads: Text,
        because: Text,
    },
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
        low: Quantity,
        high: Option<Quantity>,
    },
    /// Who keeps it.
    Owner(Name),
    /// The formula of a derived metric.
    Computed(Expr),
    /// The wordings of the text.
    Worded(Vec<Text>),
    // targets
    /// The level whose units are measured, and which of them.
    Ranging { level: Name, filter: Option<Expr> },
    /// What is required.
    Require(Expr),
    /// A quantity that must not be nothing for the target to apply.
    Population(Expr),
    /// Labels.
    Labels(Vec<Name>),
    /// The document whose figure is the bound, and the figure's type.
    Plan {
        document: Text,
        typed: Option<TypeRef>,
    },
    // prohibitions, reports, records
    /// The acts prohibited.
    Acts(Vec<Name>),
    /// The record type and its field that tell of such acts, and which of the records count.
    FoundIn {
        record: Name,
        field: Name,
        filter: Option<Expr>,
    },
    /// To whom it reports.
    Addressee(Vec<Name>),
    /// How often.
    Every(Frequency),
    /// A field of a record type.
    Field(Field),
    // vague terms
    /// What it is said of.
    AppliesTo(AppliesTo),
    /// The authority that determines it.
    DeterminedBy(NameOrText),
    /// The type of a determination; a truth value unless said.
    Yields(TypeRef),
    // tables
    /// A row.
    Row { when: Expr, then: Expr },
    /// The value when no row holds.
    Otherwise(Expr),
    // triggers, consequences, commendations
    /// What the causes range over.
    Branch(Branch),
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
}

/// A date as written.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DateLit {
    /// The date.
    pub date: Date,
    /// Where.
    pub span: Span,
}

/// A number with its unit as written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quantity {
    /// The number, sign included.
    pub number: Number,
    /// The unit, if any.
    pub unit: Option<String>,
    /// Where.
    pub span: Span,
}

/// An organ's name, or the wording of the text where it is no declared organ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum NameOrText {
    /// Unquoted: must be declared.
    Name(Name),
    /// Quoted: a declared organ if there is one of that name, else the text's wording.
    Text(Text),
}

/// An office with the titles of its holders and the kinds for which it answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Office {
    /// Its name.
    pub name: Name,
    /// Properties of its block: [`OfficeProp`].
    pub props: Vec<OfficeProp>,
}

/// A property of an office and the choices under which it holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfficeProp {
    /// The choices.
    pub given: Vec<Given>,
    /// The property.
    pub kind: OfficePropKind,
    /// Where.
    pub span: Span,
}

/// The properties of an office.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum OfficePropKind {
    /// Titles under which rosters name its holders.
    Titles(Vec<Name>),
    /// The kinds pursued for which it answers.
    Answers(Vec<Name>),
    /// Citations for that.
    Cite(Vec<Citation>),
}

/// The holders of a duty, prohibition or report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Holder {
    /// In order.
    pub parties: Vec<PartyShare>,
    /// `jointly` or `each`, where said.
    pub sharing: Option<Sharing>,
}

/// How several holders share a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Sharing {
    /// One obligation, several obliged.
    Jointly,
    /// Each its own.
    Each,
}

/// One holder with its part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartyShare {
    /// Who.
    pub party: Party,
    /// In the lead.
    pub lead: bool,
    /// Its component of the matter.
    pub component: Option<Name>,
}

/// An organ, a class, or an office of an organ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Party {
    /// The organ or class.
    pub organ: Name,
    /// The office.
    pub office: Option<Name>,
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

/// The type of a metric, field, table or determination, as written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TypeRef {
    /// Which.
    pub kind: TypeRefKind,
    /// Where.
    pub span: Span,
}

/// The type of a metric, field, table or determination, as written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum TypeRefKind {
    /// True or false.
    Truth,
    /// A date.
    Date,
    /// Free text.
    Text,
    /// A plain number.
    Number,
    /// A person, an office or an organ.
    Actor,
    /// A declared matter.
    Matter,
    /// A unit of the facts.
    Unit,
    /// Another record.
    Record,
    /// Values listed in place.
    Values(Vec<Name>),
    /// A unit of measure, or a declared enumeration.
    Named(String),
    /// A unit per a unit: 元/人.
    Per(String, String),
}

/// A field of a record type.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub typed: TypeRef,
    /// What it tells of the record, where that is not plain from the type.
    pub role: Option<Role>,
    /// Smallest and largest possible value.
    pub range: Option<(Quantity, Quantity)>,
}

/// What a field tells of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Role {
    /// The date of the act.
    ActDate,
    /// The date on which it was found.
    DiscoveryDate,
    /// The date on which it was reported.
    ReportDate,
    /// The record that tells of the same act.
    SameAct,
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
