//! The facts as a JSON document to fill in: every value is there with a note that says how to write it, and none is
//! known.
//!
//! A value with a note alone is not known; to fill it in, it is replaced by the value, or the value is put beside the
//! note. Lists are left out, for an empty one would say that there is nothing to list: notes say what they hold.

use super::FormOptions;
use super::about::{Medium, Teller};
use super::uses::Uses;
use super::words::called;
use crate::facts::FORMAT;
use crate::lang::Text;
use crate::model::{FieldId, LevelId, Model};
use crate::program::Layout;

/// The lists of the facts as a whole, with the keys of their items.
const LISTS: [(&str, &str); 4] = [
    (
        "persons",
        "name, organ, unit, office | title, from, to, source, note",
    ),
    (
        "determinations",
        "term, subject: {unit, metric, period | record | unit | duty, organ, unit, act}, value, authority, date, document",
    ),
    ("discharges", "duty, organ, unit, act, date, source, note"),
    ("reports", "report, organ, unit, period, date, source, note"),
];

/// A value of JSON whose keys stay in order.
enum Node {
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// The document.
pub fn blank(model: &Model, options: &FormOptions) -> String {
    let uses = Uses::new(model);
    let blank = Blank {
        model,
        layout: Layout::new(model),
        teller: Teller {
            model,
            uses: &uses,
            lang: options.lang,
            medium: Medium::Json,
        },
    };
    let text = |value: Option<String>| Node::Text(value.unwrap_or_default());
    let root = Node::Object(vec![
        ("format".to_owned(), text(Some(FORMAT.to_owned()))),
        (
            "as_of".to_owned(),
            text(options.as_of.map(|date| date.to_string())),
        ),
        (
            "period".to_owned(),
            text(options.period.map(|period| period.to_string())),
        ),
        ("note".to_owned(), Node::Text(blank.instructions())),
        ("units".to_owned(), Node::List(blank.units(None))),
    ]);
    let mut out = String::new();
    write(&root, 0, &mut out);
    out.push('\n');
    out
}

struct Blank<'m> {
    model: &'m Model,
    layout: Layout,
    teller: Teller<'m>,
}

impl Blank<'_> {
    fn instructions(&self) -> String {
        let lists = LISTS.map(|(key, keys)| {
            let name = called(key);
            format!("{} `{key}`: [{{{keys}}}]", name.get(self.teller.lang))
        });
        let lists = lists.join("；");
        let text = Text::new(
            format!(
                "每个值都只有说明，就是不详；知道的，以值替换整个 {{…}}，或者在说明旁加 `value`、`source`。列表没有写是不详，`[]` \
                 是没有。同一层级有几个单位，就照样写几个。整份事实还有这些列表：{lists}"
            ),
            format!(
                "each value has a note alone and is not known; where it is known, put the value in the place of {{…}}, or \
                 `value` and `source` beside the note. A list left out is not known, `[]` means none. Write each unit of a \
                 level like the one shown. The facts as a whole have these lists: {}",
                lists.replace('；', "; ")
            ),
        );
        text.get(self.teller.lang).to_owned()
    }

    /// A unit of every level inside a level.
    fn units(&self, around: Option<LevelId>) -> Vec<Node> {
        let levels = self.model.levels.iter();
        let inside = levels.filter(|(_, level)| level.parent == around);
        inside
            .map(|(id, level)| self.unit(id, &level.name))
            .collect()
    }

    fn unit(&self, id: LevelId, level: &str) -> Node {
        let name = self
            .teller
            .pick(format!("某{level}"), format!("some {level}"));
        let mut members = vec![
            ("level".to_owned(), Node::Text(level.to_owned())),
            ("name".to_owned(), Node::Text(name)),
        ];
        let slots = self.layout.level(id);
        let lists = self.lists(id);
        if !lists.is_empty() {
            members.push(("note".to_owned(), Node::Text(lists)));
        }
        for metric in slots.into_iter().flat_map(|slots| &slots.metrics) {
            if let Some(row) = self.model.metrics.row(*metric) {
                let about = self.teller.metric(*metric).sentence(self.teller.lang);
                members.push((row.name.to_string(), unknown(about)));
            }
        }
        let mut plans = Vec::new();
        for target in slots.into_iter().flat_map(|slots| &slots.plans) {
            if let Some(row) = self.model.targets.row(*target) {
                let about = self.teller.plan(*target).sentence(self.teller.lang);
                plans.push((row.name.to_string(), unknown(about)));
            }
        }
        if !plans.is_empty() {
            members.push(("plans".to_owned(), Node::Object(plans)));
        }
        let inside = self.units(Some(id));
        if !inside.is_empty() {
            members.push(("units".to_owned(), Node::List(inside)));
        }
        Node::Object(members)
    }

    /// What the lists of a level's units hold.
    fn lists(&self, level: LevelId) -> String {
        let slots = self.layout.level(level);
        let lists = slots.into_iter().flat_map(|slots| &slots.lists);
        let lists: Vec<String> = lists
            .filter_map(|id| self.model.record_types.row(*id))
            .map(|row| format!("`{}`: [{{id; {}}}]", row.name, self.fields(&row.fields)))
            .collect();
        if lists.is_empty() {
            return String::new();
        }
        let lists = lists.join("  ");
        self.teller
            .pick(format!("记录：{lists}"), format!("records: {lists}"))
    }

    fn fields(&self, fields: &[FieldId]) -> String {
        let fields = fields.iter().filter_map(|id| {
            let name = &self.model.fields.row(*id)?.name;
            Some(format!("{name}: {}", self.teller.field(*id).fill))
        });
        fields.collect::<Vec<_>>().join("; ")
    }
}

/// A value that is not known, with a note.
fn unknown(note: String) -> Node {
    Node::Object(vec![("note".to_owned(), Node::Text(note))])
}

fn write(node: &Node, depth: usize, out: &mut String) {
    match node {
        Node::Text(text) => out.push_str(&quoted(text)),
        Node::List(items) => {
            let each = |item: &Node, out: &mut String| write(item, depth + 1, out);
            several(items, ('[', ']'), depth, out, each);
        }
        Node::Object(members) => match members.as_slice() {
            // A value with its note stays on one line.
            [(key, Node::Text(text))] => {
                out.push_str(&format!("{{{}: {}}}", quoted(key), quoted(text)));
            }
            members => several(members, ('{', '}'), depth, out, |(key, node), out| {
                out.push_str(&quoted(key));
                out.push_str(": ");
                write(node, depth + 1, out);
            }),
        },
    }
}

fn several<T>(
    items: &[T],
    (open, close): (char, char),
    depth: usize,
    out: &mut String,
    each: impl Fn(&T, &mut String),
) {
    out.push(open);
    for (index, item) in items.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(depth + 1));
        each(item, out);
    }
    if !items.is_empty() {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    }
    out.push(close);
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
