//! What differs between two JSON values, and where.

use serde_json::{Map, Value};

use super::canonical;

/// A place where what was recorded and what comes out now differ.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// Where in the record, such as `assessment.findings[3].status`.
    pub path: String,
    /// What was recorded, in JSON; nothing where there was none.
    pub recorded: Option<String>,
    /// What comes out now, in JSON; nothing where there is none.
    pub recomputed: Option<String>,
}

/// So many differences are told; the others are counted.
const TOLD: usize = 100;

/// Differences, and how many there are in all.
#[derive(Debug, Default)]
pub struct Differences {
    /// The first of them.
    pub told: Vec<Difference>,
    /// How many there are.
    pub count: u64,
}

impl Differences {
    /// Notes what differs between two members of a record.
    pub fn compare(&mut self, path: &str, recorded: Option<&Value>, recomputed: Option<&Value>) {
        match (recorded, recomputed) {
            (Some(a), Some(b)) if a == b => {}
            (None, None) => {}
            (Some(Value::Object(a)), Some(Value::Object(b))) => self.objects(path, a, b),
            (Some(Value::Array(a)), Some(Value::Array(b))) => self.lists(path, a, b),
            _ => self.push(path, recorded, recomputed),
        }
    }

    fn objects(
        &mut self,
        path: &str,
        recorded: &Map<String, Value>,
        recomputed: &Map<String, Value>,
    ) {
        let added = recomputed.keys().filter(|key| !recorded.contains_key(*key));
        let mut keys: Vec<&String> = recorded.keys().chain(added).collect();
        keys.sort();
        for key in keys {
            let inside = format!("{path}.{key}");
            let inside = inside.trim_start_matches('.');
            self.compare(inside, recorded.get(key), recomputed.get(key));
        }
    }

    /// What both lists begin and end with is no difference, so that one entry more is one.
    fn lists(&mut self, path: &str, recorded: &[Value], recomputed: &[Value]) {
        let same = |(a, b): &(&Value, &Value)| a == b;
        let front = recorded.iter().zip(recomputed).take_while(same).count();
        let shorter = recorded.len().min(recomputed.len()) - front;
        let ends = recorded.iter().rev().zip(recomputed.iter().rev());
        let back = ends.take(shorter).take_while(same).count();
        let (a_end, b_end) = (recorded.len() - back, recomputed.len() - back);
        for at in front..a_end.max(b_end) {
            let a = recorded.get(at).filter(|_| at < a_end);
            let b = recomputed.get(at).filter(|_| at < b_end);
            self.compare(&format!("{path}[{at}]"), a, b);
        }
    }

    fn push(&mut self, path: &str, recorded: Option<&Value>, recomputed: Option<&Value>) {
        self.count += 1;
        if self.told.len() < TOLD {
            self.told.push(Difference {
                path: path.to_owned(),
                recorded: recorded.map(canonical::text),
                recomputed: recomputed.map(canonical::text),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Differences;

    #[test]
    fn what_differs_is_told_where_it_stands() {
        let a = json!({"list": [1, 2, 3, 4], "same": {"x": 1}, "only": true, "deep": {"x": [{"y": "old"}]}});
        let b = json!({"list": [1, 9, 2, 3, 4], "same": {"x": 1}, "more": null, "deep": {"x": [{"y": "new"}]}});
        let mut found = Differences::default();
        found.compare("", Some(&a), Some(&b));
        let told: Vec<_> = found
            .told
            .iter()
            .map(|d| {
                (
                    d.path.as_str(),
                    d.recorded.as_deref(),
                    d.recomputed.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("deep.x[0].y", Some("\"old\""), Some("\"new\"")),
                ("list[1]", None, Some("9")),
                ("more", None, Some("null")),
                ("only", Some("true"), None),
            ]
        );
        assert_eq!(found.count, 4);
    }

    #[test]
    fn of_very_many_the_rest_is_counted() {
        let (a, b) = (json!(vec![0; 500]), json!(vec![1; 500]));
        let mut found = Differences::default();
        found.compare("all", Some(&a), Some(&b));
        assert_eq!((found.told.len(), found.count), (100, 500));
    }
}
