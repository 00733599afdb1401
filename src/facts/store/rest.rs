//! What only some facts hold: earlier periods, notes, actors, determinations, discharges, reports.

use std::sync::LazyLock;

use indexmap::IndexMap;

use super::{RecordIndex, UnitIndex};
use crate::calendar::{Date, Period};
use crate::ids::{DutyId, MetricId, OfficeId, OrganId, ReportId, VagueId};
use crate::model::Name;
use crate::value::Value;

/// What only some facts hold.
#[derive(Debug, Clone, Default)]
pub struct Rest {
    /// Values of earlier periods: base of a unit's cells for the period.
    pub earlier: IndexMap<(UnitIndex, Period), u32>,
    /// Sources, notes and dates of values, by cell.
    pub notes: IndexMap<u32, CellNote>,
    /// Sources and notes of records.
    pub record_notes: IndexMap<RecordIndex, CellNote>,
    /// Who acted, as the records' actor fields number them.
    pub actors: Vec<Actor>,
    /// Determinations that exist on the as-of date, the one in force for each term and subject.
    pub determinations: IndexMap<(VagueId, Subject), Determination>,
    /// Discharges of duty.
    pub discharges: Option<Vec<Discharge>>,
    /// Reports made.
    pub reports: Option<Vec<ReportMade>>,
    /// Determinations dated after the as-of date, by their term and subject: left out.
    pub left_out_determinations: Vec<(VagueId, Subject, Date)>,
    /// Values that no cell holds by itself.
    pub(super) aside: Vec<Value>,
}

impl Rest {
    /// What determinations are of, those left out too.
    pub fn determined(&self) -> impl Iterator<Item = &Subject> {
        let in_force = self.determinations.keys().map(|(_, subject)| subject);
        let later = self.left_out_determinations.iter();
        in_force.chain(later.map(|(_, subject, _)| subject))
    }

    /// The acts that determinations and discharges name, by their keys.
    pub fn acts_named(&self) -> impl Iterator<Item = &Name> {
        let determined = self.determined().filter_map(|subject| match subject {
            Subject::Duty { act, .. } => act.as_ref(),
            _ => None,
        });
        let discharges = self.discharges.iter().flatten();
        determined.chain(discharges.filter_map(|one| one.act.as_ref()))
    }

    /// Whether nothing is said beside any value or record.
    pub fn has_no_notes(&self) -> bool {
        self.notes.is_empty() && self.record_notes.is_empty()
    }
}

static NOTHING: LazyLock<Rest> = LazyLock::new(Rest::default);

/// Nothing of all this.
pub(super) fn rest_of_nothing() -> &'static Rest {
    &NOTHING
}

/// What is said of a value beside it.
#[derive(Debug, Clone, Default)]
pub struct CellNote {
    /// Where it comes from.
    pub source: Option<Name>,
    /// A note.
    pub note: Option<Name>,
    /// The day that it was taken.
    pub date: Option<Date>,
}

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Actor {
    /// A person.
    Person(Name),
    /// An organ, at a unit (`None`: a body outside the units).
    Organ(OrganId, Option<UnitIndex>),
    /// An office of an organ.
    Office(OrganId, OfficeId, Option<UnitIndex>),
}

/// What a determination is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A metric at a unit in a period.
    Metric(UnitIndex, MetricId, Period),
    /// A record.
    Record(RecordIndex),
    /// A unit.
    Unit(UnitIndex),
    /// A duty and the organ that holds it, perhaps for one act.
    Duty {
        /// The duty.
        duty: DutyId,
        /// The organ.
        organ: OrganId,
        /// The unit of its instance.
        unit: Option<UnitIndex>,
        /// The act, by its key.
        act: Option<Name>,
    },
}

/// A determination of a vague term.
#[derive(Debug, Clone)]
pub struct Determination {
    /// Its value.
    pub value: Value,
    /// Who determined it.
    pub authority: Name,
    /// When.
    pub date: Date,
    /// The document.
    pub document: Option<Name>,
}

/// A recorded discharge of a duty.
#[derive(Debug, Clone)]
pub struct Discharge {
    /// The duty.
    pub duty: DutyId,
    /// The organ.
    pub organ: OrganId,
    /// The unit of its instance.
    pub unit: Option<UnitIndex>,
    /// The act that it answers, by its key; every act when absent.
    pub act: Option<Name>,
    /// When.
    pub date: Option<Date>,
}

/// A report made.
#[derive(Debug, Clone)]
pub struct ReportMade {
    /// Which.
    pub report: ReportId,
    /// By which organ.
    pub organ: OrganId,
    /// The unit of its instance.
    pub unit: Option<UnitIndex>,
    /// For which period; the one that its date lies in when absent.
    pub period: Option<Period>,
    /// When.
    pub date: Date,
}
