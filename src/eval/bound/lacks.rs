//! How many things may be missing of what has a status: each is kept with what it is missing for.

use super::{ANYWHERE, Bound, Seen};
use crate::ids::{DutyId, ProhibitionId, ReportId, TargetId};
use crate::model::DomainKind;
use crate::program::OpId;

impl Bound<'_> {
    /// Units whose inner units, and records of which list, may be missing.
    pub(super) fn gaps(&self) -> u64 {
        let levels = self.model.levels.ids();
        let units = levels.fold(0_u64, |sum, level| {
            sum.saturating_add(self.sizes.units(level))
        });
        units.saturating_mul(1 + self.model.levels.len() as u64)
    }

    /// How much the element itself may lack, where its status is asked for.
    pub(super) fn element_lacks(&mut self, domain: &DomainKind) -> u64 {
        let most = match domain {
            DomainKind::Targets(all) => all.iter().map(|id| self.target_lacks(*id)).max(),
            DomainKind::Prohibitions(all) => all.iter().map(|id| self.prohibited_lacks(*id)).max(),
            DomainKind::Reports(all) => all.iter().map(|id| self.report_lacks(*id)).max(),
            DomainKind::Duties(all) => all.iter().map(|id| self.duty_lacks(*id)).max(),
            DomainKind::Records(..) | DomainKind::Units(_) | DomainKind::Metrics(_) => None,
        };
        most.unwrap_or(0)
    }

    pub(super) fn target_lacks(&mut self, id: TargetId) -> u64 {
        let code = self.program.targets[id];
        let seen = Seen {
            level: Some(self.model.targets[id].level),
            ..ANYWHERE
        };
        let parts = [
            code.filter,
            code.applies,
            code.population,
            Some(code.require),
        ];
        self.lacks(parts, seen)
    }

    pub(super) fn prohibited_lacks(&mut self, id: ProhibitionId) -> u64 {
        let code = self.program.prohibitions[id];
        let each = self
            .lacks([code.filter, code.applies], ANYWHERE)
            .saturating_add(4);
        let records = self.sizes.list(self.model.prohibitions[id].record_type);
        each.saturating_mul(records.saturating_add(1))
    }

    pub(super) fn report_lacks(&mut self, id: ReportId) -> u64 {
        let applies = self.program.reports[id];
        self.lacks([applies], ANYWHERE).saturating_add(1)
    }

    pub(super) fn duty_lacks(&mut self, id: DutyId) -> u64 {
        let row = &self.model.duties[id];
        let levels = self.levels(&row.holders);
        let mut sum = self.lacks([self.program.duties[id].applies], ANYWHERE);
        for target in &row.targets {
            let level = self.model.targets[*target].level;
            let units = self.sizes.inside_any(&levels, level).max(1);
            sum = sum.saturating_add(units.saturating_mul(self.target_lacks(*target)));
        }
        for report in &row.reports {
            let each = self.report_lacks(*report);
            sum = sum.saturating_add(each.saturating_mul(self.sizes.parts()));
        }
        for prohibition in &row.prohibitions {
            let each = self.prohibited_lacks(*prohibition);
            let record_type = self.model.prohibitions[*prohibition].record_type;
            for level in &self.model.record_types[record_type].levels {
                let units = self.sizes.inside_any(&levels, *level).max(1);
                sum = sum.saturating_add(units.saturating_mul(each));
            }
        }
        sum.saturating_add(self.gaps())
    }

    fn lacks<const N: usize>(&mut self, parts: [Option<OpId>; N], seen: Seen) -> u64 {
        let parts = parts.into_iter().flatten();
        parts.fold(0_u64, |sum, part| {
            sum.saturating_add(self.op(part, seen).lacks)
        })
    }
}
