//! Changes of facts, made in their JSON.

use super::place::{Place, at, count, item, key, put, take, units};
use crate::explain::{FactChange, FactName, NewFact};
use crate::oracle::days::{Day, day};
use crate::oracle::json::Json;
use crate::oracle::tests::dice::Dice;
use crate::oracle::tests::facts;

/// The facts with a promised change made.
pub fn changed(mut json: Json, change: &FactChange) -> Json {
    match (&change.what, &change.new) {
        (
            FactName::Metric {
                metric,
                unit,
                period,
            },
            NewFact::Value { value },
        ) => {
            let unit = unit_at(&json, unit);
            let values = values_of(&mut json, unit, &period.to_string());
            put(&mut json, &key(&values, metric), written(value));
        }
        (FactName::Plan { target, unit }, NewFact::Value { value }) => {
            let unit = unit_at(&json, unit);
            let plans = ensured(&mut json, &unit, "plans");
            put(&mut json, &key(&plans, target), written(value));
        }
        (FactName::Field { field, record, .. }, NewFact::Value { value }) => {
            let record = record_at(&json, record);
            let value = match &**field {
                "doer" => acting(value),
                _ => written(value),
            };
            put(&mut json, &key(&record, field), value);
        }
        (FactName::List { record_type, unit }, NewFact::NoRecords) => {
            let unit = unit_at(&json, unit);
            put(&mut json, &key(&unit, record_type), Json::List(Vec::new()));
        }
        (
            FactName::Determination {
                term,
                authority,
                subject,
                act,
            },
            new,
        ) => {
            let mut about = Json::read(&serde_json::to_string(subject).unwrap());
            if let (Json::Object(members), Some(act)) = (&mut about, act) {
                members.push(("act".to_owned(), Json::Text(act.to_string())));
            }
            determine(&mut json, term, authority, about, new);
        }
        (
            FactName::Report {
                report,
                organ,
                unit,
                period,
            },
            new,
        ) => {
            let list = list(&mut json, "reports");
            if let NewFact::Made { date } = new {
                let mut said = party("report", report, organ, unit.as_deref());
                said.push(("period".to_owned(), Json::Text(period.to_string())));
                said.push(("date".to_owned(), Json::Text(date.to_string())));
                let end = item(&list, count(&json, &list));
                put(&mut json, &end, Json::Object(said));
            }
        }
        (
            FactName::Discharge {
                duty,
                organ,
                unit,
                act,
            },
            new,
        ) => {
            discharge(&mut json, duty, organ, unit.as_deref(), act, new);
        }
        other => panic!("no change {other:?}"),
    }
    json
}

/// A value as facts may write it.
fn written(value: &str) -> Json {
    match value {
        "true" => Json::Truth(true),
        "false" => Json::Truth(false),
        text => Json::Text(text.to_owned()),
    }
}

/// Who acted, as answers write it: `Ann`, `council@east/north`, `council@east/north council_office0`.
fn acting(value: &str) -> Json {
    let text = |key: &str, text: &str| (key.to_owned(), Json::Text(text.to_owned()));
    let (party, office) = value.split_once(' ').unwrap_or((value, ""));
    let (organ, unit) = party.split_once('@').unwrap_or((party, ""));
    let mut said = match organ.starts_with(|c: char| c.is_ascii_uppercase()) {
        true => vec![text("person", organ)],
        false => vec![text("organ", organ)],
    };
    said.extend((!unit.is_empty()).then(|| text("unit", unit)));
    said.extend((!office.is_empty()).then(|| text("office", office)));
    Json::Object(said)
}

/// Where the values of a unit stand for a period.
fn values_of(json: &mut Json, unit: Place, period: &str) -> Place {
    if json.text("period").as_deref() == Some(period) {
        return unit;
    }
    let earlier = ensured(json, &unit, "earlier");
    ensured(json, &earlier, period)
}

fn ensured(json: &mut Json, around: &Place, name: &str) -> Place {
    let place = key(around, name);
    if at(json, &place).is_none() {
        put(json, &place, Json::Object(Vec::new()));
    }
    place
}

fn list(json: &mut Json, name: &str) -> Place {
    let place = key(&Place::new(), name);
    if at(json, &place).is_none() {
        put(json, &place, Json::List(Vec::new()));
    }
    place
}

fn party(of: &str, name: &str, organ: &str, unit: Option<&str>) -> Vec<(String, Json)> {
    let text = |key: &str, text: &str| (key.to_owned(), Json::Text(text.to_owned()));
    let mut said = vec![text(of, name), text("organ", organ)];
    said.extend(unit.map(|unit| text("unit", unit)));
    said
}

/// The place of the unit of a path.
fn unit_at(json: &Json, path: &str) -> Place {
    let mut place = Place::new();
    for name in path.split('/') {
        let list = key(&place, "units");
        let mut all = (0..count(json, &list)).map(|number| item(&list, number));
        place = all
            .find(|unit| at(json, unit).unwrap().text("name").as_deref() == Some(name))
            .unwrap_or_else(|| panic!("no unit {path}"));
    }
    place
}

/// The place of a record, by its id or by where it stands.
fn record_at(json: &Json, name: &str) -> Place {
    let stands = || {
        let (around, number) = name.rsplit_once('/').expect("a record");
        let (unit, list) = around.rsplit_once('/').expect("a list");
        let number: usize = number.parse().unwrap();
        item(&key(&unit_at(json, unit), list), number - 1)
    };
    record_called(json, name).unwrap_or_else(stands)
}

fn record_called(json: &Json, id: &str) -> Option<Place> {
    for unit in units(json) {
        for list in ["events", "audits"] {
            let list = key(&unit, list);
            for number in 0..count(json, &list) {
                let place = item(&list, number);
                if at(json, &place).unwrap().text("id").as_deref() == Some(id) {
                    return Some(place);
                }
            }
        }
    }
    None
}

/// The act that is spoken of: of a record that refers to another, the other's.
fn act(json: &Json, name: String) -> String {
    let record = record_called(json, &name).and_then(|place| at(json, &place));
    let told = record.and_then(|record| record.text("twin").or_else(|| record.text("of_event")));
    told.map_or(name, |told| act(json, told))
}

fn determine(json: &mut Json, term: &str, authority: &str, about: Json, new: &NewFact) {
    let list = list(json, "determinations");
    let period = json.text("period").unwrap();
    for number in (0..count(json, &list)).rev() {
        let place = item(&list, number);
        let said = at(json, &place).unwrap();
        let same = said.text("term").as_deref() == Some(term)
            && is_about(json, said.get("subject").unwrap(), &about, &period);
        if same {
            take(json, &place);
        }
    }
    if let NewFact::Value { value } = new {
        let as_of = json.text("as_of").unwrap();
        let text = |key: &str, text: &str| (key.to_owned(), Json::Text(text.to_owned()));
        let said = vec![
            text("term", term),
            ("subject".to_owned(), about),
            ("value".to_owned(), written(value)),
            text("authority", authority),
            text("date", &as_of),
        ];
        let end = item(&list, count(json, &list));
        put(json, &end, Json::Object(said));
    }
}

/// Whether a subject is the one named: units by name or path, the period if it is another.
fn is_about(json: &Json, said: &Json, about: &Json, period: &str) -> bool {
    ["unit", "metric", "period", "record", "duty", "organ", "act"]
        .iter()
        .all(|part| {
            let (said, about) = (said.text(part), about.text(part));
            match *part {
                "unit" => {
                    let last = |path: Option<String>| {
                        path.map(|path| path.rsplit('/').next().unwrap().to_owned())
                    };
                    last(said) == last(about)
                }
                "period" => said.as_deref().unwrap_or(period) == about.as_deref().unwrap_or(period),
                "act" => said.map(|said| act(json, said)) == about,
                _ => said == about,
            }
        })
}

fn discharge(
    json: &mut Json,
    duty: &str,
    organ: &str,
    unit: Option<&str>,
    act: &str,
    new: &NewFact,
) {
    let list = list(json, "discharges");
    let last = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    for number in (0..count(json, &list)).rev() {
        let place = item(&list, number);
        let said = at(json, &place).unwrap();
        let same = said.text("duty").as_deref() == Some(duty)
            && said.text("organ").as_deref() == Some(organ)
            && said.text("unit").map(|unit| last(&unit)) == unit.map(last)
            && said.text("act").is_none_or(|of| self::act(json, of) == act);
        if same {
            take(json, &place);
        }
    }
    if *new == NewFact::Discharged {
        let mut said = party("duty", duty, organ, unit);
        said.push(("act".to_owned(), Json::Text(act.to_owned())));
        let end = item(&list, count(json, &list));
        put(json, &end, Json::Object(said));
    }
}

/// The facts with one value or field changed or filled, at random.
pub fn random_change(dice: &mut Dice, json: &Json) -> Option<Json> {
    let mut places: Vec<(Place, &str)> = Vec::new();
    for unit in units(json) {
        let level = at(json, &unit).unwrap().text("level").unwrap();
        for metric in facts::metrics(&level) {
            places.push((key(&unit, metric), metric));
        }
        for (list, fields) in [
            ("events", &["deed", "day", "sure", "loss", "matter_of"][..]),
            ("audits", &["seen", "proven"][..]),
        ] {
            let list = key(&unit, list);
            for number in 0..count(json, &list) {
                let record = item(&list, number);
                places.extend(fields.iter().map(|field| (key(&record, field), *field)));
            }
        }
    }
    let (place, name) = &places[dice.below(places.len().max(1))..].first()?.clone();
    let value = facts::value(dice, name);
    let mut json = json.clone();
    put(&mut json, place, Json::read(&value));
    Some(json)
}

/// A number with its unit, or a day.
#[derive(Debug)]
pub enum Decimal {
    Number {
        scaled: i128,
        places: u32,
        unit: String,
    },
    Day(Day),
}

impl Decimal {
    /// Reads a value as answers write it.
    pub fn read(text: &str) -> Option<Self> {
        if text.len() == 10 && text.chars().filter(|c| *c == '-').count() == 2 {
            return Some(Self::Day(day(text)));
        }
        let is_digit = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
        let end = text.find(|c| !is_digit(c)).unwrap_or(text.len());
        let (digits, unit) = text.split_at(end);
        let places = digits.split_once('.').map_or(0, |(_, behind)| behind.len());
        Some(Self::Number {
            scaled: digits.replace('.', "").parse().ok()?,
            places: u32::try_from(places).unwrap(),
            unit: unit.to_owned(),
        })
    }

    /// Values between this and another: the last before it, and one in the middle.
    pub fn between(&self, other: &Self) -> Vec<String> {
        match (self, other) {
            (
                Self::Number {
                    scaled: from,
                    places: from_places,
                    unit,
                },
                Self::Number {
                    scaled: to,
                    places: to_places,
                    ..
                },
            ) => {
                let places = *from_places.max(to_places);
                let scale =
                    |scaled: i128, of: u32| scaled.checked_mul(10i128.checked_pow(places - of)?);
                let (Some(from), Some(to)) = (scale(*from, *from_places), scale(*to, *to_places))
                else {
                    return Vec::new();
                };
                let show = |scaled: i128| {
                    let sign = if scaled < 0 { "-" } else { "" };
                    let width = places as usize + 1;
                    let digits = format!("{:0width$}", scaled.unsigned_abs());
                    let (before, behind) = digits.split_at(digits.len() - places as usize);
                    let point = if behind.is_empty() { "" } else { "." };
                    format!("{sign}{before}{point}{behind}{unit}")
                };
                inner(from, to).into_iter().map(show).collect()
            }
            (Self::Day(from), Self::Day(to)) => {
                let days = i128::from(crate::oracle::days::between(*from, *to));
                let day_after = |days: i128| {
                    let length = crate::oracle::days::Length {
                        months: 0,
                        days: i64::try_from(days).unwrap(),
                    };
                    crate::oracle::days::after(*from, length).to_string()
                };
                inner(0, days).into_iter().map(day_after).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The last whole number before another, and one in the middle, coming from a third.
fn inner(from: i128, to: i128) -> Vec<i128> {
    let last = to - (to - from).signum();
    let mut found = vec![last, from + (to - from) / 2];
    found.retain(|at| *at != from && *at != to);
    found.dedup();
    found
}
