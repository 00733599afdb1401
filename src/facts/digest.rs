//! The digest of facts: the same for the same facts, however they were written.
//!
//! It is taken of what the engine holds, so nothing need be kept for it and it costs nothing until it is asked for.

use std::fmt;

use sha2::{Digest, Sha256};

use super::document::quoted;
use super::store::{
    Actor, CellNote, Determination, Discharge, FactStore, ReportMade, Subject, Unit,
};
use super::{RecordIndex, UnitIndex};
use crate::arena::{Arena, Id};
use crate::calendar::Period;
use crate::ids::{DutyId, MetricId, OfficeId, OrganId, RecordTypeId, VagueId};
use crate::model::Model;
use crate::program::Layout;
use crate::types::Type;
use crate::value::Value;

/// The SHA-256 of the canonical form.
///
/// The canonical form is a text with a line for each thing that the facts hold. Units, records, persons and all else
/// that is listed keep the order of their lists; values stand in the order in which the policy declares metrics and
/// fields. Names are in quotes, as JSON writes texts; units and records are told by their numbers; numbers are exact
/// and in base units. What has no bearing on a result is not in it, such as a note on a person.
pub fn digest(store: &FactStore, model: &Model, layout: &Layout) -> FactsDigest {
    let mut canonical = Canonical::new(store, model, layout, Hashed(Sha256::new()));
    // Writing into a hash cannot fail.
    let _ = canonical.facts();
    FactsDigest(canonical.out.0.finalize().into())
}

/// A digest of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactsDigest([u8; 32]);

impl fmt::Display for FactsDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A text that is hashed as it is written.
struct Hashed(Sha256);

impl fmt::Write for Hashed {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text);
        Ok(())
    }
}

struct Canonical<'s, W> {
    store: &'s FactStore,
    model: &'s Model,
    layout: &'s Layout,
    /// The earlier periods of all units in their order, with the first cell of each.
    earlier: Vec<(UnitIndex, Period, u32)>,
    out: W,
}

impl<'s, W: fmt::Write> Canonical<'s, W> {
    fn new(store: &'s FactStore, model: &'s Model, layout: &'s Layout, out: W) -> Self {
        let earlier = store.rest().earlier.iter();
        let mut earlier: Vec<_> = earlier
            .map(|((unit, period), base)| (*unit, *period, *base))
            .collect();
        earlier.sort_unstable();
        Self {
            store,
            model,
            layout,
            earlier,
            out,
        }
    }

    fn facts(&mut self) -> fmt::Result {
        let store = self.store;
        writeln!(self.out, "facts {} {}", store.as_of, store.period)?;
        for (index, unit) in (0..).zip(&store.units) {
            self.unit(index, unit)?;
        }
        self.persons()?;
        let rest = store.rest();
        for ((term, subject), determination) in &rest.determinations {
            self.determination(*term, subject, determination)?;
        }
        for (term, _, date) in &rest.left_out_determinations {
            let term = name(&self.model.vague, *term, |term| &term.name);
            writeln!(self.out, "determination {term} {date}")?;
        }
        self.conduct(rest.discharges.as_deref(), rest.reports.as_deref())
    }

    fn unit(&mut self, index: UnitIndex, unit: &Unit) -> fmt::Result {
        let level = name(&self.model.levels, unit.level, |level| &level.name);
        let (title, parent) = (quoted(self.store.name(unit)), number(unit.parent()));
        let known = unit.units_known;
        writeln!(self.out, "unit {level} {title} {parent} {known}")?;
        self.values(unit, unit.base)?;
        let mut next = self.earlier.partition_point(|(at, ..)| *at < index);
        while let Some(&(at, period, base)) = self.earlier.get(next)
            && at == index
        {
            writeln!(self.out, "earlier {period}")?;
            self.values(unit, base)?;
            next += 1;
        }
        let Some(slots) = self.layout.level(unit.level) else {
            return Ok(());
        };
        for list in &slots.lists {
            let slot = slots.list(*list);
            if let Some(records) = slot.and_then(|slot| self.store.list(unit, slot)) {
                let list_name = name(&self.model.record_types, *list, |row| &row.name);
                writeln!(self.out, "list {list_name}")?;
                for record in records {
                    self.record(*list, record)?;
                }
            }
        }
        Ok(())
    }

    /// The metrics and plan figures of a unit.
    fn values(&mut self, unit: &Unit, base: u32) -> fmt::Result {
        let (model, layout) = (self.model, self.layout);
        let Some(slots) = layout.level(unit.level) else {
            return Ok(());
        };
        let metrics = slots.metrics.iter().filter_map(|id| model.metrics.row(*id));
        let metrics = metrics.map(|metric| ("metric", &metric.name, &metric.ty));
        let plans = slots.plans.iter().filter_map(|id| model.targets.row(*id));
        let plans = plans.filter_map(|row| Some(("plan", &row.name, &row.plan.as_ref()?.ty)));
        for (slot, (kind, name, ty)) in (0..).zip(metrics.chain(plans)) {
            let value = self.store.unit_value(layout, unit, base, slot);
            self.value(kind, name, (ty, value), base + slot)?;
        }
        Ok(())
    }

    fn record(&mut self, record_type: RecordTypeId, record: RecordIndex) -> fmt::Result {
        let (model, store) = (self.model, self.store);
        let id = quoted(&store.record_id(model, record));
        write!(self.out, "record {id}")?;
        self.note(store.rest().record_notes.get(&record))?;
        let Some((row, declared)) = store
            .record(record)
            .zip(model.record_types.row(record_type))
        else {
            return Ok(());
        };
        for (position, field) in (0..).zip(&declared.fields) {
            if let Some(field) = model.fields.row(*field) {
                let value = store.field(self.layout, record, position);
                self.value(
                    "field",
                    &field.name,
                    (&field.ty, value),
                    row.base + position,
                )?;
            }
        }
        Ok(())
    }

    /// A value that is known, or of which something is said.
    fn value(
        &mut self,
        kind: &str,
        name: &str,
        (ty, value): (&Type, Option<Value>),
        cell: u32,
    ) -> fmt::Result {
        let note = self.store.rest().notes.get(&cell);
        if value.is_none() && note.is_none() {
            return Ok(());
        }
        write!(self.out, "{kind} {} ", quoted(name))?;
        self.plain(ty, value.as_ref())?;
        self.note(note)
    }

    fn plain(&mut self, ty: &Type, value: Option<&Value>) -> fmt::Result {
        let (model, out) = (self.model, &mut self.out);
        match value {
            None => out.write_char('?'),
            Some(Value::Truth(truth)) => write!(out, "{truth}"),
            Some(Value::Number(number)) => out.write_str(&number.to_text()),
            Some(Value::Date(date)) => write!(out, "{date}"),
            Some(Value::Span(span)) => write!(out, "{}+{}", span.months, span.days),
            Some(Value::Text(text)) => out.write_str(&quoted(text)),
            Some(Value::Enumerated(place)) => {
                let enumeration = match ty {
                    Type::Enumeration(id) => model.enumerations.row(*id),
                    _ => None,
                };
                let value = enumeration.and_then(|row| row.values.get(usize::from(*place)));
                out.write_str(&quoted(value.map_or("", |value| value)))
            }
            Some(Value::Matter(id)) => {
                out.write_str(&name(&model.matters, *id, |matter| &matter.name))
            }
            Some(Value::Unit(number) | Value::Record(number)) => write!(out, "{number}"),
            Some(Value::Actor(number)) => self.actor(*number),
        }
    }

    fn actor(&mut self, number: u32) -> fmt::Result {
        match self.store.rest().actors.get(number as usize) {
            None => Ok(()),
            Some(Actor::Person(person)) => write!(self.out, "person {}", quoted(person)),
            Some(Actor::Organ(organ, unit)) => self.party(*organ, *unit),
            Some(Actor::Office(organ, office, unit)) => {
                self.party(*organ, *unit)?;
                let office = self.office(*office);
                write!(self.out, " {office}")
            }
        }
    }

    fn party(&mut self, organ: OrganId, unit: Option<UnitIndex>) -> fmt::Result {
        let organ = name(&self.model.organs, organ, |organ| &organ.name);
        write!(self.out, "organ {organ} {}", number(unit))
    }

    fn office(&self, office: OfficeId) -> String {
        name(&self.model.offices, office, |office| &office.name)
    }

    /// What is said beside a value or a record; it ends the line.
    fn note(&mut self, note: Option<&CellNote>) -> fmt::Result {
        if let Some(note) = note {
            let (source, words) = (text(note.source.as_deref()), text(note.note.as_deref()));
            write!(self.out, " note {source} {words} {}", known(note.date))?;
        }
        self.out.write_char('\n')
    }

    fn persons(&mut self) -> fmt::Result {
        let Some(persons) = self.store.persons() else {
            return Ok(());
        };
        self.out.write_str("persons\n")?;
        for person in persons {
            write!(self.out, "person {} ", quoted(person.name))?;
            self.party(person.organ, person.unit)?;
            let office = known(person.office.map(|id| self.office(id)));
            let (title, from, to) = (quoted(person.title), known(person.from), known(person.to));
            writeln!(self.out, " {office} {title} {from} {to}")?;
        }
        Ok(())
    }

    fn determination(
        &mut self,
        term: VagueId,
        subject: &Subject,
        determination: &Determination,
    ) -> fmt::Result {
        let Determination {
            value,
            authority,
            date,
            document,
        } = determination;
        let term_name = name(&self.model.vague, term, |term| &term.name);
        let authority = quoted(authority);
        write!(self.out, "determination {term_name} {date} {authority} ")?;
        write!(self.out, "{} of ", text(document.as_deref()))?;
        match subject {
            Subject::Metric(unit, metric, period) => {
                let metric: String = self.metric(*metric);
                write!(self.out, "{metric} {unit} {period}")?;
            }
            Subject::Record(record) => write!(self.out, "record {record}")?,
            Subject::Unit(unit) => write!(self.out, "unit {unit}")?,
            Subject::Duty {
                duty,
                organ,
                unit,
                act,
            } => self.duty(*duty, (*organ, *unit), act.as_deref())?,
        }
        self.out.write_str(" is ")?;
        if let Some(term) = self.model.vague.row(term) {
            self.plain(&term.yields, Some(value))?;
        }
        self.out.write_char('\n')
    }

    fn metric(&self, metric: MetricId) -> String {
        name(&self.model.metrics, metric, |metric| &metric.name)
    }

    fn duty(
        &mut self,
        duty: DutyId,
        (organ, unit): (OrganId, Option<UnitIndex>),
        act: Option<&str>,
    ) -> fmt::Result {
        let duty = name(&self.model.duties, duty, |duty| &duty.name);
        write!(self.out, "duty {duty} ")?;
        self.party(organ, unit)?;
        write!(self.out, " {}", text(act))
    }

    fn conduct(
        &mut self,
        discharges: Option<&[Discharge]>,
        reports: Option<&[ReportMade]>,
    ) -> fmt::Result {
        if let Some(discharges) = discharges {
            self.out.write_str("discharges\n")?;
            for row in discharges {
                self.duty(row.duty, (row.organ, row.unit), row.act.as_deref())?;
                writeln!(self.out, " {}", known(row.date))?;
            }
        }
        if let Some(reports) = reports {
            self.out.write_str("reports\n")?;
            for row in reports {
                let report = name(&self.model.reports, row.report, |report| &report.name);
                let period = known(row.period);
                write!(self.out, "report {report} {} {period} ", row.date)?;
                self.party(row.organ, row.unit)?;
                self.out.write_char('\n')?;
            }
        }
        Ok(())
    }
}

/// A declared name in quotes.
fn name<I: Id, T>(arena: &Arena<I, T>, id: I, name: impl Fn(&T) -> &str) -> String {
    quoted(arena.row(id).map_or("", name))
}

/// A text in quotes, or the sign that it is not known.
fn text(text: Option<&str>) -> String {
    known(text.map(quoted))
}

/// What is known, or the sign that it is not.
fn known(value: Option<impl fmt::Display>) -> String {
    value.map_or("?".to_owned(), |value| value.to_string())
}

/// The number of a unit, or the sign that there is none.
fn number(unit: Option<UnitIndex>) -> String {
    unit.map_or("-".to_owned(), |unit| unit.to_string())
}

#[cfg(test)]
mod tests;
