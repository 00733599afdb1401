//! Who may be commended, and what counts for nothing.

use super::Judge;
use super::actor::Party;
use super::book::{Sort as Decls, levels, name_of};
use super::cause::Cause;
use super::expr::Element;
use super::json::Json;
use super::value::{Known, Value, only_determinations};
use super::world::About;
use crate::syntax::ast::{AppliesTo, Decl, PropKind};

impl Judge<'_> {
    /// Who may be commended.
    pub(super) fn commendations(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for decl in self.book.all(Decls::Commendation) {
            let name = name_of(decl);
            let found = self.causes(decl);
            let mut counts = [0, 0];
            for cause in &found.causes {
                let status = self.opened(decl, cause);
                let commends = decl.props.iter().find_map(|prop| match &prop.kind {
                    PropKind::Commends(commends) => Some(commends),
                    _ => None,
                });
                match commends.unwrap() {
                    None if cause.actor.is_none() => counts[0] += 1,
                    None => lines.push(format!(
                        "commendation {name} {status} {}",
                        self.actor_line(cause.actor.as_ref()),
                    )),
                    Some(organs) => {
                        for organ in organs {
                            let party = self.commended(&organ.text, cause.unit);
                            lines.extend(party.map(|party| {
                                format!(
                                    "commendation {name} {status} {}@{}",
                                    party.organ,
                                    self.path_or_none(party.unit),
                                )
                            }));
                        }
                    }
                }
            }
            for needs in &found.open {
                counts[usize::from(only_determinations(needs))] += 1;
            }
            if counts != [0, 0] {
                lines.push(format!(
                    "commendation {name} open: undetermined={} awaiting={}",
                    counts[0], counts[1]
                ));
            }
        }
        lines
    }

    /// The organ at the unit, or at the nearest one around it.
    fn commended(&self, organ: &str, unit: Option<usize>) -> Option<Party> {
        let at = levels(self.book.get(Decls::Organ, organ));
        let around = unit.map(|unit| self.of_levels(&self.world.around(unit), &at));
        let nearest = around.and_then(|around| around.first().copied());
        (at.is_empty() || nearest.is_some()).then(|| Party {
            organ: organ.to_owned(),
            unit: nearest,
        })
    }

    fn opened(&self, decl: &Decl, cause: &Cause) -> &'static str {
        let term = decl.props.iter().find_map(|prop| match &prop.kind {
            PropKind::Requires(term) => Some(term.text.clone()),
            _ => None,
        });
        let Some(term) = term else {
            return "open";
        };
        let applies = |name: &str| {
            self.book
                .get(Decls::Vague, &term)
                .props
                .iter()
                .any(|prop| match &prop.kind {
                    PropKind::AppliesTo(AppliesTo::Names(names)) => {
                        names.iter().any(|n| n.text == name)
                    }
                    _ => false,
                })
        };
        let about = match &cause.element {
            Element::Record(record) | Element::Prohibition(_, _, record) => About::Record(*record),
            Element::Metric(metric, unit) if applies(metric) => {
                About::Metric(metric.clone(), *unit, self.world.period)
            }
            _ => About::Unit(cause.unit.unwrap()),
        };
        match self.world.determined_of(self.book, &term, &about) {
            Some(Json::Truth(true)) => "open",
            Some(_) => "declined",
            None => "awaiting-determination",
        }
    }

    /// Records and determinations that count for nothing, each with the reason.
    pub(super) fn left_out(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for record in 0..self.world.records.len() {
            let date = match self.act_date(record) {
                Some(Known::Is(Value::Day(date))) => Some(date),
                _ => None,
            };
            let (reason, date) = if let Some(late) = self.not_yet(record) {
                ("after-as-of", late)
            } else if let Some(date) = date {
                if !self.world.period.holds(date) {
                    ("outside-period", date)
                } else if self
                    .book
                    .effective()
                    .is_some_and(|effective| date < effective)
                {
                    ("before-effect", date)
                } else if self.book.expires().is_some_and(|expires| expires < date) {
                    ("after-expiry", date)
                } else {
                    continue;
                }
            } else {
                continue;
            };
            lines.push(format!(
                "left out {} {reason} {date}",
                self.world.record_name(record)
            ));
        }
        for one in &self.world.determinations {
            if one.date > self.world.as_of {
                lines.push(format!("left out {} after-as-of {}", one.term, one.date));
            }
        }
        lines
    }
}
