//! The ids of everything declared: small integers, one type each.

use crate::arena::Id;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Id for $name {
            #[expect(clippy::cast_possible_truncation, reason = "declarations are limited far below 2^32")]
            fn from_index(index: usize) -> Self {
                Self(index as u32)
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($word, "-{}"), self.0)
            }
        }
    )*};
}

ids! {
    /// A level.
    LevelId = "level";
    /// An enumeration.
    EnumerationId = "enumeration";
    /// An organ.
    OrganId = "organ";
    /// An office of an organ.
    OfficeId = "office";
    /// A class of holders.
    ClassId = "class";
    /// A matter.
    MatterId = "matter";
    /// A kind of responsibility that a duty bears.
    KindId = "kind";
    /// A kind of responsibility pursued on failure.
    PursuedId = "pursued";
    /// A duty.
    DutyId = "duty";
    /// A metric.
    MetricId = "metric";
    /// A target.
    TargetId = "target";
    /// A prohibition.
    ProhibitionId = "prohibition";
    /// A report.
    ReportId = "report";
    /// A record type.
    RecordTypeId = "record-type";
    /// A field of a record type.
    FieldId = "field";
    /// A vague term.
    VagueId = "vague";
    /// A parameter.
    ParameterId = "parameter";
    /// A named expression.
    DefinitionId = "definition";
    /// A table.
    TableId = "table";
    /// A trigger.
    TriggerId = "trigger";
    /// A consequence.
    ConsequenceId = "consequence";
    /// A commendation.
    CommendationId = "commendation";
    /// An interpretation.
    InterpretationId = "interpretation";
    /// Facts that scenarios start from.
    BackgroundId = "background";
    /// A scenario.
    ScenarioId = "scenario";
}
