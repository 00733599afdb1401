//! A smaller pair on which the two still differ.

use super::Both;
use crate::oracle::json::Json;

/// The declarations and facts, less what is not needed for the difference.
pub fn shrink(items: &[String], facts: &str) -> (Vec<String>, String) {
    let mut items = items.to_vec();
    let mut facts = facts.to_owned();
    let differ = |items: &[String], facts: &str| {
        let smaller = Both::new(items).map(|both| both.compare(facts));
        // What is no longer read, or no longer can be, is no difference.
        matches!(smaller, Ok(Err(difference)) if difference.starts_with("engine:"))
    };
    loop {
        let before = (items.len(), facts.len());
        for place in (0..items.len()).rev() {
            let mut fewer = items.clone();
            fewer.remove(place);
            if differ(&fewer, &facts) {
                items = fewer;
            }
        }
        let mut place = 0;
        while let Some(fewer) = without(&Json::read(&facts), place) {
            match fewer != facts && differ(&items, &fewer) {
                true => facts = fewer,
                false => place += 1,
            }
        }
        if (items.len(), facts.len()) == before {
            return (items, facts);
        }
    }
}

/// The document without the member or item at a place, counted from the front.
fn without(json: &Json, place: usize) -> Option<String> {
    let mut left = place;
    let json = drop_one(json, &mut left);
    (left == usize::MAX).then(|| write(&json))
}

fn drop_one(json: &Json, left: &mut usize) -> Json {
    let is_dropped = |left: &mut usize| {
        let here = *left == 0;
        *left = left.wrapping_sub(1);
        here
    };
    match json {
        Json::Object(members) => {
            let mut kept = Vec::new();
            for (key, value) in members {
                if *left != usize::MAX && is_dropped(left) {
                    continue;
                }
                let value = if *left == usize::MAX {
                    value.clone()
                } else {
                    drop_one(value, left)
                };
                kept.push((key.clone(), value));
            }
            Json::Object(kept)
        }
        Json::List(items) => {
            let mut kept = Vec::new();
            for value in items {
                if *left != usize::MAX && is_dropped(left) {
                    continue;
                }
                let value = if *left == usize::MAX {
                    value.clone()
                } else {
                    drop_one(value, left)
                };
                kept.push(value);
            }
            Json::List(kept)
        }
        other => other.clone(),
    }
}

pub fn write(json: &Json) -> String {
    let all = |parts: Vec<String>| parts.join(", ");
    match json {
        Json::Truth(truth) => truth.to_string(),
        Json::Number(digits) => digits.clone(),
        Json::Text(text) => format!("\"{text}\""),
        Json::List(items) => format!("[{}]", all(items.iter().map(write).collect())),
        Json::Object(members) => {
            let pair = |(key, value): &(String, Json)| format!("\"{key}\": {}", write(value));
            format!("{{{}}}", all(members.iter().map(pair).collect()))
        }
    }
}
