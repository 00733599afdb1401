//! A unit of no relevance changes nothing.
//!
//! A unit at a level of which nothing is declared, wherever it stands, is of no relevance to anything. Another town with
//! all that is in it is of none to the towns beside it: to their targets, reports, prohibitions and duties, to what happens
//! in them, and to who answers for it there.

use super::place::{at, count, item, key, put, units};
use super::{assessed, compiled, try_pairs};
use crate::oracle::json::Json;
use crate::oracle::tests::shrink::write;
use crate::oracle::tests::{engine, facts};
use crate::policy::Policy;

/// Levels of which nothing more is declared.
const LEVELS: &str = "level hamlet within village { cite interpretation reading }
level islet within province { cite interpretation reading }
level sea { cite interpretation reading }";

/// What lines about something in a town begin with.
const WORDS: [&str; 6] = [
    "target",
    "report",
    "prohibition",
    "duty",
    "cause",
    "finding",
];

#[test]
fn a_unit_of_which_nothing_is_declared_changes_nothing() {
    let mut last: Option<(u64, Policy)> = None;
    let seen = try_pairs(|pair, dice, seen| {
        if last.as_ref().is_none_or(|(seed, ..)| *seed != pair.seed) {
            let place = dice.below(pair.items.len() + 1);
            let mut items = pair.items.to_vec();
            items.insert(place, LEVELS.to_owned());
            last = Some((pair.seed, compiled(&items)));
        }
        let (_, policy) = last.as_ref().unwrap();
        let mut json = Json::read(pair.facts);
        let unit = |level: &str, name: String| {
            Json::read(&format!("{{\"level\": \"{level}\", \"name\": \"{name}\"}}"))
        };
        for (number, place) in units(&json).into_iter().enumerate() {
            let level = at(&json, &place).unwrap().text("level").unwrap();
            let inside = key(&place, "units");
            match level.as_str() {
                "village" if dice.chance(60) => {
                    let list = vec![unit("hamlet", format!("hamlet{number}"))];
                    put(&mut json, &inside, Json::List(list));
                    seen.add("hamlet");
                }
                "province" if at(&json, &inside).is_some() => {
                    let end = item(&inside, count(&json, &inside));
                    put(&mut json, &end, unit("islet", format!("islet{number}")));
                    seen.add("islet");
                }
                _ => {}
            }
        }
        let tops = key(&Vec::new(), "units");
        let end = item(&tops, count(&json, &tops));
        put(&mut json, &end, unit("sea", "main".to_owned()));
        let (was, is) = (pair.assessment(), assessed(policy, &write(&json)));
        let [was, is] = [was, is].map(|one| engine::lines(&one, |_| 1));
        if was != is {
            panic!("{}\n{}\n{was:#?}\n{is:#?}", pair.text(), write(&json));
        }
    });
    seen.at_least("hamlet", 250);
    seen.at_least("islet", 250);
}

#[test]
fn another_town_changes_nothing_in_the_towns_beside_it() {
    let seen = try_pairs(|pair, dice, seen| {
        let mut json = Json::read(pair.facts);
        let towns = item(&key(&Vec::new(), "units"), 0);
        let towns = key(&towns, "units");
        if count(&json, &towns) == 0 {
            return seen.add("no towns");
        }
        let end = item(&towns, count(&json, &towns));
        let more = facts::another_town(dice, pair.shape);
        put(&mut json, &end, Json::read(&more));
        let lines = |of| -> Vec<String> {
            let lines = engine::lines(of, |_| 1).into_iter();
            lines
                .filter(|line| is_of_old_towns(line))
                .map(|line| less_duty_above(&line))
                .collect()
        };
        let (was, is) = (pair.assessment(), assessed(pair.policy, &write(&json)));
        let all = engine::lines(&is, |_| 1);
        let (was, is) = (lines(&was), lines(&is));
        if was != is {
            panic!("{}\n{}\n{was:#?}\n{is:#?}", pair.text(), write(&json));
        }
        for word in WORDS {
            if is.iter().any(|line| line.starts_with(word)) {
                seen.add(word);
            }
            if all
                .iter()
                .any(|line| line.starts_with(word) && line.contains("east/west"))
            {
                seen.add(&format!("{word} in the new town"));
            }
        }
    });
    for word in WORDS {
        seen.at_least(word, 100);
        seen.at_least(&format!("{word} in the new town"), 100);
    }
}

/// Whether a line is about something in the towns that were there before.
fn is_of_old_towns(line: &str) -> bool {
    let has = |key: &str| {
        ["north", "south"]
            .iter()
            .any(|town| line.contains(&format!("{key}east/{town}")))
    };
    match line.split_once(' ').unwrap().0 {
        "target" | "report" | "prohibition" | "duty" => has("@"),
        "cause" => has(" unit="),
        "finding" => {
            let party = line
                .split_once(" party=")
                .unwrap()
                .1
                .split_once(' ')
                .unwrap()
                .0;
            has(" cause_unit=") && (party.contains("@east/north") || party.contains("@east/south"))
        }
        _ => false,
    }
}

/// The line less whether a duty of the province applies, which may depend on all towns.
fn less_duty_above(line: &str) -> String {
    let mut parts: Vec<&str> = line.split(' ').collect();
    parts.retain(|part| !part.starts_with("nobody=") && !part.starts_with("settle="));
    parts.join(" ")
}
