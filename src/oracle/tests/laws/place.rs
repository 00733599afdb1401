//! Places in a document of facts.

use crate::oracle::json::Json;

/// A step into a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Key(String),
    Item(usize),
}

/// The way to a place from the top.
pub type Place = Vec<Step>;

/// A place within another.
pub fn key(place: &Place, key: &str) -> Place {
    let mut inner = place.clone();
    inner.push(Step::Key(key.to_owned()));
    inner
}

/// A place within a list.
pub fn item(place: &Place, item: usize) -> Place {
    let mut inner = place.clone();
    inner.push(Step::Item(item));
    inner
}

/// What stands at a place.
pub fn at<'j>(json: &'j Json, place: &[Step]) -> Option<&'j Json> {
    place
        .iter()
        .try_fold(json, |json, step| match (json, step) {
            (Json::Object(_), Step::Key(key)) => json.get(key),
            (Json::List(items), Step::Item(item)) => items.get(*item),
            _ => None,
        })
}

/// What stands at a place, to be changed.
pub fn at_mut<'j>(json: &'j mut Json, place: &[Step]) -> Option<&'j mut Json> {
    let mut json = json;
    for step in place {
        json = match (json, step) {
            (Json::Object(members), Step::Key(key)) => {
                let mut members = members.iter_mut();
                members
                    .find(|(name, _)| name == key)
                    .map(|(_, value)| value)?
            }
            (Json::List(items), Step::Item(item)) => items.get_mut(*item)?,
            _ => return None,
        };
    }
    Some(json)
}

/// Puts a value at a place, whose surroundings must be there.
pub fn put(json: &mut Json, place: &[Step], value: Json) {
    let (last, around) = place.split_last().expect("a place in the document");
    let around = at_mut(json, around).expect("a place to put it");
    match (around, last) {
        (Json::Object(members), Step::Key(key)) => {
            match members.iter_mut().find(|(name, _)| name == key) {
                Some((_, old)) => *old = value,
                None => members.push((key.clone(), value)),
            }
        }
        (Json::List(items), Step::Item(item)) if *item == items.len() => items.push(value),
        (Json::List(items), Step::Item(item)) => items[*item] = value,
        (around, last) => panic!("no {last:?} in {around:?}"),
    }
}

/// Takes away what stands at a place.
pub fn take(json: &mut Json, place: &[Step]) {
    let (last, around) = place.split_last().expect("a place in the document");
    match (at_mut(json, around), last) {
        (Some(Json::Object(members)), Step::Key(key)) => members.retain(|(name, _)| name != key),
        (Some(Json::List(items)), Step::Item(item)) => {
            items.remove(*item);
        }
        _ => panic!("nothing there"),
    }
}

/// The places of all units, outer ones first.
pub fn units(json: &Json) -> Vec<Place> {
    let mut found = Vec::new();
    inside(json, &Place::new(), &mut found);
    found
}

fn inside(json: &Json, around: &Place, found: &mut Vec<Place>) {
    let list = key(around, "units");
    if let Some(Json::List(items)) = at(json, &list) {
        for place in 0..items.len() {
            let unit = item(&list, place);
            found.push(unit.clone());
            inside(json, &unit, found);
        }
    }
}

/// The keys of the object at a place.
pub fn keys(json: &Json, place: &[Step]) -> Vec<String> {
    match at(json, place) {
        Some(Json::Object(members)) => members.iter().map(|(key, _)| key.clone()).collect(),
        _ => Vec::new(),
    }
}

/// How many items the list at a place has.
pub fn count(json: &Json, place: &[Step]) -> usize {
    match at(json, place) {
        Some(Json::List(items)) => items.len(),
        _ => 0,
    }
}
