//! What a determination is about: a metric at a unit, a record, a unit, or a duty and its party.

use super::fields::Fields;
use super::path::{At, shown};
use super::reader::Reader;
use crate::facts::{Subject, UnitIndex};
use crate::lang::Text;
use crate::model::{Metric, MetricId, Vague, VagueSubjects};

const KEYS: &[&str] = &[
    "unit", "metric", "record", "duty", "organ", "act", "period", "note", "source",
];

/// Reads the subject of a determination of a term.
pub fn read(reader: &mut Reader, at: &At, term: &Vague) -> Option<Subject> {
    let fields = reader.object(at, KEYS)?;
    let (kind, parts): (_, &[&str]) = match ["record", "duty", "metric"].map(|k| fields.has(k)) {
        [true, ..] => ("record", &["record"]),
        [_, true, _] => ("duty", &["duty", "organ", "unit", "act"]),
        [.., true] => ("metric", &["metric", "unit", "period"]),
        _ if fields.has("unit") && is_of_units(&term.subjects) => ("unit", &["unit"]),
        _ => {
            incomplete(reader, &fields, term);
            return None;
        }
    };
    let too_much = fields.members.iter().find(|member| {
        let key = member.key;
        KEYS.contains(&key) && !parts.contains(&key) && !["note", "source"].contains(&key)
    });
    if let Some(member) = too_much {
        let key = shown(member.key);
        let message = Text::new(
            format!("`{kind}` 与 `{key}` 不能并写"),
            format!("`{kind}` and `{key}` exclude each other"),
        );
        let site = fields.key_site(member);
        reader
            .problems
            .push(site, "F0153", message, said_of(reader, term));
        return None;
    }
    match kind {
        "record" => record(reader, &fields, term),
        "duty" => duty(reader, &fields, term),
        "metric" => metric(reader, &fields, term),
        _ => unit(reader, &fields, term),
    }
}

/// Whether `unit` alone may be a whole subject; else a metric is probably missing.
fn is_of_units(subjects: &VagueSubjects) -> bool {
    !subjects.levels.is_empty() || (subjects.metrics.is_empty() && !subjects.duties)
}

fn record(reader: &mut Reader, fields: &Fields, term: &Vague) -> Option<Subject> {
    let at = fields.get("record")?;
    let index = reader.record_reference(&at)?;
    let record_type = reader.store.record(index)?.record_type;
    if term.subjects.record_types.contains(&record_type) {
        return Some(Subject::Record(index));
    }
    let model = reader.model;
    let name = model.record_types.row(record_type).map_or("", |r| &r.name);
    not_said_of(reader, &at, term, name);
    None
}

fn duty(reader: &mut Reader, fields: &Fields, term: &Vague) -> Option<Subject> {
    let at = fields.get("duty")?;
    if !term.subjects.duties {
        not_said_of(reader, &at, term, "duty");
        return None;
    }
    let (duty, (organ, unit), act) = reader.discharged(fields)?;
    Some(Subject::Duty {
        duty,
        organ,
        unit,
        act,
    })
}

fn metric(reader: &mut Reader, fields: &Fields, term: &Vague) -> Option<Subject> {
    let unit = reader
        .required(fields, "unit")
        .and_then(|at| reader.unit_reference(&at, None));
    let period = match fields.get("period") {
        Some(at) => reader.period(&at),
        None => reader.period,
    };
    let at = fields.get("metric")?;
    let metric = known_metric(reader, &at, term, unit)?;
    if !term.subjects.metrics.contains(&metric) {
        let name = reader.model.metrics.row(metric).map_or("", |m| &m.name);
        not_said_of(reader, &at, term, name);
        return None;
    }
    Some(Subject::Metric(unit?, metric, period?))
}

/// The metric of that name at the unit's level.
fn known_metric(
    reader: &mut Reader,
    at: &At,
    term: &Vague,
    unit: Option<UnitIndex>,
) -> Option<MetricId> {
    let text = reader.text(at)?;
    let model = reader.model;
    let unit = unit.and_then(|unit| reader.store.unit(unit));
    let level = unit.map(|unit| unit.level);
    let fits = |metric: &Metric| level.is_none_or(|level| metric.at(level));
    let named = || model.metrics.iter().filter(|(_, m)| &*m.name == text);
    if let Some((id, _)) = named().find(|(_, metric)| fits(metric)) {
        return Some(id);
    }
    match (named().next(), level) {
        (Some((_, metric)), Some(level)) => {
            reader.foreign(*at, &metric.name, &metric.levels, level);
        }
        _ => {
            let said_of = term.subjects.metrics.iter();
            let said_of = said_of.filter_map(|id| model.metrics.row(*id));
            let known = said_of.chain(model.metrics.values()).map(|m| &*m.name);
            let known: Vec<&str> = known.collect();
            reader.unknown_name(at, "F0162", ("指标", "metric"), text, &known);
        }
    }
    None
}

fn unit(reader: &mut Reader, fields: &Fields, term: &Vague) -> Option<Subject> {
    let at = fields.get("unit")?;
    let unit = reader.unit_reference(&at, None)?;
    let level = reader.store.unit(unit)?.level;
    if term.subjects.levels.contains(&level) {
        return Some(Subject::Unit(unit));
    }
    let name = reader.level_names(&[level]);
    not_said_of(reader, &at, term, &name);
    None
}

fn not_said_of(reader: &mut Reader, at: &At, term: &Vague, what: &str) {
    let (zh, en) = match what {
        "duty" => ("责任", "a duty"),
        other => (other, other),
    };
    let message = Text::new(
        format!("`{}` 不用于 `{zh}`", term.name),
        format!("`{}` is not said of `{en}`", term.name),
    );
    let help = said_of(reader, term);
    reader.problems.push(at, "F0152", message, help);
}

fn incomplete(reader: &mut Reader, fields: &Fields, term: &Vague) {
    let message = Text::new(
        format!("没有说明认定的是什么的 `{}`", term.name),
        format!("it does not tell what `{}` is said of", term.name),
    );
    let help = said_of(reader, term);
    reader.problems.push(fields.at, "F0153", message, help);
}

/// What to write for a term's subject.
fn said_of(reader: &Reader, term: &Vague) -> Option<Text> {
    let (model, subjects) = (reader.model, &term.subjects);
    let metrics = subjects
        .metrics
        .iter()
        .filter_map(|id| model.metrics.row(*id));
    let mut forms: Vec<String> = metrics
        .take(3)
        .map(|metric| format!("`{{\"unit\": …, \"metric\": \"{}\"}}`", metric.name))
        .collect();
    if !subjects.record_types.is_empty() {
        forms.push("`{\"record\": …}`".to_owned());
    }
    if !subjects.levels.is_empty() {
        forms.push("`{\"unit\": …}`".to_owned());
    }
    if subjects.duties {
        forms.push("`{\"duty\": …, \"organ\": …, \"unit\": …}`".to_owned());
    }
    (!forms.is_empty()).then(|| {
        Text::new(
            format!("写作 {}", forms.join("、")),
            format!("write {}", forms.join(", ")),
        )
    })
}
