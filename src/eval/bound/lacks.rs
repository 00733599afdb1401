//! How many things may be missing of what has a status: each is kept with what it is missing for.

use super::holders::Seat;
use super::{ANYWHERE, Bound, Seen};
use crate::ids::{DutyId, ProhibitionId, ReportId, TargetId};
use crate::model::DomainKind;
use crate::program::OpId;

impl Bound<'_> {
    /// What an element may lack before any condition is asked of it: its date and what tells of its act.
    pub(super) fn own_lacks(&self, kind: &DomainKind) -> u64 {
        match kind {
            DomainKind::Records(..) => 1,
            DomainKind::Prohibitions(_) => 4,
            _ => 0,
        }
    }

    pub(super) fn target_lacks(&mut self, id: TargetId) -> u64 {
        let code = self.program.targets[id];
        let seen = Seen::at(self.model.targets[id].level);
        let parts = [
            code.filter,
            code.applies,
            code.population,
            Some(code.require),
        ];
        self.lacks(parts, seen)
    }

    /// What may be missing of a prohibition at so many units with so many records.
    pub(super) fn prohibited_lacks(&mut self, id: ProhibitionId, units: u64, records: u64) -> u64 {
        let code = self.program.prohibitions[id];
        let each = self.lacks([code.filter, code.applies], ANYWHERE);
        let of_records = each.saturating_add(4).saturating_mul(records);
        let absent = self
            .sizes
            .absent_lists(self.model.prohibitions[id].record_type);
        let of_units = each.saturating_mul(units).saturating_add(absent.min(units));
        of_records.saturating_add(of_units)
    }

    pub(super) fn report_lacks(&mut self, id: ReportId) -> u64 {
        let applies = self.program.reports[id];
        self.lacks([applies], ANYWHERE).saturating_add(1)
    }

    /// What the holders that sit together may lack.
    pub(super) fn duty_lacks(&mut self, id: DutyId, seat: Seat) -> u64 {
        let row = &self.model.duties[id];
        let seen = Seen {
            level: seat.level,
            ..ANYWHERE
        };
        let applies = self.lacks([self.program.duties[id].applies], seen);
        let mut sum = seat.holders().saturating_mul(applies);
        let mut add = |lacks: u64| sum = sum.saturating_add(lacks);
        for target in &row.targets {
            let units = self.under(seat, self.model.targets[*target].level);
            add(units.saturating_mul(self.target_lacks(*target)));
            add(self.unlisted(seat));
        }
        for report in &row.reports {
            let each = self.report_lacks(*report);
            let owed = seat.holders().saturating_mul(self.sizes.parts());
            add(owed.saturating_mul(each));
        }
        for prohibition in &row.prohibitions {
            let record_type = self.model.prohibitions[*prohibition].record_type;
            for level in &self.model.record_types[record_type].levels {
                let (units, records) = self.lists_under(seat, *level, record_type);
                add(self.prohibited_lacks(*prohibition, units, records));
                add(self.unlisted(seat));
            }
        }
        sum
    }

    fn lacks<const N: usize>(&mut self, parts: [Option<OpId>; N], seen: Seen) -> u64 {
        let parts = parts.into_iter().flatten();
        parts.fold(0_u64, |sum, part| {
            sum.saturating_add(self.op(part, seen).lacks)
        })
    }
}
