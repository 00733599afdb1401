//! The roster: who held which office, from when to when.

use indexmap::IndexSet;

use super::fields::Fields;
use super::organs::Instance;
use super::reader::Reader;
use crate::calendar::Date;
use crate::facts::Person;
use crate::facts::document::NodeKind;
use crate::lang::Text;
use crate::model::{Name, OfficeId};

const KEYS: &[&str] = &[
    "name", "organ", "unit", "office", "title", "from", "to", "note", "source",
];

/// Reads the roster. Every name on it is known as a person's, even where the rest of its line is wrong.
pub fn read(reader: &mut Reader, facts: &Fields) {
    let Some(at) = facts.get("persons") else {
        return;
    };
    let mut roster = IndexSet::new();
    let mut persons = Vec::new();
    for (index, node) in reader.list(&at).into_iter().flatten().enumerate() {
        let at = at.index(index, node);
        let Some(fields) = reader.object(&at, KEYS) else {
            continue;
        };
        if let Some(NodeKind::String(name)) = fields.get("name").map(|at| at.node.kind()) {
            roster.insert(Name::from(name));
        }
        persons.extend(person(reader, &fields));
    }
    reader.roster = Some(roster);
    let lines: Vec<Person<'_>> = persons.iter().map(Line::borrowed).collect();
    reader.store.set_persons(&lines);
}

/// A line of the roster as it was read.
struct Line {
    name: Name,
    title: Name,
    instance: Instance,
    office: Option<OfficeId>,
    tenure: (Option<Date>, Option<Date>),
}

impl Line {
    fn borrowed(&self) -> Person<'_> {
        Person {
            name: &self.name,
            organ: self.instance.0,
            unit: self.instance.1,
            office: self.office,
            title: &self.title,
            from: self.tenure.0,
            to: self.tenure.1,
        }
    }
}

fn person(reader: &mut Reader, fields: &Fields) -> Option<Line> {
    let name = reader
        .required(fields, "name")
        .and_then(|at| reader.text(&at).map(Name::from));
    let instance = reader.instance(fields, None);
    let tenure = tenure(reader, fields);
    let instance = instance?;
    let office_at = fields.get("office");
    let office = match &office_at {
        Some(at) => Some(reader.office(at, instance.0)?),
        None => None,
    };
    let title = match (reader.optional_name(fields, "title"), office_at) {
        (Some(title), _) => title,
        (None, Some(at)) => reader.text(&at).map(Name::from)?,
        (None, None) => {
            let help = Text::new(
                "不担任所列职务的人，写 `title`",
                "for a person in none of the declared offices, write `title`",
            );
            reader.missing(fields, "office", Some(help));
            return None;
        }
    };
    Some(Line {
        name: name?,
        title,
        instance,
        office,
        tenure,
    })
}

fn tenure(reader: &mut Reader, fields: &Fields) -> (Option<Date>, Option<Date>) {
    let from = reader.required_date(fields, "from");
    let to = reader.optional_date(fields, "to");
    if let (Some(start), Some(end), Some(at)) = (from, to, fields.get("to"))
        && end < start
    {
        let message = Text::new(
            format!("任职截止 {end} 早于开始 {start}"),
            format!("the tenure ends on {end}, before it begins on {start}"),
        );
        let help = Text::new("检查 `from` 和 `to`", "check `from` and `to`");
        reader.problems.push(at, "F0150", message, Some(help));
    }
    (from, to)
}
