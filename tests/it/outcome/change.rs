//! Edits of facts, so that a case shows only what it is about.
//!
//! One a line: `柳树镇: 满意度 = "85%"` sets a key of a unit (by name), of a record (by id) or of the facts as a
//! whole; without `= …` it takes the key away. `plans/达标` is a key inside a key.

use serde_json::Value;

/// The facts with each line's change made.
pub fn apply(facts: &str, changes: &str) -> Result<String, String> {
    let mut root: Value = match serde_json::from_str(facts) {
        Ok(root) => root,
        // Wrong on purpose: for the reader to say.
        Err(_) if changes.trim().is_empty() => return Ok(facts.to_owned()),
        Err(error) => return Err(format!("  facts: {error}")),
    };
    if changes.trim().is_empty() {
        return Ok(facts.to_owned());
    }
    for line in changes
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        let (place, value) = match line.split_once(" = ") {
            Some((place, value)) => {
                let value = serde_json::from_str(value).map_err(|e| format!("  {line}: {e}"))?;
                (place, Some(value))
            }
            None => (line, None),
        };
        let (holder, key) = place.split_once(": ").unwrap_or(("", place));
        let object = find(&mut root, holder).ok_or(format!("  no `{holder}` to change"))?;
        let (object, key) = inside(object, key.trim()).ok_or(format!("  no `{key}` to change"))?;
        match value {
            Some(value) => drop(object.insert(key.to_owned(), value)),
            None => drop(
                object
                    .remove(key)
                    .ok_or(format!("  no `{key}` to take away"))?,
            ),
        }
    }
    Ok(root.to_string())
}

/// The facts with the units of every list in reverse; none where they cannot be read or would be the same.
pub fn reversed(facts: &str) -> Option<String> {
    let mut root: Value = serde_json::from_str(facts).ok()?;
    reverse(&mut root).then(|| root.to_string())
}

type Object = serde_json::Map<String, Value>;

/// The unit or record of a name; the facts as a whole for none.
fn find<'v>(value: &'v mut Value, name: &str) -> Option<&'v mut Object> {
    match value {
        Value::Object(object) => {
            let named = |key: &str| object.get(key).and_then(Value::as_str) == Some(name);
            if name.is_empty() || named("name") && object.contains_key("level") || named("id") {
                return Some(object);
            }
            object.values_mut().find_map(|inner| find(inner, name))
        }
        Value::Array(list) => list.iter_mut().find_map(|inner| find(inner, name)),
        _ => None,
    }
}

/// The object that holds the last key of a path such as `plans/达标`, and that key.
fn inside<'v, 'k>(object: &'v mut Object, path: &'k str) -> Option<(&'v mut Object, &'k str)> {
    match path.split_once('/') {
        Some((key, rest)) => inside(object.get_mut(key)?.as_object_mut()?, rest),
        None => Some((object, path)),
    }
}

fn reverse(value: &mut Value) -> bool {
    let Some(units) = value.get_mut("units").and_then(Value::as_array_mut) else {
        return false;
    };
    units.reverse();
    let own = units.len() > 1;
    // Every unit, whether or not an earlier one changed.
    units
        .iter_mut()
        .fold(own, |changed, unit| reverse(unit) || changed)
}
