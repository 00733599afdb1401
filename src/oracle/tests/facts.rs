//! Random facts for a random policy: anything absent, anything empty, values at and around bounds.

use super::conditions::figure;
use super::dice::Dice;
use super::policies::Shape;

const DAYS: &[&str] = &[
    "2018-05-05",
    "2019-02-01",
    "2019-12-31",
    "2020-01-01",
    "2020-02-01",
    "2020-02-29",
    "2020-03-15",
    "2020-04-14",
    "2020-06-30",
    "2020-07-01",
    "2020-12-05",
    "2020-12-31",
    "2021-01-05",
    "2021-03-01",
];

/// What has been named so far.
struct Named {
    events: Vec<String>,
    towns: Vec<&'static str>,
    villages: Vec<String>,
}

/// Random facts.
pub fn facts(dice: &mut Dice, shape: &Shape) -> String {
    let as_of = dice.pick(&[
        "2020-06-30",
        "2020-12-31",
        "2021-01-01",
        "2021-01-10",
        "2021-01-10",
        "2021-06-01",
    ]);
    let period = dice.pick(&[
        "2020",
        "2020",
        "2020",
        "2020-H1",
        "2020-Q2",
        "2020-02",
        "2020-02-15/2020-08-20",
    ]);
    let mut named = Named {
        events: Vec::new(),
        towns: Vec::new(),
        villages: Vec::new(),
    };
    let mut top = vec![format!(
        "\"format\": \"zeren.facts/1\", \"as_of\": \"{as_of}\", \"period\": \"{period}\""
    )];
    let provinces = province(dice, shape, &mut named);
    top.push(format!("\"units\": [{provinces}]"));
    if dice.chance(75) {
        top.push(format!("\"persons\": [{}]", persons(dice, shape, &named)));
    }
    if dice.chance(85) {
        top.push(format!(
            "\"determinations\": [{}]",
            determinations(dice, shape, &named)
        ));
    }
    if dice.chance(60) {
        top.push(format!(
            "\"discharges\": [{}]",
            discharges(dice, shape, &named)
        ));
    }
    if dice.chance(70) {
        top.push(format!("\"reports\": [{}]", reports(dice, &named)));
    }
    format!("{{{}}}", top.join(", "))
}

/// A town of another name than those that random facts have, with all that is in it.
pub fn another_town(dice: &mut Dice, shape: &Shape) -> String {
    let mut named = Named {
        events: Vec::new(),
        towns: Vec::new(),
        villages: Vec::new(),
    };
    town(dice, shape, "west", &mut named)
}

/// The metrics of a level that facts may give.
pub fn metrics(level: &str) -> &'static [&'static str] {
    match level {
        "province" => &["total", "ready"],
        "town" => &["mean", "fund", "open"],
        _ => &[
            "height", "width", "cost", "paid", "heads", "built", "state", "checked",
        ],
    }
}

/// A value that a metric or field may have.
pub fn value(dice: &mut Dice, name: &str) -> String {
    match name {
        "total" | "mean" | "height" | "width" => percent(dice),
        "fund" | "cost" | "paid" | "loss" => money(dice),
        "heads" => dice.pick(&["0", "1", "\"3户\"", "5"]).to_owned(),
        "state" => quoted(dice.pick(&["slight", "middling", "high"])),
        "deed" => quoted(dice.pick(&["gifts", "lies", "waste"])),
        "matter_of" => quoted(dice.pick(&["works", "funds", "grants", "dykes", "posts"])),
        "checked" | "day" | "seen" => quoted(dice.pick(DAYS)),
        _ => truth(dice),
    }
}

/// A key and its value, or nothing.
fn pair(
    dice: &mut Dice,
    said: usize,
    key: &str,
    value: impl FnOnce(&mut Dice) -> String,
) -> Option<String> {
    if !dice.chance(said) {
        return None;
    }
    let value = value(dice);
    Some(match dice.below(20) {
        0 if !value.starts_with('{') => {
            format!("\"{key}\": {{\"value\": {value}, \"source\": \"a book\"}}")
        }
        _ => format!("\"{key}\": {value}"),
    })
}

/// A value with the day on which it was taken.
fn dated(dice: &mut Dice, value: String) -> String {
    match dice.below(6) {
        0 => format!("{{\"value\": {value}, \"date\": \"{}\"}}", dice.pick(DAYS)),
        _ => value,
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn truth(dice: &mut Dice) -> String {
    dice.chance(60).to_string()
}

fn percent(dice: &mut Dice) -> String {
    let figure = figure(dice);
    match dice.below(8) {
        0 => figure,
        1 if !figure.contains('.') => format!("\"{figure}0‰\""),
        _ => format!("\"{figure}%\""),
    }
}

fn money(dice: &mut Dice) -> String {
    let figure = figure(dice);
    match dice.below(6) {
        0 => format!("\"{figure}万元\""),
        1 => format!("\"{figure}元\""),
        _ => figure,
    }
}

fn province(dice: &mut Dice, shape: &Shape, named: &mut Named) -> String {
    let mut parts = vec!["\"level\": \"province\", \"name\": \"east\"".to_owned()];
    parts.extend(pair(dice, 80, "total", percent));
    parts.extend(pair(dice, 80, "ready", truth));
    if dice.chance(92) {
        let mut towns = Vec::new();
        for name in ["north", "south"] {
            if dice.chance(85) {
                named.towns.push(name);
                towns.push(town(dice, shape, name, named));
            }
        }
        parts.push(format!("\"units\": [{}]", towns.join(", ")));
    }
    if dice.chance(80) {
        parts.push(format!("\"audits\": [{}]", audits(dice, "east", named)));
    }
    format!("{{{}}}", parts.join(", "))
}

fn town(dice: &mut Dice, shape: &Shape, name: &'static str, named: &mut Named) -> String {
    let mut parts = vec![format!("\"level\": \"town\", \"name\": \"{name}\"")];
    parts.extend(pair(dice, 80, "mean", |dice| {
        let value = percent(dice);
        dated(dice, value)
    }));
    parts.extend(pair(dice, 80, "fund", money));
    parts.extend(pair(dice, 80, "open", truth));
    if dice.chance(60) {
        let earlier = ["2019", "2018", "2019-H2", "2019-Q4"];
        let values: Vec<String> = earlier
            .iter()
            .filter_map(|period| {
                let mean = pair(dice, 80, "mean", percent)?;
                Some(format!("\"{period}\": {{{mean}}}"))
            })
            .collect();
        parts.push(format!("\"earlier\": {{{}}}", values.join(", ")));
    }
    if dice.chance(92) {
        let mut villages = Vec::new();
        for number in 0..dice.below(3) {
            let village_name = format!("{name}{number}");
            villages.push(village(dice, shape, &village_name, named));
            named.villages.push(village_name);
        }
        parts.push(format!("\"units\": [{}]", villages.join(", ")));
    }
    if shape.is_event_of_towns && dice.chance(85) {
        parts.push(format!(
            "\"events\": [{}]",
            events(dice, shape, name, named)
        ));
    }
    if dice.chance(75) {
        parts.push(format!("\"audits\": [{}]", audits(dice, name, named)));
    }
    format!("{{{}}}", parts.join(", "))
}

fn village(dice: &mut Dice, shape: &Shape, name: &str, named: &mut Named) -> String {
    let mut parts = vec![format!("\"level\": \"village\", \"name\": \"{name}\"")];
    parts.extend(pair(dice, 85, "height", |dice| {
        let value = percent(dice);
        dated(dice, value)
    }));
    parts.extend(pair(dice, 80, "width", percent));
    parts.extend(pair(dice, 80, "cost", money));
    parts.extend(pair(dice, 80, "paid", money));
    parts.extend(pair(dice, 80, "heads", |dice| {
        dice.pick(&["0", "1", "\"3户\"", "5"]).to_owned()
    }));
    parts.extend(pair(dice, 85, "built", truth));
    parts.extend(pair(dice, 80, "state", |dice| {
        quoted(dice.pick(&["slight", "middling", "high"]))
    }));
    parts.extend(pair(dice, 80, "checked", |dice| quoted(dice.pick(DAYS))));
    if dice.chance(50) {
        let mut periods = Vec::new();
        for period in ["2019", "2018", "2019-H1", "2019-02"] {
            let values: Vec<String> = [
                pair(dice, 80, "height", percent),
                pair(dice, 60, "built", truth),
            ]
            .into_iter()
            .flatten()
            .collect();
            periods.push(format!("\"{period}\": {{{}}}", values.join(", ")));
        }
        parts.push(format!("\"earlier\": {{{}}}", periods.join(", ")));
    }
    if shape.has_plan && dice.chance(70) {
        parts.push(format!(
            "\"plans\": {{\"fourth\": {}}}",
            dice.pick(&["1", "\"3户\"", "5"])
        ));
    }
    if dice.chance(88) {
        parts.push(format!(
            "\"events\": [{}]",
            events(dice, shape, name, named)
        ));
    }
    format!("{{{}}}", parts.join(", "))
}

fn events(dice: &mut Dice, shape: &Shape, unit: &str, named: &mut Named) -> String {
    let mut all = Vec::new();
    for number in 0..dice.below(4) {
        let mut parts = Vec::new();
        let id = format!("{unit}-{number}");
        let is_named = dice.chance(92);
        if is_named {
            parts.push(format!("\"id\": \"{id}\""));
        }
        parts.extend(pair(dice, 88, "deed", |dice| {
            quoted(dice.pick(&["gifts", "lies", "waste"]))
        }));
        parts.extend(pair(dice, 90, "day", |dice| quoted(dice.pick(DAYS))));
        parts.extend(pair(dice, 85, "sure", truth));
        parts.extend(pair(dice, 75, "loss", money));
        if shape.has_matter {
            parts.extend(pair(dice, 55, "matter_of", |dice| {
                quoted(dice.pick(&["works", "funds", "grants", "dykes", "posts"]))
            }));
        }
        if shape.has_place {
            // Names are read at the unit concerned, so that it is of the levels that list such records.
            if let Some(near) = named.villages.last() {
                parts.extend(pair(dice, 40, "site", |_| quoted(near)));
            }
        }
        if shape.has_doer {
            parts.extend(pair(dice, 65, "doer", |dice| doer(dice, shape, unit)));
        }
        if shape.has_twin && !named.events.is_empty() {
            let other = named.events[dice.below(named.events.len())].clone();
            parts.extend(pair(dice, 25, "twin", |_| quoted(&other)));
        }
        if is_named {
            named.events.push(id);
        }
        all.push(format!("{{{}}}", parts.join(", ")));
    }
    all.join(", ")
}

fn audits(dice: &mut Dice, unit: &str, named: &mut Named) -> String {
    let mut all = Vec::new();
    for number in 0..dice.below(3) {
        let mut parts = vec![format!("\"id\": \"{unit}-audit{number}\"")];
        parts.extend(pair(dice, 70, "seen", |dice| quoted(dice.pick(DAYS))));
        parts.extend(pair(dice, 85, "proven", truth));
        if !named.events.is_empty() {
            let event = named.events[dice.below(named.events.len())].clone();
            parts.extend(pair(dice, 70, "of_event", |_| quoted(&event)));
        }
        all.push(format!("{{{}}}", parts.join(", ")));
    }
    all.join(", ")
}

/// The unit of an organ that stands around a unit.
fn unit_around(levels: &[&str], unit: &str) -> Option<String> {
    let town = unit.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_village = unit != town;
    match levels {
        levels if levels.contains(&"village") && is_village => Some(unit.to_owned()),
        levels if levels.contains(&"town") && unit != "east" => Some(town.to_owned()),
        levels if levels.contains(&"province") => Some("east".to_owned()),
        _ => None,
    }
}

fn doer(dice: &mut Dice, shape: &Shape, unit: &str) -> String {
    if dice.chance(40) {
        return format!("{{\"person\": \"{}\"}}", dice.pick(&["Ann", "Bob"]));
    }
    let organ = &shape.organs[dice.below(shape.organs.len())];
    let office = organ.offices.first().filter(|_| dice.chance(30));
    let office = office
        .map(|office| format!(", \"office\": \"{office}\""))
        .unwrap_or_default();
    if organ.levels.is_empty() {
        return format!("{{\"organ\": \"{}\"{office}}}", organ.name);
    }
    match unit_around(&organ.levels, unit) {
        Some(at) => format!(
            "{{\"organ\": \"{}\", \"unit\": \"{at}\"{office}}}",
            organ.name
        ),
        None => "{\"person\": \"Ann\"}".to_owned(),
    }
}

/// An organ at one of the units named.
fn seat(dice: &mut Dice, organ: &super::policies::Organ, named: &Named) -> Option<String> {
    if organ.levels.is_empty() {
        return Some(format!("\"organ\": \"{}\"", organ.name));
    }
    let unit = match dice.pick(&organ.levels) {
        "province" => "east".to_owned(),
        "town" if !named.towns.is_empty() => dice.pick(&named.towns).to_owned(),
        "village" if !named.villages.is_empty() => {
            named.villages[dice.below(named.villages.len())].clone()
        }
        _ => return None,
    };
    Some(format!(
        "\"organ\": \"{}\", \"unit\": \"{unit}\"",
        organ.name
    ))
}

fn persons(dice: &mut Dice, shape: &Shape, named: &Named) -> String {
    // Whoever acts is in the roster, in some organ.
    let mut all = vec![
        "{\"name\": \"Ann\", \"organ\": \"government\", \"unit\": \"east\", \"title\": \"clerk\", \"from\": \"2020-02-01\"}".to_owned(),
        "{\"name\": \"Bob\", \"organ\": \"bureau\", \"unit\": \"east\", \"title\": \"clerk\", \"from\": \"2010-02-01\"}".to_owned(),
    ];
    for organ in &shape.organs {
        for office in &organ.offices {
            for name in ["Cat", "Dan", "Eve", "Ann"] {
                if !dice.chance(35) {
                    continue;
                }
                let Some(seat) = seat(dice, organ, named) else {
                    continue;
                };
                let from = dice.pick(&["2010-01-01", "2020-01-01", "2020-06-30", "2020-12-31"]);
                let to = dice.maybe(40, |dice| {
                    format!(
                        ", \"to\": \"{}\"",
                        dice.pick(&["2020-12-31", "2021-02-01", "2023-01-01"])
                    )
                });
                let line = format!(
                    "{{\"name\": \"{name}\", {seat}, \"office\": \"{office}\", \"from\": \"{from}\"{to}}}"
                );
                let place = dice.below(all.len() + 1);
                all.insert(place, line);
            }
        }
    }
    all.join(", ")
}

fn determinations(dice: &mut Dice, shape: &Shape, named: &Named) -> String {
    let mut all = Vec::new();
    let board = "\"authority\": \"the board\"";
    let days = ["2020-02-01", "2020-12-01", "2021-01-10", "2021-02-01"];
    for event in &named.events {
        for date in days {
            if dice.chance(15) {
                let value = dice.chance(60);
                all.push(format!(
                    "{{\"term\": \"grave\", \"subject\": {{\"record\": \"{event}\"}}, \"value\": {value}, {board}, \"date\": \"{date}\"}}"
                ));
            }
        }
    }
    for village in &named.villages {
        for (metric, date) in [
            ("height", "2020-12-01"),
            ("width", "2021-02-01"),
            ("height", "2021-01-10"),
        ] {
            if dice.chance(30) {
                let value = dice.chance(50);
                let period = dice.maybe(20, |_| ", \"period\": \"2019\"".to_owned());
                all.push(format!(
                    "{{\"term\": \"low\", \"subject\": {{\"unit\": \"{village}\", \"metric\": \"{metric}\"{period}}}, \"value\": {value}, \
                     \"authority\": \"bureau\", \"date\": \"{date}\"}}"
                ));
            }
        }
        if dice.chance(50) {
            let value = figure(dice);
            all.push(format!(
                "{{\"term\": \"owed_share\", \"subject\": {{\"unit\": \"{village}\"}}, \"value\": \"{value}%\", {board}, \"date\": \"2020-03-01\"}}"
            ));
        }
    }
    for town in &named.towns {
        if dice.chance(60) {
            let value = dice.chance(60);
            all.push(format!(
                "{{\"term\": \"splendid\", \"subject\": {{\"unit\": \"{town}\"}}, \"value\": {value}, {board}, \"date\": \"2020-03-01\"}}"
            ));
        }
    }
    for (at, (duty, organ)) in shape.duties.iter().enumerate() {
        for time in 0..2 {
            let organ = shape.organs.iter().find(|row| row.name == organ).unwrap();
            if let (true, Some(seat)) = (dice.chance(40), seat(dice, organ, named)) {
                let act = act(dice, named);
                let value = dice.chance(50);
                // Two of one day that differ would be an error.
                let date = format!("2020-05-{:02}", at * 2 + 1 + time);
                all.push(format!(
                    "{{\"term\": \"lax\", \"subject\": {{\"duty\": \"{duty}\", {seat}{act}}}, \"value\": {value}, {board}, \"date\": \"{date}\"}}"
                ));
            }
        }
    }
    all.join(", ")
}

fn act(dice: &mut Dice, named: &Named) -> String {
    let acts: Vec<String> = named.events.clone();
    if acts.is_empty() || dice.chance(50) {
        return String::new();
    }
    format!(", \"act\": \"{}\"", acts[dice.below(acts.len())])
}

fn discharges(dice: &mut Dice, shape: &Shape, named: &Named) -> String {
    let mut all = Vec::new();
    for (duty, organ) in &shape.duties {
        let organ = shape.organs.iter().find(|row| row.name == organ).unwrap();
        if let (true, Some(seat)) = (dice.chance(45), seat(dice, organ, named)) {
            let act = act(dice, named);
            let date = dice.maybe(60, |dice| {
                format!(
                    ", \"date\": \"{}\"",
                    dice.pick(&["2020-05-01", "2021-01-10", "2021-02-01"])
                )
            });
            all.push(format!("{{\"duty\": \"{duty}\", {seat}{act}{date}}}"));
        }
    }
    all.join(", ")
}

fn reports(dice: &mut Dice, named: &Named) -> String {
    let mut all = Vec::new();
    let periods = [
        "2020", "2020-H1", "2020-Q1", "2020-Q2", "2020-01", "2020-02", "2020-06",
    ];
    for town in &named.towns {
        for organ in ["council", "station"] {
            for _ in 0..dice.below(5) {
                let period = dice.maybe(70, |dice| {
                    format!(", \"period\": \"{}\"", dice.pick(&periods))
                });
                let date = dice.pick(DAYS);
                all.push(format!(
                    "{{\"report\": \"monthly\", \"organ\": \"{organ}\", \"unit\": \"{town}\"{period}, \"date\": \"{date}\"}}"
                ));
            }
        }
    }
    for _ in 0..dice.below(3) {
        let period = dice.maybe(60, |dice| {
            format!(", \"period\": \"{}\"", dice.pick(&periods))
        });
        all.push(format!(
            "{{\"report\": \"yearly_report\", \"organ\": \"bureau\", \"unit\": \"east\"{period}, \"date\": \"{}\"}}",
            dice.pick(DAYS)
        ));
    }
    all.join(", ")
}
