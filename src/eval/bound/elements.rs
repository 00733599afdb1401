//! How many elements domains have, and where each is read.

use super::holders::Seat;
use super::{ANYWHERE, Bound, Seen};
use crate::ids::{DutyId, LevelId, ProhibitionId};
use crate::model::{Domain, DomainKind};

/// Elements are told apart by where they are and what their status costs, as long as there are no more kinds of them.
const KINDS: usize = 128;

impl Bound<'_> {
    /// How many elements a domain has as seen from a unit of a level, or anywhere, and where each is read.
    pub(super) fn elements(&mut self, domain: &Domain, from: Option<Seen>) -> Vec<(u64, Seen)> {
        let mut all = self.each_kind(domain, from);
        let now = from.is_none_or(|from| from.now);
        for (_, seen) in &mut all {
            seen.now = now;
        }
        all.retain(|(elements, _)| *elements > 0);
        if all.len() <= KINDS {
            return all;
        }
        let one = all.into_iter().reduce(|(a, one), (b, other)| {
            let seen = Seen {
                level: one.level.filter(|level| other.level == Some(*level)),
                status: one.status.max(other.status),
                lacks: one.lacks.max(other.lacks),
                now,
            };
            (a.saturating_add(b), seen)
        });
        one.into_iter().collect()
    }

    fn each_kind(&mut self, domain: &Domain, from: Option<Seen>) -> Vec<(u64, Seen)> {
        let (sizes, model) = (self.sizes, self.model);
        let units = |level: LevelId| match from {
            None => sizes.units(level),
            Some(_) if !domain.subordinate && !matches!(domain.kind, DomainKind::Units(_)) => 1,
            Some(Seen { level: outer, .. }) => sizes.inside(outer, level),
        };
        match &domain.kind {
            DomainKind::Units(level) => vec![(units(*level), Seen::at(*level))],
            DomainKind::Records(id, _) => {
                let records = match from {
                    Some(Seen { level, .. }) if domain.subordinate => {
                        sizes.records_inside(level, *id)
                    }
                    Some(_) => sizes.list(*id),
                    None => sizes.records(*id),
                };
                vec![(records, ANYWHERE)]
            }
            DomainKind::Metrics(metrics) => {
                let levels = metrics.iter().flat_map(|id| &model.metrics[*id].levels);
                levels
                    .map(|level| (units(*level), Seen::at(*level)))
                    .collect()
            }
            DomainKind::Targets(targets) => {
                self.targets_asked = true;
                let one = |id: &crate::ids::TargetId| {
                    let level = model.targets[*id].level;
                    let lacks = self.target_lacks(*id);
                    let seen = Seen::at(level);
                    (units(level), Seen { lacks, ..seen })
                };
                targets.iter().map(one).collect()
            }
            DomainKind::Prohibitions(all) => {
                all.iter().map(|id| self.prohibited_acts(*id)).collect()
            }
            DomainKind::Reports(all) => {
                let one = |id: &crate::ids::ReportId| {
                    let owed = self.holders(&model.reports[*id].holders);
                    let seen = Seen {
                        status: self.report(*id),
                        lacks: self.report_lacks(*id),
                        ..ANYWHERE
                    };
                    (owed.saturating_mul(sizes.parts()), seen)
                };
                all.iter().map(one).collect()
            }
            DomainKind::Duties(all) => all.iter().flat_map(|id| self.held(*id)).collect(),
        }
    }

    fn prohibited_acts(&mut self, id: ProhibitionId) -> (u64, Seen) {
        let record_type = self.model.prohibitions[id].record_type;
        let records = self.sizes.records(record_type);
        let list = self.sizes.list(record_type);
        let seen = Seen {
            status: self.prohibition(id, 1, list),
            lacks: self.prohibited_lacks(id, 1, list),
            ..ANYWHERE
        };
        (records, seen)
    }

    fn held(&mut self, id: DutyId) -> Vec<(u64, Seen)> {
        let seats = self.seats(&self.model.duties[id].holders);
        let one = |seat: Seat| {
            let holder = seat.one();
            let seen = Seen {
                level: seat.level,
                status: self.duty(id, holder),
                lacks: self.duty_lacks(id, holder),
                now: true,
            };
            (seat.holders(), seen)
        };
        seats.into_iter().map(one).collect()
    }

    /// How much may be missing of a domain's elements in all the facts, and the steps to look for that.
    pub(super) fn gaps(&self, kind: &DomainKind) -> (u64, u64) {
        let unlisted = self.sizes.unlisted();
        let types = self.lists(kind);
        let lists = types.fold(0_u64, |sum, id| {
            sum.saturating_add(self.sizes.absent_lists(id))
        });
        self.missing(kind, unlisted, lists)
    }

    /// The same as seen from a unit, with the elements that are looked at and do not belong there.
    pub(super) fn gaps_seen(&self, domain: &Domain, seen: Seen) -> (u64, u64) {
        let everywhere = matches!(
            domain.kind,
            DomainKind::Prohibitions(_) | DomainKind::Reports(_) | DomainKind::Duties(_)
        );
        if everywhere {
            let (gaps, steps) = self.gaps(&domain.kind);
            return (gaps, steps.saturating_add(self.all_of(&domain.kind)));
        }
        let (unlisted, units) = if domain.subordinate || matches!(domain.kind, DomainKind::Units(_))
        {
            let units = self.sizes.all_inside(seen.level);
            (self.sizes.unlisted().min(units), units)
        } else {
            (0, 1)
        };
        let lists = self.lists(&domain.kind).fold(0_u64, |sum, id| {
            sum.saturating_add(self.sizes.absent_lists(id).min(units))
        });
        self.missing(&domain.kind, unlisted, lists)
    }

    fn missing(&self, kind: &DomainKind, unlisted: u64, lists: u64) -> (u64, u64) {
        let levels = self.model.levels.len() as u64;
        let times = match kind {
            DomainKind::Units(_) => 1,
            DomainKind::Records(..) => levels,
            DomainKind::Targets(all) => all.len() as u64,
            DomainKind::Metrics(all) => levels.saturating_mul(all.len() as u64),
            DomainKind::Prohibitions(all) => levels.saturating_mul(all.len() as u64),
            DomainKind::Reports(_) | DomainKind::Duties(_) => {
                let organs = self.model.organs.len() as u64;
                let holders = match kind {
                    DomainKind::Reports(all) => all.len() as u64,
                    DomainKind::Duties(all) => all.len() as u64,
                    _ => 0,
                };
                let looked = levels.saturating_mul(organs).saturating_mul(holders);
                return (
                    unlisted.saturating_mul(levels),
                    unlisted.saturating_mul(looked),
                );
            }
        };
        let gaps = unlisted.saturating_mul(times);
        (gaps.saturating_add(lists), gaps)
    }

    fn lists<'d>(
        &'d self,
        kind: &'d DomainKind,
    ) -> Box<dyn Iterator<Item = crate::ids::RecordTypeId> + 'd> {
        match kind {
            DomainKind::Records(id, _) => Box::new(std::iter::once(*id)),
            DomainKind::Prohibitions(all) => {
                let of = |id: &ProhibitionId| self.model.prohibitions[*id].record_type;
                Box::new(all.iter().map(of))
            }
            _ => Box::new(std::iter::empty()),
        }
    }

    /// The steps to look at every element of a domain in all the facts, which a unit does to find those at it.
    fn all_of(&self, kind: &DomainKind) -> u64 {
        use super::super::machine::ITEM;
        let count = |held: &mut dyn Iterator<Item = u64>| held.fold(0, u64::saturating_add);
        let (parts, items) = match kind {
            DomainKind::Duties(all) => {
                let held = |id: &DutyId| self.holders(&self.model.duties[*id].holders);
                (1, count(&mut all.iter().map(held)))
            }
            DomainKind::Reports(all) => {
                let owed =
                    |id: &crate::ids::ReportId| self.holders(&self.model.reports[*id].holders);
                (self.sizes.parts(), count(&mut all.iter().map(owed)))
            }
            _ => (1, 0),
        };
        items.saturating_mul(parts).saturating_mul(ITEM)
    }
}
