//! From the facts of a scenario to facts that a policy reads, with the place of each.

use super::merge::{Entry, Given, Records, Unit};
use super::places::Places;
use crate::facts::{
    DeterminationBuilder, DischargeBuilder, FactValue, FactsBuilder, PersonBuilder, RecordBuilder,
    ReportBuilder, UnitBuilder, key_step,
};
use crate::syntax::ast::{Aspect, DetailKind, Fact, FactKind, NameOrText, Value, ValueKind};

/// The facts, to be read by a policy.
pub(super) fn facts(given: &Given<'_>, places: &mut Places) -> FactsBuilder {
    let as_of = given.as_of.map(|day| day.to_string()).unwrap_or_default();
    let period = given.period.map(|p| p.to_string()).unwrap_or_default();
    let mut facts = FactsBuilder::new(as_of, period);
    for note in &given.notes {
        facts = match &note.kind {
            FactKind::Source(text) => facts.source(&text.text),
            FactKind::Note(text) => facts.note(&text.text),
            _ => facts,
        };
    }
    facts = match &given.units {
        Some(units) => {
            let units = units.iter().enumerate();
            units.fold(facts.no_units(), |facts, (index, one)| {
                facts.unit(unit(one, &format!("$.units[{index}]"), places))
            })
        }
        None => facts.no_units(),
    };
    if let Some(list) = &given.persons {
        facts = fold(list, "persons", places, facts.no_persons(), |facts, one| {
            facts.person(person(one))
        });
    }
    if let Some(list) = &given.determinations {
        let none = facts.no_determinations();
        facts = fold(list, "determinations", places, none, |facts, one| {
            facts.determination(determination(one))
        });
    }
    if let Some(list) = &given.discharges {
        let none = facts.no_discharges();
        facts = fold(list, "discharges", places, none, |facts, one| {
            facts.discharge(discharge(one))
        });
    }
    if let Some(list) = &given.reports {
        facts = fold(list, "reports", places, facts.no_reports(), |facts, one| {
            facts.report(report(one))
        });
    }
    facts
}

/// Adds every entry of a list, with its place.
fn fold(
    list: &[Entry<'_>],
    key: &str,
    places: &mut Places,
    facts: FactsBuilder,
    add: impl Fn(FactsBuilder, &Entry<'_>) -> FactsBuilder,
) -> FactsBuilder {
    let mut facts = facts;
    for (index, entry) in list.iter().enumerate() {
        let path = format!("$.{key}[{index}]");
        for detail in entry.details {
            for step in steps(&detail.kind) {
                places.put(format!("{path}{step}"), detail.span);
            }
        }
        let named = match key {
            "persons" => ".name",
            "determinations" => ".term",
            "discharges" => ".duty",
            _ => ".report",
        };
        places.put(format!("{path}{named}"), entry.name.span);
        places.put(path, entry.span);
        facts = add(facts, entry);
    }
    facts
}

/// The keys that a detail of an entry becomes, below the entry.
fn steps(detail: &DetailKind) -> Vec<&'static str> {
    match detail {
        DetailKind::At(_) => vec![".unit", ".subject.unit"],
        DetailKind::Is(_) => vec![".value"],
        DetailKind::By(_) => vec![".organ", ".authority"],
        DetailKind::On(_) => vec![".date"],
        DetailKind::From(_) => vec![".from"],
        DetailKind::To(_) => vec![".to"],
        DetailKind::During(_) => vec![".period", ".subject.period"],
        DetailKind::Named(aspect, _) => match aspect {
            Aspect::Metric => vec![".subject.metric"],
            Aspect::Record => vec![".subject.record"],
            Aspect::Duty => vec![".subject.duty"],
            Aspect::Organ => vec![".organ", ".subject.organ"],
            Aspect::Office => vec![".office"],
            Aspect::Title => vec![".title"],
            Aspect::Act => vec![".act", ".subject.act"],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn unit(given: &Unit<'_>, path: &str, places: &mut Places) -> UnitBuilder {
    places.put(path.to_owned(), given.span);
    let mut unit = UnitBuilder::new(given.level, given.name);
    for (key, fact) in &given.values {
        places.put(format!("{path}{}", key_step(key)), fact.span);
        unit = unit.set(*key, with_beside(fact));
    }
    for (target, fact) in &given.plans {
        places.put(format!("{path}.plans{}", key_step(target)), fact.span);
        unit = unit.plan(*target, with_beside(fact));
    }
    for (period, values) in &given.earlier {
        let period = period.to_string();
        let around = format!("{path}.earlier{}", key_step(&period));
        for (key, fact) in values {
            places.put(format!("{around}{}", key_step(key)), fact.span);
        }
        let values = values.iter().map(|(key, fact)| (*key, with_beside(fact)));
        unit = unit.earlier(period, values);
    }
    for (key, list) in &given.lists {
        unit = records(unit, key, list, path, places);
    }
    for note in &given.notes {
        unit = match &note.kind {
            FactKind::Source(text) => unit.source(&text.text),
            FactKind::Note(text) => unit.note(&text.text),
            _ => unit,
        };
    }
    let Some(inner) = &given.units else {
        return unit;
    };
    let inner = inner.iter().enumerate();
    inner.fold(unit.no_units(), |around, (index, one)| {
        around.unit(self::unit(one, &format!("{path}.units[{index}]"), places))
    })
}

fn records(
    unit: UnitBuilder,
    key: &str,
    list: &Records<'_>,
    path: &str,
    places: &mut Places,
) -> UnitBuilder {
    let around = format!("{path}{}", key_step(key));
    places.put(around.clone(), list.span);
    let mut unit = unit.no_records(key);
    for (index, fact) in list.records.iter().enumerate() {
        let path = format!("{around}[{index}]");
        places.put(path.clone(), fact.span);
        let FactKind::Block { name, facts, .. } = &fact.kind else {
            continue;
        };
        let mut record = match name {
            Some(id) => {
                places.put(format!("{path}.id"), id.span);
                RecordBuilder::new().id(&id.text)
            }
            None => RecordBuilder::new(),
        };
        for fact in facts {
            record = match &fact.kind {
                FactKind::Value { value, .. } if value.kind == ValueKind::Unknown => record,
                FactKind::Value { key, .. } => {
                    places.put(format!("{path}{}", key_step(&key.text)), fact.span);
                    record.set(&key.text, with_beside(fact))
                }
                FactKind::Note(text) => record.note(&text.text),
                FactKind::Source(text) => record.source(&text.text),
                _ => record,
            };
        }
        unit = unit.record(key, record);
    }
    unit
}

/// A value with its source, note and date.
fn with_beside(fact: &Fact) -> FactValue {
    let (FactKind::Value { value, beside, .. } | FactKind::Plan { value, beside, .. }) = &fact.kind
    else {
        return FactValue::from("");
    };
    let mut made = self::value(value);
    for fact in beside {
        made = match &fact.kind {
            FactKind::AsOf(day) => made.dated(day.date.to_string()),
            FactKind::Source(text) => made.source(&text.text),
            FactKind::Note(text) => made.note(&text.text),
            _ => made,
        };
    }
    made
}

fn value(value: &Value) -> FactValue {
    match &value.kind {
        ValueKind::Truth(truth) => FactValue::from(*truth),
        ValueKind::Date(day) => FactValue::from(day.date),
        ValueKind::Number(digits) => FactValue::number(digits),
        ValueKind::Quantity(text) | ValueKind::Text(text) => FactValue::from(text.as_str()),
        ValueKind::Person(name) => FactValue::person(&name.text),
        ValueKind::Name { name, office, at } => match (office, at) {
            (None, None) => FactValue::from(name.text.as_str()),
            (None, Some(unit)) => FactValue::organ_at(&name.text, &unit.text),
            (Some(office), None) => FactValue::office(&name.text, &office.text),
            (Some(office), Some(unit)) => {
                FactValue::office_at(&name.text, &office.text, &unit.text)
            }
        },
        // What is unknown is left out, and what is none makes a list.
        ValueKind::Nothing | ValueKind::Unknown => FactValue::from(""),
    }
}

/// The first that a detail of an entry gives.
fn first<'e>(
    entry: &'e Entry<'_>,
    pick: impl Fn(&'e DetailKind) -> Option<String>,
) -> Option<String> {
    entry.details.iter().find_map(|detail| pick(&detail.kind))
}

fn named(entry: &Entry<'_>, aspect: Aspect) -> Option<String> {
    first(entry, |detail| match detail {
        DetailKind::Named(of, names) if *of == aspect => {
            names.first().map(|name| name.text.clone())
        }
        _ => None,
    })
}

fn place(entry: &Entry<'_>) -> Option<String> {
    first(entry, |detail| match detail {
        DetailKind::At(unit) => Some(unit.text.clone()),
        _ => None,
    })
}

fn by(entry: &Entry<'_>) -> Option<String> {
    first(entry, |detail| match detail {
        DetailKind::By(NameOrText::Name(name)) => Some(name.text.clone()),
        DetailKind::By(NameOrText::Text(text)) => Some(text.text.clone()),
        _ => None,
    })
}

fn day(entry: &Entry<'_>) -> Option<String> {
    first(entry, |detail| match detail {
        DetailKind::On(day) => Some(day.date.to_string()),
        _ => None,
    })
}

fn period(entry: &Entry<'_>) -> Option<String> {
    first(entry, |detail| match detail {
        DetailKind::During(period) => Some(period.to_string()),
        _ => None,
    })
}

fn note(entry: &Entry<'_>) -> Option<String> {
    first(entry, |detail| match detail {
        DetailKind::Note(text) => Some(text.text.clone()),
        _ => None,
    })
}

/// Gives a builder what is there.
fn give<B>(builder: B, text: Option<String>, set: impl Fn(B, String) -> B) -> B {
    match text {
        Some(text) => set(builder, text),
        None => builder,
    }
}

fn person(entry: &Entry<'_>) -> PersonBuilder {
    let organ = named(entry, Aspect::Organ).or_else(|| by(entry));
    let made = PersonBuilder::new(&entry.name.text, organ.unwrap_or_default());
    let made = give(made, place(entry), PersonBuilder::unit);
    let made = give(made, named(entry, Aspect::Office), PersonBuilder::office);
    let made = give(made, named(entry, Aspect::Title), PersonBuilder::title);
    let from = first(entry, |detail| match detail {
        DetailKind::From(day) => Some(day.date.to_string()),
        _ => None,
    });
    let to = first(entry, |detail| match detail {
        DetailKind::To(day) => Some(day.date.to_string()),
        _ => None,
    });
    let made = give(made, from, PersonBuilder::from);
    give(made, to, PersonBuilder::to)
}

fn determination(entry: &Entry<'_>) -> DeterminationBuilder {
    let is = entry.details.iter().find_map(|detail| match &detail.kind {
        DetailKind::Is(value) => Some(self::value(value)),
        _ => None,
    });
    let made = DeterminationBuilder::new(
        &entry.name.text,
        is.unwrap_or_else(|| FactValue::from("")),
        by(entry).unwrap_or_default(),
        day(entry).unwrap_or_default(),
    );
    let made = give(made, place(entry), DeterminationBuilder::on_unit);
    let made = give(made, named(entry, Aspect::Metric), |made, metric| {
        made.about_metric(metric)
    });
    let made = give(
        made,
        named(entry, Aspect::Record),
        DeterminationBuilder::on_record,
    );
    let organ = named(entry, Aspect::Organ);
    let made = match (named(entry, Aspect::Duty), organ) {
        (Some(duty), organ) => made.on_duty(duty, organ.unwrap_or_default()),
        (None, Some(organ)) => made.about_organ(organ),
        (None, None) => made,
    };
    let made = give(made, named(entry, Aspect::Act), DeterminationBuilder::act);
    let made = give(made, period(entry), DeterminationBuilder::period);
    let document = first(entry, |detail| match detail {
        DetailKind::Document(text) => Some(text.text.clone()),
        _ => None,
    });
    give(made, document, DeterminationBuilder::document)
}

fn discharge(entry: &Entry<'_>) -> DischargeBuilder {
    let organ = by(entry).or_else(|| named(entry, Aspect::Organ));
    let made = DischargeBuilder::new(&entry.name.text, organ.unwrap_or_default());
    let made = give(made, place(entry), DischargeBuilder::unit);
    let made = give(made, named(entry, Aspect::Act), DischargeBuilder::act);
    let made = give(made, day(entry), DischargeBuilder::date);
    give(made, note(entry), DischargeBuilder::note)
}

fn report(entry: &Entry<'_>) -> ReportBuilder {
    let organ = by(entry).or_else(|| named(entry, Aspect::Organ));
    let made = ReportBuilder::new(
        &entry.name.text,
        organ.unwrap_or_default(),
        day(entry).unwrap_or_default(),
    );
    let made = give(made, place(entry), ReportBuilder::unit);
    let made = give(made, period(entry), ReportBuilder::period);
    give(made, note(entry), ReportBuilder::note)
}
