//! Duties: what their targets, reports and prohibitions come to.

use super::Judge;
use super::actor::Party;
use super::book::{Sort as Decls, levels, names};
use super::many::{Many, applies, ranging};
use super::status::Status;
use super::value::Three;
use crate::syntax::ast::{Decl, PropKind};

impl Judge<'_> {
    pub(super) fn duty(&self, decl: &Decl, party: &Party) -> Status {
        let applies = self.holds(applies(decl), &self.at_unit(party.unit));
        if applies == Three::False || self.is_excluded(&party.organ) {
            return Status::closed("not-applicable");
        }
        if let Three::Open(needs) = applies {
            return Status::open(needs);
        }
        let mut parts = Vec::new();
        let measured = names(decl, |kind| match kind {
            PropKind::Targets(names) => Some(names),
            _ => None,
        });
        for name in &measured {
            let target = self.book.get(Decls::Target, name);
            let level = ranging(target).0;
            let (units, gaps) = self.answered_for(party.unit, &[level]);
            parts.extend(units.into_iter().map(|unit| self.target(target, unit)));
            parts.extend(gaps);
        }
        let reported = names(decl, |kind| match kind {
            PropKind::Reports(names) => Some(names),
            _ => None,
        });
        for name in &reported {
            let report = self.book.get(Decls::Report, name);
            for (owes, part) in self.report_occasions(report) {
                if owes == *party {
                    parts.push(self.report(report, party, part));
                }
            }
        }
        let forbidden = names(decl, |kind| match kind {
            PropKind::Prohibitions(names) => Some(names),
            _ => None,
        });
        for name in &forbidden {
            let prohibition = self.book.get(Decls::Prohibition, name);
            let at = self.prohibition_levels(prohibition);
            let (units, gaps) = self.answered_for(party.unit, &at);
            parts.extend(
                units
                    .into_iter()
                    .map(|unit| self.prohibition(prohibition, unit).0),
            );
            parts.extend(gaps);
        }
        fold(&parts)
    }

    fn prohibition_levels(&self, decl: &Decl) -> Vec<String> {
        let kind = decl.props.iter().find_map(|prop| match &prop.kind {
            PropKind::FoundIn { record, .. } => Some(record.text.clone()),
            _ => None,
        });
        levels(self.book.get(Decls::Record, &kind.unwrap()))
    }

    /// The units of levels for which a holder answers: those at or below its own, else the nearest around it.
    fn answered_for(&self, unit: Option<usize>, levels: &[String]) -> (Vec<usize>, Vec<Status>) {
        let Some(unit) = unit else {
            let all: Vec<usize> = (0..self.world.units.len()).collect();
            return self.answered_among(&all, levels);
        };
        let own = self.world.units[unit].level.clone();
        let is_below = |level: &String| *level == own || self.book.is_inside(level, &own);
        let mut found = (Vec::new(), Vec::new());
        for level in levels {
            let one = [level.clone()];
            let (units, gaps) = if is_below(level) {
                self.answered_among(&self.world.inside(unit), &one)
            } else {
                let around = self.of_levels(&self.world.around(unit), &one);
                (around.into_iter().take(1).collect(), Vec::new())
            };
            found.0.extend(units);
            found.1.extend(gaps);
        }
        found
    }

    fn answered_among(&self, units: &[usize], levels: &[String]) -> (Vec<usize>, Vec<Status>) {
        let mut many = Many::default();
        self.gaps_inside(levels, units, true, &mut many);
        let gaps = many.gaps.into_iter().map(|(_, needs)| Status::open(needs));
        (self.of_levels(units, levels), gaps.collect())
    }
}

/// What several statuses come to: a failure is a failure whatever else is unknown.
fn fold(parts: &[Status]) -> Status {
    let needs = || parts.iter().flat_map(|part| part.needs.clone()).collect();
    let has = |word: &str| parts.iter().any(|part| part.word == word);
    if parts.is_empty() {
        Status::closed("unmeasured")
    } else if has("breached") || has("violated") {
        Status::closed("breached")
    } else if has("undetermined") {
        Status {
            word: "undetermined",
            needs: needs(),
        }
    } else if has("awaiting-determination") {
        Status {
            word: "awaiting-determination",
            needs: needs(),
        }
    } else if has("not-due") {
        Status::closed("not-due")
    } else if has("met") || has("respected") {
        Status::closed("met")
    } else {
        Status::closed("not-applicable")
    }
}
