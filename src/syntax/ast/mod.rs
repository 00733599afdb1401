//! The tree that the parser builds: what the editor wrote, with a span on every node and nothing resolved.
//!
//! Declarations share one shape (a name, a head, properties), because every one of them is cited, may hold
//! only under a choice of an interpretation, and is formatted alike. The tree serialises for tools; its shape
//! is unstable and is not a wire format.

mod clause;
mod expr;
mod part;
mod prop;
mod scenario;

pub use clause::{ArticleRef, Citation, CitationTarget, ClauseRef};
pub use expr::{
    Aggregate, BoundKind, CompareOp, Constant, Domain, DomainKind, Expr, ExprKind, NameRef,
    ProductOp, Quantifier, SumOp, Window, Within,
};
pub use part::{
    DateLit, Field, Holder, Office, OfficeProp, OfficePropKind, Party, PartyShare, Quantity, Role,
    Sharing, TypeRef, TypeRefKind,
};
pub use prop::{
    AppliesTo, Branch, Due, DueKind, Erratum, Frequency, Gate, NameOrText, Prop, PropKind,
};

pub use scenario::{
    Aspect, Detail, DetailKind, Expectation, Expected, Fact, FactKind, FactList, HolderPart,
    HowMany, Mark, MissingKind, Reading, Value, ValueKind,
};

use serde::Serialize;

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
    /// Facts that scenarios start from, and the background that they start from themselves.
    Background { upon: Option<Name> },
    /// Facts given and an outcome expected.
    Scenario { upon: Option<Name> },
}
