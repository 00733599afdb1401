//! Slots of the facts, named: what a proof reads, and what a change of facts would change.

use super::domain::{Item, Items};
use super::machine::{Frame, Machine};
use super::outcome::{Element, Instance, Need};
use crate::calendar::Period;
use crate::facts::{RecordIndex, Subject, UnitIndex};
use crate::ids::{
    DutyId, LevelId, MetricId, ProhibitionId, RecordTypeId, ReportId, TargetId, VagueId,
};
use crate::model::{Domain, DomainKind, FieldRole, Name};
use crate::value::Value;

/// A place in the facts that holds one thing, known or not.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// A metric's value at a unit.
    Metric(UnitIndex, MetricId, Period),
    /// A plan's figure for a target at a unit.
    Plan(UnitIndex, TargetId),
    /// A field of a record, by its position.
    Field(RecordIndex, u32),
    /// A list of records.
    List(UnitIndex, RecordTypeId),
    /// A determination.
    Determination(VagueId, Subject),
    /// A report made by a holder for a part of the period.
    Report(ReportId, Instance, Period),
    /// A recorded discharge of a duty by a party, for an act by its key.
    Discharge(DutyId, Instance, Name),
}

impl Machine<'_> {
    /// The number of the cell that a slot is, where it is one and the facts have room for it.
    pub fn cell_of(&self, slot: &Slot) -> Option<u32> {
        match slot {
            Slot::Metric(unit, metric, period) => {
                let row = self.facts.unit(*unit)?;
                let slot = self.program.layout.level(row.level)?.metric(*metric)?;
                let base = if *period == self.facts.period {
                    row.base
                } else {
                    *self.facts.rest().earlier.get(&(*unit, *period))?
                };
                Some(base + slot)
            }
            Slot::Plan(unit, target) => {
                let row = self.facts.unit(*unit)?;
                Some(row.base + self.program.layout.level(row.level)?.plan(*target)?)
            }
            Slot::Field(record, position) => Some(self.facts.record(*record)?.base + position),
            _ => None,
        }
    }

    /// The value that a slot holds, where it is a cell.
    pub fn held(&self, slot: &Slot) -> Option<Value> {
        match slot {
            Slot::Metric(unit, metric, period) => self.metric_cell(*unit, *metric, *period),
            Slot::Plan(unit, target) => self.plan(*target, self.at(*unit)),
            Slot::Field(record, position) => self.field(*record, *position),
            _ => None,
        }
    }

    /// The records that a unit lists; `None` where the facts do not have the list.
    pub fn list(
        &self,
        unit: UnitIndex,
        record_type: RecordTypeId,
    ) -> Option<std::ops::Range<RecordIndex>> {
        let row = self.facts.unit(unit)?;
        let slots = self.program.layout.level(row.level)?;
        self.facts.list(row, slots.list(record_type)?)
    }

    /// The dates of a record that say whether it exists and lies in a window.
    pub(super) fn date_slots(&self, record: RecordIndex) -> Vec<Slot> {
        let row = self.facts.record(record);
        let fields = row
            .and_then(|row| self.model.record_types.row(row.record_type))
            .map_or(&[][..], |row| &row.fields);
        let dated = |role: FieldRole| {
            matches!(
                role,
                FieldRole::ActDate | FieldRole::DiscoveryDate | FieldRole::ReportDate
            )
        };
        fields
            .iter()
            .filter(|field| dated(self.model.fields[**field].role))
            .filter_map(|field| Some(Slot::Field(record, self.position(*field)?)))
            .collect()
    }

    /// The records of a domain that lie outside its window, or tell of no act forbidden: as elements that do not belong
    /// to it.
    pub(super) fn outside(&self, domain: &Domain, frame: Frame) -> Vec<Item> {
        let Some(unit) = frame.unit else {
            return Vec::new();
        };
        let (record_type, window) = match &domain.kind {
            DomainKind::Records(record_type, window) => (record_type, window),
            DomainKind::Prohibitions(prohibitions) => {
                // An act may lie elsewhere than where it is told of.
                let told = prohibitions.iter().flat_map(|prohibition| {
                    let record_type = self.model.prohibitions[*prohibition].record_type;
                    let levels = self.model.record_types[record_type].levels.iter();
                    let units = levels.flat_map(|level| self.units_of(*level));
                    units.flat_map(|unit| self.acts_told(*prohibition, *unit))
                });
                let is_outside = |item: &Item| {
                    item.member == Some(false) && self.lies_in(item, unit, domain.subordinate)
                };
                let within_limit = told.take_while(|_| self.charge(1));
                return within_limit.filter(is_outside).collect();
            }
            _ => return Vec::new(),
        };
        let levels: &[LevelId] = &self.model.record_types[*record_type].levels;
        let seen = self.seen_from(unit, domain.subordinate, levels, &mut Items::default());
        let mut items = Vec::new();
        for at in seen {
            for record in self.listed(at, *record_type) {
                if self.in_window(record, *window, frame.period) == Some(false) {
                    let mut item = self.record_item(Element::Record(record), record, Some(false));
                    item.frame.period = frame.period;
                    items.push(item);
                }
            }
        }
        items
    }

    /// The acts told of at a unit that a prohibition may forbid, those that it does not forbid too.
    pub(super) fn acts_told(&self, prohibition: ProhibitionId, unit: UnitIndex) -> Vec<Item> {
        let record_type = self.model.prohibitions[prohibition].record_type;
        let told = |record| {
            let member = self.is_prohibited(prohibition, unit, record);
            self.record_item(
                Element::Prohibition(prohibition, unit, record),
                record,
                member,
            )
        };
        self.listed(unit, record_type).map(told).collect()
    }

    /// The list of acts, where the facts do not have it.
    pub(super) fn act_gaps(
        &self,
        prohibition: ProhibitionId,
        unit: UnitIndex,
    ) -> Vec<(UnitIndex, Need)> {
        let mut found = Items::default();
        self.prohibited_acts_at(prohibition, unit, &mut found);
        found.gaps
    }

    /// What a duty of a holder is measured by: its targets, reports and prohibitions.
    pub(super) fn measured(&self, duty: DutyId, holder: Instance) -> Vec<Element> {
        let row = &self.model.duties[duty];
        let mut needs = super::needs::Needs::new();
        let mut all = Vec::new();
        for target in &row.targets {
            let level = self.model.targets[*target].level;
            let units = self.measured_under(level, holder, &mut needs);
            all.extend(units.into_iter().map(|at| Element::Target(*target, at)));
        }
        for report in &row.reports {
            let occasions = self.report_occasions(*report).into_iter();
            let own = occasions.filter(|(of, _)| *of == holder);
            all.extend(own.map(|(of, period)| Element::Report(*report, of, period)));
        }
        for prohibition in &row.prohibitions {
            let record_type = self.model.prohibitions[*prohibition].record_type;
            for level in &self.model.record_types[record_type].levels {
                let units = self.measured_under(*level, holder, &mut needs);
                // Its status at the unit is asked, not that of one record.
                let at = |unit| Element::Prohibition(*prohibition, unit, RecordIndex::MAX);
                all.extend(units.into_iter().map(at));
            }
        }
        all
    }

    /// The records that a unit lists; none where the list is absent.
    pub fn listed(
        &self,
        unit: UnitIndex,
        record_type: RecordTypeId,
    ) -> std::ops::Range<RecordIndex> {
        self.list(unit, record_type).unwrap_or(0..0)
    }
}
