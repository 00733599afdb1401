//! Filling what is absent, all else equal, never turns one decided status into another decided one.
//!
//! What is filled: a value of this or an earlier period, a plan's figure, a field of a record, a list of units, of
//! records, of persons, of discharges or of reports, a determination. Not a value, list or determination that is
//! absent, but something that the facts say in fewer words, is
//! - what a record tells of an act by the record that it refers to, or a determination for want of a nearer one: where
//!   the farther one answers, a nearer one is an exception to it, as a later determination is to an earlier;
//! - the unit of a record without one (it is that of its list), the act of a record that refers to none (it is its
//!   own), the part of the period for which a report without one was made (its date says it), and the acts and days of
//!   a discharge without them (it is for all).
//!
//! A record is in the facts because it is known: none is filled with a day after that of asking, which would say that
//! it does not exist yet.
//!
//! The matter of a record may move its act to other duties: findings may come and go, and all else is as before. Of a
//! finding it is held of each of its grounds, and of one that is established: what is rebutted on the grounds that there
//! are may stand on another.

use super::place::{Place, Step, at, count, item, key, keys, take, units};
use super::statuses::{Statuses, is_decided, statuses};
use super::try_pairs;
use crate::oracle::json::Json;
use crate::oracle::tests::shrink::write;

/// Something that facts may lack.
struct Lack {
    what: &'static str,
    /// What is taken away together.
    places: Vec<Place>,
}

#[test]
fn filling_what_is_absent_decides_nothing_anew() {
    let seen = try_pairs(|pair, dice, seen| {
        let json = Json::read(pair.facts);
        let mut lacks = lacks(&json);
        let (mut what, mut places) = (Vec::new(), Vec::new());
        for _ in 0..1 + dice.below(2) * dice.below(3) {
            if !lacks.is_empty() {
                let lack = lacks.swap_remove(dice.below(lacks.len()));
                what.push(lack.what);
                places.extend(lack.places);
            }
        }
        // Inner places before outer ones, later items before earlier ones.
        places.sort();
        let mut less = json.clone();
        places.iter().rev().for_each(|place| take(&mut less, place));
        let Some(before) = pair.policy.read_facts(&write(&less)).ok() else {
            // Something else speaks of what was taken away.
            return seen.add("not read");
        };
        let before = statuses(&pair.policy.evaluate(&before).unwrap());
        let after = statuses(&pair.assessment());
        for what in &what {
            seen.add(what);
        }
        if before != after {
            seen.add("changed");
        }
        if let Some(wrong) = broken(&before, &after, &what) {
            panic!(
                "{}: filling {what:?} turns {wrong}\n{}\n{}",
                pair.text(),
                write(&less),
                pair.facts
            );
        }
    });
    for (what, at_least) in [
        ("changed", 80),
        ("value", 200),
        ("earlier value", 80),
        ("plan", 2),
        ("field", 120),
        ("list", 30),
        ("units", 4),
        ("persons", 5),
        ("discharges", 5),
        ("reports", 5),
        ("determination", 50),
        ("matter", 2),
    ] {
        seen.at_least(what, at_least);
    }
}

/// A decided status that another decided one, or none, has taken the place of.
fn broken(before: &Statuses, after: &Statuses, what: &[&str]) -> Option<String> {
    let nothing = Vec::new();
    for (name, were) in before {
        if name.starts_with("finding") && what.contains(&"matter") {
            continue;
        }
        let mut are = after.get(name).unwrap_or(&nothing).clone();
        for was in were.iter().filter(|status| is_decided(status)) {
            match are.iter().position(|is| is == was) {
                Some(place) => {
                    are.swap_remove(place);
                }
                None => return Some(format!("{name}: {were:?} into {:?}", after.get(name))),
            }
        }
    }
    None
}

/// Everything that may be taken away.
fn lacks(json: &Json) -> Vec<Lack> {
    let mut found = Vec::new();
    let mut add = |what, place: Place| {
        found.push(Lack {
            what,
            places: vec![place],
        });
    };
    for list in ["persons", "discharges", "reports"] {
        let place = key(&Place::new(), list);
        if at(json, &place).is_some() {
            add(list, place);
        }
    }
    for unit in units(json) {
        for name in keys(json, &unit) {
            let place = key(&unit, &name);
            match name.as_str() {
                "level" | "name" => {}
                "units" => add("units", place),
                "events" | "audits" => {
                    for record in 0..count(json, &place) {
                        fields(json, &item(&place, record), &mut add);
                    }
                    add("list", place);
                }
                "earlier" => {
                    for period in keys(json, &place) {
                        for value in keys(json, &key(&place, &period)) {
                            add("earlier value", key(&key(&place, &period), &value));
                        }
                    }
                    add("earlier value", place);
                }
                "plans" => add("plan", place),
                _ => add("value", place),
            }
        }
    }
    found.extend(determinations(json));
    found
}

/// The fields of a record that may be absent.
fn fields(json: &Json, record: &Place, add: &mut impl FnMut(&'static str, Place)) {
    let said = at(json, record).unwrap();
    let refers = said.get("twin").is_some() || said.get("of_event").is_some();
    for name in keys(json, record) {
        let place = key(record, &name);
        match name.as_str() {
            "id" | "site" | "twin" | "of_event" => {}
            // The record referred to tells them too.
            "day" | "doer" | "matter_of" if refers => {}
            "day" | "seen" if is_late(json, said.text(&name).unwrap()) => {}
            "matter_of" => add("matter", place),
            _ => add("field", place),
        }
    }
}

fn is_late(json: &Json, day: String) -> bool {
    day > json.text("as_of").unwrap()
}

/// All determinations of one term and subject, where none farther off would answer for them.
fn determinations(json: &Json) -> Vec<Lack> {
    let list = key(&Place::new(), "determinations");
    let mut found: Vec<(Json, Lack)> = Vec::new();
    for number in 0..count(json, &list) {
        let place = item(&list, number);
        let said = at(json, &place).unwrap();
        let subject = said.get("subject").unwrap().clone();
        let about = Json::List(vec![said.get("term").unwrap().clone(), subject.clone()]);
        match found.iter_mut().find(|(known, _)| *known == about) {
            Some((_, lack)) => lack.places.push(place),
            None if subject.get("act").is_some() => {}
            None if subject.text("record").is_some_and(|id| refers(json, &id)) => {}
            None => found.push((
                about,
                Lack {
                    what: "determination",
                    places: vec![place],
                },
            )),
        }
    }
    found.into_iter().map(|(_, lack)| lack).collect()
}

/// Whether a record refers to another as telling of the same act.
fn refers(json: &Json, id: &str) -> bool {
    let mut records = Vec::new();
    for unit in units(json) {
        let list = [&unit[..], &[Step::Key("events".to_owned())]].concat();
        records.extend((0..count(json, &list)).map(|record| item(&list, record)));
    }
    records.iter().any(|place| {
        let said = at(json, place).unwrap();
        said.text("id").as_deref() == Some(id) && said.get("twin").is_some()
    })
}
