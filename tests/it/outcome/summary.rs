//! An assessment as lines of words: a kind, a name, then `key=value` for everything that is there.

use serde_json::{Map, Value};

/// One line for each result, in the assessment's order.
pub fn lines(assessment: &Value) -> Vec<String> {
    let mut all = Vec::new();
    for trigger in list(assessment, "triggers") {
        let name = text(trigger, "trigger");
        all.push(format!("trigger {name} {}", text(trigger, "status")));
        let causes = list(trigger, "causes").iter();
        all.extend(causes.map(|cause| line(&format!("cause {name}"), cause)));
        let open = list(trigger, "open").iter();
        all.extend(open.map(|open| line(&format!("open {name}"), open)));
    }
    for (kind, key) in [("target", "targets"), ("prohibition", "prohibitions")] {
        for one in list(assessment, key) {
            let head = format!("{kind} {}@{}", text(one, kind), text(one, "unit"));
            all.push(line(&head, one));
        }
    }
    for (kind, key) in [("report", "reports"), ("duty", "duties")] {
        let of = list(assessment, key).iter();
        all.extend(of.map(|one| line(&format!("{kind} {}", text(one, kind)), one)));
    }
    for (kind, key) in [
        ("finding", "findings"),
        ("commendation", "commendations"),
        ("interpretation", "interpretations"),
        ("left_out", "left_out"),
    ] {
        let of = list(assessment, key).iter();
        all.extend(of.map(|one| line(kind, one)));
    }
    all
}

fn line(head: &str, entry: &Value) -> String {
    let mut words = vec![head.to_owned()];
    for (key, value) in entry.as_object().into_iter().flatten() {
        words.extend(word(key, value));
    }
    words.join(" ")
}

/// What a key and its value come to, in words without spaces.
fn word(key: &str, value: &Value) -> Vec<String> {
    let several = |of: fn(&Value) -> String| {
        let all: Vec<String> = items(value).iter().map(of).collect();
        vec![format!("{key}={}", all.join(","))]
    };
    match key {
        "status" => vec![value.as_str().unwrap_or_default().to_owned()],
        // Words for people, and where facts come from: shown elsewhere.
        "sources" | "question" | "meaning" | "labels" => Vec::new(),
        "findings" => vec![format!("findings={}", items(value).len())],
        "examples" => several(plain)
            .into_iter()
            .map(|word| word.replacen("examples", "such_as", 1))
            .collect(),
        "needs" => needs(value),
        "rests_on" => {
            let of = |one: &Value| {
                format!(
                    "rests_on={}:{}",
                    text(one, "interpretation"),
                    text(one, "choice")
                )
            };
            items(value).iter().map(of).collect()
        }
        "grounds" => grounds(value),
        "clauses" => items(value)
            .iter()
            .map(|one| format!("clause={}", text(one, "address")))
            .collect(),
        "path" => vec![format!("steps={}", items(value).len())]
            .into_iter()
            .chain(items(value).iter().map(step))
            .collect(),
        "with" => several(party),
        "alternatives" => several(|one| text(one, "choice").to_owned()),
        "element" => vec![format!(
            "element={}:{}",
            text(value, "kind"),
            text(value, "name")
        )]
        .into_iter()
        .chain(
            value
                .as_object()
                .into_iter()
                .flatten()
                .filter(|(k, _)| *k != "kind" && *k != "name")
                .flat_map(|(k, v)| word(&format!("of_{k}"), v)),
        )
        .collect(),
        "persons" => vec![format!("persons={}", persons(value))],
        "duty" if value.is_object() => vec![format!("duty={}", text(value, "name"))]
            .into_iter()
            .chain(
                word("clauses", &value["clauses"])
                    .into_iter()
                    .map(|word| format!("duty_{word}")),
            )
            .collect(),
        "actor" => vec![format!("actor={}", actor(value))],
        _ => match value {
            Value::Bool(true) => vec![key.to_owned()],
            Value::Array(_) => several(plain),
            Value::Object(object) => vec![format!("{key}={}", span(object))],
            other => vec![format!("{key}={}", plain(other))],
        },
    }
}

/// One word for each need, and how many there are, so that a case can say that nothing else is missing.
fn needs(value: &Value) -> Vec<String> {
    let mut words = vec![format!("needs={}", items(value).len())];
    for need in items(value) {
        let kind = text(need, "kind");
        let subject = &need["subject"];
        let parts = ["metric", "target", "record_type", "field", "term", "reason"];
        let mut what: Vec<&str> = parts.iter().map(|part| text(need, part)).collect();
        what.extend(
            ["metric", "duty", "organ"]
                .iter()
                .map(|part| text(subject, part)),
        );
        what.extend((kind == "units" || kind == "enclosing").then(|| text(need, "level")));
        what.retain(|part| !part.is_empty());
        let mut places = vec![
            text(need, "record"),
            text(subject, "record"),
            text(need, "unit"),
            text(subject, "unit"),
        ];
        places.retain(|place| !place.is_empty());
        let place = places
            .first()
            .map_or(String::new(), |place| format!("@{place}"));
        let count = need["count"]
            .as_u64()
            .map_or(String::new(), |count| format!("*{count}"));
        words.push(format!("need={kind}:{}{place}{count}", what.join(":")));
        for key in ["period", "authority"] {
            let found = [need, subject]
                .iter()
                .map(|of| text(of, key))
                .find(|found| !found.is_empty());
            words.extend(found.map(|found| format!("need_{key}={found}")));
        }
    }
    words
}

fn grounds(value: &Value) -> Vec<String> {
    let names: Vec<&str> = items(value)
        .iter()
        .map(|one| text(one, "trigger"))
        .collect();
    let mut words = vec![format!("grounds={}", names.join(","))];
    for one in items(value) {
        let consequence = &one["consequence"];
        words.push(format!(
            "ground={}:{}",
            text(one, "trigger"),
            text(one, "status")
        ));
        words.push(text(consequence, "modality").to_owned());
        let clauses = items(&one["clauses"]).iter();
        words.extend(clauses.map(|clause| format!("ground_clause={}", text(clause, "address"))));
        words.extend(
            consequence["authority"]
                .as_str()
                .map(|by| format!("authority={by}")),
        );
    }
    words
}

fn step(value: &Value) -> String {
    let clauses: Vec<&str> = items(&value["clauses"])
        .iter()
        .map(|one| text(one, "address"))
        .collect();
    let by = if clauses.is_empty() {
        String::new()
    } else {
        format!("[{}]", clauses.join(","))
    };
    format!(
        "step={}:{}->{}{by}",
        text(value, "relation"),
        party(&value["from"]),
        party(&value["to"])
    )
}

fn persons(value: &Value) -> String {
    let names = items(&value["names"]);
    if names.is_empty() {
        return text(value, "state").to_owned();
    }
    names.iter().map(plain).collect::<Vec<_>>().join(",")
}

fn actor(value: &Value) -> String {
    let parts = ["person", "organ", "office"]
        .iter()
        .map(|part| text(value, part));
    let who = parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(":");
    let at = text(value, "unit");
    if at.is_empty() {
        who
    } else {
        format!("{who}@{at}")
    }
}

fn party(value: &Value) -> String {
    match (text(value, "organ"), text(value, "unit")) {
        (organ, "") => organ.to_owned(),
        (organ, unit) => format!("{organ}@{unit}"),
    }
}

fn span(object: &Map<String, Value>) -> String {
    let end = |key| object.get(key).map(plain).unwrap_or_default();
    format!("{}..{}", end("from"), end("to"))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join("_"),
        other => other.to_string(),
    }
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    items(&value[key])
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}
